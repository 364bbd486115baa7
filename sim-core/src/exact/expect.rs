//! What is expected of every way of working at given values of all numbers.

use crate::compile::plan::Plan;
use crate::exact::away::reopening;
use crate::exact::fit::{Choice, fit_points};
use crate::exact::grid::Grid;
use crate::exact::inflow::{applications, entry_ratios};
use crate::exact::kernel::Lengths;
use crate::exact::map::Scene;
use crate::exact::quadrature::readiness_nodes;
use crate::exact::rates::{Calendar, Household};
use crate::exact::solve::{Entry, Stock, TakesOn, grow, live};
use crate::exact::unsupported::{Unsupported, found};
use crate::luck::CohortKey;
use crate::model::purposes::Purposes;
use crate::model::ways::WayModel;
use crate::model::whole::Model;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::Layout;
use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// How to solve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Cells of the time grid in a month.
    pub cells_per_month: usize,
}

/// What to solve.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Ways by position in the plan, `today` (0) first.
    pub ways: &'a [usize],
    /// Columns by way.
    pub layouts: &'a [Layout],
    /// Years of inflow before the start.
    pub warm_up_years: f64,
    /// Value of every slot.
    pub values: &'a [f64],
    /// Keys the labour market and discontinuation.
    pub world: CohortKey,
}

/// One way of working.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedWay {
    /// Time and events by month.
    pub tally: ExpectedTally,
    /// Months from the start at which the design stops being run as designed; infinite when it does not.
    pub discontinued_at_month: f64,
}

/// All ways of working under the same numbers and world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedDraw {
    /// Households on assistance at the start.
    pub stock_households: f64,
    /// In the order asked for.
    pub ways: Vec<ExpectedWay>,
}

/// Returns what is expected under every way asked for.
///
/// # Errors
///
/// Everything in the plan that this engine does not cover.
pub fn expect_at(
    plan: &Plan,
    asked: Asked<'_>,
    setting: Setting,
) -> Result<ExpectedDraw, Vec<Unsupported>> {
    let purposes = Purposes::new(plan);
    let model = Model::new(plan, &purposes, asked.values, asked.world);
    let unsupported = found(plan, &model, asked.ways);
    if !unsupported.is_empty() {
        return Err(unsupported);
    }
    let solver = Solver::new(plan, &model, asked, setting);
    Ok(solver.solve())
}

/// One kind of household and its share of applications.
#[derive(Clone, Copy, Debug)]
struct Sort {
    household: Household,
    share: f64,
}

struct Solver<'a> {
    plan: &'a Plan,
    model: &'a Model<'a>,
    asked: Asked<'a>,
    whole: Grid,
    ahead: Grid,
    calendar: Calendar,
    lengths: Lengths,
    points: Vec<(f64, f64)>,
    choices: Vec<Vec<Choice>>,
    reopening: Vec<crate::exact::kernel::Kernel>,
    applications: Vec<f64>,
}

