//! What official statistics publish: figures of whole calendar years, and of spells.

use crate::compile::plan::Calendar;
use crate::tally::probes::Probes;

/// Months, ten or more, fewer than four, spells over twelve, returns within three.
pub(super) const N_PUBLISHED: usize = 5;

fn whole_years<'p>(
    calendar: &'p Calendar,
    probes: &'p Probes,
) -> impl Iterator<Item = &'p [i64; 13]> {
    let years = probes.months_in_year.iter().zip(&calendar.whole_year);
    years.filter(|(_, whole)| **whole).map(|(year, _)| year)
}

/// Returns mean households with any payment in a whole calendar year, and benefit for each.
pub(super) fn in_whole_years(calendar: &Calendar, probes: &Probes, benefit: &[f64]) -> [f64; 2] {
    let n_years = whole_years(calendar, probes).count();
    let households: i64 = whole_years(calendar, probes)
        .map(|year| year[1..].iter().sum::<i64>())
        .sum();
    if n_years == 0 || households == 0 {
        return [0.0, 0.0];
    }
    let months = benefit.iter().zip(&calendar.year_of_month);
    let paid = months.filter(|(_, year)| calendar.whole_year[**year]);
    let sek: f64 = paid.map(|(sek, _)| sek).sum();
    [households as f64 / n_years as f64, sek / households as f64]
}

/// Returns the figures of published statistics as counts above and below the line.
pub(super) fn published(calendar: &Calendar, probes: &Probes) -> [(i64, i64); N_PUBLISHED] {
    let (mut any, mut months, mut ten, mut under_four) = (0, 0, 0, 0);
    for year in whole_years(calendar, probes) {
        for (n_months, households) in year.iter().enumerate().skip(1) {
            any += households;
            months += n_months as i64 * households;
            ten += if n_months >= 10 { *households } else { 0 };
            under_four += if n_months < 4 { *households } else { 0 };
        }
    }
    [
        (months, any),
        (ten, any),
        (under_four, any),
        (probes.spells_over_twelve, probes.spells_followed),
        (probes.returned_within_three, probes.spells_ended),
    ]
}
