//! Draws that are kept as bytes: taken up again, joined, damaged; and runs that stop when exact.

use proptest::prelude::*;
use sim_core::analysis::{
    Goal, KeptBatch, Manifest, NotAdded, TableProblem, TableReader, Until, table_batch, table_start,
};
use sim_core::engine::observer::{GoOn, Silent};
use sim_core::engine::run::{BATCH, RunError};
use sim_core::results::Results;
use sim_core::results::run::{ErrorAsked, Stopped};

use crate::comparing::MONEY;
use crate::laws::RICH;
use crate::ready::Ready;

impl Ready {
    /// Goes on with some batches to a goal; returns the answer and every batch.
    fn go_on(&self, goal: Goal, threads: usize, kept: Vec<KeptBatch>) -> (Results, Vec<KeptBatch>) {
        let mut comparing = self.comparing(goal);
        let mut all = kept.clone();
        for batch in kept {
            comparing.add(batch).expect("the next batch");
        }
        let simulate = |draw, replicate| self.simulate(draw, replicate);
        let mut keep = |batch: &KeptBatch| {
            all.push(batch.clone());
            GoOn::Yes
        };
        let made = comparing.make(Some(threads), &simulate, &Silent, &mut keep);
        made.expect("draws");
        (comparing.answer().expect("an answer").results, all)
    }
}

fn manifest(range: (u64, u64)) -> Manifest {
    Manifest {
        scenario_hash: "0123456789abcdef".to_owned(),
        program_version: "0.1.0".to_owned(),
        seed: 1,
        designs: vec!["today".to_owned(), "house".to_owned()],
        designs_are_chosen: false,
        goal: Goal::of_draws(range.1),
        range,
        shard: None,
        texts: vec![("a.toml".to_owned(), "utfall = 1\n".to_owned())],
    }
}

fn table(batches: &[KeptBatch]) -> Vec<u8> {
    let frames = batches.iter().map(table_batch);
    let end = batches.last().map_or(0, KeptBatch::end);
    std::iter::once(table_start(&manifest((0, end))))
        .chain(frames)
        .flatten()
        .collect()
}

/// Returns the batches of a table, how many bytes are sound, and how many are torn.
fn read(bytes: &[u8]) -> Result<(Vec<KeptBatch>, u64, u64), TableProblem> {
    let (_, mut reader) = TableReader::open(bytes)?;
    let mut found = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        found.push(batch);
    }
    Ok((found, reader.sound_bytes(), reader.torn_bytes()))
}

fn json(results: &Results) -> String {
    serde_json::to_string(results).expect("JSON")
}

#[test]
fn an_answer_from_kept_draws_has_the_same_bytes() {
    for text in [MONEY, RICH] {
        let ready = Ready::of(text);
        let goal = Goal::of_draws(BATCH * 2 + 9);
        let (whole, batches) = ready.go_on(goal, 2, Vec::new());
        let (kept, sound, torn) = read(&table(&batches)).expect("a table");
        assert!(kept == batches);
        assert_eq!((sound, torn), (table(&batches).len() as u64, 0));
        let (again, _) = ready.go_on(goal, 1, kept);
        assert!(json(&again) == json(&whole));
    }
}

#[test]
fn the_manifest_reads_as_it_was_written_and_can_be_read_by_people() {
    let bytes = table_start(&manifest((0, 64)));
    let (found, _) = TableReader::open(&bytes[..]).expect("a table");
    assert_eq!(found, manifest((0, 64)));
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.starts_with("utfall draws 1\n"), "{text}");
    assert!(text.contains("\n{\"scenario_hash\":\"0123456789abcdef\""));
}

#[test]
fn a_run_taken_up_anywhere_is_the_whole_run() {
    let ready = Ready::of(MONEY);
    let (whole, batches) = ready.go_on(Goal::of_draws(1100), 2, Vec::new());
    // On a border, inside a batch, before and after the draws that monthly intervals rest on.
    for first in [100, 1024, 1090] {
        let (_, before) = ready.go_on(Goal::of_draws(first), 1, Vec::new());
        let (again, all) = ready.go_on(Goal::of_draws(1100), 2, before);
        assert!(json(&again) == json(&whole), "taken up after {first}");
        let is_border = first % BATCH == 0;
        assert_eq!(all == batches, is_border, "taken up after {first}");
    }
}

