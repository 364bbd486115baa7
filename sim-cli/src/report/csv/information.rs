//! Facts of what it is worth to know more: `kind` holds `option`, `everything`, the address of a number,
//! `theme:` or `grade:`, and of a study `study_50` after its number of households.

use sim_core::results::information::{
    Information, InformationSeen, InformationValue, NumberGroup, Trust,
};

use crate::report::csv_rows::{Of, Rows};

/// Writes what it is worth to know more.
pub fn write(rows: &mut Rows, found: &Information) -> Result<(), csv::Error> {
    let whole = Of {
        section: "information",
        ..Of::default()
    };
    rows.fact(&whole, "draws", found.draws)?;
    for seen in &found.seen {
        let of = Of {
            perspective: seen.perspective.word(),
            ..whole.clone()
        };
        one(rows, &of, seen)?;
    }
    Ok(())
}

fn one(rows: &mut Rows, of: &Of, seen: &InformationSeen) -> Result<(), csv::Error> {
    for option in &seen.options {
        let of = Of {
            design: option.design.clone(),
            ..of.kind("option")
        };
        rows.estimate(&of, "net_sek", &option.net_sek)?;
        rows.estimate(&of, "best_share", &option.best_share)?;
        rows.fact(&of, "expected_loss_sek", option.expected_loss_sek)?;
    }
    let all = of.kind("everything");
    worth(rows, &all, &seen.perfect)?;
    if let Some(most) = &seen.at_most_sek {
        rows.estimate(&all, "at_most_sek", most)?;
    }
    rows.estimate(&all, "knowable_share", &seen.knowable_share)?;
    for number in &seen.numbers {
        worth(rows, &of.kind(&number.address), &number.worth)?;
    }
    for group in &seen.groups {
        let kind = match group.group {
            NumberGroup::Theme(theme) => format!("theme:{}", theme.word()),
            NumberGroup::Grade(grade) => {
                format!("grade:{}", grade.map_or("none", |grade| grade.word()))
            }
        };
        rows.fact(&of.kind(&kind), "numbers", group.numbers)?;
        worth(rows, &of.kind(&kind), &group.worth)?;
    }
    for study in &seen.studies {
        for size in &study.sizes {
            let of = Of {
                account: study.address.clone(),
                ..of.kind(&format!("study_{}", size.n))
            };
            worth(rows, &of, &size.worth)?;
        }
    }
    Ok(())
}

/// Writes a worth, how exact it is and whether it can be relied on.
pub fn worth(rows: &mut Rows, of: &Of, worth: &InformationValue) -> Result<(), csv::Error> {
    rows.fact(of, "worth_sek", worth.sek)?;
    rows.fact(of, "worth_sek_mc_se", worth.mc_se)?;
    rows.fact(of, "at_least_sek", worth.at_least_sek)?;
    rows.fact(of, "predicted_share", worth.predicted_share)?;
    rows.fact(of, "residual_trend", worth.residual_trend)?;
    let trust = match worth.trust {
        Trust::Yes => "yes",
        Trust::TooFewDraws { .. } => "too_few_draws",
        Trust::PoorFit => "poor_fit",
    };
    rows.fact(of, "trust", trust)?;
    match worth.trust {
        Trust::TooFewDraws { draws_needed } => rows.fact(of, "draws_needed", draws_needed),
        _ => Ok(()),
    }
}
