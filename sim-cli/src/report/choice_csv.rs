//! The choice as a table with one fact a row: part, design, other, measure, at, value, mc_se.
//!
//! `part` is `rank`, `dominance` (`other` is dominated), `acceptability` (`at` is the price in SEK),
//! `switch`, `pareto`, `search` (`design` is the candidate, 0 as written; `other` a lever).

use sim_core::results::choice::{Candidate, Choice, DominanceOrder, Search};
use sim_core::results::spread::Estimate;

use crate::error::Failure;

const HEADER: [&str; 7] = ["part", "design", "other", "measure", "at", "value", "mc_se"];

struct Rows(csv::Writer<Vec<u8>>);

/// Returns the choice as CSV.
///
/// # Errors
///
/// `Failure::Broken` where it cannot be written; that is a fault of the program.
pub fn write(choice: &Choice) -> Result<String, Failure> {
    let broken = |why: String| Failure::Broken(why);
    let mut rows = Rows(csv::Writer::from_writer(Vec::new()));
    rows.all(choice).map_err(|why| broken(why.to_string()))?;
    let bytes = rows.0.into_inner().map_err(|why| broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| broken(why.to_string()))
}

impl Rows {
    fn all(&mut self, choice: &Choice) -> Result<(), csv::Error> {
        self.0.write_record(HEADER)?;
        for one in &choice.ranked {
            let figures = [
                ("net_sek", one.net),
                ("behind_best_sek", one.behind_best),
                ("best_probability", one.best_probability),
                ("regret_sek", one.regret),
            ];
            for (measure, figure) in figures {
                self.row(["rank", &one.design, "", measure], None, figure)?;
            }
            if let Some(given) = one.best_given_numbers {
                let names = ["rank", &one.design, "", "best_given_numbers"];
                self.row(names, None, given)?;
            }
        }
        let again = choice.same_best_again;
        self.row(["rank", "", "", "same_best_again"], None, again)?;
        for one in &choice.dominance {
            let order = match one.order {
                DominanceOrder::First => "first_order",
                DominanceOrder::Second => "second_order",
            };
            let holds = Estimate {
                value: 1.0,
                mc_se: 0.0,
            };
            self.row(["dominance", &one.better, &one.worse, order], None, holds)?;
        }
        self.prices(choice)?;
        for row in &choice.pareto {
            let figures = [
                ("net_municipality_sek", row.municipality),
                ("net_public_sector_sek", row.public_sector),
                ("extra_self_support", row.extra_self_support),
                ("worst_tenth_sek", row.worst_tenth),
            ];
            for (measure, figure) in figures {
                let by = row.dominated_by.join("+");
                self.row(["pareto", &row.design, &by, measure], None, figure)?;
            }
        }
        choice
            .search
            .iter()
            .try_for_each(|search| self.search(search))
    }

    fn prices(&mut self, choice: &Choice) -> Result<(), csv::Error> {
        let curves = &choice.acceptability;
        for one in &curves.designs {
            for (price, share) in curves.prices_sek.iter().zip(&one.best_probability) {
                let share = Estimate {
                    value: *share,
                    mc_se: curves.mc_se,
                };
                let names = ["acceptability", &one.design, "", "best_probability"];
                self.row(names, Some(*price), share)?;
            }
        }
        for switch in &curves.switches {
            self.row(
                ["switch", &switch.design, "", "from_sek"],
                None,
                switch.from_sek,
            )?;
        }
        Ok(())
    }

    fn search(&mut self, search: &Search) -> Result<(), csv::Error> {
        for (at, one) in search.best.iter().enumerate() {
            self.candidate(search, at + 1, one)?;
        }
        let written = search.as_written.iter();
        written
            .into_iter()
            .try_for_each(|one| self.candidate(search, 0, one))
    }

    fn candidate(&mut self, search: &Search, at: usize, one: &Candidate) -> Result<(), csv::Error> {
        let name = at.to_string();
        for (lever, value) in search.levers.iter().zip(&one.values) {
            let value = Estimate {
                value: *value,
                mc_se: 0.0,
            };
            self.row(["search", &name, &lever.path, "lever"], None, value)?;
        }
        for (who, net) in &one.net {
            let measure = format!("net_{}_sek", who.word());
            self.row(["search", &name, "", &measure], None, *net)?;
        }
        let figures = [
            ("behind_best_sek", one.behind_best),
            ("saving_probability", one.saving_probability),
            ("extra_self_support", one.extra_self_support),
            ("cost_sek", one.cost_sek),
        ];
        for (measure, figure) in figures {
            self.row(["search", &name, "", measure], None, figure)?;
        }
        Ok(())
    }

    fn row(
        &mut self,
        names: [&str; 4],
        at: Option<f64>,
        figure: Estimate,
    ) -> Result<(), csv::Error> {
        let at = at.map_or_else(String::new, |at| at.to_string());
        let figures = [at, figure.value.to_string(), figure.mc_se.to_string()];
        let names = names.map(str::to_owned);
        self.0.write_record(names.iter().chain(&figures))
    }
}
