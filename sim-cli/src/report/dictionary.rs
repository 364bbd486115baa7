//! What each column of the table of draws holds, as Markdown.

use sim_core::results::draw_table::{DrawColumn, DrawTable};

use crate::texts::{Lang, dictionary as say};

/// Returns the dictionary of a table.
pub fn write(lang: Lang, table: &DrawTable) -> String {
    let mut text = format!("# {}\n\n{}\n\n", say::heading(lang), say::how_named(lang));
    text.push_str(&say::columns(lang));
    for column in &table.columns {
        text.push_str(&row(lang, column));
    }
    text
}

fn row(lang: Lang, column: &DrawColumn) -> String {
    let number = |it: Option<String>| it.unwrap_or_default();
    format!(
        "| `{}` | {} | {} | {} | {} | {} | {} |\n",
        column.name,
        say::measure(lang, column.measure),
        number(column.design.clone()),
        number(column.of.clone()),
        number(column.year.map(|year| year.to_string())),
        number(column.month.map(|month| month.to_string())),
        say::unit(lang, &column.unit),
    )
}
