//! Lays a plain model out as a table, or says that it cannot.

use crate::engine::walk::count;
use crate::engine::walk::table::{
    Ask, Clock, Clocks, Column, Edge, Entries, Entry, LeadsTo, MOST_GROUPS, MOST_STATES, Return,
    State, Stay, Table, Turn, Writes,
};
use crate::luck::lot_at;
use crate::model::facts::{Given, Plain};
use crate::model::groups::LeadsTo as GroupLeadsTo;
use crate::model::lanes::Place;
use crate::model::levers::FIRST_INTERVENTION;
use crate::model::parts::{InterventionModel, Leave, WITHDRAWN};
use crate::model::ways::Intake;
use crate::model::whole::Model;
use crate::tally::layout::{Happening, Layout};
use crate::tally::occupancy::weight_of;

/// Most months that fit a household's set of months with payment.
const MOST_MONTHS: usize = u64::BITS as usize;
/// Most moves: a byte tells them apart.
const MOST_EDGES: usize = 256;

/// Where a household of some segment can be.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Spot {
    /// In an intake step.
    Step(usize, Intake),
    /// At the choice, without having been in a step.
    Choice,
    Inside(usize),
    /// At the end of an intervention that may go on in another one.
    Behind(usize),
    /// Before a limited intervention, and in its queue.
    Asks(usize),
    Queued(usize),
    Open,
    Exit(usize),
}

impl Spot {
    /// Returns the place in the order in which states are seen to.
    fn rank(self, model: Given<'_, Plain>) -> (usize, usize) {
        match self {
            Self::Step(at, _) => (0, at),
            Self::Choice => (1, 0),
            Self::Inside(at) => (2, at),
            Self::Behind(at) => (3, at),
            // Nobody is in the queue while others walk.
            Self::Asks(at) | Self::Queued(at) => (7, at),
            Self::Open => (4, 0),
            // Those that lead to other exits first.
            Self::Exit(at) => (5 + usize::from(model.exits[at].ends_in.is_empty()), at),
        }
    }
}

struct Lowering<'m> {
    model: Given<'m, Plain>,
    layout: &'m Layout,
    spots: Vec<(usize, Spot)>,
    edges: Box<[Edge; MOST_EDGES]>,
    writes: Vec<Writes>,
    asks: Vec<Ask>,
    keeps_clocks: bool,
    fails: bool,
}

/// Returns the table of `today`; none where it would not hold what the model has.
pub(super) fn lowered<'m>(model: Given<'m, Plain>, layout: &'m Layout) -> Option<Table<'m>> {
    let varies = model.segments.iter().any(|of| of.benefit_sd_of_ln != 0.0);
    let segments = 0..model.segments.len();
    let groups = |segment: usize| model.model().lanes.groups(segment);
    let most_groups = segments.clone().map(|at| groups(at).groups.len()).max();
    if varies
        || !places_are_simple(model.model())
        || layout.n_months > MOST_MONTHS
        || most_groups > Some(MOST_GROUPS)
    {
        return None;
    }
    let mut lowering = Lowering {
        model,
        layout,
        spots: Vec::new(),
        edges: Box::new([Edge::default(); MOST_EDGES]),
        writes: Vec::new(),
        asks: Vec::new(),
        keeps_clocks: false,
        fails: false,
    };
    let entries: Vec<Entries> = segments
        .clone()
        .map(|segment| lowering.entries(segment))
        .collect();
    let mut states = Vec::new();
    while let Some((segment, spot)) = lowering.spots.get(states.len()).copied() {
        let state = lowering.state(segment, spot);
        states.push(state);
        let is_full = lowering.writes.len() > MOST_EDGES || lowering.spots.len() > MOST_STATES;
        if lowering.fails || is_full {
            return None;
        }
    }
    let mut order: Vec<u8> = (0..states.len()).map(|at| at as u8).collect();
    order.sort_by_key(|at| {
        let (segment, spot) = lowering.spots[usize::from(*at)];
        (segment, spot.rank(model))
    });
    Some(Table {
        states,
        order,
        edges: lowering.edges,
        writes: lowering.writes,
        asks: lowering.asks,
        entries,
        windings: segments.map(|at| groups(at).windings.as_slice()).collect(),
        keeps_clocks: lowering.keeps_clocks,
        reopen_days: model.reopen_days,
        n_months: layout.n_months,
    })
}

/// Returns the first lot at or above each share.
fn lots<'a>(shares: impl Iterator<Item = &'a f64>) -> Vec<u64> {
    shares.map(|share| lot_at(*share)).collect()
}

