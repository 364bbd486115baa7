//! How numbers are shown to people: digits, spaces, Mkr, ranges, plurals, per language.
//!
//! Spaces inside a number and before its unit are U+00A0, so that no line breaks there;
//! the terminal shows them as ordinary spaces. Minus is U+2212. CSV and JSON never come
//! here: they carry plain machine numbers.

use fixed_decimal::{Decimal, FloatPrecision, SignedRoundingMode, UnsignedRoundingMode};
use icu_decimal::DecimalFormatter;
use icu_locale_core::locale;

use crate::texts::Lang;

/// The space that does not break.
pub const HARD_SPACE: char = '\u{a0}';
/// The minus sign.
pub const MINUS: char = '\u{2212}';
/// What stands where there is no number.
pub const NONE: &str = "-";

/// Shows numbers in one language.
pub struct Numbers {
    lang: Lang,
    decimal: Option<DecimalFormatter>,
}

/// The step in which an amount of money is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyStep {
    /// Kronor.
    Kronor,
    /// Thousands of kronor.
    Thousands,
    /// Millions of kronor.
    Millions,
}

impl MoneyStep {
    /// Returns the step that suits the largest of some amounts.
    pub fn for_amounts(amounts: &[f64]) -> Self {
        let largest = amounts
            .iter()
            .fold(0.0_f64, |most, amount| most.max(amount.abs()));
        match largest {
            large if large >= 999_500.0 => Self::Millions,
            middle if middle >= 9_950.0 => Self::Thousands,
            _ => Self::Kronor,
        }
    }

    fn divisor_and_decimals(self) -> (f64, i16) {
        match self {
            Self::Kronor => (1.0, 0),
            Self::Thousands => (1e3, 0),
            Self::Millions => (1e6, 1),
        }
    }
}

