//! The register of predictions: one line each, which checks itself and the line before.
//!
//! A line is a JSON object: its number, the checksum of the line before, the prediction, and last
//! its own checksum, SHA-256 in hexadecimal of the line without that (`,"checksum":"..."`). A line
//! that was edited, left out, put in or moved is therefore found, except for lines taken off
//! the end: for these someone must have kept the last checksum elsewhere.

use serde::{Deserialize, Serialize};

use crate::compile::fingerprint::digest;
use crate::results::prediction::{PREDICTION_FORMAT, Prediction};

const CHECKSUM: &str = ",\"checksum\":\"";
/// SHA-256 in hexadecimal.
const DIGITS: usize = 64;

/// A prediction in the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Registered {
    /// Its line, counted from 1.
    pub number: u64,
    /// Its checksum.
    pub checksum: String,
    /// The prediction.
    pub prediction: Prediction,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// It is something else.
    NotAPrediction,
    /// It is not what it was when it was written.
    Changed,
    /// It does not follow the line before: one was left out, put in or moved.
    NotNext,
    /// It is in another version of the format.
    OtherFormat(u32),
}

/// A register that cannot be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterBroken {
    /// The first line with a problem, counted from 1.
    pub line: u64,
    /// What is wrong with it.
    pub what: LineProblem,
}

/// What a register holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    /// The predictions, oldest first.
    pub predictions: Vec<Registered>,
    /// Bytes up to the end of the last whole line.
    pub sound_bytes: u64,
    /// Whether that line ends as it should.
    pub ends_with_line: bool,
    /// Bytes of a line that was never finished.
    pub torn_bytes: u64,
}

#[derive(Serialize)]
struct Line<'p> {
    number: u64,
    previous: &'p str,
    prediction: &'p Prediction,
}

#[derive(Deserialize)]
struct LineRead {
    number: u64,
    previous: String,
    prediction: Prediction,
}

#[derive(Deserialize)]
struct Version {
    prediction: VersionOf,
}

#[derive(Deserialize)]
struct VersionOf {
    utfall_prediction: u32,
}

impl Register {
    /// Returns the line that a prediction gets after those that are there, and its number and checksum.
    pub fn next_line(&self, prediction: &Prediction) -> (String, Registered) {
        let previous = self.predictions.last();
        let line = Line {
            number: self.predictions.len() as u64 + 1,
            previous: previous.map_or("", |before| &before.checksum),
            prediction,
        };
        // Numbers, lists and texts alone: nothing that can fail.
        let body = serde_json::to_string(&line).unwrap_or_default();
        let checksum = digest(body.as_bytes());
        let open = body.strip_suffix('}').unwrap_or(&body);
        let registered = Registered {
            number: line.number,
            checksum: checksum.clone(),
            prediction: prediction.clone(),
        };
        (format!("{open}{CHECKSUM}{checksum}\"}}\n"), registered)
    }

    /// Returns what a register holds.
    ///
    /// A last line without an end that does not check was being written when the program or the
    /// machine went down, and counts as missing.
    ///
    /// # Errors
    ///
    /// The first line that cannot be trusted.
    pub fn read(bytes: &[u8]) -> Result<Self, RegisterBroken> {
        let mut register = Self {
            ends_with_line: true,
            ..Self::default()
        };
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            let number = register.predictions.len() as u64 + 1;
            let is_ended = line.ends_with(b"\n");
            match register.line(line, number) {
                Ok(registered) => {
                    register.predictions.push(registered);
                    register.sound_bytes += line.len() as u64;
                    register.ends_with_line = is_ended;
                }
                Err(LineProblem::NotAPrediction) if !is_ended => {
                    register.torn_bytes = line.len() as u64;
                }
                Err(what) => return Err(RegisterBroken { line: number, what }),
            }
        }
        Ok(register)
    }

    fn line(&self, line: &[u8], number: u64) -> Result<Registered, LineProblem> {
        let text = std::str::from_utf8(line).map_err(|_| LineProblem::NotAPrediction)?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let (open, checksum) = split(text).ok_or(LineProblem::NotAPrediction)?;
        let body = format!("{open}}}");
        if digest(body.as_bytes()) != checksum {
            return Err(LineProblem::Changed);
        }
        let version: Version =
            serde_json::from_str(&body).map_err(|_| LineProblem::NotAPrediction)?;
        let version = version.prediction.utfall_prediction;
        if version != PREDICTION_FORMAT {
            return Err(LineProblem::OtherFormat(version));
        }
        let read: LineRead =
            serde_json::from_str(&body).map_err(|_| LineProblem::NotAPrediction)?;
        let before = self.predictions.last();
        if read.number != number || read.previous != before.map_or("", |one| &one.checksum) {
            return Err(LineProblem::NotNext);
        }
        if !read.prediction.is_whole() {
            return Err(LineProblem::NotAPrediction);
        }
        Ok(Registered {
            number,
            checksum: checksum.to_owned(),
            prediction: read.prediction,
        })
    }

    /// Returns the prediction with a number, or with a checksum that begins like this.
    pub fn find(&self, number_or_checksum: &str) -> Option<&Registered> {
        let number = number_or_checksum.parse::<u64>().ok();
        let by_number = self
            .predictions
            .iter()
            .find(|one| Some(one.number) == number);
        let is_long_enough = number_or_checksum.len() >= 8;
        let begins = |one: &&Registered| {
            is_long_enough && one.checksum.starts_with(&number_or_checksum.to_lowercase())
        };
        by_number.or_else(|| self.predictions.iter().find(begins))
    }
}

/// Returns a line without its end, and the checksum there.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_suffix("\"}")?;
    let (open, checksum) = rest.rsplit_once(CHECKSUM)?;
    let is_hexadecimal = |digit: char| matches!(digit, '0'..='9' | 'a'..='f');
    (checksum.len() == DIGITS && checksum.chars().all(is_hexadecimal)).then_some((open, checksum))
}
