//! What exits, reasons, forms and models are called, and what the records cannot say.

use sim_core::records::account::Dropped;
use sim_core::records::dates::DateForm;
use sim_core::records::mapping::RowKind;
use sim_core::results::fitted::{
    EVERYBODY, Form, HIDDEN, Model, REST, TypeKind, Unlearned, WITHOUT_SEGMENT,
};
use sim_core::scenario::exits::ExitKind;

use crate::texts::Lang;
use crate::texts::fit::{
    alike_changing, alike_constant, by_readiness, everybody, exits_together, few, first_day_taken,
    form_constant, form_lognormal, form_pieces, form_weibull, hidden_name, merged_segments,
    no_interventions, no_payments, no_reasons, no_waits, permanent_by_bounds, quick,
    return_by_bounds, return_unknown, returns_as_new, short_time, slow, source, source_payments,
    the_rest, two_types, without_segment,
};

/// Returns what an exit is called.
pub fn exit(lang: Lang, exit: ExitKind) -> &'static str {
    match exit {
        ExitKind::Job => lang.pick("arbete", "work"),
        ExitKind::Studies => lang.pick("studier", "studies"),
        ExitKind::UnemploymentInsurance => lang.pick("a-kassa", "unemployment insurance"),
        ExitKind::SocialInsurance => lang.pick("sjuk- eller socialförsäkring", "social insurance"),
        ExitKind::OtherBenefit => {
            lang.pick("annan ersättning eller okänt", "another benefit or unknown")
        }
        ExitKind::Moved => lang.pick("annan kommun (flyttat)", "another municipality (moved)"),
        ExitKind::Withdrawn => lang.pick(
            "återtagen eller avslagen ansökan",
            "a withdrawn or refused application",
        ),
        ExitKind::Permanent => lang.pick(
            "pension eller annat för gott",
            "a pension or otherwise for good",
        ),
        ExitKind::PaymentGap => lang.pick("uppehåll", "a gap in payment"),
    }
}

/// Returns the reason for closing that simulated records write.
pub fn reason(exit: ExitKind) -> &'static str {
    match exit {
        ExitKind::Job => "Arbete",
        ExitKind::Studies => "Studier",
        ExitKind::UnemploymentInsurance => "Arbetslöshetsersättning",
        ExitKind::SocialInsurance => "Sjukpenning",
        ExitKind::OtherBenefit => "Annan orsak",
        ExitKind::Moved => "Flyttat",
        ExitKind::Withdrawn => "Återtagen ansökan",
        ExitKind::Permanent => "Pension",
        ExitKind::PaymentGap => "Uppehåll",
    }
}

/// Returns why rows were dropped.
pub fn dropped(lang: Lang, why: Dropped) -> &'static str {
    match why {
        Dropped::NoHousehold => lang.pick("Utan hushåll", "Without a household"),
        Dropped::NoStart => lang.pick("Utan startdag", "Without a first day"),
        Dropped::BadDate => lang.pick("Datum som inte finns", "Dates that do not exist"),
        Dropped::EndBeforeStart => lang.pick("Slutar innan de börjar", "End before they start"),
        Dropped::InTheFuture => lang.pick("Datum i framtiden", "Dates in the future"),
        Dropped::BadAmount => lang.pick("Belopp som inte är tal", "Amounts that are no numbers"),
        Dropped::WrongCells => lang.pick("Fel antal celler", "Wrong number of cells"),
        Dropped::Twice => lang.pick("Samma rad två gånger", "The same row twice"),
        Dropped::BeforeWindow => {
            lang.pick("Slut före den första dagen", "Over before the first day")
        }
        Dropped::UnknownStart => lang.pick("Började före filen", "Began before the file"),
        Dropped::NeverStarted => lang.pick(
            "Ansökan som inte ledde till bistånd",
            "Applications that led to no assistance",
        ),
    }
}

/// Returns how dates are written.
pub fn date_form(lang: Lang, form: DateForm) -> &'static str {
    match form {
        DateForm::Iso => "2024-03-01",
        DateForm::Packed => "20240301",
        DateForm::PackedShort => "240301",
        DateForm::DayFirst => "1/3/2024",
        DateForm::Words => lang.pick("1 mars 2024", "1 March 2024"),
        DateForm::MonthOnly => "2024-03",
    }
}

/// Returns a formula's name.
pub fn form(lang: Lang, form: Form) -> String {
    match form {
        Form::Constant => form_constant(lang),
        Form::Pieces => form_pieces(lang),
        Form::Weibull => form_weibull(lang),
        Form::Lognormal => form_lognormal(lang),
    }
}

/// Returns a model's name.
pub fn model(lang: Lang, model: Model) -> String {
    match model {
        Model::Constant => alike_constant(lang),
        Model::Changing => alike_changing(lang),
        Model::TwoTypes => two_types(lang),
        Model::Readiness => by_readiness(lang),
    }
}

/// Returns a part's name.
pub fn part(lang: Lang, kind: TypeKind, name: &str) -> String {
    match kind {
        TypeKind::Whole => name.to_owned(),
        TypeKind::Quick => quick(lang, name),
        TypeKind::Slow => slow(lang, name),
    }
}

/// Returns the title of the source of all numbers.
pub fn source_of(lang: Lang, rows: RowKind, n: &str, (from, to): (&str, &str)) -> String {
    match rows {
        RowKind::Cases => source(lang, n, from, to),
        RowKind::Payments => source_payments(lang, n, from, to),
    }
}

/// Returns what a segment of the records is called.
pub fn label(lang: Lang, label: &str) -> String {
    let hidden = label.strip_prefix(HIDDEN);
    match (label, hidden.and_then(|rest| rest.strip_prefix('_'))) {
        (EVERYBODY, _) => everybody(lang),
        (REST, _) => the_rest(lang),
        (WITHOUT_SEGMENT, _) => without_segment(lang),
        (_, Some(number)) => hidden_name(lang, number),
        (own, None) => own.to_owned(),
    }
}

/// Returns what the records cannot say.
pub fn not_learned(lang: Lang, what: &Unlearned) -> String {
    let group = |segment: &String| label(lang, segment);
    match what {
        Unlearned::NoReasons => no_reasons(lang),
        Unlearned::ExitTogether {
            segment,
            exit: of,
            with,
        } => exits_together(lang, exit(lang, *of), exit(lang, *with), &group(segment)),
        Unlearned::SegmentsTogether { segments } => merged_segments(lang, &segments.to_string()),
        Unlearned::Few { segment, exit: of } => few(lang, exit(lang, *of), &group(segment)),
        Unlearned::PermanentByBounds { segment } => permanent_by_bounds(lang, &group(segment)),
        Unlearned::ReturnByBounds { exit: of } => return_by_bounds(lang, exit(lang, *of)),
        Unlearned::ReturnUnknown { exit: of } => return_unknown(lang, exit(lang, *of)),
        Unlearned::NoWaits => no_waits(lang),
        Unlearned::NoPayments => no_payments(lang),
        Unlearned::FirstDayTaken => first_day_taken(lang),
        Unlearned::ReturnsCountAsNew => returns_as_new(lang),
        Unlearned::NoInterventions => no_interventions(lang),
        Unlearned::ShortTime { months } => short_time(lang, &months.to_string()),
    }
}
