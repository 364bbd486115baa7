//! Words of a backtest: documented figures held against what the model expects.

use sim_core::results::backtest::{GoodSide, Verdict};
use sim_core::scenario::documented::{CountedUnit, DocumentedKind};

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Heading.
    pub fn heading() { sv: "Dokumenterat mot väntat", en: "Documented against expected" }
    /// What it is.
    pub fn what_it_is() {
        sv: "Modellen har räknat fram samma storhet som dokumentet uppger, under det arbetssätt som dokumentet gäller, med alla osäkra tal, konjunkturen och hushållens slump. Inga tal är anpassade till uppgifterna.",
        en: "The model worked out the same quantity as the document gives, under the design the document is about, with all uncertain numbers, the labour market and the luck of households. No number was fitted to the figures.",
    }
    /// How many draws.
    pub fn draws(draws: &str, seed: &str) { sv: "{draws} framtider, frö {seed}.", en: "{draws} futures, seed {seed}." }
    /// Nothing documented.
    pub fn nothing() { sv: "Scenariot har inga dokumenterade uppgifter.", en: "The scenario has no documented figures." }
    /// Nothing documented in any scenario.
    pub fn nothing_anywhere() { sv: "Inget av scenarierna har dokumenterade uppgifter.", en: "None of the scenarios has documented figures." }

    /// Column: the place.
    pub fn column_place() { sv: "Plats", en: "Place" }
    /// Column: the figure.
    pub fn column_figure() { sv: "Uppgift", en: "Figure" }
    /// Column: its kind.
    pub fn column_kind() { sv: "Slag", en: "Kind" }
    /// Column: the median.
    pub fn column_middle() { sv: "Mitten", en: "Middle" }
    /// Column: 80 % interval.
    pub fn column_eight() { sv: "Åtta av tio", en: "Eight of ten" }
    /// Column: 90 % interval.
    pub fn column_nine() { sv: "Nio av tio", en: "Nine of ten" }
    /// Column: what is documented.
    pub fn column_documented() { sv: "Dokumenterat", en: "Documented" }
    /// Column: the position.
    pub fn column_position() { sv: "Läge", en: "Position" }
    /// Column: the verdict.
    pub fn column_verdict() { sv: "Omdöme", en: "Verdict" }
    /// Column: what the model expects.
    pub fn column_expected() { sv: "Modellen väntar sig (åtta av tio)", en: "The model expects (eight of ten)" }

    /// A value with an interval.
    pub fn with_interval(middle: &str, interval: &str) { sv: "{middle} ({interval})", en: "{middle} ({interval})" }
    /// An interval.
    pub fn interval(low: &str, high: &str) { sv: "{low} till {high}", en: "{low} to {high}" }
    /// A title and what is said of it.
    pub fn said_of(title: &str, words: &str) { sv: "{title}: {words}", en: "{title}: {words}" }

    /// Inside.
    pub fn inside() { sv: "innanför vad modellen väntar sig.", en: "inside what the model expects." }
    /// At the edge.
    pub fn at_the_edge() {
        sv: "på gränsen, utanför åtta av tio framtider men inte nio av tio.",
        en: "at the edge, outside eight of ten futures but not nine of ten.",
    }
    /// Above.
    pub fn above(value: &str, by: &str, end: &str) {
        sv: "modellen väntade sig inte detta. Uppgiften {value} ligger {by} över det som nio av tio framtider ryms inom (övre änden {end}).",
        en: "the model did not expect this. The figure {value} lies {by} above what nine of ten futures stay within (upper end {end}).",
    }
    /// Below.
    pub fn below(value: &str, by: &str, end: &str) {
        sv: "modellen väntade sig inte detta. Uppgiften {value} ligger {by} under det som nio av tio framtider ryms inom (nedre änden {end}).",
        en: "the model did not expect this. The figure {value} lies {by} below what nine of ten futures stay within (lower end {end}).",
    }
    /// Outside by nothing that shows.
    pub fn just_outside(value: &str) {
        sv: "modellen väntade sig inte detta. Uppgiften {value} ligger utanför nio av tio framtider.",
        en: "the model did not expect this. The figure {value} lies outside nine of ten futures.",
    }
    /// A target with a number.
    pub fn target(value: &str) { sv: "målet var {value}. Ett mål bedöms inte.", en: "the target was {value}. A target is not judged." }
    /// An expectation with a number.
    pub fn expectation(value: &str) { sv: "väntat var {value}. En förväntan bedöms inte.", en: "{value} was expected. An expectation is not judged." }
    /// A target without a number.
    pub fn target_without_number() { sv: "ett mål utan tal.", en: "a target without a number." }
    /// An expectation without a number.
    pub fn expectation_without_number() { sv: "en förväntan utan tal.", en: "an expectation without a number." }
    /// An input.
    pub fn input(value: &str) {
        sv: "{value} är ett tal som scenariot bygger på, så modellen vet det redan. Det bedöms inte.",
        en: "{value} is a number that the scenario is built on, so the model knows it already. It is not judged.",
    }
    /// Nobody to follow.
    pub fn nobody() {
        sv: "går inte att jämföra: ingen i modellen hör till gruppen.",
        en: "cannot be compared: nobody in the model belongs to the group.",
    }
    /// One number would have to be higher.
    pub fn higher(number: &str, value: &str, range: &str) {
        sv: "Uppgiften hänger mest på {number} (antaget {value}, nio av tio {range}) och kräver att det är högre.",
        en: "The figure hangs most on {number} (assumed {value}, nine of ten {range}) and asks for more of it.",
    }
    /// One number would have to be lower.
    pub fn lower(number: &str, value: &str, range: &str) {
        sv: "Uppgiften hänger mest på {number} (antaget {value}, nio av tio {range}) och kräver att det är lägre.",
        en: "The figure hangs most on {number} (assumed {value}, nine of ten {range}) and asks for less of it.",
    }
    /// One number hangs on it.
    pub fn hangs_on(number: &str) { sv: "Uppgiften hänger mest på {number}.", en: "The figure hangs most on {number}." }
    /// The strongest number reaches.
    pub fn reaches(end: &str, middle: &str) {
        sv: "Det räcker: vid {end}, ytterst i det antagna, väntar sig modellen {middle} och uppgiften ligger innanför.",
        en: "That is enough: at {end}, the far end of what is assumed, the model expects {middle} and the figure lies inside.",
    }
    /// The strongest number does not reach alone.
    pub fn does_not_reach(end: &str, middle: &str) {
        sv: "Det räcker inte ensamt: vid {end}, ytterst i det antagna, väntar sig modellen {middle}.",
        en: "That is not enough alone: at {end}, the far end of what is assumed, the model expects {middle}.",
    }
    /// Several reach together.
    pub fn together_reach(numbers: &str, middle: &str) {
        sv: "Tillsammans räcker de tal som betyder mest ({numbers}): med alla ytterst väntar sig modellen {middle}.",
        en: "The numbers that matter most reach together ({numbers}): with all at their far ends the model expects {middle}.",
    }
    /// Not even several reach.
    pub fn nothing_reaches(numbers: &str, middle: &str) {
        sv: "Inte ens ytterligheterna räcker: med {numbers} ytterst i det antagna väntar sig modellen {middle}. Något som modellen inte har måste förklara uppgiften.",
        en: "Not even the far ends reach: with {numbers} at the ends of what is assumed the model expects {middle}. Something the model does not have must explain the figure.",
    }
    /// No other number matters.
    pub fn no_other_number() {
        sv: "Inget annat osäkert tal hänger tydligt ihop med uppgiften, så det modellen håller för känt, eller inte har, måste förklara resten.",
        en: "No other uncertain number clearly goes with the figure, so what the model holds to be known, or does not have, must explain the rest.",
    }
    /// A range in per cent.
    pub fn per_cent(range: &str) { sv: "{range}\u{a0}%", en: "{range}%" }
    /// Percentage points.
    pub fn points(n: &str) { sv: "{n} procentenheter", en: "{n} percentage points" }
    /// No number matters.
    pub fn no_number_matters() {
        sv: "Inget osäkert tal hänger tydligt ihop med uppgiften: det modellen håller för känt, eller inte har, måste förklara den.",
        en: "No uncertain number clearly goes with the figure: what the model holds to be known, or does not have, must explain it.",
    }
    /// How it can be read.
    pub fn read_as(reading: &str, expected: &str) { sv: "Räknat som: {reading}. Modellen väntar sig {expected}.", en: "Counted as: {reading}. The model expects {expected}." }
    /// How it can be read, without prediction.
    pub fn read_as_nothing(reading: &str) { sv: "Räknat som: {reading}. Ingen i modellen hör dit.", en: "Counted as: {reading}. Nobody in the model belongs there." }
    /// Several readings.
    pub fn several_readings(n: &str) {
        sv: "Dokumentet kan läsas på {n} sätt, som hålls för lika troliga:",
        en: "The document can be read in {n} ways, held equally likely:",
    }
    /// A reading with its interval and position.
    pub fn one_reading(reading: &str, expected: &str, position: &str) { sv: "{reading}: {expected}, läge {position}", en: "{reading}: {expected}, position {position}" }
    /// A reading with its interval.
    pub fn one_reading_unscored(reading: &str, expected: &str) { sv: "{reading}: {expected}", en: "{reading}: {expected}" }
    /// How many it is of.
    pub fn of_how_many(n: &str) { sv: "Andel av {n}.", en: "A share of {n}." }
    /// How many it is of, not stated.
    pub fn of_unknown(low: &str, high: &str) {
        sv: "Dokumentet säger inte av hur många: allt mellan {low} och {high} räknas in.",
        en: "The document does not say of how many: everything between {low} and {high} is counted in.",
    }
    /// Fewer simulated than documented.
    pub fn few(share: &str) {
        sv: "I {share} av framtiderna följs färre hushåll än uppgiften gäller; det gör intervallet lite för brett.",
        en: "In {share} of the futures fewer households are followed than the figure is of; that makes the interval a little too wide.",
    }
    /// Nobody simulated.
    pub fn empty(share: &str) {
        sv: "I {share} av framtiderna hör ingen till gruppen; de säger inget.",
        en: "In {share} of the futures nobody belongs to the group; they say nothing.",
    }
    /// The counting rule.
    pub fn rule(text: &str) { sv: "Så räknar dokumentet: {text}", en: "How the document counts: {text}" }
    /// Chosen because it did well; more is better.
    pub fn chosen_high() {
        sv: "Platsen valdes som gott exempel, så uppgiften bör ligga högt (läge över 0,5) utan att modellen har fel.",
        en: "The place was chosen as a success story, so the figure should lie high (position above 0.5) without the model being wrong.",
    }
    /// Chosen because it did well; less is better.
    pub fn chosen_low() {
        sv: "Platsen valdes som gott exempel, så uppgiften bör ligga lågt (läge under 0,5) utan att modellen har fel.",
        en: "The place was chosen as a success story, so the figure should lie low (position below 0.5) without the model being wrong.",
    }
    /// Chosen because it did well.
    pub fn chosen() { sv: "Platsen valdes som gott exempel.", en: "The place was chosen as a success story." }
    /// Leaving a list.
    pub fn leaving_a_list() {
        sv: "Att lämna listan är inte att få arbete: den som flyttar eller får annan ersättning räknas också bort.",
        en: "Leaving the list is not getting a job: who moves or gets another benefit is off it too.",
    }
    /// Under which design.
    pub fn under(kind: &str, unit: &str, design: &str) {
        sv: "Slag: {kind}, {unit}; arbetssätt: {design}.",
        en: "Kind: {kind}, {unit}; design: {design}.",
    }
    /// The bounds of a position.
    pub fn bounds(bounds: &str) { sv: "Lägets gränser: {bounds}.", en: "Bounds of the position: {bounds}." }

    /// What a position is.
    pub fn about_position(error: &str) {
        sv: "Läge är hur stor del av modellens förväntan som ligger under uppgiften: 0,5 är mitten, och nära 0 eller 1 väntade modellen sig den inte. Antal, och andelar av ett antal, har gränser: utan och med uppgiften själv. Simuleringens fel i läget är högst {error}.",
        en: "Position is how much of the model's expectation lies below the figure: 0.5 is the middle, and near 0 or 1 the model did not expect it. Counts, and shares of a count, have bounds: without and with the figure itself. The simulation's error in the position is at most {error}.",
    }
    /// Gross shares.
    pub fn about_gross() {
        sv: "En uppgift hålls bara mot samma slags uppgift: samma enhet, samma grupp och samma sätt att räkna. Ingen av dem är en effekt, för dokumenten jämför inte med någon.",
        en: "A figure is only held against the same kind of figure: the same unit, the same group and the same way of counting. None of them is an effect, since the documents compare with nobody.",
    }
    /// Persons.
    pub fn about_persons() {
        sv: "Modellen följer hushåll. Där dokumentet räknar personer räknas var och en som ett hushåll.",
        en: "The model follows households. Where the document counts persons, each is counted as one household.",
    }
    /// Success stories.
    pub fn about_success() {
        sv: "Platser som valts som goda exempel bör ligga på den goda sidan av mitten, också när modellen stämmer: de valdes för sitt utfall.",
        en: "Places chosen as success stories should lie on the good side of the middle even where the model is right: they were chosen for their outcome.",
    }
    /// How many of a place are inside.
    pub fn calibration(scored: &str, eight: &str, low: &str, high: &str, nine: &str) {
        sv: "Bedömda uppgifter: {scored}. Inom åtta av tio: {eight} (väntat {low} till {high} om modellen stämmer och uppgifterna inte hänger ihop). Inom nio av tio: {nine}.",
        en: "Figures judged: {scored}. Inside eight of ten: {eight} (expected {low} to {high} if the model is right and the figures do not hang together). Inside nine of ten: {nine}.",
    }
    /// Mean position.
    pub fn mean_position(mean: &str, sd: &str) {
        sv: "Medelläget är {mean}; det väntas vara 0,5, ge eller ta {sd}.",
        en: "The mean position is {mean}; it should be 0.5, give or take {sd}.",
    }
    /// Chosen places.
    pub fn chosen_places(chosen: &str, good: &str) {
        sv: "Uppgifter från platser som valdes som goda exempel: {chosen}. På den goda sidan av mitten: {good}.",
        en: "Figures of places chosen as success stories: {chosen}. On the good side of the middle: {good}.",
    }
    /// Nothing scored.
    pub fn nothing_scored() { sv: "Ingen uppgift bedöms.", en: "No figure is judged." }
    /// Title of the summary.
    pub fn summary() { sv: "Alltsammans", en: "All together" }
    /// Title of the list of misses.
    pub fn misses() { sv: "Vad modellen inte väntade sig", en: "What the model did not expect" }
    /// No misses.
    pub fn no_misses() { sv: "Ingen bedömd uppgift ligger utanför nio av tio framtider.", en: "No judged figure lies outside nine of ten futures." }
}

