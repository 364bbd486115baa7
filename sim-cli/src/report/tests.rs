//! What people read, kept as snapshots of one made-up answer in both languages.

use sim_core::results::Results;
use sim_core::results::run::Stopped;

use crate::report::fixture::{estimate, results, saving, spread};
use crate::report::text::{Setting, write};
use crate::report::{csv, json};
use crate::texts::Lang;

fn page(results: &Results, lang: Lang) -> String {
    let setting = Setting {
        lang,
        width: 96,
        file: "exempel.toml".to_owned(),
        command: "utfall compare exempel.toml --draws 2000 --seed 1".to_owned(),
    };
    write(results, &setting).replace('\u{a0}', " ")
}

#[test]
fn the_swedish_page_reads_as_it_should() {
    insta::assert_snapshot!(page(&results(), Lang::Sv));
}

#[test]
fn the_english_page_reads_as_it_should() {
    insta::assert_snapshot!(page(&results(), Lang::En));
}
