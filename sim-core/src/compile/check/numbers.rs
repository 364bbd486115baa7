//! Parameters fit the places that use them; correlations are possible.

use std::collections::BTreeMap;

use crate::compile::check::typical::typical;
use crate::diagnostic::{Diagnostic, Named, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::file::Parameter;
use crate::scenario::world::Correlated;
use crate::tree::fields::{FromNode, did_you_mean};
use crate::tree::shape::Written;
use crate::units::UnitKind;

/// Reports parameters that are no numbers, or not of the unit that is wanted of them.
pub fn check_parameters(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut units: BTreeMap<String, UnitKind> = BTreeMap::new();
    scenario.visit_numbers(&mut |number| {
        let Written::Parameter(id, place) = number.written else {
            return;
        };
        let first = *units.entry(id.to_owned()).or_insert(number.unit);
        if first != number.unit {
            let (id, second) = (id.to_owned(), number.unit);
            let problem = Problem::ParameterUnitsDisagree { id, first, second };
            found.push(Diagnostic::at(place, problem));
        }
    });
    for (id, parameter) in scenario.parameter.iter() {
        let unit = units.get(id).copied().unwrap_or(UnitKind::Plain);
        if let Some(problem) = parameter_problem(id, parameter, unit) {
            found.push(Diagnostic::at(parameter.place, problem));
        }
    }
    found
}

fn parameter_problem(id: &str, parameter: &Parameter, unit: UnitKind) -> Option<Problem> {
    let key = id.to_owned();
    if let Some(named) = &parameter.uncertain {
        let rule = named.broken_rule(unit)?;
        return Some(Problem::DistributionImpossible { key, rule });
    }
    let (low, high) = unit.bounds();
    let written = [parameter.value, parameter.p05, parameter.p50, parameter.p95];
    let outside = written
        .iter()
        .flatten()
        .find(|f| !(low..=high).contains(&f.0));
    if let Some(figure) = outside {
        let value = figure.0;
        return Some(Problem::OutOfRange { key, value, unit });
    }
    let p50 = parameter.p50?.0;
    let (Some(p05), Some(p95)) = (parameter.p05, parameter.p95) else {
        let missing = if parameter.p05.is_none() {
            "p05"
        } else {
            "p95"
        };
        return Some(Problem::MissingKey {
            key: missing.to_owned(),
            table: format!("parameter.{id}"),
        });
    };
    let (p05, p95) = (p05.0, p95.0);
    let rises = p05 < p50 && p50 < p95;
    (!rises).then_some(Problem::QuantilesNotIncreasing { key, p05, p50, p95 })
}

/// Reports correlations between numbers that do not exist or are known, and ranks that
/// no numbers can have between them.
pub fn check_correlations(scenario: &Scenario) -> Vec<Diagnostic> {
    let known = KnownNumbers::of(scenario);
    let mut found = Vec::new();
    let mut together = Together::default();
    for (id, place, correlated) in &scenario.correlation.items {
        let mut addresses = Vec::new();
        for named in &correlated.between {
            match known.address_of(&named.id) {
                Ok(address) => addresses.push(address),
                Err(problem) => found.push(Diagnostic::at(named.place, problem)),
            }
        }
        if correlated.between.len() < 2 {
            let problem = Problem::WrongLength {
                key: "between".to_owned(),
                expected: 2,
                found: correlated.between.len(),
            };
            found.push(Diagnostic::at(correlated.place, problem));
        }
        together.add(&addresses, correlated, scenario);
        if !together.is_possible() {
            found.push(impossible(id, *place));
            break;
        }
    }
    found
}

fn impossible(id: &str, place: Place) -> Diagnostic {
    Diagnostic::at(place, Problem::CorrelationImpossible { id: id.to_owned() })
}

/// The numbers of a scenario, whether or not anything uses them.
pub(crate) struct KnownNumbers {
    uncertain: Vec<String>,
    certain: Vec<String>,
}

impl KnownNumbers {
    /// Returns the numbers of a scenario.
    pub(crate) fn of(scenario: &Scenario) -> Self {
        let mut numbers = Self {
            uncertain: Vec::new(),
            certain: Vec::new(),
        };
        scenario.visit_numbers(&mut |number| match number.written {
            Written::Uncertain => numbers.uncertain.push(number.address.to_owned()),
            Written::Fixed(_) => numbers.certain.push(number.address.to_owned()),
            _ => {}
        });
        for (id, parameter) in scenario.parameter.iter() {
            let address = format!("parameter.{id}");
            if parameter.value.is_some() {
                numbers.certain.push(address);
            } else {
                numbers.uncertain.push(address);
            }
        }
        numbers
    }

    /// Returns whether an address is that of an uncertain number.
    pub(crate) fn is_uncertain(&self, address: &str) -> bool {
        self.uncertain.iter().any(|known| known == address)
    }

    fn address_of(&self, id: &str) -> Result<String, Problem> {
        let as_parameter = format!("parameter.{id}");
        let is_known = |list: &[String], address: &str| list.iter().any(|a| a == address);
        for address in [id, &as_parameter] {
            if is_known(&self.uncertain, address) {
                return Ok(address.to_owned());
            }
        }
        for address in [id, &as_parameter] {
            if is_known(&self.certain, address) {
                let address = address.to_owned();
                return Err(Problem::NotUncertain { address });
            }
        }
        let uncertain = self.uncertain.iter().map(String::as_str);
        Err(Problem::UnknownId {
            what: Named::UncertainNumber,
            id: id.to_owned(),
            did_you_mean: did_you_mean(id, uncertain),
            allowed: self.uncertain.clone(),
        })
    }
}

/// Rank correlations of all numbers that are correlated with any.
#[derive(Default)]
struct Together {
    addresses: Vec<String>,
    ranks: BTreeMap<(usize, usize), f64>,
}

impl Together {
    fn add(&mut self, addresses: &[String], correlated: &Correlated, scenario: &Scenario) {
        let rank = typical(&correlated.rank, scenario);
        let positions: Vec<usize> = addresses.iter().map(|a| self.position(a)).collect();
        for (idx, first) in positions.iter().enumerate() {
            for second in &positions[..idx] {
                let pair = (*first.max(second), *first.min(second));
                // A number with itself, or a pair that is already correlated otherwise.
                if pair.0 == pair.1 || self.ranks.get(&pair).is_some_and(|old| *old != rank) {
                    self.ranks.insert(pair, f64::INFINITY);
                } else {
                    self.ranks.insert(pair, rank);
                }
            }
        }
    }

    fn position(&mut self, address: &str) -> usize {
        let known = self.addresses.iter().position(|known| known == address);
        known.unwrap_or_else(|| {
            self.addresses.push(address.to_owned());
            self.addresses.len() - 1
        })
    }

    /// Returns whether the matrix has a Cholesky factor; ranks of exactly ±1 are allowed.
    fn is_possible(&self) -> bool {
        let n = self.addresses.len();
        let mut lower = vec![vec![0.0; n]; n];
        for row in 0..n {
            for column in 0..=row {
                let entry = match self.ranks.get(&(row, column)) {
                    Some(rank) => *rank,
                    None => f64::from(u8::from(row == column)),
                };
                if entry.is_infinite() {
                    return false;
                }
                let inner: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
                let rest: f64 = entry - inner;
                if row == column {
                    if rest < -1e-9 {
                        return false;
                    }
                    lower[row][row] = rest.max(0.0).sqrt();
                } else if lower[column][column] > 1e-6 {
                    lower[row][column] = rest / lower[column][column];
                } else if rest.abs() > 1e-6 {
                    return false;
                }
            }
        }
        true
    }
}
