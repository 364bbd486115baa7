//! The exact engine gives the answers that can be had by hand, agrees with Monte Carlo, and says what it does not cover.

use sim_core::analysis::{VerifySettings, expected, verify};
use sim_core::compile::compile;
use sim_core::compile::plan::{EventColumn, Plan, StateColumn};
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::prepare;
use sim_core::engine::observer::{GoOn, Observer};
use sim_core::exact::{Asked, ExpectedDraw, Feature, Setting, Unsupported, expect_at};
use sim_core::luck::{Layer, cohort_key};
use sim_core::math::{exp, ln, normal_cdf};
use sim_core::read::read_scenario;
use sim_core::tally::layout::Layout;
use sim_core::units::DAYS_PER_MONTH;

use crate::simulate::{Matrix, integral, matrix_exponential, months, plan_of, text};

/// 90th percentile of the standard normal.
const Z90: f64 = 1.281_551_565_544_600_4;

struct Unheard;

impl Observer for Unheard {
    fn batch_finished(&self, _: u64, _: u64) -> GoOn {
        GoOn::Yes
    }
}

/// Expected values at central values on a grid.
pub struct Solved {
    layouts: Vec<Layout>,
    pub draw: ExpectedDraw,
}

pub fn solve(plan: &Plan, cells_per_month: usize) -> Result<Solved, Vec<Unsupported>> {
    let ways: Vec<usize> = (0..plan.ways.len()).collect();
    let prepared = prepare(plan, &ways);
    let values = plan.numbers.central();
    let stated = plan.stock.warm_up_years.map(|years| years.of(&values));
    let asked = Asked {
        ways: &ways,
        layouts: &prepared.layouts,
        warm_up_years: stated.unwrap_or(prepared.warm_up_years),
        values: &values,
        world: cohort_key(1, 0, Layer::World, 0),
    };
    let draw = expect_at(plan, asked, Setting { cells_per_month })?;
    Ok(Solved {
        layouts: prepared.layouts,
        draw,
    })
}

/// The same extrapolated from a grid and one of half the step, as the program does it.
pub fn solve_twice(plan: &Plan, cells_per_month: usize) -> Solved {
    let coarse = solve(plan, cells_per_month).expect("covered");
    let mut fine = solve(plan, 2 * cells_per_month).expect("covered");
    for (way, coarse) in fine.draw.ways.iter_mut().zip(&coarse.draw.ways) {
        way.tally = way
            .tally
            .combined(&coarse.tally, |fine, coarse| (4.0 * fine - coarse) / 3.0);
    }
    fine
}

impl Solved {
    /// Mean households in a state in a month under `today`.
    pub fn households(&self, state: StateColumn, month: usize) -> f64 {
        let tally = &self.draw.ways[0].tally;
        let at = self.layouts[0].state(state).expect("a state");
        tally.days[at * tally.n_months + month] / DAYS_PER_MONTH
    }

    pub fn events(&self, event: EventColumn, month: usize) -> f64 {
        let tally = &self.draw.ways[0].tally;
        let at = self.layouts[0].event(event).expect("an event");
        tally.events[at * tally.n_months + month]
    }
}

/// Returns ten applications a month into a segment, without a stock.
pub fn inflow(horizon: u32, segment: &str, rest: &str) -> Plan {
    plan_of(&text(
        horizon,
        &format!(
            "[inflow]\nper_month = 10\n[stock]\npresent = false\n[segment.a]\nshare_of_new = 1\n\
             {segment}\n{rest}\n\
             {}",
            if rest.contains("[design.today") {
                ""
            } else {
                "[design.today]"
            }
        ),
    ))
}

#[track_caller]
pub fn near(found: f64, wanted: f64, tolerance: f64) {
    assert!(
        (found - wanted).abs() <= tolerance * wanted.abs().max(1e-3),
        "{found} is not {wanted}"
    );
}

