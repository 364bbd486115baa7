//! The whole analysis: bars, what changes the recommendation, shares of variance.

use crate::analysis::comparing::Question;
use crate::analysis::drawn::Drawn;
use crate::analysis::net_saving::NetSaving;
use crate::analysis::savings::has_world;
use crate::analysis::sensitivity::bars::BarDraws;
use crate::analysis::sensitivity::flips::{Choosing, Values};
use crate::analysis::sensitivity::numbers::Numbers;
use crate::analysis::sensitivity::runs::Runs;
use crate::analysis::sensitivity::shares::{Base, Groups, Made, Moved, MovedDraws, Whole};
use crate::engine::draw::Replicate;
use crate::engine::observer::Observer;
use crate::engine::run::RunError;
use crate::ledger::given_data::Binned;
use crate::results::Results;
use crate::results::perspective::Perspective;
use crate::results::run::Stopped;
use crate::results::sensitivity::{
    DesignSensitivity, Effort, Recommendation, SeenSensitivity, Sensitivity,
};

/// How much to spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SensitivitySettings {
    /// The perspective that numbers are ranked by first.
    pub perspective: Perspective,
    /// Draws for each number in the first round.
    pub screening_draws: u64,
    /// Draws for the strongest numbers, for groups, and for each value tried.
    pub draws_each: u64,
    /// How many numbers are the strongest.
    pub strongest: usize,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

impl SensitivitySettings {
    /// Returns what is spent unless somebody says otherwise: one batch for each number, eight for
    /// the twelve strongest.
    pub fn usual(perspective: Perspective, threads: Option<usize>) -> Self {
        Self {
            perspective,
            screening_draws: 64,
            draws_each: 512,
            strongest: 12,
            threads,
        }
    }

    /// Returns the perspectives shown: the two that stand side by side, and the one asked for.
    fn perspectives(&self) -> Vec<Perspective> {
        let is_shown = |perspective: &Perspective| {
            Perspective::SIDE_BY_SIDE.contains(perspective) || *perspective == self.perspective
        };
        Perspective::ALL.into_iter().filter(is_shown).collect()
    }
}

/// Returns what decides the answer of a comparison: `compared` is its answer and its draws.
///
/// Where the observer says stop, what was finished is returned.
///
/// # Errors
///
/// [`RunError::NoThreads`], and [`RunError::NotFinite`] with the first draw that had a figure that
/// is not finite.
///
/// # Source
///
/// Saltelli et al. (2008), *Global Sensitivity Analysis: The Primer*: screening first, groups, and
/// total indices by pick and freeze.
pub fn sensitivity(
    question: Question<'_>,
    compared: (&Results, &Drawn),
    settings: &SensitivitySettings,
    observer: &dyn Observer,
) -> Result<Sensitivity, RunError> {
    let net = NetSaving::new(
        question.plan,
        question.prepared,
        (compared.0.run.seed, settings.threads),
    );
    let mut analysis = Analysis {
        question,
        compared,
        settings,
        numbers: Numbers::of(question),
        runs: Runs::new(net, observer),
        base: Base::default(),
        bars: Vec::new(),
        units: Vec::new(),
        groups: None,
    };
    analysis.announce();
    // What a reader needs most comes first, so that a stopped analysis has it.
    analysis.make_bars()?;
    let recommendations = analysis.recommendations()?;
    analysis.make_groups()?;
    analysis.make_units()?;
    Ok(analysis.whole(recommendations))
}

struct Analysis<'a> {
    question: Question<'a>,
    compared: (&'a Results, &'a Drawn),
    settings: &'a SensitivitySettings,
    numbers: Numbers,
    runs: Runs<'a>,
    base: Base,
    bars: Vec<BarDraws>,
    units: Vec<MovedDraws>,
    groups: Option<Groups>,
}

