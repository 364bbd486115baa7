//! What differs between two designs, in plain words: levers by name, settings before and after.

use serde_json::Value;
use sim_core::results::diff::{Change, LeverKind, LeverName, LeverStep};
use sim_core::scenario::Scenario;
use sim_core::scenario::design::Design;
use sim_core::scenario::text::Bilingual;

use crate::number::Numbers;
use crate::report::levers::{self, Lever};
use crate::report::title::own_or_known;
use crate::texts::{Lang, diff as say, explain, keys, names};

/// What is called what, in one scenario and language.
pub struct Words<'a> {
    scenario: &'a Scenario,
    numbers: Numbers,
    lang: Lang,
    from: (&'a Design, Vec<Lever>),
    to: (&'a Design, Vec<Lever>),
}

impl<'a> Words<'a> {
    /// Returns the words for two designs; none where one is not there.
    pub fn new(scenario: &'a Scenario, ids: (&str, &str), lang: Lang) -> Option<Self> {
        let with_levers = |id: &str| {
            let design = scenario.design.get(id)?;
            Some((design, levers::of(scenario, design, lang)))
        };
        Some(Self {
            scenario,
            numbers: Numbers::new(lang),
            lang,
            from: with_levers(ids.0)?,
            to: with_levers(ids.1)?,
        })
    }

    /// Returns what some levers together are called.
    pub fn names(&self, levers: &[LeverName]) -> String {
        let mut names: Vec<String> = levers.iter().map(|lever| self.name(lever)).collect();
        match (names.pop(), names.is_empty()) {
            (Some(last), false) => say::together(self.lang, &names.join(", "), &last),
            (Some(only), true) => only,
            (None, _) => String::new(),
        }
    }

    fn name(&self, lever: &LeverName) -> String {
        let id = lever.id.as_deref().unwrap_or_default();
        let of_design = |design: &Design| -> Option<String> {
            let titled = |title: Option<&Bilingual>| own_or_known(self.lang, title, id);
            match lever.kind {
                LeverKind::Effect => {
                    let effect = design.effect.get(id)?;
                    Some(titled(effect.title.as_ref()))
                }
                LeverKind::SetUp => Some(titled(design.set_up.get(id)?.title.as_ref())),
                LeverKind::Running => Some(titled(design.running.get(id)?.title.as_ref())),
                LeverKind::Posts => {
                    let profession = &design.posts.get(id)?.profession.id;
                    let title = self.scenario.staff.get(profession);
                    let title = title.and_then(|one| one.title.as_ref());
                    let name = own_or_known(self.lang, title, profession);
                    Some(match profession == id {
                        true => name,
                        false => format!("{name} ({id})"),
                    })
                }
                _ => None,
            }
        };
        let name = of_design(self.to.0).or_else(|| of_design(self.from.0));
        say::lever(
            self.lang,
            lever.kind,
            &name.unwrap_or_else(|| id.to_owned()),
        )
    }

    /// Returns what differs in a step, a sentence each.
    pub fn changes(&self, step: &LeverStep) -> Vec<String> {
        let mut told: Vec<&str> = Vec::new();
        let mut lines = Vec::new();
        for lever in &step.levers {
            self.add_settings(lever, &step.changes, &mut lines, &mut told);
        }
        let is_told = |change: &Change| {
            let key = setting_of(&change.path);
            let within = |told: &&str| {
                **told == key
                    || told
                        .strip_prefix(&key)
                        .is_some_and(|rest| rest.starts_with('.'))
            };
            told.iter().any(within) || key == "intake"
        };
        for change in step.changes.iter().filter(|change| !is_told(change)) {
            lines.push(self.in_general(change));
        }
        lines
    }

    fn add_settings<'w>(
        &'w self,
        lever: &LeverName,
        changes: &[Change],
        lines: &mut Vec<String>,
        told: &mut Vec<&'w str>,
    ) {
        let lang = self.lang;
        let own = |all: &'w [Lever]| {
            let belongs = |one: &&Lever| belongs(&one.key, lever);
            all.iter().filter(belongs).collect::<Vec<&Lever>>()
        };
        let (from, to) = (own(&self.from.1), own(&self.to.1));
        let like = |all: &[&'w Lever], one: &Lever| {
            let is_it = |other: &&&Lever| other.key == one.key && other.name == one.name;
            all.iter().find(is_it).copied()
        };
        for one in &from {
            let sentence = match like(&to, one) {
                None => say::goes(lang, &one.name, &one.setting),
                Some(other) if other.setting != one.setting => {
                    say::becomes(lang, &one.name, &one.setting, &other.setting)
                }
                Some(_) => {
                    let is_it = |change: &&Change| setting_of(&change.path) == one.key;
                    let change = changes.iter().find(is_it);
                    if !change.is_some_and(|change| change.is_another_uncertain_number) {
                        continue;
                    }
                    say::another_number(lang, &one.name, &one.setting)
                }
            };
            lines.push(sentence);
            told.push(&one.key);
        }
        for one in to.iter().filter(|one| like(&from, one).is_none()) {
            lines.push(say::comes(lang, &one.name, &one.setting));
            told.push(&one.key);
        }
    }

    /// A key without words of its own, by its address.
    fn in_general(&self, change: &Change) -> String {
        let lang = self.lang;
        let title_of = |id: &str| {
            let intervention = self.scenario.intervention.get(id);
            let pool = self.scenario.pool.get(id);
            let title = intervention.map(|one| one.title.as_ref());
            let title = title.or(pool.map(|one| one.title.as_ref())).flatten();
            title.map(|title| lang.of(title).to_owned())
        };
        let mut name = keys::describe(lang, &change.path, &title_of);
        if let Some(first) = name.chars().next() {
            name.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        let unit = unit_of(&change.path);
        let value = |value: &Value| {
            let word = names::unit(lang, unit, value.as_f64().unwrap_or_default());
            format!("{} {word}", self.value(value))
                .trim_end()
                .to_owned()
        };
        match (&change.from, &change.to) {
            (Some(from), Some(to)) if change.is_another_uncertain_number => {
                debug_assert_eq!(from, to);
                say::another_number(lang, &name, &value(from))
            }
            (Some(from), Some(to)) => say::becomes(lang, &name, &value(from), &value(to)),
            (None, Some(to)) => say::comes(lang, &name, &value(to)),
            (Some(from), None) => say::goes(lang, &name, &value(from)),
            (None, None) => name,
        }
    }

    fn value(&self, value: &Value) -> String {
        let lang = self.lang;
        let figure = |value: &Value| {
            let number = value.as_f64();
            number.map(|number| self.numbers.significant(number, 6))
        };
        match value {
            Value::Bool(true) => say::yes(lang),
            Value::Bool(false) => say::no(lang),
            Value::String(text) => text.clone(),
            Value::Number(_) => figure(value).unwrap_or_default(),
            Value::Array(all) => {
                let all: Vec<String> = all.iter().map(|one| self.value(one)).collect();
                all.join(", ")
            }
            Value::Object(table) => {
                let part = |key: &str| table.get(key).and_then(figure);
                match (part("value"), part("p05"), part("p50"), part("p95")) {
                    (Some(value), ..) => value,
                    (_, Some(low), Some(middle), Some(high)) => {
                        explain::uncertain(lang, &middle, &low, &high)
                    }
                    _ => match table.get("parameter").and_then(Value::as_str) {
                        Some(parameter) => format!("`{parameter}`"),
                        None => format!("`{value}`"),
                    },
                }
            }
            Value::Null => String::new(),
        }
    }
}

