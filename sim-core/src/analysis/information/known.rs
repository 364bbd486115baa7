//! What the draws of a comparison say about the net saving that uncertain numbers bring.

use crate::analysis::information::basis::{bends, mean_product, standardised};
use crate::compile::strata::SCRAMBLES;

/// Parts of the draws that are left out in turn: those that [`SCRAMBLES`] makes independent.
pub(crate) const N_PARTS: usize = SCRAMBLES as usize;

/// Uncertain numbers and, for one perspective, the net saving of designs: draw by draw.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// By number and draw.
    pub numbers: Vec<Vec<f64>>,
    /// By design but `today` and draw: SEK, the mean of the cohorts made.
    pub nets: Vec<Vec<f64>>,
    /// By draw: cohorts made, 1 or 2.
    pub cohorts: Vec<f64>,
}

/// Columns that net saving is regressed on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms {
    /// By column and draw; the constant is not among them.
    pub columns: Vec<Vec<f64>>,
    /// By column: how strongly it is damped.
    pub penalty: Vec<f64>,
}

/// Knots of a curve of one number, and of each of several.
const KNOTS_OF_ONE: usize = 7;
const KNOTS_OF_MANY: usize = 4;
/// How many numbers are in one regression at most: those that matter most.
const MOST_NUMBERS: usize = 24;
/// How many of them are multiplied by each other.
const MOST_MULTIPLIED: usize = 10;
/// A number is left out of a regression on many where it tells less than this many times 1 / draws of the variance:
/// what one number without any effect would reach in one regression of 400.
const LEAST_TOLD: f64 = 9.0;
/// The same of a number that tells nothing by itself, for its product with one of those that tell most: of a thousand
/// such products without any effect not one in ten times.
const LEAST_TOLD_TOGETHER: f64 = 16.0;
/// With how many of those that tell most such a number is multiplied.
const MOST_PARTNERS: usize = 3;

impl Known {
    /// Returns how many draws there are.
    pub fn n_draws(&self) -> usize {
        self.cohorts.len()
    }

    /// Returns the first so many draws.
    pub fn first(mut self, n_draws: usize) -> Self {
        let all = self.numbers.iter_mut().chain(&mut self.nets);
        all.for_each(|by_draw| by_draw.truncate(n_draws));
        self.cohorts.truncate(n_draws);
        self
    }

    /// Returns the columns of a curve of one number.
    pub fn terms_of_one(&self, number: usize) -> Terms {
        let mut terms = Terms::default();
        terms.add_curve(&self.numbers[number], KNOTS_OF_ONE);
        terms
    }

    /// Returns the columns of a surface of several numbers: a curve of each that matters, and products of those that
    /// matter most.
    pub fn terms_of(&self, numbers: &[usize]) -> Terms {
        if let [one] = numbers {
            return self.terms_of_one(*one);
        }
        let of_numbers: Vec<&[f64]> = numbers.iter().map(|at| &*self.numbers[*at]).collect();
        self.terms_of_columns(&of_numbers)
    }

    /// Returns the columns of a surface of several columns of figures by draw.
    pub fn terms_of_columns(&self, figures: &[&[f64]]) -> Terms {
        let mut by_worth: Vec<(usize, f64)> = figures
            .iter()
            .enumerate()
            .map(|(at, figures)| (at, self.told_by(figures)))
            .collect();
        by_worth.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let least = LEAST_TOLD / self.n_draws().max(1) as f64;
        let n_told = by_worth.iter().filter(|(_, told)| *told > least).count();
        let silent = by_worth.split_off(n_told.max(1).min(by_worth.len()));
        by_worth.truncate(MOST_NUMBERS);
        let mut terms = Terms::default();
        let mut lines: Vec<usize> = Vec::new();
        for (at, _) in &by_worth {
            let start = terms.columns.len();
            terms.add_curve(figures[*at], KNOTS_OF_MANY);
            if terms.columns.len() > start {
                lines.push(start);
            }
        }
        lines.truncate(MOST_MULTIPLIED);
        terms.add_products(&lines);
        let silent: Vec<&[f64]> = silent.iter().map(|(at, _)| figures[*at]).collect();
        for product in self.together(&silent, &lines, &terms) {
            terms.columns.push(product);
            terms.penalty.push(1.0);
        }
        terms
    }

    /// Returns the products by which figures that tell nothing by themselves tell something beside those that tell
    /// most: what makes an effect larger or smaller that is on average none.
    fn together(&self, silent: &[&[f64]], lines: &[usize], terms: &Terms) -> Vec<Vec<f64>> {
        let least = LEAST_TOLD_TOGETHER / self.n_draws().max(1) as f64;
        let nets: Vec<Vec<f64>> = self
            .nets
            .iter()
            .filter_map(|net| standardised(net))
            .collect();
        let mut found: Vec<(f64, Vec<f64>)> = Vec::new();
        for line in silent.iter().filter_map(|figures| standardised(figures)) {
            for partner in lines.iter().take(MOST_PARTNERS) {
                let pairs = line.iter().zip(&terms.columns[*partner]);
                let product: Vec<f64> = pairs.map(|(a, b)| a * b).collect();
                let Some(product) = standardised(&product) else {
                    continue;
                };
                let along = nets.iter().map(|net| mean_product(&product, net));
                let told = along.map(|along| along * along).fold(0.0, f64::max);
                if told > least {
                    found.push((told, product));
                }
            }
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.truncate(MOST_MULTIPLIED);
        found.into_iter().map(|(_, product)| product).collect()
    }

    /// Returns the largest share of any design's variance that a line and a bend of some figures tell.
    fn told_by(&self, figures: &[f64]) -> f64 {
        let columns = bends(figures, 3);
        let nets = self.nets.iter().filter_map(|net| standardised(net));
        nets.map(|net| {
            let along = columns.iter().map(|column| mean_product(column, &net));
            along.map(|along| along * along).sum::<f64>()
        })
        .fold(0.0, f64::max)
    }
}

impl Terms {
    fn add_curve(&mut self, values: &[f64], n_knots: usize) {
        for (bend, column) in bends(values, n_knots).into_iter().enumerate() {
            self.columns.push(column);
            // As the squared second derivative of ever wigglier curves grows.
            let bend = bend as f64;
            self.penalty.push(LEAST_PENALTY + bend * bend * bend * bend);
        }
    }

    fn add_products(&mut self, lines: &[usize]) {
        for (position, one) in lines.iter().enumerate() {
            for other in &lines[..=position] {
                // The square of a number is one of its bends.
                if one == other {
                    continue;
                }
                let pairs = self.columns[*one].iter().zip(&self.columns[*other]);
                let product: Vec<f64> = pairs.map(|(a, b)| a * b).collect();
                if let Some(column) = standardised(&product) {
                    self.columns.push(column);
                    self.penalty.push(1.0);
                }
            }
        }
    }
}

/// Damping of a straight line: next to none, only so that columns that say the same share what they say.
const LEAST_PENALTY: f64 = 1e-3;
