//! Facts that can be held against the model, in its own units.

use crate::diagnostic::Place;
use crate::scenario::Scenario;
use crate::scenario::documented::CountedUnit;
use crate::scenario::facts::{Fact, FactQuantity, Facts};
use crate::scenario::number::Amount;

/// Why a fact cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum FactMistake {
    /// There is none.
    NoFacts,
    /// It has neither a standard error above zero nor luck added.
    NoError,
    /// A figure that cannot be: a share outside 0 to 1, months outside 0 to 12, less than nothing.
    Impossible {
        /// The figure.
        value: f64,
        /// The least it may be.
        low: f64,
        /// The most it may be; none where nothing stops it.
        high: Option<f64>,
    },
    /// A number of persons, where the model counts households.
    NumberOfPersons,
    /// Its spells end by another rule than the model's.
    OtherSpellRule {
        /// Months.
        months: u32,
    },
    /// No price index leads from its price year to the scenario's.
    NoPriceIndex {
        /// Its price year.
        from: i32,
        /// The scenario's.
        to: i32,
    },
    /// Its source is not in the file.
    UnknownSource {
        /// The id.
        id: String,
    },
}

/// A fact that cannot be used, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct FactProblem {
    /// Its id; empty where it is about the whole file.
    pub id: String,
    /// Where its table is written.
    pub place: Place,
    /// Why.
    pub mistake: FactMistake,
}

/// A fact in the model's units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Checked<'f> {
    pub id: &'f str,
    pub fact: &'f Fact,
    pub observed: f64,
    pub standard_error: f64,
    pub adds_luck: bool,
}

impl Checked<'_> {
    pub(super) fn quantity(&self) -> FactQuantity {
        self.fact.quantity
    }
}

/// Returns all facts.
///
/// # Errors
///
/// Every reason why one cannot be used.
pub(super) fn checked<'f>(
    facts: &'f Facts,
    scenario: &Scenario,
) -> Result<Vec<Checked<'f>>, Vec<FactProblem>> {
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for (id, fact) in facts.fact.iter() {
        let found = mistakes(facts, fact, scenario);
        problems.extend(found.into_iter().map(|mistake| FactProblem {
            id: id.to_owned(),
            place: fact.place,
            mistake,
        }));
        let factor = price_factor(fact, scenario).unwrap_or(1.0);
        all.push(Checked {
            id,
            fact,
            observed: fact.value.0 * factor,
            standard_error: fact.standard_error.map_or(0.0, |error| error.0 * factor),
            adds_luck: fact.add_luck == Some(true),
        });
    }
    if all.is_empty() {
        problems.push(FactProblem {
            id: String::new(),
            place: facts.place,
            mistake: FactMistake::NoFacts,
        });
    }
    match problems.is_empty() {
        true => Ok(all),
        false => Err(problems),
    }
}

fn mistakes(facts: &Facts, fact: &Fact, scenario: &Scenario) -> Vec<FactMistake> {
    let mut found = Vec::new();
    let error = fact.standard_error.map(|error| error.0);
    let has_error = error.map_or(fact.add_luck == Some(true), |error| error > 0.0);
    if !has_error {
        found.push(FactMistake::NoError);
    }
    let (low, high) = match fact.quantity {
        quantity if quantity.is_share() => (0.0, Some(1.0)),
        FactQuantity::MonthsInYear => (1.0, Some(12.0)),
        _ => (0.0, None),
    };
    let value = fact.value.0;
    if value < low || high.is_some_and(|high| value > high) {
        found.push(FactMistake::Impossible { value, low, high });
    }
    if fact.quantity.is_count() && fact.unit == CountedUnit::Persons {
        found.push(FactMistake::NumberOfPersons);
    }
    if let Some(months) = fact.spell_ends_after_months.filter(|months| *months != 1) {
        found.push(FactMistake::OtherSpellRule { months });
    }
    if price_factor(fact, scenario).is_none() {
        found.push(FactMistake::NoPriceIndex {
            from: price_year(fact),
            to: scenario.about.price_year,
        });
    }
    if let Some(source) = fact.source.as_ref().filter(|it| !facts.source.has(&it.id)) {
        let id = source.id.clone();
        found.push(FactMistake::UnknownSource { id });
    }
    found
}

fn price_year(fact: &Fact) -> i32 {
    fact.price_year.unwrap_or(fact.year)
}

/// Returns the factor from a fact's prices to the scenario's; none where no index leads there.
fn price_factor(fact: &Fact, scenario: &Scenario) -> Option<f64> {
    let (from, to) = (price_year(fact), scenario.about.price_year);
    if !fact.quantity.is_amount() || from == to {
        return Some(1.0);
    }
    let index = |year: i32| {
        let money = scenario.money.as_ref()?;
        match money.price_index.get(&year.to_string())?.amount {
            Amount::Fixed(level) if level > 0.0 => Some(level),
            _ => None,
        }
    };
    Some(index(to)? / index(from)?)
}
