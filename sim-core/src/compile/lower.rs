//! Households: segments, hazards, exits, interventions, inflow, stock, lists, world, probes.

use std::sync::Arc;

use crate::compile::plan::{
    Course, ExitPlan, HazardPlan, InflowPlan, InterventionPlan, LabourPlan, LeavePlan, Length,
    ListPlan, N_EXITS, Num, ProbePlan, ReformPlan, SegmentPlan, StockPlan,
};
use crate::compile::slots::Slots;
use crate::scenario::Scenario;
use crate::scenario::exits::{Exit, ExitKind};
use crate::scenario::hazard::{Hazard, Since};
use crate::scenario::households::{BeginsIn, Segment};
use crate::scenario::intervention::Intervention;
use crate::scenario::money::ProbeFrom;
use crate::scenario::number::{Variation, Varying};
use crate::scenario::text::{CalendarMonth, Ref};
use crate::units::{DAYS_PER_MONTH, Unit, UnitKind};

/// Returns the position of an exit, if the word is one.
pub(crate) fn exit_at(id: &str) -> Option<usize> {
    ExitKind::from_word(id).and_then(|kind| ExitKind::ALL.iter().position(|known| *known == kind))
}

/// Returns which segments a list of ids names; all when it names none.
pub(crate) fn segments_named(scenario: &Scenario, refs: &[Ref]) -> Vec<bool> {
    scenario
        .segment
        .ids()
        .map(|id| refs.is_empty() || refs.iter().any(|r| r.id == id))
        .collect()
}

/// Returns which exits a list of ids names; the given ones when it names none.
pub(crate) fn exits_named(refs: &[Ref], otherwise: &[ExitKind]) -> [bool; N_EXITS] {
    std::array::from_fn(|at| {
        let kind = ExitKind::ALL[at];
        if refs.is_empty() {
            otherwise.contains(&kind)
        } else {
            refs.iter().any(|r| r.id == kind.word())
        }
    })
}

/// Returns how many months after the start a month lies; 0 before it.
pub(crate) fn month_at(scenario: &Scenario, month: Option<CalendarMonth>) -> usize {
    month.map_or(0, |month| {
        month.months_after(scenario.about.start).max(0) as usize
    })
}

/// Returns a length of time in days.
pub(crate) fn length<U: Unit>(slots: &mut Slots<'_>, varying: &Varying<U>) -> Length {
    let scale = match U::KIND {
        UnitKind::Months => DAYS_PER_MONTH,
        _ => 1.0,
    };
    match varying {
        Varying::Same(number) => Length::Same(slots.num(number).times(scale)),
        Varying::Varies(table) => {
            let cited = (table.source.as_ref(), table.grade, table.note.as_ref());
            slots.cited(cited, |slots| variation(slots, &table.varies, scale))
        }
    }
}

fn variation(slots: &mut Slots<'_>, variation: &Variation, scale: f64) -> Length {
    if let Some(shape) = &variation.lognormal {
        let mut num = |number: &Option<_>| slots.num_or(number.as_ref(), 0.0).times(scale);
        return match (&shape.median, &shape.mean) {
            (Some(_), _) => Length::LogNormalMedian {
                median: num(&shape.median),
                p90: num(&shape.p90),
            },
            _ => Length::LogNormalMean {
                mean: num(&shape.mean),
                sd: num(&shape.sd),
            },
        };
    }
    if let Some(shape) = &variation.exponential {
        return Length::Exponential(slots.num(&shape.mean).times(scale));
    }
    if let Some(shape) = &variation.uniform {
        let (min, max) = (
            slots.num(&shape.min).times(scale),
            slots.num(&shape.max).times(scale),
        );
        return Length::Uniform { min, max };
    }
    match &variation.weibull {
        Some(shape) => Length::Weibull {
            shape: slots.num(&shape.shape),
            scale: slots.num(&shape.scale).times(scale),
        },
        None => Length::Same(Num::known(0.0)),
    }
}

/// Returns a hazard's course, per day.
pub(crate) fn course(slots: &mut Slots<'_>, hazard: &Hazard) -> Course {
    let per_day = 1.0 / DAYS_PER_MONTH;
    if let Some(rate) = &hazard.per_month {
        return Course::Constant(slots.num(rate).times(per_day));
    }
    if let Some(weibull) = &hazard.weibull {
        let scale = slots.num(&weibull.scale_months).times(DAYS_PER_MONTH);
        return Course::Weibull {
            shape: slots.num(&weibull.shape),
            scale,
        };
    }
    if !hazard.pieces.is_empty() {
        let piece = |(at, piece): (usize, &crate::scenario::hazard::Piece)| {
            // The first begins at 0, as the checks see to: nothing that could be otherwise.
            let from = match at {
                0 => Num::known(0.0),
                _ => slots.num(&piece.from_month).times(DAYS_PER_MONTH),
            };
            (from, slots.num(&piece.per_month).times(per_day))
        };
        return Course::Pieces(hazard.pieces.iter().enumerate().map(piece).collect());
    }
    let month = |(at, rate)| {
        (
            Num::known(at as f64 * DAYS_PER_MONTH),
            slots.num(rate).times(per_day),
        )
    };
    Course::Pieces(
        hazard
            .table_per_month
            .iter()
            .enumerate()
            .map(month)
            .collect(),
    )
}

