//! A calibrated number or a fact in words and figures, in the unit it has.

use sim_core::results::calibration::{
    CalibratedFact, CalibratedNumber, Calibration, CalibrationWarning, FactPredicted, Known,
};
use sim_core::scenario::Scenario;
use sim_core::scenario::facts::FactQuantity;

use crate::number::Numbers;
use crate::texts::{Lang, calibration as say, keys, names};

/// What is needed to speak of a calibration.
pub struct Words<'a> {
    /// The calibration.
    pub found: &'a Calibration,
    /// The scenario, for titles.
    pub scenario: &'a Scenario,
    /// Numbers of the language.
    pub numbers: Numbers,
}

impl<'a> Words<'a> {
    /// Returns the words of a calibration in a language.
    pub fn new(found: &'a Calibration, scenario: &'a Scenario, lang: Lang) -> Self {
        Self {
            found,
            scenario,
            numbers: Numbers::new(lang),
        }
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.numbers.lang()
    }

    /// Returns what a number is called.
    pub fn name(&self, address: &str) -> String {
        let all = self.found.numbers.iter();
        let found = all.into_iter().find(|number| number.address == address);
        match found.and_then(|number| number.title.as_ref()) {
            Some(title) => self.lang().of(title).to_owned(),
            None => keys::describe(self.lang(), address, &|id| self.title_of(id)),
        }
    }

    fn title_of(&self, id: &str) -> Option<String> {
        let scenario = self.scenario;
        let segment = scenario.segment.get(id).and_then(|it| it.title.as_ref());
        let intervention = scenario.intervention.get(id);
        let intervention = intervention.and_then(|it| it.title.as_ref());
        let design = scenario.design.get(id).and_then(|it| it.title.as_ref());
        match segment.or(intervention).or(design) {
            Some(title) => Some(self.lang().of(title).to_owned()),
            None => names::state(self.lang(), id).map(str::to_owned),
        }
    }

    /// Returns a value of a number without its unit.
    pub fn plain(&self, number: &CalibratedNumber, value: f64) -> String {
        match number.unit.as_str() {
            "share" | "per_year" => self.numbers.significant(value * 100.0, 3),
            "sek" => self.numbers.whole(value),
            _ => self.numbers.like(value, number.posterior.p50, 3),
        }
    }

    /// Returns a value of a number with its unit.
    pub fn value(&self, number: &CalibratedNumber, value: f64) -> String {
        let plain = self.plain(number, value);
        let unit = |unit| names::unit(self.lang(), unit, 2.0);
        let both = match number.unit.as_str() {
            "share" => self.numbers.with_percent(&plain),
            "per_year" => format!("{} {}", self.numbers.with_percent(&plain), unit("per_year")),
            other => format!("{plain} {}", unit(other)),
        };
        both.trim_end().to_owned()
    }

    /// Returns the middle of a number and its 90 % interval.
    pub fn middle_and_interval(&self, number: &CalibratedNumber, known: &Known) -> String {
        let (low, high) = (self.plain(number, known.p05), self.plain(number, known.p95));
        let interval = say::interval(self.lang(), &low, &high);
        say::with_interval(self.lang(), &self.value(number, known.p50), &interval)
    }

    /// Returns how much of the uncertainty of a number is left.
    pub fn left(&self, number: &CalibratedNumber) -> String {
        self.numbers.percent(number.sd_ratio, 0)
    }

    /// Returns a number's grades.
    pub fn grades(&self, number: &CalibratedNumber) -> String {
        let (before, after) = (say::grade(number.grade_before), say::grade(number.grade));
        match before == after {
            true => before.to_owned(),
            false => say::grade_becomes(self.lang(), before, after),
        }
    }

    /// Returns what a fact is called.
    pub fn fact_name(&self, id: &str) -> String {
        let found = self.found.facts.iter().find(|fact| fact.id == id);
        match found {
            Some(fact) => match &fact.title {
                Some(title) => self.lang().of(title).to_owned(),
                None => say::quantity(self.lang(), fact.quantity).to_owned(),
            },
            None => id.to_owned(),
        }
    }

