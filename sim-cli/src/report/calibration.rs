//! Numbers calibrated to facts, as a page of text.

use sim_core::results::calibration::Calibration;
use sim_core::results::run::Stopped;
use sim_core::scenario::Scenario;

use crate::number::{HARD_SPACE, NONE};
use crate::report::calibration_words::Words;
use crate::report::page::{Columns, Page, wrapped};
use crate::texts::{Lang, basis, calibration as say};

/// Widest name in a table.
const NAME_WIDTH: usize = 24;
/// Widest interval in a table.
const INTERVAL_WIDTH: usize = 14;
/// Widest name of a fact, and interval of one: there are three intervals in a row.
const FACT_WIDTH: usize = 22;
const FACT_INTERVAL_WIDTH: usize = 10;
/// Smaller rank correlations are not told.
pub const SMALLEST_RANK: f64 = 0.1;

/// How it is shown.
pub struct Setting {
    /// The language.
    pub lang: Lang,
    /// How many columns the reader has.
    pub width: usize,
    /// The line that gives the same answer again.
    pub command: String,
}

/// Returns the whole page.
pub fn write(found: &Calibration, scenario: &Scenario, setting: &Setting) -> String {
    let lang = setting.lang;
    let words = Words::new(found, scenario, lang);
    let mut page = Page::new(setting.width);
    page.title(&say::title(lang, lang.of(&found.run.title)));
    page.paragraph(&say::what_it_is(lang), 0);
    if found.run.stopped == Stopped::Interrupted {
        page.gap();
        page.paragraph(&stopped(&words), 0);
    }
    warnings(&words, &mut page);
    page.heading(&say::numbers(lang));
    page.table(&numbers(&words));
    page.gap();
    page.paragraph(&say::about_left(lang), 0);
    page.paragraph(&say::about_grade(lang), 0);
    page.heading(&say::correlations(lang));
    match pairs(&words) {
        pairs if pairs.is_empty() => page.paragraph(&say::no_pairs(lang), 0),
        pairs => {
            pairs.iter().for_each(|pair| page.point(pair));
            page.paragraph(&say::about_pairs(lang), 0);
        }
    }
    page.heading(&say::facts(lang));
    page.table(&facts(&words));
    page.gap();
    page.paragraph(&say::about_facts(lang), 0);
    page.gap();
    for fact in &found.facts {
        let name = words.fact_name(&fact.id);
        let about = words.about_fact(fact);
        page.point(&format!("{name}: {about} {}", words.error_parts(fact)));
    }
    page.heading(&say::agreement(lang));
    words
        .agreement()
        .iter()
        .for_each(|line| page.paragraph(line, 0));
    page.heading(&say::sample(lang));
    words
        .sample()
        .iter()
        .for_each(|line| page.paragraph(line, 0));
    page.gap();
    page.table(&stages(&words));
    page.gap();
    page.line(&basis::again_by(lang, &setting.command));
    page.finish()
}

fn warnings(words: &Words<'_>, page: &mut Page) {
    let all = &words.found.warnings;
    if all.is_empty() {
        return;
    }
    page.heading(&say::first(words.lang()));
    for warning in all {
        page.point(&words.warning(warning));
    }
    for mode in words.modes() {
        page.paragraph(&mode, 4);
    }
}

/// Returns that a run was stopped, and when.
pub fn stopped(words: &Words<'_>) -> String {
    let run = &words.found.run;
    let count = |n: u64| words.numbers.count(n);
    say::stopped(words.lang(), &count(run.draws), &count(run.draws_asked))
}

fn folded(name: &str) -> String {
    wrapped(name, NAME_WIDTH).join("\n")
}

fn narrow(interval: &str) -> String {
    wrapped(interval, INTERVAL_WIDTH).join("\n")
}

/// Returns an interval on two lines; its unit may stand on the second.
fn narrowest(interval: &str) -> String {
    let breakable = interval.replace(HARD_SPACE, " ");
    wrapped(&breakable, FACT_INTERVAL_WIDTH).join("\n")
}

fn numbers(words: &Words<'_>) -> Columns {
    let lang = words.lang();
    let mut columns = Columns::new(number_heads(lang).to_vec());
    for number in &words.found.numbers {
        columns.row(vec![
            folded(&words.name(&number.address)),
            narrow(&words.middle_and_interval(number, &number.prior)),
            narrow(&words.middle_and_interval(number, &number.posterior)),
            words.left(number),
            words.grades(number),
        ]);
    }
    columns
}

/// Returns the pairs of numbers that noticeably go together.
pub fn pairs(words: &Words<'_>) -> Vec<String> {
    let all = words.found.correlations.iter();
    let told =
        all.filter(|pair| pair.after.abs() >= SMALLEST_RANK || pair.before.abs() >= SMALLEST_RANK);
    told.map(|pair| {
        let [first, second] = pair.between.each_ref().map(|it| words.name(it));
        let rank = |x: f64| words.numbers.decimals(x, 2);
        say::pair(
            words.lang(),
            &first,
            &second,
            &rank(pair.after),
            &rank(pair.before),
        )
    })
    .collect()
}

fn facts(words: &Words<'_>) -> Columns {
    let lang = words.lang();
    let mut columns = Columns::new(fact_heads(lang).to_vec());
    for fact in &words.found.facts {
        let from_others = fact.from_others.as_ref();
        columns.row(vec![
            wrapped(&words.fact_name(&fact.id), FACT_WIDTH).join("\n"),
            words.figure(fact, fact.observed),
            words.error(fact),
            narrowest(&words.interval(fact, &fact.prior)),
            narrowest(&words.interval(fact, &fact.posterior)),
            from_others.map_or_else(
                || NONE.to_owned(),
                |it| narrowest(&words.interval(fact, it)),
            ),
            words.signed(fact.residual, 1),
        ]);
    }
    columns
}

fn stages(words: &Words<'_>) -> Columns {
    let mut columns = Columns::new(stage_heads(words.lang()).to_vec());
    for (round, cells) in rounds(words) {
        columns.row(std::iter::once(round).chain(cells).collect());
    }
    columns
}

/// Returns the heads of the table of numbers.
pub fn number_heads(lang: Lang) -> [String; 5] {
    [
        say::column_number(lang),
        say::column_before(lang),
        say::column_after(lang),
        say::column_left(lang),
        say::column_grade(lang),
    ]
}

/// Returns the heads of the table of facts.
pub fn fact_heads(lang: Lang) -> [String; 7] {
    [
        say::column_fact(lang),
        say::column_observed(lang),
        say::column_error(lang),
        say::column_model_before(lang),
        say::column_model_after(lang),
        say::column_from_others(lang),
        say::column_residual(lang),
    ]
}

/// Returns the heads of the table of rounds.
pub fn stage_heads(lang: Lang) -> [String; 5] {
    [
        say::column_round(lang),
        say::column_tried(lang),
        say::column_temperature(lang),
        say::column_components(lang),
        say::column_effective(lang),
    ]
}

/// Returns each round, with its cells.
pub fn rounds(words: &Words<'_>) -> impl Iterator<Item = (String, [String; 4])> {
    let stages = words.found.sampling.stages.iter().enumerate();
    stages.map(|(at, stage)| {
        let cells = [
            words.numbers.count(stage.draws),
            words.numbers.percent(stage.temperature, 0),
            words.numbers.count(u64::from(stage.components)),
            words.numbers.whole(stage.effective),
        ];
        ((at + 1).to_string(), cells)
    })
}
