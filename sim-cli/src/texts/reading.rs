//! What a documented figure measures, in words.

use sim_core::results::backtest::Reading;
use sim_core::scenario::documented::{Group, Quantity};

use crate::texts::Lang;
use crate::texts::lang::sentences;

/// Returns what the engine counts for a reading; `called` gives what something is called by its id.
pub fn reading(lang: Lang, reading: &Reading, called: &dyn Fn(&str) -> String) -> String {
    let list = reading.list.as_deref().map(called).unwrap_or_default();
    let states = either(lang, &reading.states, called);
    let months = reading.after_months.unwrap_or_default().to_string();
    let main = match reading.quantity {
        Quantity::ListRemaining if states.is_empty() => list_remaining(lang, &list, &months),
        Quantity::ListRemaining => list_remaining_until(lang, &list, &months, &states),
        Quantity::ListOnAssistance => list_on_assistance(lang, &list, &months),
        Quantity::InStateShare => in_state(
            lang,
            &group(lang, reading, called),
            &when(lang, reading),
            &states,
        ),
        Quantity::ReachedShare | Quantity::ReachedCount => reached(
            lang,
            &group(lang, reading, called),
            &when(lang, reading),
            &states,
        ),
        Quantity::ExitShare => match reading.of_states.is_empty() {
            true => exit_share(lang, &states),
            false => exit_share_of(lang, &states, &either(lang, &reading.of_states, called)),
        },
        Quantity::ExitCount => exit_count(lang, &states),
        Quantity::HouseholdsChange => households_change(lang),
        Quantity::PaidChange | Quantity::PaidChangeSek => paid_change(lang),
        Quantity::SekPerYearOnAssistance => sek_on_assistance(lang),
        Quantity::SekPerYearOfPaidMonths => sek_of_paid_months(lang),
        Quantity::SekPerYearAnyPayment => sek_any_payment(lang),
    };
    let mut parts = vec![main];
    if let Some((from, to)) = reading.base_window {
        let (now_from, now_to) = reading.window.unwrap_or_default();
        let now = window(lang, now_from, now_to);
        parts.push(against(lang, &now, &window(lang, from, to)));
    } else if let Some((from, to)) = reading.window {
        let is_group = matches!(
            reading.quantity,
            Quantity::InStateShare | Quantity::ReachedShare | Quantity::ReachedCount
        );
        let words = window(lang, from, to);
        parts.push(if is_group {
            begun_in(lang, &words)
        } else {
            words
        });
    }
    if !reading.segments.is_empty() {
        parts.push(only(lang, &either(lang, &reading.segments, called)));
    }
    parts.join(", ")
}

fn group(lang: Lang, reading: &Reading, called: &dyn Fn(&str) -> String) -> String {
    let interventions = either(lang, &reading.interventions, called);
    match reading.of {
        Some(Group::List) => {
            let list = reading.list.as_deref().map(called).unwrap_or_default();
            of_list(lang, &list)
        }
        Some(Group::Starters) => starters(lang, &interventions),
        Some(Group::Completers) => completers(lang, &interventions),
        Some(Group::Stock) => stock(lang),
        Some(Group::Applicants) | None => applicants(lang),
    }
}

fn when(lang: Lang, reading: &Reading) -> String {
    match (reading.after_months, reading.window) {
        (Some(0), _) => at_once(lang),
        (Some(1), _) => after_one(lang),
        (Some(months), _) => after(lang, &months.to_string()),
        (None, Some((_, to))) => at_end_of(lang, &to.to_string()),
        (None, None) => at_end(lang),
    }
}

fn either(lang: Lang, ids: &[String], called: &dyn Fn(&str) -> String) -> String {
    let names: Vec<String> = ids.iter().map(|id| called(id)).collect();
    match names.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{}{}{last}", rest.join(", "), lang.pick(" eller ", " or ")),
    }
}

