//! What is said about what may be typed.

use crate::tool::Folder;

#[test]
fn help_is_swedish_unless_asked_otherwise() {
    let folder = Folder::new();
    let swedish = folder.run(&["--help"]);
    assert_eq!(swedish.code, 0);
    insta::assert_snapshot!("help_sv", swedish.out);
    let english = folder.run(&["--help", "--lang", "en"]);
    insta::assert_snapshot!("help_en", english.out);
}

#[test]
fn every_verb_has_help_in_both_languages() {
    let folder = Folder::new();
    let overview = folder.run(&["help", "--lang", "en"]).out;
    let (_, listed) = overview.split_once("Commands\n").expect("a list of verbs");
    let listed = listed.lines().take_while(|line| !line.is_empty());
    // What a verb does may go on below it, further in.
    let words = listed.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let verbs: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    assert!(
        verbs.contains(&"compare") && verbs.contains(&"fit"),
        "{verbs:?}"
    );
    for lang in ["sv", "en"] {
        let mut all = String::new();
        for verb in &verbs {
            let said = folder.run(&["help", verb, "--lang", lang]);
            assert_eq!((said.code, said.err.as_str()), (0, ""));
            all.push_str(&said.out);
            all.push_str("\n~~~\n");
        }
        insta::assert_snapshot!(format!("verbs_{lang}"), all);
    }
}

#[test]
fn mistakes_on_the_line_end_with_two_and_say_what_is_right() {
    let folder = Folder::with_small();
    let mut all = String::new();
    for args in [
        &[][..],
        &["compar", "small.toml"],
        &["compare"],
        &["compare", "small.toml", "--drows", "3"],
        &["compare", "small.toml", "--draws", "many"],
        &["compare", "small.toml", "--draws", "0"],
        &["compare", "small.toml", "--draws"],
        &["compare", "small.toml", "--format", "pdf"],
        &["compare", "small.toml", "--designs", "hause"],
        &["compare", "small.toml", "--seed", "1", "--seed", "2"],
        &["compare", "small.toml", "--precision", "1"],
        &["compare", "small.toml", "--precision-sek", "many"],
        &[
            "compare",
            "small.toml",
            "--precision",
            "1%",
            "--precision-sek",
            "5",
        ],
        &["compare", "small.toml", "--max-draws", "500"],
        &[
            "compare",
            "small.toml",
            "--precision",
            "1%",
            "--max-draws",
            "500",
            "--draws",
            "600",
        ],
        &[
            "compare",
            "small.toml",
            "--shard",
            "3/2",
            "--keep-draws",
            "a",
        ],
        &["compare", "small.toml", "--shard", "1/2"],
        &["compare", "small.toml", "--resume"],
        &["compare", "small.toml", "--keep-draws", "a", "--out", "./a"],
        &["merge"],
        &["explain", "small.toml", "--design", "hause"],
        &["explain", "small.toml", "--design", "house", "--resolved"],
        &["backtest"],
        &["backtest", "small.toml", "--format", "pdf"],
        &["check", "--lang", "de", "small.toml"],
        &["completions", "cmd"],
    ] {
        let said = folder.run(args);
        assert_eq!(said.code, 2, "{args:?}: {}", said.err);
        assert_eq!(said.out, "", "{args:?}");
        all.push_str(&format!("$ utfall {}\n{}\n", args.join(" "), said.err));
    }
    insta::assert_snapshot!("mistakes_sv", all);
}

#[test]
fn the_version_is_told() {
    let said = Folder::new().run(&["--version"]);
    assert_eq!(
        said.out.trim(),
        format!("utfall {}", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn shells_get_their_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = Folder::new().run(&["completions", shell]);
        assert_eq!(said.code, 0);
        assert!(said.out.contains("compare"), "{shell}");
    }
}
