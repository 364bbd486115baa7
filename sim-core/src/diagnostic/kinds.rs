//! What a problem can be about: kinds of values, names, habits, rules, texts.

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
