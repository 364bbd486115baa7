//! What each random number of a household is used for, by the ids of the scenario.
//!
//! Every purpose is named after an id, never a position, so that adding, removing or
//! reordering anything in the file leaves all other luck as it was.

use crate::compile::plan::{N_EXITS, Plan};
use crate::luck::Purpose;
use crate::scenario::exits::ExitKind;

pub(crate) const ARRIVAL: Purpose = Purpose::named("arrival");
pub(crate) const SEGMENT: Purpose = Purpose::named("segment");
pub(crate) const ENTRY: Purpose = Purpose::named("entry");
pub(crate) const READINESS: Purpose = Purpose::named("readiness");
pub(crate) const TWO_ADULTS: Purpose = Purpose::named("two adults");
pub(crate) const BENEFIT: Purpose = Purpose::named("benefit");
pub(crate) const TREATED: Purpose = Purpose::named("treated");
pub(crate) const CONSENT: Purpose = Purpose::named("consent");
pub(crate) const VOLUME: Purpose = Purpose::named("volume");
pub(crate) const CALL_IN: Purpose = Purpose::named("call in");
pub(crate) const FOUND: Purpose = Purpose::named("found");
pub(crate) const OFFER: Purpose = Purpose::named("offer");
pub(crate) const PROGRAMME: Purpose = Purpose::named("programme");
pub(crate) const STOCK: Purpose = Purpose::named("stock");
pub(crate) const BEHIND: Purpose = Purpose::named("behind");

/// Purposes around one exit.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ExitPurposes {
    pub(crate) clock: Purpose,
    pub(crate) which: Purpose,
    pub(crate) after: Purpose,
    pub(crate) part: Purpose,
    pub(crate) leave: Purpose,
    pub(crate) ends: Purpose,
}

/// Purposes around one intervention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InterventionPurposes {
    pub(crate) noise: Purpose,
    pub(crate) fit: Purpose,
    pub(crate) duration: Purpose,
    pub(crate) drop_out: Purpose,
    pub(crate) outcome: Purpose,
    pub(crate) then: Purpose,
}

/// Purposes around one intake step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct StepPurposes {
    pub(crate) wait: Purpose,
    pub(crate) withdrawal: Purpose,
    pub(crate) lost: Purpose,
}

/// Every purpose that depends on the scenario's ids.
#[derive(Clone, Debug)]
pub struct Purposes {
    pub(crate) exits: [ExitPurposes; N_EXITS],
    pub(crate) interventions: Vec<InterventionPurposes>,
    /// The choice of no intervention.
    pub(crate) no_intervention: Purpose,
    /// By way and step.
    pub(crate) steps: Vec<Vec<StepPurposes>>,
    /// By pool: how long a service takes.
    pub(crate) services: Vec<Purpose>,
    /// By list: the number its households' keys are made from.
    pub(crate) lists: Vec<Purpose>,
}

impl Purposes {
    /// Returns the purposes of a plan's ids.
    pub(crate) fn new(plan: &Plan) -> Self {
        let within = |what: &'static str| move |id: &str| Purpose::named(what).within(id);
        let exit = |at: usize| {
            let word = ExitKind::ALL[at].word();
            ExitPurposes {
                clock: within("exit")(word),
                which: within("which exit")(word),
                after: within("after the first exit")(word),
                part: within("part benefit")(word),
                leave: within("leave")(word),
                ends: within("ends in")(word),
            }
        };
        let intervention = |id: &str| InterventionPurposes {
            noise: within("noise")(id),
            fit: within("fit")(id),
            duration: within("duration")(id),
            drop_out: within("drop out")(id),
            outcome: within("outcome")(id),
            then: within("then")(id),
        };
        let step = |id: &str| StepPurposes {
            wait: within("wait")(id),
            withdrawal: within("withdrawal")(id),
            lost: within("lost")(id),
        };
        Self {
            exits: std::array::from_fn(exit),
            interventions: plan
                .interventions
                .iter()
                .map(|i| intervention(&i.id))
                .collect(),
            no_intervention: within("noise")("none"),
            steps: plan
                .ways
                .iter()
                .map(|w| w.steps.iter().map(|s| step(&s.id)).collect())
                .collect(),
            services: plan
                .pools
                .iter()
                .map(|pool| within("service")(&pool.id))
                .collect(),
            lists: plan
                .lists
                .iter()
                .map(|list| within("list")(&list.id))
                .collect(),
        }
    }
}
