//! A scenario's text as a tree that remembers where everything was written.
//!
//! `node` is the tree, `parse` makes one from a text, `shape` says what a table of the
//! file looks like, `merge` lays one tree over another, `fields` turns a node into a
//! value and collects every problem on the way, `record` declares tables.

pub mod node;
pub mod parse;
pub mod shape;
pub mod merge;
pub mod fields;
pub mod record;
