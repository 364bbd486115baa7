//! What a documented figure is, before anything is simulated.

use crate::analysis::backtest::reads::{Read, Window};
use crate::analysis::backtest::reads::{begins_at_once, read, window};
use crate::compile::check::documented::{is_scored, kind_of};
use crate::compile::plan::{Plan, WatchPlan};
use crate::luck::{Layer, Purpose, cohort_key};
use crate::math::{exp, ln};
use crate::results::backtest::{DocumentedResult, GoodSide, Reading, Verdict};
use crate::scenario::Scenario;
use crate::scenario::documented::{Documented, DocumentedKind, Measured, Quantity};
use crate::scenario::number::Amount;
use crate::scenario::text::Ref;
use crate::tree::fields::FromNode;
use crate::tree::shape::Written;

const OF_HOW_MANY: Purpose = Purpose::named("documented denominator");

/// A documented figure, and what is read of each draw for it.
pub(super) struct Figure<'s> {
    pub documented: &'s Documented,
    /// Position of its design among the ways that are run.
    pub way: usize,
    pub reads: Vec<Read>,
    /// The least and the most it may be, amounts in the scenario's prices.
    pub range: Option<(f64, f64)>,
    pub is_share: bool,
    /// Whether it is held against the model.
    pub is_scored: bool,
}

