//! The choice between ways of working as a page of text, and its sentences for every other form.

mod search;

use sim_core::results::Results;
use sim_core::results::choice::{Choice, DominanceOrder, Ranked};
use sim_core::results::information::Trust;
use sim_core::results::spread::Estimate;

use crate::number::{MoneyStep, Numbers, OfAHundred, of_a_hundred};
use crate::report::page::{Columns, Page};
use crate::report::title;
use crate::texts::{Lang, basis, choice as say, names};

pub use search::net_of;

/// What the parts of a choice share.
pub struct Words<'a> {
    /// All results.
    pub results: &'a Results,
    /// The choice.
    pub choice: &'a Choice,
    /// How numbers are shown.
    pub numbers: &'a Numbers,
    /// The language.
    pub lang: Lang,
}

/// Returns the whole page.
pub fn write(results: &Results, (lang, width): (Lang, usize), command: &str) -> String {
    let mut page = Page::new(width);
    let numbers = Numbers::new(lang);
    let Some(choice) = &results.choice else {
        return page.finish();
    };
    let words = Words {
        results,
        choice,
        numbers: &numbers,
        lang,
    };
    page.title(&say::heading(lang));
    page.paragraph(&words.first_sentence(), 0);
    page.gap();
    words.ranking(&mut page);
    page.heading(&say::dominance_heading(lang));
    for sentence in words.dominance() {
        page.point(&sentence);
    }
    page.heading(&say::price_heading(lang));
    words.prices(&mut page);
    page.heading(&say::pareto_heading(lang));
    words.pareto(&mut page);
    if let Some(search) = &choice.search {
        page.heading(&say::search_heading(lang, &words.design(&search.design)));
        words.search(search, &mut page);
    }
    page.gap();
    page.line(&basis::again_by(lang, command));
    page.finish()
}

