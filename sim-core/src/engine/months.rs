//! A set of months of the horizon: those a household is paid in.

const BITS: usize = u64::BITS as usize;
/// Enough for 768 months; the checks hold horizons to sixty years.
const N_WORDS: usize = 12;

/// A set of months, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Months {
    words: [u64; N_WORDS],
}

impl Months {
    /// Adds months, first to last inclusive.
    #[inline]
    pub(crate) fn add(&mut self, (first, last): (u32, u32)) {
        let (first, last) = (first as usize, last as usize);
        let (word, end) = (first / BITS, last / BITS);
        // From the first month on, and up to the last one.
        let (from, to) = (
            u64::MAX << (first % BITS),
            u64::MAX >> (BITS - 1 - last % BITS),
        );
        if word == end {
            self.words[word] |= from & to;
        } else {
            self.words[word] |= from;
            self.words[word + 1..end].fill(u64::MAX);
            self.words[end] |= to;
        }
    }

    /// Returns the first month from a month on that is in the set, or that is not.
    #[inline]
    fn first(&self, from: usize, horizon: usize, is_in: bool) -> Option<usize> {
        let flip = if is_in { 0 } else { u64::MAX };
        let mut mask = u64::MAX << (from % BITS);
        for word in from / BITS..N_WORDS.min(horizon.div_ceil(BITS)) {
            let bits = (self.words[word] ^ flip) & mask;
            if bits != 0 {
                return Some(word * BITS + bits.trailing_zeros() as usize);
            }
            mask = u64::MAX;
        }
        None
    }

    /// Returns the next run of months from a month on, first to last inclusive, before a horizon.
    #[inline]
    pub(crate) fn run(&self, from: usize, horizon: usize) -> Option<(usize, usize)> {
        if horizon > BITS {
            return self.run_over_words(from, horizon);
        }
        if from >= BITS {
            return None;
        }
        let ahead = self.words[0] & (u64::MAX << from);
        if ahead == 0 {
            return None;
        }
        let first = ahead.trailing_zeros() as usize;
        let length = (!(ahead >> first)).trailing_zeros() as usize;
        Some((first, first + length - 1))
    }

    #[inline(never)]
    fn run_over_words(&self, from: usize, horizon: usize) -> Option<(usize, usize)> {
        let first = self.first(from, horizon, true)?;
        let end = self.first(first, horizon, false).unwrap_or(horizon);
        Some((first, end - 1))
    }

    /// Returns how many of the twelve months from a month on are in the set.
    #[inline]
    pub(crate) fn of_twelve(&self, from: usize) -> u32 {
        let (word, at) = (from / BITS, from % BITS);
        let mut bits = self.words[word] >> at;
        if at > BITS - 12 {
            bits |= self.words[word + 1] << (BITS - at);
        }
        (bits & 0xFFF).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(months: &Months) -> Vec<(usize, usize)> {
        let next = |(_, last): &(usize, usize)| months.run(last + 1, 700);
        std::iter::successors(months.run(0, 700), next).collect()
    }

    #[test]
    fn months_that_touch_are_one_run_over_words_too() {
        let mut months = Months::default();
        for run in [(0, 0), (1, 3), (60, 63), (64, 64), (100, 300), (250, 310)] {
            months.add(run);
        }
        assert_eq!(runs(&months), [(0, 3), (60, 64), (100, 310)]);
    }

    #[test]
    fn twelve_months_are_counted_over_words_too() {
        let mut months = Months::default();
        for run in [(3, 4), (58, 66)] {
            months.add(run);
        }
        assert_eq!(months.of_twelve(0), 2);
        assert_eq!(months.of_twelve(4), 1);
        assert_eq!(months.of_twelve(52), 6);
        assert_eq!(months.of_twelve(56), 9);
        assert_eq!(months.of_twelve(60), 7);
        assert_eq!(months.of_twelve(64), 3);
    }
}
