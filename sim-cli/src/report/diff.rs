//! Two designs side by side, as a page of text.

use sim_core::results::comparison::Perspective;
use sim_core::results::diff::{Diff, DiffDesign, Moves, OrderFreePart};
use sim_core::results::run::Stopped;
use sim_core::results::spread::Spread;
use sim_core::scenario::Scenario;

use crate::number::{MoneyStep, Numbers};
use crate::report::diff_words::Words;
use crate::report::page::{Columns, Page, wrapped};
use crate::texts::{Lang, basis, diff as say, keys, names};

/// How it is shown.
pub struct Setting {
    /// The language.
    pub lang: Lang,
    /// How many columns the reader has.
    pub width: usize,
    /// The line that gives the same answer again.
    pub command: String,
    /// Whether every order was asked for.
    pub in_every_order: bool,
}

/// How many letters of a name stand on a row of a table.
const NAME_WIDTH: usize = 34;

struct Report<'a> {
    diff: &'a Diff,
    words: Words<'a>,
    numbers: Numbers,
    lang: Lang,
    step: MoneyStep,
}

/// Returns the whole page; none where a design is not in the scenario.
pub fn write(diff: &Diff, scenario: &Scenario, setting: &Setting) -> Option<String> {
    let lang = setting.lang;
    let ids = (diff.from.id.as_str(), diff.to.id.as_str());
    let report = Report {
        diff,
        words: Words::new(scenario, ids, lang)?,
        numbers: Numbers::new(lang),
        lang,
        step: money_step(diff),
    };
    let mut page = Page::new(setting.width);
    let (from, to) = (report.design(&diff.from), report.design(&diff.to));
    page.title(&say::title(lang, &from, &to));
    if diff.steps.is_empty() {
        page.paragraph(&say::nothing_differs(lang), 0);
        return Some(page.finish());
    }
    report.what_differs(&mut page);
    report.one_at_a_time(&mut page);
    if !diff.order_free.is_empty() {
        report.in_every_order(&mut page);
    } else if setting.in_every_order {
        page.gap();
        page.paragraph(&say::too_much(lang), 0);
    }
    page.gap();
    if diff.run.stopped == Stopped::Interrupted {
        let (draws, asked) = (diff.run.draws, diff.run.draws_asked);
        let (draws, asked) = (report.numbers.count(draws), report.numbers.count(asked));
        page.paragraph(&say::stopped(lang, &draws, &asked), 0);
    }
    page.line(&basis::again_by(lang, &setting.command));
    Some(page.finish())
}

fn money_step(diff: &Diff) -> MoneyStep {
    let steps = diff
        .steps
        .iter()
        .flat_map(|step| [&step.step, &step.reached]);
    let all = steps.chain([&diff.whole, &diff.from.answer, &diff.to.answer]);
    let nets = all.flat_map(|moves| moves.net.iter().map(|(_, net)| net.mean.abs()));
    let largest = nets.fold(0.0_f64, f64::max);
    match largest >= 9_950.0 {
        true => MoneyStep::Thousands,
        false => MoneyStep::Kronor,
    }
}

