//! Clocks put together: what is drawn once, and what is kept once.
//!
//! Clocks with constant hazards that start together and meet the same factors under `today` form
//! a *bundle*: the first of them comes after one exponential with the sum of their hazards, and
//! which one it is does not depend on when. What is left of the others then is exponential
//! again. So a bundle costs one number for a spell and another one for an exit, however many
//! exits there are, and has exactly the law of a clock for each.
//!
//! Clocks that also meet the same factors in every kind of state, under every way of working,
//! form a *group*: whichever of them is the first when a spell begins stays the first until
//! it ends. A household keeps one time for each group. Where a lever names only some exits,
//! their bundle falls into several groups, and the times of the others are drawn too. What
//! was drawn first is the same either way, so a lever of one design moves no other's luck.

use crate::compile::plan::N_EXITS;
use crate::luck::{OccasionKey, Purpose};
use crate::model::course::Course;
use crate::model::levers::is_self_support;
use crate::model::parts::Clock;
use crate::scenario::hazard::Since;

/// One exit's clock within its bundle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contender {
    pub(crate) exit: u8,
    group: u8,
    /// Luck of its time after the first.
    after: Purpose,
    /// Mean days until it fires; infinite where its hazard is zero.
    mean_days: f64,
}

/// Clocks with constant hazards that start together.
#[derive(Debug)]
pub(crate) struct Bundle {
    pub(crate) since: Since,
    pub(crate) self_support: bool,
    /// Mean days until the first fires.
    mean_days: f64,
    first: Purpose,
    which: Purpose,
    /// Never empty.
    contenders: Vec<Contender>,
    /// Their exits.
    exits: [u8; N_EXITS],
    /// Shares of the hazard up to and with each but the last; infinite from there on.
    shares_up_to: [f64; N_EXITS - 1],
    /// Its group, where it is not split.
    whole: Option<usize>,
}

impl Bundle {
    /// Returns the days at full speed until the first clock fires.
    fn first_after(&self, luck: OccasionKey) -> f64 {
        luck.stream(self.first).exponential() * self.mean_days
    }

    /// Returns what winding the bundle takes, where that is simple.
    fn winding(&self) -> Option<Winding> {
        let group = self.whole.filter(|_| self.since == Since::Spell)?;
        Some(Winding {
            group: group as u8,
            self_support: self.self_support,
            mean_days: self.mean_days,
            first: self.first,
        })
    }

    /// Returns the exit of the clock that is the first.
    #[inline]
    pub(crate) fn exit(&self, luck: OccasionKey) -> u8 {
        let lot = luck.stream(self.which).uniform();
        // Counted, not searched: nobody can guess which exit it is, a processor neither.
        let behind = self.shares_up_to.iter().filter(|share| lot >= **share);
        self.exits[behind.count()]
    }

    /// Returns the luck that decides which of its clocks is the first.
    pub(crate) fn which(&self) -> Purpose {
        self.which
    }

    /// Returns the shares from which on it is the second clock, the third, and so on.
    pub(crate) fn borders(&self) -> &[f64] {
        &self.shares_up_to[..self.contenders.len() - 1]
    }

    /// Returns the exits of its clocks.
    pub(crate) fn exits(&self) -> &[u8] {
        &self.exits[..self.contenders.len()]
    }

    /// Returns its groups, some of them more than once.
    pub(crate) fn groups(&self) -> impl Iterator<Item = usize> + '_ {
        self.contenders
            .iter()
            .map(|contender| contender.group as usize)
    }

    /// Returns one of its exits.
    pub(crate) fn any_exit(&self) -> u8 {
        self.contenders[0].exit
    }

    /// Calls `each` with group, exit and days at full speed of every clock of a split bundle.
    #[inline(never)]
    pub(crate) fn all_after(&self, luck: OccasionKey, mut each: impl FnMut(usize, u8, f64)) {
        let (first, days) = (self.exit(luck), self.first_after(luck));
        for contender in &self.contenders {
            let after = if contender.exit == first {
                0.0
            } else {
                luck.stream(contender.after).exponential() * contender.mean_days
            };
            each(contender.group as usize, contender.exit, days + after);
        }
    }
}

/// A bundle that is one group and starts with the spell: all that winding it takes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Winding {
    pub(crate) group: u8,
    pub(crate) self_support: bool,
    mean_days: f64,
    first: Purpose,
}

impl Winding {
    /// Returns the days at full speed until the first of its clocks fires.
    #[inline]
    pub(crate) fn first_after(&self, luck: OccasionKey) -> f64 {
        luck.stream(self.first).exponential() * self.mean_days
    }
}

/// Where a group's first clock leads to.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LeadsTo {
    /// Always to this exit.
    Exit(u8),
    /// Drawn from this bundle when it fires.
    Drawn(usize),
    /// Known since it was wound.
    Kept,
}

/// Clocks that meet the same factors everywhere; one with a hazard that is not constant is alone.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) since: Since,
    /// Whether readiness and after-effects act on it.
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
    /// The hazard of what is left: one a day where it is constant.
    pub(crate) course: Course,
    /// One of its exits, whose paths are those of all.
    pub(crate) exit: usize,
    /// Its luck, where it is alone.
    pub(crate) purpose: Purpose,
    pub(crate) leads_to: LeadsTo,
}

