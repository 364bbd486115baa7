//! The answer over two levers at once.

use crate::analysis::all_together::AllTogether;
use crate::analysis::break_even::curve::{Looked, PROBABILITIES};
use crate::analysis::changed::Changed;
use crate::analysis::net_saving::NetSaving;
use crate::analysis::one_draw::Headline;
use crate::engine::observer::Observer;
use crate::engine::run::RunError;
use crate::ledger::moments::share;
use crate::ledger::quantiles::median;
use crate::results::break_even::{BreakEvenMap, LeverRange, MapBoundary, MapDesign, MapSeen};
use crate::results::perspective::Perspective;

/// Values of each lever.
const N_VALUES: u32 = 9;
/// Most draws at a pair of values: a share of one half is then known to two and a half points of a hundred.
pub(super) const MOST_DRAWS: u64 = 400;

/// Returns the map, and whether all of it was made.
pub(super) fn map(
    net: &NetSaving<'_>,
    changed: &Changed,
    (ranges, draws): (&[LeverRange], u64),
    looked: &Looked,
    observer: &dyn Observer,
) -> Result<(BreakEvenMap, bool), RunError> {
    let [first_values, all_second] = [0, 1].map(|at| values(&ranges[at]));
    let draws = draws.min(MOST_DRAWS);
    let asked = draws * (first_values.len() * all_second.len()) as u64;
    let mut rows: Vec<Vec<Vec<Headline>>> = Vec::new();
    let mut before = 0;
    'all: for second in &all_second {
        let mut row = Vec::new();
        for first in &first_values {
            let all = AllTogether {
                observer,
                before,
                asked,
            };
            let nets = net.over(0..draws, &all, |_, values| {
                changed.levers[0].set(*first, values);
                changed.levers[1].set(*second, values);
            })?;
            if (nets.len() as u64) < draws {
                break 'all;
            }
            before += draws;
            row.push(nets);
        }
        rows.push(row);
    }
    let is_whole = rows.len() == all_second.len();
    let designs = looked.designs.iter().enumerate();
    let designs = designs.map(|(pair, design)| MapDesign {
        design: design.clone(),
        seen: looked
            .perspectives
            .iter()
            .map(|perspective| seen(*perspective, pair, &rows, &first_values))
            .collect(),
    });
    let map = BreakEvenMap {
        draws,
        designs: designs.collect(),
        second_values: all_second[..rows.len()].to_vec(),
        first_values,
    };
    Ok((map, is_whole))
}

fn values(range: &LeverRange) -> Vec<f64> {
    let steps = f64::from(N_VALUES - 1);
    let width = range.to - range.from;
    let all = (0..N_VALUES).map(|at| range.from + width * f64::from(at) / steps);
    let mut all: Vec<f64> = match range.is_whole {
        true => all.map(f64::round).collect(),
        false => all.collect(),
    };
    all.dedup();
    all
}

fn seen(
    perspective: Perspective,
    pair: usize,
    rows: &[Vec<Vec<Headline>>],
    first_values: &[f64],
) -> MapSeen {
    let nets = |cell: &Vec<Headline>| -> Vec<f64> {
        cell.iter()
            .map(|net| net[pair][perspective as usize])
            .collect()
    };
    let by_cell = |figure: &dyn Fn(Vec<f64>) -> f64| -> Vec<Vec<f64>> {
        let rows = rows.iter();
        rows.map(|row| row.iter().map(|cell| figure(nets(cell))).collect())
            .collect()
    };
    let saving_probability = by_cell(&|nets| {
        let above = nets.iter().filter(|net| **net > 0.0).count();
        share(above, nets.len()).0
    });
    let boundaries = PROBABILITIES.map(|probability| MapBoundary {
        probability,
        first: saving_probability
            .iter()
            .map(|row| crossed(first_values, row, probability))
            .collect(),
    });
    MapSeen {
        perspective,
        median_sek: by_cell(&|mut nets| median(&mut nets)),
        boundaries: boundaries.to_vec(),
        saving_probability,
    }
}

/// Returns where a probability is crossed, by straight lines between values.
fn crossed(values: &[f64], shares: &[f64], probability: f64) -> Vec<f64> {
    let pairs = values.windows(2).zip(shares.windows(2));
    pairs
        .filter(|(_, share)| (share[0] < probability) != (share[1] < probability))
        .map(|(value, share)| {
            let part = (probability - share[0]) / (share[1] - share[0]);
            value[0] + part * (value[1] - value[0])
        })
        .collect()
}
