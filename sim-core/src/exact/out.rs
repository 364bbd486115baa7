//! A way out of a phase, by cell.

use crate::exact::grid::Grid;
use crate::exact::kernel::Kernel;
use crate::exact::speed::Speed;

/// A way out that takes time, or something that happens at certain ages.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Out {
    /// By time since coming.
    pub(crate) kernel: Kernel,
    /// By cell.
    pub(crate) flow: Vec<f64>,
    /// Of them, those already paid in the month.
    pub(crate) paid: Vec<f64>,
    /// Whether they leave the phase.
    pub(crate) leaves: bool,
}

impl Out {
    pub(crate) fn new(kernel: Kernel, n_cells: usize, leaves: bool) -> Self {
        Self {
            kernel,
            flow: vec![0.0; n_cells],
            paid: vec![0.0; n_cells],
            leaves,
        }
    }
}

impl Out {
    /// Adds those who came in a cell to the later cells in which they get here.
    pub(crate) fn push(
        &mut self,
        speed: &Speed,
        grid: &Grid,
        cell: usize,
        (came, came_paid, month_ends): (f64, f64, usize),
    ) {
        if let Some(points) = &self.kernel.sparse {
            for (lag, weight) in points {
                let at = cell + lag;
                if *lag == 0 {
                    continue;
                }
                if at >= grid.n_cells {
                    break;
                }
                let left = weight * speed.left(cell, at);
                self.flow[at] += came * left;
                if at < month_ends {
                    self.paid[at] += came_paid * left;
                }
            }
            return;
        }
        if came_paid != 0.0 {
            let mut alive = came_paid / speed.mean[cell] * speed.kept[cell];
            for at in cell + 1..month_ends.min(cell + self.kernel.weights.len()) {
                self.paid[at] += alive * speed.mean[at] * self.kernel.weights[at - cell];
                alive *= speed.kept[at];
            }
        }
        self.push_dense(speed, grid, cell, came);
    }

    fn push_dense(&mut self, speed: &Speed, grid: &Grid, cell: usize, came: f64) {
        let weights = &self.kernel.weights;
        let last = grid.n_cells.min(cell + weights.len());
        let mut alive = came / speed.mean[cell] * speed.kept[cell];
        let block_ends = (grid.block(cell) + 1) * grid.per_month;
        for at in cell + 1..block_ends.min(last) {
            self.flow[at] += alive * speed.mean[at] * weights[at - cell];
            alive *= speed.kept[at];
        }
        let (mut begins, floor) = (block_ends, came.abs() * 1e-16);
        while begins < last && alive.abs() > floor {
            let ends = (begins + grid.per_month).min(last);
            let flow = &mut self.flow[begins..ends];
            let within = &speed.within[begins..ends];
            let weights = &weights[begins - cell..ends - cell];
            for ((flow, within), weight) in flow.iter_mut().zip(within).zip(weights) {
                *flow += alive * within * weight;
            }
            alive *= speed.over_block[grid.block(begins)];
            begins = ends;
        }
    }
}
