//! Values on the line that have a form of their own: a percentage, an amount, a shard.
//!
//! What is wrong with one is said in `texts::usage`; the errors here are never shown.

use sim_core::analysis::{LeverAsked, StudyAsked};

/// Returns `1%`, `0,5 %` or `0.5%` as a share.
pub fn percent(typed: &str) -> Result<f64, String> {
    let number = typed.trim().strip_suffix('%').ok_or("no % sign")?;
    let percent = positive(number)?;
    match percent <= 100.0 {
        true => Ok(percent / 100.0),
        false => Err("above 100 %".to_owned()),
    }
}

/// Returns an amount above zero; spaces between thousands and a decimal comma are understood.
pub fn amount(typed: &str) -> Result<f64, String> {
    positive(typed)
}

/// Returns `10%` as a share; 0 % is allowed, 100 % is not.
pub fn share_below_one(typed: &str) -> Result<f64, String> {
    let number = typed.trim().strip_suffix('%').ok_or("no % sign")?.trim();
    if !number.is_empty() && number.chars().all(|sign| sign == '0') {
        return Ok(0.0);
    }
    match percent(typed)? {
        all if all >= 1.0 => Err("all".to_owned()),
        share => Ok(share),
    }
}

/// Returns how many households are in each arm, from `50x50`.
pub fn arms(typed: &str) -> Result<(u32, u32), String> {
    let (design, today) = typed.split_once(['x', 'X', '×']).ok_or("no x")?;
    let whole = |text: &str| text.trim().parse::<u32>().map_err(|why| why.to_string());
    let (design, today) = (whole(design)?, whole(today)?);
    let is_possible = |arm: u32| (1..=100_000).contains(&arm);
    match is_possible(design) && is_possible(today) {
        true => Ok((design, today)),
        false => Err("no such arms".to_owned()),
    }
}

/// Returns a study of a number, from `ADDRESS` or `ADDRESS=50,200`.
pub fn study(typed: &str) -> Result<StudyAsked, String> {
    let (address, sizes) = typed.split_once('=').unwrap_or((typed, ""));
    let sizes = sizes
        .split(',')
        .map(str::trim)
        .filter(|size| !size.is_empty());
    let size = |typed: &str| match typed.parse::<u32>() {
        Ok(size) if (1..=1_000_000).contains(&size) => Ok(size),
        _ => Err("no such size".to_owned()),
    };
    Ok(StudyAsked {
        address: address.trim().to_owned(),
        sizes: sizes.map(size).collect::<Result<Vec<u32>, String>>()?,
    })
}

/// Returns an address and a value from `ADDRESS=VALUE`; spaces and a decimal comma are understood.
pub fn fixed(typed: &str) -> Result<(String, f64), String> {
    let (address, value) = typed.split_once('=').ok_or("no =")?;
    match address.trim() {
        "" => Err("no address".to_owned()),
        address => Ok((address.to_owned(), number(value)?)),
    }
}

/// Returns a number of either sign; spaces between thousands and a decimal comma are understood.
pub fn number(typed: &str) -> Result<f64, String> {
    let typed = typed.trim();
    let (sign, size) = match typed.strip_prefix(['-', '\u{2212}']) {
        Some(size) => (-1.0, size),
        None => (1.0, typed),
    };
    not_below_zero(size).map(|size| if size == 0.0 { 0.0 } else { sign * size })
}

/// Returns a lever from its name, or from `NAME=LOW..HIGH`.
pub fn lever(typed: &str) -> Result<LeverAsked, String> {
    let (name, range) = match typed.split_once('=') {
        Some((name, range)) => (name, Some(range)),
        None => (typed, None),
    };
    if name.trim().is_empty() {
        return Err("no name".to_owned());
    }
    let ends = range.map(|range| {
        let (low, high) = range.split_once("..").ok_or("no ..")?;
        Ok::<_, String>((number(low)?, number(high)?))
    });
    let ends = ends.transpose()?;
    Ok(LeverAsked {
        name: name.trim().to_owned(),
        from: ends.map(|(low, _)| low),
        to: ends.map(|(_, high)| high),
    })
}

/// Returns a lever from `NAME=LOW..HIGH`.
pub fn lever_within(typed: &str) -> Result<LeverAsked, String> {
    lever(typed).and_then(|lever| match lever.from {
        Some(_) => Ok(lever),
        None => Err("no bounds".to_owned()),
    })
}

