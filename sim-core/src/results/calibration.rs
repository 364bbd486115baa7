//! What facts say about chosen uncertain numbers: a posterior, how far it can be relied on, and what to write.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::run::Stopped;
use crate::scenario::documented::CountedUnit;
use crate::scenario::facts::{FactQuantity, Population};
use crate::scenario::number::Grade;
use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const CALIBRATION_FORMAT: u32 = 1;

/// What was run, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationRun {
    /// Title of the scenario.
    pub title: Bilingual,
    /// SHA-256 of the resolved scenario, in hexadecimal.
    pub scenario_hash: String,
    /// Version of the program.
    pub program_version: String,
    /// The seed.
    pub seed: u64,
    /// Sets of values that were tried.
    pub draws: u64,
    /// Sets of values asked for.
    pub draws_asked: u64,
    /// Cohorts of households simulated for each set.
    pub cohorts: u32,
    /// Why the run ended.
    pub stopped: Stopped,
    /// Facts that expected values stand for instead of cohorts.
    pub exact_facts: Vec<String>,
    /// Uncertain numbers that were not calibrated; they vary as the scenario says.
    pub others: u32,
    /// In whose prices amounts are.
    pub price_year: i32,
}

/// What is known of one number, before or after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Known {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// 5th percentile.
    pub p05: f64,
    /// 25th percentile.
    pub p25: f64,
    /// Median.
    pub p50: f64,
    /// 75th percentile.
    pub p75: f64,
    /// 95th percentile.
    pub p95: f64,
    /// Probability of each of the bins between the number's `edges`.
    pub bins: Vec<f64>,
}

/// A number that was calibrated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibratedNumber {
    /// Where it was written.
    pub address: String,
    /// What readers call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Bilingual>,
    /// The table it is written in.
    pub table: String,
    /// Its key in the table; empty where the table is the number.
    pub key: String,
    /// Whether the table is one of several with ids, and must say that it changes one.
    pub is_override: bool,
    /// Its unit.
    pub unit: String,
    /// Its price year, where it states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year: Option<i32>,
    /// Borders of the bins of the two distributions.
    pub edges: Vec<f64>,
    /// As the scenario has it.
    pub prior: Known,
    /// When the facts are in.
    pub posterior: Known,
    /// Posterior over prior standard deviation, on the scale on which the prior is normal.
    pub sd_ratio: f64,
    /// Divergence of Kullback and Leibler of the posterior from the prior on that scale, both taken as normal.
    pub divergence: f64,
    /// Whether the facts say anything of it by itself.
    pub is_identified: bool,
    /// Its grade in the scenario.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade_before: Option<Grade>,
    /// The grade it is written with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<Grade>,
}

/// A rank correlation of two calibrated numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RankPair {
    /// Addresses.
    pub between: [String; 2],
    /// In the scenario.
    pub before: f64,
    /// When the facts are in.
    pub after: f64,
}

/// A correlation to be written into the scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WrittenPair {
    /// Its id.
    pub id: String,
    /// Whether it takes the place of one of the same id.
    pub is_override: bool,
    /// What it is between, as the scenario writes it.
    pub between: [String; 2],
    /// The rank correlation.
    pub rank: f64,
}

/// What the model expects of a fact's figure, chance and the fact's own error included.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FactPredicted {
    /// Mean.
    pub mean: f64,
    /// 5th percentile.
    pub p05: f64,
    /// Median.
    pub p50: f64,
    /// 95th percentile.
    pub p95: f64,
}

/// Variances that make up what a figure may differ by from what the model expects at the true values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorParts {
    /// The fact's own standard error.
    pub stated: f64,
    /// Luck of one year's households and labour market; zero where the fact does not ask for it.
    pub luck: f64,
    /// Standard deviation from numbers that were not calibrated.
    pub others: f64,
    /// Monte Carlo error of the expected figure.
    pub monte_carlo: f64,
}

/// A fact with what the model says before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibratedFact {
    /// Its id.
    pub id: String,
    /// What readers call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Bilingual>,
    /// What it counts.
    pub quantity: FactQuantity,
    /// What it counts.
    pub unit: CountedUnit,
    /// Whom it counts.
    pub population: Population,
    /// The year it is of.
    pub year: i32,
    /// How its source counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counting_rule: Option<Bilingual>,
    /// Its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_title: Option<Bilingual>,
    /// The figure; amounts in the scenario's prices.
    pub observed: f64,
    /// What it may differ by.
    pub error: ErrorParts,
    /// What the scenario expects.
    pub prior: FactPredicted,
    /// What it expects when all facts are in.
    pub posterior: FactPredicted,
    /// What it expects when the other facts are in; none where too few points are left to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_others: Option<FactPredicted>,
    /// How many standard deviations the figure lies above what the model expects when all facts are in.
    pub residual: f64,
    /// The same against what the other facts make it expect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residual_from_others: Option<f64>,
}

