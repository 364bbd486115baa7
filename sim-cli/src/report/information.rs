//! What it is worth to know more, as a page of text.

use sim_core::results::Results;
use sim_core::results::information::{
    Information, InformationSeen, InformationValue, NumberWorth, StudyWorth, Trust,
};

use crate::number::{MoneyStep, Numbers};
use crate::report::found::Found;
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::capitalised;
use crate::report::title;
use crate::texts::break_even::not_reached;
use crate::texts::{Lang, information as say, names};

/// Rows of numbers that are shown.
pub const MOST_NUMBERS: usize = 8;
/// Widest name in a table.
const NAME_WIDTH: usize = 40;
/// More draws than these no run makes.
const MOST_DRAWS: u64 = 1_000_000;
/// What is less than this is shown as nothing.
const NOTHING_SEK: f64 = 500.0;

/// What it is worth to know more, as every part of the page needs it.
pub type View<'a> = Found<'a, Information>;

/// Returns the whole page; that it was not reached where the comparison was stopped too early.
pub fn text(results: &Results, lang: Lang, width: usize) -> String {
    let mut page = Page::new(width);
    let Some(found) = &results.information else {
        page.paragraph(&not_reached(lang), 0);
        return page.finish();
    };
    let numbers = Numbers::new(lang);
    let view = View::new(results, found, &numbers);
    page.heading(&say::heading(lang));
    for seen in &found.seen {
        page.paragraph(&sentences(&view, seen), 0);
        page.gap();
    }
    for seen in &found.seen {
        let who = names::perspective(lang, seen.perspective);
        page.title(&say::options(lang, who));
        page.table(&options(&view, seen));
    }
    page.title(&say::numbers(lang));
    page.table(&by_number(&view));
    if let Some(rest) = the_others(&view) {
        page.paragraph(&rest, 2);
    }
    page.title(&say::groups(lang));
    page.table(&by_group(&view));
    for study in found.seen.first().iter().flat_map(|seen| &seen.studies) {
        page.title(&say::study(lang, &name(&view, &study.address)));
        page.table(&sizes(&view, study));
        page.paragraph(&say::study_counts(lang, say::counts(lang, study.counts)), 2);
    }
    page.gap();
    for note in notes(&view) {
        page.paragraph(&note, 0);
    }
    page.finish()
}

/// Returns what is to be said first to one perspective.
pub fn sentences(view: &View<'_>, seen: &InformationSeen) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, seen.perspective);
    let mut said = Vec::new();
    if let Some(best) = seen.options.first() {
        let name = title::design(lang, view.results, &best.design);
        let chance = view
            .numbers
            .percent((1.0 - best.best_share.value).max(0.0), 0);
        said.push(say::best_now(lang, &name, who, &chance));
    }
    if is_nothing(&seen.perfect) {
        said.push(match told_with(&seen.perfect) {
            Some(draws) => {
                let error = view.numbers.money(2.0 * seen.perfect.mc_se);
                say::worth_unknown(lang, who, &error, &view.numbers.count(draws))
            }
            None => say::worth_nothing(lang, who),
        });
        return said.join(" ");
    }
    said.push(say::worth_at_most(
        lang,
        &view.numbers.money(seen.perfect.sek),
        who,
    ));
    match seen
        .numbers
        .first()
        .filter(|first| !is_nothing(&first.worth))
    {
        Some(first) => said.push(say::first_number(
            lang,
            &name(view, &first.address),
            &view.numbers.money(first.worth.sek),
        )),
        None => said.push(say::no_number(lang)),
    }
    said.join(" ")
}

/// Returns whether a value is not told apart from nothing.
pub fn is_nothing(value: &InformationValue) -> bool {
    value.sek < NOTHING_SEK || value.sek < 2.0 * value.mc_se
}

/// Returns how many draws would tell a value well enough, where there are too few.
pub fn told_with(value: &InformationValue) -> Option<u64> {
    match value.trust {
        Trust::TooFewDraws { draws_needed } => Some(draws_needed),
        _ => None,
    }
}

/// Returns what a number is called; with its design where another number is called the same.
pub fn name(view: &View<'_>, address: &str) -> String {
    let name_of = |address: &str| title::number(view.lang, view.results, address);
    let name = name_of(address);
    let mut others = view
        .found
        .seen
        .first()
        .map_or(&[][..], |seen| &seen.numbers)
        .iter();
    let is_shared = others.any(|other| other.address != address && name_of(&other.address) == name);
    let design = address
        .strip_prefix("design.")
        .and_then(|rest| rest.split('.').next());
    match design.filter(|_| is_shared) {
        Some(id) => say::of_design(
            view.lang,
            &name,
            &title::design(view.lang, view.results, id),
        ),
        None => name,
    }
}

