//! Which file a report becomes, told by how its name ends, and the writing of it.

use std::path::Path;

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

/// A report to write.
pub struct Asked<'a> {
    /// Where.
    pub path: &'a Path,
    /// The draws, where there are any to show.
    pub table: Option<&'a DrawTable>,
    /// The browser that prints; one that is found where none is named.
    pub browser: Option<&'a Path>,
    /// Whether a page is the summary on one sheet.
    pub is_one_page: bool,
}

/// Writes a report.
///
/// # Errors
///
/// Where it cannot be written, and where a page is to be printed and nothing prints it: then the
/// page is kept beside.
pub fn write(asked: &Asked<'_>, results: &Results, setting: &Setting) -> Result<(), Failure> {
    let Asked { path, table, .. } = *asked;
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
            files::write_whole(path, &parquet::write(results, table))?;
            let beside = path.with_extension("md");
            files::write_whole(&beside, dictionary::write(lang, table).as_bytes())?;
            terminal::complain(&program::written(lang, &beside.display().to_string()));
        }
        (form, None) => return Err(Failure::Broken(format!("{form:?} without draws"))),
    }
    terminal::complain(&program::written(lang, &path.display().to_string()));
    Ok(())
}

/// Prints a page; keeps it beside where that does not work.
fn print(asked: &Asked<'_>, page: &str) -> Result<(), Failure> {
    let printed = browser::print(page, asked.browser);
    let why = match printed {
        Ok(bytes) => return files::write_whole(asked.path, &bytes),
        Err(why) => why,
    };
    let kept = asked.path.with_extension("html");
    files::write_whole(&kept, page.as_bytes())?;
    Err(Failure::NotPrinted { kept, why })
}
