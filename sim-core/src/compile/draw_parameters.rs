//! One value of every uncertain number for each draw.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compile::quantile_fit::{Fitted, fit};
use crate::compile::strata::{Place, Sampling};
use crate::diagnostic::DistributionRule;
use crate::linear::{Factor, Pivots};
use crate::luck::{Layer, Purpose, cohort_key};
use crate::math::{normal_cdf, normal_quantile, sin};
use crate::scenario::distribution::Distribution;
use crate::units::UnitKind;

/// A number with one true value that is not known.
#[derive(Clone, Debug, PartialEq)]
pub struct UncertainNumber {
    /// Where it was written; names its luck. No two numbers share it.
    pub address: Arc<str>,
    /// Its unit.
    pub unit: UnitKind,
    /// What its true value may be.
    pub distribution: Distribution,
}

/// Uncertain numbers of which each pair has the same rank correlation.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrelationGroup {
    /// Addresses of the numbers.
    pub between: Vec<Arc<str>>,
    /// Spearman's rank correlation of each pair, -1 to 1.
    pub rank: f64,
}

/// Why no values can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterError {
    /// A distribution breaks a rule.
    Impossible {
        /// Position of the number.
        number_idx: usize,
        /// The rule.
        rule: DistributionRule,
    },
    /// A group names a number that does not exist or is not uncertain.
    UnknownAddress {
        /// Position of the group.
        group_idx: usize,
        /// The address.
        address: Arc<str>,
    },
    /// No numbers can be correlated like this: the rank is outside -1 to 1, a number is named twice, two
    /// groups disagree about a pair, or the groups together are not positive semidefinite.
    CorrelationImpossible {
        /// Position of the group, or of the first of the groups that go together.
        group_idx: usize,
    },
}

/// Numbers that are drawn together, sorted by address.
#[derive(Clone, Debug, PartialEq)]
struct Block {
    members: Vec<usize>,
    factor: Factor,
}

/// Draws the values of all uncertain numbers.
///
/// ```
/// use sim_core::compile::draw_parameters::{ParameterSampler, UncertainNumber};
/// use sim_core::scenario::distribution::Distribution;
/// use sim_core::units::UnitKind;
/// let cost = UncertainNumber {
///     address: "money.benefit".into(),
///     unit: UnitKind::Sek,
///     distribution: Distribution::Quantiles { p05: 80.0, p50: 100.0, p95: 120.0 },
/// };
/// let sampler = ParameterSampler::new(&[cost], &[]).unwrap();
/// let mut values = Vec::new();
/// sampler.draw(1, 0, &mut values);
/// assert_eq!(values.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterSampler {
    fitted: Vec<Fitted>,
    purposes: Vec<Purpose>,
    blocks: Vec<Block>,
    sampling: Sampling,
}

impl ParameterSampler {
    /// Returns a sampler of these numbers; a number in several groups joins them into one.
    ///
    /// Pairs that no group names are uncorrelated.
    ///
    /// # Errors
    ///
    /// All problems found; see [`ParameterError`].
    ///
    /// # Source
    ///
    /// Gaussian copula. Spearman's rank correlation r is had from normals correlated
    /// 2 sin(pi r / 6) (Pearson 1907; Kruskal 1958, *JASA* 53, equation 6.6).
    pub fn new(
        numbers: &[UncertainNumber],
        groups: &[CorrelationGroup],
    ) -> Result<Self, Vec<ParameterError>> {
        let mut problems = Vec::new();
        let mut fitted = Vec::with_capacity(numbers.len());
        for (number_idx, number) in numbers.iter().enumerate() {
            match fit(&number.distribution, number.unit) {
                Ok(fit) => fitted.push(fit),
                Err(rule) => problems.push(ParameterError::Impossible { number_idx, rule }),
            }
        }
        let purposes = numbers
            .iter()
            .map(|number| Purpose::named(&number.address))
            .collect();
        let blocks = blocks(numbers, groups, &mut problems);
        if problems.is_empty() {
            Ok(Self {
                fitted,
                purposes,
                blocks,
                sampling: Sampling::Independent,
            })
        } else {
            Err(problems)
        }
    }

