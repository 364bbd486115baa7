//! Survival estimates against what R and Python print for public data.
//!
//! Data and provenance: `survival_data/README.md`. Every expected figure was printed by the peer named
//! beside it, none by this program.

use sim_core::math::exp;
use sim_core::survival::curves::{Step, kaplan_meier, nelson_aalen};
use sim_core::survival::incidence::aalen_johansen;
use sim_core::survival::parametric::{Fitted, Formula, exponential, lognormal, piecewise, weibull};
use sim_core::survival::path::{self, MOST_CAUSES, Path};
use sim_core::survival::readiness::readiness;
use sim_core::survival::risk::RiskTable;
use sim_core::survival::stay::{Stay, counted};
use sim_core::survival::two_types::two_types;

const UNEMPLOYMENT: &str = include_str!("survival_data/unemployment.csv");
const HEART: &str = include_str!("survival_data/heart.csv");
const LUNG: &str = include_str!("survival_data/lung.csv");

fn rows(text: &str) -> Vec<Vec<f64>> {
    let lines = text.lines().skip(1);
    lines
        .map(|line| {
            line.split(',')
                .map(|cell| cell.parse().expect("a number"))
                .collect()
        })
        .collect()
}

/// Causes from 0: full-time, part-time, other work.
fn unemployment() -> Vec<Stay> {
    let each = rows(UNEMPLOYMENT).into_iter().map(|row| Stay {
        entry: 0.0,
        exit: row[0],
        cause: (row[1] > 0.0).then(|| row[1] as u8 - 1),
        count: row[2],
    });
    each.collect()
}

fn heart() -> Vec<Stay> {
    let each = rows(HEART).into_iter();
    each.map(|row| Stay::late(row[0], row[1], (row[2] > 0.0).then_some(0)))
        .collect()
}

fn lung() -> Vec<Stay> {
    let each = rows(LUNG).into_iter();
    each.map(|row| Stay::whole(row[0], (row[1] > 0.0).then_some(0)))
        .collect()
}

fn near(found: f64, printed: f64, digits: f64) {
    assert!(
        (found - printed).abs() <= printed.abs() * digits,
        "found {found}, the peer prints {printed}"
    );
}

/// Ten digits, as R prints with `options(digits = 10)`.
const TEN: f64 = 1e-9;

fn step(curve: &[Step], age: f64) -> Step {
    curve[curve.partition_point(|step| step.age <= age) - 1]
}

#[test]
fn kaplan_meier_with_greenwood_is_what_r_prints() {
    // survfit(Surv(spell, cause > 0) ~ 1, conf.type = "log-log"): time, survival, std.err, lower, upper.
    let printed = [
        [
            1.0,
            0.8504337421,
            0.006168347997,
            0.83789112699,
            0.8620873597,
        ],
        [
            5.0,
            0.5514908204,
            0.009023172406,
            0.53361665542,
            0.5689794581,
        ],
        [
            10.0,
            0.4053501022,
            0.009746537130,
            0.38620676936,
            0.4243969976,
        ],
        [
            20.0,
            0.2010328081,
            0.011565178511,
            0.17886956772,
            0.2241580469,
        ],
        [
            27.0,
            0.1095596071,
            0.015026766974,
            0.08232090081,
            0.1411174142,
        ],
    ];
    let curve = kaplan_meier(&RiskTable::new(&unemployment(), 3), 0.95);
    for row in printed {
        let found = step(&curve, row[0]);
        let found = [found.value, found.standard_error, found.low, found.high];
        (0..4).for_each(|k| near(found[k], row[k + 1], TEN));
    }
}

