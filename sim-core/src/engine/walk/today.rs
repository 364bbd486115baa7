//! All households of a draw under `today`, walked by the table.

use crate::engine::arrivals::{Arrivals, Origin, applications_listed, new_applications};
use crate::engine::walk::lower::lowered;
use crate::engine::walk::places::Places;
use crate::engine::walk::walker::Walker;
use crate::luck::CohortKey;
use crate::model::facts::{Given, Plain};
use crate::scenario::households::BeginsIn;
use crate::tally::entry::Tallies;
use crate::tally::layout::Layout;
use crate::tally::queues::PoolTally;

/// New households between two times at which those who ask are answered: more are faster and take more room.
const BETWEEN_ANSWERS: usize = 1_024;

/// Returns whether a table holds all that a model has.
pub(crate) fn is_walked(model: Given<'_, Plain>, layout: &Layout) -> bool {
    lowered(model, layout).is_some()
}

/// Writes down in the tallies what all new households and those of closed lists do under `today`, as the general
/// engine would, and returns what happened at each pool; none where it could not.
pub(crate) fn walk_today(
    model: Given<'_, Plain>,
    (layout, whole_years): (&Layout, &[(u32, usize)]),
    (arrivals, luck): (Option<&Arrivals>, (CohortKey, &[f64])),
    tallies: &mut Tallies,
) -> Option<Vec<PoolTally>> {
    let table = lowered(model, layout)?;
    let mut walker = Walker::new(&table, luck.0, whole_years);
    let mut places = Places::new(model.model());
    applications_listed(model, luck, |_, who, begins_in| {
        let entries = &table.entries[who.segment];
        match begins_in {
            BeginsIn::Intake => walker.enters(&who, entries.applies),
            BeginsIn::Open => walker.enters(&who, entries.opens),
        }
    });
    if let Some(arrivals) = arrivals {
        let is_limited = !table.asks.is_empty();
        let (horizon, mut n_new) = (walker.horizon, 0);
        let mut is_in_order = true;
        new_applications(
            model,
            arrivals,
            luck,
            &[0],
            horizon,
            |who, applies, origin| {
                is_in_order &= origin == Origin::Usual;
                let entries = &table.entries[who.segment];
                match (applies[0], origin) {
                    (true, _) => walker.enters(&who, entries.applies),
                    (false, Origin::Usual) => walker.enters(&who, entries.deterred),
                    (false, Origin::Added) => return,
                }
                n_new += 1;
                // Nobody who is still to come asks before the one who has come last.
                if is_limited && is_in_order && n_new == BETWEEN_ANSWERS {
                    places.settle(&mut walker, who.at);
                    n_new = 0;
                }
            },
        );
        // Those brought in besides have come out of turn.
        if is_limited && !is_in_order {
            return None;
        }
    }
    let pools = places.close(&mut walker);
    walker.finish(whole_years, tallies).then_some(pools)
}
