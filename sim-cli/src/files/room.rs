//! A folder to print a page in.

use std::path::PathBuf;

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