impl<'a> Solver<'a> {
    fn new(plan: &'a Plan, model: &'a Model<'a>, asked: Asked<'a>, setting: Setting) -> Self {
        let n_months = plan.calendar.n_months;
        let grows = plan.inflow.is_some() && plan.stock.present;
        let warm_up_days = if grows {
            asked.warm_up_years * DAYS_PER_YEAR
        } else {
            0.0
        };
        let whole = Grid::new(setting.cells_per_month, warm_up_days, n_months);
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
            lengths: Lengths::new(whole.step(), whole.n_cells),
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
        }
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
                        let share = share * weight * part;
                        sorts.push(Sort { household, share });
                    }
                }
            }
        }
        sorts
    }

    fn solve(&self) -> ExpectedDraw {
        let sorts = self.sorts();
        let mut stocks = self.stocks(&sorts, &self.applications);
        self.scale_to_given(&sorts, &mut stocks);
        let on_assistance = stocks.iter().map(|stock| stock.households(false)).sum();
        let today = self.way(0, &sorts, &stocks, None);
        let mut ways = Vec::with_capacity(self.asked.ways.len());
        for (position, way) in self.asked.ways.iter().enumerate() {
            let tally = if *way == 0 {
                today.clone()
            } else {
                self.way(*way, &sorts, &stocks, Some((&today, position)))
            };
            ways.push(ExpectedWay {
                tally,
                discontinued_at_month: self.model.ways[*way].gone / DAYS_PER_MONTH,
            });
        }
        ExpectedDraw {
            stock_households: on_assistance,
            ways,
        }
    }

    fn calling(&self) -> Vec<usize> {
        let ways = self.asked.ways.iter().copied();
        ways.filter(|way| *way != 0 && self.model.ways[*way].calls_in)
            .collect()
    }

    /// Returns the stock of every kind of household.
    fn stocks(&self, sorts: &[Sort], by_cell: &[f64]) -> Vec<Stock> {
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
                    by_cell,
                    ratios: &ratios,
                };
                grow(&scene, sort.household, &entry, &calling)
            })
            .collect()
    }

    /// Scales a grown stock to the number of households that is given.
    ///
    /// Those on assistance are drawn with equal chance, so their mean is that of the grown stock; those
    /// away follow in proportion to a number that is itself random, which is a Poisson variate.
    fn scale_to_given(&self, sorts: &[Sort], stocks: &mut [Stock]) {
        let Some(households) = &self.plan.stock.households else {
            return;
        };
        let wanted = households.of(self.asked.values);
        let n_segments = self.model.segments.len();
        let mut on = vec![0.0; n_segments];
        for (sort, stock) in sorts.iter().zip(stocks.iter()) {
            on[sort.household.segment] += stock.households(false);
        }
        let all: f64 = on.iter().sum();
        let given: Option<Vec<f64>> = self
            .model
            .segments
            .iter()
            .map(|segment| segment.share_of_stock)
            .collect();
        let total: f64 = given.iter().flatten().sum();
        let (mut share_up_to, mut wanted_up_to) = (0.0, 0.0);
        let mut scales = vec![(0.0, 0.0); n_segments];
        for segment in 0..n_segments {
            if on[segment] <= 0.0 {
                continue;
            }
            scales[segment] = match &given {
                None => (wanted / all, wanted * mean_of_one_over(all)),
                Some(given) => {
                    share_up_to += given[segment] / total;
                    let rounded = (wanted * share_up_to).round() - wanted_up_to;
                    wanted_up_to += rounded;
                    (
                        rounded / on[segment],
                        rounded * mean_of_one_over(on[segment]),
                    )
                }
            };
        }
        for (sort, stock) in sorts.iter().zip(stocks.iter_mut()) {
            let (on, away) = scales[sort.household.segment];
            stock.scale(on, away);
        }
    }

    /// Returns what is expected under one way.
    fn way(
        &self,
        way: usize,
        sorts: &[Sort],
        stocks: &[Stock],
        against: Option<(&ExpectedTally, usize)>,
    ) -> ExpectedTally {
        let layout = &self.asked.layouts[against.map_or(0, |(_, position)| position)];
        let mut tally = ExpectedTally::new(layout);
        let of = &self.model.ways[way];
        for (at, sort) in sorts.iter().enumerate() {
            let segment = sort.household.segment;
            let ratios = entry_ratios(self.plan, of, segment, self.asked.values);
            let entry = Entry {
                share: sort.share,
                by_cell: &self.applications,
                ratios: &ratios,
            };
            let stock = stocks.get(at);
            if way == 0 {
                let nobody = TakesOn::default();
                let scene = self.scene(0, false, None);
                live(&scene, sort.household, (stock, &entry), &nobody, &mut tally);
                continue;
            }
            self.design(way, (sort, stock, &entry), &mut tally);
        }
        tally
    }

    /// Adds one kind of household under a design: those it would take on, and the others.
    fn design(
        &self,
        way: usize,
        (sort, stock, entry): (&Sort, Option<&Stock>, &Entry<'_>),
        tally: &mut ExpectedTally,
    ) {
        let of = &self.model.ways[way];
        let allocated = if of.segments[sort.household.segment] {
            of.share.min(1.0) * of.consent_share.min(1.0)
        } else {
            0.0
        };
        for (share, is_allocated) in [(allocated, true), (1.0 - allocated, false)] {
            if share <= 0.0 {
                continue;
            }
            let takes_on = if is_allocated {
                self.takes_on(way)
            } else {
                TakesOn::default()
            };
            let called = takes_on.calling.map(|_| self.called_by_cell(of));
            let scene = self.scene(way, false, called.as_deref());
            let entry = Entry {
                share: entry.share * share,
                ..entry.clone()
            };
            let scaled = stock.map(|stock| {
                let mut stock = stock.clone();
                stock.scale(share, share);
                stock
            });
            let with = (scaled.as_ref(), &entry);
            live(&scene, sort.household, with, &takes_on, tally);
        }
    }

    fn takes_on(&self, way: usize) -> TakesOn {
        let of = &self.model.ways[way];
        let treated = (0..self.ahead.n_cells).map(|cell| treated_share(of, &self.ahead, cell));
        let calling = self.calling().iter().position(|known| *known == way);
        TakesOn {
            treated: Some(treated.collect()),
            called_share: if calling.is_some() {
                of.volume_share.clamp(0.0, 1.0)
            } else {
                0.0
            },
            known_until: self.ahead.cell_at(of.go_live),
            calling,
        }
    }

    /// Returns by cell which share of those who may still be called in is.
    fn called_by_cell(&self, way: &WayModel) -> Vec<f64> {
        let grid = &self.ahead;
        let ahead = |days: f64| {
            let days = days.min(way.gone);
            if days <= way.go_live {
                1.0
            } else if way.call_in_days <= 0.0 {
                0.0
            } else {
                (1.0 - (days - way.go_live) / way.call_in_days).max(0.0)
            }
        };
        (0..grid.n_cells)
            .map(|cell| {
                let (from, to) = (grid.begins(cell), grid.begins(cell) + grid.step());
                let (before, after) = (ahead(from), ahead(to));
                if before > 1e-12 {
                    (1.0 - after / before).clamp(0.0, 1.0)
                } else {
                    0.0
                }
            })
            .collect()
    }
}

