//! Words of the summary on one sheet of paper.

use crate::texts::lang::sentences;

sentences! {
    /// Above the title.
    pub fn kicker() { sv: "Beslutsunderlag i korthet", en: "Decision paper in short" }
    /// Which designs have pictures, where there are more than two.
    pub fn best_two() {
        sv: "Bilderna visar de två arbetssätt som har bäst mittenutfall för kommunen.",
        en: "The pictures show the two designs with the best middle outcome for the municipality.",
    }
    /// Which design has pictures, where there are many.
    pub fn best_one() {
        sv: "Bilderna visar det arbetssätt som har bäst mittenutfall för kommunen.",
        en: "The pictures show the design with the best middle outcome for the municipality.",
    }
    /// Designs that did not find room.
    pub fn more_designs(count: &str) {
        sv: "Ytterligare {count} arbetssätt, med sämre mittenutfall för kommunen, står i det fullständiga underlaget.",
        en: "{count} more designs, with a worse middle outcome for the municipality, are in the full paper.",
    }
    /// How to read the dots.
    pub fn dots() {
        sv: "Hundra märken är hundra lika troliga framtider: fylld cirkel är vinst, öppen fyrkant är förlust.",
        en: "A hundred marks are a hundred equally likely futures: a filled circle is a gain, an open square a loss.",
    }
    /// Caption of the table of the municipality's money.
    pub fn by_year() {
        sv: "Pengarna: kommunens netto per budgetår (tkr, löpande priser; mitten och åtta av tio framtider)",
        en: "The money: the municipality's net by budget year (SEK thousand, current prices; middle and eight of ten futures)",
    }
    /// Years that did not find room.
    pub fn later_years() {
        sv: "Senare år står i det fullständiga underlaget; hela tiden räknar med dem.",
        en: "Later years are in the full paper; the whole time counts them.",
    }
    /// Heading of what the answer rests on.
    pub fn how_sure() { sv: "Hur mycket är antaget?", en: "How much is assumed?" }
    /// What no scenario has.
    pub fn no_proof() {
        sv: "Samverkansformer har nästan aldrig mätts mot en jämförelsegrupp, så effekttalen är antaganden med breda intervall.",
        en: "Collaboration designs have hardly ever been measured against a comparison group, so the effect numbers are assumptions with wide intervals.",
    }
    /// How to get the whole paper.
    pub fn whole_paper(file: &str) {
        sv: "Hela underlaget, med alla konton, människorna månad för månad och varje tal med källa: utfall report {file} --out rapport.html",
        en: "The full paper, with every account, the people month by month and every number with its source: utfall report {file} --out report.html --lang en",
    }
    /// What a result is known by.
    pub fn known_by(version: &str, hash: &str) {
        sv: "Utfall {version}, scenariots kontrollsumma börjar med {hash}.",
        en: "Utfall {version}, the checksum of the scenario begins with {hash}.",
    }
    /// A summary of something that is no paper.
    pub fn only_on_paper(path: &str) {
        sv: "fel: {path}: --one-page är en sammanfattning på papper, och finns bara för .html och .pdf\ntips: byt filnamnets slut, eller ta bort --one-page",
        en: "error: {path}: --one-page is a summary on paper, and only there for .html and .pdf\nhint: change how the name ends, or leave out --one-page",
    }
}
