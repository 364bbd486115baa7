//! The break-even as a page of text, and its sentences for every other form.

use sim_core::results::Results;
use sim_core::results::break_even::{
    BreakEven, BreakEvenAnswer, BreakEvenAt, BreakEvenMap, BreakEvenPoint, BreakEvenSeen, Crossing,
    LeverRange, LeverValue, MapDesign, MapSeen,
};
use sim_core::results::comparison::Perspective;
use sim_core::results::run::Stopped;

use crate::number::{MoneyStep, Numbers};
use crate::report::found::Found;
use crate::report::lever_value::{self, name};
use crate::report::page::{Columns, Page};
use crate::report::text::capitalised;
use crate::report::title;
use crate::texts::{Lang, basis, break_even as say, names};

/// A break-even, as every part of it needs it.
pub type Words<'a> = Found<'a, BreakEven>;

/// Returns the whole page.
pub fn write(results: &Results, (lang, width): (Lang, usize), command: &str) -> String {
    let mut page = Page::new(width);
    let numbers = Numbers::new(lang);
    let Some(found) = &results.break_even else {
        page.paragraph(&say::not_reached(lang), 0);
        return page.finish();
    };
    let words = Words::new(results, found, &numbers);
    page.title(&say::title(lang, &words.levers()));
    for sentence in words.first_sentences() {
        page.paragraph(&sentence, 0);
    }
    if found.stopped == Stopped::Interrupted {
        page.gap();
        page.paragraph(&say::stopped(lang, &numbers.count(found.values_tried)), 0);
    }
    page.gap();
    for lever in &found.levers {
        page.paragraph(&words.about(lever), 0);
    }
    for design in &found.designs {
        page.heading(&title::design(lang, results, &design.design));
        words.limits(&design.seen, &mut page);
        words.curve(&design.seen, &mut page);
    }
    if let Some(map) = &found.map {
        for design in &map.designs {
            page.heading(&title::design(lang, results, &design.design));
            words.map(design, &mut page);
        }
    }
    page.gap();
    page.line(&basis::again_by(lang, command));
    page.finish()
}

