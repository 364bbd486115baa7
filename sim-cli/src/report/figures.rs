//! A documented figure in words and numbers, in the unit it has.

use sim_core::results::backtest::{
    Backtest, DocumentedResult, Position, Predicted, Reach, Reading,
};
use sim_core::scenario::documented::{DocumentedKind, Quantity};

use crate::number::{NONE, Numbers};
use crate::report::{title, value};
use crate::texts::{Lang, backtest as say, keys, names, reading};

/// One figure and the place it belongs to.
pub struct View<'a> {
    /// The place.
    pub place: &'a Backtest,
    /// The figure.
    pub figure: &'a DocumentedResult,
    /// Numbers of the language.
    pub numbers: &'a Numbers,
}

impl View<'_> {
    fn lang(&self) -> Lang {
        self.numbers.lang()
    }

    /// Returns a value in the figure's unit.
    pub fn value(&self, value: f64) -> String {
        match self.quantity() {
            _ if self.is_percent() => self.numbers.percent(value, 0),
            Some(Quantity::PaidChangeSek) => self.numbers.money(value),
            Some(
                Quantity::SekPerYearOnAssistance
                | Quantity::SekPerYearOfPaidMonths
                | Quantity::SekPerYearAnyPayment,
            ) => self.numbers.money_in_full(value),
            Some(_) => self.numbers.whole(value),
            None => self.numbers.significant(value, 3),
        }
    }

    /// The unit stands once.
    fn interval(&self, low: f64, high: f64) -> String {
        let numbers = self.numbers;
        if self.is_percent() {
            let (low, high) = (low * 100.0, high * 100.0);
            return say::per_cent(self.lang(), &numbers.range(low, high, 0));
        }
        match self.quantity() {
            Some(Quantity::PaidChangeSek) => numbers.money_range(low, high),
            Some(
                Quantity::SekPerYearOnAssistance
                | Quantity::SekPerYearOfPaidMonths
                | Quantity::SekPerYearAnyPayment,
            ) => numbers.money_range(low, high),
            Some(_) => numbers.range(low, high, 0),
            None => say::interval(self.lang(), &self.value(low), &self.value(high)),
        }
    }

    /// Returns how far apart two values are: per cent of per cent would mislead.
    pub fn distance(&self, by: f64) -> String {
        match self.is_percent() {
            true => say::points(self.lang(), &self.numbers.decimals(by * 100.0, 0)),
            false => self.value(by),
        }
    }

    fn quantity(&self) -> Option<Quantity> {
        self.figure.readings.first().map(|reading| reading.quantity)
    }

    fn is_percent(&self) -> bool {
        matches!(
            self.quantity(),
            Some(
                Quantity::InStateShare
                    | Quantity::ReachedShare
                    | Quantity::ExitShare
                    | Quantity::HouseholdsChange
                    | Quantity::PaidChange
            )
        )
    }

    /// Returns the 80 % interval.
    pub fn eight(&self, predicted: &Predicted) -> String {
        self.interval(predicted.p10, predicted.p90)
    }

    /// Returns the 90 % interval.
    pub fn nine(&self, predicted: &Predicted) -> String {
        self.interval(predicted.p05, predicted.p95)
    }

    /// Returns the middle and the 80 % interval.
    pub fn expected(&self, predicted: &Predicted) -> String {
        say::with_interval(
            self.lang(),
            &self.value(predicted.p50),
            &self.eight(predicted),
        )
    }

    /// Returns what the document says.
    pub fn documented(&self) -> String {
        match (self.figure.value, self.figure.value_range) {
            (None, _) => NONE.to_owned(),
            (Some(value), None) => self.value(value),
            (Some(value), Some((low, high))) => {
                say::with_interval(self.lang(), &self.value(value), &self.interval(low, high))
            }
        }
    }

    /// Returns a position, with its bounds where they differ.
    pub fn position(&self, position: Option<Position>) -> String {
        let Some(position) = position else {
            return NONE.to_owned();
        };
        let two = |value: f64| self.numbers.decimals(value, 2);
        let (below, up_to) = (two(position.below), two(position.up_to));
        match below == up_to {
            true => two(position.mid.value),
            false => {
                let bounds = say::interval(self.lang(), &below, &up_to);
                say::with_interval(self.lang(), &two(position.mid.value), &bounds)
            }
        }
    }

    /// Returns the middle of a position.
    pub fn middle_position(&self, position: Option<Position>) -> String {
        let middle = position.map(|position| self.numbers.decimals(position.mid.value, 2));
        middle.unwrap_or_else(|| NONE.to_owned())
    }

    /// Returns the bounds of the figure's position, where they differ.
    pub fn bounds(&self) -> Option<String> {
        let position = self.figure.position?;
        let two = |value: f64| self.numbers.decimals(value, 2);
        let (below, up_to) = (two(position.below), two(position.up_to));
        (below != up_to).then(|| say::interval(self.lang(), &below, &up_to))
    }

    fn called(&self, id: &str) -> String {
        match self.place.titles.get(id) {
            Some(title) => self.lang().of(title).to_owned(),
            None => names::state(self.lang(), id).unwrap_or(id).to_owned(),
        }
    }

    /// Returns what a reading counts.
    pub fn reading(&self, one: &Reading) -> String {
        reading::reading(self.lang(), one, &|id| self.called(id))
    }

    /// Returns what a number is called.
    pub fn number(&self, address: &str) -> String {
        let title_of = |id: &str| Some(self.called(id)).filter(|name| name != id);
        let mut known = self.place.assumptions.iter();
        match known.find(|known| known.address == address) {
            Some(found) => title::assumption(self.lang(), found, &title_of),
            None => keys::describe(self.lang(), address, &title_of),
        }
    }

    /// Returns a value of a number in its own unit, the value that is assumed, and its interval.
    fn number_values(&self, address: &str, at: f64) -> [String; 3] {
        let mut known = self.place.assumptions.iter();
        let Some(found) = known.find(|known| known.address == address) else {
            return [
                self.numbers.significant(at, 3),
                String::new(),
                String::new(),
            ];
        };
        let (assumed, range) = value::value_and_range(self.numbers, found);
        let moved = sim_core::results::assumption::Assumption {
            value: at,
            p05: None,
            p95: None,
            ..found.clone()
        };
        let (at, _) = value::value_and_range(self.numbers, &moved);
        [at, assumed, range.unwrap_or_default()]
    }

    /// Returns the design the figure was observed under.
    pub fn design(&self) -> String {
        match (&self.figure.design_title, self.figure.design.as_str()) {
            (Some(title), _) => self.lang().of(title).to_owned(),
            (None, "today") => keys::today(self.lang()),
            (None, id) => id.to_owned(),
        }
    }

    /// Returns which number would have to be another, and whether that is enough.
    pub fn what_it_takes(&self) -> Vec<String> {
        let lang = self.lang();
        let Some(alone) = &self.figure.reach_of_one else {
            return vec![say::no_number_matters(lang)];
        };
        let mut said = Vec::new();
        let (Some((address, at)), Some(carrier)) =
            (alone.numbers.first(), self.figure.carriers.first())
        else {
            return said;
        };
        let [end, assumed, range] = self.number_values(address, *at);
        let name = self.number(address);
        said.push(match carrier.should_be_higher {
            Some(true) => say::higher(lang, &name, &assumed, &range),
            Some(false) => say::lower(lang, &name, &assumed, &range),
            None => say::hangs_on(lang, &name),
        });
        let middle = self.value(alone.p50);
        said.push(match alone.reaches {
            true => say::reaches(lang, &end, &middle),
            false => say::does_not_reach(lang, &end, &middle),
        });
        match &self.figure.reach_of_all {
            Some(all) => said.push(self.all(all)),
            None if !alone.reaches => said.push(say::no_other_number(lang)),
            None => {}
        }
        said
    }

    fn all(&self, all: &Reach) -> String {
        let names: Vec<String> = all
            .numbers
            .iter()
            .map(|(address, _)| self.number(address))
            .collect();
        let (names, middle) = (names.join("; "), self.value(all.p50));
        match all.reaches {
            true => say::together_reach(self.lang(), &names, &middle),
            false => say::nothing_reaches(self.lang(), &names, &middle),
        }
    }

    /// Returns whether the figure is a share or a list, which is of so many.
    pub fn is_of_many(&self) -> bool {
        self.figure.denominator.is_some()
            && self.figure.readings.first().is_some_and(|reading| {
                matches!(
                    reading.quantity,
                    Quantity::InStateShare | Quantity::ReachedShare | Quantity::ExitShare
                )
            })
    }

    /// Returns whether the figure is about a list that shrinks.
    pub fn is_list(&self) -> bool {
        let of_list = |reading: &Reading| {
            matches!(
                reading.quantity,
                Quantity::ListRemaining | Quantity::ListOnAssistance
            )
        };
        self.figure.kind == DocumentedKind::List || self.figure.readings.iter().any(of_list)
    }
}
