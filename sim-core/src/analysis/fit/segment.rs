//! One segment of the records: which model its households fit, and what the scenario gets.

use crate::analysis::fit::curves::{by_month, fitted_shares, last_month};
use crate::analysis::fit::exits::{Exits, PERMANENT, SELF_SUPPORT};
use crate::analysis::fit::groups::{Group, begins_within};
use crate::analysis::fit::hazards::{Best, best, constant};
use crate::analysis::fit::models::{Chosen, Hazards, Types};
use crate::analysis::fit::simulated_test::test_of_two_types;
use crate::records::rows::{Spell, Window};
use crate::results::fitted::{
    Cell, CurvePoint, FEW_EVENTS, FittedSegment, LEAST_TOLD, Model, SimulatedTest, TriedModel,
    Unlearned,
};
use crate::scenario::exits::ExitKind;
use crate::survival::curves::kaplan_meier;
use crate::survival::incidence::aalen_johansen;
use crate::survival::parametric::{Fitted, exponential};
use crate::survival::path::{self, MOST_CAUSES, Path};
use crate::survival::readiness::{Readiness, readiness};
use crate::survival::risk::RiskTable;
use crate::survival::stay::{self, Stay};
use crate::survival::two_types::{HELD_BY_EVENTS, two_types};

/// What the curves' intervals cover.
pub(crate) const LEVEL: f64 = 0.9;

/// Returns what one segment's records say.
pub(crate) fn fit_segment(
    group: &Group,
    window: Window,
    (total_new, n_groups): (u64, usize),
    (wanted, files): (Option<Model>, u32),
    unlearned: &mut Vec<Unlearned>,
) -> FittedSegment {
    let exits = Exits::of(&group.spells, &group.label, unlearned);
    let seen = Seen::of(group, window, &exits);
    note_few(&seen, &exits, &group.label, unlearned);
    let by_exit: Vec<(usize, Option<Best>)> = seen
        .told
        .iter()
        .map(|exit| (*exit, best(&seen.stays, *exit as u8, exits.events[*exit])))
        .collect();
    let Choice {
        chosen,
        models,
        p_of_one_hazard,
        test_of_two_types,
    } = choose((group, window, files), &seen, &exits, (&by_exit, wanted));
    let curves_of_new = matches!(chosen, Chosen::TwoTypes(_) | Chosen::Readiness(_));
    let stays = if curves_of_new {
        seen.first_of_new.clone()
    } else {
        seen.stays.clone()
    };
    let permanent = constant(exits.events[PERMANENT], seen.days);
    let types = Types {
        group,
        exits: &exits,
        told: &seen.told,
        permanent,
        days: seen.days,
        total_new,
        is_only: n_groups == 1,
    };
    let shown: Vec<usize> = seen
        .told
        .iter()
        .copied()
        .chain(told_permanent(&exits))
        .collect();
    let (goes_on, left_by) = curves(&stays, &types.hazards_of(&chosen, &by_exit), &shown);
    FittedSegment {
        id: group.id.clone(),
        label: group.label.clone(),
        households: Cell::of(group.n_households),
        stays: Cell::of(group.spells.len() as u64),
        // Without those who left for good where they are too few to be told: nobody is to find them by a
        // subtraction.
        ended: Cell::of(shown.iter().map(|exit| exits.events[*exit]).sum()),
        curves_of_new,
        goes_on,
        left_by,
        exits: shown
            .iter()
            .map(|exit| (ExitKind::ALL[*exit], Cell::of(exits.events[*exit])))
            .collect(),
        tried: by_exit
            .iter()
            .filter_map(|(exit, best)| Some((ExitKind::ALL[*exit], best.as_ref()?.tried.clone())))
            .collect(),
        model: chosen.model(),
        models,
        p_of_one_hazard,
        test_of_two_types,
        types: types.written(&chosen, &by_exit),
        benefit_ratio: None,
    }
}

fn note_few(seen: &Seen, exits: &Exits, label: &str, unlearned: &mut Vec<Unlearned>) {
    let few = seen
        .told
        .iter()
        .filter(|exit| exits.events[**exit] < FEW_EVENTS);
    unlearned.extend(few.map(|exit| Unlearned::Few {
        segment: label.to_owned(),
        exit: ExitKind::ALL[*exit],
    }));
    if told_permanent(exits).is_none() {
        unlearned.push(Unlearned::PermanentByBounds {
            segment: label.to_owned(),
        });
    }
}

