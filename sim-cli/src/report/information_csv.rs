//! What knowing more is worth, and what a pilot can show, as rows for other programs.
//!
//! One figure a row. What a row is about stands in `kind` and `id`; `n` is the size of a study, or of an arm of a pilot.

use sim_core::results::Results;
use sim_core::results::information::{InformationSeen, InformationValue, NumberGroup, Trust};
use sim_core::results::pilot::{Pilot, PilotSeen, PilotShows};

use crate::error::Failure;

const HEADER: [&str; 11] = [
    "kind",
    "perspective",
    "id",
    "n",
    "months",
    "measure",
    "value",
    "mc_se",
    "at_least",
    "trust",
    "draws_needed",
];

/// One row.
#[derive(Default)]
struct Row {
    kind: &'static str,
    perspective: &'static str,
    id: String,
    n: Option<u32>,
    months: Option<u32>,
}

/// Returns the rows of the analyses that are there.
///
/// # Errors
///
/// `Failure::Broken` where the table cannot be made; that is a fault of the program.
pub fn write(results: &Results) -> Result<String, Failure> {
    let mut table = Table::new()?;
    for seen in results.information.iter().flat_map(|found| &found.seen) {
        information(&mut table, seen)?;
    }
    if let Some(found) = &results.pilot {
        pilot(&mut table, found)?;
    }
    table.finish()
}

fn information(table: &mut Table, seen: &InformationSeen) -> Result<(), Failure> {
    let perspective = seen.perspective.word();
    let row = |kind: &'static str, id: &str| Row {
        kind,
        perspective,
        id: id.to_owned(),
        ..Row::default()
    };
    for option in &seen.options {
        let of = row("option", &option.design);
        table.figure(
            &of,
            "net_sek",
            option.net_sek.value,
            Some(option.net_sek.mc_se),
        )?;
        let best = option.best_share;
        table.figure(&of, "best_share", best.value, Some(best.mc_se))?;
        table.figure(&of, "expected_loss_sek", option.expected_loss_sek, None)?;
    }
    table.worth(&row("everything", ""), &seen.perfect)?;
    if let Some(most) = seen.at_most_sek {
        table.figure(
            &row("everything", ""),
            "at_most_sek",
            most.value,
            Some(most.mc_se),
        )?;
    }
    let knowable = seen.knowable_share;
    table.figure(
        &row("everything", ""),
        "knowable_share",
        knowable.value,
        Some(knowable.mc_se),
    )?;
    for number in &seen.numbers {
        table.worth(&row("number", &number.address), &number.worth)?;
    }
    for group in &seen.groups {
        let (kind, id) = match group.group {
            NumberGroup::Theme(theme) => ("theme", theme.word()),
            NumberGroup::Grade(grade) => ("grade", grade.map_or("none", |grade| grade.word())),
        };
        table.worth(&row(kind, id), &group.worth)?;
    }
    for study in &seen.studies {
        for size in &study.sizes {
            let of = Row {
                n: Some(size.n),
                ..row("study", &study.address)
            };
            table.worth(&of, &size.worth)?;
        }
    }
    Ok(())
}

fn pilot(table: &mut Table, found: &Pilot) -> Result<(), Failure> {
    for shows in &found.shows {
        outcome(table, found, shows)?;
    }
    for seen in &found.seen {
        pilot_seen(table, found, seen)?;
    }
    Ok(())
}

fn outcome(table: &mut Table, found: &Pilot, shows: &PilotShows) -> Result<(), Failure> {
    let of = Row {
        kind: "pilot_outcome",
        id: word(&shows.outcome),
        n: Some(found.arms.0),
        months: Some(found.months),
        ..Row::default()
    };
    table.figure(&of, "today_share", shows.today_share, None)?;
    let difference = shows.difference;
    table.figure(&of, "difference", difference.mean, Some(difference.mc_se))?;
    table.figure(&of, "power", shows.power.value, Some(shows.power.mc_se))?;
    table.figure(&of, "power_by_formula", shows.power_by_formula, None)?;
    if let Some(width) = shows.interval_width {
        table.figure(&of, "interval_width", width, None)?;
    }
    let (sign, shown) = (shows.wrong_sign, shows.shown_wrong);
    table.figure(&of, "wrong_sign", sign.value, Some(sign.mc_se))?;
    table.figure(&of, "shown_wrong", shown.value, Some(shown.mc_se))?;
    match shows.detectable_difference {
        Some(least) => table.figure(&of, "detectable_difference", least, None),
        None => Ok(()),
    }
}

