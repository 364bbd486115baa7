//! Months with payment: spells, and how many months of a year a household is paid in.

use crate::engine::life::Life;
use crate::engine::recorder::{MOST_YEARS, NEVER, Writer};
use crate::scenario::money::ProbeFrom;
use crate::tally::entry::Entry;
use crate::units::DAYS_PER_MONTH;

impl Writer<'_> {
    /// Begins a household; one from the stock brings its last month with payment along.
    pub(crate) fn begin(&mut self, life: &Life, from_stock: bool) {
        let scratch = &mut self.scratch;
        scratch.pending.clear();
        scratch.last_paid = NEVER;
        scratch.spell_first = NEVER;
        scratch.months_in_year = [0; MOST_YEARS];
        if from_stock {
            let last = if life.is_away() {
                (life.left_at / DAYS_PER_MONTH).floor()
            } else {
                -1.0
            };
            scratch.last_paid = (last as i64).min(-1);
            scratch.spell_first = scratch.last_paid;
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
        for (idx, probe) in self.plan.probes.iter().enumerate() {
            if probe.list == list && probe.intervention == intervention {
                let lookup = at + f64::from(probe.after_months) * DAYS_PER_MONTH;
                self.scratch.pending.push((idx, lookup));
            }
        }
    }

    /// Ends a household: closes its open spell and folds its counters into the histograms.
    pub(crate) fn end(&mut self) {
        let n_months = self.layout.n_months as i64;
        let (first, last) = (self.scratch.spell_first, self.scratch.last_paid);
        if last == NEVER {
            return;
        }
        if last < n_months - 1 {
            self.spell_ended(None);
        } else if first >= 0 && first <= n_months - 13 {
            self.add(Entry::Spell {
                over_twelve: n_months - first > 12,
            });
        }
        for year in 0..self.plan.calendar.years.len() {
            let months = self.scratch.months_in_year[year];
            if self.plan.calendar.whole_year[year] && months > 0 {
                self.add(Entry::Year {
                    year: year as u32,
                    months: u32::from(months),
                });
            }
        }
    }

    /// Folds a spell that ended in `last_paid`; `gap` is the months without payment that followed.
    fn spell_ended(&mut self, gap: Option<i64>) {
        let n_months = self.layout.n_months as i64;
        let (first, last) = (self.scratch.spell_first, self.scratch.last_paid);
        if first >= 0 && first <= n_months - 13 {
            self.add(Entry::Spell {
                over_twelve: last + 1 - first > 12,
            });
        }
        if (0..=n_months - 5).contains(&last) {
            self.add(Entry::Ended {
                returned: gap.is_some_and(|gap| gap <= 3),
            });
        }
    }

    pub(crate) fn paid(&mut self, segment: u32, (first, last): (i64, i64)) {
        let last_paid = self.scratch.last_paid;
        let first = if last_paid == NEVER {
            first
        } else {
            first.max(last_paid + 1)
        };
        if first > last {
            return;
        }
        if last_paid == NEVER {
            self.scratch.spell_first = first;
        } else if first > last_paid + 1 {
            self.spell_ended(Some(first - last_paid - 1));
            self.scratch.spell_first = first;
        }
        self.scratch.last_paid = last;
        self.add(Entry::Paid {
            segment,
            months: (first as u32, last as u32),
        });
        self.count_in_years(first as usize, last as usize);
    }

    #[inline]
    fn count_in_years(&mut self, first: usize, last: usize) {
        let of_month = &self.plan.calendar.year_of_month;
        let (year, last_year) = (of_month[first], of_month[last]);
        if year == last_year {
            self.scratch.months_in_year[year] += (last - first + 1) as u8;
        } else {
            self.count_over_years(first, last);
        }
    }

    #[inline(never)]
    fn count_over_years(&mut self, first: usize, last: usize) {
        // Months of the first calendar year that lie before the start.
        let missing = self.plan.calendar.start_month as usize - 1;
        let mut from = first;
        while from <= last {
            let year = (from + missing) / 12;
            let end = (12 * (year + 1) - missing).min(last + 1);
            self.scratch.months_in_year[year] += (end - from) as u8;
            from = end;
        }
    }
}