impl Words<'_> {
    fn months(&self) -> String {
        self.numbers
            .count(u64::from(self.results.run.headline_month))
    }

    /// Returns what was moved, by name.
    pub fn levers(&self) -> String {
        let levers = self.found.levers.iter();
        let names = levers.map(|lever| name(self.lang, self.results, lever));
        names.collect::<Vec<String>>().join(" × ")
    }

    /// Returns one plain sentence for each design: what the number must be for a gain to be as
    /// likely as not, in the perspective asked for.
    pub fn first_sentences(&self) -> Vec<String> {
        let of_designs = self.found.designs.iter().filter_map(|design| {
            let seen = seen_by(&design.seen, self.found.perspective)?;
            let at = seen.at.first()?;
            let sentence = self.sentence(seen.perspective, at);
            Some((
                &design.design,
                format!("{sentence} {}", self.how_near(seen, at)),
            ))
        });
        let maps = self.found.map.iter().flat_map(|map| &map.designs);
        let of_maps = maps.filter_map(|design| {
            let mut seen = design.seen.iter();
            let seen = seen.find(|one| one.perspective == self.found.perspective)?;
            Some((&design.design, self.map_sentence(seen)))
        });
        let all: Vec<_> = of_designs.chain(of_maps).collect();
        let is_one = all.len() == 1;
        all.into_iter()
            .map(|(design, sentence)| match is_one {
                true => sentence,
                false => format!(
                    "{}: {sentence}",
                    title::design(self.lang, self.results, design)
                ),
            })
            .collect()
    }

    /// Returns what a lever is, how it is written, and between which values it was moved.
    pub fn about(&self, lever: &LeverRange) -> String {
        let (lang, value) = (self.lang, |value| {
            lever_value::value(self.numbers, lever, value)
        });
        let called = format!("{} (`{}`)", name(lang, self.results, lever), lever.path);
        let why = lever_value::why(lang, lever);
        let moved = say::moved(lang, &called, &value(lever.from), &value(lever.to), &why);
        let written = lever_value::as_written(self.numbers, lever);
        let of = match lever.value {
            LeverValue::Itself => String::new(),
            LeverValue::Median => say::is_median(lang),
            LeverValue::Mean => say::is_mean(lang),
        };
        format!("{moved} {written} {of}").trim_end().to_owned()
    }

    /// Returns what the lever must be for one perspective to gain with one probability.
    pub fn sentence(&self, perspective: Perspective, at: &BreakEvenAt) -> String {
        let Some(lever) = self.found.levers.first() else {
            return String::new();
        };
        let (lang, months) = (self.lang, self.months());
        let who = names::perspective(lang, perspective);
        let chance = say::chance(lang, at.probability);
        let value = |value| lever_value::value(self.numbers, lever, value);
        let (from, to) = (value(lever.from), value(lever.to));
        let sentence = match (at.answer, at.crossings.as_slice()) {
            (BreakEvenAnswer::Always, _) => say::always(lang, who, &from, &to, &chance, &months),
            (BreakEvenAnswer::Never, _) => say::never(lang, who, &from, &to, &chance, &months),
            (BreakEvenAnswer::TooFewDraws, _) => {
                let needed = self.numbers.count(at.draws_needed.unwrap_or_default());
                return say::too_few(lang, &chance, &needed);
            }
            (BreakEvenAnswer::Crosses, [one]) if one.saves_above => {
                say::at_least(lang, who, &value(one.value), &chance, &months)
            }
            (BreakEvenAnswer::Crosses, [one]) => {
                say::at_most(lang, who, &value(one.value), &chance, &months)
            }
            (BreakEvenAnswer::Crosses, all) => {
                let stretches = stretches(lang, all, value);
                say::several(lang, who, &stretches, &chance, &months)
            }
        };
        match at.is_clear {
            true => sentence,
            false => format!("{sentence} {}", say::unclear(lang)),
        }
    }

    /// Returns how great the chance is at best where it never is as asked; nothing where it is.
    fn how_near(&self, seen: &BreakEvenSeen, at: &BreakEvenAt) -> String {
        let points = seen.points.iter();
        let best = points.max_by(|a, b| {
            let chance = |of: &BreakEvenPoint| of.saving_probability.value;
            chance(a).total_cmp(&chance(b))
        });
        match (best, self.found.levers.first(), at.answer) {
            (Some(best), Some(lever), BreakEvenAnswer::Never) => {
                let chance = self.numbers.percent(best.saving_probability.value, 0);
                let value = lever_value::value(self.numbers, lever, best.value);
                say::at_most_chance(self.lang, &chance, &value)
            }
            _ => String::new(),
        }
    }

    fn map_sentence(&self, seen: &MapSeen) -> String {
        let cells: Vec<f64> = seen.saving_probability.iter().flatten().copied().collect();
        let gains = cells.iter().filter(|share| **share >= 0.5).count();
        let share = gains as f64 / cells.len().max(1) as f64;
        let who = names::perspective(self.lang, seen.perspective);
        if gains == 0 {
            let most = cells.iter().copied().fold(0.0, f64::max);
            let most = self.numbers.percent(most, 0);
            return say::map_never(self.lang, who, &self.months(), &most);
        }
        let share = self.numbers.percent(share, 0);
        say::map_sentence(self.lang, who, &share, &self.months())
    }

    /// Returns a limit in few words.
    pub fn cell(&self, at: &BreakEvenAt) -> String {
        let lang = self.lang;
        let cell = match at.answer {
            BreakEvenAnswer::Always => say::cell_always(lang),
            BreakEvenAnswer::Never => say::cell_never(lang),
            BreakEvenAnswer::TooFewDraws => {
                let needed = self.numbers.count(at.draws_needed.unwrap_or_default());
                return say::cell_too_few(lang, &needed);
            }
            BreakEvenAnswer::Crosses => {
                let all = at.crossings.iter().map(|one| self.crossing(one));
                return all.collect::<Vec<String>>().join("; ");
            }
        };
        match at.is_clear {
            true => cell,
            false => say::cell_unclear(lang, &cell),
        }
    }

    fn crossing(&self, one: &Crossing) -> String {
        let Some(lever) = self.found.levers.first() else {
            return String::new();
        };
        let lang = self.lang;
        let figure = |value| lever_value::figure(self.numbers, lever, value);
        let limit = match one.saves_above {
            true => say::cell_at_least(lang, &figure(one.value)),
            false => say::cell_at_most(lang, &figure(one.value)),
        };
        let (low, high) = (one.low.unwrap_or(lever.from), one.high.unwrap_or(lever.to));
        format!(
            "{limit} {}",
            say::cell_interval(lang, &figure(low), &figure(high))
        )
    }

    fn limits(&self, seen: &[BreakEvenSeen], page: &mut Page) {
        let lang = self.lang;
        let who = seen
            .iter()
            .map(|one| names::perspective(lang, one.perspective).to_owned());
        let mut columns = Columns::new(
            std::iter::once(say::column_chance(lang))
                .chain(who)
                .collect(),
        );
        let n_rows = seen.iter().map(|one| one.at.len()).min().unwrap_or(0);
        for row in 0..n_rows {
            let chance = self.numbers.percent(seen[0].at[row].probability, 0);
            let cells = seen.iter().map(|one| self.cell(&one.at[row]));
            columns.row(std::iter::once(chance).chain(cells).collect());
        }
        page.table(&columns);
        page.gap();
        page.paragraph(&say::limits_note(lang), 0);
    }

    /// Returns the largest error of a share of so many draws, two standard errors in percentage points.
    pub fn error_in_points(&self, draws: u64) -> String {
        #[allow(clippy::cast_precision_loss)] // draws are far below 2^53
        let error = 100.0 / (draws.max(1) as f64).sqrt();
        self.numbers.significant(error, 2)
    }

    fn curve(&self, seen: &[BreakEvenSeen], page: &mut Page) {
        let (lang, numbers) = (self.lang, self.numbers);
        let Some(lever) = self.found.levers.first() else {
            return;
        };
        let step = money_step(seen);
        page.gap();
        let mut header = vec![say::column_value(lang)];
        for one in seen {
            let who = names::perspective(lang, one.perspective);
            header.push(say::column_middle(lang, who, numbers.unit(step)));
            header.push(say::column_probability(lang));
        }
        let mut columns = Columns::new(header);
        let n_rows = seen.iter().map(|one| one.points.len()).min().unwrap_or(0);
        for row in 0..n_rows {
            let mut cells = vec![lever_value::value(
                numbers,
                lever,
                seen[0].points[row].value,
            )];
            for one in seen {
                let point = &one.points[row];
                cells.push(numbers.in_step(point.net.p50, step));
                cells.push(numbers.percent(point.saving_probability.value, 0));
            }
            columns.row(cells);
        }
        page.table(&columns);
        page.gap();
        page.paragraph(&self.curve_note(), 0);
    }

    /// Returns what a curve rests on.
    pub fn curve_note(&self) -> String {
        let (found, numbers) = (self.found, self.numbers);
        let (values, draws) = (
            numbers.count(found.values_tried),
            numbers.count(found.draws),
        );
        say::curve_note(
            self.lang,
            &values,
            &draws,
            &self.error_in_points(found.draws),
        )
    }

    /// Returns what a map shows.
    pub fn map_note(&self, map: &BreakEvenMap) -> String {
        let names: Vec<String> = self
            .found
            .levers
            .iter()
            .map(|lever| name(self.lang, self.results, lever))
            .collect();
        let [first, second] = names.as_slice() else {
            return String::new();
        };
        let draws = map.draws;
        let shown = self.numbers.count(draws);
        say::map_note(
            self.lang,
            first,
            second,
            &shown,
            &self.error_in_points(draws),
        )
    }

    fn map(&self, design: &MapDesign, page: &mut Page) {
        let (lang, numbers) = (self.lang, self.numbers);
        let (Some(map), [first, second]) = (&self.found.map, self.found.levers.as_slice()) else {
            return;
        };
        page.paragraph(&self.map_note(map), 0);
        for seen in &design.seen {
            page.gap();
            page.line(&capitalised(names::perspective(lang, seen.perspective)));
            let values = map.first_values.iter();
            let heads = values.map(|value| lever_value::figure(numbers, first, *value));
            let mut columns = Columns::new(std::iter::once(String::new()).chain(heads).collect());
            for (value, row) in map.second_values.iter().zip(&seen.saving_probability).rev() {
                let cells = row.iter().map(|share| numbers.whole(share * 100.0));
                let head = lever_value::figure(numbers, second, *value);
                columns.row(std::iter::once(head).chain(cells).collect());
            }
            page.table(&columns);
        }
    }
}

