//! What can be wrong, with the blanks of the sentences about it.

use crate::diagnostic::kinds::{DistributionRule, Kind, Named, NumberHabit, Unreadable, WorkKind};
use crate::units::UnitKind;

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
