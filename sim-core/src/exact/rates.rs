//! Hazards of one kind of household in each phase, by month-long block of the grid.

use crate::compile::plan::{N_EXITS, Plan};
use crate::exact::grid::Grid;
use crate::exact::lengths::cumulative;
use crate::luck::CohortKey;
use crate::model::course::Course;
use crate::model::levers::{Paths, WayInTime, is_self_support};
use crate::model::path::Path;
use crate::model::whole::Model;
use crate::model::world::labour_market_path;
use crate::units::DAYS_PER_MONTH;

/// What multiplies hazards in calendar time, by way, segment, kind of state and exit.
#[derive(Debug)]
pub(crate) struct Calendar {
    paths: Vec<Path>,
    /// By way: `[segment][kind][exit]`, flat.
    at: Vec<Vec<u32>>,
    n_kinds: usize,
}

/// Kinds of state that hazards may differ between, in the order of `model::levers`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Open,
    Lost,
    Intake,
    Intervention(usize),
}

impl Kind {
    fn position(self) -> usize {
        match self {
            Self::Open => 0,
            Self::Lost => 1,
            Self::Intake => 2,
            Self::Intervention(at) => crate::model::levers::FIRST_INTERVENTION + at,
        }
    }
}

impl Calendar {
    /// Returns the factors of every way under a draw's values and world.
    pub(crate) fn new(plan: &Plan, model: &Model<'_>, values: &[f64], world: CohortKey) -> Self {
        let n_months = plan.calendar.n_months;
        let labour = plan.labour.as_ref().map_or_else(Vec::new, |labour| {
            let (sd, kept) = (labour.sd.of(values), labour.persistence_per_year.of(values));
            labour_market_path(sd, kept, n_months as u32, world)
        });
        let mut paths = Paths::default();
        let at = plan.ways.iter().zip(&model.ways).map(|(way, modelled)| {
            let gone = modelled.gone / DAYS_PER_MONTH;
            let time = WayInTime {
                go_live_month: way.go_live_month,
                gone_month: if gone < 1e9 {
                    gone.round() as usize
                } else {
                    usize::MAX
                },
                labour: &labour,
                values,
            };
            paths.of_way(plan, way, &time)
        });
        let at = at.collect();
        Self {
            paths: paths.paths,
            at,
            n_kinds: crate::model::levers::FIRST_INTERVENTION + plan.interventions.len(),
        }
    }

    fn path(&self, way: usize, segment: usize, kind: Kind, exit: usize) -> &Path {
        let row = segment * self.n_kinds + kind.position();
        &self.paths[self.at[way][row * N_EXITS + exit] as usize]
    }

    /// Returns the factor on a hazard by block.
    fn by_block(
        &self,
        grid: &Grid,
        (way, segment, kind, exit): (usize, usize, Kind, usize),
    ) -> Vec<f64> {
        let path = self.path(way, segment, kind, exit);
        (0..grid.n_blocks())
            .map(|block| path.at(grid.middle_of_block(block)).0)
            .collect()
    }
}

/// Hazards to the exits.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Hazards {
    /// Exit, and its hazard per day by block.
    pub(crate) exits: Vec<(usize, Vec<f64>)>,
    /// Sum over the exits, by block.
    pub(crate) total: Vec<f64>,
}

impl Hazards {
    /// Returns no hazards.
    pub(crate) fn none(grid: &Grid) -> Self {
        Self {
            exits: Vec::new(),
            total: vec![0.0; grid.n_blocks()],
        }
    }

    /// Returns the hazard to an exit in a block.
    pub(crate) fn to(&self, exit: usize, block: usize) -> f64 {
        let found = self.exits.iter().find(|(known, _)| *known == exit);
        found.map_or(0.0, |(_, rates)| rates[block])
    }
}

/// Households that differ in nothing that acts on hazards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Household {
    pub(crate) segment: usize,
    pub(crate) readiness: f64,
    pub(crate) two_adults: bool,
}

/// Days over which a hazard that changes with age is averaged where only its size matters.
const TYPICAL_DAYS: f64 = 60.0;

/// Returns the hazards in a kind of state; `factor` acts on all of them, `extra` on job and studies.
///
/// # Shapes and units
///
/// Per day, by block of the grid; without unit where they change with age.
pub(crate) fn hazards(
    (model, calendar, grid): (&Model<'_>, &Calendar, &Grid),
    household: Household,
    (way, kind): (usize, Kind),
    (factor, extra): (f64, f64),
) -> Hazards {
    let mut hazards = Hazards::none(grid);
    for clock in &model.segments[household.segment].clocks {
        // Where it changes with age, that comes on top: here is only what it is times.
        let (rate, typical) = match clock.course {
            Course::Constant(rate) => (rate, 1.0),
            _ => (1.0, cumulative(&clock.course, TYPICAL_DAYS) / TYPICAL_DAYS),
        };
        let own = if is_self_support(clock.exit) {
            household.readiness * extra
        } else {
            1.0
        };
        let per_day = rate * factor * own;
        if per_day <= 0.0 {
            continue;
        }
        let place = (way, household.segment, kind, clock.exit);
        let mut rates = calendar.by_block(grid, place);
        rates.iter_mut().for_each(|rate| *rate *= per_day);
        for (sum, rate) in hazards.total.iter_mut().zip(&rates) {
            *sum += rate * typical;
        }
        hazards.exits.push((clock.exit, rates));
    }
    hazards
}