    /// Returns a figure of a fact.
    pub fn figure(&self, fact: &CalibratedFact, value: f64) -> String {
        match fact.quantity {
            quantity if quantity.is_share() => self.numbers.percent(value, 1),
            FactQuantity::PaidSekInYear => self.numbers.money(value),
            FactQuantity::SekPerYearAnyPayment => self.numbers.money_in_full(value),
            FactQuantity::MonthsInYear => self.numbers.decimals(value, 2),
            _ => self.numbers.whole(value),
        }
    }

    /// Returns the 90 % interval of a fact.
    pub fn interval(&self, fact: &CalibratedFact, predicted: &FactPredicted) -> String {
        let numbers = &self.numbers;
        let (low, high) = (predicted.p05, predicted.p95);
        match fact.quantity {
            quantity if quantity.is_share() => {
                numbers.with_percent(&numbers.range(low * 100.0, high * 100.0, 1))
            }
            FactQuantity::PaidSekInYear | FactQuantity::SekPerYearAnyPayment => {
                numbers.money_range(low, high)
            }
            FactQuantity::MonthsInYear => numbers.range(low, high, 2),
            _ => numbers.range(low, high, 0),
        }
    }

    /// Returns the whole standard error of a fact.
    pub fn error(&self, fact: &CalibratedFact) -> String {
        let error = &fact.error;
        let square = |x: f64| x * x;
        let all = [error.stated, error.luck, error.others, error.monte_carlo];
        let whole: f64 = all.into_iter().map(square).sum();
        self.figure(fact, whole.sqrt())
    }

    /// Returns what a fact's error is made of.
    pub fn error_parts(&self, fact: &CalibratedFact) -> String {
        let at = |x: f64| self.figure(fact, x);
        let error = &fact.error;
        say::error_parts(
            self.lang(),
            &at(error.stated),
            &at(error.luck),
            &at(error.others),
            &at(error.monte_carlo),
        )
    }

    /// Returns what a fact counts, whom and when.
    pub fn about_fact(&self, fact: &CalibratedFact) -> String {
        let lang = self.lang();
        let mut words = say::about_fact(
            lang,
            say::quantity(lang, fact.quantity),
            say::unit(lang, fact.unit),
            say::population(lang, fact.population),
            fact.year,
        );
        words.push('.');
        if let Some(rule) = &fact.counting_rule {
            words = format!(
                "{words} {}",
                say::rule(lang, lang.of(rule).trim_end_matches('.'))
            );
        }
        if let Some(source) = &fact.source_title {
            words = format!(
                "{words} {}",
                say::source(lang, lang.of(source).trim_end_matches('.'))
            );
        }
        words
    }

    /// Returns a signed figure of two decimals.
    pub fn signed(&self, value: f64, decimals: i16) -> String {
        let figure = self.numbers.decimals(value, decimals);
        match value > 0.0 {
            true => format!("+{figure}"),
            false => figure,
        }
    }

    /// Returns a probability.
    pub fn probability(&self, p: f64) -> String {
        match p < 0.001 {
            true => format!("< {}", self.numbers.decimals(0.001, 3)),
            false => format!("= {}", self.numbers.decimals(p, 3)),
        }
    }

