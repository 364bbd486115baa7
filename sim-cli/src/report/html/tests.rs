//! What the page must hold: every figure of the results, in words of one language, escaped,
//! small, and the same every time.

use sim_core::results::Results;
use sim_core::results::queues::{Limited, QueueResult};
use sim_core::results::spread::MonthlySpread;

use crate::report::fixture::{both, results, spread};
use crate::report::html::write;
use crate::report::text::Setting;
use crate::texts::Lang;

mod figures;
mod language;
mod one_page;
pub mod sensitivity;

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

/// Results may come from a file that somebody wrote by hand.
#[test]
fn results_that_make_no_sense_still_make_a_page() {
    let mut odd = with_queue();
    odd.run.start = (i32::MAX, u32::MAX);
    odd.run.horizon_months = 0;
    odd.run.large_loss_sek = f64::MAX;
    for (idx, design) in odd.designs.iter_mut().enumerate() {
        design.people.on_assistance.p10.truncate(idx * 7);
        design.people.in_interventions.mean.push(1e308);
        design.people.elsewhere.mean.clear();
        design.people.states[4].households.p90 = vec![f64::MAX; 60];
        design.people.queues.truncate(1 - idx.min(1));
    }
    for comparison in &mut odd.comparisons {
        let saving = &mut comparison.savings[0];
        saving.equally_likely_sek = vec![-f64::MAX, -1e-300, 0.0, 1e-300, f64::MAX];
        saving.cumulative_p50_sek.truncate(3);
        saving.cumulative_sek.p10 = vec![-f64::MAX; 60];
        saving.cumulative_sek.p90 = vec![f64::MAX; 60];
        saving.net.p50 = f64::MAX;
        comparison.savings.truncate(2);
        comparison.extra_self_support_at[0].1 = spread(1e200, 1e200);
        for total in &mut comparison.difference.totals {
            total.sek = spread(f64::MAX, f64::MAX);
        }
        comparison.drivers[0].rank_correlation = 1e300;
    }
    odd.comparisons[1].savings.clear();
    odd.comparisons[1].design = "nowhere".to_owned();
    for lang in [Lang::Sv, Lang::En] {
        assert!(page(&odd, lang).ends_with("</html>"));
    }
}
