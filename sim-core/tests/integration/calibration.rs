//! Shipped scenarios reproduce, under `today`, what authorities publish.

use std::path::PathBuf;

use sim_core::compile::compile;
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::{Replicate, prepare, simulate_draw};
use sim_core::read::read_scenario;
use sim_core::tally::probes::Probes;

/// Draws; every statistic below has a Monte Carlo error under a fifth of its tolerance.
const DRAWS: u64 = 80;

/// Returns the histograms of `today` in a shipped scenario, pooled over draws.
fn today(name: &str) -> Probes {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let reading = read_scenario(name, &mut |path| {
        std::fs::read_to_string(folder.join(path))
            .map_err(|error| Unreadable::Refused(error.to_string()))
    });
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let scenario = reading.scenario.expect("a shipped scenario is sound");
    let plan = compile(&scenario, &reading.resolved).expect("a shipped scenario compiles");
    let prepared = prepare(&plan, &[0]);
    let mut pooled = Probes::new(
        plan.calendar.years.len(),
        plan.probes.len(),
        plan.watches.len(),
    );
    for draw in 0..DRAWS {
        pooled.add(&simulate_draw(&plan, &prepared, 1, draw, Replicate::default()).ways[0].probes);
    }
    pooled
}

fn share(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

/// Sources: Socialstyrelsen's annual statistics (6.4 to 6.6 months in the calendar year,
/// 38 to 40 % of recipients at ten months or more, 2010 to 2016) and Königs 2015 (11 % of
/// spells over twelve months, most who leave return within three months).
#[test]
fn both_places_match_the_published_calendar_year_statistics() {
    for name in ["sodertalje.toml", "trollhattan.toml"] {
        let probes = today(name);
        let mut months = [0; 13];
        for year in &probes.months_in_year {
            for (sum, households) in months.iter_mut().zip(year) {
                *sum += households;
            }
        }
        let households: i64 = months.iter().sum();
        let all: i64 = months
            .iter()
            .enumerate()
            .map(|(month, n)| month as i64 * n)
            .sum();
        let mean = share(all, households);
        assert!(
            (6.45..=6.75).contains(&mean),
            "{name}: {mean} months in the year"
        );
        let ten = share(months[10..].iter().sum(), households);
        assert!(
            (0.375..=0.405).contains(&ten),
            "{name}: {ten} at ten months or more"
        );
        let long = share(probes.spells_over_twelve, probes.spells_followed);
        assert!(
            (0.10..=0.12).contains(&long),
            "{name}: {long} of spells over twelve months"
        );
        let returned = share(probes.returned_within_three, probes.spells_ended);
        assert!(
            returned > 0.5,
            "{name}: {returned} returned within three months"
        );
    }
}
