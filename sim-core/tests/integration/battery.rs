//! An established battery on the first words of streams at neighbouring addresses.
//!
//! Each word comes from a stream of its own, so what is tested is how addresses become streams. The tests
//! are those of Knuth (*The Art of Computer Programming* 2, 3.3.2), Marsaglia (Diehard 1995; Marsaglia and Tsang
//! 2002) and NIST SP 800-22 (2010), each against the distribution of its own statistic. `benches/examples/streams.rs`
//! feeds the same words to Dieharder, which takes hours.

use sim_core::luck::{HouseholdKey, Layer, Purpose, Stream, cohort_key};
use sim_core::math::{exp, ln, ln_gamma, sqrt};

use crate::fit::{assert_plausible, of_chi_square, of_counts, of_z};

const N_WORDS: usize = 1 << 20;
const PURPOSE: Purpose = Purpose::named("exit").within("job");

/// Returns a stream's first word: a whole number below 2^64 - 1 is that word less one.
fn word(stream: Stream) -> u64 {
    stream.below(u64::MAX).wrapping_add(1)
}

fn household(seed: u64, draw: u64, replicate: u32, number: u64) -> HouseholdKey {
    cohort_key(seed, draw, Layer::Household, replicate).household(number)
}

/// Returns the names of the feeds and their words.
fn feeds() -> Vec<(&'static str, Vec<u64>)> {
    let words = |name, of: &dyn Fn(u64) -> u64| (name, (0..N_WORDS as u64).map(of).collect());
    let along = |name, of: &dyn Fn(u64) -> Stream| words(name, &|i| word(of(i)));
    let purposes: Vec<Purpose> = (0..32)
        .map(|i| Purpose::named("exit").within(&i.to_string()))
        .collect();
    vec![
        along("households", &|i| household(1, 0, 0, i).stream(PURPOSE, 0)),
        along("draws", &|i| household(1, i, 0, 7).stream(PURPOSE, 0)),
        along("seeds", &|i| household(i, 0, 0, 7).stream(PURPOSE, 0)),
        along("replicates", &|i| {
            household(1, 0, i as u32, 7).stream(PURPOSE, 0)
        }),
        along("occasions", &|i| {
            household(1, 0, 0, 7).stream(PURPOSE, i as u32)
        }),
        along("purposes", &|i| {
            household(1, 0, 0, 7).stream(PURPOSE.within(&i.to_string()), 0)
        }),
        // What a life does: all purposes of one occasion, then the next occasion, then the next household.
        along("lives", &|i| {
            let (visit, at) = (i / 32, (i % 32) as usize);
            household(1, 0, 0, visit / 16)
                .on((visit % 16) as u32)
                .stream(purposes[at])
        }),
        // A Gray code: each number differs from the last in a single bit.
        along("single bits", &|i| {
            household(1, i ^ (i >> 1), 0, 7).on(0).stream(PURPOSE)
        }),
        along("uncertain numbers", &|i| {
            let of_draw = cohort_key(1, i / 32, Layer::Parameter, 0).household(0);
            of_draw.stream(purposes[(i % 32) as usize], 0)
        }),
        // Two numbers of one household are not mixed apart from each other before the generator does it.
        words("differences between occasions", &|i| {
            let of = |occasion| word(household(1, 0, 0, i).stream(PURPOSE, occasion));
            of(1) ^ of(2)
        }),
        words("differences between purposes", &|i| {
            let of = |purpose| word(household(1, 0, 0, i).stream(purpose, 0));
            of(purposes[0]).wrapping_sub(of(purposes[1]))
        }),
        words("bits that differ between purposes", &|i| {
            let of = |purpose| word(household(1, 0, 0, i).stream(purpose, 0));
            of(purposes[0]) ^ of(purposes[1])
        }),
    ]
}

/// Frequency of ones, in all and in each of the 64 places (NIST SP 800-22, 2.1).
fn monobit(words: &[u64]) -> f64 {
    let n = words.len() as f64;
    let chi_square: f64 = (0..64)
        .map(|bit| {
            let ones = words.iter().map(|word| word >> bit & 1).sum::<u64>() as f64;
            (ones - n / 2.0) * (ones - n / 2.0) / (n / 4.0)
        })
        .sum();
    of_chi_square(chi_square, 64.0)
}

