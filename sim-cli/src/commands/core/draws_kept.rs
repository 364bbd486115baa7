//! What a file of kept draws begins with, and the scenario it carries.

use std::ops::Range;

use sim_core::analysis::Manifest;
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::Prepared;
use sim_core::engine::run::BATCH;
use sim_core::read::{DEFAULTS_NAME, Reading};

use crate::commands::core::Settings;
use crate::commands::scenario::Read;

/// Returns the part of a run's draws that a shard makes: whole batches, shared out evenly.
fn shard_range((number, of): (u32, u32), draws: u64) -> Range<u64> {
    let n_batches = u128::from(draws.div_ceil(BATCH));
    let border = |number: u32| {
        let batches = n_batches * u128::from(number) / u128::from(of.max(1));
        (batches as u64 * BATCH).min(draws)
    };
    border(number.saturating_sub(1))..border(number)
}

/// Returns what a file of draws of this run begins with.
pub fn manifest(read: &Read, prepared: &Prepared, settings: &Settings) -> Manifest {
    let ids = prepared.ways.iter().map(|way| &read.plan.ways[*way].id);
    let texts = read.texts.names.iter().zip(&read.texts.contents);
    let most = settings.goal.most_draws();
    let range = match settings.shard {
        None => 0..most,
        Some(shard) => shard_range(shard, most),
    };
    Manifest {
        scenario_hash: read.plan.fingerprint.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: settings.seed,
        designs: ids.map(|id| id.to_string()).collect(),
        designs_are_chosen: !settings.designs.is_empty(),
        goal: settings.goal,
        range: (range.start, range.end),
        shard: settings.shard,
        texts: texts
            .filter(|(name, _)| *name != DEFAULTS_NAME)
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect(),
    }
}

/// Returns what came of reading the scenario that a file of draws carries.
pub fn read_kept(manifest: &Manifest) -> Reading {
    let name = manifest.texts.first().map_or("", |(name, _)| name);
    sim_core::read::read_scenario(name, &mut |wanted: &str| {
        let mut texts = manifest.texts.iter();
        let found = texts.find(|(name, _)| name == wanted);
        found.map_or(Err(Unreadable::Missing), |(_, text)| Ok(text.clone()))
    })
}
