//! `utfall report FILE --out X.xlsx`: opened again by another program's reader.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use sim_core::results::Results;
use sim_core::results::comparison::Perspective;

use crate::tool::{Folder, SMALL};

const REPORT: &[&str] = &[
    "report",
    "small.toml",
    "--draws",
    "96",
    "--quiet",
    "--lang",
    "en",
];

fn written(folder: &Folder, name: &str, more: &[&str]) -> Vec<u8> {
    let line: Vec<&str> = [REPORT, &["--out", name], more].concat();
    let said = folder.run(&line);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    std::fs::read(folder.path(name)).expect("the file")
}

fn opened(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes)).expect("a workbook")
}

fn results(folder: &Folder) -> Results {
    let line = [
        "compare",
        "small.toml",
        "--draws",
        "96",
        "--quiet",
        "--format",
        "json",
    ];
    serde_json::from_str(&folder.run(&line).out).expect("results")
}

fn sheet(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Range<Data> {
    book.worksheet_range(name).expect(name)
}

/// Returns the rows under the first row that begins with a word.
fn rows_under<'r>(range: &'r Range<Data>, first: &str) -> impl Iterator<Item = &'r [Data]> {
    let is_head = move |row: &&[Data]| reads(&row[0], first);
    let head = range.rows().position(|row| is_head(&row));
    range.rows().skip(head.expect(first) + 1)
}

fn reads(cell: &Data, word: &str) -> bool {
    matches!(cell, Data::String(text) if text == word)
}

fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(value) => *value,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn the_summary_holds_the_results_own_figures() {
    let folder = Folder::with_small();
    let mut book = opened(written(&folder, "a.xlsx", &[]));
    let summary = sheet(&mut book, "Summary");
    let results = results(&folder);
    let savings = results.comparisons.iter().flat_map(|one| &one.savings);
    let mut n_rows = 0;
    for (row, saving) in rows_under(&summary, "Design").zip(savings) {
        let net = &saving.net;
        let expected = [
            net.mean,
            net.mc_se,
            net.p10,
            net.p50,
            net.p90,
            saving.saving_probability.value,
            saving.large_loss_probability.value,
            saving.worst_tenth_mean_sek,
        ];
        let found: Vec<f64> = row[2..10].iter().map(number).collect();
        assert_eq!(found, expected);
        n_rows += 1;
    }
    assert_eq!(n_rows, results.comparisons.len() * Perspective::ALL.len());
    let text = summary.rows().flatten().map(Data::to_string);
    assert!(
        text.into_iter()
            .any(|cell| cell == results.run.scenario_hash)
    );
}

#[test]
fn every_budget_line_stands_once_in_the_sheet_of_years() {
    let folder = Folder::with_small();
    let mut book = opened(written(&folder, "a.xlsx", &[]));
    let years = sheet(&mut book, "Years and accounts");
    let results = results(&folder);
    let means: Vec<&[Data]> = rows_under(&years, "Design")
        .filter(|row| reads(&row[4], "Mean"))
        .collect();
    let mut n_found = 0;
    for (at, year) in results.run.years.iter().enumerate() {
        for comparison in &results.comparisons {
            let lines = comparison.difference.lines.iter();
            for line in lines.filter(|line| line.year == *year) {
                let same = means
                    .iter()
                    .filter(|row| row[5 + at] == Data::Float(line.sek.mean));
                assert!(same.count() >= 1, "{line:?} is missing");
                n_found += 1;
            }
        }
    }
    assert!(n_found > 10, "only {n_found} lines");
    let cash = means
        .iter()
        .filter(|row| reads(&row[3], "Cash") && !reads(&row[2], "Net"));
    let accounts: Vec<_> = results
        .comparisons
        .iter()
        .flat_map(|one| &one.difference.lines)
        .collect();
    assert_eq!(cash.count() * results.run.years.len(), accounts.len());
}

/// A range such as `'Parts'!$C$3:$C$38`.
fn column_of(range: &str, parts: &Range<Data>) -> (String, Vec<f64>) {
    let (_, cells) = range.split_once('!').expect("a sheet");
    let (first, last) = cells.split_once(':').expect("a range");
    let at = |cell: &str| -> (usize, usize) {
        let mut halves = cell.trim_start_matches('$').split('$');
        let letters = halves.next().expect("letters");
        let column = letters
            .bytes()
            .fold(0, |sum, letter| sum * 26 + usize::from(letter - b'A') + 1);
        let row: usize = halves.next().expect("a row").parse().expect("a row");
        (row - 1, column - 1)
    };
    let ((from, column), (to, same)) = (at(first), at(last));
    assert_eq!(column, same);
    let name = parts
        .get((from - 1, column))
        .expect("a heading")
        .to_string();
    let values = (from..=to).map(|row| number(parts.get((row, column)).expect("a value")));
    (name, values.collect())
}

