//! Facts of the break-even.
//!
//! Where a number was moved, `kind` holds what was moved or the value it had: `limit_0.5`, `at_12`; on a
//! map of two numbers `at_12_0.4`, and `boundary_0.5_0.4` where the second is 0.4.

use sim_core::results::break_even::{
    BreakEven, BreakEvenAnswer, BreakEvenAt, BreakEvenMap, BreakEvenSeen, LeverRange, MapSeen,
};

use crate::report::csv_rows::{Of, Rows};

/// Writes what a lever must be.
pub fn write(rows: &mut Rows, found: &BreakEven) -> Result<(), csv::Error> {
    let whole = Of {
        section: "break_even",
        ..Of::default()
    };
    rows.fact(&whole, "draws", found.draws)?;
    rows.fact(&whole, "values_tried", found.values_tried)?;
    for one in &found.levers {
        lever(rows, &whole, one)?;
    }
    for design in &found.designs {
        for seen in &design.seen {
            let of = Of {
                design: design.design.clone(),
                perspective: seen.perspective.word(),
                ..whole.clone()
            };
            limits_and_points(rows, &of, seen)?;
        }
    }
    match &found.map {
        Some(known) => map(rows, &whole, known),
        None => Ok(()),
    }
}

/// Writes between which values a number was moved.
pub fn lever(rows: &mut Rows, of: &Of, lever: &LeverRange) -> Result<(), csv::Error> {
    let of = of.kind(&lever.path);
    rows.fact(&of, "from", lever.from)?;
    rows.fact(&of, "to", lever.to)?;
    rows.fact(&of, "written", lever.written)?;
    for (name, end) in ["written_p05", "written_p95"]
        .into_iter()
        .zip(lever.p05_p95.iter().flatten())
    {
        rows.fact(&of, name, end)?;
    }
    Ok(())
}

fn limits_and_points(rows: &mut Rows, of: &Of, seen: &BreakEvenSeen) -> Result<(), csv::Error> {
    for at in &seen.at {
        limit(rows, of, at)?;
    }
    for point in &seen.points {
        let of = of.kind(&format!("at_{}", point.value));
        rows.spread(&of, "net_sek", &point.net)?;
        rows.estimate(&of, "saving_probability", &point.saving_probability)?;
    }
    Ok(())
}

fn limit(rows: &mut Rows, of: &Of, at: &BreakEvenAt) -> Result<(), csv::Error> {
    let of = of.kind(&format!("limit_{}", at.probability));
    let answer = match at.answer {
        BreakEvenAnswer::Crosses => "crosses",
        BreakEvenAnswer::Always => "always",
        BreakEvenAnswer::Never => "never",
        BreakEvenAnswer::TooFewDraws => "too_few_draws",
    };
    rows.fact(&of, "answer", answer)?;
    rows.fact(&of, "is_clear", at.is_clear)?;
    if let Some(needed) = at.draws_needed {
        rows.fact(&of, "draws_needed", needed)?;
    }
    for crossing in &at.crossings {
        rows.fact(&of, "value", crossing.value)?;
        for (name, end) in [("low", crossing.low), ("high", crossing.high)] {
            if let Some(end) = end {
                rows.fact(&of, name, end)?;
            }
        }
    }
    Ok(())
}

fn map(rows: &mut Rows, whole: &Of, map: &BreakEvenMap) -> Result<(), csv::Error> {
    rows.fact(&whole.kind("map"), "draws", map.draws)?;
    for design in &map.designs {
        for seen in &design.seen {
            let of = Of {
                design: design.design.clone(),
                perspective: seen.perspective.word(),
                ..whole.clone()
            };
            cells(rows, &of, (map, seen))?;
        }
    }
    Ok(())
}

fn cells(
    rows: &mut Rows,
    of: &Of,
    (map, seen): (&BreakEvenMap, &MapSeen),
) -> Result<(), csv::Error> {
    for (row, second) in map.second_values.iter().enumerate() {
        for (column, first) in map.first_values.iter().enumerate() {
            let of = of.kind(&format!("at_{first}_{second}"));
            let share = seen.saving_probability[row][column];
            rows.fact(&of, "saving_probability", share)?;
            rows.fact(&of, "net_sek_p50", seen.median_sek[row][column])?;
        }
        for boundary in &seen.boundaries {
            let of = of.kind(&format!("boundary_{}_{second}", boundary.probability));
            for first in boundary.first.get(row).into_iter().flatten() {
                rows.fact(&of, "first_value", first)?;
            }
        }
    }
    Ok(())
}
