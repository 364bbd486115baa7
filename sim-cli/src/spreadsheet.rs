//! Tables as spreadsheets and case systems write them: the encoding, what separates cells, numbers.

use std::borrow::Cow;

/// How text is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark at the start.
    Utf8,
    /// Latin-1, which any bytes can be.
    Latin1,
}

/// Returns bytes as text; none where they are no text.
pub fn as_text(bytes: &[u8]) -> Option<(Cow<'_, str>, Encoding)> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_utf16 || bytes.contains(&0) {
        return None;
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), Encoding::Utf8),
        Err(_) => {
            let text = bytes.iter().map(|byte| char::from(*byte)).collect();
            (Cow::Owned(text), Encoding::Latin1)
        }
    })
}

/// Returns the first line that is not empty.
pub fn first_line(text: &str) -> &str {
    let line = text.lines().find(|line| !line.trim().is_empty());
    line.unwrap_or_default()
}

/// Returns what stands between two cells: a semicolon or a tab where the first line has one.
pub fn delimiter(text: &str) -> u8 {
    let first = first_line(text);
    let known = [b';', b'\t'];
    let found = known
        .into_iter()
        .find(|sign| first.contains(char::from(*sign)));
    found.unwrap_or(b',')
}

/// Returns a column's name without what is written now so, now so: small letters and digits alone.
pub fn plain_name(name: &str) -> String {
    name.chars()
        .filter(|sign| sign.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Why a cell holds no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    /// It is something else.
    Wrong,
    /// Thousands or decimals: nobody can tell.
    Ambiguous,
}

/// Returns the number in a cell; none where it is empty or says that nothing is known.
///
/// # Errors
///
/// [`NoNumber`].
pub fn number(written: &str) -> Result<Option<f64>, NoNumber> {
    if matches!(written, "" | "-" | "." | ".." | "–") {
        return Ok(None);
    }
    let plain: String = written
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .collect();
    let plain = plain.strip_suffix("kr").unwrap_or(&plain);
    let plain = plain.strip_suffix("SEK").unwrap_or(plain);
    let unsigned = plain.strip_prefix(['-', '−']);
    let digits = unsigned.unwrap_or(plain);
    let mut parts = digits.split([',', '.']);
    let (whole, part) = (parts.next().unwrap_or_default(), parts.next());
    let is_digits = |text: &str| text.chars().all(|sign| sign.is_ascii_digit());
    let is_number = !whole.is_empty()
        && is_digits(whole)
        && part.is_none_or(|part| !part.is_empty() && is_digits(part))
        && parts.next().is_none()
        && digits.len() <= 15;
    if !is_number {
        return Err(NoNumber::Wrong);
    }
    if part.is_some_and(|part| part.len() == 3) {
        return Err(NoNumber::Ambiguous);
    }
    let value: f64 = digits
        .replace(',', ".")
        .parse()
        .map_err(|_| NoNumber::Wrong)?;
    Ok(Some(if unsigned.is_some() { -value } else { value }))
}
