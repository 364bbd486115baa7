//! What is wrong with a scenario: one sentence for each [`Problem`], in the author's words.

use sim_core::diagnostic::{NumberHabit, Problem, Unreadable};

use crate::number::Numbers;
use crate::texts::lang::{both, sentences};
use crate::texts::{Lang, names, syntax};

/// Returns what is wrong.
///
/// One match over every problem, however long: the compiler then says when a problem has
/// no sentence yet.
#[rustfmt::skip]
pub fn sentence(lang: Lang, problem: &Problem) -> String {
    use Problem as P;
    let numbers = Numbers::new(lang);
    match problem {
        P::TextMissing { name } => text_missing(lang, name),
        P::TextUnreadable { name, why } => unreadable(lang, name, why),
        P::IncludeLoop { chain } => include_loop(lang, &steps(chain)),
        P::SyntaxError { message } => syntax::sentence(lang, message),
        P::FormatVersionUnknown { found, .. } => format_version(lang, found),
        P::UnknownKey { key, table, .. } => unknown_key(lang, key, &within(lang, table)),
        P::KeyBelongsElsewhere { key, table, .. } => belongs_elsewhere(lang, key, &within(lang, table)),
        P::MissingKey { key, table } => missing_key(lang, key, &within(lang, table)),
        P::WrongKind { key, expected, found } =>
            wrong_kind(lang, key, names::kind(lang, *expected), names::kind(lang, *found)),
        P::UnknownWord { key, word, .. } => unknown_word(lang, key, word),
        P::SameIdTwice { id, table } => same_id_twice(lang, id, &within(lang, table)),
        P::NotExactlyOneOf { keys, found, .. } => exactly_one(lang, keys, found),
        P::BadMonth { key, written } => bad_month(lang, key, written),
        P::BadId { id } => bad_id(lang, id),
        P::WrongLength { key, expected, found } => wrong_length(lang, key, *expected, *found),
        P::BadYear { written } => bad_year(lang, written),
        P::NotFinite { key } => not_finite(lang, key),
        P::OutOfRange { key, value, .. } => out_of_range(lang, key, &value.to_string()),
        P::NumberSpelling { written, habit, .. } => number_spelling(lang, written, *habit),
        P::QuantilesNotIncreasing { key, p05, p50, p95 } =>
            quantiles(lang, key, &p05.to_string(), &p50.to_string(), &p95.to_string()),
        P::DistributionImpossible { key, .. } => impossible_distribution(lang, key),
        P::VariationNotAllowed { key } => variation_not_allowed(lang, key),
        P::UncertainNumberWithoutAddress { key } => without_address(lang, key),
        P::UnknownId { what, id, .. } => unknown_id(lang, id, names::named(lang, *what)),
        P::InheritanceLoop { chain } => inheritance_loop(lang, &steps(chain)),
        P::NothingToRemove { path } => nothing_to_remove(lang, path),
        P::ParameterUnused { id } => parameter_unused(lang, id),
        P::ParameterUnitsDisagree { id, first, second } =>
            units_disagree(lang, id, names::unit_kind(lang, *first), names::unit_kind(lang, *second)),
        P::ChainNeverEnds { chain } => chain_never_ends(lang, &steps(chain)),
        P::ReferenceLoop { chain } => reference_loop(lang, &steps(chain)),
        P::ReservedId { id, table } => reserved_id(lang, id, &within(lang, table)),
        P::NotUncertain { address } => not_uncertain(lang, address),
        P::SharesDoNotSum { what, sum } => shares_do_not_sum(lang, what, &as_written(*sum)),
        P::SharesAboveOne { what, sum } => shares_above_one(lang, what, &as_written(*sum)),
        P::PiecesOutOfOrder { key } if key == "until_month" => until_before_hold(lang),
        P::PiecesOutOfOrder { key } => pieces_out_of_order(lang, key),
        P::PriceYearWithoutIndex { year, price_year } => no_index(lang, *year, *price_year),
        P::NothingHappens { what } => nothing(lang, what),
        P::CorrelationImpossible { id } => impossible_correlation(lang, id),
        P::LedgerAccountsSame { flow, account } => same_account(lang, flow, account),
        P::BeyondHorizon { key, month } => beyond_horizon(lang, key, month),
        P::StockNeedsInflow => stock_needs_inflow(lang),
        P::NoPermanentExit { segment } => no_permanent_exit(lang, segment),
        P::EndlessMoves { state } => endless_moves(lang, state),
        P::OverCapacity { profession, month, used_share } =>
            over_capacity(lang, profession, *month, &numbers.percent(*used_share, 0)),
        P::TooMuchWork { what, amount, .. } => too_much(lang, names::work(lang, *what), &numbers.significant(*amount, 2)),
        P::RestlessHouseholds { segment, per_month, .. } => restless(lang, segment, &numbers.significant(*per_month, 2)),
        P::AboveMost { key, value, .. } => above_most(lang, key, &as_written(*value)),
        P::DocumentedDoesNotFit { quantity, kind, .. } => documented_does_not_fit(lang, quantity, kind),
        P::DocumentedKeyUnused { quantity, key } => documented_key_unused(lang, quantity, key),
        P::NotRising { keys } => not_rising(lang, &both(lang, keys)),
        P::LongerThanItsDays { share, most } => longer_than_its_days(lang, &as_written(*share), &as_written(*most)),
        P::NeverOpen { pool } => never_open(lang, pool),
        P::StockDrifts { per_year } => stock_drifts(lang, &numbers.percent(*per_year, 1)),
        P::EffectOutsidePrior { intervention, segment, implied_ratio, low, high } =>
            effect_outside_prior(lang, intervention, segment, &numbers.significant(*implied_ratio, 2), &as_written(*low), &as_written(*high)),
        P::SourceUnused { id } => source_unused(lang, id),
        P::MinutesDoNotQueue { profession, intervention } => minutes_do_not_queue(lang, profession, intervention),
    }
}