/// Returns what a kind of figure is called.
pub fn kind(lang: Lang, kind: DocumentedKind) -> &'static str {
    match kind {
        DocumentedKind::GrossShare => lang.pick("bruttoandel", "gross share"),
        DocumentedKind::Count => lang.pick("antal", "count"),
        DocumentedKind::List => lang.pick("lista", "list"),
        DocumentedKind::Change => lang.pick("förändring", "change"),
        DocumentedKind::Amount => lang.pick("belopp", "amount"),
        DocumentedKind::Target => lang.pick("mål", "target"),
        DocumentedKind::Expectation => lang.pick("förväntan", "expectation"),
    }
}

/// Returns what is counted.
pub fn unit(lang: Lang, unit: CountedUnit) -> &'static str {
    match unit {
        CountedUnit::Households => lang.pick("hushåll", "households"),
        CountedUnit::Persons => lang.pick("personer", "persons"),
    }
}

/// Returns a verdict in a word or two.
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Inside => lang.pick("innanför", "inside"),
        Verdict::AtTheEdge => lang.pick("på gränsen", "at the edge"),
        Verdict::Above => lang.pick("väntades inte: över", "not expected: above"),
        Verdict::Below => lang.pick("väntades inte: under", "not expected: below"),
        Verdict::NotScored => lang.pick("bedöms inte", "not judged"),
        Verdict::NothingToCompare => lang.pick("går inte att jämföra", "cannot be compared"),
    }
}

/// Returns where a figure of a success story should lie.
pub fn chosen_side(lang: Lang, side: Option<GoodSide>) -> String {
    match side {
        Some(GoodSide::High) => chosen_high(lang),
        Some(GoodSide::Low) => chosen_low(lang),
        None => chosen(lang),
    }
}
