//! The line that gives the same answer again.

use std::fmt::Display;

use sim_core::results::perspective::Perspective;

use crate::texts::Lang;

/// A line as it must be typed; what is left out is what the program takes for granted.
pub struct Again(String);

impl Again {
    /// Returns a line with nothing but a verb.
    pub fn of(verb: &str) -> Self {
        Self(format!("utfall {verb}"))
    }

    /// Adds a word of its own, such as the name of a file.
    pub fn word(self, word: &str) -> Self {
        Self(format!("{} {}", self.0, shell_word(word)))
    }

    /// Adds a flag alone, where it was typed.
    pub fn switch(self, flag: &str, is_typed: bool) -> Self {
        match is_typed {
            true => Self(format!("{} --{flag}", self.0)),
            false => self,
        }
    }

    /// Adds a flag and what stands after it.
    pub fn flag(self, flag: &str, value: impl Display) -> Self {
        let value = shell_word(&value.to_string());
        Self(format!("{} --{flag} {value}", self.0))
    }

    /// Adds a flag and what stands after it, where it was typed.
    pub fn flag_if(self, flag: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.flag(flag, value),
            None => self,
        }
    }

    /// Adds how many draws and their seed.
    pub fn draws(self, draws: u64, seed: u64) -> Self {
        self.flag("draws", draws).flag("seed", seed)
    }

    /// Adds the designs, where some were chosen.
    pub fn designs<S: AsRef<str>>(self, chosen: &[S]) -> Self {
        let ids: Vec<&str> = chosen.iter().map(AsRef::as_ref).collect();
        self.flag_if("designs", (!ids.is_empty()).then(|| ids.join(",")))
    }

    /// Adds whose money, where it is not the municipality's.
    pub fn seen_by(self, who: Perspective) -> Self {
        let other = (who != Perspective::Municipality).then(|| who.word().replace('_', "-"));
        self.flag_if("perspective", other)
    }

    /// Returns the line, for an answer in a language.
    pub fn line(self, lang: Lang) -> String {
        match lang {
            Lang::Sv => self.0,
            Lang::En => self.flag("lang", "en").0,
        }
    }
}

/// Returns a word as it must be typed.
pub fn shell_word(name: &str) -> String {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_./\\:,=+%@".contains(sign);
    match !name.is_empty() && name.chars().all(is_plain) {
        true => name.to_owned(),
        false => format!("\"{name}\""),
    }
}
