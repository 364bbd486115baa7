//! The per-draw table as bytes, so that a long run can be taken up again and shards be joined.
//!
//! The file is `utfall draws 1` and a line feed, then frames. A frame is
//!
//! | Bytes | What |
//! |---|---|
//! | 1 | `M` manifest, `B` a batch of draws |
//! | 8 | bytes of content, little-endian |
//! | 8 | checksum of these nine |
//! | .. | content |
//! | 8 | checksum of the content |
//!
//! A checksum is the first eight bytes of SHA-256. The first frame is the manifest, as JSON on
//! a line of its own, so that the first lines of a file say to anyone what it holds; a batch
//! is postcard (version 1 of its wire format) of [`KeptBatch`].
//!
//! A frame is written in one piece when its batch is finished. One that is cut off at the
//! end was being written when the program or the machine went down, and counts as missing.

use std::io::Read;

use serde::{Deserialize, Serialize};

use crate::analysis::enough::Goal;
use crate::analysis::kept::KeptBatch;
use crate::compile::fingerprint::checksum;

/// Version of the format; raised when older programs cannot read it.
pub const TABLE_FORMAT: u32 = 1;

const TITLE: &str = "utfall draws ";
/// Tag, length, checksum of both.
const HEAD: usize = 1 + 8 + 8;
const TAIL: usize = 8;

/// What a file of draws holds, and what is needed to answer from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// SHA-256 of the resolved scenario.
    pub scenario_hash: String,
    /// Version of the program.
    pub program_version: String,
    /// The seed.
    pub seed: u64,
    /// Ids of the designs that are run, `today` first.
    pub designs: Vec<String>,
    /// Whether these were asked for by name.
    pub designs_are_chosen: bool,
    /// How many draws the whole run makes.
    pub goal: Goal,
    /// The part of them that this file is for: first, and the one after the last.
    pub range: (u64, u64),
    /// Which shard of how many, where it is one.
    pub shard: Option<(u32, u32)>,
    /// The texts of the scenario by name, the scenario itself first.
    pub texts: Vec<(String, String)>,
}

/// Why bytes are not a table of draws that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableProblem {
    /// They are something else.
    NotDraws,
    /// They are in another version of the format.
    OtherFormat {
        /// The version.
        found: String,
    },
    /// They have been changed since they were written.
    Damaged {
        /// From this byte on.
        at_byte: u64,
    },
    /// They cannot be read.
    Unreadable(String),
}

/// Returns the beginning of a table.
pub fn table_start(manifest: &Manifest) -> Vec<u8> {
    let title = format!("{TITLE}{TABLE_FORMAT}\n");
    let manifest = serde_json::to_vec(manifest).unwrap_or_default();
    let line = [&b"\n"[..], &manifest, b"\n"].concat();
    [title.into_bytes(), frame(b'M', &line)].concat()
}

/// Returns what is added when a batch is finished.
pub fn table_batch(batch: &KeptBatch) -> Vec<u8> {
    // Numbers and lists alone, into memory: nothing that can fail.
    frame(b'B', &postcard::to_allocvec(batch).unwrap_or_default())
}

fn frame(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD + content.len() + TAIL);
    bytes.push(tag);
    bytes.extend((content.len() as u64).to_le_bytes());
    bytes.extend(checksum(&bytes));
    bytes.extend(content);
    bytes.extend(checksum(content));
    bytes
}

/// Reads a table, frame by frame.
#[derive(Debug)]
pub struct TableReader<R> {
    source: R,
    sound_bytes: u64,
    torn_bytes: u64,
}

/// A frame as it stands in the file.
enum Found {
    Whole(u8, Vec<u8>),
    Nothing,
}

impl<R: Read> TableReader<R> {
    /// Opens a table.
    ///
    /// # Errors
    ///
    /// Every [`TableProblem`].
    pub fn open(source: R) -> Result<(Manifest, Self), TableProblem> {
        let mut reader = Self {
            source,
            sound_bytes: 0,
            torn_bytes: 0,
        };
        reader.title()?;
        let damaged = reader.damaged();
        let Found::Whole(b'M', content) = reader.frame()? else {
            return Err(damaged);
        };
        let manifest = serde_json::from_slice(&content).map_err(|_| damaged)?;
        Ok((manifest, reader))
    }

