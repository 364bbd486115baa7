//! What the engine and the specialised loop must agree on: figures of one draw, from the tallies.

use sim_core::ledger::prices::discount_by_month;
use sim_core::math::exp_m1;
use sim_core::tally::probes::Probes;
use sim_core::tally::queues::PoolTally;
use sim_core::units::{DAYS_PER_MONTH, DAYS_PER_YEAR, TICKS_PER_DAY};

use crate::special::tally::{Event, MONTHS, STATES, State, Tally, YEARS};

/// A number for each month.
pub type Months = [f64; MONTHS];

/// Benefit a day.
const BENEFIT: f64 = 96_996.0 / DAYS_PER_YEAR;
/// Cost of a programme a day.
const PROGRAMMES: [(State, f64); 3] = [
    (State::Short, 120.0),
    (State::Middle, 200.0),
    (State::Long, 900.0),
];
/// Interest a year, continuous.
const RATE: f64 = 0.035;
/// Days at which states are looked at: in the month that the day lies in.
const DAYS: [f64; 3] = [365.0, 730.0, 1825.0];

/// States by the names of the workload's table.
pub const NAMES: [&str; STATES] = [
    "waiting",
    "intervention 1",
    "intervention 2",
    "intervention 3",
    "open",
    "job",
    "studies",
    "other benefit",
    "queued",
];

/// What one draw counted, whoever counted it.
pub struct Counted {
    /// Households in it.
    pub households: f64,
    /// Days in a state, by month.
    pub days: [Months; STATES],
    /// Days with benefit, by month.
    pub benefit_days: Months,
    /// Households with payment, by month.
    pub paid: Months,
    /// Events of the whole story, with their names.
    pub events: Vec<(&'static str, f64)>,
    /// Household-years by months with payment.
    pub years: [[f64; 12]; YEARS],
    /// Spells followed, over twelve months, ended, returned.
    pub spells: [f64; 4],
    /// The places, where they are limited.
    pub places: Option<PoolTally>,
}

impl Counted {
    /// Returns what the specialised loop counted.
    pub fn of(tally: &Tally, places: Option<PoolTally>) -> Self {
        let events = [
            ("applications", Event::NewApplication),
            ("returns", Event::Return),
            ("open to waiting", Event::OpenToWaiting),
            ("to job", Event::Job),
            ("to studies", Event::Studies),
            ("to other benefit", Event::OtherBenefit),
            ("starts 1", Event::StartShort),
            ("starts 2", Event::StartMiddle),
            ("starts 3", Event::StartLong),
            ("completions 1", Event::CompleteShort),
            ("completions 2", Event::CompleteMiddle),
            ("completions 3", Event::CompleteLong),
        ];
        let at_completion = tally.count_all(Event::JobAtCompletion);
        let counted = |(name, event)| {
            let besides = if event == Event::Job {
                at_completion
            } else {
                0
            };
            (name, (tally.count_all(event) + besides) as f64)
        };
        let states = [
            State::Waiting,
            State::Short,
            State::Middle,
            State::Long,
            State::Open,
            State::Job,
            State::Studies,
            State::OtherBenefit,
            State::Queued,
        ];
        Self {
            households: tally.count_all(Event::NewApplication) as f64,
            days: states.map(|state| tally.days(state)),
            benefit_days: tally.benefit_days(),
            paid: tally.households_paid().map(|paid| paid as f64),
            events: events.map(counted).to_vec(),
            years: tally.months_in_year.map(|counts| paid_months(&counts)),
            spells: [
                tally.spells_followed,
                tally.spells_over_twelve,
                tally.spells_ended,
                tally.returned_within_three,
            ]
            .map(|spells| spells as f64),
            places,
        }
    }

    /// Returns the figures to compare, by name.
    pub fn figures(&self) -> Vec<(String, f64)> {
        let mut figures = Vec::new();
        for day in DAYS {
            let month = (day / DAYS_PER_MONTH) as usize;
            for (name, days) in NAMES.iter().zip(&self.days) {
                let share = days[month] / DAYS_PER_MONTH / self.households;
                figures.push((format!("share {name}, day {day}"), share));
            }
        }
        let mut a_household = |name: String, sum: f64| figures.push((name, sum / self.households));
        let discount = discount_by_month(exp_m1(RATE), MONTHS);
        let discounted = |days: &Months| -> f64 {
            let months = days.iter().zip(&discount);
            months.map(|(days, factor)| days * factor).sum()
        };
        let benefit = BENEFIT * discounted(&self.benefit_days);
        a_household("discounted benefit".to_owned(), benefit);
        let programmes = PROGRAMMES.iter();
        let cost = programmes.map(|(state, a_day)| a_day * discounted(&self.days[*state as usize]));
        a_household("discounted programme cost".to_owned(), cost.sum());
        for (name, days) in NAMES.iter().zip(&self.days) {
            a_household(format!("discounted days {name}"), discounted(days));
        }
        for (name, count) in &self.events {
            a_household((*name).to_owned(), *count);
        }
        a_household("months with payment".to_owned(), self.paid.iter().sum());
        for (year, counts) in self.years.iter().enumerate() {
            for months in [1, 6, 12] {
                let name = format!("{months} months with payment in year {}", year + 1);
                a_household(name, counts[months - 1]);
            }
        }
        for (name, spells) in ["followed", "over twelve", "ended", "returned"]
            .iter()
            .zip(self.spells)
        {
            a_household(format!("spells {name}"), spells);
        }
        figures.extend(self.places.iter().flat_map(of_places));
        figures
    }
}

/// Returns waits, use and queue of the places.
fn of_places(places: &PoolTally) -> Vec<(String, f64)> {
    let sum = |of: &[i64]| of.iter().sum::<i64>() as f64;
    let wait = sum(&places.waited) / TICKS_PER_DAY / sum(&places.served);
    let mut figures = vec![
        ("mean wait a start".to_owned(), wait),
        (
            "utilisation".to_owned(),
            sum(&places.taken) / sum(&places.there),
        ),
        ("places asked for".to_owned(), sum(&places.asked)),
        ("places given".to_owned(), sum(&places.served)),
    ];
    for day in &DAYS[1..] {
        let month = (day / DAYS_PER_MONTH) as usize;
        let length = places.queued[month] as f64 / TICKS_PER_DAY / DAYS_PER_MONTH;
        figures.push((format!("queue, day {day}"), length));
        let longest = places.longest[month] as f64;
        figures.push((format!("longest queue, day {day}"), longest));
    }
    figures
}

/// Returns household-years by months with payment, without those of none.
pub(crate) fn paid_months(counts: &[i64; 13]) -> [f64; 12] {
    std::array::from_fn(|months| counts[months + 1] as f64)
}

/// Returns the spells of histograms in the order compared.
pub(crate) fn spells_of(probes: &Probes) -> [f64; 4] {
    [
        probes.spells_followed,
        probes.spells_over_twelve,
        probes.spells_ended,
        probes.returned_within_three,
    ]
    .map(|spells| spells as f64)
}
