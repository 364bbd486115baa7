//! Which file a report becomes, told by how its name ends, and the writing of it.

use std::path::{Path, PathBuf};

use sim_core::results::Results;
use sim_core::results::draw_table::DrawTable;

use crate::browser;
use crate::error::Failure;
use crate::report::text::Setting;
use crate::report::{csv, dictionary, html, parquet, xlsx};
use crate::texts::program;
use crate::{files, terminal};

/// What a report can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The decision paper as a page.
    Page,
    /// The same on paper.
    Print,
    /// A workbook.
    Workbook,
    /// One fact a row.
    Facts,
    /// One draw a row, and what each column holds beside it.
    Draws,
}

/// How names end, and what they say.
const ENDINGS: [(&str, Form); 6] = [
    ("html", Form::Page),
    ("htm", Form::Page),
    ("pdf", Form::Print),
    ("xlsx", Form::Workbook),
    ("csv", Form::Facts),
    ("parquet", Form::Draws),
];

impl Form {
    /// Returns what a file is to be; none where its name does not say.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?;
        let found = ENDINGS
            .iter()
            .find(|(name, _)| ending.eq_ignore_ascii_case(name));
        found.map(|(_, form)| *form)
    }

    /// Returns whether it is read as a page, on a screen or on paper.
    pub fn is_paper(self) -> bool {
        matches!(self, Self::Page | Self::Print)
    }

    /// Returns whether it needs the draws themselves, not only what was made of them.
    pub fn needs_draws(self) -> bool {
        self == Self::Draws
    }

    /// Returns whether it shows what net saving is made of.
    pub fn needs_parts(self) -> bool {
        self == Self::Workbook
    }
}

/// A report that is asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Where.
    pub path: PathBuf,
    /// Whether it shows every draw.
    pub with_draws: bool,
    /// The browser that prints; one that is found where none is named.
    pub browser: Option<PathBuf>,
    /// Whether a page is the summary on one sheet.
    pub is_one_page: bool,
    /// Whether nothing else is asked for.
    pub is_all: bool,
}

impl Wanted {
    /// Returns the whole report at a place, beside the answer.
    pub fn beside(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            with_draws: false,
            browser: None,
            is_one_page: false,
            is_all: false,
        }
    }

    /// Returns whether it needs the draws themselves, not only what was made of them.
    pub fn needs_draws(&self) -> bool {
        self.with_draws || Form::of(&self.path).is_some_and(Form::needs_draws)
    }

    /// Returns whether it shows documented figures beside what the model expects.
    pub fn shows_backtest(&self) -> bool {
        let form = Form::of(&self.path);
        form.is_some_and(|form| match form {
            Form::Page | Form::Print => !self.is_one_page,
            Form::Workbook | Form::Facts => true,
            Form::Draws => false,
        })
    }

    /// Returns whether it shows what net saving is made of.
    pub fn needs_parts(&self) -> bool {
        Form::of(&self.path).is_some_and(Form::needs_parts)
    }
}

/// Writes a report.
///
/// # Errors
///
/// Where it cannot be written, and where a page is to be printed and nothing prints it: then the
/// page is kept beside.
pub fn write(
    asked: &Wanted,
    table: Option<&DrawTable>,
    results: &Results,
    setting: &Setting,
) -> Result<(), Failure> {
    let path = asked.path.as_path();
    let lang = setting.lang;
    let page = || match asked.is_one_page {
        true => html::write_one_page(results, setting),
        false => html::write(results, setting),
    };
    match (Form::of(path).unwrap_or(Form::Page), table) {
        (Form::Page, _) => files::write_whole(path, page().as_bytes())?,
        (Form::Print, _) => print(asked, &page())?,
        (Form::Workbook, table) => files::write_whole(path, &xlsx::write(results, table, lang)?)?,
        (Form::Facts, _) => files::write_whole(path, csv::write(results)?.as_bytes())?,
        (Form::Draws, Some(table)) => {
            let (draws, words) = (
                parquet::write(results, table),
                dictionary::write(lang, table),
            );
            let beside = dictionary_of(path);
            files::write_together(&[(path, &draws), (&beside, words.as_bytes())])?;
            terminal::complain(&program::written(lang, &beside.display().to_string()));
        }
        (form, None) => return Err(Failure::Broken(format!("{form:?} without draws"))),
    }
    terminal::complain(&program::written(lang, &path.display().to_string()));
    Ok(())
}

/// Returns where the data dictionary of a table of draws is put: `NAME.parquet.md`, a name that is
/// nobody else's.
fn dictionary_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".md");
    PathBuf::from(name)
}

/// Prints a page; keeps it beside where that does not work.
fn print(asked: &Wanted, page: &str) -> Result<(), Failure> {
    let printed = browser::print(page, asked.browser.as_deref());
    let why = match printed {
        Ok(bytes) => return files::write_whole(&asked.path, &bytes),
        Err(why) => why,
    };
    let kept = asked.path.with_extension("html");
    files::write_whole(&kept, page.as_bytes())?;
    Err(Failure::NotPrinted { kept, why })
}
