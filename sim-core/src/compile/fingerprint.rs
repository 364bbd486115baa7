//! What a scenario is recognised by: a hash of what it means, not of how it is laid out.

use sha2::{Digest, Sha256};

use crate::tree::node::{Node, Value};

/// Returns SHA-256 of a resolved scenario, in hexadecimal.
///
/// Comments, order of tables and where a value was written do not count; order in lists does.
pub fn fingerprint(resolved: &Node) -> String {
    let mut text = String::new();
    write(resolved, &mut text);
    digest(text.as_bytes())
}

/// Returns SHA-256 of bytes, in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    let whole = Sha256::digest(bytes);
    whole.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Returns the first eight bytes of SHA-256: whether bytes are still what they were.
pub fn checksum(bytes: &[u8]) -> [u8; 8] {
    let whole = Sha256::digest(bytes);
    std::array::from_fn(|at| whole[at])
}

fn write(node: &Node, text: &mut String) {
    match &node.value {
        Value::Text(written) => text.push_str(&format!("{written:?}")),
        Value::Whole(whole) => text.push_str(&format!("{:?}", *whole as f64)),
        Value::Real(real) => text.push_str(&format!("{real:?}")),
        Value::YesNo(yes) => text.push_str(if *yes { "true" } else { "false" }),
        Value::Date(date) => text.push_str(date),
        Value::List(list) => {
            text.push('[');
            for element in list {
                write(element, text);
                text.push(',');
            }
            text.push(']');
        }
        Value::Table(table) => {
            let mut entries: Vec<_> = table.entries.iter().collect();
            entries.sort_by(|a, b| a.key.cmp(&b.key));
            text.push('{');
            // What documents say came out is held against a result and changes none.
            let counts = |key: &str| !["include", "documented"].contains(&key);
            for entry in entries.into_iter().filter(|entry| counts(&entry.key)) {
                text.push_str(&format!("{:?}:", entry.key));
                write(&entry.node, text);
                text.push(',');
            }
            text.push('}');
        }
    }
}