impl<'s> Figure<'s> {
    /// Returns the figure; watches that it needs are added.
    pub(super) fn new(
        plan: &Plan,
        scenario: &Scenario,
        (documented, ways): (&'s Documented, &[usize]),
        watches: &mut Vec<WatchPlan>,
    ) -> Self {
        let way = ways
            .iter()
            .position(|way| *plan.ways[*way].id == *documented.design.id);
        let measured = documented.measured.iter();
        let is_kind = |kind: DocumentedKind| {
            let first = documented.measured.first();
            first.is_some_and(|measured| kind_of(measured.quantity) == kind)
        };
        let factor = match is_kind(DocumentedKind::Amount) {
            true => price_factor(scenario, documented.price_year),
            false => 1.0,
        };
        let range = documented.value.as_ref().map(|value| {
            let end = |end: &Option<crate::scenario::distribution::Figure>| {
                end.as_ref().map_or(value.0, |end| end.0) * factor
            };
            (end(&documented.value_low), end(&documented.value_high))
        });
        Self {
            way: way.unwrap_or(0),
            reads: measured.map(|it| read(plan, it, watches)).collect(),
            range,
            is_share: is_kind(DocumentedKind::GrossShare),
            is_scored: is_scored(documented.kind) && !is_input(scenario, documented),
            documented,
        }
    }

    /// Returns how many the figure is of in a draw: what is not stated is drawn, evenly on
    /// the scale of logarithms.
    pub(super) fn of(&self, seed: u64, draw: u64) -> Option<u32> {
        let (low, high) = denominator(self.documented)?;
        let luck = cohort_key(seed, draw, Layer::Parameter, 0).household(0);
        let lot = luck
            .stream(OF_HOW_MANY.within(&self.documented.id.id), 0)
            .uniform();
        let (least, most) = (ln(f64::from(low)), ln(f64::from(high)));
        let drawn = exp(least + lot * (most - least)).round() as u32;
        Some(drawn.clamp(low, high))
    }

    /// Returns everything about the figure that needs no draw.
    pub(super) fn described(&self, plan: &Plan, scenario: &Scenario) -> DocumentedResult {
        let it = self.documented;
        let design = scenario.design.get(&it.design.id);
        let source = scenario.source.get(&it.source.id);
        let readings = it.measured.iter();
        DocumentedResult {
            id: it.id.id.clone(),
            title: it.title.clone(),
            kind: it.kind,
            design: it.design.id.clone(),
            design_title: design.and_then(|design| design.title.clone()),
            unit: it.unit,
            counting_rule: it.counting_rule.clone(),
            chosen_as_success: it.chosen_as_success == Some(true),
            used_as_input: is_input(scenario, it),
            good_side: it.measured.first().and_then(good_side),
            source: it.source.id.clone(),
            source_title: source.map(|source| source.title.clone()),
            note: it.note.clone(),
            value: self.value(scenario),
            value_range: self.range.filter(|(low, high)| low < high),
            denominator: denominator(it),
            readings: readings.map(|measured| described(plan, measured)).collect(),
            predicted: None,
            position: None,
            verdict: Verdict::NotScored,
            outside_by: 0.0,
            carriers: Vec::new(),
            reach_of_one: None,
            reach_of_all: None,
        }
    }

    fn value(&self, scenario: &Scenario) -> Option<f64> {
        let it = self.documented;
        let is_amount = it
            .measured
            .first()
            .is_some_and(|measured| kind_of(measured.quantity) == DocumentedKind::Amount);
        let factor = match is_amount {
            true => price_factor(scenario, it.price_year),
            false => 1.0,
        };
        it.value.as_ref().map(|value| value.0 * factor)
    }
}

/// Returns whether the scenario is built on a figure: its author says so, or an amount of the same
/// source stands in it.
fn is_input(scenario: &Scenario, documented: &Documented) -> bool {
    let mut is_there = documented.used_as_input == Some(true);
    if let (DocumentedKind::Amount, Some(value)) = (documented.kind, &documented.value) {
        scenario.visit_numbers(&mut |number| {
            let same_source = number
                .source
                .is_some_and(|(id, _)| *id == *documented.source.id);
            is_there |= same_source && number.written == Written::Fixed(value.0);
        });
    }
    is_there
}

fn denominator(documented: &Documented) -> Option<(u32, u32)> {
    let exactly = documented.denominator.map(|n| (n, n));
    exactly.or(documented.denominator_low.zip(documented.denominator_high))
}

/// Returns the factor from a price year to the scenario's; the checks see to it that there is one.
fn price_factor(scenario: &Scenario, price_year: Option<i32>) -> f64 {
    let to = scenario.about.price_year;
    let Some(from) = price_year.filter(|from| *from != to) else {
        return 1.0;
    };
    let index = |year: i32| {
        let money = scenario.money.as_ref()?;
        match money.price_index.get(&year.to_string())?.amount {
            Amount::Fixed(level) if level > 0.0 => Some(level),
            _ => None,
        }
    };
    index(to)
        .zip(index(from))
        .map_or(1.0, |(new, old)| new / old)
}

fn good_side(measured: &Measured) -> Option<GoodSide> {
    let all_among = |words: &[&str]| {
        let states = measured.states.iter();
        !measured.states.is_empty() && states.map(|it| &*it.id).all(|id| words.contains(&id))
    };
    match measured.quantity {
        Quantity::ListRemaining
        | Quantity::ListOnAssistance
        | Quantity::HouseholdsChange
        | Quantity::PaidChange
        | Quantity::PaidChangeSek
        | Quantity::SekPerYearOnAssistance
        | Quantity::SekPerYearOfPaidMonths
        | Quantity::SekPerYearAnyPayment => Some(GoodSide::Low),
        _ if all_among(&["job", "studies"]) => Some(GoodSide::High),
        _ if all_among(&["assistance", "intervention"]) => Some(GoodSide::Low),
        _ => None,
    }
}

fn described(plan: &Plan, measured: &Measured) -> Reading {
    let ids = |refs: &[Ref]| refs.iter().map(|it| it.id.clone()).collect();
    let months = |(from, to): Window| (from as u32, to as u32);
    let is_timed = measured.quantity != Quantity::SekPerYearAnyPayment;
    let has_window = is_timed
        && (!begins_at_once(measured)
            || (measured.after_months.is_none() && measured.of.is_some()));
    Reading {
        quantity: measured.quantity,
        of: measured.of,
        list: measured.list.as_ref().map(|list| list.id.clone()),
        interventions: ids(&measured.interventions),
        segments: ids(&measured.segments),
        states: ids(&measured.states),
        of_states: ids(&measured.of_states),
        after_months: measured.after_months,
        window: has_window.then(|| months(window(plan, measured))),
        base_window: measured.base_from_month.zip(measured.base_to_month),
        predicted: None,
        position: None,
    }
}
