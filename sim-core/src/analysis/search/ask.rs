//! The question, from levers' names to the best designs.

use crate::analysis::changed::{Changed, Lever, NotChanged};
use crate::analysis::compare::ways_to_run;
use crate::analysis::lever_range::{LeverAsked, check_ends, levers_asked, ranges_of};
use crate::analysis::one_draw::Frame;
use crate::analysis::search::race::{FIRST_DRAWS, Goal, MOST_DRAWS, Race, n_starts};
use crate::analysis::search::space::{Point, Space};
use crate::analysis::search::tried::{Runner, Track};
use crate::compile::plan::Plan;
use crate::engine::draw::prepare;
use crate::engine::observer::Observer;
use crate::engine::run::RunError;
use crate::ledger::moments::{Moments, moments, share};
use crate::read::inherit::TODAY;
use crate::results::break_even::LeverRange;
use crate::results::choice::{Candidate, Search};
use crate::results::perspective::Perspective;
use crate::results::run::Stopped;
use crate::results::spread::Estimate;
use crate::scenario::Scenario;
use crate::tree::node::Node;

/// Candidates that are given final figures.
const N_BEST: usize = 5;
/// Levers that can be varied at once.
const MOST_LEVERS: usize = 8;

/// How to search.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchSettings {
    /// The levers, all of one design.
    pub levers: Vec<LeverAsked>,
    /// The most that set-up, running cost and new posts may cost the municipality over the horizon, nominal SEK.
    pub budget_sek: Option<f64>,
    /// Whose net saving is made as large as possible.
    pub perspective: Perspective,
    /// Ids of the designs in which a short name is looked for; all where empty.
    pub designs: Vec<String>,
    /// Draws for the final figures.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

/// Why there was no search.
#[derive(Clone, Debug, PartialEq)]
pub enum NotSearched {
    /// A lever cannot be set.
    NotChanged(NotChanged),
    /// The bounds of a lever are no range.
    EmptyRange {
        /// The lever.
        path: String,
    },
    /// From one to eight levers can be varied, not so many.
    HowMany(usize),
    /// A lever belongs to `today`, or to no design while there are several and none is named.
    NotOfADesign(String),
    /// Two levers belong to two designs.
    TwoDesigns([String; 2]),
    /// The run failed.
    Run(RunError),
}

/// Returns the best values of a design's levers within their bounds and a budget.
///
/// Figures of the best are from draws that had no part in choosing them, as the best of many looks
/// better than it is on the draws it was chosen by.
///
/// # Errors
///
/// Every [`NotSearched`]. A search that is stopped gives what it had found.
pub fn search(
    scenario: &Scenario,
    (resolved, plan): (&Node, &Plan),
    settings: &SearchSettings,
    observer: &dyn Observer,
) -> Result<Search, NotSearched> {
    let n_levers = settings.levers.len();
    if !(1..=MOST_LEVERS).contains(&n_levers) {
        return Err(NotSearched::HowMany(n_levers));
    }
    let asked = (settings.levers.as_slice(), settings.designs.as_slice());
    let changed =
        levers_asked((scenario, resolved, plan), asked).map_err(NotSearched::NotChanged)?;
    let design = design(&changed, &settings.designs)?;
    let levers = ranges(&changed, settings)?;
    let space = Space::new(&levers);
    let way = changed.plan.ways.iter().position(|way| *way.id == *design);
    let ways = ways_to_run(&changed.plan, Some(&[way.unwrap_or_default()]));
    let prepared = prepare(&changed.plan, &ways);
    let goal = Goal {
        perspective: settings.perspective,
        budget_sek: settings.budget_sek,
        draws: settings.draws,
    };
    let mut track = Track {
        frame: Frame::new(&changed.plan, &prepared),
        run: (settings.seed, settings.threads),
        // Heats cost about as much each; the refinement about as much as three of them.
        expected: 6 * FIRST_DRAWS * n_starts(n_levers) as u64
            + (1 + N_BEST as u64) * settings.draws,
        changed: &changed,
        prepared: &prepared,
        observer,
        made: 0,
        is_stopped: false,
    };
    let mut race = Race::default();
    race.run(&mut track, &space, &goal)
        .map_err(NotSearched::Run)?;
    let (best, as_written) = last(&mut track, (&race, &space, &goal)).map_err(NotSearched::Run)?;
    let stopped = match track.is_stopped {
        true => Stopped::Interrupted,
        false => Stopped::Finished,
    };
    Ok(Search {
        perspective: settings.perspective,
        budget_sek: settings.budget_sek,
        tried: race.all.len() as u64,
        too_expensive: race.too_expensive,
        draws_made: track.made,
        refined: race.refined,
        draws: settings.draws,
        heats: race.heats,
        design,
        stopped,
        best,
        as_written,
        levers,
    })
}

