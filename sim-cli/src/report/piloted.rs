//! What a pilot can show, as a page of text.

use sim_core::results::Results;
use sim_core::results::pilot::{Pilot, PilotOutcome, PilotSeen, PilotShows, PilotSize};

use crate::number::{NONE, Numbers};
use crate::report::found::Found;
use crate::report::information::{is_nothing, shown, told_with, trust_notes};
use crate::report::page::{Columns, Page};
use crate::report::title;
use crate::texts::break_even::not_reached;
use crate::texts::{Lang, information as common, names, piloted as say};

/// A pilot, as every part of the page needs it.
pub type View<'a> = Found<'a, Pilot>;

/// Returns the whole page; that it was not reached where the run was stopped too early.
pub fn text(results: &Results, lang: Lang, width: usize) -> String {
    let mut page = Page::new(width);
    let Some(found) = &results.pilot else {
        page.paragraph(&not_reached(lang), 0);
        return page.finish();
    };
    let numbers = Numbers::new(lang);
    let view = View::new(results, found, &numbers);
    page.heading(&say::heading(lang));
    page.paragraph(&first_sentences(&view), 0);
    page.gap();
    page.paragraph(&the_pilot(&view), 0);
    page.gap();
    for seen in &found.seen {
        page.paragraph(&sentences(&view, seen), 0);
        page.gap();
    }
    page.title(&say::shows(lang));
    page.table(&outcomes(&view));
    page.paragraph(&say::about_shows(lang), 2);
    for seen in &found.seen {
        page.title(&say::sizes(
            lang,
            names::perspective(lang, seen.perspective),
        ));
        page.table(&sizes(&view, seen));
    }
    page.paragraph(&say::about_sizes(lang), 2);
    page.gap();
    for note in notes(&view) {
        page.paragraph(&note, 0);
    }
    page.finish()
}

fn of_a_hundred(view: &View<'_>, share: f64) -> String {
    say::of_a_hundred(view.lang, &view.numbers.whole(100.0 * share))
}

/// Returns the sentences everybody came for: what the pilot shows, and how often it misleads.
pub fn first_sentences(view: &View<'_>) -> String {
    let mut shows = view.found.shows.iter();
    let Some(shows) = shows.find(|it| it.outcome == view.found.decides_by) else {
        return String::new();
    };
    let power = say::power(view.lang, &of_a_hundred(view, shows.power.value));
    let wrong = say::wrong_sign(view.lang, &of_a_hundred(view, shows.wrong_sign.value));
    format!("{power} {wrong}")
}

/// Returns what the pilot is.
pub fn the_pilot(view: &View<'_>) -> String {
    let (lang, found) = (view.lang, view.found);
    let design = title::design(lang, view.results, &found.design);
    let how = say::allocation(lang, found.allocation);
    let mut said = vec![say::the_pilot(
        lang,
        &design,
        &arms(lang, found.arms),
        &found.months.to_string(),
        how,
    )];
    if let Some(months) = found.recruiting_months {
        said.push(say::recruiting(lang, &view.numbers.significant(months, 2)));
    }
    said.join(" ")
}

/// Returns both arms: `50 mot 50`.
pub fn arms(lang: Lang, arms: (u32, u32)) -> String {
    let numbers = Numbers::new(lang);
    let [design, today] = [arms.0, arms.1].map(|count| numbers.count(u64::from(count)));
    format!("{design} {} {today}", lang.pick("mot", "against"))
}

/// Returns what is to be said to one perspective.
pub fn sentences(view: &View<'_>, seen: &PilotSeen) -> String {
    let (lang, numbers) = (view.lang, view.numbers);
    let who = names::perspective(lang, seen.perspective);
    let mut said = Vec::new();
    let cost = view.found.cost_sek
        + view.found.cost_sek_per_household
            * (f64::from(view.found.arms.0) + f64::from(view.found.arms.1));
    let (worth, error) = (
        numbers.money(seen.worth.sek),
        numbers.money(2.0 * seen.worth.mc_se),
    );
    let needed = told_with(&seen.worth).map(|draws| numbers.count(draws));
    said.push(match (is_nothing(&seen.worth), &needed, cost > 0.0) {
        (true, Some(needed), _) => say::worth_unknown(lang, who, &error, needed),
        (true, None, _) => say::worth_nothing(lang, who),
        (false, _, false) => say::worth_plain(lang, who, &worth, &error),
        (false, _, true) => say::worth(
            lang,
            who,
            &worth,
            &error,
            &numbers.money(cost),
            &numbers.money(seen.net_sek),
        ),
    });
    if let Some(needed) = needed.filter(|_| !is_nothing(&seen.worth)) {
        said.push(say::worth_rough(lang, &needed));
    }
    said.push(say::decision(
        lang,
        &of_a_hundred(view, seen.wrong_now.value),
        &of_a_hundred(view, seen.wrong_after.value),
        who,
    ));
    let changes = of_a_hundred(view, seen.changes.value);
    said.push(say::changes(lang, &changes));
    said.push(match seen.smallest.and_then(|at| seen.sizes.get(at)) {
        Some(size) => say::smallest(lang, who, &arms(lang, size.arms), &size.months.to_string()),
        None => say::none_pays(lang, who),
    });
    if !is_nothing(&seen.perfect) {
        let all = numbers.money(seen.perfect.sek);
        said.push(say::perfect(lang, who, &all));
    }
    said.join(" ")
}

