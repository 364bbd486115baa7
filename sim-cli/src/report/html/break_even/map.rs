//! The map of two numbers: a picture for each perspective, and its cells as a table.

use maud::{Markup, html};
use sim_core::results::break_even::{BreakEven, BreakEvenMap, LeverRange, MapDesign, MapSeen};

use crate::report::break_even::{Words, money_step_of};
use crate::report::charts::map::{Field, draw_map};
use crate::report::charts::svg::Told;
use crate::report::html::break_even::heading;
use crate::report::html::paper::{Paper, cut, figure};
use crate::report::html::table::Table;
use crate::report::lever_value;
use crate::texts::{break_even as say, names};

/// Returns the map of a design.
pub fn of_map(
    paper: &Paper<'_>,
    words: &Words<'_>,
    (map, design): (&BreakEvenMap, &MapDesign),
) -> Markup {
    let pictures = html! {
        div.pair {
            @for seen in &design.seen {
                div.side { (one_map(paper, words.found, map, (&design.design, seen))) }
            }
        }
    };
    let caption = html! { (words.map_note(map)) };
    let cells = design.seen.iter();
    let tables: Vec<Table> = cells
        .map(|seen| cells_of_map(paper, words, map, (&design.design, seen)))
        .collect();
    html! {
        (heading(paper, &design.design))
        (figure(paper.lang, &pictures, &caption, &tables))
    }
}

/// The chance in each cell of a map, and below it the middle outcome.
fn cells_of_map(
    paper: &Paper<'_>,
    words: &Words<'_>,
    map: &BreakEvenMap,
    (design, seen): (&str, &MapSeen),
) -> Table {
    let lang = paper.lang;
    let who = names::perspective(lang, seen.perspective);
    let id = format!(
        "break-even-{}-map-{}-table",
        paper.position(design),
        seen.perspective.word()
    );
    let middles: Vec<f64> = seen.median_sek.iter().flatten().copied().collect();
    let step = money_step_of(&middles);
    let [first, second] = words.found.levers.as_slice() else {
        return Table::new(id, "");
    };
    let caption = say::map_table(lang, who, paper.numbers.unit(step));
    let columns = map.first_values.iter();
    let heads = columns.map(|value| lever_value::value(paper.numbers, first, *value));
    let mut table = Table::new(id, caption).head(std::iter::once(String::new()).chain(heads));
    let rows = map.second_values.iter().zip(&seen.saving_probability);
    for ((second_value, shares), middles) in rows.zip(&seen.median_sek) {
        let name = lever_value::value(paper.numbers, second, *second_value);
        let cells = shares.iter().zip(middles).map(|(share, middle)| {
            let middle = paper.numbers.in_step(*middle, step);
            html! { (paper.numbers.percent(*share, 0)) small { (middle) } }
        });
        table.row(name, cells);
    }
    table
}

fn one_map(
    paper: &Paper<'_>,
    found: &BreakEven,
    map: &BreakEvenMap,
    (design, seen): (&str, &MapSeen),
) -> Markup {
    let lang = paper.lang;
    let [first, second] = found.levers.as_slice() else {
        return html! {};
    };
    let shown = |lever: &LeverRange, values: &[f64]| -> Vec<String> {
        let values = values.iter();
        values
            .map(|value| lever_value::figure(paper.numbers, lever, *value))
            .collect()
    };
    let place = |value: f64| {
        let values = &map.first_values;
        let after = values
            .partition_point(|known| *known < value)
            .clamp(1, values.len().max(2) - 1);
        let (low, high) = (values[after - 1], values[after]);
        (after - 1) as f64 + (value - low) / (high - low)
    };
    let half = seen.boundaries.iter().find(|one| one.probability == 0.5);
    let crossed = half.map(|half| {
        let rows = half.first.iter();
        rows.map(|row| row.iter().map(|value| place(*value)).collect())
            .collect()
    });
    let names_of = [first, second].map(|lever| lever_value::name(lang, paper.results, lever));
    let [first_name, second_name] = names_of;
    let field = Field {
        columns: shown(first, &map.first_values),
        rows: shown(second, &map.second_values),
        shares: seen.saving_probability.clone(),
        crossed: crossed.unwrap_or_default(),
        names: (cut(&first_name, 44), cut(&second_name, 44)),
    };
    let who = names::perspective(lang, seen.perspective);
    let told = Told {
        id: format!(
            "break-even-{}-map-{}",
            paper.position(design),
            seen.perspective.word()
        ),
        title: say::map_title(lang, who),
        text: say::map_text(lang, &first_name, &second_name),
    };
    html! {
        p.side-title { (told.title) }
        (draw_map(&told, &field))
    }
}
