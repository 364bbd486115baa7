//! Declares a table of the file once: its type, its reader, its JSON Schema, its key list.

use crate::tree::shape::TableShape;

/// The part of a table's declaration that merging and texts are made from.
pub trait Record {
    /// Every key with its description, in the order of the declaration.
    const SHAPE: TableShape;
}

/// Declares a table of the file.
///
/// A field whose type has no [`missing`](crate::tree::fields::FromNode::missing) value must be
/// written. `one_of` lists keys of which exactly one must be written.
#[macro_export]
#[doc(hidden)]
macro_rules! record {
    ($(#[doc = $doc:literal])+ pub struct $name:ident {
        $($(#[doc = $fdoc:literal])+ $field:ident : $ty:ty,)*
    } $(one_of $($group:ident)|+ ;)*) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $fdoc])+ pub $field: $ty,)*
            /// Where the table is written.
            pub place: $crate::diagnostic::Place,
        }
        impl $crate::tree::record::Record for $name {
            const SHAPE: $crate::tree::shape::TableShape = $crate::tree::shape::TableShape {
                name: stringify!($name),
                doc: concat!($($doc),+).trim_ascii(),
                keys: &[$($crate::tree::shape::KeyShape {
                    name: stringify!($field),
                    doc: concat!($($fdoc),+).trim_ascii(),
                    required: || <$ty as $crate::tree::fields::FromNode>::missing().is_none(),
                    shape: <$ty as $crate::tree::fields::FromNode>::shape,
                },)*],
                one_of: &[$(&[$(stringify!($group)),+],)*],
            };
        }
        impl $crate::tree::fields::FromNode for $name {
            fn from_node(
                node: &$crate::tree::node::Node,
                key: &str,
                problems: &mut $crate::tree::fields::Problems,
            ) -> Option<Self> {
                let keys: &'static [&'static str] = &[$(stringify!($field),)*];
                let mut fields =
                    $crate::tree::fields::Fields::<Self>::open(node, key, keys, problems)?;
                $(let $field = fields.take::<$ty>(stringify!($field));)*
                $(fields.exactly_one_of(&[$(stringify!($group)),+]);)*
                fields.close();
                Some(Self { $($field: $field?,)* place: node.place })
            }
            fn shape() -> $crate::tree::shape::Shape {
                $crate::tree::shape::Shape::Table(&<Self as $crate::tree::record::Record>::SHAPE)
            }
            fn visit_numbers(&self, see: &mut dyn FnMut($crate::tree::shape::SeenNumber<'_>)) {
                $($crate::tree::fields::FromNode::visit_numbers(&self.$field, see);)*
            }
        }
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut properties = serde_json::Map::new();
                let mut required: Vec<&str> = Vec::new();
                $({
                    let mut inner = generator.subschema_for::<$ty>();
                    let text = concat!($($fdoc),+).trim();
                    inner.insert("description".to_owned(), text.into());
                    properties.insert(stringify!($field).to_owned(), inner.into());
                    if <$ty as $crate::tree::fields::FromNode>::missing().is_none() {
                        required.push(stringify!($field));
                    }
                })*
                schemars::json_schema!({
                    "type": "object",
                    "description": concat!($($doc),+).trim(),
                    "properties": properties,
                    "required": required,
                    "additionalProperties": false,
                })
            }
        }
    };
}

/// Declares a fixed list of words.
#[macro_export]
#[doc(hidden)]
macro_rules! words {
    ($(#[doc = $doc:literal])+ pub enum $name:ident {
        $($(#[doc = $vdoc:literal])+ $variant:ident = $word:literal,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[doc = $vdoc])+ #[serde(rename = $word)] $variant,)+
        }
        impl $name {
            /// Every word of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Returns the word as written in the file.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
            /// Returns the meaning of a word of the file.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
        impl $crate::tree::fields::FromNode for $name {
            fn from_node(
                node: &$crate::tree::node::Node,
                key: &str,
                problems: &mut $crate::tree::fields::Problems,
            ) -> Option<Self> {
                let Some(text) = node.text() else {
                    return problems.wrong_kind(node, key, $crate::diagnostic::Kind::Word);
                };
                let found = Self::from_word(text);
                if found.is_none() {
                    let words: &[&'static str] = &[$($word,)+];
                    problems.add(node.place, $crate::diagnostic::Problem::UnknownWord {
                        key: key.to_owned(),
                        word: text.to_owned(),
                        allowed: words.iter().map(|word| (*word).to_owned()).collect(),
                        did_you_mean: $crate::tree::fields::did_you_mean(text, words.iter().copied()),
                    });
                }
                found
            }
            fn shape() -> $crate::tree::shape::Shape {
                const WORDS: &[(&str, &str)] =
                    &[$(($word, concat!($($vdoc),+).trim_ascii()),)+];
                $crate::tree::shape::Shape::Words(WORDS)
            }
        }
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool { true }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "type": "string",
                    "description": concat!($($doc),+).trim(),
                    "enum": [$($word,)+],
                })
            }
        }
    };
}
