//! Results of the further analyses with every number there can be.

use sim_core::results::Results;
use sim_core::results::break_even::{
    BreakEven, BreakEvenAnswer, BreakEvenAt, BreakEvenDesign, BreakEvenMap, BreakEvenPoint,
    BreakEvenSeen, Crossing, LeverRange, LeverValue, MapBoundary, MapDesign, MapSeen, RangeFrom,
};
use sim_core::results::choice::{
    Acceptability, AcceptabilityOf, Candidate, Choice, Dominance, DominanceOrder, Heat, ParetoRow,
    PriceSwitch, Ranked, Search,
};
use sim_core::results::information::{
    GroupWorth, Information, InformationSeen, InformationValue, NumberGroup, NumberWorth,
    OptionNow, StudyCounts, StudySize, StudyWorth, Trust,
};
use sim_core::results::perspective::Perspective;
use sim_core::results::pilot::{
    Pilot, PilotAllocation, PilotOutcome, PilotSeen, PilotShows, PilotSize,
};
use sim_core::results::run::{FixedNumber, Stopped};
use sim_core::results::theme::NumberTheme;
use sim_core::scenario::number::Grade;

use crate::report::fixture::{estimate, spread};
use crate::report::html::tests::sensitivity::with_sensitivity;

const BOTH: [Perspective; 2] = Perspective::SIDE_BY_SIDE;
const LEVER: &str = "parameter.lever_one_handler";
const SLOW: &str = "segment.slow.hazard.job.per_month";

/// Puts in what decides the answer, what a lever must be, which design to choose, what it is worth
/// to know more, what a pilot shows, and a number that was held fixed.
pub fn fill(results: &mut Results) {
    results.run.fixed = vec![FixedNumber {
        address: SLOW.to_owned(),
        value: 0.02,
    }];
    results.sensitivity = with_sensitivity().sensitivity;
    results.break_even = Some(break_even());
    results.choice = Some(choice());
    results.information = Some(Information {
        draws: 2000,
        seen: BOTH.map(informed).to_vec(),
    });
    results.pilot = Some(pilot());
}

fn lever(path: &str) -> LeverRange {
    LeverRange {
        path: path.to_owned(),
        title: None,
        unit: "ratio".to_owned(),
        value: LeverValue::Median,
        written: 1.04,
        p05_p95: Some([0.98, 1.1]),
        from: 0.9,
        to: 1.2,
        range_from: RangeFrom::Asked,
        is_whole: false,
    }
}

fn break_even() -> BreakEven {
    let at = |probability, answer, needed| BreakEvenAt {
        probability,
        answer,
        is_clear: true,
        crossings: match answer {
            BreakEvenAnswer::Crosses => vec![Crossing {
                value: 1.03,
                low: Some(1.01),
                high: Some(1.05),
                saves_above: true,
            }],
            _ => Vec::new(),
        },
        draws_needed: needed,
    };
    let point = |value: f64| BreakEvenPoint {
        value,
        net: spread(2e6 * value, 1e6),
        saving_probability: estimate(0.5 * value),
    };
    let seen = |perspective| BreakEvenSeen {
        perspective,
        points: vec![point(0.9), point(1.05), point(1.2)],
        at: vec![
            at(0.5, BreakEvenAnswer::Crosses, None),
            at(0.8, BreakEvenAnswer::TooFewDraws, Some(8000)),
        ],
    };
    let of_map = |perspective| MapSeen {
        perspective,
        saving_probability: vec![vec![0.2, 0.4], vec![0.6, 0.9]],
        median_sek: vec![vec![-2e6, -1e6], vec![1e6, 3e6]],
        boundaries: vec![MapBoundary {
            probability: 0.5,
            first: vec![vec![1.1], vec![]],
        }],
    };
    BreakEven {
        levers: vec![lever(LEVER), lever(SLOW)],
        perspective: BOTH[0],
        draws: 500,
        values_tried: 3,
        stopped: Stopped::Finished,
        designs: vec![BreakEvenDesign {
            design: "house".to_owned(),
            seen: BOTH.map(seen).to_vec(),
        }],
        map: Some(BreakEvenMap {
            draws: 500,
            first_values: vec![0.9, 1.2],
            second_values: vec![0.01, 0.03],
            designs: vec![MapDesign {
                design: "house".to_owned(),
                seen: BOTH.map(of_map).to_vec(),
            }],
        }),
    }
}

fn choice() -> Choice {
    let designs = ["house", "today"];
    let ranked = |design: &str| Ranked {
        design: design.to_owned(),
        net: estimate(2e6),
        behind_best: estimate(1e5),
        best_probability: estimate(0.6),
        best_given_numbers: Some(estimate(0.8)),
        regret: estimate(3e5),
    };
    let row = |design: &str| ParetoRow {
        design: design.to_owned(),
        municipality: estimate(2e6),
        public_sector: estimate(1e6),
        extra_self_support: estimate(22.0),
        worst_tenth: estimate(-3e6),
        dominated_by: Vec::new(),
    };
    Choice {
        perspective: BOTH[0],
        ranked: designs.map(ranked).to_vec(),
        given_numbers: Some(Trust::Yes),
        same_best_again: estimate(0.9),
        dominance: vec![Dominance {
            better: "house".to_owned(),
            worse: "today".to_owned(),
            order: DominanceOrder::Second,
        }],
        dominance_draws_needed: Some(12_000),
        acceptability: Acceptability {
            prices_sek: vec![0.0, 50_000.0],
            designs: designs
                .map(|design| AcceptabilityOf {
                    design: design.to_owned(),
                    best_probability: vec![0.6, 0.7],
                })
                .to_vec(),
            best_at_zero: "today".to_owned(),
            switches: vec![PriceSwitch {
                from_sek: estimate(31_000.0),
                design: "house".to_owned(),
            }],
            mc_se: 0.01,
        },
        pareto: designs.map(row).to_vec(),
        search: Some(search()),
    }
}

