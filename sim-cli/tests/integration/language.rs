//! Swedish is Swedish: no English word slips into what Swedish readers see.

use crate::tool::Folder;

/// Words that are English and not Swedish.
const ENGLISH: &str = include_str!("../words/english_not_swedish.txt");

fn english_words(text: &str) -> Vec<String> {
    // What stands in back-ticks, quotation marks or parentheses with an address is the author's.
    let mut plain = String::new();
    let mut is_quoted = false;
    for sign in text.chars() {
        if sign == '`' {
            is_quoted = !is_quoted;
        } else if !is_quoted {
            plain.push(sign.to_ascii_lowercase());
        }
    }
    let typed = |word: &&str| !word.starts_with('-');
    let plain: Vec<&str> = plain.split_whitespace().filter(typed).collect();
    let plain = plain.join(" ");
    let words = plain.split(|sign: char| !sign.is_alphanumeric() && sign != '_' && sign != '.');
    words
        .filter(|word| ENGLISH.lines().any(|one| one == word.trim_matches('.')))
        .map(str::to_owned)
        .collect()
}

#[test]
fn swedish_help_and_answers_have_no_english_words() {
    let folder = Folder::with_small();
    folder.run(&["new", "start.toml"]);
    folder.write("r.jsonl", include_str!("register.jsonl"));
    folder.write("came.csv", "månad;hushåll\n2027-06;400\n2027-07;395\n");
    folder.write("documented.toml", crate::backtest::DOCUMENTED);
    for args in [
        &["--help"][..],
        &["compare", "--help"],
        &["check", "--help"],
        &["explain", "--help"],
        &["new", "--help"],
        &["schema", "--help"],
        &["report", "--help"],
        &["compare", "small.toml", "--draws", "64"],
        &["compare", "start.toml", "--draws", "64"],
        &["explain", "start.toml"],
        &["backtest", "--help"],
        &["backtest", "documented.toml", "--draws", "64"],
        &[
            "backtest",
            "documented.toml",
            "--draws",
            "64",
            "--format",
            "markdown",
        ],
        &["compare", "nowhere.toml"],
        &["compar"],
        &["diff", "--help"],
        &["breakeven", "--help"],
        &[
            "breakeven",
            "small.toml",
            "--lever",
            "effect.house",
            "--draws",
            "256",
        ],
        &["choose", "--help"],
        &[
            "choose",
            "small.toml",
            "--draws",
            "256",
            "--search",
            "effect.house=0.9..1.5",
        ],
        &["predict", "--help"],
        &["follow-up", "--help"],
        &["diff", "small.toml", "today", "meetings", "--draws", "64"],
        &["follow-up", "came.csv", "--register", "r.jsonl"],
        &["follow-up", "small.toml", "--register", "r.jsonl"],
    ] {
        let said = folder.run(args);
        for text in [said.out, said.err] {
            let found = english_words(&text);
            assert!(found.is_empty(), "{args:?}: {found:?}\n{text}");
        }
    }
}

#[test]
fn the_language_is_taken_from_the_environment_and_the_line_wins() {
    let folder = Folder::with_small();
    let by_environment = folder
        .command(&["check", "small.toml"])
        .env("UTFALL_LANG", "en_GB.UTF-8")
        .output()
        .expect("the program");
    assert_eq!(by_environment.stdout, b"small.toml: no errors\n");
    let by_line = folder
        .command(&["check", "small.toml", "--lang", "sv"])
        .env("UTFALL_LANG", "en")
        .output()
        .expect("the program");
    assert_eq!(by_line.stdout, "small.toml: inga fel\n".as_bytes());
}
