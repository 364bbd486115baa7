//! A hand-made answer for the tests of the reports: two designs of a made-up municipality.

use sim_core::results::Results;
use sim_core::results::assumption::{Assumption, Basis, EvidenceShares};
use sim_core::results::budget::{Budget, BudgetLine, BudgetTotal, ReallocatedLine};
use sim_core::results::comparison::{Comparison, Driver, Payback, Perspective, Saving, Variance};
use sim_core::results::people::{
    EventSeries, People, PublishedStatistics, StaffNeed, StateKind, StateSeries,
};
use sim_core::results::run::{AdjustmentsOn, Run, StockReport, Stopped};
use sim_core::results::spread::{Estimate, MonthlySpread, Spread};
use sim_core::results::whole::{DesignResults, RESULTS_FORMAT};
use sim_core::scenario::money::{Account, FlowKind};
use sim_core::scenario::number::Grade;
use sim_core::scenario::text::Bilingual;

const YEARS: [i32; 5] = [2027, 2028, 2029, 2030, 2031];
const MONTHS: usize = 60;

pub fn both(sv: &str, en: &str) -> Bilingual {
    Bilingual {
        sv: sv.to_owned(),
        en: en.to_owned(),
    }
}

/// Returns a spread around a middle.
pub fn spread(middle: f64, sd: f64) -> Spread {
    Spread {
        mean: middle * 1.02,
        sd,
        mc_se: sd / 44.7,
        p05: middle - 1.645 * sd,
        p10: middle - 1.282 * sd,
        p50: middle,
        p90: middle + 1.282 * sd,
        p95: middle + 1.645 * sd,
    }
}

pub fn estimate(value: f64) -> Estimate {
    Estimate {
        value,
        mc_se: (value * (1.0 - value) / 2000.0).max(0.0).sqrt(),
    }
}

fn monthly(from: f64, to: f64) -> MonthlySpread {
    let mean: Vec<f64> = (0..MONTHS)
        .map(|month| from + (to - from) * month as f64 / (MONTHS - 1) as f64)
        .collect();
    MonthlySpread {
        p10: mean.iter().map(|value| value * 0.9).collect(),
        p90: mean.iter().map(|value| value * 1.1).collect(),
        mean,
    }
}

/// Returns a hundred values around a middle, denser in the middle, in rising order.
pub fn hundred(middle: f64, sd: f64) -> Vec<f64> {
    (0..100)
        .map(|idx| {
            let share = (f64::from(idx) + 0.5) / 100.0;
            // Tukey's lambda with 0.14 is close to a normal quantile.
            let lambda = 0.14;
            let z = (sim_core_pow(share, lambda) - sim_core_pow(1.0 - share, lambda)) / lambda;
            middle + sd * z * 0.68
        })
        .collect()
}

fn sim_core_pow(base: f64, exponent: f64) -> f64 {
    // Good enough for a picture: the platform's powf is not to be used anywhere.
    let mut sum = 1.0;
    let mut term = 1.0;
    let log = natural_log(base) * exponent;
    for n in 1..40 {
        term *= log / f64::from(n);
        sum += term;
    }
    sum
}

fn natural_log(value: f64) -> f64 {
    let y = (value - 1.0) / (value + 1.0);
    let mut term = y;
    let mut sum = 0.0;
    for n in 0..400 {
        sum += term / f64::from(2 * n + 1);
        term *= y * y;
    }
    2.0 * sum
}

/// Returns a saving seen from a perspective.
pub fn saving(perspective: Perspective, middle: f64, sd: f64) -> Saving {
    let values = hundred(middle, sd);
    let gains = values.iter().filter(|value| **value > 0.0).count() as f64 / 100.0;
    Saving {
        perspective,
        net: spread(middle, sd),
        worst_tenth_mean_sek: values[..10].iter().sum::<f64>() / 10.0,
        saving_probability: estimate(gains),
        saving_probability_by_year: YEARS
            .iter()
            .enumerate()
            .map(|(idx, year)| (*year, estimate(gains * (0.4 + 0.15 * idx as f64))))
            .collect(),
        large_loss_probability: estimate(0.03),
        cumulative_sek: monthly(-2e6, middle),
        cumulative_p50_sek: monthly(-1.9e6, middle).mean,
        by_year: YEARS
            .iter()
            .enumerate()
            .map(|(idx, year)| (*year, spread(middle * (idx as f64 - 0.6) / 7.0, sd / 4.0)))
            .collect(),
        payback: Payback {
            never_share: estimate(1.0 - gains),
            p10_month: Some(11),
            p50_month: (gains > 0.5).then_some(19),
            p90_month: None,
        },
        run_off_sek_per_year: spread(middle / 5.0, sd / 6.0),
        variance: Variance {
            ignorance_share: estimate(0.62),
            world_share: estimate(0.21),
            luck_share: estimate(0.17),
        },
        cost_per_extra_self_support_sek: Some(-180_000.0),
        equally_likely_sek: values,
    }
}

