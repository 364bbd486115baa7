//! Two designs side by side: what differs, and what each difference does to the answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::comparison::Perspective;
use crate::results::run::{AdjustmentsOn, Stopped};
use crate::results::spread::Spread;
use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const DIFF_FORMAT: u32 = 1;

/// What a planner can change about a design.
///
/// In the order in which levers are switched.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum LeverKind {
    /// Which steps intake has; everything about them where these are not the same.
    IntakeSteps,
    /// Waits in intake.
    IntakeWaits,
    /// Households lost between authorities, withdrawn or refused in intake.
    IntakeLosses,
    /// Who goes through a step, what is paid and how much people search for work meanwhile.
    IntakeRules,
    /// Staff time and slots of intake steps.
    IntakeWork,
    /// Weights in the choice.
    Menu,
    /// How much personal fit counts, in the choice and for the outcome.
    Fit,
    /// A programme around the interventions.
    Programme,
    /// Places in interventions.
    Places,
    /// Slots of staff pools.
    Slots,
    /// Reviews.
    Reviews,
    /// An effect on hazards; one lever for each id.
    Effect,
    /// How the first time after go-live differs.
    Transition,
    /// The risk that the design is no longer run as designed.
    Discontinuation,
    /// Which cases are treated.
    Treated,
    /// Which month the design goes live.
    GoLive,
    /// Ramp-up, and volume against plan.
    Volume,
    /// How many apply.
    Entry,
    /// Staff posts; one lever for each id.
    Posts,
    /// A set-up cost; one lever for each id.
    SetUp,
    /// A running cost; one lever for each id.
    Running,
}

/// Levers that belong together, where there are too many to switch each in every order.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// From application to the first choice.
    WayIn,
    /// What is offered, how it is chosen, how much of it there is.
    Choice,
    /// Reviews.
    Reviews,
    /// Effects on hazards, how they begin and the risk that they end.
    Effects,
    /// Whom the design reaches, and when.
    Reach,
    /// Staff posts, set-up and running cost.
    Cost,
}

impl LeverKind {
    /// Returns the theme it belongs to.
    pub fn theme(self) -> Theme {
        match self {
            Self::IntakeSteps
            | Self::IntakeWaits
            | Self::IntakeLosses
            | Self::IntakeRules
            | Self::IntakeWork => Theme::WayIn,
            Self::Menu | Self::Fit | Self::Programme | Self::Places | Self::Slots => Theme::Choice,
            Self::Reviews => Theme::Reviews,
            Self::Effect | Self::Transition | Self::Discontinuation => Theme::Effects,
            Self::Treated | Self::GoLive | Self::Volume | Self::Entry => Theme::Reach,
            Self::Posts | Self::SetUp | Self::Running => Theme::Cost,
        }
    }
}

/// One lever: a kind, and an id where each id is a lever of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct LeverName {
    /// Its kind.
    pub kind: LeverKind,
    /// Id of the effect, post or cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A key that is written differently.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The key as ids and keys below the design, joined by dots.
    pub path: String,
    /// What the first design has there, as JSON; none where it has nothing.
    pub from: Option<serde_json::Value>,
    /// What the second design has there.
    pub to: Option<serde_json::Value>,
    /// Whether the same is written in both, but as two uncertain numbers, each with a value of its own in every draw.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_another_uncertain_number: bool,
}

/// How far the answer moves: second less first, paired draw by draw with the same luck.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Moves {
    /// Present value of the net saving against `today` at the headline month, SEK, by perspective.
    pub net: Vec<(Perspective, Spread)>,
    /// Extra households in job or studies in the headline month, before displacement.
    pub extra_self_support: Spread,
    /// Household-months with payment that are saved.
    pub months_with_payment_saved: Spread,
}

/// One lever of the waterfall.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeverStep {
    /// What is switched; more than one where the designs between them could not be run.
    pub levers: Vec<LeverName>,
    /// What differs.
    pub changes: Vec<Change>,
    /// What switching it does, with every lever above it switched already.
    pub step: Moves,
    /// The design so far against `today`.
    pub reached: Moves,
}

/// The part of the whole difference that one group of levers has, whatever the order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct OrderFreePart {
    /// What is switched together.
    pub levers: Vec<LeverName>,
    /// Their themes, where levers are grouped by theme.
    pub themes: Vec<Theme>,
    /// Its Shapley value: the mean of what switching it does over every order of switching.
    pub share: Moves,
    /// What switching it first does.
    pub first: Moves,
    /// What switching it last does.
    pub last: Moves,
}

/// A design that is held against the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DiffDesign {
    /// Its id.
    pub id: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// The design against `today`.
    pub answer: Moves,
}

/// What was run, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DiffRun {
    /// Title of the scenario.
    pub title: Bilingual,
    /// SHA-256 of the resolved scenario, in hexadecimal.
    pub scenario_hash: String,
    /// Version of the program.
    pub program_version: String,
    /// The seed.
    pub seed: u64,
    /// Draws made; none where nothing differs.
    pub draws: u64,
    /// Draws asked for.
    pub draws_asked: u64,
    /// Why the run ended.
    pub stopped: Stopped,
    /// The month all figures refer to, counted from the start (the last one).
    pub headline_month: u32,
    /// In whose prices present values are.
    pub price_year: i32,
    /// Which adjustments are on.
    pub adjustments: AdjustmentsOn,
    /// How many designs were simulated beside `today`.
    pub designs_simulated: u32,
}

/// Two designs side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diff {
    /// Version of this form.
    pub utfall_diff: u32,
    /// What was run, and how.
    pub run: DiffRun,
    /// The first design.
    pub from: DiffDesign,
    /// The second design.
    pub to: DiffDesign,
    /// The second less the first.
    pub whole: Moves,
    /// Levers switched one at a time, from the first design to the second; empty where nothing differs.
    pub steps: Vec<LeverStep>,
    /// Shapley values, in the order of the levers; empty where they were not asked for or could not be run.
    pub order_free: Vec<OrderFreePart>,
}

/// Returns the JSON Schema of the JSON form of [`Diff`].
pub fn diff_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Diff);
    let title = format!("Utfall diff, version {DIFF_FORMAT}");
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
