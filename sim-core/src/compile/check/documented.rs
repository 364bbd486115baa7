//! Documented figures say what they measure, of whom, when, and of how many.

use std::collections::BTreeSet;

use crate::compile::check::money::has_price_index;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::distribution::Figure;
use crate::scenario::documented::{Documented, DocumentedKind, Group, Measured, Quantity};
use crate::tree::fields::is_id;
use crate::units::UnitKind;

/// The most a share may be of.
pub const MOST_OF: u32 = 10_000;

/// Reports documented figures that cannot be held against anything.
pub fn check_documented(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for documented in &scenario.documented {
        let id = &documented.id;
        if !is_id(&id.id) {
            let id_text = id.id.clone();
            found.push(Diagnostic::at(id.place, Problem::BadId { id: id_text }));
        } else if !known.insert(&id.id) {
            let (id_text, table) = (id.id.clone(), "documented".to_owned());
            let problem = Problem::SameIdTwice { id: id_text, table };
            found.push(Diagnostic::at(id.place, problem));
        }
        let mut entry = Entry {
            scenario,
            documented,
            found: &mut found,
        };
        entry.check();
    }
    found
}

/// Returns whether a figure of this kind is held against the model, not only shown beside it.
pub fn is_scored(kind: DocumentedKind) -> bool {
    !matches!(kind, DocumentedKind::Target | DocumentedKind::Expectation)
}

/// Returns the kind of figure that a quantity is.
pub fn kind_of(quantity: Quantity) -> DocumentedKind {
    match quantity {
        Quantity::ListRemaining | Quantity::ListOnAssistance => DocumentedKind::List,
        Quantity::InStateShare | Quantity::ReachedShare | Quantity::ExitShare => {
            DocumentedKind::GrossShare
        }
        Quantity::ReachedCount | Quantity::ExitCount => DocumentedKind::Count,
        Quantity::HouseholdsChange | Quantity::PaidChange => DocumentedKind::Change,
        Quantity::PaidChangeSek
        | Quantity::SekPerYearOnAssistance
        | Quantity::SekPerYearOfPaidMonths
        | Quantity::SekPerYearAnyPayment => DocumentedKind::Amount,
    }
}

struct Entry<'s, 'f> {
    scenario: &'s Scenario,
    documented: &'s Documented,
    found: &'f mut Vec<Diagnostic>,
}

impl Entry<'_, '_> {
    fn report(&mut self, place: Place, problem: Problem) {
        self.found.push(Diagnostic::at(place, problem));
    }

    fn missing(&mut self, key: &str, place: Place) {
        let table = format!("documented.{}", self.documented.id.id);
        let key = key.to_owned();
        self.report(place, Problem::MissingKey { key, table });
    }

    fn check(&mut self) {
        let Documented {
            kind,
            measured,
            value,
            place,
            ..
        } = self.documented;
        if is_scored(*kind) && measured.is_empty() {
            self.missing("measured", *place);
        }
        if value.is_none() && (is_scored(*kind) || !measured.is_empty()) {
            self.missing("value", *place);
        }
        for measured in measured {
            self.kind_fits(measured);
            self.keys_fit(measured);
            self.months_fit(measured);
        }
        self.value_fits();
        self.denominator_fits();
        self.price_year_fits();
    }

    fn kind_fits(&mut self, measured: &Measured) {
        let (kind, fits) = (self.documented.kind, kind_of(measured.quantity));
        if is_scored(kind) && kind != fits {
            let problem = Problem::DocumentedDoesNotFit {
                quantity: measured.quantity.word().to_owned(),
                kind: kind.word().to_owned(),
                allowed: [fits, DocumentedKind::Target, DocumentedKind::Expectation]
                    .map(|kind| kind.word().to_owned())
                    .to_vec(),
            };
            self.report(measured.place, problem);
        }
    }

    fn keys_fit(&mut self, measured: &Measured) {
        let needs = needs(measured);
        for (key, is_written) in written(measured) {
            match (needs.contains(&key), is_written) {
                (true, false) => self.missing(key, measured.place),
                (false, true) if !may_have(measured.quantity).contains(&key) => {
                    let problem = Problem::DocumentedKeyUnused {
                        quantity: measured.quantity.word().to_owned(),
                        key: key.to_owned(),
                    };
                    self.report(measured.place, problem);
                }
                _ => {}
            }
        }
    }

