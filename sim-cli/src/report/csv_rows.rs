//! A table with one fact a row: where a fact belongs, and the writing of figures and series.

use std::fmt::Display;

use sim_core::results::spread::{Estimate, MonthlySpread, Spread};

/// The columns.
pub const HEADER: [&str; 9] = [
    "section",
    "design",
    "perspective",
    "account",
    "kind",
    "year",
    "month",
    "measure",
    "value",
];

/// Where a fact belongs; what does not apply is empty.
#[derive(Clone, Default)]
pub struct Of {
    pub section: &'static str,
    pub design: String,
    pub perspective: &'static str,
    pub account: String,
    pub kind: String,
    pub year: String,
    pub month: String,
}

impl Of {
    pub fn year(&self, year: i32) -> Self {
        Self {
            year: year.to_string(),
            ..self.clone()
        }
    }
    pub fn month(&self, month: impl Display) -> Self {
        Self {
            month: month.to_string(),
            ..self.clone()
        }
    }
    pub fn kind(&self, kind: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            ..self.clone()
        }
    }
    pub fn section(&self, section: &'static str) -> Self {
        Self {
            section,
            ..self.clone()
        }
    }
}

/// The table being written.
pub struct Rows(pub csv::Writer<Vec<u8>>);

impl Rows {
    pub fn fact(&mut self, of: &Of, measure: &str, value: impl Display) -> Result<(), csv::Error> {
        let value = value.to_string();
        self.0.write_record([
            of.section,
            &of.design,
            of.perspective,
            &of.account,
            &of.kind,
            &of.year,
            &of.month,
            measure,
            &value,
        ])
    }

    pub fn spread(&mut self, of: &Of, name: &str, spread: &Spread) -> Result<(), csv::Error> {
        let figures = [
            ("mean", spread.mean),
            ("sd", spread.sd),
            ("mc_se", spread.mc_se),
            ("p05", spread.p05),
            ("p10", spread.p10),
            ("p50", spread.p50),
            ("p90", spread.p90),
            ("p95", spread.p95),
        ];
        figures
            .into_iter()
            .try_for_each(|(figure, value)| self.fact(of, &format!("{name}_{figure}"), value))
    }

    pub fn estimate(&mut self, of: &Of, name: &str, estimate: &Estimate) -> Result<(), csv::Error> {
        self.fact(of, name, estimate.value)?;
        self.fact(of, &format!("{name}_mc_se"), estimate.mc_se)
    }

    pub fn monthly(
        &mut self,
        of: &Of,
        name: &str,
        series: &MonthlySpread,
    ) -> Result<(), csv::Error> {
        for (figure, values) in [
            ("mean", &series.mean),
            ("p10", &series.p10),
            ("p90", &series.p90),
        ] {
            self.by_month(of, &format!("{name}_{figure}"), values)?;
        }
        Ok(())
    }

    pub fn by_month(&mut self, of: &Of, measure: &str, values: &[f64]) -> Result<(), csv::Error> {
        let mut months = values.iter().enumerate();
        months.try_for_each(|(idx, value)| self.fact(&of.month(idx + 1), measure, value))
    }
}
