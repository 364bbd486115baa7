//! Values as written, each with its place and its address.

use std::sync::Arc;

use crate::diagnostic::{Kind, Place};

/// A value of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What is written.
    pub value: Value,
    /// Where it is written.
    pub place: Place,
    /// The ids and keys from the root of the file it was written in, joined by dots.
    ///
    /// It stays with the value when a design inherits it, and so names an uncertain
    /// number. List elements are addressed by their `id`.
    pub address: Arc<str>,
}

/// What is written in a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `"..."`
    Text(String),
    /// `12`
    Whole(i64),
    /// `1.5`
    Real(f64),
    /// `true`
    YesNo(bool),
    /// `2027-01-01`
    Date(String),
    /// `[a, b]`
    List(Vec<Node>),
    /// `{ a = 1 }`
    Table(Table),
}

/// Keys and values in the order they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key is written.
    pub key_place: Place,
    /// Its value.
    pub node: Node,
}

impl Node {
    /// Returns a table without keys that is written nowhere.
    pub fn empty_table() -> Self {
        Self {
            value: Value::Table(Table::default()),
            place: Place::default(),
            address: Arc::from(""),
        }
    }

    /// Returns what kind of thing is written here.
    pub fn kind(&self) -> Kind {
        match self.value {
            Value::Text(_) => Kind::Text,
            Value::Whole(_) => Kind::WholeNumber,
            Value::Real(_) => Kind::Number,
            Value::YesNo(_) => Kind::YesNo,
            Value::Date(_) => Kind::Date,
            Value::List(_) => Kind::List,
            Value::Table(_) => Kind::Table,
        }
    }

    /// Returns the table written here, if it is one.
    pub fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Returns the table written here for changing, if it is one.
    pub fn table_mut(&mut self) -> Option<&mut Table> {
        match &mut self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Returns the text written here, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Table {
    /// Returns the entry of a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Returns the entry of a key for changing.
    pub fn entry_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }
}
