//! `utfall calibrate FILE --to FACTS --free NUMBER,...`: the values under which `today` gives the facts.

use std::path::Path;

use sim_core::results::calibration::Calibration;
use sim_core::results::run::Stopped;
use sim_core::scenario::facts::Facts;

use crate::args::{Calibrate, Figures, Format};
use crate::commands::again::Again;
use crate::commands::core::{self, CalibrateMethod, CalibrateSettings};
use crate::commands::put_out::put_out;
use crate::commands::scenario::{self, Read};
use crate::error::Failure;
use crate::files;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::calibration_words::Words;
use crate::report::{calibration, calibration_csv, calibration_page, calibration_toml, json};
use crate::texts::{Lang, calibration_refused as say};
use crate::{diagnostics, terminal};

/// Effective sample size below which quantiles mean nothing and no scenario is written.
const FEWEST_TO_WRITE: f64 = 20.0;

/// Finds the values, shows what they rest on, and writes them where asked for.
///
/// # Errors
///
/// Where the scenario, the facts or the numbers cannot be used, the run was stopped, or the answer cannot be
/// written.
pub fn run(asked: &Calibrate, lang: Lang) -> Result<(), Failure> {
    let name = asked.file.to_string_lossy().into_owned();
    if asked.out.is_some() && name == files::STANDARD_INPUT {
        return Err(Failure::Usage(say::no_file_to_lay_over(lang)));
    }
    let facts_name = asked.facts.to_string_lossy().into_owned();
    let (facts, text) = read_facts(&facts_name, lang)?;
    let read = scenario::read(&name, lang)?;
    let settings = settings(asked);
    let interrupt = Interrupt::listen(lang);
    let progress = Progress::start(lang, (0, settings.draws), asked.quiet);
    let what = core::Calibrate {
        read: &read,
        facts: &facts,
        text: (&facts_name, &text),
        free: &asked.free,
    };
    let found = core::calibrate(what, settings, lang, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    let found = found?;
    let setting = calibration::Setting {
        lang,
        width: terminal::WIDTH,
        command: command(asked, &settings, lang),
    };
    let is_enough = found.sampling.effective >= FEWEST_TO_WRITE;
    if let Some(out) = asked.out.as_ref().filter(|_| is_enough) {
        let words = Words::new(&found, &read.scenario, lang);
        write_scenario(&words, (out, &asked.file), &setting)?;
    }
    if let Some(path) = &asked.report {
        let page = calibration_page::write(&found, &read.scenario, &setting);
        put_out(&page, Format::Text, Some(path), lang)?;
    }
    show(&found, (asked, &read), &setting)?;
    match found.run.stopped {
        Stopped::Interrupted => Err(Failure::StoppedSampling {
            tried: found.run.draws,
            asked: found.run.draws_asked,
        }),
        _ if asked.out.is_some() && !is_enough => Err(Failure::Results(say::not_written(lang))),
        _ => Ok(()),
    }
}

fn settings(asked: &Calibrate) -> CalibrateSettings {
    CalibrateSettings {
        draws: asked.draws,
        cohorts: asked.cohorts,
        seed: asked.luck.seed(),
        threads: asked.luck.threads(),
        method: match asked.method {
            Figures::Auto => CalibrateMethod::Auto,
            Figures::MonteCarlo => CalibrateMethod::MonteCarlo,
            Figures::Exact => CalibrateMethod::Exact,
        },
    }
}

fn read_facts(name: &str, lang: Lang) -> Result<(Facts, String), Failure> {
    let text = files::read_text(name)
        .map_err(|why| Failure::Results(say::facts_unreadable(lang, name, &why)))?;
    let reading = core::read_facts(name, &text);
    let shown = diagnostics::show(lang, name, &reading.texts, &reading.diagnostics);
    match reading.facts {
        Some(facts) => Ok((facts, text)),
        None => Err(Failure::Results(shown)),
    }
}

/// Writes the scenario that lays the new numbers over the old one, once it is known to be sound.
fn write_scenario(
    words: &Words<'_>,
    (out, file): (&Path, &Path),
    setting: &calibration::Setting,
) -> Result<(), Failure> {
    let include = files::as_seen_beside(out, file);
    let text = calibration_toml::write(words, &include, setting);
    let name = out.to_string_lossy();
    let reading = core::read_with(&name, &text);
    let problems = core::problems(&reading);
    let is_sound = match &reading.scenario {
        Some(scenario) if !diagnostics::stop_the_run(&problems) => {
            core::plan(scenario, &reading).is_ok()
        }
        _ => false,
    };
    if !is_sound {
        let shown = diagnostics::show(setting.lang, &name, &reading.texts, &problems);
        return Err(Failure::Broken(shown));
    }
    put_out(&text, Format::Text, Some(out), setting.lang)
}

fn show(
    found: &Calibration,
    (asked, read): (&Calibrate, &Read),
    setting: &calibration::Setting,
) -> Result<(), Failure> {
    let text = match asked.format {
        Format::Text => calibration::write(found, &read.scenario, setting),
        Format::Json => json::write_any(found)?,
        Format::Csv => calibration_csv::write(found)?,
    };
    put_out(&text, asked.format, None, setting.lang)
}

/// Returns the line that gives the same answer again.
fn command(asked: &Calibrate, settings: &CalibrateSettings, lang: Lang) -> String {
    let method = match asked.method {
        Figures::Auto => None,
        Figures::MonteCarlo => Some("monte-carlo"),
        Figures::Exact => Some("exact"),
    };
    Again::of("calibrate")
        .word(&asked.file.to_string_lossy())
        .flag("to", asked.facts.display())
        .flag("free", asked.free.join(","))
        .flag("draws", settings.draws)
        .flag("cohorts", settings.cohorts)
        .flag("seed", settings.seed)
        .flag_if("method", method)
        .line(lang)
}