impl Numbers {
    /// Returns the numbers of a language.
    pub fn new(lang: Lang) -> Self {
        let locale = lang.pick(locale!("sv-SE"), locale!("en-GB"));
        let decimal = DecimalFormatter::try_new(locale.into(), Default::default()).ok();
        Self { lang, decimal }
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns a number with so many decimals: `1 234,5`.
    pub fn decimals(&self, value: f64, decimals: i16) -> String {
        let (Some(formatter), Some(rounded)) = (&self.decimal, rounded(value, decimals)) else {
            return NONE.to_owned();
        };
        formatter
            .format(&rounded)
            .to_string()
            .chars()
            .map(|sign| if sign == '-' { MINUS } else { sign })
            .collect()
    }

    /// Returns a number without decimals: `1 234`.
    pub fn whole(&self, value: f64) -> String {
        self.decimals(value, 0)
    }

    /// Returns a count: `1 234`.
    pub fn count(&self, count: u64) -> String {
        #[allow(clippy::cast_precision_loss)] // counts shown to people are far below 2^53
        self.whole(count as f64)
    }

    /// Returns a number with so many significant digits at most, without trailing zeros: `0,025`.
    pub fn significant(&self, value: f64, digits: u8) -> String {
        self.trimmed(value, decimals_for(value, digits))
    }

    fn trimmed(&self, value: f64, decimals: i16) -> String {
        let shown = self.decimals(value, decimals);
        if decimals <= 0 {
            return shown;
        }
        let sign = self.lang.pick(',', '.');
        match shown.contains(sign) {
            true => shown
                .trim_end_matches('0')
                .trim_end_matches(sign)
                .to_owned(),
            false => shown,
        }
    }

    /// Returns a number with as many decimals as another one needs to show so many digits.
    pub fn like(&self, value: f64, other: f64, digits: u8) -> String {
        self.trimmed(value, decimals_for(other, digits))
    }

    /// Returns a share as per cent: `38 %`, in English `38%`.
    pub fn percent(&self, share: f64, decimals: i16) -> String {
        self.with_percent(&self.decimals(share * 100.0, decimals))
    }

    /// Returns a share as per cent with two digits at most: `38 %`, `2,5 %`.
    pub fn short_percent(&self, share: f64) -> String {
        self.with_percent(&self.significant(share * 100.0, 2))
    }

    /// Returns a share as per cent with so many digits at most: `8,25 %`.
    pub fn percent_of_digits(&self, share: f64, digits: u8) -> String {
        self.with_percent(&self.significant(share * 100.0, digits))
    }

    /// Returns a share that someone wrote, as per cent with all its digits: `0,125 %`.
    pub fn percent_in_full(&self, share: f64) -> String {
        self.with_percent(&self.significant(share * 100.0, 6))
    }

    /// Returns an amount that someone wrote, in kronor: `50 500 kr`.
    pub fn money_in_full(&self, sek: f64) -> String {
        self.with_unit(&self.in_step(sek, MoneyStep::Kronor), MoneyStep::Kronor)
    }

    /// Returns a figure that is per cent already with its sign: `38 %`, in English `38%`.
    pub fn with_percent(&self, figure: &str) -> String {
        match self.lang {
            Lang::Sv => format!("{figure}{HARD_SPACE}%"),
            Lang::En => format!("{figure}%"),
        }
    }

    /// Returns an amount of money with its unit: `12,3 Mkr`, in English `SEK 12.3 million`.
    pub fn money(&self, sek: f64) -> String {
        let step = MoneyStep::for_amounts(&[sek]);
        self.with_unit(&self.in_step(sek, step), step)
    }

    /// Returns two amounts in one unit: `−4,0 och 30,2 Mkr`.
    pub fn money_between(&self, low: f64, high: f64) -> String {
        let step = MoneyStep::for_amounts(&[low, high]);
        let and = self.lang.pick("och", "and");
        let both = format!(
            "{} {and} {}",
            self.in_step(low, step),
            self.in_step(high, step)
        );
        self.with_unit(&both, step)
    }

    /// Returns two amounts as an interval in one unit: `−4,0 till 30,2 Mkr`.
    pub fn money_range(&self, low: f64, high: f64) -> String {
        let step = MoneyStep::for_amounts(&[low, high]);
        let (divisor, decimals) = step.divisor_and_decimals();
        let both = self.range(low / divisor, high / divisor, decimals);
        self.with_unit(&both, step)
    }

    /// Returns an amount in a step, without its unit.
    pub fn in_step(&self, sek: f64, step: MoneyStep) -> String {
        let (divisor, decimals) = step.divisor_and_decimals();
        self.decimals(sek / divisor, decimals)
    }

    /// Returns the name of a step's unit: `Mkr`, in English `SEK million`.
    pub fn unit(&self, step: MoneyStep) -> &'static str {
        match step {
            MoneyStep::Kronor => self.lang.pick("kr", "SEK"),
            MoneyStep::Thousands => self.lang.pick("tkr", "SEK thousand"),
            MoneyStep::Millions => self.lang.pick("Mkr", "SEK million"),
        }
    }

    fn with_unit(&self, figure: &str, step: MoneyStep) -> String {
        match (self.lang, step) {
            (Lang::Sv, _) => format!("{figure}{HARD_SPACE}{}", self.unit(step)),
            (Lang::En, MoneyStep::Kronor) => format!("SEK{HARD_SPACE}{figure}"),
            (Lang::En, MoneyStep::Thousands) => {
                format!("SEK{HARD_SPACE}{figure}{HARD_SPACE}thousand")
            }
            (Lang::En, MoneyStep::Millions) => {
                format!("SEK{HARD_SPACE}{figure}{HARD_SPACE}million")
            }
        }
    }

    /// Returns two numbers as an interval: `−4 till 30`.
    pub fn range(&self, low: f64, high: f64, decimals: i16) -> String {
        let to = self.lang.pick("till", "to");
        let (low, high) = (self.decimals(low, decimals), self.decimals(high, decimals));
        format!("{low}{HARD_SPACE}{to}{HARD_SPACE}{high}")
    }
}

/// Returns the singular or the plural.
pub fn plural(count: u64, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}

/// Returns a share as how many of a hundred, and whether it lies so near an end that saying 0 or 100 would be too sure.
pub fn of_a_hundred(share: f64) -> OfAHundred {
    let hundred = share * 100.0;
    if share <= 0.0 {
        OfAHundred::None
    } else if share >= 1.0 {
        OfAHundred::All
    } else if hundred < 0.5 {
        OfAHundred::BelowOne
    } else if hundred > 99.5 {
        OfAHundred::AboveNinetyNine
    } else {
        OfAHundred::About(hundred)
    }
}

