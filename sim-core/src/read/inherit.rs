//! `based_on`: a design as what differs from another.

use crate::diagnostic::{Diagnostic, Named, Problem};
use crate::scenario::design::Design;
use crate::tree::fields::{FromNode, did_you_mean};
use crate::tree::merge::merge;
use crate::tree::node::{Entry, Node, Table, Value};

/// The baseline's id.
pub const TODAY: &str = "today";
/// A table of the built-in defaults: what a design gets that does not write it.
pub const UNLESS_WRITTEN: &str = "unless_written";

/// What a design does not inherit: its names, and how it inherits.
const OWN: &[&str] = &["title", "description", "based_on", "remove"];

/// Replaces every design by the whole of what it is.
///
/// What is inherited keeps its place and its address, and so stays the same number.
pub fn resolve_designs(whole: &mut Node, diagnostics: &mut Vec<Diagnostic>) {
    let defaults = take_defaults(whole);
    let adjusted = Adjusted::of(whole);
    let designs = whole
        .table_mut()
        .and_then(|table| table.entry_mut("design"))
        .and_then(|entry| entry.node.table_mut());
    let Some(designs) = designs else {
        return;
    };
    let mut family = Family {
        written: &designs.entries,
        done: Vec::new(),
        diagnostics,
    };
    let mut resolved = designs.entries.clone();
    for entry in &mut resolved {
        if let Some(node) = family.resolved(&entry.key) {
            entry.node = node;
        }
        if entry.key != TODAY {
            adjusted.complete(&mut entry.node, &defaults);
        }
    }
    designs.entries = resolved;
}

/// Returns the tree as `explain` shows it: without keys that have done their work.
pub fn without_inheritance(whole: &Node) -> Node {
    let mut shown = whole.clone();
    let designs = shown
        .table_mut()
        .and_then(|table| table.entry_mut("design"))
        .and_then(|entry| entry.node.table_mut());
    for design in designs.into_iter().flat_map(|table| &mut table.entries) {
        if let Some(table) = design.node.table_mut() {
            let done = |entry: &Entry| entry.key == "based_on" || entry.key == "remove";
            table.entries.retain(|entry| !done(entry));
        }
    }
    shown
}

struct Family<'a> {
    written: &'a [Entry],
    done: Vec<(String, Node)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Family<'a> {
    fn resolved(&mut self, id: &str) -> Option<Node> {
        // From the design up to what it rests on, then back down; not by recursion,
        // so that no file can be too deep.
        let mut chain: Vec<&Entry> = Vec::new();
        let mut next = self.written(id);
        while let Some(entry) = next {
            chain.push(entry);
            next = self.base_of(entry, &chain);
        }
        for entry in chain.into_iter().rev() {
            if self.found(&entry.key).is_none() {
                let node = self.on_its_base(entry);
                self.done.push((entry.key.clone(), node));
            }
        }
        self.found(id).cloned()
    }

    fn found(&self, id: &str) -> Option<&Node> {
        let known = self.done.iter().find(|(known, _)| known == id);
        known.map(|(_, node)| node)
    }

    /// Returns the design a design is based on, unless that is resolved already.
    fn base_of(&mut self, own: &Entry, chain: &[&Entry]) -> Option<&'a Entry> {
        let based_on = own.node.table()?.get("based_on")?;
        let id = based_on.text()?;
        if self.found(&own.key).is_some() || self.found(id).is_some() {
            return None;
        }
        let problem = if let Some(start) = chain.iter().position(|e| e.key == id) {
            let ids = chain[start..].iter().map(|e| e.key.clone());
            Problem::InheritanceLoop {
                chain: ids.chain([id.to_owned()]).collect(),
            }
        } else if let Some(base) = self.written(id) {
            return Some(base);
        } else {
            let allowed: Vec<String> = self.written.iter().map(|e| e.key.clone()).collect();
            Problem::UnknownId {
                what: Named::Design,
                id: id.to_owned(),
                did_you_mean: did_you_mean(id, allowed.iter().map(String::as_str)),
                allowed,
            }
        };
        self.diagnostics
            .push(Diagnostic::at(based_on.place, problem));
        None
    }

    fn written(&self, id: &str) -> Option<&'a Entry> {
        self.written.iter().find(|entry| entry.key == id)
    }

    fn on_its_base(&mut self, own: &Entry) -> Node {
        let own = own.node.clone();
        let based_on = own.table().and_then(|table| table.get("based_on"));
        let base = based_on.and_then(Node::text).and_then(|id| self.found(id));
        let Some(mut base) = base.cloned() else {
            return own;
        };
        if let Some(table) = base.table_mut() {
            table.entries.retain(|e| !OWN.contains(&e.key.as_str()));
        }
        self.remove(&own, &mut base);
        let (place, address) = (own.place, own.address.clone());
        merge(&mut base, own, Design::shape());
        Node {
            place,
            address,
            ..base
        }
    }

    fn remove(&mut self, own: &Node, base: &mut Node) {
        let Some(Value::List(paths)) = own.table().and_then(|t| t.get("remove")).map(|n| &n.value)
        else {
            return;
        };
        for node in paths {
            let Some(path) = node.text() else { continue };
            let parts: Vec<&str> = path.split('.').collect();
            if !take_out(base, &parts) {
                let path = path.to_owned();
                self.diagnostics.push(Diagnostic::at(
                    node.place,
                    Problem::NothingToRemove { path },
                ));
            }
        }
    }
}

