//! What money must obey: double entry, prices, posts, displacement, by hand and by law.

use proptest::prelude::*;
use sim_core::compile::plan::{EventColumn, Num, Plan, StateColumn};
use sim_core::ledger::accounts::{JOB, Ledger, UNEMPLOYMENT_INSURANCE};
use sim_core::ledger::book::Book;
use sim_core::ledger::difference::{by_month, difference, nominal_by_year};
use sim_core::ledger::posts::cover;
use sim_core::ledger::prices::{Prices, discount_by_month};
use sim_core::ledger::pricing::{WayPriced, benefit_per_day, price};
use sim_core::math::{exp, ln_1p};
use sim_core::scenario::money::{Account, FlowKind};
use sim_core::tally::layout::Layout;
use sim_core::tally::occupancy::{MonthlyTally, Occupancy, Span, WEIGHT_ONE};
use sim_core::tally::outcome::WayOutcome;
use sim_core::tally::probes::Probes;
use sim_core::units::{DAYS_PER_MONTH, TICKS_PER_DAY};

use crate::comparing::{MONEY, scenario_and_plan};

const QUICK: usize = 0;
const SLOW: usize = 1;
/// Position of the design `house` in the plan.
const HOUSE: usize = 2;

/// A stay or an event of the hand-made lists: segment, column, days.
#[derive(Clone, Copy, Debug)]
enum Fact {
    Stay(usize, StateColumn, f64, f64),
    Benefit(usize, f64, f64),
    Event(usize, EventColumn, f64),
}

fn outcome(layout: &Layout, facts: &[Fact], ended: f64) -> WayOutcome {
    let mut occupancy = Occupancy::new(layout);
    for fact in facts {
        match *fact {
            Fact::Stay(segment, column, from, to) => {
                let state = layout.state(column).expect("the layout has the column");
                let span = Span::between(occupancy.moment(from), occupancy.moment(to));
                occupancy.add_stay(segment, state, span);
            }
            Fact::Benefit(segment, from, to) => {
                let span = Span::between(occupancy.moment(from), occupancy.moment(to));
                occupancy.add_benefit(segment, span, WEIGHT_ONE);
            }
            Fact::Event(segment, column, at) => {
                let event = layout.event(column).expect("the layout has the column");
                let at = occupancy.moment(at).month;
                occupancy.add_event(segment, event, at);
            }
        }
    }
    WayOutcome {
        tally: occupancy.close(layout),
        pools: Vec::new(),
        probes: Probes::default(),
        discontinued_at_month: ended,
    }
}

/// `today` and `house`, priced from hand-made facts.
struct Case {
    plan: Plan,
    book: Book,
    values: Vec<f64>,
    priced: Vec<WayPriced>,
    difference: Ledger,
}

fn case(plan: Plan, today: &[Fact], house: &[Fact], ended: f64) -> Case {
    let layouts = [Layout::new(&plan, 0), Layout::new(&plan, HOUSE)];
    let book = Book::new(&plan, &layouts);
    let values = plan.numbers.central();
    let benefit = benefit_per_day(&plan, &values, &[]);
    let outcomes = [
        outcome(&layouts[0], today, f64::INFINITY),
        outcome(&layouts[1], house, ended),
    ];
    let rates = (values.as_slice(), benefit.as_slice());
    let priced: Vec<WayPriced> = outcomes
        .iter()
        .enumerate()
        .map(|(way, outcome)| price(&plan, &book, way, rates, outcome))
        .collect();
    let tallies: [&MonthlyTally; 2] = [&outcomes[0].tally, &outcomes[1].tally];
    let both = ([&priced[0], &priced[1]], tallies);
    let difference = difference(&plan, &book, 1, rates, both);
    Case {
        plan,
        book,
        values,
        priced,
        difference,
    }
}

fn plan() -> Plan {
    scenario_and_plan(MONEY).1
}