/// Months are counted from zero in the file and from one by people.
fn window(lang: Lang, from: u32, to: u32) -> String {
    match from + 1 >= to {
        true => one_month(lang, &to.to_string()),
        false => some_months(lang, &(from + 1).to_string(), &to.to_string()),
    }
}

sentences! {
    fn list_remaining(list: &str, months: &str) {
        sv: "kvar på listan {list} efter {months} månader, det vill säga har aldrig lämnat stödet annat än för ett uppehåll",
        en: "still on the list {list} after {months} months, that is, has never left assistance but for a payment gap",
    }
    fn list_remaining_until(list: &str, months: &str, states: &str) {
        sv: "kvar på listan {list} efter {months} månader, det vill säga har aldrig nått {states}",
        en: "still on the list {list} after {months} months, that is, has never reached {states}",
    }
    fn list_on_assistance(list: &str, months: &str) {
        sv: "av listan {list}, med stöd efter {months} månader, även de som kommit tillbaka",
        en: "of the list {list}, on assistance after {months} months, those who came back included",
    }
    fn in_state(group: &str, when: &str, states: &str) { sv: "{group} som {when} är i {states}", en: "{group} who are in {states} {when}" }
    fn reached(group: &str, when: &str, states: &str) { sv: "{group} som {when} har nått {states}", en: "{group} who have reached {states} {when}" }
    fn exit_share(states: &str) { sv: "av alla som lämnar stödet, de som går till {states}", en: "of all who leave assistance, those who go to {states}" }
    fn exit_share_of(states: &str, of: &str) { sv: "av dem som lämnar stödet till {of}, de som går till {states}", en: "of those who leave assistance to {of}, those who go to {states}" }
    fn exit_count(states: &str) { sv: "gånger någon lämnar stödet till {states}", en: "times that somebody leaves assistance to {states}" }
    fn households_change() { sv: "hushåll med utbetalning per månad", en: "households with payment in a month" }
    fn paid_change() { sv: "utbetalt stöd i fasta priser", en: "assistance paid in constant prices" }
    fn sek_on_assistance() { sv: "utbetalt stöd för tolv hela månader med stöd", en: "assistance paid for twelve whole months on assistance" }
    fn sek_of_paid_months() { sv: "utbetalt stöd för tolv hushållsmånader med utbetalning", en: "assistance paid for twelve household-months with payment" }
    fn sek_any_payment() { sv: "utbetalt stöd per hushåll med någon utbetalning under ett kalenderår", en: "assistance paid for each household with any payment in a calendar year" }
    fn of_list(list: &str) { sv: "de på listan {list}", en: "those of the list {list}" }
    fn starters(interventions: &str) { sv: "de som börjat {interventions}", en: "those who started {interventions}" }
    fn completers(interventions: &str) { sv: "de som fullföljt {interventions}", en: "those who completed {interventions}" }
    fn applicants() { sv: "nya sökande", en: "new applicants" }
    fn stock() { sv: "de som hade stöd vid starten", en: "those on assistance at the start" }
    fn at_once() { sv: "genast", en: "at once" }
    fn after_one() { sv: "efter en månad", en: "after one month" }
    fn after(months: &str) { sv: "efter {months} månader", en: "after {months} months" }
    fn at_end_of(month: &str) { sv: "vid slutet av månad {month}", en: "at the end of month {month}" }
    fn at_end() { sv: "vid slutet", en: "at the end" }
    fn one_month(month: &str) { sv: "månad {month}", en: "month {month}" }
    fn some_months(from: &str, to: &str) { sv: "månad {from} till {to}", en: "months {from} to {to}" }
    fn begun_in(window: &str) { sv: "börjat i {window}", en: "begun in {window}" }
    fn against(now: &str, base: &str) { sv: "{now} mot {base}", en: "{now} against {base}" }
    fn only(segments: &str) { sv: "bara {segments}", en: "only {segments}" }
}
