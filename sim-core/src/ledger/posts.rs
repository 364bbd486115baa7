//! Which posts and running costs a way of working has in each month.
//!
//! Under `today` its own list holds throughout. Under a design `today`'s list holds until
//! go-live, the design's own from then on, and `today`'s again once the design is no longer
//! run. During the notice that follows, people who were taken on for the design still cost and do
//! what work there is: of each profession, payer and booking the larger of the two lists
//! counts. Posts that a design inherits are therefore the same throughout, to the last bit.

use crate::compile::plan::{DesignCostPlan, Num, PostsPlan};
use crate::scenario::money::Account;
use crate::scenario::staff::Booking;

/// How much of one month a design's own list holds, and its notice.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Cover {
    /// Share of the month in which the design is run.
    pub runs: f64,
    /// Share of the month within the notice.
    pub notice: f64,
}

/// Returns the cover of each month; times in months from the start.
///
/// ```
/// use sim_core::ledger::posts::cover;
/// let months = cover(4, 1, 2.25, 1.0);
/// assert_eq!((months[0].runs, months[1].runs, months[2].runs), (0.0, 1.0, 0.25));
/// assert_eq!((months[2].notice, months[3].notice), (0.75, 0.25));
/// ```
pub fn cover(
    n_months: usize,
    go_live_month: usize,
    ended_at_month: f64,
    notice_months: f64,
) -> Vec<Cover> {
    let starts = go_live_month as f64;
    let ends = ended_at_month.max(starts);
    let within = |month: usize, from: f64, to: f64| {
        let month = month as f64;
        (to.min(month + 1.0) - from.max(month)).max(0.0)
    };
    (0..n_months)
        .map(|month| Cover {
            runs: within(month, starts, ends),
            notice: within(month, ends, ends + notice_months),
        })
        .collect()
}

/// An amount under `today` and under a way of working.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    today: Vec<Num>,
    own: Vec<Num>,
}

/// The two amounts under a draw's values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Levels {
    /// Under `today`.
    pub today: f64,
    /// Under the way of working.
    pub own: f64,
}

impl Pair {
    /// Returns the amounts under a draw's values.
    pub fn levels(&self, values: &[f64]) -> Levels {
        let sum = |numbers: &[Num]| numbers.iter().map(|number| number.of(values)).sum();
        Levels {
            today: sum(&self.today),
            own: sum(&self.own),
        }
    }
}

impl Levels {
    /// Returns the amount in a month.
    ///
    /// Written as steps away from `today`, so that equal lists give exactly `today`'s.
    #[inline]
    pub fn in_month(self, cover: Cover) -> f64 {
        let change = self.own - self.today;
        self.today + change * cover.runs + change.max(0.0) * cover.notice
    }
}

/// Posts of one profession, payer and booking.
#[derive(Clone, Debug, PartialEq)]
pub struct PostGroup {
    /// Position of the profession.
    pub profession: usize,
    /// Who pays.
    pub payer: Account,
    /// New or reallocated.
    pub booking: Booking,
    /// Full-time posts.
    pub fte: Pair,
}

/// Running cost of one payer.
#[derive(Clone, Debug, PartialEq)]
pub struct RunningGroup {
    /// Who pays.
    pub payer: Account,
    /// SEK a month.
    pub sek_per_month: Pair,
}

/// Returns the posts of a way of working beside those of `today`.
pub fn post_groups(today: &DesignCostPlan, own: &DesignCostPlan) -> Vec<PostGroup> {
    let mut groups: Vec<PostGroup> = Vec::new();
    let mut add = |post: &PostsPlan, is_own: bool| {
        let found = groups.iter().position(|group| {
            (group.profession, group.payer, group.booking)
                == (post.profession, post.payer, post.booking)
        });
        let position = found.unwrap_or_else(|| {
            groups.push(PostGroup {
                profession: post.profession,
                payer: post.payer,
                booking: post.booking,
                fte: Pair::default(),
            });
            groups.len() - 1
        });
        let pair = &mut groups[position].fte;
        let side = if is_own {
            &mut pair.own
        } else {
            &mut pair.today
        };
        side.push(post.fte);
    };
    today.posts.iter().for_each(|post| add(post, false));
    own.posts.iter().for_each(|post| add(post, true));
    groups
}

/// Returns the running costs of a way of working beside those of `today`.
pub fn running_groups(today: &DesignCostPlan, own: &DesignCostPlan) -> Vec<RunningGroup> {
    let mut groups: Vec<RunningGroup> = Vec::new();
    for (costs, is_own) in [(&today.running, false), (&own.running, true)] {
        for cost in costs {
            let found = groups.iter().position(|group| group.payer == cost.payer);
            let position = found.unwrap_or_else(|| {
                groups.push(RunningGroup {
                    payer: cost.payer,
                    sek_per_month: Pair::default(),
                });
                groups.len() - 1
            });
            let pair = &mut groups[position].sek_per_month;
            let side = if is_own {
                &mut pair.own
            } else {
                &mut pair.today
            };
            side.push(cost.sek_per_month);
        }
    }
    groups
}
