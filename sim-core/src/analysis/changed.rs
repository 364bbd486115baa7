//! Numbers of a scenario set to what an analysis asks for.
//!
//! A lever is taken out of the scenario and put back as a number of its own, at the same place and
//! in the same unit. The plan then has a slot for it, so that any value can be set draw by draw
//! without compiling again, and everything else in the draw stays as it was: other uncertain
//! numbers have luck of their own address, and households have theirs. A number that was correlated
//! with the lever is drawn without it: a lever is set, not observed.

use crate::analysis::movable::{Form, Movable, NoLever, find, movables, slot_address};
use crate::analysis::number_place::NumberPlace;
use crate::compile::plan::Plan;
use crate::compile::{check, compile};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::math::{ln, pow};
use crate::scenario::Scenario;
use crate::scenario::text::Bilingual;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::node::Node;
use crate::tree::parse::last_key;
use crate::tree::shape::Written;
use crate::units::UnitKind;

/// Why numbers could not be set.
#[derive(Clone, Debug, PartialEq)]
pub enum NotChanged {
    /// A name means no number.
    NoLever(NoLever),
    /// Two names mean the same number, or one lies inside the other.
    Twice(String),
    /// It is a number, but not one that a draw uses as it is written.
    NotMovable(String),
    /// A value is outside what its unit allows.
    OutOfRange {
        /// The lever.
        path: String,
        /// The value.
        value: f64,
        /// What it counts.
        unit: UnitKind,
    },
    /// The scenario cannot be run with a value.
    Refused {
        /// The levers.
        paths: Vec<String>,
        /// Their values.
        values: Vec<f64>,
        /// Why.
        problems: Vec<Diagnostic>,
    },
}

/// What a lever's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Itself,
    Median,
    Mean,
}

/// A number that is set.
#[derive(Clone, Debug)]
pub(super) struct Lever {
    pub path: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// The design it belongs to; none where it holds for the whole scenario.
    pub design: Option<String>,
    pub unit: UnitKind,
    /// What its value is: of a length that varies between households, its median or mean.
    pub of: Of,
    /// Its value as written; the median where it is uncertain.
    pub written: f64,
    /// Values that it is below with probability 0.01, 0.05, 0.95 and 0.99, where it is uncertain.
    pub prior: Option<[f64; 4]>,
    /// Whether only whole numbers make a difference.
    pub is_whole: bool,
    /// The slots it stands in, each with its share of the value.
    slots: Vec<(u32, f64)>,
}

impl Lever {
    /// Sets the lever in the values of all slots.
    pub(super) fn set(&self, value: f64, values: &mut [f64]) {
        for (slot, share) in &self.slots {
            values[*slot as usize] = value * share;
        }
    }
}

/// A scenario in which some numbers can be set.
#[derive(Debug)]
pub(super) struct Changed {
    pub plan: Plan,
    /// In the order asked for.
    pub levers: Vec<Lever>,
    tree: Node,
    targets: Vec<Target>,
}

/// One number in the tree that a lever sets.
#[derive(Clone, Debug)]
struct Target {
    lever: usize,
    place: NumberPlace,
    /// Its share of the lever's value.
    share: f64,
}

impl Changed {
    /// Returns the scenario with these levers, each at its value as written.
    ///
    /// `plan` is that of the scenario as it is.
    pub(super) fn new(
        (scenario, resolved, plan): (&Scenario, &Node, &Plan),
        names: &[String],
        designs: &[String],
    ) -> Result<Self, NotChanged> {
        let all = movables(scenario, resolved);
        let mut levers = Vec::new();
        let mut targets: Vec<Target> = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let movable = find(&all, name, designs).map_err(NotChanged::NoLever)?;
            let (lever, mut own) = lever(movable, &all, plan, at)?;
            for target in &own {
                if targets
                    .iter()
                    .any(|known| known.place.path == target.place.path)
                {
                    return Err(NotChanged::Twice(lever.path));
                }
            }
            for target in &mut own {
                target.place.keep_price_year(movable, resolved);
            }
            targets.extend(own);
            levers.push(lever);
        }
        let mut changed = Self {
            plan: plan.clone(),
            levers,
            tree: resolved.clone(),
            targets,
        };
        let written: Vec<f64> = changed.levers.iter().map(|lever| lever.written).collect();
        // As written it can be run, whatever a check would say of what is no longer used.
        changed.plan = changed.compiled(&written, false)?;
        changed.find_slots()?;
        Ok(changed)
    }

    /// Returns whether the scenario can be run with these values, one for each lever.
    pub(super) fn check(&self, values: &[f64]) -> Result<(), NotChanged> {
        for (lever, value) in self.levers.iter().zip(values) {
            let (low, high) = lever.unit.bounds();
            if !(low..=high).contains(value) {
                return Err(NotChanged::OutOfRange {
                    path: lever.path.clone(),
                    value: *value,
                    unit: lever.unit,
                });
            }
        }
        self.compiled(values, true).map(|_| ())
    }

    fn compiled(&self, values: &[f64], is_checked: bool) -> Result<Plan, NotChanged> {
        let mut tree = self.tree.clone();
        for target in &self.targets {
            let value = values[target.lever] * target.share;
            target.place.write(&mut tree, value);
        }
        let refused = |problems| NotChanged::Refused {
            paths: self.levers.iter().map(|lever| lever.path.clone()).collect(),
            values: values.to_vec(),
            problems,
        };
        let mut problems = Problems::default();
        let read = Scenario::from_node(&tree, "", &mut problems);
        let (Some(mut scenario), true) = (read, problems.found.is_empty()) else {
            return Err(refused(problems.found));
        };
        let uncertain = uncertain_addresses(&scenario);
        for group in &mut scenario.correlation.items {
            let is_left = |id: &str| {
                let as_parameter = format!("parameter.{id}");
                uncertain.iter().any(|of| of == id || *of == as_parameter)
            };
            group.2.between.retain(|of| is_left(&of.id));
        }
        scenario
            .correlation
            .items
            .retain(|group| group.2.between.len() > 1);
        if is_checked {
            let mut found = check(&scenario);
            found.retain(|problem| {
                let is_unused = matches!(problem.problem, Problem::ParameterUnused { .. });
                problem.severity() == Severity::Error && !is_unused
            });
            if !found.is_empty() {
                return Err(refused(found));
            }
        }
        compile(&scenario, &tree).map_err(refused)
    }

    fn find_slots(&mut self) -> Result<(), NotChanged> {
        for target in &self.targets {
            let lever = &mut self.levers[target.lever];
            let slots = self.plan.numbers.slots.iter();
            let slot = slots
                .into_iter()
                .position(|slot| slot.address == target.place.address);
            let Some(slot) = slot else {
                return Err(NotChanged::NotMovable(lever.path.clone()));
            };
            lever.slots.push((slot as u32, target.share));
        }
        Ok(())
    }
}

