//! In which levers two designs differ, and the designs between them.
//!
//! Designs are compared as trees, where every number knows where it was written: two
//! uncertain numbers that read the same are still two numbers.

use crate::results::diff::{Change, LeverKind, LeverName};
use crate::scenario::design::Design;
use crate::tree::fields::FromNode;
use crate::tree::node::{Entry, Node, Table, Value};
use crate::tree::shape::Shape;

/// Keys that say what something is called or where it comes from.
const WORDS: &[&str] = &[
    "title",
    "description",
    "based_on",
    "remove",
    "note",
    "source",
    "grade",
];

/// Keys of a design that one lever has for itself.
const BY_KEY: &[(LeverKind, &[&str])] = &[
    (LeverKind::Menu, &["menu"]),
    (LeverKind::Fit, &["match_quality", "fit_slope"]),
    (LeverKind::Programme, &["programme"]),
    (LeverKind::Places, &["places"]),
    (LeverKind::Slots, &["slots"]),
    (LeverKind::Reviews, &["review"]),
    (LeverKind::Transition, &["transition"]),
    (LeverKind::Discontinuation, &["discontinuation"]),
    (LeverKind::Treated, &["treated"]),
    (LeverKind::GoLive, &["go_live"]),
    (LeverKind::Volume, &["ramp_up_months", "volume_share"]),
    (LeverKind::Entry, &["entry_ratio"]),
];

/// Tables of a design in which every id is a lever.
const BY_ID: &[(LeverKind, &str)] = &[
    (LeverKind::Effect, "effect"),
    (LeverKind::Posts, "posts"),
    (LeverKind::SetUp, "set_up"),
    (LeverKind::Running, "running"),
];

/// Keys of an intake step, where both designs have the same steps.
const BY_STEP: &[(LeverKind, &[&str])] = &[
    (LeverKind::IntakeWaits, &["wait_days"]),
    (LeverKind::IntakeLosses, &["withdrawal_share", "lost_share"]),
    (
        LeverKind::IntakeRules,
        &["search_ratio", "benefit_paid", "on_return", "on_call_in"],
    ),
    (LeverKind::IntakeWork, &["minutes", "pool"]),
];

const INTAKE: &str = "intake";

/// A lever that differs.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lever {
    pub name: LeverName,
    pub changes: Vec<Change>,
}

/// Returns every lever in which two designs differ, in the order of switching.
pub(super) fn levers(from: &Node, to: &Node) -> Vec<Lever> {
    let mut found: Vec<Lever> = Vec::new();
    let mut all = Vec::new();
    changes_between((Some(from), Some(to)), "", Design::shape(), &mut all);
    let same_steps = has_same_steps(from, to);
    for change in all {
        let Some(name) = lever_of(&change.path, same_steps) else {
            continue;
        };
        match found.iter_mut().find(|lever| lever.name == name) {
            Some(lever) => lever.changes.push(change),
            None => found.push(Lever {
                name,
                changes: vec![change],
            }),
        }
    }
    // A stable sort: ids stay in the order of the file.
    found.sort_by_key(|lever| lever.name.kind);
    found
}

/// Returns the first design with some levers set as in the second.
pub(super) fn switched<'l>(
    from: &Node,
    to: &Node,
    levers: impl Iterator<Item = &'l LeverName>,
) -> Node {
    let mut design = from.clone();
    let (Some(own), Some(other)) = (design.table_mut(), to.table()) else {
        return design;
    };
    for lever in levers {
        switch(own, other, lever);
    }
    design
}

fn switch(own: &mut Table, other: &Table, lever: &LeverName) {
    if lever.kind == LeverKind::IntakeSteps {
        return take(own, other, INTAKE);
    }
    if let Some((_, keys)) = BY_KEY.iter().find(|(kind, _)| *kind == lever.kind) {
        return keys.iter().for_each(|key| take(own, other, key));
    }
    if let Some((_, keys)) = BY_STEP.iter().find(|(kind, _)| *kind == lever.kind) {
        return switch_steps(own, other, keys);
    }
    if let Some((_, table)) = BY_ID.iter().find(|(kind, _)| *kind == lever.kind) {
        let nothing = Table::default();
        let theirs = other.get(table).and_then(Node::table).unwrap_or(&nothing);
        if own.get(table).is_none() {
            // Its place and address are those of the other table.
            let emptied = other.entry(table).cloned().map(|mut entry| {
                entry.node.value = Value::Table(Table::default());
                entry
            });
            own.entries.extend(emptied);
        }
        let mine = own
            .entry_mut(table)
            .and_then(|entry| entry.node.table_mut());
        if let (Some(mine), Some(id)) = (mine, &lever.id) {
            take(mine, theirs, id);
        }
    }
}

