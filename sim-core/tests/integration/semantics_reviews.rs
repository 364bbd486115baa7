//! When reviews come where a household changes from one way of working to another, against answers by hand.

use crate::simulate::{Run, Seen, months, text};

/// A hundred households in an open case from the start; the design calls all in as month 3 begins.
fn called_in(horizon: u32, today: &str, house: &str) -> String {
    text(
        horizon,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 100\nsegment_share = {{ a = 1 }}\nbegins_in = \"open\"\n\
             [design.today]\nmenu.every = {{ none = 1 }}\n\
             [design.today.review]\nevery_days = {}\n{today}\n\
             [design.house]\nbased_on = \"today\"\ngo_live = \"2027-04\"\n\
             treated = {{ applies_to = \"all\", call_in_months = 0 }}\n{house}\n",
            months(1.25)
        ),
    )
}

/// Returns the reviews under the design by month: those of `today`, and its own.
fn reviews(seen: &Seen<'_>, n_months: usize) -> [Vec<f64>; 2] {
    ["review today", "review house"].map(|event| {
        let months = 0..n_months;
        months
            .map(|month| seen.count_in("house", event, month..month + 1))
            .collect()
    })
}

/// Returns a hundred for every time that a month holds.
fn hundreds(times: &[f64], n_months: usize) -> Vec<f64> {
    let mut by_month = vec![0.0; n_months];
    for time in times.iter().filter(|time| **time < n_months as f64) {
        by_month[*time as usize] += 100.0;
    }
    by_month
}

#[test]
fn whoever_is_called_in_is_reviewed_at_the_designs_interval_from_then_on() {
    let every = format!("[design.house.review]\nevery_days = {}\n", months(1.8));
    let offers = format!("{every}offers_menu_share = 1\n");
    let desk = "pool = \"desk\"\n[pool.desk]\nslots = 200\nservice_minutes = 0\n";
    let step = "intake = [{ id = \"called\", wait_days = 1, on_call_in = false }]\n";
    for (today, house) in [
        ("", every.clone()),
        ("", offers),
        ("", format!("{step}{every}")),
        (desk, every),
    ] {
        let run = Run::of(&called_in(11, today, &house), 1);
        let seen = run.seen().next().expect("one draw");
        assert_eq!(seen.count_in("house", "called in", 3..4), 100.0);
        // Not at 3.6 months, twice the interval after the case began under `today`.
        let [before, after] = reviews(&seen, 11);
        assert_eq!(before, hundreds(&[1.25, 2.5], 11), "{house}");
        assert_eq!(after, hundreds(&[4.8, 6.6, 8.4, 10.2], 11), "{house}");
    }
}

#[test]
fn after_the_last_review_of_a_design_that_ends_those_of_today_come_at_its_interval() {
    let every = format!("[design.house.review]\nevery_days = {}\n", months(1.73));
    let ends = "discontinuation = { share = 0.9, within_months = 20 }\n";
    for desk in [
        "",
        "pool = \"desk\"\n[pool.desk]\nslots = 200\nservice_minutes = 0\n",
    ] {
        let house = format!("{ends}{every}offers_menu_share = 1\n");
        let body = called_in(24, desk, &house);
        let body = body.replace("discontinuation = false", "discontinuation = true");
        let run = Run::of(&body, 20);
        let mut ended = 0;
        for seen in run.seen() {
            let gone = seen.way("house").discontinued_at_month;
            // The first one after the end is the last: it offers the menu, and `today` decides.
            let all = (1..13).map(|number| 3.0 + 1.73 * f64::from(number));
            let n_own = all.clone().filter(|at| *at < gone).count() + 1;
            let own: Vec<f64> = all.take(n_own).collect();
            let last = own[own.len() - 1];
            let follow = (1..20).map(|number| last + 1.25 * f64::from(number));
            let today: Vec<f64> = [1.25, 2.5].into_iter().chain(follow).collect();
            let [of_today, of_house] = reviews(&seen, 24);
            assert_eq!(of_house, hundreds(&own, 24), "{gone}");
            assert_eq!(of_today, hundreds(&today, 24), "{gone}");
            ended += u32::from(gone < 20.0);
        }
        assert!(ended > 10, "{ended}");
    }
}

/// A desk takes one at a time, and a hundred stand before it at every review: the last is done almost an interval late.
#[test]
fn however_late_a_review_came_the_next_is_due_whole_intervals_after_the_case_began() {
    let service_months = 0.0097;
    let minutes = months(service_months) * 2400.0 / 7.0;
    let body = text(
        24,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 100\nsegment_share = {{ a = 1 }}\nbegins_in = \"open\"\n\
             [pool.desk]\nslots = 1\nservice_minutes = {minutes}\n\
             [design.today]\nmenu.every = {{ none = 1 }}\n\
             review = {{ every_days = {}, pool = \"desk\" }}\n",
            months(1.25)
        ),
    );
    let run = Run::of(&body, 1);
    let seen = run.seen().next().expect("one draw");
    let all = (1..24).flat_map(|number| {
        let each = (1..=100).map(f64::from);
        each.map(move |place| 1.25 * f64::from(number) + service_months * place)
    });
    let all: Vec<f64> = all.collect();
    let in_month = |month: usize| all.iter().filter(|time| **time as usize == month).count();
    let expected: Vec<f64> = (0..23).map(|month| in_month(month) as f64).collect();
    let found = (0..23).map(|month| seen.count_in("today", "review today", month..month + 1));
    assert_eq!(found.collect::<Vec<f64>>(), expected);
}
