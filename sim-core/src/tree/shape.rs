//! What the file looks like: the keys of each table and how each is written.
//!
//! Made by `record!` from the declarations; merging, the scenario reference and the
//! JSON Schema's post-processing read it.

use crate::diagnostic::Place;
use crate::units::UnitKind;

/// How the value of a key is written.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
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
    /// The id of something else.
    Reference,
    /// A plain number without source.
    Figure,
    /// One of these words, each with its meaning.
    Words(&'static [(&'static str, &'static str)]),
    /// A number, known or uncertain.
    Number(UnitKind),
    /// A number that may also vary between households.
    Varying(UnitKind),
    /// A table with these keys.
    Table(&'static TableShape),
    /// A table of such values by id.
    ById(fn() -> Shape),
    /// A list of such values.
    List(fn() -> Shape),
}

/// A table of the file.
#[derive(Debug)]
pub struct TableShape {
    /// The type's name.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Its keys in the order of the declaration.
    pub keys: &'static [KeyShape],
    /// Groups of keys of which exactly one is written.
    pub one_of: &'static [&'static [&'static str]],
}

/// A key of a table.
#[derive(Debug)]
pub struct KeyShape {
    /// The key.
    pub name: &'static str,
    /// What it means.
    pub doc: &'static str,
    /// Whether it must be written.
    pub required: fn() -> bool,
    /// How its value is written.
    pub shape: fn() -> Shape,
}

impl TableShape {
    /// Returns a key of the table.
    pub fn key(&self, name: &str) -> Option<&'static KeyShape> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A number as it is met on a walk over everything that was read.
#[derive(Clone, Copy, Debug)]
pub struct SeenNumber<'a> {
    /// What it counts.
    pub unit: UnitKind,
    /// Where it was written, as ids joined by dots.
    pub address: &'a str,
    /// Where it was written, as bytes.
    pub place: Place,
    /// What stands there.
    pub written: Written<'a>,
    /// The source it is cited to.
    pub source: Option<(&'a str, Place)>,
    /// The price year of an amount.
    pub price_year: Option<i32>,
}

/// What stands where a number is expected.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Written<'a> {
    /// A known value.
    Fixed(f64),
    /// One true value that is not known.
    Uncertain,
    /// The id of a parameter.
    Parameter(&'a str, Place),
    /// A table of how it varies between households; the numbers inside follow.
    Varies,
}
