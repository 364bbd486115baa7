//! Cases as a municipality would have recorded them: the same lives, written down stay by stay.
//!
//! A recorder like that of the tallies; the loop that makes lives knows nothing of it.

use crate::compile::plan::{BenefitPlan, Plan};
use crate::engine::application::Application;
use crate::engine::arrivals::{Arrivals, new_applications};
use crate::engine::draw::{prepare, warm_up_of};
use crate::engine::life::{Life, Phase, Recorder};
use crate::engine::stock::{grown_stock, stock};
use crate::luck::{Layer, cohort_key};
use crate::model::facts::{Any, Facts, Given};
use crate::model::lanes::Place;
use crate::model::purposes::Purposes;
use crate::model::ways::Intake;
use crate::model::whole::Model;
use crate::scenario::exits::ExitKind;
use crate::tally::layout::Happening;
use crate::units::DAYS_PER_MONTH;

/// Months a year in which a household with any payment is paid, where only the year's sum is known.
///
/// Socialstyrelsen, annual statistics 2011 to 2013: 6.6.
const PAID_MONTHS_A_YEAR: f64 = 6.6;

/// One case: a stay on assistance, or an application that came to none. Times are days from the start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SimulatedCase {
    /// Whose, from 0.
    pub household: u32,
    /// Position of the segment.
    pub segment: usize,
    /// The application; none where a return reopened a case.
    pub application: Option<f64>,
    /// The end of the first intake step.
    pub decision: Option<f64>,
    /// When assistance began.
    pub start: Option<f64>,
    /// When it ended; none where it had not at the horizon.
    pub end: Option<f64>,
    /// How.
    pub exit: Option<ExitKind>,
    /// What was paid, in SEK.
    pub paid_sek: f64,
}

/// Returns the cases of one cohort under `today`, at the central values of all numbers: stays that were
/// under way at the start, and all that began until the horizon.
///
/// Limited places and pools count as unlimited. Closed lists are left out.
pub fn simulated_cases(plan: &Plan, seed: u64) -> Vec<SimulatedCase> {
    let values = plan.numbers.central();
    let purposes = Purposes::new(plan);
    let world = cohort_key(seed, 0, Layer::World, 0);
    let cohort = cohort_key(seed, 0, Layer::Household, 0);
    let model = Model::new(plan, &purposes, &values, world).without_limits();
    let model = Given::<Any>::new(&model);
    let arrivals = Arrivals::new(plan, &values);
    let luck = (cohort, values.as_slice());
    let warm_up_years = warm_up_of(plan, &prepare(plan, &[0]), &values);
    let horizon = plan.calendar.n_months as f64 * DAYS_PER_MONTH;
    let sek_per_day = match plan.money.benefit {
        BenefitPlan::PerDay(sek) => sek.of(&values),
        BenefitPlan::PerHouseholdYear(sek) => {
            sek.of(&values) / (PAID_MONTHS_A_YEAR * DAYS_PER_MONTH)
        }
    };
    let ratios = plan.segments.iter().map(|s| s.benefit_ratio.of(&values));
    let mut cases = Cases {
        done: Vec::new(),
        open: None,
        household: 0,
        steps: 0,
        sek_per_day: ratios.map(|ratio| ratio * sek_per_day).collect(),
    };
    let known = stock(model, arrivals.as_ref(), luck, |arrivals| {
        grown_stock(model, arrivals, cohort, warm_up_years)
    });
    for mut life in known {
        cases.begin_known(&life);
        life.live(model, 0, horizon, &mut cases);
        cases.finish();
    }
    if let Some(arrivals) = &arrivals {
        let mut life = Life::new(model, Application::of_nobody(cohort));
        new_applications(model, arrivals, luck, &[0], horizon, |who, applies, _| {
            if applies.contains(&true) {
                life.becomes(model, who);
                cases.happened(&life, Happening::NewApplication);
                life.apply(model, 0, Intake::First, &mut cases);
                life.live(model, 0, horizon, &mut cases);
                cases.finish();
            }
        });
    }
    cases.done
}

/// Writes lives down as cases.
struct Cases {
    done: Vec<SimulatedCase>,
    open: Option<SimulatedCase>,
    household: u32,
    /// Intake steps that the open case has come to.
    steps: u32,
    /// By segment, at the household's own level one.
    sek_per_day: Vec<f64>,
}

impl Cases {
    fn begin(&mut self, life: &Life, application: Option<f64>) {
        self.steps = 0;
        self.open = Some(SimulatedCase {
            household: self.household,
            segment: life.segment,
            application,
            decision: None,
            start: None,
            end: None,
            exit: None,
            paid_sek: 0.0,
        });
    }

    /// Begins with a household of the stock: its stay began before the start.
    fn begin_known(&mut self, life: &Life) {
        if matches!(life.phase, Phase::Exit(_)) {
            return;
        }
        self.begin(life, Some(life.spell_start));
        let before = (0.0 - life.spell_start) * life.benefit * self.sek_per_day[life.segment];
        if let Some(case) = &mut self.open {
            case.start = Some(life.spell_start);
            case.paid_sek = before;
        }
        self.steps = u32::from(matches!(life.phase, Phase::Step { .. }));
    }

    fn finish(&mut self) {
        self.done.extend(self.open.take());
        self.household += 1;
    }
}

impl Recorder for Cases {
    fn stay<F: Facts>(
        &mut self,
        _: Given<'_, F>,
        life: &Life,
        place: &Place,
        (from, to): (f64, f64),
    ) {
        let Some(case) = self.open.as_mut().filter(|_| !place.is_away) else {
            return;
        };
        let is_undecided = self.steps <= 1 && matches!(life.phase, Phase::Step { .. });
        if case.decision.is_none() && case.application.is_some() && !is_undecided {
            // Those known at the start were decided about before, nobody knows when.
            case.decision = Some(from).filter(|_| from > 0.0 || case.start.is_none());
        }
        let share = life.benefit_share(place);
        if share > 0.0 {
            case.start = case.start.or(Some(from));
            let days = to - from.max(0.0);
            case.paid_sek += days.max(0.0) * share * life.benefit * self.sek_per_day[life.segment];
        }
    }

    fn happened(&mut self, life: &Life, what: Happening) {
        match what {
            Happening::NewApplication | Happening::Return => self.begin(life, Some(life.now)),
            Happening::Reopened => self.begin(life, None),
            Happening::Step(..) => self.steps += 1,
            Happening::Exit(exit) => {
                if let Some(mut case) = self.open.take() {
                    case.end = Some(life.now);
                    case.exit = ExitKind::ALL.get(exit).copied();
                    self.done.push(case);
                }
            }
            _ => {}
        }
    }
}
