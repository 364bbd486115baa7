//! Dates as whole days, however a case system writes them.

/// How dates are written.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DateForm {
    /// `2024-03-01`, with any mark between, or a time of day behind.
    Iso,
    /// `20240301`.
    Packed,
    /// `240301`.
    PackedShort,
    /// `1/3/2024` or `1.3.2024`: day, month, year.
    DayFirst,
    /// `1 mars 2024`.
    Words,
    /// `2024-03`: the first day is meant.
    MonthOnly,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// Returns the day of a date, counted from 1 January 1970, and how it was written; none where it is no
/// date that there is.
///
/// Years from 1900 to 2199. Two digits mean this century up to 69 and the last one from 70 on.
///
/// ```
/// use sim_core::records::dates::{DateForm, day_of};
/// assert_eq!(day_of("1970-01-02"), Some((1, DateForm::Iso)));
/// assert_eq!(day_of("2/1/1970"), Some((1, DateForm::DayFirst)));
/// assert_eq!(day_of("2 januari 1970"), Some((1, DateForm::Words)));
/// assert_eq!(day_of("2024-02-30"), None);
/// ```
pub fn day_of(written: &str) -> Option<(i32, DateForm)> {
    let written = written.trim();
    // A time of day behind a date.
    let date = written.split(['T', 't']).next().unwrap_or(written);
    let has_time = date.len() > 10 && date.get(10..11) == Some(" ") && date.contains(':');
    let date = if has_time { &date[..10] } else { date };
    let parts: Vec<&str> = date
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let number = |text: &str| {
        let is_number = text.len() <= 4 && text.bytes().all(|sign| sign.is_ascii_digit());
        is_number.then(|| text.parse::<i32>().ok()).flatten()
    };
    match parts.as_slice() {
        [all] if all.len() == 8 => {
            let (year, month, day) = (all.get(..4)?, all.get(4..6)?, all.get(6..)?);
            let day = checked(number(year)?, number(month)?, number(day)?)?;
            Some((day, DateForm::Packed))
        }
        [all] if all.len() == 6 => {
            let (year, month, day) = (all.get(..2)?, all.get(2..4)?, all.get(4..)?);
            let day = checked(century(number(year)?), number(month)?, number(day)?)?;
            Some((day, DateForm::PackedShort))
        }
        [year, month] if year.len() == 4 => Some((
            checked(number(year)?, number(month)?, 1)?,
            DateForm::MonthOnly,
        )),
        [year, month, day] if year.len() == 4 => Some((
            checked(number(year)?, number(month)?, number(day)?)?,
            DateForm::Iso,
        )),
        [day, month, year] => {
            let year = match year.len() {
                4 => number(year)?,
                2 => century(number(year)?),
                _ => return None,
            };
            match number(month) {
                Some(month) => Some((checked(year, month, number(day)?)?, DateForm::DayFirst)),
                None => {
                    let month = month_named(month)?;
                    Some((checked(year, month, number(day)?)?, DateForm::Words))
                }
            }
        }
        _ => None,
    }
}

fn century(year: i32) -> i32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

fn month_named(written: &str) -> Option<i32> {
    let plain = written.to_lowercase();
    let plain = match plain.as_str() {
        "may" => "maj",
        "oct" | "october" => "okt",
        other => other,
    };
    let found = MONTHS.iter().position(|name| plain.starts_with(name))?;
    i32::try_from(found + 1).ok()
}

fn checked(year: i32, month: i32, day: i32) -> Option<i32> {
    let is_date = (1900..2200).contains(&year)
        && (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day);
    is_date.then(|| day_number(year, month, day))
}

fn days_in(year: i32, month: i32) -> i32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Returns the day of a date of the calendar, counted from 1 January 1970.
///
/// # Source
///
/// Hinnant (2013), *chrono-Compatible Low-Level Date Algorithms*, `days_from_civil`.
///
/// ```
/// assert_eq!(sim_core::records::dates::day_number(2000, 3, 1), 11_017);
/// ```
pub const fn day_number(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Returns year, month and day of a day counted from 1 January 1970.
///
/// # Source
///
/// The same, `civil_from_days`.
///
/// ```
/// assert_eq!(sim_core::records::dates::date_of(11_017), (2000, 3, 1));
/// ```
pub const fn date_of(day: i32) -> (i32, i32, i32) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year + era * 400 + if month <= 2 { 1 } else { 0 };
    (year, month, day)
}

/// Returns a day as `2024-03-01`.
///
/// ```
/// assert_eq!(sim_core::records::dates::iso(11_017), "2000-03-01");
/// ```
pub fn iso(day: i32) -> String {
    let (year, month, day) = date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Returns the months from year 0 to the month of a day.
pub const fn month_number(day: i32) -> i32 {
    let (year, month, _) = date_of(day);
    year * 12 + month - 1
}

/// Returns the first day of a month that is counted from year 0.
pub const fn first_day_of(month: i32) -> i32 {
    day_number(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
}

#[cfg(test)]
mod tests {
    use super::{DateForm, date_of, day_number, day_of, first_day_of, month_number};

    #[test]
    fn every_day_of_three_centuries_has_one_number_and_one_date() {
        let (first, last) = (day_number(1900, 1, 1), day_number(2199, 12, 31));
        for day in first..=last {
            let (year, month, of_month) = date_of(day);
            assert_eq!(day_number(year, month, of_month), day);
            assert!(first_day_of(month_number(day)) <= day);
        }
        // Three hundred years of 365 days; 1904 to 2196 have 74 leap years, less 2100.
        assert_eq!(last - first + 1, 300 * 365 + 73);
    }

    #[test]
    fn a_date_is_the_same_however_it_is_written() {
        let forms = [
            ("2024-03-01", DateForm::Iso),
            ("2024/03/01", DateForm::Iso),
            ("2024-03-01T00:00:00", DateForm::Iso),
            ("2024-03-01 13:45:00", DateForm::Iso),
            ("20240301", DateForm::Packed),
            ("240301", DateForm::PackedShort),
            ("1/3/2024", DateForm::DayFirst),
            ("01.03.24", DateForm::DayFirst),
            ("1 mars 2024", DateForm::Words),
            ("2024-03", DateForm::MonthOnly),
        ];
        for (written, form) in forms {
            assert_eq!(
                day_of(written),
                Some((day_number(2024, 3, 1), form)),
                "{written}"
            );
        }
        for wrong in [
            "",
            "x",
            "2024-13-01",
            "31/2/2024",
            "19640823-1234",
            "2024",
            "1e5",
            "202403011",
        ] {
            assert_eq!(day_of(wrong), None, "{wrong}");
        }
    }
}
