//! From records to estimates: stays by hand, and records that the engine makes from known values.

use sim_core::analysis::fit::{FitAsked, fit};
use sim_core::engine::cases::{SimulatedCase, simulated_cases};
use sim_core::math::{sin, sqrt};
use sim_core::records::account::{Account, Dropped};
use sim_core::records::dates::day_number;
use sim_core::records::mapping::RowKind;
use sim_core::records::payments::stays_of_payments;
use sim_core::records::rows::{CaseRow, PaymentRow};
use sim_core::records::stays::{Asked, Stays, stays};
use sim_core::results::fitted::{
    Cell, Estimate, FileFacts, FitReport, FittedType, HazardForm, Model, Unlearned,
};
use sim_core::scenario::exits::ExitKind;

use crate::simulate::{plan_of, text};

fn row(household: u32, start: i32, end: Option<i32>, exit: Option<ExitKind>) -> CaseRow {
    CaseRow {
        household,
        segment: 0,
        application: None,
        decision: None,
        start: Some(start),
        end,
        exit,
        paid_sek: None,
    }
}

const ASKED: Asked = Asked {
    from: Some(0),
    to: Some(1000),
    today: 2000,
    merge_gaps_days: 0,
};

fn read(rows: Vec<CaseRow>, asked: Asked) -> (Stays, Account) {
    let mut account = Account {
        rows: rows.len() as u64,
        ..Account::default()
    };
    let found = stays(rows, asked, &mut account).expect("sound rows");
    (found, account)
}

fn report(stays: &Stays, account: &Account, labels: &[String], model: Option<Model>) -> FitReport {
    let asked = FitAsked {
        rows: RowKind::Cases,
        file: FileFacts::default(),
        labels,
        account,
        merge_gaps_days: 0,
        model,
        simulated_files: 0,
        first_day_is_stated: true,
    };
    fit(stays, &asked)
}

#[test]
fn rows_that_cannot_be_are_dropped_and_counted() {
    let job = Some(ExitKind::Job);
    let rows = vec![
        row(1, 10, Some(40), job),
        row(1, 10, Some(40), job),
        row(2, 50, Some(20), job),
        row(3, 2500, None, None),
        row(4, -90, Some(-5), job),
        CaseRow {
            start: None,
            ..row(5, 0, None, None)
        },
        row(6, -30, Some(60), None),
    ];
    let (found, account) = read(rows, ASKED);
    assert_eq!(found.spells.len(), 2);
    let dropped = |why| account.dropped_for(why);
    assert_eq!(dropped(Dropped::Twice), 1);
    assert_eq!(dropped(Dropped::EndBeforeStart), 1);
    assert_eq!(dropped(Dropped::InTheFuture), 1);
    assert_eq!(dropped(Dropped::BeforeWindow), 1);
    assert_eq!(dropped(Dropped::NoStart), 1);
    assert_eq!(account.unknown_reasons, 1);
}

#[test]
fn overlaps_are_put_together_and_gaps_up_to_the_stated_length() {
    let job = Some(ExitKind::Job);
    let moved = Some(ExitKind::Moved);
    let rows = || {
        vec![
            row(1, 10, Some(40), job),
            row(1, 30, Some(70), moved),
            row(1, 90, Some(120), job),
            row(1, 200, None, None),
        ]
    };
    let (apart, account) = read(rows(), ASKED);
    assert_eq!(
        (apart.spells.len(), account.overlaps, account.gaps_merged),
        (3, 1, 0)
    );
    assert_eq!(
        (apart.spells[0].end, apart.spells[0].exit),
        (Some(70), moved)
    );
    let asked = Asked {
        merge_gaps_days: 30,
        ..ASKED
    };
    let (together, account) = read(rows(), asked);
    assert_eq!(
        (together.spells.len(), account.overlaps, account.gaps_merged),
        (2, 1, 1)
    );
    assert_eq!(
        (together.spells[0].start, together.spells[0].end),
        (10, Some(120))
    );
    // The gap is twenty days long.
    for (merge_gaps_days, stays) in [(19, 3), (20, 2)] {
        let asked = Asked {
            merge_gaps_days,
            ..ASKED
        };
        assert_eq!(read(rows(), asked).0.spells.len(), stays);
    }
}

#[test]
fn what_ends_after_the_last_day_is_still_open_on_it() {
    let asked = Asked {
        to: Some(100),
        ..ASKED
    };
    let (found, _) = read(vec![row(1, 10, Some(150), Some(ExitKind::Job))], asked);
    assert_eq!((found.spells[0].end, found.spells[0].exit), (None, None));
}

