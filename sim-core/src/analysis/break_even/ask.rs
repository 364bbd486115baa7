//! The question, from a lever's name to the answer.

use crate::analysis::break_even::curve::{Curve, Looked};
use crate::analysis::break_even::map::map;
use crate::analysis::changed::{Changed, Lever, NotChanged};
use crate::analysis::compare::ways_to_run;
use crate::analysis::lever_range::{LeverAsked, check_ends, levers_asked, range_of, ranges_of};
use crate::analysis::net_saving::NetSaving;
use crate::compile::plan::Plan;
use crate::engine::draw::prepare;
use crate::engine::observer::Observer;
use crate::engine::run::RunError;
use crate::read::inherit::TODAY;
use crate::results::break_even::{BreakEven, LeverRange};
use crate::results::perspective::Perspective;
use crate::results::run::Stopped;
use crate::scenario::Scenario;
use crate::tree::node::Node;

/// How to look for the break-even.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEvenSettings {
    /// One lever, or two for a map.
    pub levers: Vec<LeverAsked>,
    /// Whose money; the municipality and the public sector are always looked at.
    pub perspective: Perspective,
    /// Ids of the designs; all where empty. Of a lever that belongs to a design only that one is looked at.
    pub designs: Vec<String>,
    /// Draws at each value.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

/// Why there is no break-even.
#[derive(Clone, Debug, PartialEq)]
pub enum NotBrokenEven {
    /// A lever cannot be set.
    NotChanged(NotChanged),
    /// Nothing says between which values a lever is to be moved.
    NoRange {
        /// The lever.
        path: String,
    },
    /// The lowest value is not below the highest.
    EmptyRange {
        /// The lever.
        path: String,
        /// Lowest value.
        from: f64,
        /// Highest value.
        to: f64,
    },
    /// One or two levers can be moved, not so many.
    HowMany(usize),
    /// Two levers belong to two designs.
    TwoDesigns([String; 2]),
    /// The run failed.
    Run(RunError),
}

/// Returns at which values of a lever a design pays for itself with probability 0.5, 0.8 and 0.95;
/// with two levers a map.
///
/// `resolved` is the scenario's tree after includes and inheritance, `plan` what it compiles to.
/// The lever is set, not observed: numbers it was correlated with are drawn without it.
///
/// # Errors
///
/// Every [`NotBrokenEven`]. A run that is stopped gives what was finished, at least one value.
///
/// # Source
///
/// The interval inverts the normal approximation of a binomial share, as for the quantile of a
/// sample (David and Nagaraja 2003, *Order Statistics*, section 7.1), on the draws' own curves.
pub fn break_even(
    scenario: &Scenario,
    (resolved, plan): (&Node, &Plan),
    settings: &BreakEvenSettings,
    observer: &dyn Observer,
) -> Result<BreakEven, NotBrokenEven> {
    if !(1..=2).contains(&settings.levers.len()) {
        return Err(NotBrokenEven::HowMany(settings.levers.len()));
    }
    let asked = (settings.levers.as_slice(), settings.designs.as_slice());
    let changed =
        levers_asked((scenario, resolved, plan), asked).map_err(NotBrokenEven::NotChanged)?;
    let ranges = ranges(&changed, settings)?;
    let looked = looked(&changed, settings)?;
    let way_of = |id: &String| changed.plan.ways.iter().position(|way| *way.id == **id);
    let ways: Vec<usize> = looked.designs.iter().filter_map(way_of).collect();
    let prepared = prepare(&changed.plan, &ways_to_run(&changed.plan, Some(&ways)));
    let net = NetSaving::new(&changed.plan, &prepared, (settings.seed, settings.threads));
    let mut found = BreakEven {
        levers: ranges,
        perspective: settings.perspective,
        draws: settings.draws,
        values_tried: 0,
        stopped: Stopped::Finished,
        designs: Vec::new(),
        map: None,
    };
    let is_whole = if found.levers.len() == 1 {
        let range = found.levers[0].clone();
        let mut curve = Curve::new(net, &changed, range, settings.draws);
        curve.trace(&looked, observer).map_err(NotBrokenEven::Run)?;
        found.values_tried = curve.values_tried();
        found.designs = curve.designs(&looked);
        !curve.is_interrupted
    } else {
        let about = (found.levers.as_slice(), settings.draws);
        let made = map(&net, &changed, about, &looked, observer);
        let (map, is_whole) = made.map_err(NotBrokenEven::Run)?;
        found.draws = map.draws;
        found.values_tried = (map.first_values.len() * map.second_values.len()) as u64;
        found.map = Some(map);
        is_whole
    };
    if found.values_tried == 0 {
        return Err(NotBrokenEven::Run(RunError::StoppedEmpty));
    }
    if !is_whole {
        found.stopped = Stopped::Interrupted;
    }
    Ok(found)
}

fn ranges(
    changed: &Changed,
    settings: &BreakEvenSettings,
) -> Result<Vec<LeverRange>, NotBrokenEven> {
    let no_range = |(lever, asked): (&Lever, &LeverAsked)| {
        let path = lever.path.clone();
        match (asked.from, asked.to) {
            (Some(from), Some(to)) if !from.is_finite() || !to.is_finite() || from >= to => {
                NotBrokenEven::EmptyRange { path, from, to }
            }
            _ => no_range_from(lever, asked),
        }
    };
    let ranges = ranges_of(changed, &settings.levers).map_err(no_range)?;
    let is_asked = settings
        .levers
        .iter()
        .any(|asked| asked.from.is_some() || asked.to.is_some());
    if is_asked {
        check_ends(changed, &ranges).map_err(NotBrokenEven::NotChanged)?;
    }
    Ok(ranges)
}

/// Where one bound only is asked for, it may lie beyond the other end.
fn no_range_from(lever: &Lever, asked: &LeverAsked) -> NotBrokenEven {
    let path = lever.path.clone();
    match range_of(lever, (None, None)) {
        Some(usual) => NotBrokenEven::EmptyRange {
            path,
            from: asked.from.unwrap_or(usual.from),
            to: asked.to.unwrap_or(usual.to),
        },
        None => NotBrokenEven::NoRange { path },
    }
}

/// A lever that belongs to one design says nothing about the others.
fn looked(changed: &Changed, settings: &BreakEvenSettings) -> Result<Looked, NotBrokenEven> {
    let own = |lever: &Lever| lever.design.clone().filter(|id| id != TODAY);
    let mut own: Vec<String> = changed.levers.iter().filter_map(own).collect();
    own.dedup();
    if let [one, other] = own.as_slice() {
        return Err(NotBrokenEven::TwoDesigns([one.clone(), other.clone()]));
    }
    let ways = changed.plan.ways.iter().skip(1);
    let is_looked_at = |id: &String| match own.first() {
        Some(own) => own == id,
        None => settings.designs.is_empty() || settings.designs.contains(id),
    };
    let designs = ways.map(|way| way.id.to_string()).filter(is_looked_at);
    let mut perspectives = Perspective::SIDE_BY_SIDE.to_vec();
    if !perspectives.contains(&settings.perspective) {
        perspectives.push(settings.perspective);
    }
    Ok(Looked {
        designs: designs.collect(),
        perspectives,
    })
}