impl Report<'_> {
    fn design(&self, design: &DiffDesign) -> String {
        match &design.title {
            Some(title) => self.lang.of(title).to_owned(),
            None if design.id == "today" => keys::today(self.lang),
            None => design.id.clone(),
        }
    }

    fn what_differs(&self, page: &mut Page) {
        page.heading(&say::what_differs(self.lang));
        for (at, step) in self.diff.steps.iter().enumerate() {
            let name = self.words.names(&step.levers);
            page.line(&say::numbered(self.lang, at + 1, &name));
            if step.levers.len() > 1 {
                page.paragraph(&say::merged(self.lang), 2);
            }
            for change in self.words.changes(step) {
                page.point(&change);
            }
        }
    }

    fn one_at_a_time(&self, page: &mut Page) {
        let (lang, run) = (self.lang, &self.diff.run);
        page.heading(&say::one_at_a_time(lang));
        page.paragraph(&say::waterfall(lang, run.price_year, run.headline_month), 0);
        page.gap();
        let mut columns = Columns::new(self.header(&[]));
        let from = say::design_row(lang, &self.design(&self.diff.from));
        columns.row(self.row(&from, &self.diff.from.answer, false));
        for (at, step) in self.diff.steps.iter().enumerate() {
            let name = say::numbered(lang, at + 1, &self.words.names(&step.levers));
            columns.row(self.row(&name, &step.step, true));
        }
        columns.rule();
        let to = say::design_row(lang, &self.design(&self.diff.to));
        columns.row(self.row(&to, &self.diff.to.answer, false));
        page.table(&columns);
        page.gap();
        let designs = self.numbers.count(u64::from(run.designs_simulated));
        let draws = self.numbers.count(run.draws);
        page.paragraph(&say::errors(lang, &draws, &designs), 0);
        for (who, net) in &self.diff.whole.net {
            if *who != Perspective::Society {
                let who = names::perspective(lang, *who);
                let sums = [net.mean, net.p10, net.p90].map(|sek| self.numbers.money(sek));
                page.paragraph(&say::whole(lang, who, &sums[0], &sums[1], &sums[2]), 0);
            }
        }
    }

    fn in_every_order(&self, page: &mut Page) {
        let lang = self.lang;
        page.heading(&say::in_every_order(lang));
        let parts = &self.diff.order_free;
        if parts.iter().any(|part| !part.themes.is_empty()) {
            page.paragraph(&say::by_theme(lang), 0);
        }
        page.paragraph(&say::shapley(lang), 0);
        page.gap();
        let extra = [say::column_first(lang), say::column_last(lang)];
        let mut columns = Columns::new(self.header(&extra));
        for part in parts {
            let mut row = self.row(&self.part_name(part), &part.share, true);
            for (at, moves) in [&part.first, &part.last].into_iter().enumerate() {
                let net = net(moves, Perspective::Municipality);
                row.insert(3 + at, self.signed(net.mean, true));
            }
            columns.row(row);
        }
        columns.rule();
        let mut row = self.row(&say::whole_row(lang), &self.diff.whole, true);
        row.insert(3, String::new());
        row.insert(3, String::new());
        columns.row(row);
        page.table(&columns);
    }

    fn part_name(&self, part: &OrderFreePart) -> String {
        match part.themes.is_empty() {
            true => self.words.names(&part.levers),
            false => {
                let themes = part.themes.iter();
                let themes: Vec<&str> = themes.map(|one| say::theme(self.lang, *one)).collect();
                themes.join(" + ")
            }
        }
    }

    fn header(&self, after_municipality: &[String]) -> Vec<String> {
        let (lang, unit) = (self.lang, self.numbers.unit(self.step));
        let mut header = vec![
            say::column_lever(lang),
            say::column_municipality(lang, unit),
            "±".to_owned(),
        ];
        header.extend_from_slice(after_municipality);
        header.extend([
            say::column_public(lang, unit),
            "±".to_owned(),
            say::column_self_support(lang),
            "±".to_owned(),
        ]);
        header
    }

    fn row(&self, name: &str, moves: &Moves, is_step: bool) -> Vec<String> {
        let mut cells = vec![wrapped(name, NAME_WIDTH).join("\n")];
        for who in Perspective::SIDE_BY_SIDE {
            let net = net(moves, who);
            cells.push(self.signed(net.mean, is_step));
            cells.push(self.numbers.in_step(2.0 * net.mc_se, self.step));
        }
        let extra = moves.extra_self_support;
        let shown = self.numbers.decimals(extra.mean, 1);
        cells.push(with_plus(shown, extra.mean, is_step));
        cells.push(self.numbers.decimals(2.0 * extra.mc_se, 1));
        cells
    }

    fn signed(&self, sek: f64, is_step: bool) -> String {
        with_plus(self.numbers.in_step(sek, self.step), sek, is_step)
    }
}

/// What a lever brings has a sign; what a design comes to has one only where it is a loss.
fn with_plus(shown: String, value: f64, is_step: bool) -> String {
    let is_zero = shown.chars().all(|sign| !('1'..='9').contains(&sign));
    match is_step && value > 0.0 && !is_zero {
        true => format!("+{shown}"),
        false => shown,
    }
}

fn net(moves: &Moves, who: Perspective) -> Spread {
    let found = moves.net.iter().find(|(known, _)| *known == who);
    found.map(|(_, net)| *net).unwrap_or_default()
}
