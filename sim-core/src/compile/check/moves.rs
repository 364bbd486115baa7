//! Chains of interventions and exits end, and take time.

use crate::compile::check::typical::{certain, is_always_zero, typical};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::number::Number;
use crate::tree::fields::ById;
use crate::units::Share;

/// A move that is certain, for this rule.
const CERTAIN: f64 = 1.0 - 1e-9;

/// Reports chains that never end, and moves that take no time and so could go on for ever.
pub fn check_moves(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let chains = Moves::of_interventions(scenario);
    for chain in chains.loops(|step| step.share >= CERTAIN) {
        report(&chains, chain, &mut found, |chain| {
            Problem::ChainNeverEnds { chain }
        });
    }
    for chain in chains.loops(|step| step.takes_no_time) {
        let state = chains.names[chain[0]].clone();
        report(&chains, chain, &mut found, |_| Problem::EndlessMoves {
            state,
        });
    }
    let exits = Moves::of_exits(scenario);
    for chain in exits.loops(|step| step.takes_no_time) {
        let state = exits.names[chain[0]].clone();
        report(&exits, chain, &mut found, |_| Problem::EndlessMoves {
            state,
        });
    }
    two_forms_of_effect(scenario, &mut found);
    instant_returns(scenario, &mut found);
    instant_reviews(scenario, &mut found);
    instant_programmes(scenario, &mut found);
    found
}

fn report(
    moves: &Moves,
    chain: Vec<usize>,
    found: &mut Vec<Diagnostic>,
    problem: impl FnOnce(Vec<String>) -> Problem,
) {
    let place = moves.places[chain[0]];
    let names = chain.iter().chain(chain.first());
    let names = names.map(|idx| moves.names[*idx].clone()).collect();
    found.push(Diagnostic::at(place, problem(names)));
}

struct Step {
    from: usize,
    to: usize,
    share: f64,
    takes_no_time: bool,
}

struct Moves {
    names: Vec<String>,
    places: Vec<Place>,
    steps: Vec<Step>,
}

impl Moves {
    fn of_interventions(scenario: &Scenario) -> Self {
        let of = |id: &str| {
            let intervention = scenario.intervention.get(id);
            intervention.map(|i| (&i.then, is_always_zero(&i.duration_days, scenario)))
        };
        Self::between(&scenario.intervention, of, scenario)
    }

    fn of_exits(scenario: &Scenario) -> Self {
        let of = |id: &str| {
            let exit = scenario.exit.get(id)?;
            let after = exit.comes_back.as_ref().and_then(|b| b.after_days.as_ref());
            let no_time = after.is_some_and(|after| is_always_zero(after, scenario));
            Some((&exit.ends_in, no_time))
        };
        Self::between(&scenario.exit, of, scenario)
    }

    fn between<'a, T>(
        table: &'a ById<T>,
        of: impl Fn(&str) -> Option<(&'a ById<Number<Share>>, bool)>,
        scenario: &Scenario,
    ) -> Self {
        let mut steps = Vec::new();
        for (from, id) in table.ids().enumerate() {
            let Some((next, takes_no_time)) = of(id) else {
                continue;
            };
            for (to, share) in next.iter() {
                if let Some(to) = table.position(to) {
                    let share = typical(share, scenario);
                    steps.push(Step {
                        from,
                        to,
                        share,
                        takes_no_time,
                    });
                }
            }
        }
        Self {
            names: table.ids().map(str::to_owned).collect(),
            places: table.items.iter().map(|item| item.1).collect(),
            steps,
        }
    }

    /// Returns each loop made of some of the steps, once, from its first member on.
    fn loops(&self, counts: impl Fn(&Step) -> bool) -> Vec<Vec<usize>> {
        let mut found: Vec<Vec<usize>> = Vec::new();
        for start in 0..self.names.len() {
            if found.iter().any(|known| known.contains(&start)) {
                continue;
            }
            if let Some(chain) = self.way_back(start, &counts) {
                found.push(chain);
            }
        }
        found
    }

    /// Returns the shortest way from a state back to itself.
    fn way_back(&self, start: usize, counts: &impl Fn(&Step) -> bool) -> Option<Vec<usize>> {
        let mut came_from: Vec<Option<usize>> = vec![None; self.names.len()];
        let mut reached = vec![start];
        let mut next = 0;
        while next < reached.len() {
            let from = reached[next];
            next += 1;
            let onward = self
                .steps
                .iter()
                .filter(|s| s.from == from && s.share > 0.0);
            for step in onward.filter(|step| counts(step)) {
                if step.to == start {
                    return Some(trace(&came_from, start, from));
                }
                if came_from[step.to].is_none() {
                    came_from[step.to] = Some(from);
                    reached.push(step.to);
                }
            }
        }
        None
    }
}

fn trace(came_from: &[Option<usize>], start: usize, end: usize) -> Vec<usize> {
    let mut chain = vec![end];
    let mut at = end;
    while at != start
        && let Some(from) = came_from[at]
    {
        chain.push(from);
        at = from;
    }
    chain.reverse();
    chain
}

/// Exits to job and studies are told against the open case, or as shares; not both.
fn two_forms_of_effect(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, intervention) in scenario.intervention.iter() {
        let mut shares = intervention.outcome_share.items.iter();
        let Some((_, place, _)) = shares.find(|(exit, ..)| exit == "job" || exit == "studies")
        else {
            continue;
        };
        if intervention.effect_ratio.is_some() {
            let keys = ["effect_ratio", "outcome_share"]
                .map(str::to_owned)
                .to_vec();
            let table = format!("intervention.{id}");
            let found_keys = keys.clone();
            let problem = Problem::NotExactlyOneOf {
                table,
                keys,
                found: found_keys,
            };
            found.push(Diagnostic::at(*place, problem));
        }
    }
}

/// An exit that is left the moment it is taken could be taken again at once.
fn instant_returns(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, place, exit) in &scenario.exit.items {
        let after = exit.comes_back.as_ref().and_then(|b| b.after_days.as_ref());
        if after.is_some_and(|after| is_always_zero(after, scenario)) {
            let state = id.clone();
            found.push(Diagnostic::at(*place, Problem::EndlessMoves { state }));
        }
        if exit.comes_back.is_none() && !exit.ends_in.is_empty() {
            let what = format!("exit.{id}.ends_in");
            found.push(Diagnostic::at(*place, Problem::NothingHappens { what }));
        }
    }
}

fn instant_reviews(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for (id, design) in scenario.design.iter() {
        let every = design.review.as_ref().map(|review| &review.every_days);
        if let Some(every) = every.filter(|days| certain(days, scenario) == Some(0.0)) {
            let state = format!("design.{id}.review");
            found.push(Diagnostic::at(every.place, Problem::EndlessMoves { state }));
        }
    }
}

/// In a programme the menu is offered again at once when an intervention ends.
fn instant_programmes(scenario: &Scenario, found: &mut Vec<Diagnostic>) {
    for design in scenario.design.values().filter(|d| d.programme.is_some()) {
        for (id, place, _) in design.menu.values().flat_map(|menu| &menu.items) {
            let offered = scenario.intervention.get(id);
            if offered.is_some_and(|i| is_always_zero(&i.duration_days, scenario)) {
                let state = id.clone();
                found.push(Diagnostic::at(*place, Problem::EndlessMoves { state }));
            }
        }
    }
}
