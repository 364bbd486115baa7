//! How much there would be to simulate, and what is too much of it.
//!
//! A scenario may be sound number by number and still ask for a million million households, or for
//! households that move a thousand times a day. It is refused before it is run. What is
//! compared with the limits is an estimate from above, with every uncertain number where it makes most
//! work, at its 1st or 99th percentile; the limits lie far beyond any municipality.

use crate::compile::plan::{
    Course, InterventionPlan, LeavePlan, Length, NeedPlan, Num, Plan, WayPlan,
};
use crate::diagnostic::{Diagnostic, Place, Problem, WorkKind};
use crate::math::{exp, gamma, pow};
use crate::scenario::Scenario;
use crate::units::DAYS_PER_MONTH;

/// Most households in one draw: twenty times Sweden's population.
pub const MOST_HOUSEHOLDS: f64 = 2e8;
/// Most moves of a household in a month: ten a day.
pub const MOST_MOVES_PER_MONTH: f64 = 300.0;
/// Most moves in one draw: some hours of one core.
pub const MOST_MOVES: f64 = 1e11;
/// Most figures counted in one draw: eight bytes each, for every thread.
pub const MOST_FIGURES: f64 = 5e7;

/// An estimate beyond this is shown as this: it may be infinite.
const MOST_SHOWN: f64 = 1e15;
/// Years of warm-up where the scenario does not state them; seldom more are needed.
const USUAL_WARM_UP_YEARS: f64 = 10.0;
/// With more than so many times as many households before the start as after it, the warm-up is to blame.
const LONG_WARM_UP: f64 = 100.0;
/// A household is seldom followed longer.
const LONGEST_FOLLOWED_MONTHS: f64 = 120.0;
/// Most times over that the inflow can be added to, as in the engine.
const MOST_LEVELS: f64 = 100.0;

/// Returns what is too much in a plan.
pub(crate) fn too_much(plan: &Plan, scenario: &Scenario) -> Vec<Diagnostic> {
    let ends = Ends::of(plan);
    let mut found = Vec::new();
    let refused = |what, amount: f64, most: f64, place| {
        let is_too_much = amount.is_nan() || amount > most;
        let amount = amount.min(MOST_SHOWN);
        let problem = Problem::TooMuchWork { what, amount, most };
        is_too_much.then(|| Diagnostic::at(place, problem))
    };
    let by_origin = households(plan, &ends);
    let households: f64 = by_origin.iter().sum();
    let place = place_of_most(scenario, by_origin);
    found.extend(refused(
        WorkKind::Households,
        households,
        MOST_HOUSEHOLDS,
        place,
    ));
    let fastest = restless(plan, scenario, &ends, &mut found);
    if found.is_empty() {
        let months = (plan.calendar.n_months as f64).min(LONGEST_FOLLOWED_MONTHS);
        let moves = households * fastest * months;
        found.extend(refused(WorkKind::Moves, moves, MOST_MOVES, place));
    }
    found.extend(refused(
        WorkKind::Figures,
        figures(plan),
        MOST_FIGURES,
        scenario.about.place,
    ));
    found
}

/// Reports segments whose households never rest; returns how often a month the fastest move.
fn restless(plan: &Plan, scenario: &Scenario, ends: &Ends, found: &mut Vec<Diagnostic>) -> f64 {
    let mut fastest: f64 = 0.0;
    for (at, segment) in plan.segments.iter().enumerate() {
        let per_month = moves_per_month(plan, ends, at);
        fastest = fastest.max(per_month);
        if per_month.is_nan() || per_month > MOST_MOVES_PER_MONTH {
            let mut items = scenario.segment.items.iter();
            let item = items.find(|item| *item.0 == *segment.id);
            let problem = Problem::RestlessHouseholds {
                segment: segment.id.to_string(),
                per_month: per_month.min(MOST_SHOWN),
                most: MOST_MOVES_PER_MONTH,
            };
            let place = item.map_or(scenario.place, |item| item.1);
            found.push(Diagnostic::at(place, problem));
        }
    }
    fastest
}

/// Returns where the number stands that most households come from.
fn place_of_most(scenario: &Scenario, [new, grown, given, listed]: [f64; 4]) -> Place {
    let stock = scenario.stock.as_ref();
    let years = stock.and_then(|stock| stock.warm_up_years.as_ref());
    let place = if listed >= new.max(grown).max(given) {
        scenario.list.items.first().map(|item| item.1)
    } else if given > new.max(grown) {
        stock
            .and_then(|stock| stock.households.as_ref())
            .map(|given| given.place)
    } else if grown > LONG_WARM_UP * new && years.is_some() {
        years.map(|years| years.place)
    } else {
        scenario
            .inflow
            .as_ref()
            .map(|inflow| inflow.per_month.place)
    };
    place.unwrap_or(scenario.place)
}

