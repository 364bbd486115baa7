//! What decides the answer, where that can be worked out by hand.

use std::cell::Cell;

use sim_core::analysis::{Drawn, SensitivitySettings, sensitivity};
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::results::Results;
use sim_core::results::perspective::Perspective;
use sim_core::results::run::Stopped;
use sim_core::results::sensitivity::{SeenSensitivity, Sensitivity, Side};
use sim_core::results::theme::NumberTheme;

use crate::comparing::{MONEY, scenario_and_plan};
use crate::ready::Ready;

/// Net saving is 36 (19,000 - rent) - move: nobody's life is touched. The rent is uniform from
/// 10,000 to 20,000, the move from 60,000 to 140,000, and no one is in studies.
const COSTS: &str = r#"
utfall = 1
[about]
title = "Costs"
start = "2027-01"
horizon_months = 36
price_year = 2027
[benefit]
sek_per_month_on_assistance = 8000
[money]
discount_per_year = 0
[displacement]
share = 0
on_assistance_share = 0
on_unemployment_insurance_share = 0
[parameter.default_volume_share]
value = 1.0
[parameter.default_discontinuation_share]
value = 0.0
[segment.one]
share_of_new = 1.0
hazard.job.per_month = 0.1
hazard.permanent.per_month = 0.01
[inflow]
per_month = 1
[stock]
households = 2
warm_up_years = 1
[flow.support]
payer = "municipality"
receiver = "households"
kind = "transfer"
sek_per_month = { uncertain = { uniform = { min = 1000, max = 9000 } }, grade = "B" }
while_in = ["studies"]
[design.today.running.rent]
sek_per_month = 19000
payer = "municipality"
[design.house]
based_on = "today"
[design.house.running.rent]
sek_per_month = { uncertain = { uniform = { min = 10000, max = 20000 } }, grade = "C" }
payer = "municipality"
[design.house.set_up.move]
sek = { uncertain = { uniform = { min = 60000, max = 140000 } } }
payer = "municipality"
"#;

fn usual() -> SensitivitySettings {
    SensitivitySettings {
        screening_draws: 64,
        draws_each: 256,
        strongest: 2,
        ..SensitivitySettings::usual(Perspective::Municipality, Some(2))
    }
}

fn analysed(
    text: &str,
    draws: u64,
    settings: &SensitivitySettings,
    observer: &dyn Observer,
) -> (Results, Sensitivity) {
    let ready = Ready::of(text);
    let comparing = ready.drawn(draws);
    let results = comparing.answer().expect("there are draws").results;
    let drawn: Drawn = comparing.drawn();
    let found = sensitivity(ready.question(), (&results, &drawn), settings, observer);
    (results, found.expect("the analysis ends"))
}

fn seen(found: &Sensitivity, design: &str, perspective: Perspective) -> SeenSensitivity {
    let design = found.designs.iter().find(|it| it.design == design);
    let seen = design.expect("it is there").seen.iter();
    seen.clone()
        .find(|seen| seen.perspective == perspective)
        .expect("it is shown")
        .clone()
}

const RENT: &str = "design.house.running.rent.sek_per_month";
const MOVE: &str = "design.house.set_up.move.sek";
const DEAD: &str = "flow.support.sek_per_month";

#[test]
fn bars_of_plain_costs_are_as_long_as_the_costs_differ() {
    let (_, found) = analysed(COSTS, 1024, &usual(), &Silent);
    let seen = seen(&found, "house", Perspective::Municipality);
    let of = |address: &str| seen.bars.iter().find(|bar| bar.address == address).unwrap();
    // 80 % of 10,000 a month for 36 months, and of 80,000; no luck, so no error.
    for (address, width, low, theme) in [
        (RENT, -288_000.0, 11_000.0, NumberTheme::Money),
        (MOVE, -64_000.0, 68_000.0, NumberTheme::Money),
        (DEAD, 0.0, 1_800.0, NumberTheme::Money),
    ] {
        let bar = of(address);
        assert!((bar.width_sek.value - width).abs() < 1e-6, "{bar:?}");
        assert!(bar.width_sek.mc_se < 1e-6, "{bar:?}");
        assert_eq!((bar.low.value, bar.theme), (low, theme));
    }
    assert_eq!(seen.bars[0].address, RENT);
    assert_eq!(of(DEAD).low.change_sek.value, 0.0);
    assert_eq!(seen.bars.iter().map(|bar| bar.draws).max(), Some(256));
    assert_eq!(of(DEAD).draws, 64);
}

