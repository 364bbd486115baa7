//! What it is worth to know more, from the draws of a comparison.

use crate::analysis::collected::Collected;
use crate::analysis::comparing::Comparing;
use crate::analysis::information::gains::Gained;
use crate::analysis::information::given::{best_shares, known, misses};
use crate::analysis::information::known::Known;
use crate::analysis::information::study::{DEFAULT_SIZES, StudyAsked, counts, found};
use crate::analysis::information::trust::{FEWEST_DRAWS, judged};
use crate::analysis::one_draw::Frame;
use crate::analysis::savings::variance;
use crate::analysis::spread::estimate;
use crate::analysis::theme::themes;
use crate::ledger::moments::moments;
use crate::read::inherit::TODAY;
use crate::results::information::{
    GroupWorth, Information, InformationSeen, InformationValue, NumberGroup, NumberWorth,
    OptionNow, StudySize, StudyWorth, Trust,
};
use crate::results::perspective::Perspective;
use crate::results::spread::Estimate;
use crate::results::theme::NumberTheme;
use crate::scenario::number::Grade;
use crate::scenario::text::Bilingual;
use crate::units::UnitKind;

/// What is asked about the draws of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueSettings {
    /// Who decides; the municipality and the public sector are always shown.
    pub perspective: Perspective,
    /// Studies; of the three numbers most worth knowing where there are none.
    pub studies: Vec<StudyAsked>,
}

/// Why nothing can be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotValued {
    /// There are fewer draws than these.
    TooFewDraws {
        /// How many would do.
        draws_needed: u64,
    },
    /// A study is about a number that is not uncertain, or not there.
    UnknownNumber {
        /// Its address.
        address: String,
    },
}

/// How many numbers studies are shown of where none are asked for.
const STUDIED: usize = 3;

/// Returns what it is worth to know more before deciding between `today` and the designs compared.
///
/// # Errors
///
/// [`NotValued`].
pub fn information(
    comparing: &Comparing<'_>,
    settings: &ValueSettings,
) -> Result<Information, NotValued> {
    let (frame, scenario, collected) = comparing.collected();
    if (collected.n_draws() as u64) < FEWEST_DRAWS {
        return Err(NotValued::TooFewDraws {
            draws_needed: FEWEST_DRAWS,
        });
    }
    let numbers = Number::all(frame, &themes(frame.plan, scenario));
    let studies = of_numbers(&numbers, &settings.studies)?;
    let mut perspectives = vec![settings.perspective];
    let others = Perspective::SIDE_BY_SIDE.into_iter();
    perspectives.extend(others.filter(|other| *other != settings.perspective));
    let asking = Asking {
        frame,
        collected,
        numbers: &numbers,
        studies: &studies,
        seed: comparing.seed(),
    };
    Ok(Information {
        draws: collected.n_draws() as u64,
        seen: perspectives
            .into_iter()
            .map(|it| asking.seen_by(it))
            .collect(),
    })
}

/// An uncertain number.
struct Number<'a> {
    address: &'a str,
    title: Option<Bilingual>,
    unit: UnitKind,
    theme: NumberTheme,
    grade: Option<Grade>,
}

impl<'a> Number<'a> {
    fn all(frame: &Frame<'a>, themes: &[NumberTheme]) -> Vec<Self> {
        let numbers = &frame.plan.numbers;
        let uncertain = numbers.uncertain.iter().map(|slot| *slot as usize);
        uncertain
            .map(|slot| {
                let note = numbers.notes.get(slot);
                Self {
                    address: &numbers.slots[slot].address,
                    title: note.and_then(|note| note.title.clone()),
                    unit: numbers.slots[slot].unit,
                    theme: themes[slot],
                    grade: note.and_then(|note| note.grade),
                }
            })
            .collect()
    }
}

