//! Who pays more, for what, and who pays less: accounts, kinds of flow, accounts.
//!
//! A kind of flow takes from some accounts and gives to others, and what it takes is what it
//! gives. The picture shows that and invents no further pairing of payers and receivers.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::svg::{Told, at, picture, words};

/// Width of an upright bar.
const BAR: f64 = 9.0;
/// Room above a bar for its words.
const LABEL: f64 = 31.0;
/// Height that all of one column's bars share.
const TALL: f64 = 160.0;
/// Share of the whole below which a flow is left out.
const SMALLEST: f64 = 0.01;

/// What one account gains by one kind of flow; the sum over the accounts of a kind is zero.
#[derive(Clone, Debug)]
pub struct Part {
    /// Position of the account among the names.
    pub account: usize,
    /// Position of the kind among the names.
    pub kind: usize,
    /// What it gains.
    pub sek: f64,
}

/// What everything is called.
pub struct Words<'w> {
    /// The accounts.
    pub accounts: &'w [String],
    /// The kinds.
    pub kinds: &'w [String],
    /// Shows an amount.
    pub show: &'w dyn Fn(f64) -> String,
    /// Above the three columns.
    pub heads: [&'w str; 3],
}

/// One upright bar.
struct Node {
    key: usize,
    size: f64,
    top: f64,
    used: f64,
}

/// The three columns of bars, in their places.
struct Columns {
    left: Vec<Node>,
    middle: Vec<Node>,
    right: Vec<Node>,
    height: f64,
}

/// Where the columns stand.
const X: [f64; 3] = [0.0, (WIDTH - BAR) / 2.0, WIDTH - BAR];

/// Returns the picture; none where there is nothing to show.
pub fn draw_flows(told: &Told, parts: &[Part], words_of: &Words<'_>) -> Option<Markup> {
    let whole: f64 = parts.iter().map(|part| part.sek.max(0.0)).sum();
    let parts = parts.iter();
    let parts: Vec<&Part> = parts
        .filter(|part| part.sek.abs() > SMALLEST * whole)
        .collect();
    if parts.is_empty() || !whole.is_finite() {
        return None;
    }
    let size = |sek: f64| (sek.abs() / whole * TALL).max(1.0);
    let mut columns = Columns::of(&parts, &size);
    let ribbons = ribbons(&mut columns, &parts, &size);
    let body = html! {
        (words(0.0, 11.0, "head", words_of.heads[0]))
        (words(WIDTH / 2.0, 11.0, "head middle", words_of.heads[1]))
        (words(WIDTH, 11.0, "head end", words_of.heads[2]))
        g class="ribbons" { @for ribbon in &ribbons { path d=(ribbon) {} } }
        (bars(&columns, &parts, words_of))
    };
    Some(picture(told, (WIDTH, columns.height + 6.0), &body))
}

impl Columns {
    fn of(parts: &[&Part], size: &dyn Fn(f64) -> f64) -> Self {
        let account = |part: &Part| part.account;
        let mut left = column(parts, &account, &|sek| sek < 0.0, size);
        let mut right = column(parts, &account, &|sek| sek > 0.0, size);
        let mut middle = kinds(parts, size);
        let heights = [&mut left, &mut middle, &mut right].map(|nodes| lay_out(nodes));
        Self {
            left,
            middle,
            right,
            height: heights.into_iter().fold(0.0, f64::max),
        }
    }
}

fn ribbons(columns: &mut Columns, parts: &[&Part], size: &dyn Fn(f64) -> f64) -> Vec<String> {
    let tops = |nodes: &[Node]| -> Vec<f64> { nodes.iter().map(|node| node.top).collect() };
    let (mut taken, mut given) = (tops(&columns.middle), tops(&columns.middle));
    let mut ribbons = Vec::new();
    for part in parts.iter().filter(|part| part.sek < 0.0) {
        let from = end(&mut columns.left, part.account, size(part.sek));
        let to = end_in(&columns.middle, &mut taken, part.kind, size(part.sek));
        ribbons.push(ribbon((X[0] + BAR, from), (X[1], to), size(part.sek)));
    }
    for part in parts.iter().filter(|part| part.sek > 0.0) {
        let from = end_in(&columns.middle, &mut given, part.kind, size(part.sek));
        let to = end(&mut columns.right, part.account, size(part.sek));
        ribbons.push(ribbon((X[1] + BAR, from), (X[2], to), size(part.sek)));
    }
    ribbons
}

