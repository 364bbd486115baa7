//! Which designs between two designs can be run, and which levers therefore go together.

use std::collections::HashMap;

use crate::analysis::diff_levers::{Lever, levers, switched};
use crate::compile::{check, is_sound};
use crate::results::diff::Theme;
use crate::scenario::Scenario;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::{Entry, Node};

/// The most groups of levers that are switched in every order: 2^6 designs.
pub(super) const MOST_IN_EVERY_ORDER: usize = 6;

/// Which levers are set as in the second design.
pub(super) type Combination = Vec<bool>;

/// Levers that are switched together, by position.
pub(super) type Group = Vec<usize>;

/// Two designs and everything between them.
pub(super) struct Between<'a> {
    resolved: &'a Node,
    from: &'a Node,
    to: &'a Node,
    pub(super) levers: Vec<Lever>,
    runs: HashMap<Combination, bool>,
}

impl<'a> Between<'a> {
    /// Returns two designs of a resolved scenario side by side; none where one is not there.
    pub(super) fn new(resolved: &'a Node, (from, to): (&str, &str)) -> Option<Self> {
        let designs = resolved.table()?.get("design")?.table()?;
        let (from, to) = (designs.get(from)?, designs.get(to)?);
        Some(Self {
            resolved,
            from,
            to,
            levers: levers(from, to),
            runs: HashMap::new(),
        })
    }

    /// Returns the levers one at a time, those merged that cannot be.
    ///
    /// Where there are few, every combination of them can be run; where there are many, every
    /// combination on the way from the first design to the second.
    pub(super) fn steps(&mut self) -> Vec<Group> {
        let mut groups: Vec<Group> = (0..self.levers.len()).map(|at| vec![at]).collect();
        if groups.len() <= MOST_IN_EVERY_ORDER {
            return self.merged(groups);
        }
        while let Some(refused) = self.first_refused_start(&groups) {
            let next = groups.remove(refused);
            groups[refused - 1].extend(next);
        }
        groups
    }

    /// Returns the levers by theme, those merged that cannot be switched in every order.
    pub(super) fn themes(&mut self) -> Vec<Group> {
        let mut themes: Vec<(Theme, Group)> = Vec::new();
        for (at, lever) in self.levers.iter().enumerate() {
            let theme = lever.name.kind.theme();
            match themes.iter_mut().find(|(known, _)| *known == theme) {
                Some((_, group)) => group.push(at),
                None => themes.push((theme, vec![at])),
            }
        }
        self.merged(themes.into_iter().map(|(_, group)| group).collect())
    }

    /// Returns how many groups from the start cannot be switched alone, the fewest.
    fn first_refused_start(&mut self, groups: &[Group]) -> Option<usize> {
        (1..groups.len()).find(|n| {
            let on = self.combination(&groups[..*n]);
            !self.can_be_run(&on)
        })
    }

    /// Merges groups until every combination of them can be run: each time the two that rid us of
    /// most combinations that cannot, neighbours first.
    fn merged(&mut self, mut groups: Vec<Group>) -> Vec<Group> {
        loop {
            let refused: Vec<u32> = (0..1_u32 << groups.len())
                .filter(|mask| {
                    let on = self.combination(&chosen(&groups, *mask));
                    !self.can_be_run(&on)
                })
                .collect();
            if refused.is_empty() {
                return groups;
            }
            let left = |(one, other): (usize, usize)| {
                let apart = |mask: &&u32| (**mask >> one & 1) == (**mask >> other & 1);
                refused.iter().filter(apart).count()
            };
            let pairs = (0..groups.len())
                .flat_map(|one| (one + 1..groups.len()).map(move |other| (one, other)));
            let Some((one, other)) = pairs.min_by_key(|pair| (left(*pair), pair.1 - pair.0)) else {
                return groups;
            };
            let others = groups.remove(other);
            groups[one].extend(others);
            groups[one].sort_unstable();
        }
    }

    /// Returns the combination in which some groups are switched.
    pub(super) fn combination(&self, groups: &[Group]) -> Combination {
        let mut on = vec![false; self.levers.len()];
        groups.iter().flatten().for_each(|at| on[*at] = true);
        on
    }

    /// Returns the design with some levers switched: one of the two at the ends.
    pub(super) fn design(&self, on: &[bool]) -> Node {
        if on.iter().all(|on| *on) {
            return self.to.clone();
        }
        let switches = self.levers.iter().zip(on);
        let names = switches
            .filter(|(_, on)| **on)
            .map(|(lever, _)| &lever.name);
        switched(self.from, self.to, names)
    }

    fn can_be_run(&mut self, on: &[bool]) -> bool {
        if on.iter().all(|is_on| *is_on == on[0]) {
            return true;
        }
        if let Some(known) = self.runs.get(on) {
            return *known;
        }
        let (_, tree) = self.with_designs(&[on.to_vec()]);
        let mut problems = Problems::default();
        let scenario = Scenario::from_node(&tree, "", &mut problems);
        let is_read = is_sound(&problems.found);
        let runs = is_read && scenario.is_some_and(|scenario| is_sound(&check(&scenario)));
        self.runs.insert(on.to_vec(), runs);
        runs
    }

    /// Returns the resolved scenario with designs of these combinations, and their ids.
    pub(super) fn with_designs(&self, combinations: &[Combination]) -> (Vec<String>, Node) {
        let mut tree = self.resolved.clone();
        let mut ids = Vec::new();
        let designs = tree
            .table_mut()
            .and_then(|table| table.entry_mut("design"))
            .and_then(|entry| entry.node.table_mut());
        let Some(designs) = designs else {
            return (ids, tree);
        };
        for on in combinations {
            let mut key = format!("between_{}", ids.len());
            while designs.get(&key).is_some() {
                key.push('_');
            }
            ids.push(key.clone());
            let node = self.design(on);
            designs.entries.push(Entry {
                key,
                key_place: node.place,
                node,
            });
        }
        (ids, tree)
    }
}

/// Returns the groups that a mask has a one for.
pub(super) fn chosen(groups: &[Group], mask: u32) -> Vec<Group> {
    let all = groups.iter().enumerate();
    all.filter(|(at, _)| mask >> at & 1 == 1)
        .map(|(_, group)| group.clone())
        .collect()
}