/// Returns whether nothing is limited but places in interventions, as many at any time, for which people wait as
/// long as it takes, and neither there nor inside does a clock run.
fn places_are_simple(model: &Model<'_>) -> bool {
    let way = &model.ways[0];
    let is_still = |kind: usize| {
        let mut places = (0..model.segments.len()).map(|at| model.lanes.of(0, at, kind));
        places.all(|place| place.speed <= 0.0 || place.lanes().is_empty())
    };
    let is_simple = |(at, of): (usize, &InterventionModel)| match of.needs.as_slice() {
        [] => true,
        [need] => {
            let pool = &model.pools[usize::from(need.pool)];
            let mut supply = way.supply[usize::from(need.pool)].iter();
            need.minutes.is_none()
                && pool.opening.is_none()
                && pool.longest_wait == f64::INFINITY
                && pool.longest_queue == usize::MAX
                && supply.all(|step| step.from == f64::NEG_INFINITY)
                && is_still(model.lanes.of_queue(at, 0))
                && is_still(FIRST_INTERVENTION + at)
        }
        _ => false,
    };
    way.review_needs.is_empty()
        && way.steps.iter().all(|step| step.needs.is_empty())
        && model.interventions.iter().enumerate().all(is_simple)
}

/// A move as it is worked out: where to, what happens, and what is counted of the household.
struct Move {
    to: Spot,
    events: Vec<Happening>,
    begins_spell: bool,
}

impl Move {
    fn to(to: Spot) -> Self {
        Self {
            to,
            events: Vec::new(),
            begins_spell: false,
        }
    }

    fn with(mut self, what: Happening) -> Self {
        self.events.insert(0, what);
        self
    }

    fn in_new_spell(mut self) -> Self {
        self.begins_spell = true;
        self
    }
}

impl<'m> Lowering<'m> {
    fn position(&mut self, segment: usize, spot: Spot) -> u8 {
        let known = self.spots.iter().position(|of| *of == (segment, spot));
        known.unwrap_or_else(|| {
            self.spots.push((segment, spot));
            self.spots.len() - 1
        }) as u8
    }

