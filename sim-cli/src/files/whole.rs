//! Files that are written whole or not at all.

use std::io::Write;
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::Failure;
use crate::files::names::folder_of;

/// Says that a file can be written where it is to go, as far as can be known beforehand.
///
/// # Errors
///
/// `Failure::Output` where it is a folder, or there is no folder for it that may be written in.
pub fn has_a_place(path: &Path) -> Result<(), Failure> {
    place_beside(path).map(drop)
}

/// Writes a file, whole or not at all.
///
/// # Errors
///
/// `Failure::Output` where it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_together(&[(path, bytes)])
}

/// Writes files that belong together: none of them gets its name before all are on the disk.
///
/// # Errors
///
/// `Failure::Output` for the first that cannot be written.
pub fn write_together(files: &[(&Path, &[u8])]) -> Result<(), Failure> {
    let waiting = files.iter().map(|(path, bytes)| waiting(path, bytes));
    let waiting: Vec<NamedTempFile> = waiting.collect::<Result<_, Failure>>()?;
    for (temporary, (path, _)) in waiting.into_iter().zip(files) {
        let named = temporary.persist(path);
        named.map_err(|lost| cannot_write(path, lost.error))?;
    }
    Ok(())
}

/// Returns a file that is whole and lacks only its name.
fn waiting(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Failure> {
    let failed = |why| cannot_write(path, why);
    let mut temporary = place_beside(path)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(temporary)
}

/// Makes a file with a temporary name beside where it is to be.
pub(super) fn place_beside(path: &Path) -> Result<NamedTempFile, Failure> {
    if path.is_dir() {
        return Err(cannot_write(path, std::io::ErrorKind::IsADirectory.into()));
    }
    temporary_beside(path).map_err(|why| cannot_write(path, why))
}

fn temporary_beside(path: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".utfall-");
    open_to_others(&mut builder);
    builder.tempfile_in(folder_of(path))
}

/// Writes a file that must not be there yet.
///
/// # Errors
///
/// `Failure::FileExists` where it is there, `Failure::Output` where it cannot be written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if path.exists() {
        return Err(Failure::FileExists {
            path: path.to_owned(),
        });
    }
    write_whole(path, bytes)
}

/// Gives a file that begins as a temporary one the rights of any other new file.
#[cfg(unix)]
fn open_to_others(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    // The system takes away from these what the person's mask says.
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn open_to_others(_: &mut tempfile::Builder<'_, '_>) {}

/// Returns that the system refuses.
pub(super) fn cannot_write(path: &Path, why: std::io::Error) -> Failure {
    Failure::Output {
        path: path.to_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::{write_together, write_whole};

    #[test]
    fn nothing_is_left_behind_when_a_file_cannot_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("taken");
        std::fs::create_dir(&target).expect("a folder in the way");
        assert!(write_whole(&target, b"x").is_err());
        // A name that no system gives: only the last step fails.
        let nameless = folder.path().join("x".repeat(300));
        assert!(write_whole(&nameless, b"x").is_err());
        let left = std::fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(left, 1);
    }

    #[test]
    fn who_reads_a_file_while_it_is_written_anew_reads_the_old_one_whole() {
        // There an open file cannot be replaced.
        if cfg!(windows) {
            return;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("answer.txt");
        write_whole(&target, b"old").expect("written");
        let mut reader = std::fs::File::open(&target).expect("it is there");
        write_whole(&target, b"newer").expect("written");
        let mut read = String::new();
        std::io::Read::read_to_string(&mut reader, &mut read).expect("readable");
        assert_eq!(read, "old");
        assert_eq!(std::fs::read(&target).expect("it is there"), b"newer");
    }

    #[test]
    fn of_files_that_belong_together_none_is_written_where_one_cannot_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let [good, bad] = ["good", "no/such/folder"].map(|name| folder.path().join(name));
        for both in [[&good, &bad], [&bad, &good]] {
            assert!(write_together(&both.map(|path| (path.as_path(), &b"x"[..]))).is_err());
            let left = std::fs::read_dir(folder.path()).expect("readable").count();
            assert_eq!(left, 0);
        }
    }
}
