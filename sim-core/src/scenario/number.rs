//! Numbers: plain, uncertain (one true value we do not know), or varying between households.

use std::marker::PhantomData;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::diagnostic::{Kind, Place, Problem};
use crate::scenario::distribution::{Distribution, Figure, Named};
use crate::scenario::text::Ref;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::{Node, Value};
use crate::tree::parse::NAMELESS;
use crate::tree::shape::{SeenNumber, Shape, Written};
use crate::units::{Ratio, Unit, UnitKind};

crate::words! {
    /// How well a number is supported.
    pub enum Grade {
        /// Register data or a randomised trial.
        A = "A",
        /// Official statistics.
        B = "B",
        /// A report without a solid comparison, press, or a municipal page.
        C = "C",
        /// Expert judgement, own derivation, or assumption.
        D = "D",
    }
}

/// What a number is.
#[derive(Clone, Debug, PartialEq)]
pub enum Amount {
    /// Known.
    Fixed(f64),
    /// One true value that is not known.
    Uncertain(Distribution),
    /// The number named in `[parameter.ID]`.
    Parameter(Ref),
}

/// A number with its unit, its source, and where it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Number<U> {
    /// What it is.
    pub amount: Amount,
    /// Where it comes from.
    pub source: Option<Ref>,
    /// How well it is supported.
    pub grade: Option<Grade>,
    /// A remark by the author.
    pub note: Option<String>,
    /// The price year of an amount of money, where it differs from the scenario's.
    pub price_year: Option<i32>,
    /// The address it was written at; the name of an uncertain number.
    pub address: Arc<str>,
    /// Where it is written.
    pub place: Place,
    unit: PhantomData<U>,
}

impl<U: Unit> Number<U> {
    /// Returns a known number without a source, as a default stands for a key left out.
    pub fn fixed(value: f64, address: &str) -> Self {
        Self {
            amount: Amount::Fixed(value),
            source: None,
            grade: None,
            note: None,
            price_year: None,
            address: Arc::from(address),
            place: Place::default(),
            unit: PhantomData,
        }
    }

    /// Returns the number's unit.
    pub fn unit(&self) -> UnitKind {
        U::KIND
    }
}

crate::record! {
    /// A number with a source, or an uncertain one. Write exactly one of `value`, `p50` (with `p05` and `p95`), `uncertain` and `parameter`.
    pub struct NumberTable {
        /// The value, when it is known.
        value: Option<Figure>,
        /// The value that the true one is below with 5 % probability.
        p05: Option<Figure>,
        /// The value that the true one is below with 50 % probability.
        p50: Option<Figure>,
        /// The value that the true one is below with 95 % probability.
        p95: Option<Figure>,
        /// A named distribution of the true value.
        uncertain: Option<Named>,
        /// The id of a `[parameter.ID]`.
        parameter: Option<Ref>,
        /// The id of a `[source.ID]`.
        source: Option<Ref>,
        /// How well the number is supported, A (best) to D (assumed).
        grade: Option<Grade>,
        /// The price year of an amount of money.
        price_year: Option<i32>,
        /// A remark.
        note: Option<String>,
    }
    one_of value | p50 | uncertain | parameter;
}

impl<U: Unit> JsonSchema for Number<U> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let table = generator.subschema_for::<NumberTable>();
        let mut plain = serde_json::Map::new();
        plain.insert("type".to_owned(), "number".into());
        let (low, high) = U::KIND.bounds();
        if low.is_finite() {
            plain.insert("minimum".to_owned(), low.into());
        }
        if high.is_finite() {
            plain.insert("maximum".to_owned(), high.into());
        }
        schemars::json_schema!({ "oneOf": [plain, table] })
    }
}

impl<U: Unit> FromNode for Number<U> {
    /// A number that cannot be read is reported and becomes NaN, which satisfies no
    /// check across fields; a scenario with a reported error is never run.
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        let mut number = Self::fixed(f64::NAN, &node.address);
        number.place = node.place;
        let Value::Table(table) = &node.value else {
            let figure = Figure::from_node(node, key, problems);
            let figure = figure.and_then(|f| inside::<U>(f.0, node.place, key, problems));
            number.amount = Amount::Fixed(figure.unwrap_or(f64::NAN));
            return Some(number);
        };
        if let Some(entry) = table.entry("varies") {
            let key = key.to_owned();
            problems.add(entry.key_place, Problem::VariationNotAllowed { key });
            return Some(number);
        }
        let Some(written) = NumberTable::from_node(node, key, problems) else {
            return Some(number);
        };
        if let Some(amount) = amount::<U>(&written, node, key, problems) {
            number.amount = amount;
        }
        if matches!(number.amount, Amount::Uncertain(_))
            && node.address.split('.').any(|part| part == NAMELESS)
        {
            let key = key.to_owned();
            problems.add(node.place, Problem::UncertainNumberWithoutAddress { key });
        }
        number.source = written.source;
        number.grade = written.grade;
        number.note = written.note;
        number.price_year = written.price_year;
        Some(number)
    }

    fn shape() -> Shape {
        Shape::Number(U::KIND)
    }

    fn visit_numbers(&self, see: &mut dyn FnMut(SeenNumber<'_>)) {
        see(SeenNumber {
            unit: U::KIND,
            address: &self.address,
            place: self.place,
            written: match &self.amount {
                Amount::Fixed(value) => Written::Fixed(*value),
                Amount::Uncertain(_) => Written::Uncertain,
                Amount::Parameter(named) => Written::Parameter(&named.id, named.place),
            },
            source: self.source.as_ref().map(|r| (r.id.as_str(), r.place)),
            price_year: self.price_year,
        });
    }
}

