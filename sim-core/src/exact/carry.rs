//! What is left of an after-effect for those who leave an open case and come back to one.
//!
//! An after-effect ends so many days after the completion it comes from, wherever the household is by
//! then. How much of it is left is known from when those who are in the open case now came to it.

use crate::compile::plan::StateColumn;
use crate::exact::flags::{OWN, follows};
use crate::exact::map::{CARRIED_EVERY, Map, Scene, often};
use crate::exact::phase::{Phase, What};
use crate::math::exp;

/// One cell for one kind of household.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) map: &'a Map,
    pub(crate) segment: usize,
    pub(crate) cell: usize,
}

impl Here<'_> {
    fn step(&self) -> f64 {
        self.scene.grid.step()
    }
}

/// Returns what is left of an after-effect for those who are called in now from a phase: places, and shares
/// that add up to one with those for whom nothing is left.
pub(crate) fn left_of_those_called(here: Here<'_>, at: usize, of: usize) -> Vec<(usize, f64)> {
    let phase = &here.map.phases[at];
    let grid = here.scene.grid;
    if let Some(aged) = &phase.aged {
        let lasts = lasting(here, phase, of).0 / grid.step();
        let called = aged.called_by_end[here.cell].iter();
        let called: Vec<(f64, f64)> = called.map(|(came, who)| (came + lasts, *who)).collect();
        return spread(here, of, &called);
    }
    let (days, review) = lasting(here, phase, of);
    let lasts = days / grid.step();
    let before = phase.history.len() - grid.n_cells;
    let now = before + here.cell;
    let first = now.saturating_sub(lasts.ceil() as usize);
    let mut sources = Vec::new();
    for came in first..=now {
        let who = phase.history[came] + if came == now { phase.came } else { 0.0 };
        if who == 0.0 {
            continue;
        }
        let age = (now - came) as f64;
        let reviewed = review.map_or(0.0, |(every, _)| (age * grid.step() / every).floor());
        let stayed = review.map_or(1.0, |(_, leave)| crate::math::pow(1.0 - leave, reviewed));
        let ends = came as f64 + lasts - before as f64;
        let inside = (lasts - age).clamp(0.0, 1.0);
        sources.push((
            ends,
            who * inside * stayed * still_there(here, phase, (came, now)),
        ));
    }
    spread(here, of, &sources)
}

/// Days an after-effect lasts, and the interval of reviews with the share that leaves at each.
fn lasting(here: Here<'_>, phase: &Phase, of: usize) -> (f64, Option<(f64, f64)>) {
    let days = here.scene.model.interventions[of]
        .after_effect
        .map_or(0.0, |effect| effect.1);
    let way = if follows(phase.flag) == OWN {
        here.scene.way
    } else {
        0
    };
    let model = &here.scene.model.ways[way];
    let review = model.review.map(|review| {
        let offers = often(review.offers_menu);
        let none = here.scene.choices[way][here.segment].none;
        (review.every_days, offers * (1.0 - none))
    });
    (days, review)
}

/// Returns the share of those who came at a place of the history that hazards and calls have left.
fn still_there(here: Here<'_>, phase: &Phase, (came, now): (usize, usize)) -> f64 {
    let before = phase.history.len() - here.scene.grid.n_cells;
    let speed = &phase.speed;
    if came >= before {
        return exp(speed.behind[came - before] - speed.behind[now - before]);
    }
    let days = (before - came) as f64 * here.scene.grid.step();
    exp(-phase.rate_before * days - speed.behind[now - before])
}

/// Returns who is reviewed now, by days since the open case began at which it is.
fn by_review(here: Here<'_>, phase: &Phase) -> Vec<(f64, f64)> {
    let Some(reviews) = &phase.reviews else {
        return Vec::new();
    };
    let grid = here.scene.grid;
    let before = phase.history.len() - grid.n_cells;
    let (mut number, mut found) = (reviews.first(), Vec::new());
    while number * reviews.every <= reviews.to {
        let age = number * reviews.every;
        let lags = reviews.lags(age - reviews.from, grid.step());
        if lags[0].0 > here.cell {
            break;
        }
        let mut who = 0.0;
        for (lag, weight) in lags {
            let Some(came) = here.cell.checked_sub(lag) else {
                continue;
            };
            let history = phase.history[before + came];
            if history == 0.0 {
                continue;
            }
            let stayed = reviews.stayed(came, number, grid.step());
            let left = phase.speed.left(came, here.cell);
            who += history * weight * stayed * left;
        }
        found.push((age, who));
        number += 1.0;
    }
    found
}