/// The values of all slots near their lower and upper ends.
struct Ends {
    low: Vec<f64>,
    high: Vec<f64>,
}

impl Ends {
    fn of(plan: &Plan) -> Self {
        let at = |u: f64| -> Vec<f64> {
            let slots = plan.numbers.slots.iter();
            slots
                .map(|slot| {
                    slot.fitted
                        .map_or(slot.central, |fitted| fitted.quantile(u))
                })
                .collect()
        };
        Self {
            low: at(0.01),
            high: at(0.99),
        }
    }

    fn high(&self, num: Num) -> f64 {
        num.of(&self.high)
    }

    fn low(&self, num: Num) -> f64 {
        num.of(&self.low)
    }

    /// Returns a factor where it speeds things up, else one.
    fn raises(&self, ratio: Num) -> f64 {
        self.high(ratio).max(1.0)
    }

    /// Returns about how short a length can be for many households.
    fn days(&self, length: &Length) -> f64 {
        match length {
            Length::Same(days) | Length::Exponential(days) => self.low(*days),
            Length::LogNormalMedian { median, .. } => self.low(*median),
            Length::LogNormalMean { mean, .. } => self.low(*mean),
            Length::Uniform { min, max } => (self.low(*min) + self.low(*max)) / 2.0,
            Length::Weibull { scale, .. } => self.low(*scale),
        }
    }

    /// Returns the highest hazard a month of a course.
    fn per_month(&self, course: &Course) -> f64 {
        let per_day = match course {
            Course::Constant(rate) => self.high(*rate),
            Course::Pieces(pieces) => {
                let rates = pieces.iter().map(|piece| self.high(piece.1));
                rates.fold(0.0, f64::max)
            }
            // One over the mean: a shape below one has no highest hazard.
            Course::Weibull { shape, scale } => {
                let shape = self.low(*shape).max(1e-3);
                1.0 / (self.low(*scale) * gamma(1.0 + 1.0 / shape)).max(1e-12)
            }
        };
        per_day * DAYS_PER_MONTH
    }
}

/// Returns the households of one draw: new ones, those before the start, a given stock, lists.
fn households(plan: &Plan, ends: &Ends) -> [f64; 4] {
    let lists = plan.lists.iter().map(|list| ends.high(list.households));
    let Some(inflow) = &plan.inflow else {
        return [0.0, 0.0, 0.0, lists.sum()];
    };
    let per_month = ends.high(inflow.per_month);
    let growth = 1.0 + ends.high(inflow.trend_per_year);
    let months = (0..plan.calendar.n_months).map(|month| pow(growth, month as f64 / 12.0));
    let new = per_month * months.sum::<f64>() * levels(plan, ends);
    let years = plan.stock.warm_up_years.map(|years| ends.high(years));
    let grown = per_month * 12.0 * years.unwrap_or(USUAL_WARM_UP_YEARS);
    let given = plan.stock.households.map_or(0.0, |given| ends.high(given));
    if plan.stock.present {
        [new, grown, given, lists.sum()]
    } else {
        [new, 0.0, 0.0, lists.sum()]
    }
}

/// Returns how many times over the inflow may be followed because of reforms and designs that reach out.
fn levels(plan: &Plan, ends: &Ends) -> f64 {
    let reforms: f64 = plan
        .reforms
        .iter()
        .map(|reform| ends.raises(reform.entry_ratio))
        .product();
    let ratios = plan
        .ways
        .iter()
        .filter_map(|way| way.entry_ratio.as_ref())
        .flatten();
    let ways = ratios.map(|ratio| ends.raises(*ratio)).fold(1.0, f64::max);
    1.0 + (reforms * ways - 1.0).ceil().min(MOST_LEVELS)
}

/// Returns about how often at most a household of a segment moves in a month.
fn moves_per_month(plan: &Plan, ends: &Ends, segment: usize) -> f64 {
    let ways = plan.ways.iter();
    ways.map(|way| moves_under(plan, ends, way, segment))
        .fold(0.0, |most, moves| {
            if moves.is_nan() {
                moves
            } else {
                most.max(moves)
            }
        })
}

