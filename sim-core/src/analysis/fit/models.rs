//! The chosen model of a segment: its curves, and how the scenario writes it.

use crate::analysis::fit::curves::gone_by_hazards;
use crate::analysis::fit::exits::{Exits, PERMANENT, SELF_SUPPORT};
use crate::analysis::fit::groups::Group;
use crate::analysis::fit::hazards::{Best, constant, on_ln, rank};
use crate::linear::Matrix;
use crate::math::{exp, ln, ln_1p, logistic, pow, sqrt};
use crate::results::fitted::{Estimate, FittedHazard, FittedType, HazardForm, Model, TypeKind};
use crate::scenario::exits::ExitKind;
use crate::survival::intervals::{Interval, share};
use crate::survival::parametric::Formula;
use crate::survival::readiness::Readiness;
use crate::survival::two_types::TwoTypes;
use crate::units::DAYS_PER_MONTH;

/// The smallest rank correlation that is written.
const LEAST_RANK: f64 = 0.15;
const Z: f64 = 1.644_853_626_951_472_6;

/// The model of a segment.
pub(crate) enum Chosen {
    /// Constant hazards.
    Constant,
    /// Hazards by the best formula for each exit.
    Changing,
    /// Quick and slow households.
    TwoTypes(TwoTypes),
    /// More or less ready households.
    Readiness(Readiness),
}

impl Chosen {
    /// Returns which it is.
    pub(crate) fn model(&self) -> Model {
        match self {
            Self::Constant => Model::Constant,
            Self::Changing => Model::Changing,
            Self::TwoTypes(_) => Model::TwoTypes,
            Self::Readiness(_) => Model::Readiness,
        }
    }
}

/// What a segment's types are made from.
pub(crate) struct Types<'a> {
    /// The segment.
    pub(crate) group: &'a Group,
    /// Its exits.
    pub(crate) exits: &'a Exits,
    /// Those told apart, without the one for good.
    pub(crate) told: &'a [usize],
    /// The hazard of the one for good, a month.
    pub(crate) permanent: Estimate,
    /// Days watched.
    pub(crate) days: f64,
    /// New households of all segments.
    pub(crate) total_new: u64,
    /// Whether it is the only segment.
    pub(crate) is_only: bool,
}

/// Hazards in days, exit by exit, the one for good last.
pub(crate) enum Hazards {
    /// The same for everybody.
    Formulas(Vec<Formula>),
    /// Shares and rates by type.
    Types([(f64, Vec<f64>); 2]),
    /// Rates, which of them readiness multiplies, and its variance.
    Ready(Vec<(f64, bool)>, f64),
}

impl Hazards {
    /// Returns the share still there at an age.
    pub(crate) fn goes_on(&self, age: f64) -> f64 {
        match self {
            Self::Formulas(formulas) => {
                exp(-formulas.iter().map(|f| f.cumulative(age)).sum::<f64>())
            }
            Self::Types(types) => {
                let each = types.iter();
                each.map(|(share, rates)| share * exp(-age * rates.iter().sum::<f64>()))
                    .sum()
            }
            Self::Ready(rates, variance) => {
                let sum_of = |is_in: bool| -> f64 {
                    let these = rates.iter().filter(|rate| rate.1 == is_in);
                    these.map(|rate| rate.0).sum()
                };
                let spread = 1.0 + variance * sum_of(true) * age;
                pow(spread, -1.0 / variance) * exp(-sum_of(false) * age)
            }
        }
    }