fn inside<U: Unit>(value: f64, place: Place, key: &str, problems: &mut Problems) -> Option<f64> {
    let (low, high) = U::KIND.bounds();
    if (low..=high).contains(&value) {
        return Some(value);
    }
    problems.add(
        place,
        Problem::OutOfRange {
            key: key.to_owned(),
            value,
            unit: U::KIND,
        },
    );
    None
}

fn amount<U: Unit>(
    written: &NumberTable,
    node: &Node,
    key: &str,
    problems: &mut Problems,
) -> Option<Amount> {
    let place_of = |inner: &str| {
        node.table()
            .and_then(|table| table.get(inner))
            .map_or(node.place, |found| found.place)
    };
    if let Some(Figure(value)) = written.value {
        return inside::<U>(value, place_of("value"), key, problems).map(Amount::Fixed);
    }
    if let Some(parameter) = &written.parameter {
        return Some(Amount::Parameter(parameter.clone()));
    }
    if let Some(named) = &written.uncertain {
        if let Some(rule) = named.broken_rule(U::KIND) {
            let key = key.to_owned();
            problems.add(named.place, Problem::DistributionImpossible { key, rule });
            return None;
        }
        return Some(Amount::Uncertain(Distribution::Named(Box::new(
            named.clone(),
        ))));
    }
    let Figure(p50) = written.p50?;
    let (Some(Figure(p05)), Some(Figure(p95))) = (written.p05, written.p95) else {
        let missing = if written.p05.is_none() { "p05" } else { "p95" };
        let table = node.address.to_string();
        problems.add(
            node.place,
            Problem::MissingKey {
                key: missing.to_owned(),
                table,
            },
        );
        return None;
    };
    for (name, value) in [("p05", p05), ("p50", p50), ("p95", p95)] {
        inside::<U>(value, place_of(name), key, problems)?;
    }
    if !(p05 < p50 && p50 < p95) {
        let key = key.to_owned();
        problems.add(
            node.place,
            Problem::QuantilesNotIncreasing { key, p05, p50, p95 },
        );
        return None;
    }
    Some(Amount::Uncertain(Distribution::Quantiles { p05, p50, p95 }))
}

crate::record! {
    /// Lognormal between households; write `median` with `p90`, or `mean` with `sd`.
    pub struct LogNormalBetween {
        /// Median.
        median: Option<Number<Ratio>>,
        /// 90th percentile.
        p90: Option<Number<Ratio>>,
        /// Mean.
        mean: Option<Number<Ratio>>,
        /// Standard deviation.
        sd: Option<Number<Ratio>>,
    }
    one_of median | mean;
    one_of p90 | sd;
}
crate::record! {
    /// Exponential between households.
    pub struct ExponentialBetween {
        /// Mean.
        mean: Number<Ratio>,
    }
}
crate::record! {
    /// Uniform between households.
    pub struct UniformBetween {
        /// Smallest.
        min: Number<Ratio>,
        /// Largest.
        max: Number<Ratio>,
    }
}
crate::record! {
    /// Weibull between households.
    pub struct WeibullBetween {
        /// Shape; 1 is exponential.
        shape: Number<Ratio>,
        /// Scale.
        scale: Number<Ratio>,
    }
}
crate::record! {
    /// How a length of time varies between households; write exactly one.
    pub struct Variation {
        /// Lognormal.
        lognormal: Option<LogNormalBetween>,
        /// Exponential.
        exponential: Option<ExponentialBetween>,
        /// Uniform.
        uniform: Option<UniformBetween>,
        /// Weibull.
        weibull: Option<WeibullBetween>,
    }
    one_of lognormal | exponential | uniform | weibull;
}
crate::record! {
    /// A number that varies between households.
    pub struct VaryingTable {
        /// How it varies.
        varies: Variation,
        /// The id of a `[source.ID]`.
        source: Option<Ref>,
        /// How well it is supported, A (best) to D (assumed).
        grade: Option<Grade>,
        /// A remark.
        note: Option<String>,
    }
}

/// A number that is the same for all households or varies between them.
#[derive(Clone, Debug, PartialEq)]
pub enum Varying<U> {
    /// One number for all households.
    Same(Number<U>),
    /// Its own number for each household and occasion.
    Varies(Box<VaryingTable>),
}

impl<U: Unit> JsonSchema for Varying<U> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Varying".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let number = generator.subschema_for::<Number<U>>();
        let table = generator.subschema_for::<VaryingTable>();
        schemars::json_schema!({ "anyOf": [number, table] })
    }
}

impl<U: Unit> FromNode for Varying<U> {
    fn from_node(node: &Node, key: &str, problems: &mut Problems) -> Option<Self> {
        match &node.value {
            Value::Table(table) if table.get("varies").is_some() => {
                let varies = VaryingTable::from_node(node, key, problems);
                Some(varies.map_or_else(
                    || Self::Same(Number::fixed(f64::NAN, &node.address)),
                    |table| Self::Varies(Box::new(table)),
                ))
            }
            Value::Table(_) | Value::Whole(_) | Value::Real(_) | Value::Text(_) => {
                Number::from_node(node, key, problems).map(Self::Same)
            }
            _ => problems.wrong_kind(node, key, Kind::VaryingNumber),
        }
    }

    fn shape() -> Shape {
        Shape::Varying(U::KIND)
    }

    fn visit_numbers(&self, see: &mut dyn FnMut(SeenNumber<'_>)) {
        match self {
            Self::Same(number) => number.visit_numbers(see),
            Self::Varies(table) => {
                see(SeenNumber {
                    unit: U::KIND,
                    address: "",
                    place: table.place,
                    written: Written::Varies,
                    source: table.source.as_ref().map(|r| (r.id.as_str(), r.place)),
                    price_year: None,
                });
                table.varies.visit_numbers(see);
            }
        }
    }
}
