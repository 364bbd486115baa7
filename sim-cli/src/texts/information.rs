//! Words about what it is worth to know more before deciding.

use sim_core::analysis::NotValued;
use sim_core::results::information::{NumberGroup, StudyCounts};

use crate::number::Numbers;
use crate::texts::lang::sentences;
use crate::texts::{Lang, names};

sentences! {
    /// Heading.
    pub fn heading() { sv: "Vad det är värt att veta mer", en: "What it is worth to know more" }
    /// The best option and how often it is not the best.
    pub fn best_now(best: &str, who: &str, chance: &str) {
        sv: "Bäst för {who} just nu är ”{best}”. Risken att något annat hade varit bättre, om alla osäkra tal var kända, är {chance}.",
        en: "Best for {who} right now is “{best}”. The chance that something else would have been better, if all uncertain numbers were known, is {chance}.",
    }
    /// What everything is worth.
    pub fn worth_at_most(sek: &str, who: &str) {
        sv: "Att besluta nu kostar i väntad förlust {sek}. Mer än så är det inte värt för {who} att ta reda på, oavsett hur.",
        en: "Deciding now costs an expected loss of {sek}. To find out more is not worth more than that to {who}, however it is done.",
    }
    /// Nothing is worth anything.
    pub fn worth_nothing(who: &str) {
        sv: "Mer kunskap skulle inte ändra beslutet för {who}, så den är inget värd här.",
        en: "More knowledge would not change the decision for {who}, so it is worth nothing here.",
    }
    /// It cannot be told from nothing.
    pub fn worth_unknown(who: &str, error: &str, draws: &str) {
        sv: "Vad det är värt för {who} att veta mer går inte att säga med så få framtider: räknefelet, ± {error}, är större än värdet. Omkring {draws} skulle räcka (--draws).",
        en: "What it is worth to {who} to know more cannot be said with so few futures: the calculation error, ± {error}, is larger than the value. About {draws} would do (--draws).",
    }
    /// The number that is worth most.
    pub fn first_number(number: &str, sek: &str) {
        sv: "Mest värt att ta reda på är {number}: {sek}.",
        en: "Most worth finding out is {number}: {sek}.",
    }
    /// No single number is worth anything.
    pub fn no_number() {
        sv: "Inget tal är värt att känna till för sig självt; det är flera tillsammans som kan ändra beslutet.",
        en: "No number is worth knowing by itself; it is several together that may change the decision.",
    }

    /// Title of the table of options.
    pub fn options(who: &str) { sv: "Att välja mellan, sett av {who}", en: "What to choose between, seen by {who}" }
    /// Caption of the table of options of all perspectives.
    pub fn to_choose() { sv: "Att välja mellan", en: "What to choose between" }
    /// Column: option.
    pub fn column_option() { sv: "Arbetssätt", en: "Design" }
    /// Column: mean net.
    pub fn column_net() { sv: "Netto i snitt", en: "Mean net" }
    /// Column: chance of being best.
    pub fn column_best() { sv: "Bäst av alla", en: "Best of all" }
    /// Column: expected loss.
    pub fn column_loss() { sv: "Väntad förlust", en: "Expected loss" }

    /// Title of the table of numbers.
    pub fn numbers() { sv: "Vad ett tal är värt att känna till", en: "What a number is worth to know" }
    /// Column: number.
    pub fn column_number() { sv: "Tal", en: "Number" }
    /// Column: grade.
    pub fn column_grade() { sv: "Betyg", en: "Grade" }
    /// The others.
    pub fn others(count: &str, sek: &str) {
        sv: "De övriga {count} talen är var för sig värda högst {sek}.",
        en: "The other {count} numbers are worth at most {sek} each.",
    }
    /// The other one.
    pub fn other_one(sek: &str) {
        sv: "Det återstående talet är värt högst {sek}.",
        en: "The number that is left is worth at most {sek}.",
    }
    /// Title of the table of groups.
    pub fn groups() { sv: "Grupper av tal", en: "Groups of numbers" }
    /// Column: group.
    pub fn column_group() { sv: "Grupp", en: "Group" }
    /// Column: how many.
    pub fn column_count() { sv: "Antal tal", en: "Numbers" }
    /// All numbers.
    pub fn everything() { sv: "Alla osäkra tal", en: "All uncertain numbers" }

    /// Title of a table of studies.
    pub fn study(number: &str) { sv: "Vad en undersökning är värd: {number}", en: "What a study is worth: {number}" }
    /// What the sizes count.
    pub fn study_counts(what: &str) {
        sv: "Storleken är {what}. Värdet är innan undersökningens kostnad dragits av.",
        en: "The size is {what}. The value is before the study's cost is taken off.",
    }
    /// Column: size.
    pub fn column_size() { sv: "Storlek", en: "Size" }
    /// Column: value.
    pub fn column_worth() { sv: "Värd", en: "Worth" }

    /// A value with its error.
    pub fn with_error(sek: &str, error: &str) { sv: "{sek}\u{a0}±\u{a0}{error}", en: "{sek}\u{a0}±\u{a0}{error}" }
    /// How to read the error.
    pub fn about_error() {
        sv: "± är räknefelet (två medelfel). Värden i tusental kronor (tkr).",
        en: "± is the Monte Carlo error (two standard errors). Values in thousands of kronor.",
    }
    /// What is meant.
    pub fn about_value() {
        sv: "Ett tal är värt något bara om det kan ändra beslutet. Värdet gäller det som osäkra tal avgör; hushållens slump och konjunkturen kan ingen ta reda på i förväg.",
        en: "A number is worth something only if it can change the decision. The value is about what uncertain numbers decide; the luck of households and the labour market nobody can find out beforehand.",
    }
    /// Bounds of perfect information.
    pub fn bounds(who: &str, low: &str, high: &str) {
        sv: "Två andra sätt att räkna ger gränser för vad allt är värt för {who}: minst {low}, högst {high}.",
        en: "Two other ways of reckoning bound what everything is worth to {who}: at least {low}, at most {high}.",
    }
    /// A share for one perspective.
    pub fn share_for(share: &str, who: &str) { sv: "{share} för {who}", en: "{share} for {who}" }
    /// How much of the variation can be known.
    pub fn knowable(shares: &str) {
        sv: "Så stor del av variationen i netto avgörs av osäkra tal: {shares}. Resten är hushållens slump och konjunkturen.",
        en: "So much of the variation of net is decided by uncertain numbers: {shares}. The rest is the luck of households and the labour market.",
    }
    /// How well the regression does.
    pub fn fit(predicted: &str) {
        sv: "Sambandet som värdena räknas ur förutsäger {predicted} av variationen i netto i framtider som det inte anpassats till. Resten är hushållens slump, konjunkturen och det som sambandet inte fångar.",
        en: "The regression the values come from predicts {predicted} of the variation of net in futures it was not fitted to. The rest is the luck of households, the labour market and what the regression does not catch.",
    }
    /// A number of one design, where several have the same name.
    pub fn of_design(number: &str, design: &str) { sv: "{number} (”{design}”)", en: "{number} (“{design}”)" }
    /// Mark of too few draws.
    pub fn few_draws(draws: &str) {
        sv: "* Räknefelet är för stort för att lita på. Räkna om med --draws {draws}.",
        en: "* The error is too large to rely on. Run again with --draws {draws}.",
    }
    /// Mark of too few draws, where no run has enough.
    pub fn far_too_few_draws() {
        sv: "* Räknefelet är för stort för att lita på, och det skulle krävas mer än en miljon framtider att göra det litet nog.",
        en: "* The error is too large to rely on, and it would take more than a million futures to make it small enough.",
    }
    /// Mark of a poor fit.
    pub fn poor_fit() {
        sv: "† Sambandet följer inte draget i framtiderna; värdet kan vara för lågt.",
        en: "† The regression does not follow the futures; the value may be too low.",
    }
    /// Draws.
    pub fn rests_on(draws: &str, seed: &str) { sv: "{draws} framtider, frö {seed}.", en: "{draws} futures, seed {seed}." }
    /// Title of the picture of numbers.
    pub fn bars_title(who: &str) { sv: "Vad tal är värda att känna till för {who}", en: "What numbers are worth to know to {who}" }
    /// What it shows.
    pub fn bars_text(first: &str) { sv: "Längst är stapeln för {first}. Strecket genom änden är räknefelet.", en: "The longest bar is that of {first}. The line through its end is the Monte Carlo error." }
    /// Title of the picture of studies.
    pub fn curve_title() { sv: "Vad en undersökning är värd efter storlek", en: "What a study is worth by size" }
    /// What it shows.
    pub fn curve_text() { sv: "En linje för varje tal. Bandet är räknefelet. Mer än talet självt är värt kan ingen undersökning vara.", en: "A line for each number. The band is the Monte Carlo error. No study is worth more than the number itself." }
    fn too_few(draws: &str) {
        sv: "fel: för få framtider för att säga vad kunskap är värd\ntips: räkna med --draws {draws} eller fler",
        en: "error: too few futures to say what knowledge is worth\nhint: run with --draws {draws} or more",
    }
    fn unknown_number(address: &str) {
        sv: "fel: `{address}` är inget osäkert tal i scenariot\ntips: adresserna står i kolumnen id i utfall value --format csv",
        en: "error: `{address}` is no uncertain number of the scenario\nhint: the addresses are in the column id of utfall value --format csv",
    }
}

