//! `utfall backtest FILE...`: documented outcomes held against what the model expects.

use crate::args::{Backtest, TableFormat};
use crate::commands::put_out::put_out;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::{backtest, backtest_csv, json};
use crate::terminal;
use crate::texts::Lang;

/// Simulates what every documented figure of the files measures, and shows how they agree.
///
/// # Errors
///
/// Where a scenario has errors, the run was stopped, or the answer cannot be written.
pub fn run(asked: &Backtest, lang: Lang) -> Result<(), Failure> {
    // Every file is read before any is simulated: the last one may have errors.
    let mut read = Vec::with_capacity(asked.files.len());
    let mut failed = None;
    for file in &asked.files {
        match scenario::read(&file.to_string_lossy(), lang) {
            Ok(one) => read.push(one),
            Err(failure) => failed = Some(failure),
        }
    }
    failed.map_or(Ok(()), Err)?;
    let interrupt = Interrupt::listen(lang);
    let progress = Progress::start(lang, (0, asked.draws * read.len() as u64), asked.quiet);
    let settings = core::BacktestSettings {
        draws: asked.draws,
        seed: asked.luck.seed(),
        threads: asked.luck.threads(),
    };
    let mut places = Vec::with_capacity(read.len());
    for (at, one) in read.iter().enumerate() {
        let before = asked.draws * at as u64;
        let outcome = core::backtest(one, settings, &|finished| {
            progress.finished(before + finished);
            !interrupt.asked()
        });
        // Half of a backtest is not shown: which half, nobody could tell from the table.
        if outcome.is_err() || interrupt.asked() {
            progress.clear();
        }
        let place = outcome?;
        if interrupt.asked() {
            return Err(Failure::StoppedEmpty);
        }
        places.push(place);
    }
    progress.clear();
    let found = core::together(places);
    let text = match asked.format {
        TableFormat::Text => backtest::text(&found, lang, terminal::WIDTH),
        TableFormat::Markdown => backtest::markdown(&found, lang),
        TableFormat::Csv => backtest_csv::write(&found)?,
        TableFormat::Json => json::write_backtests(&found)?,
    };
    put_out(&text, asked.format, asked.out.as_deref(), lang)
}
