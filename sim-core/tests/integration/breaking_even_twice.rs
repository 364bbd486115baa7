//! A lever that helps up to a point breaks even twice, also where no value of the grid gains.

use sim_core::math::normal_quantile;
use sim_core::results::break_even::BreakEvenAnswer;

use crate::breaking_even::{asked, at, found, seen};
use crate::choosing::thirty;

/// To begin costs about 197,000 besides: the net of n places over a year is 12 (1,000 min(round(n), 30) - 400 n)
/// - 197,000, less a first day without a place at most. It is above zero between 27.5 places, which are 28, and 33.96.
const TO_BEGIN: &str = "[design.first.set_up.start]\npayer = \"municipality\"\n\
     sek = { uncertain = { normal = { mean = 197000, sd = 100 } } }\n";

#[test]
fn a_gain_between_two_values_of_the_grid_is_found_with_both_its_ends() {
    // Eighths of 68: no gain at 25.5 or at 34.
    let found = found(
        &thirty(TO_BEGIN),
        &[asked("parameter.n", Some((0.0, 68.0)))],
    )
    .expect("an answer");
    for probability in [0.5, 0.8, 0.95] {
        let one = at(&found, probability);
        assert_eq!(one.answer, BreakEvenAnswer::Crosses, "{one:?}");
        let [up, down] = one.crossings[..] else {
            panic!("{one:?}");
        };
        assert!(up.saves_above && !down.saves_above);
        assert!((up.value - 27.5).abs() < 0.05, "{up:?}");
        // With a first day without places, whose worth is not known here.
        let start = 197_000.0 + 100.0 * normal_quantile(probability);
        let late = 12.0 * 30_000.0 / 365.0;
        let ends = [late, 0.0].map(|late| (12.0 * 30_000.0 - late - start) / 4800.0);
        let error = 0.05;
        assert!(
            ends[0] - error < down.value && down.value < ends[1] + error,
            "{down:?} is not within {ends:?}"
        );
        assert!(one.is_clear, "{one:?}");
    }
    let of_grid = |value: f64| (value / 8.5).fract() == 0.0;
    let points = &seen(&found).points;
    let gains = points
        .iter()
        .filter(|one| one.saving_probability.value > 0.5);
    assert!(gains.clone().count() > 0 && gains.clone().all(|one| !of_grid(one.value)));
}

/// Thirty places are best. Nowhere do the lines through the values of the grid beside them meet above zero where the best is
/// 14,000 below it; where it is 1,000 below they do, a little aside, and from what is seen there no more.
#[test]
fn a_lever_that_never_gains_is_not_tried_for_ever() {
    for (start, values_tried) in [(230_000, 9), (217_000, 10)] {
        let dear = thirty(TO_BEGIN).replace("mean = 197000", &format!("mean = {start}"));
        let found = found(&dear, &[asked("parameter.n", Some((0.0, 68.0)))]).expect("an answer");
        assert_eq!(at(&found, 0.5).answer, BreakEvenAnswer::Never);
        assert!(at(&found, 0.5).is_clear);
        assert_eq!(found.values_tried, values_tried);
    }
}
