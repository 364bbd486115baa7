//! Words of the exact engine: expected values, and both engines held against each other.

use sim_core::exact::Feature;

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Heading of expected values.
    pub fn heading() { sv: "Förväntade värden", en: "Expected values" }
    /// What they are.
    pub fn what_it_is() {
        sv: "Räknat utan slump, med varje osäkert tal på sitt mittvärde, en jämn arbetsmarknad och inget arbetssätt som avvecklas i förtid. Det här är ETT av många möjliga utfall i medeltal: hur osäkert svaret är syns inte här. Kör utan --method exact för det.",
        en: "Worked out without chance, with every uncertain number at its central value, a steady labour market and no design ended before its time. This is the mean of ONE of many possible futures: how uncertain the answer is does not show here. Run without --method exact for that.",
    }
    /// How exact.
    pub fn grid(cells: u32, share: &str) {
        sv: "Tidsnät: {cells} steg i månaden, extrapolerat från halverat steg. Nätets fel i hushållstal per år är högst {share}.",
        en: "Time grid: {cells} steps a month, extrapolated by halving the step. The error of the grid in yearly numbers of households is at most {share}.",
    }
    /// The stock.
    pub fn stock(households: &str) {
        sv: "Hushåll med bistånd vid starten: {households}.",
        en: "Households on assistance at the start: {households}.",
    }
    /// Title of the table of savings.
    pub fn savings_title() { sv: "Netto mot i dag, nuvärde till slutet", en: "Net against today, present value to the end" }
    /// Column: who.
    pub fn column_who() { sv: "för", en: "for" }
    /// Column: whole time.
    pub fn column_net(unit: &str) { sv: "netto, {unit}", en: "net, {unit}" }
    /// Column: error of the grid.
    pub fn column_grid() { sv: "nätets fel", en: "grid error" }
    /// Title of the money of a design.
    pub fn money_title() { sv: "Pengar per budgetår och konto, tkr i löpande priser", en: "Money by budget year and account, SEK thousand in current prices" }
    /// Title of the money of a difference.
    pub fn difference_title() { sv: "Skillnad mot i dag per budgetår och konto, tkr i löpande priser", en: "Difference from today by budget year and account, SEK thousand in current prices" }
    /// Title of people.
    pub fn people_title() { sv: "Hushåll i medeltal per månad", en: "Households on average by month" }
    /// Title of events.
    pub fn events_title() { sv: "Händelser under året", en: "Events in the year" }
    /// Households with payment.
    pub fn paid() { sv: "med utbetalning", en: "with payment" }
    /// Whole time.
    pub fn column_whole() { sv: "hela tiden", en: "whole time" }
    /// The verb `verify` began.
    pub fn verified(sets: &str, cohorts: &str, numbers: &str) {
        sv: "Båda motorerna har räknat {sets} uppsättningar tal: {cohorts} kullar hushåll med slump, och förväntade värden utan. {numbers} tal jämförda: hushåll, händelser och pengar per månad, per år och i allt, för varje arbetssätt och skillnaden mot i dag.",
        en: "Both engines worked out {sets} sets of numbers: {cohorts} cohorts of households by chance, and expected values without. {numbers} numbers compared: households, events and money by month, by year and in all, for every design and its difference from today.",
    }
    /// How many were pooled.
    pub fn pooled(numbers: &str) {
        sv: "{numbers} månader och år hade färre än 30 väntade händelser och lämnades till året, eller till hela tiden.",
        en: "{numbers} months and years had fewer than 30 expected events and were left to their year, or to the whole time.",
    }
    /// The largest z-score.
    pub fn largest(z: &str, limit: &str) {
        sv: "Största |z|: {z}. Gränsen är {limit}: så stort blir det största av så många oberoende normalfördelade tal med sannolikheten 0,0001.",
        en: "Largest |z|: {z}. The limit is {limit}: the largest of that many independent normals exceeds it with probability 0.0001.",
    }
    /// Mean of squares.
    pub fn mean_square(value: &str) {
        sv: "Medelvärdet av z i kvadrat är {value}; det väntas vara 1 där motorerna är överens.",
        en: "The mean of z squared is {value}; it should be 1 where the engines agree.",
    }
    /// Grid error.
    pub fn grid_error(cells: u32, errors: &str) {
        sv: "Nätets fel ({cells} steg i månaden, mätt med halverat steg) är högst {errors} medelfel och räknas med i z.",
        en: "The error of the grid ({cells} steps a month, by halving the step) is at most {errors} standard errors, and counts in z.",
    }
    /// Title of the worst.
    pub fn worst_title() { sv: "De tal som skiljer sig mest", en: "The numbers that differ most" }
    /// Column: the number.
    pub fn column_number() { sv: "tal", en: "number" }
    /// Column: when.
    pub fn column_when() { sv: "när", en: "when" }
    /// Column: which set.
    pub fn column_set() { sv: "uppsättning", en: "set" }
    /// Column: expected.
    pub fn column_expected() { sv: "väntat", en: "expected" }
    /// Column: mean of cohorts.
    pub fn column_mean() { sv: "medel", en: "mean" }
    /// A month.
    pub fn month(number: u32) { sv: "månad {number}", en: "month {number}" }
    /// They agree.
    pub fn agrees() { sv: "Motorerna är överens.", en: "The engines agree." }
    /// They do not.
    pub fn disagrees() {
        sv: "fel: motorerna är inte överens; en av dem har fel, rapportera scenariot",
        en: "error: the engines do not agree; one of them is wrong, please report the scenario",
    }
    /// The exact engine cannot.
    pub fn not_covered() {
        sv: "fel: räkning utan slump klarar inte allt i scenariot",
        en: "error: working without chance does not cover everything in the scenario",
    }
    /// What to do.
    pub fn not_covered_hint() {
        sv: "tips: kör med --method monte-carlo, som klarar allt",
        en: "hint: run with --method monte-carlo, which covers everything",
    }
}

/// Returns what is not covered.
pub fn feature(lang: Lang, feature: Feature) -> &'static str {
    match feature {
        Feature::Limited => lang.pick(
            "ett begränsat antal platser eller tider",
            "a limited number of places or slots",
        ),
    }
}
