//! Words about what a pilot can show.

use sim_core::analysis::NotPiloted;
use sim_core::results::pilot::{PilotAllocation, PilotOutcome};

use crate::number::Numbers;
use crate::texts::lang::sentences;
use crate::texts::{Lang, program};

sentences! {
    /// Heading.
    pub fn heading() { sv: "Vad ett försök kan visa", en: "What a pilot can show" }
    /// The pilot.
    pub fn the_pilot(design: &str, arms: &str, months: &str, how: &str) {
        sv: "Försöket: {arms} hushåll, ”{design}” mot i dag. {how} Varje hushåll följs i {months} månader från sin ansökan.",
        en: "The pilot: {arms} households, “{design}” against today. {how} Each household is followed for {months} months from its application.",
    }
    /// Power.
    pub fn power(of_a_hundred: &str) {
        sv: "I {of_a_hundred} sådana försök skulle man se en säkerställd skillnad åt rätt håll.",
        en: "{of_a_hundred} such pilots would show a significant difference in the right direction.",
    }
    /// So many of a hundred.
    pub fn of_a_hundred(count: &str) { sv: "{count} av 100", en: "{count} of 100" }
    /// Wrong sign.
    pub fn wrong_sign(of_a_hundred: &str) {
        sv: "I {of_a_hundred} skulle siffrorna peka åt fel håll.",
        en: "In {of_a_hundred} the figures would point the wrong way.",
    }
    /// What the decision does.
    pub fn decision(now: &str, after: &str, who: &str) {
        sv: "Beslutet blir fel för {who} i {now} fall utan försöket och i {after} fall efter det.",
        en: "The decision is wrong for {who} in {now} cases without the pilot and in {after} cases after it.",
    }
    /// How often it changes the decision.
    pub fn changes(of_a_hundred: &str) {
        sv: "I {of_a_hundred} fall ändrar försöket beslutet.",
        en: "In {of_a_hundred} cases the pilot changes the decision.",
    }
    /// What no pilot can be worth more than.
    pub fn perfect(who: &str, worth: &str) {
        sv: "Att känna alla osäkra tal vore värt {worth} för {who}; mer kan inget försök vara värt.",
        en: "To know all uncertain numbers would be worth {worth} to {who}; no pilot can be worth more.",
    }
    /// Worth and cost.
    pub fn worth(who: &str, worth: &str, error: &str, cost: &str, net: &str) {
        sv: "För {who} är försöket värt {worth} (räknefel ± {error}). Efter kostnaden på {cost} blir det {net}.",
        en: "To {who} the pilot is worth {worth} (calculation error ± {error}). After its cost of {cost} that is {net}.",
    }
    /// Worth without a cost.
    pub fn worth_plain(who: &str, worth: &str, error: &str) {
        sv: "För {who} är försöket värt högst {worth} (räknefel ± {error}), innan kostnaden dragits av (ange den med --cost-sek).",
        en: "To {who} the pilot is worth at most {worth} (calculation error ± {error}), before its cost is taken off (state it with --cost-sek).",
    }
    /// It cannot be told from nothing.
    pub fn worth_unknown(who: &str, error: &str, draws: &str) {
        sv: "Vad försöket är värt för {who} går inte att säga med så få framtider: räknefelet, ± {error}, är större än värdet. Omkring {draws} skulle räcka (--draws).",
        en: "What the pilot is worth to {who} cannot be said with so few futures: the calculation error, ± {error}, is larger than the value. About {draws} would do (--draws).",
    }
    /// It is known too badly.
    pub fn worth_rough(draws: &str) {
        sv: "Så stort räknefel är för mycket för att gå efter; omkring {draws} framtider skulle räcka (--draws).",
        en: "So large an error is too much to go by; about {draws} futures would do (--draws).",
    }
    /// Stopped before all draws were lived.
    pub fn stopped(draws: &str, of: &str) {
        sv: "AVBRUTET: försöket hann räknas i {draws} av jämförelsens {of} framtider.",
        en: "STOPPED EARLY: the pilot was run in {draws} of the comparison's {of} futures.",
    }
    /// Worth nothing.
    pub fn worth_nothing(who: &str) {
        sv: "För {who} går det inte att säga att försöket är värt något: det som det kan visa leder inte säkert till ett bättre beslut.",
        en: "It cannot be said that the pilot is worth anything to {who}: what it can show does not surely lead to a better decision.",
    }
    /// Smallest that pays.
    pub fn smallest(who: &str, arms: &str, months: &str) {
        sv: "Det minsta försök som lönar sig för {who}, av dem som prövats, är {arms} hushåll i {months} månader.",
        en: "The smallest pilot that pays for {who}, of those tried, is {arms} households for {months} months.",
    }
    /// None pays.
    pub fn none_pays(who: &str) {
        sv: "Inget av de försök som prövats lönar sig säkert för {who}.",
        en: "None of the pilots tried surely pays for {who}.",
    }
    /// How long to wait for the households.
    pub fn recruiting(months: &str) {
        sv: "Med det inflöde som scenariot har tar det ungefär {months} månader innan så många har ansökt.",
        en: "With the scenario's inflow it takes about {months} months until so many have applied.",
    }

    /// Title of the table of outcomes.
    pub fn shows() { sv: "Vad försöket visar", en: "What the pilot shows" }
    /// Column: outcome.
    pub fn column_outcome() { sv: "Utfall vid slutet", en: "Outcome at the end" }
    /// Column: today.
    pub fn column_today() { sv: "I dag", en: "Today" }
    /// Column: true difference.
    pub fn column_difference() { sv: "Verklig skillnad\n(åtta av tio)", en: "True difference\n(eight of ten)" }
    /// Column: power.
    pub fn column_power() { sv: "Chans att\nden visas", en: "Chance that\nit is shown" }
    /// Column: formula.
    pub fn column_formula() { sv: "Enligt\nformel", en: "By\nformula" }
    /// Column: width.
    pub fn column_width() { sv: "Intervallets\nbredd", en: "Width of\ninterval" }
    /// Column: wrong sign.
    pub fn column_wrong() { sv: "Fel\nhåll", en: "Wrong\nway" }
    /// Column: detectable.
    pub fn column_detectable() { sv: "Minsta som\nvisas", en: "Smallest\nshown" }
    /// In percentage points.
    pub fn points(points: &str) { sv: "{points} pe", en: "{points} pp" }
    /// How to read the table.
    pub fn about_shows() {
        sv: "pe är procentenheter. Minsta som visas: den ökning som försöket visar i 80 fall av 100 (tvåsidigt test på 5 procent). Formeln gäller vid medelskillnaden; chansen är över alla framtider.",
        en: "pp is percentage points. Smallest shown: the increase that the pilot shows in 80 cases of 100 (two-sided test at 5 per cent). The formula is at the mean difference; the chance is over all futures.",
    }
    /// Title of the table of sizes.
    pub fn sizes(who: &str) { sv: "Vad försök av andra storlekar är värda för {who}", en: "What pilots of other sizes are worth to {who}" }
    /// Column: households.
    pub fn column_arms() { sv: "Hushåll", en: "Households" }
    /// Column: months.
    pub fn column_months(months: &str) { sv: "{months} mån", en: "{months} months" }
    /// Column: cost.
    pub fn column_cost() { sv: "Kostnad", en: "Cost" }
    /// Mark of those that pay.
    pub fn about_sizes() {
        sv: "+ lönar sig: värdet är större än kostnaden med två medelfels marginal. Att beslutet dröjer medan försöket pågår är inte prissatt.",
        en: "+ pays: the value exceeds the cost by two standard errors. That the decision waits while the pilot runs is not priced.",
    }
    /// Contamination.
    pub fn contamination(share: &str) {
        sv: "{share} av dem som skulle få dagens arbetssätt får ändå det nya.",
        en: "{share} of those who should get today's way of working get the new one anyway.",
    }
    /// Drop-out.
    pub fn drop_out(share: &str) {
        sv: "{share} av hushållen går inte att följa till slutet.",
        en: "{share} of the households cannot be followed to the end.",
    }
    /// Offices differ.
    pub fn offices(log_odds: &str, points: &str) {
        sv: "Kontor antas skilja sig också när de arbetar lika: {log_odds} i log-odds, ungefär {points} procentenheter kring hälften (betyg D). Det tar testet inte hänsyn till.",
        en: "Offices are assumed to differ also when they work alike: {log_odds} in log-odds, about {points} percentage points around one half (grade D). The test takes no account of that.",
    }
    /// What it rests on.
    pub fn rests_on(pilots: &str, draws: &str, households: &str) {
        sv: "{pilots} försök i {draws} framtider, med {households} hushåll levda under varje arbetssätt. Försöket drivs som det är tänkt från första dagen, och platser är inte begränsade.",
        en: "{pilots} pilots in {draws} futures, with {households} households lived under each way of working. The pilot is run as designed from the first day, and places are not limited.",
    }
    /// Title of the picture.
    pub fn curve_title(who: &str) { sv: "Vad ett försök är värt efter storlek: {who}", en: "What a pilot is worth by size: {who}" }
    /// What it shows.
    pub fn curve_text() { sv: "En linje för varje uppföljningstid. Bandet är räknefelet. Streckad linje: kostnaden, där den ryms i bilden.", en: "A line for each length of follow-up. The band is the Monte Carlo error. Dashed line: the cost, where it is within the picture." }
    fn too_few(draws: &str) {
        sv: "fel: för få framtider för att säga vad ett försök är värt\ntips: räkna med --draws {draws} eller fler",
        en: "error: too few futures to say what a pilot is worth\nhint: run with --draws {draws} or more",
    }
    fn nothing_to_learn() {
        sv: "fel: scenariot har inga nya hushåll eller inga osäkra tal, så ett försök har inget att visa",
        en: "error: the scenario has no new households or no uncertain numbers, so a pilot has nothing to show",
    }
    fn too_long(months: &str) {
        sv: "fel: hushåll kan inte följas så länge inom scenariots tid\ntips: --months {months} eller färre, eller ett större horizon_months",
        en: "error: households cannot be followed for so long within the scenario's time\nhint: --months {months} or fewer, or a larger horizon_months",
    }
}