impl Analysis<'_> {
    fn has_world(&self) -> bool {
        has_world(self.question.plan, &self.question.prepared.ways)
    }

    /// Says how many draws there will be, as far as that is known before the first.
    fn announce(&self) {
        let SensitivitySettings {
            screening_draws,
            draws_each,
            strongest,
            ..
        } = *self.settings;
        let more = draws_each.saturating_sub(screening_draws);
        let n = self.numbers.all.len() as u64;
        let units = self.numbers.units.len() as u64;
        let strong = strongest as u64;
        let groups = Groups::of(&self.numbers, self.has_world()).n_different();
        self.runs.announce(
            3 * draws_each
                + 2 * screening_draws * (n + units)
                + 2 * more * (strong.min(n) + strong.min(units))
                + 2 * draws_each * groups,
        );
    }

    /// Every pair of a design's position and a perspective's that is shown.
    fn shown(&self) -> Vec<(usize, usize)> {
        let pairs = 0..self.compared.1.nets_sek.len();
        let seen = self.settings.perspectives();
        pairs
            .flat_map(|pair| seen.iter().map(move |seen| (pair, *seen as usize)))
            .collect()
    }

    fn make_bars(&mut self) -> Result<(), RunError> {
        let settings = self.settings;
        let first = settings.screening_draws.min(settings.draws_each);
        let as_drawn = self
            .runs
            .as_drawn(0..settings.draws_each, Replicate::default());
        let Some(base) = as_drawn? else {
            return Ok(());
        };
        self.base.first = base;
        for (at, number) in self.numbers.all.iter().enumerate() {
            let mut bar = BarDraws::new(at, number);
            if !bar.make(&self.runs, number, 0..first)? {
                return Ok(());
            }
            self.bars.push(bar);
        }
        for at in self.strongest(self.bars.len(), |at| self.bar_strength(at)) {
            let number = &self.numbers.all[self.bars[at].number];
            if !self.bars[at].make(&self.runs, number, first..settings.draws_each)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Returns the positions with the largest strength.
    fn strongest(&self, n: usize, strength: impl Fn(usize) -> f64) -> Vec<usize> {
        let mut order: Vec<(f64, usize)> = (0..n).map(|at| (strength(at), at)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        order.truncate(self.settings.strongest);
        order.into_iter().map(|(_, at)| at).collect()
    }

    /// The largest square of a bar's width against the variance, over designs and perspectives.
    fn bar_strength(&self, at: usize) -> f64 {
        let bar = &self.bars[at];
        let number = &self.numbers.all[bar.number];
        let of = |shown: &(usize, usize)| {
            let width = bar.bar(number, &self.base.first, *shown).width_sek.value;
            against(width * width, self.variance(*shown))
        };
        self.shown().iter().map(of).fold(0.0, f64::max)
    }

    fn variance(&self, (pair, seen): (usize, usize)) -> f64 {
        let saving = self.compared.0.comparisons.get(pair);
        let sd = saving.map_or(0.0, |comparison| comparison.savings[seen].net.sd);
        sd * sd
    }

    fn recommendations(&self) -> Result<Vec<Recommendation>, RunError> {
        let designs = self.compared.0.designs.iter();
        let ways: Vec<String> = designs.map(|design| design.id.clone()).collect();
        let (mut found, tried) = (Vec::new(), Values::default());
        for perspective in self.settings.perspectives() {
            let choosing = Choosing {
                numbers: &self.numbers,
                perspective,
                ways: &ways,
                drawn: self.compared.1,
                base: &self.base.first,
                draws_each: self.settings.draws_each,
                tried: &tried,
            };
            found.extend(choosing.recommendation(&self.bars, &self.runs)?);
        }
        Ok(found)
    }

    fn make_groups(&mut self) -> Result<(), RunError> {
        if self.numbers.all.is_empty() || !self.base.make(&self.runs, self.settings.draws_each)? {
            return Ok(());
        }
        let mut groups = Groups::of(&self.numbers, self.has_world());
        if groups.make(&self.runs, &self.numbers, self.settings.draws_each)? {
            self.groups = Some(groups);
        }
        Ok(())
    }

    fn make_units(&mut self) -> Result<(), RunError> {
        let settings = self.settings;
        let first = settings.screening_draws.min(settings.draws_each);
        if self.groups.is_none() {
            return Ok(());
        }
        for unit in &self.numbers.units {
            let mut draws = MovedDraws::new(Moved::Numbers(unit.clone()));
            if !draws.make(&self.runs, &self.numbers, first)? {
                return Ok(());
            }
            self.units.push(draws);
        }
        let shown = self.shown();
        let strength = |at: usize| {
            let unit: &MovedDraws = &self.units[at];
            let of = |shown: &(usize, usize)| {
                against(unit.strength(&self.base, *shown), self.variance(*shown))
            };
            shown.iter().map(of).fold(0.0, f64::max)
        };
        for at in self.strongest(self.units.len(), strength) {
            if !self.units[at].make(&self.runs, &self.numbers, settings.draws_each)? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn whole(&self, recommendations: Vec<Recommendation>) -> Sensitivity {
        let settings = self.settings;
        let drawn = self.compared.1.values.iter();
        let binned: Vec<Binned> = drawn.map(|values| Binned::of(values)).collect();
        let comparisons = self.compared.0.comparisons.iter().enumerate();
        Sensitivity {
            perspective: settings.perspective,
            effort: Effort {
                numbers: self.numbers.all.len() as u32,
                screening_draws: settings.screening_draws.min(settings.draws_each),
                draws_each: settings.draws_each,
                strongest: settings.strongest.min(self.numbers.all.len()) as u32,
                simulated: self.runs.simulated(),
                stopped: match self.runs.was_stopped() {
                    true => Stopped::Interrupted,
                    false => Stopped::Finished,
                },
            },
            designs: comparisons
                .map(|(pair, comparison)| DesignSensitivity {
                    design: comparison.design.clone(),
                    seen: settings
                        .perspectives()
                        .into_iter()
                        .map(|perspective| self.seen(pair, perspective, &binned))
                        .collect(),
                })
                .collect(),
            recommendations,
        }
    }

    fn seen(&self, pair: usize, perspective: Perspective, binned: &[Binned]) -> SeenSensitivity {
        let at = (pair, perspective as usize);
        let bars = self.bars.iter();
        let mut bars: Vec<_> = bars
            .map(|bar| bar.bar(&self.numbers.all[bar.number], &self.base.first, at))
            .collect();
        bars.sort_by(|a, b| {
            let by_width = b.width_sek.value.abs().total_cmp(&a.width_sek.value.abs());
            by_width.then_with(|| a.address.cmp(&b.address))
        });
        let saving = &self.compared.0.comparisons[pair].savings[at.1];
        let nets = &self.compared.1.nets_sek[pair][at.1];
        let whole = Whole::of(nets, saving.variance.luck_share, self.compared.0.run.seed);
        let (shares, draws_needed) = match (whole, &self.groups) {
            (Ok(whole), Some(groups)) => {
                let made = Made {
                    numbers: &self.numbers,
                    base: &self.base,
                    groups,
                    units: &self.units,
                    drawn: self.compared.1,
                    binned,
                };
                (Some(made.shares(at, &whole)), None)
            }
            // Without uncertain numbers there is nothing to divide, however many draws there are.
            _ if self.numbers.all.is_empty() => (None, None),
            (Ok(_), None) => (None, None),
            (Err(needed), _) => (None, needed),
        };
        SeenSensitivity {
            perspective,
            bars,
            shares,
            draws_needed,
        }
    }
}

/// Returns a part against the whole; 0 where there is no whole.
fn against(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}
