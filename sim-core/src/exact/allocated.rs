//! Whom a way of working is allocated: applications, the stock, closed lists.

use crate::compile::plan::ListPlan;
use crate::exact::lengths::Stay;
use crate::exact::shape::{Born, changes_with_age};
use crate::exact::solve::Allocated;
use crate::exact::solver::{Solver, Sort};
use crate::exact::stock::Stock;
use crate::exact::takes_on::{Listed, TakesOn, Turns, treated_at_beginning};

/// Number of the last application before the start, from which those before it count on.
const FIRST_BEFORE_START: f64 = (1_u64 << 40) as f64;

impl Solver<'_> {
    /// Returns by kind of household whom a way is allocated.
    pub(crate) fn allocated(&self, way: usize, sorts: &[Sort], stocks: &[Stock]) -> Vec<Allocated> {
        if way == 0 {
            return Vec::new();
        }
        let of = &self.model.ways[way];
        let turns = Turns::of(of);
        let consent = of.consent_share.clamp(0.0, 1.0);
        let mut by_cell = self.turns_by_cell(turns);
        by_cell.iter_mut().for_each(|share| *share *= consent);
        let households = |list: &ListPlan| list.households.of(self.asked.values).round();
        let lists = self.plan.lists.iter();
        let lists = lists.map(|list| turns.of_known(households(list)) * consent);
        let lists: Vec<f64> = lists.collect();
        let is_given = self.plan.stock.households.is_some();
        let grown = if turns.is_by_turns() && !is_given {
            let each = self.applications.iter().zip(&by_cell);
            let theirs: Vec<f64> = each.map(|(n, share)| n * share).collect();
            self.stocks(sorts, &theirs)
        } else {
            Vec::new()
        };
        let of_sort = |(at, sort): (usize, &Sort)| {
            let share = |known: f64| turns.of_known(known) * consent;
            let is_first = sort.household.segment == 0;
            let stock = || {
                let mut stock = stocks.get(at)?.clone();
                let first = stocks.iter().zip(sorts);
                let first = first.filter(|(_, sort)| sort.household.segment == 0);
                let on: f64 = first.map(|(stock, _)| stock.households(false)).sum();
                let exact = if is_given && is_first {
                    on.round()
                } else {
                    0.0
                };
                stock.scale(share(exact), share(0.0));
                Some(stock)
            };
            Allocated {
                is_concerned: of.segments[sort.household.segment],
                by_cell: by_cell.clone(),
                lists: lists.clone(),
                stock: grown.get(at).cloned().or_else(stock),
            }
        };
        sorts.iter().enumerate().map(of_sort).collect()
    }

    /// Returns the share of applications whose turn it is, by cell of the whole grid.
    fn turns_by_cell(&self, turns: Turns) -> Vec<f64> {
        let (before, ahead) = self.applications.split_at(self.whole.before);
        let count = |applications: &mut dyn Iterator<Item = &f64>, first: f64| -> Vec<f64> {
            let mut behind = 0.0;
            let share = |next: &f64| {
                let share = turns.of_next(*next, behind, first);
                behind += next;
                share
            };
            applications.map(share).collect()
        };
        // Those before the start are counted from it backwards.
        let mut shares = count(&mut before.iter().rev(), FIRST_BEFORE_START);
        shares.reverse();
        shares.extend(count(&mut ahead.iter(), 0.0));
        shares
    }

    /// Returns those of every closed list that are of one kind.
    pub(crate) fn listed(
        &self,
        way: usize,
        (sort, shares): (&Sort, &[f64]),
        takes_on: &TakesOn,
    ) -> Vec<Listed> {
        let values = self.asked.values;
        let segment = sort.household.segment;
        let of = &self.model.ways[way];
        let changes = changes_with_age(&self.model.segments[segment]);
        let lists = self.plan.lists.iter().zip(shares).enumerate();
        let lists = lists.filter(|(at, _)| sort.is_on_list(*at));
        let listed = lists.flat_map(|(_, (list, share))| {
            let total: f64 = list.segment_share.iter().map(|s| s.of(values)).sum();
            let of_segment = list.segment_share[segment].of(values) / total;
            let cell = list.starts_month * self.ahead.per_month;
            let treated = match takes_on.treated {
                Some(_) => treated_at_beginning(of, &self.ahead, cell),
                None => 0.0,
            };
            let is_known = cell <= takes_on.known_until;
            let called = if is_known { takes_on.called_share } else { 0.0 };
            let households = list.households.of(values).round() * of_segment * share;
            let behind = match &list.behind {
                Some(length) if changes => Stay::lasting(length, values).points(),
                _ => vec![(0.0, 1.0)],
            };
            let step = self.ahead.step();
            behind.into_iter().map(move |(days, weight)| Listed {
                cell,
                households: households * sort.of_segment * weight,
                begins_in: list.begins_in,
                born: Born::at(cell as f64 - days / step),
                treated,
                // Those it takes on at once are the first of those it would call in.
                callable: (called - treated).max(0.0),
            })
        });
        listed.filter(|listed| listed.households > 0.0).collect()
    }
}
