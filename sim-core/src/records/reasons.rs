//! Reasons for closing a case, from the words case systems use to the model's exits.

use crate::records::mapping::ReasonWords;
use crate::scenario::exits::ExitKind;

/// Parts of the usual words, the first that occurs decides.
///
/// # Source
///
/// Municipalities report why households no longer get assistance (Socialstyrelsen, HSLF-FS 2015:30,
/// section 4 and appendix 2, in force from 2017). These are the words of such reasons, not their numbers:
/// a file with numbers needs them in its mapping.
const WORDS: &[(ExitKind, &[&str])] = &[
    (
        ExitKind::UnemploymentInsurance,
        &[
            "arbetslöshetsersättning",
            "arbetslöshetskassa",
            "a-kassa",
            "akassa",
            "unemployment insurance",
        ],
    ),
    (
        // Created and subsidised jobs are no jobs in the model's sense; state programme benefits.
        ExitKind::OtherBenefit,
        &[
            "arbetsmarknadsanställning",
            "subvention",
            "beredskap",
            "extratjänst",
            "lönebidrag",
            "aktivitetsstöd",
            "utvecklingsersättning",
            "etablering",
            "underhåll",
            "bostadsbidrag",
            "bostadstillägg",
            "barnbidrag",
            // Somebody else in the household supports it now.
            "familjeförhållande",
            "sammanflytt",
            "flyttat ihop",
            "sammanbo",
            "sambo",
            "other benefit",
        ],
    ),
    (
        ExitKind::SocialInsurance,
        &[
            "sjuk",
            "aktivitetsersättning",
            "föräldra",
            "rehabilitering",
            "graviditet",
            "försäkringskassa",
            "social insurance",
        ],
    ),
    (
        ExitKind::Permanent,
        &[
            "pension",
            "äldreförsörjning",
            "avlid",
            "avled",
            "dödsfall",
            "permanent",
        ],
    ),
    (ExitKind::Moved, &["flytt", "utvandr", "moved"]),
    (
        ExitKind::Withdrawn,
        &[
            "återtag",
            "avslag",
            "avskriv",
            "ej fullföljd",
            "withdrawn",
            "refused",
        ],
    ),
    (ExitKind::PaymentGap, &["uppehåll", "payment gap"]),
    (
        ExitKind::Studies,
        &["studie", "studer", "csn", "utbildning", "studies"],
    ),
    (
        ExitKind::Job,
        &[
            "arbetsinkomst",
            "arbete",
            "anställning",
            "egen försörjning",
            "självförsörj",
            "lön",
            "eget företag",
            "job",
            "work",
        ],
    ),
    (
        ExitKind::OtherBenefit,
        &[
            "annan",
            "annat",
            "okän",
            "övrig",
            "saknas",
            "ej hört",
            "inkommit",
            "ingen ny ansökan",
            "ej sökt",
            "utebli",
            "återkom",
            "kapital",
            "tillgång",
            "förmögenhet",
            "inkomst",
            "unknown",
            "other",
        ],
    ),
];

/// From a reason's words to an exit.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    written: Vec<(String, ExitKind)>,
}

impl Reasons {
    /// Returns the usual reasons, with those of a mapping before them.
    pub fn new(of_mapping: Option<&ReasonWords>) -> Self {
        let lists = of_mapping.map(ReasonWords::by_exit);
        let lists = lists.iter().flatten();
        Self {
            written: lists
                .flat_map(|(exit, words)| words.iter().map(|word| (plain(word), *exit)))
                .collect(),
        }
    }

    /// Returns the exit of a reason; none where nobody says what it means.
    ///
    /// ```
    /// use sim_core::records::reasons::Reasons;
    /// use sim_core::scenario::exits::ExitKind;
    /// let reasons = Reasons::new(None);
    /// assert_eq!(reasons.exit("Förvärvsarbete heltid"), Some(ExitKind::Job));
    /// assert_eq!(reasons.exit("Arbetslöshetsersättning"), Some(ExitKind::UnemploymentInsurance));
    /// assert_eq!(reasons.exit("17"), None);
    /// ```
    pub fn exit(&self, reason: &str) -> Option<ExitKind> {
        let reason = plain(reason);
        if reason.is_empty() {
            return None;
        }
        let written = self.written.iter().find(|(word, _)| *word == reason);
        if let Some((_, exit)) = written {
            return Some(*exit);
        }
        if let Some(exit) = ExitKind::from_word(&reason.replace(' ', "_")) {
            return Some(exit);
        }
        let known = WORDS
            .iter()
            .find(|(_, parts)| parts.iter().any(|part| reason.contains(part)));
        known.map(|(exit, _)| *exit)
    }
}

/// Small letters, and one space between words.
fn plain(written: &str) -> String {
    let words: Vec<String> = written.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
