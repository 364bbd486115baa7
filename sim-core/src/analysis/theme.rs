//! What each number of a scenario is about, by where it was written.

use std::collections::BTreeMap;

use crate::compile::plan::Plan;
use crate::results::theme::NumberTheme;
use crate::scenario::Scenario;
use crate::tree::fields::FromNode;
use crate::tree::shape::Written;

/// Returns the theme of every slot of a plan.
///
/// A `[parameter.ID]` has the theme of the places that refer to it: the theme of most of them,
/// the first in the order of [`NumberTheme::ALL`] where several have as many.
pub fn themes(plan: &Plan, scenario: &Scenario) -> Vec<NumberTheme> {
    let mut referred: BTreeMap<String, [u32; NumberTheme::ALL.len()]> = BTreeMap::new();
    scenario.visit_numbers(&mut |number| {
        // What a design is given because it writes nothing has no place of its own to go by.
        if let (Written::Parameter(id, _), Some(theme)) =
            (&number.written, known_theme(number.address))
        {
            let uses = referred.entry(format!("parameter.{id}")).or_default();
            uses[theme as usize] += 1;
        }
    });
    let of_uses = |uses: &[u32; NumberTheme::ALL.len()]| {
        let most = uses.iter().max().copied().unwrap_or(0);
        let first = uses.iter().position(|n| *n == most).unwrap_or(0);
        NumberTheme::ALL[first]
    };
    let slots = plan.numbers.slots.iter();
    slots
        .map(|slot| match referred.get(&*slot.address) {
            Some(uses) => of_uses(uses),
            None => theme_of(&slot.address),
        })
        .collect()
}

/// Returns the theme of a number by the address it was written at; transitions for an unknown one.
///
/// ```
/// use sim_core::analysis::theme_of;
/// use sim_core::results::theme::NumberTheme;
/// assert_eq!(theme_of("design.house.intake.called.lost_share"), NumberTheme::Intake);
/// assert_eq!(theme_of("design.house.intake.called.minutes.social_worker"), NumberTheme::Money);
/// ```
pub fn theme_of(address: &str) -> NumberTheme {
    known_theme(address).unwrap_or(NumberTheme::Transitions)
}

/// Returns the theme of a number by its address; none where no rule names it.
///
/// ```
/// assert_eq!(sim_core::analysis::known_theme("segment.slow.colour"), None);
/// ```
pub fn known_theme(address: &str) -> Option<NumberTheme> {
    let parts: Vec<&str> = address.split('.').collect();
    let table = *parts.first()?;
    // Most tables have ids, and the key comes after the id.
    let key = parts.get(2).copied().unwrap_or_default();
    Some(match table {
        "inflow" | "stock" | "list" | "pool" | "reopen_within_days" => NumberTheme::Intake,
        "labour_market" | "levers" => NumberTheme::Transitions,
        "flow" | "money" | "displacement" | "benefit" | "staff" => NumberTheme::Money,
        "optimism" => match *parts.get(1)? {
            "set_up_ratio" => NumberTheme::Money,
            "effect_ratio" => NumberTheme::Transitions,
            _ => return None,
        },
        // What stands for a key that a design leaves out is referred to by nobody.
        "parameter" => match *parts.get(1)? {
            "default_volume_share" => NumberTheme::Intake,
            "default_discontinuation_share" => NumberTheme::Transitions,
            _ => return None,
        },
        "segment" => of_segment(key)?,
        "exit" => of_exit(key)?,
        "intervention" => of_intervention(key)?,
        "reform" => match key {
            "entry_ratio" => NumberTheme::Intake,
            "hazard_ratio" => NumberTheme::Transitions,
            "benefit_ratio" => NumberTheme::Money,
            _ => return None,
        },
        "design" => of_design(key, &parts[3..])?,
        _ => return None,
    })
}

fn of_segment(key: &str) -> Option<NumberTheme> {
    Some(match key {
        "share_of_new" | "share_of_stock" => NumberTheme::Intake,
        "hazard" | "readiness_sd" => NumberTheme::Transitions,
        "two_adults_share" | "benefit_ratio" | "benefit_cv_ratio" | "benefit_by_month" => {
            NumberTheme::Money
        }
        _ => return None,
    })
}

fn of_exit(key: &str) -> Option<NumberTheme> {
    Some(match key {
        "comes_back" | "ends_in" => NumberTheme::Transitions,
        "part_benefit_share"
        | "part_benefit_left_share"
        | "benefit_left_months"
        | "second_adult_left_share" => NumberTheme::Money,
        _ => return None,
    })
}

fn of_intervention(key: &str) -> Option<NumberTheme> {
    Some(match key {
        "places" | "places_from" | "longest_wait_days" | "longest_queue" | "queue_search_ratio" => {
            NumberTheme::Choice
        }
        "duration_days" | "lock_in_ratio" | "drop_out_per_month" | "effect_ratio"
        | "outcome_share" | "then" | "after_effect" => NumberTheme::Transitions,
        "benefit_share" | "start_minutes" | "minutes_per_month" => NumberTheme::Money,
        _ => return None,
    })
}

/// `rest` is what follows the key: for intake the step and its key, for reviews the key.
fn of_design(key: &str, rest: &[&str]) -> Option<NumberTheme> {
    let is_work = rest.contains(&"minutes");
    Some(match key {
        "intake" | "review" if is_work => NumberTheme::Money,
        "intake" => NumberTheme::Intake,
        // Who was lost is found again: the way in goes on.
        "review" if rest.first() == Some(&"finds_lost_share") => NumberTheme::Intake,
        "menu" | "match_quality" | "fit_slope" | "programme" | "review" | "places" | "slots" => {
            NumberTheme::Choice
        }
        "treated" | "ramp_up_months" | "volume_share" | "entry_ratio" => NumberTheme::Intake,
        "effect" | "transition" | "discontinuation" => NumberTheme::Transitions,
        "posts" | "set_up" | "running" => NumberTheme::Money,
        _ => return None,
    })
}