#[test]
fn what_if_works_on_its_own_columns_and_gives_what_it_says() {
    let folder = Folder::with_small();
    let mut book = opened(written(&folder, "a.xlsx", &[]));
    let (what_if, parts) = (sheet(&mut book, "What if"), sheet(&mut book, "Parts"));
    let formulas = book.worksheet_formula("What if").expect("formulas");
    let input = |row: u32| number(what_if.get_value((row, 1)).expect("an input"));
    let [discount, kept, displaced] = [2, 3, 4].map(input);
    let factors: Vec<f64> = rows_under(&parts, "Month")
        .map(|row| number(&row[1]))
        .collect();
    assert!(
        (factors[0] / factors[12] - 1.0 - discount).abs() < 1e-12,
        "a year's discounting"
    );
    let mut n_formulas = 0;
    for row in 7..what_if.height() as u32 {
        let formula = formulas.get_value((row, 2)).expect("a formula");
        let ranges: Vec<&str> = formula
            .split(['(', ')', '+', '*', ','])
            .filter(|part| part.contains('!'))
            .collect();
        let columns: Vec<(String, Vec<f64>)> = ranges
            .iter()
            .map(|range| column_of(range, &parts))
            .collect();
        let [design, seen_by] =
            [0, 1].map(|at| what_if.get_value((row, at)).expect("a name").to_string());
        let endings = ["own", "a: tax kept", "b: displacement", "c: both"];
        for ((name, values), ending) in columns.iter().zip(endings) {
            assert_eq!(*name, format!("{design}, {seen_by}: {ending}"));
            assert_eq!(values.len(), factors.len());
        }
        let net: f64 = (0..factors.len())
            .map(|month| {
                let [own, a, b, c] = [0, 1, 2, 3].map(|at: usize| columns[at].1[month]);
                (own + kept * a + displaced * (b + kept * c)) * factors[month]
            })
            .sum();
        let stated = number(what_if.get_value((row, 2)).expect("a value"));
        assert!(
            (net - stated).abs() < 1e-6 * (1.0 + net.abs()),
            "{net} is not {stated}"
        );
        n_formulas += 1;
    }
    assert_eq!(
        n_formulas,
        results(&folder).comparisons.len() * Perspective::ALL.len()
    );
}

#[test]
fn draws_have_a_sheet_where_they_are_asked_for() {
    let folder = Folder::with_small();
    let mut without = opened(written(&folder, "a.xlsx", &[]));
    assert!(without.worksheet_range("Draws").is_err());
    let mut book = opened(written(&folder, "b.xlsx", &["--with-draws"]));
    let draws = sheet(&mut book, "Draws");
    let rows: Vec<&[Data]> = rows_under(&draws, "draw").collect();
    assert_eq!(rows.len(), 96);
    let head = draws.rows().nth(1).expect("a head");
    let results = results(&folder);
    let (design, month) = (&results.comparisons[0].design, results.run.headline_month);
    let name = format!("net_saving_present:{design}:municipality:{month}");
    let at = head
        .iter()
        .position(|cell| cell.to_string() == name)
        .expect("the column");
    let mean = rows.iter().map(|row| number(&row[at])).sum::<f64>() / 96.0;
    let stated = results.comparisons[0].savings[0].net.mean;
    assert!(
        (mean - stated).abs() < 1e-6 * stated.abs(),
        "{mean} is not {stated}"
    );
}

#[test]
fn the_same_results_give_the_same_bytes() {
    let folder = Folder::with_small();
    let first = written(&folder, "a.xlsx", &["--threads", "1"]);
    let second = written(&folder, "b.xlsx", &["--threads", "2"]);
    assert_eq!(first, second);
}

#[test]
fn a_title_that_looks_like_a_formula_or_is_endless_stays_text() {
    let folder = Folder::new();
    let long = "x".repeat(40_000);
    let title = "title = { sv = \"=HYPERLINK(1)\", en = \"=1+1\" }\nquestion = \"";
    let from = SMALL.find("title = ").expect("a title");
    let to = from + SMALL[from..].find('\n').expect("a line");
    let text = format!("{}{title}{long}\"{}", &SMALL[..from], &SMALL[to..]);
    folder.write("small.toml", text);
    let mut book = opened(written(&folder, "a.xlsx", &[]));
    let summary = sheet(&mut book, "Summary");
    assert_eq!(
        summary.get_value((0, 0)),
        Some(&Data::String("=1+1".to_owned()))
    );
    let formulas = book.worksheet_formula("Summary").expect("formulas");
    assert!(formulas.rows().flatten().all(String::is_empty));
}

#[test]
fn results_without_parts_make_a_workbook_without_what_if() {
    let folder = Folder::with_small();
    let said = folder.run(&[
        "compare",
        "small.toml",
        "--draws",
        "96",
        "--quiet",
        "--format",
        "json",
        "--out",
        "r.json",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let said = folder.run(&["report", "r.json", "--out", "r.xlsx", "--lang", "en"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let mut book = opened(std::fs::read(folder.path("r.xlsx")).expect("the file"));
    assert!(book.worksheet_range("Summary").is_ok());
    assert!(book.worksheet_range("What if").is_err());
}
