//! `utfall fit RECORDS --out FILE`: from a municipality's own records to a scenario's numbers.

use std::path::Path;

use sim_core::records::mapping::Mapping;

use crate::args::Fit;
use crate::commands::core;
use crate::error::Failure;
use crate::records::{self, RecordsProblem};
use crate::report::{fit, fit_page, fit_toml, json};
use crate::texts::{Lang, fit as say, program, usage};
use crate::{diagnostics, files, terminal, today};

/// Reads the records, writes the numbers, and shows what they say.
///
/// # Errors
///
/// Where the mapping or the records cannot be used, or a file cannot be written; then none is.
pub fn run(asked: &Fit, lang: Lang) -> Result<(), Failure> {
    let form = asked.report.as_deref().map(|path| form_of(path, lang));
    let form = form.transpose()?;
    let name = asked.records.to_string_lossy().into_owned();
    let failed = |problems| Failure::Records {
        name: name.clone(),
        problems,
    };
    let mapping = mapping(asked.mapping.as_deref(), lang)?;
    let bytes = files::read_large(&name);
    let bytes = bytes.map_err(|why| failed(vec![RecordsProblem::Unreadable(why)]))?;
    let read = records::read(&bytes, &mapping).map_err(failed)?;
    drop(bytes);
    let date = today::date();
    let report = core::fit(read, &mapping, date).map_err(|problem| failed(vec![problem]))?;
    let toml = fit_toml::write(&report, lang);
    let page = match form {
        None => None,
        Some(ReportForm::Page) => Some(fit_page::write(&report, lang)),
        Some(ReportForm::Text) => Some(fit::write(&report, lang, terminal::WIDTH)),
        Some(ReportForm::Json) => Some(json::write_any(&report)?),
    };
    files::write_whole(&asked.out, toml.as_bytes())?;
    if let (Some(path), Some(page)) = (&asked.report, page) {
        files::write_whole(path, page.as_bytes())?;
        terminal::complain(&program::written(lang, &path.display().to_string()));
    }
    let out = asked.out.display().to_string();
    terminal::complain(&program::written(lang, &out));
    let text = fit::write(&report, lang, terminal::WIDTH);
    terminal::print(&format!("{text}\n{}", say::how_to_go_on(lang, &out)))
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
