//! Reads what a municipality counted and paid each month: a CSV file as spreadsheets write it.
//!
//! Columns by name, in any order: `månad` or `month`, and `hushåll` or `households`, `utbetalt_kr` or
//! `paid_sek`, or both. Semicolons, tabs or commas between them; decimal comma or point; UTF-8 or
//! Latin-1. Every problem is met in one reading.

use sim_core::analysis::ActualMonth;
use sim_core::diagnostic::Unreadable;

use crate::spreadsheet::{self, NoNumber, as_text, delimiter, first_line, plain_name};

/// A column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The month.
    Month,
    /// Households with payment in the month.
    Households,
    /// What was paid in the month.
    Paid,
}

/// Something that is wrong with the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActualProblem {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// It is not text.
    NotText,
    /// It holds nothing.
    Empty,
    /// The first row names no column for this.
    NoColumn {
        /// What is missing.
        column: Column,
        /// The first row.
        header: String,
    },
    /// Two columns have the same meaning.
    ColumnTwice(Column),
    /// There is no row below the names.
    NoRows,
    /// A row has more cells than there are names.
    TooManyCells {
        /// The line, from 1.
        line: u64,
    },
    /// Not a month.
    BadMonth {
        /// The line, from 1.
        line: u64,
        /// What is written.
        written: String,
    },
    /// A month stands twice.
    MonthTwice {
        /// The line, from 1.
        line: u64,
        /// Where it stands already.
        first_line: u64,
        /// The month.
        month: (i32, u32),
    },
    /// Not a number.
    BadNumber {
        /// The line, from 1.
        line: u64,
        /// Where.
        column: Column,
        /// What is written.
        written: String,
    },
    /// Thousands or decimals: nobody can tell.
    Ambiguous {
        /// The line, from 1.
        line: u64,
        /// Where.
        column: Column,
        /// What is written.
        written: String,
    },
    /// Below zero.
    Negative {
        /// The line, from 1.
        line: u64,
        /// Where.
        column: Column,
        /// What is written.
        written: String,
    },
    /// A part of a household.
    NotWhole {
        /// The line, from 1.
        line: u64,
        /// What is written.
        written: String,
    },
}

