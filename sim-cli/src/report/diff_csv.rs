//! Two designs side by side as a table with one fact a row.
//!
//! Columns: part, position, levers, measure, mean, mc_se, sd, p05, p10, p50, p90, p95. Levers are those of
//! the JSON form, `kind` or `kind.id`, joined by `+`. Numbers have a point and no spaces.

use sim_core::results::comparison::Perspective;
use sim_core::results::diff::{Diff, LeverName, Moves};
use sim_core::results::spread::Spread;

use crate::error::Failure;

const HEADER: [&str; 12] = [
    "part", "position", "levers", "measure", "mean", "mc_se", "sd", "p05", "p10", "p50", "p90",
    "p95",
];

struct Rows(csv::Writer<Vec<u8>>);

/// Returns the diff as CSV.
///
/// # Errors
///
/// `Failure::Broken` where it cannot be written; that is a fault of the program.
pub fn write(diff: &Diff) -> Result<String, Failure> {
    let broken = |why: String| Failure::Broken(why);
    let mut rows = Rows(csv::Writer::from_writer(Vec::new()));
    rows.all(diff).map_err(|why| broken(why.to_string()))?;
    let bytes = rows.0.into_inner().map_err(|why| broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| broken(why.to_string()))
}

impl Rows {
    fn all(&mut self, diff: &Diff) -> Result<(), csv::Error> {
        self.0.write_record(HEADER)?;
        self.moves(("from", 0), &diff.from.id, &diff.from.answer)?;
        for (at, step) in diff.steps.iter().enumerate() {
            let levers = joined(&step.levers);
            self.moves(("step", at + 1), &levers, &step.step)?;
            self.moves(("reached", at + 1), &levers, &step.reached)?;
        }
        self.moves(("to", 0), &diff.to.id, &diff.to.answer)?;
        self.moves(("whole", 0), "", &diff.whole)?;
        for (at, part) in diff.order_free.iter().enumerate() {
            let levers = joined(&part.levers);
            self.moves(("shapley", at + 1), &levers, &part.share)?;
            self.moves(("first", at + 1), &levers, &part.first)?;
            self.moves(("last", at + 1), &levers, &part.last)?;
        }
        Ok(())
    }

    fn moves(
        &mut self,
        (part, position): (&str, usize),
        levers: &str,
        moves: &Moves,
    ) -> Result<(), csv::Error> {
        let position = match position {
            0 => String::new(),
            at => at.to_string(),
        };
        let nets = moves.net.iter().map(|(who, net)| (net_of(*who), *net));
        let people = [
            ("extra_self_support", moves.extra_self_support),
            ("months_with_payment_saved", moves.months_with_payment_saved),
        ];
        for (measure, spread) in nets.chain(people) {
            let mut record = vec![
                part.to_owned(),
                position.clone(),
                levers.to_owned(),
                measure.to_owned(),
            ];
            record.extend(figures(spread).map(|figure| figure.to_string()));
            self.0.write_record(record)?;
        }
        Ok(())
    }
}

fn figures(spread: Spread) -> [f64; 8] {
    [
        spread.mean,
        spread.mc_se,
        spread.sd,
        spread.p05,
        spread.p10,
        spread.p50,
        spread.p90,
        spread.p95,
    ]
}

fn net_of(who: Perspective) -> &'static str {
    match who {
        Perspective::Municipality => "net_municipality_sek",
        Perspective::PublicSector => "net_public_sector_sek",
        Perspective::Society => "net_society_sek",
    }
}

fn joined(levers: &[LeverName]) -> String {
    let names = levers.iter().map(|lever| {
        let kind = serde_json::to_value(lever.kind).unwrap_or_default();
        let kind = kind.as_str().unwrap_or_default().to_owned();
        match &lever.id {
            Some(id) => format!("{kind}.{id}"),
            None => kind,
        }
    });
    names.collect::<Vec<String>>().join("+")
}
