//! A problem the scenario's author can mend: a code, typed fields and a place; no prose.
//!
//! Every sentence a person reads about a problem is written in sim-cli, once in
//! Swedish and once in English, from the fields kept here.

use crate::units::UnitKind;

/// A stretch of bytes in one of the texts a scenario was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Position of the text in [`Texts::names`].
    pub text_idx: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The texts a scenario was read from, in the order they were opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The name each text was asked for by.
    pub names: Vec<String>,
    /// The texts themselves.
    pub contents: Vec<String>,
}

/// Whether the scenario can still be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The scenario cannot be run.
    Error,
    /// The scenario runs, but its author should know.
    Warning,
}

/// What stands in a place of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `"..."`
    Text,
    /// `12`
    WholeNumber,
    /// `1.5`, or a table that describes an uncertain number.
    Number,
    /// A number that may vary between households.
    VaryingNumber,
    /// `true` or `false`
    YesNo,
    /// `2027-01`
    Month,
    /// `[a, b]`
    List,
    /// `{ ... }` or `[...]` of keys
    Table,
    /// A date of TOML.
    Date,
    /// One word of a fixed list.
    Word,
}

/// What a word in the file refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Named {
    /// `[segment.ID]`
    Segment,
    /// `[exit.ID]`
    Exit,
    /// `[intervention.ID]`
    Intervention,
    /// `[design.ID]`
    Design,
    /// `[source.ID]`
    Source,
    /// `[parameter.ID]`
    Parameter,
    /// `[staff.ID]`
    Staff,
    /// An account.
    Account,
    /// A state of a household.
    State,
    /// A kind of flow, for growth and reports.
    FlowKind,
    /// An uncertain number by its address.
    UncertainNumber,
    /// `[pool.ID]`
    Pool,
    /// `[flow.ID]`
    Flow,
    /// `[list.ID]`
    List,
    /// `[reform.ID]`
    Reform,
    /// `[probe.ID]`
    Probe,
    /// `[correlation.ID]`
    Correlation,
    /// An intake step's `id`.
    IntakeStep,
}

