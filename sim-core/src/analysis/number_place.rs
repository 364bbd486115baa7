//! Where a number stands in a scenario's tree, and the writing of a known value there.

use std::sync::Arc;

use crate::analysis::movable::{Form, Movable};
use crate::tree::node::{Entry, Node, Table, Value};
use crate::tree::parse::last_key;

/// What stays of a number whose value is written: what readers call it, and what it is cited to.
const STAY: [&str; 5] = ["title", "source", "grade", "note", "price_year"];

/// The place of one number.
#[derive(Clone, Debug)]
pub(super) struct NumberPlace {
    pub path: String,
    /// Address of its slot in a plan in which it is written as known.
    pub address: Arc<str>,
    form: Form,
    /// Price year of the parameter that stood there.
    price_year: Option<Node>,
    /// What is written for all, where a design has nothing of its own there.
    borrowed: Option<Node>,
}

impl NumberPlace {
    /// Returns the place of a number.
    pub(super) fn of(movable: &Movable<'_>) -> Self {
        let address = match movable.form {
            Form::Parameter => Arc::from(movable.path.as_str()),
            // Another number than the one it stands for, which other designs may still use.
            _ => Arc::from(format!("(lever).{}", movable.path)),
        };
        Self {
            path: movable.path.clone(),
            address,
            form: movable.form,
            price_year: None,
            borrowed: movable.is_borrowed.then(|| movable.node.clone()),
        }
    }

    /// Keeps the price year of the parameter that a number names: it stays that of the number.
    pub(super) fn keep_price_year(&mut self, movable: &Movable<'_>, resolved: &Node) {
        self.price_year = price_year_of(movable, resolved);
    }

    /// Writes a known value there.
    pub(super) fn write(&self, tree: &mut Node, value: f64) {
        let parts: Vec<&str> = self.path.split('.').collect();
        if let Some(borrowed) = &self.borrowed {
            write_in(tree, &parts, borrowed);
        }
        if let Some(node) = node_at(tree, &parts) {
            self.set(node, value);
        }
    }

    /// Writes a known value in place of a number; what it is cited to and its price year stay.
    fn set(&self, node: &mut Node, value: f64) {
        let number = Node {
            value: Value::Real(value),
            place: node.place,
            address: self.address.clone(),
        };
        let is_table = node.table().is_some();
        if !is_table && self.form != Form::Parameter {
            *node = number;
            return;
        }
        let mut table = match std::mem::replace(&mut node.value, Value::YesNo(false)) {
            Value::Table(table) => table,
            _ => Table::default(),
        };
        table
            .entries
            .retain(|entry| STAY.contains(&entry.key.as_str()));
        let entry = |key: &str, node: Node| Entry {
            key: key.to_owned(),
            key_place: node.place,
            node,
        };
        if let (Some(year), None) = (&self.price_year, table.get("price_year")) {
            table.entries.push(entry("price_year", year.clone()));
        }
        table.entries.push(entry("value", number));
        node.value = Value::Table(table);
        node.address = self.address.clone();
    }
}

/// Returns the price year of the parameter that a number names.
fn price_year_of(movable: &Movable<'_>, resolved: &Node) -> Option<Node> {
    let id = movable.node.table()?.get("parameter")?.text()?;
    let parameters = resolved.table()?.get("parameter")?.table()?;
    parameters.get(id)?.table()?.get("price_year").cloned()
}

/// Returns what stands at a path; in a list, by the last part of its address.
fn node_at<'n>(node: &'n mut Node, parts: &[&str]) -> Option<&'n mut Node> {
    let Some((first, rest)) = parts.split_first() else {
        return Some(node);
    };
    match &mut node.value {
        Value::Table(table) => {
            let entry = table.entry_mut(first)?;
            node_at(&mut entry.node, rest)
        }
        Value::List(list) => {
            let element = list
                .iter_mut()
                .find(|one| last_key(&one.address) == *first)?;
            node_at(element, rest)
        }
        _ => None,
    }
}

/// Writes a value where there is none yet, with the tables around it.
fn write_in(node: &mut Node, parts: &[&str], value: &Node) {
    let (Some((first, rest)), Some(table)) = (parts.split_first(), node.table_mut()) else {
        return;
    };
    if table.get(first).is_none() {
        table.entries.push(Entry {
            key: (*first).to_owned(),
            key_place: value.place,
            node: match rest.is_empty() {
                true => value.clone(),
                false => Node::empty_table(),
            },
        });
    }
    if let Some(entry) = table.entry_mut(first) {
        write_in(&mut entry.node, rest, value);
    }
}
