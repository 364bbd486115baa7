//! Predictions in a register, and what came of them.

use crate::tool::Folder;

/// Two predictions from March 2027 on: one of 15 March for `house`, one of 2 June for `today`.
const REGISTER: &str = include_str!("register.jsonl");

const CAME: &str = "månad;hushåll;utbetalt_kr\n\
    2027-01;405;4 060 000,00\n2027-02;402;4 020 000,00\n\
    2027-03;398;4 010 500,50\n2027-04;392;3 890 000,00\n2027-05;371;3 790 000,00\n\
    2027-06;340;\n2027-07;330;3 200 000,00\n2027-12;300;3 000 000,00\n";

const PREDICT: [&str; 7] = [
    "predict",
    "small.toml",
    "--register",
    "r.jsonl",
    "--draws",
    "200",
    "--design",
];

const FOLLOW: [&str; 4] = ["follow-up", "came.csv", "--register", "r.jsonl"];

fn predict(folder: &Folder, design: &str) -> crate::tool::Said {
    folder.run(&[&PREDICT[..], &[design]].concat())
}

fn with_register() -> Folder {
    let folder = Folder::new();
    folder.write("r.jsonl", REGISTER);
    folder.write("came.csv", CAME);
    folder
}

/// Returns a text without what is another every day.
fn undated(text: &str, register: &str) -> String {
    let line = register.lines().last().expect("a line");
    let read: serde_json::Value = serde_json::from_str(line).expect("JSON");
    let checksum = read["checksum"].as_str().expect("a checksum");
    let date = read["prediction"]["made_on"].as_str().expect("a date");
    text.replace(checksum, "(kontrollsumma)")
        .replace(date, "(i dag)")
}

#[test]
fn a_prediction_is_added_behind_those_that_are_there() {
    let folder = Folder::with_small();
    let first = predict(&folder, "house");
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    let before = folder.read("r.jsonl");
    insta::assert_snapshot!("predict_sv", undated(&first.out, &before));
    let second = folder.run(&[&PREDICT[..], &["meetings", "--lang", "en"]].concat());
    assert_eq!((second.code, second.err.as_str()), (0, ""));
    let after = folder.read("r.jsonl");
    insta::assert_snapshot!("predict_en", undated(&second.out, &after));
    assert!(after.starts_with(&before));
    assert_eq!(after.lines().count(), 2);
    assert!(after.ends_with("\"}\n"));
    let line: serde_json::Value =
        serde_json::from_str(after.lines().nth(1).expect("a line")).expect("JSON");
    assert_eq!(line["number"], 2);
    assert_eq!(line["prediction"]["design"], "meetings");
    let files = std::fs::read_dir(folder.path(""))
        .expect("a folder")
        .count();
    assert_eq!(files, 2, "nothing else is left behind");
}

