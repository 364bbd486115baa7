//! Starts the program with an emptied environment and a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;

/// A scenario that runs in a moment.
pub const SMALL: &str = include_str!("small.toml");

/// What the program said and how it ended.
pub struct Said {
    /// The answer.
    pub out: String,
    /// What is said beside the answer.
    pub err: String,
    /// The exit code.
    pub code: i32,
}

/// A folder to run the program in.
pub struct Folder(tempfile::TempDir);

impl Folder {
    /// Makes an empty folder.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// Makes a folder with the small scenario in `small.toml`.
    pub fn with_small() -> Self {
        let folder = Self::new();
        folder.write("small.toml", SMALL);
        folder
    }

    /// Returns a path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file in the folder.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.path(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).expect("a folder");
        }
        std::fs::write(path, text).expect("written");
    }

    /// Returns a file of the folder.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("text")
    }

    /// Runs the program here.
    pub fn run(&self, args: &[&str]) -> Said {
        said(self.command(args).output().expect("the program"))
    }

    /// Runs the program here with a text to read.
    pub fn run_with(&self, args: &[&str], input: &str) -> Said {
        said(
            self.command(args)
                .write_stdin(input)
                .output()
                .expect("the program"),
        )
    }

    /// Returns the program, ready to run here.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("utfall"));
        command.env_clear().current_dir(self.0.path()).args(args);
        command
    }
}

fn said(output: Output) -> Said {
    Said {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().unwrap_or(-1),
    }
}

/// Returns the folder of the whole project.
pub fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
