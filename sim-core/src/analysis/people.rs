//! What happens to households under one way of working, over draws.

use crate::analysis::collected::{Collected, PeopleSums};
use crate::analysis::columns::{PROBE_FIGURES, WayColumns};
use crate::analysis::one_draw::Frame;
use crate::analysis::series::{Counted, Series};
use crate::analysis::spread::{push_month, ratio, spread};
use crate::results::people::{
    EventSeries, People, ProbeResult, PublishedStatistics, StaffNeed, StateKind, StateSeries,
};
use crate::results::spread::MonthlySpread;
use crate::scenario::Scenario;
use crate::scenario::exits::ExitKind;
use crate::scenario::text::Bilingual;
use crate::units::TICKS_PER_MONTH;

/// Returns the people of one way of working.
pub(super) fn people(
    frame: &Frame<'_>,
    scenario: &Scenario,
    collected: &Collected,
    way: usize,
) -> People {
    let (sums, columns) = (&collected.people[way], &frame.columns.ways[way]);
    let (mut states, mut events) = (Vec::new(), Vec::new());
    let mut on_assistance = MonthlySpread::default();
    let (mut interventions, mut elsewhere) = (Vec::new(), Vec::new());
    let of = MonthsOf {
        frame,
        collected,
        way,
    };
    for (position, series) in frame.series[way].iter().enumerate() {
        if matches!(series.counted, Counted::Pool(..)) || !is_used(frame, collected, series) {
            continue;
        }
        let months = monthly(of, &[position], unit_of(series));
        if matches!(series.counted, Counted::State(StateKind::Intervention, _)) {
            interventions.push(position);
        }
        if is_elsewhere(series) {
            elsewhere.push(position);
        }
        match &series.counted {
            Counted::Paid => on_assistance = months,
            Counted::State(kind, _) => states.push(StateSeries {
                title: state_title(
                    scenario,
                    &frame.plan.ways,
                    (frame, way),
                    (*kind, &series.id),
                ),
                state: series.id.clone(),
                kind: *kind,
                households: months,
            }),
            Counted::Events(_) => events.push(EventSeries {
                event: series.id.clone(),
                count: months,
            }),
            Counted::Pool(..) => {}
        }
    }
    let marks = frame.columns.marks.iter().enumerate();
    People {
        on_assistance,
        in_interventions: monthly(of, &interventions, TICKS_PER_MONTH as f64),
        elsewhere: monthly(of, &elsewhere, TICKS_PER_MONTH as f64),
        states,
        events,
        months_with_payment: spread(collected.column(columns.months_with_payment)),
        job_months: spread(collected.column(columns.job_months)),
        self_support_at: marks
            .map(|(at, mark)| (*mark, spread(collected.column(columns.self_support + at))))
            .collect(),
        published: published(collected, sums, columns),
        queues: Vec::new(),
        staff: staff(frame, scenario, collected, way),
        probes: probes(frame, scenario, collected, columns),
    }
}

/// States that nobody is ever in and events that never happen, whatever the way of
/// working, are left out.
fn is_used(frame: &Frame<'_>, collected: &Collected, wanted: &Series) -> bool {
    let n_months = frame.plan.calendar.n_months;
    let ways = frame.series.iter().zip(&collected.people);
    matches!(wanted.counted, Counted::Paid)
        || ways.into_iter().any(|(series, sums)| {
            let same = series.iter().enumerate().filter(|(_, series)| {
                let kinds = [&series.counted, &wanted.counted].map(std::mem::discriminant);
                series.id == wanted.id && kinds[0] == kinds[1]
            });
            let mut months =
                same.flat_map(|(position, _)| &sums.series[position * n_months..][..n_months]);
            months.any(|count| *count != 0)
        })
}

/// Returns whether a series counts households that have left for neither job nor studies.
fn is_elsewhere(series: &Series) -> bool {
    let is_exit = matches!(series.counted, Counted::State(StateKind::Exit, _));
    let support = [ExitKind::Job, ExitKind::Studies];
    is_exit && support.iter().all(|exit| exit.word() != series.id)
}

/// Returns what one household that is there for a whole month counts in the tally.
fn unit_of(series: &Series) -> f64 {
    match series.counted {
        Counted::State(..) => TICKS_PER_MONTH as f64,
        Counted::Paid | Counted::Events(_) | Counted::Pool(..) => 1.0,
    }
}

/// Series of one way of working over all draws.
#[derive(Clone, Copy)]
pub(super) struct MonthsOf<'a> {
    pub frame: &'a Frame<'a>,
    pub collected: &'a Collected,
    pub way: usize,
}

