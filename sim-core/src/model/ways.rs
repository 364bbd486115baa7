//! Ways of working with one draw's numbers in place.

use crate::compile::plan::{Num, Plan, StepPlan};
use crate::luck::Purpose;
use crate::math::ln_1p;
use crate::model::length::Length;
use crate::model::levers::WayInTime;
use crate::model::pools::{Need, Supply, needs, supply};
use crate::model::purposes::{Purposes, StepPurposes};
use crate::scenario::design::{Allocation, AppliesTo};
use crate::units::DAYS_PER_MONTH;

#[derive(Debug, PartialEq)]
pub(crate) struct StepModel {
    pub(crate) wait: Length,
    pub(crate) search_ratio: f64,
    pub(crate) withdrawal_share: f64,
    pub(crate) lost_share: f64,
    pub(crate) benefit_paid: bool,
    pub(crate) on_return: bool,
    pub(crate) on_call_in: bool,
    pub(crate) luck: StepPurposes,
    pub(crate) needs: Vec<Need>,
}

/// Why a household is in intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intake {
    First,
    Return,
    CalledIn,
}

impl StepModel {
    /// Returns whether an intake of that kind goes through the step.
    #[inline]
    pub(crate) fn is_passed_by(&self, intake: Intake) -> bool {
        match intake {
            Intake::First => true,
            Intake::Return => self.on_return,
            Intake::CalledIn => self.on_call_in,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ReviewModel {
    pub(crate) every_days: f64,
    pub(crate) finds_lost: Often,
    pub(crate) offers_menu: Often,
    /// Whether it needs a slot or a post.
    pub(crate) asks: bool,
}

/// How often a review does what it may do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Often {
    Never,
    Sometimes {
        /// Mean of the exponential whose whole part is how many reviews pass before.
        mean: f64,
    },
    Always,
}

impl Often {
    fn share(share: f64) -> Self {
        if share <= 0.0 {
            Self::Never
        } else if share >= 1.0 {
            Self::Always
        } else {
            Self::Sometimes {
                mean: -1.0 / ln_1p(-share),
            }
        }
    }
}

/// What the menu holds for a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Alternative {
    /// Intervention; none where the case stays open.
    pub(crate) to: Option<usize>,
    pub(crate) one_over_weight: f64,
    pub(crate) noise: Purpose,
    /// Luck of its fit; that of the noise, and never drawn, where the case stays open.
    pub(crate) fit: Purpose,
}

#[derive(Debug)]
pub(crate) struct WayModel {
    pub(crate) steps: Vec<StepModel>,
    /// By segment, the likeliest first.
    pub(crate) menu: Vec<Vec<Alternative>>,
    pub(crate) match_quality: f64,
    pub(crate) fit_slope: f64,
    pub(crate) programme: Option<(Length, Option<usize>)>,
    pub(crate) review: Option<ReviewModel>,
    pub(crate) share: f64,
    pub(crate) allocation: Allocation,
    pub(crate) segments: Vec<bool>,
    pub(crate) consent_share: f64,
    pub(crate) calls_in: bool,
    pub(crate) call_in_days: f64,
    /// Days from the start.
    pub(crate) go_live: f64,
    pub(crate) gone: f64,
    pub(crate) ramp_up_days: f64,
    pub(crate) volume_share: f64,
    pub(crate) entry_ratio: Option<Vec<f64>>,
    /// What a review needs of pools.
    pub(crate) review_needs: Vec<Need>,
    /// By pool: from which day, how much there is.
    pub(crate) supply: Vec<Vec<Supply>>,
}

impl WayModel {
    /// Returns whether a segment meets the same menu, reviews and rule of who is taken on.
    pub(crate) fn treats_same(&self, other: &Self, segment: usize) -> bool {
        let choice = |way: &Self| (way.match_quality, way.fit_slope, way.programme, way.review);
        let volume = |way: &Self| (way.volume_share, way.ramp_up_days, way.go_live, way.gone);
        let who = |way: &Self| (way.share, way.allocation, way.consent_share);
        self.menu[segment] == other.menu[segment]
            && choice(self) == choice(other)
            && volume(self) == volume(other)
            && who(self) == who(other)
            && self.segments[segment] == other.segments[segment]
    }
}

fn step_model(step: &StepPlan, luck: StepPurposes, values: &[f64]) -> StepModel {
    StepModel {
        wait: Length::of(&step.wait, values),
        search_ratio: step.search_ratio.of(values),
        withdrawal_share: step.withdrawal_share.map_or(0.0, |share| share.of(values)),
        lost_share: step.lost_share.map_or(0.0, |share| share.of(values)),
        benefit_paid: step.benefit_paid,
        on_return: step.on_return,
        on_call_in: step.on_call_in,
        luck,
        needs: needs(&step.needs, values),
    }
}

fn alternatives(
    menu: &[(Option<usize>, Num)],
    purposes: &Purposes,
    values: &[f64],
) -> Vec<Alternative> {
    let luck_of = |to: Option<usize>| match to {
        Some(at) => {
            let of = &purposes.interventions[at];
            (of.noise, of.fit)
        }
        None => (purposes.no_intervention, purposes.no_intervention),
    };
    let mut alternatives: Vec<Alternative> = menu
        .iter()
        .map(|(to, weight)| (*to, weight.of(values)))
        .filter(|(_, weight)| *weight > 0.0)
        .map(|(to, weight)| {
            let (noise, fit) = luck_of(to);
            Alternative {
                to,
                one_over_weight: 1.0 / weight,
                noise,
                fit,
            }
        })
        .collect();
    // The order decides nothing but how soon the others are out of the race.
    alternatives.sort_by(|a, b| a.one_over_weight.total_cmp(&b.one_over_weight));
    alternatives
}

/// Returns a way under a draw's values.
pub(crate) fn way_model(
    plan: &Plan,
    purposes: &Purposes,
    way_idx: usize,
    time: &WayInTime<'_>,
) -> WayModel {
    let way = &plan.ways[way_idx];
    let values = time.values;
    let gone = if time.gone_month == usize::MAX {
        f64::INFINITY
    } else {
        time.gone_month as f64 * DAYS_PER_MONTH
    };
    let review_needs = way
        .review
        .as_ref()
        .map_or_else(Vec::new, |review| needs(&review.needs, values));
    WayModel {
        steps: way
            .steps
            .iter()
            .zip(&purposes.steps[way_idx])
            .map(|(step, luck)| step_model(step, *luck, values))
            .collect(),
        menu: way
            .menu
            .iter()
            .map(|menu| alternatives(menu, purposes, values))
            .collect(),
        match_quality: way.match_quality.of(values),
        fit_slope: way.fit_slope.of(values),
        programme: way
            .programme
            .as_ref()
            .map(|p| (Length::of(&p.length, values), p.last)),
        review: way.review.as_ref().map(|review| ReviewModel {
            every_days: review.every_days.of(values).max(0.01),
            finds_lost: Often::share(review.finds_lost_share.of(values)),
            offers_menu: Often::share(review.offers_menu_share.of(values)),
            asks: !review_needs.is_empty(),
        }),
        share: way.treated.share.of(values),
        allocation: way.treated.allocation,
        segments: way.treated.segments.clone(),
        consent_share: way.treated.consent_share.of(values),
        calls_in: way.treated.applies_to == AppliesTo::All,
        call_in_days: way.treated.call_in_months.of(values) * DAYS_PER_MONTH,
        go_live: time.go_live_month as f64 * DAYS_PER_MONTH,
        gone,
        ramp_up_days: way.ramp_up_months.of(values) * DAYS_PER_MONTH,
        volume_share: if plan.adjustments.volume {
            way.volume_share.of(values)
        } else {
            1.0
        },
        entry_ratio: way
            .entry_ratio
            .as_ref()
            .map(|all| all.iter().map(|r| r.of(values)).collect()),
        review_needs,
        supply: (0..plan.pools.len())
            .map(|pool| supply(plan, way_idx, pool, (gone, values)))
            .collect(),
    }
}
