//! What may be typed.
//!
//! The shapes are here; every word a person reads about them is in `texts::help`, which
//! fills them in for the language. `--lang` and UTFALL_LANG are looked at before anything
//! else, so that help and mistakes speak the right language too.

mod shared;
mod analysis;
mod sensitivity;
mod compare;
mod report;
mod verify;
mod value;
mod diff;
mod levers;
mod register;
mod backtest;
mod calibrate;
mod records;
mod scenario;
mod program;
mod writes;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use crate::args::analysis::Analysis;
pub use crate::args::backtest::Backtest;
pub use crate::args::calibrate::{Calibrate, Figures};
pub use crate::args::compare::{Compare, DEFAULT_MAX_DRAWS, Merge, Method, RunAsked};
pub use crate::args::diff::Diff;
pub use crate::args::levers::{Breakeven, Choose, DEFAULT_MOST_PER_HOUSEHOLD};
pub use crate::args::program::{Completions, Schema};
pub use crate::args::records::{Fit, SimulateRecords};
pub use crate::args::register::{FollowUp, Predict};
pub use crate::args::report::Report;
pub use crate::args::scenario::{Check, Explain, New};
pub use crate::args::sensitivity::Sensitivity;
pub use crate::args::shared::{DEFAULT_DRAWS, DEFAULT_SEED, Format, TableFormat};
pub use crate::args::value::{Pilot, Value};
pub use crate::args::verify::Verify;
use crate::error::Failure;
use crate::texts::{Lang, help, usage};

// No doc comments on what may be typed: clap would print them.
#[derive(Parser)]
#[command(
    name = "utfall",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
struct Line {
    #[command(subcommand)]
    verb: Verb,
    #[arg(
        long,
        global = true,
        value_name = "sv|en",
        env = "UTFALL_LANG",
        hide_env = true,
        display_order = 900
    )]
    lang: Option<String>,
    #[arg(short, long, global = true, display_order = 901, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, display_order = 902, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Clone, Subcommand)]
pub enum Verb {
    Compare(Compare),
    Report(Report),
    Sensitivity(Sensitivity),
    Verify(Verify),
    Merge(Merge),
    Diff(Diff),
    Breakeven(Breakeven),
    Choose(Choose),
    Predict(Predict),
    FollowUp(FollowUp),
    Value(Value),
    Pilot(Pilot),
    Backtest(Backtest),
    Calibrate(Calibrate),
    Fit(Fit),
    SimulateRecords(SimulateRecords),
    Check(Check),
    Explain(Explain),
    New(New),
    Schema(Schema),
    Completions(Completions),
}

/// What is asked for, in which language.
pub struct Order {
    /// What to do.
    pub verb: Verb,
    /// The language of everything that is said.
    pub lang: Lang,
}

/// What the typed line means.
pub enum Typed {
    /// Something to do.
    Order(Box<Order>),
    /// Something to show: help, or the version.
    Show(String),
}

/// Returns the language asked for by `--lang` or UTFALL_LANG; Swedish where nothing is asked for.
pub fn language(typed: &[OsString]) -> Lang {
    let mut words = typed.iter().filter_map(|word| word.to_str());
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--" {
            break;
        }
        if word == "--lang" {
            asked = words.next().map(str::to_owned);
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value.to_owned());
        }
    }
    asked
        .or_else(|| std::env::var("UTFALL_LANG").ok())
        .and_then(|word| Lang::from_word(&word))
        .unwrap_or(Lang::Sv)
}

/// Returns everything that may be typed, with its help in a language.
pub fn command(lang: Lang) -> clap::Command {
    help::put_in(Line::command(), lang)
}

/// Returns what the typed line means.
///
/// # Errors
///
/// `Failure::Usage` where it means nothing.
pub fn parse(typed: &[OsString], lang: Lang) -> Result<Typed, Failure> {
    let found = command(lang)
        .try_get_matches_from(with_help_as_a_flag(typed))
        .and_then(|matches| Line::from_arg_matches(&matches));
    match found {
        Ok(line) => match line.lang.as_deref().map(Lang::from_word) {
            Some(None) => Err(Failure::Usage(usage::unknown_language(
                lang,
                line.lang.as_deref().unwrap_or_default(),
            ))),
            _ => Ok(Typed::Order(Box::new(Order {
                verb: line.verb,
                lang,
            }))),
        },
        Err(mistake) => match mistake.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Ok(Typed::Show(mistake.render().to_string()))
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Err(Failure::Usage(mistake.render().to_string()))
            }
            _ => {
                let verb = verb_of(typed);
                let told = usage::mistake(lang, &mistake, verb.as_deref());
                Err(Failure::Usage(told))
            }
        },
    }
}

/// Returns the verb that was typed, where it is one.
fn verb_of(typed: &[OsString]) -> Option<String> {
    let verbs = Line::command();
    let mut words = typed.iter().skip(1).filter_map(|word| word.to_str());
    let verb = words.find(|word| verbs.find_subcommand(word).is_some());
    verb.map(str::to_owned)
}

/// Returns `utfall compare --help` for `utfall help compare`.
fn with_help_as_a_flag(typed: &[OsString]) -> Vec<OsString> {
    match typed {
        [program, help, rest @ ..] if help == "help" => std::iter::once(program)
            .chain(rest)
            .cloned()
            .chain(std::iter::once(OsString::from("--help")))
            .collect(),
        _ => typed.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, command, language};

    #[test]
    fn the_declaration_of_what_may_be_typed_has_no_contradictions() {
        command(Lang::Sv).debug_assert();
        command(Lang::En).debug_assert();
    }

    #[test]
    fn everything_that_may_be_typed_has_help_in_both_languages() {
        for lang in [Lang::Sv, Lang::En] {
            let whole = command(lang);
            for part in std::iter::once(&whole).chain(whole.get_subcommands()) {
                assert!(
                    part.get_about().is_some(),
                    "{} has no help",
                    part.get_name()
                );
                for arg in part.get_arguments() {
                    assert!(
                        arg.get_help().is_some(),
                        "{} {}",
                        part.get_name(),
                        arg.get_id()
                    );
                }
            }
        }
    }

    /// Where nobody says what a value is, it is called as its flag, in capitals.
    #[test]
    fn every_value_has_a_name_in_the_language() {
        let whole = command(Lang::Sv);
        let parts = std::iter::once(&whole).chain(whole.get_subcommands());
        let args = parts.flat_map(|part| part.get_arguments());
        for arg in args.filter(|arg| arg.get_action().takes_values()) {
            let names = arg.get_value_names().unwrap_or_default();
            let own = arg.get_id().as_str().to_uppercase();
            assert!(!names.is_empty(), "{own}");
            assert!(names.iter().all(|name| *name.as_str() != own), "{own}");
        }
    }

    #[test]
    fn the_language_is_taken_from_the_line_in_either_spelling() {
        let line = |words: &[&str]| language(&words.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(line(&["utfall", "--lang", "en"]), Lang::En);
        assert_eq!(line(&["utfall", "check", "--lang=en", "x"]), Lang::En);
        assert_eq!(line(&["utfall", "check", "--", "--lang=en"]), Lang::Sv);
    }
}
