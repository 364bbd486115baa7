//! First-order indices from draws that were made anyway.

use crate::ledger::sobol::Interval;
use crate::math::sqrt;

/// Parts that are left out one at a time for the error.
const PARTS: usize = 32;
/// 97.5th percentile of Student's t with 31 degrees of freedom.
const TWO_SIDED: f64 = 2.0395;
/// Fewer draws say nothing.
const FEWEST: usize = 8 * PARTS;

/// The draws in the order of one input, cut into bins of equal numbers of draws.
///
/// Made once for an input and used for every answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Binned {
    /// The bin of each draw.
    bin_of: Vec<u32>,
    n_bins: usize,
}

/// Sums over the draws of one bin and part.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    n: f64,
    sum: f64,
    squares: f64,
}

impl Sums {
    fn plus(self, other: Self, times: f64) -> Self {
        Self {
            n: self.n + times * other.n,
            sum: self.sum + times * other.sum,
            squares: self.squares + times * other.squares,
        }
    }

    /// Returns the sum of squares about the mean.
    fn about_mean(self) -> f64 {
        match self.n > 0.0 {
            true => (self.squares - self.sum * self.sum / self.n).max(0.0),
            false => 0.0,
        }
    }
}

impl Binned {
    /// Returns the bins of an input: half the square root of the number of draws, 8 to 64.
    pub fn of(input: &[f64]) -> Self {
        let n = input.len();
        let n_bins = ((sqrt(n as f64) / 2.0) as usize).clamp(8, 64);
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_unstable_by(|a, b| input[*a].total_cmp(&input[*b]).then(a.cmp(b)));
        let mut bin_of = vec![0; n];
        for (rank, draw) in order.into_iter().enumerate() {
            bin_of[draw] = (rank * n_bins / n) as u32;
        }
        Self { bin_of, n_bins }
    }

    /// Returns Var(E[answer | input]) as a share of Var(answer), unbiased for an input without effect;
    /// none with fewer than 256 draws or an answer that does not vary.
    ///
    /// What varies inside a bin is lost: less than a thousandth of the share for a straight line,
    /// a hundredth for two whole waves over the input's range (32 bins).
    ///
    /// # Source
    ///
    /// The correlation ratio with Kelley's correction (1935, *PNAS* 21: epsilon squared). The error is
    /// the jackknife of Tukey (1958) over 32 interleaved parts, the interval Student's.
    ///
    /// ```
    /// use sim_core::ledger::given_data::Binned;
    /// let input: Vec<f64> = (0..1024).map(|at| f64::from(at)).collect();
    /// let share = Binned::of(&input).first_order(&input).unwrap();
    /// assert!((share.value - 1.0).abs() < 0.01);
    /// ```
    pub fn first_order(&self, answer: &[f64]) -> Option<Interval> {
        let n = answer.len();
        if n < FEWEST || n != self.bin_of.len() {
            return None;
        }
        let first = answer[0];
        let mut parts = vec![Sums::default(); PARTS * self.n_bins];
        for (draw, (bin, value)) in self.bin_of.iter().zip(answer).enumerate() {
            let off = value - first;
            let one = Sums {
                n: 1.0,
                sum: off,
                squares: off * off,
            };
            let at = draw % PARTS * self.n_bins + *bin as usize;
            parts[at] = parts[at].plus(one, 1.0);
        }
        let mut bins = vec![Sums::default(); self.n_bins];
        for (at, sums) in parts.iter().enumerate() {
            let bin = at % self.n_bins;
            bins[bin] = bins[bin].plus(*sums, 1.0);
        }
        let value = corrected_ratio(&bins)?;
        let without = parts.chunks(self.n_bins).map(|part| {
            let pairs = bins.iter().zip(part);
            let rest: Vec<Sums> = pairs.map(|(all, own)| all.plus(*own, -1.0)).collect();
            corrected_ratio(&rest).unwrap_or(value)
        });
        let without: Vec<f64> = without.collect();
        let mean = without.iter().sum::<f64>() / PARTS as f64;
        let squares: f64 = without.iter().map(|it| (it - mean) * (it - mean)).sum();
        let mc_se = sqrt(squares * (PARTS - 1) as f64 / PARTS as f64);
        Some(Interval {
            value,
            mc_se,
            low: value - TWO_SIDED * mc_se,
            high: value + TWO_SIDED * mc_se,
        })
    }
}

fn corrected_ratio(bins: &[Sums]) -> Option<f64> {
    let all = bins
        .iter()
        .fold(Sums::default(), |all, bin| all.plus(*bin, 1.0));
    let inside: f64 = bins.iter().map(|bin| bin.about_mean()).sum();
    let (whole, n_bins) = (all.about_mean(), bins.len() as f64);
    let varies = all.n > n_bins && whole > 1e-12 * all.squares && whole > 0.0;
    varies.then(|| 1.0 - (inside / (all.n - n_bins)) / (whole / (all.n - 1.0)))
}