fn uncertain_addresses(scenario: &Scenario) -> Vec<String> {
    let mut found = Vec::new();
    scenario.visit_numbers(&mut |number| match number.written {
        Written::Uncertain => found.push(number.address.to_owned()),
        Written::Parameter(id, _) => {
            let parameter = scenario.parameter.get(id);
            if parameter.is_some_and(|parameter| parameter.value.is_none()) {
                found.push(format!("parameter.{id}"));
            }
        }
        _ => {}
    });
    found
}

/// A length that varies is moved as a whole: its numbers keep their ratio.
fn lever(
    movable: &Movable<'_>,
    all: &[Movable<'_>],
    plan: &Plan,
    at: usize,
) -> Result<(Lever, Vec<Target>), NotChanged> {
    let not_movable = || NotChanged::NotMovable(movable.path.clone());
    let slots = plan.numbers.slots.iter().zip(&plan.numbers.notes);
    let slot_of = |of: &Movable<'_>| {
        let address = slot_address(of);
        slots.clone().find(|(slot, _)| *slot.address == *address)
    };
    let mut lever = Lever {
        path: movable.path.clone(),
        title: None,
        design: movable.design().map(str::to_owned),
        unit: movable.unit,
        of: Of::Itself,
        written: 0.0,
        prior: None,
        is_whole: is_whole(&movable.path),
        slots: Vec::new(),
    };
    if movable.form != Form::Varies {
        let (slot, note) = slot_of(movable).ok_or_else(not_movable)?;
        lever.written = slot.central;
        lever.title.clone_from(&note.title);
        lever.prior = slot
            .fitted
            .map(|fitted| [0.01, 0.05, 0.95, 0.99].map(|u| fitted.quantile(u)));
        return Ok((lever, vec![target(movable, at, 1.0)]));
    }
    let inside = format!("{}.varies.", movable.path);
    let mut parts = Vec::new();
    for part in all.iter().filter(|one| one.path.starts_with(&inside)) {
        let (slot, _) = slot_of(part).ok_or_else(not_movable)?;
        parts.push((part, slot.central));
    }
    (lever.written, lever.of) = centre(&parts).ok_or_else(not_movable)?;
    // The shape of a Weibull is no length.
    parts.retain(|(part, _)| last_key(&part.path) != "shape");
    let own = parts
        .iter()
        .map(|(part, value)| target(part, at, value / lever.written));
    Ok((lever.clone(), own.collect()))
}

/// Returns the value a length that varies is known by.
fn centre(parts: &[(&Movable<'_>, f64)]) -> Option<(f64, Of)> {
    let part = |key: &str| {
        let found = parts.iter().find(|(part, _)| last_key(&part.path) == key);
        found.map(|(_, value)| *value)
    };
    let centre = if let Some(median) = part("median") {
        (median, Of::Median)
    } else if let Some(mean) = part("mean") {
        (mean, Of::Mean)
    } else if let (Some(min), Some(max)) = (part("min"), part("max")) {
        ((min + max) / 2.0, Of::Mean)
    } else {
        let (shape, scale) = (part("shape")?, part("scale")?);
        (scale * pow(ln(2.0), 1.0 / shape), Of::Median)
    };
    (centre.0 > 0.0 && centre.0.is_finite()).then_some(centre)
}

fn target(movable: &Movable<'_>, lever: usize, share: f64) -> Target {
    Target {
        lever,
        place: NumberPlace::of(movable),
        share,
    }
}

/// Places and slots are rounded to whole ones when they are used.
fn is_whole(path: &str) -> bool {
    const WHOLE: [&str; 3] = ["places", "slots", "longest_queue"];
    path.split('.')
        .rev()
        .take(2)
        .any(|part| WHOLE.contains(&part))
}