/// What holds for the whole scenario can be varied too, for one design that is named or the only one.
fn design(changed: &Changed, named: &[String]) -> Result<String, NotSearched> {
    let mut found: Option<String> = None;
    for lever in &changed.levers {
        match (&found, &lever.design) {
            (_, Some(own)) if own == TODAY => {
                return Err(NotSearched::NotOfADesign(lever.path.clone()));
            }
            (Some(first), Some(own)) if first != own => {
                return Err(NotSearched::TwoDesigns([first.clone(), own.clone()]));
            }
            (_, Some(own)) => found = Some(own.clone()),
            (_, None) => {}
        }
    }
    let ways = changed
        .plan
        .ways
        .iter()
        .skip(1)
        .map(|way| way.id.to_string());
    let only = |ids: Vec<String>| match <[String; 1]>::try_from(ids) {
        Ok([id]) => Some(id),
        Err(_) => None,
    };
    let found = found
        .or_else(|| only(named.to_vec()))
        .or_else(|| only(ways.collect()));
    let first = changed.levers.first().map(|lever| lever.path.clone());
    found.ok_or_else(|| NotSearched::NotOfADesign(first.unwrap_or_default()))
}

fn ranges(changed: &Changed, settings: &SearchSettings) -> Result<Vec<LeverRange>, NotSearched> {
    let no_range = |(lever, _): (&Lever, &LeverAsked)| NotSearched::EmptyRange {
        path: lever.path.clone(),
    };
    let ranges = ranges_of(changed, &settings.levers).map_err(no_range)?;
    check_ends(changed, &ranges).map_err(NotSearched::NotChanged)?;
    Ok(ranges)
}

/// Returns the best and the design as written on draws of their own, the best first.
fn last(
    track: &mut Track<'_>,
    (race, space, goal): (&Race, &Space, &Goal),
) -> Result<(Vec<Candidate>, Option<Candidate>), RunError> {
    let written: Point = track
        .changed
        .levers
        .iter()
        .map(|lever| lever.written)
        .collect();
    let mut points = race.finalists(space, goal, N_BEST);
    points.push(written);
    let fresh = MOST_DRAWS..MOST_DRAWS + goal.draws;
    let mut runners = Vec::new();
    for point in points {
        let figures = Vec::new();
        let mut runner = Runner { point, figures };
        if track.is_stopped || !track.run(&mut runner, fresh.clone())? {
            return Ok((Vec::new(), None));
        }
        runners.push(runner);
    }
    let Some(written) = runners.pop() else {
        return Ok((Vec::new(), None));
    };
    let is_affordable = |runner: &Runner| {
        let cost = runner.cost();
        // It was affordable on other draws; what it costs is no less sure for that.
        goal.budget_sek
            .is_none_or(|budget| cost.mean <= budget + 2.0 * cost.mc_se)
    };
    runners.retain(is_affordable);
    let mean = |runner: &Runner| runner.net(goal.perspective).mean;
    runners.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
    let first = runners.first().cloned();
    let of = |runner: &Runner| candidate(runner, first.as_ref(), goal, is_affordable(runner));
    Ok((runners.iter().map(of).collect(), Some(of(&written))))
}

fn candidate(
    runner: &Runner,
    best: Option<&Runner>,
    goal: &Goal,
    is_within_budget: bool,
) -> Candidate {
    let estimate = |of: Moments| Estimate {
        value: of.mean,
        mc_se: of.mc_se,
    };
    let perspectives = Perspective::ALL.into_iter();
    let extra: Vec<f64> = runner.figures.iter().map(|of| of.extra).collect();
    let saves = runner
        .nets(goal.perspective)
        .filter(|net| *net > 0.0)
        .count();
    let (value, mc_se) = share(saves, runner.figures.len());
    Candidate {
        values: runner.point.clone(),
        net: perspectives
            .map(|who| (who, estimate(runner.net(who))))
            .collect(),
        behind_best: best.map_or_else(Estimate::default, |best| {
            estimate(best.ahead_of(runner, goal.perspective))
        }),
        saving_probability: Estimate { value, mc_se },
        extra_self_support: estimate(moments(&extra)),
        cost_sek: estimate(runner.cost()),
        is_within_budget,
    }
}
