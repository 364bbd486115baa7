//! Months with payment: spells, and how many months of a year a household is paid in.
//!
//! A stay only marks its months in a set; what they say is read off once, when the household
//! ends.

use crate::engine::life::Life;
use crate::engine::months::Months;
use crate::engine::recorder::Writer;
use crate::engine::watched::Begun;
use crate::scenario::money::ProbeFrom;
use crate::tally::entry::Entry;
use crate::units::DAYS_PER_MONTH;

impl Writer<'_> {
    /// Begins a household; one from the stock brings its last month with payment along.
    pub(crate) fn begin(&mut self, life: &Life, from_stock: bool) {
        let scratch = &mut self.scratch;
        scratch.segment = life.segment;
        scratch.paid_before = None;
        scratch.paid = Months::default();
        scratch.pending.clear();
        scratch.watched.clear();
        if from_stock {
            let last = if life.is_away() {
                (life.left_at / DAYS_PER_MONTH).floor()
            } else {
                -1.0
            };
            scratch.paid_before = Some((last as i64).min(-1));
            if !life.is_away() {
                self.follow(None, None, 0.0);
            }
        }
    }

    /// Starts to follow a household for the probes it belongs to.
    pub(crate) fn follow(
        &mut self,
        list: Option<usize>,
        intervention: Option<(usize, ProbeFrom)>,
        at: f64,
    ) {
        let begun = match (list, intervention) {
            (Some(list), _) => Begun::List(list),
            (None, Some((position, ProbeFrom::Start))) => Begun::Start(position),
            (None, Some((position, ProbeFrom::Completion))) => Begun::Completion(position),
            (None, None) => Begun::Stock,
        };
        self.watch(begun, at);
        for (idx, probe) in self.plan.probes.iter().enumerate() {
            if probe.list == list && probe.intervention == intervention {
                let lookup = at + f64::from(probe.after_months) * DAYS_PER_MONTH;
                self.scratch.pending.push((idx, lookup));
            }
        }
    }

    /// Ends a household: folds its months with payment into the tallies.
    pub(crate) fn end(&mut self) {
        let n_months = self.layout.n_months;
        let segment = self.scratch.segment as u32;
        // First and last month of the spell at hand; one from before the start began then.
        let mut spell = self.scratch.paid_before.map(|last| (last, last));
        let mut from = 0;
        while let Some((first, last)) = self.scratch.paid.run(from, n_months) {
            from = last + 1;
            let months = (first as u32, last as u32);
            self.add(Entry::Paid { segment, months });
            let (first, last) = (first as i64, last as i64);
            spell = match spell {
                Some((begun, behind)) if first == behind + 1 => Some((begun, last)),
                Some(ended) => {
                    self.spell_ended(ended, Some(first - ended.1 - 1));
                    Some((first, last))
                }
                None => Some((first, last)),
            };
        }
        let Some((first, last)) = spell else {
            return;
        };
        if last < n_months as i64 - 1 {
            self.spell_ended((first, last), None);
        } else {
            self.spell_followed(first, last);
        }
        self.count_years();
    }

    /// Counts a spell that began within the horizon and can be followed for over twelve months.
    fn spell_followed(&mut self, first: i64, last: i64) {
        if first >= 0 && first <= self.layout.n_months as i64 - 13 {
            self.add(Entry::Spell {
                over_twelve: last + 1 - first > 12,
            });
        }
    }

    /// Counts a spell that ended; `gap` is the months without payment that followed.
    fn spell_ended(&mut self, (first, last): (i64, i64), gap: Option<i64>) {
        self.spell_followed(first, last);
        if (0..=self.layout.n_months as i64 - 5).contains(&last) {
            self.add(Entry::Ended {
                returned: gap.is_some_and(|gap| gap <= 3),
            });
        }
    }

    fn count_years(&mut self) {
        for at in 0..self.whole_years.len() {
            let (year, january) = self.whole_years[at];
            let months = self.scratch.paid.of_twelve(january);
            if months > 0 {
                self.add(Entry::Year { year, months });
            }
        }
    }
}
