//! Hazards have a shape, and there are households that a stock can grow from.

use crate::compile::check::typical::{certain, typical};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::exits::ExitKind;
use crate::scenario::hazard::Hazard;
use crate::scenario::households::{Inflow, Segment};
use crate::scenario::number::Number;
use crate::units::{Months, UnitKind};

/// Largest monthly hazard: a stay of a few minutes.
pub const LARGEST_PER_MONTH: f64 = 1e4;
/// Longest horizon in months: sixty years. What is kept of each household has room for 64 calendar years.
pub const LONGEST_HORIZON: u32 = 720;

/// Reports hazards without shape, and households that cannot be.
pub fn check_households(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if scenario.segment.items.is_empty() && scenario.segment.unread.is_empty() {
        let problem = Problem::MissingKey {
            key: "segment".to_owned(),
            table: String::new(),
        };
        found.push(Diagnostic::at(scenario.place, problem));
    }
    for (id, segment) in scenario.segment.iter() {
        for (exit, hazard) in segment.hazard.iter() {
            let state = format!("segment.{id}.hazard.{exit}");
            check_hazard(&state, hazard, scenario, &mut found);
        }
        let starts = segment.benefit_by_month.iter().map(|step| &step.from_month);
        rising("benefit_by_month", starts, false, scenario, &mut found);
    }
    for (id, exit) in scenario.exit.iter() {
        let hazard = exit
            .comes_back
            .as_ref()
            .and_then(|back| back.hazard.as_ref());
        if let Some(hazard) = hazard {
            check_hazard(&format!("exit.{id}"), hazard, scenario, &mut found);
        }
    }
    if let Some(inflow) = &scenario.inflow {
        check_season(inflow, scenario, &mut found);
    }
    check_stock(scenario, &mut found);
    found
}

fn check_hazard(state: &str, hazard: &Hazard, scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let of_pieces = hazard.pieces.iter().map(|piece| &piece.per_month);
    let levels = hazard
        .per_month
        .iter()
        .chain(&hazard.table_per_month)
        .chain(of_pieces);
    for level in levels {
        if typical(level, scenario) > LARGEST_PER_MONTH {
            let state = state.to_owned();
            found.push(Diagnostic::at(level.place, Problem::EndlessMoves { state }));
        }
    }
    let starts = hazard.pieces.iter().map(|piece| &piece.from_month);
    rising("pieces", starts, true, scenario, found);
    if let Some(weibull) = &hazard.weibull {
        let shape = (
            typical(&weibull.shape, scenario),
            weibull.shape.place,
            UnitKind::Ratio,
        );
        let scale = (
            typical(&weibull.scale_months, scenario),
            weibull.scale_months.place,
            UnitKind::Months,
        );
        for ((value, place, unit), key) in [(shape, "shape"), (scale, "scale_months")] {
            above_zero(key, value, unit, place, found);
        }
    }
    let nothing = hazard.per_month.is_none() && hazard.weibull.is_none();
    if nothing && hazard.pieces.is_empty() && hazard.table_per_month.is_empty() {
        let what = state.to_owned();
        found.push(Diagnostic::at(
            hazard.place,
            Problem::NothingHappens { what },
        ));
    }
}

/// Reports a number that must not be zero.
pub fn above_zero(
    key: &str,
    value: f64,
    unit: UnitKind,
    place: Place,
    found: &mut Vec<Diagnostic>,
) {
    if value <= 0.0 {
        let key = key.to_owned();
        found.push(Diagnostic::at(
            place,
            Problem::OutOfRange { key, value, unit },
        ));
    }
}

fn rising<'a>(
    key: &str,
    starts: impl Iterator<Item = &'a Number<Months>>,
    from_zero: bool,
    scenario: &Scenario,
    found: &mut Vec<Diagnostic>,
) {
    let mut last: Option<f64> = None;
    for start in starts {
        let month = typical(start, scenario);
        let in_order = match last {
            None => !from_zero || month == 0.0,
            Some(last) => month > last,
        };
        if !in_order && !month.is_nan() {
            let key = key.to_owned();
            found.push(Diagnostic::at(
                start.place,
                Problem::PiecesOutOfOrder { key },
            ));
        }
        last = Some(month);
    }
}

fn check_season(inflow: &Inflow, scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let factors = &inflow.season_ratio;
    let Some(first) = factors.first() else {
        return;
    };
    let problem = if factors.len() != 12 {
        Problem::WrongLength {
            key: "season_ratio".to_owned(),
            expected: 12,
            found: factors.len(),
        }
    } else if factors.iter().all(|f| certain(f, scenario) == Some(0.0)) {
        Problem::NothingHappens {
            what: "inflow.season_ratio".to_owned(),
        }
    } else {
        return;
    };
    found.push(Diagnostic::at(first.place, problem));
}

fn check_stock(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    let has_inflow = scenario
        .inflow
        .as_ref()
        .is_some_and(|inflow| certain(&inflow.per_month, scenario) != Some(0.0));
    let stock = scenario.stock.as_ref();
    let wanted = stock.is_none_or(|stock| stock.present != Some(false));
    if let Some(stock) = stock.filter(|_| wanted && !has_inflow) {
        found.push(Diagnostic::at(stock.place, Problem::StockNeedsInflow));
    }
    if stock.is_none() && !has_inflow && scenario.list.is_empty() && scenario.list.unread.is_empty()
    {
        let what = "inflow".to_owned();
        found.push(Diagnostic::at(
            scenario.place,
            Problem::NothingHappens { what },
        ));
    }
    let grown = stock.is_none_or(|stock| stock.warm_up_years.is_none());
    if !(wanted && has_inflow && grown) {
        return;
    }
    for (id, place, segment) in &scenario.segment.items {
        if !ends_for_good(segment, scenario) {
            let segment = id.clone();
            found.push(Diagnostic::at(*place, Problem::NoPermanentExit { segment }));
        }
    }
}

fn ends_for_good(segment: &Segment, scenario: &Scenario) -> bool {
    let permanent = ExitKind::Permanent.word();
    let Some(hazard) = segment.hazard.get(permanent) else {
        return segment.hazard.has(permanent);
    };
    let of_pieces = hazard.pieces.iter().map(|piece| &piece.per_month);
    let mut levels = hazard
        .per_month
        .iter()
        .chain(&hazard.table_per_month)
        .chain(of_pieces);
    hazard.weibull.is_some() || levels.any(|level| certain(level, scenario) != Some(0.0))
}

/// Reports a horizon that is no horizon.
pub fn check_horizon(scenario: &Scenario) -> Vec<Diagnostic> {
    let months = scenario.about.horizon_months;
    if (1..=LONGEST_HORIZON).contains(&months) {
        return Vec::new();
    }
    let (key, value) = ("horizon_months".to_owned(), f64::from(months));
    let problem = if months > LONGEST_HORIZON {
        let most = f64::from(LONGEST_HORIZON);
        Problem::AboveMost { key, value, most }
    } else {
        let unit = UnitKind::Months;
        Problem::OutOfRange { key, value, unit }
    };
    vec![Diagnostic::at(scenario.about.place, problem)]
}
