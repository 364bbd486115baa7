//! Words of a prediction against what came: the report, and what is wrong with a register or with figures.

use sim_core::analysis::{LineProblem, NotFollowed};
use sim_core::diagnostic::Unreadable;
use sim_core::results::follow_up::Verdict;

use crate::actual::{ActualProblem, Column};
use crate::error::RegisterProblem;
use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    /// Title of the page.
    pub fn title(number: &str, scenario: &str) { sv: "Prognos {number} mot utfallet: {scenario}", en: "Prediction {number} against what came: {scenario}" }
    /// Which prediction.
    pub fn which(date: &str, design: &str, draws: &str, version: &str, checksum: &str) {
        sv: "Gjord den {date} för arbetssättet {design}, ur {draws} framtider med utfall {version}. Kontrollsumman börjar på {checksum}.",
        en: "Made on {date} for the design {design}, from {draws} futures with utfall {version}. Its checksum begins with {checksum}.",
    }
    /// Heading: households.
    pub fn households() { sv: "Hushåll med utbetalning i månaden", en: "Households with payment in the month" }
    /// Heading: paid.
    pub fn paid() { sv: "Utbetalt i månaden, löpande priser", en: "Paid in the month, current prices" }
    fn mostly_inside() { sv: "Utfallet låg mest inom det väntade.", en: "What came lay mostly within what was expected." }
    fn mostly_above() { sv: "Utfallet blev mest högre än väntat.", en: "What came was mostly higher than expected." }
    fn mostly_below() { sv: "Utfallet blev mest lägre än väntat.", en: "What came was mostly lower than expected." }
    fn mostly_outside() { sv: "Utfallet låg mest utanför det väntade, åt båda hållen.", en: "What came lay mostly outside what was expected, on both sides." }
    /// Coverage of one interval.
    pub fn inside(level: &str, inside: &str, months: &str) { sv: "{inside} av {months} i intervallet för {level}", en: "{inside} of {months} in the {level} interval" }
    /// Coverage of all intervals.
    pub fn coverage(list: &str) { sv: "Månader: {list}.", en: "Months: {list}." }
    /// The level.
    pub fn level(actual: &str, expected: &str) { sv: "I medeltal {actual} mot väntade {expected}.", en: "On average {actual} against {expected} expected." }
    /// The score.
    pub fn score(score: &str) {
        sv: "Prognosens fel (CRPS, i samma enhet, mindre är bättre): {score}.",
        en: "The prediction's error (CRPS, in the same unit, smaller is better): {score}.",
    }
    /// Better than no change.
    pub fn better(month: &str, level: &str, score: &str) {
        sv: "Det är bättre än att tro att nivån från {month} ({level}) står sig: {score}.",
        en: "That is better than believing that the level of {month} ({level}) lasts: {score}.",
    }
    /// Worse than no change.
    pub fn worse(month: &str, level: &str, score: &str) {
        sv: "Att tro att nivån från {month} ({level}) står sig hade varit minst lika bra: {score}.",
        en: "Believing that the level of {month} ({level}) lasts would have been at least as good: {score}.",
    }
    /// No earlier month.
    pub fn no_earlier(month: &str) {
        sv: "Lägg till månader före {month} i filen, så jämförs prognosen också med att nivån står sig.",
        en: "Add months before {month} to the file, and the prediction is also held against no change.",
    }
    /// More like the design.
    pub fn unlike_today(score: &str) {
        sv: "Som i dag hade väntats ge ett större fel, {score}: utfallet liknar mer det arbetssätt som prognosen gäller. Vad det beror på säger jämförelsen inte.",
        en: "Today's way of working would have had a larger error, {score}: what came is more like the design predicted. It does not say what that is due to.",
    }
    /// More like today.
    pub fn like_today(score: &str) {
        sv: "Som i dag hade väntats ge ett mindre fel, {score}: utfallet liknar mer att inget hade införts. Vad det beror på säger jämförelsen inte.",
        en: "Today's way of working would have had a smaller error, {score}: what came is more like nothing having been introduced. It does not say what that is due to.",
    }
    /// Neither is clearly nearer.
    pub fn like_neither(score: &str) {
        sv: "Som i dag hade väntats ge ungefär lika stort fel, {score}: av utfallet går det inte att se om något har införts.",
        en: "Today's way of working would have had about the same error, {score}: what came does not show whether anything has been introduced.",
    }
    /// Months are one story.
    pub fn one_story(months: &str) {
        sv: "Månaderna hänger ihop: börjar ett år för högt, så fortsätter det så. Att {months} månader ligger inom eller utanför är därför en enda berättelse, inte {months} oberoende prov. Hänger de helt ihop missar även en bra prognos alla månader i intervallet för 80 % en gång på fem. Först flera prognoser, för flera år eller kommuner, visar hur bra de är.",
        en: "Months hang together: a year that begins too high stays too high. That {months} months lie inside or outside is therefore one story, not {months} independent trials. Where they hang together altogether, even a good prediction misses every month of the 80% interval one time in five. Only several predictions, for several years or municipalities, show how good they are.",
    }
    /// Months that were known.
    pub fn known_before(months: &str, date: &str) {
        sv: "Inte bedömda, för de var slut när prognosen gjordes den {date}: {months}.",
        en: "Not scored, for they were over when the prediction was made on {date}: {months}.",
    }
    /// Months outside.
    pub fn outside(months: &str, first: &str, last: &str) {
        sv: "Utanför prognosens månader ({first} till {last}): {months}.",
        en: "Outside the months predicted ({first} to {last}): {months}.",
    }
    /// Column: month.
    pub fn column_month() { sv: "månad", en: "month" }
    /// Column: what came.
    pub fn column_actual() { sv: "utfall", en: "came" }
    /// Column: median.
    pub fn column_median() { sv: "väntat", en: "expected" }
    /// Column: eight of ten.
    pub fn column_range() { sv: "åtta av tio", en: "eight of ten" }
    /// Column: where in the prediction.
    pub fn column_place() { sv: "läge", en: "place" }
    /// What the place is.
    pub fn place() {
        sv: "Väntat är medianen. Läge: hur många av 100 lika troliga utfall som var lägre; runt 50 är mitt i prognosen.",
        en: "Expected is the median. Place: how many of 100 equally likely outcomes were lower; about 50 is the middle of the prediction.",
    }
    /// A last line that was never finished.
    pub fn torn() {
        sv: "obs: registrets sista rad skrevs aldrig färdig och räknas inte",
        en: "note: the last line of the register was never finished and does not count",
    }

    fn framed(path: &str, what: &str, hint: &str) {
        sv: "fel: {path} {what}\ntips: {hint}",
        en: "error: {path} {what}\nhint: {hint}",
    }
    fn missing() { sv: "finns inte", en: "does not exist" }
    fn make_it() {
        sv: "ett register skrivs med `utfall predict FIL --register FIL`",
        en: "a register is written by `utfall predict FILE --register FILE`",
    }
    fn unreadable(why: &str) { sv: "går inte att läsa ({why})", en: "cannot be read ({why})" }
    fn check_the_rights() { sv: "kontrollera att filen får läsas och skrivas", en: "check that the file may be read and written" }
    fn in_use() { sv: "skrivs av en annan körning just nu", en: "is being written by another run" }
    fn wait() { sv: "vänta tills den är klar", en: "wait until that has ended" }
    fn not_a_prediction(line: u64) { sv: "har på rad {line} något som inte är en prognos", en: "has something on line {line} that is not a prediction" }
    fn changed(line: u64) { sv: "har ändrats på rad {line} sedan den skrevs", en: "has been changed on line {line} since it was written" }
    fn not_next(line: u64) {
        sv: "har på rad {line} en prognos som inte följer på raden före: en rad har tagits bort, lagts till, ändrats eller flyttats",
        en: "has a prediction on line {line} that does not follow the line before: a line was taken away, put in, changed or moved",
    }
    fn other_format(line: u64, version: u32) { sv: "har på rad {line} en prognos i format {version}, som programmet inte läser", en: "has a prediction on line {line} in format {version}, which the program does not read" }
    fn fetch_a_copy() {
        sv: "hämta en orörd kopia; ett register som har ändrats bevisar inget",
        en: "fetch an untouched copy; a register that was changed proves nothing",
    }
    fn newer_program() { sv: "använd det program som skrev raden", en: "use the program that wrote the line" }
    fn empty() { sv: "har ingen prognos", en: "has no prediction" }
    fn no_such(asked: &str) { sv: "har ingen prognos `{asked}`", en: "has no prediction `{asked}`" }
    fn choose_one(held: usize) {
        sv: "skriv en rad från 1 till {held}, eller minst åtta tecken av början på en kontrollsumma; står den i ett protokoll men inte här, så har rader tagits bort",
        en: "write a line from 1 to {held}, or at least eight digits of how a checksum begins; if it stands in the minutes and not here, lines were taken away",
    }

    fn problems_in(name: &str) { sv: "fel: {name} går inte att använda som utfall", en: "error: {name} cannot be used as what came" }
    fn what_it_should_be() {
        sv: "tips: så här ser en fil ut:\n  månad;hushåll;utbetalt_kr\n  2027-01;412;4215300\n  2027-02;405;4150750,50",
        en: "hint: a file looks like this:\n  month,households,paid_sek\n  2027-01,412,4215300\n  2027-02,405,4150750.50",
    }
    fn on_line(line: u64, what: &str) { sv: "  rad {line}: {what}", en: "  line {line}: {what}" }
    fn file_missing() { sv: "filen finns inte", en: "the file does not exist" }
    fn is_a_folder() { sv: "det är en mapp", en: "it is a folder" }
    fn too_large() { sv: "filen är större än 8 MB", en: "the file is larger than 8 MB" }
    fn not_text() {
        sv: "det är inte text i UTF-8 eller Latin-1; spara som CSV, inte som kalkylblad",
        en: "it is not text in UTF-8 or Latin-1; save it as CSV, not as a spreadsheet",
    }
    fn empty_file() { sv: "den är tom", en: "it is empty" }
    fn no_rows() { sv: "det finns inga rader under rubrikerna", en: "there are no rows below the names of the columns" }
    fn no_column(column: &str, header: &str) { sv: "första raden har ingen kolumn för {column}: `{header}`", en: "the first row has no column for {column}: `{header}`" }
    fn column_twice(column: &str) { sv: "två kolumner är för {column}", en: "two columns are for {column}" }
    fn too_many_cells() {
        sv: "fler värden än kolumner; kanske decimalkomma i en fil med komma mellan kolumnerna: använd semikolon",
        en: "more values than columns; perhaps a decimal comma in a file with commas between columns: use semicolons",
    }
    fn bad_month(written: &str) { sv: "`{written}` är ingen månad; skriv till exempel 2027-01", en: "`{written}` is not a month; write 2027-01, for example" }
    fn month_twice(month: &str, line: u64) { sv: "{month} står redan på rad {line}", en: "{month} stands on line {line} already" }
    fn bad_number(column: &str, written: &str) { sv: "`{written}` är inget tal ({column})", en: "`{written}` is not a number ({column})" }
    fn ambiguous(column: &str, written: &str) {
        sv: "`{written}` kan vara tusental eller decimaler ({column}); skriv tusental utan tecken emellan och två decimaler",
        en: "`{written}` may be thousands or decimals ({column}); write thousands without a sign between and two decimals",
    }
    fn negative(column: &str, written: &str) { sv: "`{written}` är mindre än noll ({column})", en: "`{written}` is below zero ({column})" }
    fn not_whole(written: &str) { sv: "`{written}` är inte ett helt antal hushåll", en: "`{written}` is not a whole number of households" }
    fn more(count: usize) { sv: "  och {count} fel till", en: "  and {count} more" }
    fn column_of_month() { sv: "månad", en: "month" }
    fn column_of_households() { sv: "hushåll eller utbetalt_kr", en: "households or paid_sek" }
    fn column_households() { sv: "hushåll", en: "households" }
    fn column_paid() { sv: "utbetalt", en: "paid" }

    fn none_predicted(first: &str, last: &str) {
        sv: "fel: ingen månad i filen är bland dem som prognosen gäller, {first} till {last}\ntips: välj en annan prognos med --prediction, eller vänta",
        en: "error: no month of the file is among those predicted, {first} to {last}\nhint: choose another prediction with --prediction, or wait",
    }
    fn all_known(first: &str, last: &str) {
        sv: "fel: alla månader i filen som prognosen gäller ({first} till {last}) var slut när den gjordes, så det finns inget att bedöma\ntips: lägg till senare månader",
        en: "error: all months of the file that were predicted ({first} to {last}) were over when that was done, so there is nothing to score\nhint: add later months",
    }
}