/// One round of proposals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SamplingStage {
    /// Sets of values tried, this round's included.
    pub draws: u64,
    /// The power of the likelihood the round was aimed at: 0 the prior, 1 the posterior.
    pub temperature: f64,
    /// Components of the proposal besides the prior.
    pub components: u32,
    /// Effective sample size of everything so far.
    pub effective: f64,
}

/// A region that holds a part of the posterior by itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mode {
    /// Its share.
    pub share: f64,
    /// Means of the numbers in it, in their order.
    pub means: Vec<f64>,
}

/// How far the sample can be relied on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sampling {
    /// The rounds.
    pub stages: Vec<SamplingStage>,
    /// Effective sample size.
    pub effective: f64,
    /// Shape of the tail of the weights; none where there are too few or all are equal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pareto_shape: Option<f64>,
    /// Largest difference of a mean between two halves of the points, in posterior standard deviations.
    pub half_difference: f64,
    /// What that difference is up to by chance, 99 times in 100.
    pub half_difference_limit: f64,
    /// Sets of values under which the model gave no figure.
    pub impossible: u64,
    /// Whether all of this is as it should be.
    pub is_converged: bool,
    /// Separate regions, the largest first; one where there is only one.
    pub modes: Vec<Mode>,
}

/// A test by chi-square.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChiSquare {
    /// The least that was found.
    pub value: f64,
    /// Degrees of freedom.
    pub degrees: f64,
    /// Probability of as much or more where the model and all stated errors are right.
    pub p: f64,
}

/// Whether facts can be true together.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Facts and the scenario's own values against each other.
    pub with_prior: ChiSquare,
    /// Facts against each other; none for a single one, and where there are not more of them than numbers they decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub among_facts: Option<ChiSquare>,
}

/// Something to be known before the numbers are used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum CalibrationWarning {
    /// The sample cannot be relied on.
    NotConverged,
    /// The facts contradict each other.
    FactsContradict {
        /// Facts that lie furthest from what the others say.
        facts: Vec<String>,
    },
    /// The facts contradict the scenario's own values.
    FactsAgainstScenario {
        /// Facts that lie furthest from what is expected.
        facts: Vec<String>,
    },
    /// The facts say nothing of a number.
    NotIdentified {
        /// The number.
        address: String,
    },
    /// The facts say something of two numbers together, little of each.
    OnlyTogether {
        /// The numbers.
        between: [String; 2],
        /// Their rank correlation.
        rank: f64,
    },
    /// A number ends outside what the scenario held for likely.
    OutsidePrior {
        /// The number.
        address: String,
    },
    /// Two separate regions fit; a median and an interval hide that.
    SeveralModes {
        /// How many.
        modes: u32,
    },
    /// The facts are of different populations.
    MixedPopulations,
    /// A fact counts persons, and is held against households.
    PersonsAsHouseholds {
        /// The fact.
        fact: String,
    },
    /// A fact is of a year after the scenario's start, and is held against the start.
    LaterYear {
        /// The fact.
        fact: String,
        /// Its year.
        year: i32,
    },
    /// Monte Carlo error is a large part of a fact's error.
    MonteCarloError {
        /// The fact.
        fact: String,
        /// Its share of the variance.
        share: f64,
    },
    /// Correlations had to be drawn towards zero before they fitted each other.
    CorrelationsShrunk {
        /// What they were multiplied by.
        factor: f64,
    },
}

/// Uncertain numbers calibrated to facts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Calibration {
    /// Version of this form.
    pub utfall_calibration: u32,
    /// What was run, and how.
    pub run: CalibrationRun,
    /// What to know first.
    pub warnings: Vec<CalibrationWarning>,
    /// The numbers.
    pub numbers: Vec<CalibratedNumber>,
    /// Their rank correlations, each pair once.
    pub correlations: Vec<RankPair>,
    /// The facts.
    pub facts: Vec<CalibratedFact>,
    /// Whether they can be true together.
    pub agreement: Agreement,
    /// How far the sample can be relied on.
    pub sampling: Sampling,
    /// Whether the scenario has a source of the id `calibrated` already.
    pub overrides_source: bool,
    /// Correlations as they are written.
    pub written_correlations: Vec<WrittenPair>,
}

/// Returns the JSON Schema of the JSON form of [`Calibration`].
pub fn calibration_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Calibration);
    let title = format!("Utfall calibration, version {CALIBRATION_FORMAT}");
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
