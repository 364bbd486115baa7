//! Money for the finance officer: per budget year, per account, cash apart from time.

use sim_core::results::comparison::{Comparison, Perspective};
use sim_core::results::run::Run;
use sim_core::results::spread::Spread;
use sim_core::scenario::money::{Account, FlowKind};

use crate::number::MoneyStep;
use crate::report::page::{Columns, Page};
use crate::report::text::View;
use crate::report::title;
use crate::texts::{Lang, money as say, names};

/// Budget years beside each other before the table goes on below.
const YEARS_ACROSS: usize = 6;

pub fn write(view: &View<'_>, page: &mut Page) {
    page.heading(&say::heading(view.lang));
    page.paragraph(&say::how_to_read(view.lang, view.results.run.price_year), 0);
    let words = format!(
        "{} {}",
        say::medians_do_not_add(view.lang),
        say::low_high(view.lang)
    );
    page.paragraph(&words, 0);
    page.paragraph(&part_years(view.lang, &view.results.run), 0);
    for comparison in &view.results.comparisons {
        page.title(&title::design(view.lang, view.results, &comparison.design));
        by_year(view, page, comparison);
        own_account(view, page, comparison);
        accounts(view, page, comparison);
        reallocated(view, page, comparison);
        if let Some(saving) = comparison.saving(Perspective::Municipality) {
            page.gap();
            let sum = view.numbers.money(saving.run_off_sek_per_year.p50);
            page.paragraph(&say::run_off(view.lang, &sum), 0);
        }
    }
}

fn thousands(view: &View<'_>, sek: f64) -> String {
    view.numbers.in_step(sek, MoneyStep::Thousands)
}

/// Returns which budget years the horizon covers in part; nothing where it covers whole years.
pub fn part_years(lang: Lang, run: &Run) -> String {
    let years = run.years.iter().zip(&run.months_in_year);
    let part: Vec<String> = years
        .filter(|(_, months)| **months < 12)
        .map(|(year, months)| say::months_of_year(lang, &year.to_string(), &months.to_string()))
        .collect();
    match part.is_empty() {
        true => String::new(),
        false => say::part_years(lang, &part.join(", ")),
    }
}

fn by_year(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
    let lang = view.lang;
    let own = comparison.saving(Perspective::Municipality);
    let public = comparison.saving(Perspective::PublicSector);
    let (Some(own), Some(public)) = (own, public) else {
        return;
    };
    page.gap();
    page.line(&say::by_year(lang));
    let mut columns = Columns::new(vec![
        say::column_year(lang),
        say::column_own(lang),
        say::column_interval(lang),
        say::column_public(lang),
        say::column_interval(lang),
        say::column_gained(lang),
    ]);
    let interval = |sek: &Spread| {
        let to = lang.pick("till", "to");
        format!(
            "{} {to} {}",
            thousands(view, sek.p10),
            thousands(view, sek.p90)
        )
    };
    for (year, sek) in &own.by_year {
        let all = public
            .by_year
            .iter()
            .find(|other| other.0 == *year)
            .map(|other| other.1);
        let gained = own
            .saving_probability_by_year
            .iter()
            .find(|other| other.0 == *year);
        columns.row(vec![
            year.to_string(),
            thousands(view, sek.p50),
            interval(sek),
            all.map(|sek| thousands(view, sek.p50)).unwrap_or_default(),
            all.map(|sek| interval(&sek)).unwrap_or_default(),
            gained
                .map(|(_, share)| chance(view, share.value))
                .unwrap_or_default(),
        ]);
    }
    page.table(&columns);
}

fn chance(view: &View<'_>, share: f64) -> String {
    let count = view.numbers.whole(share * 100.0);
    crate::texts::answer::of_hundred(view.lang, &count)
}

fn own_account(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
    let lang = view.lang;
    page.gap();
    page.line(&say::own_account(lang));
    let years = &view.results.run.years;
    let has_totals = !comparison.difference.totals.is_empty();
    for (idx, some) in years.chunks(YEARS_ACROSS).enumerate() {
        let is_last = has_totals && (idx + 1) * YEARS_ACROSS >= years.len();
        let mut header = vec![String::new()];
        header.extend(some.iter().map(ToString::to_string));
        if is_last {
            header.push(say::column_whole(lang));
        }
        let mut columns = Columns::new(header);
        for kind in FlowKind::ALL {
            if is_in(comparison, *kind) {
                let name = names::flow_kind(lang, *kind).to_owned();
                let cells = kind_cells(comparison, Some(*kind), some, is_last);
                three_rows(view, &mut columns, name, &cells);
            }
        }
        columns.rule();
        let cells = net_cells(comparison, some, is_last);
        three_rows(view, &mut columns, say::row_sum(lang), &cells);
        page.table(&columns);
    }
}