    /// Returns the place of a spot; none where the household only passes.
    fn place(&self, segment: usize, spot: Spot) -> Option<&'m Place> {
        let lanes = &self.model.model().lanes;
        let kind = match spot {
            Spot::Step(at, _) => lanes.of_step(at),
            Spot::Inside(at) => FIRST_INTERVENTION + at,
            Spot::Open => 0,
            Spot::Exit(at) => lanes.of_exit(at),
            Spot::Queued(at) => lanes.of_queue(at, 0),
            Spot::Choice | Spot::Behind(_) | Spot::Asks(_) => return None,
        };
        Some(lanes.of(0, segment, kind))
    }

    fn column(&self, segment: usize, spot: Spot) -> Option<Column> {
        self.place(segment, spot).map(|place| Column {
            at: place.column,
            weight: if place.pays_evenly {
                weight_of(place.benefit_share)
            } else {
                0
            },
        })
    }

    /// Adds a move and returns its position.
    fn edge(&mut self, segment: usize, from: Option<Spot>, what: Move) -> u8 {
        let to = self.position(segment, what.to);
        let column = |happening: &Happening| {
            self.layout
                .column(segment, self.layout.happening(*happening))
        };
        self.writes.push(Writes {
            segment: segment as u32,
            leaves: from.and_then(|from| self.column(segment, from)),
            enters: self.column(segment, what.to),
            events: what.events.iter().map(column).collect(),
        });
        let visits = match what.to {
            Spot::Inside(_) | Spot::Open | Spot::Queued(_) => count::VISIT,
            Spot::Exit(_) => count::VISIT + count::EXIT,
            Spot::Step(..) | Spot::Choice | Spot::Behind(_) | Spot::Asks(_) => 0,
        };
        let (keep, spells) = if what.begins_spell {
            (count::ALL_BUT_VISITS, count::SPELL)
        } else {
            (u64::MAX, 0)
        };
        let at = self.writes.len() - 1;
        // Where there are too many the table is thrown away.
        self.edges[at % MOST_EDGES] = Edge {
            row: (at * (self.layout.n_months + 1)) as u32,
            to,
            keep,
            add: visits + spells,
        };
        at as u8
    }

    /// Returns the move through intake from a step on, or none where the choice comes next.
    fn intake(&self, from: usize, intake: Intake) -> Option<Move> {
        let steps = &self.model.ways[0].steps;
        let next = (from..steps.len()).find(|at| steps[*at].is_passed_by(intake))?;
        Some(Move::to(Spot::Step(next, intake)).with(Happening::Step(0, next)))
    }

    fn entries(&mut self, segment: usize) -> Entries {
        let first = self.intake(0, Intake::First);
        let applies = first.unwrap_or_else(|| Move::to(Spot::Choice));
        Entries {
            applies: self.entry(segment, applies.with(Happening::NewApplication)),
            opens: self.entry(segment, Move::to(Spot::Open)),
            deterred: self.entry(segment, Move::to(Spot::Exit(WITHDRAWN))),
        }
    }

    fn entry(&mut self, segment: usize, first: Move) -> Entry {
        Entry {
            is_away: matches!(first.to, Spot::Exit(_)),
            edge: self.edge(segment, None, first),
        }
    }

    fn state(&mut self, segment: usize, spot: Spot) -> State<'m> {
        let model = self.model.model();
        let stay = match spot {
            Spot::Choice | Spot::Behind(_) | Spot::Asks(_) => Stay::Passed,
            Spot::Open | Spot::Queued(_) => Stay::Endless,
            // How long a place is taken is known when it is given.
            Spot::Inside(at) if !model.interventions[at].needs.is_empty() => Stay::Passed,
            Spot::Step(at, _) => {
                let of = &model.ways[0].steps[at];
                Stay::Step(of.wait, of.luck.wait)
            }
            Spot::Inside(at) => {
                let of = &model.interventions[at];
                Stay::Inside(of.duration, of.luck.duration)
            }
            Spot::Exit(at) => match &model.exits[at].leave {
                Leave::Never => Stay::Endless,
                leave => Stay::Away(leave, model.exits[at].luck.leave),
            },
        };
        let place = self.place(segment, spot);
        let clocks = place.and_then(|place| self.clocks(segment, spot, place));
        let turn = match spot {
            Spot::Open | Spot::Queued(_) => Turn::Never,
            Spot::Asks(at) => self.ask(segment, at),
            Spot::Exit(_) if matches!(stay, Stay::Endless) => Turn::Never,
            Spot::Step(at, intake) => match self.intake(at + 1, intake) {
                Some(next) => Turn::Goes(self.edge(segment, Some(spot), next)),
                None => self.choice(segment, spot),
            },
            Spot::Choice => self.choice(segment, spot),
            Spot::Inside(at) => self.completion(segment, at),
            Spot::Behind(at) => self.chain(segment, at),
            Spot::Exit(at) => self.way_back(segment, at),
        };
        State {
            segment,
            stay,
            clocks,
            turn,
            pays: place.is_some_and(|place| place.pays_evenly),
            is_away: matches!(spot, Spot::Exit(_)),
        }
    }

    fn exits(&mut self, segment: usize, from: Spot, exit: usize) -> u8 {
        let exits = Move::to(Spot::Exit(exit)).with(Happening::Exit(exit));
        self.edge(segment, Some(from), exits)
    }

    fn clocks(&mut self, segment: usize, spot: Spot, place: &'m Place) -> Option<Clocks<'m>> {
        let model = self.model.model();
        let groups = model.lanes.groups(segment);
        if place.speed <= 0.0 || place.lanes().is_empty() {
            return None;
        }
        self.keeps_clocks |= spot != Spot::Open || place.speed != 1.0;
        let mut all = Vec::new();
        for (group, lane) in place.lanes().iter().enumerate() {
            let leads_to = match groups.groups[group].leads_to {
                GroupLeadsTo::Exit(exit) => {
                    LeadsTo::Edge(self.exits(segment, spot, usize::from(exit)))
                }
                GroupLeadsTo::Drawn(at) => {
                    let bundle = &groups.bundles[at];
                    let exits = bundle.exits().iter();
                    let edges: Vec<u8> = exits
                        .map(|exit| self.exits(segment, spot, usize::from(*exit)))
                        .collect();
                    LeadsTo::Drawn(bundle.which(), lots(bundle.borders().iter()), edges[0])
                }
                GroupLeadsTo::Kept => {
                    self.fails = true;
                    return None;
                }
            };
            let path = &model.paths[lane.path as usize];
            self.keeps_clocks |= !lane.path_is_one;
            let mut windings = groups.windings.iter();
            let winding = windings.find(|of| usize::from(of.group) == group);
            let Some(winding) = winding else {
                self.fails = true;
                return None;
            };
            all.push(Clock {
                group,
                winding: *winding,
                one_over_most: lane.one_over_most,
                path: (!lane.path_is_one).then_some(path),
                leads_to,
            });
        }
        Some(Clocks {
            speed: place.speed,
            one_over_speed: place.one_over_speed,
            all,
        })
    }

    fn start(at: usize) -> Move {
        Move::to(Spot::Inside(at)).with(Happening::Start(at))
    }

    /// Returns the move that starts an intervention, or asks for a place in it.
    fn starts(&self, at: usize) -> Move {
        if self.model.interventions[at].needs.is_empty() {
            Self::start(at)
        } else {
            Move::to(Spot::Asks(at))
        }
    }

    fn ask(&mut self, segment: usize, at: usize) -> Turn {
        let of = &self.model.model().interventions[at];
        let Some(need) = of.needs.first() else {
            return Turn::Never;
        };
        let (asks, queued) = (Spot::Asks(at), Spot::Queued(at));
        let pays = |spot| {
            let place: Option<&Place> = self.place(segment, spot);
            place.is_some_and(|place| place.pays_evenly)
        };
        let (pays_in_queue, pays_inside) = (pays(queued), pays(Spot::Inside(at)));
        let ask = Ask {
            segment,
            pool: usize::from(need.pool),
            length: of.duration,
            luck: of.luck.duration,
            starts: self.edge(segment, Some(asks), Self::start(at)),
            queues: self.edge(segment, Some(asks), Move::to(queued)),
            is_served: self.edge(segment, Some(queued), Self::start(at)),
            pays_in_queue,
            pays_inside,
        };
        self.asks.push(ask);
        Turn::Asks((self.asks.len() - 1) as u8)
    }

    fn choice(&mut self, segment: usize, from: Spot) -> Turn {
        let menu = &self.model.model().ways[0].menu[segment];
        let mut first = None;
        for alternative in menu {
            let to = match alternative.to {
                Some(at) => self.starts(at),
                None => Move::to(Spot::Open),
            };
            let edge = self.edge(segment, Some(from), to);
            first = first.or(Some(edge));
        }
        match first {
            Some(first) => {
                let race = menu.iter().map(|of| (of.one_over_weight, of.noise));
                Turn::Chooses(race.collect(), first)
            }
            None => Turn::Goes(self.edge(segment, Some(from), Move::to(Spot::Open))),
        }
    }

    fn completion(&mut self, segment: usize, at: usize) -> Turn {
        let of = &self.model.model().interventions[at];
        let from = Spot::Inside(at);
        let first = self.writes.len() as u8;
        for (exit, _) in &of.unshifted {
            let exits = Move::to(Spot::Exit(*exit)).with(Happening::Exit(*exit));
            self.edge(segment, Some(from), exits.with(Happening::Completion(at)));
        }
        let next = if of.then.is_empty() {
            Spot::Open
        } else {
            Spot::Behind(at)
        };
        let others = Move::to(next).with(Happening::Completion(at));
        self.edge(segment, Some(from), others);
        let up_to = of.unshifted.iter().map(|(_, up_to)| up_to);
        Turn::Completes(of.luck.outcome, lots(up_to), first)
    }

    fn chain(&mut self, segment: usize, at: usize) -> Turn {
        let of = &self.model.model().interventions[at];
        let first = self.writes.len() as u8;
        for (to, _) in &of.then {
            let starts = self.starts(*to);
            self.edge(segment, Some(Spot::Behind(at)), starts);
        }
        self.edge(segment, Some(Spot::Behind(at)), Move::to(Spot::Open));
        let shares = of.then.iter().map(|(_, share)| *share).collect();
        Turn::Follows(of.luck.then, shares, first)
    }

    fn way_back(&mut self, segment: usize, exit: usize) -> Turn {
        let of = &self.model.model().exits[exit];
        let from = Spot::Exit(exit);
        let first = self.writes.len() as u8;
        for (to, _) in &of.ends_in {
            self.exits(segment, from, *to);
        }
        let reopened = Move::to(Spot::Open).with(Happening::Reopened);
        self.edge(segment, Some(from), reopened.in_new_spell());
        let intake = self.intake(0, Intake::Return);
        let returns = intake.unwrap_or_else(|| Move::to(Spot::Choice));
        let returns = returns.with(Happening::Return).in_new_spell();
        self.edge(segment, Some(from), returns);
        Turn::Returns(Return {
            luck: of.luck.ends,
            shares: of.ends_in.iter().map(|(_, share)| *share).collect(),
            first,
            without_intake: of.without_intake,
        })
    }
}