fn switch_steps(own: &mut Table, other: &Table, keys: &[&str]) {
    let theirs = other.get(INTAKE).map(elements).unwrap_or_default();
    let Some(Value::List(mine)) = own.entry_mut(INTAKE).map(|entry| &mut entry.node.value) else {
        return;
    };
    for (step, their) in mine.iter_mut().zip(theirs) {
        if let (Some(step), Some(their)) = (step.table_mut(), their.table()) {
            keys.iter().for_each(|key| take(step, their, key));
        }
    }
}

/// Sets a key as in another table.
fn take(own: &mut Table, other: &Table, key: &str) {
    match (own.entry_mut(key), other.entry(key)) {
        (Some(mine), Some(theirs)) => *mine = theirs.clone(),
        (Some(_), None) => own.entries.retain(|entry| entry.key != key),
        (None, Some(theirs)) => own.entries.push(theirs.clone()),
        (None, None) => {}
    }
}

/// Returns the lever that a key of a design belongs to; none for names.
fn lever_of(path: &str, same_steps: bool) -> Option<LeverName> {
    let mut parts = path.split('.');
    let first = parts.next()?;
    let kind_with = |table: &[(LeverKind, &[&str])], key: &str| {
        let found = table.iter().find(|(_, keys)| keys.contains(&key));
        found.map(|(kind, _)| LeverName {
            kind: *kind,
            id: None,
        })
    };
    if first == INTAKE {
        let whole = LeverName {
            kind: LeverKind::IntakeSteps,
            id: None,
        };
        let key = parts.nth(1).filter(|_| same_steps);
        return key.map_or(Some(whole), |key| kind_with(BY_STEP, key));
    }
    if let Some((kind, _)) = BY_ID.iter().find(|(_, table)| *table == first) {
        return Some(LeverName {
            kind: *kind,
            id: parts.next().map(str::to_owned),
        });
    }
    kind_with(BY_KEY, first)
}

fn elements(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(list) => list,
        _ => &[],
    }
}

fn id_of(node: &Node) -> Option<&str> {
    node.table()?.get("id")?.text()
}

fn has_same_steps(from: &Node, to: &Node) -> bool {
    let steps = |node: &Node| -> Vec<Option<String>> {
        let intake = node.table().and_then(|table| table.get(INTAKE));
        let steps = intake.map(elements).unwrap_or_default().iter();
        steps.map(|step| id_of(step).map(str::to_owned)).collect()
    };
    steps(from) == steps(to)
}

/// Adds every key that differs below a path.
fn changes_between(
    (from, to): (Option<&Node>, Option<&Node>),
    path: &str,
    shape: Shape,
    found: &mut Vec<Change>,
) {
    let below = |key: &str| match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    };
    // A table that only one design has differs key by key, too.
    let nothing = Table::default();
    let tables = match (from.map(Node::table), to.map(Node::table)) {
        (Some(Some(from)), Some(Some(to))) => Some((from, to)),
        (Some(Some(from)), None) => Some((from, &nothing)),
        (None, Some(Some(to))) => Some((&nothing, to)),
        _ => None,
    };
    match (shape, tables) {
        (Shape::Table(shape), Some((from, to))) => {
            for key in shape.keys.iter().filter(|key| !WORDS.contains(&key.name)) {
                let both = (from.get(key.name), to.get(key.name));
                changes_between(both, &below(key.name), (key.shape)(), found);
            }
        }
        (Shape::ById(inner), Some((from, to))) => {
            let only_to = to
                .entries
                .iter()
                .filter(|entry| from.get(&entry.key).is_none());
            for entry in from.entries.iter().chain(only_to) {
                let both = (from.get(&entry.key), to.get(&entry.key));
                changes_between(both, &below(&entry.key), inner(), found);
            }
        }
        (Shape::List(inner), _) => changes_in_list((from, to), path, inner, found),
        _ => add_change((from, to), path, found),
    }
}