/// Returns why nothing can be said.
pub fn not_valued(lang: Lang, not: &NotValued) -> String {
    match not {
        NotValued::TooFewDraws { draws_needed } => too_few(
            lang,
            &Numbers::new(lang)
                .count(*draws_needed)
                .replace('\u{a0}', ""),
        ),
        NotValued::UnknownNumber { address } => unknown_number(lang, address),
    }
}

/// Returns what a group is called.
pub fn group(lang: Lang, group: NumberGroup) -> String {
    match group {
        NumberGroup::Theme(theme) => names::theme(lang, theme).to_owned(),
        NumberGroup::Grade(grade) => names::graded(lang, grade),
    }
}

/// Returns what the size of a study counts.
pub fn counts(lang: Lang, counts: StudyCounts) -> &'static str {
    match counts {
        StudyCounts::Households => lang.pick(
            "antal hushåll som undersöks",
            "the number of households looked at",
        ),
        StudyCounts::HouseholdYears => lang.pick(
            "antal hushåll som följs ett år",
            "the number of households followed for a year",
        ),
        StudyCounts::Outcomes => lang.pick(
            "antal utfall (till exempel jobb) i två lika stora grupper som jämförs",
            "the number of outcomes (such as jobs) in two equally large groups that are compared",
        ),
        StudyCounts::Measurements => lang.pick(
            "antal mätningar, var och en så osäker som talet är stort",
            "the number of measurements, each as uncertain as the number is large",
        ),
    }
}
