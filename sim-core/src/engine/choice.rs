//! The choice of an intervention, and how one ends.

use crate::compile::plan::N_EXITS;
use crate::engine::life::{Life, OWN, Phase, Recorder, TODAY, Then};
use crate::math::{exp, exp_m1, exp_quick, ln};
use crate::model::course::{Course, Pace, accumulated};
use crate::model::facts::{Facts, Given};
use crate::model::lanes::Place;
use crate::model::levers::{FIRST_INTERVENTION, is_self_support};
use crate::model::purposes as p;
use crate::tally::layout::Happening;

impl Life {
    /// Chooses from the menu, or is left in an open case.
    #[inline(always)]
    pub(crate) fn choose<F: Facts>(&mut self, model: Given<'_, F>, run: usize) -> Then {
        let moves_on = self.way == OWN && self.now >= model.ways[run].gone;
        if moves_on {
            self.follows(model, TODAY, run);
        }
        self.choices += 1;
        match self.preferred(model, run) {
            Some((at, fit)) => {
                if !F::PLAIN {
                    self.begin_programme(model, run);
                }
                Then::Starts(at, fit)
            }
            None if self.phase == Phase::Open => {
                // The case stays open: no clock changes, only the next offer is set.
                self.visit += 1;
                if moves_on {
                    // This was the last review of the design: those of `today` follow at its interval.
                    self.reviewed_from = self.now;
                }
                self.await_offer(model, run);
                Then::Stays
            }
            None => Then::Opens,
        }
    }

    /// Returns the intervention preferred in the menu and how it fits: mixed multinomial logit.
    ///
    /// Utility is ln(weight) + q * fit + Gumbel noise; fit is standard normal for each
    /// household, intervention and choice, and zero for no intervention. The most useful
    /// one is found as the first in a race: with E = exp(-noise), which is standard exponential,
    /// it has the smallest E / (weight * exp(q * fit)), and nobody takes a logarithm.
    ///
    /// # Source
    ///
    /// McFadden and Train (2000), mixed logit.
    #[inline(always)]
    fn preferred<F: Facts>(&self, model: Given<'_, F>, run: usize) -> Option<(usize, f64)> {
        let way = &model.ways[self.way_idx(run)];
        let luck = self.key.on(self.occasion(self.choices));
        let fit_chooses = !F::PLAIN && way.match_quality != 0.0;
        let (mut best, mut best_fit, mut first) = (None, 0.0, f64::INFINITY);
        for alternative in &way.menu[self.segment] {
            let noise = luck.stream(alternative.noise).exponential();
            let (mut time, mut fit) = (noise * alternative.one_over_weight, 0.0);
            if fit_chooses && alternative.to.is_some() {
                fit = luck.stream(alternative.fit).normal();
                let gain = way.match_quality * fit;
                // exp(-x) is at least 1 - x: most are out of the race without it.
                if time * (1.0 - gain) >= first {
                    continue;
                }
                time *= exp_quick(-gain);
            }
            if time < first {
                (best, best_fit, first) = (Some(alternative), fit, time);
            }
        }
        let best = best?;
        if !F::PLAIN && !fit_chooses && way.fit_slope != 0.0 {
            best_fit = luck.stream(best.fit).normal();
        }
        best.to.map(|at| (at, best_fit))
    }

