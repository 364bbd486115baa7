//! The numbers that are calibrated, on a scale on which what is known of them is standard normal.

use crate::compile::plan::Plan;
use crate::linear::Factor;
use crate::luck::{Layer, Purpose, cohort_key};
use crate::math::normal_cdf;
use crate::scenario::Scenario;
use crate::tree::fields::did_you_mean;
use crate::tree::node::{Node, Value};

/// Keeps the luck of numbers that are not calibrated apart from that of a comparison.
const REPLICATE: u32 = 0xCA2;
/// Most numbers calibrated together; more are not told apart by what is published.
const MOST: usize = 20;

/// Why a number cannot be calibrated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotFree {
    /// There is no such number.
    Unknown {
        /// As typed.
        name: String,
        /// What may have been meant.
        did_you_mean: Option<String>,
        /// Addresses of all uncertain numbers.
        known: Vec<String>,
    },
    /// It is not uncertain.
    Fixed {
        /// Its address.
        address: String,
    },
    /// It stands inside a list, of which a later file can only replace the whole.
    InsideList {
        /// Its address.
        address: String,
    },
    /// It is named twice.
    Twice {
        /// Its address.
        address: String,
    },
    /// None is named, or more than can be.
    HowMany {
        /// Numbers named.
        named: usize,
        /// Most that may be.
        most: usize,
    },
}

/// Uncertain numbers, those that are calibrated first.
#[derive(Clone, Debug)]
pub(super) struct Free<'p> {
    plan: &'p Plan,
    /// Positions among the uncertain numbers, in the order they were named.
    pub free: Vec<usize>,
    others: Vec<usize>,
    /// From independent standard normals to correlated ones, in the order free, others.
    factor: Factor,
    luck_of_others: Vec<Purpose>,
}

impl<'p> Free<'p> {
    /// Returns the numbers by their names: an address, or the id of a parameter.
    pub(super) fn new(
        plan: &'p Plan,
        scenario: &Scenario,
        resolved: &Node,
        names: &[String],
    ) -> Result<Self, Vec<NotFree>> {
        let mut problems = Vec::new();
        let mut free: Vec<usize> = Vec::new();
        for name in names {
            match position(plan, scenario, resolved, name) {
                Ok(found) if free.contains(&found) => problems.push(NotFree::Twice {
                    address: address(plan, found).to_owned(),
                }),
                Ok(found) => free.push(found),
                Err(why) => problems.push(why),
            }
        }
        if names.is_empty() || names.len() > MOST {
            problems.push(NotFree::HowMany {
                named: names.len(),
                most: MOST,
            });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let others: Vec<usize> = (0..plan.numbers.uncertain.len())
            .filter(|at| !free.contains(at))
            .collect();
        let order: Vec<usize> = free.iter().chain(&others).copied().collect();
        let luck_of_others = others
            .iter()
            .map(|at| Purpose::named(address(plan, *at)))
            .collect();
        Ok(Self {
            factor: factor(plan, &order),
            plan,
            free,
            others,
            luck_of_others,
        })
    }

    /// Returns how many are calibrated.
    pub(super) fn n(&self) -> usize {
        self.free.len()
    }

    /// Returns how many are not.
    pub(super) fn n_others(&self) -> usize {
        self.others.len()
    }

    /// Returns the address of a calibrated number.
    pub(super) fn address(&self, at: usize) -> &'p str {
        address(self.plan, self.free[at])
    }

    /// Returns the normal scores of the calibrated numbers at a point: standard normal each, correlated as
    /// the scenario says.
    pub(super) fn scores(&self, point: &[f64]) -> Vec<f64> {
        self.factor.times(point)[..self.n()].to_vec()
    }

    /// Returns the value of a calibrated number at a normal score.
    pub(super) fn value(&self, at: usize, score: f64) -> f64 {
        let sampler = &self.plan.sampler;
        sampler.at_quantile(self.free[at], share(score))
    }

    /// Returns standard normals of the numbers that are not calibrated; every second set is the mirror image of
    /// the one before, so that what is linear in them averages out.
    pub(super) fn others(&self, seed: u64, set: u64) -> Vec<f64> {
        let luck = cohort_key(seed, set / 2, Layer::Parameter, REPLICATE).household(0);
        let sign = if set.is_multiple_of(2) { 1.0 } else { -1.0 };
        let all = self.luck_of_others.iter();
        all.map(|number| sign * luck.stream(*number, 0).normal())
            .collect()
    }

    /// Returns the numbers that are not calibrated at their medians.
    pub(super) fn others_at_median(&self) -> Vec<f64> {
        vec![0.0; self.others.len()]
    }

    /// Returns the values of all slots.
    pub(super) fn values(&self, point: &[f64], others: &[f64]) -> Vec<f64> {
        let mut values = self.plan.numbers.central();
        let independent: Vec<f64> = point.iter().chain(others).copied().collect();
        let scores = self.factor.times(&independent);
        let order = self.free.iter().chain(&self.others);
        for (at, score) in order.zip(scores) {
            let slot = self.plan.numbers.uncertain[*at] as usize;
            values[slot] = self.plan.sampler.at_quantile(*at, share(score));
        }
        values
    }
}

/// Returns the share below a normal score, inside 0 to 1.
fn share(score: f64) -> f64 {
    normal_cdf(score).clamp(f64::EPSILON / 2.0, 1.0 - f64::EPSILON / 2.0)
}

/// Returns the address of an uncertain number.
pub(super) fn address(plan: &Plan, uncertain: usize) -> &str {
    let slot = plan.numbers.uncertain[uncertain] as usize;
    &plan.numbers.slots[slot].address
}

fn factor(plan: &Plan, order: &[usize]) -> Factor {
    let n = order.len();
    let mut matrix = vec![0.0; n * n];
    for (row, a) in order.iter().enumerate() {
        for (column, b) in order.iter().enumerate() {
            matrix[row * n + column] = plan.sampler.correlation(*a, *b);
        }
    }
    // The sampler has made sure that there is one.
    Factor::of_semidefinite(&matrix, n).unwrap_or_else(|| Factor::identity(n))
}

fn position(
    plan: &Plan,
    scenario: &Scenario,
    resolved: &Node,
    name: &str,
) -> Result<usize, NotFree> {
    let as_parameter = format!("parameter.{name}");
    let wanted = match scenario.parameter.get(name) {
        Some(_) => as_parameter.as_str(),
        None => name,
    };
    let all = 0..plan.numbers.uncertain.len();
    let found = all.clone().find(|at| address(plan, *at) == wanted);
    let Some(found) = found else {
        let is_there = plan.numbers.slots.iter().skip(1);
        if is_there.into_iter().any(|slot| &*slot.address == wanted) {
            let address = wanted.to_owned();
            return Err(NotFree::Fixed { address });
        }
        let known: Vec<String> = all.map(|at| address(plan, at).to_owned()).collect();
        return Err(NotFree::Unknown {
            name: name.to_owned(),
            did_you_mean: did_you_mean(name, known.iter().map(String::as_str)),
            known,
        });
    };
    match is_reachable(resolved, wanted) {
        true => Ok(found),
        false => Err(NotFree::InsideList {
            address: wanted.to_owned(),
        }),
    }
}

/// Returns whether tables, and nothing else, lead to an address.
fn is_reachable(resolved: &Node, address: &str) -> bool {
    let mut node = resolved;
    for key in address.split('.') {
        let Value::Table(table) = &node.value else {
            return false;
        };
        match table.get(key) {
            Some(inner) => node = inner,
            None => return false,
        }
    }
    true
}
