//! Every figure of the results stands on the page, as `number` shows it.

use sim_core::results::Results;
use sim_core::results::comparison::{Comparison, Perspective, Saving};
use sim_core::results::spread::{MonthlySpread, Spread};

use crate::number::{MoneyStep, Numbers};
use crate::report::fixture::results;
use crate::report::html::tests::{page, text_of, with_queue};
use crate::texts::Lang;

/// A figure of the results as it must stand on the page.
struct Figures {
    text: String,
    numbers: Numbers,
    missing: Vec<String>,
}

impl Figures {
    fn of(results: &Results, lang: Lang) -> Self {
        Self {
            text: format!("\n{}\n", text_of(&page(results, lang))),
            numbers: Numbers::new(lang),
            missing: Vec::new(),
        }
    }

    fn look(&mut self, what: &str, shown: &str) {
        let shown = shown.replace('\u{a0}', " ");
        if !self.text.contains(&shown) {
            self.missing.push(format!("{what}: {shown}"));
        }
    }

    /// A middle and its interval, one below the other as in a cell.
    fn cell(&mut self, what: &str, spread: &Spread, step: MoneyStep) {
        let to = self.numbers.lang().pick("till", "to");
        let in_step = |sek: f64| self.numbers.in_step(sek, step);
        let shown = match spread.mean == 0.0 && spread.sd == 0.0 {
            true => "\n0\n".to_owned(),
            false => format!(
                "\n{}\n{} {to} {}\n",
                in_step(spread.p50),
                in_step(spread.p10),
                in_step(spread.p90)
            ),
        };
        self.look(what, &shown);
    }

    fn months(&mut self, what: &str, months: &MonthlySpread) {
        for (idx, mean) in months.mean.iter().enumerate() {
            let decimals = if months.p90[idx] < 9.95 { 1 } else { 0 };
            let shown = |value: f64| self.numbers.decimals(value, decimals);
            let cell = format!(
                "\n{} ({}–{})\n",
                shown(*mean),
                shown(months.p10[idx]),
                shown(months.p90[idx])
            );
            self.look(&format!("{what}, month {}", idx + 1), &cell);
        }
    }
}

#[test]
fn every_figure_of_the_answer_and_the_money_is_on_the_page() {
    for lang in [Lang::Sv, Lang::En] {
        let results = with_queue();
        let mut page = Figures::of(&results, lang);
        for comparison in &results.comparisons {
            for saving in &comparison.savings {
                saving_is_shown(&mut page, comparison, saving);
            }
            for total in &comparison.difference.totals {
                let what = format!("{:?} {:?} {:?}", total.account, total.kind, total.year);
                if total.kind.is_none() {
                    page.cell(&what, &total.sek, MoneyStep::Thousands);
                }
                let mean = page.numbers.in_step(total.sek.mean, MoneyStep::Thousands);
                page.look(&what, &format!("\n{mean}\n"));
            }
            for line in &comparison.difference.reallocated {
                page.cell("time", &line.sek, MoneyStep::Thousands);
            }
        }
        assert!(page.missing.is_empty(), "{:#?}", page.missing);
    }
}

fn saving_is_shown(page: &mut Figures, comparison: &Comparison, saving: &Saving) {
    let what = format!("{} {:?}", comparison.design, saving.perspective);
    let (step, to) = (MoneyStep::Millions, page.numbers.lang().pick("till", "to"));
    let worst = page.numbers.in_step(saving.worst_tenth_mean_sek, step);
    page.look(&what, &format!("\n{worst}\n"));
    if saving.perspective == Perspective::Society {
        return;
    }
    page.look(&what, &page.numbers.money(saving.net.p50));
    for sek in &saving.equally_likely_sek {
        let money = page.numbers.money(*sek);
        page.look(&what, &format!("100: {money}\n"));
        let cell = page.numbers.in_step(*sek, step);
        page.look(&what, &format!("\n{cell}\n"));
    }
    for (year, sek) in &saving.by_year {
        page.cell(&format!("{what} {year}"), sek, MoneyStep::Thousands);
    }
    let months = saving.cumulative_p50_sek.iter().enumerate();
    for (idx, middle) in months {
        let shown = |sek: f64| page.numbers.in_step(sek, step);
        let (low, high) = (
            saving.cumulative_sek.p10[idx],
            saving.cumulative_sek.p90[idx],
        );
        let cell = format!(
            "\n{} ({} {to} {})\n",
            shown(*middle),
            shown(low),
            shown(high)
        );
        page.look(&format!("{what} month {idx}"), &cell);
    }
}

#[test]
fn every_figure_of_the_people_is_on_the_page() {
    for lang in [Lang::Sv, Lang::En] {
        let results = with_queue();
        let mut page = Figures::of(&results, lang);
        for design in &results.designs {
            let people = &design.people;
            page.months("assistance", &people.on_assistance);
            page.months("interventions", &people.in_interventions);
            page.months("elsewhere", &people.elsewhere);
            for state in people
                .states
                .iter()
                .filter(|state| ["job", "studies", "lost"].contains(&state.state.as_str()))
            {
                page.months(&state.state, &state.households);
            }
            for queue in &people.queues {
                page.months("queue", &queue.waiting);
                let percent = page.numbers.percent(queue.served_share.p50, 0);
                page.look("served", &percent);
                let wait = page.numbers.decimals(queue.wait_days.p50, 0);
                let range = page
                    .numbers
                    .range(queue.wait_days.p10, queue.wait_days.p90, 0);
                page.look("wait", &format!("\n{wait}\n{range}\n"));
            }
            let published = page
                .numbers
                .percent(people.published.ten_months_or_more_share.value, 0);
            page.look("published", &format!("\n{published}\n"));
        }
        for comparison in &results.comparisons {
            for (month, extra) in &comparison.extra_self_support_at {
                let range = page.numbers.range(extra.p10, extra.p90, 1);
                let shown = format!("\n{}\n{range}\n", page.numbers.decimals(extra.p50, 1));
                page.look(&format!("extra at {month}"), &shown);
            }
        }
        assert!(page.missing.is_empty(), "{:#?}", page.missing);
    }
}

#[test]
fn every_number_the_answer_rests_on_is_on_the_page_with_its_class() {
    let results = results();
    let mut page = Figures::of(&results, Lang::Sv);
    for known in &results.assumptions {
        let (value, range) = crate::report::value::value_and_range(&page.numbers, known);
        page.look(&known.address, &format!("\n{value}\n"));
        page.look(&known.address, &range.unwrap_or_default());
    }
    for driver in results.comparisons.iter().flat_map(|one| &one.drivers) {
        let shown = page.numbers.decimals(driver.rank_correlation, 2);
        page.look(&driver.address, &format!("\n{shown}\n"));
    }
    for sign in [
        "■ Dokumenterat",
        "▨ Offentlig",
        "□ Antaget",
        &results.run.scenario_hash,
    ] {
        page.look("basis", sign);
    }
    assert!(page.missing.is_empty(), "{:#?}", page.missing);
}

#[test]
fn a_figure_that_is_changed_is_missed() {
    // The walk above proves nothing unless a wrong figure is seen.
    let mut results = results();
    let mut page = Figures::of(&results, Lang::Sv);
    results.comparisons[0].savings[0].by_year[0].1.p50 += 5_000.0;
    let sek = results.comparisons[0].savings[0].by_year[0].1;
    page.cell("changed", &sek, MoneyStep::Thousands);
    assert_eq!(page.missing.len(), 1);
}
