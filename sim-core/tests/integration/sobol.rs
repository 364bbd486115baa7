//! Indices of functions whose indices are known in closed form, with and without luck in the answer.

use std::f64::consts::PI;

use sim_core::ledger::given_data::Binned;
use sim_core::ledger::sobol::{Indices, PickFreeze, indices};
use sim_core::luck::{Layer, Purpose, cohort_key};
use sim_core::math::sin;

type Inputs = Vec<f64>;

/// A function of inputs that are uniform between 0 and 1, and its variance.
struct Known {
    n_inputs: usize,
    variance: f64,
    f: fn(&[f64]) -> f64,
}

/// Ishigami and Homma (1990) with a = 7 and b = 0.1.
const ISHIGAMI: Known = Known {
    n_inputs: 3,
    variance: 13.844_587_940_719_254,
    f: |u| {
        let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
        let wave = sin(x[1]);
        sin(x[0]) + 7.0 * wave * wave + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0])
    },
};

/// The constants of Sobol's g function as in Saltelli and Sobol' (1995).
const G: [f64; 8] = [0.0, 1.0, 4.5, 9.0, 99.0, 99.0, 99.0, 99.0];

fn g(u: &[f64]) -> f64 {
    let factors = u
        .iter()
        .zip(G)
        .map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a));
    factors.product()
}

/// 1 + the variance of one factor of g.
fn one_and(a: f64) -> f64 {
    1.0 + 1.0 / (3.0 * (1.0 + a) * (1.0 + a))
}

fn product(of: impl Iterator<Item = usize>) -> f64 {
    of.map(|at| one_and(G[at])).product()
}

fn inputs(seed: u64, draw: u64, n_inputs: usize) -> Inputs {
    const INPUT: Purpose = Purpose::named("input");
    let luck = cohort_key(seed, draw, Layer::Parameter, 0);
    let inputs = 0..n_inputs as u64;
    inputs
        .map(|at| luck.household(at).stream(INPUT, 0).uniform())
        .collect()
}

/// Two independent lucks for each draw.
fn luck(seed: u64, draw: u64, copy: u32) -> f64 {
    const LUCK: Purpose = Purpose::named("luck");
    cohort_key(seed, draw, Layer::Household, copy)
        .household(0)
        .stream(LUCK, 0)
        .normal()
}

fn pick_freeze(
    answer: &dyn Fn(&[f64], f64) -> f64,
    (seed, n, n_inputs): (u64, u64, usize),
    taken: &[usize],
) -> Vec<PickFreeze> {
    let one = |draw: u64| {
        let (own, other) = (
            inputs(seed, draw, n_inputs),
            inputs(seed, n + draw, n_inputs),
        );
        let mut moved = own.clone();
        for at in taken {
            moved[*at] = other[*at];
        }
        let lucks = [0, 1].map(|copy| luck(seed, draw, copy));
        PickFreeze {
            base: lucks.map(|luck| answer(&own, luck)),
            other: answer(&other, luck(seed, n + draw, 0)),
            moved: lucks.map(|luck| answer(&moved, luck)),
        }
    };
    (0..n).map(one).collect()
}

fn found(known: &Known, taken: &[usize]) -> Indices {
    let draws = pick_freeze(&|u, _| (known.f)(u), (1, 4096, known.n_inputs), taken);
    indices(&draws, (1.0, 0.0), 1)
}

fn assert_near(found: &Indices, first_order: f64, total: f64, what: &str) {
    for (interval, known, kind) in [
        (found.first_order, first_order, "first order"),
        (found.total, total, "total"),
    ] {
        let off = (interval.value - known).abs();
        assert!(
            off <= 4.0 * interval.mc_se + 1e-12,
            "{what}, {kind}: {interval:?} is not {known}"
        );
        assert!(interval.low <= interval.value && interval.value <= interval.high);
        // An error as wide as the index would let anything pass.
        assert!(interval.mc_se < 0.05, "{what}, {kind}: {interval:?}");
    }
}

