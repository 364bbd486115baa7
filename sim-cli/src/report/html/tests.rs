//! What the page must hold: every figure of the results, in words of one language, escaped,
//! small, and the same every time.

use sim_core::results::Results;
use sim_core::results::comparison::Perspective;
use sim_core::results::queues::{Limited, QueueResult};
use sim_core::results::spread::{MonthlySpread, Spread};

use crate::number::{MoneyStep, Numbers};
use crate::report::fixture::{both, results, spread};
use crate::report::html::write;
use crate::report::text::Setting;
use crate::texts::Lang;

mod language;

/// Returns the name by which a policy allows a script.
pub fn hash_of(script: &str) -> String {
    use sha2::Digest;
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let hash = sha2::Sha256::digest(script.as_bytes());
    let mut text = String::from("sha256-");
    for three in hash.chunks(3) {
        let bits = three
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - three.len()));
        for at in 0..4 {
            let sign = match at <= three.len() {
                true => char::from(SIGNS[(bits >> (18 - 6 * at)) as usize & 63]),
                false => '=',
            };
            text.push(sign);
        }
    }
    text
}

pub fn page(results: &Results, lang: Lang) -> String {
    let setting = Setting {
        lang,
        width: 96,
        file: "exempel.toml".to_owned(),
        command: "utfall compare exempel.toml --draws 2000 --seed 1".to_owned(),
    };
    write(results, &setting)
}

fn months(from: f64) -> MonthlySpread {
    let mean: Vec<f64> = (0..60).map(|month| from + f64::from(month) / 7.0).collect();
    MonthlySpread {
        p10: mean.iter().map(|value| value * 0.8).collect(),
        p90: mean.iter().map(|value| value * 1.3).collect(),
        mean,
    }
}

/// Returns the made-up answer with a queue.
pub fn with_queue() -> Results {
    let mut results = results();
    for (idx, design) in results.designs.iter_mut().enumerate() {
        let more = idx as f64;
        design.people.queues = vec![QueueResult {
            pool: "practice".to_owned(),
            title: Some(both("Praktik", "Practice")),
            limited: Limited::Places,
            asked: months(4.0),
            served: months(3.0),
            left: months(0.5),
            waiting: months(6.1 + more),
            longest: months(11.0),
            taken: months(11.5),
            there: vec![Some(12.0); 60],
            used_share: vec![Some(0.97); 60],
            mean_wait_days: vec![Some(41.0); 60],
            p90_wait_days: vec![Some(88.0); 60],
            wait_days: spread(43.0 + more, 9.0),
            p90_wait_days_in_all: Some(88.4),
            served_share: spread(0.61, 0.04),
            used_share_in_all: spread(0.97, 0.01),
        }];
    }
    results
}

/// Returns the text of a page without its tags, every space an ordinary one.
pub fn text_of(page: &str) -> String {
    let body = page.split_once("<body>").map_or(page, |(_, body)| body);
    let mut text = String::new();
    let mut rest = body;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let tag = &rest[start..];
        let skip = if tag.starts_with("<script") {
            tag.find("</script>")
        } else {
            None
        };
        let from = skip.unwrap_or(0);
        let end = tag[from + 1..]
            .find('>')
            .map_or(tag.len(), |end| from + end + 2);
        // Words inside one line stand beside each other, others below.
        let is_inline = ["<strong", "</strong", "<span", "</span", "<a ", "</a"];
        text.push(if is_inline.iter().any(|inline| tag.starts_with(inline)) {
            ' '
        } else {
            '\n'
        });
        rest = &tag[end..];
    }
    text.push_str(rest);
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    let text = text.replace("&quot;", "\"").replace('\u{a0}', " ");
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_swedish_paper_reads_as_it_should() {
    insta::assert_snapshot!(short_of_tables(&text_of(&page(&with_queue(), Lang::Sv))));
}

#[test]
fn the_english_paper_reads_as_it_should() {
    insta::assert_snapshot!(short_of_tables(&text_of(&page(&with_queue(), Lang::En))));
}

/// Leaves out most rows of long tables and most of a hundred dots.
fn short_of_tables(text: &str) -> String {
    let is_long = |line: &str| {
        let one = line.starts_with("Framtid ") || line.starts_with("Future ");
        let number = line.split([' ', '(']).next().unwrap_or_default();
        one || number.parse::<f64>().is_ok() || line.starts_with(['−', '0'])
    };
    let mut shown = String::new();
    let mut in_row = 0;
    for line in text.lines() {
        in_row = if is_long(line) { in_row + 1 } else { 0 };
        match in_row {
            0..=8 => shown.push_str(&format!("{line}\n")),
            9 => shown.push_str("...\n"),
            _ => {}
        }
    }
    shown
}