    fn months_fit(&mut self, measured: &Measured) {
        let windows = [
            (
                ("from_month", measured.from_month),
                ("to_month", measured.to_month),
            ),
            (
                ("base_from_month", measured.base_from_month),
                ("base_to_month", measured.base_to_month),
            ),
        ];
        let horizon = self.scenario.about.horizon_months;
        for ((from_key, from), (to_key, to)) in windows {
            let last = to.unwrap_or(horizon);
            if from.unwrap_or(0) >= last {
                let keys = vec![from_key.to_owned(), to_key.to_owned()];
                self.report(measured.place, Problem::NotRising { keys });
            }
            if last > horizon {
                self.beyond(to_key, last, measured.place);
            }
        }
        let Some(after) = measured.after_months else {
            return;
        };
        let list = measured.list.as_ref();
        let list = list.and_then(|list| self.scenario.list.get(&list.id));
        let starts = list.and_then(|list| list.starts);
        let starts = starts.map_or(0, |month| month.months_after(self.scenario.about.start));
        let last = match measured.of {
            Some(Group::List) | None => starts.max(0) as u32,
            Some(Group::Stock) => 0,
            // Without an end the window ends early enough for all to be looked up.
            _ => measured
                .to_month
                .unwrap_or(measured.from_month.unwrap_or(0) + 1),
        };
        if after + last > horizon {
            self.beyond("after_months", after, measured.place);
        }
    }

    fn beyond(&mut self, key: &str, month: u32, place: Place) {
        let (key, month) = (key.to_owned(), month.to_string());
        self.report(place, Problem::BeyondHorizon { key, month });
    }

    fn value_fits(&mut self) {
        let Documented {
            value,
            value_low,
            value_high,
            ..
        } = self.documented;
        let rising = |low: &Option<Figure>, high: &Option<Figure>| match (low, high) {
            (Some(low), Some(high)) => low.0 <= high.0,
            _ => true,
        };
        if !rising(value_low, value) || !rising(value, value_high) || !rising(value_low, value_high)
        {
            let keys = ["value_low", "value", "value_high"].map(str::to_owned);
            let keys = keys.to_vec();
            self.report(self.documented.place, Problem::NotRising { keys });
        }
        let Some(measured) = self.documented.measured.first() else {
            return;
        };
        let unit = match kind_of(measured.quantity) {
            DocumentedKind::GrossShare => UnitKind::Share,
            DocumentedKind::Count | DocumentedKind::List => UnitKind::Count,
            _ => return,
        };
        let (low, high) = unit.bounds();
        for (key, figure) in [
            ("value", value),
            ("value_low", value_low),
            ("value_high", value_high),
        ] {
            if let Some(Figure(value)) = figure
                && !(low..=high).contains(value)
            {
                let (key, value) = (key.to_owned(), *value);
                let problem = Problem::OutOfRange { key, value, unit };
                self.report(self.documented.place, problem);
            }
        }
    }