/// Returns the share of applications of those allocated that a way takes on in a cell.
fn treated_share(way: &WayModel, grid: &Grid, cell: usize) -> f64 {
    let at = grid.begins(cell) + grid.step() / 2.0;
    if at < way.go_live || at >= way.gone {
        return 0.0;
    }
    let ramp = if way.ramp_up_days > 0.0 {
        let behind = |days: f64| {
            // Integral of min(t / ramp, 1).
            let inside = days.min(way.ramp_up_days);
            inside * inside / (2.0 * way.ramp_up_days) + (days - inside)
        };
        let from = grid.begins(cell) - way.go_live;
        (behind(from + grid.step()) - behind(from)) / grid.step()
    } else {
        1.0
    };
    (way.volume_share * ramp).min(1.0)
}

/// Returns the mean of 1 / n where n is above 0 (and 0 where it is not), for a Poisson variate.
fn mean_of_one_over(mean: f64) -> f64 {
    use crate::math::{exp, ln, ln_gamma};
    if mean > 2000.0 {
        return (1.0 + 1.0 / mean + 2.0 / (mean * mean)) / mean;
    }
    let most = (mean + 12.0 * crate::math::sqrt(mean) + 30.0) as usize;
    (1..=most)
        .map(|n| {
            let n = n as f64;
            exp(n * ln(mean) - mean - ln_gamma(n + 1.0)) / n
        })
        .sum()
}
