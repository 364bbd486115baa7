//! Draws of a scenario whose documented groups are followed.

use crate::analysis::backtest::counting::Counter;
use crate::analysis::backtest::figure::Figure;
use crate::analysis::backtest::predictive::{Asked, Counted, Sayings, said};
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, simulate_at};
use crate::engine::observer::Observer;
use crate::engine::run::{RunError, Settings, run_draws};

/// Most cohorts of households under the parameters of one draw.
const MOST_COHORTS: u32 = 8;

/// What draws counted.
#[derive(Default)]
pub(super) struct Drawn {
    /// Values of the uncertain numbers by draw.
    pub values: Vec<Vec<f64>>,
    /// By figure: what draws say.
    pub sayings: Vec<Sayings>,
}

/// What is simulated, and for which figures.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub plan: &'a Plan,
    pub prepared: &'a Prepared,
    pub days: &'a [f64],
    pub figures: &'a [Figure<'a>],
    pub settings: Settings,
}

/// What one draw counted, by figure and reading.
struct Counts {
    values: Vec<f64>,
    counted: Vec<Vec<Counted>>,
    is_restless: bool,
}

impl Run<'_> {
    /// Returns what draws say, with some uncertain numbers held at quantiles.
    pub(super) fn draws(
        &self,
        draws: u64,
        held: &[(usize, f64)],
        observer: &dyn Observer,
    ) -> Result<Drawn, RunError> {
        let settings = Settings {
            draws,
            ..self.settings
        };
        let mut drawn = Drawn {
            values: Vec::new(),
            sayings: self.figures.iter().map(|figure| figure.silent()).collect(),
        };
        let mut spoilt = None;
        let mut number = 0;
        run_draws(
            settings,
            observer,
            |draw| self.count(draw, held),
            |counts: Counts| {
                let draw = number;
                number += 1;
                if counts.is_restless {
                    spoilt.get_or_insert(RunError::Restless { draw });
                } else if counts.counted.iter().flatten().any(is_not_finite) {
                    spoilt.get_or_insert(RunError::NotFinite { draw });
                }
                let all = drawn.sayings.iter_mut().zip(self.figures);
                for ((sayings, figure), counted) in all.zip(&counts.counted) {
                    let asked = figure.asked(self.settings.seed, draw);
                    for (reading, counted) in sayings.by_reading.iter_mut().zip(counted) {
                        reading.push(said(*counted, asked));
                    }
                }
                drawn.values.push(counts.values);
            },
        )?;
        spoilt.map_or(Ok(drawn), Err)
    }

    fn count(&self, draw: u64, held: &[(usize, f64)]) -> Counts {
        let mut sampled = Vec::with_capacity(self.plan.numbers.uncertain.len());
        self.plan
            .sampler
            .draw(self.settings.seed, draw, &mut sampled);
        for (position, u) in held {
            sampled[*position] = self.plan.sampler.at_quantile(*position, *u);
        }
        let mut values = self.plan.numbers.central();
        for (slot, value) in self.plan.numbers.uncertain.iter().zip(&sampled) {
            values[*slot as usize] = *value;
        }
        let counter = Counter {
            plan: self.plan,
            layouts: &self.prepared.layouts,
            days_in_year: self.days,
        };
        let mut counts = Counts {
            values: sampled,
            counted: Vec::new(),
            is_restless: false,
        };
        for cohort in 0..MOST_COHORTS {
            let replicate = Replicate { world: 0, cohort };
            let at = (self.settings.seed, draw);
            let outcome = simulate_at(self.plan, self.prepared, at, replicate, values.clone());
            counts.is_restless |= outcome.ways.iter().any(|way| way.probes.restless > 0);
            let figures = self.figures.iter();
            let more: Vec<Vec<Counted>> = figures
                .map(|figure| {
                    let reads = figure.reads.iter();
                    reads
                        .map(|read| counter.count(&outcome, (figure.way, read)))
                        .collect()
                })
                .collect();
            match cohort {
                0 => counts.counted = more,
                _ => self.add(&mut counts.counted, &more, draw),
            }
            if self.are_enough(&counts.counted, draw) {
                break;
            }
        }
        counts
    }

    /// Adds another cohort's groups where the first ones were too small.
    fn add(&self, all: &mut [Vec<Counted>], more: &[Vec<Counted>], draw: u64) {
        for ((figure, all), more) in self.figures.iter().zip(all).zip(more) {
            let of = figure.of(self.settings.seed, draw);
            for (counted, more) in all.iter_mut().zip(more) {
                if is_too_few(*counted, of)
                    && let (
                        Counted::Group { followed, hits },
                        Counted::Group {
                            followed: f,
                            hits: h,
                        },
                    ) = (&mut *counted, more)
                {
                    *followed += f;
                    *hits += h;
                }
            }
        }
    }

    fn are_enough(&self, all: &[Vec<Counted>], draw: u64) -> bool {
        let mut figures = self.figures.iter().zip(all);
        figures.all(|(figure, all)| {
            let of = figure.of(self.settings.seed, draw);
            all.iter().all(|counted| !is_too_few(*counted, of))
        })
    }
}

impl Figure<'_> {
    fn silent(&self) -> Sayings {
        Sayings {
            by_reading: vec![Vec::new(); self.reads.len()],
        }
    }

    fn asked(&self, seed: u64, draw: u64) -> Asked {
        Asked {
            figure: self.range,
            is_share: self.is_share,
            of: self.of(seed, draw),
        }
    }
}

fn is_not_finite(counted: &Counted) -> bool {
    matches!(counted, Counted::Number(value) if !value.is_finite())
}

fn is_too_few(counted: Counted, of: Option<u32>) -> bool {
    matches!((counted, of), (Counted::Group { followed, .. }, Some(of)) if followed < of)
}