#[test]
fn a_bar_is_what_a_comparison_with_the_number_fixed_says() {
    let (_, found) = analysed(MONEY, 256, &usual(), &Silent);
    let seen = seen(&found, "house", Perspective::PublicSector);
    let bar = seen.bars.iter().find(|bar| bar.draws == 256).unwrap();
    let (scenario, plan) = scenario_and_plan(MONEY);
    let plan = plan
        .with_fixed(&[(bar.address.clone(), bar.high.value)])
        .unwrap();
    let compared = sim_core::analysis::compare(
        &plan,
        &scenario,
        &sim_core::analysis::CompareSettings {
            draws: 256,
            seed: 1,
            threads: None,
            designs: None,
        },
        &Silent,
    );
    let results = compared.unwrap().results;
    let house = results.comparisons.iter().find(|it| it.design == "house");
    let net = house
        .unwrap()
        .saving(Perspective::PublicSector)
        .unwrap()
        .net;
    assert_eq!(net.mean, bar.high.net_sek.value);
    assert_eq!(net.mc_se, bar.high.net_sek.mc_se);
}

#[test]
fn shares_of_plain_costs_are_those_of_their_variances() {
    let (mut results, found) = analysed(COSTS, 4096, &usual(), &Silent);
    let shares = seen(&found, "house", Perspective::Municipality)
        .shares
        .unwrap();
    assert_eq!(shares.luck_share.value, 0.0);
    let world = shares
        .world
        .expect("a design may end, if with probability 0");
    assert_eq!((world.total.value, world.total.high), (0.0, 0.0));
    let rent = 36.0 * 36.0 * 1e8;
    let moving = 6.4e9;
    for (address, known) in [
        (RENT, rent / (rent + moving)),
        (MOVE, moving / (rent + moving)),
        (DEAD, 0.0),
    ] {
        let number = shares.by_number.iter().find(|it| it.addresses == [address]);
        let number = number.expect("it is listed").shares;
        for share in [number.first_order, number.total] {
            let off = (share.value - known).abs();
            assert!(
                off <= 4.0 * share.mc_se + 1e-12,
                "{address}: {share:?}, {known}"
            );
            assert!(share.mc_se < 0.2, "{address}: {share:?}");
        }
    }
    let dead = shares.by_number.last().unwrap();
    assert_eq!(
        (dead.shares.total.value, dead.shares.first_order.high),
        (0.0, 0.0)
    );
    // Everything is money, so the theme has the whole variance; the move alone is without grade.
    assert_eq!(shares.by_theme.len(), 1);
    assert!((shares.by_theme[0].shares.total.value - 1.0).abs() < 0.2);
    assert_eq!(shares.by_grade.len(), 3);
    let weak = shares.weak.total;
    assert!(
        (weak.value - moving / (rent + moving)).abs() < 4.0 * weak.mc_se,
        "{weak:?}"
    );
    assert_eq!(shares.weak.numbers, 1);
    results.hold_sensitivity(found);
    let stated = results
        .evidence
        .weak_variance_share
        .expect("it was worked out");
    assert_eq!(stated.value, weak.value);
}

