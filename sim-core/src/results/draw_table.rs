//! Every draw as a row, for analysts.

/// What a column of the table holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawColumn {
    /// Its name: the parts below that apply, joined by colons.
    pub name: String,
    /// What is measured: `draw`, `parameter`, `net_saving_present`, `net_saving_nominal`, `net_to_account_nominal`,
    /// `gain_of_account_nominal`, `self_support`, `months_with_payment`, `job_months`, `discontinued`.
    pub measure: &'static str,
    /// Under which design, or for which design against `today`.
    pub design: Option<String>,
    /// Perspective, account and kind of flow, or address of an uncertain number.
    pub of: Option<String>,
    /// Calendar year.
    pub year: Option<i32>,
    /// Month from the start that a running total or a count goes to or is taken in.
    pub month: Option<u32>,
    /// Unit: `sek`, `households`, `household_months`, `yes`, or that of the uncertain number.
    pub unit: String,
}

/// The draws of a run, column by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawTable {
    /// What each column holds.
    pub columns: Vec<DrawColumn>,
    /// `values[column][draw]`.
    pub values: Vec<Vec<f64>>,
}