/// Returns the segments.
pub(crate) fn segments(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<SegmentPlan> {
    scenario
        .segment
        .iter()
        .map(|(id, segment)| segment_plan(slots, id, segment))
        .collect()
}

fn segment_plan(slots: &mut Slots<'_>, id: &str, segment: &Segment) -> SegmentPlan {
    let mut hazards: [Option<HazardPlan>; N_EXITS] = Default::default();
    for (exit, hazard) in segment.hazard.iter() {
        if let Some(at) = exit_at(exit) {
            let since = hazard.since.unwrap_or(Since::Spell);
            hazards[at] = Some(HazardPlan {
                course: course(slots, hazard),
                since,
            });
        }
    }
    SegmentPlan {
        id: Arc::from(id),
        share_of_new: slots.num(&segment.share_of_new),
        share_of_stock: segment
            .share_of_stock
            .as_ref()
            .map(|share| slots.num(share)),
        two_adults_share: slots.num_or(segment.two_adults_share.as_ref(), 0.0),
        benefit_ratio: slots.num_or(segment.benefit_ratio.as_ref(), 1.0),
        benefit_cv: slots.num_or(segment.benefit_cv_ratio.as_ref(), 0.0),
        benefit_steps: segment
            .benefit_by_month
            .iter()
            .map(|step| {
                (
                    slots.num(&step.from_month).times(DAYS_PER_MONTH),
                    slots.num(&step.ratio),
                )
            })
            .collect(),
        readiness_sd: slots.num_or(segment.readiness_sd.as_ref(), 0.0),
        hazards,
    }
}

/// Returns what happens after each exit, by position.
pub(crate) fn exits(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<ExitPlan> {
    ExitKind::ALL
        .iter()
        .map(|kind| {
            scenario
                .exit
                .get(kind.word())
                .map_or_else(ExitPlan::default, |exit| exit_plan(slots, exit))
        })
        .collect()
}

fn exit_plan(slots: &mut Slots<'_>, exit: &Exit) -> ExitPlan {
    let leave = exit
        .comes_back
        .as_ref()
        .and_then(|back| match (&back.hazard, &back.after_days) {
            (Some(hazard), _) => Some(LeavePlan::Hazard(course(slots, hazard))),
            (None, Some(after)) => Some(LeavePlan::After(length(slots, after))),
            (None, None) => None,
        });
    let part_benefit = match (&exit.part_benefit_share, &exit.part_benefit_left_share) {
        (Some(share), Some(left)) => Some((slots.num(share), slots.num(left))),
        _ => None,
    };
    ExitPlan {
        leave,
        ends_in: in_order_of_ids(
            exit.ends_in
                .iter()
                .filter_map(|(to, s)| Some((to, (exit_at(to)?, slots.num(s))))),
        ),
        part_benefit,
        benefit_left_days: exit
            .benefit_left_months
            .as_ref()
            .map(|months| slots.num(months).times(DAYS_PER_MONTH)),
        second_adult_left: exit
            .second_adult_left_share
            .as_ref()
            .map(|left| slots.num(left)),
        without_intake: exit.returns_without_intake.unwrap_or(false),
    }
}

/// Returns alternatives in the order of their ids: one lot decides between them, so the order
/// in which the author wrote them must not show.
fn in_order_of_ids<'s, T>(alternatives: impl Iterator<Item = (&'s str, T)>) -> Vec<T> {
    let mut alternatives: Vec<(&str, T)> = alternatives.collect();
    alternatives.sort_by_key(|(id, _)| *id);
    alternatives.into_iter().map(|(_, it)| it).collect()
}

