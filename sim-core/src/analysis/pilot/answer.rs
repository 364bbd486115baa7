//! A pilot, asked beside a comparison.

use crate::analysis::comparing::Comparing;
use crate::analysis::information::{FEWEST_DRAWS, known};
use crate::analysis::pilot::arms::OFFICE_SD;
use crate::analysis::pilot::course::{Lives, courses, smoothed};
use crate::analysis::pilot::settings::PilotSettings;
use crate::analysis::pilot::shows::{PILOTS, shows};
use crate::analysis::pilot::trial::looks;
use crate::analysis::pilot::worth::{Asking, months_tried};
use crate::engine::observer::Observer;
use crate::engine::run::RunError;
use crate::results::perspective::Perspective;
use crate::results::pilot::{Pilot, PilotAllocation, PilotOutcome};

/// Why no pilot can be simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPiloted {
    /// There are fewer draws than these.
    TooFewDraws {
        /// How many would do.
        draws_needed: u64,
    },
    /// The scenario has no new households, or no uncertain numbers that a pilot could tell about.
    NothingToLearn,
    /// The design is not among those compared.
    UnknownDesign {
        /// Its id.
        id: String,
        /// Those compared.
        known: Vec<String>,
    },
    /// Households cannot be followed for so long within the horizon.
    TooLong {
        /// The most months.
        most_months: u32,
    },
    /// The run failed.
    Run(RunError),
}

/// Households lived in each arm of a draw.
const HOUSEHOLDS: u32 = 1_000;

/// Returns what a pilot can show, and what deciding after it is worth, from the draws of a comparison.
///
/// Where the observer says stop, it rests on the draws whose households were lived until then.
///
/// # Errors
///
/// [`NotPiloted`].
pub fn pilot(
    comparing: &Comparing<'_>,
    settings: &PilotSettings,
    observer: &dyn Observer,
) -> Result<Pilot, NotPiloted> {
    let (frame, _, collected) = comparing.collected();
    let plan = frame.plan;
    let most_months = (plan.calendar.n_months as u32).saturating_sub(1);
    let enough = |draws: u64| match draws < FEWEST_DRAWS {
        true => Err(NotPiloted::TooFewDraws {
            draws_needed: FEWEST_DRAWS,
        }),
        false => Ok(()),
    };
    enough(collected.n_draws() as u64)?;
    let inflow = plan.inflow.as_ref().ok_or(NotPiloted::NothingToLearn)?;
    if settings.months == 0 || settings.months > most_months {
        return Err(NotPiloted::TooLong { most_months });
    }
    let designs: Vec<String> = frame.prepared.ways[1..]
        .iter()
        .map(|way| plan.ways[*way].id.to_string())
        .collect();
    let design = tried(settings, &designs)?;
    let months = months_tried(settings.months, most_months);
    let lives = Lives {
        draws: collected.n_draws() as u64,
        seed: comparing.seed(),
        threads: settings.threads,
        design: frame.prepared.ways[design + 1],
        looks: looks(&months, settings.months).into(),
        households: f64::from(HOUSEHOLDS),
    };
    let counted = courses(plan, &lives, observer).map_err(NotPiloted::Run)?;
    enough(counted.len() as u64)?;
    let of = |perspective| known(frame, collected, perspective).first(counted.len());
    let courses = smoothed(&counted, &of(settings.perspective).numbers);
    let asking = Asking {
        settings,
        seed: lives.seed,
        courses: &courses,
        months: &months,
        designs: designs.clone(),
    };
    let mut perspectives = vec![settings.perspective];
    let others = Perspective::SIDE_BY_SIDE.into_iter();
    perspectives.extend(others.filter(|other| *other != settings.perspective));
    let seen: Option<Vec<_>> = perspectives
        .into_iter()
        .map(|perspective| asking.seen_by(perspective, &of(perspective)))
        .collect();
    let outcomes = [
        PilotOutcome::OffAssistance,
        PilotOutcome::SelfSupport,
        PilotOutcome::TimeToSelfSupport,
    ];
    let build = settings.build();
    let per_month = inflow.per_month.of(&plan.numbers.central());
    let households = f64::from(settings.arms.0) + f64::from(settings.arms.1);
    Ok(Pilot {
        design: designs[design].clone(),
        arms: settings.arms,
        months: settings.months,
        allocation: settings.allocation,
        office_sd: (settings.allocation == PilotAllocation::ByOffice).then_some(OFFICE_SD),
        contamination_share: settings.contamination_share,
        drop_out_share: settings.drop_out_share,
        cost_sek: settings.cost_sek,
        cost_sek_per_household: settings.cost_sek_per_household,
        recruiting_months: (per_month > 0.0).then(|| households / per_month),
        draws: courses.len() as u64,
        pilots: courses.len() as u64 * u64::from(PILOTS),
        households_lived: u64::from(HOUSEHOLDS),
        decides_by: settings.outcome,
        shows: outcomes
            .map(|outcome| shows(&build, (&courses, settings.months), outcome, lives.seed))
            .to_vec(),
        seen: seen.ok_or(NotPiloted::NothingToLearn)?,
    })
}

/// Returns the position among those compared of the design that is tried.
fn tried(settings: &PilotSettings, designs: &[String]) -> Result<usize, NotPiloted> {
    let Some(id) = &settings.design else {
        return match designs.is_empty() {
            true => Err(NotPiloted::NothingToLearn),
            false => Ok(0),
        };
    };
    let position = designs.iter().position(|design| design == id);
    position.ok_or_else(|| NotPiloted::UnknownDesign {
        id: id.clone(),
        known: designs.to_vec(),
    })
}
