//! What the numbers of a scenario mean, read from their addresses.
//!
//! `segment.slow.hazard.job.per_month` becomes "takt till jobb (slow)". Authors write keys
//! in English; readers of an answer should not have to.

use crate::texts::{Lang, names};

/// The phrases: key, Swedish, English. `{}` stands for what comes after the key in the address.
#[rustfmt::skip]
const PHRASES: &[(&str, &str, &str)] = &[
    ("sek_per_month_on_assistance", "försörjningsstöd per hushåll och månad", "assistance for a household and month"),
    ("sek_per_year_on_assistance", "försörjningsstöd per hushåll under tolv månader med stöd", "assistance for a household over twelve months on it"),
    ("sek_per_year_any_payment", "försörjningsstöd per hushåll med någon utbetalning under året", "assistance for a household with any payment in the year"),
    ("inflation_per_year", "inflation", "inflation"),
    ("growth_per_year", "årlig ökning av {}", "growth a year of {}"),
    ("discount_per_year", "kalkylränta", "discount rate"),
    ("retained_tax_share", "andel av skatten som kommunen behåller efter utjämning", "share of tax the municipality keeps after equalisation"),
    ("price_index", "prisindex {}", "price index {}"),
    ("large_loss_sek", "vad som räknas som stor förlust", "what counts as a large loss"),
    ("on_assistance_share", "andel av undanträngda som får försörjningsstöd", "share of the displaced who come on assistance"),
    ("on_unemployment_insurance_share", "andel av undanträngda som får a-kassa", "share of the displaced on unemployment insurance"),
    ("share_of_new", "andel av nya hushåll", "share of new households"),
    ("share_of_stock", "andel av hushållen vid starten", "share of the households at the start"),
    ("two_adults_share", "andel hushåll med två vuxna", "share of households with two adults"),
    ("benefit_ratio", "stödets nivå jämfört med medel", "level of assistance against the mean"),
    ("benefit_cv_ratio", "hur mycket stödet skiljer mellan hushåll", "how much assistance differs between households"),
    ("benefit_by_month", "hur stödet ändras med tiden", "how assistance changes with time"),
    ("readiness_sd", "hur mycket hushållen skiljer sig i beredskap för arbete", "how much households differ in readiness for work"),
    ("hazard", "takten till {}", "the rate to {}"),
    ("trend_per_year", "årlig ändring av antalet nya hushåll", "change a year in new households"),
    ("season_ratio", "säsongsvariation i nya hushåll", "season of new households"),
    ("warm_up_years", "år av inflöde före starten", "years of inflow before the start"),
    ("segment_share", "andel av listan: {}", "share of the list: {}"),
    ("months_on_assistance", "tid med stöd när listan börjar", "time on assistance when the list starts"),
    ("wait_days", "väntetid", "wait"),
    ("search_ratio", "hur mycket man söker jobb under väntan", "how much people search for work while waiting"),
    ("withdrawal_share", "andel som tar tillbaka eller får avslag", "share who withdraw or are refused"),
    ("lost_share", "andel som hamnar mellan stolarna", "share lost between authorities"),
    ("minutes", "arbetstid för {}", "work of {}"),
    ("every_days", "dagar mellan uppföljningar", "days between reviews"),
    ("finds_lost_share", "andel som hittas vid uppföljning", "share of the lost that a review finds"),
    ("offers_menu_share", "andel uppföljningar som erbjuder insats", "share of reviews that offer an intervention"),
    ("duration_days", "längd", "length"),
    ("lock_in_ratio", "inlåsning: jobbtakt under insatsen", "lock-in: rate to job during the intervention"),
    ("drop_out_per_month", "takt för avhopp", "rate of dropping out"),
    ("benefit_share", "andel av stödet som betalas under insatsen", "share of assistance paid during the intervention"),
    ("effect_ratio", "effekt jämfört med öppet ärende", "effect against an open case"),
    ("outcome_share", "andel som går till {}", "share who go to {}"),
    ("then", "andel som fortsätter till {}", "share who go on to {}"),
    ("after_effect", "effekt efter avslutad insats", "effect after completion"),
    ("start_minutes", "arbetstid vid start för {}", "work at the start by {}"),
    ("minutes_per_month", "arbetstid per månad för {}", "work a month by {}"),
    ("places", "antal platser", "number of places"),
    ("longest_queue", "längsta kö", "longest queue"),
    ("queue_search_ratio", "hur mycket man söker jobb i kön", "how much people search for work in the queue"),
    ("open_weekdays", "dagar med öppet", "open days"),
    ("longest_wait_days", "längsta väntan på plats", "longest wait for a place"),
    ("persistence_per_year", "hur länge konjunkturen håller i sig", "how long the labour market stays as it is"),
    ("sd", "hur mycket konjunkturen svänger", "how much the labour market swings"),
    ("rank", "samband mellan osäkra tal", "correlation of uncertain numbers"),
    ("overlap", "hur mycket effekterna överlappar varandra", "how much effects overlap"),
    ("menu", "vikt i valet av insats", "weight in the choice of intervention"),
    ("match_quality", "hur väl insatsen passar personen", "how well the intervention fits the person"),
    ("fit_slope", "vad passformen betyder för resultatet", "what the fit means for the outcome"),
    ("programme", "programmets längd", "length of the programme"),
    ("consent_share", "andel som samtycker", "share who consent"),
    ("call_in_months", "månader för att kalla in dem som redan har stöd", "months to call in those already on assistance"),
    ("days_per_week", "dagar på plats per vecka", "days of presence a week"),
    ("fte", "antal heltidstjänster", "full-time posts"),
    ("set_up", "uppstartskostnad", "set-up cost"),
    ("running", "löpande kostnad", "running cost"),
    ("ramp_up_months", "månader till full volym", "months to full volume"),
    ("volume_share", "uppnådd volym jämfört med plan", "achieved volume against plan"),
    ("entry_ratio", "faktor på nya ansökningar", "factor on new applications"),
    ("transition", "effekt under den första tiden", "effect in the first time"),
    ("discontinuation", "risk att arbetssättet inte hålls i gång", "risk that the design is not kept up"),
    ("after_days", "tid innan hushållet kommer tillbaka", "time until the household comes back"),
    ("comes_back", "takt att komma tillbaka", "rate of coming back"),
    ("ends_in", "andel som går vidare till {}", "share who go on to {}"),
    ("part_benefit_share", "andel med deltid som behåller en del av stödet", "share in part-time work who keep part of the assistance"),
    ("part_benefit_left_share", "hur mycket av stödet de behåller", "how much of the assistance they keep"),
    ("second_adult_left_share", "hur mycket av stödet ett par behåller när en får jobb", "how much a couple keeps when one finds work"),
    ("sek_per_year_new", "kostnad för en ny tjänst per år", "cost of a new post a year"),
    ("sek_per_year_reallocated", "värdet av ett års befintlig arbetstid", "value of a year of existing time"),
    ("hours_per_year", "arbetstimmar per år", "hours of work a year"),
    ("available_fte", "tillgängliga heltidstjänster", "available full-time posts"),
    ("slots", "antal samtidiga besök", "visits at the same time"),
    ("service_minutes", "minuter per besök", "minutes a visit"),
    ("open_share", "andel av veckan med öppet", "share of the week it is open"),
    ("reopen_within_days", "dagar inom vilka ett ärende öppnas igen", "days within which a case reopens"),
    ("effect", "effekt på takten till jobb och studier", "effect on the rate to job and studies"),
    ("hazard_ratio", "effekt på takten till jobb och studier", "effect on the rate to job and studies"),
    ("displacement", "undanträngning av andra jobb", "displacement of other jobs"),
    ("optimism", "justering för optimism", "adjustment for optimism"),
    ("inflow", "nya hushåll per månad", "new households a month"),
    ("stock", "hushåll vid starten", "households at the start"),
    ("treated", "andel av ärendena", "share of cases"),
    ("flow", "belopp", "amount"),
    ("list", "antal i listan", "number on the list"),
    ("parameter", "{}", "{}"),
];

