//! The engine on the benchmark workload: ordinary scenarios, read from their files.

use std::path::PathBuf;

use sim_core::compile::plan::{EventColumn, Plan, StateColumn};
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_draw};
use sim_core::exact::{Asked, Setting, Unsupported, expect_at};
use sim_core::luck::{Layer, cohort_key};
use sim_core::read::read_scenario;
use sim_core::scenario::exits::ExitKind;
use sim_core::tally::outcome::{DrawOutcome, WayOutcome};
use sim_core::units::TICKS_PER_DAY;

use crate::figures::{Counted, paid_months, spells_of};
use crate::plan_of;
use crate::special::tally::{MONTHS, STATES, State, YEARS};

/// Households of workload 1, as its scenario has them.
pub const HOUSEHOLDS: u32 = 20_000;

/// Which workload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Nothing limited.
    One,
    /// Forty places.
    Two,
}

/// A workload, ready to run.
pub struct General {
    plan: Plan,
    prepared: Prepared,
}

impl Which {
    /// Returns its file's text.
    pub fn text(self) -> std::io::Result<String> {
        let name = match self {
            Self::One => "workload_1.toml",
            Self::Two => "workload_2.toml",
        };
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("workloads");
        std::fs::read_to_string(folder.join(name))
    }
}

impl General {
    /// Returns a workload; none where its scenario has errors.
    pub fn new(which: Which) -> Option<Self> {
        Self::from_text(&which.text().ok()?)
    }

    /// Returns workload 1 with another number of households.
    pub fn with_households(households: u32) -> Option<Self> {
        let (usual, other) = (
            format!("households = {HOUSEHOLDS}"),
            format!("households = {households}"),
        );
        let text = Which::One.text().ok()?.replace(&usual, &other);
        Self::from_text(&text)
    }

    /// Returns a workload of a text.
    pub fn from_text(text: &str) -> Option<Self> {
        let reading = read_scenario("workload", &mut |name| match name {
            "workload" => Ok(text.to_owned()),
            _ => Err(Unreadable::Refused(name.to_owned())),
        });
        let plan = plan_of(&reading)?;
        let prepared = prepare(&plan, &[0]);
        Some(Self { plan, prepared })
    }

    /// Returns the same, run as if anything could be in its model.
    #[must_use]
    pub fn expecting_anything(self) -> Self {
        Self {
            prepared: self.prepared.expecting_anything(),
            ..self
        }
    }

    /// Returns one draw.
    pub fn draw(&self, seed: u64, draw: u64) -> DrawOutcome {
        simulate_draw(&self.plan, &self.prepared, seed, draw, Replicate::default())
    }

    /// Returns what a draw counted.
    pub fn counted(&self, outcome: &DrawOutcome) -> Counted {
        let WayOutcome {
            tally,
            probes,
            pools,
            ..
        } = &outcome.ways[0];
        let layout = &self.prepared.layouts[0];
        let months = |column: StateColumn| {
            let state = layout.state(column);
            std::array::from_fn(|month| state.map_or(0.0, |state| tally.days(0, state, month)))
        };
        let all_of = |column: EventColumn| {
            let event = layout.event(column);
            (0..MONTHS)
                .map(|month| event.map_or(0, |event| tally.count(0, event, month)))
                .sum::<i64>() as f64
        };
        let columns = self.events();
        let mut days = self
            .states()
            .map(|column| column.map_or([0.0; MONTHS], months));
        // The loop has a state of its own for those in the queue.
        for places in pools {
            for (month, ticks) in places.queued.iter().enumerate() {
                let queued = *ticks as f64 / TICKS_PER_DAY;
                days[State::Queued as usize][month] += queued;
                days[State::Open as usize][month] -= queued;
            }
        }
        Counted {
            households: all_of(EventColumn::NewApplication),
            days,
            benefit_days: std::array::from_fn(|month| tally.benefit_days(0, month)),
            paid: std::array::from_fn(|month| tally.households_paid(0, month) as f64),
            events: columns
                .map(|(name, column)| (name, all_of(column)))
                .to_vec(),
            years: std::array::from_fn::<_, YEARS, _>(|year| {
                paid_months(&probes.months_in_year[year])
            }),
            spells: spells_of(probes),
            places: pools.first().cloned(),
        }
    }

