//! From what an author says a figure measures to what is read of a draw.

use crate::compile::check::names::{ASSISTANCE, INTERVENTION};
use crate::compile::plan::{LookUp, N_EXITS, PlacesInLife, Plan, WatchPlan, WatchedGroup};
use crate::scenario::documented::{Group, Measured, Quantity};
use crate::scenario::exits::ExitKind;
use crate::scenario::text::Ref;
use crate::units::DAYS_PER_MONTH;

/// Months from the first to before the last.
pub(super) type Window = (usize, usize);

/// What is read of a draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Read {
    /// A watch of the plan, by position; `misses` counts those who were not there.
    Watched { watch: usize, misses: bool },
    /// The same, as a number and not of a group.
    WatchedNumber { watch: usize },
    /// Exits of a window.
    Exits {
        to: [bool; N_EXITS],
        /// What they are a share of; none where they are counted.
        of: Option<[bool; N_EXITS]>,
        within: Within,
    },
    /// Households with any payment, relative change.
    HouseholdsChange { within: Within, base: Window },
    /// Assistance paid, change.
    PaidChange {
        within: Within,
        base: Window,
        in_sek: bool,
    },
    /// Assistance paid for twelve months of time on assistance.
    PerYearOnAssistance(Within),
    /// Assistance paid for twelve household-months with any payment.
    PerYearOfPaidMonths(Within),
    /// Assistance paid for each household with any payment in a calendar year.
    PerYearAnyPayment,
}

/// Some segments in some months.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Within {
    /// By segment position.
    pub segments: Vec<bool>,
    /// The months.
    pub window: Window,
}

/// Returns what is read for a measure; a watch that it needs is added to the plan's.
pub(super) fn read(plan: &Plan, measured: &Measured, watches: &mut Vec<WatchPlan>) -> Read {
    let within = Within {
        segments: segments(plan, &measured.segments),
        window: window(plan, measured),
    };
    let base_to = measured.base_to_month.unwrap_or(1) as usize;
    let base = (measured.base_from_month.unwrap_or(0) as usize, base_to);
    let exits = |named: &[Ref]| places(plan, named).exits;
    let mut watch = |ever: bool, places: PlacesInLife| {
        watches.push(WatchPlan {
            group: group(plan, measured),
            segments: within.segments.clone(),
            begins: begins(plan, measured),
            look_up: look_up(measured, within.window),
            places,
            ever,
        });
        watches.len() - 1
    };
    match measured.quantity {
        Quantity::ListRemaining => {
            let mut leaves = places(plan, &measured.states);
            if measured.states.is_empty() {
                leaves.exits = all_but_gaps();
            }
            Read::Watched {
                watch: watch(true, leaves),
                misses: true,
            }
        }
        Quantity::ListOnAssistance => {
            let on_assistance = PlacesInLife {
                assistance: true,
                interventions: vec![true; plan.interventions.len()],
                exits: [false; N_EXITS],
            };
            Read::Watched {
                watch: watch(false, on_assistance),
                misses: false,
            }
        }
        Quantity::InStateShare | Quantity::ReachedShare => Read::Watched {
            watch: watch(
                measured.quantity == Quantity::ReachedShare,
                places(plan, &measured.states),
            ),
            misses: false,
        },
        Quantity::ReachedCount => Read::WatchedNumber {
            watch: watch(true, places(plan, &measured.states)),
        },
        Quantity::ExitShare => Read::Exits {
            to: exits(&measured.states),
            of: Some(match measured.of_states.is_empty() {
                true => all_but_gaps(),
                false => exits(&measured.of_states),
            }),
            within,
        },
        Quantity::ExitCount => Read::Exits {
            to: exits(&measured.states),
            of: None,
            within,
        },
        Quantity::HouseholdsChange => Read::HouseholdsChange { within, base },
        Quantity::PaidChange | Quantity::PaidChangeSek => Read::PaidChange {
            within,
            base,
            in_sek: measured.quantity == Quantity::PaidChangeSek,
        },
        Quantity::SekPerYearOnAssistance => Read::PerYearOnAssistance(within),
        Quantity::SekPerYearOfPaidMonths => Read::PerYearOfPaidMonths(within),
        Quantity::SekPerYearAnyPayment => Read::PerYearAnyPayment,
    }
}

/// Returns the window of a measure, which ends early enough for all who begin in it to be looked up.
pub(super) fn window(plan: &Plan, measured: &Measured) -> Window {
    let n_months = plan.calendar.n_months;
    let after = measured.after_months.unwrap_or(0) as usize;
    let latest = n_months.saturating_sub(after);
    let from = measured.from_month.unwrap_or(0) as usize;
    let to = measured.to_month.map_or(latest, |to| to as usize);
    (from.min(n_months), to.min(n_months))
}

/// Returns whether everybody of a measure begins on one day, so that there is no window.
pub(super) fn begins_at_once(measured: &Measured) -> bool {
    let of_list = matches!(
        measured.quantity,
        Quantity::ListRemaining | Quantity::ListOnAssistance
    );
    of_list || matches!(measured.of, Some(Group::List | Group::Stock))
}

fn begins(plan: &Plan, measured: &Measured) -> (f64, f64) {
    if begins_at_once(measured) {
        return (f64::NEG_INFINITY, f64::INFINITY);
    }
    let (from, to) = window(plan, measured);
    (from as f64 * DAYS_PER_MONTH, to as f64 * DAYS_PER_MONTH)
}

fn look_up(measured: &Measured, (_, to): Window) -> LookUp {
    match measured.after_months {
        Some(months) => LookUp::After(f64::from(months) * DAYS_PER_MONTH),
        None => LookUp::On(to as f64 * DAYS_PER_MONTH),
    }
}

fn group(plan: &Plan, measured: &Measured) -> WatchedGroup {
    let list = measured.list.as_ref();
    let list = list.and_then(|list| plan.lists.iter().position(|of| *of.id == *list.id));
    let interventions = || {
        let mut those = vec![false; plan.interventions.len()];
        for (is_it, intervention) in those.iter_mut().zip(&plan.interventions) {
            let named = measured.interventions.iter();
            *is_it = named
                .map(|named| &named.id)
                .any(|id| **id == *intervention.id);
        }
        those
    };
    match (list, measured.of) {
        (Some(list), _) => WatchedGroup::List(list),
        (_, Some(Group::Starters)) => WatchedGroup::Starters(interventions()),
        (_, Some(Group::Completers)) => WatchedGroup::Completers(interventions()),
        (_, Some(Group::Stock)) => WatchedGroup::Stock,
        _ => WatchedGroup::Applicants,
    }
}

fn segments(plan: &Plan, named: &[Ref]) -> Vec<bool> {
    let is_named = |id: &str| named.iter().any(|named| named.id == id);
    let segments = plan.segments.iter();
    segments
        .map(|segment| named.is_empty() || is_named(&segment.id))
        .collect()
}

fn places(plan: &Plan, named: &[Ref]) -> PlacesInLife {
    let has = |id: &str| named.iter().any(|named| named.id == id);
    let interventions = plan.interventions.iter();
    PlacesInLife {
        assistance: has(ASSISTANCE),
        interventions: interventions
            .map(|intervention| has(INTERVENTION) || has(&intervention.id))
            .collect(),
        exits: std::array::from_fn(|exit| has(ExitKind::ALL[exit].word())),
    }
}

fn all_but_gaps() -> [bool; N_EXITS] {
    std::array::from_fn(|exit| ExitKind::ALL[exit] != ExitKind::PaymentGap)
}
