//! Money: flows, growth, staff, what designs cost.

use std::sync::Arc;

use crate::compile::lower::{exit_at, month_at, segments_named};
use crate::compile::lower_designs::ordered;
use crate::compile::plan::{
    BenefitPlan, DesignCostPlan, EventColumn, FlowBasis, FlowPlan, LimitedPlan, MinutesBasis,
    MinutesPlan, MoneyPlan, Num, PostsPlan, ProfessionPlan, RunningPlan, SetUpPlan, StateColumn,
};
use crate::compile::slots::Slots;
use crate::scenario::Scenario;
use crate::scenario::design::Design;
use crate::scenario::exits::ExitKind;
use crate::scenario::money::{Account, Benefit, Displacement, Flow, FlowKind};
use crate::scenario::staff::{Booking, MinutesBy, OverCapacity};
use crate::scenario::text::Ref;
use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// Posts of one day a week.
const FTE_PER_DAY_A_WEEK: f64 = 0.2;
/// Hours a full-time post works in a year where nothing is written.
const HOURS_PER_YEAR: f64 = 1_700.0;
/// The loss whose probability is reported where nothing is written.
const LARGE_LOSS_SEK: f64 = 1_000_000.0;

/// Returns money, and the limited columns its flows need.
pub(crate) fn money(slots: &mut Slots<'_>, scenario: &Scenario) -> (MoneyPlan, Vec<LimitedPlan>) {
    let of = scenario.money.as_ref();
    let inflation = slots.num_or(of.and_then(|of| of.inflation_per_year.as_ref()), 0.0);
    let growth_per_year = FlowKind::ALL
        .iter()
        .map(|kind| {
            let written = of.and_then(|of| of.growth_per_year.get(kind.word()));
            written.map_or(inflation, |number| slots.num(number))
        })
        .collect();
    let mut limited = Vec::new();
    let flows = flows(slots, scenario, &mut limited);
    let on = |switch: Option<bool>, otherwise: bool| switch.unwrap_or(otherwise);
    let switches = scenario.adjustments.as_ref();
    let displacement = scenario
        .displacement
        .as_ref()
        .filter(|_| on(switches.and_then(|s| s.displacement), true))
        .map(|of| displacement(slots, of, (&flows, &limited)));
    let optimism = scenario
        .optimism
        .as_ref()
        .filter(|_| on(switches.and_then(|s| s.optimism), false))
        .map(|of| [&of.effect_ratio, &of.set_up_ratio].map(|ratio| slots.num(ratio)));
    let has_tax = flows.iter().any(|flow| flow.equalised);
    let retained = of.and_then(|of| of.retained_tax_share.as_ref());
    let retained_tax_share = slots.num_or(retained.filter(|_| has_tax), 1.0);
    let plan = MoneyPlan {
        benefit: benefit(slots, &scenario.benefit),
        price_year: scenario.about.price_year,
        flows,
        growth_per_year,
        inflation_per_year: inflation,
        discount_per_year: slots.num_or(of.and_then(|of| of.discount_per_year.as_ref()), 0.0),
        retained_tax_share,
        professions: professions(slots, scenario),
        minutes: minutes(slots, scenario),
        designs: ordered(scenario)
            .into_iter()
            .map(|(_, d)| cost(slots, scenario, d))
            .collect(),
        displacement,
        optimism,
        large_loss_sek: slots.num_or(of.and_then(|of| of.large_loss_sek.as_ref()), LARGE_LOSS_SEK),
    };
    (plan, limited)
}

/// Returns the shares of displacement; that on unemployment insurance is a number of the
/// scenario only where some flow is paid for days there.
fn displacement(
    slots: &mut Slots<'_>,
    of: &Displacement,
    (flows, limited): (&[FlowPlan], &[LimitedPlan]),
) -> [Num; 3] {
    let insured = StateColumn::Exit(ExitKind::UnemploymentInsurance as usize);
    let is_insured = |column: &StateColumn| match column {
        StateColumn::Limited(at) => limited[*at].state == insured,
        column => *column == insured,
    };
    let is_paid = flows
        .iter()
        .any(|flow| matches!(&flow.basis, FlowBasis::PerDay(columns, _) if columns.iter().any(is_insured)));
    let on_insurance = Some(&of.on_unemployment_insurance_share).filter(|_| is_paid);
    [
        slots.num(&of.share),
        slots.num(&of.on_assistance_share),
        slots.num_or(on_insurance, 0.0),
    ]
}