/// How many of a hundred equally likely futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OfAHundred {
    /// Not one of those that were drawn.
    None,
    /// Fewer than one.
    BelowOne,
    /// So many.
    About(f64),
    /// More than ninety-nine.
    AboveNinetyNine,
    /// Every one of those that were drawn.
    All,
}

fn rounded(value: f64, decimals: i16) -> Option<Decimal> {
    let precision = FloatPrecision::RoundTrip;
    let mut decimal = Decimal::try_from_f64(value, precision).ok()?;
    let half_away = SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand);
    decimal.round_with_mode(-decimals, half_away);
    decimal.absolute.pad_end(-decimals.max(0));
    if decimal.absolute.is_zero() {
        decimal.sign = fixed_decimal::Sign::None;
    }
    Some(decimal)
}

fn decimals_for(value: f64, digits: u8) -> i16 {
    let mut decimals = i16::from(digits) - 1;
    let mut size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return 0;
    }
    while size >= 10.0 && decimals > 0 {
        size /= 10.0;
        decimals -= 1;
    }
    while size < 1.0 && decimals < 12 {
        size *= 10.0;
        decimals += 1;
    }
    decimals
}

#[cfg(test)]
mod tests {
    use super::{MoneyStep, Numbers, OfAHundred, of_a_hundred};
    use crate::texts::Lang;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn swedish_numbers_have_hard_spaces_commas_and_a_true_minus() {
        let sv = Numbers::new(Lang::Sv);
        assert_eq!(sv.whole(-1_234_567.4), "\u{2212}1\u{a0}234\u{a0}567");
        assert_eq!(sv.decimals(0.25, 1), "0,3");
        assert_eq!(plain(&sv.percent(0.384, 0)), "38 %");
        assert_eq!(plain(&sv.money(12_345_678.0)), "12,3 Mkr");
        assert_eq!(plain(&sv.money(-850_400.0)), "\u{2212}850 tkr");
        assert_eq!(plain(&sv.money(8_083.0)), "8 083 kr");
        assert_eq!(
            plain(&sv.money_between(-400_000.0, 30_240_000.0)),
            "\u{2212}0,4 och 30,2 Mkr"
        );
    }

    #[test]
    fn english_numbers_have_commas_points_and_a_true_minus() {
        let en = Numbers::new(Lang::En);
        assert_eq!(en.whole(-1_234_567.4), "\u{2212}1,234,567");
        assert_eq!(en.percent(0.384, 0), "38%");
        assert_eq!(plain(&en.money(12_345_678.0)), "SEK 12.3 million");
        assert_eq!(plain(&en.money(850_400.0)), "SEK 850 thousand");
    }

    #[test]
    fn what_rounds_to_zero_has_no_sign() {
        let sv = Numbers::new(Lang::Sv);
        assert_eq!(sv.whole(-0.3), "0");
        assert_eq!(sv.decimals(-0.04, 1), "0,0");
    }

    #[test]
    fn what_is_not_a_number_is_shown_as_nothing() {
        let sv = Numbers::new(Lang::Sv);
        assert_eq!(sv.whole(f64::NAN), "-");
        assert_eq!(sv.whole(f64::INFINITY), "-");
    }

    #[test]
    fn few_digits_are_kept_where_they_matter() {
        let sv = Numbers::new(Lang::Sv);
        assert_eq!(sv.significant(0.0131, 2), "0,013");
        assert_eq!(sv.significant(1.0, 3), "1");
        assert_eq!(sv.significant(0.5, 3), "0,5");
        assert_eq!(plain(&sv.significant(96_996.0, 3)), "96 996");
        assert_eq!(sv.significant(0.0, 3), "0");
    }

    #[test]
    fn a_probability_near_an_end_is_never_said_to_be_sure() {
        assert_eq!(of_a_hundred(0.004), OfAHundred::BelowOne);
        assert_eq!(of_a_hundred(0.996), OfAHundred::AboveNinetyNine);
        assert_eq!(of_a_hundred(1.0), OfAHundred::All);
    }

    #[test]
    fn amounts_shown_together_share_the_step_of_the_largest() {
        assert_eq!(MoneyStep::for_amounts(&[12.0, -2e6]), MoneyStep::Millions);
        assert_eq!(MoneyStep::for_amounts(&[]), MoneyStep::Kronor);
    }
}
