//! `utfall value FILE`: what it is worth to know more before deciding.

use sim_core::analysis::{NotValued, ValueSettings};

use crate::args::Value;
use crate::commands::analysed::{OwnPart, compared_and, put_out_with};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::report::{information, information_csv};
use crate::terminal;
use crate::texts::Lang;

/// Compares the designs and shows what knowing each number, or a study's result, is worth.
///
/// # Errors
///
/// As for a comparison; `Failure::NotValued` where there are too few draws, or a study is about no uncertain number.
pub fn run(asked: &Value, lang: Lang) -> Result<(), Failure> {
    let interrupt = Interrupt::listen(lang);
    let settings = ValueSettings {
        perspective: asked.analysis.perspective.into(),
        studies: asked.studies.clone(),
    };
    let (mut analysed, found) = compared_and(&asked.analysis, lang, &interrupt, |session| {
        match session.information(&settings) {
            // The comparison is kept and shown.
            Err(Failure::NotValued(NotValued::TooFewDraws { .. })) if interrupt.asked() => Ok(None),
            found => found.map(Some),
        }
    })?;
    analysed.results.information = found;
    let own = OwnPart {
        text: information::text(&analysed.results, lang, terminal::WIDTH),
        csv: information_csv::write(&analysed.results)?,
    };
    put_out_with(&asked.analysis, &analysed, &own, lang)
}
