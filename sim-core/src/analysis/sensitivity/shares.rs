//! How the variance of net saving divides over numbers and groups of them.

use crate::analysis::drawn::Drawn;
use crate::analysis::one_draw::Headline;
use crate::analysis::sensitivity::numbers::Numbers;
use crate::analysis::sensitivity::runs::Runs;
use crate::engine::draw::Replicate;
use crate::engine::run::RunError;
use crate::ledger::given_data::Binned;
use crate::ledger::moments::moments;
use crate::ledger::sobol::{Indices, Interval, PickFreeze, indices};
use crate::math::sqrt;
use crate::results::sensitivity::{
    GradeShares, GroupShares, NumberShares, ShareInterval, Shares, ThemeShares,
};
use crate::results::spread::Estimate;
use crate::results::theme::NumberTheme;
use crate::scenario::number::Grade;

/// The two lucks under which every difference is made.
const LUCKS: [Replicate; 2] = [luck(0, 0), luck(0, 1)];

const fn luck(world: u32, cohort: u32) -> Replicate {
    Replicate { world, cohort }
}

/// The plan's own draws, under two lucks, and the other draws.
#[derive(Clone, Debug, Default)]
pub(super) struct Base {
    pub first: Vec<Headline>,
    second: Vec<Headline>,
    other: Vec<Headline>,
}

impl Base {
    /// Makes the draws beside those that are there already; returns whether they were finished.
    pub(super) fn make(&mut self, runs: &Runs<'_>, draws: u64) -> Result<bool, RunError> {
        let second = runs.as_drawn(0..draws, LUCKS[1])?;
        let other = runs.others(0..draws)?;
        match (second, other) {
            (Some(second), Some(other)) => {
                (self.second, self.other) = (second, other);
                Ok(true)
            }
            _ => Ok(false),
        }
    }
}

/// What is taken from the other draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Moved {
    /// Numbers, by position.
    Numbers(Vec<usize>),
    /// The labour market, and whether designs go on.
    World,
}

/// The draws with something taken from the other draw.
#[derive(Clone, Debug)]
pub(super) struct MovedDraws {
    pub moved: Moved,
    nets: [Vec<Headline>; 2],
}

impl MovedDraws {
    pub(super) fn new(moved: Moved) -> Self {
        Self {
            moved,
            nets: [Vec::new(), Vec::new()],
        }
    }

    /// Makes more draws, up to a number; returns whether they were finished.
    pub(super) fn make(
        &mut self,
        runs: &Runs<'_>,
        numbers: &Numbers,
        up_to: u64,
    ) -> Result<bool, RunError> {
        let range = self.nets[0].len() as u64..up_to;
        let slots: Vec<usize> = match &self.moved {
            Moved::Numbers(members) => members.iter().map(|at| numbers.all[*at].slot).collect(),
            Moved::World => Vec::new(),
        };
        let mut made = Vec::new();
        for own in LUCKS {
            let world = u32::from(self.moved == Moved::World);
            let replicate = luck(world, own.cohort);
            let Some(nets) = runs.with_others(range.clone(), replicate, &slots)? else {
                return Ok(false);
            };
            made.push(nets);
        }
        for (nets, more) in self.nets.iter_mut().zip(made) {
            nets.extend(more);
        }
        Ok(true)
    }

    fn draws(&self, base: &Base, at: (usize, usize)) -> Vec<PickFreeze> {
        let net = |nets: &[Headline], draw: usize| nets[draw][at.0][at.1];
        let draws = 0..self.nets[0].len();
        draws
            .map(|draw| PickFreeze {
                base: [net(&base.first, draw), net(&base.second, draw)],
                other: net(&base.other, draw),
                moved: [net(&self.nets[0], draw), net(&self.nets[1], draw)],
            })
            .collect()
    }

    /// Returns the mean square of what moving it does, SEK squared.
    pub(super) fn strength(&self, base: &Base, at: (usize, usize)) -> f64 {
        let draws = self.draws(base, at);
        let products = draws
            .iter()
            .map(|it| (it.moved[0] - it.base[0]) * (it.moved[1] - it.base[1]) / 2.0);
        products.sum::<f64>() / draws.len().max(1) as f64
    }

    fn n_numbers(&self) -> u32 {
        match &self.moved {
            Moved::Numbers(members) => members.len() as u32,
            Moved::World => 0,
        }
    }

