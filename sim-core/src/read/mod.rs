//! Texts to scenario.
