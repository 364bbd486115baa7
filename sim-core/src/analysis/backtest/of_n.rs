//! How many of `n` households are hits, told from a simulated group.

/// Weights this far below the largest are left out.
const NEGLIGIBLE: f64 = 1e-15;

/// Probabilities of so many hits, from a first number on.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits {
    /// The number of hits that the first probability is of.
    pub first: u32,
    /// Probabilities; they sum to one.
    pub probabilities: Vec<f64>,
}

impl Hits {
    /// Returns the probability of fewer than `k` hits.
    pub fn below(&self, k: u32) -> f64 {
        let n_below = k.saturating_sub(self.first) as usize;
        let below = self.probabilities.iter().take(n_below);
        below.sum::<f64>().min(1.0)
    }
}

/// Returns how many of `n` are hits, where `hits` of `followed` simulated households are.
///
/// Households of a draw are exchangeable, so any `n` of those simulated are as good as the
/// document's: drawn without replacement, which averages over which. Where fewer were simulated
/// than the document has, the share of hits is itself told from them alone.
///
/// # Shapes and units
///
/// `n` and `followed` are at least one, `hits` at most `followed`.
///
/// # Source
///
/// Hypergeometric where `followed` >= `n`; else beta-binomial with Jeffreys' prior (Jeffreys 1946;
/// Skellam 1948). Both by the ratio of neighbouring probabilities.
///
/// ```
/// use sim_core::analysis::backtest::of_n::hits_of;
/// let three_of_four = hits_of(2, (4, 3));
/// assert_eq!(three_of_four.first, 1);
/// assert!((three_of_four.probabilities[1] - 0.5).abs() < 1e-15);
/// ```
pub fn hits_of(n: u32, (followed, hits): (u32, u32)) -> Hits {
    let (of, all, yes) = (f64::from(n), f64::from(followed), f64::from(hits));
    let middle = (of * yes / all) as u32;
    if followed >= n {
        let no = all - yes;
        let least = n.saturating_sub(followed - hits);
        let most = n.min(hits);
        let up = |k: f64| (yes - k) * (of - k) / ((k + 1.0) * (no - of + k + 1.0));
        return from_ratios((least, middle.clamp(least, most), most), up);
    }
    let (a, b) = (yes + 0.5, all - yes + 0.5);
    let up = |k: f64| (of - k) / (k + 1.0) * (k + a) / (of - k - 1.0 + b);
    from_ratios((0, middle.min(n), n), up)
}

/// `up(k)` is the probability of `k + 1` over that of `k`; there is one peak.
fn from_ratios((least, middle, most): (u32, u32, u32), up: impl Fn(f64) -> f64) -> Hits {
    let mut above = vec![1.0];
    let (mut weight, mut largest) = (1.0, 1.0_f64);
    for k in middle..most {
        weight *= up(f64::from(k));
        if weight < NEGLIGIBLE * largest {
            break;
        }
        largest = largest.max(weight);
        above.push(weight);
    }
    let mut below = Vec::new();
    weight = 1.0;
    for k in (least..middle).rev() {
        weight /= up(f64::from(k));
        if weight < NEGLIGIBLE * largest {
            break;
        }
        largest = largest.max(weight);
        below.push(weight);
    }
    let first = middle - below.len() as u32;
    let mut probabilities: Vec<f64> = below.into_iter().rev().chain(above).collect();
    let total: f64 = probabilities.iter().sum();
    probabilities.iter_mut().for_each(|p| *p /= total);
    Hits {
        first,
        probabilities,
    }
}
