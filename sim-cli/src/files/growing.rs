//! A file that grows while the program runs.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::{DrawsProblem, Failure};
use crate::files::whole::{cannot_write, place_beside};

/// A file that grows while the program runs, and that only one run writes to at a time.
pub struct Growing {
    path: PathBuf,
    file: File,
    /// While it has a temporary name.
    temporary: Option<tempfile::TempPath>,
}

impl Growing {
    /// Begins a file under a temporary name; [`Growing::settle`] gives it its own.
    ///
    /// # Errors
    ///
    /// `Failure::Output` where it cannot be written.
    pub fn begin(path: &Path) -> Result<Self, Failure> {
        let (file, temporary) = place_beside(path)?.into_parts();
        let _ = file.try_lock();
        Ok(Self {
            path: path.to_owned(),
            file,
            temporary: Some(temporary),
        })
    }

    /// Opens a file to read it, to cut it off at some place and then to add to it; none where it is not there.
    ///
    /// # Errors
    ///
    /// `Failure::Draws` where it cannot be read, or another run writes to it.
    pub fn open(path: &Path) -> Result<Option<Self>, Failure> {
        let failed = |what| Failure::Draws {
            path: path.to_owned(),
            what,
        };
        let opened = File::options().read(true).write(true).open(path);
        let file = match opened {
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|why| failed(DrawsProblem::Unreadable(why.to_string())))?,
        };
        // Where the system has no locks there is nothing to look at.
        if let Err(std::fs::TryLockError::WouldBlock) = file.try_lock() {
            return Err(failed(DrawsProblem::InUse));
        }
        Ok(Some(Self {
            path: path.to_owned(),
            file,
            temporary: None,
        }))
    }

    /// Returns its bytes from where the last reading ended.
    ///
    /// # Errors
    ///
    /// `Failure::Output` where the system refuses.
    pub fn bytes(&self) -> Result<impl Read + use<>, Failure> {
        let copy = self.file.try_clone();
        let copy = copy.map_err(|why| cannot_write(&self.path, why))?;
        Ok(std::io::BufReader::with_capacity(1 << 20, copy))
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    ///
    /// `Failure::Output` where they cannot be written.
    pub fn add(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let written = self.file.write_all(bytes);
        written.map_err(|why| cannot_write(&self.path, why))
    }

    /// Cuts it off after so many bytes.
    ///
    /// # Errors
    ///
    /// `Failure::Output` where the system refuses.
    pub fn cut(&mut self, n_bytes: u64) -> Result<(), Failure> {
        let cut = self.file.set_len(n_bytes);
        let cut = cut.and_then(|()| self.file.seek(SeekFrom::End(0)));
        cut.map(|_| ()).map_err(|why| cannot_write(&self.path, why))
    }

    /// Makes sure that what was added survives the machine.
    ///
    /// # Errors
    ///
    /// `Failure::Output` where it does not.
    pub fn secure(&self) -> Result<(), Failure> {
        let secured = self.file.sync_data();
        secured.map_err(|why| cannot_write(&self.path, why))
    }

    /// Gives it its name, over a file of that name only where that is asked for.
    ///
    /// # Errors
    ///
    /// `Failure::DrawsExist` where a file has that name, `Failure::Output` where the system
    /// refuses.
    pub fn settle(&mut self, over: bool) -> Result<(), Failure> {
        let Some(temporary) = self.temporary.take() else {
            return Ok(());
        };
        self.secure()?;
        let path = &self.path;
        match over {
            true => temporary.persist(path),
            false => temporary.persist_noclobber(path),
        }
        .map_err(|lost| match lost.error.kind() {
            std::io::ErrorKind::AlreadyExists => Failure::DrawsExist {
                path: path.to_owned(),
            },
            _ => cannot_write(path, lost.error),
        })
    }
}