/// Changes from a bit to the next (NIST SP 800-22, 2.3), inside words and across them.
fn runs(words: &[u64]) -> f64 {
    let inside: u64 = words
        .iter()
        .map(|word| u64::from(((word ^ (word >> 1)) << 1).count_ones()))
        .sum();
    let across = words
        .windows(2)
        .filter(|pair| pair[0] >> 63 != pair[1] & 1)
        .count();
    let n = (words.len() * 63 + words.len() - 1) as f64;
    of_z((inside as f64 + across as f64 - n / 2.0) / sqrt(n / 4.0))
}

/// The same place of neighbouring words, all 64 places (Knuth's serial test on bits).
fn serial_bits(words: &[u64]) -> f64 {
    let n = (words.len() - 1) as f64;
    let chi_square: f64 = (0..64)
        .map(|bit| {
            let turned = words
                .windows(2)
                .map(|pair| (pair[0] ^ pair[1]) >> bit & 1)
                .sum::<u64>() as f64;
            (turned - n / 2.0) * (turned - n / 2.0) / (n / 4.0)
        })
        .sum();
    of_chi_square(chi_square, 64.0)
}

/// Pairs of bytes of neighbouring words (Knuth's serial test), at a place of the word.
fn serial_bytes(words: &[u64], place: u32) -> f64 {
    let mut cells = vec![0.0; 1 << 16];
    for pair in words.chunks_exact(2) {
        let [first, second] = [pair[0], pair[1]].map(|word| (word >> place & 255) as usize);
        cells[first << 8 | second] += 1.0;
    }
    let expected = (words.len() / 2) as f64 / cells.len() as f64;
    let chi_square = cells
        .iter()
        .map(|count| (count - expected) * (count - expected) / expected)
        .sum();
    of_chi_square(chi_square, cells.len() as f64 - 1.0)
}

/// Words between those in the lowest 16th (Knuth's gap test).
fn gaps(words: &[u64]) -> f64 {
    const P: f64 = 1.0 / 16.0;
    let mut counts = vec![0.0; 200];
    let mut gap = 0;
    for word in words {
        if word >> 60 == 0 {
            counts[gap.min(199)] += 1.0;
            gap = 0;
        } else {
            gap += 1;
        }
    }
    let n: f64 = counts.iter().sum();
    let mut expected: Vec<f64> = (0..200)
        .map(|gap| n * P * exp(gap as f64 * ln(1.0 - P)))
        .collect();
    expected[199] /= P;
    of_counts(&counts, &expected)
}

/// Ranks of 64 x 64 bit matrices (Marsaglia; NIST SP 800-22, 2.5).
fn matrix_ranks(words: &[u64]) -> f64 {
    // Of full rank, one less, and fewer; for 64 rows the limits hold to all digits.
    const P: [f64; 3] = [0.288_788_095_1, 0.577_576_190_2, 0.133_635_714_7];
    let mut counts = [0.0; 3];
    for matrix in words.chunks_exact(64) {
        let mut rows = matrix.to_vec();
        let mut rank = 0;
        for bit in 0..64 {
            let Some(pivot) = (rank..64).find(|row| rows[*row] >> bit & 1 == 1) else {
                continue;
            };
            rows.swap(rank, pivot);
            for row in rank + 1..64 {
                if rows[row] >> bit & 1 == 1 {
                    rows[row] ^= rows[rank];
                }
            }
            rank += 1;
        }
        counts[(64 - rank).min(2)] += 1.0;
    }
    let n: f64 = counts.iter().sum();
    of_counts(&counts, &P.map(|p| p * n))
}

