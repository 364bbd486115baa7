//! Made-up cases as a Swedish case system would write them, and the mapping that reads them.

use sim_core::engine::cases::SimulatedCase;
use sim_core::records::dates::{day_number, iso};
use sim_core::scenario::exits::ExitKind;
use sim_core::units::DAYS_PER_MONTH;

use crate::texts::{Lang, fit as say};

/// Year and month of the start, and months followed.
pub type Start = (i32, u32, usize);

fn first_day((year, month, _): Start) -> i32 {
    day_number(year, i32::try_from(month).unwrap_or(1), 1)
}

/// Returns the rows, the households in no order of when they came.
///
/// Semicolons, dates as 2024-03-01, decimal commas. `segments` are the ids that are written; none
/// leaves the column out, as a municipality does not know who is quick and who is slow.
pub fn write(cases: &[SimulatedCase], start: Start, segments: Option<&[String]>) -> String {
    let first = first_day(start);
    let day = |time: f64| iso(first + time.floor() as i32);
    let group = segments.map_or("", |_| "grupp;");
    let mut text = format!("hushåll;{group}ansökan;beslut;start;slut;avslutsorsak;utbetalt_kr\n");
    for case in cases {
        let date = |time: Option<f64>| time.map(day).unwrap_or_default();
        let group = match segments {
            Some(ids) => format!("{};", ids[case.segment]),
            None => String::new(),
        };
        let reason = case.exit.map(say::reason).unwrap_or_default();
        let paid = format!("{:.2}", case.paid_sek).replace('.', ",");
        text.push_str(&format!(
            "H{:07};{group}{};{};{};{};{reason};{paid}\n",
            // Spread out, so that the number says nothing of when a household came.
            u64::from(case.household).wrapping_mul(7_654_321) % 9_999_991,
            date(case.application),
            date(case.decision),
            date(case.start),
            date(case.end),
        ));
    }
    text
}

/// Returns the mapping file of such rows.
pub fn mapping(lang: Lang, start: Start, with_segments: bool) -> String {
    let first = first_day(start);
    let last = first + (start.2 as f64 * DAYS_PER_MONTH).floor() as i32;
    let mut text = format!("# {}\n\n", say::mapping_head(lang));
    let mut key = |key: &str, value: &str, remark: String| {
        let remark = if remark.is_empty() {
            remark
        } else {
            format!("  # {remark}")
        };
        text.push_str(&format!("{key} = {value}{remark}\n"));
    };
    key("rows", "\"cases\"", say::mapping_rows(lang));
    key("household", "\"hushåll\"", say::mapping_household(lang));
    if with_segments {
        key("segment", "[\"grupp\"]", String::new());
    }
    key("application", "\"ansökan\"", String::new());
    key("decision", "\"beslut\"", String::new());
    key("start", "\"start\"", say::mapping_start(lang));
    key("end", "\"slut\"", say::mapping_end(lang));
    key("reason", "\"avslutsorsak\"", String::new());
    key("paid_sek", "\"utbetalt_kr\"", String::new());
    key(
        "from",
        &format!("\"{}\"", iso(first)),
        say::mapping_from(lang),
    );
    key("to", &format!("\"{}\"", iso(last)), say::mapping_to(lang));
    key("merge_gaps_days", "0", say::mapping_gaps(lang));
    key("model", "\"best\"", say::mapping_model(lang));
    text.push_str(&format!("\n# {}\n[reasons]\n", say::mapping_reasons(lang)));
    for exit in ExitKind::ALL {
        let reason = say::reason(*exit);
        text.push_str(&format!("{} = [\"{reason}\"]\n", exit.word()));
    }
    text
}
