//! The only file that opens, creates or names a file.
//!
//! What is written goes to a temporary name beside its place and is then renamed, so that
//! nothing is ever half-written.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sim_core::diagnostic::Unreadable;

use crate::error::{DrawsProblem, Failure};

/// The largest text a scenario can be, in bytes.
pub const LARGEST_TEXT: u64 = 8 * 1024 * 1024;
/// The name that stands for what another program hands us.
pub const STANDARD_INPUT: &str = "-";

/// Returns a text, without byte order mark and with plain line ends.
///
/// # Errors
///
/// Every reason why it cannot be a scenario.
pub fn read_text(name: &str) -> Result<String, Unreadable> {
    as_text(read_small(name)?)
}

/// Returns the bytes of a file that is no larger than a scenario may be.
///
/// # Errors
///
/// Why it cannot be read.
pub fn read_small(name: &str) -> Result<Vec<u8>, Unreadable> {
    if name == STANDARD_INPUT {
        return at_most(std::io::stdin().lock());
    }
    let path = existing(name);
    let facts = std::fs::metadata(&path).map_err(|why| refused(&why))?;
    if facts.is_dir() {
        return Err(Unreadable::Directory);
    }
    at_most(File::open(&path).map_err(|why| refused(&why))?)
}

/// Returns the bytes of a file of whatever size.
///
/// # Errors
///
/// Why it cannot be read.
pub fn read_large(name: &str) -> Result<Vec<u8>, Unreadable> {
    let path = existing(name);
    let facts = std::fs::metadata(&path).map_err(|why| refused(&why))?;
    if facts.is_dir() {
        return Err(Unreadable::Directory);
    }
    std::fs::read(&path).map_err(|why| refused(&why))
}

/// Returns the path of a name written with either slash.
///
/// Scenarios move between Windows and other systems, and so do the paths inside them.
fn existing(name: &str) -> PathBuf {
    let literal = PathBuf::from(name);
    if literal.exists() || !name.contains('\\') {
        return literal;
    }
    PathBuf::from(name.replace('\\', "/"))
}

fn at_most(source: impl Read) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    source
        .take(LARGEST_TEXT + 1)
        .read_to_end(&mut bytes)
        .map_err(|why| refused(&why))?;
    if bytes.len() as u64 > LARGEST_TEXT {
        return Err(Unreadable::TooLarge);
    }
    Ok(bytes)
}

fn refused(why: &std::io::Error) -> Unreadable {
    match why.kind() {
        std::io::ErrorKind::NotFound => Unreadable::Missing,
        std::io::ErrorKind::IsADirectory => Unreadable::Directory,
        _ => Unreadable::Refused(why.to_string()),
    }
}

fn as_text(bytes: Vec<u8>) -> Result<String, Unreadable> {
    let text = String::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    if text.contains('\0') {
        return Err(Unreadable::NotText);
    }
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    Ok(text.replace("\r\n", "\n"))
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
    let waiting: Vec<tempfile::NamedTempFile> = waiting.collect::<Result<_, Failure>>()?;
    for (temporary, (path, _)) in waiting.into_iter().zip(files) {
        let named = temporary.persist(path);
        named.map_err(|lost| cannot_write(path, lost.error))?;
    }
    Ok(())
}

