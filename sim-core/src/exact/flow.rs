//! A flow of households.

/// A flow of households.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Flow {
    /// How many.
    pub(crate) all: f64,
    /// Of them, those already paid in the month.
    pub(crate) paid: f64,
    /// Whether they are paid where they come from.
    pub(crate) from_paid: bool,
}

impl Flow {
    pub(crate) fn times(self, share: f64) -> Self {
        Self {
            all: self.all * share,
            paid: self.paid * share,
            ..self
        }
    }

    pub(crate) fn less(self, other: Self) -> Self {
        Self {
            all: self.all - other.all,
            paid: self.paid - other.paid,
            ..self
        }
    }
}
