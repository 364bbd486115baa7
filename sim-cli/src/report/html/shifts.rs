//! Cost that moves between accounts: who pays more, what for, who pays less.

use maud::{Markup, html};
use sim_core::results::comparison::{Comparison, Perspective};
use sim_core::scenario::money::{Account, FlowKind};

use crate::number::MoneyStep;
use crate::report::charts::flows::{Part, Words, draw_flows};
use crate::report::charts::svg::Told;
use crate::report::html::paper::{Paper, figure};
use crate::report::html::table::Table;
use crate::texts::{names, paper_money as say};

/// From here on flows are shown in millions.
const MANY_MILLIONS: f64 = 100e6;

/// Returns the picture of one design, with its table.
pub fn flows(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let name = paper.name(&comparison.design);
    let parts = parts(comparison);
    let accounts: Vec<String> = Account::ALL
        .iter()
        .map(|one| names::account(lang, *one).to_owned())
        .collect();
    let kinds: Vec<String> = FlowKind::ALL
        .iter()
        .map(|one| names::flow_kind(lang, *one).to_owned())
        .collect();
    let amounts: Vec<f64> = parts.iter().map(|part| part.sek).collect();
    // Millions with one decimal would show many flows as nothing.
    let largest = amounts
        .iter()
        .fold(0.0_f64, |most, sek| most.max(sek.abs()));
    let step = match largest >= MANY_MILLIONS {
        true => MoneyStep::Millions,
        false => MoneyStep::Thousands,
    };
    let heads = [
        say::pays_more(lang),
        paper.numbers.unit(step).to_owned(),
        say::pays_less(lang),
    ];
    let told = Told {
        id: format!("flows-{}", paper.position(&comparison.design)),
        title: say::flows_title(lang, &name),
        text: say::flows_text(
            lang,
            &list(paper, &parts, &|sek| sek < 0.0),
            &list(paper, &parts, &|sek| sek > 0.0),
        ),
    };
    let words = Words {
        accounts: &accounts,
        kinds: &kinds,
        show: &|sek| paper.numbers.in_step(sek, step),
        heads: [&heads[0], &heads[1], &heads[2]],
    };
    let Some(picture) = draw_flows(&told, &parts, &words) else {
        return html! { p.note { (say::no_flows(lang, &name)) } };
    };
    let pictures = html! { h4 { (say::shifts(lang)) } div.lone { (picture) } };
    let caption = html! { (say::flows_caption(lang, &name)) };
    figure(lang, &pictures, &caption, &[table(paper, comparison)])
}

/// Returns what the accounts gain by each kind of flow that touches the public sector; means,
/// since only they add up.
fn parts(comparison: &Comparison) -> Vec<Part> {
    let totals = || {
        let whole = comparison.difference.totals.iter();
        whole.filter(|total| total.year.is_none())
    };
    let public = Perspective::PublicSector.accounts();
    let touches = |kind: FlowKind| {
        totals().any(|one| {
            one.kind == Some(kind) && public.contains(&one.account) && one.sek.mean != 0.0
        })
    };
    let at = |account: Account| Account::ALL.iter().position(|one| *one == account);
    let of = |kind: FlowKind| FlowKind::ALL.iter().position(|one| *one == kind);
    let parts = totals().filter_map(|total| {
        let kind = total.kind.filter(|kind| touches(*kind))?;
        Some(Part {
            account: at(total.account)?,
            kind: of(kind)?,
            sek: total.sek.mean,
        })
    });
    parts.collect()
}

/// Returns the accounts on one side with their amounts, for those who do not see the picture.
fn list(paper: &Paper<'_>, parts: &[Part], side: &dyn Fn(f64) -> bool) -> String {
    let mut said: Vec<String> = Vec::new();
    for part in parts
        .iter()
        .filter(|part| side(part.sek) && part.sek.abs() >= 500.0)
    {
        let account = Account::ALL
            .get(part.account)
            .map(|one| names::account(paper.lang, *one));
        let kind = FlowKind::ALL
            .get(part.kind)
            .map(|one| names::flow_kind(paper.lang, *one));
        let sum = paper.numbers.money(part.sek.abs());
        said.push(format!(
            "{} {sum} ({})",
            account.unwrap_or_default(),
            kind.unwrap_or_default()
        ));
    }
    match said.is_empty() {
        true => say::nobody(paper.lang),
        false => said.join(", "),
    }
}

fn table(paper: &Paper<'_>, comparison: &Comparison) -> Table {
    let lang = paper.lang;
    let budget = &comparison.difference;
    let kinds: Vec<FlowKind> = {
        let has = |kind: &FlowKind| {
            budget
                .totals
                .iter()
                .any(|one| one.kind == Some(*kind) && one.sek.mean.abs() >= 500.0)
        };
        FlowKind::ALL.iter().copied().filter(has).collect()
    };
    let id = format!("flows-{}-table", paper.position(&comparison.design));
    let head = std::iter::once(say::column_account(lang))
        .chain(
            kinds
                .iter()
                .map(|kind| names::flow_kind(lang, *kind).to_owned()),
        )
        .chain([say::row_net(lang)]);
    let mut table = Table::new(id, paper.over(comparison, &say::flows_table(lang))).head(head);
    for account in Account::ALL {
        let sums = kinds
            .iter()
            .map(|kind| budget.total(*account, Some(*kind), None));
        let all: Vec<Option<f64>> = sums
            .chain([budget.total(*account, None, None)])
            .map(|sum| sum.map(|sek| sek.mean))
            .collect();
        if all.iter().flatten().any(|sek| sek.abs() >= 500.0) {
            let shown = all
                .iter()
                .map(|sek| sek.map(|sek| paper.thousands(sek)).unwrap_or_default());
            table.row(names::account(lang, *account), shown);
        }
    }
    table
}
