//! A search within a budget: its sentences and its table.

use sim_core::results::choice::{Candidate, Search};
use sim_core::results::comparison::Perspective;
use sim_core::results::run::Stopped;
use sim_core::results::spread::Estimate;

use crate::number::MoneyStep;
use crate::report::choice::Words;
use crate::report::lever_value;
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::capitalised;
use crate::texts::{choice as say, names};

/// Letters on a line of a column's head.
const HEAD_WIDTH: usize = 18;

impl Words<'_> {
    /// Returns a candidate's values with the names of the levers.
    pub fn values(&self, search: &Search, one: &Candidate) -> String {
        let pairs = search.levers.iter().zip(&one.values);
        let pairs = pairs.map(|(lever, value)| {
            let name = lever_value::name(self.lang, self.results, lever);
            format!("{name} {}", lever_value::value(self.numbers, lever, *value))
        });
        pairs.collect::<Vec<String>>().join(", ")
    }

    /// Returns what was found, in sentences.
    pub fn search_sentences(&self, search: &Search) -> Vec<String> {
        let (lang, numbers) = (self.lang, self.numbers);
        let cost = say::search_cost(
            lang,
            &numbers.count(search.tried),
            &numbers.count(search.draws_made),
            &numbers.count(search.too_expensive),
            &numbers.count(search.refined),
        );
        if search.stopped == Stopped::Interrupted {
            return vec![say::search_stopped(lang), cost];
        }
        let budget = search.budget_sek.map(|sek| numbers.money(sek));
        let mut all = match search.best.first() {
            Some(best) => self.best_found(search, best),
            None => vec![say::search_nothing(
                lang,
                &budget.clone().unwrap_or_default(),
            )],
        };
        let has_best = !search.best.is_empty();
        let budget = budget.filter(|_| has_best);
        all.extend(budget.map(|budget| say::search_budget(lang, &budget)));
        let draws = say::search_draws(lang, &numbers.count(search.draws));
        all.push(format!("{cost} {draws}"));
        all
    }

    /// Returns the best that was found, and how much better it is than what is written.
    fn best_found(&self, search: &Search, best: &Candidate) -> Vec<String> {
        let (lang, money) = (self.lang, |sek| self.numbers.money(sek));
        let who = names::perspective(lang, search.perspective);
        let net = net_of(best, search.perspective);
        let values = self.values(search, best);
        let (sum, error) = (money(net.value), money(2.0 * net.mc_se));
        let mut all = vec![say::search_best(lang, &values, who, &sum, &error)];
        all.extend(search.as_written.iter().map(|written| {
            let gain = written.behind_best;
            match gain.value > 2.0 * gain.mc_se {
                true => say::search_better(lang, &money(gain.value), &money(2.0 * gain.mc_se)),
                false => say::search_no_better(lang),
            }
        }));
        all
    }

    /// Returns between which values each number was searched.
    pub fn searched_between(&self, search: &Search) -> Vec<String> {
        let levers = search.levers.iter();
        levers
            .map(|lever| {
                let name = capitalised(&lever_value::name(self.lang, self.results, lever));
                let value = |value| lever_value::value(self.numbers, lever, value);
                let written = lever_value::as_written(self.numbers, lever);
                let (from, to) = (value(lever.from), value(lever.to));
                say::searched_between(self.lang, &name, &from, &to, &written)
            })
            .collect()
    }

    /// Returns the heads of the table of candidates.
    pub fn search_heads(&self, search: &Search) -> Vec<String> {
        let (lang, unit) = (self.lang, self.numbers.unit(MoneyStep::Thousands));
        let mut heads: Vec<String> = search
            .levers
            .iter()
            .map(|lever| lever_value::name(lang, self.results, lever))
            .collect();
        heads.extend([
            say::column_municipality(lang, unit),
            say::column_error(lang),
            say::column_public(lang, unit),
            say::column_chance(lang),
            say::column_households(lang),
            say::column_cost(lang, unit),
        ]);
        heads
    }

    /// Returns the cells of a candidate.
    pub fn search_cells(&self, search: &Search, one: &Candidate) -> Vec<String> {
        let numbers = self.numbers;
        let thousands = |sek: f64| numbers.in_step(sek, MoneyStep::Thousands);
        let [municipality, public] = Perspective::SIDE_BY_SIDE.map(|who| net_of(one, who));
        let values = search.levers.iter().zip(&one.values);
        let values = values.map(|(lever, value)| lever_value::value(numbers, lever, *value));
        values
            .chain([
                thousands(municipality.value),
                thousands(2.0 * municipality.mc_se),
                thousands(public.value),
                numbers.percent(one.saving_probability.value, 0),
                numbers.decimals(one.extra_self_support.value, 1),
                thousands(one.cost_sek.value),
            ])
            .collect()
    }

    /// Returns what a row of the table of candidates is called.
    pub fn search_row(&self, at: usize, one: &Candidate, is_written: bool) -> String {
        let name = match is_written {
            true => say::as_written(self.lang),
            false => format!("{}.", at + 1),
        };
        match one.is_within_budget {
            true => name,
            false => say::over_budget(self.lang, &name),
        }
    }

    /// Puts the search on a page.
    pub(super) fn search(&self, search: &Search, page: &mut Page) {
        for sentence in self.search_sentences(search) {
            page.paragraph(&sentence, 0);
        }
        for sentence in self.searched_between(search) {
            page.paragraph(&sentence, 0);
        }
        if search.best.is_empty() && search.as_written.is_none() {
            return;
        }
        page.gap();
        let heads = self.search_heads(search);
        let heads = heads.into_iter().map(|head| match head.contains('\n') {
            true => head,
            false => wrapped(&head, HEAD_WIDTH).join("\n"),
        });
        let mut columns = Columns::new(std::iter::once(String::new()).chain(heads).collect());
        for (at, one) in search.best.iter().enumerate() {
            let cells = self.search_cells(search, one);
            let name = self.search_row(at, one, false);
            columns.row(std::iter::once(name).chain(cells).collect());
        }
        if let Some(written) = &search.as_written {
            columns.rule();
            let cells = self.search_cells(search, written);
            let name = self.search_row(0, written, true);
            columns.row(std::iter::once(name).chain(cells).collect());
        }
        page.table(&columns);
        page.gap();
        page.paragraph(&say::search_note(self.lang), 0);
    }
}

/// Returns a candidate's expected net saving in a perspective.
pub fn net_of(one: &Candidate, perspective: Perspective) -> Estimate {
    let mut net = one.net.iter();
    let found = net.find(|(who, _)| *who == perspective);
    found.map(|(_, net)| *net).unwrap_or_default()
}
