//! Prints a page through a browser that is installed already.
//!
//! Chromium, Chrome and Edge print the same way. The page is a file of ours that fetches
//! nothing, so a browser that cannot start its sandbox (as root in a container) may do without.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::files::{Room, is_there};

/// Why a page was not printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPrinted {
    /// No browser was found in the usual places.
    NoBrowser,
    /// The browser named is not there or does not start.
    NotStarted(PathBuf),
    /// The browser ended without a page, or did not end.
    NoPage(PathBuf),
}

/// Names in the folders of programs.
const NAMES: [&str; 7] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
];

/// Places that are in no such folder: macOS, and snap.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/snap/bin/chromium",
];

/// Places under Windows' folders of programs, and the variables that name these.
const UNDER: [&str; 3] = [
    r"Microsoft\Edge\Application\msedge.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
];
const FOLDERS: [&str; 3] = ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"];

/// How long printing may take.
const PATIENCE: Duration = Duration::from_secs(90);

/// Returns a page as PDF.
///
/// # Errors
///
/// [`NotPrinted`].
pub fn print(page: &str, named: Option<&Path>) -> Result<Vec<u8>, NotPrinted> {
    let browser = match named {
        Some(path) => path.to_owned(),
        None => find().ok_or(NotPrinted::NoBrowser)?,
    };
    let room = Room::with_page(page).map_err(|_| NotPrinted::NoPage(browser.clone()))?;
    for sandbox in [true, false] {
        let child = start(&browser, &room, sandbox);
        let child = child.map_err(|_| NotPrinted::NotStarted(browser.clone()))?;
        wait(child);
        if let Some(bytes) = room.printed().filter(|bytes| bytes.starts_with(b"%PDF")) {
            return Ok(bytes);
        }
    }
    Err(NotPrinted::NoPage(browser))
}

fn start(browser: &Path, room: &Room, sandbox: bool) -> std::io::Result<Child> {
    let with = |flag: &str, path: &Path| -> OsString {
        let mut whole = OsString::from(flag);
        whole.push(path);
        whole
    };
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--disable-gpu", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-sync"])
        .args(["--disable-component-update", "--disable-extensions"])
        .arg("--no-pdf-header-footer")
        .arg(with("--user-data-dir=", &room.profile()))
        .arg(with("--print-to-pdf=", &room.print()))
        .arg(room.page())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if !sandbox {
        command.arg("--no-sandbox");
    }
    command.spawn()
}

/// Waits until the browser ends, or ends it.
fn wait(mut child: Child) {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(20)),
            _ => return,
        }
    }
    // One that has ended meanwhile cannot be killed, and need not be.
    let _ = child.kill();
    let _ = child.wait();
}

/// Returns the first browser in the usual places of Linux, macOS and Windows.
fn find() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let in_folders = NAMES.iter().flat_map(|name| {
        let endings = [String::new(), ".exe".to_owned()];
        let folders = &folders;
        endings.into_iter().flat_map(move |ending| {
            folders
                .iter()
                .map(move |in_| in_.join(format!("{name}{ending}")))
        })
    });
    let fixed = PLACES.iter().map(PathBuf::from);
    let windows = FOLDERS
        .iter()
        .filter_map(std::env::var_os)
        .flat_map(|folder| UNDER.map(|place| Path::new(&folder).join(place)));
    let mut all = in_folders.chain(fixed).chain(windows);
    all.find(|place| is_there(place))
}
