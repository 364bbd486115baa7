//! What is read: texts of scenarios, tables, whole files as bytes.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sim_core::diagnostic::Unreadable;

/// The largest text a scenario can be, in bytes.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;
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

#[cfg(test)]
mod tests {
    use super::{Unreadable, as_text, at_most, read_text};

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
}