#[test]
fn a_run_of_months_with_payment_is_a_stay() {
    let month = |household, month, sek| PaymentRow {
        household,
        segment: 0,
        month: 2024 * 12 + month,
        sek,
    };
    let rows = vec![
        month(1, 0, 5000.0),
        month(1, 1, 5000.0),
        month(2, 2, 4000.0),
        month(2, 2, 500.0),
        month(2, 3, 0.0),
        month(2, 5, 4000.0),
        month(3, 9, 1.0),
    ];
    let asked = Asked {
        from: None,
        to: None,
        today: day_number(2026, 1, 1),
        merge_gaps_days: 0,
    };
    let found = stays_of_payments(rows.clone(), asked, &mut Account::default()).expect("stays");
    let days: Vec<_> = found
        .spells
        .iter()
        .map(|s| (s.start, s.end, s.start_is_known))
        .collect();
    let day = |month| day_number(2024, month, 1);
    let expected = [
        (day(1), Some(day(3)), false),
        (day(3), Some(day(4)), true),
        (day(6), Some(day(7)), true),
        (day(10), None, true),
    ];
    assert_eq!(days, expected);
    assert_eq!(found.spells[1].paid_sek, Some(4500.0));
    // Household 2 is without payment for two months.
    for (merge_gaps_days, n_stays) in [(55, 4), (62, 3)] {
        let asked = Asked {
            merge_gaps_days,
            ..asked
        };
        let merged = stays_of_payments(rows.clone(), asked, &mut Account::default());
        assert_eq!(merged.expect("stays").spells.len(), n_stays);
    }
}

#[test]
fn a_constant_hazard_is_events_over_months_by_hand() {
    // Fifty households of a hundred days, forty of whom leave: 40 in 5,000 days.
    let rows = (0..50).map(|k| {
        let end = 100 + i32::try_from(k).expect("small");
        match k < 40 {
            true => row(k, end - 100, Some(end), Some(ExitKind::Job)),
            false => row(k, 900, None, None),
        }
    });
    let (found, account) = read(rows.collect(), ASKED);
    let report = report(&found, &account, &[], Some(Model::Constant));
    let HazardForm::Constant(rate) = &report.segments[0].types[0].hazards[0].form else {
        panic!("a constant was asked for");
    };
    // The median of a gamma with shape 40.5 is 40.17.
    assert!(
        (rate.p50 - 40.17 / 5000.0 * 30.4375).abs() < 1e-4,
        "{rate:?}"
    );
    assert_eq!((rate.events, rate.is_few), (Cell(Some(40)), false));
}

/// Waits that have all ended are a normal sample on the scale of ln: the mean has variance s^2 / n, ln s has 1 / (2 n), and
/// the two have nothing to do with each other. Median and 90th percentile, which is z s above it, so have the
/// correlation 1 / sqrt(1 + z^2 / 2) = 0.7410, whatever the waits are; of ranks that is 6 / pi asin(0.7410 / 2).
#[test]
fn median_and_90th_percentile_of_a_wait_have_the_rank_correlation_by_hand() {
    let rows = (0..40).map(|k| {
        let day = i32::try_from(k).expect("small");
        CaseRow {
            application: Some(day),
            decision: Some(day + 3 + day * day % 37),
            ..row(k, day + 40, Some(day + 200), Some(ExitKind::Job))
        }
    });
    let (found, account) = read(rows.collect(), ASKED);
    let wait = report(&found, &account, &[], None).wait.expect("waits");
    let z = 1.281_551_565_5;
    let expected = 1.0 / sqrt(1.0 + z * z / 2.0);
    let found = 2.0 * sin(std::f64::consts::PI / 6.0 * wait.rank);
    assert!((found - expected).abs() < 1e-6, "{found} {expected}");
}

#[test]
fn nothing_is_told_of_fewer_than_five() {
    let mut rows: Vec<CaseRow> = (0..60)
        .map(|k| {
            row(
                k,
                10 + i32::try_from(k).expect("small"),
                Some(200),
                Some(ExitKind::Job),
            )
        })
        .collect();
    // Four who moved, three in a segment of their own, one who left for good.
    for moved in &mut rows[..4] {
        moved.exit = Some(ExitKind::Moved);
    }
    for own in &mut rows[10..13] {
        own.segment = 1;
    }
    rows[20].exit = Some(ExitKind::Permanent);
    rows[21].end = Some(5);
    let (found, account) = read(rows, ASKED);
    let labels = [
        "Stora gruppen".to_owned(),
        "Familjen på Storgatan".to_owned(),
    ];
    let report = report(&found, &account, &labels, None);
    assert_eq!(report.segments.len(), 1);
    let told = serde_json::to_string(&report).expect("JSON");
    assert!(!told.contains("Storgatan"), "{told}");
    let exits = &report.segments[0].exits;
    // 59 stays are left; those who moved count as the others do, so that no difference gives them away.
    assert_eq!(exits.as_slice(), [(ExitKind::Job, Cell(Some(58)))]);
    let is_told = |what: &Unlearned| report.unlearned.contains(what);
    assert!(is_told(&Unlearned::SegmentsTogether { segments: 1 }));
    assert!(is_told(&Unlearned::PermanentByBounds {
        segment: labels[0].clone()
    }));
    // One who ended before they began: a count of one is hidden.
    assert_eq!(report.dropped, [(Dropped::EndBeforeStart, Cell(None))]);
}