fn budget(scale: f64) -> Budget {
    let kinds = [
        (Account::Municipality, FlowKind::Benefit, 3.4e6),
        (Account::Municipality, FlowKind::Staff, -1.2e6),
        (Account::Municipality, FlowKind::Tax, 0.6e6),
        (Account::Municipality, FlowKind::SetUp, -0.4e6),
        (Account::State, FlowKind::Tax, 0.9e6),
        (Account::State, FlowKind::Programme, -0.7e6),
        (Account::Households, FlowKind::Benefit, -3.4e6),
        (Account::Households, FlowKind::Wages, 4.1e6),
    ];
    let mut built = Budget::default();
    for (account, kind, sek) in kinds {
        for (idx, year) in YEARS.iter().enumerate() {
            let once = kind == FlowKind::SetUp;
            let factor = if once && idx > 0 {
                0.0
            } else {
                scale * (0.3 + 0.2 * idx as f64)
            };
            let sek = spread(sek * factor, 0.3e6 * factor.abs());
            built.lines.push(BudgetLine {
                account,
                kind,
                year: *year,
                sek,
            });
        }
        let sek = spread(sek * scale * 3.0, 0.8e6 * scale.abs());
        built.totals.push(BudgetTotal {
            account,
            kind: Some(kind),
            year: None,
            sek,
        });
    }
    for (account, sek) in [
        (Account::Municipality, 7.2e6),
        (Account::State, 0.6e6),
        (Account::Households, 2.1e6),
    ] {
        let sek = spread(sek * scale, 1.4e6 * scale.abs());
        built.totals.push(BudgetTotal {
            account,
            kind: None,
            year: None,
            sek,
        });
    }
    for year in YEARS {
        let sek = spread(310_000.0 * scale, 42_000.0 * scale.abs());
        built.reallocated.push(ReallocatedLine {
            account: Account::Municipality,
            year,
            sek,
        });
    }
    built
}

fn people(level: f64) -> People {
    let state = |state: &str, title: Option<Bilingual>, kind, from: f64, to: f64| StateSeries {
        state: state.to_owned(),
        title,
        kind,
        households: monthly(from, to),
    };
    People {
        on_assistance: monthly(600.0, 600.0 * level),
        in_interventions: monthly(40.0, 44.0),
        elsewhere: monthly(60.0, 60.0),
        states: vec![
            state(
                "decision",
                Some(both("Beslut", "Decision")),
                StateKind::Intake,
                18.0,
                18.0,
            ),
            state("open", None, StateKind::Open, 480.0, 480.0 * level),
            state("lost", None, StateKind::Lost, 22.0, 22.0 * level),
            state(
                "practice",
                Some(both("Praktik", "Practice")),
                StateKind::Intervention,
                40.0,
                44.0,
            ),
            state("job", None, StateKind::Exit, 300.0, 640.0 / level),
            state("studies", None, StateKind::Exit, 90.0, 140.0),
            state("payment_gap", None, StateKind::Exit, 60.0, 60.0),
        ],
        events: vec![EventSeries {
            event: "new_application".to_owned(),
            count: monthly(40.0, 40.0),
        }],
        months_with_payment: spread(36_000.0 * level, 1_800.0),
        job_months: spread(24_000.0, 1_500.0),
        self_support_at: [12, 24, 36, 48, 60]
            .iter()
            .map(|month| (*month, spread(400.0 + 6.0 * f64::from(*month), 40.0)))
            .collect(),
        published: PublishedStatistics {
            months_in_year: Estimate {
                value: 6.6 * level,
                mc_se: 0.02,
            },
            ten_months_or_more_share: estimate(0.39 * level),
            under_four_months_share: estimate(0.33),
            spells_over_twelve_months_share: estimate(0.11),
            return_within_three_months_share: estimate(0.56),
            households_in_year: spread(1_140.0, 60.0),
            sek_per_household_in_year: spread(53_350.0 * level, 2_100.0),
        },
        queues: Vec::new(),
        staff: vec![StaffNeed {
            profession: "handler".to_owned(),
            title: Some(both("Handläggare", "Case worker")),
            needed_fte: monthly(7.4, 6.9),
            available_fte: Some(vec![8.0; MONTHS]),
        }],
        probes: Vec::new(),
    }
}

