//! What case systems write when a case closes, and which exit that is in the model's sense.

use sim_core::records::reasons::Reasons;
use sim_core::scenario::exits::ExitKind;

/// Words as they stand in Swedish case systems, by who supports the household from then on.
const MEANT: &[(ExitKind, &[&str])] = &[
    (
        ExitKind::Job,
        &[
            "Arbete",
            "Förvärvsarbete deltid",
            "FÖRVÄRVSARBETE, HELTID",
            "Arbetsinkomst",
            "Ökad lön",
            "Eget företag",
            "Egen försörjning",
            "Självförsörjande",
            "Anställning  på öppna arbetsmarknaden",
        ],
    ),
    (
        ExitKind::Studies,
        &["Studier", "Studier med CSN", "Studiemedel", "Utbildning"],
    ),
    (
        ExitKind::UnemploymentInsurance,
        &["A-kassa", "Arbetslöshetsersättning", "Arbetslöshetskassa"],
    ),
    (
        ExitKind::SocialInsurance,
        &[
            "Sjukpenning",
            "Sjukersättning",
            "Aktivitetsersättning",
            "Rehabiliteringspenning",
            "Föräldrapenning",
        ],
    ),
    (
        // Subsidised and created jobs, and what the state pays in its programmes, are no jobs.
        ExitKind::OtherBenefit,
        &[
            "Arbetsmarknadsanställning",
            "Subventionerat arbete",
            "Extratjänst",
            "Aktivitetsstöd",
            "Utvecklingsersättning",
            "Etableringsersättning",
            "Underhållsstöd",
            "Bostadsbidrag",
            "Ändrade familjeförhållanden",
            "Flyttat ihop med sambo",
            "Annan orsak",
            "Okänd orsak",
            "Uppgift saknas",
            "Ej hört av sig",
            "Ansökan har inte inkommit",
            "Kapitalinkomst",
        ],
    ),
    (
        ExitKind::Permanent,
        &["Ålderspension", "Äldreförsörjningsstöd", "Avliden"],
    ),
    (
        ExitKind::Moved,
        &["Flyttat till annan kommun", "Utflyttad", "Utvandrad"],
    ),
    (
        ExitKind::Withdrawn,
        &[
            "Återtagen ansökan",
            "Avslag",
            "Avskriven",
            "Ej fullföljd ansökan",
        ],
    ),
    (ExitKind::PaymentGap, &["Uppehåll"]),
];

#[test]
fn usual_reasons_for_closing_mean_what_they_say() {
    let known = Reasons::new(None);
    for (exit, reasons) in MEANT {
        for reason in *reasons {
            assert_eq!(known.exit(reason), Some(*exit), "{reason}");
        }
    }
    let tried: Vec<ExitKind> = MEANT.iter().map(|(exit, _)| *exit).collect();
    assert!(ExitKind::ALL.iter().all(|exit| tried.contains(exit)));
}

#[test]
fn codes_and_words_that_say_nothing_are_nobodys_guess() {
    let known = Reasons::new(None);
    for reason in ["17", "A1", "", "  ", "-", "Ärende klart", "X"] {
        assert_eq!(known.exit(reason), None, "{reason}");
    }
}
