//! A first application: who applies, and when.

use crate::luck::{CohortKey, HouseholdKey};
use crate::model::course::fires_after;
use crate::model::facts::{Facts, Given};
use crate::model::parts::PERMANENT;

/// A first application: who applies, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Application {
    pub(crate) key: HouseholdKey,
    pub(crate) number: u64,
    pub(crate) segment: usize,
    pub(crate) at: f64,
    /// When the household is gone for good.
    pub(crate) permanent_at: f64,
}

impl Application {
    /// Returns the application of that number of a cohort.
    #[inline]
    pub(crate) fn new<F: Facts>(
        model: Given<'_, F>,
        cohort: CohortKey,
        number: u64,
        at: f64,
    ) -> Self {
        Self::of_new(model, (cohort.household(number), number), at)
    }

    /// Returns the application of a household of the inflow.
    #[inline]
    pub(crate) fn of_new<F: Facts>(
        model: Given<'_, F>,
        (key, number): (HouseholdKey, u64),
        at: f64,
    ) -> Self {
        let segment = match model.segments.as_slice() {
            // Nobody asks for the lot of those who are all alike.
            [_] => 0,
            segments => {
                let lot = key.stream(crate::model::purposes::SEGMENT, 0).uniform();
                let of_lot = segments.iter().position(|s| lot < s.share_up_to);
                of_lot.unwrap_or(segments.len() - 1)
            }
        };
        Self::of_segment(model, (key, number), segment, at)
    }

    /// Returns the application of nobody: whoever becomes it only takes room.
    pub(crate) fn of_nobody(cohort: CohortKey) -> Self {
        Self {
            key: cohort.household(0),
            number: 0,
            segment: 0,
            at: 0.0,
            permanent_at: f64::INFINITY,
        }
    }

    /// Returns the application of a household of a segment.
    #[inline]
    pub(crate) fn of_segment<F: Facts>(
        model: Given<'_, F>,
        (key, number): (HouseholdKey, u64),
        segment: usize,
        at: f64,
    ) -> Self {
        let permanent = model.segments[segment]
            .permanent
            .as_ref()
            .filter(|_| !F::PLAIN);
        let purpose = model.exits[PERMANENT].luck.clock;
        let after = permanent.map_or(f64::INFINITY, |course| {
            fires_after(course, key.stream(purpose, 0).exponential())
        });
        Self {
            key,
            number,
            segment,
            at,
            permanent_at: at + after,
        }
    }
}