/// Returns the unit that a key's name ends with; empty where it names none.
fn unit_of(path: &str) -> &'static str {
    let key = path.rsplit('.').next().unwrap_or_default();
    match key {
        key if key.ends_with("days") => "days",
        key if key.ends_with("months") || key.ends_with("until_month") => "months",
        _ => "",
    }
}

/// Returns the key under which the description of levers has what stands at a path of a design.
fn setting_of(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    match parts[..] {
        ["intake", step, "wait_days", ..] => format!("intake.{step}.wait"),
        ["intake", step, "withdrawal_share"] => format!("intake.{step}.withdrawal"),
        ["intake", step, "lost_share"] => format!("intake.{step}.lost"),
        ["intake", step, "search_ratio"] => format!("intake.{step}.search"),
        ["review", "every_days"] => "review".to_owned(),
        ["review", "finds_lost_share"] => "review.finds".to_owned(),
        ["review", "offers_menu_share"] => "review.offers".to_owned(),
        ["programme", "months", ..] => "programme".to_owned(),
        [
            "effect",
            id,
            "hazard_ratio" | "segments" | "exits" | "states",
        ] => format!("effect.{id}"),
        ["transition", "hazard_ratio"] => "transition".to_owned(),
        ["transition", "until_month"] => "transition.until".to_owned(),
        ["discontinuation", "share" | "within_months"] => "discontinuation".to_owned(),
        ["treated", "consent_share"] => "treated.consent".to_owned(),
        ["treated", "call_in_months"] => "treated.call_in".to_owned(),
        ["ramp_up_months"] => "ramp_up".to_owned(),
        ["volume_share"] => "volume".to_owned(),
        ["entry_ratio"] => "entry".to_owned(),
        ["entry_ratio", segment] => format!("entry.{segment}"),
        [
            "posts",
            id,
            "fte" | "days_per_week" | "profession" | "booking",
        ] => format!("posts.{id}"),
        ["set_up", id, "sek" | "payer"] => format!("set_up.{id}"),
        ["running", id, "sek_per_month" | "payer"] => format!("running.{id}"),
        _ => path.to_owned(),
    }
}

