//! Addressed randomness: every random number is a pure function of where it is used.
//!
//! The address is (seed, draw, layer, replicate, household, purpose, occasion). Nothing
//! depends on the order of work, so results have the same bits for every number of threads, and
//! the same household meets the same luck in every design (common random numbers).
//!
//! An address is folded into 64 bits, and these seed a small generator (SplitMix64) that yields
//! **one variate**; a sampler that rejects may take several words from it. Down to the household
//! an address is mixed coordinate by coordinate; purpose and occasion join it as they are, and
//! the generator's own output function mixes them in. This is the only file that names rand or
//! `rand_distr`, which are pinned: another version would change every result.
//!
//! The generator's words are those of SplitMix64 in the crate `rand_xoshiro`, and a test holds
//! that. It stands here because the crate's constructor is not inlined: with one stream a
//! variate that call alone was 4 % of a draw.
//!
//! # How far apart two streams are
//!
//! Within one household two (purpose, occasion) share a state only where the hashes of the two
//! purposes differ by just the bits that the two occasions do: among 1,000 streams of a household
//! some pair does so with probability 3e-14.
//! Across households, draws and layers the states are as far apart as 64-bit
//! hashing gives: among n streams n^2 / 2^65 pairs are expected to coincide, which is
//! 0.03 for 1e9 streams (2,000 draws of 5,000 households with 100 variates) and 3 for
//! 1e10. A pair that coincides gives two unrelated households one equal number each;
//! it moves no mean that anybody could measure.

use std::convert::Infallible;

use rand::{Rng, TryRng};
use rand_distr::{Binomial, Distribution, Exp1, Poisson, StandardNormal};

use crate::tables;

/// Separates the random numbers of the three layers of uncertainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Ignorance: the values of uncertain numbers.
    Parameter,
    /// What no design decides: the labour market, discontinuation.
    World,
    /// The luck of households.
    Household,
}

impl Layer {
    const fn salt(self) -> u64 {
        match self {
            Self::Parameter => 0x7C1B_5F0E_93A6_D24D,
            Self::World => 0xB3E2_84D9_5170_6FC7,
            Self::Household => 0x2D94_C7A1_E86B_305F,
        }
    }
}

/// A stable 64-bit mixer: Evensen's Moremur finaliser (2019), a bijection.
///
/// It is another one than the generator's own output function, so that keying and
/// generating do not undo each other.
#[inline]
const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 27)).wrapping_mul(0x3C79_AC49_2BA7_B653);
    z = (z ^ (z >> 33)).wrapping_mul(0x1C69_B3F7_4AC4_AE35);
    z ^ (z >> 27)
}

// Odd constants, one for each kind of coordinate, so that equal numbers in two
// coordinates stay apart: fractional bits of the square roots of 2, 3, 5, 7 and 11.
const BY_DRAW: u64 = 0x6A09_E667_F3BC_C909;
const BY_REPLICATE: u64 = 0xBB67_AE85_84CA_A73B;
const BY_HOUSEHOLD: u64 = 0x3C6E_F372_FE94_F82B;
const BY_OCCASION: u64 = 0xA54F_F53A_5F1D_36F1;
const BY_SEED: u64 = 0x510E_527F_ADE6_82D1;

/// What a random number is used for, hashed from a name.
///
/// A name's hash depends on nothing else, so adding, removing or reordering purposes
/// changes no other stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Purpose(u64);

impl Purpose {
    /// Returns the purpose of that name, such as `exit:job`.
    ///
    /// # Source
    ///
    /// FNV-1a with 64 bits (Fowler, Noll and Vo 1991; RFC 9923), mixed once more
    /// because its high bits are weak for short names.
    ///
    /// ```
    /// use sim_core::luck::Purpose;
    /// const JOB: Purpose = Purpose::named("exit:job");
    /// assert_ne!(JOB, Purpose::named("exit:studies"));
    /// ```
    pub const fn named(name: &str) -> Self {
        const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
        Self(mix(fnv_1a(OFFSET, name)))
    }

    /// Returns the purpose of a name inside this one, such as an intervention's id inside `menu`.
    ///
    /// Saves building a longer name; it differs from `named` of the joined text.
    ///
    /// ```
    /// use sim_core::luck::Purpose;
    /// const MENU: Purpose = Purpose::named("menu");
    /// assert_ne!(MENU.within("course"), MENU.within("trainee"));
    /// ```
    pub const fn within(self, name: &str) -> Self {
        Self(mix(fnv_1a(self.0, name)))
    }
}

impl Purpose {
    /// Returns 32 bits of the name's hash, to keep occasions of different names apart.
    #[inline]
    pub const fn salt(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

const fn fnv_1a(mut hash: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01B3);
        at += 1;
    }
    hash
}

/// The luck of one cohort: one draw, one layer, one replicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CohortKey(u64);