#[test]
fn the_rent_at_which_the_house_no_longer_pays_is_found_and_nothing_else_is_named() {
    let (_, found) = analysed(COSTS, 2048, &usual(), &Silent);
    assert_eq!(found.recommendations.len(), 2);
    let municipality = &found.recommendations[0];
    assert_eq!(municipality.best, "house");
    assert_eq!(municipality.next, "today");
    assert!(municipality.is_clear && municipality.is_complete);
    // 36 (19,000 - rent) = 100,000
    let [flip] = municipality.flips.as_slice() else {
        panic!("{:?}", municipality.flips);
    };
    let known = 19_000.0 - 100_000.0 / 36.0;
    assert_eq!((flip.address.as_str(), flip.side), (RENT, Side::Above));
    assert!(
        flip.between.0 <= known && known <= flip.between.1,
        "{flip:?}"
    );
    let error = flip.ahead_at_end_sek.mc_se;
    assert!(error < 9_000.0, "{flip:?}");
    assert!((flip.value - known).abs() < 4.0 * error / 36.0, "{flip:?}");
    let above = (20_000.0 - flip.value) / 10_000.0;
    assert!((flip.probability - above).abs() < 0.012, "{flip:?}");
    assert_eq!(
        (flip.best_there.as_str(), flip.end_value),
        ("today", 19_500.0)
    );
    assert!((flip.ahead_at_end_sek.value - 118_000.0).abs() < 4.0 * error);
}

#[test]
fn a_rent_of_today_below_which_the_house_no_longer_pays_is_found_from_below() {
    let uncertain = "sek_per_month = { uncertain = { uniform = { min = 14000, max = 24000 } } }";
    let text = COSTS
        .replace(
            "sek_per_month = { uncertain = { uniform = { min = 10000, max = 20000 } }, grade = \"C\" }",
            "sek_per_month = 15000",
        )
        .replace("sek_per_month = 19000", uncertain);
    let (_, found) = analysed(&text, 2048, &usual(), &Silent);
    let [flip] = found.recommendations[0].flips.as_slice() else {
        panic!("{:?}", found.recommendations[0]);
    };
    // 36 (rent - 15,000) = 100,000
    let known = 15_000.0 + 100_000.0 / 36.0;
    assert_eq!(flip.side, Side::Below);
    let error = flip.ahead_at_end_sek.mc_se;
    assert!(error < 9_000.0, "{flip:?}");
    assert!((flip.value - known).abs() < 4.0 * error / 36.0, "{flip:?}");
    let below = (flip.value - 14_000.0) / 10_000.0;
    assert!((flip.probability - below).abs() < 0.012, "{flip:?}");
}

#[test]
fn a_number_that_comes_near_without_changing_anything_is_neither_named_nor_left_open() {
    // The house is 44,000 ahead; a dear move takes 1.2834 times 35,600 of that by its bar, 40,050 in truth.
    let text = COSTS
        .replace("min = 10000, max = 20000", "min = 14900, max = 15100")
        .replace("min = 60000, max = 140000", "min = 55500, max = 144500");
    let (_, found) = analysed(&text, 2048, &usual(), &Silent);
    let municipality = &found.recommendations[0];
    assert_eq!(municipality.best, "house");
    assert_eq!(municipality.numbers_tried, 1, "{municipality:?}");
    assert!(municipality.flips.is_empty() && municipality.undecided.is_empty());
}

#[test]
fn numbers_that_are_drawn_together_have_their_shares_together() {
    let text =
        format!("{COSTS}\n[correlation.costs]\nbetween = [\"{RENT}\", \"{MOVE}\"]\nrank = 0.8\n");
    let (_, found) = analysed(&text, 1024, &usual(), &Silent);
    let shares = seen(&found, "house", Perspective::Municipality)
        .shares
        .unwrap();
    assert_eq!(shares.by_number[0].addresses, [MOVE, RENT]);
    let total = shares.by_number[0].shares.total;
    assert!((total.value - 1.0).abs() < 4.0 * total.mc_se, "{total:?}");
    assert_eq!(shares.by_number.len(), 2);
    // The weakest grade of the two is none, so both are weak.
    assert_eq!(shares.weak.numbers, 2);
    // Bars move one number and leave the other as drawn.
    let bars = seen(&found, "house", Perspective::Municipality).bars;
    assert!((bars[0].width_sek.value + 288_000.0).abs() < 1e-6);
}

