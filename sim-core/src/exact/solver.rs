//! All kinds of households under all ways of working.

use crate::compile::plan::{EffectState, Plan};
use crate::exact::asked::{Asked, ExpectedDraw, ExpectedWay, Setting};
use crate::exact::away::reopening;
use crate::exact::cohort::Cohort;
use crate::exact::fit::{Choice, fit_points};
use crate::exact::given::scales;
use crate::exact::grid::Grid;
use crate::exact::inflow::{applications, entry_ratios};
use crate::exact::kernel::Lengths;
use crate::exact::map::Scene;
use crate::exact::quadrature::readiness_nodes;
use crate::exact::rates::{Calendar, Household};
use crate::exact::solve::{Allocated, Entry, grow, live};
use crate::exact::stock::Stock;
use crate::exact::takes_on::{TakesOn, called_by_cell};
use crate::model::course::Course;
use crate::model::parts::SegmentModel;
use crate::model::whole::Model;
use crate::tally::expected::ExpectedTally;
use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// One kind of household and its share of applications.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sort {
    pub(crate) household: Household,
    /// Share of all applications.
    pub(crate) share: f64,
    /// Share of its segment.
    pub(crate) of_segment: f64,
    /// Where these are told apart.
    pub(crate) cohort: Option<Cohort>,
}

impl Sort {
    /// Returns applications by cell, of which this sort has its share.
    fn of_applications(&self, by_cell: &[f64]) -> Vec<f64> {
        match self.cohort {
            Some(cohort) => cohort.own(by_cell),
            None => by_cell.to_vec(),
        }
    }

    /// Returns whether households of this sort are on a closed list.
    pub(crate) fn is_on_list(&self, list: usize) -> bool {
        self.cohort.is_none_or(|cohort| cohort.list == Some(list))
    }
}

/// A part of one kind of household: shares as in [`Allocated`].
struct Part<'p> {
    by_cell: &'p [f64],
    lists: &'p [f64],
    stock: Option<Stock>,
}

/// Everything that is the same for all kinds of households.
pub(crate) struct Solver<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) model: &'a Model<'a>,
    pub(crate) asked: Asked<'a>,
    pub(crate) whole: Grid,
    pub(crate) ahead: Grid,
    calendar: Calendar,
    lengths: Lengths,
    points: Vec<(f64, f64)>,
    choices: Vec<Vec<Choice>>,
    reopening: Vec<crate::exact::kernel::Kernel>,
    is_followed: bool,
    pub(crate) applications: Vec<f64>,
}

/// Returns whether a way calls in, and changes hazards inside interventions.
fn calls_into_effect(plan: &Plan, model: &Model<'_>, way: usize) -> bool {
    let inside = |state: &EffectState| matches!(state, EffectState::Intervention(_));
    let effects = &plan.ways[way].effects;
    let acts_inside = effects
        .iter()
        .any(|effect| effect.states.iter().any(inside));
    way != 0 && model.ways[way].calls_in && acts_inside
}

impl<'a> Solver<'a> {
    pub(crate) fn new(
        plan: &'a Plan,
        model: &'a Model<'a>,
        asked: Asked<'a>,
        setting: Setting,
    ) -> Self {
        let n_months = plan.calendar.n_months;
        let grows = plan.inflow.is_some() && plan.stock.present;
        let warm_up_days = if grows {
            asked.warm_up_years * DAYS_PER_YEAR
        } else {
            0.0
        };
        let whole = Grid::new(setting.cells_per_month, warm_up_days, n_months);
        let at_once =
            |way: &&usize| model.ways[**way].calls_in && model.ways[**way].call_in_days <= 0.0;
        let has_points = !plan.lists.is_empty() || asked.ways.iter().any(|way| at_once(&way));
        let points = fit_points(&model.ways);
        let choices = model.ways.iter().map(|way| {
            let menus = way.menu.iter();
            menus
                .map(|menu| Choice::of(menu, way.match_quality, &points))
                .collect()
        });
        Self {
            plan,
            model,
            asked,
            whole,
            ahead: Grid::new(setting.cells_per_month, 0.0, n_months),
            calendar: Calendar::new(plan, model, asked.values, asked.world),
            choices: choices.collect(),
            points: points.clone(),
            lengths: Lengths::new(whole.step(), whole.n_cells, has_points),
            is_followed: asked
                .ways
                .iter()
                .any(|way| calls_into_effect(plan, model, *way)),
            reopening: reopening(&model.exits, model.reopen_days, whole.step()),
            applications: applications(plan, asked.values, &whole, warm_up_days),
        }
    }

