//! From node to value, collecting every problem instead of stopping at the first.

use std::marker::PhantomData;

use schemars::JsonSchema;

use crate::diagnostic::{Diagnostic, Kind, Place, Problem};
use crate::tree::node::{Entry, Node, Table, Value};
use crate::tree::shape::{SeenNumber, Shape};

/// A type that can be read from the file and knows its JSON Schema.
pub trait FromNode: JsonSchema + Sized {
    /// Returns the value written in a node; `None` after a problem was reported.
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self>;

    /// Returns the value where the key is left out; `None` where it must not be.
    fn missing() -> Option<Self> {
        None
    }

    /// Returns how the value is written.
    fn shape() -> Shape;

    /// Calls back for every number in the value.
    fn visit_numbers(&self, _see: &mut dyn FnMut(SeenNumber<'_>)) {}
}

/// Problems kept; no one reads more.
const MOST_PROBLEMS: usize = 1000;

/// Everything found wrong so far, and the tables around the one being read.
#[derive(Debug, Default)]
pub struct Problems {
    /// The problems, in the order they were met.
    pub found: Vec<Diagnostic>,
    around: Vec<(String, &'static [&'static str])>,
}

impl Problems {
    /// Adds a problem at a place.
    ///
    /// There is an end to it: noise that happens to be TOML has a problem on every line.
    pub fn add(&mut self, place: Place, problem: Problem) {
        if self.found.len() < MOST_PROBLEMS {
            self.found.push(Diagnostic::at(place, problem));
        }
    }

    /// Adds that something else was expected here; returns `None` for convenience.
    pub fn wrong_kind<T>(&mut self, node: &Node, key: &str, expected: Kind) -> Option<T> {
        let problem = Problem::WrongKind {
            key: key.to_owned(),
            expected,
            found: node.kind(),
        };
        self.add(node.place, problem);
        None
    }
}

/// Returns the known word that is most like a wrong one, if any is like it at all.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(wrong, word), word))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, word)| word.to_owned())
}

/// The table being read: hands out its keys and knows at the end which were unknown.
pub struct Fields<'n, 'p, T> {
    table: &'n Table,
    place: Place,
    name: String,
    keys: &'static [&'static str],
    missing: Vec<&'static str>,
    problems: &'p mut Problems,
    what: PhantomData<T>,
}

impl<'n, 'p, T> Fields<'n, 'p, T> {
    /// Opens a node as a table with these keys.
    pub fn open(
        node: &'n Node,
        key: &str,
        keys: &'static [&'static str],
        problems: &'p mut Problems,
    ) -> Option<Self> {
        let Some(table) = node.table() else {
            return problems.wrong_kind(node, key, Kind::Table);
        };
        let name = node.address.to_string();
        problems.around.push((name.clone(), keys));
        Some(Self {
            table,
            place: node.place,
            name,
            keys,
            missing: Vec::new(),
            problems,
            what: PhantomData,
        })
    }

    /// Returns the value of a key, its default, or `None` after reporting why not.
    pub fn take<V: FromNode>(&mut self, key: &'static str) -> Option<V> {
        match self.table.get(key) {
            Some(node) => V::from_node(node, key, self.problems),
            None => V::missing().or_else(|| {
                self.missing.push(key);
                None
            }),
        }
    }

    /// Reports unless exactly one of some keys is written.
    pub fn exactly_one_of(&mut self, keys: &[&'static str]) {
        let written = |key: &&&'static str| self.table.get(key).is_some();
        let found: Vec<String> = keys
            .iter()
            .filter(written)
            .map(|key| (*key).to_owned())
            .collect();
        // None of them: perhaps one is misspelt, which `close` will know.
        let misspelt = |key: &str| {
            let meant = did_you_mean(key, self.keys.iter().copied());
            !self.keys.contains(&key) && meant.is_some_and(|meant| keys.contains(&meant.as_str()))
        };
        let excused = found.is_empty() && self.table.entries.iter().any(|e| misspelt(&e.key));
        if found.len() != 1 && !excused {
            let keys = keys.iter().map(|key| (*key).to_owned()).collect();
            let table = self.name.clone();
            self.problems
                .add(self.place, Problem::NotExactlyOneOf { table, keys, found });
        }
    }

    /// Reports every key that no one asked for, and every key that is missing.
    ///
    /// A missing key is not reported where a misspelling of it is.
    pub fn close(mut self) {
        self.problems.around.pop();
        let unknown: Vec<&Entry> = self
            .table
            .entries
            .iter()
            .filter(|e| !self.keys.contains(&e.key.as_str()))
            .collect();
        for entry in unknown {
            let problem = self.unknown_key(&entry.key);
            if let Problem::UnknownKey {
                did_you_mean: Some(meant),
                ..
            } = &problem
            {
                self.missing.retain(|key| key != meant);
            }
            self.problems.add(entry.key_place, problem);
        }
        for key in self.missing {
            let problem = Problem::MissingKey {
                key: key.to_owned(),
                table: self.name.clone(),
            };
            self.problems.add(self.place, problem);
        }
    }

    fn unknown_key(&self, key: &str) -> Problem {
        let meant = did_you_mean(key, self.keys.iter().copied());
        let around = &self.problems.around;
        let elsewhere = around.iter().rev().find(|(_, keys)| keys.contains(&key));
        let table = self.name.clone();
        match elsewhere {
            Some((name, _)) if meant.is_none() => Problem::KeyBelongsElsewhere {
                key: key.to_owned(),
                table,
                belongs_in: name.clone(),
            },
            _ => Problem::UnknownKey {
                key: key.to_owned(),
                table,
                did_you_mean: meant,
                allowed: self.keys.iter().map(|key| (*key).to_owned()).collect(),
            },
        }
    }
}