fn changes_in_list(
    (from, to): (Option<&Node>, Option<&Node>),
    path: &str,
    inner: fn() -> Shape,
    found: &mut Vec<Change>,
) {
    let both = [from, to].map(|node| node.map(elements).unwrap_or_default());
    let ids = both.map(|list| list.iter().map(id_of).collect::<Option<Vec<&str>>>());
    match &ids[0] {
        Some(same) if ids[0] == ids[1] => {
            for (at, id) in same.iter().enumerate() {
                let steps = (Some(&both[0][at]), Some(&both[1][at]));
                changes_between(steps, &format!("{path}.{id}"), inner(), found);
            }
        }
        _ => add_change((from, to), path, found),
    }
}

fn add_change((from, to): (Option<&Node>, Option<&Node>), path: &str, found: &mut Vec<Change>) {
    let is_same = match (from, to) {
        (Some(from), Some(to)) => same(from, to),
        (None, None) => true,
        _ => false,
    };
    if is_same {
        return;
    }
    let (from, to) = (from.map(as_json), to.map(as_json));
    found.push(Change {
        path: path.to_owned(),
        is_another_uncertain_number: from == to,
        from,
        to,
    });
}

/// Returns whether two nodes mean the same to the model.
fn same(one: &Node, other: &Node) -> bool {
    if let (Some(one), Some(other)) = (known(one), known(other)) {
        return one == other;
    }
    match (&one.value, &other.value) {
        (Value::Table(table), Value::Table(theirs)) => {
            let is_uncertain = table.get("p50").is_some() || table.get("uncertain").is_some();
            if is_uncertain && one.address != other.address {
                return false;
            }
            let means = |entry: &&Entry| !WORDS.contains(&entry.key.as_str());
            let mine: Vec<&Entry> = table.entries.iter().filter(means).collect();
            let has_same = |entry: &&Entry| {
                let their = theirs.get(&entry.key);
                their.is_some_and(|their| same(&entry.node, their))
            };
            mine.len() == theirs.entries.iter().filter(means).count() && mine.iter().all(has_same)
        }
        (Value::List(list), Value::List(theirs)) => {
            let mut pairs = list.iter().zip(theirs);
            list.len() == theirs.len() && pairs.all(|(one, other)| same(one, other))
        }
        (one, other) => one == other,
    }
}

/// Returns a known number, with or without a source.
fn known(node: &Node) -> Option<f64> {
    match &node.value {
        Value::Whole(whole) => Some(*whole as f64),
        Value::Real(real) => Some(*real),
        Value::Table(table) if table.get("price_year").is_none() => {
            table.get("value").and_then(known)
        }
        _ => None,
    }
}

fn as_json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Text(text) | Value::Date(text) => text.as_str().into(),
        Value::Whole(whole) => (*whole).into(),
        Value::Real(real) => (*real).into(),
        Value::YesNo(yes) => (*yes).into(),
        Value::List(list) => list.iter().map(as_json).collect(),
        Value::Table(table) => {
            let entries = table.entries.iter();
            let entries = entries.map(|entry| (entry.key.clone(), as_json(&entry.node)));
            serde_json::Value::Object(entries.collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BY_ID, BY_KEY, BY_STEP, INTAKE, WORDS};
    use crate::scenario::design::Design;
    use crate::scenario::intake::IntakeStep;
    use crate::tree::record::Record;

    #[test]
    fn every_key_of_a_design_belongs_to_exactly_one_lever() {
        for key in Design::SHAPE.keys {
            let by_key = BY_KEY.iter().filter(|(_, keys)| keys.contains(&key.name));
            let by_id = BY_ID.iter().filter(|(_, table)| *table == key.name);
            let n_levers = by_key.count() + by_id.count();
            let is_free = WORDS.contains(&key.name) || key.name == INTAKE;
            assert_eq!(n_levers, usize::from(!is_free), "{}", key.name);
        }
    }

    #[test]
    fn every_key_of_an_intake_step_belongs_to_exactly_one_lever() {
        for key in IntakeStep::SHAPE.keys {
            let levers = BY_STEP.iter().filter(|(_, keys)| keys.contains(&key.name));
            let is_free = WORDS.contains(&key.name) || key.name == "id";
            assert_eq!(levers.count(), usize::from(!is_free), "{}", key.name);
        }
    }
}
