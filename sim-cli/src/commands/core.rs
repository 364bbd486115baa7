//! The only file that calls sim_core's reader, checker, engine and analyses.

use sim_core::diagnostic::{Diagnostic, Problem, Texts, Unreadable};
use sim_core::results::Results;
use sim_core::results::assumption::{Assumption, EvidenceShares};
use sim_core::scenario::Scenario;
use sim_core::tree::fields::{FromNode, Problems};
use sim_core::tree::node::{Node, Value};

use crate::error::Failure;
use crate::files;

/// What came of reading a scenario.
pub struct Reading {
    /// The scenario, where it could be made.
    pub scenario: Option<Scenario>,
    /// The texts it was read from.
    pub texts: Texts,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The tree after includes and `based_on`.
    pub resolved: Node,
}

/// Returns what came of reading a scenario by name.
pub fn read(name: &str) -> Reading {
    let mut texts = Texts::default();
    let text = match files::read_text(name) {
        Ok(text) => text,
        Err(why) => return unread(name, why),
    };
    let (tree, mut diagnostics) = sim_core::tree::parse::parse(&text, 0);
    texts.names.push(name.to_owned());
    texts.contents.push(text);
    let mut problems = Problems::default();
    let scenario = Scenario::from_node(&tree, "", &mut problems);
    diagnostics.extend(problems.found);
    Reading { scenario, texts, diagnostics, resolved: tree }
}

fn unread(name: &str, why: Unreadable) -> Reading {
    let name = name.to_owned();
    let problem = match why {
        Unreadable::Missing => Problem::TextMissing { name },
        why => Problem::TextUnreadable { name, why },
    };
    Reading {
        scenario: None,
        texts: Texts::default(),
        diagnostics: vec![Diagnostic::nowhere(problem)],
        resolved: Node {
            value: Value::Table(Default::default()),
            place: Default::default(),
            address: "".into(),
        },
    }
}

/// Returns what is wrong with a scenario that could be read.
pub fn check(_scenario: &Scenario) -> Vec<Diagnostic> {
    Vec::new()
}

/// Returns the JSON Schema of the scenario file.
///
/// # Errors
///
/// Where it cannot be made.
pub fn schema() -> Result<String, Failure> {
    Err(Failure::NotBuilt)
}

/// Returns every number a scenario rests on, and how much of it is known.
pub fn assumptions(_scenario: &Scenario) -> (Vec<Assumption>, EvidenceShares) {
    (Vec::new(), EvidenceShares::default())
}

/// How to run.
pub struct Settings {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; as many as there are processors where none.
    pub threads: Option<usize>,
    /// Designs besides `today`; all where empty.
    pub designs: Vec<String>,
}

/// Returns the comparison of every design with `today`.
///
/// `observe` hears how many draws are finished and says whether to go on.
///
/// # Errors
///
/// `Failure::StoppedEmpty` where it was stopped before a first batch.
pub fn compare(
    _scenario: &Scenario,
    _settings: &Settings,
    _observe: &(dyn Fn(u64) -> bool + Sync),
) -> Result<Results, Failure> {
    Err(Failure::NotBuilt)
}
