//! What knowing some numbers, or a study's result, is worth.

use crate::analysis::information::known::{Known, N_PARTS, Terms};
use crate::analysis::information::regression::{Regression, residual_trend};
use crate::analysis::information::worth::{Expected, Worth, worth};
use crate::ledger::moments::moments;

/// What knowing something is worth, and how far the regression behind it can be trusted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gained {
    /// The value.
    pub worth: Worth,
    /// By design: share of the variance of its net that is predicted in draws left out.
    pub predicted_share: Vec<f64>,
    /// The largest trend in what is left over, over designs.
    pub trend: f64,
    /// Net expected by design and draw.
    pub expected: Expected,
}

impl Known {
    /// Returns what knowing some numbers is worth; nothing where none of them varies.
    pub fn gained_by(&self, numbers: &[usize]) -> Gained {
        self.gained(&self.terms_of(numbers))
    }

    /// Returns what knowing these columns is worth.
    pub fn gained(&self, terms: &Terms) -> Gained {
        if terms.columns.is_empty() {
            return self.nothing_told();
        }
        let regression = Regression::of(terms, &self.nets, &self.cohorts);
        let expected = regression.predicted(terms);
        let worth = worth(&expected, &self.nets, |part| {
            regression.predicted_without(part, terms)
        });
        self.found(worth, regression.predicted_share, expected, &self.nets)
    }

    /// Returns what is gained where nothing is told: in every draw the means are expected.
    fn nothing_told(&self) -> Gained {
        let nets = self.nets.iter();
        Gained {
            expected: nets.map(|net| vec![moments(net).mean; net.len()]).collect(),
            predicted_share: vec![0.0; self.nets.len()],
            ..Gained::default()
        }
    }

    /// Returns what a study is worth that tells about some numbers by figures of its own, one by draw.
    pub fn gained_by_study(&self, about: &Terms, figures: &[&[f64]]) -> Gained {
        match Learnt::of(self, about) {
            Some(learnt) => learnt.gained_by_study(figures),
            None => Gained::default(),
        }
    }

    fn found(
        &self,
        worth: Worth,
        predicted_share: Vec<f64>,
        expected: Expected,
        targets: &Expected,
    ) -> Gained {
        let trends = expected.iter().zip(targets);
        let trends = trends.map(|(expected, target)| residual_trend(expected, target, self));
        Gained {
            worth,
            predicted_share,
            trend: trends.fold(0.0, f64::max),
            expected,
        }
    }
}

/// What some numbers let expect, before a study tells about them.
pub(crate) struct Learnt<'a> {
    known: &'a Known,
    smooth: Known,
    /// By part left out.
    without: Vec<Expected>,
}

impl<'a> Learnt<'a> {
    /// Returns what these columns let expect; none where there are none.
    pub fn of(known: &'a Known, about: &Terms) -> Option<Self> {
        if about.columns.is_empty() {
            return None;
        }
        let first = Regression::of(about, &known.nets, &known.cohorts);
        let parts = 0..N_PARTS;
        Some(Self {
            known,
            smooth: Known {
                nets: first.predicted(about),
                cohorts: vec![1.0; known.n_draws()],
                numbers: Vec::new(),
            },
            without: parts
                .map(|part| first.predicted_without(part, about))
                .collect(),
        })
    }

    /// Returns what a study is worth that tells about the numbers by figures of its own, one by draw.
    ///
    /// What the study tells about the net it tells through the numbers. So what is regressed on its
    /// figures is not the net itself but what the numbers let expect, which has no luck in it.
    ///
    /// # Source
    ///
    /// Strong, Oakley, Brennan and Breeze (2015), *Medical Decision Making* 35(5): regression on a summary of
    /// simulated data.
    pub fn gained_by_study(&self, figures: &[&[f64]]) -> Gained {
        let smooth = &self.smooth;
        let terms = smooth.terms_of_columns(figures);
        if terms.columns.is_empty() {
            return Gained::default();
        }
        let regression = Regression::of(&terms, &smooth.nets, &smooth.cohorts);
        let expected = regression.predicted(&terms);
        let worth = worth(&expected, &self.known.nets, |part| {
            let rest = Regression::of(&terms, &self.without[part], &smooth.cohorts);
            rest.predicted_without(part, &terms)
        });
        let share = regression.predicted_share;
        self.known.found(worth, share, expected, &smooth.nets)
    }

    /// Returns the net expected by design and draw.
    pub fn expected(&self) -> &Expected {
        &self.smooth.nets
    }
}
