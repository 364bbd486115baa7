//! Words of numbers that are calibrated to facts.

use sim_core::scenario::documented::CountedUnit;
use sim_core::scenario::facts::{FactQuantity, Population};
use sim_core::scenario::number::Grade;

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Title of the answer.
    pub fn title(scenario: &str) { sv: "Kalibrering: {scenario}", en: "Calibration: {scenario}" }
    /// What it is.
    pub fn what_it_is() {
        sv: "Vilka värden på de valda osäkra talen stämmer med uppgifterna? Modellen har räknat fram samma uppgifter för arbetssättet i dag under många tänkbara värden. Värden som ger uppgifter nära de riktiga väger tyngst. Svaret är därför en fördelning och inte ett enda värde.",
        en: "Which values of the chosen uncertain numbers agree with the facts? The model has worked out the same facts for today's way of working under many possible values. Values that give facts near the real ones count most. The answer is therefore a distribution and not a single value.",
    }
    /// Heading of warnings.
    pub fn first() { sv: "Läs först", en: "Read first" }
    /// Heading of the numbers.
    pub fn numbers() { sv: "Talen", en: "The numbers" }
    /// Heading of the facts.
    pub fn facts() { sv: "Uppgifterna", en: "The facts" }
    /// Heading of correlations.
    pub fn correlations() { sv: "Tal som hör ihop", en: "Numbers that go together" }
    /// Heading of agreement.
    pub fn agreement() { sv: "Går uppgifterna ihop?", en: "Do the facts agree?" }
    /// Heading of the sample.
    pub fn sample() { sv: "Hur säkert är sökandet?", en: "How sure is the search?" }
    /// Column: number.
    pub fn column_number() { sv: "tal", en: "number" }
    /// Column: before.
    pub fn column_before() { sv: "före:\nmitten (90 %)", en: "before:\nmiddle (90%)" }
    /// Column: after.
    pub fn column_after() { sv: "efter:\nmitten (90 %)", en: "after:\nmiddle (90%)" }
    /// Column: how much is left.
    pub fn column_left() { sv: "osäkerhet\nkvar", en: "uncertainty\nleft" }
    /// Column: grade.
    pub fn column_grade() { sv: "betyg", en: "grade" }
    /// A grade that becomes another.
    pub fn grade_becomes(before: &str, after: &str) { sv: "{before} blir {after}", en: "{before} to {after}" }
    /// What is left means.
    pub fn about_left() {
        sv: "Osäkerhet kvar: hur bred fördelningen är efter uppgifterna, som andel av hur bred den var före. 100 % betyder att uppgifterna inte sagt något.",
        en: "Uncertainty left: how wide the distribution is with the facts, as a share of how wide it was before. 100% means that the facts have said nothing.",
    }
    /// About the grade.
    pub fn about_grade() {
        sv: "Betyget blir aldrig bättre än C: uppgifterna når talen genom en modell, och modellen är ett antagande. Det höjs till C bara där högst 82 % av osäkerheten är kvar, så att uppgifterna har tagit bort minst en tredjedel av variansen.",
        en: "The grade is never better than C: the facts reach the numbers through a model, and the model is an assumption. It is raised to C only where at most 82% of the uncertainty is left, so that the facts have removed at least a third of the variance.",
    }
    /// Column: fact.
    pub fn column_fact() { sv: "uppgift", en: "fact" }
    /// Column: observed.
    pub fn column_observed() { sv: "uppgiften", en: "the fact" }
    /// Column: error.
    pub fn column_error() { sv: "fel ±", en: "error ±" }
    /// Column: model before.
    pub fn column_model_before() { sv: "modellen\nföre\n(90 %)", en: "model\nbefore\n(90%)" }
    /// Column: model after.
    pub fn column_model_after() { sv: "modellen\nefter\n(90 %)", en: "model\nafter\n(90%)" }
    /// Column: from others.
    pub fn column_from_others() { sv: "av de\nandra\n(90 %)", en: "from the\nothers\n(90%)" }
    /// Column: residual.
    pub fn column_residual() { sv: "avvikelse", en: "off by" }
    /// What the columns of facts mean.
    pub fn about_facts() {
        sv: "Fel är ett medelfel: det som uppgiften själv anger, tur och otur i en så stor grupp hushåll där det begärts, och det som andra osäkra tal och själva räknandet bidrar med. Av de andra: vad modellen väntar sig när bara de andra uppgifterna får tala. Avvikelse: hur många sådana fel uppgiften ligger över (+) eller under (-) vad modellen väntar sig efteråt. Upp till 2 är vanligt.",
        en: "Error is a standard error: what the fact itself states, the luck of a group of that many households where it was asked for, and what other uncertain numbers and the calculation itself add. From the others: what the model expects when only the other facts may speak. Off by: how many such errors the fact lies above (+) or below (-) what the model expects afterwards. Up to 2 is common.",
    }
    /// An interval.
    pub fn interval(low: &str, high: &str) { sv: "{low} till {high}", en: "{low} to {high}" }
    /// A middle with its interval.
    pub fn with_interval(middle: &str, interval: &str) { sv: "{middle} ({interval})", en: "{middle} ({interval})" }
    /// A pair of numbers.
    pub fn pair(first: &str, second: &str, after: &str, before: &str) {
        sv: "{first} och {second}: rangsamband {after} (var {before})",
        en: "{first} and {second}: rank correlation {after} (was {before})",
    }
    /// About pairs.
    pub fn about_pairs() {
        sv: "Rangsamband går från -1 till 1. Nära -1 betyder att ett högt värde på det ena talet bara går ihop med ett lågt på det andra. Sambanden skrivs med i det nya scenariot.",
        en: "Rank correlations go from -1 to 1. Near -1 means that a high value of one number only fits a low one of the other. The correlations are written into the new scenario.",
    }
    /// No pairs.
    pub fn no_pairs() { sv: "Inga två av talen hör märkbart ihop.", en: "No two of the numbers noticeably go together." }
    /// Facts agree.
    pub fn agree(p: &str) {
        sv: "Uppgifterna, modellen och det som scenariot höll för troligt går ihop (p {p}).",
        en: "The facts, the model and what the scenario held for likely agree (p {p}).",
    }
    /// They do not.
    pub fn disagree(p: &str) {
        sv: "Uppgifterna går inte ihop med modellen och det som scenariot höll för troligt (p {p}).",
        en: "The facts do not agree with the model and what the scenario held for likely (p {p}).",
    }
    /// Facts among themselves.
    pub fn among(value: &str, degrees: &str, p: &str) {
        sv: "Uppgifterna sinsemellan: chi-två {value} med {degrees} frihetsgrader, p {p}. Under 0,01 säger de emot varandra.",
        en: "The facts among themselves: chi-square {value} with {degrees} degrees of freedom, p {p}. Below 0.01 they contradict each other.",
    }
    /// Too few facts for that.
    pub fn not_among() {
        sv: "Uppgifterna är inte fler än de tal de bestämmer, så de kan inte prövas mot varandra.",
        en: "There are not more facts than numbers they decide, so they cannot be tested against each other.",
    }
    /// How much was done.
    pub fn done(draws: &str, cohorts: &str, effective: &str) {
        sv: "{draws} uppsättningar av värden prövade, {cohorts} kullar hushåll i varje. Tillsammans är de värda {effective} oberoende dragningar ur svaret (minst 200 behövs).",
        en: "{draws} sets of values tried, {cohorts} cohorts of households in each. Together they are worth {effective} independent draws from the answer (200 or more are needed).",
    }
    /// Tail and halves.
    pub fn checks(shape: &str, difference: &str, limit: &str) {
        sv: "Vikternas svans: {shape} (ska vara under 0,7). Största skillnad mellan två halvor av dragningarna: {difference} standardavvikelser (slumpen ger upp till {limit}).",
        en: "Tail of the weights: {shape} (should be below 0.7). Largest difference between two halves of the draws: {difference} standard deviations (chance gives up to {limit}).",
    }
    /// Converged.
    pub fn converged() { sv: "Sökandet är klart: svaret går att lita på.", en: "The search is done: the answer can be relied on." }
    /// Impossible ones.
    pub fn impossible(n: &str) {
        sv: "{n} uppsättningar gav ingen uppgift alls och räknas som omöjliga.",
        en: "{n} sets gave no fact at all and count as impossible.",
    }
    /// Column: round.
    pub fn column_round() { sv: "omgång", en: "round" }
    /// Column: tried.
    pub fn column_tried() { sv: "prövade", en: "tried" }
    /// Column: temperature.
    pub fn column_temperature() { sv: "uppgifterna\nräknas till", en: "facts count\nby" }
    /// Column: components.
    pub fn column_components() { sv: "klungor", en: "clusters" }
    /// Column: effective.
    pub fn column_effective() { sv: "värda", en: "worth" }
    /// How facts were worked out.
    pub fn exact(ids: &str) {
        sv: "Väntade värden utan slump står för {ids}; kullar av hushåll för resten.",
        en: "Expected values without chance stand for {ids}; cohorts of households for the rest.",
    }
    /// What the others do.
    pub fn others(n: &str) {
        sv: "{n} andra osäkra tal varierar som scenariot säger, och deras spridning ingår i felen.",
        en: "{n} other uncertain numbers vary as the scenario says, and their spread is part of the errors.",
    }
    /// What facts are held against.
    pub fn held_against(year: i32) {
        sv: "Uppgifterna hålls mot scenariots första kalenderår ({year}) under arbetssättet i dag, utan reformer.",
        en: "The facts are held against the scenario's first calendar year ({year}) under today's way of working, without reforms.",
    }
    /// It was stopped.
    pub fn stopped(draws: &str, asked: &str) {
        sv: "Avbrutet: {draws} av {asked} uppsättningar hann prövas.",
        en: "Stopped: {draws} of {asked} sets were tried.",
    }
    /// A fact with its unit, population and year.
    pub fn about_fact(what: &str, unit: &str, population: &str, year: i32) {
        sv: "{what}; {unit}, {population}, {year}", en: "{what}; {unit}, {population}, {year}",
    }
    /// How a source counts.
    pub fn rule(rule: &str) { sv: "Räkneregel: {rule}.", en: "Counting rule: {rule}." }
    /// Where it comes from.
    pub fn source(source: &str) { sv: "Källa: {source}.", en: "Source: {source}." }
    /// What an error is made of.
    pub fn error_parts(stated: &str, luck: &str, others: &str, calculation: &str) {
        sv: "Felet består av: angivet {stated}, tur {luck}, andra osäkra tal {others}, räknefel {calculation}.",
        en: "The error is made of: stated {stated}, luck {luck}, other uncertain numbers {others}, calculation {calculation}.",
    }
    /// Warning.
    pub fn not_converged() {
        sv: "Sökandet är inte klart: svaret går inte att lita på än. Kör igen med fler uppsättningar (--draws).",
        en: "The search is not done: the answer cannot be relied on yet. Run again with more sets (--draws).",
    }
    /// Warning.
    pub fn facts_contradict(facts: &str) {
        sv: "Uppgifterna säger emot varandra: inga värden på talen ger dem alla. Längst ifrån vad de andra säger: {facts}. Kontrollera enhet, population, år och räkneregel, eller frige fler tal.",
        en: "The facts contradict each other: no values of the numbers give them all. Furthest from what the others say: {facts}. Check unit, population, year and counting rule, or free more numbers.",
    }
    /// Warning.
    pub fn facts_against_scenario(facts: &str) {
        sv: "Uppgifterna säger emot det som scenariot höll för troligt. Längst ifrån: {facts}. Antingen är scenariots intervall för snäva, eller så fattas något i modellen.",
        en: "The facts contradict what the scenario held for likely. Furthest off: {facts}. Either the scenario's intervals are too narrow, or the model lacks something.",
    }
    /// Warning.
    pub fn not_identified(number: &str) {
        sv: "Uppgifterna säger inget om {number}: svaret är det som scenariot redan sa.",
        en: "The facts say nothing about {number}: the answer is what the scenario said already.",
    }
    /// Warning.
    pub fn only_together(first: &str, second: &str, rank: &str) {
        sv: "Uppgifterna säger något om {first} och {second} tillsammans (rangsamband {rank}), men lite om vart och ett.",
        en: "The facts say something about {first} and {second} together (rank correlation {rank}), but little about each.",
    }
    /// Warning.
    pub fn outside_prior(number: &str) {
        sv: "{number} hamnar utanför det 90-procentsintervall som scenariot angav.",
        en: "{number} ends outside the 90 per cent interval that the scenario stated.",
    }
    /// Warning.
    pub fn several_modes(n: &str) {
        sv: "Det finns {n} skilda lösningar som stämmer med uppgifterna. Ett mittvärde med intervall döljer det; en uppgift till kan avgöra.",
        en: "There are {n} separate solutions that agree with the facts. A middle with an interval hides that; one more fact may decide.",
    }
    /// One of several solutions.
    pub fn mode(share: &str, values: &str) { sv: "{share} av vikten: {values}", en: "{share} of the weight: {values}" }
    /// Warning.
    pub fn mixed_populations() {
        sv: "Uppgifterna gäller olika grupper (alla skäl, och arbetslöshet). Scenariot beskriver bara en av dem.",
        en: "The facts are of different groups (all reasons, and unemployment). The scenario describes only one of them.",
    }
    /// Warning.
    pub fn persons(fact: &str) {
        sv: "{fact} räknar personer men hålls mot hushåll.",
        en: "{fact} counts persons but is held against households.",
    }
    /// Warning.
    pub fn later_year(fact: &str, year: i32) {
        sv: "{fact} är från {year}, efter scenariots start, men hålls mot läget vid starten.",
        en: "{fact} is of {year}, after the scenario's start, but is held against the situation at the start.",
    }
    /// Warning.
    pub fn calculation_error(fact: &str, share: &str) {
        sv: "{share} av osäkerheten i {fact} är räknefel. Fler kullar (--cohorts) gör den mindre.",
        en: "{share} of the uncertainty of {fact} is calculation error. More cohorts (--cohorts) make it smaller.",
    }
    /// Warning.
    pub fn shrunk(factor: &str) {
        sv: "Sambanden mellan talen gick inte ihop med scenariots egna och har dragits ihop till {factor} av sin storlek.",
        en: "The correlations of the numbers did not fit the scenario's own and were drawn in to {factor} of their size.",
    }
    /// Before, in a picture.
    pub fn before() { sv: "före", en: "before" }
    /// After, in a picture.
    pub fn after() { sv: "efter", en: "after" }
    /// The fact, in a picture.
    pub fn observed() { sv: "uppgiften", en: "the fact" }
    /// Description of a picture of a number.
    pub fn number_told(name: &str, before: &str, after: &str) {
        sv: "{name}. Före: {before}. Efter: {after}.", en: "{name}. Before: {before}. After: {after}.",
    }
    /// Description of a picture of a fact.
    pub fn fact_told(name: &str, observed: &str, before: &str, after: &str) {
        sv: "{name}: {observed}. Modellen väntade sig {before} före och {after} efter.",
        en: "{name}: {observed}. The model expected {before} before and {after} after.",
    }
    /// How to read the pictures of numbers.
    pub fn reading_numbers() {
        sv: "Linjen är vad scenariot höll för troligt, ytan vad uppgifterna gör troligt. Är de lika har uppgifterna inte sagt något om talet.",
        en: "The line is what the scenario held for likely, the area what the facts make likely. Where they are alike, the facts have said nothing about the number.",
    }
    /// How to read the pictures of facts.
    pub fn reading_facts() {
        sv: "Strecken är vad modellen väntar sig i nio fall av tio, före och efter. Den lodräta linjen är uppgiften.",
        en: "The bars are what the model expects nine times in ten, before and after. The upright line is the fact.",
    }
    /// First line of the written scenario.
    pub fn written_by(scenario: &str) {
        sv: "Skrivet av utfall calibrate. Lägger kalibrerade tal ovanpå {scenario}.",
        en: "Written by utfall calibrate. Lays calibrated numbers over {scenario}.",
    }
    /// Why the numbers of the written scenario have no better grade.
    pub fn written_not_sure(why: &str) {
        sv: "OBS: talen har betyg D. {why}",
        en: "NOTE: the numbers are graded D. {why}",
    }
    /// How to use it.
    pub fn how_to_use(name: &str) {
        sv: "Kör det som vilket scenario som helst, eller ta med det sist i include efter {name}.",
        en: "Run it like any scenario, or include it last, after {name}.",
    }
    /// Title of the source, in the scenario.
    pub fn source_title(n: usize, facts: &str) {
        sv: "kalibrerat till {n} uppgifter: {facts}", en: "calibrated to {n} facts: {facts}",
    }
    /// Title of the source where there is one fact.
    pub fn source_title_of_one(fact: &str) { sv: "kalibrerat till en uppgift: {fact}", en: "calibrated to one fact: {fact}" }
    /// Note at a number.
    pub fn note(left: &str) { sv: "kalibrerat, osäkerhet kvar {left}", en: "calibrated, uncertainty left {left}" }
    /// Note at a number that facts say nothing of.
    pub fn note_nothing() { sv: "uppgifterna säger inget om talet", en: "the facts say nothing of the number" }
}