#[test]
fn an_absorbing_chain_has_the_expected_numbers_of_its_matrix_exponential() {
    let plan = inflow(
        18,
        "hazard.job.per_month = 0.2\nhazard.other_benefit.per_month = 0.05\n\
         hazard.permanent.per_month = 0.01",
        "[exit.job]\nreturns_without_intake = true\ncomes_back.hazard.per_month = 0.1",
    );
    let solved = solve_twice(&plan, 8);
    // States: open, job, other benefit, and the one that feeds them. N' = N Q + 10 a month to open.
    let permanent = 0.01;
    let q: Matrix = vec![
        vec![-0.25 - permanent, 0.2, 0.05, 0.0],
        vec![0.1, -0.1 - permanent, 0.0, 0.0],
        vec![0.0, 0.0, -permanent, 0.0],
        vec![10.0, 0.0, 0.0, 0.0],
    ];
    let at = |t: f64, state: usize| {
        let scaled: Matrix = q
            .iter()
            .map(|row| row.iter().map(|x| x * t).collect())
            .collect();
        matrix_exponential(&scaled)[3][state]
    };
    for month in [0, 1, 5, 17] {
        let from = f64::from(month as u32);
        for (state, column) in [
            (0, StateColumn::Open),
            (1, StateColumn::Exit(0)),
            (2, StateColumn::Exit(4)),
        ] {
            // Mean over the month, by Simpson's rule on a few points.
            let points = [
                (0.0, 7.0),
                (0.25, 32.0),
                (0.5, 12.0),
                (0.75, 32.0),
                (1.0, 7.0),
            ];
            let mean: f64 = points
                .iter()
                .map(|(x, w)| w * at(from + x, state))
                .sum::<f64>()
                / 90.0;
            near(solved.households(column, month), mean, 2e-4);
        }
    }
}

#[test]
fn hazards_that_change_in_calendar_time_are_followed() {
    let plan = inflow(
        12,
        "hazard.job.per_month = 0.3\nhazard.permanent.per_month = 1e-9",
        "[exit.job]\n[reform.half]\nfrom = \"2027-05\"\nhazard_ratio = 0.5\nexits = [\"job\"]",
    );
    let solved = solve_twice(&plan, 8);
    let hazard = |t: f64| 0.3 * t.min(4.0) + 0.15 * (t - 4.0).max(0.0);
    // Who came at s is still there at t with probability exp(-(H(t) - H(s))).
    let there = |t: f64| 10.0 * integral((0.0, t), |s| exp(hazard(s) - hazard(t)));
    for month in [1, 3, 4, 5, 11] {
        let from = month as f64;
        let mean = integral((from, from + 1.0), there);
        near(solved.households(StateColumn::Open, month), mean, 1e-4);
    }
}

#[test]
fn waiting_is_a_queue_with_infinitely_many_servers() {
    let wait = "[[design.today.intake]]\nid = \"wait\"\nwithdrawal_share = 1\n\
                wait_days = { varies = { lognormal = { median = 40, p90 = 110 } } }";
    let plan = inflow(8, "hazard.permanent.per_month = 1e-9", wait);
    let s = ln(110.0 / 40.0) / Z90;
    let waits = |t: f64| normal_cdf(-(ln(months(t) / 40.0) / s));
    let there = |t: f64| 10.0 * integral((1e-9, t.max(2e-9)), waits);
    let mean = |month: usize| integral((month as f64, month as f64 + 1.0), there);
    let solved = solve_twice(&plan, 8);
    for month in 0..8 {
        near(
            solved.households(StateColumn::Step(0, 0), month),
            mean(month),
            2e-4,
        );
        let left = 10.0 - there(month as f64 + 1.0) + there(month as f64);
        near(solved.events(EventColumn::Exit(6), month), left, 2e-3);
    }
    // Half the step, a quarter of the error.
    let error = |cells| {
        let solved = solve(&plan, cells).expect("covered");
        (solved.households(StateColumn::Step(0, 0), 1) - mean(1)).abs()
    };
    let (coarse, fine) = (error(2), error(4));
    assert!(fine < 0.3 * coarse, "{coarse} {fine}");
}

#[test]
fn a_wait_shorter_than_a_cell_keeps_its_length_and_its_exits() {
    let wait = "[[design.today.intake]]\nid = \"wait\"\nwait_days = 1";
    let plan = inflow(
        6,
        "hazard.job.per_month = 2\nhazard.permanent.per_month = 1e-9",
        wait,
    );
    let solved = solve_twice(&plan, 4);
    // Ten a month stay (1 - exp(-h d)) / h on average.
    let rate = 2.0 / DAYS_PER_MONTH;
    let days = 10.0 * (1.0 - exp(-rate)) / rate;
    near(
        solved.households(StateColumn::Step(0, 0), 4),
        days / DAYS_PER_MONTH,
        6e-4,
    );
}

