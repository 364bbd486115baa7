//! The two languages, and how a sentence is declared.

/// A language people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Returns the language of a word such as `sv`, `en`, `sv-SE` or `en_GB.UTF-8`.
    pub fn from_word(word: &str) -> Option<Self> {
        match word.to_ascii_lowercase().split(['-', '_', '.']).next() {
            Some("sv") => Some(Self::Sv),
            Some("en") => Some(Self::En),
            _ => None,
        }
    }

    /// Returns the one of two texts that is in this language.
    pub fn pick<T>(self, swedish: T, english: T) -> T {
        match self {
            Self::Sv => swedish,
            Self::En => english,
        }
    }

    /// Returns a text of the scenario in this language.
    pub fn of(self, text: &sim_core::scenario::text::Bilingual) -> &str {
        self.pick(&text.sv, &text.en)
    }
}

/// Declares sentences: a function each, with the language first and then the blanks.
macro_rules! sentences {
    ($($(#[$doc:meta])* $vis:vis fn $name:ident($($blank:ident: $ty:ty),* $(,)?) {
        sv: $sv:literal, en: $en:literal $(,)?
    })+) => {$(
        $(#[$doc])*
        $vis fn $name(lang: $crate::texts::Lang $(, $blank: $ty)*) -> String {
            match lang {
                $crate::texts::Lang::Sv => format!($sv),
                $crate::texts::Lang::En => format!($en),
            }
        }
    )+};
}
pub(crate) use sentences;

/// Returns `a, b or c`, each in back-ticks.
pub fn either<S: AsRef<str>>(lang: Lang, words: &[S]) -> String {
    join(words, lang.pick(" eller ", " or "))
}

/// Returns `a, b and c`, each in back-ticks.
pub fn both<S: AsRef<str>>(lang: Lang, words: &[S]) -> String {
    join(words, lang.pick(" och ", " and "))
}

fn join<S: AsRef<str>>(words: &[S], last: &str) -> String {
    let quoted: Vec<String> = words
        .iter()
        .map(|word| format!("`{}`", word.as_ref()))
        .collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{}{last}{end}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, both, either};

    #[test]
    fn a_language_is_known_by_its_first_letters() {
        assert_eq!(Lang::from_word("sv_SE.UTF-8"), Some(Lang::Sv));
        assert_eq!(Lang::from_word("EN"), Some(Lang::En));
        assert_eq!(Lang::from_word("de"), None);
        assert_eq!(Lang::from_word(""), None);
    }

    #[test]
    fn lists_of_words_read_as_a_person_writes_them() {
        assert_eq!(either(Lang::Sv, &["a", "b", "c"]), "`a`, `b` eller `c`");
        assert_eq!(both(Lang::En, &["a"]), "`a`");
        assert_eq!(both::<&str>(Lang::En, &[]), "");
    }
}