fn moves_under(plan: &Plan, ends: &Ends, way: &WayPlan, segment: usize) -> f64 {
    let hazards = plan.segments[segment].hazards.iter().flatten();
    let out: f64 = hazards.map(|hazard| ends.per_month(&hazard.course)).sum();
    let out = out * speed(plan, ends, way);
    let leaving = plan.exits.iter().map(|exit| match &exit.leave {
        None => 0.0,
        Some(LeavePlan::Hazard(course)) => ends.per_month(course),
        Some(LeavePlan::After(length)) => DAYS_PER_MONTH / ends.days(length).max(1e-9),
    });
    let leaving: Vec<f64> = leaving.collect();
    let back = leaving.iter().copied().fold(0.0, f64::max);
    // Out and back take the sum of both times.
    let rounds = if out > 0.0 && back > 0.0 {
        1.0 / (1.0 / out + 1.0 / back)
    } else {
        0.0
    };
    let in_a_round = 3.0 + way.steps.len() as f64;
    let exits = plan
        .exits
        .iter()
        .zip(&leaving)
        .filter(|(exit, _)| !exit.ends_in.is_empty());
    let between_exits = exits.map(|(_, leaves)| *leaves).fold(0.0, f64::max);
    rounds * in_a_round + between_exits + offers(ends, way) + started(plan, ends, way, segment)
}

/// Returns by how much hazards are multiplied at most.
fn speed(plan: &Plan, ends: &Ends, way: &WayPlan) -> f64 {
    let effects = way
        .effects
        .iter()
        .map(|effect| ends.raises(effect.hazard_ratio));
    let reforms = plan
        .reforms
        .iter()
        .map(|reform| ends.raises(reform.hazard_ratio));
    let transition = way
        .transition
        .as_ref()
        .map_or(1.0, |of| ends.raises(of.hazard_ratio));
    // The 99th percentile of a lognormal with mean one.
    let labour = plan.labour.as_ref().map_or(1.0, |labour| {
        let sd = ends.high(labour.sd).min(2.33);
        exp(2.33 * sd - sd * sd / 2.0)
    });
    let steps = way
        .steps
        .iter()
        .map(|step| ends.raises(step.search_ratio) * most_in_queues(ends, &step.needs));
    let of_interventions = plan.interventions.iter().flat_map(|of| {
        let after = of.after_effect.map_or(1.0, |(ratio, _)| ends.raises(ratio));
        [
            after,
            ends.raises(of.lock_in),
            most_in_queues(ends, &of.needs),
        ]
    });
    let in_states = steps.chain(of_interventions).fold(1.0, f64::max);
    effects.chain(reforms).product::<f64>() * transition * labour * in_states
}

/// Returns by how much hazards are multiplied at most while one of several things is waited for.
fn most_in_queues(ends: &Ends, needs: &[NeedPlan]) -> f64 {
    let ratios = needs
        .iter()
        .map(|need| ends.raises(need.queue_search_ratio));
    ratios.fold(1.0, f64::max)
}

/// Returns how often a month the menu is offered in an open case, and what follows.
fn offers(ends: &Ends, way: &WayPlan) -> f64 {
    let Some(review) = &way.review else {
        return 0.0;
    };
    // The engine has a review at most every hundredth day.
    let reviews = DAYS_PER_MONTH / ends.low(review.every_days).max(0.01);
    3.0 * reviews * ends.high(review.offers_menu_share)
}

/// Returns how often a month one intervention may follow on another.
fn started(plan: &Plan, ends: &Ends, way: &WayPlan, segment: usize) -> f64 {
    let length = |of: &InterventionPlan| ends.days(&of.duration).max(1e-9);
    let in_menu = way.menu.get(segment).into_iter().flatten();
    let in_menu = in_menu.filter(|(_, weight)| ends.high(*weight) > 0.0 && way.programme.is_some());
    let again = in_menu.filter_map(|(to, _)| to.map(|at| length(&plan.interventions[at])));
    let with_more = plan.interventions.iter().filter(|of| !of.then.is_empty());
    let shortest = again
        .chain(with_more.map(length))
        .fold(f64::INFINITY, f64::min);
    2.0 * DAYS_PER_MONTH / shortest
}

/// Returns how many figures are counted: by way of working, segment, state or event, and month.
fn figures(plan: &Plan) -> f64 {
    let steps: usize = plan.ways.iter().map(|way| way.steps.len()).sum();
    let states = 12 + plan.interventions.len() + steps;
    let columns = (plan.ways.len() * plan.segments.len()) as f64 * states as f64;
    3.0 * columns * plan.calendar.n_months as f64
}
