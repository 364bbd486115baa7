//! Models and helpers that the benchmarks share.