/// Returns a number as it is written in a scenario: with a point.
pub fn as_written(value: f64) -> String {
    let rounded = (value * 1e6).round() / 1e6;
    rounded.to_string()
}

fn nothing(lang: Lang, what: &str) -> String {
    let parts: Vec<&str> = what.split('.').collect();
    match parts[..] {
        ["design", id] => same_as_today(lang, id),
        ["design", .., "menu", _] => no_weights(lang, what),
        _ => nothing_happens(lang, what),
    }
}

fn steps(chain: &[String]) -> String {
    chain.join(" > ")
}

/// Returns where a key stands: `[design.house]`, or the top of the file.
pub fn within(lang: Lang, table: &str) -> String {
    match table {
        "" => lang
            .pick("filens översta nivå", "the top level of the file")
            .to_owned(),
        address => format!("[{address}]"),
    }
}

fn unreadable(lang: Lang, name: &str, why: &Unreadable) -> String {
    match why {
        Unreadable::Missing => text_missing(lang, name),
        Unreadable::Directory => is_directory(lang, name),
        Unreadable::NotText => not_text(lang, name),
        Unreadable::Empty => is_empty(lang, name),
        Unreadable::TooLarge => too_large(lang, name),
        Unreadable::Refused(words) => refused(lang, name, words),
    }
}

fn number_spelling(lang: Lang, written: &str, habit: NumberHabit) -> String {
    match habit {
        NumberHabit::DecimalComma => decimal_comma(lang, written),
        NumberHabit::Percent => percent_sign(lang, written),
        NumberHabit::ThousandsSpace => thousands_space(lang, written),
        NumberHabit::Quoted => quoted_number(lang, written),
    }
}

fn exactly_one(lang: Lang, keys: &[String], found: &[String]) -> String {
    match found {
        [] => none_of(lang, &both(lang, keys)),
        several => more_than_one_of(lang, &both(lang, several)),
    }
}