/// Holds that both engines agree at the numbers of two sets.
#[track_caller]
pub fn agree(plan: &Plan, cohorts: u64) {
    let settings = VerifySettings {
        sets: 2,
        cohorts,
        seed: 7,
        threads: Some(1),
    };
    let verified = verify(plan, settings, &Unheard).expect("covered");
    assert!(
        verified.compared > 500,
        "{} numbers compared",
        verified.compared
    );
    assert!(verified.agrees(), "{:#?}", verified.worst);
    assert!(
        (0.7..1.4).contains(&verified.mean_square),
        "{}",
        verified.mean_square
    );
    assert!(verified.grid_error < 4.0, "{}", verified.grid_error);
}

pub const PEOPLE: &str = "[segment.a]\nshare_of_new = 0.7\nreadiness_sd = 0.5\nbenefit_cv_ratio = 0.3\n\
     two_adults_share = 0.3\nhazard.job.per_month = 0.15\nhazard.studies.per_month = 0.05\n\
     hazard.payment_gap.per_month = 0.2\nhazard.permanent.per_month = 0.01\n\
     [segment.b]\nshare_of_new = 0.3\nhazard.job.per_month = 0.03\n\
     hazard.other_benefit.per_month = 0.04\nhazard.permanent.per_month = 0.005\n\
     [exit.job]\ncomes_back.hazard.per_month = 0.06\nsecond_adult_left_share = 0.4\n\
     [exit.studies]\nends_in = { job = 0.5 }\ncomes_back.after_days = { varies = { uniform = { min = 20, max = 150 } } }\n\
     [exit.payment_gap]\nreturns_without_intake = true\ncomes_back.after_days = 40\n\
     [exit.other_benefit]\ncomes_back.hazard.weibull = { shape = 1.3, scale_months = 9 }\n\
     part_benefit_share = 0.5\npart_benefit_left_share = 0.4\n";

#[test]
fn both_engines_agree_on_entry_reforms_seasons_and_shares_of_cases() {
    let plan = plan_of(&text(
        20,
        &format!(
            "{PEOPLE}[inflow]\nper_month = 30\ntrend_per_year = 0.1\n\
             season_ratio = [1.2, 1, 1, 1, 0.8, 0.8, 0.6, 1, 1.2, 1.2, 1.1, 1.1]\n\
             [stock]\nhouseholds = 90\nwarm_up_years = 3\n\
             [labour_market]\nsd = 0.2\npersistence_per_year = 0.6\n\
             [reform.norm]\nfrom = \"2027-09\"\nhazard_ratio = 1.4\nentry_ratio = 0.8\nbenefit_ratio = 1.1\n\
             [[design.today.intake]]\nid = \"decision\"\nwait_days = {{ varies = {{ exponential = {{ mean = 20 }} }} }}\n\
             lost_share = 0.1\n\
             [design.today.review]\nevery_days = 50\nfinds_lost_share = 0.5\n\
             [design.house]\nbased_on = \"today\"\ngo_live = \"2027-04\"\nramp_up_months = 4\n\
             entry_ratio = {{ a = 0.8, b = 1.3 }}\n\
             treated = {{ share = 0.8, consent_share = 0.9, segments = [\"a\"] }}\n\
             intake = [{{ id = \"quick\", wait_days = 3, withdrawal_share = 0.05, benefit_paid = false, on_return = false }}]\n\
             effect.one = {{ hazard_ratio = 1.5, segments = [\"a\"], states = [\"open\", \"intake\"] }}\n\
             transition = {{ hazard_ratio = 0.8, hold_months = 3, until_month = 8 }}\n"
        ),
    ));
    agree(&plan, 600);
}

/// A menu, a chain, drop-outs, after-effects, stated outcomes and personal fit.
pub fn chosen(design: &str, adjustments: &str) -> Plan {
    plan_of(&chosen_text(design, adjustments))
}