/// Returns the benefit in the meaning its author gave it.
fn benefit(slots: &mut Slots<'_>, benefit: &Benefit) -> BenefitPlan {
    if let Some(month) = &benefit.sek_per_month_on_assistance {
        return BenefitPlan::PerDay(slots.num(month).times(1.0 / DAYS_PER_MONTH));
    }
    if let Some(year) = &benefit.sek_per_year_on_assistance {
        return BenefitPlan::PerDay(slots.num(year).times(1.0 / DAYS_PER_YEAR));
    }
    BenefitPlan::PerHouseholdYear(slots.num_or(benefit.sek_per_year_any_payment.as_ref(), 0.0))
}

fn flows(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    limited: &mut Vec<LimitedPlan>,
) -> Vec<FlowPlan> {
    // A share of a flow stands after the flow it is a share of.
    let mut order: Vec<&str> = Vec::new();
    while order.len() < scenario.flow.len() {
        let before = order.len();
        for (id, flow) in scenario.flow.iter() {
            let waits = flow
                .share_of
                .as_ref()
                .is_some_and(|s| !order.contains(&s.flow.id.as_str()));
            if !waits && !order.contains(&id) {
                order.push(id);
            }
        }
        if order.len() == before {
            break;
        }
    }
    order
        .iter()
        .filter_map(|id| scenario.flow.get(id).map(|flow| (id, flow)))
        .map(|(id, flow)| FlowPlan {
            id: Arc::from(*id),
            payer: flow.payer,
            receiver: flow.receiver,
            kind: flow.kind,
            basis: basis(slots, scenario, flow, (&order, limited)),
            segments: segments_named(scenario, &flow.segments),
            equalised: flow.equalised.unwrap_or(false),
        })
        .collect()
}

fn basis(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    flow: &Flow,
    (order, limited): (&[&str], &mut Vec<LimitedPlan>),
) -> FlowBasis {
    if let Some(share) = &flow.share_of {
        let at = order
            .iter()
            .position(|id| *id == share.flow.id)
            .unwrap_or(0);
        let num = slots.num(&share.share);
        return FlowBasis::ShareOf(at, slots.titled(num, flow.title.as_ref()));
    }
    if let Some(each) = &flow.sek_each {
        let events = flow
            .at
            .iter()
            .filter_map(|of| event(scenario, of))
            .collect();
        let num = slots.num(each);
        return FlowBasis::Each(events, slots.titled(num, flow.title.as_ref()));
    }
    let per_month = slots.num_or(flow.sek_per_month.as_ref(), 0.0);
    let per_day = slots
        .titled(per_month, flow.title.as_ref())
        .times(1.0 / DAYS_PER_MONTH);
    let states = flow.while_in.iter().filter_map(|of| state(scenario, of));
    let Some(first) = &flow.first_months else {
        return FlowBasis::PerDay(states.collect(), per_day);
    };
    let days = slots.num(first).times(DAYS_PER_MONTH);
    let columns = states
        .map(|state| {
            limited.push(LimitedPlan { state, days });
            StateColumn::Limited(limited.len() - 1)
        })
        .collect();
    FlowBasis::PerDay(columns, per_day)
}

fn state(scenario: &Scenario, of: &Ref) -> Option<StateColumn> {
    let intervention = scenario
        .intervention
        .position(&of.id)
        .map(StateColumn::Intervention);
    intervention
        .or_else(|| exit_at(&of.id).map(StateColumn::Exit))
        .or(match of.id.as_str() {
            "open" => Some(StateColumn::Open),
            "lost" => Some(StateColumn::Lost),
            _ => None,
        })
}

