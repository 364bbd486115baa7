//! The register of predictions as a file: read, and added to line by line.

use std::io::Read;
use std::path::Path;

use sim_core::analysis::{Register, Registered};
use sim_core::results::prediction::Prediction;

use crate::error::{DrawsProblem, Failure, RegisterProblem};
use crate::files::{self, Growing};

/// The largest register that is read, in bytes: some thousands of predictions.
const LARGEST: u64 = 1 << 30;

/// Returns what a register holds; nothing where it is not there.
///
/// # Errors
///
/// `Failure::Register` where it cannot be read or trusted.
pub fn read(path: &Path) -> Result<Option<Register>, Failure> {
    match files::read_bytes(path) {
        Ok(bytes) => trusted(path, bytes).map(Some),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(refused(path, RegisterProblem::Unreadable(why.to_string()))),
    }
}

/// Adds a prediction; bytes that are there already stay as they are, but for a line that was never finished.
///
/// # Errors
///
/// `Failure::Register` where it cannot be read or trusted, `Failure::Output` where it cannot be
/// written; the file is then as it was.
pub fn add(path: &Path, prediction: &Prediction) -> Result<Registered, Failure> {
    let Some(mut file) = Growing::open(path).map_err(as_register)? else {
        let (line, registered) = Register::default().next_line(prediction);
        let mut file = Growing::begin(path)?;
        file.add(line.as_bytes())?;
        file.settle(false).map_err(as_register)?;
        return Ok(registered);
    };
    let register = trusted(path, file.bytes()?)?;
    let (mut line, registered) = register.next_line(prediction);
    if !register.ends_with_line {
        line.insert(0, '\n');
    }
    file.cut(register.sound_bytes)?;
    if let Err(why) = file.add(line.as_bytes()).and_then(|()| file.secure()) {
        // Half a line would be found and taken away next time; better none at all.
        let _ = file.cut(register.sound_bytes);
        return Err(why);
    }
    Ok(registered)
}

fn trusted(path: &Path, source: impl Read) -> Result<Register, Failure> {
    let mut bytes = Vec::new();
    let read = source.take(LARGEST).read_to_end(&mut bytes);
    read.map_err(|why| refused(path, RegisterProblem::Unreadable(why.to_string())))?;
    Register::read(&bytes).map_err(|broken| refused(path, RegisterProblem::Broken(broken)))
}

fn refused(path: &Path, what: RegisterProblem) -> Failure {
    Failure::Register {
        path: path.to_owned(),
        what,
    }
}

/// A file that grows is opened with the words of kept draws.
fn as_register(failure: Failure) -> Failure {
    match failure {
        Failure::Draws { path, what } => Failure::Register {
            what: match what {
                DrawsProblem::Unreadable(why) => RegisterProblem::Unreadable(why),
                _ => RegisterProblem::InUse,
            },
            path,
        },
        Failure::DrawsExist { path } => Failure::Register {
            path,
            what: RegisterProblem::InUse,
        },
        other => other,
    }
}
