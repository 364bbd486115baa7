//! The question, asked of the draws of a comparison.

use crate::analysis::choice::dominance::{FEWEST_DRAWS, dominance};
use crate::analysis::choice::options::Options;
use crate::analysis::choice::pareto::pareto;
use crate::analysis::choice::price::acceptability;
use crate::analysis::choice::rank::{ranked, same_best_again};
use crate::analysis::collected::Collected;
use crate::analysis::comparing::Comparing;
use crate::analysis::information::best_given_numbers;
use crate::analysis::one_draw::Frame;
use crate::engine::run::RunError;
use crate::results::choice::{Choice, Dominance};
use crate::results::perspective::Perspective;

/// How to choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChoiceSettings {
    /// Whose money ranks.
    pub perspective: Perspective,
    /// The highest price of an extra household in self-support, SEK.
    pub most_sek_per_household: f64,
}

impl Comparing<'_> {
    /// Returns which way of working to choose by the draws so far.
    ///
    /// Probabilities of being best, regret and acceptability are over draws: uncertain numbers, world
    /// and luck of households together, which is what will happen. Luck is common to all ways of working and thus
    /// mostly cancels between them; how much it decides is stated ([`Choice::same_best_again`]). How uncertain the
    /// decision is, is another question: [`Ranked::best_given_numbers`](crate::results::choice::Ranked) is
    /// of E[net | numbers], as what knowing more is worth.
    ///
    /// # Errors
    ///
    /// [`RunError::StoppedEmpty`] when there are no draws.
    pub fn choice(&self, settings: ChoiceSettings) -> Result<Choice, RunError> {
        let (frame, collected, seed) = self.made();
        if collected.n_draws() == 0 {
            return Err(RunError::StoppedEmpty);
        }
        let perspective = settings.perspective;
        let options = options(frame, collected);
        let again = collected
            .again
            .iter()
            .map(|made| (&made.first, &made.second));
        let (given_numbers, trust) = best_given_numbers(frame, collected, perspective);
        let pairs = dominance(&options.seen_by(perspective), seed);
        let id = |option: usize| options.ids[option].clone();
        Ok(Choice {
            perspective,
            ranked: ranked(&options, perspective, given_numbers.as_deref()),
            given_numbers: Some(trust),
            same_best_again: same_best_again(again, perspective),
            dominance: pairs
                .into_iter()
                .map(|(better, worse, order)| Dominance {
                    better: id(better),
                    worse: id(worse),
                    order,
                })
                .collect(),
            dominance_draws_needed: (options.n_draws() < FEWEST_DRAWS)
                .then_some(FEWEST_DRAWS as u64),
            acceptability: acceptability(&options, perspective, settings.most_sek_per_household),
            pareto: pareto(&options, perspective),
            search: None,
        })
    }
}

fn options(frame: &Frame<'_>, collected: &Collected) -> Options {
    let zeros = vec![0.0; collected.n_draws()];
    let ways = frame.prepared.ways.iter();
    let last = frame.plan.calendar.n_months.saturating_sub(1);
    let nets = frame
        .columns
        .pairs
        .iter()
        .map(|pair| pair.cumulative.map(|start| collected.column(start + last)));
    let mark = frame.columns.marks.len().saturating_sub(1);
    let at = frame.columns.ways.iter().map(|way| way.self_support + mark);
    let at: Vec<usize> = at.collect();
    Options {
        ids: ways
            .map(|way| frame.plan.ways[*way].id.to_string())
            .collect(),
        net: std::iter::once([zeros.clone(), zeros.clone(), zeros])
            .chain(nets)
            .collect(),
        extra: at
            .iter()
            .map(|own| collected.column_less(*own, at[0]))
            .collect(),
    }
}
