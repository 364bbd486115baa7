//! What a mapping of a file could be: columns with the usual names, and the reasons for closing that occur.

use csv::StringRecord;
use sim_core::records::mapping::RowKind;

use crate::records::columns::{kind_by, names_told, usual};
use crate::records::names::{Numbering, Words, may_be_told};
use crate::records::problem::{Field, RecordsProblem};
use crate::spreadsheet::{as_text, delimiter};

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    /// What a row is.
    pub rows: RowKind,
    /// Every field with the column that has a usual name for it.
    pub columns: Vec<(Field, Option<String>)>,
    /// The names of all columns.
    pub names: Vec<String>,
    /// Reasons for closing that at least five households have, with the rows they are in.
    pub words: Vec<(String, u64)>,
}

/// Fields that a mapping of cases names, in the order they are written.
const OF_CASES: &[Field] = &[
    Field::Household,
    Field::Segment,
    Field::Application,
    Field::Decision,
    Field::Start,
    Field::End,
    Field::Reason,
    Field::Paid,
];
/// Those of payments.
const OF_PAYMENTS: &[Field] = &[Field::Household, Field::Segment, Field::Month, Field::Paid];

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
    let rows = kind_by(&head, |_| false);
    let (household, reason) = (usual(Field::Household, &head), usual(Field::Reason, &head));
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
    let fields = match rows {
        RowKind::Cases => OF_CASES,
        RowKind::Payments => OF_PAYMENTS,
    };
    let name = |at: usize| head.get(at).unwrap_or_default().trim().to_owned();
    let named = |field: &Field| {
        let name = usual(*field, &head).map(name);
        (*field, name.filter(|name| may_be_told(name)))
    };
    Ok(Template {
        rows,
        columns: fields.iter().map(named).collect(),
        names: names_told(&head),
        words: words.told(),
    })
}