/// Returns a value in thousands, with its error and its mark.
pub fn shown(numbers: &Numbers, value: &InformationValue) -> String {
    let step = MoneyStep::Thousands;
    let mark = match value.trust {
        Trust::Yes => "",
        Trust::TooFewDraws { .. } => "\u{a0}*",
        Trust::PoorFit => "\u{a0}†",
    };
    let error = 2.0 * value.mc_se;
    if value.sek < NOTHING_SEK && error < 2.0 * NOTHING_SEK {
        return format!("0{mark}");
    }
    let (sek, error) = (
        numbers.in_step(value.sek, step),
        numbers.in_step(error, step),
    );
    format!("{}{mark}", say::with_error(numbers.lang(), &sek, &error))
}

fn options(view: &View<'_>, seen: &InformationSeen) -> Columns {
    let (lang, numbers) = (view.lang, view.numbers);
    let mut columns = Columns::new(vec![
        say::column_option(lang),
        say::column_net(lang),
        say::column_best(lang),
        say::column_loss(lang),
    ]);
    for option in &seen.options {
        columns.row(vec![
            broken(&title::design(lang, view.results, &option.design)),
            numbers.money(option.net_sek.value),
            numbers.percent(option.best_share.value, 0),
            numbers.money(option.expected_loss_sek),
        ]);
    }
    columns
}

fn broken(name: &str) -> String {
    wrapped(&capitalised(name), NAME_WIDTH).join("\n")
}

/// Returns the heads of the columns of perspectives.
pub fn perspectives(view: &View<'_>) -> Vec<String> {
    let seen = view.found.seen.iter();
    seen.map(|seen| capitalised(names::perspective(view.lang, seen.perspective)))
        .collect()
}

/// Returns the numbers shown: the first perspective's order, without those worth nothing to anybody.
pub fn chosen<'a>(view: &View<'a>) -> Vec<&'a NumberWorth> {
    let Some(first) = view.found.seen.first() else {
        return Vec::new();
    };
    let is_worth_a_row = |number: &&NumberWorth| {
        let mut all = view.found.seen.iter();
        all.any(|seen| {
            let found = of_number(seen, &number.address);
            found.is_some_and(|found| !is_nothing(&found.worth))
        })
    };
    first
        .numbers
        .iter()
        .filter(is_worth_a_row)
        .take(MOST_NUMBERS)
        .collect()
}

/// Returns a number as a perspective sees it.
pub fn of_number<'a>(seen: &'a InformationSeen, address: &str) -> Option<&'a NumberWorth> {
    seen.numbers.iter().find(|number| number.address == address)
}

fn by_number(view: &View<'_>) -> Columns {
    let lang = view.lang;
    let mut head = vec![say::column_number(lang)];
    head.extend(perspectives(view));
    head.push(say::column_grade(lang));
    let mut columns = Columns::new(head);
    for number in chosen(view) {
        let mut row = vec![broken(&name(view, &number.address))];
        row.extend(view.found.seen.iter().map(|seen| {
            of_number(seen, &number.address)
                .map_or_else(String::new, |found| shown(view.numbers, &found.worth))
        }));
        row.push(number.grade.map_or("-", |grade| grade.word()).to_owned());
        columns.row(row);
    }
    columns
}

/// Returns what is to be said of the numbers that are not shown.
pub fn the_others(view: &View<'_>) -> Option<String> {
    let shown: Vec<&str> = chosen(view)
        .iter()
        .map(|one| one.address.as_str())
        .collect();
    let first = view.found.seen.first()?;
    let all = view.found.seen.iter().flat_map(|seen| &seen.numbers);
    let rest = all.filter(|number| !shown.contains(&number.address.as_str()));
    let most = rest
        .map(|number| number.worth.sek + 2.0 * number.worth.mc_se)
        .fold(0.0, f64::max);
    let sek = view.numbers.money(most);
    match first.numbers.len() - shown.len() {
        0 => None,
        1 => Some(say::other_one(view.lang, &sek)),
        n => Some(say::others(view.lang, &view.numbers.count(n as u64), &sek)),
    }
}

