//! Whether a design takes a household on.

use crate::engine::life::Life;
use crate::model::purposes as p;
use crate::model::ways::WayModel;
use crate::scenario::design::Allocation;

impl Life {
    /// Returns whether a design takes the case on at a time.
    pub(crate) fn is_treated(&self, way: &WayModel, at: f64) -> bool {
        if at < way.go_live || at >= way.gone || !way.segments[self.segment] {
            return false;
        }
        if !self.is_allocated(way) {
            return false;
        }
        let ramp = if way.ramp_up_days > 0.0 {
            ((at - way.go_live) / way.ramp_up_days).min(1.0)
        } else {
            1.0
        };
        let volume = way.volume_share * ramp;
        volume >= 1.0 || self.key.stream(p::VOLUME, self.spell).uniform() < volume
    }

    /// Returns whether the household is among those a design would treat, and consents.
    pub(crate) fn is_allocated(&self, way: &WayModel) -> bool {
        let chosen = match way.allocation {
            _ if way.share >= 1.0 => true,
            Allocation::Random => self.key.stream(p::TREATED, 0).uniform() < way.share,
            Allocation::Alternate => {
                let before = (self.number as f64 * way.share).floor();
                ((self.number + 1) as f64 * way.share).floor() > before
            }
        };
        chosen
            && (way.consent_share >= 1.0
                || self.key.stream(p::CONSENT, 0).uniform() < way.consent_share)
    }
}
