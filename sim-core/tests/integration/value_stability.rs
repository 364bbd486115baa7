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
            0.6804037660195373,
            0.7755174721982182,
            0.5890207345938664,
            0.5822158049116571,
            0.9588176423445435,
            0.7888827143921969,
            0.7646399172664934,
            0.045378290848687386,
            0.11509162642975623,
            0.7842471164290931
        ]
    );
    assert_eq!(
        ten(|stream| stream.below(1000) as f64),
        [
            680.0, 775.0, 589.0, 582.0, 958.0, 788.0, 764.0, 45.0, 115.0, 784.0
        ]
    );
    assert_eq!(
        ten(|stream| stream.poisson(3.0) as f64),
        [3.0, 3.0, 2.0, 4.0, 3.0, 5.0, 6.0, 0.0, 1.0, 1.0]
    );
    assert_eq!(
        ten(|stream| stream.poisson(40.0) as f64),
        [42.0, 48.0, 41.0, 41.0, 47.0, 47.0, 43.0, 49.0, 31.0, 46.0]
    );
}

#[test]
fn continuous_variates_are_the_ones_they_always_were() {
    assert_close(
        &ten(Stream::exponential),
        [
            0.5062691974151635,
            2.767686348732733,
            0.5279805250506724,
            0.6402153216183265,
            1.1788645612620465,
            1.9321307023343541,
            0.6607288735322824,
            0.07579762601883668,
            0.24483299797588462,
            1.52882133419722,
        ],
    );
    assert_close(
        &ten(Stream::normal),
        [
            0.34098429157303467,
            1.3119165565546136,
            0.1884206607275729,
            0.19685057569563574,
            1.1745717106019316,
            1.10905386765186,
            0.5478260327274338,
            -1.3960001279205967,
            -1.361753797556674,
            0.9556846856041,
        ],
    );
    assert_close(
        &ten(Stream::gumbel),
        [
            0.6806867404602882,
            -1.0180117180158845,
            0.6386958803298474,
            0.44595071918303986,
            -0.16455173901250636,
            -0.658623384813857,
            0.41441169947498857,
            2.5796883058369704,
            1.4071789417749603,
            -0.42449706871130166,
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
        0.0059643894328526015,
        0.459706356516706,
        0.9065336104979075,
        0.10095379861595599,
        0.5397170529255017,
        0.3976461247206705,
        0.9683843070227437,
        0.5391869619062283,
        0.6586347110072627,
        0.9803436694978703,
    ];
    assert_eq!(found, expected);
}
