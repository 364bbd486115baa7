//! Would one hazard do instead of quick and slow households? Tested on households simulated alike.

use crate::analysis::fit::exits::{Exits, PERMANENT};
use crate::analysis::fit::groups::{Group, begins_within};
use crate::luck::{HouseholdKey, Layer, Purpose, cohort_key};
use crate::math::sqrt;
use crate::records::rows::{Spell, Window};
use crate::results::fitted::SimulatedTest;
use crate::survival::curves::{Step, kaplan_meier};
use crate::survival::path::{MOST_CAUSES, Path, counted};
use crate::survival::risk::RiskTable;
use crate::survival::stay::Stay;
use crate::survival::two_types::{HELD_BY_EVENTS, TwoTypes, two_types};

/// As many files of records as tell p = 0.05 from p = 0.1.
pub const MOST_FILES: u32 = 199;
/// So many of them with a ratio as large as that of the records are enough.
const ENOUGH_AS_LARGE: u32 = 10;
/// Most households in one: how large chance makes the ratio hardly depends on how many there are.
const MOST_HOUSEHOLDS: usize = 2000;
/// Most stays of one household.
const MOST_STAYS: u32 = 200;
/// Keeps this luck apart from that of scenarios.
const SEED: u64 = 0x7477_6f5f_7479_7065;
const WITHIN_DAY: Purpose = Purpose::named("fit:within day");
const LASTS: Purpose = Purpose::named("fit:lasts");
const CAUSE: Purpose = Purpose::named("fit:cause");
const AWAY: Purpose = Purpose::named("fit:away");

/// Returns how probable a likelihood ratio of two types as large as that of the records is where all
/// households have the same constant hazards; none where there is no exit to tell them apart by, or no file asked for.
///
/// # Source
///
/// The ratio has no chi-square distribution, for under one hazard the share of slow ones is nothing that exists:
/// parametric bootstrap, McLachlan (1987), *Applied Statistics* 36(3). It stops early where the ratio is
/// clearly not large: Besag and Clifford (1991), *Biometrika* 78(2).
///
/// Households begin when those of the records do and are seen to the same day; stays last by the hazards of all, and those
/// away come back after as long as in the records (Kaplan-Meier by exit).
pub(crate) fn test_of_two_types(
    (group, window, exits): (&Group, Window, &Exits),
    (paths, days, two): (&[Path], f64, Option<&TwoTypes>),
    (all, causes): (&[usize], &[usize]),
    most_files: u32,
) -> Option<SimulatedTest> {
    if causes.is_empty() || days <= 0.0 || most_files == 0 {
        return None;
    }
    let ratio = two.map_or(0.0, |two| two.ratio_to_one(paths));
    if ratio <= 0.0 {
        return Some(SimulatedTest {
            ratio: 0.0,
            p: 1.0,
            error: 0.0,
            files: 0,
        });
    }
    let alike = Alike::of(group, window, (exits, days, all));
    let (mut files, mut as_large) = (0, 0);
    while files < most_files && as_large < ENOUGH_AS_LARGE {
        let paths = counted(alike.file(files));
        files += 1;
        let two = two_types(&paths, causes, HELD_BY_EVENTS);
        as_large += u32::from(two.is_some_and(|two| two.ratio_to_one(&paths) >= ratio));
    }
    // The records are one of the files where it was not stopped early.
    let p = match as_large {
        ENOUGH_AS_LARGE => f64::from(as_large) / f64::from(files),
        _ => f64::from(as_large + 1) / f64::from(files + 1),
    };
    Some(SimulatedTest {
        ratio,
        p,
        error: sqrt(p * (1.0 - p) / f64::from(files)),
        files,
    })
}

/// How a household was seen.
#[derive(Clone, Copy)]
struct Begins {
    is_new: bool,
    behind: f64,
    /// The day from which it was watched.
    day: f64,
}

/// Households that all have the same constant hazards.
struct Alike {
    begins: Vec<Begins>,
    last_day: f64,
    /// Hazard a day, all exits together.
    hazard: f64,
    /// By exit, the share of all that leave which left by this or one before it.
    left_by: Vec<(usize, f64)>,
    /// By exit, the share still away by days since.
    still_away: Vec<Vec<Step>>,
}

