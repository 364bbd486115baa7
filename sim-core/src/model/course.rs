//! How a hazard runs with time, and when a clock that draws on it fires.
//!
//! A clock fires when the hazard accumulated since its origin, times its multipliers,
//! reaches a standard exponential. What is left of the exponential is kept through
//! changes of the multipliers, never drawn again.

use crate::compile::plan;
use crate::math::pow;
use crate::model::path::Path;

/// A hazard per day over days since its origin, with a draw's numbers in place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Course {
    /// Constant.
    Constant(f64),
    /// From day, per day; the last holds on.
    Pieces(Vec<(f64, f64)>),
    /// Shape and scale in days.
    Weibull { shape: f64, scale: f64 },
}

impl Course {
    /// Returns the course under a draw's values.
    pub(crate) fn of(course: &plan::Course, values: &[f64]) -> Self {
        match course {
            plan::Course::Constant(rate) => Self::Constant(rate.of(values)),
            plan::Course::Pieces(pieces) => Self::Pieces(
                pieces
                    .iter()
                    .map(|(from, rate)| (from.of(values), rate.of(values)))
                    .collect(),
            ),
            plan::Course::Weibull { shape, scale } => Self::Weibull {
                shape: shape.of(values),
                scale: scale.of(values).max(1e-9),
            },
        }
    }

    /// Returns the constant rate at an age, and the age until which it holds.
    fn piece(&self, age: f64) -> (f64, f64) {
        match self {
            Self::Constant(rate) => (*rate, f64::INFINITY),
            Self::Pieces(pieces) => {
                let at = pieces.partition_point(|piece| piece.0 <= age).max(1) - 1;
                (
                    pieces[at].1,
                    pieces.get(at + 1).map_or(f64::INFINITY, |next| next.0),
                )
            }
            Self::Weibull { .. } => (0.0, f64::INFINITY),
        }
    }
}

/// The multipliers of one clock during a stay.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace<'a> {
    /// Factor that holds throughout: state, readiness.
    pub(crate) factor: f64,
    /// Further factor until a time: the after-effect of an intervention.
    pub(crate) extra: f64,
    /// Until when.
    pub(crate) extra_until: f64,
    /// Calendar-time factors.
    pub(crate) path: &'a Path,
}

impl Pace<'_> {
    #[inline]
    fn stretch(&self, time: f64) -> (f64, f64) {
        if time < self.extra_until {
            (self.factor * self.extra, self.extra_until)
        } else {
            (self.factor, f64::INFINITY)
        }
    }
}

/// Returns when a clock with so much left fires, or infinity if not before `bound`.
///
/// `origin` is the time at which the course's age is zero.
#[inline]
pub(crate) fn fires_at(
    course: &Course,
    origin: f64,
    pace: Pace<'_>,
    (from, left): (f64, f64),
    bound: f64,
) -> f64 {
    if let Course::Constant(rate) = course
        && from >= pace.extra_until
    {
        let per_day = rate * pace.factor;
        if per_day <= 0.0 {
            return f64::INFINITY;
        }
        return pace.path.after(from, left / per_day);
    }
    let (mut time, mut left) = (from, left);
    while time < bound {
        let (factor, until) = pace.stretch(time);
        let stretch_end = until.min(bound);
        if let Course::Weibull { shape, scale } = course {
            match weibull_fires(
                *shape,
                *scale,
                time - origin,
                factor,
                pace.path,
                (time, left),
                stretch_end,
            ) {
                Ok(fires) => return fires,
                Err(still_left) => (time, left) = (stretch_end, still_left),
            }
            continue;
        }
        let (rate, age_end) = course.piece(time - origin);
        let end = (origin + age_end).min(stretch_end);
        let per_day = rate * factor;
        let within = if per_day > 0.0 {
            per_day * pace.path.between(time, end)
        } else {
            0.0
        };
        if within >= left {
            return pace.path.after(time, left / per_day);
        }
        left -= within;
        time = if end > time {
            end
        } else {
            time + f64::EPSILON * time.abs().max(1.0)
        };
    }
    f64::INFINITY
}

