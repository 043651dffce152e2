//! Checks of what texts state.

use amur_model::{Check, TradeFlow};

/// All checks of the flows of a part.
pub fn run(_flows: &[TradeFlow]) -> Vec<Check> {
    Vec::new()
}
