//! What no design decides: the labour market, correlations, how levers overlap.

use crate::scenario::number::Number;
use crate::scenario::text::Ref;
use crate::units::{Correlation, Ratio, Share};

crate::record! {
    /// The labour market as an autoregression on ln hazard, one path a draw for all designs.
    pub struct LabourMarket {
        /// Standard deviation of ln hazard in the long run.
        sd: Number<Ratio>,
        /// How much of a deviation is left after a year.
        persistence_per_year: Number<Share>,
        /// Exits it acts on; job where left out.
        exits: Vec<Ref>,
    }
}
crate::record! {
    /// Uncertain numbers that go together.
    pub struct Correlated {
        /// Their addresses, or ids of parameters. One that nothing uses, as of an adjustment that is off, is left out.
        between: Vec<Ref>,
        /// Rank correlation of each pair.
        rank: Number<Correlation>,
    }
}
crate::record! {
    /// How several levers combine.
    pub struct Levers {
        /// Share of ln hazard ratio of all positive levers but the largest that is added.
        overlap: Number<Share>,
    }
}
