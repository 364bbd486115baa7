//! Which column of a file is what: by the mapping, or by the usual names.

use csv::StringRecord;
use sim_core::records::dates::day_of;
use sim_core::records::mapping::{Mapping, RowKind};

use crate::records::names::may_be_told;
use crate::records::problem::{Field, RecordsProblem};
use crate::spreadsheet::{number, plain_name};

/// Names that are understood without a mapping, as [`plain_name`] writes them: those that say most of a household first.
const USUAL: &[(Field, &[&str])] = &[
    (
        Field::Household,
        &[
            "hushåll",
            "hushall",
            "hushållsid",
            "hushallsid",
            "household",
            "householdid",
            "hushållsnummer",
            "hushallsnummer",
            "ärende",
            "arende",
            "ärendenummer",
            "arendenummer",
            "personnummer",
            "pnr",
            "id",
        ],
    ),
    (Field::Segment, &["grupp", "segment", "group"]),
    (
        Field::Application,
        &[
            "ansökan",
            "ansokan",
            "ansökningsdatum",
            "ansokningsdatum",
            "application",
            "applicationdate",
        ],
    ),
    (
        Field::Decision,
        &["beslut", "beslutsdatum", "decision", "decisiondate"],
    ),
    (
        Field::Start,
        &["start", "startdatum", "from", "från", "startdate"],
    ),
    (
        Field::End,
        &["slut", "slutdatum", "avslutad", "avslut", "end", "enddate"],
    ),
    (
        Field::Reason,
        &[
            "avslutsorsak",
            "orsak",
            "avslutsorsaktext",
            "reason",
            "closingreason",
        ],
    ),
    (
        Field::Paid,
        &[
            "utbetaltkr",
            "utbetalt",
            "belopp",
            "utbetaltbelopp",
            "paid",
            "paidsek",
            "amount",
        ],
    ),
    (Field::Month, &["månad", "manad", "month", "period"]),
];

/// Where the columns stand.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Household.
    pub household: usize,
    /// Segment fields.
    pub segment: Vec<usize>,
    /// Application.
    pub application: Option<usize>,
    /// Decision.
    pub decision: Option<usize>,
    /// Start.
    pub start: Option<usize>,
    /// End.
    pub end: Option<usize>,
    /// Reason.
    pub reason: Option<usize>,
    /// Paid.
    pub paid: Option<usize>,
    /// Month.
    pub month: Option<usize>,
    /// How many there are.
    pub n_cells: usize,
}

impl Columns {
    /// Returns where the columns of a mapping stand in a first row.
    ///
    /// # Errors
    ///
    /// `RecordsProblem::NoColumn` for each that is needed, or named, and not there.
    pub fn of(
        mapping: &Mapping,
        kind: RowKind,
        head: &StringRecord,
    ) -> Result<Self, Vec<RecordsProblem>> {
        let mut found = Finding {
            mapping,
            names: head.iter().map(plain_name).collect(),
            head,
            problems: Vec::new(),
        };
        let of_cases = kind == RowKind::Cases;
        let segments = mapping.segment.iter();
        let mut segment: Vec<usize> = segments
            .filter_map(|name| found.column_named(Field::Segment, Some(name), true))
            .collect();
        if mapping.segment.is_empty() {
            segment.extend(found.column(Field::Segment, false));
        }
        let household = found.column(Field::Household, true);
        let application = found.column(Field::Application, false);
        let columns = Self {
            household: household.unwrap_or_default(),
            segment,
            application,
            decision: found.column(Field::Decision, false),
            start: found.column(Field::Start, of_cases && application.is_none()),
            end: found.column(Field::End, of_cases),
            reason: found.column(Field::Reason, false),
            paid: found.column(Field::Paid, !of_cases),
            month: found.column(Field::Month, !of_cases),
            n_cells: head.len(),
        };
        match found.problems.is_empty() {
            true => Ok(columns),
            false => Err(found.problems),
        }
    }
}

/// Returns the name that a mapping gives a column; segments are a list, and have none of their own.
fn asked(mapping: &Mapping, field: Field) -> Option<&String> {
    match field {
        Field::Household => mapping.household.as_ref(),
        Field::Segment => None,
        Field::Application => mapping.application.as_ref(),
        Field::Decision => mapping.decision.as_ref(),
        Field::Start => mapping.start.as_ref(),
        Field::End => mapping.end.as_ref(),
        Field::Reason => mapping.reason.as_ref(),
        Field::Paid => mapping.paid_sek.as_ref(),
        Field::Month => mapping.month.as_ref(),
    }
}

/// Returns what a row is: as the mapping says, or else as the columns do.
pub fn kind_of(mapping: &Mapping, head: &StringRecord) -> RowKind {
    let by_columns = || kind_by(head, |field| asked(mapping, field).is_some());
    mapping.rows.unwrap_or_else(by_columns)
}

/// Returns what a row is by the columns that are named or have a usual name: a payment where there is a month and no day.
pub fn kind_by(head: &StringRecord, is_named: impl Fn(Field) -> bool) -> RowKind {
    let is_there = |field| is_named(field) || usual(field, head).is_some();
    let has_days = [Field::Start, Field::Application, Field::End]
        .into_iter()
        .any(&is_there);
    match is_there(Field::Month) && !has_days {
        true => RowKind::Payments,
        false => RowKind::Cases,
    }
}

/// Returns where the column stands that has a usual name for something; of several, the one that is named first in the list.
pub fn usual(field: Field, head: &StringRecord) -> Option<usize> {
    let (_, known) = USUAL.iter().find(|(of, _)| *of == field)?;
    let names: Vec<String> = head.iter().map(plain_name).collect();
    known
        .iter()
        .find_map(|known| names.iter().position(|name| name == known))
}

/// Returns the names of the columns; none where the first row is a row of values, for these are about somebody.
pub fn names_told(head: &StringRecord) -> Vec<String> {
    let is_value = |cell: &str| day_of(cell).is_some() || matches!(number(cell), Ok(Some(_)));
    if head.iter().any(is_value) {
        return Vec::new();
    }
    let there = head.iter().map(str::trim);
    let told = there.filter(|name| !name.is_empty() && may_be_told(name));
    told.map(str::to_owned).collect()
}

struct Finding<'a> {
    mapping: &'a Mapping,
    names: Vec<String>,
    head: &'a StringRecord,
    problems: Vec<RecordsProblem>,
}

impl Finding<'_> {
    fn column(&mut self, field: Field, is_needed: bool) -> Option<usize> {
        self.column_named(field, asked(self.mapping, field), is_needed)
    }

    fn column_named(
        &mut self,
        field: Field,
        asked: Option<&String>,
        is_needed: bool,
    ) -> Option<usize> {
        let at = match asked {
            Some(name) => {
                let name = plain_name(name);
                self.names.iter().position(|there| *there == name)
            }
            None => usual(field, self.head),
        };
        if at.is_none() && (is_needed || asked.is_some()) {
            self.problems.push(RecordsProblem::NoColumn {
                field,
                asked: asked.cloned(),
                there: names_told(self.head),
            });
        }
        at
    }
}
