//! `utfall explain FILE`: the designs and everything the answer rests on, without running anything.

use crate::args::Explain;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::report::{explain, resolved};
use crate::texts::{Lang, program};
use crate::{files, terminal};

/// Shows the description, or the scenario after includes and inheritance.
///
/// # Errors
///
/// Where the scenario has errors, has no such design, or the text cannot be written.
pub fn run(asked: &Explain, lang: Lang) -> Result<(), Failure> {
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    if asked.resolved {
        let tree = resolved::write(&read.resolved, &read.texts);
        let text = format!("{}{tree}", program::resolved_note(lang));
        return match &asked.out {
            Some(path) => written(path, &text, lang),
            None => terminal::print_exactly(text.as_bytes()),
        };
    }
    if let Some(id) = &asked.design
        && read.scenario.design.get(id).is_none()
    {
        let known = read.scenario.design.ids().map(str::to_owned).collect();
        return Err(Failure::UnknownDesign {
            id: id.clone(),
            known,
        });
    }
    let (assumptions, evidence) = core::all_assumptions(&read.plan, &read.scenario);
    let text = explain::write(&explain::Question {
        scenario: &read.scenario,
        design: asked.design.as_deref(),
        assumptions: &assumptions,
        evidence,
        lang,
        width: terminal::WIDTH,
    });
    match &asked.out {
        Some(path) => written(path, &text, lang),
        None => terminal::print(&text),
    }
}

fn written(path: &std::path::Path, text: &str, lang: Lang) -> Result<(), Failure> {
    files::write_whole(path, text.as_bytes())?;
    terminal::complain(&program::written(lang, &path.display().to_string()));
    Ok(())
}