/// Problems that are told one by one.
const MOST_TOLD: usize = 20;

/// Returns a month as people sort it.
pub fn month((year, month): (i32, u32)) -> String {
    format!("{year:04}-{month:02}")
}

/// Returns what the months say together.
pub fn verdict(lang: Lang, verdict: Verdict) -> String {
    match verdict {
        Verdict::MostlyInside => mostly_inside(lang),
        Verdict::MostlyAbove => mostly_above(lang),
        Verdict::MostlyBelow => mostly_below(lang),
        Verdict::MostlyOutside => mostly_outside(lang),
    }
}

/// Returns why a register cannot be used.
pub fn register_problem(lang: Lang, path: &str, what: &RegisterProblem) -> String {
    let (what, hint) = match what {
        RegisterProblem::Missing => (missing(lang), make_it(lang)),
        RegisterProblem::Unreadable(why) => (unreadable(lang, why), check_the_rights(lang)),
        RegisterProblem::InUse => (in_use(lang), wait(lang)),
        RegisterProblem::Empty => (empty(lang), make_it(lang)),
        RegisterProblem::NoSuchPrediction { asked, held } => {
            (no_such(lang, asked), choose_one(lang, *held))
        }
        RegisterProblem::Broken(broken) => {
            let line = broken.line;
            match broken.what {
                LineProblem::NotAPrediction => (not_a_prediction(lang, line), fetch_a_copy(lang)),
                LineProblem::Changed => (changed(lang, line), fetch_a_copy(lang)),
                LineProblem::NotNext => (not_next(lang, line), fetch_a_copy(lang)),
                LineProblem::OtherFormat(version) => {
                    (other_format(lang, line, version), newer_program(lang))
                }
            }
        }
    };
    framed(lang, path, &what, &hint)
}

