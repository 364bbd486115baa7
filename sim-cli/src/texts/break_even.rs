//! Words of the break-even: what a number must be for a design to pay for itself.

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Title of the page and heading of the part.
    pub fn heading() { sv: "När går det jämnt upp?", en: "When does it break even?" }
    /// Title of the page with the number's name.
    pub fn title(lever: &str) { sv: "När går det jämnt upp: {lever}", en: "When does it break even: {lever}" }
    /// What was moved.
    pub fn moved(lever: &str, from: &str, to: &str, why: &str) {
        sv: "Talet som flyttas: {lever}, från {from} till {to} ({why}). Allt annat är som i scenariot, och varje värde möter samma framtider.",
        en: "The number that is moved: {lever}, from {from} to {to} ({why}). All else is as in the scenario, and every value meets the same futures.",
    }
    /// The value as written.
    pub fn written(value: &str) { sv: "I scenariot är det {value}.", en: "In the scenario it is {value}." }
    /// The value as written, and how uncertain it is.
    pub fn written_between(value: &str, low: &str, high: &str) {
        sv: "I scenariot är det {value}, troligen mellan {low} och {high}.",
        en: "In the scenario it is {value}, probably between {low} and {high}.",
    }
    /// Of a length that varies, the median.
    pub fn is_median() {
        sv: "Värdet är mittenhushållets; de andra hushållens tid ändras i samma mån.",
        en: "The value is that of the middle household; the others' time changes in proportion.",
    }
    /// Of a length that varies, the mean.
    pub fn is_mean() {
        sv: "Värdet är medeltalet; alla hushålls tid ändras i samma mån.",
        en: "The value is the mean; every household's time changes in proportion.",
    }
    /// The bounds were asked for.
    pub fn range_asked() { sv: "gränserna på raden", en: "the bounds on the line" }
    /// The bounds come from the uncertainty.
    pub fn range_prior() { sv: "allt som scenariot håller för möjligt, utom den yttersta hundradelen åt vardera hållet", en: "all that the scenario holds possible, but for the outermost hundredth at either end" }
    /// The bounds come from the unit.
    pub fn range_allowed() { sv: "allt som är tillåtet", en: "all that is allowed" }
    /// The bounds lie around what is written.
    pub fn range_around() { sv: "kring vad som står i scenariot", en: "around what the scenario says" }

    /// It must be at least so much.
    pub fn at_least(who: &str, value: &str, chance: &str, months: &str) {
        sv: "Det måste vara minst {value} för att {who} ska gå med vinst i {chance} framtider efter {months} månader.",
        en: "It must be at least {value} for {who} to gain in {chance} futures after {months} months.",
    }
    /// It may be so much at most.
    pub fn at_most(who: &str, value: &str, chance: &str, months: &str) {
        sv: "Det får vara högst {value} för att {who} ska gå med vinst i {chance} framtider efter {months} månader.",
        en: "It may be {value} at most for {who} to gain in {chance} futures after {months} months.",
    }
    /// There are several such values.
    pub fn several(who: &str, stretches: &str, chance: &str, months: &str) {
        sv: "Mer är inte alltid bättre: {who} går med vinst i {chance} framtider efter {months} månader bara {stretches}.",
        en: "More is not always better: {who} gains in {chance} futures after {months} months only {stretches}.",
    }
    /// It gains up to a value.
    pub fn up_to(value: &str) { sv: "upp till {value}", en: "up to {value}" }
    /// It gains between two values.
    pub fn between(low: &str, high: &str) { sv: "mellan {low} och {high}", en: "between {low} and {high}" }
    /// It gains from a value on.
    pub fn from_value(value: &str) { sv: "från {value}", en: "from {value}" }
    /// It always does.
    pub fn always(who: &str, from: &str, to: &str, chance: &str, months: &str) {
        sv: "Vid alla värden mellan {from} och {to} går {who} med vinst i minst {chance} framtider efter {months} månader.",
        en: "At every value from {from} to {to} {who} gains in at least {chance} futures after {months} months.",
    }
    /// It never does.
    pub fn never(who: &str, from: &str, to: &str, chance: &str, months: &str) {
        sv: "Inte vid något värde mellan {from} och {to} går {who} med vinst i {chance} framtider efter {months} månader.",
        en: "At no value from {from} to {to} does {who} gain in {chance} futures after {months} months.",
    }
    /// How near it comes.
    pub fn at_most_chance(chance: &str, value: &str) { sv: "Som störst är chansen {chance}, vid {value}.", en: "At its greatest the chance is {chance}, at {value}." }
    /// No cell of a map gains.
    pub fn map_never(who: &str, months: &str, most: &str) {
        sv: "Inte i någon ruta går {who} med vinst i minst hälften av framtiderna efter {months} månader; som störst är chansen {most}.",
        en: "In no cell does {who} gain in at least half of the futures after {months} months; at its greatest the chance is {most}.",
    }
    /// There are too few draws for the sentence.
    pub fn too_few(chance: &str, needed: &str) {
        sv: "Om vinst i {chance} framtider går inget att säga med så få framtider: minst {needed} behövs.",
        en: "Of a gain in {chance} futures nothing can be said with so few futures: at least {needed} are needed.",
    }
    /// Beyond the error it cannot be said.
    pub fn unclear() { sv: "Räknefelet är för stort för att det ska vara säkert; fler framtider (--draws) säger mer.", en: "The calculation error is too large for this to be certain; more futures (--draws) say more." }
    /// Five of ten.
    pub fn half() { sv: "hälften av alla", en: "half of all" }
    /// Eight of ten.
    pub fn eight_of_ten() { sv: "åtta av tio", en: "eight of ten" }
    /// Nineteen of twenty.
    pub fn nineteen_of_twenty() { sv: "nitton av tjugo", en: "nineteen of twenty" }

    /// Column: how sure.
    pub fn column_chance() { sv: "vinst i", en: "gain in" }
    /// What a table of limits shows.
    pub fn limits_note() {
        sv: "Inom parentes: räknefelets 95-procentsintervall, inte hur osäkert svaret är.",
        en: "In brackets: the 95 per cent interval of the calculation error, not how uncertain the answer is.",
    }
    /// A limit from below.
    pub fn cell_at_least(value: &str) { sv: "minst {value}", en: "at least {value}" }
    /// A limit from above.
    pub fn cell_at_most(value: &str) { sv: "högst {value}", en: "at most {value}" }
    /// A limit with the interval of its error.
    pub fn cell_interval(low: &str, high: &str) { sv: "({low} till {high})", en: "({low} to {high})" }
    /// Always.
    pub fn cell_always() { sv: "alltid", en: "always" }
    /// Never.
    pub fn cell_never() { sv: "aldrig", en: "never" }
    /// Too few draws.
    pub fn cell_too_few(needed: &str) { sv: "kräver {needed} framtider", en: "needs {needed} futures" }
    /// An answer that may be chance.
    pub fn cell_unclear(cell: &str) { sv: "{cell}, osäkert", en: "{cell}, uncertain" }
    /// Column: the value.
    pub fn column_value() { sv: "värde", en: "value" }
    /// Column: the median of someone's net saving.
    pub fn column_middle(who: &str, unit: &str) { sv: "{who}:\nmitten, {unit}", en: "{who}:\nmiddle, {unit}" }
    /// Column: the probability.
    pub fn column_probability() { sv: "chans till\nvinst", en: "chance of\na gain" }
    /// What the curve rests on.
    pub fn curve_note(values: &str, draws: &str, error: &str) {
        sv: "{values} värden, {draws} framtider vid vart och ett. Mitten är mittenutfallet mot i dag, som nuvärde. Räknefelet i chansen är högst {error} procentenheter (två medelfel).",
        en: "{values} values, {draws} futures at each. The middle is the middle outcome against today, as a present value. The calculation error of the chance is at most {error} percentage points (two standard errors).",
    }
    /// What the map shows.
    pub fn map_note(first: &str, second: &str, draws: &str, error: &str) {
        sv: "Chans till vinst i procent. Kolumner: {first}. Rader: {second}. {draws} framtider i varje ruta, samma i alla; räknefelet är högst {error} procentenheter (två medelfel).",
        en: "Chance of a gain in per cent. Columns: {first}. Rows: {second}. {draws} futures in each cell, the same in all; the calculation error is at most {error} percentage points (two standard errors).",
    }
    /// Which part of a map gains.
    pub fn map_sentence(who: &str, share: &str, months: &str) {
        sv: "I {share} av rutorna går {who} med vinst i minst hälften av framtiderna efter {months} månader.",
        en: "In {share} of the cells {who} gains in at least half of the futures after {months} months.",
    }
    /// It was stopped.
    pub fn stopped(values: &str) {
        sv: "AVBRUTET: bara {values} värden hann räknas. Svaret gäller dem.",
        en: "STOPPED EARLY: only {values} values were finished. The answer holds for those.",
    }
    /// The comparison was stopped before the question.
    pub fn not_reached() {
        sv: "AVBRUTET: bara jämförelsen hann räknas, inte frågan.",
        en: "STOPPED EARLY: only the comparison was run, not the question.",
    }

    // Pictures.
    /// Title of the picture of the chance.
    pub fn chance_title(who: &str) { sv: "Chans till vinst för {who}", en: "Chance of a gain for {who}" }
    /// What it shows.
    pub fn chance_text(lever: &str) {
        sv: "Linjer: andelen framtider med vinst vid varje värde på {lever}. Streckade lodräta linjer: gränserna vid 50, 80 och 95 procent.",
        en: "Lines: the share of futures with a gain at each value of {lever}. Dashed upright lines: the limits at 50, 80 and 95 per cent.",
    }
    /// Title of the picture of the money.
    pub fn middle_title(who: &str) { sv: "Nettobesparing för {who}", en: "Net saving for {who}" }
    /// What it shows.
    pub fn middle_text(lever: &str) {
        sv: "Linje: mittenutfallet vid varje värde på {lever}. Band: åtta av tio framtider.",
        en: "Line: the middle outcome at each value of {lever}. Band: eight of ten futures.",
    }
    /// Title of a map.
    pub fn map_title(who: &str) { sv: "Chans till vinst för {who}, i procent", en: "Chance of a gain for {who}, in per cent" }
    /// What it shows.
    pub fn map_text(first: &str, second: &str) {
        sv: "Ju mörkare ruta, desto större chans; talet i rutan är chansen i procent. Åt höger: {first}. Uppåt: {second}.",
        en: "The darker a cell, the greater the chance; the figure in it is the chance in per cent. To the right: {first}. Upwards: {second}.",
    }
    /// Caption of the limits table.
    pub fn limits_table() { sv: "Gränsvärden", en: "Limits" }
    /// Caption of the curve's table.
    pub fn curve_table() { sv: "Värde för värde: mitten, och under den åtta av tio framtider", en: "Value by value: the middle, and below it eight of ten futures" }
    /// Caption of a map's table.
    pub fn map_table(who: &str, unit: &str) {
        sv: "Ruta för ruta för {who}: chans till vinst, och under den mittenutfallet i {unit}",
        en: "Cell by cell for {who}: chance of a gain, and below it the middle outcome in {unit}",
    }
    /// Name of the sheet.
    pub fn sheet() { sv: "Jämnt upp", en: "Break-even" }

    // What cannot be done.
    /// There is no such number.
    pub fn no_lever(name: &str) {
        sv: "fel: det finns inget tal `{name}` i scenariot\ntips: `utfall explain FIL --resolved` visar alla tal; skriv sökvägen eller slutet av den",
        en: "error: there is no number `{name}` in the scenario\nhint: `utfall explain FILE --resolved` shows all numbers; write the path or how it ends",
    }
    /// There is one like it.
    pub fn no_lever_but(name: &str, meant: &str) {
        sv: "fel: det finns inget tal `{name}` i scenariot\ntips: menar du `{meant}`?",
        en: "error: there is no number `{name}` in the scenario\nhint: do you mean `{meant}`?",
    }
    /// Several numbers have that name.
    pub fn several_levers(name: &str, paths: &str) {
        sv: "fel: `{name}` kan vara flera tal\ntips: skriv mer av sökvägen, eller välj arbetssätt med --designs: {paths}",
        en: "error: `{name}` can be several numbers\nhint: write more of the path, or choose a design with --designs: {paths}",
    }
    /// The same number twice.
    pub fn twice(path: &str) { sv: "fel: `{path}` står två gånger", en: "error: `{path}` stands twice" }
    /// A number that no draw uses by itself.
    pub fn not_movable(path: &str) {
        sv: "fel: `{path}` kan inte flyttas: inget i körningen använder talet",
        en: "error: `{path}` cannot be moved: nothing in the run uses the number",
    }
    /// A value that the unit does not allow.
    pub fn out_of_range(path: &str, value: &str, allowed: &str) {
        sv: "fel: `{path}` kan inte vara {value}\ntips: det ska vara {allowed}",
        en: "error: `{path}` cannot be {value}\nhint: it is {allowed}",
    }
    /// A value with which the scenario cannot be run.
    pub fn refused(values: &str) {
        sv: "fel: scenariot går inte att köra med {values} (se ovan)\ntips: välj andra gränser",
        en: "error: the scenario cannot be run with {values} (see above)\nhint: choose other bounds",
    }
    /// Nothing says how far to go.
    pub fn no_range(path: &str) {
        sv: "fel: inget säger hur långt `{path}` ska flyttas\ntips: skriv gränser med --from och --to",
        en: "error: nothing says how far `{path}` is to be moved\nhint: write bounds with --from and --to",
    }
    /// The bounds are no range.
    pub fn empty_range(path: &str) {
        sv: "fel: gränserna för `{path}` ger inget att flytta mellan\ntips: det lägsta värdet ska stå först, till exempel 0..10",
        en: "error: the bounds of `{path}` leave nothing to move between\nhint: the lowest value stands first, for example 0..10",
    }
    /// More levers than there can be.
    pub fn how_many() {
        sv: "fel: ett tal ger en kurva och två en karta; fler går inte",
        en: "error: one number gives a curve and two a map; there cannot be more",
    }
    /// Bounds for two levers.
    pub fn bounds_of_two() {
        sv: "fel: med två tal skrivs gränserna vid vart och ett\ntips: till exempel --lever a=0..10 --lever b=1..2",
        en: "error: with two numbers the bounds are written at each of them\nhint: for example --lever a=0..10 --lever b=1..2",
    }
    /// Two levers of two designs.
    pub fn two_designs(one: &str, other: &str) {
        sv: "fel: talen hör till två arbetssätt, `{one}` och `{other}`\ntips: flytta tal i ett arbetssätt i taget",
        en: "error: the numbers belong to two designs, `{one}` and `{other}`\nhint: move numbers of one design at a time",
    }
}

/// Returns how sure a probability is, in words that stand before `futures`.
pub fn chance(lang: Lang, probability: f64) -> String {
    match probability {
        low if low < 0.65 => half(lang),
        middle if middle < 0.9 => eight_of_ten(lang),
        _ => nineteen_of_twenty(lang),
    }
}
