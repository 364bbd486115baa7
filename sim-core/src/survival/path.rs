//! What one household's stays add up to, where hazards do not change with time.

/// Most causes told apart at once.
pub const MOST_CAUSES: usize = 9;

/// All that a likelihood with constant hazards needs to know of a household.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Path {
    /// Whether its first stay was watched from the beginning: then it is one of the new ones.
    pub is_new: bool,
    /// How long the stay had lasted that was under way when watching began.
    pub behind: f64,
    /// Time watched, over all its stays.
    pub time: f64,
    /// How its stays ended, by cause.
    pub ended: [u16; MOST_CAUSES],
    /// How many households are alike.
    pub count: f64,
}

impl Path {
    /// Returns how often its stays ended in one of some ways.
    pub fn ended_in(&self, causes: &[bool]) -> f64 {
        let these = self.ended.iter().zip(causes).filter(|(_, is_in)| **is_in);
        these.map(|(ended, _)| f64::from(*ended)).sum()
    }
}

/// Returns the paths with equal ones counted together.
pub fn counted(mut paths: Vec<Path>) -> Vec<Path> {
    paths.sort_unstable_by(|a, b| {
        let by_time = a.time.total_cmp(&b.time);
        by_time
            .then(a.behind.total_cmp(&b.behind))
            .then(a.is_new.cmp(&b.is_new))
            .then(a.ended.cmp(&b.ended))
    });
    paths.dedup_by(|next, kept| {
        let is_alike = next.time == kept.time
            && next.behind == kept.behind
            && next.is_new == kept.is_new
            && next.ended == kept.ended;
        if is_alike {
            kept.count += next.count;
        }
        is_alike
    });
    paths
}