/// Shares out what ends at certain times over the places for it.
fn spread(here: Here<'_>, of: usize, sources: &[(f64, f64)]) -> Vec<(usize, f64)> {
    let total: f64 = sources.iter().map(|(_, who)| who).sum();
    let places: Vec<(usize, usize)> = here
        .map
        .carried
        .iter()
        .enumerate()
        .filter(|(_, (intervention, _))| *intervention == of)
        .map(|(place, (_, until))| (place, *until))
        .collect();
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return Vec::new();
    };
    if total <= 0.0 {
        return Vec::new();
    }
    let mut shares = vec![0.0; places.len()];
    for (ends, who) in sources {
        let share = who / total;
        if *ends >= last.1 as f64 {
            shares[places.len() - 1] += share;
            continue;
        }
        // The place before the first one stands for nothing left.
        let above = places.partition_point(|(_, until)| (*until as f64) <= *ends);
        let until = places[above].1 as f64;
        let width = CARRIED_EVERY as f64;
        let below = if above > 0 {
            places[above - 1].1 as f64
        } else {
            first.1 as f64 - width
        };
        let part = ((ends - below) / (until - below)).clamp(0.0, 1.0);
        shares[above] += share * part;
        if above > 0 {
            shares[above - 1] += share * (1.0 - part);
        }
    }
    places
        .iter()
        .zip(shares)
        .map(|((place, _), share)| (*place, share))
        .collect()
}

/// Those who move on to `today` at a review now and stay in their open case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MovedOn {
    /// Days since the open case began.
    pub(crate) age: f64,
    /// What is left of an after-effect: a place of `Map::carried`.
    pub(crate) place: Option<usize>,
    pub(crate) who: f64,
}

/// Returns those who move on at a review now and stay, by age of the open case and by what is left of an
/// after-effect.
pub(crate) fn moved_on(here: Here<'_>, at: usize, stay: f64) -> Vec<MovedOn> {
    let phase = &here.map.phases[at];
    let mut limited = here.scene.model.plan.limited.iter();
    let counts_first_days = limited.any(|limited| limited.state == StateColumn::Open);
    let place = match phase.what {
        What::After(_) => None,
        What::Carried { rest, .. } => Some(Some(rest)),
        _ => Some(None),
    };
    // Where nothing depends on how old their cases are.
    if let (Some(place), false) = (place, counts_first_days) {
        let (age, who) = (0.0, stay);
        return vec![MovedOn { age, place, who }];
    }
    let by_review = by_review(here, phase);
    let total: f64 = by_review.iter().map(|(_, who)| who).sum();
    if total <= 0.0 {
        return Vec::new();
    }
    let mut found = Vec::new();
    // So few are left out that nothing shows of them.
    let some = by_review
        .into_iter()
        .filter(|(_, who)| who.abs() > 1e-9 * total.abs());
    for (age, who) in some {
        let who = stay * who / total;
        let places = match phase.what {
            What::After(of) => {
                let ends = here.cell as f64 + (lasting(here, phase, of).0 - age) / here.step();
                spread(here, of, &[(ends, 1.0)])
            }
            What::Carried { rest, .. } => vec![(rest, 1.0)],
            _ => Vec::new(),
        };
        let mut without = who;
        for (place, share) in places.into_iter().filter(|(_, share)| *share > 0.0) {
            let (place, who) = (Some(place), who * share);
            without -= who;
            found.push(MovedOn { age, place, who });
        }
        let place = None;
        let who = without;
        found.push(MovedOn { age, place, who });
    }
    found
}

/// How `today` reviews an open case: the interval, and the share that leaves at each.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Reviewing {
    every: f64,
    leave: f64,
}

impl Reviewing {
    /// Returns how `today` does it; without an end of the interval where it does not.
    pub(crate) fn of_today(here: Here<'_>) -> Self {
        let review = here.scene.model.ways[0].review;
        let offers = review.map_or(0.0, |review| often(review.offers_menu));
        Self {
            every: review.map_or(f64::INFINITY, |review| review.every_days),
            leave: offers * (1.0 - here.scene.choices[0][here.segment].none),
        }
    }

    /// Returns the share that offers have left so many days after the first one under `today`.
    fn stayed(self, days: f64) -> f64 {
        let offers = (days / self.every + 1e-9).floor();
        crate::math::pow(1.0 - self.leave, offers)
    }

    /// Returns when those who have moved on are offered the menu, in days from now, the share that is still
    /// there, and the share that leaves.
    pub(crate) fn offers(self, horizon: f64) -> Vec<(f64, f64, f64)> {
        let mut offers = Vec::new();
        let (mut due, mut alive) = (self.every, 1.0);
        while due < horizon && alive > 1e-14 {
            offers.push((due, alive, self.leave));
            alive *= 1.0 - self.leave;
            due += self.every;
        }
        offers
    }

    /// Returns what the phase they move to counts too much as first days, of which there are so many:
    /// days from now, and time for each who moves on.
    pub(crate) fn first_days_too_many(
        self,
        age: f64,
        first: f64,
        (step, horizon): (f64, f64),
    ) -> Vec<(f64, f64)> {
        let (from, to) = ((first - age).max(0.0), first.min(horizon));
        let parts = ((to - from) / step * 4.0).ceil().max(0.0);
        let part = (to - from) / parts.max(1.0);
        let middle = |at: u32| from + (f64::from(at) + 0.5) * part;
        (0..parts as u32)
            .map(|at| (middle(at), part * self.stayed(middle(at))))
            .collect()
    }
}
