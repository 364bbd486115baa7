//! `utfall fit RECORDS --out FILE`: from a municipality's own records to a scenario's numbers.

use std::path::Path;

use sim_core::records::mapping::Mapping;
use sim_core::results::fitted::FitReport;
use sim_core::scenario::Scenario;

use crate::args::Fit;
use crate::commands::put_out::write_and_say;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::records::{self, RecordsProblem};
use crate::report::{fit, fit_page, fit_toml, json, mapping_toml};
use crate::texts::{Lang, fit as say, usage};
use crate::{diagnostics, files, terminal, today};

/// Reads the records, writes the numbers, and shows what they say; or writes a mapping to fill in.
///
/// # Errors
///
/// Where the mapping or the records cannot be used, the numbers cannot be laid over the scenario, or a file cannot
/// be written; then none is.
pub fn run(asked: &Fit, lang: Lang) -> Result<(), Failure> {
    match (&asked.out, &asked.mapping_template) {
        (_, Some(path)) => template(asked, path, lang),
        (Some(out), None) => fit_to(asked, out, lang),
        (None, None) => Ok(()),
    }
}

fn template(asked: &Fit, path: &Path, lang: Lang) -> Result<(), Failure> {
    // One that somebody has filled in is an hour's work.
    if files::is_there(path) {
        let path = path.display().to_string();
        return Err(Failure::Usage(usage::overwritten(lang, &path)));
    }
    let (name, bytes) = bytes(asked)?;
    let found = records::template(&bytes).map_err(|problems| Failure::Records {
        name: name.clone(),
        problems,
    })?;
    let text = mapping_toml::write(lang, &found);
    write_and_say(&[(path, text.as_bytes())], lang)?;
    let path = path.display().to_string();
    terminal::print(&format!("{}\n", say::template_written(lang, &path, &name)))
}

fn bytes(asked: &Fit) -> Result<(String, Vec<u8>), Failure> {
    let name = asked.records.to_string_lossy().into_owned();
    match files::read_large(&name) {
        Ok(bytes) => Ok((name, bytes)),
        Err(why) => Err(Failure::Records {
            name,
            problems: vec![RecordsProblem::Unreadable(why)],
        }),
    }
}

fn fit_to(asked: &Fit, out: &Path, lang: Lang) -> Result<(), Failure> {
    let form = asked.report.as_deref().map(|path| form_of(path, lang));
    let form = form.transpose()?;
    let mapping = mapping(asked.mapping.as_deref(), lang)?;
    let onto = match &asked.onto {
        Some(path) => Some(scenario::read(&path.to_string_lossy(), lang)?),
        None => None,
    };
    let (name, bytes) = bytes(asked)?;
    let failed = |problems| Failure::Records {
        name: name.clone(),
        problems,
    };
    let read = records::read(&bytes, &mapping).map_err(failed)?;
    drop(bytes);
    let date = today::date();
    let report = core::fit(read, &mapping, date).map_err(|problem| failed(vec![problem]))?;
    let toml = match (&asked.onto, &onto) {
        (Some(path), Some(below)) => over(&report, (&below.scenario, path), out, lang)?,
        _ => fit_toml::write(&report, None, lang),
    };
    let page = match form {
        None => None,
        Some(ReportForm::Page) => Some(fit_page::write(&report, lang)),
        Some(ReportForm::Text) => Some(fit::write(&report, lang, terminal::WIDTH)),
        Some(ReportForm::Json) => Some(json::write_any(&report)?),
    };
    let page = asked.report.as_deref().zip(page);
    let mut all: Vec<(&Path, &[u8])> = Vec::new();
    all.extend(page.iter().map(|(path, page)| (*path, page.as_bytes())));
    all.push((out, toml.as_bytes()));
    write_and_say(&all, lang)?;
    let out = out.display().to_string();
    let text = fit::write(&report, lang, terminal::WIDTH);
    let next = match &asked.onto {
        Some(below) => say::how_to_go_on_over(lang, &below.display().to_string(), &out),
        None => say::how_to_go_on(lang, &out),
    };
    terminal::print(&format!("{text}\n{next}\n"))
}

/// Returns the scenario that lays the numbers over another one, once it is known to be sound.
fn over(
    report: &FitReport,
    (below, file): (&Scenario, &Path),
    out: &Path,
    lang: Lang,
) -> Result<String, Failure> {
    let mut there: Vec<&str> = below.segment.iter().map(|(id, _)| id).collect();
    let types = report.segments.iter().flat_map(|segment| &segment.types);
    let mut here: Vec<&str> = types.map(|one| one.id.as_str()).collect();
    there.sort_unstable();
    here.sort_unstable();
    if there != here {
        let (there, here) = (there.join(", "), here.join(", "));
        return Err(Failure::Usage(say::other_segments(lang, &there, &here)));
    }
    let include = files::as_seen_beside(out, file);
    let onto = fit_toml::Onto {
        scenario: below,
        include: &include,
    };
    let text = fit_toml::write(report, Some(onto), lang);
    let name = out.to_string_lossy();
    scenario::judge(core::read_with(&name, &text), &name, lang).map(|_| text)
}

#[derive(Clone, Copy)]
enum ReportForm {
    Page,
    Text,
    Json,
}

fn form_of(path: &Path, lang: Lang) -> Result<ReportForm, Failure> {
    let ending = path.extension().and_then(|ending| ending.to_str());
    match ending.map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm") => Ok(ReportForm::Page),
        Some("txt") => Ok(ReportForm::Text),
        Some("json") => Ok(ReportForm::Json),
        _ => Err(Failure::Usage(usage::fit_report_form(
            lang,
            &path.display().to_string(),
        ))),
    }
}

fn mapping(path: Option<&Path>, lang: Lang) -> Result<Mapping, Failure> {
    let (name, text) = match path {
        None => (String::new(), String::new()),
        Some(path) => {
            let name = path.to_string_lossy().into_owned();
            let text = files::read_text(&name).map_err(|why| Failure::Records {
                name: name.clone(),
                problems: vec![RecordsProblem::Unreadable(why)],
            })?;
            (name, text)
        }
    };
    let read = core::read_mapping(&name, &text);
    terminal::complain(&diagnostics::show(
        lang,
        &name,
        &read.texts,
        &read.diagnostics,
    ));
    read.mapping.ok_or(Failure::Mapping)
}
