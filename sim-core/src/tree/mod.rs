//! A scenario's text as a tree that remembers where everything was written.
//!
//! `node` is the tree, `parse` makes one from a text, `fields` turns a node into a
//! value and collects every problem on the way, `record` declares tables.

pub mod node;
pub mod parse;
pub mod fields;
pub mod record;
