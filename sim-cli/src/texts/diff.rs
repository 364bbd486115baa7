//! Words of two designs side by side.

use sim_core::results::diff::{LeverKind, Theme};

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Title of the page.
    pub fn title(from: &str, to: &str) { sv: "Från {from} till {to}", en: "From {from} to {to}" }
    /// Nothing differs.
    pub fn nothing_differs() {
        sv: "Inget skiljer: arbetssätten är desamma, så när som på namn, källor och anteckningar.",
        en: "Nothing differs: the designs are the same, but for names, sources and notes.",
    }
    /// Heading of what differs.
    pub fn what_differs() { sv: "Vad som skiljer", en: "What differs" }
    /// A lever with its number.
    pub fn numbered(number: usize, name: &str) { sv: "{number}. {name}", en: "{number}. {name}" }
    /// Several levers together.
    pub fn together(first: &str, second: &str) { sv: "{first} och {second}", en: "{first} and {second}" }
    /// Why levers are switched together.
    pub fn merged() {
        sv: "De byts tillsammans: med bara det ena bytt blir det inget arbetssätt som går att köra.",
        en: "They are switched together: with only one of them switched there is no design that can be run.",
    }
    /// A setting that changes.
    pub fn becomes(name: &str, from: &str, to: &str) { sv: "{name}: {from} blir {to}", en: "{name}: {from} becomes {to}" }
    /// A setting that only the second design has.
    pub fn comes(name: &str, to: &str) { sv: "{name}: {to} (tillkommer)", en: "{name}: {to} (added)" }
    /// A setting that only the first design has.
    pub fn goes(name: &str, from: &str) { sv: "{name}: {from} (försvinner)", en: "{name}: {from} (taken away)" }
    /// Two uncertain numbers that read the same.
    pub fn another_number(name: &str, both: &str) {
        sv: "{name}: {both} i båda, men som två osäkra tal, skrivna var för sig; med `based_on` eller en [parameter] blir de ett",
        en: "{name}: {both} in both, but as two uncertain numbers, written separately; with `based_on` or a [parameter] they become one",
    }
    /// Heading of the waterfall.
    pub fn one_at_a_time() { sv: "En sak i taget", en: "One at a time" }
    /// What the waterfall is.
    pub fn waterfall(price_year: i32, months: u32) {
        sv: "Varje rad byter en sak till och behåller det som bytts på raderna ovanför. Nettot är mot i dag, som nuvärde över {months} månader i {price_year} års priser; plus är bra för den som kolumnen gäller. Sista kolumnerna: fler hushåll i jobb eller studier i sista månaden.",
        en: "Each row switches one thing more and keeps what the rows above have switched. Net is against today, as a present value over {months} months in prices of {price_year}; plus is good for whom the column is about. Last columns: extra households in job or studies in the last month.",
    }
    /// What the errors are.
    pub fn errors(draws: &str, designs: &str) {
        sv: "± är två medelfel efter {draws} framtider: räknefelet, inte hur osäkert svaret är. Alla {designs} arbetssätten i leden har fått samma slump, framtid för framtid.",
        en: "± is two standard errors after {draws} futures: the calculation error, not how uncertain the answer is. All {designs} designs on the way met the same luck, future by future.",
    }
    /// The whole difference.
    pub fn whole(who: &str, mean: &str, low: &str, high: &str) {
        sv: "Hela skillnaden för {who}: {mean} i medeltal; i åtta av tio framtider mellan {low} och {high}.",
        en: "The whole difference for {who}: {mean} on average; in eight of ten futures between {low} and {high}.",
    }
    /// A row of the waterfall that is a design.
    pub fn design_row(name: &str) { sv: "= {name}", en: "= {name}" }
    /// The row of the whole difference.
    pub fn whole_row() { sv: "Hela skillnaden", en: "The whole difference" }
    /// Heading of the Shapley values.
    pub fn in_every_order() { sv: "Oavsett ordning", en: "Whatever the order" }
    /// What Shapley values are.
    pub fn shapley() {
        sv: "Vad en sak ger beror på vad som redan är bytt. Delen är medeltalet över alla ordningar att byta i (Shapleyvärdet), och delarna går ihop till hela skillnaden. Först och sist visar spännvidden: vad saken ger ensam, och vad den ger när allt annat är bytt.",
        en: "What a thing brings depends on what is switched already. The part is the mean over every order of switching (the Shapley value), and the parts add up to the whole difference. First and last show the range: what it brings alone, and what it brings when all else is switched.",
    }
    /// Themes instead of levers.
    pub fn by_theme() {
        sv: "Sakerna är fler än sex, så här byts de område för område.",
        en: "There are more than six things, so here they are switched theme by theme.",
    }
    /// There are no Shapley values because too much would have to be simulated.
    pub fn too_much() {
        sv: "Alla ordningar visas inte: de arbetssätten är fler än som kan räknas på en gång.",
        en: "Every order is not shown: those designs are more than can be run at once.",
    }
    /// Column: the thing.
    pub fn column_lever() { sv: "sak", en: "thing" }
    /// Column: the municipality.
    pub fn column_municipality(unit: &str) { sv: "kommunen,\n{unit}", en: "municipality,\n{unit}" }
    /// Column: the public sector.
    pub fn column_public(unit: &str) { sv: "offentlig\nsektor,\n{unit}", en: "public\nsector,\n{unit}" }
    /// Column: self-support.
    pub fn column_self_support() { sv: "fler i jobb\neller\nstudier", en: "extra in\njob or\nstudies" }
    /// Column: switched first.
    pub fn column_first() { sv: "om först", en: "if first" }
    /// Column: switched last.
    pub fn column_last() { sv: "om sist", en: "if last" }
    /// Only stopped draws.
    pub fn stopped(draws: &str, asked: &str) {
        sv: "Avbrutet efter {draws} av {asked} framtider.",
        en: "Stopped after {draws} of {asked} futures.",
    }
    fn effect(name: &str) { sv: "Effekt: {name}", en: "Effect: {name}" }
    fn posts(name: &str) { sv: "Personal: {name}", en: "Staff: {name}" }
    fn set_up(name: &str) { sv: "Uppstart: {name}", en: "Set-up: {name}" }
    fn running(name: &str) { sv: "Löpande: {name}", en: "Running: {name}" }
    /// Yes.
    pub fn yes() { sv: "ja", en: "yes" }
    /// No.
    pub fn no() { sv: "nej", en: "no" }
}