/// The luck of one household of one cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseholdKey(u64);

/// Returns the key of one cohort.
///
/// # Shapes and units
///
/// `draw` counts from 0; `replicate` 0 is the cohort itself and 1 the second cohort under the
/// same parameters and world.
///
/// ```
/// use sim_core::luck::{Layer, Purpose, cohort_key};
/// const WAIT: Purpose = Purpose::named("wait:referral");
/// let household = cohort_key(1, 0, Layer::Household, 0).household(17);
/// let wait = household.stream(WAIT, 0).exponential();
/// assert_eq!(wait, household.stream(WAIT, 0).exponential());
/// assert_ne!(wait, household.stream(WAIT, 1).exponential());
/// ```
#[inline]
pub const fn cohort_key(seed: u64, draw: u64, layer: Layer, replicate: u32) -> CohortKey {
    // Each fold mixes before the next coordinate comes in: no sum of coordinates can
    // be equal for two addresses by arithmetic alone.
    let key = mix(seed.wrapping_mul(BY_SEED) ^ layer.salt());
    let key = mix(key ^ draw.wrapping_mul(BY_DRAW));
    let key = mix(key.wrapping_add((replicate as u64 + 1).wrapping_mul(BY_REPLICATE)));
    CohortKey(key)
}

impl CohortKey {
    /// Returns the key of the household of that number.
    #[inline]
    pub const fn household(self, number: u64) -> HouseholdKey {
        HouseholdKey(mix(
            self.0 ^ number.wrapping_add(1).wrapping_mul(BY_HOUSEHOLD)
        ))
    }
}

impl HouseholdKey {
    /// Returns the household's lot, which decides between those who come at the same time.
    #[inline]
    pub const fn lot(self) -> u64 {
        self.0
    }

    /// Returns the stream of one purpose on one occasion, good for one variate.
    ///
    /// # Shapes and units
    ///
    /// `occasion` counts, for example, visits to a state or months.
    #[inline]
    pub fn stream(self, purpose: Purpose, occasion: u32) -> Stream {
        self.on(occasion).stream(purpose)
    }

    /// Returns the luck of one occasion on which many purposes need a number at once.
    ///
    /// ```
    /// use sim_core::luck::{Layer, Purpose, cohort_key};
    /// const JOB: Purpose = Purpose::named("exit:job");
    /// const STUDIES: Purpose = Purpose::named("exit:studies");
    /// let household = cohort_key(1, 0, Layer::Household, 0).household(17);
    /// let spell = household.on(3);
    /// assert_ne!(spell.stream(JOB).uniform(), spell.stream(STUDIES).uniform());
    /// assert_eq!(spell.stream(JOB).uniform(), household.stream(JOB, 3).uniform());
    /// ```
    #[inline]
    pub const fn on(self, occasion: u32) -> OccasionKey {
        OccasionKey(self.0 ^ (occasion as u64).wrapping_mul(BY_OCCASION))
    }
}

/// The luck of one occasion in the life of one household.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OccasionKey(u64);

impl OccasionKey {
    /// Returns the stream of one purpose on this occasion, good for one variate.
    #[inline]
    pub fn stream(self, purpose: Purpose) -> Stream {
        // Not mixed here: key and purpose are hashes already, and the generator mixes what they give, as it does
        // with its own states, which stand a constant apart.
        Stream(Words(self.0 ^ purpose.0))
    }
}

/// Steps from 0 to 1.
const LOTS: f64 = (1_u64 << 53) as f64;

/// Returns the first lot whose uniform variate is not below a share.
///
/// ```
/// use sim_core::luck::{Layer, Purpose, cohort_key, lot_at};
/// let stream = cohort_key(1, 0, Layer::Household, 0).household(17).stream(Purpose::named("lot"), 0);
/// assert_eq!(stream.clone().lot() >= lot_at(0.3), stream.uniform() >= 0.3);
/// ```
pub fn lot_at(share: f64) -> u64 {
    // A power of two: exact. What lies above all lots becomes the largest number.
    (share * LOTS).ceil() as u64
}

/// The words of one stream.
///
/// # Source
///
/// Steele, Lea and Flood (2014), SplitMix64 with Stafford's mix 13.
#[derive(Clone, Debug)]
struct Words(u64);

impl TryRng for Words {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|word| (word >> 32) as u32)
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Ok(z ^ (z >> 31))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let word = self.try_next_u64()?.to_le_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
        Ok(())
    }
}

/// The generator of one variate. Every sampler consumes it.
#[derive(Clone, Debug)]
pub struct Stream(Words);

