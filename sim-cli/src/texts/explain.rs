//! Words of the description of a scenario: levers, what differs from today, assumptions.

use crate::texts::lang::sentences;

sentences! {
    /// Heading of the designs.
    pub fn designs_heading() { sv: "Arbetssätten", en: "The designs" }
    /// Heading of the assumptions.
    pub fn assumptions_heading() { sv: "Alla tal som svaret vilar på", en: "Every number the answer rests on" }
    /// A design and its id.
    pub fn design(title: &str, id: &str) { sv: "{title} ({id})", en: "{title} ({id})" }
    /// What follows differs from today.
    pub fn differs() { sv: "Skiljer sig från i dag så här:", en: "Differs from today like this:" }
    /// Nothing differs.
    pub fn same_as_today() { sv: "Skiljer sig inte från i dag.", en: "Does not differ from today." }
    /// A lever that changed.
    pub fn changed(lever: &str, now: &str, before: &str) { sv: "{lever}: {now} (i dag {before})", en: "{lever}: {now} (today {before})" }
    /// A lever that is new.
    pub fn added(lever: &str, now: &str) { sv: "{lever}: {now} (nytt)", en: "{lever}: {now} (new)" }
    /// A lever that is gone.
    pub fn gone(lever: &str, before: &str) { sv: "{lever}: finns inte (i dag {before})", en: "{lever}: gone (today {before})" }
    /// A lever as it is.
    pub fn plain(lever: &str, now: &str) { sv: "{lever}: {now}", en: "{lever}: {now}" }

    // Levers.
    /// The order of the intake steps.
    pub fn way_in() { sv: "Vägen in", en: "The way in" }
    /// No intake step.
    pub fn straight_in() { sv: "direkt till insats, utan steg", en: "straight to intervention, without steps" }
    /// The wait of a step.
    pub fn wait(step: &str) { sv: "Väntan i steget {step}", en: "Wait in the step {step}" }
    /// Search during a step.
    pub fn search(step: &str) { sv: "Eget jobbsökande i steget {step}", en: "Own job search in the step {step}" }
    /// Withdrawal in a step.
    pub fn withdrawal(step: &str) { sv: "Tar tillbaka eller får avslag i steget {step}", en: "Withdraws or is refused in the step {step}" }
    /// Loss in a step.
    pub fn lost(step: &str) { sv: "Hamnar mellan stolarna efter steget {step}", en: "Lost between authorities after the step {step}" }
    /// Work in a step.
    pub fn step_minutes(step: &str, who: &str) { sv: "Arbetstid i steget {step}, {who}", en: "Work in the step {step}, {who}" }
    /// How often cases are reviewed.
    pub fn reviews() { sv: "Tid mellan uppföljningar", en: "Time between reviews" }
    /// Lost households found.
    pub fn finds_lost() { sv: "Uppföljning hittar den som hamnat mellan stolarna", en: "Review finds those lost between authorities" }
    /// Reviews that offer.
    pub fn offers() { sv: "Uppföljningar som erbjuder insats", en: "Reviews that offer an intervention" }
    /// Work in a review.
    pub fn review_minutes(who: &str) { sv: "Arbetstid per uppföljning, {who}", en: "Work for each review, {who}" }
    /// Weight in the choice.
    pub fn weight(intervention: &str, segment: &str) { sv: "Vikt för {intervention} ({segment})", en: "Weight of {intervention} ({segment})" }
    /// Match quality.
    pub fn match_quality() { sv: "Hur mycket personens egen passform styr valet av insats", en: "How much personal fit decides the choice of intervention" }
    /// Fit and outcome.
    pub fn fit_slope() { sv: "Vad passformen betyder för att lyckas", en: "What fit means for success" }
    /// Length of the programme.
    pub fn programme() { sv: "Program, längd", en: "Programme, length" }
    /// A lever on hazards.
    pub fn effect(name: &str, scope: &str) { sv: "{name}: takt {scope}", en: "{name}: rate {scope}" }
    /// To which exits.
    pub fn effect_scope(exits: &str, segments: &str, states: &str) { sv: "till {exits} ({segments}; {states})", en: "to {exits} ({segments}; {states})" }
    /// The default exits.
    pub fn job_and_studies() { sv: "jobb och studier", en: "job and studies" }
    /// The default states.
    pub fn open_case() { sv: "öppet ärende", en: "open case" }
    /// The first time after go-live.
    pub fn transition() { sv: "Den första tiden efter starten: takt till jobb och studier", en: "First time after go-live: rate to job and studies" }
    /// How long it holds.
    pub fn transition_until() { sv: "Den första tiden är över", en: "The first time is over" }
    /// Risk of being given up.
    pub fn discontinuation() { sv: "Risk att arbetssättet upphör", en: "Risk that the design is given up" }
    /// Within.
    pub fn within(share: &str, months: &str) { sv: "{share} inom {months}", en: "{share} within {months}" }
    /// Share of cases.
    pub fn treated() { sv: "Andel av ärendena", en: "Share of cases" }
    /// Consent.
    pub fn consent() { sv: "Andel som samtycker", en: "Share who consent" }
    /// Who it applies to.
    pub fn applies_to() { sv: "Gäller", en: "Applies to" }
    /// New applications.
    pub fn applies_to_new() { sv: "nya ansökningar", en: "new applications" }
    /// Everyone.
    pub fn applies_to_all() { sv: "även dem som redan har stöd", en: "also those already on assistance" }
    /// Calling in.
    pub fn call_in() { sv: "De som redan har stöd kallas in under", en: "Those already on assistance are called in over" }
    /// How cases are chosen.
    pub fn allocation() { sv: "Ärendena väljs", en: "Cases are chosen" }
    /// By lot.
    pub fn by_lot() { sv: "genom lottning", en: "by lot" }
    /// By number.
    pub fn by_number() { sv: "vartannat, efter ansökningsnummer", en: "alternately, by application number" }
    /// Go-live.
    pub fn go_live() { sv: "Startar", en: "Goes live" }
    /// Ramp-up.
    pub fn ramp_up() { sv: "Full volym efter", en: "Full volume after" }
    /// Volume against plan.
    pub fn volume() { sv: "Uppnådd volym jämfört med plan", en: "Achieved volume against plan" }
    /// Entry.
    pub fn entry(segment: &str) { sv: "Nya ansökningar, gånger ({segment})", en: "New applications, times ({segment})" }
    /// Staff posts.
    pub fn posts(name: &str, booking: &str) { sv: "Personal, {name} ({booking})", en: "Staff, {name} ({booking})" }
    /// New posts.
    pub fn new_posts() { sv: "nya tjänster", en: "new posts" }
    /// Existing people.
    pub fn existing_people() { sv: "redan anställda", en: "people already employed" }
    /// Presence.
    pub fn one_day_a_week() { sv: "1 dag i veckan på plats", en: "1 day a week of presence" }
    /// Fixed presence of several days, or a part of one.
    pub fn days_a_week(days: &str) { sv: "{days} dagar i veckan på plats", en: "{days} days a week of presence" }
    /// Set-up cost.
    pub fn set_up(name: &str, payer: &str) { sv: "Uppstart, {name} (betalas av: {payer})", en: "Set-up, {name} (paid by: {payer})" }
    /// Running cost.
    pub fn running(name: &str, payer: &str) { sv: "Löpande kostnad, {name} (betalas av: {payer})", en: "Running cost, {name} (paid by: {payer})" }
    /// A month.
    pub fn a_month(sum: &str) { sv: "{sum} per månad", en: "{sum} a month" }

    // Numbers.
    /// An uncertain number.
    pub fn uncertain(middle: &str, low: &str, high: &str) { sv: "{middle}, osäkert ({low} till {high})", en: "{middle}, uncertain ({low} to {high})" }
    /// A number that varies, median and 90th percentile.
    pub fn varies_p90(median: &str, p90: &str) { sv: "olika för olika hushåll: hälften under {median}, nio av tio under {p90}", en: "different between households: half below {median}, nine of ten below {p90}" }
    /// A number that varies, mean and spread.
    pub fn varies_sd(mean: &str, sd: &str) { sv: "olika för olika hushåll: medel {mean}, spridning {sd}", en: "different between households: mean {mean}, spread {sd}" }
    /// A number that varies, mean only.
    pub fn varies_mean(mean: &str) { sv: "olika för olika hushåll: medel {mean}", en: "different between households: mean {mean}" }
    /// A number that varies between two bounds.
    pub fn varies_between(low: &str, high: &str) { sv: "olika för olika hushåll: mellan {low} och {high}", en: "different between households: between {low} and {high}" }
    /// A number that varies in a way with a shape and a scale.
    pub fn varies_weibull(shape: &str, scale: &str) { sv: "olika för olika hushåll: Weibull, form {shape}, skala {scale}", en: "different between households: Weibull, shape {shape}, scale {scale}" }
    /// Between two bounds, most likely in the middle.
    pub fn bounded(middle: &str, low: &str, high: &str) { sv: "troligast {middle}, mellan {low} och {high}", en: "most likely {middle}, between {low} and {high}" }
    /// Between two bounds.
    pub fn between(low: &str, high: &str) { sv: "någonstans mellan {low} och {high}", en: "anywhere between {low} and {high}" }
    /// Mean and spread.
    pub fn around(mean: &str, sd: &str) { sv: "{mean}, osäkert (spridning {sd})", en: "{mean}, uncertain (spread {sd})" }

    /// Median and 95th percentile.
    pub fn varies_uncertain(median: &str, p95: &str) { sv: "{median}, osäkert (19 av 20 under {p95})", en: "{median}, uncertain (19 in 20 below {p95})" }
    /// Mean, and how many observations it is worth.
    pub fn observations(mean: &str, weight: &str) { sv: "{mean}, osäkert (som efter {weight} iakttagelser)", en: "{mean}, uncertain (as after {weight} observations)" }
    /// A number that varies, mean and 90th percentile.
    pub fn varies_mean_p90(mean: &str, p90: &str) { sv: "olika för olika hushåll: medel {mean}, nio av tio under {p90}", en: "different between households: mean {mean}, nine of ten below {p90}" }

    // Assumptions.
    /// Heading of a class of evidence.
    pub fn group(basis: &str, count: &str) { sv: "{basis} ({count} tal)", en: "{basis} ({count} numbers)" }
    /// Nothing in a class.
    pub fn none_of_these() { sv: "Inga.", en: "None." }
    /// A grade and its meaning.
    pub fn grade_means(grade: &str, meaning: &str) { sv: "{grade} = {meaning}", en: "{grade} = {meaning}" }
    /// What the grades mean.
    pub fn grades(list: &str) { sv: "Betyg: {list}.", en: "Grades: {list}." }
    /// A grade in an assumption.
    pub fn grade(grade: &str) { sv: "betyg {grade}", en: "grade {grade}" }
    /// An interval in an assumption.
    pub fn nine_of_ten(range: &str) { sv: "nio av tio: {range}", en: "nine of ten: {range}" }
    /// Where the number stands in the file.
    pub fn stands_at(address: &str) { sv: "i filen: {address}", en: "in the file: {address}" }
}
