//! `utfall report FILE --out REPORT.html`: the decision paper, of a scenario or of results.

use std::path::Path;

use sim_core::results::Results;
use sim_core::results::whole::RESULTS_FORMAT;

use crate::args::{Compare, Format, Report, RunAsked};
use crate::commands::compare;
use crate::commands::forms::{Form, Wanted};
use crate::commands::show::{Shown, show};
use crate::error::Failure;
use crate::files;
use crate::texts::{Lang, one_page, paper as say};

/// Writes the decision paper.
///
/// # Errors
///
/// As for a comparison where the file is a scenario; where it holds results, that they cannot
/// be read; and where the paper cannot be written.
pub fn run(asked: &Report, lang: Lang) -> Result<(), Failure> {
    if !is_results(&asked.file) {
        return compare::run_with(&comparison(asked), Some(&wanted(asked)), lang);
    }
    let wanted = wanted(asked);
    can_be_written(&wanted, lang)?;
    if wanted.needs_draws() {
        let path = asked.file.display().to_string();
        return Err(Failure::Usage(say::no_draws_in_results(lang, &path)));
    }
    let RunAsked {
        draws,
        luck,
        designs,
    } = &asked.run;
    let is_run = draws.is_some() || luck.seed.is_some() || luck.threads.is_some();
    if is_run || !designs.is_empty() {
        let path = asked.file.display().to_string();
        return Err(Failure::Usage(say::already_run(lang, &path)));
    }
    let results = read_results(&asked.file, lang)?;
    let name = say::your_file(lang);
    let shown = Shown {
        format: Format::Text,
        out: None,
        lang,
        name: &name,
        designs_are_chosen: false,
        report: Some(&wanted),
        table: None,
    };
    show(&shown, &results)
}

fn is_results(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

fn wanted(asked: &Report) -> Wanted {
    Wanted {
        path: asked.out.clone(),
        with_draws: asked.with_draws,
        browser: asked.browser.clone(),
        is_one_page: asked.one_page,
        is_all: true,
    }
}

/// Returns the comparison that the paper is about.
fn comparison(asked: &Report) -> Compare {
    Compare::of(&asked.file, asked.run.clone(), asked.quiet)
}

/// Says before anything is run that a paper cannot be written where it is to go.
///
/// # Errors
///
/// `Failure::Usage` where the name is not that of a report, or says something else than paper for the
/// summary on one sheet.
pub fn can_be_written(wanted: &Wanted, lang: Lang) -> Result<(), Failure> {
    let path = wanted.path.as_path();
    let shown = path.display().to_string();
    let Some(form) = Form::of(path) else {
        return Err(Failure::Usage(say::unknown_form(lang, &shown)));
    };
    if wanted.is_one_page && !form.is_paper() {
        return Err(Failure::Usage(one_page::only_on_paper(lang, &shown)));
    }
    Ok(())
}

fn read_results(path: &Path, lang: Lang) -> Result<Results, Failure> {
    let shown = path.display().to_string();
    let refused = |why: String| Failure::Results(say::not_results(lang, &shown, &why));
    let bytes = files::read_bytes(path).map_err(|why| refused(why.to_string()))?;
    let value: serde_json::Value =
        serde_json::from_reader(bytes).map_err(|why| refused(why.to_string()))?;
    if let Some(found) = value
        .get("utfall_results")
        .and_then(serde_json::Value::as_u64)
        && found != u64::from(RESULTS_FORMAT)
    {
        let (found, ours) = (found.to_string(), RESULTS_FORMAT.to_string());
        return Err(Failure::Results(say::other_results(
            lang, &shown, &found, &ours,
        )));
    }
    serde_json::from_value(value).map_err(|why| refused(why.to_string()))
}