fn search() -> Search {
    let candidate = |value: f64| Candidate {
        values: vec![value],
        net: BOTH.map(|who| (who, estimate(2e6 * value))).to_vec(),
        behind_best: estimate(4e5),
        saving_probability: estimate(0.6),
        extra_self_support: estimate(20.0 * value),
        cost_sek: estimate(7e5),
        is_within_budget: true,
    };
    Search {
        design: "house".to_owned(),
        perspective: BOTH[0],
        levers: vec![lever(LEVER)],
        budget_sek: Some(3e6),
        tried: 64,
        too_expensive: 3,
        draws_made: 9_000,
        heats: vec![Heat {
            candidates: 64,
            draws: 50,
        }],
        refined: 12,
        draws: 500,
        stopped: Stopped::Finished,
        best: vec![candidate(1.1), candidate(1.08)],
        as_written: Some(candidate(1.04)),
    }
}

fn worth(sek: f64, trust: Trust) -> InformationValue {
    InformationValue {
        sek,
        mc_se: 4_000.0,
        at_least_sek: 0.9 * sek,
        predicted_share: 0.7,
        residual_trend: 0.02,
        trust,
    }
}

fn informed(perspective: Perspective) -> InformationSeen {
    let few = Trust::TooFewDraws { draws_needed: 9000 };
    let option = |design: &str, sek: f64| OptionNow {
        design: design.to_owned(),
        net_sek: estimate(sek),
        best_share: estimate(0.6),
        expected_loss_sek: 3e5,
    };
    let number = |address: &str, sek: f64| NumberWorth {
        address: address.to_owned(),
        title: None,
        theme: NumberTheme::Transitions,
        grade: Some(Grade::D),
        worth: worth(sek, few),
    };
    let group = |group, sek: f64| GroupWorth {
        group,
        numbers: 2,
        worth: worth(sek, Trust::Yes),
    };
    InformationSeen {
        perspective,
        options: vec![option("house", 2e6), option("today", 0.0)],
        perfect: worth(5e5, Trust::Yes),
        at_most_sek: Some(estimate(6e5)),
        knowable_share: estimate(0.7),
        numbers: vec![number(LEVER, 3e5), number(SLOW, 1e5)],
        groups: vec![
            group(NumberGroup::Theme(NumberTheme::Transitions), 3e5),
            group(NumberGroup::Grade(Some(Grade::D)), 4e5),
        ],
        studies: vec![StudyWorth {
            address: SLOW.to_owned(),
            title: None,
            counts: StudyCounts::Households,
            sizes: [50, 200]
                .map(|n| StudySize {
                    n,
                    worth: worth(500.0 * f64::from(n), Trust::Yes),
                })
                .to_vec(),
        }],
    }
}

fn pilot() -> Pilot {
    let shows = |outcome| PilotShows {
        outcome,
        today_share: 0.4,
        difference: spread(0.05, 0.02),
        power: estimate(0.6),
        power_by_formula: 0.62,
        interval_width: Some(0.12),
        wrong_sign: estimate(0.03),
        shown_wrong: estimate(0.001),
        detectable_difference: Some(0.09),
    };
    let sizes = [(50, 12), (100, 12), (50, 24), (100, 24)];
    let seen = |perspective| PilotSeen {
        perspective,
        best_now: "house".to_owned(),
        perfect: worth(5e5, Trust::Yes),
        worth: worth(2e5, Trust::Yes),
        net_sek: -1e5,
        wrong_now: estimate(0.3),
        wrong_after: estimate(0.2),
        changes: estimate(0.15),
        sizes: sizes
            .map(|(arm, months)| PilotSize {
                arms: (arm, arm),
                months,
                worth: worth(2e3 * f64::from(arm), Trust::Yes),
                cost_sek: 3e5,
                pays: false,
            })
            .to_vec(),
        smallest: Some(3),
    };
    Pilot {
        design: "house".to_owned(),
        arms: (100, 100),
        months: 12,
        allocation: PilotAllocation::EverySecond,
        office_sd: Some(0.02),
        contamination_share: 0.1,
        drop_out_share: 0.05,
        cost_sek: 2e5,
        cost_sek_per_household: 500.0,
        recruiting_months: Some(6.5),
        draws: 2000,
        pilots: 40_000,
        households_lived: 400_000,
        decides_by: PilotOutcome::SelfSupport,
        shows: vec![
            shows(PilotOutcome::OffAssistance),
            shows(PilotOutcome::SelfSupport),
            shows(PilotOutcome::TimeToSelfSupport),
        ],
        seen: BOTH.map(seen).to_vec(),
    }
}
