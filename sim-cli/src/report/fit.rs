//! What records say, as a page of text.

use sim_core::results::fitted::{
    Cell, CurvePoint, Estimate, FitReport, FittedSegment, HazardForm, Tried,
};
use sim_core::scenario::exits::ExitKind;

use crate::number::Numbers;
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::answer::capitalised;
use crate::texts::fit::{cell, label};
use crate::texts::{Lang, fit as say, names};

/// Widest name of an estimate in the table of text.
const NAME_WIDTH: usize = 46;
/// Months of a curve that a table shows.
const MONTHS: [u32; 9] = [1, 2, 3, 6, 9, 12, 24, 36, 48];

/// One line of the table of estimates: a group's name, or a number.
pub enum Row {
    /// The name of those that follow.
    Group(String),
    /// What, middle, interval, from how many.
    Number([String; 4]),
}

/// Returns the page.
pub fn write(report: &FitReport, lang: Lang, width: usize) -> String {
    let numbers = Numbers::new(lang);
    let mut page = Page::new(width);
    page.title(&say::title(lang));
    page.paragraph(&read(report, &numbers), 0);
    page.paragraph(&file(report, lang), 0);
    page.paragraph(&say::privacy(lang), 0);
    page.heading(&say::rows(lang));
    let mut columns = Columns::new(vec![say::column_what(lang), say::column_rows(lang)]);
    for (what, rows) in account(report, &numbers) {
        columns.row(vec![what, rows]);
    }
    page.table(&columns);
    page.paragraph(&unknown_words(report, lang), 0);
    page.heading(&say::estimates(lang));
    let mut columns = Columns::new(vec![
        say::column_number(lang),
        say::column_middle(lang),
        say::column_interval(lang),
        say::column_events(lang),
    ]);
    for row in estimates(report, &numbers) {
        match row {
            Row::Group(name) => columns.row(vec![
                format!("{name}:"),
                String::new(),
                String::new(),
                String::new(),
            ]),
            Row::Number([name, middle, interval, events]) => {
                let name = wrapped(&name, NAME_WIDTH).join("\n");
                columns.row(vec![name, middle, interval, events]);
            }
        }
    }
    page.table(&columns);
    page.gap();
    page.paragraph(&say::rate_note(lang), 0);
    page.paragraph(&say::few_note(lang), 0);
    for back in back_within(report, &numbers) {
        page.point(&back);
    }
    for segment in &report.segments {
        of_segment(&mut page, segment, &numbers);
    }
    page.heading(&say::unlearned(lang));
    for what in &report.unlearned {
        page.point(&say::not_learned(lang, what));
    }
    page.finish()
}

fn of_segment(page: &mut Page, segment: &FittedSegment, numbers: &Numbers) {
    let lang = numbers.lang();
    page.heading(&say::segment(lang, &label(lang, &segment.label)));
    page.paragraph(&counts(segment, numbers), 0);
    page.paragraph(&models(segment, numbers), 0);
    page.paragraph(&unlike(segment, numbers), 0);
    page.paragraph(&needs_two_types(segment, numbers), 0);
    if !segment.tried.is_empty() {
        page.gap();
        page.paragraph(&format!("{}:", say::formulas_note(lang)), 0);
        for (exit, tried) in &segment.tried {
            page.point(&formulas(*exit, tried, numbers));
        }
    }
    page.gap();
    page.paragraph(&curve_note(segment, lang), 0);
    let mut columns = Columns::new(vec![
        say::column_months(lang),
        say::column_goes_on(lang),
        say::column_interval(lang),
        say::column_fitted(lang),
    ]);
    for point in shown(&segment.goes_on) {
        columns.row(vec![
            point.month.to_string(),
            numbers.percent(point.share, 0),
            interval(point.low * 100.0, point.high * 100.0, numbers),
            numbers.percent(point.fitted, 0),
        ]);
    }
    page.table(&columns);
}

/// Returns the months of a curve that a table shows.
pub fn shown(curve: &[CurvePoint]) -> impl Iterator<Item = &CurvePoint> {
    curve.iter().filter(|point| MONTHS.contains(&point.month))
}

fn interval(low: f64, high: f64, numbers: &Numbers) -> String {
    format!(
        "{}–{}",
        numbers.significant(low, 3),
        numbers.significant(high, 3)
    )
}

/// Returns what was read.
pub fn read(report: &FitReport, numbers: &Numbers) -> String {
    let (households, stays) = (
        numbers.count(report.households),
        numbers.count(report.stays),
    );
    say::read(
        numbers.lang(),
        &households,
        &stays,
        &report.from,
        &report.to,
    )
}