#[test]
fn shards_joined_in_their_order_are_the_whole_run() {
    let ready = Ready::of(MONEY);
    let goal = Goal::of_draws(300);
    let (whole, batches) = ready.go_on(goal, 2, Vec::new());
    let simulate = |draw, replicate| ready.simulate(draw, replicate);
    let mut joined = Vec::new();
    for range in [0..128, 128..192, 192..300] {
        let mut keep = |batch: &KeptBatch| {
            joined.push(batch.clone());
            GoOn::Yes
        };
        let how = (range, Some(1));
        let made = ready.comparing(goal).make_shard(how, &simulate, &mut keep);
        assert_eq!(made, Ok(()));
    }
    assert!(joined == batches);
    let (again, _) = ready.go_on(goal, 1, joined);
    assert!(json(&again) == json(&whole));
}

#[test]
fn only_the_next_batch_of_the_same_scenario_is_added() {
    let ready = Ready::of(MONEY);
    let goal = Goal::of_draws(128);
    let (_, batches) = ready.go_on(goal, 2, Vec::new());
    let mut comparing = ready.comparing(goal);
    let second = comparing.add(batches[1].clone());
    assert_eq!(second, Err(NotAdded::NotNext(0)));
    assert_eq!(comparing.add(batches[0].clone()), Ok(()));
    let twice = comparing.add(batches[0].clone());
    assert_eq!(twice, Err(NotAdded::NotNext(64)));
    let other = Ready::of(RICH);
    let foreign = other.comparing(goal).add(batches[0].clone());
    assert_eq!(foreign, Err(NotAdded::DoesNotFit));
    assert_eq!(comparing.draws(), 64);
}

#[test]
fn draws_of_another_engine_are_told_from_our_own() {
    let ready = Ready::of(MONEY);
    let goal = Goal::of_draws(100);
    let (_, batches) = ready.go_on(goal, 2, Vec::new());
    let comparing = ready.comparing(goal);
    for batch in &batches {
        assert!(comparing.is_our_own(batch, &|draw, replicate| ready.simulate(draw, replicate)));
        let other = |draw: u64, replicate| ready.simulate(draw + 1, replicate);
        assert!(!comparing.is_our_own(batch, &other));
    }
}

#[test]
fn a_figure_that_is_not_finite_is_neither_kept_nor_answered() {
    let ready = Ready::of(MONEY);
    let mut comparing = ready.comparing(Goal::of_draws(200));
    let spoilt = |draw, replicate| {
        let mut outcome = ready.simulate(draw, replicate);
        if draw == 70 {
            outcome.values.fill(f64::NAN);
        }
        outcome
    };
    let mut kept = 0;
    let made = comparing.make(Some(1), &spoilt, &Silent, &mut |_| {
        kept += 1;
        GoOn::Yes
    });
    assert_eq!(made, Err(RunError::NotFinite { draw: 70 }));
    assert_eq!(kept, 1);
}

fn until(draws: u64, error: ErrorAsked, most_draws: u64) -> Goal {
    let precision = Some(Until { error, most_draws });
    Goal { draws, precision }
}

#[test]
fn a_precision_stops_at_the_first_border_where_it_is_reached_for_every_design() {
    let ready = Ready::of(MONEY);
    let (long, batches) = ready.go_on(Goal::of_draws(1280), 2, Vec::new());
    let designs = long.comparisons.len();
    assert_eq!(designs, 2);
    // What two standard errors of each prefix are, from answers without any precision.
    let worst = |results: &Results| {
        let nets = results.comparisons.iter().map(|one| one.savings[0].net);
        nets.map(|net| 2.0 * net.mc_se).fold(0.0, f64::max)
    };
    let prefix = |n: usize| {
        ready
            .go_on(Goal::of_draws(n as u64 * BATCH), 1, batches[..n].to_vec())
            .0
    };
    let errors: Vec<f64> = (1..=20).map(|n| worst(&prefix(n))).collect();
    let sek = errors[9] * 1.000_001;
    let first = errors.iter().skip(1).position(|error| *error <= sek);
    let first = (first.expect("reached") as u64 + 2) * BATCH;
    for threads in [1, 2, 3] {
        let goal = until(BATCH + 1, ErrorAsked::Sek(sek), 5000);
        let (found, _) = ready.go_on(goal, threads, Vec::new());
        assert_eq!(found.run.draws, first, "{threads} threads");
        assert_eq!(found.run.stopped, Stopped::PrecisionReached);
        let precision = found.run.precision.as_ref().expect("a precision");
        assert_eq!(precision.reached.len(), designs);
        assert!(precision.reached.iter().all(|one| one.is_enough));
        let same = prefix(first as usize / BATCH as usize);
        assert!(found.comparisons == same.comparisons && found.designs == same.designs);
    }
}

