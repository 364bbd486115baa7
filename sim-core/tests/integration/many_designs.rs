//! More designs that share lives than have tallies in common: each is still what it is alone.

use crate::laws::RICH;
use crate::queues::same_tally;
use crate::simulate::Run;

#[test]
fn each_of_many_twins_gives_the_same_bits_alone_and_beside_the_others() {
    // Twins of one design: households of each number of them live on together, since they
    // call in over longer and longer and reach fewer and fewer. That is far more
    // sets of designs than the eight that have tallies of their own.
    let mut text = RICH.to_owned();
    for at in 0..11 {
        let (months, ratio) = (1 + at, 1.3 - 0.06 * f64::from(at));
        text += &format!(
            "\n[design.twin_{at}]\nbased_on = \"house\"\nentry_ratio = {{ every = {ratio} }}\n\
             treated = {{ call_in_months = {months} }}\n"
        );
    }
    let together = Run::of(&text, 3);
    let n_ways = together.plan.ways.len();
    for way in (1..n_ways).rev() {
        let alone = Run::of_plan(together.plan.clone(), &[0, way], 3);
        for (one, other) in together.draws.iter().zip(&alone.draws) {
            same_tally(&one.ways[way].tally, &other.ways[1].tally, way);
            assert!(one.ways[way].probes == other.ways[1].probes, "way {way}");
            same_tally(&one.ways[0].tally, &other.ways[0].tally, 0);
        }
    }
    // They are not all one design.
    let draw = &together.draws[0];
    let differ = (4..n_ways).filter(|way| draw.ways[*way].tally != draw.ways[*way - 1].tally);
    assert_eq!(differ.count(), n_ways - 4);
}
