//! `utfall merge FILE...`: joins the shards of a long run, and answers.

use std::path::{Path, PathBuf};

use sim_core::analysis::{Manifest, table_batch, table_start};

use crate::args::{Format, Merge};
use crate::commands::core::{self, Session, Settings, TODAY};
use crate::commands::kept::{self, Source, refused};
use crate::commands::scenario::{self, Read};
use crate::commands::show::{Shown, show};
use crate::error::{DrawsProblem, Failure};
use crate::files::Growing;
use crate::interrupt::Interrupt;
use crate::texts::{Lang, program};
use crate::{diagnostics, terminal};

/// A file of draws, open.
struct Shard {
    path: PathBuf,
    manifest: Manifest,
    source: Source,
}

/// Joins shards in the order of their draws.
///
/// # Errors
///
/// Where draws are missing, stand in two files or were made otherwise than the others.
pub fn run(asked: &Merge, lang: Lang) -> Result<(), Failure> {
    let mut shards = Vec::new();
    for path in &asked.draws_files {
        let (manifest, source) = kept::open(path)?;
        shards.push(Shard {
            path: path.clone(),
            manifest,
            source,
        });
    }
    let whole = in_order(&mut shards)?;
    let first = shards[0].path.clone();
    let read = read_scenario(&first, &whole, lang)?;
    let settings = settings(&whole);
    let prepared = core::prepare(&read, &settings);
    if core::manifest(&read, &prepared, &settings).designs != whole.designs {
        return Err(refused(&first, DrawsProblem::DoesNotFit));
    }
    let mut session = Session::new(&read, &prepared, &settings);
    let mut joined = begin(asked, &whole)?;
    let interrupt = Interrupt::listen(lang);
    for shard in &mut shards {
        join(shard, &mut session, joined.as_mut(), &interrupt)?;
    }
    if !session.is_done() {
        let last = shards.last().map_or(&first, |shard| &shard.path);
        let (first, end) = (session.draws(), whole.range.1);
        return Err(refused(last, DrawsProblem::Gap { first, end }));
    }
    if let (Some(joined), Some(out)) = (&mut joined, &asked.out) {
        joined.settle(true)?;
        terminal::complain(&program::written(lang, &out.display().to_string()));
    }
    match (asked.format, &asked.out) {
        (None, Some(_)) => Ok(()),
        (format, _) => answer(
            format.unwrap_or(Format::Text),
            lang,
            &read,
            &session,
            &whole,
        ),
    }
}

/// Puts shards in order and returns the manifest of the whole run.
fn in_order(shards: &mut [Shard]) -> Result<Manifest, Failure> {
    for idx in 1..shards.len() {
        let (before, rest) = shards.split_at(idx);
        let (first, shard) = (&before[0], &rest[0]);
        let (here, there) = (&shard.manifest, &first.manifest);
        kept::same_run(&shard.path, here, there, Some(&first.path))?;
    }
    shards.sort_by_key(|shard| shard.manifest.range);
    let mut end = 0;
    for idx in 0..shards.len() {
        let (shard, range) = (&shards[idx], shards[idx].manifest.range);
        if range.0 < end {
            let other = shards[idx - 1].path.clone();
            return Err(refused(&shard.path, DrawsProblem::Overlap { other }));
        }
        if range.0 > end {
            let (first, end) = (end, range.0);
            return Err(refused(&shard.path, DrawsProblem::Gap { first, end }));
        }
        end = range.1;
    }
    let first = &shards[0].manifest;
    Ok(Manifest {
        range: (0, first.goal.most_draws()),
        shard: None,
        ..first.clone()
    })
}

/// Reads the scenario that the draws carry; what is wrong with it has been said when it ran.
fn read_scenario(path: &Path, whole: &Manifest, lang: Lang) -> Result<Read, Failure> {
    let name = whole.texts.first().map_or("", |(name, _)| name);
    let read = scenario::judge(core::read_kept(whole), name, lang)?;
    match read.plan.fingerprint == whole.scenario_hash {
        true => Ok(read),
        false => Err(refused(path, DrawsProblem::DoesNotFit)),
    }
}

fn settings(whole: &Manifest) -> Settings {
    let chosen = whole.designs.iter().filter(|id| *id != TODAY);
    Settings {
        goal: whole.goal,
        seed: whole.seed,
        threads: None,
        designs: match whole.designs_are_chosen {
            true => chosen.cloned().collect(),
            false => Vec::new(),
        },
        shard: None,
    }
}

fn begin(asked: &Merge, whole: &Manifest) -> Result<Option<Growing>, Failure> {
    let Some(out) = &asked.out else {
        return Ok(None);
    };
    let mut joined = Growing::begin(out)?;
    joined.add(&table_start(whole))?;
    Ok(Some(joined))
}

fn join(
    shard: &mut Shard,
    session: &mut Session<'_>,
    mut joined: Option<&mut Growing>,
    interrupt: &Interrupt,
) -> Result<(), Failure> {
    let path = &shard.path;
    let (start, end) = shard.manifest.range;
    let mut next = start;
    while let Some(batch) = kept::next_batch(path, &mut shard.source)? {
        if interrupt.asked() {
            return Err(Failure::StoppedEmpty);
        }
        let is_ours = next > start || session.is_our_own(&batch);
        if batch.first() != next || batch.end() > end || !is_ours {
            return Err(refused(path, DrawsProblem::DoesNotFit));
        }
        next = batch.end();
        if let Some(joined) = &mut joined {
            joined.add(&table_batch(&batch))?;
        }
        if !session.is_done() {
            let added = session.add(batch);
            added.map_err(|_| refused(path, DrawsProblem::DoesNotFit))?;
        }
    }
    match next < end && !session.is_done() {
        true => Err(refused(path, DrawsProblem::Gap { first: next, end })),
        false => Ok(()),
    }
}

fn answer(
    format: Format,
    lang: Lang,
    read: &Read,
    session: &Session<'_>,
    whole: &Manifest,
) -> Result<(), Failure> {
    let (results, found) = session.answer()?;
    let name = whole.texts.first().map_or("", |(name, _)| name);
    terminal::complain(&diagnostics::show(lang, name, &read.texts, &found));
    if diagnostics::stop_the_run(&found) {
        return Err(Failure::Scenario);
    }
    let shown = Shown {
        format,
        out: None,
        lang,
        name,
        designs_are_chosen: whole.designs_are_chosen,
        report: None,
        table: None,
    };
    show(&shown, &results)
}
