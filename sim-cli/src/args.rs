//! What may be typed.
//!
//! The shapes are here; every word a person reads about them is in `texts::help`, which
//! fills them in for the language. `--lang` and UTFALL_LANG are looked at before anything
//! else, so that help and mistakes speak the right language too.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::error::Failure;
use crate::texts::{Lang, help, usage};
use crate::typed;

/// Draws made where nothing is said.
pub const DEFAULT_DRAWS: u64 = 2000;
/// Draws made for a backtest where nothing is said.
pub const DEFAULT_BACKTEST_DRAWS: u64 = 1000;
/// Sets of numbers verified where nothing is said.
pub const DEFAULT_SETS: u64 = 3;
/// Cohorts for each where nothing is said.
pub const DEFAULT_COHORTS: u64 = 400;
/// The seed where nothing is said.
pub const DEFAULT_SEED: u64 = 1;
/// The most draws made for a precision where nothing is said.
pub const DEFAULT_MAX_DRAWS: u64 = 100_000;

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
    Verify(Verify),
    Merge(Merge),
    Diff(Diff),
    Predict(Predict),
    FollowUp(FollowUp),
    Backtest(Backtest),
    Check(Check),
    Explain(Explain),
    New(New),
    Schema(Schema),
    Completions(Completions),
}

#[derive(Args, Clone)]
pub struct Compare {
    pub file: PathBuf,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub draws: Option<u64>,
    #[arg(long)]
    pub seed: Option<u64>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long, value_delimiter = ',')]
    pub designs: Vec<String>,
    #[arg(long, value_enum, default_value_t = Format::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    #[arg(long, value_enum, default_value_t = Method::MonteCarlo,
          hide_default_value = true, hide_possible_values = true)]
    pub method: Method,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, conflicts_with = "shard")]
    pub report: Option<PathBuf>,
    // Whether the report is all that is asked for.
    #[arg(skip)]
    pub is_report_only: bool,
    // Whether the report shows every draw.
    #[arg(skip)]
    pub with_draws: bool,
    #[arg(skip)]
    pub browser: Option<PathBuf>,
    // Whether the report is the summary on one sheet.
    #[arg(skip)]
    pub is_one_page: bool,
    #[command(flatten)]
    pub long: LongRun,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone)]
pub struct Report {
    pub file: PathBuf,
    #[arg(long)]
    pub out: PathBuf,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub draws: Option<u64>,
    #[arg(long)]
    pub seed: Option<u64>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long, value_delimiter = ',')]
    pub designs: Vec<String>,
    #[arg(long)]
    pub one_page: bool,
    #[arg(long)]
    pub with_draws: bool,
    #[arg(long)]
    pub browser: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone)]
pub struct Verify {
    pub file: PathBuf,
    #[arg(long, default_value_t = DEFAULT_SETS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(1..=1000))]
    pub sets: u64,
    #[arg(long, default_value_t = DEFAULT_COHORTS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(2..=10_000_000))]
    pub cohorts: u64,
    #[arg(long, default_value_t = DEFAULT_SEED, hide_default_value = true)]
    pub seed: u64,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone, Default)]
pub struct LongRun {
    #[arg(long, value_parser = typed::percent, conflicts_with = "precision_sek")]
    pub precision: Option<f64>,
    #[arg(long, value_parser = typed::amount)]
    pub precision_sek: Option<f64>,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub max_draws: Option<u64>,
    #[arg(long)]
    pub keep_draws: Option<PathBuf>,
    #[arg(long, requires = "keep_draws")]
    pub resume: bool,
    #[arg(long, requires = "keep_draws", value_parser = typed::shard,
          conflicts_with_all = ["precision", "precision_sek", "max_draws", "out"])]
    pub shard: Option<(u32, u32)>,
}

#[derive(Args, Clone)]
pub struct Merge {
    #[arg(required = true)]
    pub draws_files: Vec<PathBuf>,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, value_enum, hide_possible_values = true)]
    pub format: Option<Format>,
}

#[derive(Args, Clone)]
pub struct Diff {
    pub file: PathBuf,
    pub from: String,
    pub to: String,
    #[arg(long, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: Option<u64>,
    #[arg(long)]
    pub seed: Option<u64>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long)]
    pub in_order: bool,
    #[arg(long, value_enum, default_value_t = Format::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone)]
pub struct Predict {
    pub file: PathBuf,
    #[arg(long, required = true)]
    pub register: PathBuf,
    #[arg(long)]
    pub design: Option<String>,
    // Fewer would not fill forty equally likely parts; more would only take memory.
    #[arg(long, value_parser = clap::value_parser!(u64).range(200..=100_000))]
    pub draws: Option<u64>,
    #[arg(long)]
    pub seed: Option<u64>,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone)]
pub struct FollowUp {
    pub actual: PathBuf,
    #[arg(long, required = true)]
    pub register: PathBuf,
    #[arg(long)]
    pub prediction: Option<String>,
    #[arg(long, value_enum, default_value_t = Format::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: Format,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Backtest {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    #[arg(long, default_value_t = DEFAULT_BACKTEST_DRAWS, hide_default_value = true,
          value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub draws: u64,
    #[arg(long, default_value_t = DEFAULT_SEED, hide_default_value = true)]
    pub seed: u64,
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    #[arg(long, value_enum, default_value_t = TableFormat::Text,
          hide_default_value = true, hide_possible_values = true)]
    pub format: TableFormat,
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Args, Clone)]
pub struct Check {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Explain {
    pub file: PathBuf,
    #[arg(long)]
    pub design: Option<String>,
    #[arg(long, conflicts_with = "design")]
    pub resolved: bool,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct New {
    pub path: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Clone)]
pub struct Schema {
    #[arg(long)]
    pub results: bool,
    #[arg(long, conflicts_with = "results")]
    pub reference: bool,
    #[arg(long, conflicts_with_all = ["results", "reference"])]
    pub diff: bool,
    #[arg(long, conflicts_with_all = ["results", "reference", "diff"])]
    pub follow_up: bool,
    #[arg(long)]
    pub out: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Completions {
    #[arg(value_enum, hide_possible_values = true)]
    pub shell: clap_complete::Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Text,
    Json,
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    Text,
    Json,
    Csv,
    Markdown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Method {
    MonteCarlo,
    Exact,
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
            _ => Err(Failure::Usage(usage::mistake(lang, &mistake))),
        },
    }
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

    #[test]
    fn the_language_is_taken_from_the_line_in_either_spelling() {
        let line = |words: &[&str]| language(&words.iter().map(Into::into).collect::<Vec<_>>());
        assert_eq!(line(&["utfall", "--lang", "en"]), Lang::En);
        assert_eq!(line(&["utfall", "check", "--lang=en", "x"]), Lang::En);
        assert_eq!(line(&["utfall", "check", "--", "--lang=en"]), Lang::Sv);
    }
}