/// Values by id, in the order they were written.
#[derive(Clone, Debug, PartialEq)]
pub struct ById<T> {
    /// Id, where the id is written, value.
    pub items: Vec<(String, Place, T)>,
    /// Ids whose values could not be read; empty in a scenario without problems.
    pub unread: Vec<String>,
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            unread: Vec::new(),
        }
    }
}

impl<T> ById<T> {
    /// Returns the value of an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.items
            .iter()
            .find(|item| item.0 == id)
            .map(|item| &item.2)
    }

    /// Returns whether an id is written, even if its value could not be read.
    pub fn has(&self, id: &str) -> bool {
        self.get(id).is_some() || self.unread.iter().any(|unread| unread == id)
    }

    /// Returns the position of an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.items.iter().position(|item| item.0 == id)
    }

    /// Returns ids and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.items.iter().map(|item| (item.0.as_str(), &item.2))
    }

    /// Returns ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.items.iter().map(|item| item.0.as_str())
    }

    /// Returns values.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|item| &item.2)
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl<T: JsonSchema> JsonSchema for ById<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("{}_by_id", T::schema_name()).into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let inner = generator.subschema_for::<T>();
        schemars::json_schema!({ "type": "object", "additionalProperties": inner })
    }
}

impl<T: FromNode> FromNode for ById<T> {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let Some(table) = node.table() else {
            return problems.wrong_kind(node, key, Kind::Table);
        };
        let (mut items, mut unread) = (Vec::new(), Vec::new());
        for entry in &table.entries {
            if !is_id(&entry.key) {
                problems.add(
                    entry.key_place,
                    Problem::BadId {
                        id: entry.key.clone(),
                    },
                );
            }
            match T::from_node(&entry.node, &entry.key, problems) {
                Some(value) => items.push((entry.key.clone(), entry.key_place, value)),
                None => unread.push(entry.key.clone()),
            }
        }
        Some(Self { items, unread })
    }

    fn missing() -> Option<Self> {
        Some(Self::default())
    }

    fn shape() -> Shape {
        Shape::ById(T::shape)
    }

    fn visit_numbers(&self, see: &mut dyn FnMut(SeenNumber<'_>)) {
        for value in self.values() {
            value.visit_numbers(see);
        }
    }
}

/// Returns whether a word may be used as an id: letters, digits, `_` and `-`.
pub fn is_id(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

impl<T: FromNode> FromNode for Vec<T> {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let Value::List(list) = &node.value else {
            return problems.wrong_kind(node, key, Kind::List);
        };
        // Every element is read before a broken one takes the list with it.
        let read: Vec<Option<T>> = list
            .iter()
            .map(|element| T::from_node(element, key, problems))
            .collect();
        read.into_iter().collect()
    }

    fn missing() -> Option<Self> {
        Some(Vec::new())
    }

    fn shape() -> Shape {
        Shape::List(T::shape)
    }

    fn visit_numbers(&self, see: &mut dyn FnMut(SeenNumber<'_>)) {
        for value in self {
            value.visit_numbers(see);
        }
    }
}

impl<T: FromNode> FromNode for Option<T> {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        T::from_node(node, key, problems).map(Some)
    }

    fn missing() -> Option<Self> {
        Some(None)
    }

    fn shape() -> Shape {
        T::shape()
    }

    fn visit_numbers(&self, see: &mut dyn FnMut(SeenNumber<'_>)) {
        if let Some(value) = self {
            value.visit_numbers(see);
        }
    }
}

impl FromNode for String {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        match &node.value {
            Value::Text(text) => Some(text.clone()),
            _ => problems.wrong_kind(node, key, Kind::Text),
        }
    }

    fn shape() -> Shape {
        Shape::Text
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        match node.value {
            Value::YesNo(yes) => Some(yes),
            _ => problems.wrong_kind(node, key, Kind::YesNo),
        }
    }

    fn shape() -> Shape {
        Shape::YesNo
    }
}

impl FromNode for i32 {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        match node.value {
            Value::Whole(whole) => match i32::try_from(whole) {
                Ok(number) => Some(number),
                Err(_) => {
                    problems.add(
                        node.place,
                        Problem::NotFinite {
                            key: key.to_owned(),
                        },
                    );
                    None
                }
            },
            _ => problems.wrong_kind(node, key, Kind::WholeNumber),
        }
    }

    fn shape() -> Shape {
        Shape::WholeNumber
    }
}

impl FromNode for u32 {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let whole = i32::from_node(node, key, problems)?;
        u32::try_from(whole).ok().or_else(|| {
            let unit = crate::units::UnitKind::Count;
            let problem = Problem::OutOfRange {
                key: key.to_owned(),
                value: f64::from(whole),
                unit,
            };
            problems.add(node.place, problem);
            None
        })
    }

    fn shape() -> Shape {
        Shape::WholeNumber
    }
}
