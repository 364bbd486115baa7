//! `utfall explain FILE`: the designs and everything the answer rests on, without running anything.

use crate::args::Explain;
use crate::commands::put_out::{For, put_out};
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::report::{explain, resolved};
use crate::terminal;
use crate::texts::{Lang, program};

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
        return put_out(&text, For::Programs, asked.out.as_deref(), lang);
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
    put_out(&text, For::People, asked.out.as_deref(), lang)
}
