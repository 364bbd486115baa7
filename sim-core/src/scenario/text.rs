//! Words of the author: references, months, titles in two languages.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::diagnostic::{Kind, Place, Problem};
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::{Node, Value};
use crate::tree::shape::Shape;

/// A word that points at something with that id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// The id pointed at.
    pub id: String,
    /// Where the word is written.
    pub place: Place,
}

impl JsonSchema for Ref {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ref".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl FromNode for Ref {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let id = String::from_node(node, key, problems)?;
        Some(Self {
            id,
            place: node.place,
        })
    }

    fn shape() -> Shape {
        Shape::Reference
    }
}

/// A calendar month, written `2027-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarMonth {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// Where it is written.
    pub place: Place,
}

impl CalendarMonth {
    /// Returns how many months this month lies after another.
    pub fn months_after(self, other: Self) -> i32 {
        (self.year - other.year) * 12 + self.month as i32 - other.month as i32
    }

    /// Returns the day of the week of the month's first day: Monday is 0, Sunday 6.
    ///
    /// # Source
    ///
    /// The Gregorian calendar; Sakamoto's congruence (1992).
    ///
    /// ```
    /// use sim_core::diagnostic::Place;
    /// use sim_core::scenario::text::CalendarMonth;
    ///
    /// let month = |year, month| CalendarMonth { year, month, place: Place::default() };
    /// assert_eq!(month(2000, 1).first_weekday(), 5); // a Saturday
    /// assert_eq!(month(2024, 2).first_weekday(), 3); // a Thursday
    /// assert_eq!(month(2027, 1).first_weekday(), 4); // a Friday
    /// ```
    pub fn first_weekday(self) -> usize {
        const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = self.year - i32::from(self.month < 3);
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let shift = SHIFT[(self.month.clamp(1, 12) - 1) as usize];
        // The congruence adds the day and counts from Sunday: on the first, from Monday, neither shows.
        (year + leap_days + shift).rem_euclid(7) as usize
    }
}

impl JsonSchema for CalendarMonth {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CalendarMonth".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$" })
    }
}

impl FromNode for CalendarMonth {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let Value::Text(text) = &node.value else {
            return problems.wrong_kind(node, key, Kind::Month);
        };
        let parsed = text
            .split_once('-')
            .filter(|(year, month)| year.len() == 4 && month.len() == 2);
        let parsed =
            parsed.and_then(|(y, m)| Some((y.parse::<i32>().ok()?, m.parse::<u32>().ok()?)));
        match parsed.filter(|(_, month)| (1..=12).contains(month)) {
            Some((year, month)) => Some(Self {
                year,
                month,
                place: node.place,
            }),
            None => {
                let problem = Problem::BadMonth {
                    key: key.to_owned(),
                    written: text.clone(),
                };
                problems.add(node.place, problem);
                None
            }
        }
    }

    fn shape() -> Shape {
        Shape::Month
    }
}

/// A text in Swedish and English; a plain string stands for both.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Bilingual {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl JsonSchema for Bilingual {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Bilingual".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "oneOf": [
            { "type": "string" },
            { "type": "object", "additionalProperties": false, "required": ["sv", "en"],
              "properties": { "sv": { "type": "string" }, "en": { "type": "string" } } },
        ] })
    }
}

crate::record! {
    /// A text in two languages.
    pub struct BilingualTable {
        /// Swedish.
        sv: String,
        /// English.
        en: String,
    }
}

impl FromNode for Bilingual {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        if let Value::Text(text) = &node.value {
            return Some(Self {
                sv: text.clone(),
                en: text.clone(),
            });
        }
        let table = BilingualTable::from_node(node, key, problems)?;
        Some(Self {
            sv: table.sv,
            en: table.en,
        })
    }

    fn shape() -> Shape {
        Shape::Title
    }
}
