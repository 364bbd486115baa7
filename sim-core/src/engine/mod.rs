//! Monte Carlo: the paths of the world and the lives of households.

pub mod world;
