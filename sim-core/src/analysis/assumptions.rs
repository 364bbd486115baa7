//! What the answer rests on: every number, its source, and how well it is known.

use crate::compile::plan::{NumberNote, Plan, SlotMeta};
use crate::results::assumption::{Assumption, Basis, EvidenceShares};
use crate::scenario::Scenario;
use crate::scenario::number::Grade;
use crate::scenario::source::Source;

/// Returns every number of the plan with what its author says about it.
pub fn assumptions(plan: &Plan, scenario: &Scenario) -> Vec<Assumption> {
    // Slot 0 is the constant one.
    let slots = plan.numbers.slots.iter().enumerate().skip(1);
    let mut found: Vec<Assumption> = slots
        .map(|(slot, number)| assumption(number, plan.numbers.notes.get(slot), scenario))
        .collect();
    for (slot, value) in &plan.numbers.fixed {
        let fixed = &mut found[*slot as usize - 1];
        (fixed.value, fixed.p05, fixed.p95) = (*value, None, None);
    }
    found
}

fn assumption(number: &SlotMeta, note: Option<&NumberNote>, scenario: &Scenario) -> Assumption {
    let note = note.cloned().unwrap_or_default();
    let source = note.source.as_deref();
    let source = source.and_then(|id| scenario.source.get(id));
    Assumption {
        address: number.address.to_string(),
        value: number.central,
        p05: number.fitted.as_ref().map(|fitted| fitted.quantile(0.05)),
        p95: number.fitted.as_ref().map(|fitted| fitted.quantile(0.95)),
        unit: number.unit.word().to_owned(),
        basis: basis(source, note.grade),
        source_title: source.map(|source| source.title.clone()),
        title: note.title,
        grade: note.grade,
        source: note.source,
        note: note.note,
    }
}

/// A document about the place counts as documented; a publication as statistics unless the
/// author grades the number D; everything else is assumed.
fn basis(source: Option<&Source>, grade: Option<Grade>) -> Basis {
    match source {
        Some(source) if source.document.is_some() => Basis::Documented,
        Some(source) if source.publisher.is_some() && grade != Some(Grade::D) => Basis::Statistics,
        _ => Basis::Assumed,
    }
}

/// Returns how much of the scenario is known.
pub fn evidence(assumptions: &[Assumption]) -> EvidenceShares {
    let count = |basis: Basis| {
        let of_basis = assumptions.iter().filter(|it| it.basis == basis);
        of_basis.count() as u32
    };
    let graded = |grade: Option<Grade>| {
        let of_grade = assumptions.iter().filter(|it| it.grade == grade);
        of_grade.count() as u32
    };
    let by_grade = [Grade::A, Grade::B, Grade::C, Grade::D].map(|grade| graded(Some(grade)));
    let ungraded = graded(None);
    let weak = f64::from(by_grade[3] + ungraded);
    EvidenceShares {
        graded: by_grade,
        ungraded,
        weak_share: weak / (assumptions.len().max(1) as f64),
        weak_variance_share: None,
        numbers: assumptions.len() as u32,
        documented: count(Basis::Documented),
        statistics: count(Basis::Statistics),
        assumed: count(Basis::Assumed),
        uncertain: assumptions.iter().filter(|it| it.p05.is_some()).count() as u32,
    }
}
