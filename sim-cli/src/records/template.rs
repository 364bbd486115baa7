//! What a mapping of a file could be: columns with the usual names, and the reasons for closing that occur.

use csv::StringRecord;

use crate::records::columns::{names_told, usual};
use crate::records::names::{Numbering, Words, may_be_told};
use crate::records::problem::{Field, RecordsProblem};
use crate::spreadsheet::{as_text, delimiter};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// Every field with the column that has a usual name for it.
    pub columns: Vec<(Field, Option<String>)>,
    /// The names of all columns.
    pub names: Vec<String>,
    /// Reasons for closing that at least five households have, with the rows they are in.
    pub words: Vec<(String, u64)>,
}

/// Fields that a mapping of cases names, in the order they are written.
const FIELDS: [Field; 7] = [
    Field::Household,
    Field::Application,
    Field::Decision,
    Field::Start,
    Field::End,
    Field::Reason,
    Field::Paid,
];

/// Returns what was found in a file.
///
/// # Errors
///
/// Where it is no text, or empty.
pub fn template(bytes: &[u8]) -> Result<Template, Vec<RecordsProblem>> {
    let (text, _) = as_text(bytes).ok_or_else(|| vec![RecordsProblem::NotText])?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut head = StringRecord::new();
    match reader.read_record(&mut head) {
        Ok(true) => {}
        Ok(false) => return Err(vec![RecordsProblem::Empty]),
        Err(_) => return Err(vec![RecordsProblem::NotText]),
    }
    let at = FIELDS.map(|field| usual(field, &head));
    let name = |at: usize| head.get(at).unwrap_or_default().trim().to_owned();
    let (household, reason) = (at[0], at[5]);
    let mut words = Words::default();
    if let (Some(household), Some(reason)) = (household, reason) {
        let mut households = Numbering::default();
        for row in reader.records() {
            let row = row.map_err(|_| vec![RecordsProblem::NotText])?;
            let cell = |at: usize| row.get(at).unwrap_or_default().trim();
            if !cell(reason).is_empty() {
                words.note(cell(reason), households.number(cell(household)));
            }
        }
    }
    Ok(Template {
        columns: FIELDS
            .into_iter()
            .zip(at)
            .map(|(field, at)| (field, at.map(name).filter(|name| may_be_told(name))))
            .collect(),
        names: names_told(&head),
        words: words.told(),
    })
}
