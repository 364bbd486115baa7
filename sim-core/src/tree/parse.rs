//! Text to tree; the only file that calls the TOML parser.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::diagnostic::{Diagnostic, NumberHabit, Place, Problem};
use crate::tree::node::{Entry, Node, Table, Value};

/// Syntax errors reported of one text; what comes after them follows from them.
const MOST_ERRORS: usize = 100;
/// Bytes of a line that are searched for a habit of writing numbers.
const LONGEST_LINE: usize = 2000;

/// Returns the tree of a text, and every syntax error found on the way.
///
/// What could be read is returned even when there were errors, so that problems of
/// meaning can be reported together with problems of spelling.
pub fn parse(text: &str, text_idx: u32) -> (Node, Vec<Diagnostic>) {
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut problems: Vec<Diagnostic> = Vec::new();
    for error in errors.iter().take(MOST_ERRORS) {
        let span = error.span().unwrap_or(0..0);
        let found = syntax_problem(text, span.clone(), error.message(), text_idx);
        if !problems.iter().any(|known| known == &found) {
            problems.push(found);
        }
    }
    let mut reading = Reading { text_idx, problems };
    let place = place(text_idx, 0..0);
    let table = reading.table(tree.get_ref(), "");
    let node = Node {
        value: Value::Table(table),
        place,
        address: Arc::from(""),
    };
    (node, reading.problems)
}

fn place(text_idx: u32, span: std::ops::Range<usize>) -> Place {
    let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place {
        text_idx,
        start: bound(span.start),
        end: bound(span.end),
    }
}

struct Reading {
    text_idx: u32,
    problems: Vec<Diagnostic>,
}

impl Reading {
    fn table(&mut self, table: &DeTable<'_>, address: &str) -> Table {
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: key.get_ref().to_string(),
                key_place: place(self.text_idx, key.span()),
                node: self.node(value, &join(address, key.get_ref())),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_place);
        Table { entries }
    }

    fn node(&mut self, value: &Spanned<DeValue<'_>>, address: &str) -> Node {
        let place = place(self.text_idx, value.span());
        let value = match value.get_ref() {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(whole) => self.whole(whole, place, address),
            DeValue::Float(real) => Value::Real(real.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(yes) => Value::YesNo(*yes),
            DeValue::Datetime(date) => Value::Date(date.to_string()),
            DeValue::Array(list) => Value::List(
                list.iter()
                    .map(|element| {
                        let address = join(address, &element_name(element.get_ref()));
                        self.node(element, &address)
                    })
                    .collect(),
            ),
            DeValue::Table(table) => Value::Table(self.table(table, address)),
        };
        Node {
            value,
            place,
            address: Arc::from(address),
        }
    }

    fn whole(&mut self, whole: &DeInteger<'_>, place: Place, address: &str) -> Value {
        match i64::from_str_radix(whole.as_str(), whole.radix()) {
            Ok(number) => Value::Whole(number),
            Err(_) => {
                let key = last_key(address).to_owned();
                self.problems
                    .push(Diagnostic::at(place, Problem::NotFinite { key }));
                Value::Whole(0)
            }
        }
    }
}

fn join(address: &str, key: &str) -> String {
    if address.is_empty() {
        key.to_owned()
    } else {
        format!("{address}.{key}")
    }
}

/// Returns the last key of an address.
pub fn last_key(address: &str) -> &str {
    address.rsplit('.').next().unwrap_or(address)
}

/// Marks a list element that has nothing to be called by.
pub const NAMELESS: &str = "?";

fn element_name(element: &DeValue<'_>) -> String {
    let DeValue::Table(table) = element else {
        return NAMELESS.to_owned();
    };
    for key in ["id", "from_month"] {
        match table.get(key).map(Spanned::get_ref) {
            Some(DeValue::String(text)) => return text.to_string(),
            Some(DeValue::Integer(whole)) => return format!("{key}_{}", whole.as_str()),
            Some(DeValue::Float(real)) => return format!("{key}_{}", real.as_str()),
            _ => {}
        }
    }
    NAMELESS.to_owned()
}