/// Returns everything that is wrong with actual figures.
pub fn actual_problems(lang: Lang, name: &str, problems: &[ActualProblem]) -> String {
    let told = problems.iter().take(MOST_TOLD);
    let mut lines = vec![problems_in(lang, name)];
    lines.extend(told.map(|problem| actual_problem(lang, problem)));
    if problems.len() > MOST_TOLD {
        lines.push(more(lang, problems.len() - MOST_TOLD));
    }
    lines.push(what_it_should_be(lang));
    lines.join("\n")
}

fn actual_problem(lang: Lang, problem: &ActualProblem) -> String {
    use ActualProblem as P;
    let (line, what) = match problem {
        P::Unreadable(why) => (None, unreadable_figures(lang, why)),
        P::NotText => (None, not_text(lang)),
        P::Empty => (None, empty_file(lang)),
        P::NoRows => (None, no_rows(lang)),
        P::NoColumn { column, header } => {
            let column = match column {
                Column::Month => column_of_month(lang),
                Column::Households | Column::Paid => column_of_households(lang),
            };
            (None, no_column(lang, &column, header))
        }
        P::ColumnTwice(column) => (None, column_twice(lang, &column_word(lang, *column))),
        P::TooManyCells { line } => (Some(line), too_many_cells(lang)),
        P::BadMonth { line, written } => (Some(line), bad_month(lang, written)),
        P::MonthTwice {
            line,
            first_line,
            month: twice,
        } => (Some(line), month_twice(lang, &month(*twice), *first_line)),
        P::BadNumber {
            line,
            column,
            written,
        } => (
            Some(line),
            bad_number(lang, &column_word(lang, *column), written),
        ),
        P::Ambiguous {
            line,
            column,
            written,
        } => (
            Some(line),
            ambiguous(lang, &column_word(lang, *column), written),
        ),
        P::Negative {
            line,
            column,
            written,
        } => (
            Some(line),
            negative(lang, &column_word(lang, *column), written),
        ),
        P::NotWhole { line, written } => (Some(line), not_whole(lang, written)),
    };
    match line {
        Some(line) => on_line(lang, *line, &what),
        None => format!("  {what}"),
    }
}

fn unreadable_figures(lang: Lang, why: &Unreadable) -> String {
    match why {
        Unreadable::Missing => file_missing(lang),
        Unreadable::Directory => is_a_folder(lang),
        Unreadable::TooLarge => too_large(lang),
        Unreadable::NotText => not_text(lang),
        Unreadable::Empty => empty_file(lang),
        Unreadable::Refused(why) => why.clone(),
    }
}

fn column_word(lang: Lang, column: Column) -> String {
    match column {
        Column::Month => column_of_month(lang),
        Column::Households => column_households(lang),
        Column::Paid => column_paid(lang),
    }
}

/// Returns why no month can be scored.
pub fn not_followed(lang: Lang, why: NotFollowed, predicted: [(i32, u32); 2]) -> String {
    let [first, last] = predicted.map(month);
    match why {
        NotFollowed::NoMonthPredicted => none_predicted(lang, &first, &last),
        NotFollowed::AllKnownBefore => all_known(lang, &first, &last),
    }
}