impl Stream {
    /// Returns a standard exponential variate (mean 1), always above 0.
    #[inline]
    pub fn exponential(self) -> f64 {
        let word = self.0.clone().next_u64();
        let layer = word as usize & 0xFF;
        // The 52 bits of a number from 1 to 2, less almost 1: never 0.
        let within = f64::from_bits(word >> 12 | 0x3FF << 52) - (1.0 - f64::EPSILON / 2.0);
        let x = within * tables::EXPONENTIAL[layer];
        if x < tables::EXPONENTIAL[layer + 1] {
            x
        } else {
            self.exponential_at_an_edge()
        }
    }

    /// Returns a standard normal variate.
    #[inline]
    pub fn normal(self) -> f64 {
        let word = self.0.clone().next_u64();
        let layer = word as usize & 0xFF;
        // The 52 bits of a number from 2 to 4, less 3.
        let within = f64::from_bits(word >> 12 | 0x400 << 52) - 3.0;
        let x = within * tables::NORMAL[layer];
        if x.abs() < tables::NORMAL[layer + 1] {
            x
        } else {
            self.normal_at_an_edge()
        }
    }

    // Out of line: inlined, their calls would make every caller keep its numbers in memory.
    #[cold]
    #[inline(never)]
    fn exponential_at_an_edge(mut self) -> f64 {
        Exp1.sample(&mut self.0)
    }

    #[cold]
    #[inline(never)]
    fn normal_at_an_edge(mut self) -> f64 {
        StandardNormal.sample(&mut self.0)
    }

    /// Returns a uniform variate strictly between 0 and 1.
    ///
    /// It is an odd multiple of 2^-53, so both `u` and `1 - u` are exact and neither is 0.
    #[inline]
    pub fn uniform(self) -> f64 {
        self.lot() as f64 * (1.0 / LOTS)
    }

    /// Returns the same as a whole number of steps of 2^-53, to be held against [`lot_at`].
    #[inline]
    pub fn lot(mut self) -> u64 {
        (self.0.next_u64() >> 11) | 1
    }

    /// Returns a standard Gumbel variate (mean 0.5772), the noise of a logit choice.
    #[inline]
    pub fn gumbel(self) -> f64 {
        -crate::math::ln(self.exponential())
    }

    /// Returns how many events of a Poisson process happen when `mean` are expected.
    ///
    /// 0 where `mean` is 0, negative or not a number; a mean above 1e15 is cut to that.
    #[inline]
    pub fn poisson(mut self, mean: f64) -> u64 {
        // NaN.min(1e15) is 1e15, so not-a-number has to be caught by the comparison.
        let happens = mean > 0.0;
        match Poisson::new(mean.min(1e15)) {
            Ok(poisson) if happens => poisson.sample(&mut self.0) as u64,
            _ => 0,
        }
    }

    /// Returns how many of `n` independent trials succeed when each does with probability `p`.
    ///
    /// 0 where `p` is 0, negative or not a number; all where it is 1 or more.
    ///
    /// ```
    /// use sim_core::luck::{Layer, Purpose, cohort_key};
    /// const ARM: Purpose = Purpose::named("arm");
    /// let household = cohort_key(1, 0, Layer::Household, 0).household(17);
    /// assert!(household.stream(ARM, 0).binomial(50, 0.4) <= 50);
    /// assert_eq!(household.stream(ARM, 0).binomial(50, 1.0), 50);
    /// ```
    pub fn binomial(mut self, n: u64, p: f64) -> u64 {
        let happens = p > 0.0;
        match Binomial::new(n, p.min(1.0)) {
            Ok(binomial) if happens => binomial.sample(&mut self.0),
            _ => 0,
        }
    }

    /// Returns a whole number from 0 to `n` - 1, each equally likely; 0 where `n` is 0.
    ///
    /// # Source
    ///
    /// Multiplication instead of division (Lemire 2019) without its rejection step: one
    /// number is at most n / 2^64 likelier than another.
    #[inline]
    pub fn below(mut self, n: u64) -> u64 {
        ((u128::from(self.0.next_u64()) * u128::from(n)) >> 64) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_xoshiro::SplitMix64;
    use rand_xoshiro::rand_core::SeedableRng;

    #[test]
    fn exponentials_and_normals_are_those_of_rand_distr() {
        for seed in 0..200_000 {
            let words = Words(mix(seed));
            let stream = Stream(words.clone());
            let exponential: f64 = Exp1.sample(&mut words.clone());
            let normal: f64 = StandardNormal.sample(&mut words.clone());
            assert_eq!(stream.clone().exponential(), exponential);
            assert_eq!(stream.normal(), normal);
        }
    }

    #[test]
    fn the_words_are_those_of_splitmix64() {
        for seed in [0, 1, 17, u64::MAX, 0x2D94_C7A1_E86B_305F] {
            let (mut ours, mut theirs) = (Words(seed), SplitMix64::seed_from_u64(seed));
            for _ in 0..100 {
                assert_eq!(ours.next_u64(), theirs.next_u64());
            }
        }
    }
}