/// Returns a share's difference in percentage points.
pub fn points(numbers: &Numbers, share: f64) -> String {
    say::points(numbers.lang(), &numbers.decimals(100.0 * share, 1))
}

/// Returns the cells of an outcome, its name first.
pub fn cells(view: &View<'_>, shows: &PilotShows) -> Vec<String> {
    let (lang, numbers) = (view.lang, view.numbers);
    let is_timed = shows.outcome == PilotOutcome::TimeToSelfSupport;
    let difference = shows.difference;
    let interval = numbers.range(100.0 * difference.p10, 100.0 * difference.p90, 1);
    let or_none =
        |share: Option<f64>| share.map_or(NONE.to_owned(), |share| points(numbers, share));
    vec![
        say::outcome(lang, shows.outcome).to_owned(),
        match is_timed {
            true => NONE.to_owned(),
            false => numbers.percent(shows.today_share, 0),
        },
        match is_timed {
            true => NONE.to_owned(),
            false => say::points(lang, &interval),
        },
        numbers.percent(shows.power.value, 0),
        numbers.percent(shows.power_by_formula, 0),
        or_none(shows.interval_width),
        numbers.percent(shows.wrong_sign.value, 0),
        or_none(shows.detectable_difference),
    ]
}

/// Returns the heads of the columns of [`cells`].
pub fn heads(lang: Lang) -> Vec<String> {
    vec![
        say::column_outcome(lang),
        say::column_today(lang),
        say::column_difference(lang),
        say::column_power(lang),
        say::column_formula(lang),
        say::column_width(lang),
        say::column_wrong(lang),
        say::column_detectable(lang),
    ]
}

fn outcomes(view: &View<'_>) -> Columns {
    let mut columns = Columns::new(heads(view.lang));
    for shows in &view.found.shows {
        columns.row(cells(view, shows));
    }
    columns
}

/// Returns the months that were tried, rising.
pub fn months(seen: &PilotSeen) -> Vec<u32> {
    let mut months: Vec<u32> = seen.sizes.iter().map(|size| size.months).collect();
    months.dedup();
    months
}

/// Returns the pilots of each pair of arms, by months.
pub fn by_arms(seen: &PilotSeen) -> Vec<Vec<&PilotSize>> {
    let first = seen.sizes.first().map_or(0, |size| size.months);
    let arms = seen.sizes.iter().filter(|size| size.months == first);
    arms.map(|of| {
        let same = seen.sizes.iter().filter(|size| size.arms == of.arms);
        same.collect()
    })
    .collect()
}

/// Returns a pilot's worth, with a mark where it pays.
pub fn shown_size(numbers: &Numbers, size: &PilotSize) -> String {
    let mark = if size.pays { "+\u{a0}" } else { "" };
    format!("{mark}{}", shown(numbers, &size.worth))
}

/// Returns the heads of the table of sizes.
pub fn size_heads(lang: Lang, seen: &PilotSeen) -> Vec<String> {
    let months = months(seen);
    let months = months
        .iter()
        .map(|it| say::column_months(lang, &it.to_string()));
    let mut heads = vec![say::column_arms(lang)];
    heads.extend(months);
    heads.push(say::column_cost(lang));
    heads
}

fn sizes(view: &View<'_>, seen: &PilotSeen) -> Columns {
    let lang = view.lang;
    let mut columns = Columns::new(size_heads(lang, seen));
    for row in by_arms(seen) {
        let Some(first) = row.first() else { continue };
        let mut cells = vec![arms(lang, first.arms)];
        cells.extend(row.iter().map(|size| shown_size(view.numbers, size)));
        cells.push(view.numbers.money(first.cost_sek));
        columns.row(cells);
    }
    columns
}