/// The groups and bundles of one segment.
#[derive(Debug)]
pub(crate) struct Groups {
    pub(crate) groups: Vec<Group>,
    pub(crate) bundles: Vec<Bundle>,
    /// What a new spell winds, but for `split` and `alone`.
    pub(crate) windings: Vec<Winding>,
    /// Positions of the bundles that are split, or start with a state.
    pub(crate) split: Vec<usize>,
    /// Positions of the groups whose hazards are not constant.
    pub(crate) alone: Vec<usize>,
    /// Whether a new spell winds more than `windings`.
    pub(crate) winds_more: bool,
    /// By clock of the segment.
    pub(crate) group_of: Vec<usize>,
}

impl Groups {
    /// Returns the groups of a segment's clocks; `paths_of` has a clock's paths by way and kind of
    /// state, those of `today` first.
    pub(crate) fn new(
        clocks: &[Clock],
        n_kinds: usize,
        paths_of: impl Fn(&Clock) -> Vec<u32>,
    ) -> Self {
        let mut groups: Vec<Group> = Vec::new();
        let mut known: Vec<Vec<u32>> = Vec::new();
        let mut group_of = Vec::with_capacity(clocks.len());
        for clock in clocks {
            let self_support = is_self_support(clock.exit);
            let is_constant = matches!(clock.course, Course::Constant(_));
            let key = paths_of(clock);
            let is_alike = |at: &usize| {
                let group: &Group = &groups[*at];
                let starts_alike = group.since == clock.since && group.self_support == self_support;
                group.is_constant && starts_alike && known[*at] == key
            };
            let alike = (0..groups.len()).find(is_alike).filter(|_| is_constant);
            let at = alike.unwrap_or_else(|| {
                groups.push(Group {
                    since: clock.since,
                    self_support,
                    is_constant,
                    course: if is_constant {
                        Course::Constant(1.0)
                    } else {
                        clock.course.clone()
                    },
                    exit: clock.exit,
                    purpose: clock.purpose,
                    leads_to: LeadsTo::Exit(clock.exit as u8),
                });
                known.push(key);
                groups.len() - 1
            });
            group_of.push(at);
        }
        let today = known
            .iter()
            .map(|paths| paths[..n_kinds].to_vec())
            .collect();
        let bundles = bundles(clocks, &group_of, &mut groups, today);
        let windings: Vec<Winding> = bundles.iter().filter_map(Bundle::winding).collect();
        let is_split = |at: &usize| bundles[*at].winding().is_none();
        let is_alone = |at: &usize| !groups[*at].is_constant;
        let split: Vec<usize> = (0..bundles.len()).filter(is_split).collect();
        let alone: Vec<usize> = (0..groups.len()).filter(is_alone).collect();
        Self {
            winds_more: !split.is_empty() || !alone.is_empty(),
            windings,
            split,
            alone,
            bundles,
            groups,
            group_of,
        }
    }
}

/// Returns the bundles of a segment's clocks and tells their groups where they lead to;
/// `today` has the paths of each group under `today`.
fn bundles(
    clocks: &[Clock],
    group_of: &[usize],
    groups: &mut [Group],
    today: Vec<Vec<u32>>,
) -> Vec<Bundle> {
    let mut bundled: Vec<Vec<(&Clock, usize, f64)>> = Vec::new();
    // From the last exit on: payment gaps are by far the most, and found first.
    for (clock, group) in clocks.iter().zip(group_of).rev() {
        let Course::Constant(rate) = clock.course else {
            continue;
        };
        let is_alike = |other: &&mut Vec<(&Clock, usize, f64)>| {
            let (first, first_group, _) = &other[0];
            first.since == clock.since
                && is_self_support(first.exit) == is_self_support(clock.exit)
                && today[*first_group] == today[*group]
        };
        match bundled.iter_mut().find(is_alike) {
            Some(alike) => alike.push((clock, *group, rate)),
            None => bundled.push(vec![(clock, *group, rate)]),
        }
    }
    let bundles: Vec<Bundle> = bundled.iter().map(|clocks| bundle(clocks)).collect();
    for (at, bundle) in bundles.iter().enumerate() {
        for group in bundle.groups().filter(|_| bundle.contenders.len() > 1) {
            groups[group].leads_to = match bundle.whole {
                Some(_) if bundle.since == Since::Spell => LeadsTo::Drawn(at),
                _ => LeadsTo::Kept,
            };
        }
    }
    bundles
}

fn bundle(clocks: &[(&Clock, usize, f64)]) -> Bundle {
    let total: f64 = clocks.iter().map(|(_, _, rate)| rate).sum();
    let contender = |(clock, group, rate): &(&Clock, usize, f64)| Contender {
        exit: clock.exit as u8,
        group: *group as u8,
        after: clock.after,
        mean_days: 1.0 / rate,
    };
    let mut exits = [0; N_EXITS];
    let all = exits.iter_mut().zip(clocks);
    all.for_each(|(exit, (clock, _, _))| *exit = clock.exit as u8);
    let mut shares_up_to = [f64::INFINITY; N_EXITS - 1];
    let mut up_to = 0.0;
    let but_last = &clocks[..clocks.len() - 1];
    for (share, (_, _, rate)) in shares_up_to.iter_mut().zip(but_last) {
        up_to += rate / total;
        *share = up_to;
    }
    let (first, first_group, _) = &clocks[0];
    let is_whole = clocks.iter().all(|(_, group, _)| group == first_group);
    Bundle {
        since: first.since,
        self_support: is_self_support(first.exit),
        mean_days: 1.0 / total,
        first: first.purpose,
        which: first.which,
        contenders: clocks.iter().map(contender).collect(),
        exits,
        shares_up_to,
        whole: is_whole.then_some(*first_group),
    }
}
