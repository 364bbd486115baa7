//! The test whether one hazard would do instead of quick and slow households.

use sim_core::analysis::fit::{FitAsked, MOST_FILES, fit};
use sim_core::luck::{HouseholdKey, Layer, Purpose, cohort_key};
use sim_core::records::account::Account;
use sim_core::records::mapping::RowKind;
use sim_core::records::rows::CaseRow;
use sim_core::records::stays::{Asked, stays};
use sim_core::results::fitted::{FileFacts, Model, SimulatedTest};
use sim_core::scenario::exits::ExitKind;

const BEGINS: Purpose = Purpose::named("test:begins");
const TYPE: Purpose = Purpose::named("test:type");
const LASTS: Purpose = Purpose::named("test:lasts");
const EXIT: Purpose = Purpose::named("test:exit");
const AWAY: Purpose = Purpose::named("test:away");
const LAST_DAY: f64 = 1000.0;

/// Returns the cases of one household whose hazards a day are these; a third were under way on day 0.
///
/// Half of those who leave for another benefit come back, after two months on average.
fn cases(number: u32, luck: HouseholdKey, [job, other]: [f64; 2]) -> Vec<CaseRow> {
    let mut day = luck.stream(BEGINS, 0).uniform() * 1500.0 - 500.0;
    let mut rows = Vec::new();
    for stay in 0.. {
        let end = day + luck.stream(LASTS, stay).exponential() / (job + other);
        let is_seen = end >= 0.0;
        if !is_seen {
            break;
        }
        let is_job = luck.stream(EXIT, stay).uniform() * (job + other) < job;
        let exit = if is_job {
            ExitKind::Job
        } else {
            ExitKind::OtherBenefit
        };
        let is_over = end < LAST_DAY + 1.0;
        rows.push(CaseRow {
            household: number,
            segment: 0,
            application: None,
            decision: None,
            start: Some(day.floor() as i32),
            end: is_over.then_some(end.floor() as i32),
            exit: is_over.then_some(exit),
            paid_sek: None,
        });
        let comes_back = !is_job && luck.stream(AWAY, 2 * stay).uniform() < 0.5;
        day = end + 60.0 * luck.stream(AWAY, 2 * stay + 1).exponential();
        if !is_over || !comes_back || day > LAST_DAY {
            break;
        }
    }
    rows
}

fn tested(rows: Vec<CaseRow>) -> (SimulatedTest, Model) {
    let asked = Asked {
        from: Some(0),
        to: Some(LAST_DAY as i32),
        today: 5000,
        merge_gaps_days: 0,
    };
    let mut account = Account::default();
    let found = stays(rows, asked, &mut account).expect("sound rows");
    let report = fit(
        &found,
        &FitAsked {
            rows: RowKind::Cases,
            file: FileFacts::default(),
            labels: &[],
            account: &account,
            merge_gaps_days: 0,
            model: None,
            simulated_files: MOST_FILES,
            first_day_is_stated: true,
        },
    );
    let segment = &report.segments[0];
    (
        segment.test_of_two_types.expect("enough events"),
        segment.model,
    )
}

#[test]
fn households_that_are_alike_are_called_unlike_as_often_as_the_level_says() {
    const REPETITIONS: u64 = 100;
    let mut rejected = 0;
    let mut below_half = 0;
    for repetition in 0..REPETITIONS {
        let cohort = cohort_key(5, repetition, Layer::Household, 0);
        let households = 0..120;
        let rows =
            households.flat_map(|at| cases(at, cohort.household(u64::from(at)), [0.006, 0.003]));
        let (test, _) = tested(rows.collect());
        rejected += u64::from(test.p <= 0.05);
        below_half += u64::from(test.p <= 0.5);
    }
    // 5 % of 100 is 5 and half of them 50; four standard errors to either side are 9 and 20.
    assert!((0..=14).contains(&rejected), "{rejected} of {REPETITIONS}");
    assert!(
        (30..=70).contains(&below_half),
        "{below_half} of {REPETITIONS}"
    );
}

#[test]
fn quick_and_slow_households_are_not_taken_for_alike() {
    let cohort = cohort_key(6, 0, Layer::Household, 0);
    let rows = (0..300).flat_map(|at| {
        let luck = cohort.household(u64::from(at));
        let is_slow = luck.stream(TYPE, 0).uniform() < 0.4;
        let hazards = if is_slow {
            [0.001, 0.001]
        } else {
            [0.02, 0.01]
        };
        cases(at, luck, hazards)
    });
    let (test, model) = tested(rows.collect());
    assert_eq!(model, Model::TwoTypes);
    assert!(test.ratio > 50.0, "{test:?}");
    // No simulated file came near: one of two hundred is the least that can be said.
    assert_eq!((test.p, test.files), (1.0 / 200.0, 199));
    assert!(test.error < 0.006, "{test:?}");
}
