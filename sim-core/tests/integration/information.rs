//! What knowing more is worth, on a scenario small enough to find out by brute force.

use sim_core::analysis::{
    NestedSettings, NotValued, StudyAsked, ValueSettings, information, nested_partial,
};
use sim_core::engine::observer::Silent;
use sim_core::results::information::{Information, InformationValue, NumberGroup, Trust};
use sim_core::results::perspective::Perspective;

use crate::ready::{Ready, checked};

/// The teaching example with a design that is neither clearly good nor bad, and a wage that nobody knows and no
/// budget sees.
fn example() -> Ready {
    let text = include_str!("../../../scenarios/larexempel.toml")
        .replace(
            "sek_per_month = 15000",
            "sek_per_month = { p05 = 12000, p50 = 25000, p95 = 60000 }",
        )
        .replace(
            "sek_per_month = 24000",
            "sek_per_month = { p05 = 20000, p50 = 24000, p95 = 30000 }",
        );
    Ready::with(checked(&text))
}

fn valued(example: &Ready, draws: u64, studies: Vec<StudyAsked>) -> Result<Information, NotValued> {
    let settings = ValueSettings {
        perspective: Perspective::Municipality,
        studies,
    };
    information(&example.drawn(draws), &settings)
}

fn worth_of(found: &Information, address: &str) -> InformationValue {
    let numbers = &found.seen[0].numbers;
    let number = numbers.iter().find(|it| it.address == address);
    number.expect("listed").worth
}

const EFFECT: &str = "design.monthly_meetings.effect.meetings.hazard_ratio";

#[test]
fn one_number_is_worth_by_regression_what_it_is_worth_by_nested_draws() {
    let example = example();
    let found = valued(&example, 1500, Vec::new()).expect("enough draws");
    let (plan, prepared) = (&example.plan, &example.prepared);
    // The same draws of everything else, so that both have the same mean.
    let settings = NestedSettings {
        values: 12,
        draws: 320,
        seed: 1,
        threads: Some(2),
    };
    let mut slots = plan.numbers.uncertain.iter();
    let number = slots.position(|slot| *plan.numbers.slots[*slot as usize].address == *EFFECT);
    let nested = nested_partial((plan, prepared), number.expect("there"), settings, &Silent);
    let nested = nested.expect("ends").expect("drawn alone")[0];
    let worth = worth_of(&found, EFFECT);
    let error = (worth.mc_se * worth.mc_se + nested.mc_se * nested.mc_se).sqrt();
    assert!(worth.sek > 4.0 * worth.mc_se, "{worth:?}");
    assert!(
        (worth.sek - nested.sek).abs() < 3.0 * error,
        "{worth:?} {nested:?}"
    );
}

#[test]
fn knowing_everything_is_worth_most_and_a_number_that_moves_nothing_is_worth_nothing() {
    let study = StudyAsked {
        address: EFFECT.to_owned(),
        sizes: vec![400, 50],
    };
    let found = valued(&example(), 1500, vec![study]).expect("enough draws");
    let seen = &found.seen[0];
    assert_eq!(seen.perspective, Perspective::Municipality);
    assert_eq!(found.seen[1].perspective, Perspective::PublicSector);
    let all = seen.perfect;
    assert!(
        all.sek > 4.0 * all.mc_se && all.trust == Trust::Yes,
        "{all:?}"
    );
    for number in &seen.numbers {
        let error = 3.0 * (number.worth.mc_se + all.mc_se);
        assert!(number.worth.sek < all.sek + error, "{number:?}");
    }
    // No budget but those of employers and households sees a wage.
    let wage = worth_of(&found, "flow.wage.sek_per_month");
    assert!(wage.sek <= 3.0 * wage.mc_se, "{wage:?}");
    // The regression finds nearly all that numbers decide, and luck is not taken for knowledge.
    let at_most = seen.at_most_sek.expect("second cohorts");
    assert!(all.sek < at_most.value + 3.0 * (all.mc_se + at_most.mc_se));
    assert!(all.at_least_sek < all.sek + 3.0 * all.mc_se);
    let sizes = &seen.studies[0].sizes;
    assert_eq!([sizes[0].n, sizes[1].n], [50, 400]);
    assert!(sizes[0].worth.sek < sizes[1].worth.sek);
    let effect = worth_of(&found, EFFECT);
    assert!(sizes[1].worth.sek < effect.sek + 2.0 * effect.mc_se);
    // What is lost by deciding now is what knowing everything is worth.
    assert!((seen.options[0].expected_loss_sek - all.sek).abs() < 1e-6);
    let groups = seen.groups.iter().map(|it| (it.group, it.numbers));
    let by_theme = groups.filter(|(group, _)| matches!(group, NumberGroup::Theme(_)));
    let n_numbers: u32 = by_theme.map(|(_, numbers)| numbers).sum();
    assert_eq!(n_numbers as usize, seen.numbers.len());
}

#[test]
fn few_draws_are_refused_with_how_many_would_do_and_an_unknown_number_by_its_name() {
    let example = example();
    let draws_needed = 512;
    let refused = valued(&example, 500, Vec::new());
    assert_eq!(refused, Err(NotValued::TooFewDraws { draws_needed }));
    let address = "design.monthly_meetings.colour".to_owned();
    let study = StudyAsked {
        address: address.clone(),
        sizes: Vec::new(),
    };
    let unknown = valued(&example, 512, vec![study]);
    assert_eq!(unknown, Err(NotValued::UnknownNumber { address }));
}
