//! `utfall follow-up CSV --register FILE`: a prediction against what came.

use crate::actual::{self, ActualProblem};
use crate::args::{FollowUp, Format};
use crate::commands::put_out::put_out;
use crate::commands::{core, register};
use crate::error::{Failure, RegisterProblem};
use crate::report::{follow_up, follow_up_csv, json};
use crate::texts::{Lang, follow_up as say};
use crate::{files, terminal};

/// Scores a prediction of the register.
///
/// # Errors
///
/// Where the figures or the register cannot be used, or no month can be scored.
pub fn run(asked: &FollowUp, lang: Lang) -> Result<(), Failure> {
    let refused = |what: RegisterProblem| Failure::Register {
        path: asked.register.clone(),
        what,
    };
    let held = register::read(&asked.register)?.ok_or_else(|| refused(RegisterProblem::Missing))?;
    if held.torn_bytes > 0 {
        terminal::complain(&say::torn(lang));
    }
    let found = match &asked.prediction {
        Some(which) => held.find(which.trim()),
        None => held.predictions.last(),
    };
    let registered = found.ok_or_else(|| match &asked.prediction {
        Some(which) if !held.predictions.is_empty() => refused(RegisterProblem::NoSuchPrediction {
            asked: which.clone(),
            held: held.predictions.len(),
        }),
        _ => refused(RegisterProblem::Empty),
    })?;
    let name = asked.actual.to_string_lossy().into_owned();
    let months = read_actual(&name).map_err(|problems| Failure::Actual { name, problems })?;
    let followed = core::follow_up(registered, &months)?;
    let text = match asked.output.format {
        Format::Text => follow_up::write(&followed, lang, terminal::WIDTH),
        Format::Json => json::write_any(&followed)?,
        Format::Csv => follow_up_csv::write(&followed)?,
    };
    put_out(
        &text,
        asked.output.format,
        asked.output.out.as_deref(),
        lang,
    )
}

fn read_actual(name: &str) -> Result<Vec<sim_core::analysis::ActualMonth>, Vec<ActualProblem>> {
    let bytes = files::read_small(name);
    let bytes = bytes.map_err(|why| vec![ActualProblem::Unreadable(why)])?;
    actual::read(&bytes)
}
