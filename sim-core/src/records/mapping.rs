//! Which column means what, and which reason for closing means which exit: the mapping file.

use crate::diagnostic::{Diagnostic, Texts, in_order};
use crate::scenario::exits::ExitKind;
use crate::tree::fields::{FromNode, Problems};
use crate::tree::parse::parse;

crate::words! {
    /// What a row of the file is.
    pub enum RowKind {
        /// A case: from a day to a day, with a reason for closing.
        Cases = "cases",
        /// A month's payment to a household.
        Payments = "payments",
    }
}
crate::words! {
    /// What the households of a segment are taken to be.
    pub enum ModelWord {
        /// Whatever fits best by Akaike's criterion.
        Best = "best",
        /// Alike, with constant hazards.
        Constant = "constant",
        /// Alike, with hazards that change with time.
        Changing = "changing",
        /// Quick and slow ones.
        TwoTypes = "two_types",
        /// More or less ready for work.
        Readiness = "readiness",
    }
}
crate::record! {
    /// Reasons for closing, as the case system writes them, by exit.
    pub struct ReasonWords {
        /// Unsubsidised work.
        job: Vec<String>,
        /// Studies with study support.
        studies: Vec<String>,
        /// Unemployment insurance.
        unemployment_insurance: Vec<String>,
        /// Sickness and other social insurance.
        social_insurance: Vec<String>,
        /// Another benefit, and reasons nobody knows.
        other_benefit: Vec<String>,
        /// Moved to another municipality.
        moved: Vec<String>,
        /// The application was withdrawn or refused.
        withdrawn: Vec<String>,
        /// For good: ageing out, death.
        permanent: Vec<String>,
        /// A month or more without payment and without new income.
        payment_gap: Vec<String>,
    }
}
crate::record! {
    /// How a file of records is to be read.
    pub struct Mapping {
        /// What a row is; where left out, a payment in a file with a month and no days, and else a case.
        rows: Option<RowKind>,
        /// The column that tells households apart. It is read and forgotten.
        household: Option<String>,
        /// The columns whose values make segments; one segment where left out.
        segment: Vec<String>,
        /// The day of the application.
        application: Option<String>,
        /// The day of the first decision.
        decision: Option<String>,
        /// The day assistance begins; the day of the application where it is empty.
        start: Option<String>,
        /// The day assistance ends; empty while the case is open.
        end: Option<String>,
        /// The reason for closing.
        reason: Option<String>,
        /// What was paid over the case, or in the month.
        paid_sek: Option<String>,
        /// The month of a payment.
        month: Option<String>,
        /// The first day the file knows of everything that ended; the first end in the file where left out.
        from: Option<String>,
        /// The last day the file knows; the last date in the file where left out.
        to: Option<String>,
        /// Gaps between two stays of a household up to so many days are none; 0 where left out.
        merge_gaps_days: Option<u32>,
        /// What households are taken to be; what fits best where left out. Levers act on a segment `slow`: two_types makes one.
        model: Option<ModelWord>,
        /// Reasons for closing by exit, besides those the program knows.
        reasons: Option<ReasonWords>,
    }
}

/// A mapping file as it was read.
#[derive(Debug)]
pub struct ReadMapping {
    /// The mapping, where nothing was wrong.
    pub mapping: Option<Mapping>,
    /// Its text.
    pub texts: Texts,
    /// Every problem.
    pub diagnostics: Vec<Diagnostic>,
}

/// Returns a mapping file's meaning, with every problem met.
///
/// ```
/// use sim_core::records::mapping::read_mapping;
/// let read = read_mapping("m.toml", "household = 'hushåll'\nreasons.job = ['01 Arbete']\n");
/// assert!(read.diagnostics.is_empty());
/// assert!(read_mapping("m.toml", "houshold = 'x'\n").mapping.is_none());
/// ```
pub fn read_mapping(name: &str, text: &str) -> ReadMapping {
    let (tree, mut diagnostics) = parse(text, 0);
    let mut problems = Problems::default();
    let mapping = Mapping::from_node(&tree, "", &mut problems);
    diagnostics.extend(problems.found);
    let is_sound = diagnostics.is_empty();
    ReadMapping {
        mapping: mapping.filter(|_| is_sound),
        texts: Texts {
            names: vec![name.to_owned()],
            contents: vec![text.to_owned()],
        },
        diagnostics: in_order(diagnostics),
    }
}

impl ReasonWords {
    /// Returns the words with the exit each list stands for.
    pub fn by_exit(&self) -> [(ExitKind, &[String]); 9] {
        [
            (ExitKind::Job, &self.job),
            (ExitKind::Studies, &self.studies),
            (
                ExitKind::UnemploymentInsurance,
                &self.unemployment_insurance,
            ),
            (ExitKind::SocialInsurance, &self.social_insurance),
            (ExitKind::OtherBenefit, &self.other_benefit),
            (ExitKind::Moved, &self.moved),
            (ExitKind::Withdrawn, &self.withdrawn),
            (ExitKind::Permanent, &self.permanent),
            (ExitKind::PaymentGap, &self.payment_gap),
        ]
    }
}
