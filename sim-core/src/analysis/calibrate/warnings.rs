//! What to know before calibrated numbers are used.

use crate::results::calibration::{
    Agreement, CalibratedFact, CalibratedNumber, CalibrationWarning, RankPair, Sampling,
};
use crate::scenario::documented::CountedUnit;

/// Facts contradict each other, or the scenario, where this was less likely.
const CONTRADICTS: f64 = 0.01;
/// A fact lies far off from here on, in standard deviations.
const FAR: f64 = 2.0;
/// Numbers are known together from here on, while neither is known by itself.
const TOGETHER: f64 = 0.7;
/// Such a number keeps more than this share of its prior's width.
const WIDE: f64 = 0.6;
/// A larger share of Monte Carlo error in a fact's variance is worth more cohorts.
const MUCH_ERROR: f64 = 0.2;

/// Returns whether facts and model can be true together.
pub(super) fn trusts(agreement: &Agreement) -> bool {
    let among = agreement.among_facts;
    agreement.with_prior.p >= CONTRADICTS && among.is_none_or(|test| test.p >= CONTRADICTS)
}

/// Returns all warnings, the gravest first.
pub(super) fn warnings(
    (numbers, pairs): (&[CalibratedNumber], &[RankPair]),
    facts: &[CalibratedFact],
    (agreement, sampling): (&Agreement, &Sampling),
    (start_year, shrunk): (i32, f64),
) -> Vec<CalibrationWarning> {
    let mut all = Vec::new();
    if !sampling.is_converged {
        all.push(CalibrationWarning::NotConverged);
    }
    all.extend(disagreement(facts, agreement));
    if sampling.modes.len() > 1 {
        let modes = sampling.modes.len() as u32;
        all.push(CalibrationWarning::SeveralModes { modes });
    }
    for number in numbers {
        let address = number.address.clone();
        let (before, after) = (&number.prior, number.posterior.p50);
        if !number.is_identified {
            all.push(CalibrationWarning::NotIdentified { address });
        } else if after < before.p05 || after > before.p95 {
            all.push(CalibrationWarning::OutsidePrior { address });
        }
    }
    all.extend(only_together(numbers, pairs));
    all.extend(of_facts(facts, start_year));
    if shrunk < 1.0 {
        all.push(CalibrationWarning::CorrelationsShrunk { factor: shrunk });
    }
    all
}

fn disagreement(facts: &[CalibratedFact], agreement: &Agreement) -> Option<CalibrationWarning> {
    let far = |residual: &dyn Fn(&CalibratedFact) -> f64| -> Vec<String> {
        let mut far: Vec<&CalibratedFact> = facts.iter().collect();
        far.sort_by(|a, b| residual(b).abs().total_cmp(&residual(a).abs()));
        let n = far.iter().filter(|it| residual(it).abs() >= FAR).count();
        let worst = far.into_iter().take(n.max(1));
        worst.map(|fact| fact.id.clone()).collect()
    };
    let among = agreement.among_facts;
    if among.is_some_and(|test| test.p < CONTRADICTS) {
        let from_others =
            |fact: &CalibratedFact| fact.residual_from_others.unwrap_or(fact.residual);
        return Some(CalibrationWarning::FactsContradict {
            facts: far(&from_others),
        });
    }
    (agreement.with_prior.p < CONTRADICTS).then(|| CalibrationWarning::FactsAgainstScenario {
        facts: far(&|fact: &CalibratedFact| {
            let spread = (fact.prior.p95 - fact.prior.p05) / 3.29;
            (fact.observed - fact.prior.mean) / spread.max(f64::MIN_POSITIVE)
        }),
    })
}

fn only_together(numbers: &[CalibratedNumber], pairs: &[RankPair]) -> Vec<CalibrationWarning> {
    let is_wide = |address: &String| {
        let number = numbers.iter().find(|number| number.address == *address);
        number.is_some_and(|number| number.sd_ratio > WIDE)
    };
    let all = pairs.iter().filter(|pair| {
        pair.after.abs() >= TOGETHER
            && (pair.after - pair.before).abs() > 0.2
            && pair.between.iter().all(is_wide)
    });
    all.map(|pair| CalibrationWarning::OnlyTogether {
        between: pair.between.clone(),
        rank: pair.after,
    })
    .collect()
}

fn of_facts(facts: &[CalibratedFact], start_year: i32) -> Vec<CalibrationWarning> {
    let mut all = Vec::new();
    let first = facts.first().map(|fact| fact.population);
    if facts.iter().any(|fact| Some(fact.population) != first) {
        all.push(CalibrationWarning::MixedPopulations);
    }
    for fact in facts {
        let (id, error) = (fact.id.clone(), &fact.error);
        if fact.unit == CountedUnit::Persons && !fact.quantity.is_amount() {
            all.push(CalibrationWarning::PersonsAsHouseholds { fact: id.clone() });
        }
        if fact.year > start_year {
            all.push(CalibrationWarning::LaterYear {
                fact: id.clone(),
                year: fact.year,
            });
        }
        let square = |x: f64| x * x;
        let of_luck = square(error.monte_carlo);
        let whole = square(error.stated) + square(error.luck) + square(error.others) + of_luck;
        if whole > 0.0 && of_luck / whole > MUCH_ERROR {
            all.push(CalibrationWarning::MonteCarloError {
                fact: id,
                share: of_luck / whole,
            });
        }
    }
    all
}