    fn begin_programme<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        let way = &model.ways[self.way_idx(run)];
        if let Some((length, _)) = &way.programme
            && self.programme_until == f64::NEG_INFINITY
        {
            // A spell can have several programmes: each has a length of its own.
            let occasion = self.occasion(self.choices);
            self.programme_until = self.now + length.sample(self.key, p::PROGRAMME, occasion);
        }
    }

    /// Starts an intervention.
    #[inline(always)]
    pub(crate) fn start<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        (at, fit): (usize, f64),
        recorder: &mut impl Recorder,
    ) {
        recorder.happened(self, Happening::Start(at));
        let of = &model.interventions[at];
        self.fit = fit;
        self.after_effect_until = f64::NEG_INFINITY;
        let occasion = self.occasion(self.visit + 1);
        let duration = of.duration.sample(self.key, of.luck.duration, occasion);
        self.enter(model, Phase::Intervention(at as u16), self.now + duration);
        if !F::PLAIN && of.drop_out_per_day > 0.0 {
            let left = self.key.stream(of.luck.drop_out, occasion).exponential();
            self.drop_out_at = self.now + left / of.drop_out_per_day;
        }
    }

    /// Ends an intervention by drop-out.
    pub(crate) fn drops_out(&self, recorder: &mut impl Recorder) -> Then {
        if let Phase::Intervention(at) = self.phase {
            recorder.happened(self, Happening::DropOut(at as usize));
        }
        Then::Opens
    }

    /// Ends an intervention by completion.
    #[inline(always)]
    pub(crate) fn completes<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        at: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        recorder.happened(self, Happening::Completion(at));
        let occasion = self.occasion(self.visit);
        let of = &model.interventions[at];
        let lot = self.key.stream(of.luck.outcome, occasion).uniform();
        if let Some(exit) = self.exit_at_completion(model, run, (at, lot)) {
            return Then::Exits(exit);
        }
        if !of.then.is_empty() {
            let mut lot = self.key.stream(of.luck.then, occasion).uniform();
            for (to, share) in &of.then {
                if lot < *share {
                    return Then::Starts(*to, self.fit);
                }
                lot -= share;
            }
        }
        if F::PLAIN {
            Then::Opens
        } else {
            self.completed_without_exit(model, run, at)
        }
    }

    /// Returns the exit that a completer takes whose lot is that number between 0 and 1.
    #[inline]
    fn exit_at_completion<F: Facts>(
        &self,
        model: Given<'_, F>,
        run: usize,
        (at, lot): (usize, f64),
    ) -> Option<usize> {
        let of = &model.interventions[at];
        let sways = !F::PLAIN
            && (of.effect_ratio.is_some()
                || self.readiness != 1.0
                || model.ways[self.way_idx(run)].fit_slope != 0.0);
        if sways {
            let shares = self.outcome(model, run, at);
            let mut left = lot;
            return shares.iter().position(|share| {
                let is_it = left < *share;
                left -= share;
                is_it
            });
        }
        let mut up_to = of.unshifted.iter();
        up_to.find(|(_, up_to)| lot < *up_to).map(|(exit, _)| *exit)
    }

    fn completed_without_exit<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        at: usize,
    ) -> Then {
        // Whatever starts next replaces it; an open case keeps it.
        if let Some((ratio, days)) = model.interventions[at].after_effect {
            self.after_effect = ratio;
            self.after_effect_until = self.now + days;
        }
        if self.now < self.programme_until {
            return Then::Chooses;
        }
        let way = &model.ways[self.way_idx(run)];
        if let Some((_, Some(last))) = way.programme
            && self.programme_until > f64::NEG_INFINITY
            && !self.last_done
        {
            self.last_done = true;
            return Then::Starts(last, self.fit);
        }
        self.programme_until = f64::NEG_INFINITY;
        Then::Opens
    }

    /// Returns the share of completers that takes each exit at completion.
    ///
    /// Fit shifts them, and readiness in the written form (in the relative form it is in the
    /// hazards already).
    fn outcome<F: Facts>(&self, model: Given<'_, F>, run: usize, at: usize) -> [f64; N_EXITS] {
        let of = &model.interventions[at];
        let slope = model.ways[self.way_idx(run)].fit_slope * self.fit;
        match of.effect_ratio {
            Some(ratio) => of.shifted(self.relative_outcome(model, run, (at, ratio)), slope, 1.0),
            None => of.shifted(of.outcome, slope + ln(self.readiness), of.others()),
        }
    }

    /// Returns the shares of completers that go to job and studies so that, from start to
    /// completion, exits there are `ratio` times what an open case would have had.
    ///
    /// With H the hazard an open case would have accumulated over the stay and G the one
    /// accumulated inside (lock-in), the cumulative incidence of exit x is
    /// F_x = H_x / H * (1 - exp(-H)) outside and likewise inside; the share of completers is
    /// (ratio * F_x - inside_x) / exp(-G), at least 0. This is the definition of
    /// `effect_ratio`: exact where hazards are proportional over the stay.
    fn relative_outcome<F: Facts>(
        &self,
        model: Given<'_, F>,
        run: usize,
        (at, ratio): (usize, f64),
    ) -> [f64; N_EXITS] {
        let way = self.way_idx(run);
        let open = model.lanes.of(way, self.segment, 0);
        let locked = model.lanes.of(way, self.segment, FIRST_INTERVENTION + at);
        let outside = self.over_the_stay(model, open);
        let inside = self.over_the_stay(model, locked);
        let all_outside: f64 = outside.iter().sum();
        let all_inside: f64 = inside.iter().sum();
        let (gone_outside, gone_inside) = (-exp_m1(-all_outside), -exp_m1(-all_inside));
        let incidence = |own: f64, all: f64, gone: f64| {
            if all > 0.0 { own / all * gone } else { 0.0 }
        };
        let still_inside = exp(-all_inside);
        std::array::from_fn(|exit| {
            if !is_self_support(exit) {
                return 0.0;
            }
            let wanted = ratio * incidence(outside[exit], all_outside, gone_outside);
            let had = incidence(inside[exit], all_inside, gone_inside);
            ((wanted - had) / still_inside).max(0.0)
        })
    }

    /// Returns the hazard of each exit that a kind of state accumulates over the present stay.
    fn over_the_stay<F: Facts>(&self, model: Given<'_, F>, set: &Place) -> [f64; N_EXITS] {
        let groups = model.lanes.groups(self.segment);
        // Exits of a group with constant hazards differ by their rates alone.
        let mut days = [0.0; N_EXITS];
        for (days, lane) in days.iter_mut().zip(set.lanes()) {
            if lane.is_constant {
                *days = model.paths[lane.path as usize].between(self.entered, self.now);
            }
        }
        let mut sums = [0.0; N_EXITS];
        let clocks = model.segments[self.segment].clocks.iter();
        for (clock, group) in clocks.zip(&groups.group_of) {
            let lane = &set.lanes()[*group];
            let readiness = if lane.self_support {
                self.readiness
            } else {
                1.0
            };
            let factor = set.speed * readiness;
            sums[clock.exit] = if let Course::Constant(rate) = clock.course {
                rate * factor * days[*group]
            } else {
                let pace = Pace {
                    factor,
                    extra: 1.0,
                    extra_until: f64::NEG_INFINITY,
                    path: &model.paths[lane.path as usize],
                };
                // A clock that starts with the state would have started anew in the open case too.
                let origin = self.origin(clock.since);
                accumulated(&clock.course, origin, pace, self.entered, self.now)
            };
        }
        sums
    }
}
