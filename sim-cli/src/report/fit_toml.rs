//! What records say, as a part of a scenario: an includable file.

use sim_core::results::fitted::{Estimate, FitReport, FittedType, FittedWait, HazardForm};
use sim_core::scenario::Scenario;
use sim_core::scenario::exits::ExitKind;

use crate::texts::fit::label;
use crate::texts::{Lang, fit as say};
use crate::toml_text::{comment, quoted};

/// The id of the source of every number.
const SOURCE: &str = "egna_arenden";

/// A scenario that the numbers are laid over.
#[derive(Clone, Copy)]
pub struct Onto<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Its file, as seen from the new one.
    pub include: &'a str,
}

/// Returns the file.
pub fn write(report: &FitReport, onto: Option<Onto<'_>>, lang: Lang) -> String {
    let mut file = File {
        text: String::new(),
        uncertain: Vec::new(),
        lang,
        onto,
    };
    file.comment(&say::toml_head(lang));
    if let Some(onto) = onto {
        file.comment(&say::toml_over(lang, onto.include));
    }
    for what in &report.unlearned {
        file.comment(&format!("- {}", say::not_learned(lang, what)));
    }
    file.line("\nutfall = 1\n");
    if let Some(onto) = onto {
        file.line(&format!("include = [{}]\n", quoted(onto.include)));
    }
    file.source(report);
    let per_month = file.number("inflow.per_month", &report.new_per_month, None);
    file.line(&format!("[inflow]\nper_month = {per_month}\n"));
    if let Some(benefit) = &report.benefit {
        let sek = file.number("benefit", &benefit.sek_per_month, None);
        file.line(&format!("[benefit]\nsek_per_month_on_assistance = {sek}\n"));
    }
    file.segments(report);
    for back in &report.returns {
        let exit = back.exit.word();
        if file.is_there(|scenario| scenario.exit.has(exit)) {
            file.line(&format!("[exit.{exit}]\noverride = true"));
        }
        file.line(&format!("[exit.{exit}.comes_back.hazard]"));
        file.line("since = \"state\"");
        let table = format!("exit.{}.comes_back.hazard", back.exit.word());
        file.hazard(&table, "", &back.form);
        file.line("");
    }
    file.wait(report);
    file.correlations(report);
    file.text
}

struct File<'a> {
    text: String,
    /// Addresses of the numbers that are uncertain: only those can go together.
    uncertain: Vec<String>,
    lang: Lang,
    onto: Option<Onto<'a>>,
}

