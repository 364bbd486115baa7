//! A design as a list of levers and their settings, in words.
//!
//! Two designs are compared by comparing their lists, so that a lever needs describing
//! once, here.

use sim_core::scenario::Scenario;
use sim_core::scenario::design::{Allocation, AppliesTo, Design, Posts};
use sim_core::scenario::effect::Effect;
use sim_core::scenario::intake::{IntakeStep, Review};
use sim_core::scenario::staff::Booking;
use sim_core::scenario::text::{Bilingual, Ref};

use crate::report::title::own_or_known;
use crate::report::written_number::Written;
use crate::texts::{Lang, explain as say, names};

/// The segment that an effect is for where it names none.
const DEFAULT_SEGMENT: &str = "slow";

/// A lever, what it is called, and how it is set.
pub struct Lever {
    /// What is the same in every language and design.
    pub key: String,
    /// What readers call it.
    pub name: String,
    /// How it is set.
    pub setting: String,
}

/// Gathers the levers of one design.
struct Gathering<'a> {
    scenario: &'a Scenario,
    lang: Lang,
    written: Written<'a>,
    levers: Vec<Lever>,
}

/// Returns the levers of a design.
pub fn of(scenario: &Scenario, design: &Design, lang: Lang) -> Vec<Lever> {
    let mut gathering = Gathering {
        scenario,
        lang,
        written: Written::new(scenario, lang),
        levers: Vec::new(),
    };
    gathering.intake(design);
    if let Some(review) = &design.review {
        gathering.review(review);
    }
    gathering.choice(design);
    for (id, effect) in design.effect.iter() {
        gathering.effect(id, effect);
    }
    gathering.reach(design);
    gathering.time(design);
    gathering.cost(design);
    gathering.levers
}

