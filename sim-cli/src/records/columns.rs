//! Which column of a file is what: by the mapping, or by the usual names.

use csv::StringRecord;
use sim_core::records::dates::day_of;
use sim_core::records::mapping::{Mapping, RowKind};

use crate::records::names::may_be_told;
use crate::records::problem::{Field, RecordsProblem};
use crate::spreadsheet::{number, plain_name};

/// Names that are understood without a mapping, as [`plain_name`] writes them.
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
            names: head.iter().map(plain_name).collect(),
            head,
            problems: Vec::new(),
        };
        let of_cases = kind == RowKind::Cases;
        let mut segment = Vec::new();
        for name in &mapping.segment {
            segment.extend(found.column(Field::Segment, Some(name), true));
        }
        if mapping.segment.is_empty() {
            segment.extend(found.column(Field::Segment, None, false));
        }
        let household = found.column(Field::Household, mapping.household.as_ref(), true);
        let application = found.column(Field::Application, mapping.application.as_ref(), false);
        let start_is_needed = of_cases && application.is_none();
        let columns = Self {
            household: household.unwrap_or_default(),
            segment,
            application,
            decision: found.column(Field::Decision, mapping.decision.as_ref(), false),
            start: found.column(Field::Start, mapping.start.as_ref(), start_is_needed),
            end: found.column(Field::End, mapping.end.as_ref(), of_cases),
            reason: found.column(Field::Reason, mapping.reason.as_ref(), false),
            paid: found.column(Field::Paid, mapping.paid_sek.as_ref(), !of_cases),
            month: found.column(Field::Month, mapping.month.as_ref(), !of_cases),
            n_cells: head.len(),
        };
        match found.problems.is_empty() {
            true => Ok(columns),
            false => Err(found.problems),
        }
    }
}

/// Returns what a row is: as the mapping says, or else as the columns do.
pub fn kind_of(mapping: &Mapping, head: &StringRecord) -> RowKind {
    let named = |field| match field {
        Field::Month => mapping.month.is_some(),
        Field::Start => mapping.start.is_some(),
        Field::Application => mapping.application.is_some(),
        Field::End => mapping.end.is_some(),
        _ => false,
    };
    mapping.rows.unwrap_or_else(|| kind_by(head, named))
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

/// Returns where the column stands that has a usual name for something.
pub fn usual(field: Field, head: &StringRecord) -> Option<usize> {
    let known = USUAL.iter().find(|(of, _)| *of == field);
    let known = known.map_or(&[][..], |(_, names)| names);
    head.iter()
        .position(|name| known.contains(&plain_name(name).as_str()))
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
    names: Vec<String>,
    head: &'a StringRecord,
    problems: Vec<RecordsProblem>,
}

impl Finding<'_> {
    fn column(&mut self, field: Field, asked: Option<&String>, is_needed: bool) -> Option<usize> {
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
