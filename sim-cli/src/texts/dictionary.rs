//! Words of the data dictionary.

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Heading.
    pub fn heading() { sv: "Kolumner i tabellen över framtider", en: "Columns of the table of draws" }
    /// How names are made.
    pub fn how_named() {
        sv: "En rad per framtid. Namnet är delarna i tabellen med kolon emellan. Belopp är kronor, plus är bra för den som anges. Summor är räknade per framtid: percentiler görs på raderna, inte på percentiler.",
        en: "One row a draw. The name is the parts of the table joined by colons. Amounts are SEK, plus is good for the one named. Sums are worked out draw by draw: take percentiles of rows, not of percentiles.",
    }
    /// Head of the table.
    pub fn columns() {
        sv: "| Kolumn | Vad | Arbetssätt | Vems, eller vilket tal | År | Till och med månad | Enhet |\n|---|---|---|---|---|---|---|\n",
        en: "| Column | What | Design | Whose, or which number | Year | To month | Unit |\n|---|---|---|---|---|---|---|\n",
    }
}

/// Returns what a measure is.
pub fn measure(lang: Lang, measure: &str) -> &'static str {
    match measure {
        "draw" => lang.pick("Framtidens nummer, från 0", "Number of the draw, from 0"),
        "parameter" => lang.pick(
            "Ett osäkert tal i den framtiden",
            "An uncertain number in that draw",
        ),
        "net_saving_present" => lang.pick(
            "Netto mot i dag hittills, nuvärde i prisårets priser",
            "Net saving against today so far, present value in prices of the price year",
        ),
        "net_saving_nominal" => lang.pick(
            "Netto mot i dag under året, löpande priser",
            "Net saving against today in the year, current prices",
        ),
        "net_to_account_nominal" => lang.pick(
            "Vad kontot får minus vad det betalar, löpande priser",
            "What the account receives less what it pays, current prices",
        ),
        "gain_of_account_nominal" => lang.pick(
            "Vad kontot vinner mot i dag, undanträngning inräknad, löpande priser",
            "What the account gains against today, displacement included, current prices",
        ),
        "self_support" => lang.pick(
            "Hushåll i jobb eller studier under månaden",
            "Households in job or studies in the month",
        ),
        "months_with_payment" => lang.pick(
            "Hushållsmånader med utbetalning, hela tiden",
            "Household-months with payment, whole time",
        ),
        "job_months" => lang.pick(
            "Hushållsmånader i jobb, hela tiden",
            "Household-months in job, whole time",
        ),
        "discontinued" => lang.pick(
            "1 om arbetssättet slutade drivas",
            "1 if the design stopped being run",
        ),
        _ => "",
    }
}

/// Returns what a unit is called.
pub fn unit(lang: Lang, unit: &str) -> String {
    let known = match unit {
        "draw" => lang.pick("nummer", "number"),
        "sek" => lang.pick("kr", "SEK"),
        "households" => lang.pick("hushåll", "households"),
        "household_months" => lang.pick("hushållsmånader", "household-months"),
        "yes" => lang.pick("0 eller 1", "0 or 1"),
        _ => crate::texts::names::unit(lang, unit, 2.0),
    };
    known.to_owned()
}
