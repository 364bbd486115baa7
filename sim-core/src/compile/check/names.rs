//! The ids of a scenario, and the words that stand beside them.

use crate::diagnostic::{Diagnostic, Named, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::exits::ExitKind;
use crate::scenario::text::Ref;
use crate::tree::fields::{ById, did_you_mean};

/// Stands for every segment.
pub const EVERY: &str = "every";
/// Stands for no intervention.
pub const NONE: &str = "none";
/// The states of a household on assistance, besides interventions and intake.
pub const CASES: &[&str] = &["open", "lost"];
/// Stands for every step of intake.
pub const INTAKE: &str = "intake";
/// Stands for an open case, intake, lost and queues together.
pub const ASSISTANCE: &str = "assistance";
/// Stands for every intervention.
pub const INTERVENTION: &str = "intervention";

/// What words may be used where an id is expected.
pub struct Names<'a> {
    scenario: &'a Scenario,
    found: Vec<Diagnostic>,
}

impl<'a> Names<'a> {
    /// Returns the names of a scenario.
    pub fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            found: Vec::new(),
        }
    }

    /// Returns what was reported.
    pub fn into_found(self) -> Vec<Diagnostic> {
        self.found
    }

    /// Reports a word that is not among those allowed.
    pub fn expect(&mut self, what: Named, id: &str, place: Place, extra: &[&str]) {
        let allowed = self.allowed(what, extra);
        if allowed.iter().any(|known| known == id) {
            return;
        }
        let problem = Problem::UnknownId {
            what,
            id: id.to_owned(),
            did_you_mean: did_you_mean(id, allowed.iter().map(String::as_str)),
            allowed,
        };
        self.found.push(Diagnostic::at(place, problem));
    }

    /// Reports references that do not exist.
    pub fn expect_refs<'r>(&mut self, what: Named, refs: impl IntoIterator<Item = &'r Ref>) {
        for named in refs {
            self.expect(what, &named.id, named.place, &[]);
        }
    }

    /// Reports words that are neither an exit nor an intervention, nor stand for all of one kind.
    pub fn expect_places(&mut self, refs: &[Ref]) {
        let mut allowed = exit_words();
        allowed.extend(ids(&self.scenario.intervention));
        allowed.extend([ASSISTANCE, INTERVENTION].map(str::to_owned));
        for named in refs.iter().filter(|named| !allowed.contains(&named.id)) {
            let problem = Problem::UnknownId {
                what: Named::State,
                id: named.id.clone(),
                did_you_mean: did_you_mean(&named.id, allowed.iter().map(String::as_str)),
                allowed: allowed.clone(),
            };
            self.found.push(Diagnostic::at(named.place, problem));
        }
    }

    /// Reports keys of a table that do not exist as ids elsewhere.
    pub fn expect_keys<T>(&mut self, what: Named, table: &ById<T>, extra: &[&str]) {
        for (id, place, _) in &table.items {
            self.expect(what, id, *place, extra);
        }
    }

    fn allowed(&self, what: Named, extra: &[&str]) -> Vec<String> {
        let scenario = self.scenario;
        let mut allowed = match what {
            Named::Segment => ids(&scenario.segment),
            Named::Exit => exit_words(),
            Named::Intervention => ids(&scenario.intervention),
            Named::Design => ids(&scenario.design),
            Named::Source => ids(&scenario.source),
            Named::Parameter => ids(&scenario.parameter),
            Named::Staff => ids(&scenario.staff),
            Named::Pool => ids(&scenario.pool),
            Named::Flow => ids(&scenario.flow),
            Named::List => ids(&scenario.list),
            Named::State => {
                let mut states: Vec<String> = CASES.iter().map(|s| (*s).to_owned()).collect();
                states.extend(ids(&scenario.intervention));
                states
            }
            Named::FlowKind => {
                let kinds = crate::scenario::money::FlowKind::ALL.iter();
                kinds.map(|kind| kind.word().to_owned()).collect()
            }
            _ => Vec::new(),
        };
        allowed.extend(extra.iter().map(|word| (*word).to_owned()));
        allowed
    }
}

fn ids<T>(table: &ById<T>) -> Vec<String> {
    let unread = table.unread.iter().cloned();
    table.ids().map(str::to_owned).chain(unread).collect()
}

/// Returns the words of all exits.
pub fn exit_words() -> Vec<String> {
    let exits = ExitKind::ALL.iter();
    exits.map(|exit| exit.word().to_owned()).collect()
}

/// Reports ids that already mean something where they can be used.
pub fn reserved_ids(scenario: &Scenario) -> Vec<Diagnostic> {
    let exits = exit_words();
    let is_taken = |id: &str| {
        [NONE, INTAKE, ASSISTANCE, INTERVENTION].contains(&id)
            || CASES.contains(&id)
            || exits.iter().any(|exit| exit == id)
    };
    let interventions = scenario.intervention.items.iter();
    let interventions = interventions
        .filter(|(id, ..)| is_taken(id))
        .map(|(id, place, _)| (id, place, "intervention"));
    let segments = scenario.segment.items.iter();
    let segments = segments
        .filter(|(id, ..)| id == EVERY)
        .map(|(id, place, _)| (id, place, "segment"));
    interventions
        .chain(segments)
        .map(|(id, place, table)| {
            let (id, table) = (id.clone(), table.to_owned());
            Diagnostic::at(*place, Problem::ReservedId { id, table })
        })
        .collect()
}
