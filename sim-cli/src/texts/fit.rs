//! Words of the report on a municipality's own records.

mod kinds;

use sim_core::results::fitted::Cell;

use crate::number::Numbers;
use crate::texts::lang::sentences;

pub use kinds::{
    date_form, dropped, exit, form, label, model, not_learned, part, reason, source_of,
};

sentences! {
    /// Title of the report.
    pub fn title() { sv: "Vad de egna ärendena säger", en: "What the own records say" }
    /// What was read.
    pub fn read(households: &str, stays: &str, from: &str, to: &str) {
        sv: "{households} hushåll med {stays} perioder med bistånd, sedda från {from} till {to}.",
        en: "{households} households with {stays} stays on assistance, seen from {from} to {to}.",
    }
    /// How the file is written.
    pub fn file(encoding: &str, separator: &str, dates: &str) {
        sv: "Filen är skriven i {encoding} med {separator} mellan cellerna. Datum: {dates}.",
        en: "The file is in {encoding} with {separator} between cells. Dates: {dates}.",
    }
    /// No dates.
    pub fn no_dates() { sv: "inga", en: "none" }
    /// Day first.
    pub fn day_first() {
        sv: "Datum som 1/3/2024 har lästs som dag, månad, år.",
        en: "Dates such as 1/3/2024 were read as day, month, year.",
    }
    /// Privacy.
    pub fn privacy() {
        sv: "Identiteter glöms när raden är läst. Här finns bara sammanräknade tal: antal under fem visas inte, och grupper under fem har slagits ihop med andra.",
        en: "Identifiers are forgotten as soon as a row is read. Only aggregates are here: counts under five are not shown, and groups under five were put together with others.",
    }
    /// Heading: the rows.
    pub fn rows() { sv: "Raderna i filen", en: "The rows of the file" }
    /// Column: what.
    pub fn column_what() { sv: "Vad", en: "What" }
    /// Column: rows.
    pub fn column_rows() { sv: "Rader", en: "Rows" }
    /// Rows read.
    pub fn rows_read() { sv: "Lästa", en: "Read" }
    /// Overlaps.
    pub fn overlaps() { sv: "Perioder som överlappade en annan, hopslagna", en: "Stays that overlapped another, put together" }
    /// Gaps.
    pub fn gaps(days: &str) { sv: "Uppehåll på högst {days} dagar, hopslagna", en: "Gaps of {days} days or less, put together" }
    /// Unknown reasons.
    pub fn unknown_reasons() { sv: "Avslutade utan känd orsak, räknade som annan ersättning", en: "Closed for no known reason, counted as another benefit" }
    /// Without segment.
    pub fn without_segment() { sv: "Utan grupp", en: "Without a group" }
    /// Fewer than five.
    fn under_five() { sv: "färre än 5", en: "fewer than 5" }
    /// Unknown words.
    pub fn unknown_words(words: &str) {
        sv: "Orsaker som ingen har sagt vad de betyder, med antal rader: {words}. Skriv dem under [reasons] i kopplingsfilen. En sådan fil att fylla i får ni med --mapping-template.",
        en: "Reasons that nobody said the meaning of, with rows: {words}. Write them under [reasons] in the mapping file. --mapping-template writes one to fill in.",
    }
    /// Words to be placed, in a mapping.
    pub fn to_place() { sv: "Flytta in dessa ovan, med antal rader i filen:", en: "Move these in above, with the rows they are in:" }
    /// All columns, in a mapping.
    pub fn columns_there(names: &str) { sv: "Filens kolumner: {names}", en: "The file's columns: {names}" }
    /// A mapping to fill in was written.
    pub fn template_written(path: &str, records: &str) {
        sv: "Fyll i det som saknas i {path}. Kör sedan:  utfall fit {records} --mapping {path} --out fitted.toml",
        en: "Fill in what is missing in {path}. Then run:  utfall fit {records} --mapping {path} --out fitted.toml",
    }
    /// Heading: estimates.
    pub fn estimates() { sv: "Skattningar med 90 procents intervall", en: "Estimates with 90% intervals" }
    /// Column: number.
    pub fn column_number() { sv: "Tal", en: "Number" }
    /// Column: middle.
    pub fn column_middle() { sv: "Mitten", en: "Middle" }
    /// Column: interval.
    pub fn column_interval() { sv: "Intervall", en: "Interval" }
    /// Column: events.
    pub fn column_events() { sv: "Ur antal", en: "From" }
    /// Flag of few events.
    pub fn few_mark() { sv: " (få)", en: " (few)" }
    /// What the flag means.
    pub fn few_note() {
        sv: "(få) betyder färre än trettio händelser: intervallet är då bara ungefärligt.",
        en: "(few) means fewer than thirty events: the interval is only rough then.",
    }
    /// What a hazard is.
    pub fn rate_note() {
        sv: "Takter per månad: 0,10 betyder att ungefär vart tionde hushåll av dem som är kvar går varje månad.",
        en: "Hazards a month: 0.10 means that about every tenth household of those still there leaves each month.",
    }
    /// New households.
    pub fn new_per_month() { sv: "Nya hushåll i månaden", en: "New households a month" }
    /// Benefit.
    pub fn benefit() { sv: "Kronor per månad med bistånd", en: "SEK a month on assistance" }
    /// Benefit varies.
    pub fn benefit_cv() { sv: "Hur det varierar mellan hushåll (standardavvikelse genom medel)", en: "How that varies between households (standard deviation over mean)" }
    /// Benefit ratio.
    pub fn benefit_ratio() { sv: "Bistånd mot alla hushålls", en: "Benefit against all households'" }
    /// Wait, median.
    pub fn wait_median() { sv: "Dagar från ansökan till beslut, median", en: "Days from application to decision, median" }
    /// Wait, 90th percentile.
    pub fn wait_p90() { sv: "Dagar från ansökan till beslut, nio av tio inom", en: "Days from application to decision, nine of ten within" }
    /// Withdrawn.
    pub fn withdrawn() { sv: "Andel ansökningar som återtas eller avslås", en: "Share of applications withdrawn or refused" }
    /// Share of new.
    pub fn share_of_new() { sv: "Andel av nya hushåll", en: "Share of new households" }
    /// Readiness.
    pub fn readiness() { sv: "Hur olika nära arbete hushållen står (sd för ln)", en: "How much households differ in readiness for work (sd of ln)" }
    /// A hazard.
    pub fn hazard(exit: &str) { sv: "Går till {exit}, per månad", en: "Leaves for {exit}, a month" }
    /// A hazard from a month on.
    pub fn hazard_from(exit: &str, month: &str) { sv: "Går till {exit}, per månad, från månad {month}", en: "Leaves for {exit}, a month, from month {month}" }
    /// A Weibull's shape.
    pub fn shape(exit: &str) { sv: "Går till {exit}: form (under 1 avtar takten)", en: "Leaves for {exit}: shape (below 1 the hazard falls)" }
    /// A Weibull's scale.
    pub fn scale(exit: &str) { sv: "Går till {exit}: skala i månader", en: "Leaves for {exit}: scale in months" }
    /// A return.
    pub fn back(exit: &str) { sv: "Tillbaka efter {exit}, per månad", en: "Back after {exit}, a month" }
    /// A return from a month on.
    pub fn back_from(exit: &str, month: &str) { sv: "Tillbaka efter {exit}, per månad, från månad {month}", en: "Back after {exit}, a month, from month {month}" }
    /// Group: what is not of one segment.
    pub fn in_general() { sv: "I allmänhet", en: "In general" }
    /// Group: all.
    pub fn everybody() { sv: "Alla hushåll", en: "All households" }
    /// Group: those whose groups are too small to be told of.
    pub fn the_rest() { sv: "Övriga", en: "Others" }
    /// Group: one whose name looks like an identifier.
    pub fn hidden_name(number: &str) { sv: "Grupp {number} (namnet visas inte)", en: "Group {number} (name not shown)" }
    /// Group: returns.
    pub fn returns() { sv: "Tillbaka på bistånd", en: "Back on assistance" }
    /// The quick part.
    pub fn quick(name: &str) { sv: "{name}: de snabba", en: "{name}: the quick ones" }
    /// The slow part.
    pub fn slow(name: &str) { sv: "{name}: de långsamma", en: "{name}: the slow ones" }
    /// Heading: one segment.
    pub fn segment(name: &str) { sv: "Gruppen {name}", en: "The group {name}" }
    /// Counts of a segment.
    pub fn counts(households: &str, stays: &str, ended: &str) {
        sv: "{households} hushåll, {stays} perioder, {ended} avslutade.",
        en: "{households} households, {stays} stays, {ended} ended.",
    }
    /// Models tried.
    pub fn models(list: &str) {
        sv: "Prövade beskrivningar, den bästa först (skillnad i AIC, Akaikes mått, mindre är bättre): {list}.",
        en: "Models tried, the best first (difference in AIC, Akaike's criterion, smaller is better): {list}.",
    }
    /// The model used.
    pub fn chosen(model: &str) { sv: "Scenariot får: {model}.", en: "The scenario gets: {model}." }
    /// One hazard would not do.
    pub fn unlike(p: &str) {
        sv: "Hushållen är olika: så stora skillnader skulle slumpen ge med sannolikheten {p} om alla hade samma takt.",
        en: "The households differ: chance would give differences this large with probability {p} if all had one hazard.",
    }
    /// One hazard would do.
    pub fn alike(p: &str) {
        sv: "Att hushållen skulle vara olika nära arbete syns inte säkert (p = {p}).",
        en: "That households differ in readiness for work does not show for certain (p = {p}).",
    }
    /// Two types are needed.
    pub fn two_types_needed(p: &str, error: &str, files: &str) {
        sv: "En enda takt räcker inte: så tydligt skilda snabba och långsamma hushåll ger slumpen med sannolikheten {p} (räknefel {error}) när alla har samma takt hela tiden. Prövat på {files} påhittade filer med sådana hushåll. Det kan också bero på att takten ändras med tiden.",
        en: "One hazard would not do: chance gives quick and slow households told apart this clearly with probability {p} (calculation error {error}) where all have the same hazard all the time. Tested on {files} made-up files of such households. It may also be that hazards change with time.",
    }
    /// Two types are not needed.
    pub fn two_types_not_needed(p: &str, error: &str, files: &str) {
        sv: "Snabba och långsamma hushåll syns inte säkert: slumpen ger lika tydliga skillnader med sannolikheten {p} (räknefel {error}) när alla har samma takt. Prövat på {files} påhittade filer med sådana hushåll.",
        en: "Quick and slow households do not show for certain: chance gives differences as clear with probability {p} (calculation error {error}) where all have the same hazard. Tested on {files} made-up files of such households.",
    }
    /// No two types were found.
    pub fn two_types_not_found() {
        sv: "Några snabba och långsamma hushåll gick inte att skilja åt.",
        en: "No quick and slow households could be told apart.",
    }
    /// The best formula of an exit.
    pub fn formulas(exit: &str, list: &str) { sv: "{exit}: {list}", en: "{exit}: {list}" }
    /// Formulas tried.
    pub fn formulas_note() {
        sv: "Prövade formler för varje utgång (skillnad i AIC)",
        en: "Formulas tried for each exit (difference in AIC)",
    }
    /// Column: months.
    pub fn column_months() { sv: "Månader", en: "Months" }
    /// Column: still there.
    pub fn column_goes_on() { sv: "Kvar", en: "Still there" }
    /// Column: fitted.
    pub fn column_fitted() { sv: "Enligt formeln", en: "By the formula" }
    /// Curves of all stays.
    pub fn curves_of_all() {
        sv: "Andel kvar på bistånd (Kaplan-Meier, med sent inträde) mot den anpassade formeln. Gäller alla perioder.",
        en: "Share still on assistance (Kaplan-Meier with late entry) against the fitted formula. Of all stays.",
    }
    /// Curves of first stays.
    pub fn curves_of_new() {
        sv: "Andel kvar på bistånd (Kaplan-Meier) mot den anpassade formeln. Gäller nya hushålls första period: de som kommer tillbaka är oftare långsamma.",
        en: "Share still on assistance (Kaplan-Meier) against the fitted formula. Of new households' first stay: those who come back are more often slow.",
    }
    /// Incidence.
    pub fn incidence() {
        sv: "Andel som har gått till varje utgång (Aalen-Johansen) mot den anpassade formeln (streckad).",
        en: "Share that has left by each exit (Aalen-Johansen) against the fitted formula (dashed).",
    }
    /// Heading: what could not be learned.
    pub fn unlearned() { sv: "Vad ärendena inte kan säga", en: "What the records cannot say" }
    /// Back within.
    pub fn back_within(exit: &str, three: &str, twelve: &str) {
        sv: "{exit}: {three} är tillbaka inom 3 månader, {twelve} inom 12.",
        en: "{exit}: {three} are back within 3 months, {twelve} within 12.",
    }
    /// Written.
    pub fn how_to_go_on(path: &str) {
        sv: "Talen står i {path}. Skriv include = [\"{path}\"] i ett scenario, så används de. Har ett scenario redan egna hushåll: kör med --onto SCENARIO, så läggs talen ovanpå det.",
        en: "The numbers are in {path}. Write include = [\"{path}\"] in a scenario to use them. Where a scenario has households of its own, run with --onto SCENARIO: that lays the numbers over it.",
    }
    /// How to go on with numbers laid over a scenario.
    pub fn how_to_go_on_over(scenario: &str, path: &str) {
        sv: "{path} är {scenario} med de egna talen ovanpå. Kör:  utfall compare {path}",
        en: "{path} is {scenario} with the own numbers over it. Run:  utfall compare {path}",
    }
    /// Remark at an exit that nobody in the records took.
    pub fn toml_nobody() { sv: "ingen i ärendena gick så", en: "nobody in the records left so" }
    /// Head of a file that is laid over a scenario.
    pub fn toml_over(scenario: &str) {
        sv: "Läggs ovanpå {scenario}: override = true låter talen här gälla framför dem som står där.",
        en: "Laid over {scenario}: override = true lets the numbers here hold before those there.",
    }
    /// Other segments.
    pub fn other_segments(there: &str, here: &str) {
        sv: "fel: scenariot har hushållen {there}, ärendena ger {here}; talen går inte att lägga över varandra\ntips: skriv model = \"two_types\" i kopplingsfilen om scenariot har quick och slow, eller låt segment peka ut en kolumn med scenariots namn. Annars: utelämna --onto och skriv ett scenario som läser in filen med include.",
        en: "error: the scenario has the households {there}, the records give {here}; the numbers cannot be laid over each other\nhint: write model = \"two_types\" in the mapping where the scenario has quick and slow, or let segment name a column with the scenario's names. Otherwise leave --onto out and write a scenario that includes the file.",
    }
    /// Heading: curve.
    pub fn curve_heading() { sv: "Hur länge bistånd varar", en: "How long assistance lasts" }
    /// Heading: exits.
    pub fn exit_heading() { sv: "Vart de går", en: "Where they go" }
    /// Legend: records.
    pub fn legend_records() { sv: "ur ärendena, med intervall", en: "from the records, with interval" }
    /// Legend: formula.
    pub fn legend_formula() { sv: "anpassad formel", en: "fitted formula" }
    /// Months since a stay began.
    pub fn axis_months() { sv: "månader sedan perioden började", en: "months since the stay began" }
    /// Alt text of a curve.
    pub fn told_curve(name: &str, half: &str) {
        sv: "{name}: efter tolv månader är {half} kvar.",
        en: "{name}: after twelve months {half} are still there.",
    }
    /// Made by.
    pub fn made_by(version: &str) { sv: "Gjord med utfall {version}, utan att något lämnat datorn.", en: "Made with utfall {version}; nothing has left the computer." }
    /// Picture's table.
    pub fn behind() { sv: "Siffrorna bakom bilden", en: "The figures behind the picture" }
    fn merged_segments(n: &str) {
        sv: "Små grupper har slagits ihop till en ({n} stycken), så att inget går att läsa om någon enskild.",
        en: "Small groups were put together ({n} of them), so that nothing can be read about anybody.",
    }
    fn exits_together(exit: &str, with: &str, segment: &str) {
        sv: "Färre än fem i gruppen {segment} gick till {exit}; de räknas till {with}.",
        en: "Fewer than five in the group {segment} left for {exit}; they count as {with}.",
    }
    fn few(exit: &str, segment: &str) {
        sv: "Färre än trettio i gruppen {segment} gick till {exit}: takten är osäker.",
        en: "Fewer than thirty in the group {segment} left for {exit}: the hazard is uncertain.",
    }
    fn permanent_by_bounds(segment: &str) {
        sv: "Färre än fem i gruppen {segment} lämnade för gott. Takten är satt så att den rymmer allt från ingen till fyra.",
        en: "Fewer than five in the group {segment} left for good. The hazard is set to hold anything from none to four.",
    }
    fn return_by_bounds(exit: &str) {
        sv: "Färre än fem kom tillbaka efter {exit}. Takten är satt så att den rymmer allt från ingen till fyra.",
        en: "Fewer than five came back after {exit}. The hazard is set to hold anything from none to four.",
    }
    fn return_unknown(exit: &str) {
        sv: "För få gick till {exit} för att säga hur många som kommer tillbaka.",
        en: "Too few left for {exit} to say how many come back.",
    }
    fn no_reasons() {
        sv: "Filen säger inte varför ärenden avslutas. Alla utgångar räknas som annan ersättning: hur många som får jobb går inte att se.",
        en: "The file does not say why cases close. All exits count as another benefit: how many find jobs cannot be seen.",
    }
    fn no_waits() {
        sv: "Väntan på beslut: filen har för få ansökningar med beslutsdag.",
        en: "Waits for a decision: the file has too few applications with a day of decision.",
    }
    fn no_payments() { sv: "Vad en månad kostar: filen har inga belopp.", en: "What a month costs: the file has no amounts." }
    fn first_day_taken() {
        sv: "Från vilken dag filen är fullständig. Den dag då något först avslutades har använts; skriv from i kopplingsfilen om det är fel.",
        en: "From which day the file is complete. The day on which something first ended was used; write from in the mapping if that is wrong.",
    }
    fn returns_as_new() {
        sv: "Vilka som är nya. Hushåll som haft bistånd tidigare och var borta när filen börjar räknas som nya, så det sanna antalet nya är lägre.",
        en: "Who is new. Households that had assistance before and were away when the file begins count as new, so there are fewer new ones in truth.",
    }
    fn no_interventions() {
        sv: "Vad insatser betyder. De syns inte i ärendena: takterna gäller all tid med bistånd, även under insatser.",
        en: "What interventions do. They are not in the records: the hazards are those of all time on assistance, interventions included.",
    }
    fn short_time(months: &str) {
        sv: "Långa perioder och återkomster. Ärendena täcker bara {months} månader; två år eller mer behövs.",
        en: "Long stays and returns. The records cover only {months} months; two years or more are needed.",
    }
    fn alike_constant() { sv: "lika hushåll, samma takt hela tiden", en: "alike, the same hazard all the time" }
    fn alike_changing() { sv: "lika hushåll, takt som ändras med tiden", en: "alike, hazards that change with time" }
    fn two_types() { sv: "snabba och långsamma hushåll", en: "quick and slow households" }
    fn by_readiness() { sv: "hushåll olika nära arbete", en: "households more or less ready for work" }
    fn form_constant() { sv: "samma takt (exponential)", en: "constant (exponential)" }
    fn form_pieces() { sv: "stegvis takt", en: "in pieces" }
    fn form_weibull() { sv: "Weibull", en: "Weibull" }
    fn form_lognormal() { sv: "lognormal", en: "lognormal" }
    /// A source's title in Swedish and English.
    pub fn source(rows: &str, from: &str, to: &str) {
        sv: "Egna ärenden, {rows} ärenden, {from} till {to}",
        en: "Own records, {rows} cases, {from} to {to}",
    }
    /// A source's title for payments.
    pub fn source_payments(rows: &str, from: &str, to: &str) {
        sv: "Egna utbetalningar, {rows} perioder, {from} till {to}",
        en: "Own payments, {rows} stays, {from} to {to}",
    }
    /// Head of the file.
    pub fn toml_head() {
        sv: "Skattat ur kommunens egna ärenden med utfall fit. Läses in av ett scenario med include.\nVarje tal är osäkert: p05 och p95 är ett intervall som rymmer det sanna värdet med 90 procent.\nInga uppgifter om enskilda finns här: antal under fem är dolda, små grupper hopslagna.",
        en: "Estimated from the municipality's own records with utfall fit. Read by a scenario with include.\nEvery number is uncertain: p05 and p95 are an interval that holds the true value with 90%.\nNothing about anybody is here: counts under five are hidden, small groups put together.",
    }
    /// What is in the file of shares.
    pub fn toml_shares() {
        sv: "Andelarna skalas till summan 1 i varje framtid: den största står fast, de andra varierar mot den.",
        en: "The shares are scaled to sum to 1 in every future: the largest is fixed, the others vary against it.",
    }
    /// Correlations.
    pub fn toml_correlations() {
        sv: "Tal som skattats tillsammans är inte oberoende: är det ena högt är det andra det ofta också (eller tvärtom).",
        en: "Numbers estimated together are not independent: where one is high the other often is too (or the other way round).",
    }
    /// How to use the waits.
    pub fn toml_wait() {
        sv: "Väntan från ansökan till beslut. Används så här i [[design.today.intake]]:\nwait_days = {{ varies = {{ lognormal = {{ median = {{ parameter = \"egen_vantan_median\" }}, p90 = {{ parameter = \"egen_vantan_p90\" }} }} }} }}",
        en: "The wait from application to decision. To be used in [[design.today.intake]]:\nwait_days = {{ varies = {{ lognormal = {{ median = {{ parameter = \"egen_vantan_median\" }}, p90 = {{ parameter = \"egen_vantan_p90\" }} }} }} }}",
    }
    /// How to use the waits in a scenario that numbers are laid over.
    pub fn toml_wait_below(scenario: &str) {
        sv: "Väntan från ansökan till beslut är inte med: den står i en lista som inte går att ändra härifrån. Skriv in den i {scenario}, under [[design.today.intake]]:",
        en: "The wait from application to decision is left out: it stands in a list that cannot be changed from here. Write it into {scenario}, below [[design.today.intake]]:",
    }
    /// Few events, as a remark.
    pub fn toml_few() { sv: "färre än trettio händelser", en: "fewer than thirty events" }
    /// Records are written.
    pub fn simulated(cases: &str, path: &str) {
        sv: "{cases} påhittade ärenden står i {path}. De är räknade fram, inte kopierade från någon.",
        en: "{cases} made-up cases are in {path}. They are simulated, not copied from anybody.",
    }
    /// No records.
    pub fn nothing_simulated() {
        sv: "fel: scenariot har inga nya hushåll ([inflow]), så det blir inga ärenden\ntips: slutna listor tas inte med här",
        en: "error: the scenario has no new households ([inflow]), so there are no cases\nhint: closed lists are left out here",
    }
    /// Mapping for simulated records.
    pub fn mapping_head() {
        sv: "Kopplingsfil för utfall fit: vilken kolumn som är vad. Byt namnen till dem i er egen fil.",
        en: "Mapping file for utfall fit: which column is what. Change the names to those of your own file.",
    }
    /// What a row is.
    pub fn mapping_rows() {
        sv: "cases: ett ärende per rad. payments: en månads utbetalning per rad (household, month, paid_sek).",
        en: "cases: a case a row. payments: a month's payment a row (household, month, paid_sek).",
    }
    /// Segment.
    pub fn mapping_segment() { sv: "kolumner vars värden delar hushållen i grupper", en: "columns whose values make groups of households" }
    /// Household.
    pub fn mapping_household() { sv: "skiljer hushållen åt; läses och glöms", en: "tells households apart; read and forgotten" }
    /// Start.
    pub fn mapping_start() { sv: "biståndet börjar; ansökan gäller där cellen är tom", en: "assistance begins; the application where it is empty" }
    /// End.
    pub fn mapping_end() { sv: "biståndet slutar; tomt medan ärendet är öppet", en: "assistance ends; empty while the case is open" }
    /// From.
    pub fn mapping_from() {
        sv: "från den dagen är allt som avslutats med i filen",
        en: "from this day on everything that ended is in the file",
    }
    /// To.
    pub fn mapping_to() { sv: "den sista dagen som filen känner", en: "the last day the file knows" }
    /// Gaps.
    pub fn mapping_gaps() { sv: "så korta uppehåll räknas inte", en: "gaps as short as this are none" }
    /// Model.
    pub fn mapping_model() {
        sv: "eller two_types: snabba och långsamma hushåll, också när annat passar bättre",
        en: "or two_types: quick and slow households, also where something else fits better",
    }
    /// Reasons.
    pub fn mapping_reasons() {
        sv: "Avslutsorsaker som de står i filen, om de vanliga orden inte räcker. Siffror måste skrivas här.",
        en: "Reasons for closing as the file has them, where the usual words are not enough. Numbers must be written here.",
    }
}

/// Returns a count as it may be told.
pub fn cell(n: Cell, numbers: &Numbers) -> String {
    match n.0 {
        Some(n) => numbers.count(n),
        None => under_five(numbers.lang()),
    }
}
