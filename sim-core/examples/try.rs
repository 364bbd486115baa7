//! Try.
#![allow(clippy::print_stdout, missing_docs)]
use sim_core::engine::draw::{Replicate, prepare, simulate_draw};
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let draws: u64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let dir = std::path::Path::new(&file).parent().unwrap().to_owned();
    let name = std::path::Path::new(&file)
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let reading = sim_core::read::read_scenario(&name, &mut |n| {
        std::fs::read_to_string(dir.join(n))
            .map_err(|e| sim_core::diagnostic::Unreadable::Refused(e.to_string()))
    });
    for d in &reading.diagnostics {
        println!("{:?}", d);
    }
    let scenario = reading.scenario.unwrap();
    let plan = sim_core::compile::compile(&scenario, &reading.resolved).unwrap();
    println!(
        "slots {} uncertain {}",
        plan.numbers.slots.len(),
        plan.numbers.uncertain.len()
    );
    let ways: Vec<usize> = (0..plan.ways.len()).collect();
    let t = std::time::Instant::now();
    let prepared = prepare(&plan, &ways);
    println!("warm-up {} in {:?}", prepared.warm_up_years, t.elapsed());
    let t = std::time::Instant::now();
    let (mut stock, mut paid, mut job) = (0, vec![0.0; ways.len()], vec![0.0; ways.len()]);
    let mut miy = [0i64; 13];
    let mut sp = [0i64; 4];
    let mut events = vec![0i64; 0];
    for draw in 0..draws {
        let out = simulate_draw(&plan, &prepared, 1, draw, Replicate::default());
        stock += out.stock_households;
        for (w, way) in out.ways.iter().enumerate() {
            for s in 0..plan.segments.len() {
                for m in 0..plan.calendar.n_months {
                    paid[w] += way.tally.households_paid(s, m) as f64;
                    job[w] += way.tally.days(s, prepared.layouts[w].exit_state(0), m) / 30.4375;
                }
            }
        }
        let p = &out.ways[0].probes;
        for y in &p.months_in_year {
            for (a, b) in miy.iter_mut().zip(y) {
                *a += b;
            }
        }
        sp[0] += p.spells_followed;
        sp[1] += p.spells_over_twelve;
        sp[2] += p.spells_ended;
        sp[3] += p.returned_within_three;
        let t = &out.ways[0].tally;
        events.resize(t.n_events, 0);
        for s in 0..t.n_segments {
            for e in 0..t.n_events {
                for m in 0..t.n_months {
                    events[e] += t.count(s, e, m);
                }
            }
        }
    }
    let el = t.elapsed();
    println!(
        "{draws} draws in {:?}, {:?} each; stock {}",
        el,
        el / draws as u32,
        stock as f64 / draws as f64
    );
    println!(
        "paid months {:?}",
        paid.iter().map(|x| x / draws as f64).collect::<Vec<_>>()
    );
    println!(
        "job months {:?}",
        job.iter().map(|x| x / draws as f64).collect::<Vec<_>>()
    );
    let n: i64 = miy.iter().sum();
    let mean = miy
        .iter()
        .enumerate()
        .map(|(k, c)| k as f64 * *c as f64)
        .sum::<f64>()
        / n as f64;
    let ten = miy[10..].iter().sum::<i64>() as f64 / n as f64;
    println!(
        "months in year {mean:.2} ten+ {ten:.3} <4 {:.3} over12 {:.3} ret3 {:.3}",
        miy[..4].iter().sum::<i64>() as f64 / n as f64,
        sp[1] as f64 / sp[0] as f64,
        sp[3] as f64 / sp[2] as f64
    );
    for (e, c) in prepared.layouts[0].events.iter().zip(&events) {
        println!("  {:?} {:.1}", e, *c as f64 / draws as f64);
    }
}