fn event(scenario: &Scenario, of: &Ref) -> Option<EventColumn> {
    let intervention = scenario
        .intervention
        .position(&of.id)
        .map(EventColumn::Start);
    intervention.or_else(|| exit_at(&of.id).map(EventColumn::Exit))
}

fn professions(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<ProfessionPlan> {
    // What a new post costs is a number of the scenario only where some design has one.
    let has_new_post = |id: &str| {
        let mut posts = scenario.design.values().flat_map(|d| d.posts.values());
        posts.any(|of| of.booking == Booking::New && of.profession.id == id)
    };
    scenario
        .staff
        .iter()
        .map(|(id, of)| ProfessionPlan {
            id: Arc::from(id),
            employer: of.employer,
            sek_per_year_new: slots.num_or(
                of.sek_per_year_new.as_ref().filter(|_| has_new_post(id)),
                0.0,
            ),
            sek_per_year_reallocated: slots.num(&of.sek_per_year_reallocated),
            hours_per_year: slots.num_or(of.hours_per_year.as_ref(), HOURS_PER_YEAR),
            available_fte: of.available_fte.as_ref().map(|fte| slots.num(fte)),
            over_capacity: of.over_capacity.unwrap_or(OverCapacity::Report),
        })
        .collect()
}

fn minutes(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<MinutesPlan> {
    let mut all = Vec::new();
    let mut add = |slots: &mut Slots<'_>, by: &MinutesBy, basis: MinutesBasis, scale: f64| {
        for (id, number) in by.iter() {
            if let Some(profession) = scenario.staff.position(id) {
                let minutes = slots.num(number).times(scale);
                all.push(MinutesPlan {
                    profession,
                    basis,
                    minutes,
                });
            }
        }
    };
    for (way, (_, design)) in ordered(scenario).into_iter().enumerate() {
        for (step, of) in design.intake.iter().enumerate() {
            add(
                slots,
                &of.minutes,
                MinutesBasis::Each(EventColumn::Step(way, step)),
                1.0,
            );
        }
        if let Some(review) = &design.review {
            add(
                slots,
                &review.minutes,
                MinutesBasis::Each(EventColumn::Review(way)),
                1.0,
            );
        }
    }
    for (at, of) in scenario.intervention.values().enumerate() {
        add(
            slots,
            &of.start_minutes,
            MinutesBasis::Each(EventColumn::Start(at)),
            1.0,
        );
        let per_day = MinutesBasis::PerDay(StateColumn::Intervention(at));
        add(slots, &of.minutes_per_month, per_day, 1.0 / DAYS_PER_MONTH);
    }
    all
}

fn cost(slots: &mut Slots<'_>, scenario: &Scenario, design: &Design) -> DesignCostPlan {
    let go_live = month_at(scenario, design.go_live);
    let posts = design
        .posts
        .values()
        .filter_map(|of| {
            let profession = scenario.staff.position(&of.profession.id)?;
            let employer = scenario
                .staff
                .get(&of.profession.id)
                .map_or(Account::Municipality, |p| p.employer);
            let fte = match (&of.fte, &of.days_per_week) {
                (Some(fte), _) => slots.num(fte),
                (None, days) => slots.num_or(days.as_ref(), 0.0).times(FTE_PER_DAY_A_WEEK),
            };
            Some(PostsPlan {
                profession,
                fte,
                booking: of.booking,
                payer: of.payer.unwrap_or(employer),
            })
        })
        .collect();
    let set_up = design
        .set_up
        .values()
        .map(|of| {
            let sek = slots.num(&of.sek);
            let before_go_live = go_live.saturating_sub(1);
            SetUpPlan {
                sek: slots.titled(sek, of.title.as_ref()),
                payer: of.payer,
                month: of
                    .month
                    .map_or(before_go_live, |month| month_at(scenario, Some(month))),
            }
        })
        .collect();
    let running = design
        .running
        .values()
        .map(|of| {
            let sek_per_month = slots.num(&of.sek_per_month);
            RunningPlan {
                sek_per_month: slots.titled(sek_per_month, of.title.as_ref()),
                payer: of.payer,
            }
        })
        .collect();
    DesignCostPlan {
        posts,
        set_up,
        running,
    }
}
