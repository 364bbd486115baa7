//! Bytes to rows: identifiers become numbers on the way, and are forgotten at its end.

use csv::StringRecord;
use sim_core::records::account::{Account, Dropped};
use sim_core::records::dates::{DateForm, day_of, month_number};
use sim_core::records::mapping::{Mapping, RowKind};
use sim_core::records::reasons::Reasons;
use sim_core::records::rows::{CaseRow, PaymentRow};
use sim_core::results::fitted::{Cell, FileFacts, HIDDEN};
use sim_core::scenario::exits::ExitKind;

use crate::records::columns::{Columns, kind_of};
use crate::records::names::{Numbering, Words, may_be_told};
use crate::records::problem::RecordsProblem;
use crate::spreadsheet::{Encoding, as_text, delimiter, number};

/// The longest line a row may be, in bytes.
const LONGEST_LINE: usize = 64 * 1024;
/// The largest share of rows with the wrong number of cells: more are no slips.
const MOST_WRONG: u64 = 10;
/// Forms of dates that are told apart.
const FORMS: [DateForm; 6] = [
    DateForm::Iso,
    DateForm::Packed,
    DateForm::PackedShort,
    DateForm::DayFirst,
    DateForm::Words,
    DateForm::MonthOnly,
];

/// Rows of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Rows {
    /// Cases.
    Cases(Vec<CaseRow>),
    /// Payments.
    Payments(Vec<PaymentRow>),
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadRecords {
    /// The rows.
    pub rows: Rows,
    /// What the segments are called, by position.
    pub labels: Vec<String>,
    /// What became of every row so far.
    pub account: Account,
    /// How the file is written.
    pub file: FileFacts,
}

/// Returns the rows of a file.
///
/// # Errors
///
/// Every reason why it cannot be used.
pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<ReadRecords, Vec<RecordsProblem>> {
    let (text, encoding) = as_text(bytes).ok_or_else(|| vec![RecordsProblem::NotText])?;
    if let Some(line) = text.lines().position(|line| line.len() > LONGEST_LINE) {
        return Err(vec![RecordsProblem::LongLine(line as u64 + 1)]);
    }
    let separator = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut reading: Option<Reading> = None;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(vec![RecordsProblem::NotText]),
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match &mut reading {
            None => {
                let kind = kind_of(mapping, &record);
                let columns = Columns::of(mapping, kind, &record)?;
                reading = Some(Reading::new(columns, mapping, kind));
            }
            Some(reading) => reading.row(&record)?,
        }
    }
    let Some(reading) = reading else {
        return Err(vec![RecordsProblem::Empty]);
    };
    let ends_whole = text.ends_with(['\n', '\r']);
    reading.close(ends_whole, (encoding, separator))
}

struct Reading {
    columns: Columns,
    kind: RowKind,
    reasons: Reasons,
    households: Numbering,
    segments: Numbering,
    unknown: Words,
    /// Rows with a reason for closing, and those of them whose reason means nothing.
    with_reason: (u64, u64),
    account: Account,
    cases: Vec<CaseRow>,
    payments: Vec<PaymentRow>,
    forms: [u64; FORMS.len()],
    /// The first line with the wrong number of cells, how many there are, and the last one.
    wrong: (u64, u64, u64),
    last_line: u64,
}

impl Reading {
    fn new(columns: Columns, mapping: &Mapping, kind: RowKind) -> Self {
        Self {
            columns,
            kind,
            reasons: Reasons::new(mapping.reasons.as_ref()),
            households: Numbering::default(),
            segments: Numbering::default(),
            unknown: Words::default(),
            with_reason: (0, 0),
            account: Account::default(),
            cases: Vec::new(),
            payments: Vec::new(),
            forms: [0; FORMS.len()],
            wrong: (0, 0, 0),
            last_line: 0,
        }
    }

    fn row(&mut self, record: &StringRecord) -> Result<(), Vec<RecordsProblem>> {
        let line = record.position().map_or(0, csv::Position::line);
        self.last_line = line;
        self.account.rows += 1;
        if record.as_slice().len() > LONGEST_LINE {
            return Err(vec![RecordsProblem::OpenQuote(line)]);
        }
        let n = self.columns.n_cells;
        let is_longer = record.iter().skip(n).any(|cell| !cell.trim().is_empty());
        if record.len() < n || is_longer {
            // Nobody breaks a line inside a cell of such a file on purpose.
            if record.iter().any(|cell| cell.contains('\n')) {
                return Err(vec![RecordsProblem::OpenQuote(line)]);
            }
            self.account.drop(Dropped::WrongCells);
            let first = if self.wrong.1 == 0 {
                line
            } else {
                self.wrong.0
            };
            self.wrong = (first, self.wrong.1 + 1, line);
            return Ok(());
        }
        if let Err(why) = self.sound_row(record) {
            self.account.drop(why);
        }
        Ok(())
    }

