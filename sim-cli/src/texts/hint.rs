//! What to write instead: one hint for each [`Problem`] that has one.

use sim_core::diagnostic::{DistributionRule, Problem, Unreadable};

use crate::number::Numbers;
use crate::texts::lang::{either, sentences};
use crate::texts::problem::{as_written, within};
use crate::texts::{Lang, names, syntax};

/// How many allowed words a hint lists before it refers to the reference.
const MOST_WORDS: usize = 24;

/// Returns what to write instead, where more can be said than what is wrong.
///
/// One match over every problem, however long, as in `texts::problem`.
#[rustfmt::skip]
pub fn hint(lang: Lang, problem: &Problem) -> Option<String> {
    use Problem as P;
    let numbers = Numbers::new(lang);
    Some(match problem {
        P::TextMissing { .. } => file_name(lang),
        P::TextUnreadable { why, .. } => return unreadable(lang, why),
        P::IncludeLoop { .. } => include_loop(lang),
        P::SyntaxError { message } => return syntax::hint(lang, message),
        P::FormatVersionUnknown { supported, .. } => format_version(lang, *supported),
        P::UnknownKey { did_you_mean, allowed, .. } => one_of(lang, did_you_mean.as_deref(), allowed)?,
        P::KeyBelongsElsewhere { key, belongs_in, .. } => belongs_in_table(lang, key, &within(lang, belongs_in)),
        P::MissingKey { key, table } if table.is_empty() && key == "about" => missing_about(lang),
        P::MissingKey { key, table } if table.is_empty() && key == "utfall" => missing_line(lang, "utfall = 1"),
        P::MissingKey { key, table } if table.is_empty() => missing_table(lang, key),
        P::MissingKey { key, table } if table == "design" => missing_table(lang, &format!("{table}.{key}")),
        P::MissingKey { key, .. } if key.contains('=') => missing_line(lang, key),
        P::MissingKey { key, .. } => missing_key(lang, key),
        P::WrongKind { key, expected, .. } => for_example(lang, key, names::example(*expected)),
        P::UnknownWord { did_you_mean, allowed, .. } => one_of(lang, did_you_mean.as_deref(), allowed)?,
        P::SameIdTwice { .. } => same_id(lang),
        P::NotExactlyOneOf { keys, .. } => exactly_one(lang, &either(lang, keys)),
        P::BadMonth { written, .. } if is_month(written) => quoted_month(lang, written),
        P::BadMonth { .. } => month(lang),
        P::BadId { .. } => id(lang),
        P::WrongLength { expected, found, .. } => match expected > found {
            true => add_values(lang, expected - found),
            false => drop_values(lang, found - expected),
        },
        P::BadYear { .. } => year(lang),
        P::NotFinite { .. } => finite(lang),
        P::OutOfRange { unit, .. } => write_kind(lang, names::allowed_values(lang, *unit)),
        P::NumberSpelling { right, .. } => write_number(lang, right),
        P::QuantilesNotIncreasing { .. } => quantiles(lang),
        P::DistributionImpossible { rule, .. } => distribution(lang, *rule),
        P::VariationNotAllowed { .. } => variation(lang),
        P::UncertainNumberWithoutAddress { .. } => address(lang),
        P::UnknownId { what, id, did_you_mean, allowed } => match (did_you_mean, names::declared_as(*what)) {
            (Some(near), _) => did_you_mean_word(lang, near),
            (None, Some(table)) if allowed.is_empty() => declare(lang, table, id),
            (None, _) => one_of(lang, None, allowed)?,
        },
        P::InheritanceLoop { .. } => inheritance_loop(lang),
        P::NothingToRemove { .. } => remove(lang),
        P::ParameterUnused { id } => parameter_unused(lang, id),
        P::ParameterUnitsDisagree { .. } => two_parameters(lang),
        P::ChainNeverEnds { .. } => chain(lang),
        P::ReferenceLoop { .. } => reference_loop(lang),
        P::ReservedId { .. } => another_name(lang),
        P::NotUncertain { .. } => uncertain(lang),
        P::SharesDoNotSum { sum, .. } if *sum > 1.0 => lower_by(lang, &as_written(*sum - 1.0)),
        P::SharesDoNotSum { sum, .. } => raise_by(lang, &as_written(1.0 - *sum)),
        P::SharesAboveOne { sum, .. } => lower_by(lang, &as_written(*sum - 1.0)),
        P::PiecesOutOfOrder { key } if key == "until_month" => until(lang),
        P::PiecesOutOfOrder { .. } => pieces(lang),
        P::PriceYearWithoutIndex { year, .. } => index(lang, *year),
        P::NothingHappens { what } => nothing(lang, what),
        P::CorrelationImpossible { .. } => correlation(lang),
        P::LedgerAccountsSame { .. } => accounts(lang),
        P::BeyondHorizon { .. } => horizon(lang),
        P::StockNeedsInflow => inflow(lang),
        P::NoPermanentExit { segment } => permanent(lang, segment),
        P::EndlessMoves { .. } => endless(lang),
        P::OverCapacity { .. } => capacity(lang),
        P::TooMuchWork { most, .. } => at_most_in_a_draw(lang, &numbers.significant(*most, 2)),
        P::RestlessHouseholds { most, .. } => at_most_a_month(lang, &as_written(*most)),
        P::AboveMost { most, .. } => at_most(lang, &as_written(*most)),
        P::DocumentedDoesNotFit { allowed, .. } => allowed_words(lang, &either(lang, allowed)),
        P::DocumentedKeyUnused { .. } => drop_key(lang),
        P::NotRising { .. } => rising(lang),
        P::LongerThanItsDays { most, .. } => shorter_days(lang, &super::problem::as_written(*most)),
        P::NeverOpen { .. } => some_day(lang),
        P::StockDrifts { .. } => drift(lang),
        P::EffectOutsidePrior { .. } => effect(lang),
        P::SourceUnused { .. } => source(lang),
        P::MinutesDoNotQueue { .. } => minutes_a_month(lang),
    })
}

