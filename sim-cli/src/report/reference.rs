//! The scenario reference as Markdown, in the English of the declarations.

use sim_core::read::reference::{KeyDoc, TableDoc, ValueDoc};
use sim_core::units::UnitKind;

/// Returns every table and key of a scenario file with its meaning.
pub fn markdown(tables: &[TableDoc]) -> String {
    let mut page = String::from(
        "# Scenario reference\n\nEvery table and key of a scenario file. Written by `utfall schema --reference`; \
         do not edit by hand.\n\nA *number* is plain, `{ value, source, grade }`, uncertain (`{ p05, p50, p95 }` or \
         `{ uncertain = { ... } }`), or `{ parameter = \"ID\" }`. A *varying* number may also be `{ varies = { ... } }`: \
         different from household to household.\n",
    );
    for table in tables {
        page.push_str(&section(table));
    }
    page
}

fn section(table: &TableDoc) -> String {
    let title = if table.path.is_empty() {
        "The file".to_owned()
    } else {
        format!("`{}`", table.path)
    };
    let mut text = format!("\n## {title}\n\n{} ({})\n\n", table.doc.trim(), table.name);
    text.push_str("| Key | Value | Meaning |\n|---|---|---|\n");
    for key in &table.keys {
        text.push_str(&row(key));
    }
    for group in &table.one_of {
        let keys: Vec<String> = group.iter().map(|key| format!("`{key}`")).collect();
        text.push_str(&format!("\nWrite exactly one of {}.\n", keys.join(", ")));
    }
    text
}

fn row(key: &KeyDoc) -> String {
    let must = if key.required {
        ", must be written"
    } else {
        ""
    };
    format!(
        "| `{}` | {}{must} | {} |\n",
        key.key,
        value(&key.value),
        key.doc.trim()
    )
}

fn value(doc: &ValueDoc) -> String {
    match doc {
        ValueDoc::Text => "text".to_owned(),
        ValueDoc::Title => "text, or `{ sv, en }`".to_owned(),
        ValueDoc::YesNo => "`true` or `false`".to_owned(),
        ValueDoc::WholeNumber => "whole number".to_owned(),
        ValueDoc::Month => "month, `\"2027-01\"`".to_owned(),
        ValueDoc::Reference => "id".to_owned(),
        ValueDoc::Figure => "plain number".to_owned(),
        ValueDoc::Words(words) => {
            let words: Vec<String> = words
                .iter()
                .map(|(word, _)| format!("`\"{word}\"`"))
                .collect();
            words.join(", ")
        }
        ValueDoc::Number(unit) => format!("number, {}", unit_word(*unit)),
        ValueDoc::Varying(unit) => format!("varying number, {}", unit_word(*unit)),
        ValueDoc::Table(name) => format!("table {name}"),
        ValueDoc::ById(inner) => format!("by id: {}", value(inner)),
        ValueDoc::List(inner) => format!("list of: {}", value(inner)),
    }
}

fn unit_word(unit: UnitKind) -> &'static str {
    match unit {
        UnitKind::Share => "share 0 to 1",
        UnitKind::Ratio => "factor, 0 or more",
        UnitKind::Days => "days",
        UnitKind::Months => "months",
        UnitKind::Years => "years",
        UnitKind::PerMonth => "per month",
        UnitKind::PerYear => "relative change a year",
        UnitKind::Sek => "SEK",
        UnitKind::Minutes => "minutes",
        UnitKind::Count => "how many",
        UnitKind::Fte => "full-time posts",
        UnitKind::Correlation => "-1 to 1",
        UnitKind::Plain => "any",
    }
}
