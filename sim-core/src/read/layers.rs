//! Laying the texts over each other: libraries below, the scenario on top.

use crate::diagnostic::{Diagnostic, Kind, Named, Problem};
use crate::read::texts::DEFAULTS_IDX;
use crate::scenario::Scenario;
use crate::tree::fields::{FromNode, did_you_mean};
use crate::tree::merge::merge;
use crate::tree::node::{Entry, Node, Table, Value};
use crate::tree::record::Record;
use crate::tree::shape::Shape;

/// The mark of a table that means to change one of the same id in an earlier text.
pub const OVERRIDE: &str = "override";

/// Returns all texts' trees as one; the last one wins.
///
/// The same id below `[segment]`, `[source]` and so on in two texts is a problem unless
/// the later one says `override = true`; the built-in defaults need no mark.
pub fn stack(trees: Vec<Node>, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let mut trees = trees.into_iter();
    let Some(mut whole) = trees.next() else {
        return Node::empty_table();
    };
    for mut tree in trees {
        if let Some(table) = tree.table_mut() {
            table.entries.retain(|entry| entry.key != "include");
            for entry in &mut table.entries {
                if is_by_id(&entry.key) {
                    let below = whole.table().and_then(|table| table.get(&entry.key));
                    take_marks(entry, below.and_then(Node::table), diagnostics);
                }
            }
        }
        merge(&mut whole, tree, Scenario::shape());
    }
    whole
}

fn is_by_id(key: &str) -> bool {
    Scenario::SHAPE
        .key(key)
        .is_some_and(|key| matches!((key.shape)(), Shape::ById(_)))
}

/// Takes the `override` marks out of a table of ids, and reports where one is missing
/// or marks nothing.
fn take_marks(of: &mut Entry, below: Option<&Table>, diagnostics: &mut Vec<Diagnostic>) {
    let table_name = of.key.clone();
    let Some(table) = of.node.table_mut() else {
        return;
    };
    for entry in &mut table.entries {
        let old = below.and_then(|below| below.entry(&entry.key));
        let mark = take_mark(&mut entry.node, diagnostics);
        let id = entry.key.clone();
        let problem = match old {
            Some(old) if !mark && old.key_place.text_idx != DEFAULTS_IDX => Problem::SameIdTwice {
                id,
                table: table_name.clone(),
            },
            None if mark => nothing_to_override(&table_name, id, below),
            _ => continue,
        };
        diagnostics.push(Diagnostic::at(entry.key_place, problem));
    }
}

fn take_mark(node: &mut Node, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let Some(table) = node.table_mut() else {
        return false;
    };
    let Some(position) = table.entries.iter().position(|e| e.key == OVERRIDE) else {
        return false;
    };
    let mark = table.entries.remove(position).node;
    let Value::YesNo(marked) = mark.value else {
        let problem = Problem::WrongKind {
            key: OVERRIDE.to_owned(),
            expected: Kind::YesNo,
            found: mark.kind(),
        };
        diagnostics.push(Diagnostic::at(mark.place, problem));
        return true;
    };
    marked
}

fn nothing_to_override(table: &str, id: String, below: Option<&Table>) -> Problem {
    let entries = below.map_or(&[][..], |below| &below.entries);
    let allowed: Vec<String> = entries.iter().map(|entry| entry.key.clone()).collect();
    Problem::UnknownId {
        what: what_is_named(table),
        did_you_mean: did_you_mean(&id, allowed.iter().map(String::as_str)),
        id,
        allowed,
    }
}

fn what_is_named(table: &str) -> Named {
    match table {
        "segment" => Named::Segment,
        "exit" => Named::Exit,
        "intervention" => Named::Intervention,
        "design" => Named::Design,
        "source" => Named::Source,
        "staff" => Named::Staff,
        "pool" => Named::Pool,
        "flow" => Named::Flow,
        "list" => Named::List,
        "reform" => Named::Reform,
        "probe" => Named::Probe,
        "correlation" => Named::Correlation,
        _ => Named::Parameter,
    }
}