#[test]
fn indices_of_the_ishigami_function_are_those_of_the_closed_form() {
    let pi_4 = PI * PI * PI * PI;
    let variance = 49.0 / 8.0 + 0.1 * pi_4 / 5.0 + 0.01 * pi_4 * pi_4 / 18.0 + 0.5;
    assert!((variance - ISHIGAMI.variance).abs() < 1e-9, "{variance}");
    let one = 0.5 * (1.0 + 0.1 * pi_4 / 5.0) * (1.0 + 0.1 * pi_4 / 5.0) / variance;
    let two = 49.0 / 8.0 / variance;
    let one_and_three = 0.01 * pi_4 * pi_4 * (1.0 / 18.0 - 1.0 / 50.0) / variance;
    assert_near(&found(&ISHIGAMI, &[0]), one, one + one_and_three, "x1");
    assert_near(&found(&ISHIGAMI, &[1]), two, two, "x2");
    assert_near(&found(&ISHIGAMI, &[2]), 0.0, one_and_three, "x3");
    assert_near(
        &found(&ISHIGAMI, &[0, 2]),
        1.0 - two,
        1.0 - two,
        "x1 and x3",
    );
}

#[test]
fn indices_of_the_g_function_are_those_of_the_closed_form() {
    let variance = product(0..8) - 1.0;
    let known = Known {
        n_inputs: 8,
        variance,
        f: g,
    };
    let groups: [&[usize]; 6] = [&[0], &[1], &[2], &[7], &[0, 1], &[2, 3, 4, 5, 6, 7]];
    for taken in groups {
        let of_group = product(taken.iter().copied());
        let of_rest = product((0..8).filter(|at| !taken.contains(at)));
        let first_order = (of_group - 1.0) / variance;
        let total = 1.0 - (of_rest - 1.0) / variance;
        assert_near(
            &found(&known, taken),
            first_order,
            total,
            &format!("{taken:?}"),
        );
    }
}

#[test]
fn luck_is_in_no_index_even_where_it_acts_together_with_an_input() {
    // Var(E[Y | x]) is that of 2 x0 + x1; luck moves every answer and doubles what x1 does to it.
    let answer = |u: &[f64], luck: f64| 2.0 * u[0] + u[1] * (1.0 + luck) + 0.5 * luck;
    let variance = (4.0 + 1.0) / 12.0;
    // Var(luck (1/2 + x1)) = E[(1/2 + x1)^2] = 1/4 + 1/2 + 1/3
    let not_luck = variance / (variance + 13.0 / 12.0);
    for (taken, known) in [(0, 0.8), (1, 0.2), (2, 0.0)] {
        let draws = pick_freeze(&answer, (3, 8192, 3), &[taken]);
        let found = indices(&draws, (not_luck, 0.0), 3);
        assert_near(&found, known, known, &format!("x{taken}"));
    }
    // Without the second luck x1's total index would hold the luck it takes part in.
    let draws = pick_freeze(&answer, (3, 8192, 3), &[1]);
    let with_luck = draws.iter().map(|it| {
        let off = it.moved[0] - it.base[0];
        off * off / 2.0
    });
    assert!(with_luck.sum::<f64>() / 8192.0 / variance > 0.35);
}

#[test]
fn an_input_without_effect_has_indices_of_exactly_zero() {
    let answer = |u: &[f64], luck: f64| u[0] + luck;
    let draws = pick_freeze(&answer, (5, 64, 2), &[1]);
    assert_eq!(indices(&draws, (0.1, 0.01), 5), Indices::default());
    assert_eq!(indices(&[], (1.0, 0.1), 5), Indices::default());
    let moved = pick_freeze(&answer, (5, 64, 2), &[0]);
    assert_eq!(indices(&moved, (0.0, 0.0), 5), Indices::default());
}

#[test]
fn all_inputs_together_have_the_whole_variance() {
    let draws = pick_freeze(&|u, _| g(u), (7, 128, 8), &[0, 1, 2, 3, 4, 5, 6, 7]);
    let found = indices(&draws, (1.0, 0.0), 7);
    assert!((found.first_order.value - 1.0).abs() < 1e-12, "{found:?}");
    assert!(found.first_order.mc_se < 1e-12, "{found:?}");
    assert!(
        (found.total.value - 1.0).abs() < 4.0 * found.total.mc_se,
        "{found:?}"
    );
}

