//! Facts of the break-even and of the choice.
//!
//! Where a number was moved, `kind` holds what was moved or the value it had: `limit_0.5`, `at_12`.

use sim_core::results::break_even::{BreakEven, BreakEvenAnswer, BreakEvenSeen};
use sim_core::results::choice::Choice;

use crate::report::csv::{Of, Rows};

impl Rows {
    /// Writes what a lever must be.
    pub(super) fn break_even(&mut self, found: &BreakEven) -> Result<(), csv::Error> {
        let whole = Of {
            section: "break_even",
            ..Of::default()
        };
        for lever in &found.levers {
            let of = whole.kind(&lever.path);
            self.fact(&of, "from", lever.from)?;
            self.fact(&of, "to", lever.to)?;
            self.fact(&of, "written", lever.written)?;
        }
        for design in &found.designs {
            for seen in &design.seen {
                let of = Of {
                    design: design.design.clone(),
                    perspective: seen.perspective.word(),
                    ..whole.clone()
                };
                self.limits_and_points(&of, seen)?;
            }
        }
        let Some(map) = &found.map else {
            return Ok(());
        };
        for design in &map.designs {
            for seen in &design.seen {
                let of = Of {
                    design: design.design.clone(),
                    perspective: seen.perspective.word(),
                    ..whole.clone()
                };
                for (row, second) in map.second_values.iter().enumerate() {
                    for (column, first) in map.first_values.iter().enumerate() {
                        let of = of.kind(&format!("at_{first}_{second}"));
                        let share = seen.saving_probability[row][column];
                        self.fact(&of, "saving_probability", share)?;
                        self.fact(&of, "net_sek_p50", seen.median_sek[row][column])?;
                    }
                }
            }
        }
        Ok(())
    }

    fn limits_and_points(&mut self, of: &Of, seen: &BreakEvenSeen) -> Result<(), csv::Error> {
        for at in &seen.at {
            let of = of.kind(&format!("limit_{}", at.probability));
            let answer = match at.answer {
                BreakEvenAnswer::Crosses => "crosses",
                BreakEvenAnswer::Always => "always",
                BreakEvenAnswer::Never => "never",
                BreakEvenAnswer::TooFewDraws => "too_few_draws",
            };
            self.fact(&of, "answer", answer)?;
            for crossing in &at.crossings {
                self.fact(&of, "value", crossing.value)?;
                for (name, end) in [("low", crossing.low), ("high", crossing.high)] {
                    if let Some(end) = end {
                        self.fact(&of, name, end)?;
                    }
                }
            }
        }
        for point in &seen.points {
            let of = of.kind(&format!("at_{}", point.value));
            self.spread(&of, "net_sek", &point.net)?;
            self.estimate(&of, "saving_probability", &point.saving_probability)?;
        }
        Ok(())
    }

    /// Writes which way of working to choose.
    pub(super) fn choice(&mut self, choice: &Choice) -> Result<(), csv::Error> {
        let of = |design: &str, kind: &str| Of {
            section: "choice",
            design: design.to_owned(),
            perspective: choice.perspective.word(),
            kind: kind.to_owned(),
            ..Of::default()
        };
        for one in &choice.ranked {
            let of = of(&one.design, "rank");
            self.estimate(&of, "net_sek", &one.net)?;
            self.estimate(&of, "behind_best_sek", &one.behind_best)?;
            self.estimate(&of, "best_probability", &one.best_probability)?;
            if let Some(given) = &one.best_given_numbers {
                self.estimate(&of, "best_given_numbers", given)?;
            }
            self.estimate(&of, "regret_sek", &one.regret)?;
        }
        for one in &choice.dominance {
            self.fact(&of(&one.better, "dominates"), &one.worse, 1)?;
        }
        let curves = &choice.acceptability;
        for one in &curves.designs {
            for (price, share) in curves.prices_sek.iter().zip(&one.best_probability) {
                let of = of(&one.design, &format!("price_{price}"));
                self.fact(&of, "best_probability", share)?;
            }
        }
        for row in &choice.pareto {
            let of = of(&row.design, "weighed");
            self.estimate(&of, "municipality_sek", &row.municipality)?;
            self.estimate(&of, "public_sector_sek", &row.public_sector)?;
            self.estimate(&of, "extra_self_support", &row.extra_self_support)?;
            self.estimate(&of, "worst_tenth_sek", &row.worst_tenth)?;
        }
        if let Some(search) = &choice.search {
            for (at, one) in search.best.iter().enumerate() {
                let of = of(&search.design, &format!("found_{}", at + 1));
                for (lever, value) in search.levers.iter().zip(&one.values) {
                    self.fact(&of, &lever.path, value)?;
                }
                for (who, net) in &one.net {
                    self.estimate(&of, &format!("net_{}_sek", who.word()), net)?;
                }
                self.estimate(&of, "cost_sek", &one.cost_sek)?;
            }
        }
        Ok(())
    }
}
