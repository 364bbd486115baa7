//! Questions that use the engine.
