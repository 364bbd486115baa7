//! The decision paper in a real browser: Chromium without a window and without a network.
//!
//! Where there is no browser the tests say so and do nothing; with UTFALL_CI=1 they fail.
//! The accessibility check needs axe-core in the file that UTFALL_AXE names; `.ci/run` gets both.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tool::Folder;

/// What a browser is called where it is installed.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
];
/// Pages that the small scenario's paper may take on A4.
const MOST_SHEETS: usize = 12;
/// What is asked of the page by a script that is added to it.
const PROBE: &str = include_str!("page_probe.js");
/// What is asked of the page where its own script is gone.
const PLAIN: &str = include_str!("page_plain.js");
/// What runs axe and writes down what it finds.
const AXE: &str = include_str!("page_axe.js");

/// Says that something was not tested, past the test runner; fails where it must be tested.
pub fn skip(why: &str) {
    assert!(
        std::env::var_os("UTFALL_CI").is_none(),
        "{why}, and UTFALL_CI is set"
    );
    let _ = writeln!(std::io::stderr().lock(), "skipped: {why}");
}

pub fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let found = NAMES.iter().find_map(|name| {
        let mut places = folders.iter().map(|folder| folder.join(name));
        places.find(|place| place.is_file())
    });
    if found.is_none() {
        skip("no Chromium, Chrome or Edge was found");
    }
    found
}

/// A paper in a folder of its own, and a browser to look at it.
struct Page {
    folder: Folder,
    browser: PathBuf,
}

impl Page {
    /// Writes the paper of the small scenario; none where there is no browser.
    fn of_small() -> Option<Self> {
        let browser = browser()?;
        let folder = Folder::with_small();
        let said = folder.run(&[
            "report",
            "small.toml",
            "--draws",
            "64",
            "--out",
            "a.html",
            "--quiet",
        ]);
        assert_eq!(said.code, 0, "{}", said.err);
        Some(Self { folder, browser })
    }

    /// Writes a copy without policy, to which scripts of the test are added.
    fn with_scripts(&self, scripts: &[&str]) {
        let page = self.folder.read("a.html");
        let start = page.find("<meta http-equiv").expect("a policy");
        let end = start + page[start..].find('>').expect("its end") + 1;
        let added: String = scripts
            .iter()
            .map(|script| format!("<script>{script}</script>"))
            .collect();
        let body = page[end..].replace(
            "</body>",
            &format!("<pre id=\"probe\"></pre>{added}</body>"),
        );
        self.folder
            .write("b.html", format!("{}{body}", &page[..start]));
    }

    fn start(&self, name: &str, width: u32, flags: &[String]) -> (String, String) {
        let profile = self.folder.path("profile");
        let mut command = Command::new(&self.browser);
        command.args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
        ]);
        command.args([
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--enable-logging=stderr",
        ]);
        command.arg("--host-resolver-rules=MAP * ~NOTFOUND");
        command.arg(format!("--user-data-dir={}", profile.display()));
        command.arg(format!("--window-size={width},900"));
        command.args(flags);
        command.arg(address(&self.folder.path(name)));
        let output = command.output().expect("the browser");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr))
    }

    /// Returns the page as the browser has it when it has come to rest, and what it complained of.
    fn dom(&self, name: &str, width: u32) -> (String, Vec<String>) {
        let flags = [
            "--dump-dom".to_owned(),
            "--virtual-time-budget=20000".to_owned(),
        ];
        let (dom, log) = self.start(name, width, &flags);
        let complaints = log.lines().filter(|line| line.contains("CONSOLE"));
        (dom, complaints.map(str::to_owned).collect())
    }

    /// Returns what the scripts of the test wrote down.
    fn probed(&self, width: u32) -> serde_json::Value {
        let (dom, complaints) = self.dom("b.html", width);
        assert!(complaints.is_empty(), "{complaints:?}");
        let start = dom.find("<pre id=\"probe\">").expect("a place") + "<pre id=\"probe\">".len();
        let end = start + dom[start..].find("</pre>").expect("its end");
        let text = dom[start..end]
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}"))
    }
}

