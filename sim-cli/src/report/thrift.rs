//! The little of Thrift's compact protocol that a Parquet file's headers need.
//!
//! Source: Apache Thrift, "Thrift compact protocol encoding".

const I32: u8 = 5;
const I64: u8 = 6;
const BINARY: u8 = 8;
const LIST: u8 = 9;
const STRUCT: u8 = 12;
/// Lists of fewer elements have their length beside the kind.
const SHORT: usize = 15;

/// A struct while its fields are written, in rising order of their numbers.
#[derive(Default)]
pub struct Struct {
    bytes: Vec<u8>,
    last: u8,
}

impl Struct {
    fn field(&mut self, number: u8, kind: u8) {
        // Numbers here never lie more than fifteen apart.
        self.bytes.push(((number - self.last) << 4) | kind);
        self.last = number;
    }

    /// Adds a 32-bit number.
    pub fn i32(mut self, number: u8, value: i32) -> Self {
        self.field(number, I32);
        zigzag(&mut self.bytes, i64::from(value));
        self
    }

    /// Adds a 64-bit number.
    pub fn i64(mut self, number: u8, value: i64) -> Self {
        self.field(number, I64);
        zigzag(&mut self.bytes, value);
        self
    }

    /// Adds a text.
    pub fn text(mut self, number: u8, value: &str) -> Self {
        self.field(number, BINARY);
        text(&mut self.bytes, value);
        self
    }

    /// Adds a struct.
    pub fn within(mut self, number: u8, value: Self) -> Self {
        self.field(number, STRUCT);
        self.bytes.extend(value.end());
        self
    }

    /// Adds a list of structs.
    pub fn structs(mut self, number: u8, values: Vec<Self>) -> Self {
        self.list(number, STRUCT, values.len());
        self.bytes.extend(values.into_iter().flat_map(Self::end));
        self
    }

    /// Adds a list of 32-bit numbers.
    pub fn i32s(mut self, number: u8, values: &[i32]) -> Self {
        self.list(number, I32, values.len());
        for value in values {
            zigzag(&mut self.bytes, i64::from(*value));
        }
        self
    }

    /// Adds a list of texts.
    pub fn texts(mut self, number: u8, values: &[&str]) -> Self {
        self.list(number, BINARY, values.len());
        for value in values {
            text(&mut self.bytes, value);
        }
        self
    }

    fn list(&mut self, number: u8, kind: u8, length: usize) {
        self.field(number, LIST);
        if length < SHORT {
            self.bytes.push(((length as u8) << 4) | kind);
        } else {
            self.bytes.push(0xf0 | kind);
            varint(&mut self.bytes, length as u64);
        }
    }

    /// Returns the whole struct.
    pub fn end(mut self) -> Vec<u8> {
        self.bytes.push(0);
        self.bytes
    }
}

fn text(bytes: &mut Vec<u8>, value: &str) {
    varint(bytes, value.len() as u64);
    bytes.extend(value.as_bytes());
}

fn zigzag(bytes: &mut Vec<u8>, value: i64) {
    varint(bytes, ((value << 1) ^ (value >> 63)) as u64);
}

fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push((value as u8) | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::Struct;

    #[test]
    fn numbers_texts_and_lists_are_written_as_the_protocol_says() {
        // Worked out by hand: delta and kind, then zigzag and base 128.
        let found = Struct::default().i32(1, -1).i64(3, 300).text(4, "ab").end();
        assert_eq!(
            found,
            [0x15, 0x01, 0x26, 0xd8, 0x04, 0x18, 2, b'a', b'b', 0]
        );
        let short = Struct::default().i32s(2, &[0, 1]).end();
        assert_eq!(short, [0x29, 0x25, 0, 2, 0]);
        let long = Struct::default().texts(1, &[""; 20]).end();
        assert_eq!(long[..3], [0x19, 0xf8, 20]);
    }
}
