//! Writes random words of neighbouring addresses to standard output, for a battery of tests.
//!
//! `cargo run --release -p sim-benches --example streams -- households | dieharder -a -g 200`
//!
//! Each word is the first of its own stream, so what is tested is the keying, not the generator
//! behind it. The feeds are `households`, `draws`, `seeds`, `replicates`, `occasions`, `purposes`,
//! `visits` (all purposes of one occasion of one household after another), `bits` (addresses
//! that differ in one bit) and `mixed` (all of these in turn).

use std::io::{Write, stdout};

use sim_core::luck::{HouseholdKey, Layer, Purpose, Stream, cohort_key};

const PURPOSE: Purpose = Purpose::named("exit").within("job");
const FEEDS: [&str; 8] = [
    "households",
    "draws",
    "seeds",
    "replicates",
    "occasions",
    "purposes",
    "visits",
    "bits",
];

fn household(seed: u64, draw: u64, replicate: u32, number: u64) -> HouseholdKey {
    cohort_key(seed, draw, Layer::Household, replicate).household(number)
}

/// Returns the first word of the stream at position `i` of a feed.
fn word(feed: usize, i: u64, purposes: &[Purpose]) -> u64 {
    let stream: Stream = match feed {
        0 => household(1, 0, 0, i).stream(PURPOSE, 0),
        1 => household(1, i, 0, 7).stream(PURPOSE, 0),
        2 => household(i, 0, 0, 7).stream(PURPOSE, 0),
        3 => household(1, i >> 32, i as u32, 7).stream(PURPOSE, 0),
        4 => household(1, 0, 0, i >> 32).stream(PURPOSE, i as u32),
        5 => household(1, 0, 0, 7).stream(PURPOSE.within(&i.to_string()), 0),
        6 => {
            let n = purposes.len() as u64;
            let (visit, at) = (i / n, (i % n) as usize);
            let key = household(1, 0, 0, visit / 16).on((visit % 16) as u32);
            key.stream(purposes[at])
        }
        // A Gray code: each number differs from the last in one bit.
        _ => household(1, 0, 0, i ^ (i >> 1)).on(0).stream(PURPOSE),
    };
    // One less than 2^64 times a word, without its last 64 bits, is the word less one.
    stream.below(u64::MAX).wrapping_add(1)
}

fn main() {
    let asked = std::env::args().nth(1).unwrap_or_default();
    let purposes: Vec<Purpose> = (0..32)
        .map(|i| Purpose::named("exit").within(&i.to_string()))
        .collect();
    let feed = FEEDS.iter().position(|feed| *feed == asked);
    let mut out = stdout().lock();
    let mut bytes = Vec::with_capacity(1 << 16);
    for i in 0_u64.. {
        let n = FEEDS.len() as u64;
        let word = match feed {
            Some(feed) => word(feed, i, &purposes),
            None => word((i % n) as usize, i / n, &purposes),
        };
        bytes.extend(word.to_le_bytes());
        if bytes.len() == 1 << 16 {
            // Ends when the reader has had enough.
            if out.write_all(&bytes).is_err() {
                return;
            }
            bytes.clear();
        }
    }
}
