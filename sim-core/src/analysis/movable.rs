//! Which numbers of a scenario can be moved by name, and which one a name means.
//!
//! A name is the path of ids and keys to a number in the scenario after includes and `based_on`
//! (`design.house.effect.one_handler.hazard_ratio`), or an ending of it, or any stretch of it, as
//! long as it means one number only.

use crate::read::inherit::TODAY;
use crate::scenario::Scenario;
use crate::scenario::number::{Amount, Number, Variation};
use crate::tree::fields::{FromNode, Problems, did_you_mean};
use crate::tree::node::{Node, Value};
use crate::tree::parse::{NAMELESS, last_key};
use crate::tree::shape::{Shape, Written};
use crate::units::{Plain, UnitKind};

/// Tables that say nothing about what happens.
const SAY_NOTHING: &[&str] = &["about", "source", "correlation", "probe", "documented"];

/// How a number that can be moved is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A number of its own, or the name of a parameter.
    Number,
    /// `[parameter.ID]`.
    Parameter,
    /// A length that varies between households.
    Varies,
}

/// A number that can be moved.
#[derive(Clone, Debug)]
pub(super) struct Movable<'a> {
    /// The ids and keys to it, joined by dots.
    pub path: String,
    /// What it counts.
    pub unit: UnitKind,
    /// How it is written.
    pub form: Form,
    /// What is written.
    pub node: &'a Node,
    /// Whether the design has nothing of its own there, so that what is written holds for all.
    pub is_borrowed: bool,
}

impl Movable<'_> {
    /// Returns the design it belongs to; none where it holds for the whole scenario.
    pub(super) fn design(&self) -> Option<&str> {
        self.path.strip_prefix("design.")?.split('.').next()
    }

    /// Returns whether it stands where it was written, not inherited.
    fn is_at_home(&self) -> bool {
        *self.node.address == *self.path
    }
}

/// Why a name means no number.
#[derive(Clone, Debug, PartialEq)]
pub enum NoLever {
    /// There is no number of that name.
    Unknown {
        /// As asked for.
        name: String,
        /// The path most like it.
        did_you_mean: Option<String>,
    },
    /// Several numbers have that name.
    Several {
        /// As asked for.
        name: String,
        /// Their paths.
        paths: Vec<String>,
    },
}

/// Returns every number of a resolved scenario that can be moved, in the order of the tree.
pub(super) fn movables<'a>(scenario: &Scenario, resolved: &'a Node) -> Vec<Movable<'a>> {
    let mut found = Vec::new();
    walk(resolved, Scenario::shape(), "", &mut found);
    let units = units_of_parameters(scenario);
    found.retain_mut(|movable| match movable.form {
        Form::Parameter => {
            let id = last_key(&movable.path);
            let unit = units.iter().find(|(known, _)| known == id);
            movable.unit = unit.map_or(UnitKind::Plain, |(_, unit)| *unit);
            unit.is_some()
        }
        _ => true,
    });
    found.extend(borrowed(resolved, &found));
    found
}