/// Returns between which values there is a gain, where there are several limits.
fn stretches(lang: Lang, all: &[Crossing], value: impl Fn(f64) -> String) -> String {
    let at = |place: usize| all.get(place).map(|one| value(one.value));
    let falls_first = all.first().is_some_and(|one| !one.saves_above);
    let mut found = Vec::new();
    if let Some(first) = at(0).filter(|_| falls_first) {
        found.push(say::up_to(lang, &first));
    }
    for low in (usize::from(falls_first)..all.len()).step_by(2) {
        match (at(low), at(low + 1)) {
            (Some(low), Some(high)) => found.push(say::between(lang, &low, &high)),
            (Some(low), None) => found.push(say::from_value(lang, &low)),
            _ => {}
        }
    }
    found.join(lang.pick(", och ", ", and "))
}

/// Returns the answer of one perspective.
pub fn seen_by(seen: &[BreakEvenSeen], perspective: Perspective) -> Option<&BreakEvenSeen> {
    seen.iter().find(|one| one.perspective == perspective)
}

/// Returns the step in which the middle outcomes are shown.
pub fn money_step(seen: &[BreakEvenSeen]) -> MoneyStep {
    let points = seen.iter().flat_map(|one| &one.points);
    let middles: Vec<f64> = points.map(|point| point.net.p50).collect();
    money_step_of(&middles)
}

/// Returns thousands where some middle outcome is large enough, kronor otherwise.
pub fn money_step_of(middles: &[f64]) -> MoneyStep {
    match MoneyStep::for_amounts(middles) {
        MoneyStep::Millions => MoneyStep::Thousands,
        step => step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_limits_are_told_as_the_stretches_between_which_there_is_a_gain() {
        let crossing = |(value, saves_above): &(f64, bool)| Crossing {
            value: *value,
            low: None,
            high: None,
            saves_above: *saves_above,
        };
        let told = |all: &[(f64, bool)]| {
            let all: Vec<Crossing> = all.iter().map(crossing).collect();
            stretches(Lang::Sv, &all, |value| value.to_string())
        };
        assert_eq!(told(&[(2.0, true), (5.0, false)]), "mellan 2 och 5");
        assert_eq!(told(&[(2.0, false), (5.0, true)]), "upp till 2, och från 5");
        let four = [(1.0, true), (2.0, false), (3.0, true), (4.0, false)];
        assert_eq!(told(&four), "mellan 1 och 2, och mellan 3 och 4");
        let three = [(1.0, false), (2.0, true), (3.0, false)];
        assert_eq!(told(&three), "upp till 1, och mellan 2 och 3");
    }
}
