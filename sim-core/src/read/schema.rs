//! The JSON Schema of the file, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::read::layers::OVERRIDE;
use crate::scenario::Scenario;
use crate::tree::record::Record;
use crate::tree::shape::Shape;

/// Returns the JSON Schema of a scenario or a library, with keys in alphabetical order.
///
/// A file with `utfall` is a scenario and must be whole; one without is a library.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Scenario>().to_value();
    if let Some(root) = schema.as_object_mut() {
        let required = root.remove("required").unwrap_or_default();
        root.insert("title".to_owned(), "Utfall scenario".into());
        root.insert("if".to_owned(), json!({ "required": ["utfall"] }));
        root.insert("then".to_owned(), json!({ "required": required }));
        let marked = types_by_id();
        if let Some(definitions) = root.get_mut("$defs").and_then(Value::as_object_mut) {
            for (_, definition) in definitions
                .iter_mut()
                .filter(|(k, _)| marked.contains(&k.as_str()))
            {
                allow_override(definition);
            }
        }
    }
    sorted(schema)
}

fn types_by_id() -> Vec<&'static str> {
    let by_id = Scenario::SHAPE.keys.iter().map(|key| (key.shape)());
    by_id
        .filter_map(|shape| match shape {
            Shape::ById(inner) => Some(inner()),
            _ => None,
        })
        .filter_map(|shape| match shape {
            Shape::Table(table) => Some(table.name),
            _ => None,
        })
        .collect()
}

fn allow_override(definition: &mut Value) {
    let properties = definition
        .get_mut("properties")
        .and_then(Value::as_object_mut);
    if let Some(properties) = properties {
        let mark = json!({
            "type": "boolean",
            "description": "Changes the table of the same id in an included file.",
        });
        properties.insert(OVERRIDE.to_owned(), mark);
    }
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<(String, Value)> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            let sorted = entries.into_iter().map(|(k, v)| (k, sorted(v)));
            Value::Object(sorted.collect::<Map<String, Value>>())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(sorted).collect()),
        other => other,
    }
}
