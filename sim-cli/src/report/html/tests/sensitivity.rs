//! The part of the page that says what decides the answer.

use sim_core::results::Results;
use sim_core::results::perspective::Perspective;
use sim_core::results::run::Stopped;
use sim_core::results::sensitivity::{
    Bar, BarEnd, DesignSensitivity, Effort, Flip, GradeShares, GroupShares, NumberShares,
    Recommendation, SeenSensitivity, Sensitivity, ShareInterval, Shares, Side, ThemeShares,
};
use sim_core::results::theme::NumberTheme;
use sim_core::scenario::number::Grade;

use crate::report::fixture::{estimate, results};
use crate::report::html::tests::{page, text_of};
use crate::texts::Lang;

const LEVER: &str = "parameter.lever_one_handler";
const LOST: &str = "design.today.intake.referral.lost_share";

fn bar(address: &str, values: [f64; 2], net: [f64; 2]) -> Bar {
    let end = |at: usize| BarEnd {
        value: values[at],
        net_sek: estimate(net[at]),
        change_sek: estimate(net[at] - 2e6),
    };
    Bar {
        address: address.to_owned(),
        theme: NumberTheme::Transitions,
        low: end(0),
        high: end(1),
        width_sek: estimate(net[1] - net[0]),
        draws: 512,
    }
}

fn share(value: f64) -> ShareInterval {
    ShareInterval {
        value,
        mc_se: 0.03,
        low: (value - 0.06).max(0.0),
        high: value + 0.06,
    }
}

fn group(numbers: u32, alone: f64, with_all: f64) -> GroupShares {
    GroupShares {
        numbers,
        first_order: share(alone),
        total: share(with_all),
        draws: 512,
    }
}

fn shares() -> Shares {
    Shares {
        luck_share: estimate(0.21),
        by_number: vec![NumberShares {
            addresses: vec![LEVER.to_owned(), LOST.to_owned()],
            shares: group(2, 0.55, 0.72),
        }],
        by_theme: vec![ThemeShares {
            theme: NumberTheme::Intake,
            shares: group(1, 0.04, 0.06),
        }],
        by_grade: vec![
            GradeShares {
                grade: Some(Grade::D),
                shares: group(2, 0.58, 0.75),
            },
            GradeShares {
                grade: None,
                shares: group(1, 0.02, 0.03),
            },
        ],
        world: Some(group(0, 0.2, 0.38)),
        weak: group(3, 0.6, 0.78),
    }
}

fn seen(perspective: Perspective, shares: Option<Shares>) -> SeenSensitivity {
    SeenSensitivity {
        perspective,
        bars: vec![
            bar(LEVER, [0.9787, 1.105], [-1.25e6, 5.5e6]),
            bar(LOST, [0.03125, 0.1625], [2.4e6, 1.1e6]),
        ],
        shares,
        draws_needed: None,
    }
}

fn recommendation(perspective: Perspective) -> Recommendation {
    Recommendation {
        perspective,
        best: "house".to_owned(),
        net_sek: estimate(2e6),
        next: "meet".to_owned(),
        ahead_sek: estimate(4e5),
        is_clear: true,
        draws_needed: None,
        flips: vec![Flip {
            address: LEVER.to_owned(),
            median: 1.04,
            value: 1.012,
            between: (1.003, 1.02),
            side: Side::Below,
            probability: 0.31,
            best_there: "today".to_owned(),
            end_value: 0.94,
            ahead_at_end_sek: estimate(3e6),
            draws: 512,
        }],
        numbers_tried: 2,
        undecided: vec![LOST.to_owned()],
        is_complete: true,
    }
}

/// Returns the made-up answer with what decides it.
pub fn with_sensitivity() -> Results {
    let mut results = results();
    let [own, public] = Perspective::SIDE_BY_SIDE;
    let mut unclear = recommendation(public);
    (unclear.is_clear, unclear.draws_needed) = (false, Some(9000));
    let mut few = seen(own, None);
    few.draws_needed = Some(7000);
    results.hold_sensitivity(Sensitivity {
        perspective: own,
        effort: Effort {
            numbers: 3,
            screening_draws: 64,
            draws_each: 512,
            strongest: 3,
            simulated: 31_744,
            stopped: Stopped::Finished,
        },
        designs: vec![
            DesignSensitivity {
                design: "house".to_owned(),
                seen: vec![seen(own, Some(shares())), seen(public, Some(shares()))],
            },
            DesignSensitivity {
                design: "meet".to_owned(),
                seen: vec![few, seen(public, None)],
            },
        ],
        recommendations: vec![recommendation(own), unclear],
    });
    results
}

#[test]
fn the_page_says_what_would_change_the_answer_and_how_many_draws_would_tell() {
    let results = with_sensitivity();
    let text = text_of(&page(&results, Lang::Sv)).replace('\u{a0}', " ");
    for sentence in [
        "Ett enda tal räcker för att ändra det",
        "under 1,01 gånger är att arbeta som i dag bäst",
        "chansen att det ligger under gränsen är 31 %",
        "Gränsen ligger, så långt räkningen räcker, mellan 1 gånger och 1,02 gånger.",
        "Omkring 9 000 framtider skulle visa det.",
        "Omkring 7 000 skulle räcka (--draws).",
        "0,9787 gånger – 1,105 gånger",
        "55 % / 72 %",
        "På dem vilar 78 %",
        "design.today.intake.referral.lost_share",
    ] {
        assert!(text.contains(sentence), "{sentence}");
    }
}

#[test]
fn every_picture_has_a_name_and_words_for_those_who_do_not_see_it() {
    let page = page(&with_sensitivity(), Lang::En);
    for id in [
        "tornado-1-0",
        "tornado-1-1",
        "tornado-2-0",
        "shares-1-0",
        "shares-1-1",
    ] {
        for part in ["", "-t", "-d"] {
            let found = page.matches(&format!("id=\"{id}{part}\"")).count();
            assert_eq!(found, 1, "{id}{part}");
        }
    }
    assert!(!page.contains("id=\"shares-2-0\""));
}

#[test]
fn the_same_results_give_the_same_page() {
    let results = with_sensitivity();
    assert_eq!(page(&results, Lang::Sv), page(&results, Lang::Sv));
}
