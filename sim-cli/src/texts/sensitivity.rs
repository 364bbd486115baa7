//! Words about what decides the answer.

use sim_core::results::sensitivity::Side;

use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Title of the page.
    pub fn title() { sv: "Vad som avgör svaret", en: "What decides the answer" }
    /// Heading on the page.
    pub fn heading() { sv: "Ett tal i taget, och vad som skulle ändra svaret", en: "One number at a time, and what would change the answer" }
    /// A design is best.
    pub fn best(who: &str, design: &str, net: &str) {
        sv: "För {who} är {design} bäst i medeltal: {net} bättre än i dag.",
        en: "For {who}, {design} is best on average: {net} better than today.",
    }
    /// Today is best.
    pub fn best_is_today(who: &str, next: &str, behind: &str) {
        sv: "För {who} är det bäst i medeltal att arbeta som i dag. Närmast är {next}, {behind} sämre.",
        en: "For {who} it is best on average to work as today. Nearest is {next}, {behind} worse.",
    }
    /// Who is second.
    pub fn second(next: &str, behind: &str) {
        sv: "Näst bäst är {next}, {behind} efter.",
        en: "Second is {next}, {behind} behind.",
    }
    /// Nothing can be said.
    pub fn not_clear(who: &str, first: &str, next: &str, ahead: &str, draws: &str) {
        sv: "För {who} går det inte att säga vad som är bäst i medeltal: {first} ligger {ahead} före {next}, och det är mindre än räknefelet. Omkring {draws} framtider skulle visa det.",
        en: "For {who} it cannot be said what is best on average: {first} is {ahead} ahead of {next}, and that is less than the calculation error. About {draws} futures would tell.",
    }
    /// The first two are the same.
    pub fn equals(who: &str, first: &str, next: &str) {
        sv: "För {who} blir det lika i varje framtid: {first} eller {next}. Inget annat är bättre.",
        en: "For {who} it comes to the same in every future: {first} or {next}. Nothing else is better.",
    }
    /// No number changes it.
    pub fn none_flips() {
        sv: "Inget enskilt tal ändrar det, så länge talet ligger där det rimligen ligger (mellan 5:e och 95:e percentilen).",
        en: "No single number changes that while it lies where it can be believed to lie (between its 5th and 95th percentile).",
    }
    /// All of it holds for another perspective too.
    pub fn same_for(who: &str) { sv: "Precis detsamma gäller för {who}.", en: "Exactly the same holds for {who}." }
    /// Some numbers change it.
    pub fn some_flip() {
        sv: "Ett enda tal räcker för att ändra det, vid ett värde som är rimligt:",
        en: "A single number is enough to change that, at a value that can be believed:",
    }
    /// A number that changes it.
    pub fn flips(name: &str, side: &str, value: &str, median: &str, there: &str, chance: &str) {
        sv: "{name}: {side} {value} är {there} bäst. Talet antas vara omkring {median}; chansen att det ligger {side} gränsen är {chance}.",
        en: "{name}: {side} {value}, {there} is best. The number is taken to be about {median}; the chance that it lies {side} the limit is {chance}.",
    }
    /// How well the limit is known.
    pub fn between(low: &str, high: &str) {
        sv: "Gränsen ligger, så långt räkningen räcker, mellan {low} och {high}.",
        en: "The limit lies, as far as the calculation tells, between {low} and {high}.",
    }
    /// Numbers for which it cannot be said.
    pub fn undecided(names: &str) {
        sv: "För dessa tal räcker räkningen inte till att säga det (fler framtider behövs, --draws och --draws-each): {names}.",
        en: "For these numbers the calculation is not enough to tell (it takes more futures, --draws and --draws-each): {names}.",
    }
    /// Stopped before all were tried.
    pub fn not_all_tried() {
        sv: "Avbrutet: alla tal är inte prövade.",
        en: "Stopped: not every number has been tried.",
    }
    /// The way of working of today, in a sentence.
    pub fn as_today() { sv: "att arbeta som i dag", en: "working as today" }
    /// Heading of the bars.
    pub fn one_at_a_time(design: &str) { sv: "Ett tal i taget: {design}", en: "One number at a time: {design}" }
    /// What the bars are.
    pub fn bars(unit: &str, price_year: i32) {
        sv: "Varje rad flyttar ett enda tal till ett lågt och ett högt värde (10:e och 90:e percentilen: i åtta fall av tio ligger talet däremellan). Alla andra tal och all slump är som förut. Netto är medeltalet mot i dag, {unit} i {price_year} års priser; plus är bra. ± är två räknefel.",
        en: "Each row moves a single number to a low and a high value (10th and 90th percentile: in eight cases of ten the number lies between). All other numbers and all luck are as before. Net is the mean against today, {unit} in prices of {price_year}; plus is good. ± is two calculation errors.",
    }
    /// Nothing is uncertain.
    pub fn no_numbers() { sv: "Scenariot har inga osäkra tal.", en: "The scenario has no uncertain numbers." }
    /// No number does anything.
    pub fn no_bars() { sv: "Inget osäkert tal flyttar nettot.", en: "No uncertain number moves the net." }
    /// The numbers that are not shown.
    pub fn other_bars(count: &str, width: &str) {
        sv: "Övriga {count} tal flyttar nettot högst {width} var, räknat från lågt till högt värde. Alla finns med --format csv.",
        en: "The other {count} numbers move the net by {width} each at most, from the low to the high value. All are there with --format csv.",
    }
    /// How a bar is made again.
    pub fn bar_again(command: &str) {
        sv: "Första radens höga värde kan köras för sig och ger samma netto: {command}",
        en: "The first row's high value can be run by itself and gives the same net: {command}",
    }
    /// Column: number.
    pub fn column_number() { sv: "tal", en: "number" }
    /// Column: low value.
    pub fn column_low() { sv: "lågt värde", en: "low value" }
    /// Column: high value.
    pub fn column_high() { sv: "högt värde", en: "high value" }
    /// Column: net there.
    pub fn column_net() { sv: "netto", en: "net" }
    /// Column: difference between the ends.
    pub fn column_width() { sv: "skillnad", en: "difference" }
    /// Column: the same for another perspective.
    pub fn column_width_of(who: &str) { sv: "{who}", en: "{who}" }
    /// Column: difference between the ends, for whom.
    pub fn column_difference(who: &str) { sv: "Skillnad för {who}", en: "Difference for {who}" }
    /// Heading of the shares.
    pub fn where_from(design: &str) { sv: "Var osäkerheten kommer ifrån: {design}", en: "Where the uncertainty comes from: {design}" }
    /// What the shares are.
    pub fn shares(who: &str, luck: &str) {
        sv: "Hur mycket av osäkerheten i nettot för {who} (variansen) som talen står för: ensamma, och i samspel med allt annat. Andelarna i samspel kan bli mer än 100 % tillsammans, för samma osäkerhet kan kräva flera tal på en gång. Slumpen i enskilda hushåll är borträknad här; den är {luck} av hela osäkerheten. ± är två räknefel.",
        en: "How much of the uncertainty of the net for {who} (the variance) the numbers account for: alone, and together with all else. The shares with all else may sum to more than 100%, because the same uncertainty may take several numbers at once. The luck of single households is left out here; it is {luck} of the whole uncertainty. ± is two calculation errors.",
    }
    /// The shares cannot be said.
    pub fn no_shares(needed: &str) {
        sv: "Hur osäkerheten delas upp går inte att säga med så få framtider. Omkring {needed} skulle räcka (--draws).",
        en: "How the uncertainty divides cannot be said with so few futures. About {needed} would do (--draws).",
    }
    /// The shares were not finished.
    pub fn shares_stopped() {
        sv: "Avbrutet innan det gick att säga hur osäkerheten delas upp.",
        en: "Stopped before it could be said how the uncertainty divides.",
    }
    /// Nothing varies.
    pub fn nothing_varies() { sv: "Här finns ingen osäkerhet att dela upp.", en: "There is no uncertainty to divide." }
    /// Column: what.
    pub fn column_group() { sv: "vad", en: "what" }
    /// Column: how many numbers.
    pub fn column_count() { sv: "tal", en: "numbers" }
    /// Column: first order.
    pub fn column_alone() { sv: "ensamt", en: "alone" }
    /// Column: total.
    pub fn column_with_all() { sv: "i samspel", en: "with all else" }
    /// The world.
    pub fn world() { sv: "Arbetsmarknaden, och om arbetssättet hålls i gång", en: "The labour market, and whether the design is kept up" }
    /// Over one of two pictures of bars.
    pub fn tornado_side(who: &str, unit: &str) { sv: "Nettot för {who}, ändring i {unit}", en: "Net of {who}, change in {unit}" }
    /// Title of a picture of bars.
    pub fn tornado_title(who: &str, unit: &str, design: &str) {
        sv: "Ett tal i taget, nettot för {who} i {unit}: {design}",
        en: "One number at a time, net of {who} in {unit}: {design}",
    }
    /// What it shows.
    pub fn tornado_text(first: &str) { sv: "Överst, störst: {first}.", en: "On top, the largest: {first}." }
    /// Caption of the bars.
    pub fn tornado_caption() {
        sv: "Varje stapel flyttar ett enda tal från ett lågt värde (öppen) till ett högt (fylld): i åtta fall av tio ligger talet däremellan. Alla andra tal och all slump är som förut. Strecket i mitten är medeltalet när talet är som antaget; till höger om det är bättre. Tunna streck: två räknefel.",
        en: "Each bar moves a single number from a low value (open) to a high one (filled): in eight cases of ten the number lies between. All other numbers and all luck are as before. The line in the middle is the mean with the number as assumed; to the right of it is better. Thin lines: two calculation errors.",
    }
    /// Column: interval.
    pub fn column_interval() { sv: "95 % intervall", en: "95% interval" }
    /// Both shares, short.
    pub fn both_shares(alone: &str, with_all: &str) { sv: "{alone} / {with_all}", en: "{alone} / {with_all}" }
    /// Over the shares of groups.
    pub fn shares_of_groups() { sv: "Grupper av tal, och omvärlden", en: "Groups of numbers, and the world" }
    /// Over the shares of numbers.
    pub fn shares_of_numbers() { sv: "Enskilda tal", en: "Single numbers" }
    /// Title of a picture of shares.
    pub fn shares_title(what: &str, design: &str) { sv: "Andel av osäkerheten. {what}: {design}", en: "Share of the uncertainty. {what}: {design}" }
    /// What it shows.
    pub fn shares_text(first: &str, share: &str) { sv: "Överst: {first}, {share} i samspel med allt annat.", en: "On top: {first}, {share} with all else." }
    /// Caption of the table of numbers that change what is best.
    pub fn flips_table() { sv: "Tal som vart och ett kan ändra vad som är bäst", en: "Numbers each of which can change what is best" }
    /// How many numbers were tried for someone.
    pub fn numbers_tried(who: &str, count: &str) { sv: "{who} (antal tal som flyttades stegvis: {count})", en: "{who} (numbers moved step by step: {count})" }
    /// Column: the value assumed.
    pub fn column_assumed() { sv: "Antas vara", en: "Taken to be" }
    /// Column: the limit.
    pub fn column_limit() { sv: "Gräns", en: "Limit" }
    /// Column: between which values the limit lies.
    pub fn column_between() { sv: "Gränsen ligger mellan", en: "The limit lies between" }
    /// Column: the chance of lying beyond.
    pub fn column_chance() { sv: "Chans att ligga bortom", en: "Chance of lying beyond" }
    /// Column: the outermost value.
    pub fn column_outermost() { sv: "Längst ut", en: "Outermost" }
    /// Column: what is best there.
    pub fn column_best_there() { sv: "Bäst där", en: "Best there" }
    /// Column: by how much.
    pub fn column_lead_there() { sv: "Försprång där", en: "Lead there" }
    /// Name of the sheet.
    pub fn sheet() { sv: "Vad som avgör", en: "What decides" }
    /// Column: for whom.
    pub fn column_who() { sv: "För vem", en: "For whom" }
    /// Column: net in kronor.
    pub fn column_net_sek() { sv: "netto, kr", en: "net, SEK" }
    /// Column: error.
    pub fn column_error() { sv: "medelfel", en: "standard error" }
    /// Column: draws.
    pub fn column_draws() { sv: "framtider", en: "futures" }
    /// What it took.
    pub fn effort(numbers: &str, simulated: &str, screening: &str, each: &str, strongest: &str) {
        sv: "{numbers} osäkra tal. {simulated} framtider utöver jämförelsens: först {screening} för varje värde som ett tal flyttas till, sedan {each} för de {strongest} starkaste talen och för grupper av tal.",
        en: "{numbers} uncertain numbers. {simulated} futures besides those of the comparison: first {screening} for each value that a number is moved to, then {each} for the {strongest} strongest numbers and for groups of numbers.",
    }
    /// Stopped.
    pub fn stopped() { sv: "Avbrutet: det som hann bli klart visas.", en: "Stopped: what was finished is shown." }
}

/// Returns on which side of a limit.
pub fn side(lang: Lang, side: Side) -> &'static str {
    match side {
        Side::Below => lang.pick("under", "below"),
        Side::Above => lang.pick("över", "above"),
    }
}