/// One problem, with everything a sentence about it needs.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)] // the fields are the blanks of the sentences in sim-cli's texts
pub enum Problem {
    // S00x: texts
    TextMissing {
        name: String,
    },
    TextUnreadable {
        name: String,
        why: Unreadable,
    },
    IncludeLoop {
        chain: Vec<String>,
    },
    SyntaxError {
        message: String,
    },
    FormatVersionUnknown {
        found: String,
        supported: u32,
    },
    // S01x: keys and shapes
    UnknownKey {
        key: String,
        table: String,
        did_you_mean: Option<String>,
        allowed: Vec<String>,
    },
    KeyBelongsElsewhere {
        key: String,
        table: String,
        belongs_in: String,
    },
    MissingKey {
        key: String,
        table: String,
    },
    WrongKind {
        key: String,
        expected: Kind,
        found: Kind,
    },
    UnknownWord {
        key: String,
        word: String,
        allowed: Vec<String>,
        did_you_mean: Option<String>,
    },
    SameIdTwice {
        id: String,
        table: String,
    },
    NotExactlyOneOf {
        table: String,
        keys: Vec<String>,
        found: Vec<String>,
    },
    BadMonth {
        key: String,
        written: String,
    },
    BadId {
        id: String,
    },
    WrongLength {
        key: String,
        expected: usize,
        found: usize,
    },
    // S02x: numbers
    NotFinite {
        key: String,
    },
    OutOfRange {
        key: String,
        value: f64,
        unit: UnitKind,
    },
    NumberSpelling {
        written: String,
        right: String,
        habit: NumberHabit,
    },
    QuantilesNotIncreasing {
        key: String,
        p05: f64,
        p50: f64,
        p95: f64,
    },
    DistributionImpossible {
        key: String,
        rule: DistributionRule,
    },
    VariationNotAllowed {
        key: String,
    },
    UncertainNumberWithoutAddress {
        key: String,
    },
    BadYear {
        written: String,
    },
    // S03x: references
    UnknownId {
        what: Named,
        id: String,
        did_you_mean: Option<String>,
        allowed: Vec<String>,
    },
    InheritanceLoop {
        chain: Vec<String>,
    },
    NothingToRemove {
        path: String,
    },
    ParameterUnused {
        id: String,
    },
    ParameterUnitsDisagree {
        id: String,
        first: UnitKind,
        second: UnitKind,
    },
    ChainNeverEnds {
        chain: Vec<String>,
    },
    ReferenceLoop {
        chain: Vec<String>,
    },
    ReservedId {
        id: String,
        table: String,
    },
    NotUncertain {
        address: String,
    },
    // S04x: rules across fields
    SharesDoNotSum {
        what: String,
        sum: f64,
    },
    SharesAboveOne {
        what: String,
        sum: f64,
    },
    PiecesOutOfOrder {
        key: String,
    },
    PriceYearWithoutIndex {
        year: i32,
        price_year: i32,
    },
    NothingHappens {
        what: String,
    },
    CorrelationImpossible {
        id: String,
    },
    LedgerAccountsSame {
        flow: String,
        account: String,
    },
    BeyondHorizon {
        key: String,
        month: String,
    },
    StockNeedsInflow,
    NoPermanentExit {
        segment: String,
    },
    EndlessMoves {
        state: String,
    },
    OverCapacity {
        profession: String,
        month: u32,
        used_share: f64,
    },
    TooMuchWork {
        what: WorkKind,
        amount: f64,
        most: f64,
    },
    RestlessHouseholds {
        segment: String,
        per_month: f64,
        most: f64,
    },
    AboveMost {
        key: String,
        value: f64,
        most: f64,
    },
    DocumentedDoesNotFit {
        quantity: String,
        kind: String,
        allowed: Vec<String>,
    },
    DocumentedKeyUnused {
        quantity: String,
        key: String,
    },
    NotRising {
        keys: Vec<String>,
    },
    NeverOpen {
        pool: String,
    },
    LongerThanItsDays {
        share: f64,
        most: f64,
    },
    // W0xx: warnings
    StockDrifts {
        per_year: f64,
    },
    EffectOutsidePrior {
        intervention: String,
        segment: String,
        implied_ratio: f64,
        low: f64,
        high: f64,
    },
    SourceUnused {
        id: String,
    },
    MinutesDoNotQueue {
        profession: String,
        intervention: String,
    },
}

/// What there is too much of in one draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKind {
    /// Households to follow.
    Households,
    /// Moves of all households together.
    Moves,
    /// Figures to count: designs, segments, states and months, multiplied.
    Figures,
}

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing by that name.
    Missing,
    /// It is a directory.
    Directory,
    /// It is not UTF-8.
    NotText,
    /// It has nothing in it.
    Empty,
    /// It is larger than a scenario can be.
    TooLarge,
    /// The operating system refused; its own words.
    Refused(String),
}

/// A habit of writing numbers that TOML does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberHabit {
    /// `0,2`
    DecimalComma,
    /// `20 %`
    Percent,
    /// `96 996`
    ThousandsSpace,
    /// `"0.2"`
    Quoted,
}

/// A rule a named distribution breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DistributionRule {
    /// Smallest, most likely and largest value must rise.
    BoundsMustRise,
    /// A spread must be above zero.
    SpreadMustBePositive,
    /// A centre must lie inside the unit's range.
    CentreOutsideUnit,
    /// All of its probability lies outside the unit's range.
    NothingInsideUnit,
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where, if it is anywhere.
    pub place: Option<Place>,
}

impl Diagnostic {
    /// Returns a diagnostic at a place.
    pub fn at(place: Place, problem: Problem) -> Self {
        Self {
            problem,
            place: Some(place),
        }
    }

