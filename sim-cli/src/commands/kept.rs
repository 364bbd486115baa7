//! Draws kept in a file: begun, taken up again, added to batch by batch.

use std::io::Read;
use std::path::{Path, PathBuf};

use sim_core::analysis::{
    KeptBatch, Manifest, TABLE_FORMAT, TableProblem, TableReader, table_batch, table_start,
};

use crate::commands::core::Session;
use crate::error::{DrawsDiffer, DrawsProblem, Failure};
use crate::files::{self, Growing};

/// How much of a scenario's hash is shown.
const SHOWN_OF_A_HASH: usize = 16;

/// A file of draws that is read from its beginning.
pub type Source = TableReader<Box<dyn Read>>;

/// Where draws will be kept, and what is there already.
pub struct Place {
    path: PathBuf,
    old: Option<Old>,
}

struct Old {
    file: Growing,
    manifest: Manifest,
    source: Source,
}

/// A file that draws are added to.
pub struct Kept {
    path: PathBuf,
    file: Growing,
    /// The number of the draw that comes next.
    pub next: u64,
    /// Draws that were there.
    pub held: u64,
    /// Bytes of a batch that was not written to its end.
    pub torn_bytes: u64,
}

/// Looks at the file that draws are to be kept in.
///
/// # Errors
///
/// `Failure::DrawsExist` where there is one and it is not to be taken up again,
/// `Failure::Draws` where it cannot be.
pub fn look(path: &Path, resume: bool) -> Result<Place, Failure> {
    let path = path.to_owned();
    if !resume && path.exists() {
        return Err(Failure::DrawsExist { path });
    }
    let old = match resume {
        true => Growing::open(&path)?,
        false => None,
    };
    let old = match old {
        None => None,
        Some(file) => {
            let bytes: Box<dyn Read> = Box::new(file.bytes()?);
            let opened = TableReader::open(bytes);
            let (manifest, source) = opened.map_err(|what| unusable(&path, what))?;
            Some(Old {
                file,
                manifest,
                source,
            })
        }
    };
    Ok(Place { path, old })
}

/// Opens a file of draws to read it.
///
/// # Errors
///
/// `Failure::Draws` where it cannot be used.
pub fn open(path: &Path) -> Result<(Manifest, Source), Failure> {
    let bytes = files::read_bytes(path).map_err(|why| {
        let what = match why.kind() {
            std::io::ErrorKind::NotFound => DrawsProblem::Missing,
            _ => DrawsProblem::Unreadable(why.to_string()),
        };
        refused(path, what)
    })?;
    let bytes: Box<dyn Read> = Box::new(bytes);
    TableReader::open(bytes).map_err(|what| unusable(path, what))
}

impl Place {
    /// Returns how what is there was made.
    pub fn manifest(&self) -> Option<&Manifest> {
        self.old.as_ref().map(|old| &old.manifest)
    }

    /// Begins the file, or reads the draws that are there into a comparison; after it the
    /// file can be added to.
    ///
    /// # Errors
    ///
    /// `Failure::Draws` where what is there does not belong to this run, `Failure::Output`
    /// where the file cannot be written.
    pub fn take_up(self, wanted: &Manifest, session: &mut Session<'_>) -> Result<Kept, Failure> {
        let Some(old) = self.old else {
            let mut file = Growing::begin(&self.path)?;
            file.add(&table_start(wanted))?;
            file.settle(false)?;
            return Ok(Kept {
                path: self.path,
                file,
                next: wanted.range.0,
                held: 0,
                torn_bytes: 0,
            });
        };
        old.take_up(self.path, wanted, session)
    }
}

impl Old {
    fn take_up(
        mut self,
        path: PathBuf,
        wanted: &Manifest,
        session: &mut Session<'_>,
    ) -> Result<Kept, Failure> {
        same_run(&path, &self.manifest, wanted, None)?;
        let mut anew = self.anew(&path, wanted)?;
        let mut next = wanted.range.0;
        while let Some(batch) = next_batch(&path, &mut self.source)? {
            let is_first = next == wanted.range.0;
            if batch.first() != next || (is_first && !session.is_our_own(&batch)) {
                return Err(refused(&path, DrawsProblem::DoesNotFit));
            }
            next = batch.end();
            if let Some(anew) = &mut anew {
                anew.add(&table_batch(&batch))?;
            }
            if wanted.shard.is_none() && !session.is_done() && next <= wanted.range.1 {
                let added = session.add(batch);
                added.map_err(|_| refused(&path, DrawsProblem::DoesNotFit))?;
            }
        }
        if next > wanted.range.1 {
            let (held, asked) = (next - wanted.range.0, wanted.range.1 - wanted.range.0);
            return Err(refused(&path, DrawsProblem::HoldsMore { held, asked }));
        }
        let (sound_bytes, torn_bytes) = (self.source.sound_bytes(), self.source.torn_bytes());
        let Self {
            mut file, source, ..
        } = self;
        // Some systems do not rename over a file that is open.
        drop(source);
        match anew {
            None => file.cut(sound_bytes)?,
            Some(mut anew) => {
                drop(file);
                anew.settle(true)?;
                file = anew;
            }
        }
        Ok(Kept {
            path,
            file,
            next,
            held: next - wanted.range.0,
            torn_bytes,
        })
    }