/// Returns why no pilot can be simulated.
pub fn not_piloted(lang: Lang, not: &NotPiloted) -> String {
    match not {
        NotPiloted::TooFewDraws { draws_needed } => too_few(
            lang,
            &Numbers::new(lang)
                .count(*draws_needed)
                .replace('\u{a0}', ""),
        ),
        NotPiloted::NothingToLearn => nothing_to_learn(lang),
        NotPiloted::UnknownDesign { id, known } => program::unknown_design(lang, id, known),
        NotPiloted::TooLong { most_months } => too_long(lang, &most_months.to_string()),
        NotPiloted::Run(_) => program::stopped_empty(lang),
    }
}

/// Returns how households come to their arm, as a sentence.
pub fn allocation(lang: Lang, allocation: PilotAllocation) -> &'static str {
    match allocation {
        PilotAllocation::EverySecond => lang.pick(
            "Hushållen fördelas i turordning.",
            "Households are allocated by turns.",
        ),
        PilotAllocation::Random => lang.pick(
            "Hushållen fördelas genom lottning.",
            "Households are allocated by lot.",
        ),
        PilotAllocation::ByOffice => lang.pick(
            "Ett kontor arbetar på det nya sättet och ett annat som i dag.",
            "One office works in the new way and another as today.",
        ),
    }
}

/// Returns what an outcome is called.
pub fn outcome(lang: Lang, outcome: PilotOutcome) -> &'static str {
    match outcome {
        PilotOutcome::OffAssistance => lang.pick("Utan försörjningsstöd", "Off assistance"),
        PilotOutcome::SelfSupport => lang.pick("I jobb eller studier", "In job or studies"),
        PilotOutcome::TimeToSelfSupport => {
            lang.pick("Tid till jobb eller studier", "Time to job or studies")
        }
    }
}