    /// Returns a warning as a sentence.
    pub fn warning(&self, warning: &CalibrationWarning) -> String {
        use CalibrationWarning as W;
        let lang = self.lang();
        let facts = |ids: &[String]| -> String {
            let names: Vec<String> = ids.iter().map(|id| self.fact_name(id)).collect();
            names.join(", ")
        };
        match warning {
            W::NotConverged => say::not_converged(lang),
            W::FactsContradict { facts: ids } => say::facts_contradict(lang, &facts(ids)),
            W::FactsAgainstScenario { facts: ids } => {
                say::facts_against_scenario(lang, &facts(ids))
            }
            W::NotIdentified { address } => say::not_identified(lang, &self.name(address)),
            W::OnlyTogether { between, rank } => {
                let [first, second] = between.each_ref().map(|it| self.name(it));
                say::only_together(lang, &first, &second, &self.numbers.decimals(*rank, 2))
            }
            W::OutsidePrior { address } => {
                let name = self.name(address);
                say::outside_prior(lang, &crate::report::text::answer::capitalised(&name))
            }
            W::SeveralModes { modes } => {
                say::several_modes(lang, &self.numbers.count(u64::from(*modes)))
            }
            W::MixedPopulations => say::mixed_populations(lang),
            W::PersonsAsHouseholds { fact } => say::persons(lang, &self.fact_name(fact)),
            W::LaterYear { fact, year } => say::later_year(lang, &self.fact_name(fact), *year),
            W::MonteCarloError { fact, share } => say::calculation_error(
                lang,
                &self.fact_name(fact),
                &self.numbers.percent(*share, 0),
            ),
            W::CorrelationsShrunk { factor } => {
                say::shrunk(lang, &self.numbers.percent(*factor, 0))
            }
        }
    }

    /// Returns sentences on whether the facts can be true together.
    pub fn agreement(&self) -> Vec<String> {
        let lang = self.lang();
        let agreement = &self.found.agreement;
        let p = self.probability(agreement.with_prior.p);
        let first = match agreement.with_prior.p >= 0.01 {
            true => say::agree(lang, &p),
            false => say::disagree(lang, &p),
        };
        let second = match agreement.among_facts {
            Some(test) => say::among(
                lang,
                &self.numbers.decimals(test.value, 1),
                &self.numbers.decimals(test.degrees, 1),
                &self.probability(test.p),
            ),
            None => say::not_among(lang),
        };
        vec![first, second]
    }

    /// Returns sentences on how far the sample can be relied on, and what it was made with.
    pub fn sample(&self) -> Vec<String> {
        let lang = self.lang();
        let (run, sampling) = (&self.found.run, &self.found.sampling);
        let mut all = vec![say::done(
            lang,
            &self.numbers.count(run.draws),
            &self.numbers.count(u64::from(run.cohorts)),
            &self.numbers.whole(sampling.effective),
        )];
        if let Some(shape) = sampling.pareto_shape {
            all.push(say::checks(
                lang,
                &self.numbers.decimals(shape, 2),
                &self.numbers.decimals(sampling.half_difference, 2),
                &self.numbers.decimals(sampling.half_difference_limit, 2),
            ));
        }
        if sampling.is_converged {
            all.push(say::converged(lang));
        }
        if sampling.impossible > 0 {
            all.push(say::impossible(
                lang,
                &self.numbers.count(sampling.impossible),
            ));
        }
        all.push(say::held_against(lang, self.scenario.about.start.year));
        if run.others > 0 {
            all.push(say::others(
                lang,
                &self.numbers.count(u64::from(run.others)),
            ));
        }
        if !run.exact_facts.is_empty() {
            let names: Vec<String> = run
                .exact_facts
                .iter()
                .map(|id| self.fact_name(id))
                .collect();
            all.push(say::exact(lang, &names.join(", ")));
        }
        all
    }

    /// Returns the separate solutions, where there are several.
    pub fn modes(&self) -> Vec<String> {
        let modes = &self.found.sampling.modes;
        if modes.len() < 2 {
            return Vec::new();
        }
        let one = |mode: &sim_core::results::calibration::Mode| {
            let numbers = self.found.numbers.iter().zip(&mode.means);
            let values: Vec<String> = numbers
                .map(|(number, mean)| {
                    format!(
                        "{} {}",
                        self.name(&number.address),
                        self.value(number, *mean)
                    )
                })
                .collect();
            let share = self.numbers.percent(mode.share, 0);
            say::mode(self.lang(), &share, &values.join("; "))
        };
        modes.iter().map(one).collect()
    }
}