    /// Returns the same numbers drawn in another way.
    pub fn sampled(self, sampling: Sampling) -> Self {
        Self { sampling, ..self }
    }

    /// Returns how the values are drawn.
    pub fn sampling(&self) -> Sampling {
        self.sampling
    }

    /// Returns how many numbers there are.
    pub fn n_numbers(&self) -> usize {
        self.fitted.len()
    }

    /// Returns whether a number is drawn together with others, by position.
    pub fn is_correlated(&self, number: usize) -> bool {
        let mut blocks = self.blocks.iter();
        blocks.any(|block| block.members.len() > 1 && block.members.contains(&number))
    }

    /// Returns the distributions of all numbers, in the order in which they were given.
    pub fn fitted(&self) -> &[Fitted] {
        &self.fitted
    }

    /// Writes the value of every number in one draw, in the order in which they were given.
    ///
    /// A number's value depends on the seed, the draw, its address and what it is
    /// correlated with, and on nothing else: adding, removing or reordering other
    /// numbers leaves it as it was.
    ///
    /// # Shapes and units
    ///
    /// `values` is cleared and gets [`n_numbers`](Self::n_numbers) finite values, each in the
    /// unit of its number.
    pub fn draw(&self, seed: u64, draw: u64, values: &mut Vec<f64>) {
        values.clear();
        // First the uniforms, then in correlated blocks correlated ones, then the quantiles.
        let purposes = self.purposes.iter();
        match self.sampling {
            Sampling::Independent => {
                let luck = cohort_key(seed, draw, Layer::Parameter, 0).household(0);
                values.extend(purposes.map(|number| luck.stream(*number, 0).uniform()));
            }
            Sampling::Stratified => {
                let place = Place::of(seed, draw);
                values.extend(purposes.map(|number| place.uniform(*number)));
            }
        }
        for block in &self.blocks {
            block.correlate(values);
        }
        for (value, fitted) in values.iter_mut().zip(&self.fitted) {
            *value = fitted.quantile(*value);
        }
    }

    /// Returns the numbers that are drawn together, each group by positions.
    pub fn correlated(&self) -> Vec<Vec<usize>> {
        let blocks = self.blocks.iter();
        blocks.map(|block| block.members.clone()).collect()
    }

    /// Returns the value that a number is below with probability `u`, between 0 and 1.
    ///
    /// # Panics
    ///
    /// Where there is no number at that position.
    pub fn at_quantile(&self, number_idx: usize, u: f64) -> f64 {
        self.fitted[number_idx].quantile(u)
    }

    /// Returns the correlation of the normals behind two numbers.
    pub fn correlation(&self, first: usize, second: usize) -> f64 {
        if first == second {
            return 1.0;
        }
        self.blocks
            .iter()
            .find_map(|block| block.correlation(first, second))
            .unwrap_or(0.0)
    }

    /// Returns the medians of all numbers.
    pub fn medians(&self) -> Vec<f64> {
        self.fitted.iter().map(Fitted::median).collect()
    }

    /// Returns the means of all numbers, to about five digits.
    pub fn means(&self) -> Vec<f64> {
        self.fitted.iter().map(Fitted::mean).collect()
    }
}

impl Block {
    /// Returns the correlation of two members; none where one is not.
    fn correlation(&self, first: usize, second: usize) -> Option<f64> {
        let row = |number: usize| {
            let row = self.members.iter().position(|member| *member == number)?;
            Some(self.factor.row(row))
        };
        let (first, second) = (row(first)?, row(second)?);
        Some(first.iter().zip(second).map(|(a, b)| a * b).sum())
    }

    /// Replaces the members' independent uniforms by correlated ones.
    fn correlate(&self, uniforms: &mut [f64]) {
        // From the last member to the first: row i needs the still independent
        // uniforms of members 0 to i only, so no second list is kept.
        // The first member keeps its own uniform, bit for bit.
        for row in (1..self.members.len()).rev() {
            let mut normal = 0.0;
            for (column, weight) in self.factor.row(row).iter().enumerate() {
                normal += weight * normal_quantile(uniforms[self.members[column]]);
            }
            // A variate 9 standard deviations out would round to 0 or 1.
            uniforms[self.members[row]] =
                normal_cdf(normal).clamp(f64::EPSILON / 2.0, 1.0 - f64::EPSILON / 2.0);
        }
    }
}

