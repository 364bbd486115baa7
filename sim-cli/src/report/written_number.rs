//! A number of the scenario as its author wrote it, in words.

use sim_core::scenario::Scenario;
use sim_core::scenario::distribution::{Distribution, Figure, Named};
use sim_core::scenario::file::Parameter;
use sim_core::scenario::number::{Amount, LogNormalBetween, Number, Variation, Varying};
use sim_core::units::{Unit, UnitKind};

use crate::number::Numbers;
use crate::texts::{Lang, explain as say, names};

/// Shows numbers of one scenario in one language.
pub struct Written<'a> {
    scenario: &'a Scenario,
    numbers: Numbers,
    lang: Lang,
}

impl<'a> Written<'a> {
    /// Returns what shows the numbers of a scenario.
    pub fn new(scenario: &'a Scenario, lang: Lang) -> Self {
        Self {
            scenario,
            numbers: Numbers::new(lang),
            lang,
        }
    }

    /// Returns a number with its unit, and how uncertain it is.
    pub fn number<U: Unit>(&self, number: &Number<U>) -> String {
        self.amount(&number.amount, U::KIND)
    }

    /// Returns a number without its unit.
    pub fn figure<U: Unit>(&self, number: &Number<U>) -> String {
        self.amount(&number.amount, UnitKind::Plain)
    }

    /// Returns a number that may vary between households.
    pub fn varying<U: Unit>(&self, varying: &Varying<U>) -> String {
        match varying {
            Varying::Same(number) => self.number(number),
            Varying::Varies(table) => self.variation(&table.varies, U::KIND),
        }
    }

    fn amount(&self, amount: &Amount, unit: UnitKind) -> String {
        match amount {
            Amount::Fixed(value) => self.with_unit(*value, unit),
            Amount::Uncertain(Distribution::Quantiles { p05, p50, p95 }) => {
                self.quantiles([*p05, *p50, *p95], unit)
            }
            Amount::Uncertain(Distribution::Named(named)) => self.named(named, unit),
            Amount::Parameter(name) => match self.scenario.parameter.get(&name.id) {
                Some(parameter) => self.parameter(parameter, unit),
                None => format!("`{}`", name.id),
            },
        }
    }

    fn parameter(&self, parameter: &Parameter, unit: UnitKind) -> String {
        if let Some(Figure(value)) = parameter.value {
            return self.with_unit(value, unit);
        }
        if let Some(named) = &parameter.uncertain {
            return self.named(named, unit);
        }
        match (parameter.p05, parameter.p50, parameter.p95) {
            (Some(Figure(p05)), Some(Figure(p50)), Some(Figure(p95))) => {
                self.quantiles([p05, p50, p95], unit)
            }
            _ => String::new(),
        }
    }

    fn quantiles(&self, [p05, p50, p95]: [f64; 3], unit: UnitKind) -> String {
        let (low, high) = (self.bare(p05, unit), self.bare(p95, unit));
        say::uncertain(self.lang, &self.with_unit(p50, unit), &low, &high)
    }

    fn named(&self, named: &Named, unit: UnitKind) -> String {
        let lang = self.lang;
        let bare = |figure: Figure| self.bare(figure.0, unit);
        let full = |figure: Figure| self.with_unit(figure.0, unit);
        if let Some(one) = &named.normal {
            say::around(lang, &full(one.mean), &bare(one.sd))
        } else if let Some(one) = &named.gamma {
            say::around(lang, &full(one.mean), &bare(one.sd))
        } else if let Some(one) = &named.lognormal {
            say::varies_uncertain(lang, &full(one.median), &bare(one.p95))
        } else if let Some(one) = &named.uniform {
            say::between(lang, &bare(one.min), &full(one.max))
        } else if let Some(one) = &named.triangular {
            say::bounded(lang, &full(one.mode), &bare(one.min), &bare(one.max))
        } else if let Some(one) = &named.pert {
            say::bounded(lang, &full(one.mode), &bare(one.min), &bare(one.max))
        } else if let Some(one) = &named.beta {
            say::observations(
                lang,
                &full(one.mean),
                &self.numbers.significant(one.weight.0, 3),
            )
        } else {
            String::new()
        }
    }

    fn variation(&self, varies: &Variation, unit: UnitKind) -> String {
        let lang = self.lang;
        let inner = |number: &Number<sim_core::units::Ratio>| self.amount(&number.amount, unit);
        if let Some(one) = &varies.lognormal {
            self.lognormal(one, unit)
        } else if let Some(one) = &varies.exponential {
            say::varies_mean(lang, &inner(&one.mean))
        } else if let Some(one) = &varies.uniform {
            say::varies_between(lang, &self.figure(&one.min), &inner(&one.max))
        } else if let Some(one) = &varies.weibull {
            say::varies_weibull(lang, &self.figure(&one.shape), &inner(&one.scale))
        } else {
            String::new()
        }
    }

    fn lognormal(&self, one: &LogNormalBetween, unit: UnitKind) -> String {
        let lang = self.lang;
        let inner = |number: &Number<sim_core::units::Ratio>| self.amount(&number.amount, unit);
        let centre = one
            .median
            .as_ref()
            .or(one.mean.as_ref())
            .map(inner)
            .unwrap_or_default();
        match (&one.p90, &one.sd, &one.median) {
            (Some(p90), _, Some(_)) => say::varies_p90(lang, &centre, &inner(p90)),
            (Some(p90), _, None) => say::varies_mean_p90(lang, &centre, &inner(p90)),
            (None, Some(sd), _) => say::varies_sd(lang, &centre, &inner(sd)),
            (None, None, _) => say::varies_mean(lang, &centre),
        }
    }

    fn bare(&self, value: f64, unit: UnitKind) -> String {
        match unit {
            UnitKind::Share | UnitKind::PerYear => self.numbers.short_percent(value),
            UnitKind::Sek => self.numbers.whole(value),
            _ => self.numbers.significant(value, 3),
        }
    }

    fn with_unit(&self, value: f64, unit: UnitKind) -> String {
        let figure = self.bare(value, unit);
        let word = match unit {
            UnitKind::Share | UnitKind::Count | UnitKind::Correlation | UnitKind::Plain => "",
            unit => unit.word(),
        };
        let word = names::unit(self.lang, word, value);
        match word {
            "" => figure,
            word => format!("{figure} {word}"),
        }
    }
}