fn nothing(lang: Lang, what: &str) -> String {
    let parts: Vec<&str> = what.split('.').collect();
    match parts[..] {
        ["design", _] => change_something(lang),
        ["design", .., "menu", _] => give_weight(lang),
        _ => nothing_happens(lang),
    }
}

fn is_month(written: &str) -> bool {
    let Some((year, month)) = written.split_once('-') else {
        return false;
    };
    let is_number = |word: &str, digits: usize| {
        word.len() == digits && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let in_year = month
        .parse::<u32>()
        .is_ok_and(|month| (1..=12).contains(&month));
    is_number(year, 4) && is_number(month, 2) && in_year
}

fn one_of(lang: Lang, near: Option<&str>, allowed: &[String]) -> Option<String> {
    match near {
        Some(word) => Some(did_you_mean_word(lang, word)),
        None if allowed.is_empty() => None,
        None if allowed.len() > MOST_WORDS => {
            let first = allowed.iter().take(MOST_WORDS).cloned().collect::<Vec<_>>();
            Some(allowed_words_and_more(lang, &first.join(", ")))
        }
        None => Some(allowed_words(lang, &either(lang, allowed))),
    }
}

fn unreadable(lang: Lang, why: &Unreadable) -> Option<String> {
    Some(match why {
        Unreadable::Missing => file_name(lang),
        Unreadable::Directory => a_file_inside(lang),
        Unreadable::NotText => save_as_utf8(lang),
        Unreadable::Empty => start_with_new(lang),
        Unreadable::TooLarge => right_file(lang),
        Unreadable::Refused(_) => return None,
    })
}

fn distribution(lang: Lang, rule: DistributionRule) -> String {
    match rule {
        DistributionRule::BoundsMustRise => bounds(lang),
        DistributionRule::SpreadMustBePositive => spread(lang),
        DistributionRule::CentreOutsideUnit => centre(lang),
        DistributionRule::NothingInsideUnit => nothing_inside(lang),
    }
}

sentences! {
    fn drop_key() { sv: "ta bort nyckeln", en: "leave the key out" }
    fn shorter_days(most: &str) {
        sv: "skriv högst {most}, eller ta bort `open_share`: då räknas åtta timmar per öppen dag, högst 40 i veckan",
        en: "write at most {most}, or leave `open_share` out: eight hours then count for each open day, at most 40 a week",
    }
    fn some_day() {
        sv: "skriv minst en dag, som [\"tuesday\"], eller ta bort raden: då är det öppet alla dagar",
        en: "write at least one day, like [\"tuesday\"], or take the line out: every day is then open",
    }
    fn rising() { sv: "skriv dem i stigande ordning, den första minst", en: "write them in rising order, the first the smallest" }
    fn did_you_mean_word(near: &str) { sv: "menade du `{near}`?", en: "did you mean `{near}`?" }
    fn allowed_words(words: &str) { sv: "här kan stå {words}", en: "what can stand here is {words}" }
    fn allowed_words_and_more(words: &str) {
        sv: "här kan bland annat stå {words}",
        en: "among what can stand here are {words}",
    }
    fn file_name(){
        sv: "kontrollera sökvägen; i ett scenario räknas den från filen som hänvisar",
        en: "check the path; inside a scenario it counts from the file that refers",
    }
    fn a_file_inside() { sv: "ange en fil i mappen", en: "name a file in the folder" }
    fn save_as_utf8() {
        sv: "spara filen som UTF-8 i textredigeraren (i Anteckningar: Spara som, Kodning)",
        en: "save the file as UTF-8 in the text editor (in Notepad: Save as, Encoding)",
    }
    fn start_with_new() {
        sv: "`utfall new` skriver en fil att börja med",
        en: "`utfall new` writes a file to begin with",
    }
    fn right_file() { sv: "är det rätt fil?", en: "is it the right file?" }
    fn include_loop() {
        sv: "ta bort en av raderna i `include`",
        en: "take out one of the lines of `include`",
    }
    fn format_version(supported: u32) {
        sv: "skriv `utfall = {supported}` överst i filen, eller hämta en nyare version av programmet",
        en: "write `utfall = {supported}` at the top of the file, or get a newer version of the program",
    }
    fn belongs_in_table(key: &str, table: &str) {
        sv: "flytta `{key}` till {table}; en rad hör till den rubrik som står närmast ovanför",
        en: "move `{key}` to {table}; a line belongs to the heading nearest above it",
    }
    fn missing_line(line: &str) { sv: "lägg till raden `{line}`", en: "add the line `{line}`" }
    fn missing_about() {
        sv: "lägg till tabellen [about]; är filen en del som scenarier läser in med `include`, kontrollera ett av dem i stället",
        en: "add the table [about]; if the file is a part that scenarios read with `include`, check one of them instead",
    }
    fn missing_table(table: &str) { sv: "lägg till tabellen [{table}]", en: "add the table [{table}]" }
    fn missing_key(key: &str) { sv: "lägg till en rad `{key} = ...`", en: "add a line `{key} = ...`" }
    fn write_kind(kind: &str) { sv: "skriv {kind}", en: "write {kind}" }
    fn same_id() {
        sv: "byt namn på den ena, eller skriv `override = true` här: då gäller denna framför den som lästes in tidigare. Ska den andra gälla, läs in den efter denna och skriv `override = true` i den",
        en: "rename one of them, or write `override = true` here: then this one holds before the one read earlier. If the other shall hold, include it after this one and write `override = true` in it",
    }
    fn exactly_one(keys: &str) { sv: "skriv precis en av {keys}", en: "write exactly one of {keys}" }
    fn month() {
        sv: "skriv år och månad med fyra och två siffror, som \"2027-01\"",
        en: "write year and month with four and two digits, like \"2027-01\"",
    }
    fn quoted_month(written: &str) {
        sv: "skriv månaden inom citattecken: \"{written}\"",
        en: "put the month in quotation marks: \"{written}\"",
    }
    fn for_example(key: &str, example: &str) { sv: "till exempel `{key} = {example}`", en: "for instance `{key} = {example}`" }
    fn until() {
        sv: "låt `until_month` vara minst lika stor som `hold_months`",
        en: "let `until_month` be at least as large as `hold_months`",
    }
    fn change_something() {
        sv: "ändra något i det, eller ta bort det",
        en: "change something in it, or take it out",
    }
    fn give_weight() {
        sv: "ge minst en insats, eller `none`, en vikt som är större än 0",
        en: "give at least one intervention, or `none`, a weight above 0",
    }
    fn id() {
        sv: "använd bokstäver, siffror, `_` och `-`, utan mellanslag",
        en: "use letters, digits, `_` and `-`, without spaces",
    }
    fn add_values(count: usize) { sv: "lägg till {count}", en: "add {count}" }
    fn drop_values(count: usize) { sv: "ta bort {count}", en: "take out {count}" }
    fn year() { sv: "skriv ett årtal med fyra siffror, som 2021", en: "write a year with four digits, like 2021" }
    fn reference_loop() {
        sv: "ge ett av flödena ett eget belopp: `sek_per_month` eller `sek_each`",
        en: "give one of the flows an amount of its own: `sek_per_month` or `sek_each`",
    }
    fn another_name() { sv: "välj ett annat namn", en: "choose another name" }
    fn uncertain() {
        sv: "skriv talet med p05, p50 och p95, eller ta bort det ur `between`",
        en: "write the number with p05, p50 and p95, or take it out of `between`",
    }
    fn finite() { sv: "skriv ett vanligt tal, som 0.25", en: "write an ordinary number, like 0.25" }
    fn write_number(right: &str) { sv: "skriv `{right}`", en: "write `{right}`" }
    fn quantiles() {
        sv: "p05 ska vara minst, p50 mittemellan och p95 störst; är talet känt, skriv bara `value`",
        en: "p05 must be smallest, p50 between and p95 largest; for a known number write `value` alone",
    }
    fn bounds() {
        sv: "skriv det minsta värdet först, sedan det troligaste och sist det största",
        en: "write the smallest value first, then the most likely and last the largest",
    }
    fn spread() { sv: "spridningen ska vara större än 0", en: "the spread must be above 0" }
    fn centre() {
        sv: "mitten ligger utanför de värden som talet kan ha",
        en: "the centre lies outside the values the number can have",
    }
    fn nothing_inside() {
        sv: "hela fördelningen ligger utanför de värden som talet kan ha",
        en: "the whole distribution lies outside the values the number can have",
    }
    fn variation() {
        sv: "är talet osäkert, skriv {{ p05 = ..., p50 = ..., p95 = ... }}",
        en: "if the number is uncertain, write {{ p05 = ..., p50 = ..., p95 = ... }}",
    }
    fn address() {
        sv: "lägg det under [parameter.NAMN] och skriv {{ parameter = \"NAMN\" }} här",
        en: "put it under [parameter.NAME] and write {{ parameter = \"NAME\" }} here",
    }
    fn declare(table: &str, id: &str) {
        sv: "beskriv det under [{table}.{id}]",
        en: "describe it under [{table}.{id}]",
    }
    fn inheritance_loop() { sv: "ta bort ett av `based_on`", en: "take out one `based_on`" }
    fn remove() {
        sv: "skriv en väg som finns i arbetssättet det bygger på, som \"effect.one_handler\"",
        en: "write a path that is in the design it is based on, such as \"effect.one_handler\"",
    }
    fn parameter_unused(id: &str) {
        sv: "skriv {{ parameter = \"{id}\" }} där talet ska användas, eller ta bort den",
        en: "write {{ parameter = \"{id}\" }} where the number is used, or take it out",
    }
    fn two_parameters() {
        sv: "gör två parametrar, en för varje enhet",
        en: "make two parameters, one for each unit",
    }
    fn chain() {
        sv: "låt en del av dem som slutför en av insatserna gå till öppet ärende",
        en: "let some of those who complete one of the interventions go to the open case",
    }
    fn lower_by(by: &str) {
        sv: "sänk någon av dem med {by}",
        en: "lower one of them by {by}",
    }
    fn raise_by(by: &str) {
        sv: "höj någon av dem med {by}",
        en: "raise one of them by {by}",
    }
    fn pieces() {
        sv: "det första steget börjar vid 0, och varje steg senare än det förra",
        en: "the first piece begins at 0, and each one later than the one before",
    }
    fn index(year: i32) {
        sv: "skriv [money.price_index] med {year} = ..., eller räkna om beloppet",
        en: "write [money.price_index] with {year} = ..., or convert the amount",
    }
    fn nothing_happens() {
        sv: "ge det en utgång, en väntan eller en fortsättning",
        en: "give it an exit, a wait or something that follows",
    }
    fn correlation() {
        sv: "om A följer B och B följer C kan A inte gå emot C lika starkt; minska något av talen",
        en: "if A follows B and B follows C, A cannot go as strongly against C; lessen one of them",
    }
    fn accounts() {
        sv: "betalare och mottagare ska vara olika konton",
        en: "payer and receiver must be different accounts",
    }
    fn horizon() {
        sv: "ändra månaden, eller `horizon_months` i [about]",
        en: "change the month, or `horizon_months` in [about]",
    }
    fn inflow() {
        sv: "lägg till [inflow] med `per_month`, eller skriv `present = false` i [stock]",
        en: "add [inflow] with `per_month`, or write `present = false` in [stock]",
    }
    fn permanent(segment: &str) {
        sv: "lägg till [segment.{segment}.hazard.permanent] med `per_month`, till exempel 0.003",
        en: "add [segment.{segment}.hazard.permanent] with `per_month`, for instance 0.003",
    }
    fn endless() {
        sv: "sänk takten, eller ge något av stegen en väntan eller en längd som är större än 0",
        en: "lower the rate, or give one of the steps a wait or a length above 0",
    }
    fn capacity() {
        sv: "höj `available_fte`, minska minuterna, eller skriv `over_capacity = \"report\"`",
        en: "raise `available_fte`, lower the minutes, or write `over_capacity = \"report\"`",
    }
    fn at_most_in_a_draw(most: &str) {
        sv: "det får vara högst {most}: kontrollera inflöde, antal, horisont och osäkra tals övre gräns",
        en: "it may be {most} at most: check inflow, numbers, horizon and the upper end of uncertain numbers",
    }
    fn at_most_a_month(most: &str) {
        sv: "det får vara högst {most}: kontrollera takter, korta tider och hur tätt uppföljningen kommer",
        en: "it may be {most} at most: check rates, short times and how often reviews come",
    }
    fn at_most(most: &str) { sv: "skriv högst {most}", en: "write {most} at most" }
    fn drift() {
        sv: "ändra `per_month` i [inflow] eller `households` i [stock]",
        en: "change `per_month` in [inflow] or `households` in [stock]",
    }
    fn effect() {
        sv: "använd `effect_ratio` i stället för `outcome_share`, eller ange källan till talet",
        en: "use `effect_ratio` instead of `outcome_share`, or name the source of the number",
    }
    fn minutes_a_month() {
        sv: "räkna av tiden i `available_fte`, eller skriv `over_capacity = \"report\"`",
        en: "leave that time out of `available_fte`, or write `over_capacity = \"report\"`",
    }
    fn source() { sv: "ta bort den, eller skriv `source = ...` vid talet", en: "take it out, or write `source = ...` at the number" }
}
