//! Who pays and who receives: accounts, perspectives, and the lines a ledger is kept on.

use crate::compile::plan::{MoneyPlan, N_EXITS};
use crate::scenario::exits::ExitKind;
use crate::scenario::money::{Account, FlowKind};

/// How many accounts there are.
pub const N_ACCOUNTS: usize = Account::ALL.len();
/// How many kinds of flow there are.
pub const N_KINDS: usize = FlowKind::ALL.len();
/// Position of the exit to job.
pub const JOB: usize = ExitKind::Job as usize;
/// Position of the exit to studies.
pub const STUDIES: usize = ExitKind::Studies as usize;
/// Position of the exit to unemployment insurance.
pub const UNEMPLOYMENT_INSURANCE: usize = ExitKind::UnemploymentInsurance as usize;

const _: () = assert!(UNEMPLOYMENT_INSURANCE < N_EXITS);

/// How many perspectives there are.
pub const N_PERSPECTIVES: usize = 3;

/// The accounts of each perspective: municipality, public sector, society.
///
/// Wages come from outside, matched by output, so an extra wage is a gain to society.
pub const SEEN_BY: [&[Account]; N_PERSPECTIVES] = [
    &[Account::Municipality],
    &[
        Account::Municipality,
        Account::OtherMunicipalities,
        Account::Region,
        Account::State,
        Account::UnemploymentInsurance,
        Account::SocialInsurance,
    ],
    &[
        Account::Municipality,
        Account::OtherMunicipalities,
        Account::Region,
        Account::State,
        Account::UnemploymentInsurance,
        Account::SocialInsurance,
        Account::Employers,
        Account::Households,
    ],
];

/// Money that goes from one account to another, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Transfer {
    /// Who pays.
    pub payer: Account,
    /// Who receives.
    pub receiver: Account,
    /// What for.
    pub kind: FlowKind,
}

/// The benefit: the municipality to households.
pub const BENEFIT: Transfer = Transfer {
    payer: Account::Municipality,
    receiver: Account::Households,
    kind: FlowKind::Benefit,
};

impl Transfer {
    /// Returns the transfer of real resources, such as work, that an account pays for.
    pub const fn outside(payer: Account, kind: FlowKind) -> Self {
        Self {
            payer,
            receiver: Account::Outside,
            kind,
        }
    }

    /// Returns what flows on to the state from what this transfer brought, as equalisation.
    pub const fn equalisation(self) -> Self {
        Self {
            payer: self.receiver,
            receiver: Account::State,
            kind: self.kind,
        }
    }
}

/// One line of a ledger: an account, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Line {
    /// Whose.
    pub account: Account,
    /// What for.
    pub kind: FlowKind,
}

/// The lines that a scenario's money can touch, in the order of accounts and kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// By position.
    pub all: Vec<Line>,
    at: [u8; N_ACCOUNTS * N_KINDS],
}

const NOWHERE: u8 = u8::MAX;

impl Lines {
    /// Returns the lines of a scenario's money: the same for every draw and way of working.
    pub fn of(money: &MoneyPlan) -> Self {
        let mut used = [false; N_ACCOUNTS * N_KINDS];
        let mut touch = |transfer: Transfer| {
            used[cell(transfer.payer, transfer.kind)] = true;
            used[cell(transfer.receiver, transfer.kind)] = true;
        };
        touch(BENEFIT);
        for flow in &money.flows {
            let transfer = Transfer {
                payer: flow.payer,
                receiver: flow.receiver,
                kind: flow.kind,
            };
            touch(transfer);
            if flow.equalised {
                touch(transfer.equalisation());
            }
        }
        for design in &money.designs {
            for post in &design.posts {
                touch(Transfer::outside(post.payer, FlowKind::Staff));
            }
            for cost in &design.set_up {
                touch(Transfer::outside(cost.payer, FlowKind::SetUp));
            }
            for cost in &design.running {
                touch(Transfer::outside(cost.payer, FlowKind::Running));
            }
        }
        let mut lines = Self {
            all: Vec::new(),
            at: [NOWHERE; N_ACCOUNTS * N_KINDS],
        };
        for &account in Account::ALL {
            for &kind in FlowKind::ALL {
                if used[cell(account, kind)] {
                    lines.at[cell(account, kind)] = lines.all.len() as u8;
                    lines.all.push(Line { account, kind });
                }
            }
        }
        lines
    }

    /// Returns the position of a line, if the scenario's money can touch it.
    #[inline]
    pub fn position(&self, account: Account, kind: FlowKind) -> Option<usize> {
        match self.at[cell(account, kind)] {
            NOWHERE => None,
            position => Some(usize::from(position)),
        }
    }

    /// Returns the positions of the lines that a perspective sees.
    pub fn seen_by(&self, accounts: &[Account]) -> Vec<usize> {
        (0..self.all.len())
            .filter(|&line| accounts.contains(&self.all[line].account))
            .collect()
    }
}

#[inline]
const fn cell(account: Account, kind: FlowKind) -> usize {
    account as usize * N_KINDS + kind as usize
}

/// Net amounts by line and month, filled by double entry alone.
///
/// # Shapes and units
///
/// `net[line][month]`, month fastest, SEK: what the account receives less what it pays.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// Months.
    pub n_months: usize,
    /// Net by line and month.
    pub net: Vec<f64>,
}

impl Ledger {
    /// Returns an empty ledger.
    pub fn new(lines: &Lines, n_months: usize) -> Self {
        Self {
            n_months,
            net: vec![0.0; lines.all.len() * n_months],
        }
    }

    /// Books an amount in a month: the payer has it less, the receiver more.
    ///
    /// Both ends are known to the lines, because [`Lines::of`] asks the same plan; a
    /// transfer between unknown lines is not booked at either end.
    #[inline]
    pub fn post(&mut self, lines: &Lines, transfer: Transfer, month: usize, sek: f64) {
        let payer = lines.position(transfer.payer, transfer.kind);
        let receiver = lines.position(transfer.receiver, transfer.kind);
        debug_assert!(payer.is_some() && receiver.is_some(), "{transfer:?}");
        if let (Some(payer), Some(receiver)) = (payer, receiver) {
            self.net[payer * self.n_months + month] -= sek;
            self.net[receiver * self.n_months + month] += sek;
        }
    }

    /// Returns one line by month.
    #[inline]
    pub fn line(&self, line: usize) -> &[f64] {
        &self.net[line * self.n_months..(line + 1) * self.n_months]
    }

    /// Returns this ledger less another, as a ledger.
    pub fn less(mut self, other: &Self) -> Self {
        for (mine, theirs) in self.net.iter_mut().zip(&other.net) {
            *mine -= theirs;
        }
        self
    }
}