/// Returns how the file is written.
pub fn file(report: &FitReport, lang: Lang) -> String {
    let encoding = if report.file.is_utf8 {
        "UTF-8"
    } else {
        "Latin-1"
    };
    let separator = match report.file.separator.as_str() {
        "\t" => lang.pick("tabb", "tabs").to_owned(),
        other => other.to_owned(),
    };
    let dates = report
        .file
        .dates
        .iter()
        .map(|(form, _)| say::date_form(lang, *form));
    let dates: Vec<&str> = dates.collect();
    let dates = match dates.is_empty() {
        true => say::no_dates(lang),
        false => dates.join(", "),
    };
    let mut text = say::file(lang, encoding, &separator, &dates);
    let forms = &report.file.dates;
    if forms
        .iter()
        .any(|(form, _)| *form == sim_core::records::dates::DateForm::DayFirst)
    {
        text = format!("{text} {}", say::day_first(lang));
    }
    text
}

/// Returns the account of the rows.
pub fn account(report: &FitReport, numbers: &Numbers) -> Vec<(String, String)> {
    let lang = numbers.lang();
    let mut rows = vec![(say::rows_read(lang), numbers.count(report.rows_read))];
    for (why, n) in &report.dropped {
        rows.push((say::dropped(lang, *why).to_owned(), cell(*n, numbers)));
    }
    let days = report.merge_gaps_days.to_string();
    let others = [
        (say::overlaps(lang), report.overlaps),
        (say::gaps(lang, &days), report.gaps_merged),
        (say::unknown_reasons(lang), report.unknown_reasons),
        (say::without_segment(lang), report.without_segment),
    ];
    let others = others.into_iter().filter(|(_, n)| *n != Cell(Some(0)));
    rows.extend(others.map(|(what, n)| (what, cell(n, numbers))));
    rows
}

/// Returns the reasons nobody said the meaning of.
pub fn unknown_words(report: &FitReport, lang: Lang) -> String {
    let numbers = Numbers::new(lang);
    let words: Vec<String> = report
        .file
        .unknown_reasons
        .iter()
        .map(|(word, rows)| format!("{} ({})", names::quoted(lang, word), cell(*rows, &numbers)))
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => say::unknown_words(lang, &words.join(", ")),
    }
}

/// Returns all estimates.
pub fn estimates(report: &FitReport, numbers: &Numbers) -> Vec<Row> {
    let lang = numbers.lang();
    let mut rows = vec![Row::Group(say::in_general(lang))];
    rows.push(number(
        say::new_per_month(lang),
        &report.new_per_month,
        numbers,
    ));
    if let Some(benefit) = &report.benefit {
        rows.push(number(say::benefit(lang), &benefit.sek_per_month, numbers));
        rows.push(number(say::benefit_cv(lang), &benefit.cv, numbers));
    }
    if let Some(wait) = &report.wait {
        rows.push(number(say::wait_median(lang), &wait.median_days, numbers));
        rows.push(number(say::wait_p90(lang), &wait.p90_days, numbers));
    }
    if let Some(share) = &report.withdrawn_share {
        rows.push(number(say::withdrawn(lang), share, numbers));
    }
    for segment in &report.segments {
        for one in &segment.types {
            rows.push(Row::Group(say::part(
                lang,
                one.kind,
                &label(lang, &segment.label),
            )));
            rows.push(number(say::share_of_new(lang), &one.share_of_new, numbers));
            if let Some(ratio) = &segment.benefit_ratio {
                rows.push(number(say::benefit_ratio(lang), ratio, numbers));
            }
            if let Some(sd) = &one.readiness_sd {
                rows.push(number(say::readiness(lang), sd, numbers));
            }
            for hazard in &one.hazards {
                let exit = say::exit(lang, hazard.exit);
                let names = (say::hazard(lang, exit), |month: &str| {
                    say::hazard_from(lang, exit, month)
                });
                of_form(&mut rows, hazard.exit, &hazard.form, (names, numbers));
            }
        }
    }
    if !report.returns.is_empty() {
        rows.push(Row::Group(say::returns(lang)));
    }
    for back in &report.returns {
        let exit = say::exit(lang, back.exit);
        let names = (say::back(lang, exit), |month: &str| {
            say::back_from(lang, exit, month)
        });
        of_form(&mut rows, back.exit, &back.form, (names, numbers));
    }
    rows
}