/// Returns what a quantity is called.
pub fn quantity(lang: Lang, quantity: FactQuantity) -> &'static str {
    match quantity {
        FactQuantity::MonthsInYear => lang.pick(
            "månader med bistånd under kalenderåret, i medeltal",
            "months with payment in the calendar year, on average",
        ),
        FactQuantity::TenMonthsShare => lang.pick(
            "andel med bistånd i tio månader eller mer av kalenderåret",
            "share with payment in ten months or more of the calendar year",
        ),
        FactQuantity::UnderFourMonthsShare => lang.pick(
            "andel med bistånd i färre än fyra månader av kalenderåret",
            "share with payment in fewer than four months of the calendar year",
        ),
        FactQuantity::SpellsOverTwelveShare => lang.pick(
            "andel av biståndsperioderna som varar mer än tolv månader",
            "share of spells that last more than twelve months",
        ),
        FactQuantity::ReturnsWithinThreeShare => lang.pick(
            "andel som är tillbaka inom tre månader",
            "share who are back within three months",
        ),
        FactQuantity::HouseholdsInYear => lang.pick(
            "hushåll med bistånd någon gång under året",
            "households with payment at any time in the year",
        ),
        FactQuantity::HouseholdsInMonth => lang.pick(
            "hushåll med bistånd en månad, i medeltal",
            "households with payment in a month, on average",
        ),
        FactQuantity::NewInYear => lang.pick(
            "hushåll som ansöker för första gången under året",
            "households that apply for the first time in the year",
        ),
        FactQuantity::PaidSekInYear => {
            lang.pick("utbetalt bistånd under året", "assistance paid in the year")
        }
        FactQuantity::SekPerYearAnyPayment => lang.pick(
            "utbetalt per hushåll med bistånd under året",
            "paid for each household with payment in the year",
        ),
    }
}

/// Returns what a fact counts.
pub fn unit(lang: Lang, unit: CountedUnit) -> &'static str {
    match unit {
        CountedUnit::Households => lang.pick("hushåll", "households"),
        CountedUnit::Persons => lang.pick("personer", "persons"),
    }
}

/// Returns whom a fact counts.
pub fn population(lang: Lang, population: Population) -> &'static str {
    match population {
        Population::All => lang.pick("alla skäl", "all reasons"),
        Population::Unemployment => lang.pick("arbetslöshet", "unemployment"),
    }
}

/// Returns a grade as one letter, or a dash where there is none.
pub fn grade(grade: Option<Grade>) -> &'static str {
    grade.map_or("–", Grade::word)
}