/// Pairs of numbers with their rank correlation and the group that states it.
type Pairs = BTreeMap<(usize, usize), (f64, usize)>;

fn blocks(
    numbers: &[UncertainNumber],
    groups: &[CorrelationGroup],
    problems: &mut Vec<ParameterError>,
) -> Vec<Block> {
    let positions: BTreeMap<&str, usize> = numbers
        .iter()
        .enumerate()
        .map(|(number_idx, number)| (&*number.address, number_idx))
        .collect();
    let mut pairs = Pairs::new();
    // The first number of the block each number belongs to, by repeated joining.
    let mut block_of: Vec<usize> = (0..numbers.len()).collect();
    for (group_idx, group) in groups.iter().enumerate() {
        let members = members_of(group, group_idx, &positions, problems);
        if !add_pairs(&members, group.rank, group_idx, &mut pairs) {
            problems.push(ParameterError::CorrelationImpossible { group_idx });
        }
        for pair in members.windows(2) {
            let (kept, joined) = (block_of[pair[0]], block_of[pair[1]]);
            for block in block_of.iter_mut().filter(|block| **block == joined) {
                *block = kept;
            }
        }
    }
    let mut members_by_block = BTreeMap::<usize, Vec<usize>>::new();
    // The map of positions runs in the order of addresses, and so do each block's members:
    // the values do not depend on the order in which the numbers were given.
    for number_idx in positions.into_values() {
        let members = members_by_block.entry(block_of[number_idx]).or_default();
        members.push(number_idx);
    }
    let mut blocks = Vec::new();
    for members in members_by_block.into_values() {
        if members.len() > 1 {
            match factor(&members, &pairs) {
                Ok(factor) => blocks.push(Block { members, factor }),
                Err(group_idx) => {
                    problems.push(ParameterError::CorrelationImpossible { group_idx });
                }
            }
        }
    }
    blocks
}

fn members_of(
    group: &CorrelationGroup,
    group_idx: usize,
    positions: &BTreeMap<&str, usize>,
    problems: &mut Vec<ParameterError>,
) -> Vec<usize> {
    let mut members = Vec::with_capacity(group.between.len());
    for address in &group.between {
        match positions.get(&**address) {
            Some(number_idx) => members.push(*number_idx),
            None => problems.push(ParameterError::UnknownAddress {
                group_idx,
                address: address.clone(),
            }),
        }
    }
    members
}

/// Adds every pair of a group; false where the group contradicts itself or an earlier one.
fn add_pairs(members: &[usize], rank: f64, group_idx: usize, pairs: &mut Pairs) -> bool {
    let mut holds = (-1.0..=1.0).contains(&rank);
    for (position, first) in members.iter().enumerate() {
        for second in &members[position + 1..] {
            let key = (*first.min(second), *first.max(second));
            let stated = pairs.entry(key).or_insert((rank, group_idx)).0;
            holds &= first != second && stated == rank;
        }
    }
    holds
}

/// Returns the factor of a block's correlations, or the first group of one that has none.
///
/// A rank correlation of 1 is allowed.
fn factor(members: &[usize], pairs: &Pairs) -> Result<Factor, usize> {
    let entry = |row: usize, column: usize| correlation(members[row], members[column], pairs);
    let found = Factor::of(members.len(), entry, Pivots::semidefinite(1e-9));
    found.ok_or_else(|| first_group(members, pairs))
}

/// Returns the product-moment correlation of the normals behind two numbers.
fn correlation(first: usize, second: usize, pairs: &Pairs) -> f64 {
    if first == second {
        return 1.0;
    }
    let key = (first.min(second), first.max(second));
    pairs.get(&key).map_or(0.0, |(rank, _)| {
        2.0 * sin(std::f64::consts::PI * rank / 6.0)
    })
}

fn first_group(members: &[usize], pairs: &Pairs) -> usize {
    let inside = |(first, _): &&(usize, usize)| members.contains(first);
    let groups = pairs.iter().filter(|(key, _)| inside(key));
    groups
        .map(|(_, (_, group_idx))| *group_idx)
        .min()
        .unwrap_or(0)
}
