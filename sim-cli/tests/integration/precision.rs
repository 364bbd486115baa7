//! Runs that stop when they are as exact as asked for.

use sim_core::results::Results;
use sim_core::results::run::Stopped;

use crate::tool::{Folder, Said};

fn results(said: &Said) -> Results {
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).expect("results")
}

#[test]
fn a_run_stops_when_it_is_as_exact_as_asked_for() {
    let folder = Folder::with_small();
    let base = [
        "compare",
        "small.toml",
        "--draws",
        "64",
        "--precision-sek",
        "20 000",
    ];
    let json =
        |more: &[&'static str]| folder.run(&[&base[..], &["--format", "json"], more].concat());
    let one = json(&["--threads", "1"]);
    assert!(one.out == json(&["--threads", "3"]).out, "threads show");
    let found = results(&one);
    assert_eq!(found.run.stopped, Stopped::PrecisionReached);
    let precision = found.run.precision.as_ref().expect("a precision");
    assert!(found.run.draws > 64 && found.run.draws.is_multiple_of(64));
    assert!(
        precision
            .reached
            .iter()
            .all(|one| one.is_enough && one.error_sek <= 20_000.0)
    );
    let page = folder.run(&base);
    let words =
        "Räknat tills felet i kommunens medelutfall (två standardfel) är högst 20 000 kr: Ett hus";
    assert!(page.out.replace('\n', " ").contains(words), "{}", page.out);
    // Kept and killed in between, it stops at the same draw.
    let short = [
        "compare",
        "small.toml",
        "--draws",
        "100",
        "--keep-draws",
        "a.draws",
    ];
    assert_eq!(folder.run(&short).code, 0);
    let again = json(&["--keep-draws", "a.draws", "--resume"]);
    assert!(again.out == one.out);
}

#[test]
fn a_percentage_has_either_decimal_sign_and_the_most_draws_end_it() {
    let folder = Folder::with_small();
    let base = [
        "compare",
        "small.toml",
        "--draws",
        "64",
        "--max-draws",
        "100",
        "--precision",
    ];
    let with = |more: &[&'static str]| folder.run(&[&base[..], more].concat());
    let comma = with(&["0,5 %"]);
    assert_eq!((comma.code, comma.err.as_str()), (0, ""));
    assert!(comma.out == with(&["0.5%"]).out);
    let flat = comma.out.replace('\n', " ");
    assert!(
        flat.contains("INTE SÅ NOGGRANT SOM BEGÄRT: efter 100 framtider"),
        "{flat}"
    );
    assert!(
        flat.contains("fortfarande större än 0,5 %: Ett hus"),
        "{flat}"
    );
    assert!(flat.contains("100 framtider av högst 100"), "{flat}");
    let found = results(&with(&["0.5%", "--format", "json"]));
    assert_eq!(found.run.stopped, Stopped::MostDraws);
    let csv = with(&["0.5%", "--format", "csv"]).out;
    assert!(csv.contains("\nprecision,house,,,,,,error_sek,"));
    assert!(csv.contains("\nprecision,house,,,,,,is_enough,0\n"));
}
