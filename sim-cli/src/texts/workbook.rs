//! Words of the workbook for finance officers.

use crate::texts::lang::sentences;

sentences! {
    // Names of sheets: at most 31 signs, none of []:*?/\.
    /// Sheet: the answer.
    pub fn summary() { sv: "Sammanfattning", en: "Summary" }
    /// Sheet: years and accounts.
    pub fn years() { sv: "År och konton", en: "Years and accounts" }
    /// Sheet: months.
    pub fn monthly() { sv: "Månader", en: "Monthly" }
    /// Sheet: assumptions.
    pub fn assumptions() { sv: "Antaganden", en: "Assumptions" }
    /// Sheet: what if.
    pub fn what_if() { sv: "Tänk om", en: "What if" }
    /// Sheet: the parts that what-if is made of.
    pub fn parts() { sv: "Delar", en: "Parts" }
    /// Sheet: every draw.
    pub fn draws() { sv: "Framtider", en: "Draws" }

    /// Sheet: what knowing more is worth.
    pub fn information() { sv: "Värdet av att veta mer", en: "Worth of knowing more" }
    /// Sheet: a pilot.
    pub fn pilot() { sv: "Försök", en: "Pilot" }

    // Columns.
    /// Column: what it is worth.
    pub fn worth_sek() { sv: "Värt, kr", en: "Worth, SEK" }
    /// Column: its error.
    pub fn error_of_value() { sv: "Räknefel (ett medelfel), kr", en: "Monte Carlo error (one standard error), SEK" }
    /// Column: lower bound.
    pub fn at_least() { sv: "Minst, räknat på andra framtider, kr", en: "At least, reckoned on other futures, SEK" }
    /// Column: trust.
    pub fn can_be_relied_on() { sv: "Går att lita på", en: "Can be relied on" }
    /// Yes.
    pub fn yes() { sv: "ja", en: "yes" }
    /// No.
    pub fn no() { sv: "nej", en: "no" }
    /// Too few draws.
    pub fn needs_draws(draws: &str) { sv: "nej, räkna med {draws} framtider", en: "no, run with {draws} futures" }
    /// Poor fit.
    pub fn poor_fit() { sv: "kan vara för lågt", en: "may be too low" }
    /// Kind: a study.
    pub fn study() { sv: "Undersökning", en: "Study" }
    /// Column: households under the design.
    pub fn households_new() { sv: "Hushåll i det nya", en: "Households under the new" }
    /// Column: households under today.
    pub fn households_today() { sv: "Hushåll i dagens", en: "Households under today's" }
    /// Column: months.
    pub fn months_followed() { sv: "Månader", en: "Months" }
    /// Column: whether it pays.
    pub fn pays() { sv: "Lönar sig", en: "Pays" }
    /// Column: way of working.
    pub fn design() { sv: "Arbetssätt", en: "Design" }
    /// Column: seen by whom.
    pub fn seen_by() { sv: "Sett från", en: "Seen by" }
    /// Column: account.
    pub fn account() { sv: "Konto", en: "Account" }
    /// Column: kind of flow.
    pub fn kind() { sv: "Slag", en: "Kind" }
    /// Column: which number of the distribution.
    pub fn figure() { sv: "Mått", en: "Figure" }
    /// Column: cash or time.
    pub fn nature() { sv: "Vad", en: "What" }
    /// Column: month.
    pub fn month() { sv: "Månad", en: "Month" }
    /// Column: mean.
    pub fn mean() { sv: "Medel", en: "Mean" }
    /// Column: Monte Carlo standard error.
    pub fn error() { sv: "Räknefel i medel (ett medelfel)", en: "Monte Carlo error of the mean (one standard error)" }
    /// Column: tenth lowest.
    pub fn low() { sv: "Låg (1 av 10 under)", en: "Low (1 in 10 below)" }
    /// Column: median.
    pub fn median() { sv: "Mitten (median)", en: "Middle (median)" }
    /// Column: tenth highest.
    pub fn high() { sv: "Hög (1 av 10 över)", en: "High (1 in 10 above)" }
    /// Column: chance of saving.
    pub fn chance() { sv: "Andel framtider med vinst", en: "Share of futures with a gain" }
    /// Column: chance of a large loss.
    pub fn large_loss() { sv: "Andel med stor förlust", en: "Share with a large loss" }
    /// Column: mean of the worst tenth.
    pub fn worst_tenth() { sv: "Medel i sämsta tiondelen", en: "Mean of the worst tenth" }
    /// Column: payback, median month.
    pub fn payback() { sv: "Intjänat månad (median)", en: "Payback month (median)" }
    /// Column: share never paid back.
    pub fn never() { sv: "Andel aldrig intjänat", en: "Share never paid back" }
    /// Column: running off.
    pub fn run_off() { sv: "Netto per år vid slutet (median)", en: "Net a year at the end (median)" }
    /// Column: all years.
    pub fn whole_time() { sv: "Hela tiden", en: "Whole time" }
    /// Row: every kind.
    pub fn net() { sv: "Netto", en: "Net" }
    /// Cash.
    pub fn cash() { sv: "Pengar", en: "Cash" }
    /// Time of people already employed.
    pub fn time() { sv: "Arbetstid, inte pengar", en: "Working time, not cash" }
    /// Column: households on assistance.
    pub fn on_assistance() { sv: "Hushåll med bistånd", en: "Households on assistance" }
    /// Column: households in interventions.
    pub fn in_interventions() { sv: "Hushåll i insats", en: "Households in interventions" }
    /// Column: cumulative net saving.
    pub fn cumulative(seen_by: &str) { sv: "Netto hittills, nuvärde: {seen_by}", en: "Net so far, present value: {seen_by}" }
    /// Column: number.
    pub fn number() { sv: "Tal", en: "Number" }
    /// Column: address.
    pub fn address() { sv: "Adress i scenariot", en: "Address in the scenario" }
    /// Column: value.
    pub fn value() { sv: "Värde (median)", en: "Value (median)" }
    /// Column: fifth percentile.
    pub fn p05() { sv: "5 procent under", en: "5 per cent below" }
    /// Column: 95th percentile.
    pub fn p95() { sv: "5 procent över", en: "5 per cent above" }
    /// Column: unit.
    pub fn unit() { sv: "Enhet", en: "Unit" }
    /// Column: grade.
    pub fn grade() { sv: "Betyg", en: "Grade" }
    /// Column: basis.
    pub fn basis() { sv: "Grund", en: "Basis" }
    /// Column: source.
    pub fn source() { sv: "Källa", en: "Source" }
    /// Column: note.
    pub fn note() { sv: "Anmärkning", en: "Note" }

    // Further analyses.
    /// Column: error of a chance.
    pub fn error_of_chance() { sv: "Räknefel i andelen (ett medelfel)", en: "Monte Carlo error of the share (one standard error)" }
    /// Column: the chance that a limit is for.
    pub fn limit_at() { sv: "Gräns för vinst i", en: "Limit for a gain in" }
    /// Column: a limit.
    pub fn limit() { sv: "Gräns", en: "Limit" }
    /// Column: lower end of a limit's interval.
    pub fn limit_low() { sv: "Gränsen är minst", en: "The limit is at least" }
    /// Column: upper end of a limit's interval.
    pub fn limit_high() { sv: "Gränsen är högst", en: "The limit is at most" }
    /// Column: a number that was moved.
    pub fn moved_number() { sv: "Tal som flyttas", en: "Number that is moved" }
    /// Column: from.
    pub fn moved_from() { sv: "Från", en: "From" }
    /// Column: to.
    pub fn moved_to() { sv: "Till", en: "To" }
    /// Column: in the scenario.
    pub fn as_written() { sv: "I scenariot", en: "In the scenario" }
    /// Column: best design.
    pub fn best_design() { sv: "Bäst", en: "Best" }
    /// Column: next best.
    pub fn next_best() { sv: "Näst bäst", en: "Next best" }
    /// Column: how far ahead.
    pub fn ahead_sek() { sv: "försprång, kr", en: "lead, SEK" }
    /// Column: best beyond a limit.
    pub fn best_beyond() { sv: "Bäst på andra sidan gränsen", en: "Best beyond the limit" }
    /// Column: which side is beyond.
    pub fn beyond_is() { sv: "Andra sidan är", en: "Beyond is" }
    /// Column: chance of lying beyond.
    pub fn chance_beyond() { sv: "Chans att talet ligger där", en: "Chance that the number lies there" }
    /// Column: the outermost value tried.
    pub fn end_value() { sv: "Längst ut", en: "Outermost" }
    /// Column: lead there.
    pub fn ahead_at_end_sek() { sv: "Försprång längst ut, kr", en: "Lead there, SEK" }
    /// Row: numbers with weak evidence.
    pub fn weak_numbers() { sv: "Alla tal med betyg D eller utan betyg", en: "All numbers of grade D or without grade" }
    /// Row: luck.
    pub fn luck() { sv: "Slumpen i enskilda hushåll, andel av hela osäkerheten", en: "The luck of single households, share of the whole uncertainty" }
    /// Column: price.
    pub fn price_sek() { sv: "Pris per hushåll, kr", en: "Price per household, SEK" }
    /// Column: from which price.
    pub fn from_price_sek() { sv: "Från priset, kr", en: "From the price, SEK" }
    /// Row: budget.
    pub fn budget_sek() { sv: "Högsta kostnad, kr", en: "Greatest cost, SEK" }
    /// Row: upper bound of a worth.
    pub fn worth_at_most() { sv: "högst, räknat uppifrån", en: "at most, reckoned from above" }
    /// Column: share that can be known.
    pub fn knowable() { sv: "Andel av osäkerheten som går att veta", en: "Share of the uncertainty that can be known" }
    /// Column: best of all.
    pub fn best_share() { sv: "Bäst av alla", en: "Best of all" }
    /// Column: mean net.
    pub fn mean_net_sek() { sv: "Netto i snitt, kr", en: "Mean net, SEK" }
    /// Column: expected loss.
    pub fn loss_sek() { sv: "Väntad förlust, kr", en: "Expected loss, SEK" }
    /// Column: cost.
    pub fn cost_sek() { sv: "Kostnad, kr", en: "Cost, SEK" }
    /// Column: worth less cost.
    pub fn after_cost() { sv: "Efter kostnaden, kr", en: "After its cost, SEK" }
    /// Column: wrong decision without.
    pub fn wrong_now() { sv: "Fel beslut utan försöket", en: "Wrong decision without the pilot" }
    /// Column: wrong decision with.
    pub fn wrong_after() { sv: "Fel beslut efter försöket", en: "Wrong decision after the pilot" }
    /// Column: changes the decision.
    pub fn changes_decision() { sv: "Ändrar beslutet", en: "Changes the decision" }
    /// Column: worth of knowing all.
    pub fn all_known_worth() { sv: "Att veta allt är värt, kr", en: "To know all is worth, SEK" }
    /// Column: true difference.
    pub fn true_difference() { sv: "Verklig skillnad, medel", en: "True difference, mean" }
    /// Column: shown the wrong way.
    pub fn shown_wrong() { sv: "Säkerställd åt fel håll", en: "Significant the wrong way" }
    /// Row: contamination.
    pub fn contamination() { sv: "Får det nya fast de skulle ha dagens", en: "Get the new though meant for today's" }
    /// Row: drop-out.
    pub fn drop_out() { sv: "Går inte att följa till slutet", en: "Cannot be followed to the end" }
    /// Row: cost of the pilot.
    pub fn cost_once() { sv: "Försökets kostnad, kr", en: "Cost of the pilot, SEK" }
    /// Row: cost a household.
    pub fn cost_each() { sv: "Och för varje hushåll, kr", en: "And for each household, SEK" }
    /// Row: months of recruiting.
    pub fn recruiting() { sv: "Månader tills så många har ansökt", en: "Months until so many have applied" }
    /// Row: offices differ.
    pub fn offices_differ() { sv: "Kontor skiljer sig, log-odds", en: "Offices differ, log-odds" }
    /// Row: a number that was held fixed.
    pub fn fixed(number: &str) { sv: "Satt för körningen: {number}", en: "Fixed for the run: {number}" }

    // Summary.
    /// How to read the amounts.
    pub fn amounts(year: i32, month: u32, discount: &str) {
        sv: "Belopp i kronor: dagens arbetssätt minus det nya. Plus är bra. Nuvärde i {year} års priser efter {month} månader, ränta {discount}.",
        en: "Amounts in SEK: today's way of working less the new one. Plus is good. Present value in prices of {year} after {month} months, discount rate {discount}.",
    }
    /// What the sheets do with quantiles.
    pub fn do_not_add() {
        sv: "Medel går att lägga ihop. Låg, mitten och hög går inte att lägga ihop över år eller konton: varje rad är räknad för sig.",
        en: "Means add up. Low, middle and high do not add up over years or accounts: every row is worked out on its own.",
    }
    /// Nominal amounts.
    pub fn nominal() {
        sv: "Skillnad mot i dag i kronor, löpande priser. Plus är bra för kontot.",
        en: "Difference from today in SEK, current prices. Plus is good for the account.",
    }
    /// Row: scenario.
    pub fn scenario_hash() { sv: "Scenariots kontrollsumma", en: "Scenario hash" }
    /// Row: version.
    pub fn version() { sv: "Programversion", en: "Program version" }
    /// Row: seed.
    pub fn seed() { sv: "Frö", en: "Seed" }
    /// Row: draws.
    pub fn n_draws() { sv: "Antal framtider", en: "Draws" }
    /// Row: where it is.
    pub fn municipality() { sv: "Kommun", en: "Municipality" }
    /// Row: the question.
    pub fn question() { sv: "Fråga", en: "Question" }
    /// Row: how much is assumed.
    pub fn assumed_share() { sv: "Antagna tal av alla tal", en: "Assumed numbers of all numbers" }

    // What if.
    /// How to use the sheet.
    pub fn turn() {
        sv: "Ändra de gula rutorna. Medelvärdet av nettot räknas om av formlerna här; chanser och intervall gör det inte: kör programmet för dem.",
        en: "Change the yellow cells. The formulas here work out the mean net again; chances and intervals do not follow: run the program for them.",
    }
    /// Row: discount rate.
    pub fn discount() { sv: "Ränta per år (real)", en: "Discount rate a year (real)" }
    /// Row: share of tax kept.
    pub fn retained() { sv: "Andel av skatten som kommunen behåller", en: "Share of tax that the municipality keeps" }
    /// Row: displaced share.
    pub fn displaced() { sv: "Andel av extra jobb som tränger undan andras", en: "Share of extra jobs that displaces others" }
    /// Column: worked out here.
    pub fn here() { sv: "Netto, medel, räknat här", en: "Net, mean, worked out here" }
    /// Column: by the program.
    pub fn by_the_program() { sv: "Netto, medel, enligt programmet", en: "Net, mean, by the program" }
    /// Column: the difference.
    pub fn change() { sv: "Skillnad", en: "Difference" }
    /// Why the two may differ a little.
    pub fn not_exact() {
        sv: "Minst ett av de tre talen är osäkert i scenariot. Här står dess medelvärde; därför kan de två kolumnerna skilja något redan innan något ändras.",
        en: "At least one of the three numbers is uncertain in the scenario. Its mean stands here; so the two columns may differ a little before anything is changed.",
    }
    /// Sheet of parts: what it is.
    pub fn parts_note() {
        sv: "Medel per månad i fasta priser, utan ränta. Netto = eget + behållet × a + undanträngt × (b + behållet × c).",
        en: "Means by month in constant prices, not discounted. Net = own + kept × a + displaced × (b + kept × c).",
    }
    /// Column: discount factor.
    pub fn factor() { sv: "Diskonteringsfaktor", en: "Discount factor" }
    /// Column: own part.
    pub fn part_own() { sv: "eget", en: "own" }
    /// Column: for the share kept.
    pub fn part_retained() { sv: "a: behållen skatt", en: "a: tax kept" }
    /// Column: for the share displaced.
    pub fn part_displaced() { sv: "b: undanträngning", en: "b: displacement" }
    /// Column: for both.
    pub fn part_both() { sv: "c: båda", en: "c: both" }

    // Draws.
    /// What the rows are.
    pub fn draws_note() {
        sv: "En rad per framtid. Percentiler, chanser och samband räknas på de här raderna.",
        en: "One row a future. Percentiles, chances and correlations are worked out on these rows.",
    }
}
