//! Words as a TOML file writes them.

use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// Returns a text between quotation marks, on one line.
pub fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_basic().to_toml_value()
}

/// Returns a key, without quotation marks where it needs none.
pub fn key(key: &str) -> String {
    TomlKeyBuilder::new(key).as_default().to_toml_key()
}

/// Returns words as one line of a comment.
pub fn comment(words: &str) -> String {
    format!("# {}", words.replace(|sign: char| sign.is_control(), " "))
}

#[cfg(test)]
mod tests {
    use super::{comment, key, quoted};

    #[test]
    fn what_would_end_a_text_is_escaped() {
        let shown = ["a\"b\\c\n", "från\u{7f}å", "C:\\kommun"].map(quoted);
        let right = [r#""a\"b\\c\n""#, r#""från\u007Få""#, r#""C:\\kommun""#];
        assert_eq!(shown, right);
    }

    #[test]
    fn a_key_has_quotation_marks_only_where_it_needs_them() {
        assert_eq!(["a_b-1", "å", ""].map(key), ["a_b-1", "\"å\"", "\"\""]);
    }

    #[test]
    fn a_comment_stays_on_its_line() {
        assert_eq!(comment("a\r\nb = 1"), "# a  b = 1");
    }
}
