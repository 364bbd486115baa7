//! The four things a council weighs, and which ways of working give nothing for what they take.

use crate::analysis::choice::options::{Options, mean_less, mean_of};
use crate::ledger::quantiles::{quantile, sort};
use crate::results::choice::ParetoRow;
use crate::results::perspective::Perspective;

/// Part of the draws that is the worst tenth.
const TENTH: f64 = 0.1;
/// Standard errors beyond which a difference is clear.
const CLEAR: f64 = 2.0;

/// Returns the table, in the order of the options.
pub(super) fn pareto(options: &Options, perspective: Perspective) -> Vec<ParetoRow> {
    let [municipality, public] = Perspective::SIDE_BY_SIDE.map(|of| options.seen_by(of));
    let asked = options.seen_by(perspective);
    let tails: Vec<Vec<f64>> = asked.iter().map(|net| tail(net)).collect();
    let of = |option: usize| -> [&[f64]; 4] {
        [
            municipality[option],
            public[option],
            options.extra[option].as_slice(),
            tails[option].as_slice(),
        ]
    };
    let all = 0..options.len();
    all.clone()
        .map(|option| {
            let figures = of(option);
            let [municipality, public_sector, extra_self_support, worst_tenth] =
                figures.map(|draws| mean_of(draws.iter().copied()));
            let others = all.clone().filter(|other| *other != option);
            ParetoRow {
                design: options.ids[option].clone(),
                municipality,
                public_sector,
                extra_self_support,
                worst_tenth,
                dominated_by: others
                    .filter(|other| is_better(of(*other), figures))
                    .map(|other| options.ids[other].clone())
                    .collect(),
            }
        })
        .collect()
}

/// Returns one value a draw whose mean is the mean of the worst tenth, and whose standard error is its.
///
/// # Source
///
/// CVaR(p) = q - E[max(q - X, 0)] / p, q the p-quantile: Rockafellar and Uryasev (2000), *Journal of
/// Risk* 2(3), equation 4. As q maximises it, its own error matters in the second order only.
fn tail(net: &[f64]) -> Vec<f64> {
    let mut sorted = net.to_vec();
    sort(&mut sorted);
    let q = quantile(&sorted, TENTH);
    net.iter()
        .map(|sek| q - (q - sek).max(0.0) / TENTH)
        .collect()
}

/// At least as good in all four, and clearly better in one.
fn is_better(one: [&[f64]; 4], other: [&[f64]; 4]) -> bool {
    let less: Vec<_> = (0..4).map(|at| mean_less(one[at], other[at])).collect();
    let is_as_good = less.iter().all(|gain| gain.value >= 0.0);
    let is_clear = less
        .iter()
        .any(|gain| gain.value > CLEAR * gain.mc_se && gain.value > 0.0);
    is_as_good && is_clear
}

#[cfg(test)]
mod tests {
    use super::{pareto, tail};
    use crate::analysis::choice::options::Options;
    use crate::ledger::moments::moments;
    use crate::math::{normal_pdf, normal_quantile};
    use crate::results::perspective::Perspective;

    fn normals(n: usize) -> Vec<f64> {
        (0..n)
            .map(|draw| normal_quantile((draw as f64 + 0.5) / n as f64))
            .collect()
    }

    #[test]
    fn the_worst_tenth_of_a_normal_has_its_known_mean() {
        let found = moments(&tail(&normals(20_000))).mean;
        // -pdf(z) / p, z the tenth percentile.
        let exact = -normal_pdf(normal_quantile(0.1)) / 0.1;
        assert!((found - exact).abs() < 1e-3, "{found} for {exact}");
    }

    #[test]
    fn equals_give_as_much_for_what_they_take() {
        let net = normals(100);
        let options = Options {
            ids: ["one", "other"].map(str::to_owned).to_vec(),
            net: vec![[net.clone(), net.clone(), net.clone()]; 2],
            extra: vec![vec![1.0; 100]; 2],
        };
        for row in pareto(&options, Perspective::Municipality) {
            assert!(row.dominated_by.is_empty(), "{row:?}");
        }
    }

    #[test]
    fn who_is_worse_in_all_four_is_marked_and_who_gives_something_is_not() {
        let z = normals(1000);
        let net = |mean: f64| -> Vec<f64> { z.iter().map(|z| mean + z).collect() };
        let seen = |municipality: f64, public: f64| [net(municipality), net(public), net(public)];
        let options = Options {
            ids: ["today", "good", "worse", "helps"]
                .map(str::to_owned)
                .to_vec(),
            net: vec![
                [vec![0.0; 1000], vec![0.0; 1000], vec![0.0; 1000]],
                seen(9.0, 9.0),
                seen(8.0, 9.0),
                seen(7.0, 8.0),
            ],
            extra: [0.0, 3.0, 3.0, 4.0].map(|extra| vec![extra; 1000]).to_vec(),
        };
        let found = pareto(&options, Perspective::Municipality);
        let by: Vec<&[String]> = found
            .iter()
            .map(|row| row.dominated_by.as_slice())
            .collect();
        assert_eq!(by[0], ["good", "worse", "helps"]);
        assert!(by[1].is_empty() && by[3].is_empty());
        assert_eq!(by[2], ["good"]);
    }
}
