//! Figures without their zeros: more than half of what is kept of a draw is exactly zero.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Figures that are written as one bit each and, where that is set, their value.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Packed<T>(pub Vec<T>);

/// A figure that may be left out.
pub(super) trait Figure: Copy + Default {
    /// Returns whether it is zero to the bit; minus zero is not.
    fn is_plain_zero(self) -> bool;
}

impl Figure for f64 {
    fn is_plain_zero(self) -> bool {
        self.to_bits() == 0
    }
}

impl Figure for f32 {
    fn is_plain_zero(self) -> bool {
        self.to_bits() == 0
    }
}

/// How many, a bit for each from the lowest of the first byte on, and those that are set.
#[derive(Serialize, Deserialize)]
struct Written<T> {
    n_figures: u32,
    is_set: Vec<u8>,
    values: Vec<T>,
}

impl<T: Figure + Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut is_set = vec![0_u8; self.0.len().div_ceil(8)];
        let mut values = Vec::new();
        for (at, figure) in self.0.iter().enumerate() {
            if !figure.is_plain_zero() {
                is_set[at / 8] |= 1 << (at % 8);
                values.push(*figure);
            }
        }
        let n_figures = self.0.len() as u32;
        let written = Written {
            n_figures,
            is_set,
            values,
        };
        written.serialize(to)
    }
}

impl<'de, T: Figure + Deserialize<'de>> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::<T>::deserialize(from)?;
        let n_figures = written.n_figures as usize;
        let n_set: u32 = written.is_set.iter().map(|byte| byte.count_ones()).sum();
        let is_sound =
            written.is_set.len() == n_figures.div_ceil(8) && written.values.len() == n_set as usize;
        if !is_sound {
            return Err(D::Error::custom("bits and values differ in number"));
        }
        let mut values = written.values.into_iter();
        let figure = |at: usize| match written.is_set[at / 8] >> (at % 8) & 1 {
            0 => T::default(),
            _ => values.next().unwrap_or_default(),
        };
        Ok(Self((0..n_figures).map(figure).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    #[test]
    fn what_is_written_reads_as_it_was_to_the_bit() {
        for figures in [
            vec![],
            vec![0.0],
            vec![
                0.0,
                1.5,
                -0.0,
                0.0,
                f64::MIN_POSITIVE,
                0.0,
                0.0,
                0.0,
                0.0,
                -7.0,
            ],
        ] {
            let text = serde_json::to_string(&Packed(figures.clone())).expect("JSON");
            let read: Packed<f64> = serde_json::from_str(&text).expect("figures");
            let bits = |of: &[f64]| of.iter().map(|one| one.to_bits()).collect::<Vec<u64>>();
            assert_eq!(bits(&read.0), bits(&figures));
        }
    }

    #[test]
    fn bits_that_do_not_go_with_their_values_are_refused() {
        for text in [
            r#"{"n_figures":9,"is_set":[1],"values":[1.0]}"#,
            r#"{"n_figures":1,"is_set":[1],"values":[]}"#,
            r#"{"n_figures":1,"is_set":[0],"values":[1.0]}"#,
        ] {
            assert!(serde_json::from_str::<Packed<f64>>(text).is_err(), "{text}");
        }
    }
}