    fn shares(&self, base: &Base, at: (usize, usize), whole: &Whole) -> GroupShares {
        let draws = self.draws(base, at);
        let Indices { first_order, total } = indices(&draws, whole.not_luck, whole.seed);
        GroupShares {
            numbers: self.n_numbers(),
            first_order: interval(first_order),
            total: interval(total),
            draws: draws.len() as u64,
        }
    }

    /// Returns whether it changes nothing in any draw.
    fn is_without_effect(&self, base: &Base, at: (usize, usize)) -> bool {
        let draws = self.draws(base, at);
        draws.iter().all(|it| it.moved == it.base)
    }
}

/// A share cannot be below zero; an estimate of a small one can.
fn interval(found: Interval) -> ShareInterval {
    ShareInterval {
        value: found.value.max(0.0),
        mc_se: found.mc_se,
        low: found.low.max(0.0),
        high: found.high.max(0.0),
    }
}

/// What the shares of one design and perspective are of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    /// Share of the variance that is not the luck of households, with its error.
    not_luck: (f64, f64),
    luck_share: Estimate,
    seed: u64,
}

/// Fewer draws than this do not tell how a variance divides.
const FEWEST: u64 = 500;

impl Whole {
    /// Returns what shares are of, or how many draws would tell; none where net saving does not vary.
    pub(super) fn of(nets: &[f64], luck_share: Estimate, seed: u64) -> Result<Self, Option<u64>> {
        if moments(nets).sd <= 0.0 {
            return Err(None);
        }
        if nets.len() < FEWEST as usize {
            return Err(Some(FEWEST));
        }
        let share = 1.0 - luck_share.value;
        let error = luck_share.mc_se;
        if share < 4.0 * error {
            let asked = share.max(0.02) / 4.0;
            return Err(Some(draws_for(asked, error, nets.len() as u64)));
        }
        Ok(Self {
            not_luck: (share, error),
            luck_share,
            seed,
        })
    }

    /// Returns an index of the answer with luck in it as one of the answer without.
    fn without_luck(&self, found: Interval) -> Interval {
        let (share, error) = self.not_luck;
        let value = found.value / share;
        let of_share = value * error / share;
        let own = found.mc_se / share;
        let mc_se = sqrt(own * own + of_share * of_share);
        Interval {
            value,
            mc_se,
            low: value - 2.04 * mc_se,
            high: value + 2.04 * mc_se,
        }
    }
}

/// Returns about how many draws bring an error that second cohorts tell down to what is asked.
fn draws_for(asked: f64, error: f64, draws: u64) -> u64 {
    let cohorts = (draws / 4).max(FEWEST.min(draws)) as f64;
    let ratio = error / asked;
    let needed = 4.0 * cohorts * ratio * ratio;
    (((needed / 1000.0) as u64 + 1) * 1000).clamp(2000, 100_000_000)
}

/// Everything that was made for shares.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    pub themes: Vec<(NumberTheme, MovedDraws)>,
    pub grades: Vec<(Option<Grade>, MovedDraws)>,
    pub weak: MovedDraws,
    pub world: Option<MovedDraws>,
}

impl Groups {
    /// Returns the groups that have members, without draws.
    pub(super) fn of(numbers: &Numbers, has_world: bool) -> Self {
        let moved = |members| MovedDraws::new(Moved::Numbers(members));
        let themes = NumberTheme::ALL.map(|theme| (theme, numbers.with_theme(theme)));
        let grades = [Grade::A, Grade::B, Grade::C, Grade::D].map(Some);
        let grades = grades.into_iter().chain([None]);
        let grades = grades.map(|grade| (grade, numbers.with_grade(grade)));
        Self {
            themes: themes
                .into_iter()
                .filter(|(_, members)| !members.is_empty())
                .map(|(theme, members)| (theme, moved(members)))
                .collect(),
            grades: grades
                .filter(|(_, members)| !members.is_empty())
                .map(|(grade, members)| (grade, moved(members)))
                .collect(),
            weak: moved(numbers.weak()),
            world: has_world.then(|| MovedDraws::new(Moved::World)),
        }
    }

    fn each(&mut self) -> Vec<&mut MovedDraws> {
        let themes = self.themes.iter_mut().map(|(_, draws)| draws);
        let grades = self.grades.iter_mut().map(|(_, draws)| draws);
        themes
            .chain(grades)
            .chain([&mut self.weak])
            .chain(self.world.as_mut())
            .collect()
    }

    /// Returns how many runs they take: groups with the same members share one.
    pub(super) fn n_different(&mut self) -> u64 {
        let mut seen: Vec<Moved> = Vec::new();
        for group in self.each() {
            if !seen.contains(&group.moved) {
                seen.push(group.moved.clone());
            }
        }
        seen.len() as u64
    }