#[test]
fn kaplan_meier_with_late_entry_is_what_r_prints() {
    // survfit(Surv(start, stop, event) ~ 1, data = heart, conf.type = "log-log"): time, number at
    // risk, survival, std.err, lower, upper, cumulative hazard.
    let printed = [
        [
            5.0,
            96.0,
            0.9126213592,
            0.02782462657,
            0.8388120285,
            0.9535496912,
            0.09025686621,
        ],
        [
            50.0,
            68.0,
            0.6754806818,
            0.04650157178,
            0.5750110551,
            0.7571768895,
            0.38840483008,
        ],
        [
            100.0,
            50.0,
            0.4940082598,
            0.04994625732,
            0.3929760955,
            0.5871649218,
            0.69799526199,
        ],
        [
            500.0,
            23.0,
            0.3212240149,
            0.04772961892,
            0.2304801553,
            0.4153074460,
            1.12169612653,
        ],
        [
            1000.0,
            9.0,
            0.2050813584,
            0.04938954609,
            0.1183377290,
            0.3084631737,
            1.55297636590,
        ],
    ];
    let table = RiskTable::new(&heart(), 1);
    let (curve, summed) = (kaplan_meier(&table, 0.95), nelson_aalen(&table, None, 0.95));
    for row in printed {
        let found = step(&curve, row[0]);
        let found = [found.value, found.standard_error, found.low, found.high];
        (0..4).for_each(|k| near(found[k], row[k + 2], TEN));
        near(step(&summed, row[0]).value, row[6], TEN);
    }
}

#[test]
fn nelson_aalen_is_what_r_prints() {
    // The same fit's cumhaz and std.chaz.
    let printed = [
        [1.0, 0.1495662579, 0.006688806394],
        [10.0, 0.8533481181, 0.022854619747],
        [27.0, 2.0792120533, 0.123296175980],
    ];
    let curve = nelson_aalen(&RiskTable::new(&unemployment(), 3), None, 0.95);
    for [age, value, error] in printed {
        near(step(&curve, age).value, value, TEN);
        near(step(&curve, age).standard_error, error, TEN);
    }
}

#[test]
fn competing_exits_are_what_r_prints() {
    // survfit(Surv(spell, factor(cause, 0:3)) ~ 1): pstate and std.err of the three causes.
    let printed = [
        (
            1.0,
            [0.08794495962, 0.02901585402, 0.03260544421],
            [0.004898327432, 0.002903056979, 0.003071699251],
        ),
        (
            5.0,
            [0.23839752610, 0.07823946846, 0.13187218503],
            [0.007658696771, 0.004812955547, 0.006080179644],
        ),
        (
            20.0,
            [0.43880533735, 0.13183831263, 0.22832354194],
            [0.012023220438, 0.007568284218, 0.009644481117],
        ),
        (
            27.0,
            [0.48469968479, 0.14948195047, 0.25625875764],
            [0.015633795900, 0.010064534340, 0.013075925476],
        ),
    ];
    let table = RiskTable::new(&unemployment(), 3);
    for cause in 0..3 {
        let curve = aalen_johansen(&table, cause, 0.95);
        for (age, values, errors) in printed {
            near(step(&curve, age).value, values[cause], TEN);
            near(step(&curve, age).standard_error, errors[cause], TEN);
        }
    }
}

fn two_numbers(fitted: &Fitted) -> [f64; 2] {
    match fitted.formula {
        Formula::Exponential { ln_rate } => [ln_rate, 0.0],
        Formula::Weibull { ln_scale, ln_shape } => [ln_scale, ln_shape],
        Formula::Lognormal { mean_of_ln, ln_sd } => [mean_of_ln, ln_sd],
        Formula::Piecewise { .. } => unreachable!("not asked for"),
    }
}