sentences! {
    fn text_missing(name: &str) { sv: "filen `{name}` finns inte", en: "there is no file `{name}`" }
    fn is_directory(name: &str) { sv: "`{name}` är en mapp, inte en fil", en: "`{name}` is a folder, not a file" }
    fn not_text(name: &str) { sv: "`{name}` är inte en textfil i UTF-8", en: "`{name}` is not a text file in UTF-8" }
    fn is_empty(name: &str) { sv: "filen `{name}` är tom", en: "the file `{name}` is empty" }
    fn too_large(name: &str) {
        sv: "filen `{name}` är större än 8 MB och kan inte vara ett scenario",
        en: "the file `{name}` is larger than 8 MB and cannot be a scenario",
    }
    fn refused(name: &str, words: &str) {
        sv: "filen `{name}` går inte att läsa ({words})",
        en: "the file `{name}` cannot be read ({words})",
    }
    fn include_loop(chain: &str) {
        sv: "filerna läser in varandra i en ring: {chain}",
        en: "the files include each other in a ring: {chain}",
    }
    fn format_version(found: &str) {
        sv: "filformatet {found} är okänt för den här versionen av programmet",
        en: "this version of the program does not know file format {found}",
    }
    fn unknown_key(key: &str, table: &str) {
        sv: "det finns ingen nyckel `{key}` i {table}",
        en: "there is no key `{key}` in {table}",
    }
    fn belongs_elsewhere(key: &str, table: &str) {
        sv: "`{key}` hör inte hemma i {table}",
        en: "`{key}` does not belong in {table}",
    }
    fn missing_key(key: &str, table: &str) {
        sv: "`{key}` saknas i {table}",
        en: "`{key}` is missing in {table}",
    }
    fn wrong_kind(key: &str, expected: &str, found: &str) {
        sv: "`{key}` ska vara {expected}, men här står {found}",
        en: "`{key}` should be {expected}, but here is {found}",
    }
    fn unknown_word(key: &str, word: &str) {
        sv: "`{key}` kan inte vara \"{word}\"",
        en: "`{key}` cannot be \"{word}\"",
    }
    fn same_id_twice(id: &str, table: &str) {
        sv: "`{id}` i {table} är beskrivet två gånger",
        en: "`{id}` in {table} is described twice",
    }
    fn none_of(keys: &str) {
        sv: "här saknas en av nycklarna {keys}",
        en: "one of the keys {keys} is missing here",
    }
    fn more_than_one_of(found: &str) {
        sv: "{found} kan inte stå tillsammans",
        en: "{found} cannot stand together",
    }
    fn bad_month(key: &str, written: &str) {
        sv: "`{key}` är en månad, men \"{written}\" är ingen",
        en: "`{key}` is a month, but \"{written}\" is none",
    }
    fn wrong_length(key: &str, expected: usize, found: usize) {
        sv: "`{key}` ska ha {expected} värden, men har {found}",
        en: "`{key}` should have {expected} values, but has {found}",
    }
    fn bad_year(written: &str) {
        sv: "`{written}` är inget årtal",
        en: "`{written}` is not a year",
    }
    fn reference_loop(chain: &str) {
        sv: "flödena räknas som andelar av varandra i en ring: {chain}",
        en: "the flows are shares of each other in a ring: {chain}",
    }
    fn reserved_id(id: &str, table: &str) {
        sv: "namnet `{id}` i {table} har redan en betydelse i filformatet",
        en: "the name `{id}` in {table} already means something in the file format",
    }
    fn not_uncertain(address: &str) {
        sv: "`{address}` är inte osäkert, så det kan inte ha något samband",
        en: "`{address}` is not uncertain, so it cannot be correlated",
    }
    fn bad_id(id: &str) { sv: "`{id}` kan inte vara ett namn", en: "`{id}` cannot be a name" }
    fn not_finite(key: &str) {
        sv: "`{key}` är inte ett tal som går att räkna med",
        en: "`{key}` is not a number one can calculate with",
    }
    fn out_of_range(key: &str, value: &str) {
        sv: "`{key}` kan inte vara {value}",
        en: "`{key}` cannot be {value}",
    }
    fn decimal_comma(written: &str) {
        sv: "`{written}` är skrivet med decimalkomma",
        en: "`{written}` is written with a decimal comma",
    }
    fn percent_sign(written: &str) {
        sv: "`{written}` är skrivet med procenttecken",
        en: "`{written}` is written with a per cent sign",
    }
    fn thousands_space(written: &str) {
        sv: "`{written}` är skrivet med mellanslag i talet",
        en: "`{written}` is written with spaces in the number",
    }
    fn quoted_number(written: &str) {
        sv: "talet \"{written}\" står inom citattecken",
        en: "the number \"{written}\" is in quotation marks",
    }
    fn quantiles(key: &str, p05: &str, p50: &str, p95: &str) {
        sv: "de tre talen för `{key}` stiger inte: p05 = {p05}, p50 = {p50}, p95 = {p95}",
        en: "the three numbers for `{key}` do not rise: p05 = {p05}, p50 = {p50}, p95 = {p95}",
    }
    fn impossible_distribution(key: &str) {
        sv: "fördelningen för `{key}` är inte möjlig",
        en: "the distribution of `{key}` is not possible",
    }
    fn variation_not_allowed(key: &str) {
        sv: "`{key}` är ett och samma tal för alla hushåll och kan inte variera mellan dem",
        en: "`{key}` is one number for all households and cannot vary between them",
    }
    fn without_address(key: &str) {
        sv: "det osäkra talet `{key}` har inget namn här",
        en: "the uncertain number `{key}` has no name here",
    }
    fn unknown_id(id: &str, what: &str) {
        sv: "`{id}` är inte {what} i scenariot",
        en: "`{id}` is not {what} of the scenario",
    }
    fn inheritance_loop(chain: &str) {
        sv: "arbetssätten bygger på varandra i en ring: {chain}",
        en: "the designs are based on each other in a ring: {chain}",
    }
    fn nothing_to_remove(path: &str) {
        sv: "det finns inget `{path}` att ta bort",
        en: "there is no `{path}` to remove",
    }
    fn parameter_unused(id: &str) {
        sv: "parametern `{id}` används inte någonstans",
        en: "the parameter `{id}` is not used anywhere",
    }
    fn units_disagree(id: &str, first: &str, second: &str) {
        sv: "parametern `{id}` används både som {first} och som {second}",
        en: "the parameter `{id}` is used both as {first} and as {second}",
    }
    fn chain_never_ends(chain: &str) {
        sv: "insatserna leder till varandra utan slut: {chain}",
        en: "the interventions lead to each other without end: {chain}",
    }
    fn shares_do_not_sum(what: &str, sum: &str) {
        sv: "andelarna i `{what}` blir tillsammans {sum}, inte 1",
        en: "the shares of `{what}` add up to {sum}, not 1",
    }
    fn shares_above_one(what: &str, sum: &str) {
        sv: "andelarna i `{what}` blir tillsammans {sum}, mer än 1",
        en: "the shares of `{what}` add up to {sum}, more than 1",
    }
    fn pieces_out_of_order(key: &str) {
        sv: "stegen i `{key}` står inte i tidsordning från 0",
        en: "the pieces of `{key}` are not in order of time from 0",
    }
    fn no_index(year: i32, price_year: i32) {
        sv: "beloppet är i {year} års priser, men det saknas ett prisindex till {price_year}",
        en: "the amount is in prices of {year}, but there is no price index to {price_year}",
    }
    fn same_as_today(id: &str) {
        sv: "arbetssättet `{id}` skiljer sig inte från det som det bygger på",
        en: "the design `{id}` does not differ from what it is based on",
    }
    fn no_weights(what: &str) {
        sv: "alla vikter i `{what}` är 0, så inget kan väljas",
        en: "every weight of `{what}` is 0, so nothing can be chosen",
    }
    fn until_before_hold() {
        sv: "`until_month` ligger före slutet av `hold_months`",
        en: "`until_month` lies before the end of `hold_months`",
    }
    fn nothing_happens(what: &str) {
        sv: "`{what}` leder ingenstans: inget kan hända",
        en: "`{what}` leads nowhere: nothing can happen",
    }
    fn impossible_correlation(id: &str) {
        sv: "sambanden i `{id}` kan inte gälla samtidigt",
        en: "the correlations of `{id}` cannot hold at the same time",
    }
    fn same_account(flow: &str, account: &str) {
        sv: "flödet `{flow}` går från kontot `{account}` till samma konto",
        en: "the flow `{flow}` goes from the account `{account}` to the same account",
    }
    fn beyond_horizon(key: &str, month: &str) {
        sv: "`{key}` = {month} ligger utanför den tid som scenariot följer",
        en: "`{key}` = {month} lies outside the time the scenario follows",
    }
    fn stock_needs_inflow() {
        sv: "hushållen vid starten kan inte räknas fram utan `[inflow]`",
        en: "the households at the start cannot be grown without `[inflow]`",
    }
    fn no_permanent_exit(segment: &str) {
        sv: "segmentet `{segment}` saknar utgången `permanent`, så antalet hushåll växer utan slut",
        en: "the segment `{segment}` has no `permanent` exit, so its households grow without end",
    }
    fn endless_moves(state: &str) {
        sv: "hushåll kan gå runt i `{state}` utan att det tar någon tid",
        en: "households can go round in `{state}` without any time passing",
    }
    fn over_capacity(profession: &str, month: u32, used: &str) {
        sv: "yrkesgruppen `{profession}` behöver {used} av sin tid i månad {month}",
        en: "the profession `{profession}` needs {used} of its time in month {month}",
    }
    fn too_much(what: &str, amount: &str) {
        sv: "scenariot ger upp till {amount} {what} i en enda dragning",
        en: "the scenario makes up to {amount} {what} in a single draw",
    }
    fn restless(segment: &str, per_month: &str) {
        sv: "ett hushåll i `{segment}` kan byta läge upp till {per_month} gånger i månaden",
        en: "a household of `{segment}` can change state up to {per_month} times a month",
    }
    fn above_most(key: &str, value: &str) {
        sv: "`{key}` = {value} är mer än programmet räknar på",
        en: "`{key}` = {value} is more than the program can follow",
    }
    fn documented_does_not_fit(quantity: &str, kind: &str) {
        sv: "`{quantity}` är inte en uppgift av slaget \"{kind}\"",
        en: "`{quantity}` is not a figure of the kind \"{kind}\"",
    }
    fn documented_key_unused(quantity: &str, key: &str) {
        sv: "`{key}` betyder inget för `{quantity}`",
        en: "`{key}` means nothing for `{quantity}`",
    }
    fn not_rising(keys: &str) {
        sv: "{keys} stiger inte i den ordningen",
        en: "{keys} do not rise in that order",
    }
    fn never_open(pool: &str) {
        sv: "`{pool}` har aldrig öppet: `open_weekdays` är tom",
        en: "`{pool}` is never open: `open_weekdays` is empty",
    }
    fn longer_than_its_days(share: &str, most: &str) {
        sv: "`open_share` är {share}, men dagarna i `open_weekdays` rymmer högst {most} av en arbetsvecka",
        en: "`open_share` is {share}, but the days in `open_weekdays` hold at most {most} of a working week",
    }
    fn stock_drifts(per_year: &str) {
        sv: "med dagens arbetssätt ändras antalet hushåll med {per_year} per år: antalet vid starten och inflödet stämmer inte överens",
        en: "under today's way of working the number of households changes by {per_year} a year: stock and inflow disagree",
    }
    fn effect_outside_prior(intervention: &str, segment: &str, implied: &str, low: &str, high: &str) {
        sv: "`{intervention}` antas ge {implied} gånger de utgångar som ett öppet ärende ger i segmentet `{segment}`; forskningen talar för {low} till {high}",
        en: "`{intervention}` is assumed to give {implied} times the exits of an open case in the segment `{segment}`; research supports {low} to {high}",
    }
    fn source_unused(id: &str) {
        sv: "inget tal hänvisar till källan `{id}`",
        en: "no number refers to the source `{id}`",
    }
    fn minutes_do_not_queue(profession: &str, intervention: &str) {
        sv: "tiden per månad i `{intervention}` köar inte: `{profession}` hinner med steg, uppföljningar och starter som om den inte fanns",
        en: "the time a month in `{intervention}` does not queue: `{profession}` has time for steps, reviews and starts as if it were not there",
    }
}