/// Returns some series of one way of working together, by month.
pub(super) fn monthly(of: MonthsOf<'_>, positions: &[usize], unit: f64) -> MonthlySpread {
    let MonthsOf {
        frame,
        collected,
        way,
    } = of;
    let (sums, n_months) = (&collected.people[way], frame.plan.calendar.n_months);
    let n_draws = collected.n_draws() as f64;
    let mut months = MonthlySpread::default();
    for month in 0..n_months {
        let cells = positions.iter().map(|position| position * n_months + month);
        let cells: Vec<usize> = cells.collect();
        let whole: f64 = cells.iter().map(|cell| sums.series[*cell] as f64).sum();
        let mean = whole / unit / n_draws;
        push_month(&mut months, mean, &mut band(sums, &cells, unit));
    }
    months
}

fn band(sums: &PeopleSums, cells: &[usize], unit: f64) -> Vec<f64> {
    let draws = sums.bands.iter();
    let of = |draw: &Vec<_>| cells.iter().map(|cell| f64::from(draw[*cell])).sum::<f64>();
    draws.map(|draw| of(draw) / unit).collect()
}

fn published(
    collected: &Collected,
    sums: &PeopleSums,
    columns: &WayColumns,
) -> PublishedStatistics {
    let [months, ten, under_four, over_twelve, returned] = &sums.published;
    PublishedStatistics {
        months_in_year: ratio(months),
        ten_months_or_more_share: ratio(ten),
        under_four_months_share: ratio(under_four),
        spells_over_twelve_months_share: ratio(over_twelve),
        return_within_three_months_share: ratio(returned),
        households_in_year: spread(collected.column(columns.households_in_year)),
        sek_per_household_in_year: spread(collected.column(columns.sek_per_household)),
    }
}

fn staff(
    frame: &Frame<'_>,
    scenario: &Scenario,
    collected: &Collected,
    way: usize,
) -> Vec<StaffNeed> {
    let (sums, n_months) = (&collected.people[way], frame.plan.calendar.n_months);
    let n_draws = collected.n_draws() as f64;
    let n_series = frame.series[way].len();
    let professions = frame.plan.money.professions.iter().enumerate();
    professions
        .map(|(position, profession)| {
            let mut needed_fte = MonthlySpread::default();
            for month in 0..n_months {
                let cell = position * n_months + month;
                let mut draws = band(sums, &[n_series * n_months + cell], 1.0);
                push_month(&mut needed_fte, sums.needed_fte[cell] / n_draws, &mut draws);
            }
            let available = &sums.available_fte[position * n_months..][..n_months];
            let available = available.iter().map(|fte| fte / n_draws);
            StaffNeed {
                profession: profession.id.to_string(),
                title: scenario
                    .staff
                    .get(&profession.id)
                    .and_then(|it| it.title.clone()),
                needed_fte,
                available_fte: profession.available_fte.map(|_| available.collect()),
            }
        })
        .collect()
}

fn probes(
    frame: &Frame<'_>,
    scenario: &Scenario,
    collected: &Collected,
    columns: &WayColumns,
) -> Vec<ProbeResult> {
    let classes = ["assistance", "intervention"].into_iter();
    let classes: Vec<&str> = classes
        .chain(ExitKind::ALL.iter().map(|exit| exit.word()))
        .collect();
    let probes = frame.plan.probes.iter().enumerate();
    probes
        .map(|(position, probe)| {
            let start = columns.probes + position * PROBE_FIGURES;
            // A draw in which nobody was followed says nothing about shares.
            let shares = |figure: usize| {
                let rows = collected.rows.iter().filter(|row| row[start] > 0.0);
                rows.map(|row| row[figure] / row[start]).collect()
            };
            let named = classes.iter().enumerate();
            ProbeResult {
                probe: probe.id.to_string(),
                title: scenario
                    .probe
                    .get(&probe.id)
                    .and_then(|it| it.title.clone()),
                after_months: probe.after_months,
                followed: spread(collected.column(start)),
                shares: named
                    .map(|(class, name)| ((*name).to_owned(), spread(shares(start + 1 + class))))
                    .collect(),
            }
        })
        .collect()
}

fn state_title(
    scenario: &Scenario,
    ways: &[crate::compile::plan::WayPlan],
    (frame, way): (&Frame<'_>, usize),
    (kind, id): (StateKind, &str),
) -> Option<Bilingual> {
    match kind {
        StateKind::Intervention => scenario
            .intervention
            .get(id)
            .and_then(|it| it.title.clone()),
        StateKind::Intake => {
            let own = &ways[frame.prepared.ways[way]].id;
            let designs = [own.as_ref(), ways[0].id.as_ref()];
            let steps = designs
                .into_iter()
                .filter_map(|design| scenario.design.get(design))
                .flat_map(|design| &design.intake);
            let mut titles = steps.filter(|step| step.id.id == id);
            titles.find_map(|step| step.title.clone())
        }
        StateKind::Open | StateKind::Lost | StateKind::Exit => None,
    }
}
