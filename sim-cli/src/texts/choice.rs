//! Words of the choice between ways of working.

use crate::texts::lang::sentences;

sentences! {
    /// Title of the page and heading of the part.
    pub fn heading() { sv: "Vilket arbetssätt?", en: "Which way of working?" }
    /// The best is clearly best.
    pub fn best(design: &str, who: &str, sum: &str, chance: &str) {
        sv: "{design} ger {who} mest i väntat värde, {sum} mot i dag, och kommer bäst ut i {chance} framtider.",
        en: "{design} brings {who} most in expected value, {sum} against today, and comes out best in {chance} futures.",
    }
    /// Nothing beats today.
    pub fn today_is_best(today: &str, who: &str, chance: &str) {
        sv: "Inget av arbetssätten väntas ge {who} mer än {today}, som kommer bäst ut i {chance} framtider.",
        en: "None of the designs is expected to bring {who} more than {today}, which comes out best in {chance} futures.",
    }
    /// The first two cannot be told apart.
    pub fn a_tie(first: &str, second: &str, draws: &str) {
        sv: "Men {first} och {second} går inte att skilja åt med {draws} framtider.",
        en: "But {first} and {second} cannot be told apart with {draws} futures.",
    }
    /// So many of a hundred.
    pub fn of_hundred(count: &str) { sv: "{count} av 100", en: "{count} of 100" }
    /// Fewer than one of a hundred.
    pub fn below_one() { sv: "färre än 1 av 100", en: "fewer than 1 of 100" }
    /// More than ninety-nine of a hundred.
    pub fn above_ninety_nine() { sv: "mer än 99 av 100", en: "more than 99 of 100" }
    /// All that were drawn.
    pub fn all_of(draws: &str) { sv: "alla {draws}", en: "all {draws}" }
    /// None that was drawn.
    pub fn none_of(draws: &str) { sv: "ingen av {draws}", en: "none of {draws}" }
    /// How much the best depends on households' luck.
    pub fn same_again(count: &str) {
        sv: "När bara hushållens tur dras om blir samma arbetssätt bäst i {count} fall.",
        en: "When only the luck of households is drawn again the same way of working is best in {count} cases.",
    }
    /// Column: the way of working.
    pub fn column_design() { sv: "arbetssätt", en: "design" }
    /// Column: expected net saving.
    pub fn column_net(unit: &str) { sv: "väntat\nnetto, {unit}", en: "expected\nnet, {unit}" }
    /// Column: error.
    pub fn column_error() { sv: "±", en: "±" }
    /// Column: behind the best.
    pub fn column_behind(unit: &str) { sv: "sämre än\nbästa, {unit}", en: "behind the\nbest, {unit}" }
    /// Column: probability of being best.
    pub fn column_best() { sv: "bäst i\nandel av\nframtider", en: "best in\nshare of\nfutures" }
    /// Column: probability of being best if the numbers were known.
    pub fn column_best_given() { sv: "bäst om\ntalen var\nkända", en: "best if\nnumbers\nwere known" }
    /// What the two shares mean.
    pub fn two_shares() {
        sv: "”Bäst i andel av framtider” räknar med allt som kan hända, också hushållens tur och konjunkturen. ”Bäst om talen var kända” visar hur osäkert beslutet är: där är tur och konjunktur utjämnade, och bara det som är okänt i talen är kvar.",
        en: "“Best in share of futures” counts all that may happen, also the luck of households and the labour market. “Best if numbers were known” shows how uncertain the decision is: there luck and labour market are averaged out, and only what is unknown of the numbers is left.",
    }
    /// Too few draws for the second.
    pub fn given_needs(draws: &str) {
        sv: "Andelen framtider räknar med allt som kan hända, också hushållens tur och konjunkturen. För att säga hur ofta ett arbetssätt vore bäst om alla osäkra tal var kända behövs minst {draws} framtider (--draws).",
        en: "The share of futures counts all that may happen, also the luck of households and the labour market. To say how often a design would be best if all uncertain numbers were known takes at least {draws} futures (--draws).",
    }
    /// The regression behind the second does not follow.
    pub fn given_poor_fit() {
        sv: "Sambandet bakom den fångar inte allt som talen avgör; se den som ungefärlig.",
        en: "The regression behind it does not catch all that numbers decide; take it as approximate.",
    }
    /// Column: regret.
    pub fn column_regret(unit: &str) { sv: "väntad\nånger, {unit}", en: "expected\nregret, {unit}" }
    /// What the ranking shows.
    pub fn rank_note(draws: &str) {
        sv: "± är två medelfel efter {draws} framtider. Ånger: så mycket sämre än det som visade sig bäst blir det i medeltal, om man väljer arbetssättet nu. Framtider skiljer sig i osäkra tal, konjunktur och hushållens tur.",
        en: "± is two standard errors after {draws} futures. Regret: how much worse than what turned out best it is on average, if the design is chosen now. Futures differ in uncertain numbers, the labour market and the luck of households.",
    }
    /// Heading of dominance.
    pub fn dominance_heading() { sv: "Bättre hur man än ser på risk", en: "Better however one looks at risk" }
    /// First order.
    pub fn first_order(better: &str, worse: &str) {
        sv: "{better} är bättre än {worse} för alla som vill ha mer pengar hellre än mindre: varje belopp nås med minst samma chans.",
        en: "{better} is better than {worse} for everyone who wants more money rather than less: every amount is reached with at least the same chance.",
    }
    /// Second order.
    pub fn second_order(better: &str, worse: &str) {
        sv: "{better} är bättre än {worse} för alla som också vill undvika risk.",
        en: "{better} is better than {worse} for everyone who also wants to avoid risk.",
    }
    /// None.
    pub fn no_dominance() {
        sv: "Inget arbetssätt är bättre än ett annat för alla: valet beror på hur man ser på risk.",
        en: "No design is better than another for everyone: the choice depends on how one looks at risk.",
    }
    /// Too few draws.
    pub fn dominance_needs(draws: &str) { sv: "För att säga det behövs minst {draws} framtider.", en: "To say that, at least {draws} futures are needed." }
    /// Heading of the prices.
    pub fn price_heading() { sv: "Om ett hushåll i egen försörjning är värt mer än pengarna", en: "If a household in self-support is worth more than the money" }
    /// What the prices are.
    pub fn price_note(months: &str) {
        sv: "Värdet är nettot plus ett pris för varje extra hushåll i jobb eller studier i månad {months}. Tabellen visar i hur stor andel av framtiderna varje arbetssätt är bäst vid olika priser.",
        en: "The worth is the net plus a price for each extra household in job or studies in month {months}. The table shows in what share of futures each design is best at different prices.",
    }
    /// Column: the price.
    pub fn column_price() { sv: "pris per\nhushåll", en: "price per\nhousehold" }
    /// At price zero.
    pub fn best_at_zero(design: &str) { sv: "Utan pris är {design} bäst i väntat värde.", en: "Without a price {design} is best in expected worth." }
    /// From a price on.
    pub fn best_from(price: &str, error: &str, design: &str) {
        sv: "Från {price} per hushåll (± {error}) är {design} bäst i väntat värde.",
        en: "From {price} a household (± {error}) {design} is best in expected worth.",
    }
    /// Never another.
    pub fn best_throughout(price: &str) { sv: "Inget annat blir bäst upp till {price} per hushåll.", en: "No other becomes best up to {price} a household." }
    /// Heading of the table of four things.
    pub fn pareto_heading() { sv: "Fyra saker att väga", en: "Four things to weigh" }
    /// Column: municipality.
    pub fn column_municipality(unit: &str) { sv: "kommunen,\n{unit}", en: "municipality,\n{unit}" }
    /// Column: public sector.
    pub fn column_public(unit: &str) { sv: "offentlig\nsektor,\n{unit}", en: "public\nsector,\n{unit}" }
    /// Column: households.
    pub fn column_households() { sv: "fler i jobb\neller\nstudier", en: "extra in\njob or\nstudies" }
    /// Column: the worst tenth.
    pub fn column_worst(unit: &str) { sv: "sämsta\ntiondelen,\n{unit}", en: "worst\ntenth,\n{unit}" }
    /// Column: who is better in everything.
    pub fn column_dominated() { sv: "sämre i allt än", en: "worse in all than" }
    /// What it shows.
    pub fn pareto_note() {
        sv: "Väntade värden mot i dag. Ett arbetssätt som är sämre i allt än ett annat ger inget för det som det tar.",
        en: "Expected values against today. A design that is worse in all than another gives nothing for what it takes.",
    }
    /// Heading of the search.
    pub fn search_heading(design: &str) { sv: "Sökning: {design}", en: "Search: {design}" }
    /// The best found.
    pub fn search_best(values: &str, who: &str, sum: &str, error: &str) {
        sv: "Bäst för {who} är {values}: {sum} mot i dag (± {error}).",
        en: "Best for {who} is {values}: {sum} against today (± {error}).",
    }
    /// How much better than as written.
    pub fn search_better(sum: &str, error: &str) {
        sv: "Det är {sum} mer än med talen som i scenariot (± {error}).",
        en: "That is {sum} more than with the numbers as in the scenario (± {error}).",
    }
    /// No better than as written.
    pub fn search_no_better() { sv: "Det är inte säkert bättre än talen som i scenariot.", en: "It is not surely better than the numbers as in the scenario." }
    /// Nothing within the budget.
    pub fn search_nothing(budget: &str) { sv: "Inget som prövades ryms i budgeten, {budget}.", en: "Nothing that was tried is within the budget, {budget}." }
    /// The search was not begun.
    pub fn search_not_begun() { sv: "AVBRUTET: sökningen hann inte börja.", en: "STOPPED EARLY: the search was not begun." }
    /// Not finished.
    pub fn search_stopped() { sv: "AVBRUTET: sökningen hann inte bli klar.", en: "STOPPED EARLY: the search was not finished." }
    /// What it cost.
    pub fn search_cost(tried: &str, draws: &str, expensive: &str, refined: &str) {
        sv: "{tried} kombinationer prövades ({refined} av dem nära de bästa, {expensive} för dyra) i {draws} framtider sammanlagt.",
        en: "{tried} combinations were tried ({refined} of them near the best, {expensive} too dear) in {draws} futures altogether.",
    }
    /// Which futures the figures are from.
    pub fn search_draws(draws: &str) {
        sv: "Talen nedan kommer ur {draws} andra framtider, som inte användes för att välja.",
        en: "The figures below are from {draws} other futures, which were not used to choose.",
    }
    /// What it may cost.
    pub fn search_budget(budget: &str) { sv: "Kostnaden fick vara högst {budget}.", en: "The cost could be {budget} at most." }
    /// Between which values a number was searched.
    pub fn searched_between(lever: &str, from: &str, to: &str, written: &str) {
        sv: "{lever}: sökt från {from} till {to}. {written}",
        en: "{lever}: searched from {from} to {to}. {written}",
    }
    /// How long it took.
    pub fn search_took(seconds: &str) { sv: "Sökningen tog {seconds} s.", en: "The search took {seconds} s." }
    /// Row: as written.
    pub fn as_written() { sv: "som i scenariot", en: "as in the scenario" }
    /// Column: cost.
    pub fn column_cost(unit: &str) { sv: "kostnad,\n{unit}", en: "cost,\n{unit}" }
    /// Column: chance.
    pub fn column_chance() { sv: "chans till\nvinst", en: "chance of\na gain" }
    /// What the cost is.
    pub fn search_note() {
        sv: "Kostnad: uppstart, drift och nya tjänster för kommunen under hela tiden utöver i dag, löpande priser. ± är två medelfel.",
        en: "Cost: set-up, running cost and new posts for the municipality over the whole time beyond today, current prices. ± is two standard errors.",
    }
    /// A row over the budget.
    pub fn over_budget(name: &str) { sv: "{name} (över budget)", en: "{name} (over budget)" }
    /// Title of the acceptability picture.
    pub fn price_title(who: &str) { sv: "Chans att vara bäst, efter priset på ett hushåll i egen försörjning ({who})", en: "Chance of being best, by the price of a household in self-support ({who})" }
    /// What it shows.
    pub fn price_text() {
        sv: "En linje för varje arbetssätt: andelen framtider där det är bäst när varje extra hushåll i jobb eller studier är värt priset på den liggande axeln.",
        en: "A line for each design: the share of futures in which it is best when each extra household in job or studies is worth the price on the lying axis.",
    }
    /// Label of the lying axis.
    pub fn price_axis() { sv: "tkr per hushåll", en: "SEK thousand a household" }
    /// Caption of the ranking's table.
    pub fn rank_table() { sv: "Rangordning", en: "Ranking" }
    /// Caption of the price table.
    pub fn price_table() { sv: "Chans att vara bäst, per pris", en: "Chance of being best, by price" }
    /// Caption of the table of four things.
    pub fn pareto_table() { sv: "Varje arbetssätt i fyra mått", en: "Each design in four measures" }
    /// Caption of the search's table.
    pub fn search_table() { sv: "De bästa som hittades", en: "The best that were found" }
    /// Name of the sheet.
    pub fn sheet() { sv: "Välja", en: "Choose" }
    /// A lever that cannot be searched.
    pub fn not_of_a_design(path: &str) {
        sv: "fel: `{path}` hör inte till ett arbetssätt som kan sökas\ntips: skriv sökvägen med arbetssättet, eller namnge ett arbetssätt med --designs",
        en: "error: `{path}` does not belong to a design that can be searched\nhint: write the path with the design, or name one design with --designs",
    }
}