    /// Returns what the exact engine expects, on a grid extrapolated from one of half as many cells.
    ///
    /// Of what only probes count there is nothing: months with payment in a year, and spells.
    pub fn expected(&self, cells_per_month: usize) -> Result<Counted, Vec<Unsupported>> {
        let values = self.plan.numbers.central();
        let asked = Asked {
            ways: &[0],
            layouts: &self.prepared.layouts,
            warm_up_years: self.prepared.warm_up_years,
            values: &values,
            world: cohort_key(0, 0, Layer::World, 0),
        };
        let on = |cells_per_month| expect_at(&self.plan, asked, Setting { cells_per_month });
        let (coarse, fine) = (on(cells_per_month / 2)?, on(cells_per_month)?);
        let extrapolate = |fine: f64, coarse: f64| (4.0 * fine - coarse) / 3.0;
        let tally = fine.ways[0]
            .tally
            .combined(&coarse.ways[0].tally, extrapolate);
        let layout = &self.prepared.layouts[0];
        let row = |of: &[f64], at: Option<usize>| -> [f64; MONTHS] {
            std::array::from_fn(|month| at.map_or(0.0, |at| of[at * MONTHS + month]))
        };
        let all_of = |column: EventColumn| row(&tally.events, layout.event(column)).iter().sum();
        let days = |column: StateColumn| row(&tally.days, layout.state(column));
        Ok(Counted {
            households: all_of(EventColumn::NewApplication),
            days: self
                .states()
                .map(|column| column.map_or([0.0; MONTHS], days)),
            benefit_days: row(&tally.benefit_days, Some(0)),
            paid: row(&tally.paid, Some(0)),
            events: self
                .events()
                .map(|(name, column)| (name, all_of(column)))
                .to_vec(),
            years: [[0.0; 12]; YEARS],
            spells: [0.0; 4],
            places: None,
        })
    }

    fn intervention(&self, id: &str) -> usize {
        let mut ids = self.plan.interventions.iter();
        ids.position(|of| &*of.id == id).unwrap_or(usize::MAX)
    }

    /// Returns the columns of the states, in the order of the specialised loop; what is queued is
    /// in the open case.
    fn states(&self) -> [Option<StateColumn>; STATES] {
        let inside = |id| Some(StateColumn::Intervention(self.intervention(id)));
        let after = |exit| Some(StateColumn::Exit(position(exit)));
        [
            Some(StateColumn::Step(0, 0)),
            inside("short"),
            inside("middle"),
            inside("long"),
            Some(StateColumn::Open),
            after(ExitKind::Job),
            after(ExitKind::Studies),
            after(ExitKind::OtherBenefit),
            None,
        ]
    }

    /// Returns the columns of the events, in the order of the specialised loop.
    fn events(&self) -> [(&'static str, EventColumn); 12] {
        let start = |id| EventColumn::Start(self.intervention(id));
        let completion = |id| EventColumn::Completion(self.intervention(id));
        let exit = |kind| EventColumn::Exit(position(kind));
        [
            ("applications", EventColumn::NewApplication),
            ("returns", EventColumn::Return),
            ("open to waiting", exit(ExitKind::PaymentGap)),
            ("to job", exit(ExitKind::Job)),
            ("to studies", exit(ExitKind::Studies)),
            ("to other benefit", exit(ExitKind::OtherBenefit)),
            ("starts 1", start("short")),
            ("starts 2", start("middle")),
            ("starts 3", start("long")),
            ("completions 1", completion("short")),
            ("completions 2", completion("middle")),
            ("completions 3", completion("long")),
        ]
    }
}

/// Returns the position of an exit.
fn position(exit: ExitKind) -> usize {
    let mut all = ExitKind::ALL.iter();
    all.position(|kind| *kind == exit).unwrap_or(usize::MAX)
}