    /// Returns the next batch; none at the end.
    ///
    /// # Errors
    ///
    /// [`TableProblem::Damaged`] and [`TableProblem::Unreadable`].
    pub fn next_batch(&mut self) -> Result<Option<KeptBatch>, TableProblem> {
        let damaged = self.damaged();
        match self.frame()? {
            Found::Nothing => Ok(None),
            Found::Whole(b'B', content) => whole_batch(&content).map(Some).ok_or(damaged),
            Found::Whole(..) => Err(damaged),
        }
    }

    /// Returns how many bytes from the start are whole frames.
    pub fn sound_bytes(&self) -> u64 {
        self.sound_bytes
    }

    /// Returns how many bytes at the end are a frame that was cut off; known at the end.
    pub fn torn_bytes(&self) -> u64 {
        self.torn_bytes
    }

    fn damaged(&self) -> TableProblem {
        TableProblem::Damaged {
            at_byte: self.sound_bytes,
        }
    }

    fn title(&mut self) -> Result<(), TableProblem> {
        let start = self.up_to(TITLE.len())?;
        if start != TITLE.as_bytes() {
            return Err(TableProblem::NotDraws);
        }
        let mut version = String::new();
        while version.len() < 10 {
            match self.up_to(1)?.first() {
                Some(b'\n') => break,
                Some(byte) => version.push(char::from(*byte)),
                None => return Err(TableProblem::NotDraws),
            }
        }
        if version != TABLE_FORMAT.to_string() {
            return Err(TableProblem::OtherFormat { found: version });
        }
        self.sound_bytes = (TITLE.len() + version.len() + 1) as u64;
        Ok(())
    }

    fn frame(&mut self) -> Result<Found, TableProblem> {
        let head = self.up_to(HEAD)?;
        if head.len() < HEAD {
            return Ok(self.torn(head.len()));
        }
        let (what, check) = head.split_at(HEAD - 8);
        if checksum(what) != check {
            return self.zeros_to_the_end(&head);
        }
        let length = u64::from_le_bytes(std::array::from_fn(|at| what[at + 1])) as usize;
        let rest = self.up_to(length.saturating_add(TAIL))?;
        if rest.len() < length.saturating_add(TAIL) {
            return Ok(self.torn(HEAD + rest.len()));
        }
        let (content, check) = rest.split_at(length);
        if checksum(content) != check {
            let more = self.up_to(1)?;
            return match more.is_empty() {
                true => Ok(self.torn(HEAD + rest.len())),
                false => Err(self.damaged()),
            };
        }
        self.sound_bytes += (HEAD + rest.len()) as u64;
        let mut content = rest;
        content.truncate(length);
        Ok(Found::Whole(head[0], content))
    }

    /// A machine that goes down can leave zeros where a file was about to grow.
    fn zeros_to_the_end(&mut self, head: &[u8]) -> Result<Found, TableProblem> {
        let mut n_bytes = head.len();
        let mut piece = head.to_vec();
        while !piece.is_empty() {
            if piece.iter().any(|byte| *byte != 0) {
                return Err(self.damaged());
            }
            piece = self.up_to(1 << 16)?;
            n_bytes += piece.len();
        }
        Ok(self.torn(n_bytes))
    }

    fn torn(&mut self, n_bytes: usize) -> Found {
        self.torn_bytes = n_bytes as u64;
        Found::Nothing
    }

    /// Returns so many bytes, or fewer at the end.
    fn up_to(&mut self, n_bytes: usize) -> Result<Vec<u8>, TableProblem> {
        let mut bytes = Vec::new();
        let source = self.source.by_ref().take(n_bytes as u64);
        let read = { source }.read_to_end(&mut bytes);
        match read {
            Ok(_) => Ok(bytes),
            Err(why) => Err(TableProblem::Unreadable(why.to_string())),
        }
    }
}

fn whole_batch(content: &[u8]) -> Option<KeptBatch> {
    let (batch, rest) = postcard::take_from_bytes(content).ok()?;
    rest.is_empty().then_some(batch)
}
