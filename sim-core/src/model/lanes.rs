//! Hazards laid out for the hot loop: what multiplies each group of clocks in each kind of state.

use crate::compile::plan::N_EXITS;
use crate::model::groups::{Group, Groups};
use crate::model::levers::{FIRST_INTERVENTION, INTAKE};
use crate::model::parts::{Clock, InterventionModel, SegmentModel};
use crate::model::path::Path;
use crate::model::pools::Need;
use crate::model::ways::{StepModel, WayModel};
use crate::scenario::hazard::Since;
use crate::tally::layout::{LOST, Layout, OPEN};

/// What multiplies one group in one kind of state.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lane {
    /// One over the path's largest factor.
    pub(crate) one_over_most: f64,
    /// Calendar-time factors.
    pub(crate) path: u32,
    pub(crate) path_is_one: bool,
    pub(crate) self_support: bool,
    pub(crate) is_constant: bool,
}

/// One way, segment and kind of state: what it does to clocks and benefit, and where it is written.
#[derive(Debug, PartialEq)]
pub(crate) struct Place {
    /// Whether it lies after an exit.
    pub(crate) is_away: bool,
    /// Factor on all hazards: lock-in of an intervention, search ratio of a step.
    pub(crate) speed: f64,
    pub(crate) one_over_speed: f64,
    /// Share of the benefit that is paid.
    pub(crate) benefit_share: f64,
    /// Whether that is something, and the same however long the spell has lasted.
    pub(crate) pays_evenly: bool,
    /// Whether all hazards are constant.
    pub(crate) is_constant: bool,
    /// Days, since reviews are counted, after which the first has been; infinite without reviews.
    pub(crate) reviewed_after: f64,
    /// Column of segment and state in the tallies.
    pub(crate) column: u32,
    n_lanes: usize,
    lanes: [Lane; N_EXITS],
}

impl Place {
    /// Returns the lanes by group of the segment.
    #[inline]
    pub(crate) fn lanes(&self) -> &[Lane] {
        &self.lanes[..self.n_lanes]
    }
}

/// All lanes of one draw.
#[derive(Debug)]
pub(crate) struct Lanes {
    /// Whether any clock of any segment starts with a state.
    pub(crate) any_by_state: bool,
    groups: Vec<Groups>,
    places: Vec<Place>,
    n_segments: usize,
    n_kinds: usize,
    kinds: Vec<Kind>,
    first_step: usize,
    first_exit: usize,
    /// Where the kinds of queues stand that have a pace of their own: of starts and of steps.
    queues: Option<Queues>,
    step_queues: Option<Queues>,
}

/// Where kinds of queues stand: as many for each start or step as any has needs.
#[derive(Clone, Copy, Debug)]
struct Queues {
    first: usize,
    n_needs: usize,
}

impl Queues {
    /// Adds queues of so many starts or steps where one of their needs has a pace of its own.
    fn add<'a>(
        kinds: &mut Vec<Kind>,
        n: usize,
        needs: impl Iterator<Item = &'a Vec<Need>> + Clone,
        kind: fn(usize, usize) -> Kind,
    ) -> Option<Self> {
        let has_own_pace = |need: &Need| need.queue_ratio != 1.0;
        if !needs.clone().flatten().any(has_own_pace) {
            return None;
        }
        let queues = Self {
            first: kinds.len(),
            n_needs: needs.map(Vec::len).max().unwrap_or(0),
        };
        kinds.extend((0..n).flat_map(|at| (0..queues.n_needs).map(move |need| kind(at, need))));
        Some(queues)
    }

    fn at(self, of: usize, need: usize) -> usize {
        self.first + of * self.n_needs + need.min(self.n_needs - 1)
    }
}

/// What a kind of state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Open,
    Lost,
    /// Nobody is in intake but in one of its steps.
    Intake,
    Intervention(usize),
    Step(usize),
    /// In the queue for what a start or a step needs: which, and which of its needs.
    Queue(usize, usize),
    StepQueue(usize, usize),
    Exit(usize),
}