/// Returns what the way of working of today is called where the scenario does not say.
pub fn today(lang: Lang) -> String {
    lang.pick("Som i dag", "As today").to_owned()
}

/// Phrases that say something only where no other does.
const WEAK: &[&str] = &["hazard", "hazard_ratio", "sd"];

/// Keys and headings that say nothing to a reader, besides those that have a phrase.
#[rustfmt::skip]
const SILENT: &[&str] = &[
    "segment", "design", "intake", "intervention", "exit", "review", "posts", "staff", "money",
    "benefit", "about", "pool", "probe", "reform", "correlation", "labour_market", "levers",
    "today", "varies", "unless_written", "from_month", "sd", "lognormal", "exponential", "uniform", "weibull", "median", "p90",
    "mean", "min", "max", "shape", "scale", "scale_months", "pieces", "per_month", "sek", "share",
    "table_per_month", "ratio", "value", "months", "within_months", "hold_months", "until_month",
    "notice_months", "sek_per_month", "sek_each", "share_of", "households", "first_months",
    "effect_ratio", "set_up_ratio", "?",
];

/// What the last key of an address adds to the phrase: key, Swedish, English.
#[rustfmt::skip]
const ENDINGS: &[(&str, &str, &str)] = &[
    ("median", "median", "median"), ("mean", "medel", "mean"), ("p90", "nio av tio under", "nine of ten below"),
    ("sd", "spridning", "spread"), ("min", "minst", "least"), ("max", "högst", "most"),
    ("shape", "form", "shape"), ("scale", "skala", "scale"), ("scale_months", "skala", "scale"),
    ("from_month", "från", "from"), ("within_months", "inom", "within"), ("notice_months", "uppsägningstid", "notice"),
    ("hold_months", "fullt ut", "in full"), ("until_month", "slut", "end"),
];

