//! What readers call the things that numbers and figures are about.

use std::collections::BTreeMap;

use crate::scenario::Scenario;
use crate::scenario::text::Bilingual;

/// Returns the titles of a scenario by id; of two things with one id, the one readers meet more.
pub(super) fn titles(scenario: &Scenario) -> BTreeMap<String, Bilingual> {
    let designs = || scenario.design.values();
    let posts = designs().flat_map(|design| design.posts.iter());
    let posts = posts.map(|(id, of)| {
        let profession = scenario.staff.get(&of.profession.id);
        (id, profession.and_then(|of| of.title.as_ref()))
    });
    let effects = designs().flat_map(|design| design.effect.iter());
    let effects = effects.map(|(id, it)| (id, it.title.as_ref()));
    let staff = scenario.staff.iter();
    let staff = staff.map(|(id, it)| (id, it.title.as_ref()));
    let pools = scenario.pool.iter().map(|(id, it)| (id, it.title.as_ref()));
    let segments = scenario.segment.iter();
    let segments = segments.map(|(id, it)| (id, it.title.as_ref()));
    let interventions = scenario.intervention.iter();
    let interventions = interventions.map(|(id, it)| (id, it.title.as_ref()));
    let lists = scenario.list.iter();
    let lists = lists.map(|(id, it)| (id, it.title.as_ref()));
    let designs = scenario.design.iter();
    let designs = designs.map(|(id, it)| (id, it.title.as_ref()));
    let seldom = posts.chain(effects).chain(staff).chain(pools);
    let often = designs.chain(lists).chain(interventions).chain(segments);
    seldom
        .chain(often)
        .filter_map(|(id, title)| Some((id.to_owned(), title?.clone())))
        .collect()
}