pub fn chosen_text(design: &str, adjustments: &str) -> String {
    let whole = text(
        24,
        &format!(
            "{PEOPLE}[inflow]\nper_month = 30\n[stock]\nwarm_up_years = 3\n\
             [intervention.course]\nduration_days = {{ varies = {{ weibull = {{ shape = 1.5, scale = 60 }} }} }}\n\
             lock_in_ratio = 0.5\neffect_ratio = 1.3\nthen = {{ work = 0.4 }}\n\
             [intervention.work]\nduration_days = {{ varies = {{ lognormal = {{ mean = 120, sd = 60 }} }} }}\n\
             lock_in_ratio = 0.2\ndrop_out_per_month = 0.05\nbenefit_share = 0\neffect_ratio = 1.1\n\
             after_effect = {{ hazard_ratio = 1.8, months = 5 }}\n\
             [intervention.job_first]\nduration_days = 70\noutcome_share = {{ job = 0.3, unemployment_insurance = 0.2 }}\n\
             [flow.support]\npayer = \"state\"\nreceiver = \"employers\"\nkind = \"subsidy\"\nsek_per_month = 3000\n\
             while_in = [\"work\"]\nfirst_months = 2\n\
             [design.today]\nmenu.every = {{ none = 50, course = 20, work = 15, job_first = 15 }}\n\
             match_quality = 0.7\nfit_slope = 0.6\n\
             [[design.today.intake]]\nid = \"decision\"\nwait_days = {{ varies = {{ lognormal = {{ median = 14, p90 = 30 }} }} }}\n\
             [design.today.review]\nevery_days = 45\nfinds_lost_share = 0.5\noffers_menu_share = 0.3\n\
             [design.house]\nbased_on = \"today\"\nfit_slope = 0.9\n{design}\n"
        ),
    );
    whole.replace("discontinuation = false", adjustments)
}

#[test]
fn both_engines_agree_on_choices_chains_and_after_effects_when_cases_are_called_in() {
    let house = "treated = { applies_to = \"all\", call_in_months = 5 }\n\
                 intake = [{ id = \"called\", wait_days = { varies = { uniform = { min = 2, max = 30 } } }, lost_share = 0.2 }]\n\
                 menu.every = { none = 60, course = 30, work = 10 }\n\
                 effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }";
    agree(&chosen(house, "discontinuation = false"), 500);
}

#[test]
fn both_engines_agree_on_a_design_that_ends() {
    let house = "menu.every = { none = 40, work = 60 }\n\
                 discontinuation = { share = 0.95, within_months = 12 }\n\
                 effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }";
    agree(&chosen(house, "discontinuation = true"), 500);
}

fn shipped(name: &str) -> Plan {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let reading = read_scenario(name, &mut |path| {
        std::fs::read_to_string(folder.join(path)).map_err(|_| Unreadable::Missing)
    });
    let scenario = reading.scenario.expect("a shipped scenario is sound");
    compile(&scenario, &reading.resolved).expect("a shipped scenario compiles")
}

#[test]
fn both_engines_agree_on_a_shipped_scenario() {
    agree(&shipped("larexempel.toml"), 200);
}

#[test]
fn every_shipped_scenario_without_limited_places_is_covered() {
    for name in [
        "ale.toml",
        "fagersta.toml",
        "hassleholm.toml",
        "helsingborg.toml",
        "larexempel.toml",
        "lund.toml",
        "sodertalje.toml",
        "spanga_tensta.toml",
        "trollhattan.toml",
        "umea.toml",
    ] {
        assert!(solve(&shipped(name), 1).is_ok(), "{name}");
    }
}

#[test]
fn what_is_not_covered_is_listed_with_its_place() {
    let plan = inflow(
        12,
        "hazard.permanent.per_month = 0.01",
        "[intervention.course]\nduration_days = 60\nplaces = 3\n\
         [design.today]\nmenu.every = { none = 1, course = 1 }",
    );
    let found = solve(&plan, 2).err().expect("not covered");
    let limited = Unsupported {
        feature: Feature::Limited,
        address: "intervention.course".into(),
    };
    assert_eq!(found, [limited]);
}

#[test]
fn expected_money_adds_up_to_zero_over_the_accounts() {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let reading = read_scenario("larexempel.toml", &mut |path| {
        std::fs::read_to_string(folder.join(path)).map_err(|_| Unreadable::Missing)
    });
    let scenario = reading.scenario.expect("sound");
    let plan = compile(&scenario, &reading.resolved).expect("compiles");
    let expected = expected(&plan, &scenario, None).expect("covered");
    for design in &expected.designs {
        for year in 0..expected.years.len() {
            let sum: f64 = design.lines.iter().map(|line| line.by_year[year]).sum();
            let size: f64 = design
                .lines
                .iter()
                .map(|line| line.by_year[year].abs())
                .sum();
            assert!(sum.abs() < 1e-9 * size, "{} {year} {sum}", design.id);
        }
    }
    assert!(expected.grid_error_share < 1e-3);
    assert!(expected.comparisons[0].savings[0].sek < 0.0);
}
