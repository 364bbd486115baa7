//! `utfall compare FILE`: every design against today.

use sim_core::analysis::{Goal, Manifest, Until};
use sim_core::results::run::{ErrorAsked, Stopped};
use sim_core::scenario::Scenario;

use crate::args::{Compare, DEFAULT_DRAWS, DEFAULT_MAX_DRAWS, DEFAULT_SEED, Method};
use crate::commands::core::{Session, Settings};
use crate::commands::forms::Wanted;
use crate::commands::kept::{self, Kept};
use crate::commands::scenario::Read;
use crate::commands::show::{Shown, show};
use crate::commands::{core, documented, expected, report, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::texts::{Lang, draws, usage};
use crate::{diagnostics, terminal};

/// Runs the draws and shows the answer.
///
/// # Errors
///
/// Where the scenario has errors, the answer cannot be written, the run was stopped, or draws
/// kept before cannot be used.
pub fn run(asked: &Compare, lang: Lang) -> Result<(), Failure> {
    let beside = asked.report.as_deref().map(Wanted::beside);
    run_with(asked, beside.as_ref(), lang)
}

/// Runs the draws and shows the answer with a report, or the report alone.
///
/// # Errors
///
/// As [`run`], and where the report cannot be written.
pub fn run_with(asked: &Compare, report: Option<&Wanted>, lang: Lang) -> Result<(), Failure> {
    if let Some(wanted) = report {
        report::can_be_written(wanted, lang)?;
    }
    let name = asked.file.to_string_lossy().into_owned();
    let read = with_fixed(scenario::read(&name, lang)?, &asked.fixed, lang)?;
    if asked.method == Method::Exact {
        let chosen = designs(asked, &read.scenario)?;
        return expected::run(asked, lang, &read, &chosen);
    }
    let place = asked.long.keep_draws.as_deref();
    let place = place.map(|path| kept::look(path, asked.long.resume));
    let place = place.transpose()?;
    let before = place.as_ref().and_then(|place| place.manifest());
    let settings = settings(asked, lang, &read.scenario, before)?;
    let interrupt = Interrupt::listen(lang);
    let prepared = core::prepare(&read, &settings);
    let mut session = Session::new(&read, &prepared, &settings);
    if kept_nowhere(asked) && report.is_some_and(Wanted::needs_parts) {
        session = session.with_parts();
    }
    let manifest = core::manifest(&read, &prepared, &settings);
    let mut kept = place
        .map(|place| place.take_up(&manifest, &mut session))
        .transpose()?;
    if let (Some(kept), Some(_), false) = (&kept, before_draws(&kept), asked.quiet) {
        let path = kept.path().display().to_string();
        terminal::complain(&draws::taken_up(lang, &path, kept.held, kept.torn_bytes));
    }
    let progress = Progress::start(lang, manifest.range, asked.quiet);
    if let Some(kept) = &kept {
        progress.goes_on_after(kept.next);
    }
    let made = make(&mut session, &mut kept, &manifest, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    made?;
    if let (Some(kept), Some(shard)) = (&kept, settings.shard) {
        return shard_ends(kept, &manifest, shard, lang);
    }
    let (mut results, found) = session.answer()?;
    terminal::complain(&diagnostics::show(lang, &name, &read.texts, &found));
    if diagnostics::stop_the_run(&found) {
        return Err(Failure::Scenario);
    }
    let ground = (&read, settings.threads);
    documented::add_backtest(
        &mut results,
        ground,
        report,
        (&interrupt, lang, asked.quiet),
    )?;
    let shown = Shown {
        format: asked.format,
        out: asked.out.as_deref(),
        lang,
        name: &name,
        designs_are_chosen: !settings.designs.is_empty(),
        report,
        table: report
            .is_some_and(Wanted::needs_draws)
            .then(|| session.draw_table()),
    };
    show(&shown, &results)?;
    let (draws, asked) = (results.run.draws, results.run.draws_asked);
    match (results.run.stopped, kept) {
        (Stopped::Interrupted, None) => Err(Failure::StoppedWithAnswer { draws, asked }),
        (Stopped::Interrupted, Some(kept)) => Err(Failure::StoppedKept {
            draws,
            asked,
            path: kept.path().to_owned(),
        }),
        _ => Ok(()),
    }
}

/// Fixes the numbers asked for in every draw.
fn with_fixed(mut read: Read, fixed: &[(String, f64)], lang: Lang) -> Result<Read, Failure> {
    match core::fixed(read.plan, fixed) {
        Ok(plan) => {
            read.plan = plan;
            Ok(read)
        }
        Err(problems) => Err(Failure::Usage(usage::not_fixed(lang, &problems))),
    }
}

/// Draws that are kept hold no parts, so that any run can go on with them.
fn kept_nowhere(asked: &Compare) -> bool {
    asked.long.keep_draws.is_none()
}

/// Returns how many draws there were, where there were any or a part of them.
fn before_draws(kept: &Option<Kept>) -> Option<u64> {
    let kept = kept.as_ref()?;
    (kept.held > 0 || kept.torn_bytes > 0).then_some(kept.held)
}

fn make(
    session: &mut Session<'_>,
    kept: &mut Option<Kept>,
    manifest: &Manifest,
    watch: &dyn Fn(u64) -> bool,
) -> Result<(), Failure> {
    match (kept, manifest.shard) {
        (None, _) => session.make(watch, &mut |_| Ok(())),
        (Some(kept), None) => session.make(watch, &mut |batch| kept.add(batch)),
        (Some(kept), Some(_)) => {
            let range = kept.next..manifest.range.1;
            session.make_shard(range, watch, &mut |batch| kept.add(batch))
        }
    }
}

fn shard_ends(
    kept: &Kept,
    manifest: &Manifest,
    shard: (u32, u32),
    lang: Lang,
) -> Result<(), Failure> {
    let (start, end) = manifest.range;
    let path = kept.path();
    if kept.next < end {
        return Err(Failure::StoppedKept {
            draws: kept.next - start,
            asked: end - start,
            path: path.to_owned(),
        });
    }
    terminal::complain(&draws::shard_done(lang, &path.display().to_string(), shard));
    Ok(())
}

/// What is not typed holds as in the draws that are there, then as usual.
fn settings(
    asked: &Compare,
    lang: Lang,
    scenario: &Scenario,
    before: Option<&Manifest>,
) -> Result<Settings, Failure> {
    let mut designs = designs(asked, scenario)?;
    if let (Some(before), true) = (before, designs.is_empty())
        && before.designs_are_chosen
    {
        let chosen = before.designs.iter().filter(|id| *id != core::TODAY);
        designs = chosen.cloned().collect();
    }
    let seed = asked.run.luck.seed.or(before.map(|before| before.seed));
    let shard = before.and_then(|before| before.shard);
    Ok(Settings {
        goal: goal(asked, lang, before)?,
        seed: seed.unwrap_or(DEFAULT_SEED),
        threads: asked.run.luck.threads(),
        designs,
        shard: asked.long.shard.or(shard),
    })
}

fn goal(asked: &Compare, lang: Lang, before: Option<&Manifest>) -> Result<Goal, Failure> {
    let long = &asked.long;
    let share = long.precision.map(ErrorAsked::Share);
    let error = share.or(long.precision_sek.map(ErrorAsked::Sek));
    if error.is_none() && long.max_draws.is_some() {
        return Err(Failure::Usage(draws::most_needs_precision(lang)));
    }
    if let (None, None, Some(before)) = (asked.run.draws, error, before) {
        return Ok(before.goal);
    }
    let Some(error) = error else {
        return Ok(Goal::of_draws(asked.run.draws.unwrap_or(DEFAULT_DRAWS)));
    };
    let most_draws = match (long.max_draws, asked.run.draws) {
        (Some(most), _) => most,
        (None, least) => DEFAULT_MAX_DRAWS.max(least.unwrap_or(0)),
    };
    let least_draws = asked.run.draws.unwrap_or(DEFAULT_DRAWS.min(most_draws));
    if most_draws < least_draws {
        let (most, least) = (most_draws.to_string(), least_draws.to_string());
        let text = draws::most_below_least(lang, &most, &least);
        return Err(Failure::Usage(text));
    }
    Ok(Goal {
        draws: least_draws,
        precision: Some(Until { error, most_draws }),
    })
}

/// Returns the designs asked for, each once; none means all.
///
/// # Errors
///
/// `Failure::UnknownDesign`, and `Failure::NothingToCompare`.
pub fn designs(asked: &Compare, scenario: &Scenario) -> Result<Vec<String>, Failure> {
    let known: Vec<String> = scenario
        .design
        .ids()
        .filter(|id| *id != core::TODAY)
        .map(str::to_owned)
        .collect();
    if known.is_empty() {
        return Err(Failure::NothingToCompare);
    }
    let mut designs: Vec<String> = Vec::new();
    for id in asked
        .run
        .designs
        .iter()
        .map(|id| id.trim())
        .filter(|id| !id.is_empty())
    {
        if !known.iter().any(|one| one == id) {
            return Err(Failure::UnknownDesign {
                id: id.to_owned(),
                known,
            });
        }
        if !designs.iter().any(|one| one == id) {
            designs.push(id.to_owned());
        }
    }
    Ok(designs)
}
