//! The scenario reference: every table and key with its meaning, from the declarations.

use crate::scenario::Scenario;
use crate::tree::record::Record;
use crate::tree::shape::{Shape, TableShape};
use crate::units::UnitKind;

/// A table of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDoc {
    /// The type's name, as key descriptions refer to it.
    pub name: &'static str,
    /// Where it is first met in a file: `segment.ID.hazard.EXIT`; empty for the whole file.
    pub path: String,
    /// What it is.
    pub doc: &'static str,
    /// Its keys.
    pub keys: Vec<KeyDoc>,
    /// Groups of keys of which exactly one is written.
    pub one_of: Vec<Vec<&'static str>>,
}

/// A key of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyDoc {
    /// The key.
    pub key: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it must be written.
    pub required: bool,
    /// How its value is written.
    pub value: ValueDoc,
}

/// How a value is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueDoc {
    /// `"..."`
    Text,
    /// A text, or `{ sv, en }`.
    Title,
    /// `true` or `false`
    YesNo,
    /// `12`
    WholeNumber,
    /// `2027-01`
    Month,
    /// An id, or several words joined by dots.
    Reference,
    /// A plain number.
    Figure,
    /// One of these words, each with its meaning.
    Words(Vec<(&'static str, &'static str)>),
    /// A number, known or uncertain.
    Number(UnitKind),
    /// A number that may also vary between households.
    Varying(UnitKind),
    /// A table, by the name of its type.
    Table(&'static str),
    /// A table of such values by id.
    ById(Box<ValueDoc>),
    /// A list of such values.
    List(Box<ValueDoc>),
}

/// Returns every table of the file, each once, in the order in which they are met.
pub fn reference() -> Vec<TableDoc> {
    let mut tables = Vec::new();
    describe(&Scenario::SHAPE, "", &mut tables);
    tables
}

fn describe(shape: &'static TableShape, path: &str, tables: &mut Vec<TableDoc>) {
    if tables.iter().any(|known| known.name == shape.name) {
        return;
    }
    let key_doc = |key: &'static crate::tree::shape::KeyShape| KeyDoc {
        key: key.name,
        doc: key.doc,
        required: (key.required)(),
        value: value_doc((key.shape)()),
    };
    tables.push(TableDoc {
        name: shape.name,
        path: path.to_owned(),
        doc: shape.doc,
        keys: shape.keys.iter().map(key_doc).collect(),
        one_of: shape.one_of.iter().map(|group| group.to_vec()).collect(),
    });
    for key in shape.keys {
        let path = if path.is_empty() {
            key.name.to_owned()
        } else {
            format!("{path}.{}", key.name)
        };
        describe_inner((key.shape)(), &path, tables);
    }
}

fn describe_inner(shape: Shape, path: &str, tables: &mut Vec<TableDoc>) {
    match shape {
        Shape::Table(table) => describe(table, path, tables),
        Shape::ById(inner) => describe_inner(inner(), &format!("{path}.ID"), tables),
        Shape::List(inner) => describe_inner(inner(), path, tables),
        _ => {}
    }
}

fn value_doc(shape: Shape) -> ValueDoc {
    match shape {
        Shape::Text => ValueDoc::Text,
        Shape::Title => ValueDoc::Title,
        Shape::YesNo => ValueDoc::YesNo,
        Shape::WholeNumber => ValueDoc::WholeNumber,
        Shape::Month => ValueDoc::Month,
        Shape::Reference => ValueDoc::Reference,
        Shape::Figure => ValueDoc::Figure,
        Shape::Words(words) => ValueDoc::Words(words.to_vec()),
        Shape::Number(unit) => ValueDoc::Number(unit),
        Shape::Varying(unit) => ValueDoc::Varying(unit),
        Shape::Table(table) => ValueDoc::Table(table.name),
        Shape::ById(inner) => ValueDoc::ById(Box::new(value_doc(inner()))),
        Shape::List(inner) => ValueDoc::List(Box::new(value_doc(inner()))),
    }
}