/// Returns what a lever is called; `name` is that of its effect, post or cost.
pub fn lever(lang: Lang, kind: LeverKind, name: &str) -> String {
    let known = match kind {
        LeverKind::IntakeSteps => lang.pick("Stegen på vägen in", "Steps on the way in"),
        LeverKind::IntakeWaits => lang.pick("Väntan på vägen in", "Waits on the way in"),
        LeverKind::IntakeLosses => lang.pick("Tapp på vägen in", "Losses on the way in"),
        LeverKind::IntakeRules => lang.pick("Regler på vägen in", "Rules on the way in"),
        LeverKind::IntakeWork => lang.pick("Arbetstid på vägen in", "Work on the way in"),
        LeverKind::Menu => lang.pick("Vikter i valet av insats", "Weights in the choice"),
        LeverKind::Fit => lang.pick("Personens egen passform", "Personal fit"),
        LeverKind::Programme => lang.pick("Program", "Programme"),
        LeverKind::Places => lang.pick("Platser i insatser", "Places in interventions"),
        LeverKind::Slots => lang.pick("Samtidiga besök", "Visits at the same time"),
        LeverKind::Reviews => lang.pick("Uppföljningar", "Reviews"),
        LeverKind::Transition => lang.pick("Den första tiden", "The first time"),
        LeverKind::Discontinuation => lang.pick("Risk att det upphör", "Risk that it is given up"),
        LeverKind::Treated => lang.pick("Vilka det gäller", "Whom it is for"),
        LeverKind::GoLive => lang.pick("Startmånad", "First month"),
        LeverKind::Volume => lang.pick("Volym", "Volume"),
        LeverKind::Entry => lang.pick("Antal ansökningar", "Number of applications"),
        LeverKind::Effect => return effect(lang, name),
        LeverKind::Posts => return posts(lang, name),
        LeverKind::SetUp => return set_up(lang, name),
        LeverKind::Running => return running(lang, name),
    };
    known.to_owned()
}

/// Returns what a theme is called.
pub fn theme(lang: Lang, theme: Theme) -> &'static str {
    match theme {
        Theme::WayIn => lang.pick("Vägen in", "The way in"),
        Theme::Choice => lang.pick("Insatserna", "The interventions"),
        Theme::Reviews => lang.pick("Uppföljningarna", "The reviews"),
        Theme::Effects => lang.pick("Effekterna", "The effects"),
        Theme::Reach => lang.pick("Vilka och när", "Whom and when"),
        Theme::Cost => lang.pick("Personal och kostnader", "Staff and cost"),
    }
}
