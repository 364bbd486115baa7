//! Words of the budget tables.

use crate::texts::lang::sentences;

sentences! {
    /// Heading of the second part.
    pub fn heading() { sv: "Pengarna per budgetår och konto", en: "Money by budget year and account" }
    /// What the tables have in common.
    pub fn how_to_read(year: i32) {
        sv: "Alla belopp är skillnaden mot i dag i tkr. Plus är bra för kontot, minus är en kostnad. Budgettabellerna är i löpande priser; svaret ovan är nuvärden i {year} års priser.",
        en: "All amounts are the difference from today in SEK thousand. Plus is good for the account, minus is a cost. Budget tables are in current prices; the answer above is present value in prices of {year}.",
    }
    /// Why medians do not add up.
    pub fn medians_do_not_add() {
        sv: "Mitten är medianen över framtiderna. Medianer går inte att summera; varje summa är räknad för sig.",
        en: "Middle is the median over the futures. Medians do not add up; every total is worked out on its own.",
    }
    /// Title of the table by year.
    pub fn by_year() { sv: "Netto per budgetår", en: "Net by budget year" }
    /// Title of the table of the municipality's account.
    pub fn own_account() { sv: "Kommunens konto", en: "The municipality's account" }
    /// Title of the table of accounts.
    pub fn who_gains_who_pays() { sv: "Vem vinner och vem betalar, hela tiden", en: "Who gains and who pays, whole time" }
    /// Title of the table of time that is not cash.
    pub fn reallocated() { sv: "Arbetstid hos redan anställda, inte kontanter", en: "Time of people already employed, not cash" }
    /// What that table says.
    pub fn reallocated_note() {
        sv: "Värdet av tid som tas i anspråk (plus) eller frigörs (minus). Det blir pengar först om tjänster tillkommer eller försvinner, och ingår inte i något belopp ovan.",
        en: "The value of time used (plus) or freed (minus). It becomes money only if posts are added or cut, and is in no amount above.",
    }
    /// A year that the horizon covers in part.
    pub fn part_years(years: &str) { sv: "Inte hela år: {years}.", en: "Not whole years: {years}." }
    /// A year and its months.
    pub fn months_of_year(year: &str, months: &str) { sv: "{year} ({months} månader)", en: "{year} ({months} months)" }
    /// Savings still to come.
    pub fn run_off(sum: &str) {
        sv: "Vid slutet är nettot för kommunen {sum} per år i mittenutfallet (de sista tolv månaderna); det som händer därefter är inte med i svaret.",
        en: "At the end the municipality's net is {sum} a year in the middle outcome (last twelve months); what happens after that is not in the answer.",
    }
    /// Column: budget year.
    pub fn column_year() { sv: "Budgetår", en: "Budget year" }
    /// Column: the municipality.
    pub fn column_own() { sv: "Kommunen", en: "Municipality" }
    /// Column: the public sector.
    pub fn column_public() { sv: "Offentlig sektor", en: "Public sector" }
    /// Column: interval.
    pub fn column_interval() { sv: "åtta av tio", en: "eight of ten" }
    /// Column: chance of having gained by the end of the year.
    pub fn column_gained() { sv: "Kommunen har\ntjänat hittills", en: "Municipality has\ngained so far" }
    /// Column: whole time.
    pub fn column_whole() { sv: "Hela tiden", en: "Whole time" }
    /// Column: account.
    pub fn column_account() { sv: "Konto", en: "Account" }
    /// Column: middle.
    pub fn column_middle() { sv: "Mitten", en: "Middle" }
    /// Column: the tenth lowest.
    pub fn column_low() { sv: "Låg (1 av 10 under)", en: "Low (1 in 10 below)" }
    /// Column: the tenth highest.
    pub fn column_high() { sv: "Hög (1 av 10 över)", en: "High (1 in 10 above)" }
    /// Row: low.
    pub fn row_low() { sv: "  låg", en: "  low" }
    /// Row: high.
    pub fn row_high() { sv: "  hög", en: "  high" }
    /// Row: sum.
    pub fn row_sum() { sv: "Netto", en: "Net" }
    /// What low and high mean.
    pub fn low_high() {
        sv: "Låg och hög: en framtid av tio hamnar under låg, en av tio över hög.",
        en: "Low and high: one future in ten falls below low, one in ten above high.",
    }
}
