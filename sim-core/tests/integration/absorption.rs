//! Chains by matrix exponential and hazards that change with calendar time by quadrature, month by month.

use sim_core::math::{exp, pow};

use crate::simulate::{Run, integral, matrix_exponential, mean_over_normal, text};

#[test]
fn a_chain_of_wait_course_placement_and_exits_is_absorbed_as_its_matrix_exponential_says() {
    // Wait exponential 40 days at half the hazards; half go to a course (60 days, lock-in 0.4, drop-out 0.15), of
    // those who complete 0.3 to job and 0.5 of the rest to a placement (45 days, lock-in 0.2), of whose
    // completers 0.2 leave for other benefit. Nobody is offered anything twice.
    let body = "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.12\n\
         hazard.other_benefit.per_month = 0.05\nhazard.permanent.per_month = 0\n\
         [list.all]\nhouseholds = 100000\nsegment_share = { a = 1 }\nbegins_in = \"intake\"\n\
         [[design.today.intake]]\nid = \"wait\"\nsearch_ratio = 0.5\n\
         wait_days = { varies = { exponential = { mean = 40 } } }\n\
         [design.today.menu]\nevery = { none = 1, course = 1 }\n\
         [intervention.course]\nduration_days = { varies = { exponential = { mean = 60 } } }\n\
         lock_in_ratio = 0.4\ndrop_out_per_month = 0.15\noutcome_share = { job = 0.3 }\n\
         then = { placement = 0.5 }\n\
         [intervention.placement]\nduration_days = { varies = { exponential = { mean = 45 } } }\n\
         lock_in_ratio = 0.2\noutcome_share = { other_benefit = 0.2 }\n";
    let run = Run::of(&text(24, body), 8);
    let (job, other) = (0.12, 0.05);
    let [wait, course, placement] = [40.0, 60.0, 45.0].map(|days| 30.4375 / days);
    // States: wait, open, course, placement, job, other benefit; rates a month.
    let mut rates = [
        vec![0.0, wait / 2.0, wait / 2.0, 0.0, 0.5 * job, 0.5 * other],
        vec![0.0, 0.0, 0.0, 0.0, job, other],
        vec![
            0.0,
            course * 0.35 + 0.15,
            0.0,
            course * 0.35,
            0.4 * job + course * 0.3,
            0.4 * other,
        ],
        vec![
            0.0,
            placement * 0.8,
            0.0,
            0.0,
            0.2 * job,
            0.2 * other + placement * 0.2,
        ],
        vec![0.0; 6],
        vec![0.0; 6],
    ];
    for (state, row) in rates.iter_mut().enumerate() {
        row[state] = -row.iter().sum::<f64>();
    }
    for month in [1_usize, 2, 4, 8, 15, 24] {
        let scaled = rates
            .iter()
            .map(|row| row.iter().map(|rate| rate * month as f64).collect());
        let at = matrix_exponential(&scaled.collect());
        for (exit, state) in [("job", 4), ("other_benefit", 5)] {
            run.mean(|seen| seen.count_in("today", exit, 0..month) / 100_000.0)
                .is(at[0][state]);
        }
    }
}

#[test]
fn hazards_that_change_with_the_spell_and_with_calendar_time_give_survival_by_quadrature() {
    // A Weibull hazard of shape 0.7 since the spell began, times readiness (sd 0.6), times what two reforms
    // make of it: half from month 3, and from month 9 half of three times.
    let body = "[segment.a]\nshare_of_new = 1\nreadiness_sd = 0.6\n\
         hazard.job.weibull = { shape = 0.7, scale_months = 14 }\nhazard.permanent.per_month = 0\n\
         [list.all]\nhouseholds = 50000\nsegment_share = { a = 1 }\n[design.today]\n\
         [reform.slower]\nfrom = \"2027-04\"\nhazard_ratio = 0.5\n\
         [reform.faster]\nfrom = \"2027-10\"\nhazard_ratio = 3\n";
    let run = Run::of(&text(36, body), 8);
    let ratio = |month: usize| match month {
        0..3 => 1.0,
        3..9 => 0.5,
        _ => 1.5,
    };
    // The hazard is infinite at 0, so the integral runs over the square of time.
    let hazard = |x: f64| {
        let t = x * x;
        0.7 / 14.0 * pow(t.max(1e-300) / 14.0, -0.3) * 2.0 * x
    };
    let accumulated = |month: usize| -> f64 {
        let piece = |m: usize| {
            let ends = ((m as f64).sqrt(), ((m + 1) as f64).sqrt());
            ratio(m) * integral(ends, hazard)
        };
        (0..month).map(piece).sum()
    };
    for month in [1_usize, 3, 6, 9, 12, 24, 36] {
        let hazard = accumulated(month);
        let stays = mean_over_normal(|z| exp(-hazard * exp(0.6 * z - 0.18)));
        run.mean(|seen| seen.count_in("today", "job", 0..month) / 50_000.0)
            .is(1.0 - stays);
    }
}