/// Returns the hazard that a clock accumulates over a stay.
#[inline]
pub(crate) fn accumulated(course: &Course, origin: f64, pace: Pace<'_>, from: f64, to: f64) -> f64 {
    if let Course::Constant(rate) = course
        && from >= pace.extra_until
    {
        return rate * pace.factor * pace.path.between(from, to);
    }
    let (mut time, mut sum) = (from, 0.0);
    while time < to {
        let (factor, until) = pace.stretch(time);
        let stretch_end = until.min(to);
        if let Course::Weibull { shape, scale } = course {
            sum += weibull_between(*shape, *scale, origin, factor, pace.path, time, stretch_end);
            time = stretch_end;
            continue;
        }
        let (rate, age_end) = course.piece(time - origin);
        let end = (origin + age_end).min(stretch_end);
        sum += rate * factor * pace.path.between(time, end);
        time = if end > time {
            end
        } else {
            time + f64::EPSILON * time.abs().max(1.0)
        };
    }
    sum
}

/// Cumulative Weibull hazard at an age.
#[inline]
fn weibull(shape: f64, scale: f64, age: f64) -> f64 {
    pow(age.max(0.0) / scale, shape)
}

fn weibull_fires(
    shape: f64,
    scale: f64,
    age: f64,
    factor: f64,
    path: &Path,
    (mut time, mut left): (f64, f64),
    end: f64,
) -> Result<f64, f64> {
    let origin = time - age;
    while time < end {
        let (step, step_end) = if path.is_one() {
            (1.0, end)
        } else {
            path.at(time)
        };
        let step_end = step_end.min(end);
        let behind = weibull(shape, scale, time - origin);
        let within = (weibull(shape, scale, step_end - origin) - behind) * factor * step;
        if within >= left {
            let level = behind + left / (factor * step);
            return Ok((origin + scale * pow(level, 1.0 / shape)).clamp(time, step_end));
        }
        left -= within;
        time = step_end;
    }
    Err(left)
}

fn weibull_between(
    shape: f64,
    scale: f64,
    origin: f64,
    factor: f64,
    path: &Path,
    from: f64,
    to: f64,
) -> f64 {
    let (mut time, mut sum) = (from, 0.0);
    while time < to {
        let (step, step_end) = if path.is_one() {
            (1.0, to)
        } else {
            path.at(time)
        };
        let step_end = step_end.min(to);
        let gained =
            weibull(shape, scale, step_end - origin) - weibull(shape, scale, time - origin);
        sum += gained * factor * step;
        time = step_end;
    }
    sum
}

/// Returns the days from the origin after which a clock without multipliers fires.
pub(crate) fn fires_after(course: &Course, left: f64) -> f64 {
    match course {
        Course::Constant(rate) if *rate > 0.0 => left / rate,
        Course::Constant(_) => f64::INFINITY,
        Course::Weibull { shape, scale } => scale * pow(left, 1.0 / shape),
        Course::Pieces(pieces) => {
            let mut left = left;
            for (at, (from, rate)) in pieces.iter().enumerate() {
                let end = pieces.get(at + 1).map_or(f64::INFINITY, |next| next.0);
                let within = if *rate > 0.0 {
                    rate * (end - from)
                } else {
                    0.0
                };
                if within >= left {
                    return from + left / rate;
                }
                left -= within;
            }
            f64::INFINITY
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(path: &Path) -> Pace<'_> {
        Pace {
            factor: 0.8,
            extra: 1.5,
            extra_until: 50.0,
            path,
        }
    }

    #[test]
    fn a_clock_fires_when_the_accumulated_hazard_reaches_what_was_left() {
        let path = Path::new(vec![1.1, 0.7, 1.3, 0.2, 2.0, 1.0, 1.0, 1.0]);
        let courses = [
            Course::Constant(0.01),
            Course::Pieces(vec![(0.0, 0.02), (30.0, 0.001), (90.0, 0.03)]),
            Course::Weibull {
                shape: 0.7,
                scale: 80.0,
            },
            Course::Weibull {
                shape: 1.8,
                scale: 60.0,
            },
        ];
        for course in &courses {
            for left in [0.01, 0.2, 0.9] {
                let fires = fires_at(course, -20.0, pace(&path), (5.0, left), 1e4);
                let reached = accumulated(course, -20.0, pace(&path), 5.0, fires);
                assert!(
                    (reached - left).abs() < 1e-9,
                    "{course:?} {left} {fires} {reached}"
                );
            }
        }
    }

    #[test]
    fn a_bound_before_the_firing_gives_infinity_or_a_later_time() {
        let path = Path::new(vec![1.0; 3]);
        let course = Course::Pieces(vec![(0.0, 0.001), (30.0, 0.002)]);
        assert!(fires_at(&course, 0.0, pace(&path), (0.0, 5.0), 40.0).is_infinite());
    }
}