/// Returns which shard of how many, from `2/4`.
pub fn shard(typed: &str) -> Result<(u32, u32), String> {
    let (number, of) = typed.split_once('/').ok_or("no /")?;
    let whole = |text: &str| text.trim().parse::<u32>().map_err(|why| why.to_string());
    let (number, of) = (whole(number)?, whole(of)?);
    match (1..=of).contains(&number) && of <= 100_000 {
        true => Ok((number, of)),
        false => Err("no such shard".to_owned()),
    }
}

fn positive(typed: &str) -> Result<f64, String> {
    match not_below_zero(typed)? {
        number if number > 0.0 => Ok(number),
        _ => Err("not above zero".to_owned()),
    }
}

fn not_below_zero(typed: &str) -> Result<f64, String> {
    let plain: String = typed
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .map(|sign| if sign == ',' { '.' } else { sign })
        .collect();
    let is_plain = plain
        .chars()
        .all(|sign| sign.is_ascii_digit() || sign == '.');
    let number: f64 = plain.parse().map_err(|_| "no number".to_owned())?;
    match is_plain && number <= 1e15 {
        true => Ok(number),
        false => Err("no plain number".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        amount, arms, fixed, lever, lever_within, number, percent, shard, share_below_one, study,
    };

    #[test]
    fn a_percentage_may_have_a_decimal_comma_and_must_have_its_sign() {
        assert_eq!(percent("1%"), Ok(0.01));
        assert_eq!(percent("0,5 %"), Ok(0.005));
        assert_eq!(percent("0.5%"), Ok(0.005));
        for wrong in [
            "1", "0%", "-1%", "101%", "inf%", "nan%", "1,2,3%", "1e-3%", "%", "",
        ] {
            assert!(percent(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_amount_may_have_spaces_between_thousands() {
        assert_eq!(amount("50 000"), Ok(50_000.0));
        assert_eq!(amount("50\u{a0}000,5"), Ok(50_000.5));
        for wrong in ["0", "-5", "many", "inf", "", "1e400"] {
            assert!(amount(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_share_may_be_nothing_but_not_everything() {
        assert_eq!(share_below_one("0%"), Ok(0.0));
        assert_eq!(share_below_one("10 %"), Ok(0.1));
        for wrong in ["100%", "-1%", "0", "%", ""] {
            assert!(share_below_one(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_number_is_fixed_by_its_address_and_a_value_in_either_spelling() {
        let of = |typed: &str| fixed(typed).map(|(address, value)| format!("{address} {value}"));
        assert_eq!(
            of("flow.wage.sek = 24 000").as_deref(),
            Ok("flow.wage.sek 24000")
        );
        assert_eq!(of("a.b=0,125").as_deref(), Ok("a.b 0.125"));
        assert_eq!(of("a.b=-0.5").as_deref(), Ok("a.b -0.5"));
        for wrong in [
            "a.b", "=3", "a.b=", "a.b=many", "a.b=inf", "a.b=1e5", "a.b=--1", "",
        ] {
            assert!(fixed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn two_arms_have_a_size_each_and_a_study_has_any_number_of_sizes() {
        assert_eq!(arms("50x40"), Ok((50, 40)));
        assert_eq!(arms("200 × 100"), Ok((200, 100)));
        for wrong in ["50", "0x50", "50x", "ax5", "5x200000"] {
            assert!(arms(wrong).is_err(), "{wrong}");
        }
        let found = study("segment.slow.hazard.job.per_month=50, 200").expect("a study");
        assert_eq!(found.address, "segment.slow.hazard.job.per_month");
        assert_eq!(found.sizes, [50, 200]);
        assert!(study("a.b").expect("a study").sizes.is_empty());
        assert!(study("a.b=many").is_err());
    }

    #[test]
    fn a_lever_is_a_name_with_or_without_bounds() {
        let asked = lever("places.course=2 .. 10,5").expect("a lever");
        assert_eq!(asked.name, "places.course");
        assert_eq!((asked.from, asked.to), (Some(2.0), Some(10.5)));
        assert_eq!(lever("rent").map(|asked| asked.from), Ok(None));
        assert!(lever_within("rent").is_err());
        for wrong in ["", "=1..2", "rent=1", "rent=a..b", "rent=1..inf"] {
            assert!(lever(wrong).is_err(), "{wrong}");
        }
        assert_eq!(number("-1 000,5"), Ok(-1000.5));
        assert!(number("1-2").is_err() && number("--1").is_err());
    }

    #[test]
    fn a_shard_is_one_of_so_many() {
        assert_eq!(shard("2/4"), Ok((2, 4)));
        assert_eq!(shard("1/1"), Ok((1, 1)));
        for wrong in ["0/4", "5/4", "2", "a/b", "1/0", "-1/2", "1/4294967297"] {
            assert!(shard(wrong).is_err(), "{wrong}");
        }
    }
}
