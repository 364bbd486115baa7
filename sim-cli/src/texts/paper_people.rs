//! Words of the decision paper about people.

use crate::texts::lang::sentences;

sentences! {
    /// What the part has in common.
    pub fn how_to_read() {
        sv: "Så många hushåll är i varje läge, i medeltal under månaden. Linjen är medelvärdet, bandet rymmer åtta av tio framtider. Banden visar hur osäker nivån är; skillnaden mellan två arbetssätt är säkrare än så, eftersom båda möter samma framtider.",
        en: "So many households are in each state, on average during the month. The line is the mean, the band holds eight of ten futures. The bands show how uncertain the level is; the difference between two designs is surer than that, since both meet the same futures.",
    }
    /// Heading of the extra households.
    pub fn extra() { sv: "Fler i egen försörjning", en: "More in self-support" }
    /// Title of that picture.
    pub fn extra_title() { sv: "Extra hushåll i jobb eller studier, mot i dag", en: "Extra households in job or studies, against today" }
    /// What it shows.
    pub fn extra_text() {
        sv: "För varje arbetssätt och efter varje år: mittenutfallet som en punkt och det som åtta av tio framtider ligger inom som ett streck. Över noll är fler än i dag.",
        en: "For each design and after each year: the middle outcome as a dot and what eight of ten futures lie within as a line. Above zero is more than today.",
    }
    /// Under it.
    pub fn extra_caption() {
        sv: "Antal hushåll fler än i dag i jobb eller studier efter så många månader. Punkten är mittenutfallet, strecket rymmer åtta av tio framtider. Före undanträngning.",
        en: "Number of households more than today in job or studies after so many months. The dot is the middle outcome, the line holds eight of ten futures. Before displacement.",
    }
    /// Caption of its table.
    pub fn extra_table() { sv: "Extra hushåll i jobb eller studier mot i dag: mitten (åtta av tio)", en: "Extra households in job or studies against today: middle (eight of ten)" }
    /// Column: after so many months.
    pub fn after(month: &str) { sv: "efter {month} mån", en: "after {month} mo" }
    /// Under a column of a picture.
    pub fn after_short(month: &str) { sv: "{month} mån", en: "{month} mo" }
    /// Caption of the table over the whole time.
    pub fn whole_table() { sv: "Över hela tiden, mot i dag: mitten och åtta av tio framtider", en: "Over the whole time, against today: middle and eight of ten futures" }
    /// Column: household-months in job.
    pub fn job_months() { sv: "Fler hushållsmånader i jobb", en: "More household-months in job" }
    /// Column: household-months saved.
    pub fn months_saved() { sv: "Hushållsmånader med stöd som sparas", en: "Household-months of assistance saved" }
    /// Column: net cost of an extra household.
    pub fn cost_of_extra() { sv: "Kommunens netto per extra hushåll", en: "Municipality's net for an extra household" }
    /// A cost.
    pub fn costs(sum: &str) { sv: "kostar {sum}", en: "costs {sum}" }
    /// A saving.
    pub fn saves(sum: &str) { sv: "sparar {sum}", en: "saves {sum}" }
    /// Too few to say.
    pub fn cannot_say() { sv: "går inte att säga", en: "cannot be said" }
    /// Heading of the states.
    pub fn states() { sv: "Var hushållen är, månad för månad", en: "Where households are, month by month" }
    /// On assistance.
    pub fn on_assistance() { sv: "Med försörjningsstöd", en: "On social assistance" }
    /// In intervention.
    pub fn in_interventions() { sv: "I en insats", en: "In an intervention" }
    /// In job.
    pub fn in_job() { sv: "I jobb efter försörjningsstöd", en: "In job after assistance" }
    /// In studies.
    pub fn in_studies() { sv: "I studier efter försörjningsstöd", en: "In studies after assistance" }
    /// Elsewhere.
    pub fn elsewhere() { sv: "Lämnat av annat skäl", en: "Left for another reason" }
    /// What elsewhere is.
    pub fn elsewhere_note() {
        sv: "Lämnat av annat skäl är annan ersättning, flytt, återtagen ansökan eller uppehåll i betalningen.",
        en: "Left for another reason is another benefit, a move, a withdrawn application or a payment gap.",
    }
    /// Lost between authorities.
    pub fn lost() { sv: "Mellan stolarna", en: "Lost between authorities" }
    /// Returns.
    pub fn returns() { sv: "Återkomster under månaden", en: "Returns in the month" }
    /// Title of a picture of a state.
    pub fn state_title(state: &str) { sv: "{state}, hushåll per månad", en: "{state}, households by month" }
    /// What it shows.
    pub fn state_text(ends: &str) { sv: "Sista månaden: {ends}.", en: "The last month: {ends}." }
    /// Caption of its table.
    pub fn state_table(state: &str) { sv: "{state}: medel (åtta av tio)", en: "{state}: mean (eight of ten)" }
    /// Heading of queues.
    pub fn queues() { sv: "Köer och beläggning", en: "Queues and use" }
    /// Nothing is limited.
    pub fn no_queues() { sv: "Inga platser är begränsade i scenariot, så ingen väntar på plats.", en: "No places are limited in the scenario, so nobody waits for one." }
    /// Title of a picture of a queue.
    pub fn queue_title(pool: &str) { sv: "Kö till {pool}, hushåll", en: "Queue for {pool}, households" }
    /// Caption of the table of queues.
    pub fn queue_table() { sv: "Platser, väntan och beläggning", en: "Places, waits and use" }
    /// Column: waits in days.
    pub fn column_wait() { sv: "Väntan, dagar (åtta av tio framtider)", en: "Wait, days (eight of ten futures)" }
    /// Column: nine in ten served.
    pub fn column_p90() { sv: "Nio av tio väntar högst, dagar", en: "Nine of ten wait at most, days" }
    /// Column: places.
    pub fn column_places() { sv: "Platser sista månaden", en: "Places in the last month" }
    /// Column: use.
    pub fn column_used() { sv: "Beläggning", en: "Use" }
    /// Column: served.
    pub fn column_served() { sv: "Fick plats", en: "Served" }
    /// Column: queue at the end.
    pub fn column_queue() { sv: "I kö sista månaden", en: "In queue in the last month" }
    /// Heading of staff.
    pub fn staff() { sv: "Arbete som behövs", en: "Work needed" }
    /// Caption of the table of staff.
    pub fn staff_table() { sv: "Heltidstjänster som behövs, medel", en: "Full-time posts needed, mean" }
    /// Column: what is measured.
    pub fn column_measure() { sv: "Mått", en: "Measure" }
    /// Caption of the table of published statistics.
    pub fn published_table() { sv: "Mått som officiell statistik redovisar", en: "Measures that official statistics report" }
    /// Heading of the published statistics.
    pub fn published() { sv: "Som statistiken räknar", en: "As statistics count" }
}