    /// Returns a diagnostic about the scenario as a whole.
    pub fn nowhere(problem: Problem) -> Self {
        Self {
            problem,
            place: None,
        }
    }

    /// Returns the code under which the problem is documented; never reused.
    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// Returns whether the scenario can still be run.
    pub fn severity(&self) -> Severity {
        if self.code().starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        }
    }
}

/// Returns problems sorted by place, each once: what two designs inherit is met twice.
pub fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by_key(|diagnostic| diagnostic.place);
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let at_same_place = |known: &&Diagnostic| known.place == diagnostic.place;
        let mut same_place = kept.iter().rev().take_while(at_same_place);
        if !same_place.any(|known| known == &diagnostic) {
            kept.push(diagnostic);
        }
    }
    kept
}

impl Problem {
    /// Returns the code under which the problem is documented; never reused.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TextMissing { .. } => "S001",
            Self::TextUnreadable { .. } => "S002",
            Self::IncludeLoop { .. } => "S003",
            Self::SyntaxError { .. } => "S004",
            Self::FormatVersionUnknown { .. } => "S005",
            Self::UnknownKey { .. } => "S010",
            Self::KeyBelongsElsewhere { .. } => "S011",
            Self::MissingKey { .. } => "S012",
            Self::WrongKind { .. } => "S013",
            Self::UnknownWord { .. } => "S014",
            Self::SameIdTwice { .. } => "S015",
            Self::NotExactlyOneOf { .. } => "S016",
            Self::BadMonth { .. } => "S017",
            Self::BadId { .. } => "S018",
            Self::WrongLength { .. } => "S019",
            Self::NotFinite { .. } => "S020",
            Self::OutOfRange { .. } => "S021",
            Self::NumberSpelling { .. } => "S022",
            Self::QuantilesNotIncreasing { .. } => "S023",
            Self::DistributionImpossible { .. } => "S024",
            Self::VariationNotAllowed { .. } => "S025",
            Self::UncertainNumberWithoutAddress { .. } => "S026",
            Self::BadYear { .. } => "S027",
            Self::UnknownId { .. } => "S030",
            Self::InheritanceLoop { .. } => "S031",
            Self::NothingToRemove { .. } => "S032",
            Self::ParameterUnused { .. } => "S033",
            Self::ParameterUnitsDisagree { .. } => "S034",
            Self::ChainNeverEnds { .. } => "S035",
            Self::ReferenceLoop { .. } => "S036",
            Self::ReservedId { .. } => "S037",
            Self::NotUncertain { .. } => "S038",
            Self::SharesDoNotSum { .. } => "S040",
            Self::SharesAboveOne { .. } => "S041",
            Self::PiecesOutOfOrder { .. } => "S042",
            Self::PriceYearWithoutIndex { .. } => "S043",
            Self::NothingHappens { .. } => "S044",
            Self::CorrelationImpossible { .. } => "S045",
            Self::LedgerAccountsSame { .. } => "S046",
            Self::BeyondHorizon { .. } => "S047",
            Self::StockNeedsInflow => "S048",
            Self::NoPermanentExit { .. } => "S049",
            Self::EndlessMoves { .. } => "S050",
            Self::OverCapacity { .. } => "S051",
            Self::TooMuchWork { .. } => "S052",
            Self::RestlessHouseholds { .. } => "S053",
            Self::AboveMost { .. } => "S054",
            Self::DocumentedDoesNotFit { .. } => "S055",
            Self::DocumentedKeyUnused { .. } => "S056",
            Self::NotRising { .. } => "S057",
            Self::LongerThanItsDays { .. } => "S058",
            Self::NeverOpen { .. } => "S059",
            Self::StockDrifts { .. } => "W001",
            Self::EffectOutsidePrior { .. } => "W002",
            Self::SourceUnused { .. } => "W003",
            Self::MinutesDoNotQueue { .. } => "W004",
        }
    }
}
