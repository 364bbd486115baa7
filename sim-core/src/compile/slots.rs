//! Gives every number of the scenario its slot.

use std::collections::HashMap;
use std::sync::Arc;

use crate::compile::draw_parameters::UncertainNumber;
use crate::compile::plan::{Num, NumberNote, Numbers, SlotMeta};
use crate::compile::quantile_fit::fit;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::distribution::Distribution;
use crate::scenario::file::Parameter;
use crate::scenario::number::{Amount, Grade, Number};
use crate::scenario::text::{Bilingual, Ref};
use crate::tree::parse::{NAMELESS, last_key};
use crate::units::{Unit, UnitKind};

/// The slots given so far, and what was found wrong on the way.
pub(crate) struct Slots<'s> {
    scenario: &'s Scenario,
    pub(crate) numbers: Numbers,
    pub(crate) uncertain: Vec<UncertainNumber>,
    pub(crate) problems: Vec<Diagnostic>,
    known: HashMap<Arc<str>, u32>,
}

/// What is known of a number before it gets a slot.
struct Written<'a> {
    address: Arc<str>,
    unit: UnitKind,
    value: Result<f64, &'a Distribution>,
    place: Place,
    note: NumberNote,
}

impl<'s> Slots<'s> {
    /// Returns slots that hold the constant one only.
    pub(crate) fn new(scenario: &'s Scenario) -> Self {
        let one = SlotMeta {
            address: Arc::from("(one)"),
            unit: UnitKind::Plain,
            central: 1.0,
            fitted: None,
        };
        let numbers = Numbers {
            slots: vec![one],
            notes: vec![NumberNote::default()],
            uncertain: Vec::new(),
            fixed: Vec::new(),
        };
        let (uncertain, problems, known) = (Vec::new(), Vec::new(), HashMap::new());
        Self {
            scenario,
            numbers,
            uncertain,
            problems,
            known,
        }
    }

    /// Returns a number's slot, giving it one at its first use.
    pub(crate) fn num<U: Unit>(&mut self, number: &Number<U>) -> Num {
        if let Amount::Parameter(reference) = &number.amount {
            let scenario = self.scenario;
            let Some(parameter) = scenario.parameter.get(&reference.id) else {
                return Num::known(0.0);
            };
            let address: Arc<str> = Arc::from(format!("parameter.{}", reference.id));
            let scale = self.price_scale(parameter.price_year, U::KIND, parameter.place);
            return self.parameter(parameter, address, U::KIND).times(scale);
        }
        let scale = self.price_scale(number.price_year, U::KIND, number.place);
        let is_nameless = number.address.split('.').any(|part| part == NAMELESS);
        let value = match &number.amount {
            Amount::Fixed(value) if is_nameless => return Num::known(*value * scale),
            Amount::Fixed(value) => Ok(*value),
            Amount::Uncertain(distribution) => Err(distribution),
            Amount::Parameter(_) => return Num::known(0.0),
        };
        let note = NumberNote {
            slot: 0,
            source: number.source.as_ref().map(|source| source.id.clone()),
            grade: number.grade,
            note: number.note.clone(),
            title: None,
        };
        let address = number.address.clone();
        let (unit, place) = (U::KIND, number.place);
        self.slot(Written {
            address,
            unit,
            value,
            place,
            note,
        })
        .times(scale)
    }

    /// Returns a number's slot, or a known value where the key was left out.
    pub(crate) fn num_or<U: Unit>(&mut self, number: Option<&Number<U>>, otherwise: f64) -> Num {
        number.map_or(Num::known(otherwise), |number| self.num(number))
    }

    /// Lets the numbers made by `inside` have a table's source, grade and remark, where they have none.
    pub(crate) fn cited<T>(
        &mut self,
        (source, grade, note): (Option<&Ref>, Option<Grade>, Option<&String>),
        inside: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let first = self.numbers.notes.len();
        let made = inside(self);
        for own in &mut self.numbers.notes[first..] {
            if own.source.is_none() && own.grade.is_none() {
                own.source = source.map(|source| source.id.clone());
                own.grade = grade;
                own.note = own.note.take().or_else(|| note.cloned());
            }
        }
        made
    }