    /// Another number of draws stands in the manifest, at the beginning of the file: then the
    /// file is written anew beside itself.
    fn anew(&self, path: &Path, wanted: &Manifest) -> Result<Option<Growing>, Failure> {
        if self.manifest.goal == wanted.goal {
            return Ok(None);
        }
        let mut anew = Growing::begin(path)?;
        let manifest = Manifest {
            goal: wanted.goal,
            range: wanted.range,
            ..self.manifest.clone()
        };
        anew.add(&table_start(&manifest))?;
        Ok(Some(anew))
    }
}

impl Kept {
    /// Returns the file's name.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds a batch, in one piece.
    ///
    /// # Errors
    ///
    /// `Failure::Output` where it cannot be written.
    pub fn add(&mut self, batch: &KeptBatch) -> Result<(), Failure> {
        self.file.add(&table_batch(batch))?;
        self.file.secure()?;
        self.next = batch.end();
        Ok(())
    }
}

/// Returns the next batch of a file; none at its end.
///
/// # Errors
///
/// `Failure::Draws` where the file is damaged.
pub fn next_batch(path: &Path, source: &mut Source) -> Result<Option<KeptBatch>, Failure> {
    source.next_batch().map_err(|what| unusable(path, what))
}

/// Returns that a file of draws cannot be used.
pub fn refused(path: &Path, what: DrawsProblem) -> Failure {
    Failure::Draws {
        path: path.to_owned(),
        what,
    }
}

fn unusable(path: &Path, what: TableProblem) -> Failure {
    let what = match what {
        TableProblem::NotDraws => DrawsProblem::NotDraws,
        TableProblem::OtherFormat { found } => DrawsProblem::OtherFormat {
            found,
            ours: TABLE_FORMAT,
        },
        TableProblem::Damaged { at_byte } => DrawsProblem::Damaged { at_byte },
        TableProblem::Unreadable(why) => DrawsProblem::Unreadable(why),
    };
    refused(path, what)
}

/// Refuses draws that were made otherwise than they are to be used.
///
/// # Errors
///
/// `Failure::Draws` with the first difference.
pub fn same_run(
    path: &Path,
    here: &Manifest,
    there: &Manifest,
    other: Option<&Path>,
) -> Result<(), Failure> {
    let hash = |manifest: &Manifest| -> String {
        manifest
            .scenario_hash
            .chars()
            .take(SHOWN_OF_A_HASH)
            .collect()
    };
    let shard = |manifest: &Manifest| match manifest.shard {
        Some((number, of)) if other.is_none() => format!("{number}/{of}"),
        _ => "1/1".to_owned(),
    };
    // A whole run may be taken further; shards of different runs do not join.
    let draws = |manifest: &Manifest| match here.shard.or(other.map(|_| (1, 1))) {
        Some(_) => manifest.goal.most_draws().to_string(),
        None => String::new(),
    };
    let facts = |manifest: &Manifest| {
        [
            (DrawsDiffer::Version, manifest.program_version.clone()),
            (DrawsDiffer::Scenario, hash(manifest)),
            (DrawsDiffer::Seed, manifest.seed.to_string()),
            (DrawsDiffer::Designs, manifest.designs.join(", ")),
            (DrawsDiffer::Shard, shard(manifest)),
            (DrawsDiffer::Draws, draws(manifest)),
        ]
    };
    for ((what, here), (_, there)) in facts(here).into_iter().zip(facts(there)) {
        if here != there {
            let other = other.map(Path::to_owned);
            let differs = DrawsProblem::Differs {
                what,
                here,
                there,
                other,
            };
            return Err(refused(path, differs));
        }
    }
    Ok(())
}