impl Case {
    fn line<'a>(&self, ledger: &'a Ledger, account: Account, kind: FlowKind) -> &'a [f64] {
        ledger.line(self.book.lines.position(account, kind).expect("a line"))
    }

    fn today(&self, account: Account, kind: FlowKind) -> &[f64] {
        self.line(&self.priced[0].ledger, account, kind)
    }

    fn house(&self, account: Account, kind: FlowKind) -> &[f64] {
        self.line(&self.priced[1].ledger, account, kind)
    }

    fn gain(&self, account: Account, kind: FlowKind) -> &[f64] {
        self.line(&self.difference, account, kind)
    }
}

fn near(found: f64, expected: f64) {
    let scale = expected.abs().max(1.0);
    assert!(
        (found - expected).abs() <= 1e-9 * scale,
        "found {found}, expected {expected}"
    );
}

const fn job() -> StateColumn {
    StateColumn::Exit(JOB)
}

fn month(month: f64) -> f64 {
    month * DAYS_PER_MONTH
}

// Double entry.

fn any_fact() -> impl Strategy<Value = Fact> {
    let states = prop_oneof![
        Just(StateColumn::Open),
        Just(job()),
        Just(StateColumn::Exit(UNEMPLOYMENT_INSURANCE)),
        Just(StateColumn::Limited(0)),
        Just(StateColumn::Intervention(0)),
        Just(StateColumn::Step(0, 0)),
    ];
    let stays = (0..2_usize, states, 0.0..1090.0, 0.0..400.0)
        .prop_map(|(segment, state, from, days)| Fact::Stay(segment, state, from, from + days));
    let benefit = (0..2_usize, 0.0..1090.0, 0.0..400.0)
        .prop_map(|(segment, from, days)| Fact::Benefit(segment, from, from + days));
    let events = prop_oneof![
        Just(EventColumn::Exit(JOB)),
        Just(EventColumn::Start(0)),
        Just(EventColumn::Step(0, 0)),
    ];
    let events = (0..2_usize, events, 0.0..1095.0)
        .prop_map(|(segment, event, at)| Fact::Event(segment, event, at));
    prop_oneof![3 => stays, 2 => benefit, 1 => events]
}

fn any_facts() -> impl Strategy<Value = Vec<Fact>> {
    prop::collection::vec(any_fact(), 0..60)
}