#[test]
fn formulas_are_what_r_prints() {
    // survreg(Surv(time, status) ~ 1, lung): intercept, log(scale), loglik, their standard errors.
    // R's intercept is ln of the scale, its log(scale) minus ln of the shape.
    let stays = lung();
    let one = exponential(&stays, 0).expect("fits");
    near(two_numbers(&one)[0], -6.044473793, TEN);
    near(one.ln_likelihood, -1_162.338176, TEN);
    near(one.standard_error(0), 0.07784989442, TEN);
    near(one.aic(), 2_326.676352, TEN);
    let two = weibull(&stays, 0).expect("fits");
    near(two_numbers(&two)[0], 6.034903910, TEN);
    near(two_numbers(&two)[1], 0.2752350574, TEN);
    near(two.ln_likelihood, -1_153.851188, TEN);
    near(two.aic(), 2_311.702376, TEN);
    near(two.standard_error(0), 0.05913591051, 1e-9);
    near(two.standard_error(1), 0.06243030635, 1e-9);
    let three = lognormal(&stays, 0).expect("fits");
    near(two_numbers(&three)[0], 5.663304962, TEN);
    near(two_numbers(&three)[1], 0.09316175520, 1e-8);
    near(three.ln_likelihood, -1_169.269055, TEN);
    near(three.standard_error(0), 0.07799593933, 1e-9);
    near(three.standard_error(1), 0.05636198515, 1e-9);
}

#[test]
fn one_of_several_exits_by_a_formula_is_what_r_prints() {
    // survreg(Surv(spell, cause == 1) ~ 1, UnempDur).
    let stays = unemployment();
    let two = weibull(&stays, 0).expect("fits");
    near(two_numbers(&two)[0], 2.978747188, TEN);
    near(two_numbers(&two)[1], -0.01266004901, 1e-9);
    near(two.ln_likelihood, -4_258.244641, TEN);
    let three = lognormal(&stays, 0).expect("fits");
    near(two_numbers(&three)[0], 2.604628764, 1e-9);
    near(two_numbers(&three)[1], 0.3919559707, 1e-9);
    near(three.ln_likelihood, -4_186.874758, TEN);
    near(three.standard_error(0), 0.04082839334, 1e-9);
}

#[test]
fn formulas_with_late_entry_are_what_lifelines_prints() {
    // WeibullFitter().fit(stop, event, entry = start) and the others: coefficients, standard errors,
    // log-likelihood. lifelines stops climbing early: its own digits differ from the sixth on.
    let stays = heart();
    let one = exponential(&stays, 0).expect("fits");
    // Exactly 31,956 days over 75 deaths.
    near(exp(-two_numbers(&one)[0]), 426.053_320_738_6, 1e-7);
    near(one.ln_likelihood, -529.092_340_053_8, 1e-10);
    let two = weibull(&stays, 0).expect("fits");
    near(exp(two_numbers(&two)[0]), 362.246_451_515_2, 1e-5);
    near(exp(two_numbers(&two)[1]), 0.526_405_420_8, 1e-5);
    near(two.ln_likelihood, -497.621_903_468_1, 1e-10);
    near(
        exp(two_numbers(&two)[0]) * two.standard_error(0),
        79.460_858_223_7,
        1e-4,
    );
    near(
        exp(two_numbers(&two)[1]) * two.standard_error(1),
        0.049_668_351_8,
        1e-4,
    );
    let three = lognormal(&stays, 0).expect("fits");
    near(two_numbers(&three)[0], 4.969_677_905_9, 1e-5);
    near(exp(two_numbers(&three)[1]), 2.277_402_866_8, 2e-5);
    near(three.ln_likelihood, -492.247_396_546_0, 1e-10);
    near(three.standard_error(0), 0.237_768_376_7, 1e-4);
}

#[test]
fn hazards_in_pieces_with_late_entry_are_what_r_prints() {
    // glm(event ~ factor(p) - 1 + offset(log(stop - start)), poisson) on survSplit(Surv(start, stop,
    // event) ~ 1, heart, cut = c(30, 90, 365), episode = "p"): mean times, standard errors of ln.
    let printed = [
        (114.391_304_348, 0.208_478_683_611),
        (146.769_230_769, 0.196_111_714_871),
        (582.666_666_667, 0.235_687_648_123),
        (1_877.375, 0.353_553_362_730),
    ];
    let fitted = piecewise(&heart(), 0, &[0.0, 30.0, 90.0, 365.0]).expect("fits");
    let Formula::Piecewise { rates, .. } = &fitted.formula else {
        unreachable!("pieces were asked for")
    };
    for (piece, (time, error)) in printed.into_iter().enumerate() {
        near(1.0 / rates[piece], time, 1e-11);
        // R's glm stops climbing at four digits: one over the root of 23, 26, 18 and 8 deaths.
        near(fitted.standard_error(piece), error, 5e-4);
    }
    near(fitted.ln_likelihood, -488.639_888_6, TEN);
}