/// Returns the months of a file.
///
/// # Errors
///
/// Every problem, in the order of the lines.
pub fn read(bytes: &[u8]) -> Result<Vec<ActualMonth>, Vec<ActualProblem>> {
    let (text, _) = as_text(bytes).ok_or_else(|| vec![ActualProblem::NotText])?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut reading = Reading::default();
    let mut columns: Option<Columns> = None;
    for record in reader.records() {
        let Ok(record) = record else {
            reading.problems.push(ActualProblem::NotText);
            break;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match &columns {
            None => columns = Some(Columns::of(&record, &text)?),
            Some(columns) => reading.row(columns, &record),
        }
    }
    if columns.is_none() {
        reading.problems.push(ActualProblem::Empty);
    } else if reading.n_rows == 0 {
        reading.problems.push(ActualProblem::NoRows);
    }
    match reading.problems.is_empty() {
        true => Ok(reading.months.into_iter().map(|(_, month)| month).collect()),
        false => Err(reading.problems),
    }
}

/// Where the columns stand.
struct Columns {
    month: usize,
    households: Option<usize>,
    paid: Option<usize>,
    n_cells: usize,
}

impl Columns {
    fn of(header: &csv::StringRecord, text: &str) -> Result<Self, Vec<ActualProblem>> {
        let (mut found, mut problems) = ([None; 3], Vec::new());
        for (at, name) in header.iter().enumerate() {
            if let Some(column) = named(name) {
                let place = &mut found[column as usize];
                if place.is_some() {
                    problems.push(ActualProblem::ColumnTwice(column));
                }
                *place = Some(at);
            }
        }
        let [month, households, paid] = found;
        let no_column = |column| ActualProblem::NoColumn {
            column,
            header: first_line(text).to_owned(),
        };
        if month.is_none() {
            problems.push(no_column(Column::Month));
        }
        if households.is_none() && paid.is_none() {
            problems.push(no_column(Column::Households));
        }
        match (month, problems.is_empty()) {
            (Some(month), true) => Ok(Self {
                month,
                households,
                paid,
                n_cells: header.len(),
            }),
            _ => Err(problems),
        }
    }
}

fn named(name: &str) -> Option<Column> {
    let plain = plain_name(name);
    Some(match plain.as_str() {
        "månad" | "manad" | "month" | "period" => Column::Month,
        "hushåll" | "hushall" | "households" | "antalhushåll" | "antalhushall" => {
            Column::Households
        }
        "utbetalt" | "utbetaltkr" | "utbetaltbelopp" | "utbetaltsek" | "paid" | "paidsek"
        | "paidkr" => Column::Paid,
        _ => return None,
    })
}

#[derive(Default)]
struct Reading {
    /// Each with its line.
    months: Vec<(u64, ActualMonth)>,
    problems: Vec<ActualProblem>,
    n_rows: usize,
}

impl Reading {
    fn row(&mut self, columns: &Columns, record: &csv::StringRecord) {
        self.n_rows += 1;
        let line = record.position().map_or(0, csv::Position::line);
        let more = record.iter().skip(columns.n_cells);
        if more.clone().any(|cell| !cell.trim().is_empty()) {
            self.problems.push(ActualProblem::TooManyCells { line });
            return;
        }
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let written = cell(columns.month);
        let month = month(written);
        if month.is_none() {
            let written = written.to_owned();
            self.problems
                .push(ActualProblem::BadMonth { line, written });
        }
        let mut figure = |at: Option<usize>, column: Column| {
            let written = at.map(cell)?;
            number(written, line, column).unwrap_or_else(|problem| {
                self.problems.push(problem);
                None
            })
        };
        let households = figure(columns.households, Column::Households);
        let paid_sek = figure(columns.paid, Column::Paid);
        let Some(month) = month else { return };
        if let Some((first_line, _)) = self.months.iter().find(|(_, one)| one.month == month) {
            let first_line = *first_line;
            self.problems.push(ActualProblem::MonthTwice {
                line,
                first_line,
                month,
            });
            return;
        }
        self.months.push((
            line,
            ActualMonth {
                month,
                households,
                paid_sek,
            },
        ));
    }
}

/// `2027-01`, `2027-01-31`, `2027/01`, `202701` and, as Statistics Sweden writes it, `2027M01`.
fn month(written: &str) -> Option<(i32, u32)> {
    let (year, rest) = written.split_at_checked(4)?;
    let rest = rest.strip_prefix(['-', '/', 'M', 'm']).unwrap_or(rest);
    let (month, rest) = rest.split_at_checked(2)?;
    let is_day = |rest: &str| {
        let day = rest.strip_prefix(['-', '/']);
        day.is_some_and(|day| {
            day.len() == 2 && day.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
        })
    };
    let digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    if !digits(year) || !digits(month) || !(rest.is_empty() || is_day(rest)) {
        return None;
    }
    let month: u32 = month.parse().ok()?;
    (1..=12)
        .contains(&month)
        .then_some((year.parse().ok()?, month))
}

/// Returns the number in a cell; none where it is empty or says that nothing is known.
fn number(written: &str, line: u64, column: Column) -> Result<Option<f64>, ActualProblem> {
    let shown = || written.to_owned();
    let found = spreadsheet::number(written).map_err(|why| match why {
        NoNumber::Wrong => ActualProblem::BadNumber {
            line,
            column,
            written: shown(),
        },
        NoNumber::Ambiguous => ActualProblem::Ambiguous {
            line,
            column,
            written: shown(),
        },
    })?;
    match found {
        Some(value) if value < 0.0 => Err(ActualProblem::Negative {
            line,
            column,
            written: shown(),
        }),
        Some(value) if column == Column::Households && value.fract() != 0.0 => {
            Err(ActualProblem::NotWhole {
                line,
                written: shown(),
            })
        }
        found => Ok(found.map(f64::abs)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ActualProblem, Column, read};

    #[test]
    fn figures_are_read_however_a_spreadsheet_writes_them() {
        let forms: [&[u8]; 7] = [
            "månad;hushåll;utbetalt_kr\n2027-01;120;1 234 567,50\n".as_bytes(),
            "\u{feff}Månad;Hushåll;Utbetalt kr\r\n2027-01-31;120,0;1234567,5 kr\r\n".as_bytes(),
            b"m\xe5nad;hush\xe5ll;utbetalt_kr\n2027M01;120;1\xa0234\xa0567,5\n",
            b"month,households,paid_sek\n2027/01,120,1234567.5\n",
            b"month,paid SEK,households\n202701,\"1234567,5\",120\n\n",
            b"\n\t\t\t\nperiod\tpaid\tother\thouseholds\n2027-01\t1234567.50\tx\t120\n",
            "MÅNAD,HUSHÅLL,UTBETALT,\n2027-01,120,1234567.5,\n".as_bytes(),
        ];
        for form in forms {
            let found = read(form).expect("sound");
            assert_eq!(found.len(), 1, "{form:?}");
            assert_eq!(found[0].month, (2027, 1));
            assert_eq!(found[0].households, Some(120.0));
            assert_eq!(found[0].paid_sek, Some(1_234_567.5));
        }
    }

    #[test]
    fn a_figure_that_is_not_known_may_be_left_out() {
        let found = read(b"month;households;paid\n2027-01;;5\n2027-02;7;..\n2027-03;8\n");
        let found = found.expect("sound");
        assert_eq!((found[0].households, found[0].paid_sek), (None, Some(5.0)));
        assert_eq!((found[1].households, found[1].paid_sek), (Some(7.0), None));
        assert_eq!((found[2].households, found[2].paid_sek), (Some(8.0), None));
        let one = read(b"month;households\n2027-01;7\n").expect("sound");
        assert_eq!(one[0].paid_sek, None);
    }

    #[test]
    fn every_problem_is_met_in_one_reading() {
        let text = "month;households;paid\njan;1;2\n2027-02;many;2\n2027-03;-4;2\n2027-04;1,5;x\n\
                    2027-05;1;1.234\n2027-05;1;2\n2027-06;1;2;3\n2027-13;1;2\n";
        let found = read(text.as_bytes()).expect_err("problems");
        let lines: Vec<String> = found.iter().map(|one| format!("{one:?}")).collect();
        assert_eq!(found.len(), 9, "{lines:#?}");
        let ambiguous = ActualProblem::Ambiguous {
            line: 6,
            column: Column::Paid,
            written: "1.234".to_owned(),
        };
        assert!(found.contains(&ambiguous), "{lines:#?}");
        let twice = ActualProblem::MonthTwice {
            line: 7,
            first_line: 6,
            month: (2027, 5),
        };
        assert!(found.contains(&twice), "{lines:#?}");
    }

    #[test]
    fn what_is_no_table_of_figures_says_so() {
        assert_eq!(read(b""), Err(vec![ActualProblem::Empty]));
        assert_eq!(
            read(&[0xff, 0xfe, b'm', 0]),
            Err(vec![ActualProblem::NotText])
        );
        assert_eq!(
            read(b"month;households\n"),
            Err(vec![ActualProblem::NoRows])
        );
        assert!(read(b"a;b\n1;2\n").is_err_and(|problems| problems.len() == 2));
        let twice = read(b"month;households;hushall\n2027-01;1;2\n");
        assert_eq!(
            twice,
            Err(vec![ActualProblem::ColumnTwice(Column::Households)])
        );
    }
}