/// Two types, a wait, and returns: no interventions, which records do not show.
const KNOWN: &str = "[inflow]\nper_month = 30\n\
    [segment.quick]\nshare_of_new = 0.8\nhazard.job.per_month = 0.25\n\
    hazard.other_benefit.per_month = 0.10\nhazard.permanent.per_month = 0.01\n\
    [segment.slow]\nshare_of_new = 0.2\nhazard.job.per_month = 0.014\n\
    hazard.other_benefit.per_month = 0.02\nhazard.permanent.per_month = 0.01\n\
    [exit.job.comes_back.hazard]\nsince = \"state\"\n\
    pieces = [ { from_month = 0, per_month = 0.05 }, { from_month = 3, per_month = 0.02 }, \
    { from_month = 12, per_month = 0 } ]\n\
    [design.today]\nmenu.every = { none = 1 }\n\
    [[design.today.intake]]\nid = \"decision\"\n\
    wait_days = { varies = { lognormal = { median = 14, p90 = 30 } } }\n";

fn as_row(case: &SimulatedCase) -> CaseRow {
    let day = |time: Option<f64>| time.map(|time| time.floor() as i32);
    CaseRow {
        household: case.household,
        segment: 0,
        application: day(case.application),
        decision: day(case.decision),
        start: day(case.start),
        end: day(case.end),
        exit: case.exit,
        paid_sek: Some(case.paid_sek),
    }
}

fn rate(of: &FittedType, exit: ExitKind) -> &Estimate {
    let hazard = of.hazards.iter().find(|hazard| hazard.exit == exit);
    match &hazard.expect("told apart").form {
        HazardForm::Constant(rate) => rate,
        other => panic!("two types have constant hazards, not {other:?}"),
    }
}

#[test]
fn estimates_from_records_that_the_engine_makes_cover_what_they_were_made_from() {
    const REPETITIONS: u64 = 600;
    let plan = plan_of(&text(36, KNOWN));
    let mut hits: Vec<(&str, u64)> = Vec::new();
    let mut note = |what: &'static str, known: f64, found: &Estimate| {
        let is_in = u64::from(found.p05 <= known && known <= found.p95);
        match hits.iter_mut().find(|(name, _)| *name == what) {
            Some((_, hits)) => *hits += is_in,
            None => hits.push((what, is_in)),
        }
    };
    for seed in 0..REPETITIONS {
        let rows: Vec<CaseRow> = simulated_cases(&plan, seed).iter().map(as_row).collect();
        let asked = Asked {
            to: Some(1095),
            ..ASKED
        };
        let (found, account) = read(rows, asked);
        let report = report(&found, &account, &[], Some(Model::TwoTypes));
        let types = &report.segments[0].types;
        assert_eq!(types.len(), 2, "seed {seed}");
        note("quick job", 0.25, rate(&types[0], ExitKind::Job));
        note("quick other", 0.10, rate(&types[0], ExitKind::OtherBenefit));
        note("slow job", 0.014, rate(&types[1], ExitKind::Job));
        note("slow other", 0.02, rate(&types[1], ExitKind::OtherBenefit));
        let wait = report.wait.as_ref().expect("waits");
        note("wait, median", 14.0, &wait.median_days);
        note("wait, 90th percentile", 30.0, &wait.p90_days);
        let back = report
            .returns
            .iter()
            .find(|back| back.exit == ExitKind::Job);
        let HazardForm::Pieces(pieces) = &back.expect("returns").form else {
            panic!("returns come in pieces");
        };
        note("back in three months", 0.05, &pieces[0].1);
    }
    for (what, hits) in hits {
        // Two hundred repetitions of 90 % have a standard error of two points.
        let share = hits as f64 / REPETITIONS as f64;
        assert!((0.86..=0.94).contains(&share), "{what}: {share}");
    }
}

#[test]
fn made_up_records_pay_for_the_days_on_assistance() {
    let plan = plan_of(&text(24, KNOWN));
    let cases = simulated_cases(&plan, 1);
    let days = |case: &SimulatedCase| {
        case.end.unwrap_or(24.0 * 30.4375) - case.start.expect("benefit is paid from the first day")
    };
    for case in &cases {
        let expected = days(case) / 30.4375 * 10_000.0;
        assert!(
            (case.paid_sek - expected).abs() < 1e-6 * (1.0 + expected),
            "{case:?}"
        );
        assert!(case.end.is_none() == case.exit.is_none());
    }
    // Known at the start are those whose stay began before it.
    assert!(
        cases
            .iter()
            .any(|case| case.start.is_some_and(|start| start < 0.0))
    );
}
