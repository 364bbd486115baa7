//! Pictures as SVG: one for page, print and whatever comes later, the same bytes every time.
//!
//! Every picture is about 360 units wide, so that it is read at its own size on a telephone
//! and stands two beside each other on a laptop or on A4. What a reader needs to tell apart
//! differs in form (dash, letter, outline, pattern) and not only in colour.
//!
//! `months`, `curves` and `marks` stand in a `frame` drawn by kuva, the others are drawn by hand because
//! no library offers them. Only `frame` names kuva.

pub mod ink;
pub mod scale;
pub mod svg;
pub mod frame;
pub mod over;
pub mod months;
pub mod curves;
pub mod marks;
pub mod dots;
pub mod flows;
pub mod bars;
pub mod worths;
pub mod sizes;
pub mod parts;
pub mod tornado;
pub mod shares;
pub mod before_after;
pub mod map;

/// Width of a picture in its own units; a telephone shows one unit as about one point.
pub const WIDTH: f64 = 360.0;
