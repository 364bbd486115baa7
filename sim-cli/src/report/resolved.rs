//! The scenario after includes and inheritance, as TOML, with where each table was written.

use sim_core::diagnostic::{Place, Texts};
use sim_core::tree::node::{Entry, Node, Table, Value};

use crate::toml_text::{key, quoted};

/// Longest table that is written on one line.
const LONGEST_LINE: usize = 100;

/// Keys that mark a table as a number or a title: it stays on one line however long it is.
const NUMBER_KEYS: &[&str] = &["value", "p50", "uncertain", "parameter", "varies", "sv"];

/// Returns the tree as TOML.
pub fn write(tree: &Node, texts: &Texts) -> String {
    let mut writer = Writer {
        texts,
        text: String::new(),
    };
    if let Some(table) = tree.table() {
        writer.table(table, "", None, false);
    }
    writer.text
}

struct Writer<'a> {
    texts: &'a Texts,
    text: String,
}

impl Writer<'_> {
    fn table(&mut self, table: &Table, path: &str, place: Option<Place>, is_element: bool) {
        let (below, mut here): (Vec<&Entry>, Vec<&Entry>) = table
            .entries
            .iter()
            .partition(|entry| stands_below(&entry.node));
        if path.is_empty() {
            // The version of the format comes first, as authors write it.
            here.sort_by_key(|entry| entry.key != "utfall");
        }
        if !path.is_empty() && (is_element || !here.is_empty() || below.is_empty()) {
            self.heading(path, place, is_element);
        }
        for entry in here {
            let line = format!("{} = {}\n", key(&entry.key), inline(&entry.node));
            self.text.push_str(&line);
        }
        for entry in below {
            let path = match path {
                "" => key(&entry.key),
                above => format!("{above}.{}", key(&entry.key)),
            };
            match &entry.node.value {
                Value::List(elements) => {
                    for element in elements {
                        if let Some(table) = element.table() {
                            self.table(table, &path, Some(element.place), true);
                        }
                    }
                }
                Value::Table(table) => self.table(table, &path, Some(entry.node.place), false),
                _ => {}
            }
        }
    }

    fn heading(&mut self, path: &str, place: Option<Place>, is_element: bool) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if let Some(origin) = place.and_then(|place| self.origin(place)) {
            self.text.push_str(&format!("# {origin}\n"));
        }
        let heading = if is_element {
            format!("[[{path}]]")
        } else {
            format!("[{path}]")
        };
        self.text.push_str(&heading);
        self.text.push('\n');
    }

    fn origin(&self, place: Place) -> Option<String> {
        let idx = place.text_idx as usize;
        let (name, text) = (self.texts.names.get(idx)?, self.texts.contents.get(idx)?);
        let before = text.as_bytes().get(..place.start as usize)?;
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        Some(format!("{name}:{line}"))
    }
}

/// Returns whether a value gets a heading of its own.
fn stands_below(node: &Node) -> bool {
    match &node.value {
        Value::Table(table) => {
            let is_number = NUMBER_KEYS.iter().any(|key| table.get(key).is_some());
            let has_lists = table.entries.iter().any(|entry| stands_below(&entry.node));
            let is_long = inline(node).chars().count() > LONGEST_LINE;
            let is_named = is_named(&node.address, is_number);
            is_named || (!is_number && (has_lists || is_long))
        }
        Value::List(elements) => {
            let tables = elements
                .iter()
                .filter(|element| element.table().is_some())
                .count();
            tables > 0 && tables == elements.len() && inline(node).chars().count() > LONGEST_LINE
        }
        _ => false,
    }
}

/// Returns whether a table is one that authors give a heading: `[about]`, `[design.house]`.
fn is_named(address: &str, is_number: bool) -> bool {
    let by_id = [
        "source",
        "parameter",
        "correlation",
        "flow",
        "staff",
        "pool",
        "segment",
        "exit",
        "list",
        "intervention",
        "design",
        "reform",
        "probe",
    ];
    match address.split('.').collect::<Vec<_>>()[..] {
        [_] => !is_number,
        [first, _] => by_id.contains(&first),
        _ => false,
    }
}

fn inline(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => quoted(text),
        Value::Whole(whole) => whole.to_string(),
        Value::Real(real) => real_number(*real),
        Value::YesNo(yes) => yes.to_string(),
        Value::Date(date) => date.clone(),
        Value::List(elements) => {
            let elements: Vec<String> = elements.iter().map(inline).collect();
            format!("[{}]", elements.join(", "))
        }
        Value::Table(table) if table.entries.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let entries: Vec<String> = table
                .entries
                .iter()
                .map(|entry| format!("{} = {}", key(&entry.key), inline(&entry.node)))
                .collect();
            format!("{{ {} }}", entries.join(", "))
        }
    }
}

fn real_number(real: f64) -> String {
    // Debug keeps the point of whole numbers: 1.0 stays a real number.
    format!("{real:?}")
}

#[cfg(test)]
mod tests {
    use super::{Texts, write};

    const SCENARIO: &str = "utfall = 1\n[about]\ntitle = { sv = \"Å \\\"x\\\"\", en = \"A\" }\n\
        [parameter.lever]\np05 = 0.9\np50 = 1.0\np95 = 1e-7\n\
        [[design.today.intake]]\nid = \"first\"\nwait_days = { varies = { lognormal = { median = 14, p90 = 30 } } }\n\
        minutes = { handler = { p05 = 10, p50 = 20, p95 = 30, source = \"somewhere\", note = \"a remark that makes it long\" } }\n\
        [[design.today.intake]]\nid = \"second\"\nwait_days = 2\n";

    #[test]
    fn what_is_written_reads_as_the_same_tree() {
        let (tree, _) = sim_core::tree::parse::parse(SCENARIO, 0);
        let texts = Texts {
            names: vec!["a.toml".into()],
            contents: vec![SCENARIO.into()],
        };
        let text = write(&tree, &texts);
        let (again, problems) = sim_core::tree::parse::parse(&text, 0);
        assert!(problems.is_empty(), "{text}\n{problems:?}");
        assert_eq!(
            write(&again, &Texts::default()),
            write(&tree, &Texts::default())
        );
        assert!(text.contains("# a.toml:2\n[about]"), "{text}");
    }
}