/// Turns a syntax error into a problem, recognising habits of writing numbers.
fn syntax_problem(
    text: &str,
    span: std::ops::Range<usize>,
    message: &str,
    text_idx: u32,
) -> Diagnostic {
    let at = span.start.min(text.len());
    let line_start = text[..floor_char(text, at)]
        .rfind('\n')
        .map_or(0, |found| found + 1);
    let line_end = text[line_start..]
        .find('\n')
        .map_or(text.len(), |found| line_start + found);
    let line = text[line_start..line_end].trim_end_matches('\r');
    let habit = (line.len() <= LONGEST_LINE)
        .then(|| number_habit(line))
        .flatten();
    if let Some((from, to, right, habit)) = habit {
        let written = line[from..to].to_owned();
        let place = place(text_idx, line_start + from..line_start + to);
        return Diagnostic::at(
            place,
            Problem::NumberSpelling {
                written,
                right,
                habit,
            },
        );
    }
    if let Some((key, written, from)) = bare_month(line) {
        let (key, written) = (key.to_owned(), written.to_owned());
        let at = line_start + from;
        let place = place(text_idx, at..at + written.len());
        return Diagnostic::at(place, Problem::BadMonth { key, written });
    }
    let message = message.lines().next().unwrap_or_default().to_owned();
    Diagnostic::at(place(text_idx, span), Problem::SyntaxError { message })
}

/// Finds a month written without quotation marks: key, month, and where it starts.
fn bare_month(line: &str) -> Option<(&str, &str, usize)> {
    let (key, value) = line.split_once('=')?;
    let value = value.split('#').next()?;
    let month = value.trim();
    let (year, number) = month.split_once('-')?;
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|b| b.is_ascii_digit());
    let from = key.len() + 1 + (value.len() - value.trim_start().len());
    (digits(year, 4) && digits(number, 2)).then(|| (key.trim(), month, from))
}

fn floor_char(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Finds a number in Swedish spelling on a line: `0,2`, `20 %`, `96 996`.
///
/// Returns its first and last byte in the line, the spelling that TOML reads, and
/// which habit it was.
pub fn number_habit(line: &str) -> Option<(usize, usize, String, NumberHabit)> {
    let code = line.split('#').next().unwrap_or(line);
    let bytes = code.as_bytes();
    let mut at = code.find('=').map_or(0, |found| found + 1);
    while at < bytes.len() {
        if bytes[at] == b'"' {
            at += 1 + code[at + 1..]
                .find('"')
                .map_or(bytes.len(), |found| found + 1);
            continue;
        }
        let after_word = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
        if !bytes[at].is_ascii_digit() || after_word {
            at += 1;
            continue;
        }
        let end = number_like_end(code, at);
        let found = habit_of(&code[at..end]);
        // In a list a comma stands between two numbers.
        let between =
            |habit: NumberHabit| habit == NumberHabit::DecimalComma && code[..at].contains('[');
        if let Some((length, right, habit)) = found.filter(|(.., habit)| !between(*habit)) {
            return Some((at, at + length, right, habit));
        }
        at = end;
    }
    None
}

fn number_like_end(code: &str, from: usize) -> usize {
    let belongs =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | ' ' | '\u{a0}' | '_');
    let rest = &code[from..];
    from + rest.find(|c| !belongs(c)).unwrap_or(rest.len())
}

fn habit_of(run: &str) -> Option<(usize, String, NumberHabit)> {
    let trimmed = run.trim_end_matches([' ', '\u{a0}', ',']);
    let compact: String = trimmed
        .chars()
        .filter(|c| *c != ' ' && *c != '\u{a0}')
        .collect();
    if let Some(percent) = compact.strip_suffix('%') {
        let number: f64 = percent.replace(',', ".").parse().ok()?;
        let right = format!("{}", (number * 1e10).round() / 1e12);
        return Some((trimmed.len(), right, NumberHabit::Percent));
    }
    if let Some((whole, decimals)) = trimmed.split_once(',')
        && !decimals.is_empty()
        && decimals.bytes().all(|b| b.is_ascii_digit())
    {
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        return Some((
            trimmed.len(),
            format!("{whole}.{decimals}"),
            NumberHabit::DecimalComma,
        ));
    }
    let groups: Vec<&str> = trimmed.split([' ', '\u{a0}']).collect();
    let grouped = groups.len() > 1
        && groups[0].len() <= 3
        && groups[1..].iter().all(|group| group.len() == 3)
        && groups
            .iter()
            .all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    grouped.then(|| (trimmed.len(), groups.concat(), NumberHabit::ThousandsSpace))
}
