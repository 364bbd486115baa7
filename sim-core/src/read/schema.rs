//! The JSON Schema of the file, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::read::layers::OVERRIDE;
use crate::scenario::Scenario;
use crate::tree::record::Record;
use crate::tree::shape::Shape;

/// Returns the JSON Schema of a scenario or a library, with keys in alphabetical order.
///
/// A file with `[about]` is a scenario and must be whole; one without is a library. A table
/// that may lie on top of another, in an included file or a design it is based on, need
/// not be whole: what is missing, `check` says.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Scenario>().to_value();
    if let Some(root) = schema.as_object_mut() {
        root.remove("required");
        root.insert("title".to_owned(), "Utfall scenario".into());
        root.insert("if".to_owned(), json!({ "required": ["about"] }));
        root.insert("then".to_owned(), json!({ "anyOf": whole_or_including() }));
        let definitions = root.get_mut("$defs").and_then(Value::as_object_mut);
        for (name, definition) in definitions.into_iter().flatten() {
            if by_id().contains(&name.as_str()) {
                allow_override(definition);
            } else if layered().contains(&name.as_str()) {
                remove_required(definition);
            }
        }
    }
    sorted(schema)
}

fn whole_or_including() -> Value {
    let required = Scenario::SHAPE.keys.iter();
    let required: Vec<&str> = required
        .filter(|key| (key.required)())
        .map(|key| key.name)
        .collect();
    json!([{ "required": ["include"] }, { "required": required }])
}

/// Returns the types of the tables below `[segment]`, `[source]` and so on.
fn by_id() -> Vec<&'static str> {
    let shapes = Scenario::SHAPE.keys.iter().map(|key| (key.shape)());
    let inner = shapes.filter_map(|shape| match shape {
        Shape::ById(inner) => Some(inner()),
        _ => None,
    });
    inner
        .filter_map(|shape| match shape {
            Shape::Table(table) => Some(table.name),
            _ => None,
        })
        .collect()
}

/// Returns the types of all tables that merge key by key.
fn layered() -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    let mut next: Vec<Shape> = vec![Shape::Table(&Scenario::SHAPE)];
    while let Some(shape) = next.pop() {
        match shape {
            Shape::ById(inner) => next.push(inner()),
            Shape::Table(table) if !found.contains(&table.name) => {
                found.push(table.name);
                next.extend(table.keys.iter().map(|key| (key.shape)()));
            }
            _ => {}
        }
    }
    found
}

fn remove_required(definition: &mut Value) -> Value {
    let definition = definition.as_object_mut();
    let required = definition.and_then(|of| of.remove("required"));
    required.unwrap_or_else(|| json!([]))
}

fn allow_override(definition: &mut Value) {
    let required = remove_required(definition);
    let Some(definition) = definition.as_object_mut() else {
        return;
    };
    let whole = json!([{ "required": [OVERRIDE] }, { "required": required }]);
    definition.insert("anyOf".to_owned(), whole);
    let properties = definition.get_mut("properties");
    if let Some(properties) = properties.and_then(Value::as_object_mut) {
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