impl Lanes {
    /// Returns the lanes of all ways from their path positions `[segment][kind][exit]`.
    pub(crate) fn new(
        segments: &[SegmentModel],
        interventions: &[InterventionModel],
        ways: &[WayModel],
        paths: &[Path],
        path_at: &[Vec<u32>],
    ) -> Self {
        let n_path_kinds = FIRST_INTERVENTION + interventions.len();
        let at = |segment: usize, kind: usize| (segment * n_path_kinds + kind) * N_EXITS;
        let groups_of = |(segment_idx, segment): (usize, &SegmentModel)| {
            let paths_of = |clock: &Clock| -> Vec<u32> {
                let kinds = (0..n_path_kinds).map(|kind| at(segment_idx, kind) + clock.exit);
                let ways = path_at.iter();
                ways.flat_map(|way| kinds.clone().map(|at| way[at]))
                    .collect()
            };
            Groups::new(&segment.clocks, n_path_kinds, paths_of)
        };
        let groups: Vec<Groups> = segments.iter().enumerate().map(groups_of).collect();
        let most_steps = ways.iter().map(|way| way.steps.len()).max().unwrap_or(0);
        let mut kinds = vec![Kind::Open, Kind::Lost, Kind::Intake];
        kinds.extend((0..interventions.len()).map(Kind::Intervention));
        kinds.extend((0..most_steps).map(Kind::Step));
        let of_starts = interventions.iter().map(|of| &of.needs);
        let queues = Queues::add(&mut kinds, interventions.len(), of_starts, Kind::Queue);
        let steps = ways.iter().flat_map(|way| &way.steps);
        let of_steps = steps.map(|step| &step.needs);
        let step_queues = Queues::add(&mut kinds, most_steps, of_steps, Kind::StepQueue);
        let first_exit = kinds.len();
        kinds.extend((0..N_EXITS).map(Kind::Exit));
        let n_kinds = kinds.len();
        let mut places = Vec::with_capacity(ways.len() * segments.len() * n_kinds);
        for (of_way, way) in path_at.iter().zip(ways) {
            for (segment_idx, groups) in groups.iter().enumerate() {
                for (position, kind) in kinds.iter().enumerate() {
                    if matches!(kind, Kind::Exit(_)) {
                        places.push(after_exit());
                        continue;
                    }
                    let path_kind = match kind {
                        Kind::Step(_) | Kind::StepQueue(..) => INTAKE,
                        Kind::Queue(..) => 0,
                        _ => position,
                    };
                    let mut lanes = [Lane::default(); N_EXITS];
                    for (to, group) in lanes.iter_mut().zip(&groups.groups) {
                        let path = of_way[at(segment_idx, path_kind) + group.exit];
                        *to = lane(group, path, paths);
                    }
                    let is_even = segments[segment_idx].benefit_steps.is_empty();
                    places.push(Place {
                        reviewed_after: reviewed_after(way, *kind),
                        ..place(
                            pace(*kind, way, interventions),
                            (groups.groups.len(), lanes),
                            is_even,
                        )
                    });
                }
            }
        }
        let starts_by_state = |group: &Group| group.since == Since::State;
        Self {
            any_by_state: groups.iter().flat_map(|of| &of.groups).any(starts_by_state),
            groups,
            places,
            n_segments: segments.len(),
            n_kinds,
            first_step: n_path_kinds,
            first_exit,
            queues,
            step_queues,
            kinds,
        }
    }

    /// Notes which column of the tallies each segment and kind of state has.
    pub(crate) fn with_columns(mut self, layout: &Layout) -> Self {
        for (at, place) in self.places.iter_mut().enumerate() {
            let (of_segment, kind) = (at / self.n_kinds, at % self.n_kinds);
            let segment = of_segment % self.n_segments;
            let own = usize::from(of_segment >= self.n_segments);
            let state = match self.kinds[kind] {
                Kind::Open | Kind::Queue(..) => OPEN,
                Kind::Lost => LOST,
                Kind::Intake => continue,
                Kind::Intervention(at) => layout.intervention_state(at),
                Kind::Step(at) | Kind::StepQueue(at, _) => layout.step_state(own, at),
                Kind::Exit(at) => layout.exit_state(at),
            };
            place.column = layout.column(segment, state);
        }
        self
    }

    /// Returns the kind of state that a step is.
    #[inline]
    pub(crate) fn of_step(&self, step: usize) -> usize {
        self.first_step + step
    }

    /// Returns the kind of state that a queue for one need of a start is: the open case's, unless some have a pace of their own.
    #[inline]
    pub(crate) fn of_queue(&self, intervention: usize, need: usize) -> usize {
        self.queues.map_or(0, |of| of.at(intervention, need))
    }