    fn sound_row(&mut self, record: &StringRecord) -> Result<(), Dropped> {
        let cell =
            |at: Option<usize>| at.map_or("", |at| record.get(at).unwrap_or_default().trim());
        let name = cell(Some(self.columns.household));
        if name.is_empty() {
            return Err(Dropped::NoHousehold);
        }
        let paid = number(cell(self.columns.paid)).map_err(|_| Dropped::BadAmount)?;
        let columns = &self.columns;
        let days = [
            cell(columns.application),
            cell(columns.decision),
            cell(columns.start),
            cell(columns.end),
            cell(columns.month),
        ];
        let mut read = [None; 5];
        for (read, written) in read
            .iter_mut()
            .zip(days)
            .filter(|(_, written)| !is_empty(written))
        {
            let (day, form) = day_of(written).ok_or(Dropped::BadDate)?;
            let position = FORMS.iter().position(|known| *known == form);
            self.forms[position.unwrap_or_default()] += 1;
            *read = Some(day);
        }
        let [application, decision, start, end, month] = read;
        let household = self.households.number(name);
        let segment = self.segment(record);
        if self.kind == RowKind::Payments {
            let month = month.ok_or(Dropped::NoStart)?;
            self.payments.push(PaymentRow {
                household,
                segment,
                month: month_number(month),
                sek: paid.unwrap_or_default(),
            });
            return Ok(());
        }
        let reason = cell(self.columns.reason);
        let exit = self.exit(reason, household);
        self.cases.push(CaseRow {
            household,
            segment,
            application,
            decision,
            start,
            end,
            exit: exit.filter(|_| end.is_some()),
            paid_sek: paid,
        });
        Ok(())
    }

    fn exit(&mut self, reason: &str, household: u32) -> Option<ExitKind> {
        if reason.is_empty() {
            return None;
        }
        let exit = self.reasons.exit(reason);
        self.with_reason.0 += 1;
        if exit.is_none() {
            self.with_reason.1 += 1;
            self.unknown.note(reason, household);
        }
        exit
    }

    fn segment(&mut self, record: &StringRecord) -> u16 {
        if self.columns.segment.is_empty() {
            return 0;
        }
        let cells = self.columns.segment.iter();
        let parts: Vec<&str> = cells
            .map(|at| record.get(*at).unwrap_or_default().trim())
            .filter(|part| !part.is_empty())
            .collect();
        self.account.without_segment += u64::from(parts.is_empty());
        let number = self.segments.number(&parts.join(" "));
        u16::try_from(number).unwrap_or(u16::MAX)
    }

    fn close(
        mut self,
        ends_whole: bool,
        (encoding, separator): (Encoding, u8),
    ) -> Result<ReadRecords, Vec<RecordsProblem>> {
        if self.account.rows == 0 {
            return Err(vec![RecordsProblem::NoRows]);
        }
        let (line, wrong, last) = self.wrong;
        if wrong > 0 && last == self.last_line && !ends_whole {
            return Err(vec![RecordsProblem::CutOff(last)]);
        }
        if wrong * MOST_WRONG > self.account.rows {
            let rows = self.account.rows;
            return Err(vec![RecordsProblem::MixedSeparators { line, rows, wrong }]);
        }
        let labels = std::mem::take(&mut self.segments).into_names();
        let dates = FORMS.into_iter().zip(self.forms).filter(|(_, n)| *n > 0);
        let unknown = self.unknown.told();
        let (with_reason, without_meaning) = self.with_reason;
        // Counted as another benefit, they would say that nobody finds a job.
        if without_meaning * 2 > with_reason && !unknown.is_empty() {
            return Err(vec![RecordsProblem::UnknownReasons {
                rows: with_reason,
                unknown: without_meaning,
                words: unknown,
            }]);
        }
        Ok(ReadRecords {
            rows: match self.kind {
                RowKind::Cases => Rows::Cases(self.cases),
                RowKind::Payments => Rows::Payments(self.payments),
            },
            labels: labels
                .into_iter()
                .map(|label| {
                    if may_be_told(&label) {
                        label
                    } else {
                        HIDDEN.to_owned()
                    }
                })
                .collect(),
            account: self.account,
            file: FileFacts {
                is_utf8: encoding == Encoding::Utf8,
                separator: char::from(separator).to_string(),
                dates: dates.map(|(form, n)| (form, Cell::of(n))).collect(),
                unknown_reasons: unknown
                    .into_iter()
                    .map(|(word, n)| (word, Cell::of(n)))
                    .collect(),
            },
        })
    }
}

/// Returns whether a cell for a date says that there is none.
fn is_empty(written: &str) -> bool {
    matches!(
        written,
        "" | "-" | "–" | "." | "NULL" | "null" | "9999-12-31" | "99991231"
    )
}