    /// Returns the share that goes by each exit between two ages.
    pub(crate) fn gone_between(&self, from: f64, to: f64) -> Vec<f64> {
        match self {
            Self::Formulas(formulas) => {
                let summed =
                    |age| -> Vec<f64> { formulas.iter().map(|f| f.cumulative(age)).collect() };
                gone_by_hazards(&summed(from), &summed(to))
            }
            Self::Types(types) => {
                let mut gone = vec![0.0; types[0].1.len()];
                for (share, rates) in types {
                    let all: f64 = rates.iter().sum();
                    let part = share * (exp(-all * from) - exp(-all * to)) / all;
                    gone.iter_mut()
                        .zip(rates)
                        .for_each(|(gone, rate)| *gone += part * rate);
                }
                gone
            }
            Self::Ready(rates, variance) => {
                let middle = 0.5 * (from + to);
                let those_in = rates.iter().filter(|rate| rate.1).map(|rate| rate.0);
                let still = 1.0 / (1.0 + variance * those_in.sum::<f64>() * middle);
                let part = self.goes_on(middle) * (to - from);
                let each = rates.iter();
                each.map(|(rate, is_in)| part * rate * if *is_in { still } else { 1.0 })
                    .collect()
            }
        }
    }
}

impl Types<'_> {
    /// Returns the chosen hazards in days, in the order of the exits told apart.
    pub(crate) fn hazards_of(&self, chosen: &Chosen, by_exit: &[(usize, Option<Best>)]) -> Hazards {
        let permanent = self.permanent.p50 / DAYS_PER_MONTH;
        let rate = |exit: usize| self.exits.events[exit] as f64 / self.days;
        match chosen {
            Chosen::Constant => {
                let rates = self.told.iter().map(|exit| rate(*exit)).chain([permanent]);
                Hazards::Formulas(
                    rates
                        .map(|r| Formula::Exponential { ln_rate: ln(r) })
                        .collect(),
                )
            }
            Chosen::Changing => {
                let best = by_exit.iter().filter_map(|(_, best)| best.as_ref());
                let formulas = best.map(|best| best.fitted.formula.clone());
                let ln_rate = ln(permanent);
                Hazards::Formulas(formulas.chain([Formula::Exponential { ln_rate }]).collect())
            }
            Chosen::TwoTypes(two) => {
                let slow = logistic(two.at[0]);
                Hazards::Types([0, 1].map(|of| {
                    let of_exit = |exit: &usize| match two.causes.iter().position(|c| c == exit) {
                        Some(cause) => exp(two.at[two.position(of, cause)]),
                        None => rate(*exit),
                    };
                    let for_good = match two.causes.contains(&PERMANENT) {
                        true => of_exit(&PERMANENT),
                        false => permanent,
                    };
                    let rates = self.told.iter().map(of_exit).chain([for_good]);
                    (if of == 1 { slow } else { 1.0 - slow }, rates.collect())
                }))
            }
            Chosen::Readiness(found) => {
                let rates = self.told.iter().zip(&found.at);
                let rates = rates.map(|(exit, ln_rate)| (exp(*ln_rate), is_self_support(*exit)));
                Hazards::Ready(
                    rates.chain([(permanent, false)]).collect(),
                    found.variance(),
                )
            }
        }
    }

    /// Returns the segment, or its two types, as the scenario writes them.
    pub(crate) fn written(
        &self,
        chosen: &Chosen,
        by_exit: &[(usize, Option<Best>)],
    ) -> Vec<FittedType> {
        let of_new = share(self.group.n_new as f64, self.total_new.max(1) as f64);
        let of_new = if self.is_only {
            Estimate {
                p05: 1.0,
                p50: 1.0,
                p95: 1.0,
                ..Estimate::new(of_new, self.group.n_new)
            }
        } else {
            Estimate::new(of_new, self.group.n_new)
        };
        let mut whole = FittedType {
            id: self.group.id.clone(),
            kind: TypeKind::Whole,
            share_of_new: of_new,
            readiness_sd: None,
            hazards: self.with_permanent(
                self.told
                    .iter()
                    .map(|exit| self.at_one_rate(*exit))
                    .collect(),
            ),
            correlations: Vec::new(),
        };
        match chosen {
            Chosen::Constant => vec![whole],
            Chosen::Changing => {
                let best = by_exit
                    .iter()
                    .filter_map(|(exit, best)| Some((exit, best.as_ref()?)));
                let best: Vec<_> = best.collect();
                whole.correlations = best
                    .iter()
                    .filter_map(|(exit, b)| self.of_weibull(**exit, b))
                    .collect();
                let hazards = best.iter().map(|(exit, best)| FittedHazard {
                    exit: ExitKind::ALL[**exit],
                    form: best.form.clone(),
                });
                whole.hazards = self.with_permanent(hazards.collect());
                vec![whole]
            }
            Chosen::Readiness(found) => {
                self.make_ready(&mut whole, found);
                vec![whole]
            }
            Chosen::TwoTypes(two) => self.two(two, of_new),
        }
    }

    fn with_permanent(&self, mut hazards: Vec<FittedHazard>) -> Vec<FittedHazard> {
        hazards.push(FittedHazard {
            exit: ExitKind::ALL[PERMANENT],
            form: HazardForm::Constant(self.permanent),
        });
        hazards
    }

    fn at_one_rate(&self, exit: usize) -> FittedHazard {
        let form = HazardForm::Constant(constant(self.exits.events[exit], self.days));
        FittedHazard {
            exit: ExitKind::ALL[exit],
            form,
        }
    }

    fn of_weibull(&self, exit: usize, best: &Best) -> Option<(String, String, f64)> {
        let HazardForm::Weibull { rank, .. } = best.form else {
            return None;
        };
        let address = |end: &str| {
            let exit = ExitKind::ALL[exit].word();
            format!("segment.{}.hazard.{exit}.weibull.{end}", self.group.id)
        };
        (rank.abs() >= LEAST_RANK).then(|| (address("shape"), address("scale_months"), rank))
    }

    fn make_ready(&self, whole: &mut FittedType, found: &Readiness) {
        let last = found.at.len() - 1;
        let error = sqrt(found.covariance.at(last, last));
        // A lognormal with the gamma's mean and variance.
        let sd = |z: f64| sqrt(ln_1p(exp(found.at[last] + z * error)));
        let interval = Interval {
            p05: sd(-Z),
            p50: sd(0.0),
            p95: sd(Z),
        };
        let events: u64 = self.exits.events.iter().sum();
        whole.readiness_sd = Some(Estimate::new(interval, events));
        let hazards = self.told.iter().enumerate().map(|(k, exit)| {
            let error = sqrt(found.covariance.at(k, k));
            FittedHazard {
                exit: ExitKind::ALL[*exit],
                form: HazardForm::Constant(
                    on_ln(found.at[k], error, self.exits.events[*exit]).times(DAYS_PER_MONTH),
                ),
            }
        });
        whole.hazards = self.with_permanent(hazards.collect());
        let exits = found.causes.iter();
        let mut names: Vec<String> = exits.map(|e| rate_address(&self.group.id, *e)).collect();
        names.push(format!("segment.{}.readiness_sd", self.group.id));
        whole.correlations = correlations(&names, &found.covariance);
    }

    fn two(&self, two: &TwoTypes, of_new: Estimate) -> Vec<FittedType> {
        let ids = ["quick", "slow"].map(|kind| match self.is_only {
            true => kind.to_owned(),
            false => format!("{}_{kind}", self.group.id),
        });
        let error = sqrt(two.covariance.at(0, 0));
        let slow = Interval {
            p05: logistic(two.at[0] - Z * error),
            p50: logistic(two.at[0]),
            p95: logistic(two.at[0] + Z * error),
        };
        let quick = Interval {
            p05: 1.0 - slow.p95,
            p50: 1.0 - slow.p50,
            p95: 1.0 - slow.p05,
        };
        let mut types: Vec<FittedType> = [(quick, TypeKind::Quick), (slow, TypeKind::Slow)]
            .into_iter()
            .zip(&ids)
            .enumerate()
            .map(|(of, ((part, kind), id))| {
                let of_type = |exit: usize| {
                    let Some(cause) = two.causes.iter().position(|c| *c == exit) else {
                        return match exit {
                            PERMANENT => FittedHazard {
                                exit: ExitKind::Permanent,
                                form: HazardForm::Constant(self.permanent),
                            },
                            exit => self.at_one_rate(exit),
                        };
                    };
                    let position = two.position(of, cause);
                    let error = sqrt(two.covariance.at(position, position));
                    let estimate = on_ln(two.at[position], error, self.exits.events[exit]);
                    FittedHazard {
                        exit: ExitKind::ALL[exit],
                        form: HazardForm::Constant(estimate.times(DAYS_PER_MONTH)),
                    }
                };
                let exits = self.told.iter().copied().chain([PERMANENT]);
                FittedType {
                    id: id.clone(),
                    kind,
                    share_of_new: part_of(of_new, part),
                    readiness_sd: None,
                    hazards: exits.map(of_type).collect(),
                    correlations: Vec::new(),
                }
            })
            .collect();
        types[1].correlations = self.between_types(two, &ids);
        types
    }

    fn between_types(&self, two: &TwoTypes, ids: &[String; 2]) -> Vec<(String, String, f64)> {
        let mut positions = vec![0];
        let mut names = vec![format!("segment.{}.share_of_new", ids[1])];
        for (of, id) in ids.iter().enumerate() {
            for (cause, exit) in two.causes.iter().enumerate() {
                positions.push(two.position(of, cause));
                names.push(rate_address(id, *exit));
            }
        }
        let mut covariance = Matrix::zeros(names.len());
        for (row, from) in positions.iter().enumerate() {
            for (column, to) in positions.iter().enumerate() {
                covariance.add(row, column, two.covariance.at(*from, *to));
            }
        }
        correlations(&names, &covariance)
    }
}