/// Returns whether a setting of the description belongs to a lever.
fn belongs(key: &str, lever: &LeverName) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    let kind = match parts[..] {
        ["intake", ..] if lever.kind == LeverKind::IntakeSteps => return true,
        ["intake", _, "wait"] => LeverKind::IntakeWaits,
        ["intake", _, "withdrawal" | "lost"] => LeverKind::IntakeLosses,
        ["intake", _, "search"] => LeverKind::IntakeRules,
        ["intake", _, "minutes", ..] => LeverKind::IntakeWork,
        ["review", ..] => LeverKind::Reviews,
        ["menu", ..] => LeverKind::Menu,
        ["match_quality" | "fit_slope"] => LeverKind::Fit,
        ["programme", ..] => LeverKind::Programme,
        ["transition", ..] => LeverKind::Transition,
        ["discontinuation", ..] => LeverKind::Discontinuation,
        ["treated", ..] => LeverKind::Treated,
        ["entry", ..] => LeverKind::Entry,
        ["go_live"] => LeverKind::GoLive,
        ["ramp_up" | "volume"] => LeverKind::Volume,
        ["effect", ..] => LeverKind::Effect,
        ["posts", ..] => LeverKind::Posts,
        ["set_up", ..] => LeverKind::SetUp,
        ["running", ..] => LeverKind::Running,
        _ => return false,
    };
    let id = lever.id.as_deref();
    kind == lever.kind && id.is_none_or(|id| parts.get(1) == Some(&id))
}

#[cfg(test)]
mod tests {
    use super::{belongs, setting_of};
    use sim_core::results::diff::{LeverKind, LeverName};

    #[test]
    fn a_setting_belongs_to_the_lever_of_its_id() {
        let effect = LeverName {
            kind: LeverKind::Effect,
            id: Some("house".to_owned()),
        };
        assert!(belongs("effect.house", &effect));
        assert!(!belongs("effect.other", &effect));
        assert!(!belongs("posts.house", &effect));
    }

    #[test]
    fn a_path_leads_to_its_setting() {
        assert_eq!(setting_of("intake.first.wait_days"), "intake.first.wait");
        assert_eq!(setting_of("menu.every.course"), "menu.every.course");
        assert_eq!(setting_of("posts.a.payer"), "posts.a.payer");
    }
}
