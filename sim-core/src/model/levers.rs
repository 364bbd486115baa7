//! How a way of working changes hazards: levers combined, and their course in calendar time.

use crate::compile::plan::{EffectState, N_EXITS, Plan, WayPlan};
use crate::math::{exp, ln};
use crate::model::path::Path;
use crate::scenario::exits::ExitKind;

/// Kinds of state that hazards may differ between: open, lost, intake, then interventions.
pub(crate) const INTAKE: usize = 2;
pub(crate) const FIRST_INTERVENTION: usize = 3;

/// Returns the position of an effect's state among the kinds.
fn kind_of(state: EffectState) -> usize {
    match state {
        EffectState::Open => 0,
        EffectState::Lost => 1,
        EffectState::Intake => INTAKE,
        EffectState::Intervention(at) => FIRST_INTERVENTION + at,
    }
}

/// Returns the hazard ratio of several levers together.
///
/// ln HR = the largest positive + `overlap` times the other positive ones + all negative
/// ones in full; a single lever is not shrunk.
///
/// # Source
///
/// `parameters.md` 8d of the evidence base (own derivation, grade D).
///
/// ```
/// use sim_core::model::combined_hazard_ratio;
/// assert_eq!(combined_hazard_ratio(&[1.12], 0.2), 1.12);
/// let both = combined_hazard_ratio(&[1.10, 1.05], 0.0);
/// assert!((both - 1.10).abs() < 1e-12);
/// ```
pub fn combined_hazard_ratio(ratios: &[f64], overlap: f64) -> f64 {
    if let [single] = ratios {
        return *single;
    }
    let (mut largest, mut others, mut negative): (f64, f64, f64) = (0.0, 0.0, 0.0);
    for ratio in ratios {
        let effect = ln(ratio.max(1e-12));
        if effect < 0.0 {
            negative += effect;
        } else if effect > largest {
            others += largest;
            largest = effect;
        } else {
            others += effect;
        }
    }
    exp(largest + overlap * others + negative)
}

/// What is the same for every household under one way of working in one draw.
pub(crate) struct WayInTime<'a> {
    /// First month under the design.
    pub(crate) go_live_month: usize,
    /// First month no longer under it.
    pub(crate) gone_month: usize,
    /// Labour market by month; empty when there is none.
    pub(crate) labour: &'a [f64],
    pub(crate) values: &'a [f64],
}

/// Paths by way, segment, kind of state and exit, each distinct path kept once.
#[derive(Debug, Default)]
pub(crate) struct Paths {
    pub(crate) paths: Vec<Path>,
    keys: Vec<Vec<u64>>,
}

impl Paths {
    /// Returns the position of a path, adding it if it is new.
    fn position(&mut self, factors: Vec<f64>) -> u32 {
        let key: Vec<u64> = factors.iter().map(|factor| factor.to_bits()).collect();
        let at = self
            .keys
            .iter()
            .position(|known| *known == key)
            .unwrap_or_else(|| {
                self.keys.push(key);
                self.paths.push(Path::new(factors));
                self.keys.len() - 1
            });
        at as u32
    }

    /// Returns path positions `[segment][kind][exit]`, flat, for one way of working.
    pub(crate) fn of_way(&mut self, plan: &Plan, way: &WayPlan, time: &WayInTime<'_>) -> Vec<u32> {
        let n_kinds = FIRST_INTERVENTION + plan.interventions.len();
        let mut positions = Vec::with_capacity(plan.segments.len() * n_kinds * N_EXITS);
        let mut known: Vec<((bool, u64, u64, bool), u32)> = Vec::new();
        for segment in 0..plan.segments.len() {
            for kind in 0..n_kinds {
                for exit in 0..N_EXITS {
                    let ratio = lever_ratio(plan, way, (segment, kind, exit), time.values);
                    let in_transition = ratio.is_some() && way.transition.is_some();
                    let on_labour = plan
                        .labour
                        .as_ref()
                        .is_some_and(|labour| labour.exits[exit]);
                    let reforms = reform_mask(plan, segment, exit);
                    let ratio = ratio.unwrap_or(1.0);
                    let key = (on_labour, reforms, ratio.to_bits(), in_transition);
                    let found = known.iter().find(|(known_key, _)| *known_key == key);
                    let at = match found {
                        Some((_, at)) => *at,
                        None => {
                            let factors = factors(plan, way, time, key);
                            let at = self.position(factors);
                            known.push((key, at));
                            at
                        }
                    };
                    positions.push(at);
                }
            }
        }
        positions
    }
}

/// Returns the levers' joint ratio where they act, or none where no lever of the way acts.
///
/// A way with a transition but without levers lets it act where levers act by default:
/// job and studies in the open case.
fn lever_ratio(
    plan: &Plan,
    way: &WayPlan,
    (segment, kind, exit): (usize, usize, usize),
    values: &[f64],
) -> Option<f64> {
    let acting: Vec<f64> = way
        .effects
        .iter()
        .filter(|effect| effect.segments[segment] && effect.exits[exit])
        .filter(|effect| effect.states.iter().any(|state| kind_of(*state) == kind))
        .map(|effect| effect.hazard_ratio.of(values))
        .map(|ratio| match plan.money.optimism {
            Some([scale, _]) if ratio > 1.0 => exp(ln(ratio) * scale.of(values)),
            _ => ratio,
        })
        .collect();
    if acting.is_empty() {
        let default = kind == 0 && is_self_support(exit);
        return (way.effects.is_empty() && way.transition.is_some() && default).then_some(1.0);
    }
    Some(combined_hazard_ratio(&acting, plan.overlap.of(values)))
}

/// Returns whether an exit is to job or studies.
pub(crate) fn is_self_support(exit: usize) -> bool {
    matches!(ExitKind::ALL[exit], ExitKind::Job | ExitKind::Studies)
}

fn reform_mask(plan: &Plan, segment: usize, exit: usize) -> u64 {
    plan.reforms
        .iter()
        .enumerate()
        .filter(|(_, reform)| reform.segments[segment] && reform.exits[exit])
        .fold(0, |mask, (at, _)| mask | 1 << (at % 64))
}

fn factors(
    plan: &Plan,
    way: &WayPlan,
    time: &WayInTime<'_>,
    (on_labour, reforms, ratio, in_transition): (bool, u64, u64, bool),
) -> Vec<f64> {
    let ratio = f64::from_bits(ratio);
    (0..plan.calendar.n_months)
        .map(|month| {
            let mut factor = 1.0;
            if on_labour {
                factor *= time.labour.get(month).copied().unwrap_or(1.0);
            }
            for (at, reform) in plan.reforms.iter().enumerate() {
                if reforms >> (at % 64) & 1 == 1 && month >= reform.from_month {
                    factor *= reform.hazard_ratio.of(time.values);
                }
            }
            if (time.go_live_month..time.gone_month).contains(&month) {
                factor *= ratio;
                if in_transition {
                    factor *= transition(way, month - time.go_live_month, time.values);
                }
            }
            factor
        })
        .collect()
}

/// Returns the transition's ratio in a month after go-live, by its middle.
fn transition(way: &WayPlan, months_after: usize, values: &[f64]) -> f64 {
    let Some(transition) = &way.transition else {
        return 1.0;
    };
    let (ratio, hold) = (
        transition.hazard_ratio.of(values),
        transition.hold_months.of(values),
    );
    let until = transition.until_month.of(values).max(hold);
    let middle = months_after as f64 + 0.5;
    if middle <= hold {
        ratio
    } else if middle >= until {
        1.0
    } else {
        ratio + (1.0 - ratio) * (middle - hold) / (until - hold)
    }
}