/// Takes out what stands at a path; in a list, by `id`. Returns whether it was there.
fn take_out(node: &mut Node, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else {
        return false;
    };
    match &mut node.value {
        Value::Table(table) => {
            let Some(position) = table.entries.iter().position(|e| e.key == *first) else {
                return false;
            };
            if rest.is_empty() {
                table.entries.remove(position);
                return true;
            }
            take_out(&mut table.entries[position].node, rest)
        }
        Value::List(list) => {
            let is_it = |node: &Node| {
                let id = node.table().and_then(|table| table.get("id"));
                id.and_then(Node::text) == Some(*first)
            };
            let Some(position) = list.iter().position(is_it) else {
                return false;
            };
            if rest.is_empty() {
                list.remove(position);
                return true;
            }
            take_out(&mut list[position], rest)
        }
        _ => false,
    }
}

fn take_defaults(whole: &mut Node) -> Table {
    let Some(table) = whole.table_mut() else {
        return Table::default();
    };
    let Some(position) = table.entries.iter().position(|e| e.key == UNLESS_WRITTEN) else {
        return Table::default();
    };
    let written = table.entries.remove(position).node;
    let design = written.table().and_then(|table| table.get("design"));
    design.and_then(Node::table).cloned().unwrap_or_default()
}

/// Which adjustments that designs carry are on.
struct Adjusted {
    volume: bool,
    discontinuation: bool,
}

impl Adjusted {
    fn of(whole: &Node) -> Self {
        let adjustments = whole.table().and_then(|table| table.get("adjustments"));
        let adjustments = adjustments.and_then(Node::table);
        let is_on = |key: &str| {
            let written = adjustments.and_then(|table| table.get(key));
            written.is_none_or(|node| node.value != Value::YesNo(false))
        };
        Self {
            volume: is_on("volume"),
            discontinuation: is_on("discontinuation"),
        }
    }

    fn complete(&self, design: &mut Node, defaults: &Table) {
        let Some(table) = design.table_mut() else {
            return;
        };
        for default in &defaults.entries {
            let is_on = match default.key.as_str() {
                "volume_share" => self.volume,
                "discontinuation" => self.discontinuation,
                _ => true,
            };
            if is_on && table.get(&default.key).is_none() {
                table.entries.push(default.clone());
            }
        }
    }
}