fn of_form(
    rows: &mut Vec<Row>,
    exit: ExitKind,
    form: &HazardForm,
    ((name, name_from), numbers): ((String, impl Fn(&str) -> String), &Numbers),
) {
    match form {
        HazardForm::Constant(rate) => rows.push(number(name, rate, numbers)),
        HazardForm::Pieces(pieces) => {
            for (month, rate) in pieces {
                rows.push(number(name_from(&month.to_string()), rate, numbers));
            }
        }
        HazardForm::Weibull {
            shape,
            scale_months,
            ..
        } => {
            let lang = numbers.lang();
            let exit = say::exit(lang, exit);
            rows.push(number(say::shape(lang, exit), shape, numbers));
            rows.push(number(say::scale(lang, exit), scale_months, numbers));
        }
    }
}

fn number(name: String, of: &Estimate, numbers: &Numbers) -> Row {
    let lang = numbers.lang();
    let shown = |value: f64| match value.abs() {
        size if size >= 1000.0 => numbers.whole(value),
        // Nobody reads more than three zeros.
        size if size < 0.0001 => numbers.whole(0.0),
        _ => numbers.significant(value, 3),
    };
    let range = match of.p05 == of.p95 {
        true => "–".to_owned(),
        false => format!("{}–{}", shown(of.p05), shown(of.p95)),
    };
    let flag = if of.is_few {
        say::few_mark(lang)
    } else {
        String::new()
    };
    let from = format!("{}{flag}", cell(of.events, numbers));
    Row::Number([name, shown(of.p50), range, from])
}

/// Returns who comes back after each exit, and when.
pub fn back_within(report: &FitReport, numbers: &Numbers) -> Vec<String> {
    let lang = numbers.lang();
    let each = report.returns.iter();
    each.map(|back| {
        let exit = capitalised(say::exit(lang, back.exit));
        let [three, twelve] = back.back_within.map(|share| numbers.percent(share, 0));
        say::back_within(lang, &exit, &three, &twelve)
    })
    .collect()
}

/// Returns the counts of a segment.
pub fn counts(segment: &FittedSegment, numbers: &Numbers) -> String {
    let [households, stays, ended] =
        [segment.households, segment.stays, segment.ended].map(|n| cell(n, numbers));
    say::counts(numbers.lang(), &households, &stays, &ended)
}

/// Returns the models tried.
pub fn models(segment: &FittedSegment, numbers: &Numbers) -> String {
    let lang = numbers.lang();
    let list = segment.models.iter().map(|tried| {
        let name = say::model(lang, tried.model);
        format!("{name} ({})", numbers.decimals(tried.aic_above_best, 1))
    });
    let list = list.collect::<Vec<String>>().join(", ");
    let chosen = say::chosen(lang, &say::model(lang, segment.model));
    format!("{} {chosen}", say::models(lang, &list))
}

/// Returns what the test of one hazard says.
pub fn unlike(segment: &FittedSegment, numbers: &Numbers) -> String {
    let lang = numbers.lang();
    let Some(p) = segment.p_of_one_hazard else {
        return String::new();
    };
    let shown = match p < 0.001 {
        true => format!("< {}", numbers.decimals(0.001, 3)),
        false => numbers.significant(p, 2),
    };
    match p < 0.05 {
        true => say::unlike(lang, &shown),
        false => say::alike(lang, &shown),
    }
}

/// Returns what the test of quick and slow households says.
pub fn needs_two_types(segment: &FittedSegment, numbers: &Numbers) -> String {
    let lang = numbers.lang();
    let Some(test) = segment.test_of_two_types else {
        return String::new();
    };
    let p = numbers.significant(test.p, 2);
    let error = numbers.significant(test.error, 1);
    let files = numbers.count(u64::from(test.files));
    match (test.files, test.p < 0.05) {
        (0, _) => say::two_types_not_found(lang),
        (_, true) => say::two_types_needed(lang, &p, &error, &files),
        (_, false) => say::two_types_not_needed(lang, &p, &error, &files),
    }
}

/// Returns the formulas tried for an exit.
pub fn formulas(exit: ExitKind, tried: &[Tried], numbers: &Numbers) -> String {
    let lang = numbers.lang();
    let list = tried.iter().map(|tried| {
        let name = say::form(lang, tried.form);
        format!("{name} ({})", numbers.decimals(tried.aic_above_best, 1))
    });
    let list = list.collect::<Vec<String>>().join(", ");
    say::formulas(lang, &capitalised(say::exit(lang, exit)), &list)
}

/// Returns what a segment's curves are of.
pub fn curve_note(segment: &FittedSegment, lang: Lang) -> String {
    match segment.curves_of_new {
        true => say::curves_of_new(lang),
        false => say::curves_of_all(lang),
    }
}
