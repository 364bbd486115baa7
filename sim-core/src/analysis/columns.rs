//! What is kept of every draw: a row of figures, and which figure stands where.
//!
//! Eight bytes a figure. Two designs beside `today` over five years with 25 ledger lines
//! and 60 uncertain numbers take about 1,300 figures: 10 kB a draw, 100 MB for 10,000 draws.

use crate::compile::plan::Plan;
use crate::ledger::accounts::N_PERSPECTIVES;
use crate::ledger::book::Book;
use crate::ledger::parts::N_PARTS;
use crate::scenario::money::Account;
use crate::scenario::staff::Booking;
use crate::tally::probes::N_CLASSES;

/// Where the figures of one way of working stand in a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WayColumns {
    /// Nominal SEK by line and year.
    pub lines: usize,
    /// Value of reallocated time by account and year.
    pub reallocated: usize,
    /// Households in job or studies by mark.
    pub self_support: usize,
    /// Household-months with payment.
    pub months_with_payment: usize,
    /// Household-months in job.
    pub job_months: usize,
    /// Households with any payment in a whole calendar year.
    pub households_in_year: usize,
    /// Benefit for each of them in the year.
    pub sek_per_household: usize,
    /// One when the design stopped being run within the horizon.
    pub discontinued: usize,
    /// By probe: households followed, then found by class.
    pub probes: usize,
    /// By pool: its figures over the whole horizon.
    pub pools: usize,
}

/// Where the figures of one design against `today` stand in a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PairColumns {
    /// Nominal SEK by line and year.
    pub lines: usize,
    /// By perspective: cumulative present value by month.
    pub cumulative: [usize; N_PERSPECTIVES],
    /// By perspective: the last twelve months' saving in constant prices.
    pub run_off: [usize; N_PERSPECTIVES],
    /// By perspective, part and month: constant prices, not discounted; where asked for.
    pub parts: Option<usize>,
}

/// Where every figure of a row stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    /// By way of working, in the order they are run.
    pub ways: Vec<WayColumns>,
    /// By way of working but `today`.
    pub pairs: Vec<PairColumns>,
    /// Values of the uncertain numbers.
    pub uncertain: usize,
    /// Figures in all.
    pub n_figures: usize,
    /// Lines of a ledger.
    pub n_lines: usize,
    /// Calendar years.
    pub n_years: usize,
    /// Months at whose end self-support is looked up: 12, 24, ... and the last.
    pub marks: Vec<u32>,
    /// Accounts that reallocated time can stand on.
    pub time_accounts: Vec<Account>,
}

/// Figures of one probe.
pub(super) const PROBE_FIGURES: usize = 1 + N_CLASSES;

/// Figures of one pool.
pub(super) const POOL_FIGURES: usize = 10;

impl Columns {
    pub(super) fn new(plan: &Plan, book: &Book, with_parts: bool) -> Self {
        let (n_lines, n_years) = (book.lines.all.len(), plan.calendar.years.len());
        let n_months = plan.calendar.n_months;
        let marks = marks(n_months);
        let time_accounts = time_accounts(plan);
        let mut n_figures = 0;
        let mut take = |n: usize| {
            n_figures += n;
            n_figures - n
        };
        let uncertain = take(plan.numbers.uncertain.len());
        let ways = book.ways.iter().map(|_| WayColumns {
            lines: take(n_lines * n_years),
            reallocated: take(time_accounts.len() * n_years),
            self_support: take(marks.len()),
            months_with_payment: take(1),
            job_months: take(1),
            households_in_year: take(1),
            sek_per_household: take(1),
            discontinued: take(1),
            probes: take(plan.probes.len() * PROBE_FIGURES),
            pools: take(plan.pools.len() * POOL_FIGURES),
        });
        let ways: Vec<WayColumns> = ways.collect();
        let pairs = ways[1..].iter().map(|_| PairColumns {
            lines: take(n_lines * n_years),
            cumulative: std::array::from_fn(|_| take(n_months)),
            run_off: std::array::from_fn(|_| take(1)),
            parts: with_parts.then(|| take(N_PERSPECTIVES * N_PARTS * n_months)),
        });
        Self {
            pairs: pairs.collect(),
            ways,
            uncertain,
            n_lines,
            n_years,
            marks,
            time_accounts,
            n_figures,
        }
    }
}

fn marks(n_months: usize) -> Vec<u32> {
    let n_months = n_months as u32;
    let mut marks: Vec<u32> = (1..=n_months / 12).map(|year| year * 12).collect();
    if marks.last() != Some(&n_months) {
        marks.push(n_months);
    }
    marks
}

fn time_accounts(plan: &Plan) -> Vec<Account> {
    let money = &plan.money;
    let employers = money.professions.iter().map(|it| it.employer);
    let posts = money.designs.iter().flat_map(|design| &design.posts);
    let payers = posts
        .filter(|post| post.booking == Booking::Reallocated)
        .map(|post| post.payer);
    let used: Vec<Account> = employers.chain(payers).collect();
    let all = Account::ALL.iter().copied();
    all.filter(|account| used.contains(account)).collect()
}