/// Returns what a number means, read from its address.
///
/// `title_of` gives the title of something in the scenario by its id.
pub fn describe(lang: Lang, address: &str, title_of: &dyn Fn(&str) -> Option<String>) -> String {
    let parts: Vec<&str> = address.split('.').collect();
    let strong = |part: &str| !WEAK.contains(&part);
    let found = last_phrase(&parts, &strong).or_else(|| last_phrase(&parts, &|_| true));
    let Some((idx, phrase)) = found else {
        return format!("`{address}`");
    };
    let known = |id: &str| names::state(lang, id).map(str::to_owned);
    let called = |id: &str| {
        let name = title_of(id).or_else(|| known(id));
        name.unwrap_or_else(|| names::quoted(lang, id))
    };
    let sv_en = lang.pick(phrase.1, phrase.2);
    let takes_next = sv_en.contains("{}");
    let next = parts.get(idx + 1).filter(|_| takes_next);
    let mut whole = sv_en.replace("{}", &next.map(|id| called(id)).unwrap_or_default());
    // A key that has a phrase of its own needs no ending.
    let last = parts
        .last()
        .filter(|last| idx + 1 < parts.len() && Some(*last) != next);
    if let Some(ending) = last.and_then(|last| ENDINGS.iter().find(|ending| ending.0 == *last)) {
        whole = format!("{}, {}", whole.trim(), lang.pick(ending.1, ending.2));
    }
    let rest = idx + 1 + usize::from(takes_next);
    let ids: Vec<String> = parts[..idx]
        .iter()
        .chain(parts.iter().skip(rest))
        .filter(|part| !is_word_of_the_format(part))
        .map(|part| match part.strip_prefix("from_month_") {
            Some(month) => lang.pick(format!("från månad {month}"), format!("from month {month}")),
            None => called(part),
        })
        .collect();
    match ids.is_empty() {
        true => whole.trim().to_owned(),
        false => format!("{} ({})", whole.trim(), ids.join(", ")),
    }
}

type Phrase = (&'static str, &'static str, &'static str);

fn last_phrase(parts: &[&str], wanted: &dyn Fn(&str) -> bool) -> Option<(usize, &'static Phrase)> {
    parts.iter().enumerate().rev().find_map(|(idx, part)| {
        let phrase = PHRASES
            .iter()
            .find(|phrase| phrase.0 == *part && wanted(part))?;
        Some((idx, phrase))
    })
}

fn is_word_of_the_format(part: &str) -> bool {
    SILENT.contains(&part) || PHRASES.iter().any(|phrase| phrase.0 == part)
}

#[cfg(test)]
mod tests {
    use super::{Lang, describe};

    #[test]
    fn an_address_reads_as_words() {
        let cases = [
            (
                "segment.slow.hazard.job.per_month",
                "takten till jobb (”slow”)",
            ),
            (
                "segment.slow.hazard.job.pieces.from_month_6.per_month",
                "takten till jobb (”slow”, från månad 6)",
            ),
            (
                "design.today.intake.referral.lost_share",
                "andel som hamnar mellan stolarna (”referral”)",
            ),
            (
                "design.house.intake.first.wait_days.varies.lognormal.median",
                "väntetid, median (”house”, ”first”)",
            ),
            (
                "design.house.effect.one_handler.hazard_ratio",
                "effekt på takten till jobb och studier (”house”, ”one_handler”)",
            ),
            (
                "intervention.practice.after_effect.hazard_ratio",
                "effekt efter avslutad insats (”practice”)",
            ),
            (
                "exit.job.comes_back.hazard.per_month",
                "takt att komma tillbaka (jobb)",
            ),
            (
                "displacement.on_assistance_share",
                "andel av undanträngda som får försörjningsstöd",
            ),
            ("money.discount_per_year", "kalkylränta"),
            ("parameter.lever", "”lever”"),
            ("quite.new", "`quite.new`"),
        ];
        for (address, expected) in cases {
            let found = describe(Lang::Sv, address, &|id| {
                (id == "job").then(|| "jobb".to_owned())
            });
            assert_eq!(found, expected);
        }
    }
}
