//! Records: what they say, and made-up ones.

use sim_core::analysis::fit::{FitAsked, MOST_FILES, fit as fit_stays};
use sim_core::compile::plan::Plan;
use sim_core::engine::cases::SimulatedCase;
use sim_core::records::account::{Account, Dropped};
use sim_core::records::dates::{day_number, day_of};
use sim_core::records::mapping::{Mapping, ModelWord, ReadMapping, RowKind};
use sim_core::records::payments::stays_of_payments;
use sim_core::records::stays::{Asked, stays};
use sim_core::results::fitted::{FitReport, LEAST_TOLD, Model};
use sim_core::results::prediction::Date;

use crate::records::{ReadRecords, RecordsProblem, Rows};

/// Mistakes that no sound file has in more than one row of four.
const MISTAKES: [Dropped; 7] = [
    Dropped::NoHousehold,
    Dropped::NoStart,
    Dropped::BadDate,
    Dropped::EndBeforeStart,
    Dropped::InTheFuture,
    Dropped::BadAmount,
    Dropped::WrongCells,
];

/// Returns a mapping file's meaning.
pub fn read_mapping(name: &str, text: &str) -> ReadMapping {
    sim_core::records::mapping::read_mapping(name, text)
}

/// Returns what records say.
///
/// # Errors
///
/// Where too few rows can be used.
pub fn fit(read: ReadRecords, mapping: &Mapping, today: Date) -> Result<FitReport, RecordsProblem> {
    let ReadRecords {
        rows,
        labels,
        mut account,
        file,
    } = read;
    let asked = asked(mapping, today)?;
    let (kind, found) = match rows {
        Rows::Cases(rows) => (RowKind::Cases, stays(rows, asked, &mut account)),
        Rows::Payments(rows) => (
            RowKind::Payments,
            stays_of_payments(rows, asked, &mut account),
        ),
    };
    let Some(found) = found.filter(|_| !has_many_mistakes(&account)) else {
        return Err(RecordsProblem::TooManyDropped(Box::new(account)));
    };
    let report = fit_stays(
        &found,
        &FitAsked {
            rows: kind,
            file,
            labels: &labels,
            account: &account,
            merge_gaps_days: asked.merge_gaps_days,
            model: mapping.model.and_then(model),
            simulated_files: MOST_FILES,
            first_day_is_stated: asked.from.is_some(),
        },
    );
    match report.households < LEAST_TOLD {
        true => Err(RecordsProblem::TooFew),
        false => Ok(report),
    }
}

/// Returns the model of a mapping's word; none for the best.
fn model(word: ModelWord) -> Option<Model> {
    match word {
        ModelWord::Best => None,
        ModelWord::Constant => Some(Model::Constant),
        ModelWord::Changing => Some(Model::Changing),
        ModelWord::TwoTypes => Some(Model::TwoTypes),
        ModelWord::Readiness => Some(Model::Readiness),
    }
}

fn has_many_mistakes(account: &Account) -> bool {
    let mistakes: u64 = MISTAKES.iter().map(|why| account.dropped_for(*why)).sum();
    mistakes * 4 > account.rows
}

fn asked(mapping: &Mapping, today: Date) -> Result<Asked, RecordsProblem> {
    let day = |written: Option<&String>, key| match written {
        None => Ok(None),
        Some(written) => match day_of(written) {
            Some((day, _)) => Ok(Some(day)),
            None => Err(RecordsProblem::BadDay(key)),
        },
    };
    let part = |value: u32| i32::try_from(value).unwrap_or(1);
    Ok(Asked {
        from: day(mapping.from.as_ref(), "from")?,
        to: day(mapping.to.as_ref(), "to")?,
        today: day_number(today.year, part(today.month), part(today.day)),
        merge_gaps_days: i32::try_from(mapping.merge_gaps_days.unwrap_or(0)).unwrap_or(i32::MAX),
    })
}

/// Returns the cases of one cohort under `today`.
pub fn simulated_cases(plan: &Plan, seed: u64) -> Vec<SimulatedCase> {
    sim_core::engine::cases::simulated_cases(plan, seed)
}
