//! What files are called, seen from each other.

use std::path::{Path, PathBuf};

/// Returns whether a file is there.
pub fn is_there(path: &Path) -> bool {
    path.is_file()
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

/// Returns the folder that a file is in or will be in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

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
    use super::as_seen_beside;

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
}