#[test]
fn the_same_results_give_the_same_bytes() {
    for lang in [Lang::Sv, Lang::En] {
        // Not assert_eq: nobody reads two pages in a terminal.
        assert!(page(&with_queue(), lang) == page(&with_queue(), lang));
    }
}

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
                let what = format!("{} {:?}", comparison.design, saving.perspective);
                let step = MoneyStep::Millions;
                let worst = page.numbers.in_step(saving.worst_tenth_mean_sek, step);
                page.look(&what, &format!("\n{worst}\n"));
                if saving.perspective == Perspective::Society {
                    continue;
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
                let to = lang.pick("till", "to");
                for (idx, mean) in saving.cumulative_p50_sek.iter().enumerate() {
                    let shown = |sek: f64| page.numbers.in_step(sek, step);
                    let (low, high) = (
                        saving.cumulative_sek.p10[idx],
                        saving.cumulative_sek.p90[idx],
                    );
                    let cell =
                        format!("\n{} ({} {to} {})\n", shown(*mean), shown(low), shown(high));
                    page.look(&format!("{what} month {idx}"), &cell);
                }
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

#[test]
fn nothing_from_the_scenario_becomes_part_of_the_page() {
    let evil =
        "</title><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>\u{202e}bakvänt\u{0}";
    let mut results = with_queue();
    results.run.title = both(evil, evil);
    results.run.question = Some(both(evil, evil));
    results.run.municipality = Some(evil.to_owned());
    results.run.program_version = evil.to_owned();
    results.run.scenario_hash = evil.to_owned();
    for design in &mut results.designs {
        design.title = Some(both(evil, evil));
        design.description = Some(both(evil, evil));
        for state in &mut design.people.states {
            state.title = Some(both(evil, evil));
        }
        design.people.queues[0].title = Some(both(evil, evil));
        design.people.staff[0].title = Some(both(evil, evil));
    }
    for known in &mut results.assumptions {
        known.title = Some(both(evil, evil));
        known.source_title = Some(both(evil, evil));
        known.note = Some(evil.to_owned());
    }
    let page = page(&results, Lang::Sv);
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</title>").count(), clean_titles());
    assert!(!page.contains("<img") && !page.contains('\u{202e}') && !page.contains('\u{0}'));
    assert!(page.contains("&lt;img src=x"));
}

/// Returns how many titles a page has whose texts hold none.
fn clean_titles() -> usize {
    page(&with_queue(), Lang::Sv).matches("</title>").count()
}

#[test]
fn a_huge_text_does_not_make_a_huge_page() {
    let long = "x".repeat(200_000);
    let mut results = with_queue();
    results.run.title = both(&long, &long);
    results.run.question = Some(both(&long, &long));
    for design in &mut results.designs {
        design.title = Some(both(&long, &long));
        design.description = Some(both(&long, &long));
    }
    for known in &mut results.assumptions {
        known.title = Some(both(&long, &long));
        known.note = Some(long.clone());
    }
    let page = page(&results, Lang::Sv);
    assert!(page.len() < 2_000_000, "{}", page.len());
}

#[test]
fn five_designs_over_five_years_stay_under_two_megabytes() {
    let mut results = with_queue();
    for id in ["third", "fourth", "fifth"] {
        let mut design = results.designs[1].clone();
        let mut comparison = results.comparisons[0].clone();
        (design.id, comparison.design) = (id.to_owned(), id.to_owned());
        results.designs.push(design);
        results.comparisons.push(comparison);
    }
    let one = results.assumptions[0].clone();
    results.assumptions.extend(std::iter::repeat_n(one, 300));
    let page = page(&results, Lang::Sv);
    assert!(page.len() < 2_000_000, "{}", page.len());
}

#[test]
fn the_page_asks_for_nothing_from_anywhere() {
    let page = page(&with_queue(), Lang::Sv);
    let outside = [
        "src=", "<link", "@import", "<iframe", "<object", "fetch(", "XMLHttp",
    ];
    for sign in outside {
        assert!(!page.contains(sign), "{sign}");
    }
    let addresses: Vec<&str> = page
        .split("http")
        .skip(1)
        .map(|rest| &rest[..rest.len().min(24)])
        .collect();
    let known = ["-equiv", "://www.w3.org/2000/svg", "\"]::after"];
    for address in addresses {
        assert!(
            known.iter().any(|one| address.starts_with(one)),
            "{address}"
        );
    }
}

#[test]
fn ids_are_given_once_and_what_is_pointed_at_is_there() {
    let page = page(&with_queue(), Lang::Sv);
    let values = |name: &str| -> Vec<String> {
        let mark = format!(" {name}=\"");
        let parts = page.split(mark.as_str()).skip(1);
        parts
            .map(|part| part.split('"').next().unwrap_or_default().to_owned())
            .collect()
    };
    let mut ids = values("id");
    ids.sort();
    let n = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), n, "an id is given twice");
    for name in ["aria-labelledby", "aria-describedby", "data-table"] {
        for wanted in values(name) {
            assert!(ids.contains(&wanted), "{name}={wanted}");
        }
    }
    for wanted in values("href") {
        assert!(ids.iter().any(|id| format!("#{id}") == wanted), "{wanted}");
    }
}

#[test]
fn headings_go_down_one_step_at_a_time() {
    let page = page(&with_queue(), Lang::En);
    let mut last = 0;
    for at in page.match_indices("<h").map(|found| found.0) {
        let Some(level) = page[at + 2..]
            .chars()
            .next()
            .and_then(|sign| sign.to_digit(10))
        else {
            continue;
        };
        assert!(level <= last + 1, "{}", &page[at..at + 60]);
        last = level;
    }
}

#[test]
fn results_without_any_comparison_make_a_page() {
    let mut results = results();
    results.comparisons.clear();
    results.assumptions.clear();
    assert!(page(&results, Lang::Sv).contains("Resultatet innehåller ingen jämförelse."));
}