fn sums_to_zero(ledger: &Ledger, n_lines: usize) -> Result<(), TestCaseError> {
    for month in 0..ledger.n_months {
        let cells = (0..n_lines).map(|line| ledger.line(line)[month]);
        let size: f64 = cells.clone().map(f64::abs).sum();
        let sum: f64 = cells.sum();
        prop_assert!(sum.abs() <= 1e-12 * size, "month {month}: {sum} of {size}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_ledger_sums_to_zero_in_every_month(
        today in any_facts(), house in any_facts(), ended in 0.0..60.0_f64,
    ) {
        let case = case(plan(), &today, &house, ended);
        let n_lines = case.book.lines.all.len();
        for ledger in [&case.priced[0].ledger, &case.priced[1].ledger, &case.difference] {
            sums_to_zero(ledger, n_lines)?;
        }
    }

    #[test]
    fn a_ledger_equals_an_independent_sum_over_the_event_list(facts in any_facts()) {
        let case = case(plan(), &facts, &[], f64::INFINITY);
        for account in Account::ALL {
            let found: f64 = FlowKind::ALL
                .iter()
                .filter_map(|kind| case.book.lines.position(*account, *kind))
                .map(|line| case.priced[0].ledger.line(line).iter().sum::<f64>())
                .sum();
            let expected = by_hand(&facts, *account);
            let size = expected.abs().max(1e6);
            prop_assert!((found - expected).abs() < 1e-9 * size, "{account:?}: {found} {expected}");
        }
    }

    #[test]
    fn equal_facts_give_exactly_no_difference(facts in any_facts()) {
        let mut plan = plan();
        plan.money.designs[HOUSE] = plan.money.designs[0].clone();
        let case = case(plan, &facts, &facts, 13.7);
        prop_assert!(case.difference.net.iter().all(|sek| *sek == 0.0));
        prop_assert_eq!(&case.priced[0].reallocated, &case.priced[1].reallocated);
    }
}

/// What `money.toml` says about `today`, household by household, in price-year SEK.
fn by_hand(facts: &[Fact], account: Account) -> f64 {
    use Account::{
        Employers, Households, Municipality, Outside, Region, State, UnemploymentInsurance,
    };
    let horizon = 36.0 * DAYS_PER_MONTH;
    let rounded = |days: f64| (days * TICKS_PER_DAY).round() / TICKS_PER_DAY;
    let days = |from: f64, to: f64| rounded(to.min(horizon)) - rounded(from.min(horizon));
    let mut net = std::collections::HashMap::new();
    let mut pay = |payer: Account, receiver: Account, sek: f64| {
        *net.entry(payer).or_insert(0.0) -= sek;
        *net.entry(receiver).or_insert(0.0) += sek;
    };
    pay(Municipality, Outside, 36.0 * 1000.0);
    for fact in facts {
        match *fact {
            Fact::Benefit(segment, from, to) => {
                let norm_from = month(6.0);
                let (before, after) = if segment == SLOW {
                    (1.2, 1.2 * 1.1)
                } else {
                    (1.0, 1.0)
                };
                let per_day = 8000.0 / DAYS_PER_MONTH;
                let early = days(from.min(norm_from), to.min(norm_from));
                let late = days(from.max(norm_from), to.max(norm_from));
                pay(Municipality, Households, early * per_day * before);
                pay(Municipality, Households, late * per_day * after);
            }
            Fact::Stay(segment, column, from, to) if column == job() => {
                let wage = days(from, to) * 24_000.0 / DAYS_PER_MONTH;
                pay(Employers, Households, wage);
                pay(Outside, Employers, wage);
                pay(Households, Municipality, wage * 0.2);
                pay(Municipality, State, wage * 0.2 * 0.9);
                if segment == SLOW {
                    pay(Municipality, Region, wage * 0.2 * 0.5);
                }
            }
            Fact::Stay(_, StateColumn::Limited(0), from, to) => {
                let sek = days(from, to) * 15_000.0 / DAYS_PER_MONTH;
                pay(UnemploymentInsurance, Households, sek);
            }
            Fact::Stay(_, StateColumn::Intervention(0), from, to) => {
                pay(
                    Municipality,
                    Outside,
                    days(from, to) * 3000.0 / DAYS_PER_MONTH,
                );
            }
            Fact::Event(_, EventColumn::Exit(JOB), at) if rounded(at) < horizon => {
                pay(State, Households, 1000.0);
            }
            Fact::Stay(..) | Fact::Event(..) => {}
        }
    }
    net.get(&account).copied().unwrap_or(0.0)
}

// Prices.

#[test]
fn nominal_amounts_step_at_the_turn_of_the_year() {
    let plan = plan();
    let prices = Prices::of(&plan.money, &plan.calendar, &plan.numbers.central());
    let staff = prices.nominal(FlowKind::Staff as usize);
    // The start is July 2027, the price year 2026.
    near(staff[0], 1.04);
    near(staff[5], 1.04);
    near(staff[6], 1.04 * 1.04);
    near(staff[35], 1.04 * 1.04 * 1.04 * 1.04);
    near(prices.nominal(FlowKind::Tax as usize)[17], 1.02 * 1.02);
}

#[test]
fn constant_prices_take_inflation_out_and_leave_the_rest_of_the_growth() {
    let plan = plan();
    let prices = Prices::of(&plan.money, &plan.calendar, &plan.numbers.central());
    near(
        prices.constant(FlowKind::Staff as usize)[6],
        (1.04 * 1.04) / (1.02 * 1.02),
    );
    assert_eq!(prices.constant(FlowKind::Tax as usize)[30], 1.0);
}

#[test]
fn an_even_flow_has_the_present_value_of_an_annuity() {
    for rate in [0.0, 0.02, 0.035, 0.05] {
        let found: f64 = discount_by_month(rate, 60).iter().sum();
        let per_month = ln_1p(rate) / 12.0;
        let expected = if rate == 0.0 {
            60.0
        } else {
            (1.0 - exp(-60.0 * per_month)) / per_month
        };
        near(found, expected);
    }
}

#[test]
fn a_present_value_is_the_constant_price_times_the_mean_discount() {
    let plan = plan();
    let prices = Prices::of(&plan.money, &plan.calendar, &plan.numbers.central());
    let kind = FlowKind::Benefit as usize;
    let discount = discount_by_month(0.035, 36);
    for (month, factor) in discount.iter().enumerate() {
        near(
            prices.present(kind)[month],
            prices.constant(kind)[month] * factor,
        );
    }
}

// Posts.

#[test]
fn new_posts_cost_from_go_live_until_the_notice_is_over() {
    let case = case(plan(), &[], &[], 10.5);
    let cash = case.house(Account::Municipality, FlowKind::Staff);
    let month = -1.5 * 900_000.0 / 12.0;
    // Go-live in October 2027 is month 3; the end at 10.5 and six months of notice.
    near(cash[2], 0.0);
    near(cash[3], month);
    near(cash[15], month);
    near(cash[16], month * 0.5);
    near(cash[17], 0.0);
    let running = case.gain(Account::Municipality, FlowKind::Running);
    near(running[2], 0.0);
    near(running[3], -20_000.0);
    near(running[16], -10_000.0);
    near(running[17], 0.0);
}

#[test]
fn set_up_cost_falls_in_its_month_and_is_never_undone() {
    let case = case(plan(), &[], &[], 3.0);
    let cost = case.gain(Account::Municipality, FlowKind::SetUp);
    near(cost[1], -200_000.0);
    near(cost.iter().sum(), -200_000.0);
}

#[test]
fn optimism_raises_set_up_cost_alone() {
    let mut plan = plan();
    plan.money.optimism = Some([Num::known(0.85), Num::known(1.2)]);
    let case = case(plan, &[], &[], f64::INFINITY);
    near(
        case.gain(Account::Municipality, FlowKind::SetUp)[1],
        -240_000.0,
    );
    near(
        case.gain(Account::Municipality, FlowKind::Running)[5],
        -20_000.0,
    );
}

#[test]
fn a_design_that_ends_before_it_begins_never_runs() {
    let months = cover(6, 4, 2.0, 0.0);
    assert!(months.iter().all(|month| month.runs == 0.0));
}

// Time.

#[test]
fn reallocated_time_is_what_posts_set_aside_less_what_new_posts_do() {
    // 400 first steps of an hour in month 4: 4 posts of 100 hours a month.
    let facts: Vec<Fact> = (0..400)
        .map(|_| Fact::Event(QUICK, EventColumn::Step(0, 0), month(4.5)))
        .collect();
    let case = case(plan(), &facts, &facts, f64::INFINITY);
    let time = |way: usize, account: Account, month: usize| {
        case.priced[way].reallocated[account as usize * 36 + month]
    };
    let post = 720_000.0 / 12.0;
    near(case.priced[0].needed_fte[4], 4.0);
    near(time(0, Account::Municipality, 4), 4.0 * post);
    // The house has 1.5 new posts and half a post of the state's: 4 - 1.5 = 0.5 + 2.
    near(time(1, Account::State, 4), 0.5 * post);
    near(time(1, Account::Municipality, 4), 2.0 * post);
    // In an idle month new posts leave nothing to take from others.
    near(time(1, Account::State, 5), 0.0);
    near(time(0, Account::Municipality, 5), 0.0);
    let cash = case.house(Account::State, FlowKind::Tax);
    assert!(cash.iter().all(|sek| *sek == 0.0));
}

#[test]
fn available_time_grows_with_the_posts_of_a_design_from_go_live() {
    let case = case(plan(), &[], &[], f64::INFINITY);
    near(case.priced[0].available_fte[10], 2.0);
    near(case.priced[1].available_fte[2], 2.0);
    near(case.priced[1].available_fte[3], 4.0);
}

// Displacement and equalisation.

#[test]
fn equalisation_leaves_the_public_sector_with_the_whole_tax() {
    let facts = [Fact::Stay(QUICK, job(), month(1.0), month(2.0))];
    let case = case(plan(), &facts, &[], f64::INFINITY);
    near(case.today(Account::Municipality, FlowKind::Tax)[1], 480.0);
    near(case.today(Account::State, FlowKind::Tax)[1], 4320.0);
    near(case.today(Account::Households, FlowKind::Tax)[1], -4800.0);
}

#[test]
fn displacement_takes_back_a_share_of_extra_jobs_and_books_what_the_displaced_cost() {
    let facts = [Fact::Stay(QUICK, job(), month(8.0), month(9.0))];
    let case = case(plan(), &[], &facts, f64::INFINITY);
    near(case.gain(Account::Employers, FlowKind::Wages)[8], 0.0);
    near(
        case.gain(Account::Outside, FlowKind::Wages)[8],
        -24_000.0 * 0.75,
    );
    near(
        case.gain(Account::Municipality, FlowKind::Tax)[8],
        480.0 * 0.75,
    );
    // A fifth of the displaced quarter is on assistance, at the mean of the segments:
    // 0.75 of 1 and 0.25 of 1.2 times the norm's 1.1.
    let mean = 8000.0 * (0.75 + 0.25 * 1.2 * 1.1);
    near(
        case.gain(Account::Municipality, FlowKind::Benefit)[8],
        -0.25 * 0.2 * mean,
    );
    near(
        case.gain(Account::UnemploymentInsurance, FlowKind::Transfer)[8],
        -0.25 * 0.3 * 15_000.0,
    );
}

#[test]
fn jobs_lost_under_a_design_are_displaced_with_the_opposite_sign() {
    let facts = [Fact::Stay(SLOW, job(), month(8.0), month(9.0))];
    let more = case(plan(), &[], &facts, f64::INFINITY);
    let mut plan_without_costs = plan();
    plan_without_costs.money.designs[HOUSE] = plan_without_costs.money.designs[0].clone();
    let fewer = case(plan_without_costs, &facts, &[], f64::INFINITY);
    for kind in [FlowKind::Tax, FlowKind::Benefit] {
        near(
            more.gain(Account::Municipality, kind)[8],
            -fewer.gain(Account::Municipality, kind)[8],
        );
    }
}

#[test]
fn without_displacement_the_difference_is_that_of_the_two_ledgers() {
    let mut plan = plan();
    plan.money.displacement = None;
    let facts = [Fact::Stay(QUICK, job(), month(8.0), month(9.0))];
    let case = case(plan, &[], &facts, f64::INFINITY);
    near(case.gain(Account::Outside, FlowKind::Wages)[8], -24_000.0);
    near(case.gain(Account::Municipality, FlowKind::Benefit)[8], 0.0);
}

// Sums.

#[test]
fn years_and_months_add_up_to_the_same_nominal_money() {
    let facts = [
        Fact::Stay(QUICK, job(), month(2.5), month(30.0)),
        Fact::Benefit(SLOW, 0.0, month(20.0)),
    ];
    let case = case(plan(), &facts, &[], f64::INFINITY);
    let (lines, calendar) = (&case.book.lines, &case.plan.calendar);
    let prices = Prices::of(&case.plan.money, calendar, &case.values);
    let ledger = &case.priced[0].ledger;
    let years = nominal_by_year(ledger, lines, &prices, calendar);
    let n_years = calendar.years.len();
    assert_eq!(calendar.years, [2027, 2028, 2029, 2030]);
    for position in 0..lines.all.len() {
        let months = by_month(ledger, lines, &[position], |kind| prices.nominal(kind));
        let of_year: f64 = years[position * n_years..][..n_years].iter().sum();
        near(months.iter().sum(), of_year);
    }
}