fn of_numbers(
    numbers: &[Number<'_>],
    asked: &[StudyAsked],
) -> Result<Vec<(usize, Vec<u32>)>, NotValued> {
    let position = |study: &StudyAsked| {
        let found = numbers.iter().position(|it| it.address == study.address);
        let unknown = || NotValued::UnknownNumber {
            address: study.address.clone(),
        };
        Ok((found.ok_or_else(unknown)?, study.sizes.clone()))
    };
    asked.iter().map(position).collect()
}

/// The draws, and what is asked about them.
struct Asking<'a> {
    frame: &'a Frame<'a>,
    collected: &'a Collected,
    numbers: &'a [Number<'a>],
    studies: &'a [(usize, Vec<u32>)],
    seed: u64,
}

impl Asking<'_> {
    fn seen_by(&self, perspective: Perspective) -> InformationSeen {
        let known = known(self.frame, self.collected, perspective);
        let n_draws = known.n_draws() as u64;
        let everything: Vec<usize> = (0..self.numbers.len()).collect();
        let all = known.gained_by(&everything);
        let means: Vec<f64> = known.nets.iter().map(|net| moments(net).mean).collect();
        let first = (0..means.len()).max_by(|a, b| means[*a].total_cmp(&means[*b]).then(b.cmp(a)));
        let lead = first.unwrap_or(0);
        let mut perfect = judged(&all, None, (lead, n_draws));
        let options = self.options(perspective, &all, perfect.sek);
        let knowable = variance(self.frame, self.collected, lead, perspective as usize);
        let about = (self.frame, self.collected, perspective);
        if perfect.trust == Trust::Yes && misses(about, &known, &all) {
            perfect.trust = Trust::PoorFit;
        }
        let judge = |found: &Gained| judged(found, Some(perfect.sek), (lead, n_draws));
        let numbers = self.by_number(&known, &judge);
        let studies = match self.studies.is_empty() {
            false => self.studies.to_vec(),
            true => most_worth(&numbers)
                .map(|number| (number, Vec::new()))
                .collect(),
        };
        let mut by_worth: Vec<NumberWorth> = numbers.into_iter().map(|(_, worth)| worth).collect();
        by_worth.sort_by(|a, b| {
            let by_sek = b.worth.sek.total_cmp(&a.worth.sek);
            by_sek.then_with(|| a.address.cmp(&b.address))
        });
        InformationSeen {
            perspective,
            options,
            at_most_sek: self.at_most(perspective),
            knowable_share: knowable.ignorance_share,
            numbers: by_worth,
            groups: self.by_group(&known, &judge),
            studies: studies
                .iter()
                .map(|(number, sizes)| self.study(&known, *number, sizes, &judge))
                .collect(),
            perfect,
        }
    }

    fn options(&self, perspective: Perspective, all: &Gained, perfect_sek: f64) -> Vec<OptionNow> {
        let last = self.frame.plan.calendar.n_months.saturating_sub(1);
        let best_shares = best_shares(&all.expected, self.collected.n_draws());
        let ways = self.frame.prepared.ways.iter();
        let mut options: Vec<OptionNow> = ways
            .enumerate()
            .map(|(option, way)| {
                let net = match option.checked_sub(1) {
                    None => Estimate::default(),
                    Some(design) => {
                        // As in the comparison: second cohorts are left out.
                        let start = self.frame.columns.pairs[design].cumulative;
                        let nets = self.collected.column(start[perspective as usize] + last);
                        let net = moments(&nets);
                        estimate((net.mean, net.mc_se))
                    }
                };
                OptionNow {
                    design: self.frame.plan.ways[*way].id.to_string(),
                    net_sek: net,
                    best_share: best_shares[option],
                    expected_loss_sek: 0.0,
                }
            })
            .collect();
        let best = options
            .iter()
            .map(|it| it.net_sek.value)
            .fold(0.0, f64::max);
        for option in &mut options {
            option.expected_loss_sek = perfect_sek + best - option.net_sek.value;
        }
        options.sort_by(|a, b| {
            let by_net = b.net_sek.value.total_cmp(&a.net_sek.value);
            // What brings nothing more does not come before what is there.
            let by_net = by_net.then((a.design != TODAY).cmp(&(b.design != TODAY)));
            by_net.then_with(|| a.design.cmp(&b.design))
        });
        options
    }

    fn by_number(
        &self,
        known: &Known,
        judge: &impl Fn(&Gained) -> InformationValue,
    ) -> Vec<(usize, NumberWorth)> {
        let numbers = self.numbers.iter().enumerate();
        numbers
            .map(|(at, number)| {
                let worth = NumberWorth {
                    address: number.address.to_owned(),
                    title: number.title.clone(),
                    theme: number.theme,
                    grade: number.grade,
                    worth: judge(&known.gained_by(&[at])),
                };
                (at, worth)
            })
            .collect()
    }

    fn by_group(
        &self,
        known: &Known,
        judge: &impl Fn(&Gained) -> InformationValue,
    ) -> Vec<GroupWorth> {
        let themes = NumberTheme::ALL.into_iter().map(NumberGroup::Theme);
        let grades = [
            Some(Grade::A),
            Some(Grade::B),
            Some(Grade::C),
            Some(Grade::D),
            None,
        ];
        let groups = themes.chain(grades.into_iter().map(NumberGroup::Grade));
        groups
            .filter_map(|group| {
                let is_in = |number: &Number<'_>| match group {
                    NumberGroup::Theme(theme) => number.theme == theme,
                    NumberGroup::Grade(grade) => number.grade == grade,
                };
                let numbers = self.numbers.iter().enumerate();
                let those: Vec<usize> = numbers
                    .filter(|(_, number)| is_in(number))
                    .map(|(at, _)| at)
                    .collect();
                (!those.is_empty()).then(|| GroupWorth {
                    group,
                    numbers: those.len() as u32,
                    worth: judge(&known.gained_by(&those)),
                })
            })
            .collect()
    }

    fn study(
        &self,
        known: &Known,
        at: usize,
        sizes: &[u32],
        judge: &impl Fn(&Gained) -> InformationValue,
    ) -> StudyWorth {
        let number = &self.numbers[at];
        let counts = counts(number.unit);
        let about = known.terms_of_one(at);
        let mut sizes = match sizes {
            [] => DEFAULT_SIZES.to_vec(),
            sizes => sizes.to_vec(),
        };
        sizes.sort_unstable();
        sizes.dedup();
        let of = |n: u32| {
            let values = known.numbers[at].as_slice();
            let figures = found(counts, (number.address, values), n, self.seed);
            let worth = judge(&known.gained_by_study(&about, &[&figures]));
            StudySize { n, worth }
        };
        StudyWorth {
            address: number.address.to_owned(),
            title: number.title.clone(),
            counts,
            sizes: sizes.into_iter().map(of).collect(),
        }
    }

    /// Returns what two cohorts of each draw that has them say at most.
    fn at_most(&self, perspective: Perspective) -> Option<Estimate> {
        let at = perspective as usize;
        let again = &self.collected.again;
        let n_designs = self.frame.columns.pairs.len();
        let means: Vec<Vec<f64>> = (0..n_designs)
            .map(|design| {
                let both = again.iter();
                both.map(|it| 0.5 * (it.first[design][at] + it.second[design][at]))
                    .collect()
            })
            .collect();
        let sums = means.iter().enumerate();
        let best_now = sums
            .map(|(design, nets)| (Some(design), nets.iter().sum::<f64>()))
            .fold(
                (None, 0.0),
                |best, next| if next.1 > best.1 { next } else { best },
            );
        let gains: Vec<f64> = (0..again.len())
            .map(|draw| {
                let best = means.iter().map(|nets| nets[draw]).fold(0.0, f64::max);
                best - best_now.0.map_or(0.0, |design: usize| means[design][draw])
            })
            .collect();
        let found = moments(&gains);
        (gains.len() >= 2).then(|| estimate((found.mean, found.mc_se)))
    }
}

/// Returns the positions of the numbers most worth knowing.
fn most_worth(numbers: &[(usize, NumberWorth)]) -> impl Iterator<Item = usize> {
    let mut order: Vec<(usize, f64)> = numbers
        .iter()
        .filter(|(_, number)| number.worth.sek > 2.0 * number.worth.mc_se)
        .map(|(at, number)| (*at, number.worth.sek))
        .collect();
    order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    order.into_iter().take(STUDIED).map(|(at, _)| at)
}