fn bars(columns: &Columns, parts: &[&Part], words_of: &Words<'_>) -> Markup {
    let total = |is_mine: &dyn Fn(&Part) -> bool| -> f64 {
        let mine = parts.iter().filter(|part| is_mine(part));
        mine.map(|part| part.sek).sum()
    };
    let sum = |is_mine: &dyn Fn(&Part) -> bool| (words_of.show)(total(is_mine));
    // Small parts are left out, so that one side of a kind may be short of the other.
    let moved = |kind: usize| {
        let taken = total(&|part| part.kind == kind && part.sek < 0.0).abs();
        (words_of.show)(taken.max(total(&|part| part.kind == kind && part.sek > 0.0)))
    };
    html! {
        @for node in &columns.left {
            rect class="pays" x=(at(X[0] + 0.8)) y=(at(node.top)) width=(at(BAR - 1.6)) height=(at(node.size)) {}
            (label((0.0, node.top), "", &words_of.accounts[node.key],
                &sum(&|part| part.account == node.key && part.sek < 0.0)))
        }
        @for node in &columns.middle {
            rect class="kind" x=(at(X[1])) y=(at(node.top)) width=(at(BAR)) height=(at(node.size)) {}
            (label((WIDTH / 2.0, node.top), " middle", &words_of.kinds[node.key],
                &moved(node.key)))
        }
        @for node in &columns.right {
            rect class="gets" x=(at(X[2])) y=(at(node.top)) width=(at(BAR)) height=(at(node.size)) {}
            (label((WIDTH, node.top), " end", &words_of.accounts[node.key],
                &sum(&|part| part.account == node.key && part.sek > 0.0)))
        }
    }
}

fn label((x, top): (f64, f64), anchor: &str, name: &str, amount: &str) -> Markup {
    html! {
        (words(x, top - 17.0, &format!("tick halo{anchor}"), name))
        (words(x, top - 4.0, &format!("amount halo{anchor}"), amount))
    }
}

/// Returns the bars of one column, the largest first.
fn column(
    parts: &[&Part],
    key: &dyn Fn(&Part) -> usize,
    side: &dyn Fn(f64) -> bool,
    size: &dyn Fn(f64) -> f64,
) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for part in parts.iter().filter(|part| side(part.sek)) {
        match nodes.iter_mut().find(|node| node.key == key(part)) {
            Some(node) => node.size += size(part.sek),
            None => nodes.push(Node {
                key: key(part),
                size: size(part.sek),
                top: 0.0,
                used: 0.0,
            }),
        }
    }
    nodes
}

/// Returns the bars of the kinds, as tall as the larger of what they take and give.
fn kinds(parts: &[&Part], size: &dyn Fn(f64) -> f64) -> Vec<Node> {
    let key = |part: &Part| part.kind;
    let mut nodes = column(parts, &key, &|sek| sek > 0.0, size);
    for taken in column(parts, &key, &|sek| sek < 0.0, size) {
        match nodes.iter_mut().find(|node| node.key == taken.key) {
            Some(node) => node.size = node.size.max(taken.size),
            None => nodes.push(taken),
        }
    }
    nodes.sort_by_key(|node| node.key);
    nodes
}

/// Gives every bar its place and returns how far down the last one reaches.
fn lay_out(nodes: &mut [Node]) -> f64 {
    let mut y = 18.0;
    for node in nodes {
        node.top = y + LABEL;
        node.used = node.top;
        y = node.top + node.size;
    }
    y
}

fn end(nodes: &mut [Node], key: usize, size: f64) -> f64 {
    match nodes.iter_mut().find(|node| node.key == key) {
        Some(node) => {
            node.used += size;
            node.used - size
        }
        None => 0.0,
    }
}

fn end_in(nodes: &[Node], used: &mut [f64], key: usize, size: f64) -> f64 {
    match nodes.iter().position(|node| node.key == key) {
        Some(at) => {
            used[at] += size;
            used[at] - size
        }
        None => 0.0,
    }
}

fn ribbon((x1, y1): (f64, f64), (x2, y2): (f64, f64), size: f64) -> String {
    let bend = (x1 + x2) / 2.0;
    let [x1, x2, bend] = [x1, x2, bend].map(at);
    format!(
        "M{x1} {}C{bend} {} {bend} {} {x2} {}V{}C{bend} {} {bend} {} {x1} {}Z",
        at(y1),
        at(y1),
        at(y2),
        at(y2),
        at(y2 + size),
        at(y2 + size),
        at(y1 + size),
        at(y1 + size),
    )
}
