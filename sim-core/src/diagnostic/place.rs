//! Where something stands in the texts that a scenario was read from.

/// A stretch of bytes in one of the texts a scenario was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Position of the text in [`Texts::names`].
    pub text_idx: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The texts a scenario was read from, in the order they were opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// The name each text was asked for by.
    pub names: Vec<String>,
    /// The texts themselves.
    pub contents: Vec<String>,
}