fn is_self_support(exit: usize) -> bool {
    SELF_SUPPORT.iter().any(|kind| *kind as usize == exit)
}

fn rate_address(segment: &str, exit: usize) -> String {
    format!(
        "segment.{segment}.hazard.{}.per_month",
        ExitKind::ALL[exit].word()
    )
}

/// Returns a part of a share, with the relative errors of both.
fn part_of(whole: Estimate, part: Interval) -> Estimate {
    let spread = |low: f64, high: f64| ln(high / low);
    let below = [spread(whole.p05, whole.p50), spread(part.p05, part.p50)];
    let above = [spread(whole.p50, whole.p95), spread(part.p50, part.p95)];
    let both = |parts: [f64; 2]| sqrt(parts[0] * parts[0] + parts[1] * parts[1]);
    let p50 = whole.p50 * part.p50;
    Estimate {
        p05: p50 * exp(-both(below)),
        p50,
        p95: (p50 * exp(both(above))).min(1.0 - 1e-6),
        ..whole
    }
}

/// Returns the rank correlations of some numbers that are large enough to be written, such that
/// they hang together.
fn correlations(names: &[String], covariance: &Matrix) -> Vec<(String, String, f64)> {
    let n = names.len();
    let mut scale = 1.0;
    let mut matrix = Matrix::zeros(n);
    let fill = |matrix: &mut Matrix, scale: f64| {
        for row in 0..n {
            for column in 0..n {
                let value = rank(covariance, row, column);
                let value = if value.abs() < LEAST_RANK {
                    0.0
                } else {
                    scale * value
                };
                matrix.cells[row * n + column] = if row == column { 1.0 } else { value };
            }
        }
    };
    fill(&mut matrix, scale);
    // Without the small ones the rest may contradict each other: then all are made smaller.
    while matrix.factor().is_none() && scale > 0.1 {
        scale *= 0.9;
        fill(&mut matrix, scale);
    }
    let pairs = (0..n).flat_map(|row| (row + 1..n).map(move |column| (row, column)));
    pairs
        .map(|(row, column)| (row, column, matrix.at(row, column)))
        .filter(|(_, _, value)| *value != 0.0)
        .map(|(row, column, value)| (names[row].clone(), names[column].clone(), value))
        .collect()
}
