//! Ten values of every sampler: if one moves, every result of the program has changed.
//!
//! A change here belongs in a commit that says "Results changed". Values that pass through ln or
//! exp are compared at a tolerance, because tests are built with other maths than the program
//! (`math` says why); whole numbers and uniforms must be equal.

use sim_core::luck::{Layer, Purpose, Stream, cohort_key};

const PURPOSE: Purpose = Purpose::named("value stability");

fn ten(sample: impl Fn(Stream) -> f64) -> Vec<f64> {
    let household = cohort_key(2027, 3, Layer::Household, 0).household(41);
    (0..10)
        .map(|occasion| sample(household.stream(PURPOSE, occasion)))
        .collect()
}

fn assert_close(found: &[f64], expected: [f64; 10]) {
    for (found, expected) in found.iter().zip(expected) {
        let off = (found - expected).abs();
        assert!(
            off <= 1e-13 * expected.abs(),
            "{found:?} is not {expected:?}"
        );
    }
}

#[test]
fn uniforms_and_whole_numbers_are_the_ones_they_always_were() {
    assert_eq!(
        ten(Stream::uniform),
        [
            0.5418153198714114,
            0.39339134435275425,
            0.6469391927995326,
            0.2263229685106113,
            0.41811992421748767,
            0.5842344562495124,
            0.004436251390998902,
            0.8354565308528145,
            0.23394077721693363,
            0.532333057823574,
        ]
    );
    assert_eq!(
        ten(|stream| stream.below(1000) as f64),
        [
            541.0, 393.0, 646.0, 226.0, 418.0, 584.0, 4.0, 835.0, 233.0, 532.0
        ]
    );
    assert_eq!(
        ten(|stream| stream.poisson(3.0) as f64),
        [3.0, 2.0, 4.0, 4.0, 2.0, 2.0, 0.0, 2.0, 3.0, 3.0]
    );
    assert_eq!(
        ten(|stream| stream.poisson(40.0) as f64),
        [40.0, 37.0, 42.0, 35.0, 37.0, 42.0, 23.0, 44.0, 31.0, 40.0]
    );
}

#[test]
fn continuous_variates_are_the_ones_they_always_were() {
    assert_close(
        &ten(Stream::exponential),
        [
            0.7321967253602119,
            0.6521888963266459,
            1.0806148507500581,
            0.27579110220814507,
            1.8123172631392266,
            1.6635263855039613,
            0.018646956309362472,
            0.6766844702784519,
            0.9690624416109138,
            0.16386965806097228,
        ],
    );
    assert_close(
        &ten(Stream::normal),
        [
            0.1132564022093126,
            -0.325917101401662,
            0.4512039962359643,
            -0.6968830963381889,
            -0.43499331283296894,
            0.3526693899052682,
            -2.587745207648721,
            0.6676638294995123,
            -1.3779611487219112,
            0.035511507489602245,
        ],
    );
    assert_close(
        &ten(Stream::gumbel),
        [
            0.31170605063567725,
            0.42742104072332265,
            -0.07753018539285861,
            1.2881115758977262,
            -0.5946062823270025,
            -0.5089396777897142,
            3.9820723467813517,
            0.3905501852042027,
            0.031426229940539376,
            1.8086839350743031,
        ],
    );
}

#[test]
fn every_coordinate_of_an_address_counts_and_none_ever_moved() {
    let at = |layer, seed, draw, replicate, household, purpose, occasion| {
        cohort_key(seed, draw, layer, replicate)
            .household(household)
            .stream(purpose, occasion)
            .uniform()
    };
    const MAX: u64 = u64::MAX;
    let found = [
        at(Layer::Parameter, 2027, 3, 0, 41, PURPOSE, 0),
        at(Layer::World, 2027, 3, 0, 41, PURPOSE, 0),
        at(Layer::Household, 2028, 3, 0, 41, PURPOSE, 0),
        at(Layer::Household, 2027, 4, 0, 41, PURPOSE, 0),
        at(Layer::Household, 2027, 3, 1, 41, PURPOSE, 0),
        at(Layer::Household, 2027, 3, 0, 42, PURPOSE, 0),
        at(Layer::Household, 2027, 3, 0, 41, PURPOSE.within("x"), 0),
        at(
            Layer::Household,
            2027,
            3,
            0,
            41,
            Purpose::named("exit:job"),
            0,
        ),
        at(Layer::Household, MAX, MAX, u32::MAX, MAX, PURPOSE, u32::MAX),
        at(Layer::Household, 0, 0, 0, 0, PURPOSE, 0),
    ];
    let expected = [
        0.700999625153733,
        0.06574845813084884,
        0.29696254652539034,
        0.41373994582715856,
        0.0699666439990726,
        0.86086150612741,
        0.8573794696590372,
        0.4650052180750771,
        0.6546673005360722,
        0.5635211768923819,
    ];
    assert_eq!(found, expected);
}