    /// Makes the draws of all groups; returns whether they were finished.
    pub(super) fn make(
        &mut self,
        runs: &Runs<'_>,
        numbers: &Numbers,
        draws: u64,
    ) -> Result<bool, RunError> {
        let mut made: Vec<MovedDraws> = Vec::new();
        for group in self.each() {
            let same = made.iter().find(|other| other.moved == group.moved);
            match same {
                Some(same) => *group = same.clone(),
                None => {
                    if !group.make(runs, numbers, draws)? {
                        return Ok(false);
                    }
                    made.push(group.clone());
                }
            }
        }
        Ok(true)
    }
}

/// What shares are made from.
pub(super) struct Made<'m> {
    pub numbers: &'m Numbers,
    pub base: &'m Base,
    pub groups: &'m Groups,
    /// By unit; those that were finished.
    pub units: &'m [MovedDraws],
    pub drawn: &'m Drawn,
    /// By number: its draws in the comparison, binned.
    pub binned: &'m [Binned],
}

impl Made<'_> {
    /// Returns the shares of one design seen by one perspective.
    pub(super) fn shares(&self, at: (usize, usize), whole: &Whole) -> Shares {
        let of_group = |group: &MovedDraws| group.shares(self.base, at, whole);
        let mut by_number: Vec<NumberShares> = self
            .units
            .iter()
            .filter_map(|unit| self.of_unit(unit, at, whole))
            .collect();
        by_number.sort_by(|a, b| {
            let by_total = b.shares.total.value.total_cmp(&a.shares.total.value);
            by_total.then_with(|| a.addresses.cmp(&b.addresses))
        });
        let themes = self.groups.themes.iter();
        let grades = self.groups.grades.iter();
        Shares {
            luck_share: whole.luck_share,
            by_number,
            by_theme: themes
                .map(|(theme, group)| ThemeShares {
                    theme: *theme,
                    shares: of_group(group),
                })
                .collect(),
            by_grade: grades
                .map(|(grade, group)| GradeShares {
                    grade: *grade,
                    shares: of_group(group),
                })
                .collect(),
            world: self.groups.world.as_ref().map(of_group),
            weak: of_group(&self.groups.weak),
        }
    }

    fn of_unit(
        &self,
        unit: &MovedDraws,
        at: (usize, usize),
        whole: &Whole,
    ) -> Option<NumberShares> {
        let Moved::Numbers(members) = &unit.moved else {
            return None;
        };
        let mut shares = unit.shares(self.base, at, whole);
        // The draws of the comparison are many more. Of correlated numbers, and of what has no
        // effect at all, pick and freeze knows more.
        if let ([alone], false) = (members.as_slice(), unit.is_without_effect(self.base, at)) {
            let nets = &self.drawn.nets_sek[at.0][at.1];
            let found = self.binned[*alone].first_order(nets)?;
            shares.first_order = interval(whole.without_luck(found));
        }
        let addresses = members.iter().map(|at| &self.numbers.all[*at].address);
        Some(NumberShares {
            addresses: addresses.map(ToString::to_string).collect(),
            shares,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_what_is_not_luck_and_need_more_draws_the_worse_that_is_known() {
        let nets: Vec<f64> = (0..600).map(f64::from).collect();
        let luck = |value, mc_se| Estimate { value, mc_se };
        let whole = Whole::of(&nets, luck(0.4, 0.05), 1).expect("known well");
        assert_eq!(whole.not_luck, (0.6, 0.05));
        let all = Interval {
            value: 0.3,
            mc_se: 0.0,
            low: 0.3,
            high: 0.3,
        };
        assert!((whole.without_luck(all).value - 0.5).abs() < 1e-12);
        // Nearly all of it is luck: less than four errors are left.
        assert!(Whole::of(&nets, luck(0.9, 0.02), 1).is_ok());
        let needed = Whole::of(&nets, luck(0.9, 0.05), 1)
            .map(|_| ())
            .unwrap_err();
        // Half the error takes four times the 500 second cohorts, of which there is one in four draws.
        assert_eq!(needed, Some(8000 + 1000));
        assert_eq!(
            Whole::of(&nets[..499], luck(0.4, 0.05), 1).map(|_| ()),
            Err(Some(500))
        );
        assert_eq!(
            Whole::of(&[3.0; 600], luck(0.4, 0.05), 1).map(|_| ()),
            Err(None)
        );
    }
}