#[test]
fn nineteen_of_twenty_intervals_hold_the_index() {
    let pi_4 = PI * PI * PI * PI;
    let one = 0.5 * (1.0 + 0.1 * pi_4 / 5.0) * (1.0 + 0.1 * pi_4 / 5.0) / ISHIGAMI.variance;
    let total = 1.0 - 49.0 / 8.0 / ISHIGAMI.variance;
    let (mut first, mut all) = (0, 0);
    for seed in 100..160 {
        let draws = pick_freeze(&|u, _| (ISHIGAMI.f)(u), (seed, 512, 3), &[0]);
        let found = indices(&draws, (1.0, 0.0), seed);
        first += u32::from(found.first_order.low <= one && one <= found.first_order.high);
        all += u32::from(found.total.low <= total && total <= found.total.high);
    }
    // 57 expected; fewer than 51 or more than 60 would be four standard deviations off.
    assert!(first >= 51 && all >= 51, "{first} and {all} of 60");
}

#[test]
fn given_data_find_the_first_order_indices_of_both_functions() {
    let n = 8192;
    let draws: Vec<Inputs> = (0..n).map(|draw| inputs(9, draw, 8)).collect();
    let column = |at: usize| draws.iter().map(|u| u[at]).collect::<Vec<_>>();
    let share = |at: usize, answer: &[f64]| {
        Binned::of(&column(at))
            .first_order(answer)
            .expect("it varies")
    };
    let ishigami: Vec<f64> = draws.iter().map(|u| (ISHIGAMI.f)(u)).collect();
    let of_g: Vec<f64> = draws.iter().map(|u| g(u)).collect();
    let variance = product(0..8) - 1.0;
    let known = [(0, 0.313_905), (1, 0.442_411), (2, 0.0)];
    for (at, known) in known {
        let found = share(at, &ishigami);
        // Bins lose up to 0.6 % of two waves over the range (45 bins).
        let off = (found.value - known).abs();
        assert!(off < 4.0 * found.mc_se + 0.006 * known, "x{at}: {found:?}");
        assert!(found.mc_se < 0.012, "x{at}: {found:?}");
    }
    for (at, a) in G.into_iter().enumerate() {
        let (found, known) = (share(at, &of_g), (one_and(a) - 1.0) / variance);
        let off = (found.value - known).abs();
        assert!(
            off < 4.0 * found.mc_se + 0.003 * known,
            "x{at}: {found:?}, {known}"
        );
    }
}

#[test]
fn given_data_divide_the_variance_without_being_misled_by_luck() {
    let n = 16_384;
    let draws: Vec<Inputs> = (0..n).map(|draw| inputs(11, draw, 2)).collect();
    let with_luck = draws.iter().enumerate();
    // A tenth of the variance is the input's.
    let sd = 3.0 * (1.0_f64 / 12.0).sqrt();
    let answer: Vec<f64> = with_luck
        .map(|(draw, u)| u[0] + sd * luck(11, draw as u64, 0))
        .collect();
    for (at, known) in [(0, 0.1), (1, 0.0)] {
        let column: Vec<f64> = draws.iter().map(|u| u[at]).collect();
        let found = Binned::of(&column).first_order(&answer).expect("it varies");
        let off = (found.value - known).abs();
        assert!(off < 4.0 * found.mc_se, "x{at}: {found:?}");
        assert!(found.mc_se < 0.006, "x{at}: {found:?}");
    }
}

#[test]
fn too_few_draws_and_an_answer_that_stands_still_have_no_share() {
    let few: Vec<f64> = (0..255).map(f64::from).collect();
    assert_eq!(Binned::of(&few).first_order(&few), None);
    let more: Vec<f64> = (0..256).map(f64::from).collect();
    assert!(Binned::of(&more).first_order(&more).is_some());
    assert_eq!(Binned::of(&more).first_order(&[3.0; 256]), None);
}