/// Returns what is to be said of how it was found, a sentence each.
pub fn notes(view: &View<'_>) -> Vec<String> {
    let (lang, found, numbers) = (view.lang, view.found, view.numbers);
    let mut notes = vec![common::about_error(lang)];
    let of = view.results.run.draws;
    if found.draws < of {
        notes.insert(
            0,
            say::stopped(lang, &numbers.count(found.draws), &numbers.count(of)),
        );
    }
    if found.contamination_share > 0.0 {
        let share = numbers.short_percent(found.contamination_share);
        notes.push(say::contamination(lang, &share));
    }
    if found.drop_out_share > 0.0 {
        notes.push(say::drop_out(
            lang,
            &numbers.short_percent(found.drop_out_share),
        ));
    }
    if let Some(sd) = found.office_sd {
        // Around one half a share moves by a quarter of its log-odds.
        let points = numbers.significant(100.0 * sd / 4.0, 2);
        notes.push(say::offices(lang, &numbers.significant(sd, 2), &points));
    }
    let sizes = found.seen.iter().flat_map(|seen| &seen.sizes);
    let own = found.seen.iter().map(|seen| seen.worth);
    let values: Vec<_> = sizes.map(|size| size.worth).chain(own).collect();
    notes.extend(trust_notes(numbers, &values));
    notes.push(say::rests_on(
        lang,
        &numbers.count(found.pilots),
        &numbers.count(found.draws),
        &numbers.count(found.households_lived),
    ));
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture::{estimate, results};
    use sim_core::results::information::{InformationValue, Trust};
    use sim_core::results::perspective::Perspective;
    use sim_core::results::pilot::PilotAllocation;

    fn value(sek: f64, mc_se: f64, trust: Trust) -> InformationValue {
        InformationValue {
            sek,
            mc_se,
            at_least_sek: 0.0,
            predicted_share: 0.5,
            residual_trend: 0.0,
            trust,
        }
    }

    /// Returns what is said of a pilot that is worth so much.
    fn said(worth: InformationValue, lang: Lang) -> String {
        let seen = PilotSeen {
            perspective: Perspective::Municipality,
            best_now: "house".to_owned(),
            perfect: value(1e6, 1e3, Trust::Yes),
            worth,
            net_sek: worth.sek - 20_000.0,
            wrong_now: estimate(0.4),
            wrong_after: estimate(0.3),
            changes: estimate(0.2),
            sizes: Vec::new(),
            smallest: None,
        };
        let found = Pilot {
            design: "house".to_owned(),
            arms: (50, 50),
            months: 5,
            allocation: PilotAllocation::EverySecond,
            office_sd: None,
            contamination_share: 0.0,
            drop_out_share: 0.0,
            cost_sek: 20_000.0,
            cost_sek_per_household: 0.0,
            recruiting_months: None,
            draws: 512,
            pilots: 4096,
            households_lived: 1000,
            decides_by: PilotOutcome::OffAssistance,
            shows: Vec::new(),
            seen: Vec::new(),
        };
        let (results, numbers) = (results(), Numbers::new(lang));
        let view = View::new(&results, &found, &numbers);
        sentences(&view, &seen).replace('\u{a0}', " ")
    }

    #[test]
    fn a_worth_is_told_with_its_error_and_refused_where_that_is_larger() {
        let draws_needed = 8_000;
        let few = Trust::TooFewDraws { draws_needed };
        let known = said(value(120_000.0, 5_000.0, Trust::Yes), Lang::Sv);
        assert!(
            known.contains("värt 120 tkr (räknefel ± 10 tkr)"),
            "{known}"
        );
        let rough = said(value(120_000.0, 30_000.0, few), Lang::Sv);
        assert!(
            rough.contains("värt 120 tkr (räknefel ± 60 tkr)"),
            "{rough}"
        );
        assert!(
            rough.contains("omkring 8 000 framtider skulle räcka"),
            "{rough}"
        );
        let unknown = said(value(40_000.0, 30_000.0, few), Lang::Sv);
        assert!(
            unknown.contains("går inte att säga med så få framtider"),
            "{unknown}"
        );
        assert!(unknown.contains("± 60 tkr") && unknown.contains("Omkring 8 000 skulle räcka"));
        assert!(!unknown.contains("är värt något"), "{unknown}");
        let english = said(value(40_000.0, 30_000.0, few), Lang::En);
        assert!(
            english.contains("cannot be said with so few futures"),
            "{english}"
        );
        let nothing = said(value(100.0, 200.0, Trust::Yes), Lang::Sv);
        assert!(nothing.contains("att försöket är värt något"), "{nothing}");
    }
}