/// Returns the interventions.
pub(crate) fn interventions(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<InterventionPlan> {
    scenario
        .intervention
        .iter()
        .map(|(id, of)| intervention_plan(slots, scenario, id, of))
        .collect()
}

fn intervention_plan(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    id: &str,
    of: &Intervention,
) -> InterventionPlan {
    InterventionPlan {
        id: Arc::from(id),
        duration: length(slots, &of.duration_days),
        lock_in: slots.num_or(of.lock_in_ratio.as_ref(), 1.0),
        drop_out_per_day: of
            .drop_out_per_month
            .as_ref()
            .map(|rate| slots.num(rate).times(1.0 / DAYS_PER_MONTH)),
        benefit_share: slots.num_or(of.benefit_share.as_ref(), 1.0),
        effect_ratio: of.effect_ratio.as_ref().map(|ratio| slots.num(ratio)),
        outcome: of
            .outcome_share
            .iter()
            .filter_map(|(to, s)| Some((exit_at(to)?, slots.num(s))))
            .collect(),
        then: in_order_of_ids(of.then.iter().filter_map(|(to, share)| {
            let at = scenario.intervention.position(to)?;
            Some((to, (at, slots.num(share))))
        })),
        after_effect: of.after_effect.as_ref().map(|after| {
            (
                slots.num(&after.hazard_ratio),
                slots.num(&after.months).times(DAYS_PER_MONTH),
            )
        }),
        needs: Vec::new(),
    }
}

/// Returns new applications.
pub(crate) fn inflow(slots: &mut Slots<'_>, scenario: &Scenario) -> Option<InflowPlan> {
    let inflow = scenario.inflow.as_ref()?;
    Some(InflowPlan {
        per_month: slots.num(&inflow.per_month),
        season: inflow
            .season_ratio
            .iter()
            .map(|ratio| slots.num(ratio))
            .collect(),
        trend_per_year: slots.num_or(inflow.trend_per_year.as_ref(), 0.0),
    })
}

/// Returns the stock: present unless the scenario says not, or has no inflow to grow it.
pub(crate) fn stock(slots: &mut Slots<'_>, scenario: &Scenario) -> StockPlan {
    let Some(stock) = &scenario.stock else {
        return StockPlan {
            present: scenario.inflow.is_some(),
            ..StockPlan::default()
        };
    };
    StockPlan {
        households: stock.households.as_ref().map(|number| slots.num(number)),
        warm_up_years: stock.warm_up_years.as_ref().map(|years| slots.num(years)),
        present: stock.present.unwrap_or(true),
    }
}

/// Returns the closed lists.
pub(crate) fn lists(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<ListPlan> {
    scenario
        .list
        .iter()
        .map(|(id, list)| ListPlan {
            id: Arc::from(id),
            households: slots.num(&list.households),
            starts_month: month_at(scenario, list.starts),
            segment_share: scenario
                .segment
                .ids()
                .map(|segment| slots.num_or(list.segment_share.get(segment), 0.0))
                .collect(),
            behind: list
                .months_on_assistance
                .as_ref()
                .map(|months| length(slots, months)),
            begins_in: list.begins_in.unwrap_or(BeginsIn::Open),
        })
        .collect()
}

/// Returns the labour market.
pub(crate) fn labour(slots: &mut Slots<'_>, scenario: &Scenario) -> Option<LabourPlan> {
    let market = scenario.labour_market.as_ref()?;
    Some(LabourPlan {
        sd: slots.num(&market.sd),
        persistence_per_year: slots.num(&market.persistence_per_year),
        exits: exits_named(&market.exits, &[ExitKind::Job]),
    })
}

/// Returns the reforms.
pub(crate) fn reforms(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<ReformPlan> {
    scenario
        .reform
        .values()
        .map(|reform| ReformPlan {
            from_month: month_at(scenario, Some(reform.from)),
            benefit_ratio: slots.num_or(reform.benefit_ratio.as_ref(), 1.0),
            hazard_ratio: slots.num_or(reform.hazard_ratio.as_ref(), 1.0),
            entry_ratio: slots.num_or(reform.entry_ratio.as_ref(), 1.0),
            segments: segments_named(scenario, &reform.segments),
            exits: exits_named(&reform.exits, &[ExitKind::Job, ExitKind::Studies]),
        })
        .collect()
}

/// Returns the probes.
pub(crate) fn probes(scenario: &Scenario) -> Vec<ProbePlan> {
    scenario
        .probe
        .iter()
        .map(|(id, probe)| ProbePlan {
            id: Arc::from(id),
            list: probe
                .list
                .as_ref()
                .and_then(|list| scenario.list.position(&list.id)),
            intervention: probe.intervention.as_ref().and_then(|intervention| {
                let at = scenario.intervention.position(&intervention.id)?;
                Some((at, probe.from.unwrap_or(ProbeFrom::Start)))
            }),
            after_months: match &probe.after_months.amount {
                crate::scenario::number::Amount::Fixed(months) => *months as u32,
                _ => 0,
            },
        })
        .collect()
}
