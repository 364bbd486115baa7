//! `utfall`: what a way of working together saves, for whom, in which year, and how sure that is.
//!
//! The program's table of contents. `args` is what may be typed, `commands` holds one verb
//! a file, `report` turns results into text, CSV, JSON and a page, `texts` has every sentence in
//! Swedish and English. Only `files` opens files and only `terminal` writes to the screen.

mod exit_code;
mod texts;
mod number;
mod typed;
mod toml_text;
mod spreadsheet;
mod actual;
mod records;
mod args;
mod error;
mod terminal;
mod files;
mod today;
mod browser;
mod progress;
mod interrupt;
mod panic;
mod diagnostics;
mod report;
mod commands;

use std::process::ExitCode;

fn main() -> ExitCode {
    let typed: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = args::language(&typed);
    panic::speak_when_it_happens(lang);
    let outcome = match args::parse(&typed, lang) {
        Ok(args::Typed::Order(order)) => commands::carry_out(*order),
        Ok(args::Typed::Show(text)) => terminal::print(&text),
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(()) => exit_code::DONE.into(),
        Err(failure) => {
            terminal::complain(&failure.sentence(lang));
            failure.exit_code().into()
        }
    }
}