fn address(path: &Path) -> String {
    format!("file://{}", path.display())
}

#[test]
fn it_opens_without_a_network_and_without_a_complaint() {
    let Some(page) = Page::of_small() else { return };
    let (dom, complaints) = page.dom("a.html", 1280);
    assert!(complaints.is_empty(), "{complaints:?}");
    // The policy names the one script that may run, and it ran.
    assert!(dom.contains("class=\"js\""), "the script did not run");
}

#[test]
fn pictures_buttons_and_keys_do_what_they_should() {
    let Some(page) = Page::of_small() else { return };
    page.with_scripts(&[PROBE]);
    for width in [360, 1280] {
        let found = page.probed(width);
        assert_eq!(found["fetched"], 0, "{found}");
        assert_eq!(
            found["empty_pictures"].as_array().map(Vec::len),
            Some(0),
            "{found}"
        );
        assert!(found["pictures"].as_u64() >= Some(10), "{found}");
        assert_eq!(found["too_wide"], 0, "the page scrolls sideways: {found}");
        assert_eq!(found["hidden_by_button"], true, "{found}");
        assert_eq!(found["shown_by_button"], true, "{found}");
        assert_eq!(
            found["unreachable"].as_array().map(Vec::len),
            Some(0),
            "{found}"
        );
        assert!(
            found["pointed_at"]
                .as_str()
                .is_some_and(|text| text.contains('(')),
            "{found}"
        );
        assert!(
            found["dot"]
                .as_str()
                .is_some_and(|text| text.contains("av 100")),
            "{found}"
        );
    }
}

#[test]
fn axe_finds_nothing_serious() {
    let Some(page) = Page::of_small() else { return };
    let axe = std::env::var_os("UTFALL_AXE").map(PathBuf::from);
    let Some(axe) = axe.and_then(|path| std::fs::read_to_string(path).ok()) else {
        return skip("UTFALL_AXE names no file with axe-core");
    };
    page.with_scripts(&[&axe.replace("</script", "<\\/script"), AXE]);
    let found = page.probed(1280);
    assert!(found["passes"].as_u64() >= Some(20), "{found}");
    let violations = found["violations"].as_array().expect("a list");
    let serious = violations
        .iter()
        .filter(|one| one["impact"] == "serious" || one["impact"] == "critical");
    let serious: Vec<_> = serious.collect();
    assert!(serious.is_empty(), "{serious:#?}");
}

#[test]
fn it_prints_on_a_sane_number_of_a4_sheets() {
    let Some(page) = Page::of_small() else { return };
    let pdf = page.folder.path("a.pdf");
    let flags = [
        format!("--print-to-pdf={}", pdf.display()),
        "--no-pdf-header-footer".to_owned(),
    ];
    page.start("a.html", 1280, &flags);
    let bytes = std::fs::read(&pdf).expect("a PDF");
    let text = String::from_utf8_lossy(&bytes);
    let sheets = text
        .match_indices("/Type /Page")
        .filter(|(at, _)| !text[at + 11..].starts_with('s'))
        .count();
    assert!((4..=MOST_SHEETS).contains(&sheets), "{sheets} sheets");
    assert!(text.contains("595") && text.contains("842"), "not A4");
}

#[test]
fn it_is_complete_where_scripts_are_off() {
    let Some(page) = Page::of_small() else { return };
    let whole = page.folder.read("a.html");
    let start = whole.rfind("<script>").expect("a script");
    let end = whole.rfind("</script>").expect("its end") + "</script>".len();
    page.folder
        .write("a.html", format!("{}{}", &whole[..start], &whole[end..]));
    page.with_scripts(&[PLAIN]);
    let found = page.probed(1280);
    assert_eq!(found["buttons_shown"], false, "{found}");
    assert_eq!(found["legend_shown"], true, "{found}");
    assert!(found["rows_shown"].as_u64() > Some(50), "{found}");
}
