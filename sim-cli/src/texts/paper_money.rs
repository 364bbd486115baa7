//! Words of the decision paper about money.

use crate::texts::lang::sentences;

sentences! {
    /// What the part has in common.
    pub fn how_to_read(year: i32) {
        sv: "Alla belopp är skillnaden mot i dag. Plus är bra för kontot, minus är en kostnad. Tabeller per budgetår är i löpande priser; nuvärden är i {year} års priser. Mitten är medianen, och intervallet rymmer åtta av tio framtider. Medianer går inte att summera, så varje summa är räknad för sig.",
        en: "All amounts are the difference from today. Plus is good for the account, minus is a cost. Tables by budget year are in current prices; present values are in prices of {year}. Middle is the median, and the interval holds eight of ten futures. Medians do not add up, so every total is worked out on its own.",
    }
    /// Heading of the pictures of cumulative saving.
    pub fn cumulative() { sv: "När pengarna går ut och kommer tillbaka", en: "When money goes out and comes back" }
    /// Title of a picture of cumulative saving.
    pub fn cumulative_title(who: &str) { sv: "Ackumulerat netto för {who}", en: "Cumulative net of {who}" }
    /// What that picture shows.
    pub fn cumulative_text() {
        sv: "Mittenutfallet månad för månad med det som åtta av tio framtider ligger inom. Under noll har det hittills kostat mer än det gett.",
        en: "The middle outcome month by month with what eight of ten futures lie within. Below zero it has so far cost more than it has brought.",
    }
    /// Under the pictures of cumulative saving.
    pub fn cumulative_caption(unit: &str) {
        sv: "Ackumulerat netto från start, {unit} i nuvärde. Linjen är mittenutfallet, bandet rymmer åtta av tio framtider. Under noll ligger pengar ute.",
        en: "Cumulative net since the start, {unit} in present value. The line is the middle outcome, the band holds eight of ten futures. Below zero money is out.",
    }
    /// The month in which the money is back.
    pub fn back_in(month: &str) { sv: "tillbaka månad {month}", en: "back in month {month}" }
    /// Caption of the table of months.
    pub fn cumulative_table(who: &str, unit: &str) {
        sv: "Ackumulerat netto för {who}, {unit}: mitten (åtta av tio)",
        en: "Cumulative net of {who}, {unit}: middle (eight of ten)",
    }
    /// Caption of the table of budget years.
    pub fn by_year() { sv: "Netto per budgetår, tkr", en: "Net by budget year, SEK thousand" }
    /// Column: has gained so far.
    pub fn column_gained() { sv: "Kommunen har tjänat hittills", en: "Municipality has gained so far" }
    /// Caption of the table of the municipality's account.
    pub fn own_account() { sv: "Kommunens konto per budgetår, tkr: mitten och åtta av tio framtider", en: "The municipality's account by budget year, SEK thousand: middle and eight of ten futures" }
    /// Rows of what the design itself costs.
    pub fn group_cost() { sv: "Vad arbetssättet kostar (kontanter)", en: "What the design costs (cash)" }
    /// Rows of what changes by it.
    pub fn group_effect() { sv: "Vad som ändras av det (kontanter som undviks eller tillkommer)", en: "What changes by it (cash avoided or added)" }
    /// Row of the sum.
    pub fn row_net() { sv: "Netto, kontanter", en: "Net, cash" }
    /// Caption of the table of accounts.
    pub fn accounts() { sv: "Alla konton per budgetår, tkr: mitten och åtta av tio framtider", en: "All accounts by budget year, SEK thousand: middle and eight of ten futures" }
    /// Column: account.
    pub fn column_account() { sv: "Konto", en: "Account" }
    /// Column: what for.
    pub fn column_kind() { sv: "Post", en: "Item" }
    /// Column: whole time.
    pub fn column_whole() { sv: "Hela tiden", en: "Whole time" }
    /// Column: month.
    pub fn column_month() { sv: "Månad", en: "Month" }
    /// Heading of time that is not cash.
    pub fn time() { sv: "Tid som frigörs eller tas i anspråk: inte kontanter", en: "Time that is freed or used: not cash" }
    /// What that time is.
    pub fn time_note() {
        sv: "Värdet av arbetstid hos redan anställda: minus är tid som frigörs, plus är tid som tas i anspråk. Det blir pengar först om tjänster tillkommer eller försvinner, och ingår inte i något annat belopp.",
        en: "The value of time of people already employed: minus is time freed, plus is time used. It becomes money only if posts are added or cut, and is in no other amount.",
    }
    /// Caption of the table of time.
    pub fn time_table() { sv: "Arbetstid hos redan anställda, värde i tkr: mitten och åtta av tio framtider", en: "Time of people already employed, value in SEK thousand: middle and eight of ten futures" }
    /// No time is moved.
    pub fn no_time() { sv: "Inget arbetssätt tar i anspråk eller frigör tid hos redan anställda, så långt scenariot säger.", en: "No design uses or frees time of people already employed, as far as the scenario says." }
    /// Heading of the flows.
    pub fn shifts() { sv: "Vem betalar mer, och vem betalar mindre", en: "Who pays more, and who pays less" }
    /// Title of a picture of flows.
    pub fn flows_title(design: &str) { sv: "Hur kostnader flyttas mellan konton: {design}", en: "How cost moves between accounts: {design}" }
    /// Under the picture of flows.
    pub fn flows_caption(design: &str) {
        sv: "{design}. Till vänster de konton som betalar mer eller får mindre än i dag, i mitten vad det gäller, till höger de som betalar mindre eller får mer. Medelvärden för hela tiden i löpande priser; medelvärden går att summera. Verkliga resurser är arbete, lokaler och annat som används. Flöden som inte rör offentlig sektor står i tabellen.",
        en: "{design}. On the left the accounts that pay more or get less than today, in the middle what for, on the right those that pay less or get more. Means over the whole time in current prices; means add up. Real resources are work, premises and the like that are used. Flows that do not touch the public sector are in the table.",
    }
    /// Left head.
    pub fn pays_more() { sv: "Betalar mer, får mindre", en: "Pays more, gets less" }
    /// Right head.
    pub fn pays_less() { sv: "Betalar mindre, får mer", en: "Pays less, gets more" }
    /// What a picture of flows shows.
    pub fn flows_text(payers: &str, receivers: &str) { sv: "Betalar mer: {payers}. Betalar mindre: {receivers}.", en: "Pays more: {payers}. Pays less: {receivers}." }
    /// Nobody.
    pub fn nobody() { sv: "ingen", en: "nobody" }
    /// Caption of the table of flows.
    pub fn flows_table() { sv: "Vad varje konto tjänar på varje post, hela tiden, tkr: medel", en: "What each account gains by each item, whole time, SEK thousand: mean" }
    /// Nothing moves.
    pub fn no_flows(design: &str) { sv: "{design}: inga kostnader flyttas.", en: "{design}: no cost is moved." }
}
