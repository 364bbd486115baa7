//! Opening a scenario's texts: the root, and everything it includes.

use crate::diagnostic::{Diagnostic, Place, Problem, Texts, Unreadable};
use crate::tree::node::{Node, Value};
use crate::tree::parse::parse;

/// Opens a text by its name; the names of includes are relative to the including text.
pub type Open<'o> = dyn FnMut(&str) -> Result<String, Unreadable> + 'o;

/// The scenario itself is the first of the texts.
pub const ROOT_IDX: u32 = 0;
/// The built-in defaults are the second.
pub const DEFAULTS_IDX: u32 = 1;
/// The name of the built-in defaults among the texts.
pub const DEFAULTS_NAME: &str = "(defaults)";
/// The version of the file format.
pub const FORMAT_VERSION: u32 = 1;

const DEFAULTS: &str = include_str!("defaults.toml");
const LARGEST_TEXT: usize = 8 << 20;
const LONGEST_CHAIN: usize = 64;
/// Keys in one table; more than any scenario has, and few enough to look through.
const MOST_KEYS: usize = 5000;

/// What was opened.
#[derive(Debug)]
pub struct Opened {
    /// The texts.
    pub texts: Texts,
    /// Their trees: a text stands after everything it includes, the defaults stand first.
    pub trees: Vec<Node>,
    /// Texts missing or unreadable, loops, syntax errors.
    pub diagnostics: Vec<Diagnostic>,
}

/// Opens a scenario's text, everything it includes, and the built-in defaults.
pub fn open_all(name: &str, open: &mut Open<'_>) -> Opened {
    let texts = Texts {
        names: vec![name.to_owned(), DEFAULTS_NAME.to_owned()],
        contents: vec![String::new(), DEFAULTS.to_owned()],
    };
    let (defaults, diagnostics) = parse(DEFAULTS, DEFAULTS_IDX);
    let mut opening = Opening {
        open,
        chain: Vec::new(),
        done: Vec::new(),
        opened: Opened {
            texts,
            trees: vec![defaults],
            diagnostics,
        },
    };
    opening.text(name, &normal(name), None);
    opening.opened
}

struct Opening<'a, 'o> {
    open: &'a mut Open<'o>,
    chain: Vec<String>,
    done: Vec<String>,
    opened: Opened,
}

impl Opening<'_, '_> {
    fn text(&mut self, name: &str, normal_name: &str, asked_at: Option<Place>) {
        let chain_start = self.chain.iter().position(|known| known == normal_name);
        let endless = (self.chain.len() >= LONGEST_CHAIN).then_some(0);
        if let Some(start) = chain_start.or(endless) {
            let mut chain = self.chain[start..].to_vec();
            chain.push(normal_name.to_owned());
            self.report(asked_at, Problem::IncludeLoop { chain });
            return;
        }
        if self.done.iter().any(|known| known == normal_name) {
            return;
        }
        self.done.push(normal_name.to_owned());
        let Some(text) = self.content(name, asked_at) else {
            return;
        };
        let text_idx = self.keep(name, asked_at, &text);
        let (tree, syntax_errors) = parse(&text, text_idx);
        self.opened.diagnostics.extend(syntax_errors);
        if most_keys(&tree) > MOST_KEYS {
            let (name, why) = (name.to_owned(), Unreadable::TooLarge);
            self.report(asked_at, Problem::TextUnreadable { name, why });
            return;
        }
        self.chain.push(normal_name.to_owned());
        for (include, place) in includes_of(&tree) {
            let path = beside(normal_name, &include);
            self.text(&path, &path, Some(place));
        }
        self.chain.pop();
        self.opened.trees.push(tree);
    }

    fn content(&mut self, name: &str, asked_at: Option<Place>) -> Option<String> {
        let why = match (self.open)(name) {
            Ok(text) if text.len() > LARGEST_TEXT => Unreadable::TooLarge,
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                if !text.trim().is_empty() {
                    return Some(text.to_owned());
                }
                Unreadable::Empty
            }
            Err(why) => why,
        };
        let name = name.to_owned();
        let problem = match why {
            Unreadable::Missing => Problem::TextMissing { name },
            why => Problem::TextUnreadable { name, why },
        };
        self.report(asked_at, problem);
        None
    }

    fn keep(&mut self, name: &str, asked_at: Option<Place>, text: &str) -> u32 {
        let texts = &mut self.opened.texts;
        if asked_at.is_none() {
            text.clone_into(&mut texts.contents[ROOT_IDX as usize]);
            return ROOT_IDX;
        }
        texts.names.push(name.to_owned());
        texts.contents.push(text.to_owned());
        u32::try_from(texts.names.len() - 1).unwrap_or(u32::MAX)
    }

    fn report(&mut self, place: Option<Place>, problem: Problem) {
        self.opened.diagnostics.push(Diagnostic { problem, place });
    }
}

/// Returns how many keys the largest table of a tree has.
fn most_keys(node: &Node) -> usize {
    match &node.value {
        Value::Table(table) => {
            let inner = table.entries.iter().map(|entry| most_keys(&entry.node));
            inner.max().unwrap_or(0).max(table.entries.len())
        }
        Value::List(list) => list.iter().map(most_keys).max().unwrap_or(0),
        _ => 0,
    }
}

fn includes_of(tree: &Node) -> Vec<(String, Place)> {
    let include = tree.table().and_then(|table| table.get("include"));
    let Some(Value::List(list)) = include.map(|node| &node.value) else {
        return Vec::new();
    };
    list.iter()
        .filter_map(|node| Some((node.text()?.to_owned(), node.place)))
        .collect()
}

/// Returns a path as seen from the folder of a text.
fn beside(text: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let absolute = path.starts_with('/') || path.as_bytes().get(1) == Some(&b':');
    match text.rfind('/') {
        Some(folder_end) if !absolute => normal(&format!("{}/{path}", &text[..folder_end])),
        _ => normal(&path),
    }
}

/// Returns a path with `/` between its parts, without `.` and without needless `..`.
fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut parts: Vec<&str> = Vec::new();
    for (idx, part) in path.split('/').enumerate() {
        match part {
            "." => {}
            // An empty first part is the root of an absolute path.
            "" if idx > 0 => {}
            ".." if parts.last().is_some_and(|last| !matches!(*last, ".." | "")) => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}