/// Equal spacings between 4,096 birthdays in a year of 2^32 days (Marsaglia and Tsang 2002), at a place of the word.
fn birthday_spacings(words: &[u64], place: u32) -> f64 {
    const BIRTHDAYS: usize = 4096;
    let (mut equal, mut n_years) = (0.0, 0.0);
    for year in words.chunks_exact(BIRTHDAYS) {
        let mut days: Vec<u64> = year
            .iter()
            .map(|word| word >> place & 0xFFFF_FFFF)
            .collect();
        days.sort_unstable();
        let mut spacings: Vec<u64> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
        spacings.sort_unstable();
        equal += spacings
            .windows(2)
            .filter(|pair| pair[0] == pair[1])
            .count() as f64;
        n_years += 1.0;
    }
    // Poisson with mean 4096^3 / (4 * 2^32) = 4 a year; a thousand are as good as normal.
    of_z((equal - 4.0 * n_years) / sqrt(4.0 * n_years))
}

/// How many ones words have, and whether the next word's number goes with it (L'Ecuyer and Simard 2007, HammingCorr).
fn hamming_weights(words: &[u64]) -> [f64; 2] {
    let mut counts = vec![0.0; 65];
    for word in words {
        counts[word.count_ones() as usize] += 1.0;
    }
    let n = words.len() as f64;
    let ways =
        |k: f64| exp(ln_gamma(65.0) - ln_gamma(k + 1.0) - ln_gamma(65.0 - k) - 64.0 * ln(2.0));
    let expected: Vec<f64> = (0..65).map(|k| n * ways(f64::from(k))).collect();
    let off = |word: u64| f64::from(word.count_ones()) - 32.0;
    let together: f64 = words
        .windows(2)
        .map(|pair| off(pair[0]) * off(pair[1]))
        .sum();
    // The variance of a word's number of ones is 16.
    [
        of_counts(&counts, &expected),
        of_z(together / (16.0 * sqrt(n - 1.0))),
    ]
}

/// Pairs of words with the same highest 36 bits (Knuth's collision test): 8 are expected of 2^20.
fn collisions(words: &[u64], place: u32) -> f64 {
    let mut parts: Vec<u64> = words
        .iter()
        .map(|word| word.rotate_right(place) >> 28)
        .collect();
    parts.sort_unstable();
    let found = parts.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let mean: f64 = 8.0;
    // A Poisson number, so its middle p-value.
    let p = |k: usize| exp(k as f64 * ln(mean) - mean - ln_gamma(k as f64 + 1.0));
    1.0 - (0..found).map(p).sum::<f64>() - 0.5 * p(found)
}

/// Returns the p-value of every test.
fn battery(words: &[u64]) -> Vec<(&'static str, f64)> {
    let [weights, correlation] = hamming_weights(words);
    vec![
        ("monobit", monobit(words)),
        ("runs", runs(words)),
        ("serial, bits", serial_bits(words)),
        ("serial, high bytes", serial_bytes(words, 56)),
        ("serial, low bytes", serial_bytes(words, 0)),
        ("gaps", gaps(words)),
        ("matrix ranks", matrix_ranks(words)),
        ("birthday spacings, high", birthday_spacings(words, 32)),
        ("birthday spacings, low", birthday_spacings(words, 0)),
        ("Hamming weights", weights),
        ("Hamming weight correlation", correlation),
        ("collisions, high", collisions(words, 0)),
        ("collisions, low", collisions(words, 32)),
    ]
}

#[test]
fn streams_at_neighbouring_addresses_pass_an_established_battery() {
    for (feed, words) in feeds() {
        for (test, p) in battery(&words) {
            assert_plausible(&format!("{feed}: {test}"), p);
        }
    }
}