impl Alike {
    fn of(group: &Group, window: Window, (exits, days, all): (&Exits, f64, &[usize])) -> Self {
        let mut begins = Vec::new();
        let mut away: Vec<Vec<Stay>> = vec![Vec::new(); MOST_CAUSES];
        for household in group.spells.chunk_by(|a, b| a.household == b.household) {
            let first = &household[0];
            begins.push(Begins {
                is_new: begins_within(first, window),
                behind: f64::from((window.from - first.start).max(0)),
                day: f64::from(first.start.max(window.from)),
            });
            note_away(household, window, exits, &mut away);
        }
        // Evenly from all, so that those who come early and late are there as in the records.
        let step = begins.len().div_ceil(MOST_HOUSEHOLDS).max(1);
        let events: u64 = all.iter().map(|exit| exits.events[*exit]).sum();
        let mut sum = 0;
        let left_by = all.iter().map(|exit| {
            sum += exits.events[*exit];
            (*exit, sum as f64 / events as f64)
        });
        Self {
            left_by: left_by.collect(),
            begins: begins.into_iter().step_by(step).collect(),
            last_day: f64::from(window.to),
            hazard: events as f64 / days,
            still_away: away.iter().map(|stays| curve(stays)).collect(),
        }
    }

    fn file(&self, number: u32) -> Vec<Path> {
        let households = cohort_key(SEED, u64::from(number), Layer::Household, 0);
        let each = self.begins.iter().enumerate();
        each.map(|(at, begins)| self.path(begins, households.household(at as u64)))
            .collect()
    }

    fn path(&self, begins: &Begins, luck: HouseholdKey) -> Path {
        let mut path = Path {
            is_new: begins.is_new,
            behind: begins.behind,
            time: 0.0,
            ended: [0; MOST_CAUSES],
            count: 1.0,
        };
        let mut day = begins.day;
        for stay in 0..MOST_STAYS {
            let within = luck.stream(WITHIN_DAY, stay).uniform();
            let lasts = luck.stream(LASTS, stay).exponential() / self.hazard;
            let end = (day + within + lasts).floor();
            path.time += end.min(self.last_day) - day;
            if end > self.last_day {
                break;
            }
            let exit = self.exit(luck.stream(CAUSE, stay).uniform());
            path.ended[exit] += 1;
            let curve = &self.still_away[exit];
            let lot = luck.stream(AWAY, stay).uniform();
            let back = curve.partition_point(|step| step.value > lot);
            match curve.get(back) {
                Some(step) if exit != PERMANENT => day = end + step.age,
                _ => break,
            }
            if day > self.last_day {
                break;
            }
        }
        path
    }

    fn exit(&self, lot: f64) -> usize {
        let last = self.left_by.len() - 1;
        let at = self.left_by.partition_point(|(_, share)| *share <= lot);
        self.left_by[at.min(last)].0
    }
}

fn note_away(household: &[Spell], window: Window, exits: &Exits, away: &mut [Vec<Stay>]) {
    for (at, spell) in household.iter().enumerate() {
        let (Some(end), Some(exit)) = (spell.end, exits.cause(spell)) else {
            continue;
        };
        let next = household.get(at + 1).map(|next| next.start);
        let until = next.unwrap_or(window.to).max(end);
        away[exit].push(Stay::whole(f64::from(until - end), next.map(|_| 0)));
    }
}

/// Returns the share still away by days since; nothing where nobody left so.
fn curve(stays: &[Stay]) -> Vec<Step> {
    if stays.is_empty() {
        return Vec::new();
    }
    kaplan_meier(&RiskTable::new(stays, 1), 0.9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::exits::ExitKind;

    /// Six households under way when watching begins, and four that come later.
    #[test]
    fn simulated_households_begin_when_and_as_those_of_the_records_do() {
        let window = Window { from: 0, to: 400 };
        let spell = |household: u32| Spell {
            household,
            segment: 0,
            start: 40 * household as i32 - 210,
            start_is_known: true,
            end: Some(40 * household as i32 + 30),
            exit: Some(ExitKind::Job),
            paid_sek: None,
        };
        let group = Group {
            id: "all".to_owned(),
            label: "all".to_owned(),
            spells: (0..10).map(spell).collect(),
            n_households: 10,
            n_new: 4,
        };
        let exits = Exits::of(&group.spells, "all", &mut Vec::new());
        // So many days watched that the hazard is next to nothing: all stay to the last day.
        let job = ExitKind::Job as usize;
        let alike = Alike::of(&group, window, (&exits, 1e12, &[job]));
        let file = alike.file(0);
        let found = file
            .iter()
            .map(|path| (path.is_new, path.behind, path.time));
        let under_way = [210.0, 170.0, 130.0, 90.0, 50.0, 10.0].map(|days| (false, days, 400.0));
        let new = [30.0, 70.0, 110.0, 150.0].map(|day| (true, 0.0, 400.0 - day));
        let expected: Vec<_> = under_way.into_iter().chain(new).collect();
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
