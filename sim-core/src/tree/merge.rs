//! One tree laid over another: tables key by key, arrays and numbers whole.

use crate::tree::node::{Entry, Node, Table, Value};
use crate::tree::shape::{Shape, TableShape};

/// Keys that say what a number is, and where that came from.
const NUMBER_KEYS: &[&str] = &[
    "value",
    "p05",
    "p50",
    "p95",
    "uncertain",
    "parameter",
    "varies",
];
const NUMBER_SUPPORT: &[&str] = &["source", "grade", "note", "price_year"];

/// Lays `upper` over `lower`; what only `lower` has keeps its place and its address.
///
/// Tables merge key by key. Where `upper` writes one of several forms that exclude each
/// other, `lower`'s form goes. A new value takes the old one's source and grade with it, and is
/// another number: it has the address where it is written.
pub fn merge(lower: &mut Node, upper: Node, shape: Shape) {
    let (Value::Table(below), Value::Table(_)) = (&mut lower.value, &upper.value) else {
        *lower = upper;
        return;
    };
    let Value::Table(above) = upper.value else {
        return;
    };
    match shape {
        Shape::Table(table) => {
            drop_other_forms(below, &above, table);
            merge_tables(below, above, |key| {
                table.key(key).map_or(Shape::Text, |key| (key.shape)())
            });
        }
        Shape::ById(inner) => merge_tables(below, above, |_| inner()),
        _ => {
            if drop_old_number(below, &above) {
                lower.address = upper.address;
            }
            merge_tables(below, above, |_| Shape::Text);
        }
    }
    lower.place = upper.place;
}

fn merge_tables(below: &mut Table, above: Table, shape_of: impl Fn(&str) -> Shape) {
    for entry in above.entries {
        match below.entry_mut(&entry.key) {
            Some(old) => {
                let shape = shape_of(&entry.key);
                merge_entry(old, entry, shape);
            }
            None => below.entries.push(entry),
        }
    }
}

fn merge_entry(old: &mut Entry, new: Entry, shape: Shape) {
    old.key_place = new.key_place;
    merge(&mut old.node, new.node, shape);
}

fn drop_other_forms(below: &mut Table, above: &Table, table: &TableShape) {
    for group in table.one_of {
        if group.iter().any(|key| above.get(key).is_some()) {
            below.entries.retain(|entry| {
                !group.contains(&entry.key.as_str()) || above.get(&entry.key).is_some()
            });
        }
    }
    // A `[parameter.ID]` is a number with a title.
    if table.keys.iter().any(|key| key.name == "p50") {
        drop_old_number(below, above);
    }
}

/// Takes the old number away where there is a new one; returns whether there is.
fn drop_old_number(below: &mut Table, above: &Table) -> bool {
    let is_new = NUMBER_KEYS.iter().any(|key| above.get(key).is_some());
    if is_new {
        below.entries.retain(|entry| {
            let key = entry.key.as_str();
            !NUMBER_KEYS.contains(&key) && !NUMBER_SUPPORT.contains(&key)
        });
    }
    is_new
}