fn pilot_seen(table: &mut Table, found: &Pilot, seen: &PilotSeen) -> Result<(), Failure> {
    let of = |kind, (arms, months): ((u32, u32), u32)| Row {
        kind,
        perspective: seen.perspective.word(),
        id: format!("{}x{}", arms.0, arms.1),
        n: Some(arms.0),
        months: Some(months),
    };
    let own = of("pilot", (found.arms, found.months));
    table.worth(&own, &seen.worth)?;
    table.figure(&own, "net_of_cost_sek", seen.net_sek, None)?;
    let shares = [
        ("wrong_now", seen.wrong_now),
        ("wrong_after", seen.wrong_after),
        ("changes", seen.changes),
    ];
    for (measure, share) in shares {
        table.figure(&own, measure, share.value, Some(share.mc_se))?;
    }
    table.worth(
        &Row {
            id: String::new(),
            n: None,
            months: None,
            ..of("everything", (found.arms, 0))
        },
        &seen.perfect,
    )?;
    for size in &seen.sizes {
        let of = of("pilot_size", (size.arms, size.months));
        table.worth(&of, &size.worth)?;
        table.figure(&of, "cost_sek", size.cost_sek, None)?;
        table.figure(&of, "pays", f64::from(u8::from(size.pays)), None)?;
    }
    Ok(())
}

fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

struct Table(csv::Writer<Vec<u8>>);

impl Table {
    fn new() -> Result<Self, Failure> {
        let mut table = Self(csv::Writer::from_writer(Vec::new()));
        table.record(&HEADER.map(str::to_owned))?;
        Ok(table)
    }

    fn record(&mut self, cells: &[String]) -> Result<(), Failure> {
        let written = self.0.write_record(cells);
        written.map_err(|why| Failure::Broken(why.to_string()))
    }

    fn figure(
        &mut self,
        of: &Row,
        measure: &str,
        value: f64,
        mc_se: Option<f64>,
    ) -> Result<(), Failure> {
        let more = [mc_se.map(|error| error.to_string()), None, None, None];
        self.row(of, measure, value, more)
    }

    fn worth(&mut self, of: &Row, worth: &InformationValue) -> Result<(), Failure> {
        let (trust, needed) = match worth.trust {
            Trust::Yes => ("yes", None),
            Trust::PoorFit => ("poor_fit", None),
            Trust::TooFewDraws { draws_needed } => {
                ("too_few_draws", Some(draws_needed.to_string()))
            }
        };
        let more = [
            Some(worth.mc_se.to_string()),
            Some(worth.at_least_sek.to_string()),
            Some(trust.to_owned()),
            needed,
        ];
        self.row(of, "worth_sek", worth.sek, more)
    }

    fn row(
        &mut self,
        of: &Row,
        measure: &str,
        value: f64,
        more: [Option<String>; 4],
    ) -> Result<(), Failure> {
        let whole = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let mut cells = vec![
            of.kind.to_owned(),
            of.perspective.to_owned(),
            of.id.clone(),
            whole(of.n),
            whole(of.months),
            measure.to_owned(),
            value.to_string(),
        ];
        cells.extend(more.map(Option::unwrap_or_default));
        self.record(&cells)
    }

    fn finish(self) -> Result<String, Failure> {
        let bytes = self.0.into_inner();
        let bytes = bytes.map_err(|why| Failure::Broken(why.to_string()))?;
        String::from_utf8(bytes).map_err(|why| Failure::Broken(why.to_string()))
    }
}
