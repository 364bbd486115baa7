//! Words of the decision paper: what frames it, and its first part.

use crate::texts::lang::sentences;

sentences! {
    /// Above the title.
    pub fn kicker() { sv: "Beslutsunderlag", en: "Decision paper" }
    /// For those who read with the keyboard.
    pub fn skip() { sv: "Hoppa till svaret", en: "Skip to the answer" }
    /// Name of the list of parts.
    pub fn contents() { sv: "Innehåll", en: "Contents" }
    /// Heading of the first part.
    pub fn answer() { sv: "Svaret", en: "The answer" }
    /// Heading of the second part.
    pub fn money() { sv: "Pengarna", en: "The money" }
    /// Heading of the third part.
    pub fn people() { sv: "Människorna", en: "The people" }
    /// Heading of the fourth part.
    pub fn decides() { sv: "Vad som avgör", en: "What decides it" }
    /// Heading of the fifth part.
    pub fn rests() { sv: "Vad svaret vilar på", en: "What the answer rests on" }
    /// Heading of the list of all numbers.
    pub fn appendix() { sv: "Bilaga: alla tal", en: "Appendix: every number" }
    /// Opens the numbers of a picture.
    pub fn numbers_behind() { sv: "Siffrorna bakom bilden", en: "The numbers behind the picture" }
    /// Before the buttons that show and hide designs.
    pub fn show_designs() { sv: "Visa i bilderna:", en: "Show in the pictures:" }
    /// Page so many of so many; the blanks are filled by the printer.
    pub fn page() { sv: "Sida ", en: "Page " }
    /// Between the number of a page and the number of pages.
    pub fn of_pages() { sv: " av ", en: " of " }
    /// The last line.
    pub fn made_by(version: &str) {
        sv: "Framställt med Utfall {version}. Sidan hämtar inget från nätet.",
        en: "Made with Utfall {version}. The page fetches nothing from the network.",
    }
    /// What is compared with what.
    pub fn compared_with(today: &str) {
        sv: "Allt jämförs med: {today}.",
        en: "Everything is compared with: {today}.",
    }
    /// How to read the dots.
    pub fn dots_explained(draws: &str) {
        sv: "Utfall har räknat {draws} lika troliga framtider. I bilderna står hundra av dem, en för varje hundradel: fylld cirkel är vinst, öppen fyrkant är förlust. Ju fler märken på ena sidan om strecket vid noll, desto troligare är det utfallet.",
        en: "Utfall ran {draws} equally likely futures. The pictures show a hundred of them, one for each hundredth: a filled circle is a gain, an open square a loss. The more marks on one side of the line at zero, the likelier is that outcome.",
    }
    /// All pictures have one axis.
    pub fn one_axis() {
        sv: "Alla bilder i avsnittet har samma axel.",
        en: "All pictures of this part have the same axis.",
    }
    /// Each design has its own axis.
    pub fn own_axes() {
        sv: "Bilderna för ett arbetssätt har samma axel; mellan arbetssätten skiljer den sig.",
        en: "The pictures of one design have the same axis; it differs between designs.",
    }
    /// Title of a picture of dots.
    pub fn dots_title(who: &str, design: &str) {
        sv: "Nettobesparing för {who}: {design}",
        en: "Net saving of {who}: {design}",
    }
    /// What that picture shows.
    pub fn dots_text(gains: &str, losses: &str, middle: &str) {
        sv: "Hundra lika troliga utfall. {gains} är vinster och {losses} är förluster; mittenutfallet är {middle}.",
        en: "A hundred equally likely outcomes. {gains} are gains and {losses} are losses; the middle outcome is {middle}.",
    }
    /// One dot.
    pub fn one_dot(number: &str, sum: &str) { sv: "Framtid {number} av 100: {sum}", en: "Future {number} of 100: {sum}" }
    /// Dots further out than the axis.
    pub fn outside(count: &str, sum: &str) { sv: "{count} utanför, ytterst {sum}", en: "{count} outside, furthest {sum}" }
    /// A design that changes nothing.
    pub fn same_as_today() { sv: "Ingen skillnad mot i dag.", en: "No difference from today." }
    /// Left of zero.
    pub fn loss_side() { sv: "□ förlust", en: "□ loss" }
    /// Right of zero.
    pub fn gain_side() { sv: "vinst ●", en: "gain ●" }
    /// Under the count of futures with a gain.
    pub fn gain_in() { sv: "framtider ger vinst", en: "futures bring a gain" }
    /// What would change the answer.
    pub fn would_change() { sv: "Vad skulle ändra svaret?", en: "What would change the answer?" }
    /// When the money is back.
    pub fn when_back() { sv: "När är pengarna tillbaka?", en: "When is the money back?" }
    /// Caption of the table of the hundred values.
    pub fn hundred(unit: &str) {
        sv: "Hundra lika troliga utfall, från sämst till bäst ({unit}, nuvärde)",
        en: "A hundred equally likely outcomes, from worst to best ({unit}, present value)",
    }
    /// Column: number of the future.
    pub fn column_future() { sv: "Nr", en: "No." }
    /// Caption of the table of all designs.
    pub fn all_designs(unit: &str) {
        sv: "Arbetssätten i korthet: nettobesparing mot i dag ({unit}, nuvärde)",
        en: "The designs in short: net saving against today ({unit}, present value)",
    }
    /// Column: gains in so many of a hundred.
    pub fn column_gains() { sv: "Vinst i", en: "Gain in" }
    /// Column: middle outcome.
    pub fn column_middle() { sv: "Mittenutfall", en: "Middle outcome" }
    /// Column: all perspectives.
    pub fn column_who() { sv: "För vem", en: "For whom" }
    /// Caption of the table of perspectives.
    pub fn perspectives(unit: &str) { sv: "Samma svar i siffror ({unit}, nuvärde)", en: "The same answer in figures ({unit}, present value)" }
    /// The name of the file does not say what it is to be.
    pub fn unknown_form(path: &str) {
        sv: "fel: {path}: namnet säger inte vad rapporten ska bli\ntips: låt det sluta på .html (webbsida), .pdf (papper), .xlsx (Excel), .csv (ett tal per rad) eller .parquet (en framtid per rad)",
        en: "error: {path}: the name does not say what the report is to be\nhint: let it end in .html (web page), .pdf (paper), .xlsx (Excel), .csv (one figure a row) or .parquet (one future a row)",
    }
    /// Results hold no draws.
    pub fn no_draws_in_results(path: &str) {
        sv: "fel: {path} är färdiga resultat; de enskilda framtiderna finns inte där\ntips: ange scenariot i stället",
        en: "error: {path} holds results; the single futures are not in it\nhint: name the scenario instead",
    }
    /// Flags that only a scenario has use for.
    pub fn already_run(path: &str) {
        sv: "fel: {path} är färdiga resultat och räknas inte om\ntips: ta bort --draws, --seed, --threads och --designs, eller ange scenariot i stället",
        en: "error: {path} holds finished results, which are not run again\nhint: leave out --draws, --seed, --threads and --designs, or give the scenario instead",
    }
    /// Results that cannot be read.
    pub fn not_results(path: &str, why: &str) {
        sv: "fel: {path} går inte att läsa som resultat ({why})\ntips: skriv dem med  utfall compare FIL --format json --out {path}",
        en: "error: {path} cannot be read as results ({why})\nhint: write them with  utfall compare FILE --format json --out {path}",
    }
    /// Results in another version of the form.
    pub fn other_results(path: &str, found: &str, ours: &str) {
        sv: "fel: {path} är resultat i version {found}; det här programmet läser version {ours}\ntips: räkna om scenariot",
        en: "error: {path} holds results in version {found}; this program reads version {ours}\nhint: run the scenario again",
    }
    /// The answer of the exact engine has no report.
    pub fn no_report_of_expected() {
        sv: "fel: väntade värden har inget intervall och ger ingen rapport\ntips: ta bort --method exact, eller --report",
        en: "error: expected values have no interval and make no report\nhint: leave out --method exact, or --report",
    }
    /// What stands where the name of the scenario is not known.
    pub fn your_file() { sv: "SCENARIO.toml", en: "SCENARIO.toml" }
    /// Nothing to show.
    pub fn nothing_to_show() { sv: "Resultatet innehåller ingen jämförelse.", en: "The results hold no comparison." }
}