fn by_group(view: &View<'_>) -> Columns {
    let lang = view.lang;
    let mut head = vec![say::column_group(lang), say::column_count(lang)];
    head.extend(perspectives(view));
    let mut columns = Columns::new(head);
    let Some(first) = view.found.seen.first() else {
        return columns;
    };
    let of_seen = |of: &dyn Fn(&InformationSeen) -> Option<InformationValue>| -> Vec<String> {
        let seen = view.found.seen.iter();
        seen.map(|seen| of(seen).map_or_else(String::new, |worth| shown(view.numbers, &worth)))
            .collect()
    };
    for group in &first.groups {
        let mut row = vec![
            say::group(lang, group.group),
            view.numbers.count(u64::from(group.numbers)),
        ];
        row.extend(of_seen(&|seen| {
            let mut groups = seen.groups.iter();
            groups.find(|it| it.group == group.group).map(|it| it.worth)
        }));
        columns.row(row);
    }
    columns.rule();
    let mut row = vec![
        say::everything(lang),
        view.numbers.count(first.numbers.len() as u64),
    ];
    row.extend(of_seen(&|seen| Some(seen.perfect)));
    columns.row(row);
    columns
}

fn sizes(view: &View<'_>, study: &StudyWorth) -> Columns {
    let lang = view.lang;
    let mut columns = Columns::new(vec![say::column_size(lang), say::column_worth(lang)]);
    for size in &study.sizes {
        columns.row(vec![
            view.numbers.count(u64::from(size.n)),
            shown(view.numbers, &size.worth),
        ]);
    }
    columns
}

/// Returns what is to be said of how it was found, a sentence each.
pub fn notes(view: &View<'_>) -> Vec<String> {
    let (lang, numbers) = (view.lang, view.numbers);
    let mut notes = vec![say::about_value(lang), say::about_error(lang)];
    for seen in &view.found.seen {
        if let Some(at_most) = seen.at_most_sek.filter(|_| !is_nothing(&seen.perfect)) {
            let who = names::perspective(lang, seen.perspective);
            let low = numbers.money(seen.perfect.at_least_sek);
            notes.push(say::bounds(lang, who, &low, &numbers.money(at_most.value)));
        }
    }
    let shares = view.found.seen.iter().map(|seen| {
        let share = numbers.percent(seen.knowable_share.value, 0);
        say::share_for(lang, &share, names::perspective(lang, seen.perspective))
    });
    notes.push(say::knowable(lang, &shares.collect::<Vec<_>>().join(", ")));
    if let Some(first) = view.found.seen.first() {
        let predicted = numbers.percent(first.perfect.predicted_share, 0);
        notes.push(say::fit(lang, &predicted));
    }
    notes.extend(trust_notes(numbers, &marked(view)));
    let draws = numbers.count(view.found.draws);
    notes.push(say::rests_on(
        lang,
        &draws,
        &view.results.run.seed.to_string(),
    ));
    notes
}

/// Returns what the marks at values mean, for those marks that are there.
pub fn trust_notes(numbers: &Numbers, values: &[InformationValue]) -> Vec<String> {
    let lang = numbers.lang();
    let mut notes = Vec::new();
    match values.iter().filter_map(told_with).max() {
        Some(most) if most > MOST_DRAWS => notes.push(say::far_too_few_draws(lang)),
        Some(most) => notes.push(say::few_draws(lang, &most.to_string())),
        None => {}
    }
    if values.iter().any(|value| value.trust == Trust::PoorFit) {
        notes.push(say::poor_fit(lang));
    }
    notes
}

/// Returns the values that are shown, and may have a mark.
fn marked(view: &View<'_>) -> Vec<InformationValue> {
    let rows = chosen(view);
    let all = view.found.seen.iter().enumerate();
    all.flat_map(|(at, seen)| {
        let numbers = rows.iter().filter_map(|row| of_number(seen, &row.address));
        let numbers = numbers.map(|number| number.worth);
        let groups = seen.groups.iter().map(|group| group.worth);
        // The studies of the first perspective are shown.
        let studies = seen.studies.iter().filter(move |_| at == 0);
        let sizes = studies.flat_map(|study| &study.sizes);
        let sizes = sizes.map(|size| size.worth);
        let all = numbers.chain(groups).chain(sizes).chain([seen.perfect]);
        all.collect::<Vec<_>>()
    })
    .collect()
}