/// Returns places and slots that a design could have of its own, where there are any to go by.
fn borrowed<'a>(resolved: &'a Node, own: &[Movable<'a>]) -> Vec<Movable<'a>> {
    const LENT: [(&str, &str); 2] = [("intervention", "places"), ("pool", "slots")];
    let design = resolved.table().and_then(|table| table.get("design"));
    let designs = design.and_then(Node::table).map(|table| &table.entries);
    let mut found = Vec::new();
    for design in designs.into_iter().flatten().filter(|it| it.key != TODAY) {
        for (table, key) in LENT {
            let start = format!("{table}.");
            for lent in own.iter().filter(|one| one.path.starts_with(&start)) {
                let parts: Vec<&str> = lent.path.split('.').collect();
                let [_, id, last] = parts[..] else { continue };
                let path = format!("design.{}.{key}.{id}", design.key);
                if last == key && !own.iter().any(|one| one.path == path) {
                    found.push(Movable {
                        path,
                        is_borrowed: true,
                        ..lent.clone()
                    });
                }
            }
        }
    }
    found
}

/// Returns the number that a name means, in one of these designs where some are named. `today`'s
/// own is meant only where no other is; of several that are left, the one that stands where it was
/// written.
pub(super) fn find<'m, 'a>(
    all: &'m [Movable<'a>],
    name: &str,
    designs: &[String],
) -> Result<&'m Movable<'a>, NoLever> {
    let name = name.trim().trim_matches('.');
    let is_asked = |movable: &&Movable<'_>| {
        let design = movable.design();
        design.is_none_or(|id| designs.is_empty() || designs.iter().any(|asked| asked == id))
    };
    let exact = all.iter().find(|movable| movable.path == name);
    if let Some(exact) = exact {
        return Ok(exact);
    }
    let ending = format!(".{name}");
    let inside = format!(".{name}.");
    let ends = |movable: &&Movable<'_>| movable.path.ends_with(&ending);
    let holds = |movable: &&Movable<'_>| format!(".{}.", movable.path).contains(&inside);
    let matches: [&dyn Fn(&&Movable<'_>) -> bool; 2] = [&ends, &holds];
    for is_match in matches {
        let mut found: Vec<&Movable<'_>> = all.iter().filter(is_match).filter(is_asked).collect();
        let is_of_today = |movable: &&Movable<'_>| movable.design() == Some(TODAY);
        if !found.iter().all(is_of_today) {
            found.retain(|movable| !is_of_today(movable));
        }
        if found.iter().any(|movable| movable.is_at_home()) {
            found.retain(|movable| movable.is_at_home());
        }
        match found.as_slice() {
            [] => {}
            [one] => return Ok(one),
            [first, rest @ ..] => {
                // A length that varies, and the numbers inside it, are one thing to a planner.
                let inner = format!("{}.", first.path);
                if rest.iter().all(|one| one.path.starts_with(&inner)) {
                    return Ok(first);
                }
                return Err(NoLever::Several {
                    name: name.to_owned(),
                    paths: found.iter().map(|one| one.path.clone()).collect(),
                });
            }
        }
    }
    Err(NoLever::Unknown {
        name: name.to_owned(),
        did_you_mean: most_like(all, name),
    })
}

/// Returns the path of which a stretch of as many parts is most like a name.
fn most_like(all: &[Movable<'_>], name: &str) -> Option<String> {
    let n_parts = name.split('.').count();
    let mut stretches: Vec<(String, &str)> = Vec::new();
    for movable in all {
        let parts: Vec<&str> = movable.path.split('.').collect();
        for stretch in parts.windows(n_parts.min(parts.len())) {
            stretches.push((stretch.join("."), &movable.path));
        }
    }
    let meant = did_you_mean(name, stretches.iter().map(|(stretch, _)| stretch.as_str()))?;
    let found = stretches.iter().find(|(stretch, _)| *stretch == meant);
    found.map(|(_, path)| (*path).to_owned())
}

fn walk<'a>(node: &'a Node, shape: Shape, path: &str, found: &mut Vec<Movable<'a>>) {
    let mut take = |unit, form| {
        found.push(Movable {
            path: path.to_owned(),
            unit,
            form,
            node,
            is_borrowed: false,
        });
    };
    match (shape, &node.value) {
        (Shape::Number(unit), _) => take(unit, Form::Number),
        (Shape::Varying(unit), Value::Table(table)) => match table.get("varies") {
            Some(varies) => {
                take(unit, Form::Varies);
                let path = join(path, "varies");
                walk(varies, Variation::shape(), &path, found);
            }
            None => take(unit, Form::Number),
        },
        (Shape::Varying(unit), _) => take(unit, Form::Number),
        (Shape::Table(table), _) if table.name == "Parameter" => {
            take(UnitKind::Plain, Form::Parameter);
        }
        (Shape::Table(table), Value::Table(written)) => {
            for entry in &written.entries {
                let is_silent = path.is_empty() && SAY_NOTHING.contains(&entry.key.as_str());
                if let (Some(key), false) = (table.key(&entry.key), is_silent) {
                    walk(&entry.node, (key.shape)(), &join(path, &entry.key), found);
                }
            }
        }
        (Shape::ById(inner), Value::Table(written)) => {
            for entry in &written.entries {
                walk(&entry.node, inner(), &join(path, &entry.key), found);
            }
        }
        (Shape::List(inner), Value::List(list)) => {
            for element in list {
                let name = last_key(&element.address);
                if name != NAMELESS {
                    walk(element, inner(), &join(path, name), found);
                }
            }
        }
        _ => {}
    }
}

fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        _ => format!("{path}.{key}"),
    }
}

fn units_of_parameters(scenario: &Scenario) -> Vec<(String, UnitKind)> {
    let mut units: Vec<(String, UnitKind)> = Vec::new();
    scenario.visit_numbers(&mut |number| {
        if let Written::Parameter(id, _) = number.written
            && !units.iter().any(|(known, _)| known == id)
        {
            units.push((id.to_owned(), number.unit));
        }
    });
    units
}

/// Returns the address of the slot that a number's values stand in.
pub(super) fn slot_address(movable: &Movable<'_>) -> String {
    match movable.form {
        Form::Parameter => movable.path.clone(),
        _ => {
            let mut problems = Problems::default();
            let number = Number::<Plain>::from_node(movable.node, "", &mut problems);
            match number.map(|number| number.amount) {
                Some(Amount::Parameter(of)) => format!("parameter.{}", of.id),
                _ => movable.node.address.to_string(),
            }
        }
    }
}