/// Returns a file that is whole and lacks only its name.
fn waiting(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Failure> {
    let failed = |why| cannot_write(path, why);
    if path.is_dir() {
        return Err(failed(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut temporary = temporary_beside(path).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(temporary)
}

fn temporary_beside(path: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".utfall-");
    open_to_others(&mut builder);
    builder.tempfile_in(folder_of(path))
}

/// A folder of its own that goes when it is no longer needed, with a page to print.
pub struct Room(tempfile::TempDir);

impl Room {
    /// Makes the folder and writes the page.
    ///
    /// # Errors
    ///
    /// What the operating system says.
    pub fn with_page(page: &str) -> std::io::Result<Self> {
        let room = Self(tempfile::tempdir()?);
        std::fs::write(room.page(), page)?;
        Ok(room)
    }

    /// Returns where the page is.
    pub fn page(&self) -> PathBuf {
        self.0.path().join("page.html")
    }

    /// Returns where the print is to be.
    pub fn print(&self) -> PathBuf {
        self.0.path().join("page.pdf")
    }

    /// Returns where the browser may keep what it keeps.
    pub fn profile(&self) -> PathBuf {
        self.0.path().join("profile")
    }

    /// Returns the print, where there is one.
    pub fn printed(&self) -> Option<Vec<u8>> {
        std::fs::read(self.print()).ok()
    }
}

/// Returns whether a file is there.
pub fn is_there(path: &Path) -> bool {
    path.is_file()
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
        let failed = |why| cannot_write(path, why);
        if path.is_dir() {
            return Err(failed(std::io::ErrorKind::IsADirectory.into()));
        }
        let (file, temporary) = temporary_beside(path).map_err(failed)?.into_parts();
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

fn cannot_write(path: &Path, why: std::io::Error) -> Failure {
    Failure::Output {
        path: path.to_owned(),
        why,
    }
}

/// Opens a file to read its bytes.
///
/// # Errors
///
/// What the system says.
pub fn read_bytes(path: &Path) -> std::io::Result<impl Read + use<>> {
    if path.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    let file = File::open(path)?;
    Ok(std::io::BufReader::with_capacity(1 << 20, file))
}

/// Returns whether two names stand for one file, be it there or not.
pub fn is_same(first: &Path, second: &Path) -> bool {
    match (real(first), real(second)) {
        (Some(first), Some(second)) => first == second,
        _ => first == second,
    }
}

fn real(path: &Path) -> Option<PathBuf> {
    if let Ok(real) = std::fs::canonicalize(path) {
        return Some(real);
    }
    let folder = folder_of(path).canonicalize().ok()?;
    Some(folder.join(path.file_name()?))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
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

/// Returns the way from the folder of one file to another file, with `/` between its parts, as a scenario
/// names what it includes.
pub fn as_seen_beside(from: &Path, to: &Path) -> String {
    // Folders that are there are told by their own names: `..` is none.
    let whole = |folder: &Path| {
        let real = folder.canonicalize();
        real.or_else(|_| std::path::absolute(folder))
            .unwrap_or_else(|_| folder.to_owned())
    };
    let (from, to_folder) = (whole(folder_of(from)), whole(folder_of(to)));
    let to = to_folder.join(to.file_name().unwrap_or_default());
    let (here, there): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = here.iter().zip(&there).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return to.to_string_lossy().replace('\\', "/");
    }
    let up = here[shared..].iter().map(|_| "..".to_owned());
    let down = there[shared..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<String>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{
        Unreadable, as_seen_beside, as_text, at_most, read_text, write_together, write_whole,
    };

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_are_taken_away() {
        let text = as_text(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n".to_vec());
        assert_eq!(text.as_deref(), Ok("a = 1\nb = 2\n"));
    }

    #[test]
    fn what_is_not_text_says_so() {
        assert_eq!(as_text(vec![0xff, 0xfe, b'a', 0]), Err(Unreadable::NotText));
        assert_eq!(as_text(b"a\0b".to_vec()), Err(Unreadable::NotText));
        assert_eq!(as_text(b" \r\n ".to_vec()), Err(Unreadable::Empty));
    }

    #[test]
    fn a_text_without_end_is_not_read_to_its_end() {
        assert_eq!(
            at_most(std::io::repeat(b'x')).err(),
            Some(Unreadable::TooLarge)
        );
    }

    #[test]
    fn a_folder_and_a_file_that_is_not_there_are_told_apart() {
        assert_eq!(read_text("."), Err(Unreadable::Directory));
        assert_eq!(read_text("no/such/file.toml"), Err(Unreadable::Missing));
    }

    #[test]
    fn a_file_is_named_as_seen_from_the_folder_of_another() {
        let root = tempfile::tempdir().expect("a folder");
        let own = root.path().join("own");
        std::fs::create_dir(&own).expect("a folder");
        let seen = |from: &str, to: &str| as_seen_beside(&own.join(from), &own.join(to));
        assert_eq!(seen("a.toml", "b.toml"), "b.toml");
        assert_eq!(seen("../a.toml", "b.toml"), "own/b.toml");
        assert_eq!(seen("a.toml", "../b.toml"), "../b.toml");
        assert_eq!(seen("../own/a.toml", "b.toml"), "b.toml");
    }

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