    /// Returns the kind of state that a step is while it waits for one of its needs.
    pub(crate) fn of_step_queue(&self, step: usize, need: usize) -> usize {
        let queues = self.step_queues;
        queues.map_or(self.of_step(step), |of| of.at(step, need))
    }

    /// Returns the kind of state after an exit.
    #[inline]
    pub(crate) fn of_exit(&self, exit: usize) -> usize {
        self.first_exit + exit
    }

    /// Returns the position of the first kind of state of a way and segment; the others follow.
    #[inline]
    pub(crate) fn first_of(&self, way: usize, segment: usize) -> u32 {
        ((way * self.n_segments + segment) * self.n_kinds) as u32
    }

    /// Returns the place at a position.
    #[inline]
    pub(crate) fn place(&self, at: u32) -> &Place {
        &self.places[at as usize]
    }

    /// Returns the place of a way, segment and kind of state.
    #[inline]
    pub(crate) fn of(&self, way: usize, segment: usize, kind: usize) -> &Place {
        &self.places[self.first_of(way, segment) as usize + kind]
    }

    /// Returns whether two ways have the same lanes for a segment in every kind of state.
    pub(crate) fn are_same(&self, segment: usize, way: usize, other: usize) -> bool {
        (0..self.n_kinds).all(|kind| self.of(way, segment, kind) == self.of(other, segment, kind))
    }

    /// Returns the groups of a segment.
    #[inline]
    pub(crate) fn groups(&self, segment: usize) -> &Groups {
        &self.groups[segment]
    }
}

/// Returns the factor on all hazards in a kind of state, and the share of the benefit paid.
fn pace(kind: Kind, way: &WayModel, interventions: &[InterventionModel]) -> (f64, f64) {
    let step = |step: &StepModel, ratio: f64| {
        let paid = f64::from(u8::from(step.benefit_paid));
        (step.search_ratio * ratio, paid)
    };
    match kind {
        Kind::Open | Kind::Lost | Kind::Intake => (1.0, 1.0),
        Kind::Intervention(at) => (interventions[at].lock_in, interventions[at].benefit_share),
        Kind::Queue(at, need) => (ratio_of(&interventions[at].needs, need), 1.0),
        // Ways have different numbers of steps.
        Kind::Step(at) => way.steps.get(at).map_or((1.0, 1.0), |of| step(of, 1.0)),
        Kind::StepQueue(at, need) => way
            .steps
            .get(at)
            .map_or((1.0, 1.0), |of| step(of, ratio_of(&of.needs, need))),
        Kind::Exit(_) => (0.0, 0.0),
    }
}

/// Returns the factor while a need is waited for; not all have as many.
fn ratio_of(needs: &[Need], need: usize) -> f64 {
    needs.get(need).map_or(1.0, |need| need.queue_ratio)
}

fn place(
    (speed, benefit_share): (f64, f64),
    (n_lanes, lanes): (usize, [Lane; N_EXITS]),
    is_even: bool,
) -> Place {
    Place {
        is_away: false,
        speed,
        one_over_speed: 1.0 / speed,
        benefit_share,
        pays_evenly: is_even && benefit_share > 0.0,
        reviewed_after: f64::INFINITY,
        column: 0,
        is_constant: lanes[..n_lanes].iter().all(|lane| lane.is_constant),
        n_lanes,
        lanes,
    }
}

/// Nothing happens to clocks, and benefit that is kept depends on the household.
fn after_exit() -> Place {
    Place {
        is_away: true,
        speed: 0.0,
        one_over_speed: f64::INFINITY,
        benefit_share: 0.0,
        pays_evenly: false,
        reviewed_after: f64::INFINITY,
        column: 0,
        is_constant: true,
        n_lanes: 0,
        lanes: [Lane::default(); N_EXITS],
    }
}

fn lane(group: &Group, path: u32, paths: &[Path]) -> Lane {
    let of = &paths[path as usize];
    Lane {
        path,
        path_is_one: of.is_one(),
        one_over_most: 1.0 / of.most(),
        self_support: group.self_support,
        is_constant: group.is_constant,
    }
}

/// Returns the days in a kind of state after which the first review has been.
///
/// A stay that a review ends has that review, however the last bit was rounded. Reviews
/// that need a slot are written down when they are done.
fn reviewed_after(way: &WayModel, kind: Kind) -> f64 {
    match way.review {
        Some(review) if !review.asks && matches!(kind, Kind::Open | Kind::Lost) => {
            0.999_999 * review.every_days
        }
        _ => f64::INFINITY,
    }
}