/// Returns words that each test of the battery must refuse, by its name.
fn bad_words() -> Vec<(&'static str, Vec<u64>)> {
    let good = |i: u64| word(household(1, 0, 0, i).stream(PURPOSE, 0));
    let of = |word: &dyn Fn(u64) -> u64| (0..N_WORDS as u64).map(word).collect::<Vec<u64>>();
    // A ones' place that is set a little too often.
    let biased = of(&|i| good(i) | u64::from(i % 100 == 0) << 17);
    let golden = of(&|i| i.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    // An xorshift register: any 64 states of it are linearly independent.
    let mut state = 1_u64;
    let register = of(&|_| 0)
        .iter()
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        })
        .collect::<Vec<u64>>();
    // Every eighth word is half of one and what that half lacks: exactly 32 ones.
    let even = of(&|i| match i % 8 {
        0 => (good(i) << 32) | (!good(i) & 0xFFFF_FFFF),
        _ => good(i),
    });
    let twice = of(&|i| good(i - i % 2));
    let seldom = of(&|i| {
        if i % 64 == 0 {
            good(i) << 4 >> 4
        } else {
            good(i)
        }
    });
    // Place 5 repeats place 4 in every tenth word.
    let neighbours = of(&|i| {
        let word = good(i);
        word ^ ((word ^ (word << 1)) & 32 & u64::from(i % 10 == 0).wrapping_neg())
    });
    let high: Vec<u64> = golden.iter().map(|word| word >> 32 << 32).collect();
    vec![
        ("monobit", biased),
        ("runs", neighbours),
        ("serial, bits", twice.clone()),
        ("serial, high bytes", golden.clone()),
        ("serial, low bytes", golden.clone()),
        ("gaps", seldom),
        ("matrix ranks", register),
        ("birthday spacings, high", golden.clone()),
        ("birthday spacings, low", golden),
        ("Hamming weights", even),
        ("Hamming weight correlation", twice.clone()),
        ("collisions, high", twice),
        ("collisions, low", high),
    ]
}

#[test]
fn every_test_of_the_battery_refuses_words_that_are_not_random() {
    for (test, words) in bad_words() {
        let (_, p) = battery(&words)
            .into_iter()
            .find(|(name, _)| *name == test)
            .expect("a test of that name");
        assert!(
            !(1e-9..=1.0 - 1e-9).contains(&p),
            "{test} lets them pass: p = {p:e}"
        );
    }
}

#[test]
fn one_bit_of_an_address_turns_each_bit_of_the_word_half_the_time() {
    // The strict avalanche criterion (Webster and Tavares 1986), for every bit of every coordinate.
    const N: u64 = 1 << 12;
    type At = fn([u64; 5]) -> u64;
    let at: At = |[seed, draw, replicate, number, occasion]| {
        word(household(seed, draw, replicate as u32, number).stream(PURPOSE, occasion as u32))
    };
    let mut cells = Vec::new();
    for (coordinate, n_bits) in [(0, 64), (1, 64), (2, 32), (3, 64), (4, 32)] {
        for bit in 0..n_bits {
            let mut turned = [0_u64; 64];
            for i in 0..N {
                // Small numbers, as a run has them.
                let address = [i % 3, i / 3 % 64, i % 2, i, i % 11];
                let mut other = address;
                other[coordinate] ^= 1 << bit;
                let differs = at(address) ^ at(other);
                for (place, count) in turned.iter_mut().enumerate() {
                    *count += differs >> place & 1;
                }
            }
            cells.extend(turned);
        }
    }
    let z = |count: &u64| (*count as f64 - N as f64 / 2.0) / sqrt(N as f64 / 4.0);
    let n = cells.len() as f64;
    let chi_square: f64 = cells.iter().map(|count| z(count) * z(count)).sum();
    assert_plausible("all cells", of_chi_square(chi_square, n));
    // The farthest of so many normals.
    let farthest = cells.iter().map(|count| z(count).abs()).fold(0.0, f64::max);
    assert_plausible("farthest cell", (2.0 * n * of_z(farthest)).min(0.5));
}

#[test]
fn no_two_addresses_of_a_grid_have_the_same_word() {
    // The generator turns states into first words one to one, so equal words would be equal states. Of 2^22
    // random words a pair coincides with probability 2^44 / 2^65.
    let purposes: Vec<Purpose> = (0..16)
        .map(|i| Purpose::named("wait").within(&i.to_string()))
        .collect();
    let mut words = Vec::with_capacity(1 << 22);
    for draw in 0..16 {
        for number in 0..1024 {
            let key = household(1, draw, 0, number);
            for occasion in 0..16 {
                for purpose in &purposes {
                    words.push(word(key.stream(*purpose, occasion)));
                }
            }
        }
    }
    words.sort_unstable();
    assert_eq!(words.len(), 1 << 22);
    assert!(words.windows(2).all(|pair| pair[0] != pair[1]));
}
