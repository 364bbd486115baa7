//! Words of the decision paper about what decides the answer and what it rests on.

use crate::texts::lang::sentences;

sentences! {
    /// What the pictures of drivers show.
    pub fn how_to_read() {
        sv: "Varje stapel är ett osäkert tal. Ju längre stapel, desto mer följer kommunens netto med när talet är högre eller lägre (rangkorrelation, från −1 till 1). Fylld stapel till höger: ett högre tal gör utfallet bättre för kommunen. Öppen stapel till vänster: ett högre tal gör det sämre.",
        en: "Each bar is an uncertain number. The longer the bar, the more the municipality's net goes along when the number is higher or lower (rank correlation, from −1 to 1). Filled bar to the right: a higher number makes the outcome better for the municipality. Open bar to the left: a higher number makes it worse.",
    }
    /// Title of a picture of drivers.
    pub fn drivers_title(design: &str) { sv: "Tal som avgör mest: {design}", en: "Numbers that decide most: {design}" }
    /// What it shows.
    pub fn drivers_text(first: &str) { sv: "Starkast är: {first}.", en: "Strongest is: {first}." }
    /// Left end.
    pub fn worse() { sv: "sämre för kommunen ←", en: "worse for the municipality ←" }
    /// Right end.
    pub fn better() { sv: "→ bättre", en: "→ better" }
    /// Caption of the table of drivers.
    pub fn drivers_table() { sv: "Talen bakom staplarna", en: "The numbers behind the bars" }
    /// Column: correlation.
    pub fn column_correlation() { sv: "Rangkorrelation", en: "Rank correlation" }
    /// Column: what it is based on.
    pub fn column_basis() { sv: "Underlag", en: "Basis" }
    /// Column: source.
    pub fn column_source() { sv: "Källa", en: "Source" }
    /// Title of the picture of variance.
    pub fn variance_title(design: &str) { sv: "Var osäkerheten kommer ifrån: {design}", en: "Where the uncertainty comes from: {design}" }
    /// What it shows.
    pub fn variance_text() { sv: "Hur kommunens osäkra netto delas upp på okunskap, omvärld och slump.", en: "How the municipality's uncertain net divides into ignorance, world and luck." }
    /// Ignorance.
    pub fn ignorance(share: &str) { sv: "{share}: tal vi inte vet; går att minska med bättre underlag", en: "{share}: numbers we do not know; better evidence helps" }
    /// World.
    pub fn world(share: &str) { sv: "{share}: arbetsmarknaden, och om arbetssättet hålls i gång", en: "{share}: the labour market, and if the design is kept up" }
    /// Luck.
    pub fn luck(share: &str) { sv: "{share}: slumpen i enskilda hushåll", en: "{share}: the luck of single households" }
    /// How to go on.
    pub fn go_on(command: &str) {
        sv: "Sambanden säger vad som är värt att ta reda på, inte vad som händer om ett tal ändras. Vill ni se det: ändra talet i scenariot och kör {command} igen med samma frö. Alla tal med källor finns i bilagan.",
        en: "The correlations tell what is worth finding out, not what happens if a number is changed. To see that, change the number in the scenario and run {command} again with the same seed. All numbers with sources are in the appendix.",
    }
    /// No number decides.
    pub fn no_drivers(design: &str) { sv: "{design}: inget osäkert tal sticker ut.", en: "{design}: no uncertain number stands out." }
    /// Title of the picture of evidence.
    pub fn evidence_title() { sv: "Hur mycket som är känt", en: "How much is known" }
    /// What it shows.
    pub fn evidence_text() { sv: "Talen i scenariot efter underlag.", en: "The numbers of the scenario by basis." }
    /// Documented numbers.
    pub fn documented(count: &str) { sv: "Dokumenterade för platsen: {count}", en: "Documented for this place: {count}" }
    /// Numbers from statistics.
    pub fn statistics(count: &str) { sv: "Från offentlig statistik eller forskning: {count}", en: "From public statistics or research: {count}" }
    /// Assumed numbers.
    pub fn assumed(count: &str) { sv: "Antaganden: {count}", en: "Assumptions: {count}" }
    /// Heading: what is left out.
    pub fn left_out() { sv: "Vad modellen inte räknar med", en: "What the model leaves out" }
    /// Left out: after the horizon.
    pub fn left_out_later(month: &str) { sv: "Det som händer efter månad {month}: varken besparingar eller kostnader därefter är med.", en: "What happens after month {month}: neither savings nor costs after that are counted." }
    /// Left out: well-being.
    pub fn left_out_worth() { sv: "Hälsa, barns villkor, trygghet och annat värde för människor som inte är pengar.", en: "Health, children's conditions, security and other worth to people that is not money." }
    /// Left out: other services.
    pub fn left_out_services() { sv: "Följder för vård, skola, rättsväsende och andra verksamheter, om scenariot inte anger dem.", en: "Effects on health care, schools, justice and other services, unless the scenario states them." }
    /// Left out: wages and prices.
    pub fn left_out_economy() { sv: "Att löner, priser eller arbetsgivares beteende ändras; undanträngning räknas bara som en andel.", en: "That wages, prices or employers' behaviour change; displacement is counted only as a share." }
    /// Left out: quality of work.
    pub fn left_out_staff() { sv: "Arbetsmiljö, personalomsättning och samarbetets kvalitet, utöver effekten på takten till jobb och studier.", en: "Working conditions, staff turnover and the quality of cooperation, beyond the effect on the rate to job and studies." }
    /// Left out: causal proof.
    pub fn left_out_proof() { sv: "Säkra bevis för effekten: samverkansformer har nästan aldrig mätts mot en jämförelsegrupp, och effekttalen är därför antaganden med breda intervall.", en: "Firm proof of the effect: collaboration designs have hardly ever been measured against a comparison group, so the effect numbers are assumptions with wide intervals." }
    /// Heading: settings.
    pub fn settings() { sv: "Så är det räknat", en: "How it was run" }
    /// Row: adjustments.
    pub fn row_adjustments() { sv: "Justeringar", en: "Adjustments" }
    /// Row: draws.
    pub fn row_draws() { sv: "Framtider", en: "Futures" }
    /// Row: seed.
    pub fn row_seed() { sv: "Frö", en: "Seed" }
    /// Row: stock.
    pub fn row_stock() { sv: "Hushåll vid starten", en: "Households at the start" }
    /// Row: discount rate.
    pub fn row_discount() { sv: "Real kalkylränta per år", en: "Real discount rate a year" }
    /// Row: period.
    pub fn row_period() { sv: "Period", en: "Period" }
    /// Row: version.
    pub fn row_version() { sv: "Programversion", en: "Program version" }
    /// Row: hash.
    pub fn row_hash() { sv: "Scenariots kontrollsumma (SHA-256)", en: "Checksum of the scenario (SHA-256)" }
    /// Draws, and those made twice.
    pub fn draws(draws: &str, asked: &str, seconds: &str) { sv: "{draws} av {asked} begärda; {seconds} räknade två gånger med olika slump", en: "{draws} of {asked} asked for; {seconds} run twice with different luck" }
    /// Stock given.
    pub fn stock_given(households: &str) { sv: "{households}, angivet i scenariot", en: "{households}, given in the scenario" }
    /// Stock grown.
    pub fn stock_grown(households: &str, years: &str) { sv: "{households}, framräknat över {years} år", en: "{households}, grown over {years} years" }
    /// Heading: error.
    pub fn error() { sv: "Räknefel", en: "Calculation error" }
    /// What it is.
    pub fn error_note() { sv: "Hur mycket svaret kan ändras om samma scenario räknas med ett annat frö (två standardfel). Det säger inget om hur säkra antagandena är.", en: "How much the answer may change if the same scenario is run with another seed (two standard errors). It says nothing about how sure the assumptions are." }
    /// Caption of the table of errors.
    pub fn error_table() { sv: "Räknefel i kommunens nettobesparing", en: "Calculation error of the municipality's net saving" }
    /// Column: mean.
    pub fn column_mean() { sv: "Medel", en: "Mean" }
    /// Column: error of the mean.
    pub fn column_error() { sv: "Fel i medel, ±", en: "Error of the mean, ±" }
    /// Column: chance.
    pub fn column_chance() { sv: "Chans till vinst", en: "Chance of a gain" }
    /// Column: error of the chance.
    pub fn column_chance_error() { sv: "Fel, ± av 100", en: "Error, ± of 100" }
    /// Heading: the same answer again.
    pub fn again() { sv: "Så får ni samma svar", en: "How to get the same answer" }
    /// What to do.
    pub fn again_note() { sv: "Samma scenario, frö och programversion ger samma svar på alla datorer. Kontrollsumman ovan visar om scenariot är detsamma.", en: "The same scenario, seed and program version give the same answer on every computer. The checksum above shows whether the scenario is the same." }
    /// What the appendix is.
    pub fn appendix_note() { sv: "Märket före talet visar underlaget: ■ dokumenterat för platsen, ▨ offentlig statistik eller forskning, □ antaget. Betyg A är säkrast, D är en bedömning; streck betyder att scenariot inte säger. Intervallet rymmer nio av tio; tal utan intervall räknas som kända.", en: "The mark before the number shows its basis: ■ documented for this place, ▨ public statistics or research, □ assumed. Grade A is surest, D is a judgement; a dash means the scenario does not say. The interval holds nine of ten; numbers without one are treated as known." }
    /// Opens the list.
    pub fn open_list(count: &str) { sv: "Visa alla {count} tal", en: "Show all {count} numbers" }
    /// Heading of the documented.
    pub fn list_documented() { sv: "■ Dokumenterat för platsen", en: "■ Documented for this place" }
    /// Heading of the statistics.
    pub fn list_statistics() { sv: "▨ Offentlig statistik eller forskning", en: "▨ Public statistics or research" }
    /// Heading of the assumed.
    pub fn list_assumed() { sv: "□ Antaget", en: "□ Assumed" }
    /// None of the kind.
    pub fn list_none() { sv: "Inga.", en: "None." }
}
