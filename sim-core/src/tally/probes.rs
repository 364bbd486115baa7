//! Per-household counters folded into histograms, so that no household is kept.

/// How many classes a followed household can be found in: assistance, intervention, then exits.
pub const N_CLASSES: usize = 2 + crate::compile::plan::N_EXITS;

/// Histograms of one draw under one way of working.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Probes {
    /// Households by calendar year of the horizon and months with payment in it (0 to 12).
    pub months_in_year: Vec<[i64; 13]>,
    /// Spells that started in the horizon with at least twelve months left to follow.
    pub spells_followed: i64,
    /// Of them, spells of more than twelve months.
    pub spells_over_twelve: i64,
    /// Spells that ended with at least four months left to follow.
    pub spells_ended: i64,
    /// Of them, followed by a new payment within three months.
    pub returned_within_three: i64,
    /// Households looked up, by probe.
    pub followed: Vec<i64>,
    /// Households by probe and class.
    pub found: Vec<[i64; N_CLASSES]>,
    /// By watch: households followed and looked up, and those of them that were where it looks.
    pub watched: Vec<[i64; 2]>,
    /// Households that moved on and on without time passing and were given up.
    pub restless: i64,
}

impl Probes {
    /// Returns empty histograms.
    pub fn new(n_years: usize, n_probes: usize, n_watches: usize) -> Self {
        Self {
            months_in_year: vec![[0; 13]; n_years],
            followed: vec![0; n_probes],
            found: vec![[0; N_CLASSES]; n_probes],
            watched: vec![[0; 2]; n_watches],
            ..Self::default()
        }
    }

    /// Adds other histograms of the same scenario.
    pub fn add(&mut self, other: &Self) {
        let years = self.months_in_year.iter_mut().zip(&other.months_in_year);
        years.for_each(|(to, from)| add_all(to, from));
        self.spells_followed += other.spells_followed;
        self.spells_over_twelve += other.spells_over_twelve;
        self.spells_ended += other.spells_ended;
        self.returned_within_three += other.returned_within_three;
        self.restless += other.restless;
        add_all(&mut self.followed, &other.followed);
        let watched = self.watched.iter_mut().zip(&other.watched);
        watched.for_each(|(to, from)| add_all(to, from));
        self.found
            .iter_mut()
            .zip(&other.found)
            .for_each(|(to, from)| add_all(to, from));
    }
}

fn add_all(to: &mut [i64], from: &[i64]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}