fn comparison(design: &str, middle: f64, sd: f64) -> Comparison {
    Comparison {
        design: design.to_owned(),
        baseline: "today".to_owned(),
        savings: vec![
            saving(Perspective::Municipality, middle, sd),
            saving(Perspective::PublicSector, middle * 0.4, sd * 1.3),
            saving(Perspective::Society, middle * 1.2, sd * 1.6),
        ],
        difference: budget(middle / 7.2e6),
        extra_self_support_at: [12, 24, 36, 48, 60]
            .iter()
            .map(|month| (*month, spread(f64::from(*month) * 0.5, 9.0)))
            .collect(),
        months_with_payment_saved: spread(1_250.0, 900.0),
        extra_job_months: spread(980.0, 700.0),
        drivers: vec![
            Driver {
                address: "parameter.lever_one_handler".to_owned(),
                rank_correlation: 0.71,
                squared: 0.504,
            },
            Driver {
                address: "design.today.intake.referral.lost_share".to_owned(),
                rank_correlation: 0.33,
                squared: 0.109,
            },
            Driver {
                address: "segment.slow.hazard.job.per_month".to_owned(),
                rank_correlation: -0.12,
                squared: 0.014,
            },
        ],
        discontinued_share: estimate(0.18),
        what_if: None,
    }
}

fn assumption(address: &str, title: Option<Bilingual>, value: f64, unit: &str) -> Assumption {
    Assumption {
        address: address.to_owned(),
        title,
        value,
        p05: Some(value * 0.8),
        p95: Some(value * 1.3),
        unit: unit.to_owned(),
        grade: Some(Grade::D),
        source: None,
        source_title: None,
        basis: Basis::Assumed,
        note: None,
    }
}

fn assumptions() -> Vec<Assumption> {
    let mut list = vec![
        assumption(
            "parameter.lever_one_handler",
            Some(both(
                "En handläggare i stället för tre",
                "One handler instead of three",
            )),
            1.04,
            "ratio",
        ),
        assumption(
            "design.today.intake.referral.lost_share",
            None,
            0.08,
            "share",
        ),
        assumption(
            "segment.slow.hazard.job.per_month",
            None,
            0.013,
            "per_month",
        ),
    ];
    list[2].basis = Basis::Statistics;
    list[2].grade = Some(Grade::B);
    list[2].source_title = Some(both(
        "Socialstyrelsens statistik 2024",
        "National statistics 2024",
    ));
    let mut known = assumption("benefit.sek_per_year_on_assistance", None, 96_996.0, "sek");
    known.p05 = None;
    known.p95 = None;
    known.basis = Basis::Documented;
    known.grade = Some(Grade::C);
    known.source_title = Some(both(
        "Fler går från bidrag till jobb",
        "More go from benefits to jobs",
    ));
    list.push(known);
    list
}

fn run() -> Run {
    Run {
        title: both(
            "Ett jobbhus för nya sökande",
            "One job house for new applicants",
        ),
        question: Some(both(
            "Lönar det sig att samla tre handläggare i ett hus?",
            "Does it pay to bring three handlers into one house?",
        )),
        municipality: Some("Exempelstad".to_owned()),
        scenario_hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
            .to_owned(),
        program_version: "0.1.0".to_owned(),
        seed: 1,
        draws: 2000,
        draws_asked: 2000,
        second_cohorts: 500,
        stopped: Stopped::Finished,
        precision: None,
        start: (2027, 1),
        horizon_months: 60,
        headline_month: 60,
        price_year: 2026,
        discount_per_year: 0.03,
        years: YEARS.to_vec(),
        months_in_year: vec![12; 5],
        adjustments: AdjustmentsOn {
            displacement: true,
            volume: true,
            discontinuation: true,
            optimism: false,
        },
        fixed: Vec::new(),
        stock: StockReport {
            warm_up_years: 12.0,
            households: 600.0,
            given: true,
            drift_per_year: 0.012,
        },
        large_loss_sek: 5e6,
    }
}

/// Returns the whole answer.
pub fn results() -> Results {
    let design =
        |id: &str, title: Bilingual, description: Option<Bilingual>, level| DesignResults {
            id: id.to_owned(),
            title: Some(title),
            description,
            people: people(level),
            budget: budget(10.0),
        };
    Results {
        sensitivity: None,
        utfall_results: RESULTS_FORMAT,
        run: run(),
        designs: vec![
            design("today", both("Som i dag", "As today"), None, 1.0),
            design(
                "house",
                both("Ett hus, en handläggare", "One house, one handler"),
                Some(both(
                    "Socialtjänst och Arbetsförmedling i samma hus.",
                    "Both authorities in one house.",
                )),
                0.93,
            ),
            design(
                "meet",
                both("Möten varje vecka", "Weekly meetings"),
                None,
                0.98,
            ),
        ],
        comparisons: vec![
            comparison("house", 7.2e6, 6.5e6),
            comparison("meet", -0.9e6, 2.4e6),
        ],
        assumptions: assumptions(),
        titles: Default::default(),
        backtest: None,
        evidence: EvidenceShares {
            numbers: 48,
            documented: 9,
            statistics: 21,
            assumed: 18,
            uncertain: 27,
            graded: [3, 18, 6, 17],
            ungraded: 4,
            weak_share: 21.0 / 48.0,
            weak_variance_share: None,
        },
        information: None,
        pilot: None,
        break_even: None,
        choice: None,
    }
}