fn is_in(comparison: &Comparison, kind: FlowKind) -> bool {
    comparison.difference.lines.iter().any(|line| {
        line.account == Account::Municipality && line.kind == kind && is_seen(&line.sek)
    })
}

/// Returns whether anything is left of an amount in thousands.
fn is_seen(sek: &Spread) -> bool {
    [sek.p10, sek.p50, sek.p90]
        .iter()
        .any(|sek| sek.abs() >= 500.0)
}

fn is_some(sek: &Spread) -> bool {
    sek.mean != 0.0 || sek.sd != 0.0
}

fn kind_cells(
    comparison: &Comparison,
    kind: Option<FlowKind>,
    years: &[i32],
    is_last: bool,
) -> Vec<Option<Spread>> {
    let budget = &comparison.difference;
    let mut cells: Vec<Option<Spread>> = years
        .iter()
        .map(|year| {
            let mut lines = budget.lines.iter().filter(|line| {
                line.account == Account::Municipality
                    && Some(line.kind) == kind
                    && line.year == *year
            });
            lines.next().map(|line| line.sek)
        })
        .collect();
    if is_last {
        cells.push(budget.total(Account::Municipality, kind, None).copied());
    }
    cells
}

fn net_cells(comparison: &Comparison, years: &[i32], is_last: bool) -> Vec<Option<Spread>> {
    let saving = comparison.saving(Perspective::Municipality);
    let of_year = |year: &i32| {
        saving.and_then(|saving| {
            saving
                .by_year
                .iter()
                .find(|one| one.0 == *year)
                .map(|one| one.1)
        })
    };
    let mut cells: Vec<Option<Spread>> = years.iter().map(of_year).collect();
    if is_last {
        let whole = comparison
            .difference
            .total(Account::Municipality, None, None);
        cells.push(whole.copied());
    }
    cells
}

/// Adds the middle, the low and the high figure of a line of the budget.
fn three_rows(view: &View<'_>, columns: &mut Columns, name: String, cells: &[Option<Spread>]) {
    let row = |name: String, figure: &dyn Fn(&Spread) -> f64| {
        let shown = cells.iter().map(|cell| match cell {
            Some(sek) if is_some(sek) => thousands(view, figure(sek)),
            Some(_) => "0".to_owned(),
            None => String::new(),
        });
        std::iter::once(name).chain(shown).collect::<Vec<String>>()
    };
    columns.row(row(name, &|sek| sek.p50));
    columns.row(row(say::row_low(view.lang), &|sek| sek.p10));
    columns.row(row(say::row_high(view.lang), &|sek| sek.p90));
}

fn accounts(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
    let lang = view.lang;
    let mut columns = Columns::new(vec![
        say::column_account(lang),
        say::column_middle(lang),
        say::column_low(lang),
        say::column_high(lang),
    ]);
    for account in Account::ALL {
        let Some(sek) = comparison.difference.total(*account, None, None) else {
            continue;
        };
        if is_seen(sek) {
            columns.row(vec![
                names::account(lang, *account).to_owned(),
                thousands(view, sek.p50),
                thousands(view, sek.p10),
                thousands(view, sek.p90),
            ]);
        }
    }
    if columns.is_empty() {
        return;
    }
    page.gap();
    page.line(&say::who_gains_who_pays(lang));
    page.table(&columns);
}

fn reallocated(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
    let lang = view.lang;
    let lines = &comparison.difference.reallocated;
    if !lines.iter().any(|line| is_some(&line.sek)) {
        return;
    }
    page.gap();
    page.line(&say::reallocated(lang));
    for years in view.results.run.years.chunks(YEARS_ACROSS) {
        let mut header = vec![String::new()];
        header.extend(years.iter().map(ToString::to_string));
        let mut columns = Columns::new(header);
        for account in Account::ALL {
            let cells: Vec<Option<Spread>> = years
                .iter()
                .map(|year| {
                    let mut own = lines
                        .iter()
                        .filter(|line| line.account == *account && line.year == *year);
                    own.next().map(|line| line.sek)
                })
                .collect();
            if cells.iter().flatten().any(is_some) {
                three_rows(
                    view,
                    &mut columns,
                    names::account(lang, *account).to_owned(),
                    &cells,
                );
            }
        }
        page.table(&columns);
    }
    page.paragraph(&say::reallocated_note(lang), 2);
}
