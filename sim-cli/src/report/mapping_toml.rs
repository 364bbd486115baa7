//! A mapping file to fill in: the columns that were found, and the reasons for closing with how often each occurs.

use sim_core::records::mapping::RowKind;

use crate::records::{Field, Template};
use crate::texts::reasons::to_fill_in;
use crate::texts::{Lang, fit as say};
use crate::toml_text::quoted;

/// Returns the whole file.
pub fn write(lang: Lang, found: &Template) -> String {
    let mut text = format!("# {}\n\n", say::mapping_head(lang));
    text.push_str(&format!(
        "rows = {}  # {}\n",
        quoted(found.rows.word()),
        say::mapping_rows(lang)
    ));
    for (field, column) in &found.columns {
        let (key, remark) = key(*field, lang);
        let off = if column.is_some() { "" } else { "# " };
        let name = quoted(column.as_deref().unwrap_or_default());
        let value = match field {
            Field::Segment => format!("[{name}]"),
            _ => name,
        };
        text.push_str(&format!("{off}{key} = {value}{remark}\n"));
    }
    let names: Vec<String> = found.names.iter().map(|name| quoted(name)).collect();
    text.push_str(&format!(
        "# {}\n",
        say::columns_there(lang, &names.join(", "))
    ));
    text.push_str(&format!(
        "# from = \"2020-01-01\"  # {}\n",
        say::mapping_from(lang)
    ));
    text.push_str(&format!(
        "# to = \"2024-12-31\"  # {}\n",
        say::mapping_to(lang)
    ));
    text.push_str(&format!(
        "merge_gaps_days = 0  # {}\n",
        say::mapping_gaps(lang)
    ));
    text.push_str(&format!(
        "model = \"best\"  # {}\n",
        say::mapping_model(lang)
    ));
    if found.rows == RowKind::Cases {
        let head = say::mapping_reasons(lang);
        text.push_str(&format!("\n# {head}\n{}", to_fill_in(lang, &found.words)));
    }
    text
}

fn key(field: Field, lang: Lang) -> (&'static str, String) {
    let remark = |text: String| format!("  # {text}");
    match field {
        Field::Household => ("household", remark(say::mapping_household(lang))),
        Field::Application => ("application", String::new()),
        Field::Decision => ("decision", String::new()),
        Field::Start => ("start", remark(say::mapping_start(lang))),
        Field::End => ("end", remark(say::mapping_end(lang))),
        Field::Reason => ("reason", String::new()),
        Field::Paid => ("paid_sek", String::new()),
        Field::Month => ("month", String::new()),
        Field::Segment => ("segment", remark(say::mapping_segment(lang))),
    }
}