    fn scene<'s>(&'s self, way: usize, is_whole: bool, called: Option<&'s [f64]>) -> Scene<'s> {
        let position = self.asked.ways.iter().position(|known| *known == way);
        Scene {
            model: self.model,
            calendar: &self.calendar,
            grid: if is_whole { &self.whole } else { &self.ahead },
            layout: &self.asked.layouts[position.unwrap_or(0)],
            values: self.asked.values,
            points: &self.points,
            lengths: &self.lengths,
            choices: &self.choices,
            reopening: &self.reopening,
            called,
            way,
            is_followed: self.is_followed,
            leaving: None,
        }
    }

    /// Returns the permanent hazard of a sort by cell of a grid, where it changes with time.
    fn leaving(&self, sort: &Sort, grid: &Grid) -> Option<Vec<f64>> {
        let course = self.model.segments[sort.household.segment]
            .permanent
            .as_ref()?;
        let begins = self.whole.n_cells - grid.n_cells;
        Some(sort.cohort?.leaving(course, grid, begins))
    }

    /// Returns every kind of household.
    fn sorts(&self) -> Vec<Sort> {
        let mut sorts = Vec::new();
        let mut before = 0.0;
        let keeps = self
            .model
            .exits
            .iter()
            .any(|exit| exit.second_adult_left.is_some());
        for (segment, of) in self.model.segments.iter().enumerate() {
            let share = of.share_up_to - before;
            before = of.share_up_to;
            let two = if keeps { of.two_adults_share } else { 0.0 };
            for (readiness, weight) in readiness_nodes(of.readiness_sd) {
                for (two_adults, part) in [(false, 1.0 - two), (true, two)] {
                    if part > 0.0 {
                        let household = Household {
                            segment,
                            readiness,
                            two_adults,
                        };
                        let of_segment = weight * part;
                        let share = share * of_segment;
                        let sort = |cohort| Sort {
                            household,
                            share,
                            of_segment,
                            cohort,
                        };
                        sorts.extend(self.cohorts(of).into_iter().map(sort));
                    }
                }
            }
        }
        sorts
    }

    /// Returns which cohorts of a segment are told apart.
    fn cohorts(&self, segment: &SegmentModel) -> Vec<Option<Cohort>> {
        if matches!(segment.permanent, None | Some(Course::Constant(_))) {
            return vec![None];
        }
        let lists = self.plan.lists.iter();
        let lists: Vec<usize> = lists
            .map(|list| list.starts_month * self.whole.per_month)
            .collect();
        Cohort::all(&self.whole, &lists)
            .into_iter()
            .map(Some)
            .collect()
    }

    pub(crate) fn solve(&self) -> ExpectedDraw {
        let sorts = self.sorts();
        let mut stocks = self.stocks(&sorts, &self.applications);
        if let Some(households) = &self.plan.stock.households {
            let wanted = households.of(self.asked.values);
            let all = sorts.iter().zip(&stocks);
            let all: Vec<(Household, Stock)> = all
                .map(|(sort, stock)| (sort.household, stock.clone()))
                .collect();
            let scales = scales(&self.model.segments, wanted, &all);
            for (sort, stock) in sorts.iter().zip(&mut stocks) {
                let (on, away) = scales[sort.household.segment];
                stock.scale(on, away);
            }
        }
        let on_assistance = stocks.iter().map(|stock| stock.households(false)).sum();
        let ways = self.asked.ways.iter().map(|way| ExpectedWay {
            tally: self.way(*way, &sorts, &stocks),
            discontinued_at_month: self.model.ways[*way].gone / DAYS_PER_MONTH,
        });
        ExpectedDraw {
            stock_households: on_assistance,
            ways: ways.collect(),
        }
    }

    fn calling(&self) -> Vec<usize> {
        let ways = self.asked.ways.iter().copied();
        ways.filter(|way| *way != 0 && self.model.ways[*way].calls_in)
            .collect()
    }

