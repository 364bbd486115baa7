//! Segments of the records, small ones put together; households and their stays.

use crate::records::rows::{Spell, Window};
use crate::results::fitted::{EVERYBODY, HIDDEN, LEAST_TOLD, REST, Unlearned, WITHOUT_SEGMENT};

/// One segment of the records.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// Its id in the scenario.
    pub(crate) id: String,
    /// What the records call it.
    pub(crate) label: String,
    /// Its stays, by household and time.
    pub(crate) spells: Vec<Spell>,
    /// Its households.
    pub(crate) n_households: u64,
    /// Those of them whose first stay began within the window.
    pub(crate) n_new: u64,
}

/// Most segments told apart; a column with more values than that is no segment field.
const MOST_SEGMENTS: usize = 12;

/// Returns the segments of some stays, which stand by household and time.
///
/// A household belongs to the segment of its first stay. Segments of fewer than five are put together; where
/// they are too few even so, they join the largest.
pub(crate) fn groups(
    spells: &[Spell],
    labels: &[String],
    window: Window,
    unlearned: &mut Vec<Unlearned>,
) -> Vec<Group> {
    let mut by_segment: Vec<Vec<&[Spell]>> = vec![Vec::new(); labels.len().max(1)];
    for household in spells.chunk_by(|a, b| a.household == b.household) {
        let segment = usize::from(household[0].segment).min(by_segment.len() - 1);
        by_segment[segment].push(household);
    }
    let mut kept = told_apart(labels, by_segment, unlearned);
    name_the_nameless(&mut kept);
    let mut taken: Vec<String> = Vec::new();
    kept.into_iter()
        .map(|(label, mut households)| {
            households.sort_unstable_by_key(|household| household[0].household);
            let id = free_id(&label, &taken);
            taken.push(id.clone());
            let is_new = |household: &&&[Spell]| begins_within(&household[0], window);
            Group {
                id,
                n_households: households.len() as u64,
                n_new: households.iter().filter(is_new).count() as u64,
                label,
                spells: households.into_iter().flatten().copied().collect(),
            }
        })
        .collect()
}

/// Returns the segments that are told apart, each with its households.
fn told_apart<'s>(
    labels: &[String],
    by_segment: Vec<Vec<&'s [Spell]>>,
    unlearned: &mut Vec<Unlearned>,
) -> Vec<(String, Vec<&'s [Spell]>)> {
    let least = LEAST_TOLD as usize;
    let mut small: Vec<&'s [Spell]> = Vec::new();
    let mut n_small = 0;
    let mut kept: Vec<(String, Vec<&'s [Spell]>)> = Vec::new();
    for (label, households) in labels.iter().zip(by_segment) {
        match households.len() {
            0 => {}
            n if n < least => {
                n_small += 1;
                small.extend(households);
            }
            _ => kept.push((label.clone(), households)),
        }
    }
    kept.sort_by_key(|(_, households)| std::cmp::Reverse(households.len()));
    for (_, households) in kept.drain(MOST_SEGMENTS.min(kept.len())..) {
        n_small += 1;
        small.extend(households);
    }
    if n_small > 0 {
        unlearned.push(Unlearned::SegmentsTogether { segments: n_small });
    }
    if small.len() >= least || kept.is_empty() {
        if !small.is_empty() {
            kept.push((REST.to_owned(), small));
        }
    } else if let Some(largest) = kept
        .iter_mut()
        .max_by_key(|(_, households)| households.len())
    {
        largest.1.extend(small);
    }
    kept
}

/// Gives a name to households without one, and numbers to names that are not told.
fn name_the_nameless(kept: &mut [(String, Vec<&[Spell]>)]) {
    let nobody_else = match kept.len() {
        1 => EVERYBODY,
        _ => WITHOUT_SEGMENT,
    };
    let mut hidden = 0;
    for (label, _) in kept {
        if label.is_empty() {
            nobody_else.clone_into(label);
        } else if label == HIDDEN {
            hidden += 1;
            *label = format!("{HIDDEN}_{hidden}");
        }
    }
}

/// Returns whether a stay was watched from its beginning.
pub(crate) fn begins_within(spell: &Spell, window: Window) -> bool {
    spell.start_is_known && spell.start >= window.from
}

/// Returns an id made from a label: small letters, digits and `_`, beginning with a letter.
fn free_id(label: &str, taken: &[String]) -> String {
    let mut id = String::new();
    for sign in label.chars().flat_map(char::to_lowercase) {
        match sign {
            'å' | 'ä' | 'á' | 'à' => id.push('a'),
            'ö' | 'ø' | 'ó' => id.push('o'),
            'é' | 'è' | 'ë' => id.push('e'),
            'ü' => id.push('u'),
            sign if sign.is_ascii_alphanumeric() => id.push(sign),
            _ if !id.is_empty() && !id.ends_with('_') => id.push('_'),
            _ => {}
        }
        if id.len() >= 40 {
            break;
        }
    }
    let id = id.trim_end_matches('_');
    let id = match id.chars().next() {
        None => EVERYBODY.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("grupp_{id}"),
        Some(_) => id.to_owned(),
    };
    let is_free = |id: &String| !taken.contains(id);
    if is_free(&id) {
        return id;
    }
    let numbered = (2..).map(|number| format!("{id}_{number}"));
    numbered.into_iter().find(is_free).unwrap_or(id)
}
