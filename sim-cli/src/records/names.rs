//! Identifiers to numbers, and labels to positions. Identifiers are forgotten with this.

use std::collections::HashMap;

/// Gives each name the next number.
#[derive(Default)]
pub struct Numbering {
    known: HashMap<Box<str>, u32>,
}

impl Numbering {
    /// Returns the number of a name.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.known.get(name) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.insert(name.into(), number);
        number
    }

    /// Returns the names in the order of their numbers.
    pub fn into_names(self) -> Vec<String> {
        let mut names: Vec<(u32, Box<str>)> =
            self.known.into_iter().map(|(n, id)| (id, n)).collect();
        names.sort_unstable_by_key(|(number, _)| *number);
        names.into_iter().map(|(_, name)| name.into()).collect()
    }
}

/// Words of rows, with how many households each is of: as many as it takes to be told.
#[derive(Default)]
pub struct Words {
    seen: HashMap<Box<str>, (u64, Vec<u32>)>,
}

impl Words {
    /// Notes a word of a household's row.
    pub fn note(&mut self, word: &str, household: u32) {
        let entry = match self.seen.get_mut(word) {
            Some(entry) => entry,
            None => self.seen.entry(word.into()).or_default(),
        };
        entry.0 += 1;
        if entry.1.len() < LEAST && !entry.1.contains(&household) {
            entry.1.push(household);
        }
    }

    /// Returns the words that at least five households have, with how many rows: the commonest first.
    pub fn told(self) -> Vec<(String, u64)> {
        let enough = self
            .seen
            .into_iter()
            .filter(|(word, (_, of))| of.len() >= LEAST && may_be_told(word));
        let mut told: Vec<(String, u64)> = enough
            .map(|(word, (rows, _))| (word.into(), rows))
            .collect();
        told.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        told
    }
}

const LEAST: usize = sim_core::results::fitted::LEAST_TOLD as usize;

/// Returns whether a word may be shown: none that has as many digits in a row as an identifier.
pub fn may_be_told(word: &str) -> bool {
    let mut run = 0;
    for sign in word.chars() {
        run = if sign.is_ascii_digit() { run + 1 } else { 0 };
        if run >= 5 {
            return false;
        }
    }
    true
}
