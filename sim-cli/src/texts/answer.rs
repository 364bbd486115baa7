//! The answer in sentences: who gains, how sure that is, what it hangs on.

use crate::number::{Numbers, OfAHundred, of_a_hundred};
use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Heading of the first part.
    pub fn heading() { sv: "Svaret", en: "The answer" }
    /// What stands under the title: place, months, prices.
    pub fn frame(place: &str, from: &str, to: &str, months: &str, year: i32) {
        sv: "{place}{from} till {to} ({months} månader), {year} års priser",
        en: "{place}{from} to {to} ({months} months), prices of {year}",
    }
    /// What was run.
    pub fn draws_line(draws: &str) {
        sv: "Svaret bygger på {draws} lika troliga framtider, samma framtider för varje arbetssätt.",
        en: "The answer rests on {draws} equally likely futures, the same ones for every design.",
    }
    /// The run was stopped.
    pub fn stopped_early(draws: &str, asked: &str) {
        sv: "AVBRUTET: bara {draws} av {asked} framtider hann räknas. Svaret gäller dem.",
        en: "STOPPED EARLY: only {draws} of {asked} futures were finished. The answer holds for those.",
    }
    /// The run was stopped before it was exact enough.
    pub fn stopped_early_of_most(draws: &str, most: &str) {
        sv: "AVBRUTET: bara {draws} av högst {most} framtider hann räknas. Svaret gäller dem.",
        en: "STOPPED EARLY: only {draws} of at most {most} futures were finished. The answer holds for those.",
    }
    /// Title of a design's part.
    pub fn design_against_today(design: &str, today: &str) {
        sv: "{design}, jämfört med: {today}",
        en: "{design}, compared with: {today}",
    }
    /// The two ways of working are the same.
    pub fn no_difference(who: &str, months: &str) {
        sv: "Det blir ingen skillnad alls för {who} under {months} månader: i varje framtid blir utfallet detsamma som med dagens arbetssätt.",
        en: "It makes no difference at all to {who} over {months} months: in every future the outcome is the same as with today's way of working.",
    }

    // How sure: the first words of a design's part.
    /// Nine in ten or more gain.
    pub fn very_likely_gain(who: &str) { sv: "Mycket troligt tjänar {who} på det.", en: "Very likely {who} gains from it." }
    /// Two in three or more gain.
    pub fn likely_gain(who: &str) { sv: "Troligen tjänar {who} på det, men det är inte säkert.", en: "Probably {who} gains from it, but that is not certain." }
    /// Neither.
    pub fn either_way(who: &str) { sv: "Det går inte att säga om {who} tjänar eller förlorar på det.", en: "It cannot be said whether {who} gains or loses from it." }
    /// Most futures bring nothing.
    pub fn mostly_nothing(who: &str) { sv: "Troligen varken tjänar eller förlorar {who} på det.", en: "Probably {who} neither gains nor loses from it." }
    /// Two in three or more lose.
    pub fn likely_loss(who: &str) { sv: "Troligen förlorar {who} på det, men det är inte säkert.", en: "Probably {who} loses from it, but that is not certain." }
    /// Nine in ten or more lose.
    pub fn very_likely_loss(who: &str) { sv: "Mycket troligt förlorar {who} på det.", en: "Very likely {who} loses from it." }

    // How many of a hundred.
    /// So many of a hundred gain.
    pub fn gain_in(count: &str, who: &str, months: &str) {
        sv: "I {count} av 100 lika troliga framtider har {who} tjänat på det efter {months} månader",
        en: "In {count} of 100 equally likely futures {who} has gained from it after {months} months",
    }
    /// Fewer than one of a hundred gain.
    pub fn gain_in_few(who: &str, months: &str) {
        sv: "I färre än 1 av 100 lika troliga framtider har {who} tjänat på det efter {months} månader",
        en: "In fewer than 1 of 100 equally likely futures {who} has gained from it after {months} months",
    }
    /// More than ninety-nine of a hundred gain.
    pub fn gain_in_nearly_all(who: &str, months: &str) {
        sv: "I mer än 99 av 100 lika troliga framtider har {who} tjänat på det efter {months} månader",
        en: "In more than 99 of 100 equally likely futures {who} has gained from it after {months} months",
    }
    /// Not one that was drawn gains.
    pub fn gain_in_none(draws: &str, who: &str, months: &str) {
        sv: "I ingen av de {draws} framtider som räknades har {who} tjänat på det efter {months} månader",
        en: "In none of the {draws} futures that were run has {who} gained from it after {months} months",
    }
    /// Every one that was drawn gains.
    pub fn gain_in_all(draws: &str, who: &str, months: &str) {
        sv: "I alla {draws} framtider som räknades har {who} tjänat på det efter {months} månader",
        en: "In all {draws} futures that were run {who} has gained from it after {months} months",
    }
    /// The middle outcome is a gain.
    pub fn middle_gain(sum: &str) { sv: "mittenutfallet är en vinst på {sum}", en: "the middle outcome is a gain of {sum}" }
    /// The middle outcome is a loss.
    pub fn middle_loss(sum: &str) { sv: "mittenutfallet är en förlust på {sum}", en: "the middle outcome is a loss of {sum}" }
    /// The middle outcome is about nothing.
    pub fn middle_nothing() { sv: "mittenutfallet är varken vinst eller förlust", en: "the middle outcome is neither gain nor loss" }
    /// The eighty per cent in the middle.
    pub fn eight_of_ten(range: &str) { sv: "Åtta av tio framtider ligger mellan {range}.", en: "Eight of ten futures lie between {range}." }
    /// The worst tenth loses.
    pub fn worst_tenth_loss(sum: &str) { sv: "I den sämsta tiondelen är medelförlusten {sum}.", en: "In the worst tenth the mean loss is {sum}." }
    /// Even the worst tenth gains.
    pub fn worst_tenth_gain(sum: &str) { sv: "Även i den sämsta tiondelen blir det en vinst, i medeltal {sum}.", en: "Even in the worst tenth there is a gain, {sum} on average." }
    /// The risk of a large loss.
    pub fn large_loss(sum: &str, futures: &str) { sv: "Förlusten är större än {sum} i {futures}.", en: "The loss is larger than {sum} in {futures}." }
    /// Who the public sector is.
    pub fn public_sector_is() { sv: "Offentlig sektor är kommunerna, regionen, staten, a-kassan och socialförsäkringen tillsammans.", en: "The public sector is municipalities, region, state, unemployment insurance and social insurance together." }
    /// The municipality gains what others lose.
    pub fn shifted_wholly() { sv: "Se upp: kommunen vinner i mittenutfallet men inte offentlig sektor som helhet. Kostnader flyttas till andra.", en: "Beware: in the middle outcome the municipality gains but not the public sector as a whole. Cost is shifted to others." }
    /// A part of the gain is others' loss.
    pub fn shifted_partly() { sv: "En del av kommunens vinst är kostnader som flyttas till andra: mittenutfallet är mindre för offentlig sektor än för kommunen.", en: "Part of the municipality's gain is cost shifted to others: the middle outcome is smaller for the public sector than for the municipality." }
    /// Others gain more than the municipality.
    pub fn gains_elsewhere() { sv: "Vinsten hamnar mest hos andra än kommunen: offentlig sektor vinner i mittenutfallet, men inte kommunen.", en: "The gain falls mostly to others: in the middle outcome the public sector gains, but not the municipality." }

    /// Others in the public sector gain what the municipality pays for.
    pub fn others_gain() { sv: "Kommunens förlust är större än hela den offentliga sektorns: andra tjänar på det som kommunen betalar för.", en: "The municipality's loss is larger than that of the whole public sector: others gain from what the municipality pays for." }

    // Payback.
    /// Paid back in the middle outcome.
    pub fn paid_back(month: &str, never: &str, horizon: &str) {
        sv: "Pengarna är tillbaka efter {month} månader i mittenutfallet; i {never} är de inte tillbaka inom {horizon} månader.",
        en: "The money is back after {month} months in the middle outcome; in {never} it is not back within {horizon} months.",
    }
    /// Paid back at once.
    pub fn paid_back_at_once(never: &str, horizon: &str) {
        sv: "I mittenutfallet ligger det aldrig ute pengar; i {never} är pengarna inte tillbaka inom {horizon} månader.",
        en: "In the middle outcome no money is ever out; in {never} it is not back within {horizon} months.",
    }
    /// Not paid back in the middle outcome.
    pub fn not_paid_back(never: &str, horizon: &str) {
        sv: "I mittenutfallet är pengarna inte tillbaka inom {horizon} månader; så är det i {never}.",
        en: "In the middle outcome the money is not back within {horizon} months; so it is in {never}.",
    }

    /// Never paid back in any draw.
    pub fn never_paid_back(horizon: &str) {
        sv: "Pengarna är inte tillbaka inom {horizon} månader i någon av framtiderna.",
        en: "The money is not back within {horizon} months in any of the futures.",
    }
    fn some_futures(count: &str) { sv: "{count} av 100 framtider", en: "{count} of 100 futures" }
    fn few_futures() { sv: "färre än 1 av 100 framtider", en: "fewer than 1 of 100 futures" }
    fn nearly_all_futures() { sv: "mer än 99 av 100 framtider", en: "more than 99 of 100 futures" }
    fn no_futures() { sv: "ingen av framtiderna", en: "none of the futures" }
    fn all_futures() { sv: "alla framtider", en: "all futures" }

    // The picture.
    /// Under what the picture stands.
    pub fn picture_caption(who: &str) {
        sv: "Varje tecken är en av 100 lika troliga framtider: * = {who} vinner, o = {who} förlorar.",
        en: "Each mark is one of 100 equally likely futures: * = {who} gains, o = {who} loses.",
    }

    // What it hangs on.
    /// The number that goes most with the answer.
    pub fn hangs_most_on(number: &str) {
        sv: "Mest hänger svaret på: {number}.",
        en: "The answer hangs most on: {number}.",
    }
    /// What is known about that number.
    pub fn hangs_on_value(value: &str, range: &str, basis: &str) {
        sv: "Talet är {value} (troligen {range}); {basis}.",
        en: "The number is {value} (probably {range}); {basis}.",
    }
    /// It is documented.
    pub fn it_is_documented() { sv: "det är dokumenterat för platsen", en: "it is documented for this place" }
    /// It is published.
    pub fn it_is_statistics() { sv: "det kommer från offentlig statistik eller forskning", en: "it comes from public statistics or research" }
    /// It is assumed.
    pub fn it_is_assumed() { sv: "det är ett antagande", en: "it is an assumption" }
    /// A higher number, a larger gain.
    pub fn higher_more_gain() { sv: "Ju högre det är, desto större vinst för kommunen.", en: "The higher it is, the larger the municipality's gain." }
    /// A higher number, a smaller gain.
    pub fn higher_less_gain() { sv: "Ju högre det är, desto mindre vinst för kommunen.", en: "The higher it is, the smaller the municipality's gain." }
    /// A higher number, a smaller loss.
    pub fn higher_less_loss() { sv: "Ju högre det är, desto mindre förlust för kommunen.", en: "The higher it is, the smaller the municipality's loss." }
    /// A higher number, a larger loss.
    pub fn higher_more_loss() { sv: "Ju högre det är, desto större förlust för kommunen.", en: "The higher it is, the larger the municipality's loss." }
    /// No number stands out.
    pub fn hangs_on_nothing() { sv: "Inget enskilt osäkert tal avgör svaret.", en: "No single uncertain number decides the answer." }
    /// Where the uncertainty comes from.
    pub fn variance(ignorance: &str, world: &str, luck: &str) {
        sv: "Osäkerheten kommer till {ignorance} från tal vi inte vet, till {world} från arbetsmarknaden och om arbetssättet hålls i gång, och till {luck} från slumpen i enskilda hushåll.",
        en: "Of the uncertainty {ignorance} comes from numbers we do not know, {world} from the labour market and whether the design is kept up, and {luck} from the luck of single households.",
    }
    /// The design may stop.
    pub fn discontinued(count: &str, months: &str) {
        sv: "I {count} upphör arbetssättet att följas inom {months} månader; det är inräknat.",
        en: "In {count} the design stops being followed within {months} months; that is counted in.",
    }

    // Adjustments and error.
    /// Which adjustments are on.
    pub fn adjustments(on: &str) { sv: "Inräknat: {on}.", en: "Counted in: {on}." }
    /// Which adjustments are off.
    pub fn adjustments_off(off: &str) { sv: "Inte inräknat: {off}.", en: "Not counted in: {off}." }
    /// Numbers that were fixed.
    pub fn fixed(all: &str) { sv: "Låst för den här körningen (--set): {all}.", en: "Fixed for this run (--set): {all}." }
    /// None are on.
    pub fn no_adjustments() { sv: "Inga försiktighetsjusteringar är påslagna: svaret är hoppfullt.", en: "No cautious adjustments are on: the answer is hopeful." }
    /// Jobs that others lose.
    pub fn displacement() { sv: "att nya jobb delvis tränger undan andra", en: "that new jobs partly displace others" }
    /// Volume below plan.
    pub fn volume() { sv: "att volymen blir mindre än planerat", en: "that volume falls short of plan" }
    /// The design may be given up.
    pub fn discontinuation() { sv: "att arbetssättet kan upphöra", en: "that the design may be given up" }
    /// Hopes scaled down.
    pub fn optimism() { sv: "att förhoppningar brukar vara för stora", en: "that hopes tend to be too high" }
    /// The Monte Carlo error.
    pub fn error(points: &str, sum: &str) {
        sv: "Räknefelet är omkring ±{points} av 100 och ±{sum}; fler framtider (--draws) gör det mindre.",
        en: "The calculation error is about ±{points} of 100 and ±{sum}; more futures (--draws) make it smaller.",
    }
    /// The error of the amount alone.
    pub fn error_of_sum(sum: &str) {
        sv: "Räknefelet är omkring ±{sum}; fler framtider (--draws) gör det mindre.",
        en: "The calculation error is about ±{sum}; more futures (--draws) make it smaller.",
    }
    /// The error is large.
    pub fn error_large(points: &str, sum: &str) {
        sv: "OBS: så få framtider är räknade att svaret är grovt: räknefelet är ±{points} av 100 och ±{sum}. Räkna fler med --draws.",
        en: "NOTE: so few futures were run that the answer is coarse: the calculation error is ±{points} of 100 and ±{sum}. Run more with --draws.",
    }

    // Words of the table of perspectives.
    /// Chance of gaining.
    pub fn column_chance() { sv: "Tjänar på det", en: "Gains" }
    /// Chance of the municipality.
    pub fn column_own_chance() { sv: "Kommunen\ntjänar", en: "Municipality\ngains" }
    /// Chance of the public sector.
    pub fn column_public_chance() { sv: "Off. sektor\ntjänar", en: "Public sector\ngains" }
    /// Middle outcome.
    pub fn column_middle() { sv: "Mittenutfall", en: "Middle outcome" }
    /// Interval.
    pub fn column_interval() { sv: "Åtta av tio ligger", en: "Eight of ten lie" }
    /// Worst tenth.
    pub fn column_worst() { sv: "Sämsta tiondelen", en: "Worst tenth" }
    /// Payback.
    pub fn column_payback() { sv: "Återbetalt", en: "Paid back" }
    /// A design.
    pub fn column_design() { sv: "Arbetssätt", en: "Design" }
    /// So many of a hundred.
    pub fn of_hundred(count: &str) { sv: "{count} av 100", en: "{count} of 100" }
    /// A month.
    pub fn month(month: &str) { sv: "månad {month}", en: "month {month}" }
    /// Not within the horizon.
    pub fn not_within() { sv: "inte i tid", en: "not in time" }
    /// All designs beside each other.
    pub fn all_designs(unit: &str) { sv: "Alla arbetssätt jämförda med i dag, {unit}", en: "All designs against today, {unit}" }
    /// The unit of a table's amounts.
    pub fn amounts_in(unit: &str) { sv: "Belopp i {unit}", en: "Amounts in {unit}" }
    /// What the all-designs table does not say.
    pub fn not_against_each_other() {
        sv: "Varje rad är en jämförelse med i dag. Två arbetssätt kan vara osäkra av samma skäl.",
        en: "Each row is a comparison with today. Two designs can be uncertain for the same reason.",
    }
}

/// Returns a share as `18 av 100 framtider`, never surer than what was drawn allows.
pub fn futures(lang: Lang, share: f64) -> String {
    match of_a_hundred(share) {
        OfAHundred::None => no_futures(lang),
        OfAHundred::BelowOne => few_futures(lang),
        OfAHundred::About(count) => some_futures(lang, &Numbers::new(lang).whole(count)),
        OfAHundred::AboveNinetyNine => nearly_all_futures(lang),
        OfAHundred::All => all_futures(lang),
    }
}
