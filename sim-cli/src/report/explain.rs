//! A scenario in words: each design as what differs from today, then every number by how well it is known.

use sim_core::results::assumption::{Assumption, Basis, EvidenceShares};
use sim_core::scenario::Scenario;
use sim_core::scenario::design::Design;
use sim_core::scenario::number::Grade;
use sim_core::scenario::text::Bilingual;

use crate::number::Numbers;
use crate::report::evidence::weak;
use crate::report::levers::{self, Lever};
use crate::report::page::Page;
use crate::report::title;
use crate::texts::{Lang, basis as basis_words, explain as say, keys, names};

/// What is to be explained.
pub struct Question<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// Only this design, besides today.
    pub design: Option<&'a str>,
    /// Every number.
    pub assumptions: &'a [Assumption],
    /// How much is known.
    pub evidence: EvidenceShares,
    /// The language.
    pub lang: Lang,
    /// How many columns the reader has.
    pub width: usize,
}

/// Returns the description.
pub fn write(question: &Question<'_>) -> String {
    let mut page = Page::new(question.width);
    let about = &question.scenario.about;
    page.title(question.lang.of(&about.title));
    if let Some(words) = &about.question {
        page.paragraph(question.lang.of(words), 0);
    }
    designs(question, &mut page);
    assumptions(question, &mut page);
    page.finish()
}

fn designs(question: &Question<'_>, page: &mut Page) {
    let (scenario, lang) = (question.scenario, question.lang);
    page.heading(&say::designs_heading(lang));
    let today = scenario
        .design
        .get("today")
        .map(|today| levers::of(scenario, today, lang));
    for (id, design) in scenario.design.iter() {
        if question
            .design
            .is_some_and(|only| only != id && id != "today")
        {
            continue;
        }
        page.title(&say::design(lang, &design_title(lang, id, design), id));
        if let Some(words) = &design.description {
            page.paragraph(lang.of(words), 0);
        }
        let own = levers::of(scenario, design, lang);
        match &today {
            Some(today) if id != "today" => differences(lang, page, today, &own),
            _ => {
                for lever in &own {
                    page.point(&say::plain(lang, &lever.name, &lever.setting));
                }
            }
        }
    }
}

fn design_title(lang: Lang, id: &str, design: &Design) -> String {
    match &design.title {
        Some(title) => lang.of(title).to_owned(),
        None if id == "today" => keys::today(lang),
        None => id.to_owned(),
    }
}

fn differences(lang: Lang, page: &mut Page, today: &[Lever], own: &[Lever]) {
    let mut lines = Vec::new();
    for lever in own {
        match today.iter().find(|other| other.key == lever.key) {
            Some(other) if other.setting == lever.setting => {}
            Some(other) => lines.push(say::changed(
                lang,
                &lever.name,
                &lever.setting,
                &other.setting,
            )),
            None => lines.push(say::added(lang, &lever.name, &lever.setting)),
        }
    }
    // Steps that are gone are told by the way in.
    for lever in today
        .iter()
        .filter(|lever| !lever.key.starts_with("intake."))
    {
        if own.iter().all(|other| other.key != lever.key) {
            lines.push(say::gone(lang, &lever.name, &lever.setting));
        }
    }
    if lines.is_empty() {
        page.paragraph(&say::same_as_today(lang), 0);
        return;
    }
    page.paragraph(&say::differs(lang), 0);
    for line in lines {
        page.point(&line);
    }
}

fn assumptions(question: &Question<'_>, page: &mut Page) {
    let lang = question.lang;
    let numbers = Numbers::new(lang);
    page.heading(&say::assumptions_heading(lang));
    let counts = question.evidence;
    let count = |of: u32| numbers.count(u64::from(of));
    page.paragraph(
        &basis_words::evidence(
            lang,
            &count(counts.numbers),
            &count(counts.documented),
            &count(counts.statistics),
            &count(counts.assumed),
        ),
        0,
    );
    page.paragraph(&weak(&numbers, &counts), 0);
    let meanings: Vec<String> = Grade::ALL
        .iter()
        .map(|grade| say::grade_means(lang, grade.word(), names::grade(lang, *grade)))
        .collect();
    page.paragraph(&say::grades(lang, &meanings.join(", ")), 0);
    for basis in [Basis::Documented, Basis::Statistics, Basis::Assumed] {
        let those: Vec<&Assumption> = question
            .assumptions
            .iter()
            .filter(|one| one.basis == basis && is_asked_for(question, &one.address))
            .collect();
        let name = crate::report::text::capitalised(names::basis(lang, basis));
        page.title(&say::group(lang, &name, &numbers.count(those.len() as u64)));
        if those.is_empty() {
            page.paragraph(&say::none_of_these(lang), 0);
        }
        for one in those {
            page.point(&assumption(question, &numbers, one));
        }
    }
}

/// Returns whether a number belongs to every design, or to one that is explained.
fn is_asked_for(question: &Question<'_>, address: &str) -> bool {
    let (Some(only), Some(rest)) = (question.design, address.strip_prefix("design.")) else {
        return true;
    };
    let id = rest.split('.').next().unwrap_or_default();
    let mut ancestor = Some(only);
    // A chain of designs is never longer than there are designs.
    for _ in 0..=question.scenario.design.len() {
        match ancestor {
            Some(known) if known == id => return true,
            Some(known) => {
                let design = question.scenario.design.get(known);
                let base = design.and_then(|design| design.based_on.as_ref());
                ancestor = base.map(|base| base.id.as_str());
            }
            None => break,
        }
    }
    id == "today"
}

fn assumption(question: &Question<'_>, numbers: &Numbers, one: &Assumption) -> String {
    let lang = question.lang;
    let title_of = |id: &str| title_in_scenario(question, id);
    let name = title::assumption(lang, one, &title_of);
    let (value, range) = crate::report::value::value_and_range(numbers, one);
    let mut text = say::plain(lang, &name, &value);
    let mut more = Vec::new();
    more.extend(range.map(|range| say::nine_of_ten(lang, &range)));
    more.extend(one.grade.map(|grade| say::grade(lang, grade.word())));
    more.push(match (&one.source_title, &one.source) {
        (Some(title), _) => basis_words::source(lang, lang.of(title)),
        (None, Some(id)) => basis_words::source(lang, id),
        (None, None) => basis_words::no_source(lang),
    });
    more.push(say::stands_at(lang, &one.address));
    text = format!("{text}; {}", more.join("; "));
    if let Some(note) = &one.note {
        text = format!("{text}. {note}");
    }
    text
}

fn title_in_scenario(question: &Question<'_>, id: &str) -> Option<String> {
    let scenario = question.scenario;
    let own: Option<&Bilingual> = scenario
        .segment
        .get(id)
        .and_then(|one| one.title.as_ref())
        .or_else(|| {
            scenario
                .intervention
                .get(id)
                .and_then(|one| one.title.as_ref())
        })
        .or_else(|| scenario.design.get(id).and_then(|one| one.title.as_ref()))
        .or_else(|| scenario.staff.get(id).and_then(|one| one.title.as_ref()))
        .or_else(|| scenario.flow.get(id).and_then(|one| one.title.as_ref()));
    own.map(|title| question.lang.of(title).to_owned())
        .or_else(|| names::state(question.lang, id).map(str::to_owned))
}