    fn denominator_fits(&mut self) {
        let Documented {
            kind,
            denominator,
            denominator_low: low,
            denominator_high: high,
            value,
            place,
            ..
        } = self.documented;
        if *kind == DocumentedKind::GrossShare && denominator.or(*low).or(*high).is_none() {
            self.missing("denominator", *place);
        }
        match (denominator, low, high) {
            (Some(_), None, None) | (None, None, None) => {}
            (Some(_), ..) => {
                let keys = ["denominator", "denominator_low", "denominator_high"];
                let problem = Problem::NotExactlyOneOf {
                    table: String::new(),
                    keys: keys[..2].iter().map(|key| (*key).to_owned()).collect(),
                    found: keys.map(str::to_owned).to_vec(),
                };
                self.report(*place, problem);
            }
            (None, None, Some(_)) => self.missing("denominator_low", *place),
            (None, Some(_), None) => self.missing("denominator_high", *place),
            (None, Some(low), Some(high)) if low > high => {
                let keys = ["denominator_low", "denominator_high"].map(str::to_owned);
                let keys = keys.to_vec();
                self.report(*place, Problem::NotRising { keys });
            }
            _ => {}
        }
        for (key, written) in [("denominator", denominator), ("denominator_low", low)] {
            if *written == Some(0) {
                let (key, unit) = (key.to_owned(), UnitKind::Count);
                let value = 0.0;
                self.report(*place, Problem::OutOfRange { key, value, unit });
            }
        }
        for (key, written) in [("denominator", denominator), ("denominator_high", high)] {
            if let Some(most) = written.filter(|most| *most > MOST_OF) {
                let problem = Problem::AboveMost {
                    key: key.to_owned(),
                    value: f64::from(most),
                    most: f64::from(MOST_OF),
                };
                self.report(*place, problem);
            }
        }
        if let (DocumentedKind::List, Some(Figure(left)), Some(of)) = (kind, value, denominator)
            && *left > f64::from(*of)
        {
            let keys = vec!["value".to_owned(), "denominator".to_owned()];
            self.report(*place, Problem::NotRising { keys });
        }
    }

    fn price_year_fits(&mut self) {
        let to = self.scenario.about.price_year;
        let Some(year) = self.documented.price_year.filter(|year| *year != to) else {
            return;
        };
        if !has_price_index(self.scenario, year) || !has_price_index(self.scenario, to) {
            let price_year = to;
            let problem = Problem::PriceYearWithoutIndex { year, price_year };
            self.report(self.documented.place, problem);
        }
    }
}

/// The keys that say whom and when, and whether each is written.
fn written(measured: &Measured) -> [(&'static str, bool); 11] {
    [
        ("of", measured.of.is_some()),
        ("list", measured.list.is_some()),
        ("interventions", !measured.interventions.is_empty()),
        ("segments", !measured.segments.is_empty()),
        ("states", !measured.states.is_empty()),
        ("of_states", !measured.of_states.is_empty()),
        ("after_months", measured.after_months.is_some()),
        ("from_month", measured.from_month.is_some()),
        ("to_month", measured.to_month.is_some()),
        ("base_from_month", measured.base_from_month.is_some()),
        ("base_to_month", measured.base_to_month.is_some()),
    ]
}

const CHANGE: &[&str] = &["from_month", "to_month", "base_from_month", "base_to_month"];

fn needs(measured: &Measured) -> Vec<&'static str> {
    match measured.quantity {
        Quantity::ListRemaining | Quantity::ListOnAssistance => vec!["list", "after_months"],
        Quantity::InStateShare | Quantity::ReachedShare | Quantity::ReachedCount => {
            let mut needs = vec!["of", "states"];
            match measured.of {
                Some(Group::List) => needs.extend(["list"]),
                Some(Group::Starters | Group::Completers) => needs.extend(["interventions"]),
                _ => {}
            }
            needs
        }
        Quantity::ExitShare => vec!["states"],
        Quantity::ExitCount => vec!["states", "to_month"],
        Quantity::HouseholdsChange | Quantity::PaidChange | Quantity::PaidChangeSek => {
            CHANGE.to_vec()
        }
        Quantity::SekPerYearOnAssistance
        | Quantity::SekPerYearOfPaidMonths
        | Quantity::SekPerYearAnyPayment => Vec::new(),
    }
}

fn may_have(quantity: Quantity) -> &'static [&'static str] {
    match quantity {
        Quantity::ListRemaining => &["states"],
        Quantity::ListOnAssistance | Quantity::SekPerYearAnyPayment => &[],
        Quantity::InStateShare | Quantity::ReachedShare | Quantity::ReachedCount => {
            &["segments", "after_months", "from_month", "to_month"]
        }
        Quantity::ExitShare => &["of_states", "segments", "from_month", "to_month"],
        Quantity::ExitCount => &["segments", "from_month"],
        Quantity::HouseholdsChange | Quantity::PaidChange | Quantity::PaidChangeSek => {
            &["segments"]
        }
        Quantity::SekPerYearOnAssistance | Quantity::SekPerYearOfPaidMonths => {
            &["segments", "from_month", "to_month"]
        }
    }
}