impl Gathering<'_> {
    fn add(&mut self, key: impl Into<String>, name: String, setting: String) {
        self.levers.push(Lever {
            key: key.into(),
            name,
            setting,
        });
    }

    fn intake(&mut self, design: &Design) {
        let steps: Vec<String> = design
            .intake
            .iter()
            .map(|step| self.step_title(step))
            .collect();
        let way = match steps.is_empty() {
            true => say::straight_in(self.lang),
            false => steps.join(" > "),
        };
        self.add("intake", say::way_in(self.lang), way);
        for step in &design.intake {
            self.step(step);
        }
    }

    fn step_title(&self, step: &IntakeStep) -> String {
        own_or_known(self.lang, step.title.as_ref(), &step.id.id)
    }

    fn step(&mut self, step: &IntakeStep) {
        let (lang, title, id) = (self.lang, self.step_title(step), &step.id.id);
        let wait = self.written.varying(&step.wait_days);
        self.add(format!("intake.{id}.wait"), say::wait(lang, &title), wait);
        let parts = [
            (
                "withdrawal",
                &step.withdrawal_share,
                say::withdrawal(lang, &title),
            ),
            ("lost", &step.lost_share, say::lost(lang, &title)),
        ];
        for (key, share, name) in parts {
            if let Some(share) = share {
                let setting = self.written.number(share);
                self.add(format!("intake.{id}.{key}"), name, setting);
            }
        }
        if let Some(ratio) = &step.search_ratio {
            let setting = self.written.number(ratio);
            self.add(
                format!("intake.{id}.search"),
                say::search(lang, &title),
                setting,
            );
        }
        for (who, minutes) in step.minutes.iter() {
            let setting = self.written.number(minutes);
            let name = say::step_minutes(lang, &title, &self.profession(who));
            self.add(format!("intake.{id}.minutes.{who}"), name, setting);
        }
    }

    fn review(&mut self, review: &Review) {
        let lang = self.lang;
        let setting = self.written.number(&review.every_days);
        self.add("review", say::reviews(lang), setting);
        if let Some(share) = &review.finds_lost_share {
            let setting = self.written.number(share);
            self.add("review.finds", say::finds_lost(lang), setting);
        }
        if let Some(share) = &review.offers_menu_share {
            let setting = self.written.number(share);
            self.add("review.offers", say::offers(lang), setting);
        }
        for (who, minutes) in review.minutes.iter() {
            let setting = self.written.number(minutes);
            let name = say::review_minutes(lang, &self.profession(who));
            self.add(format!("review.minutes.{who}"), name, setting);
        }
    }

    fn choice(&mut self, design: &Design) {
        let lang = self.lang;
        for (segment, weights) in design.menu.iter() {
            for (intervention, weight) in weights.iter() {
                let setting = self.written.figure(weight);
                let name = say::weight(
                    lang,
                    &self.intervention(intervention),
                    &self.segment(segment),
                );
                self.add(format!("menu.{segment}.{intervention}"), name, setting);
            }
        }
        if let Some(quality) = &design.match_quality {
            let setting = self.written.number(quality);
            self.add("match_quality", say::match_quality(lang), setting);
        }
        if let Some(slope) = &design.fit_slope {
            let setting = self.written.number(slope);
            self.add("fit_slope", say::fit_slope(lang), setting);
        }
        if let Some(programme) = &design.programme {
            let setting = self.written.varying(&programme.months);
            self.add("programme", say::programme(lang), setting);
        }
    }

    fn effect(&mut self, id: &str, effect: &Effect) {
        let lang = self.lang;
        let or = |words: Vec<String>, default: String| match words.is_empty() {
            true => default,
            false => words.join(", "),
        };
        let state = |one: &Ref| self.state(&one.id);
        let exits = or(
            effect.exits.iter().map(state).collect(),
            say::job_and_studies(lang),
        );
        let segments: Vec<String> = effect
            .segments
            .iter()
            .map(|one| self.segment(&one.id))
            .collect();
        let states = or(
            effect.states.iter().map(state).collect(),
            say::open_case(lang),
        );
        let segments = or(segments, self.default_segments());
        let scope = say::effect_scope(lang, &exits, &segments, &states);
        let title = own_or_known(lang, effect.title.as_ref(), id);
        let setting = self.written.number(&effect.hazard_ratio);
        self.add(
            format!("effect.{id}"),
            say::effect(lang, &title, &scope),
            setting,
        );
    }

    /// Returns whom an effect is for that names no segments.
    fn default_segments(&self) -> String {
        match self.scenario.segment.get(DEFAULT_SEGMENT) {
            Some(_) => self.segment(DEFAULT_SEGMENT),
            None => names::state(self.lang, "every")
                .unwrap_or_default()
                .to_owned(),
        }
    }

    fn reach(&mut self, design: &Design) {
        let lang = self.lang;
        if let Some(treated) = &design.treated {
            if let Some(share) = &treated.share {
                let setting = self.written.number(share);
                self.add("treated.share", say::treated(lang), setting);
            }
            let allocation = treated.allocation.map(|how| match how {
                Allocation::Random => say::by_lot(lang),
                Allocation::Alternate => say::by_number(lang),
            });
            self.add_some("treated.allocation", say::allocation(lang), allocation);
            let who = treated.applies_to.map(|who| match who {
                AppliesTo::New => say::applies_to_new(lang),
                AppliesTo::All => say::applies_to_all(lang),
            });
            self.add_some("treated.applies_to", say::applies_to(lang), who);
            let consent = treated
                .consent_share
                .as_ref()
                .map(|share| self.written.number(share));
            self.add_some("treated.consent", say::consent(lang), consent);
            let months = treated
                .call_in_months
                .as_ref()
                .map(|months| self.written.number(months));
            self.add_some("treated.call_in", say::call_in(lang), months);
        }
        for (segment, ratio) in design.entry_ratio.iter() {
            let setting = self.written.number(ratio);
            let name = say::entry(lang, &self.segment(segment));
            self.add(format!("entry.{segment}"), name, setting);
        }
    }

    fn add_some(&mut self, key: &str, name: String, setting: Option<String>) {
        if let Some(setting) = setting {
            self.add(key, name, setting);
        }
    }

    fn time(&mut self, design: &Design) {
        let lang = self.lang;
        let live = design
            .go_live
            .map(|at| format!("{}-{:02}", at.year, at.month));
        self.add_some("go_live", say::go_live(lang), live);
        let ramp = design
            .ramp_up_months
            .as_ref()
            .map(|months| self.written.number(months));
        self.add_some("ramp_up", say::ramp_up(lang), ramp);
        let volume = design
            .volume_share
            .as_ref()
            .map(|share| self.written.number(share));
        self.add_some("volume", say::volume(lang), volume);
        if let Some(transition) = &design.transition {
            let ratio = self.written.number(&transition.hazard_ratio);
            self.add("transition", say::transition(lang), ratio);
            let until = self.written.number(&transition.until_month);
            self.add("transition.until", say::transition_until(lang), until);
        }
        if let Some(risk) = &design.discontinuation {
            let share = self.written.number(&risk.share);
            let months = self.written.number(&risk.within_months);
            let setting = say::within(lang, &share, &months);
            self.add("discontinuation", say::discontinuation(lang), setting);
        }
    }

    fn cost(&mut self, design: &Design) {
        let lang = self.lang;
        for (id, posts) in design.posts.iter() {
            self.posts(id, posts);
        }
        for (id, cost) in design.set_up.iter() {
            let title = own_or_known(lang, cost.title.as_ref(), id);
            let name = say::set_up(lang, &title, names::account(lang, cost.payer));
            let setting = self.written.number(&cost.sek);
            self.add(format!("set_up.{id}"), name, setting);
        }
        for (id, cost) in design.running.iter() {
            let title = own_or_known(lang, cost.title.as_ref(), id);
            let name = say::running(lang, &title, names::account(lang, cost.payer));
            let setting = say::a_month(lang, &self.written.number(&cost.sek_per_month));
            self.add(format!("running.{id}"), name, setting);
        }
    }

    fn posts(&mut self, id: &str, posts: &Posts) {
        let lang = self.lang;
        let booking = match posts.booking {
            Booking::New => say::new_posts(lang),
            Booking::Reallocated => say::existing_people(lang),
        };
        let fte = posts.fte.as_ref().map(|fte| self.written.number(fte));
        let days = posts.days_per_week.as_ref();
        let days = days.map(|days| match self.written.figure(days) {
            one if one == "1" => say::one_day_a_week(lang),
            several => say::days_a_week(lang, &several),
        });
        let name = say::posts(lang, &self.profession(&posts.profession.id), &booking);
        self.add_some(&format!("posts.{id}"), name, fte.or(days));
    }

    fn profession(&self, id: &str) -> String {
        self.titled(
            self.scenario
                .staff
                .get(id)
                .and_then(|one| one.title.as_ref()),
            id,
        )
    }

    fn intervention(&self, id: &str) -> String {
        self.titled(
            self.scenario
                .intervention
                .get(id)
                .and_then(|one| one.title.as_ref()),
            id,
        )
    }

    fn segment(&self, id: &str) -> String {
        self.titled(
            self.scenario
                .segment
                .get(id)
                .and_then(|one| one.title.as_ref()),
            id,
        )
    }

    fn state(&self, id: &str) -> String {
        self.intervention(id)
    }

    fn titled(&self, title: Option<&Bilingual>, id: &str) -> String {
        own_or_known(self.lang, title, id)
    }
}
