//! The days of the week on which a pool is open, and what of a time lies in them.
//!
//! A day is open or closed as a whole: hours are not told apart, so time in an open day is
//! opening time throughout.

/// Work that is over to this many days is over.
const SMALL: f64 = 1e-6;
/// Days of a week.
const WEEK: f64 = 7.0;

/// Which days of the week are open, counted from the first day of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Opening {
    days: [bool; 7],
}

impl Opening {
    pub(crate) fn new(days: [bool; 7]) -> Self {
        Self { days }
    }

    /// Returns how many days of a week are open.
    pub(crate) fn n_days(self) -> usize {
        self.days.iter().filter(|open| **open).count()
    }

    fn is_open_on(self, day: f64) -> bool {
        self.days[day.rem_euclid(WEEK) as usize]
    }

    /// Returns whether a time lies in an open day; a day begins at a whole number.
    pub(crate) fn is_open(self, time: f64) -> bool {
        self.is_open_on(time.floor())
    }

    /// Returns the next time at which open days begin, after a time; none where no day is closed,
    /// or none open.
    pub(crate) fn next(self, after: f64) -> Option<f64> {
        let today = after.floor();
        let days = (1..=7).map(|ahead| today + f64::from(ahead));
        let mut begins = days.filter(|day| self.is_open_on(*day) && !self.is_open_on(*day - 1.0));
        begins.next()
    }

    /// Returns when so many days of opening time have gone by since a time; never where no day is open.
    pub(crate) fn later(self, from: f64, open_days: f64) -> f64 {
        let n_days = self.n_days() as f64;
        if n_days == 0.0 {
            return f64::INFINITY;
        }
        // What ends with a day has not begun the next one: something is left after whole weeks.
        let weeks = (((open_days - SMALL) / n_days).ceil() - 1.0).max(0.0);
        let (mut time, mut left) = (from + weeks * WEEK, open_days - weeks * n_days);
        // A week and a day hold all that is left, wherever they begin.
        for _ in 0..8 {
            let ends = time.floor() + 1.0;
            if self.is_open(time) {
                let room = ends - time;
                if left <= room + SMALL {
                    return if left < room { time + left } else { ends };
                }
                left -= room;
            }
            time = ends;
        }
        time
    }

    /// Returns the stretches of opening time between two times.
    pub(crate) fn stretches(self, (from, to): (f64, f64)) -> impl Iterator<Item = (f64, f64)> {
        let mut time = from;
        std::iter::from_fn(move || {
            if !self.is_open(time) {
                time = self.next(time)?;
            }
            if time >= to {
                return None;
            }
            let begins = time;
            let days = (1..=7).map(|ahead| begins.floor() + f64::from(ahead));
            let closes = days.clone().find(|day| !self.is_open_on(*day));
            time = closes.unwrap_or(begins.floor() + WEEK).min(to);
            Some((begins, time))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Open on the first, second and fifth day.
    const SOME: Opening = Opening {
        days: [true, true, false, false, true, false, false],
    };

    #[test]
    fn opening_time_goes_by_on_open_days_only() {
        assert_eq!(SOME.later(0.25, 0.5), 0.75);
        // To the end of the second day, and a quarter of the fifth.
        assert_eq!(SOME.later(0.25, 2.0), 4.25);
        assert_eq!(SOME.later(0.25, 1.75), 2.0);
        // Three days are a week, from wherever.
        assert_eq!(SOME.later(0.25, 3.0), 7.25);
        assert_eq!(SOME.later(4.5, 6.0), 18.5);
        // What ends with a day does not wait for the next, whatever the last bit says.
        assert_eq!(SOME.later(0.0, 3.0), 5.0);
        assert_eq!(SOME.later(0.0, 6.000_000_000_1), 12.0);
        // What begins while it is closed waits for the next open day, also before the start.
        assert_eq!(SOME.later(2.5, 0.5), 4.5);
        assert_eq!(SOME.later(-0.5, 0.5), 0.5);
        assert_eq!(SOME.later(-3.5, 0.5), -2.5);
        assert_eq!(Opening::new([false; 7]).later(0.0, 1.0), f64::INFINITY);
    }

    #[test]
    fn open_every_day_time_goes_by_as_it_does() {
        let always = Opening::new([true; 7]);
        for (from, days) in [(0.0, 0.5), (3.25, 9.0), (-20.5, 0.0), (5.75, 30.5)] {
            assert_eq!(always.later(from, days), from + days);
        }
        assert_eq!(always.next(3.0), None);
    }

    #[test]
    fn open_days_begin_where_the_day_before_is_closed() {
        assert_eq!(SOME.next(-1.0), Some(0.0));
        assert_eq!(SOME.next(0.0), Some(4.0));
        assert_eq!(SOME.next(4.0), Some(7.0));
        assert_eq!(Opening::new([false; 7]).next(0.0), None);
    }

    #[test]
    fn stretches_of_opening_time_lie_within_open_days() {
        let found: Vec<(f64, f64)> = SOME.stretches((-6.5, 9.5)).collect();
        let expected = [
            (-6.5, -5.0),
            (-3.0, -2.0),
            (0.0, 2.0),
            (4.0, 5.0),
            (7.0, 9.0),
        ];
        assert_eq!(found, expected);
        let always: f64 = Opening::new([true; 7])
            .stretches((0.5, 30.5))
            .map(|(from, to)| to - from)
            .sum();
        assert_eq!(always, 30.0);
        assert_eq!(Opening::new([false; 7]).stretches((0.0, 9.0)).count(), 0);
    }
}