/// Each row of the heart data as a household of its own.
fn paths(only_new: bool) -> Vec<Path> {
    let stays = heart()
        .into_iter()
        .filter(|stay| !only_new || stay.entry == 0.0);
    stays
        .map(|stay| {
            let mut ended = [0; MOST_CAUSES];
            ended[0] = u16::from(stay.cause.is_some());
            Path {
                is_new: true,
                behind: 0.0,
                time: stay.exit - stay.entry,
                ended,
                count: 1.0,
            }
        })
        .collect()
}

#[test]
fn readiness_in_single_stays_is_the_lomax_distribution_that_scipy_fits() {
    // scipy.stats.lomax.fit(CensoredData(...), floc=0): shape 0.4089933, scale 30.77989,
    // log-likelihood -179.50898199677; the variance is 1 / shape, the hazard shape / scale.
    let mut concerned = [false; MOST_CAUSES];
    concerned[0] = true;
    let fitted = readiness(&paths(true), &[0], &concerned).expect("fits");
    near(fitted.variance(), 2.445_027_6, 1e-6);
    near(exp(fitted.at[0]), 0.013_287_679_4, 1e-6);
    near(fitted.ln_likelihood, -179.508_981_996_77, 1e-11);
    // One hazard, 30 deaths in 5,955.5 days, has 30 ln(30 / 5955.5) - 30 = -188.7261917898: twice the difference is
    // 18.43441959. At the border half of the chi-square with one degree lies above it: erfc(sqrt(x / 2)) / 2.
    near(fitted.p_of_one_hazard(), 8.792_635_996e-6, 1e-6);
}

#[test]
fn two_types_are_found_where_scipy_finds_them() {
    // The same likelihood written down in Python and climbed by scipy's Nelder-Mead: logit of
    // the slow share 0.1804657, ln of the hazards -3.9225183 and -7.2560835, log-likelihood
    // -491.4751812614845.
    let fitted = two_types(&paths(false), &[0], 0.0).expect("fits");
    near(fitted.at[0], 0.180_465_7, 1e-6);
    near(fitted.at[1], -3.922_518_3, 1e-7);
    near(fitted.at[2], -7.256_083_5, 1e-7);
    near(fitted.ln_likelihood, -491.475_181_261_484_5, 1e-12);
}

#[test]
fn counting_equal_stays_together_changes_no_estimate() {
    let apart = lung();
    let together = counted(apart.clone());
    assert!(together.len() < apart.len());
    let (one, other) = (weibull(&apart, 0), weibull(&together, 0));
    let (one, other) = (one.expect("fits"), other.expect("fits"));
    near(one.ln_likelihood, other.ln_likelihood, 1e-12);
    let curve = |stays: &[Stay]| kaplan_meier(&RiskTable::new(stays, 1), 0.9);
    assert_eq!(curve(&apart), curve(&together));
    let apart = paths(false);
    let together = path::counted(apart.clone());
    assert!(together.len() < apart.len());
    let [one, other] = [&apart, &together].map(|paths| two_types(paths, &[0], 0.0));
    let (one, other) = (one.expect("fits"), other.expect("fits"));
    near(one.ln_likelihood, other.ln_likelihood, 1e-12);
}

#[test]
fn a_likelihood_without_a_top_is_told_from_one_with_a_far_one() {
    // Stays that all end at one age: the sharper the Weibull, the likelier.
    let same: Vec<Stay> = (0..10).map(|_| Stay::whole(30.0, Some(0))).collect();
    assert!(weibull(&same, 0).is_none());
    assert!(lognormal(&same, 0).is_none());
    assert!(exponential(&[Stay::whole(3.0, None)], 0).is_none());
    assert!(piecewise(&same, 0, &[0.0, 40.0]).is_none());
}
