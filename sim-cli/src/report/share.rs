//! A share of the variance with its Monte Carlo error: never more sure than the draws are.

use sim_core::results::spread::Estimate;

use crate::number::Numbers;
use crate::texts::basis as say;

/// Standard errors to each side: the usual 95 per cent.
const SIDES: f64 = 2.0;
/// An error that is worth a word.
const SHOWS: f64 = 0.03;

/// Returns whether a share cannot be told from zero.
pub fn is_not_told_from_zero(share: &Estimate) -> bool {
    share.mc_se > 0.0 && share.value < SIDES * share.mc_se
}

/// Returns a share in per cent with what it may be off by: `77 % (give or take 12)`, `at most
/// 34 %` where it cannot be told from zero.
pub fn with_error(numbers: &Numbers, share: &Estimate) -> String {
    let (lang, off) = (numbers.lang(), SIDES * share.mc_se);
    let value = share.value.clamp(0.0, 1.0);
    if is_not_told_from_zero(share) {
        // Never at most nothing.
        let most = (share.value + off).clamp(0.01, 1.0);
        return say::at_most(lang, &numbers.percent(most, 0));
    }
    match off < SHOWS {
        true => numbers.percent(value, 0),
        false => {
            let points = numbers.decimals(off * 100.0, 0);
            say::give_or_take(lang, &numbers.percent(value, 0), &points)
        }
    }
}

#[cfg(test)]
mod tests {
    use sim_core::results::spread::Estimate;

    use super::with_error;
    use crate::number::{HARD_SPACE, Numbers};
    use crate::texts::Lang;

    fn shown(lang: Lang, value: f64, mc_se: f64) -> String {
        with_error(&Numbers::new(lang), &Estimate { value, mc_se }).replace(HARD_SPACE, " ")
    }

    #[test]
    fn a_share_is_no_surer_than_the_draws_are() {
        assert_eq!(shown(Lang::Sv, 0.77, 0.06), "77 % (ge eller ta 12)");
        assert_eq!(shown(Lang::En, 0.77, 0.06), "77% (give or take 12)");
        // Nothing, or less, with an error of 17 points, is not nothing.
        assert_eq!(shown(Lang::Sv, 0.0, 0.17), "högst 34 %");
        assert_eq!(shown(Lang::Sv, -0.04, 0.17), "högst 30 %");
        assert_eq!(shown(Lang::En, 0.10, 0.06), "at most 22%");
        assert_eq!(shown(Lang::Sv, 0.0, 0.001), "högst 1 %");
        // Without error, and with one that is not worth a word.
        assert_eq!(shown(Lang::Sv, 0.0, 0.0), "0 %");
        assert_eq!(shown(Lang::Sv, 0.40, 0.01), "40 %");
    }
}