#[test]
fn too_few_draws_are_refused_and_told_how_many_would_do() {
    let (_, found) = analysed(COSTS, 256, &usual(), &Silent);
    let seen = seen(&found, "house", Perspective::Municipality);
    assert_eq!((seen.shares, seen.draws_needed), (None, Some(500)));
    assert_eq!(seen.bars.len(), 3);
}

#[test]
fn the_world_has_a_share_of_its_own_and_luck_is_apart() {
    let settings = usual();
    let (results, found) = analysed(MONEY, 2048, &settings, &Silent);
    let shares = seen(&found, "house", Perspective::Municipality)
        .shares
        .unwrap();
    let house = results
        .comparisons
        .iter()
        .find(|it| it.design == "house")
        .unwrap();
    let variance = &house.saving(Perspective::Municipality).unwrap().variance;
    assert_eq!(shares.luck_share, variance.luck_share);
    let world = shares.world.expect("designs may end");
    // The comparison knows the world's total effect by other draws and another formula.
    let known = variance.world_share.value / (1.0 - variance.luck_share.value);
    let error = variance.world_share.mc_se / (1.0 - variance.luck_share.value);
    let off = (world.total.value - known).abs();
    assert!(
        off < 4.0 * (error + world.total.mc_se),
        "{world:?}, {known}"
    );
    assert!(world.total.value > 0.1, "{world:?}");
    // All numbers together and the world divide everything between them.
    let numbers = shares.weak;
    assert_eq!(numbers.numbers, found.effort.numbers);
    let sum = numbers.first_order.value + world.total.value;
    let error = numbers.first_order.mc_se + world.total.mc_se;
    assert!((sum - 1.0).abs() < 4.0 * error, "{sum}");
    // A design in which nothing differs has nothing to divide.
    let same = seen_of_same(&found);
    assert_eq!((same.shares, same.draws_needed), (None, None));
    assert!(same.bars.iter().all(|bar| bar.width_sek.value == 0.0));
}

fn seen_of_same(found: &Sensitivity) -> SeenSensitivity {
    seen(found, "same", Perspective::Municipality)
}

/// Says stop once so many draws were made.
struct StopAfter(u64, Cell<u64>);

impl Observer for StopAfter {
    fn batch_finished(&self, draws: u64, asked: u64) -> GoOn {
        assert!(draws <= asked && draws > self.1.get(), "{draws} of {asked}");
        self.1.set(draws);
        match draws < self.0 {
            true => GoOn::Yes,
            false => GoOn::No,
        }
    }
}

#[test]
fn a_stopped_analysis_keeps_what_was_finished() {
    let whole = analysed(COSTS, 512, &usual(), &Silent).1;
    for (draws, n_bars) in [(64, 0), (256 + 128, 1), (256 + 3 * 128, 3)] {
        let stop = StopAfter(draws, Cell::new(0));
        let (_, found) = analysed(COSTS, 512, &usual(), &stop);
        assert_eq!(found.effort.stopped, Stopped::Interrupted);
        assert_eq!(found.effort.simulated, draws);
        let seen = seen(&found, "house", Perspective::Municipality);
        assert_eq!((seen.bars.len(), seen.shares), (n_bars, None));
    }
    // Up to the last batch but one everything is there except the last number's larger draws.
    let stop = StopAfter(whole.effort.simulated - 64, Cell::new(0));
    let (_, found) = analysed(COSTS, 512, &usual(), &stop);
    assert_eq!(found.recommendations, whole.recommendations);
    let shares = seen(&found, "house", Perspective::Municipality)
        .shares
        .unwrap();
    assert_eq!(shares.by_number.len(), 3);
}

#[test]
fn the_answer_does_not_depend_on_threads() {
    let of = |threads| {
        let settings = SensitivitySettings {
            threads: Some(threads),
            ..usual()
        };
        let (_, found) = analysed(MONEY, 512, &settings, &Silent);
        serde_json::to_string(&found).unwrap()
    };
    assert_eq!(of(1), of(3));
}
