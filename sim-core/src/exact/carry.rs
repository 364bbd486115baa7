//! What is left of an after-effect for those who leave an open case and come back to one.
//!
//! An after-effect ends so many days after the completion it comes from, wherever the household is by
//! then. How much of it is left is known from when those who are in the open case now came to it.

use crate::exact::map::{CARRIED_EVERY, Map, Scene, often};
use crate::exact::phase::{OWN, Phase};
use crate::math::exp;

/// One cell for one kind of household.
#[derive(Clone, Copy)]
pub(crate) struct Here<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) map: &'a Map,
    pub(crate) segment: usize,
    pub(crate) cell: usize,
}

/// Returns what is left of an after-effect for those who are in a phase now: places, and shares that
/// add up to one with those for whom nothing is left.
pub(crate) fn left_of_those_inside(here: Here<'_>, at: usize, of: usize) -> Vec<(usize, f64)> {
    let phase = &here.map.phases[at];
    let grid = here.scene.grid;
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

/// The same for those who leave a phase at a review now.
pub(crate) fn left_of_those_reviewed(here: Here<'_>, at: usize, of: usize) -> Vec<(usize, f64)> {
    let phase = &here.map.phases[at];
    let grid = here.scene.grid;
    let (days, _) = lasting(here, phase, of);
    let sources: Vec<(f64, f64)> = by_review(here, phase)
        .into_iter()
        .map(|(age, who)| (here.cell as f64 + (days - age) / grid.step(), who))
        .collect();
    spread(here, of, &sources)
}

/// Days an after-effect lasts, and the interval of reviews with the share that leaves at each.
fn lasting(here: Here<'_>, phase: &Phase, of: usize) -> (f64, Option<(f64, f64)>) {
    let days = here.scene.model.interventions[of]
        .after_effect
        .map_or(0.0, |effect| effect.1);
    let way = if phase.flag == OWN { here.scene.way } else { 0 };
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

/// Returns who leaves at a review now, by days since the open case began at which it comes.
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
            let stayed = stayed_until(reviews, (came, number), grid.step());
            let left = phase.speed.left(came, here.cell);
            who += phase.history[before + came] * weight * stayed * left;
        }
        found.push((age, who));
        number += 1.0;
    }
    found
}

/// Share that earlier reviews have left.
fn stayed_until(
    reviews: &crate::exact::reviews::Reviews,
    (came, number): (usize, f64),
    step: f64,
) -> f64 {
    let (mut stayed, mut earlier) = (1.0, reviews.first());
    while earlier < number {
        let [(lag, _), _] = reviews.lags(earlier * reviews.every - reviews.from, step);
        stayed *= 1.0 - reviews.leave[usize::from(came + lag >= reviews.gone)];
        earlier += 1.0;
    }
    stayed
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

/// Counts the reviews of those who move on to `today` in the middle of an open case.
///
/// They are reviewed at `today`'s interval since the open case began, while the phase they move to counts
/// from now: what it will count is taken off, and what should be counted is added. Nothing to do
/// where both intervals are equal.
///
/// Returns times in days from now, and how many.
pub(crate) fn recounted_reviews(here: Here<'_>, at: usize, stay: f64) -> Vec<(f64, f64)> {
    let mut counts = Vec::new();
    let every = |way: usize| {
        here.scene.model.ways[way]
            .review
            .map(|review| review.every_days)
    };
    let (Some(own), today) = (every(here.scene.way), every(0)) else {
        return counts;
    };
    if today == Some(own) || stay == 0.0 {
        return counts;
    }
    let Some(today) = today else {
        return counts;
    };
    let by_review = by_review(here, &here.map.phases[at]);
    let total: f64 = by_review.iter().map(|(_, who)| who).sum();
    if total <= 0.0 {
        return counts;
    }
    let offers = here.scene.model.ways[0]
        .review
        .map_or(0.0, |review| often(review.offers_menu));
    let none = here.scene.choices[0][here.segment].none;
    let leave = offers * (1.0 - none);
    for (age, who) in by_review {
        let moved = stay * who / total;
        let mut due = ((age / today + 1e-9).floor() + 1.0) * today - age;
        let horizon = (here.scene.grid.n_cells - here.cell) as f64 * here.scene.grid.step();
        while due < horizon {
            let stayed = crate::math::pow(1.0 - leave, (due / today + 1e-9).floor());
            counts.push((due, moved * stayed));
            due += today;
        }
    }
    let mut due = today;
    let horizon = (here.scene.grid.n_cells - here.cell) as f64 * here.scene.grid.step();
    let mut stayed = 1.0;
    while due < horizon {
        counts.push((due, -stay * stayed));
        stayed *= 1.0 - leave;
        due += today;
    }
    counts
}
