//! The way from a scenario's name to its values, with every problem met.

use crate::diagnostic::{Diagnostic, Place, Problem, Severity, Texts, in_order};
use crate::read::inherit::{TODAY, resolve_designs, without_inheritance};
use crate::read::layers::stack;
use crate::read::texts::{FORMAT_VERSION, Open, ROOT_IDX, open_all};
use crate::scenario::Scenario;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::{Node, Value};

/// What came of reading a scenario.
#[derive(Debug)]
pub struct Reading {
    /// The scenario, where nothing was wrong with it.
    pub scenario: Option<Scenario>,
    /// What could be read of it, where something was wrong: for further checks only.
    ///
    /// Numbers that could not be read are NaN.
    pub draft: Option<Scenario>,
    /// The texts; the scenario itself is the first, the built-in defaults the second.
    pub texts: Texts,
    /// Every problem, in the order of the texts.
    pub diagnostics: Vec<Diagnostic>,
    /// The scenario after includes and `based_on`, as `explain --resolved` shows it.
    pub resolved: Node,
}

/// Reads a scenario and everything it includes.
///
/// `open` gets the path of an include as seen from the folder of the scenario's own
/// name, with `/` between its parts.
pub fn read_scenario(name: &str, open: &mut Open<'_>) -> Reading {
    let opened = open_all(name, open);
    let mut diagnostics = opened.diagnostics;
    let has_root = !opened.texts.contents[ROOT_IDX as usize].is_empty();
    let versions = unknown_versions(&opened.trees, &opened.texts);
    if !has_root || !versions.is_empty() {
        // Nothing can be said about keys of a format that is not known.
        diagnostics.extend(versions);
        return Reading {
            scenario: None,
            draft: None,
            texts: opened.texts,
            diagnostics: in_order(diagnostics),
            resolved: Node::empty_table(),
        };
    }
    let broken = Broken::of(&diagnostics, &opened.texts);
    let mut found = Vec::new();
    let mut whole = stack(opened.trees, &mut found);
    resolve_designs(&mut whole, &mut found);
    report_missing_today(&whole, &mut found);
    let mut problems = Problems::default();
    let read = Scenario::from_node(&whole, "", &mut problems);
    found.extend(problems.found);
    diagnostics.extend(found.into_iter().filter(|d| !broken.explains(d)));
    let diagnostics = in_order(diagnostics);
    let is_sound = diagnostics.iter().all(|d| d.severity() != Severity::Error);
    let (scenario, draft) = if is_sound { (read, None) } else { (None, read) };
    Reading {
        scenario,
        draft: draft.filter(|_| !broken.anything),
        texts: opened.texts,
        diagnostics,
        resolved: without_inheritance(&whole),
    }
}

fn unknown_versions(trees: &[Node], texts: &Texts) -> Vec<Diagnostic> {
    let version_of = |tree: &Node| {
        let node = tree.table()?.get("utfall")?;
        let is_known = node.value == Value::Whole(i64::from(FORMAT_VERSION));
        let is_number = matches!(node.value, Value::Whole(_));
        (is_number && !is_known).then(|| {
            let text = &texts.contents[node.place.text_idx as usize];
            let written = text.get(node.place.start as usize..node.place.end as usize);
            let problem = Problem::FormatVersionUnknown {
                found: written.unwrap_or_default().to_owned(),
                supported: FORMAT_VERSION,
            };
            Diagnostic::at(node.place, problem)
        })
    };
    trees.iter().filter_map(version_of).collect()
}

fn report_missing_today(whole: &Node, found: &mut Vec<Diagnostic>) {
    let design = whole.table().and_then(|table| table.get("design"));
    let place = design.map_or_else(Place::default, |node| node.place);
    let designs = design.map(Node::table);
    // A `design` that is no table is reported where it is read.
    if !matches!(designs, Some(None))
        && designs
            .flatten()
            .is_none_or(|table| table.get(TODAY).is_none())
    {
        let problem = Problem::MissingKey {
            key: TODAY.to_owned(),
            table: "design".to_owned(),
        };
        found.push(Diagnostic::at(place, problem));
    }
}

/// What syntax errors and missing texts make unreliable.
struct Broken {
    anything: bool,
    structure: bool,
    lines: Vec<Place>,
}

impl Broken {
    fn of(diagnostics: &[Diagnostic], texts: &Texts) -> Self {
        let line_of = |diagnostic: &Diagnostic| {
            let place = diagnostic.place?;
            Some(line_around(&texts.contents[place.text_idx as usize], place))
        };
        let is_spelling = |d: &Diagnostic| matches!(d.problem, Problem::NumberSpelling { .. });
        Self {
            anything: !diagnostics.is_empty(),
            structure: !diagnostics.iter().all(is_spelling),
            lines: diagnostics.iter().filter_map(line_of).collect(),
        }
    }

    /// Returns whether a problem may be no more than a consequence.
    ///
    /// A line that could not be read hides a key, so nothing is said about what is
    /// missing; where it may also have been a header, or a text is missing, nothing is
    /// said about where keys stand or what ids there are.
    fn explains(&self, diagnostic: &Diagnostic) -> bool {
        if !self.anything {
            return false;
        }
        let place = diagnostic.place.unwrap_or_default();
        let on_broken_line = |line: &Place| {
            line.text_idx == place.text_idx && place.start < line.end && line.start < place.end
        };
        if self.lines.iter().any(on_broken_line) {
            return true;
        }
        match &diagnostic.problem {
            Problem::NumberSpelling { .. }
            | Problem::NotFinite { .. }
            | Problem::OutOfRange { .. }
            | Problem::UnknownWord { .. }
            | Problem::BadMonth { .. }
            | Problem::QuantilesNotIncreasing { .. }
            | Problem::VariationNotAllowed { .. }
            | Problem::SameIdTwice { .. } => false,
            Problem::UnknownKey { .. }
            | Problem::KeyBelongsElsewhere { .. }
            | Problem::WrongKind { .. }
            | Problem::BadId { .. } => self.structure,
            _ => true,
        }
    }
}

fn line_around(text: &str, place: Place) -> Place {
    let bytes = text.as_bytes();
    let start = (place.start as usize).min(bytes.len());
    let end = (place.end as usize).clamp(start, bytes.len());
    let line_start = bytes[..start].iter().rposition(|b| *b == b'\n');
    let line_end = bytes[end..].iter().position(|b| *b == b'\n');
    let bound = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Place {
        text_idx: place.text_idx,
        start: bound(line_start.map_or(0, |at| at + 1)),
        end: bound(line_end.map_or(bytes.len(), |at| end + at)),
    }
}
