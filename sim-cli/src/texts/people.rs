//! Words of the tables about people.

use crate::texts::lang::sentences;

sentences! {
    /// Heading of the third part.
    pub fn heading() { sv: "Hushållen", en: "Households" }
    /// What the table shows.
    pub fn how_to_read() {
        sv: "Medelantal hushåll under månaden, med det som åtta av tio framtider ligger inom.",
        en: "Mean number of households during the month, with what eight of ten futures lie within.",
    }
    /// A column of a month.
    pub fn after_months(month: &str) { sv: "månad {month}", en: "month {month}" }
    /// Households on assistance.
    pub fn on_assistance() { sv: "Hushåll med försörjningsstöd", en: "Households on social assistance" }
    /// Households in any intervention.
    pub fn in_interventions() { sv: "I någon insats", en: "In any intervention" }
    /// Title of the table of interventions.
    pub fn each_intervention(month: &str) { sv: "I varje insats, medelantal hushåll under månad {month}", en: "In each intervention, mean number of households during month {month}" }
    /// Lost households.
    pub fn lost() { sv: "Mellan stolarna", en: "Lost between authorities" }
    /// Households in job.
    pub fn in_job() { sv: "I jobb efter försörjningsstöd", en: "In job after assistance" }
    /// Households in studies.
    pub fn in_studies() { sv: "I studier efter försörjningsstöd", en: "In studies after assistance" }
    /// Extra households in self-support.
    pub fn extra_heading() { sv: "Skillnad mot i dag", en: "Difference from today" }
    /// Extra households in job or studies at a month.
    pub fn extra(design: &str, count: &str, range: &str, month: &str) {
        sv: "{design}: {count} fler hushåll i jobb eller studier efter {month} månader (åtta av tio framtider: {range}).",
        en: "{design}: {count} more households in job or studies after {month} months (eight of ten futures: {range}).",
    }
    /// Fewer households in job or studies.
    pub fn fewer(design: &str, count: &str, range: &str, month: &str) {
        sv: "{design}: {count} färre hushåll i jobb eller studier efter {month} månader (åtta av tio framtider, som skillnad: {range}).",
        en: "{design}: {count} fewer households in job or studies after {month} months (eight of ten futures, as a difference: {range}).",
    }
    /// As many households in job or studies.
    pub fn no_extra(design: &str, range: &str, month: &str) {
        sv: "{design}: lika många hushåll i jobb eller studier efter {month} månader i mittenutfallet (åtta av tio framtider, som skillnad: {range}).",
        en: "{design}: as many households in job or studies after {month} months in the middle outcome (eight of ten futures, as a difference: {range}).",
    }
    /// Months with payment saved.
    pub fn months_saved(count: &str, range: &str) {
        sv: "Hushållsmånader med försörjningsstöd som sparas under hela tiden: {count} ({range}).",
        en: "Household-months of assistance saved over the whole time: {count} ({range}).",
    }
    /// What an extra household in self-support costs.
    pub fn cost_of_extra(sum: &str) {
        sv: "Varje extra hushåll i egen försörjning kostar kommunen {sum} netto.",
        en: "Each extra household in self-support costs the municipality {sum} net.",
    }
    /// An extra household in self-support saves.
    pub fn gain_of_extra(sum: &str) {
        sv: "För varje extra hushåll i egen försörjning sparar kommunen {sum} netto.",
        en: "For each extra household in self-support the municipality saves {sum} net.",
    }
    /// Title of the table of published statistics.
    pub fn published() { sv: "Som statistiken räknar", en: "As statistics count" }
    /// What is counted in it.
    pub fn published_note() {
        sv: "Enhet: hushåll, alla som scenariot följer. En månad räknas om något stöd betalas i den; en period tar slut efter en hel kalendermånad utan.",
        en: "Unit: households, all that the scenario follows. A month counts if any assistance is paid in it; a spell ends after one whole calendar month without.",
    }
    /// Mean months.
    pub fn months_in_year() { sv: "Månader med stöd under ett år, medel", en: "Months on assistance in a year, mean" }
    /// Ten months or more.
    pub fn ten_months() { sv: "Andel med tio månader eller mer", en: "Share with ten months or more" }
    /// Fewer than four months.
    pub fn under_four() { sv: "Andel med färre än fyra månader", en: "Share with fewer than four months" }
    /// Spells over a year.
    pub fn over_twelve() { sv: "Andel perioder längre än tolv månader", en: "Share of spells over twelve months" }
    /// Returns.
    pub fn back_within_three() { sv: "Andel tillbaka inom tre månader", en: "Share back within three months" }
    /// Households in a year.
    pub fn households_in_year() { sv: "Hushåll med stöd någon gång under året", en: "Households with any payment in the year" }
    /// Assistance for a household.
    pub fn sek_in_year() { sv: "Stöd per sådant hushåll och år, kr", en: "Assistance for such a household a year, SEK" }
    /// Title of the table of staff.
    pub fn staff() { sv: "Arbete: heltidstjänster som behövs, medel", en: "Work: full-time posts needed, mean" }
    /// Column: available.
    pub fn column_available() { sv: "tillgängligt", en: "available" }
    /// Not said in the scenario.
    pub fn not_said() { sv: "ej angivet", en: "not said" }
    /// Above what there is.
    pub fn above_available(profession: &str, design: &str, most: &str) {
        sv: "{profession} räcker inte till: {design} behöver som mest {most} heltidstjänster en månad.",
        en: "{profession} is not enough: {design} needs up to {most} full-time posts in a month.",
    }
    /// The stock drifts.
    pub fn drift(per_year: &str) {
        sv: "Med dagens arbetssätt ändras antalet hushåll med {per_year} första året.",
        en: "Under today's way of working the number of households changes by {per_year} in the first year.",
    }
    /// Title of the table of queues.
    pub fn queues() { sv: "Köer till platser och tider", en: "Queues for places and slots" }
    /// What the table of queues shows.
    pub fn queues_note() {
        sv: "Väntan gäller dem som fick plats, i dagar. Kö är medelantal hushåll; beläggning är hur stor del av platserna som används.",
        en: "Waits are of those who were served, in days. Queue is the mean number of households; use is the share of places taken.",
    }
    /// Column: places.
    pub fn column_places() { sv: "platser", en: "places" }
    /// Column: use.
    pub fn column_used() { sv: "beläggning", en: "use" }
    /// Column: mean wait.
    pub fn column_mean_wait() { sv: "väntan, medel", en: "mean wait" }
    /// Column: wait of nine in ten.
    pub fn column_p90_wait() { sv: "nio av tio inom", en: "nine of ten within" }
    /// Column: queue at the end.
    pub fn column_queue(month: &str) { sv: "kö månad {month}", en: "queue month {month}" }
    /// Column: longest queue.
    pub fn column_longest() { sv: "längsta kö", en: "longest queue" }
    /// Column: share served.
    pub fn column_served() { sv: "fick plats", en: "served" }
    /// Places without limit.
    pub fn no_limit() { sv: "obegränsat", en: "no limit" }
    /// Title of followed groups.
    pub fn probes() { sv: "Grupper som följs", en: "Groups that are followed" }
    /// After so many months.
    pub fn probe(title: &str, months: &str) { sv: "{title}, efter {months} månader", en: "{title}, after {months} months" }
}
