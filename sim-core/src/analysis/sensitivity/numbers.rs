//! The uncertain numbers of a plan, which of them are drawn together, and how they are grouped.

use std::sync::Arc;

use crate::analysis::comparing::Question;
use crate::analysis::theme::themes;
use crate::compile::quantile_fit::Fitted;
use crate::results::theme::NumberTheme;
use crate::scenario::number::Grade;

/// An uncertain number.
#[derive(Clone, Debug)]
pub(super) struct Number {
    pub slot: usize,
    pub address: Arc<str>,
    pub fitted: Fitted,
    pub theme: NumberTheme,
    pub grade: Option<Grade>,
}

impl Number {
    /// Returns the value it is below with probability `u`, with four digits: what a person can write
    /// down gives the same answer again.
    pub(super) fn stated(&self, u: f64) -> f64 {
        four_digits(self.fitted.quantile(u))
    }

    /// Returns how probable it is that the number is below a value.
    pub(super) fn below(&self, value: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..50 {
            let middle = (low + high) / 2.0;
            match self.fitted.quantile(middle) < value {
                true => low = middle,
                false => high = middle,
            }
        }
        (low + high) / 2.0
    }
}

/// Returns a number with four significant digits.
pub(super) fn four_digits(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// Every uncertain number, and those that are moved as one.
#[derive(Debug)]
pub(super) struct Numbers {
    /// In the order of the plan.
    pub all: Vec<Number>,
    /// Positions of numbers that are drawn together; most stand alone. In the order of their first.
    pub units: Vec<Vec<usize>>,
}

impl Numbers {
    pub(super) fn of(question: Question<'_>) -> Self {
        let plan = question.plan;
        let themes = themes(plan, question.scenario);
        let slots = plan.numbers.uncertain.iter().map(|slot| *slot as usize);
        let number = |slot: usize| {
            let of = &plan.numbers.slots[slot];
            Some(Number {
                slot,
                address: of.address.clone(),
                fitted: of.fitted?,
                theme: themes[slot],
                grade: plan.numbers.notes.get(slot).and_then(|note| note.grade),
            })
        };
        let all: Vec<Number> = slots.filter_map(number).collect();
        let mut units = plan.sampler.correlated();
        for unit in &mut units {
            unit.sort_unstable();
        }
        let alone = (0..all.len()).filter(|at| !units.iter().any(|unit| unit.contains(at)));
        let alone: Vec<Vec<usize>> = alone.map(|at| vec![at]).collect();
        units.extend(alone);
        units.sort();
        Self { all, units }
    }

    /// Returns the theme of numbers that are drawn together: that of most of them.
    fn theme_of(&self, unit: &[usize]) -> NumberTheme {
        let count = |theme: &NumberTheme| {
            let members = unit.iter().filter(|at| self.all[**at].theme == *theme);
            members.count()
        };
        // The last of several largest is returned, and the first theme shall win.
        let themes = NumberTheme::ALL.iter().rev();
        themes
            .copied()
            .max_by_key(count)
            .unwrap_or(NumberTheme::Money)
    }

    /// Returns the weakest grade of numbers that are drawn together; none is the weakest.
    fn grade_of(&self, unit: &[usize]) -> Option<Grade> {
        let mut grades = unit.iter().map(|at| self.all[*at].grade);
        let first = grades.next().flatten();
        grades.fold(first, |weakest, grade| match (weakest, grade) {
            (Some(a), Some(b)) => Some(a.max(b)),
            _ => None,
        })
    }

    /// Returns the numbers of a theme.
    pub(super) fn with_theme(&self, theme: NumberTheme) -> Vec<usize> {
        self.members(|unit| self.theme_of(unit) == theme)
    }

    /// Returns the numbers of a grade.
    pub(super) fn with_grade(&self, grade: Option<Grade>) -> Vec<usize> {
        self.members(|unit| self.grade_of(unit) == grade)
    }

    /// Returns the numbers of grade D or without grade.
    pub(super) fn weak(&self) -> Vec<usize> {
        self.members(|unit| matches!(self.grade_of(unit), None | Some(Grade::D)))
    }

    fn members(&self, belongs: impl Fn(&[usize]) -> bool) -> Vec<usize> {
        let units = self.units.iter().filter(|unit| belongs(unit));
        let mut members: Vec<usize> = units.flatten().copied().collect();
        members.sort_unstable();
        members
    }
}