    fn parameter(&mut self, parameter: &Parameter, address: Arc<str>, unit: UnitKind) -> Num {
        let quantiles = match (parameter.p05, parameter.p50, parameter.p95) {
            (Some(p05), Some(p50), Some(p95)) => Some(Distribution::Quantiles {
                p05: p05.0,
                p50: p50.0,
                p95: p95.0,
            }),
            _ => None,
        };
        let named = parameter
            .uncertain
            .as_ref()
            .map(|n| Distribution::Named(Box::new(n.clone())));
        let distribution = quantiles.or(named);
        let value = match (&parameter.value, &distribution) {
            (Some(value), _) => Ok(value.0),
            (None, Some(distribution)) => Err(distribution),
            (None, None) => return Num::known(0.0),
        };
        let note = NumberNote {
            slot: 0,
            source: parameter.source.as_ref().map(|source| source.id.clone()),
            grade: parameter.grade,
            note: parameter.note.clone(),
            title: parameter.title.clone(),
        };
        self.slot(Written {
            address,
            unit,
            value,
            place: parameter.place,
            note,
        })
    }

    fn slot(&mut self, written: Written<'_>) -> Num {
        let Written {
            address,
            unit,
            value,
            place,
            mut note,
        } = written;
        if let Some(slot) = self.known.get(&address) {
            return Num {
                slot: *slot,
                scale: 1.0,
            };
        }
        let slot = self.numbers.slots.len() as u32;
        let (central, fitted) = match value {
            Ok(value) => (value, None),
            Err(distribution) => match fit(distribution, unit) {
                Ok(fitted) => (fitted.median(), Some(fitted)),
                Err(rule) => {
                    let key = last_key(&address).to_owned();
                    self.problems.push(Diagnostic::at(
                        place,
                        Problem::DistributionImpossible { key, rule },
                    ));
                    (0.0, None)
                }
            },
        };
        if let (Some(_), Err(distribution)) = (&fitted, value) {
            self.numbers.uncertain.push(slot);
            let distribution = distribution.clone();
            self.uncertain.push(UncertainNumber {
                address: address.clone(),
                unit,
                distribution,
            });
        }
        note.slot = slot;
        self.numbers.slots.push(SlotMeta {
            address: address.clone(),
            unit,
            central,
            fitted,
        });
        self.numbers.notes.push(note);
        self.known.insert(address, slot);
        Num { slot, scale: 1.0 }
    }

    /// Returns the factor from an amount's price year to the scenario's.
    fn price_scale(&mut self, price_year: Option<i32>, unit: UnitKind, place: Place) -> f64 {
        let to = self.scenario.about.price_year;
        let Some(from) = price_year.filter(|from| unit == UnitKind::Sek && *from != to) else {
            return 1.0;
        };
        let index = |year: i32| {
            let number = self
                .scenario
                .money
                .as_ref()?
                .price_index
                .get(&year.to_string())?;
            match number.amount {
                Amount::Fixed(value) if value > 0.0 => Some(value),
                _ => None,
            }
        };
        if let (Some(old), Some(new)) = (index(from), index(to)) {
            return new / old;
        }
        let problem = Problem::PriceYearWithoutIndex {
            year: from,
            price_year: to,
        };
        self.problems.push(Diagnostic::at(place, problem));
        1.0
    }

    /// Names a number for readers after the table it stands in, unless it has a name of its own.
    pub(crate) fn titled(&mut self, num: Num, title: Option<&Bilingual>) -> Num {
        let note = &mut self.numbers.notes[num.slot as usize];
        if num.slot != 0 && note.title.is_none() {
            note.title = title.cloned();
        }
        num
    }
}
