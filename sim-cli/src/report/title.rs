//! What readers call a design, a state, a number: the scenario's title, or else words of ours.

use sim_core::results::Results;
use sim_core::results::assumption::Assumption;
use sim_core::results::people::StateSeries;
use sim_core::scenario::text::Bilingual;

use crate::texts::{Lang, keys, names};

/// Returns what a design is called.
pub fn design(lang: Lang, results: &Results, id: &str) -> String {
    let found = results.designs.iter().find(|design| design.id == id);
    match found.and_then(|design| design.title.as_ref()) {
        Some(title) => lang.of(title).to_owned(),
        None if id == "today" => keys::today(lang),
        None => id.to_owned(),
    }
}

/// Returns what a state is called.
pub fn state(lang: Lang, series: &StateSeries) -> String {
    own_or_known(lang, series.title.as_ref(), &series.state)
}

/// Returns a scenario's title, or a name of ours, or the id in quotation marks.
pub fn own_or_known(lang: Lang, title: Option<&Bilingual>, id: &str) -> String {
    match title {
        Some(title) => lang.of(title).to_owned(),
        None => names::state(lang, id).map_or_else(|| names::quoted(lang, id), str::to_owned),
    }
}

/// Returns what a number is called: its title, or what its address says.
pub fn number(lang: Lang, results: &Results, address: &str) -> String {
    match results
        .assumptions
        .iter()
        .find(|one| one.address == address)
    {
        Some(found) => assumption(lang, found, &|id| known_title(lang, results, id)),
        None => keys::describe(lang, address, &|id| known_title(lang, results, id)),
    }
}

/// Returns what an assumption is called.
pub fn assumption(
    lang: Lang,
    found: &Assumption,
    title_of: &dyn Fn(&str) -> Option<String>,
) -> String {
    match &found.title {
        Some(title) => lang.of(title).to_owned(),
        None => keys::describe(lang, &found.address, title_of),
    }
}

/// Returns the title of something of the results by id.
pub fn known_title(lang: Lang, results: &Results, id: &str) -> Option<String> {
    let design = results.designs.iter().find(|design| design.id == id);
    let title = match design {
        Some(design) => design.title.as_ref(),
        None => results
            .designs
            .iter()
            .flat_map(|design| &design.people.states)
            .find(|series| series.state == id)
            .and_then(|series| series.title.as_ref()),
    };
    title
        .or_else(|| results.titles.get(id))
        .map(|title| lang.of(title).to_owned())
        .or_else(|| names::state(lang, id).map(str::to_owned))
}