    /// Returns the stock of every kind of household.
    pub(crate) fn stocks(&self, sorts: &[Sort], by_cell: &[f64]) -> Vec<Stock> {
        if self.whole.before == 0 {
            return Vec::new();
        }
        let scene = self.scene(0, true, None);
        let calling: Vec<Scene<'_>> = self
            .calling()
            .into_iter()
            .map(|way| self.scene(way, true, None))
            .collect();
        let ratios = vec![1.0; self.whole.n_months];
        sorts
            .iter()
            .map(|sort| {
                let entry = Entry {
                    share: sort.share,
                    by_cell: &sort.of_applications(by_cell),
                    ratios: &ratios,
                };
                let leaving = self.leaving(sort, &self.whole);
                let leaving = leaving.as_deref();
                let calling: Vec<Scene<'_>> = calling
                    .iter()
                    .map(|scene| Scene { leaving, ..*scene })
                    .collect();
                grow(
                    &Scene { leaving, ..scene },
                    sort.household,
                    &entry,
                    &calling,
                )
            })
            .collect()
    }

    /// Returns what is expected under one way.
    fn way(&self, way: usize, sorts: &[Sort], stocks: &[Stock]) -> ExpectedTally {
        let position = self.asked.ways.iter().position(|known| *known == way);
        let mut tally = ExpectedTally::new(&self.asked.layouts[position.unwrap_or(0)]);
        let allocated = self.allocated(way, sorts, stocks);
        let everyone = vec![1.0; self.whole.n_cells];
        for (at, sort) in sorts.iter().enumerate() {
            let stock = stocks.get(at);
            if way == 0 {
                let all = Part {
                    by_cell: &everyone,
                    lists: &vec![1.0; self.plan.lists.len()],
                    stock: stock.cloned(),
                };
                self.part(way, (sort, &all), &TakesOn::default(), &mut tally);
            } else {
                self.design(way, (sort, stock, &allocated[at]), &mut tally);
            }
        }
        tally
    }

    /// Adds one kind of household under a design: those it would take on, and the others.
    fn design(
        &self,
        way: usize,
        (sort, stock, allocated): (&Sort, Option<&Stock>, &Allocated),
        tally: &mut ExpectedTally,
    ) {
        let less = |shares: &[f64]| shares.iter().map(|share| 1.0 - share).collect::<Vec<_>>();
        let everyone = vec![1.0; self.whole.n_cells];
        if !allocated.is_concerned {
            let all = Part {
                by_cell: &everyone,
                lists: &vec![1.0; self.plan.lists.len()],
                stock: stock.cloned(),
            };
            return self.part(way, (sort, &all), &TakesOn::default(), tally);
        }
        let theirs = Part {
            by_cell: &allocated.by_cell,
            lists: &allocated.lists,
            stock: allocated.stock.clone(),
        };
        let of = &self.model.ways[way];
        let calling = self.calling().iter().position(|known| *known == way);
        let takes_on = TakesOn::new(of, &self.ahead, calling);
        self.part(way, (sort, &theirs), &takes_on, tally);
        let others = Part {
            by_cell: &less(&allocated.by_cell),
            lists: &less(&allocated.lists),
            stock: stock.map(|stock| match &allocated.stock {
                Some(theirs) => stock.less(theirs),
                None => stock.clone(),
            }),
        };
        let is_anyone = |shares: &[f64]| shares.iter().any(|share| *share > 0.0);
        if is_anyone(others.by_cell) || is_anyone(others.lists) {
            self.part(way, (sort, &others), &TakesOn::default(), tally);
        }
    }

    /// Adds a part of one kind of household under a way.
    fn part(
        &self,
        way: usize,
        (sort, part): (&Sort, &Part<'_>),
        takes_on: &TakesOn,
        tally: &mut ExpectedTally,
    ) {
        let of = &self.model.ways[way];
        let segment = sort.household.segment;
        let called = takes_on.calling.map(|_| called_by_cell(of, &self.ahead));
        let leaving = self.leaving(sort, &self.ahead);
        let scene = Scene {
            leaving: leaving.as_deref(),
            ..self.scene(way, false, called.as_deref())
        };
        let ratios = entry_ratios(self.plan, of, segment, self.asked.values);
        let applications = self.applications.iter().zip(part.by_cell);
        let applications: Vec<f64> = applications.map(|(n, share)| n * share).collect();
        let applications = sort.of_applications(&applications);
        let entry = Entry {
            share: sort.share,
            by_cell: &applications,
            ratios: &ratios,
        };
        let listed = self.listed(way, (sort, part.lists), takes_on);
        let who = (part.stock.as_ref(), &entry, listed.as_slice());
        live(&scene, sort.household, who, takes_on, tally);
    }
}