impl File<'_> {
    /// Returns whether the scenario below has something.
    fn is_there(&self, has: impl Fn(&Scenario) -> bool) -> bool {
        self.onto.is_some_and(|onto| has(onto.scenario))
    }

    /// Marks the table above as one that holds before that of the scenario below, where that has it.
    fn over(&mut self, has: impl Fn(&Scenario) -> bool) {
        if self.is_there(has) {
            self.line("override = true");
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn comment(&mut self, text: &str) {
        for line in text.lines() {
            self.line(&comment(line));
        }
    }

    /// Returns an estimate as an uncertain number at an address, with its source.
    fn number(&mut self, address: &str, of: &Estimate, shown: Option<[f64; 3]>) -> String {
        let [p05, p50, p95] = shown.unwrap_or([of.p05, of.p50, of.p95]).map(digits);
        let (grade, note) = match of.is_few {
            true => (
                "C",
                format!(", note = {}", quoted(&say::toml_few(self.lang))),
            ),
            false => ("A", String::new()),
        };
        if p05 == p50 || p50 == p95 {
            return format!(
                "{{ value = {p50}, source = \"{SOURCE}\", grade = \"{grade}\"{note} }}"
            );
        }
        self.uncertain.push(address.to_owned());
        format!(
            "{{ p05 = {p05}, p50 = {p50}, p95 = {p95}, source = \"{SOURCE}\", grade = \"{grade}\"{note} }}"
        )
    }

    fn source(&mut self, report: &FitReport) {
        let title = |lang| {
            let (stays, from, to) = (report.stays.to_string(), &report.from, &report.to);
            say::source_of(lang, report.rows, &stays, (from.as_str(), to.as_str()))
        };
        let (sv, en) = (title(Lang::Sv), title(Lang::En));
        self.line(&format!("[source.{SOURCE}]"));
        self.over(|scenario| scenario.source.has(SOURCE));
        self.line(&format!(
            "title = {{ sv = {}, en = {} }}",
            quoted(&sv),
            quoted(&en)
        ));
        self.line(&format!("document = {}", quoted(&sv)));
        self.line(&format!("year = {}\n", &report.to[..4]));
    }

    fn segments(&mut self, report: &FitReport) {
        let types: Vec<_> = report
            .segments
            .iter()
            .flat_map(|segment| segment.types.iter().map(move |one| (segment, one)))
            .collect();
        let shares: Vec<f64> = types.iter().map(|(_, one)| one.share_of_new.p50).collect();
        let all: f64 = shares.iter().sum();
        let largest = (0..shares.len()).max_by(|a, b| shares[*a].total_cmp(&shares[*b]));
        if types.len() > 1 {
            self.comment(&say::toml_shares(self.lang));
        }
        for (at, (segment, one)) in types.into_iter().enumerate() {
            let name = |lang| say::part(lang, one.kind, &label(lang, &segment.label));
            self.line(&format!("[segment.{}]", one.id));
            self.over(|scenario| scenario.segment.has(&one.id));
            self.line(&format!(
                "title = {{ sv = {}, en = {} }}",
                quoted(&name(Lang::Sv)),
                quoted(&name(Lang::En))
            ));
            let is_largest = largest == Some(at);
            let share = self.share(one, all, is_largest);
            self.line(&format!("share_of_new = {share}"));
            if let Some(ratio) = &segment.benefit_ratio {
                let ratio = self.number("benefit_ratio", ratio, None);
                self.line(&format!("benefit_ratio = {ratio}"));
            }
            if let Some(benefit) = &report.benefit {
                let cv = self.number("benefit_cv_ratio", &benefit.cv, None);
                self.line(&format!("benefit_cv_ratio = {cv}"));
            }
            if let Some(sd) = &one.readiness_sd {
                let address = format!("segment.{}.readiness_sd", one.id);
                let sd = self.number(&address, sd, None);
                self.line(&format!("readiness_sd = {sd}"));
            }
            for hazard in &one.hazards {
                let exit = hazard.exit.word();
                let table = format!("segment.{}.hazard.{exit}", one.id);
                self.hazard(&table, &format!("hazard.{exit}."), &hazard.form);
            }
            self.nobody_left_by(one);
            self.line("");
        }
    }

    /// Writes no hazard to exits that the scenario below has and nobody in the records took.
    fn nobody_left_by(&mut self, one: &FittedType) {
        let Some(below) = self
            .onto
            .and_then(|onto| onto.scenario.segment.get(&one.id))
        else {
            return;
        };
        let is_fitted = |exit: ExitKind| one.hazards.iter().any(|hazard| hazard.exit == exit);
        let note = say::toml_nobody(self.lang);
        for exit in ExitKind::ALL.iter().filter(|exit| !is_fitted(**exit)) {
            if below.hazard.has(exit.word()) {
                self.line(&format!(
                    "hazard.{}.per_month = {{ value = 0, source = \"{SOURCE}\", grade = \"A\", note = {} }}",
                    exit.word(),
                    quoted(&note)
                ));
            }
        }
    }

    /// Returns a share such that it lies where it was estimated when all are scaled to one.
    ///
    /// The largest is fixed; against the others at their middles, another one's share s comes of
    /// s (1 - middle) / (1 - s).
    fn share(&mut self, of: &FittedType, all: f64, is_largest: bool) -> String {
        let address = format!("segment.{}.share_of_new", of.id);
        let own = of.share_of_new.times(1.0 / all);
        let middle = own.p50;
        if is_largest {
            return self.number(&address, &own, Some([middle; 3]));
        }
        let scaled = |share: f64| ((1.0 - middle) * share / (1.0 - share)).min(0.999);
        self.number(
            &address,
            &own,
            Some([scaled(own.p05), middle, scaled(own.p95)]),
        )
    }

    /// Writes a hazard of the table at an address, its keys behind some words.
    fn hazard(&mut self, table: &str, before: &str, form: &HazardForm) {
        match form {
            HazardForm::Constant(rate) => {
                let rate = self.number(&format!("{table}.per_month"), rate, None);
                self.line(&format!("{before}per_month = {rate}"));
            }
            HazardForm::Pieces(pieces) => {
                self.line(&format!("{before}pieces = ["));
                for (month, rate) in pieces {
                    let rate = self.number(table, rate, None);
                    self.line(&format!(
                        "  {{ from_month = {month}, per_month = {rate} }},"
                    ));
                }
                self.line("]");
            }
            HazardForm::Weibull {
                shape,
                scale_months,
                ..
            } => {
                let shape = self.number(&format!("{table}.weibull.shape"), shape, None);
                let scale_at = format!("{table}.weibull.scale_months");
                let scale = self.number(&scale_at, scale_months, None);
                self.line(&format!("{before}weibull.shape = {shape}"));
                self.line(&format!("{before}weibull.scale_months = {scale}"));
            }
        }
    }

    fn wait(&mut self, report: &FitReport) {
        let Some(wait) = &report.wait else {
            return;
        };
        if let Some(onto) = self.onto {
            // A parameter that nothing uses is an error, and steps of the way in are a list, out of reach.
            self.comment(&say::toml_wait_below(self.lang, onto.include));
            let start = self.text.len();
            self.wait_parameters(wait);
            let commented = self.text.split_off(start);
            return self.comment(commented.trim_end());
        }
        self.comment(&say::toml_wait(self.lang));
        self.wait_parameters(wait);
    }

    fn wait_parameters(&mut self, wait: &FittedWait) {
        for (id, title, number) in [
            (
                "median",
                say::wait_median as fn(Lang) -> String,
                &wait.median_days,
            ),
            ("p90", say::wait_p90, &wait.p90_days),
        ] {
            self.line(&format!("[parameter.egen_vantan_{id}]"));
            self.line(&format!(
                "title = {{ sv = {}, en = {} }}",
                quoted(&title(Lang::Sv)),
                quoted(&title(Lang::En))
            ));
            let [p05, p50, p95] = [number.p05, number.p50, number.p95].map(digits);
            self.line(&format!("p05 = {p05}\np50 = {p50}\np95 = {p95}"));
            let grade = if number.is_few { "C" } else { "A" };
            self.line(&format!("source = \"{SOURCE}\"\ngrade = \"{grade}\"\n"));
        }
    }

    fn correlations(&mut self, report: &FitReport) {
        let mut pairs: Vec<(String, String, f64)> = Vec::new();
        for one in report.segments.iter().flat_map(|segment| &segment.types) {
            pairs.extend(one.correlations.iter().cloned());
        }
        if let (Some(wait), None) = (&report.wait, self.onto) {
            let name = |end: &str| format!("egen_vantan_{end}");
            pairs.push((name("median"), name("p90"), wait.rank));
        }
        let known = |address: &String| self.uncertain.contains(address) || !address.contains('.');
        pairs.retain(|(one, other, _)| known(one) && known(other));
        if !pairs.is_empty() {
            self.comment(&say::toml_correlations(self.lang));
        }
        for (number, (one, other, rank)) in pairs.iter().enumerate() {
            let id = format!("egna_{}", number + 1);
            self.line(&format!("[correlation.{id}]"));
            self.over(|scenario| scenario.correlation.has(&id));
            self.line(&format!(
                "between = [\"{one}\", \"{other}\"]\nrank = {}\n",
                digits(*rank)
            ));
        }
    }
}

/// Returns a number with four digits, without an exponent.
fn digits(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return "0.0".to_owned();
    }
    let mut decimals = 3_usize;
    let mut size = value.abs();
    while size < 1.0 && decimals < 12 {
        size *= 10.0;
        decimals += 1;
    }
    while size >= 10.0 && decimals > 0 {
        size /= 10.0;
        decimals -= 1;
    }
    let written = format!("{value:.decimals$}");
    let written = match written.contains('.') {
        true => written.trim_end_matches('0').to_owned(),
        false => format!("{written}.0"),
    };
    if written.ends_with('.') {
        format!("{written}0")
    } else {
        written
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_number_keeps_four_digits_and_has_no_exponent() {
        let shown = [
            0.000_012_346,
            0.123_456,
            1.0,
            12.345_67,
            9_876.54,
            123_456.7,
            0.0,
            -0.5,
        ];
        let shown = shown.map(digits);
        let expected = [
            "0.00001235",
            "0.1235",
            "1.0",
            "12.35",
            "9877.0",
            "123457.0",
            "0.0",
            "-0.5",
        ];
        assert_eq!(shown, expected);
    }
}