/// The share still there, and the share gone by each exit.
type Curves = (Vec<CurvePoint>, Vec<(ExitKind, Vec<CurvePoint>)>);

/// Returns the curves of some stays beside those of the fitted hazards, for the exits that are shown.
fn curves(stays: &[Stay], hazards: &Hazards, shown: &[usize]) -> Curves {
    let months = last_month(stays);
    let fitted = fitted_shares(
        months,
        |age| hazards.goes_on(age),
        |from, to| hazards.gone_between(from, to),
    );
    let table = RiskTable::new(stays, MOST_CAUSES);
    let left_by = shown.iter().enumerate().map(|(at, exit)| {
        let curve = aalen_johansen(&table, *exit, LEVEL);
        let points = by_month(&curve, months, 0.0, &fitted.gone[at]);
        (ExitKind::ALL[*exit], points)
    });
    let goes_on = kaplan_meier(&table, LEVEL);
    (
        by_month(&goes_on, months, 1.0, &fitted.goes_on),
        left_by.collect(),
    )
}

/// What is seen of a segment's households, in the forms that likelihoods need.
struct Seen {
    /// Exits told apart, but for the one for good.
    told: Vec<usize>,
    /// Stays whose beginning is known, equal ones counted together.
    stays: Vec<Stay>,
    /// The first stays of new households.
    first_of_new: Vec<Stay>,
    /// Households, equal ones counted together.
    paths: Vec<Path>,
    /// Days watched, over all stays.
    days: f64,
    /// Whether every stay's beginning is known.
    all_starts_known: bool,
}

impl Seen {
    fn of(group: &Group, window: Window, exits: &Exits) -> Self {
        let (mut stays, mut first_of_new, mut paths) = (Vec::new(), Vec::new(), Vec::new());
        let mut days = 0.0;
        let mut all_starts_known = true;
        for household in group.spells.chunk_by(|a, b| a.household == b.household) {
            let is_new = begins_within(&household[0], window);
            let mut path = Path {
                is_new,
                behind: f64::from((window.from - household[0].start).max(0)),
                time: 0.0,
                ended: [0; MOST_CAUSES],
                count: 1.0,
            };
            for (at, spell) in household.iter().enumerate() {
                let stay = stay_of(spell, window, exits);
                path.time += stay.exposure();
                if let Some(cause) = stay.cause {
                    path.ended[usize::from(cause)] += 1;
                }
                all_starts_known &= spell.start_is_known;
                if spell.start_is_known {
                    stays.push(stay);
                    if is_new && at == 0 {
                        first_of_new.push(stay);
                    }
                }
            }
            days += path.time;
            paths.push(path);
        }
        Self {
            told: exits.told(),
            stays: stay::counted(stays),
            first_of_new: stay::counted(first_of_new),
            paths: path::counted(paths),
            days,
            all_starts_known,
        }
    }
}

/// Returns a stay as it was watched, in days.
fn stay_of(spell: &Spell, window: Window, exits: &Exits) -> Stay {
    let last = spell.end.unwrap_or(window.to).max(spell.start);
    let entry = (window.from - spell.start).max(0).min(last - spell.start);
    let cause = exits.cause(spell).map(|cause| cause as u8);
    Stay::late(f64::from(entry), f64::from(last - spell.start), cause)
}

/// The model a segment gets, and why.
struct Choice {
    chosen: Chosen,
    models: Vec<TriedModel>,
    p_of_one_hazard: Option<f64>,
    test_of_two_types: Option<SimulatedTest>,
}

