//! What it cost and whom.