impl Words<'_> {
    /// Returns what a way of working is called.
    pub fn design(&self, id: &str) -> String {
        title::design(self.lang, self.results, id)
    }

    /// Returns a way of working's name as it stands inside a sentence.
    fn quoted(&self, id: &str) -> String {
        names::quoted(self.lang, &self.design(id))
    }

    fn draws(&self) -> String {
        self.numbers.count(self.results.run.draws)
    }

    /// Returns a share as so many of a hundred.
    pub fn of_hundred(&self, share: f64) -> String {
        let (lang, draws) = (self.lang, self.draws());
        match of_a_hundred(share) {
            OfAHundred::None => say::none_of(lang, &draws),
            OfAHundred::BelowOne => say::below_one(lang),
            OfAHundred::About(count) => say::of_hundred(lang, &self.numbers.whole(count)),
            OfAHundred::AboveNinetyNine => say::above_ninety_nine(lang),
            OfAHundred::All => say::all_of(lang, &draws),
        }
    }

    /// Returns the answer in a sentence, and whether the first two can be told apart.
    pub fn first_sentence(&self) -> String {
        let (lang, ranked) = (self.lang, &self.choice.ranked);
        let Some(first) = ranked.first() else {
            return String::new();
        };
        let who = names::perspective(lang, self.choice.perspective);
        let chance = self.of_hundred(first.best_probability.value);
        let sum = self.numbers.money(first.net.value);
        let name = self.quoted(&first.design);
        let sentence = match first.design == "today" {
            true => say::today_is_best(lang, &name, who, &chance),
            false => say::best(lang, &name, who, &sum, &chance),
        };
        let tie = ranked.get(1).filter(|second| {
            let behind = second.behind_best;
            behind.value <= 2.0 * behind.mc_se
        });
        match tie {
            Some(second) => {
                let second = self.quoted(&second.design);
                format!(
                    "{sentence} {}",
                    say::a_tie(lang, &name, &second, &self.draws())
                )
            }
            None => sentence,
        }
    }

    /// Returns the step of the expected sums.
    pub fn step(&self) -> MoneyStep {
        let nets = self.choice.ranked.iter();
        let sums = nets.flat_map(|one| [one.net.value, one.regret.value]);
        let sums: Vec<f64> = sums.collect();
        match MoneyStep::for_amounts(&sums) {
            MoneyStep::Millions => MoneyStep::Thousands,
            step => step,
        }
    }

    fn sum(&self, of: Estimate) -> String {
        self.numbers.in_step(of.value, self.step())
    }

    fn error(&self, of: Estimate) -> String {
        self.numbers.in_step(2.0 * of.mc_se, self.step())
    }

    fn ranking(&self, page: &mut Page) {
        let (lang, unit) = (self.lang, self.numbers.unit(self.step()));
        let mut heads = vec![
            say::column_design(lang),
            say::column_net(lang, unit),
            say::column_error(lang),
            say::column_behind(lang, unit),
            say::column_error(lang),
            say::column_best(lang),
        ];
        if self.has_given() {
            heads.push(say::column_best_given(lang));
        }
        heads.push(say::column_regret(lang, unit));
        let mut columns = Columns::new(heads);
        for one in &self.choice.ranked {
            let mut cells = vec![
                self.design(&one.design),
                self.sum(one.net),
                self.error(one.net),
                self.sum(one.behind_best),
                self.error(one.behind_best),
                self.numbers.percent(one.best_probability.value, 0),
            ];
            cells.extend(self.given(one));
            cells.push(self.sum(one.regret));
            columns.row(cells);
        }
        page.table(&columns);
        page.gap();
        page.paragraph(&self.rank_note(), 0);
    }

    /// Returns what the ranking rests on.
    pub fn rank_note(&self) -> String {
        let note = say::rank_note(self.lang, &self.draws());
        let again = self.of_hundred(self.choice.same_best_again.value);
        let note = format!("{note} {}", say::same_again(self.lang, &again));
        match self.about_given() {
            Some(given) => format!("{note} {given}"),
            None => note,
        }
    }

    /// Returns whether there are shares given the numbers.
    pub fn has_given(&self) -> bool {
        let mut ranked = self.choice.ranked.iter();
        ranked.any(|one| one.best_given_numbers.is_some())
    }

    /// Returns how often a way of working would be best if the numbers were known, where that is there.
    pub fn given(&self, one: &Ranked) -> Option<String> {
        let share = one.best_given_numbers?.value;
        Some(self.numbers.percent(share, 0))
    }

    fn about_given(&self) -> Option<String> {
        let lang = self.lang;
        Some(match self.choice.given_numbers? {
            Trust::Yes => say::two_shares(lang),
            Trust::PoorFit => {
                let both = say::two_shares(lang);
                format!("{both} {}", say::given_poor_fit(lang))
            }
            Trust::TooFewDraws { draws_needed } => {
                say::given_needs(lang, &self.numbers.count(draws_needed))
            }
        })
    }

    /// Returns a sentence for each dominance, or that there is none.
    pub fn dominance(&self) -> Vec<String> {
        let lang = self.lang;
        if let Some(needed) = self.choice.dominance_draws_needed {
            return vec![say::dominance_needs(lang, &self.numbers.count(needed))];
        }
        if self.choice.dominance.is_empty() {
            return vec![say::no_dominance(lang)];
        }
        let mut all: Vec<(&str, DominanceOrder, Vec<String>)> = Vec::new();
        for one in &self.choice.dominance {
            let worse = self.quoted(&one.worse);
            let same = all
                .iter_mut()
                .find(|(better, order, _)| *better == one.better && *order == one.order);
            match same {
                Some((_, _, known)) => known.push(worse),
                None => all.push((&one.better, one.order, vec![worse])),
            }
        }
        let sentences = all.iter().map(|(better, order, worse)| {
            let (better, worse) = (self.quoted(better), self.listed(worse));
            match order {
                DominanceOrder::First => say::first_order(lang, &better, &worse),
                DominanceOrder::Second => say::second_order(lang, &better, &worse),
            }
        });
        sentences.collect()
    }

    fn listed(&self, names: &[String]) -> String {
        let and = self.lang.pick(" och ", " and ");
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{}{and}{last}", rest.join(", ")),
            _ => names.concat(),
        }
    }

    /// Returns which way of working is best from which price on.
    pub fn price_sentences(&self) -> Vec<String> {
        let (lang, curves) = (self.lang, &self.choice.acceptability);
        let mut all = vec![say::best_at_zero(lang, &self.quoted(&curves.best_at_zero))];
        for switch in &curves.switches {
            let price = self.numbers.money(switch.from_sek.value);
            let error = self.numbers.money(2.0 * switch.from_sek.mc_se);
            all.push(say::best_from(
                lang,
                &price,
                &error,
                &self.quoted(&switch.design),
            ));
        }
        if curves.switches.is_empty() {
            let most = curves.prices_sek.last().copied().unwrap_or_default();
            all.push(say::best_throughout(lang, &self.numbers.money(most)));
        }
        all
    }

    /// Returns what the price is a price of.
    pub fn price_note(&self) -> String {
        let month = u64::from(self.results.run.headline_month);
        say::price_note(self.lang, &self.numbers.count(month))
    }

    fn prices(&self, page: &mut Page) {
        let curves = &self.choice.acceptability;
        page.paragraph(&self.price_sentences().join(" "), 0);
        page.gap();
        let shown = || curves.prices_sek.iter().enumerate().step_by(4);
        let heads = shown().map(|(_, price)| self.numbers.money(*price));
        let first = std::iter::once(say::column_design(self.lang));
        let mut columns = Columns::new(first.chain(heads).collect());
        for one in &curves.designs {
            let shares = shown();
            let shares = shares.map(|(at, _)| self.numbers.percent(one.best_probability[at], 0));
            columns.row(
                std::iter::once(self.design(&one.design))
                    .chain(shares)
                    .collect(),
            );
        }
        page.table(&columns);
        page.gap();
        page.paragraph(&self.price_note(), 0);
    }

    fn pareto(&self, page: &mut Page) {
        let (lang, unit) = (self.lang, self.numbers.unit(self.step()));
        let mut columns = Columns::new(vec![
            say::column_design(lang),
            say::column_municipality(lang, unit),
            say::column_public(lang, unit),
            say::column_households(lang),
            say::column_worst(lang, unit),
            say::column_dominated(lang),
        ]);
        for row in &self.choice.pareto {
            columns.row(vec![
                self.design(&row.design),
                self.sum(row.municipality),
                self.sum(row.public_sector),
                self.numbers.decimals(row.extra_self_support.value, 1),
                self.sum(row.worst_tenth),
                self.dominated(&row.dominated_by),
            ]);
        }
        page.table(&columns);
        page.gap();
        page.paragraph(&say::pareto_note(lang), 0);
    }

    /// Returns who is better in everything.
    pub fn dominated(&self, by: &[String]) -> String {
        let names: Vec<String> = by.iter().map(|id| self.design(id)).collect();
        names.join(", ")
    }
}