/// Returns the model with the smallest criterion, all that were tried, and the tests of one hazard.
fn choose(
    watched: (&Group, Window, u32),
    seen: &Seen,
    exits: &Exits,
    (by_exit, wanted): (&[(usize, Option<Best>)], Option<Model>),
) -> Choice {
    // The exit for good is one of them here: who leaves so may differ by type too.
    let all: Vec<usize> = seen
        .told
        .iter()
        .copied()
        .chain(told_permanent(exits))
        .collect();
    let alike: Vec<Option<Fitted>> = all.iter().map(|exit| whole(seen, exits, *exit)).collect();
    let aic_of = |fits: &mut dyn Iterator<Item = &Fitted>| fits.map(Fitted::aic).sum::<f64>();
    let mut tried = vec![(
        Model::Constant,
        alike.len(),
        aic_of(&mut alike.iter().flatten()),
        Chosen::Constant,
    )];
    if seen.all_starts_known {
        let fits = || {
            by_exit
                .iter()
                .filter_map(|(_, best)| Some(&best.as_ref()?.fitted))
        };
        let for_good = || alike[seen.told.len()..].iter().flatten();
        let n = fits().chain(for_good()).map(|fit| fit.n_parameters).sum();
        if n > alike.len() {
            let aic = aic_of(&mut fits().chain(for_good()));
            tried.push((Model::Changing, n, aic, Chosen::Changing));
        }
    }
    let (test_of_two_types, types) = by_types(watched, seen, exits, (&all, &alike));
    tried.extend(types);
    let (p_of_one_hazard, ready) = by_readiness(seen, exits, &all);
    tried.extend(ready.map(|found| {
        let n = found.at.len();
        (Model::Readiness, n, found.aic(), Chosen::Readiness(found))
    }));
    tried.sort_by(|a, b| a.2.total_cmp(&b.2));
    let best = tried[0].2;
    let models = tried
        .iter()
        .map(|(model, n, aic, _)| TriedModel {
            model: *model,
            parameters: *n as u32,
            aic_above_best: aic - best,
        })
        .collect();
    // What was asked for, where it could be fitted.
    let asked = tried.iter().position(|tried| Some(tried.0) == wanted);
    let chosen = tried.swap_remove(asked.unwrap_or(0)).3;
    Choice {
        chosen,
        models,
        p_of_one_hazard,
        test_of_two_types,
    }
}

/// A model with how many numbers it has, and its criterion.
type Candidate = (Model, usize, f64, Chosen);

/// Returns the test of quick and slow households against one hazard, and the two types found.
///
/// Exits with few events have one hazard for all.
fn by_types(
    (group, window, files): (&Group, Window, u32),
    seen: &Seen,
    exits: &Exits,
    (all, alike): (&[usize], &[Option<Fitted>]),
) -> (Option<SimulatedTest>, Option<Candidate>) {
    let (often, seldom): (Vec<usize>, Vec<usize>) =
        (0..all.len()).partition(|at| exits.events[all[*at]] >= FEW_EVENTS);
    let causes: Vec<usize> = often.iter().map(|at| all[*at]).collect();
    let two = two_types(&seen.paths, &causes, HELD_BY_EVENTS);
    let test = test_of_two_types(
        (group, window, exits),
        (&seen.paths, seen.days, two.as_ref()),
        (all, &causes),
        files,
    );
    let found = two.map(|two| {
        let rest = seldom.iter().filter_map(|at| alike[*at].as_ref());
        let rest = rest.map(Fitted::aic).sum::<f64>();
        let n = two.at.len() + seldom.len();
        (Model::TwoTypes, n, two.aic() + rest, Chosen::TwoTypes(two))
    });
    (test, found)
}

/// Returns the test of one hazard, and the readiness found; nothing where too few went to job or studies, or
/// nobody knows when the first stays began.
fn by_readiness(seen: &Seen, exits: &Exits, all: &[usize]) -> (Option<f64>, Option<Readiness>) {
    let concerns: [bool; MOST_CAUSES] =
        std::array::from_fn(|exit| SELF_SUPPORT.iter().any(|kind| *kind as usize == exit));
    let concerned = seen.told.iter().filter(|exit| concerns[**exit]);
    let events: u64 = concerned.map(|exit| exits.events[*exit]).sum();
    if !seen.all_starts_known || events < FEW_EVENTS {
        return (None, None);
    }
    let found = readiness(&seen.paths, all, &concerns);
    let p = found.as_ref().map_or(1.0, Readiness::p_of_one_hazard);
    (Some(p), found)
}

/// Returns the position of the exit for good where enough took it.
fn told_permanent(exits: &Exits) -> Option<usize> {
    Some(PERMANENT).filter(|exit| exits.events[*exit] >= LEAST_TOLD)
}

/// Returns the constant hazard of an exit over all that was watched, stays of unknown beginning too.
fn whole(seen: &Seen, exits: &Exits, exit: usize) -> Option<Fitted> {
    let all = Stay {
        entry: 0.0,
        exit: seen.days,
        cause: None,
        count: 1.0,
    };
    let events = Stay {
        entry: 0.0,
        exit: 0.0,
        cause: Some(exit as u8),
        count: exits.events[exit] as f64,
    };
    exponential(&[all, events], exit as u8)
}