#[test]
fn a_design_must_be_chosen_where_there_are_several() {
    let folder = Folder::with_small();
    let said = folder.run(&PREDICT[..6]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--design"), "{}", said.err);
    assert!(!folder.path("r.jsonl").exists());
    assert_eq!(predict(&folder, "hause").code, 2);
}

#[test]
fn a_follow_up_reads_as_it_should_in_both_languages() {
    let folder = with_register();
    let first = ["--prediction", "1"];
    let swedish = folder.run(&[&FOLLOW[..], &first].concat());
    assert_eq!((swedish.code, swedish.err.as_str()), (0, ""));
    insta::assert_snapshot!("follow_up_sv", swedish.out);
    let english = folder.run(&[&FOLLOW[..], &first, &["--lang", "en"]].concat());
    insta::assert_snapshot!("follow_up_en", english.out);
    // The latest where none is asked for: made when three of its months were over.
    let latest = folder.run(&[&FOLLOW[..], &["--lang", "en"]].concat());
    let in_one_line = latest.out.replace('\n', " ");
    assert!(
        in_one_line.contains("2027-03, 2027-04, 2027-05"),
        "{in_one_line}"
    );
}

#[test]
fn the_machine_forms_hold_every_month() {
    let folder = with_register();
    let first = [&FOLLOW[..], &["--prediction", "1", "--format"]].concat();
    let json = folder.run(&[&first[..], &["json"]].concat());
    let found: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(found["utfall_follow_up"], 1);
    assert_eq!(
        found["households"]["months"].as_array().map(Vec::len),
        Some(5)
    );
    assert_eq!(
        found["paid_sek"]["months"].as_array().map(Vec::len),
        Some(4)
    );
    assert_eq!(found["households"]["last_known"][1], 402.0);
    let csv = folder.run(&[&first[..], &["csv"]].concat());
    assert_eq!(csv.out.lines().count(), 1 + 5 + 4);
    assert!(
        csv.out.contains("households,2027-04,392,390,"),
        "{}",
        csv.out
    );
}

#[test]
fn every_problem_of_the_figures_is_told_at_once() {
    let folder = with_register();
    let wrong = "month,households,paid_sek\njan,1,2\n2027-02,many,2\n2027-03,-4,2\n2027-04,1.5,2\n\
         2027-05,1,\"1,234\"\n2027-05,1,2\n2027-06,1,2,50\n";
    folder.write("wrong.csv", wrong);
    folder.write("table.csv", "kommun;antal\nX;1\n");
    folder.write("late.csv", "month,households\n2035-01,4\n");
    let mut all = String::new();
    for lang in ["sv", "en"] {
        for name in ["wrong.csv", "table.csv", "nothing.csv", "late.csv"] {
            let said = folder.run(&["follow-up", name, "--register", "r.jsonl", "--lang", lang]);
            assert_eq!((said.code, said.out.as_str()), (4, ""), "{name}");
            all.push_str(&format!("{}\n", said.err));
        }
    }
    insta::assert_snapshot!("figures_refused", all);
}

#[test]
fn a_register_that_was_changed_is_refused_and_left_alone() {
    let folder = Folder::with_small();
    folder.write("came.csv", CAME);
    let mut all = String::new();
    let second = REGISTER.lines().nth(1).expect("a line").to_owned() + "\n";
    let forms = [
        REGISTER.replacen("\"seed\":1", "\"seed\":2", 1),
        second,
        format!("{REGISTER}month;households\n"),
        String::new(),
    ];
    for form in &forms {
        folder.write("r.jsonl", form);
        for lang in ["sv", "en"] {
            let said = folder.run(&[&FOLLOW[..], &["--lang", lang]].concat());
            assert_eq!((said.code, said.out.as_str()), (4, ""));
            all.push_str(&format!("{}\n", said.err));
        }
    }
    for form in &forms[..3] {
        folder.write("r.jsonl", form);
        assert_eq!(predict(&folder, "house").code, 4);
        assert_eq!(&folder.read("r.jsonl"), form);
    }
    folder.write("r.jsonl", REGISTER);
    let said = folder.run(&[&FOLLOW[..], &["--prediction", "7"]].concat());
    all.push_str(&format!("{}\n", said.err));
    std::fs::remove_file(folder.path("r.jsonl")).expect("removed");
    let said = folder.run(&FOLLOW);
    assert_eq!(said.code, 4);
    all.push_str(&said.err);
    insta::assert_snapshot!("register_refused", all);
}

#[test]
fn a_register_that_another_run_writes_to_is_left_alone() {
    let folder = Folder::with_small();
    folder.write("r.jsonl", REGISTER);
    let other = std::fs::File::options()
        .append(true)
        .open(folder.path("r.jsonl"))
        .expect("the register");
    other.lock().expect("a lock");
    let said = predict(&folder, "house");
    assert_eq!(said.code, 4);
    assert!(said.err.contains("en annan körning"), "{}", said.err);
    assert_eq!(folder.read("r.jsonl"), REGISTER);
}

#[test]
fn a_line_that_was_never_finished_is_taken_away_and_nothing_else() {
    let folder = Folder::with_small();
    folder.write("came.csv", CAME);
    let torn = format!("{REGISTER}{}", &REGISTER[..700]);
    folder.write("r.jsonl", &torn);
    let said = folder.run(&FOLLOW);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("aldrig färdig"), "{}", said.err);
    assert_eq!(folder.read("r.jsonl"), torn);
    assert_eq!(predict(&folder, "house").code, 0);
    let after = folder.read("r.jsonl");
    assert!(after.starts_with(REGISTER));
    assert_eq!(after.lines().count(), 3);
    // An editor took the last line's end away: that is mended.
    folder.write("r.jsonl", REGISTER.trim_end());
    assert_eq!(predict(&folder, "house").code, 0);
    assert!(folder.read("r.jsonl").starts_with(REGISTER));
}
