//! What stated outcomes imply against an open case: a gross share is not an effect.

use sim_core::model::ImpliedEffect;

use crate::number::Numbers;
use crate::texts::{Lang, basis};

/// Returns a line for each intervention and segment with a stated outcome; nothing where there is none.
pub fn text(effects: &[ImpliedEffect], lang: Lang) -> String {
    let numbers = Numbers::new(lang);
    let percent = |share: f64| numbers.percent(share, 0);
    effects
        .iter()
        .map(|effect| {
            let (intervention, segment) = (&effect.intervention, &effect.segment);
            let (stated, open) = (
                percent(effect.stated_share),
                percent(effect.open_case_share),
            );
            let days = numbers.whole(effect.duration_days);
            let line = match effect.implied_ratio {
                Some(ratio) => {
                    let ratio = numbers.significant(ratio, 2);
                    basis::implied(lang, intervention, segment, &stated, &open, &days, &ratio)
                }
                None => basis::implied_alone(lang, intervention, segment, &stated),
            };
            format!("  {line}\n")
        })
        .collect()
}
