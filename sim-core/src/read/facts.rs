//! A file of facts: text to values, with every problem met.

use crate::diagnostic::{Diagnostic, Problem, Severity, Texts};
use crate::scenario::facts::Facts;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::Value;
use crate::tree::parse::parse;

/// The version of the format of facts.
pub const FACTS_VERSION: u32 = 1;

/// What came of reading facts.
#[derive(Debug)]
pub struct FactsReading {
    /// The facts, where nothing was wrong with them.
    pub facts: Option<Facts>,
    /// The text.
    pub texts: Texts,
    /// Every problem, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads facts from a text.
///
/// ```
/// let text = r#"
///     utfall_facts = 1
///     [fact.months]
///     quantity = "months_in_year"
///     value = 6.5
///     standard_error = 0.1
///     unit = "households"
///     population = "all"
///     year = 2024
/// "#;
/// let reading = sim_core::read::read_facts("facts.toml", text);
/// assert_eq!(reading.facts.unwrap().fact.len(), 1);
/// ```
pub fn read_facts(name: &str, text: &str) -> FactsReading {
    let (tree, mut diagnostics) = parse(text, 0);
    let texts = Texts {
        names: vec![name.to_owned()],
        contents: vec![text.to_owned()],
    };
    let version = tree.table().and_then(|table| table.get("utfall_facts"));
    let is_other =
        |value: &Value| matches!(value, Value::Whole(v) if *v != i64::from(FACTS_VERSION));
    if let Some(node) = version.filter(|node| is_other(&node.value)) {
        let written = text.get(node.place.start as usize..node.place.end as usize);
        let problem = Problem::FormatVersionUnknown {
            found: written.unwrap_or_default().to_owned(),
            supported: FACTS_VERSION,
        };
        diagnostics.push(Diagnostic::at(node.place, problem));
        return FactsReading {
            facts: None,
            texts,
            diagnostics,
        };
    }
    // What could not be parsed hides keys: nothing is said about what is missing.
    let mut facts = None;
    if diagnostics.is_empty() {
        let mut problems = Problems::default();
        facts = Facts::from_node(&tree, "", &mut problems);
        diagnostics.extend(problems.found);
    }
    let is_sound = diagnostics.iter().all(|d| d.severity() != Severity::Error);
    FactsReading {
        facts: facts.filter(|_| is_sound),
        texts,
        diagnostics,
    }
}