#[test]
fn a_run_to_a_precision_that_is_taken_up_again_stops_where_the_whole_one_does() {
    let ready = Ready::of(MONEY);
    let (fourth, _) = ready.go_on(Goal::of_draws(4 * BATCH), 2, Vec::new());
    let net = fourth.comparisons[1].savings[0].net;
    let share = 2.000_001 * net.mc_se / net.mean.abs();
    let goal = until(100, ErrorAsked::Share(share), 3000);
    let (whole, batches) = ready.go_on(goal, 2, Vec::new());
    assert_eq!(whole.run.stopped, Stopped::PrecisionReached);
    assert!([192, 256].contains(&whole.run.draws));
    for before in [30, 64, 100, 128] {
        let (_, kept) = ready.go_on(Goal::of_draws(before), 1, Vec::new());
        let (again, _) = ready.go_on(goal, 1, kept);
        assert!(json(&again) == json(&whole), "taken up after {before}");
    }
    // It is not looked at inside a batch, where the whole run would not look either.
    let soon = until(70, ErrorAsked::Share(1e6), 3000);
    let (whole_soon, _) = ready.go_on(soon, 2, Vec::new());
    assert_eq!(whole_soon.run.draws, 128);
    let (_, kept) = ready.go_on(Goal::of_draws(100), 1, Vec::new());
    assert!(json(&ready.go_on(soon, 1, kept).0) == json(&whole_soon));
    // More draws than it takes are left aside.
    let (_, more) = ready.go_on(Goal::of_draws(whole.run.draws + 64), 2, Vec::new());
    let mut comparing = ready.comparing(goal);
    for batch in more {
        if !comparing.is_done() {
            comparing.add(batch).expect("the next batch");
        }
    }
    assert!(json(&comparing.answer().expect("an answer").results) == json(&whole));
    assert!(whole.run.draws == batches.last().expect("a batch").end());
}

#[test]
fn a_precision_that_is_never_reached_stops_at_the_most_draws() {
    // `same` changes nothing, so its mean is exactly zero: nothing is as exact as that.
    let ready = Ready::of(MONEY);
    for error in [ErrorAsked::Share(1e-9), ErrorAsked::Sek(1e-9)] {
        let (found, _) = ready.go_on(until(64, error, 150), 2, Vec::new());
        assert_eq!((found.run.draws, found.run.draws_asked), (150, 150));
        assert_eq!(found.run.stopped, Stopped::MostDraws);
        let reached = found.run.precision.expect("a precision").reached;
        let enough: Vec<bool> = reached.iter().map(|one| one.is_enough).collect();
        assert_eq!(enough, [true, false]);
        assert_eq!(reached[0].error_share, None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_table_gives_whole_batches_or_says_so(
        at in any::<prop::sample::Index>(),
        flip in 1_u8..,
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
        zeros in 0_usize..100,
        in_head in prop::option::of((0_usize..3, 0_usize..17)),
    ) {
        let (bytes, batches) = small_table();
        let mut damaged = bytes.clone();
        let at = match in_head {
            // Where a frame says how long it is: few bytes, and the ones that matter most.
            Some((frame, byte)) => {
                let before = batches[..frame].iter().map(|batch| table_batch(batch).len());
                table_start(&manifest((0, batches.last().expect("a batch").end()))).len() + before.sum::<usize>() + byte
            }
            None => at.index(bytes.len()),
        };
        if is_cut {
            damaged.truncate(cut.index(bytes.len()));
            damaged.extend(std::iter::repeat_n(0, zeros));
        } else {
            damaged[at] ^= flip;
        }
        match read(&damaged) {
            Ok((found, sound, torn)) => {
                prop_assert!(found.len() <= batches.len());
                prop_assert!(found == batches[..found.len()]);
                prop_assert_eq!(sound + torn, damaged.len() as u64);
                prop_assert!(damaged[..sound as usize] == bytes[..sound as usize]);
                // Never dropped in silence: what is missing is torn, or was cut off on a border.
                prop_assert!(torn > 0 || damaged == bytes[..damaged.len()]);
                // A single byte costs the last batch at most.
                prop_assert!(is_cut || found.len() + 1 >= batches.len());
            }
            Err(problem) => {
                let in_manifest = damaged.len() < table_start(&manifest((0, 6))).len();
                prop_assert!(!is_cut || in_manifest || zeros > 0, "{problem:?}");
            }
        }
    }
}

/// A table of three batches, made once.
fn small_table() -> &'static (Vec<u8>, Vec<KeptBatch>) {
    static MADE: std::sync::OnceLock<(Vec<u8>, Vec<KeptBatch>)> = std::sync::OnceLock::new();
    MADE.get_or_init(|| {
        let ready = Ready::of(RICH);
        let (_, batches) = ready.go_on(Goal::of_draws(3), 1, Vec::new());
        let mut all = batches;
        for end in [5, 6] {
            all = ready.go_on(Goal::of_draws(end), 1, all).1;
        }
        (table(&all), all)
    })
}
