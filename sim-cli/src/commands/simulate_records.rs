//! `utfall simulate-records FILE --out RECORDS`: made-up records to rehearse with.

use std::path::Path;

use crate::args::SimulateRecords;
use crate::commands::put_out::write_and_say;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::report::cases_csv;
use crate::texts::{Lang, fit as say, usage};
use crate::{files, terminal, today};

/// Writes the cases that one cohort of the scenario would have left behind.
///
/// # Errors
///
/// Where the scenario has errors or no inflow, or a file cannot be written, or is there already.
pub fn run(asked: &SimulateRecords, lang: Lang) -> Result<(), Failure> {
    // A file of that name may be the municipality's own.
    let mut files = asked.mapping.iter().chain([&asked.out]);
    if let Some(path) = files.find(|path| !asked.force && files::is_there(path)) {
        return Err(Failure::FileExists {
            path: path.to_owned(),
        });
    }
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    let seed = asked.seed.unwrap_or(crate::args::DEFAULT_SEED);
    let cases = core::simulated_cases(&read.plan, seed);
    if cases.is_empty() {
        return Err(Failure::Usage(say::nothing_simulated(lang)));
    }
    let calendar = &read.plan.calendar;
    let start = first_month(asked.start.as_deref(), calendar.n_months, lang)?;
    let segments: Option<Vec<String>> = asked.with_segments.then(|| {
        read.plan
            .segments
            .iter()
            .map(|s| s.id.to_string())
            .collect()
    });
    let text = cases_csv::write(&cases, start, segments.as_deref());
    let mapping = cases_csv::mapping(lang, start, asked.with_segments);
    let mut all: Vec<(&Path, &[u8])> = vec![(&asked.out, text.as_bytes())];
    all.extend(
        asked
            .mapping
            .as_deref()
            .map(|path| (path, mapping.as_bytes())),
    );
    write_and_say(&all, lang)?;
    let numbers = crate::number::Numbers::new(lang);
    let n = numbers.count(cases.len() as u64);
    let told = say::simulated(lang, &n, &asked.out.display().to_string());
    terminal::print(&format!("{told}\n"))
}

/// Returns year and month of the start, and how many months: those asked for, or such that the records end
/// before today, for a case system knows nothing of the future.
fn first_month(
    asked: Option<&str>,
    n_months: usize,
    lang: Lang,
) -> Result<cases_csv::Start, Failure> {
    use sim_core::records::dates::{date_of, day_of, first_day_of};
    let day = match asked {
        Some(written) => day_of(written)
            .map(|(day, _)| day)
            .ok_or_else(|| Failure::Usage(usage::no_month(lang, written)))?,
        None => {
            let today = today::date();
            let month = i32::try_from(today.month).unwrap_or(1);
            first_day_of(today.year * 12 + month - 2 - i32::try_from(n_months).unwrap_or(0))
        }
    };
    let (year, month, _) = date_of(day);
    Ok((year, u32::try_from(month).unwrap_or(1), n_months))
}
