//! Long runs: kept draws that survive `kill -9`, shards and their joining.

use std::process::{Child, Stdio};
use std::time::Duration;

use crate::tool::{Folder, SMALL, Said};

/// A scenario of our own, with draws that take a moment.
const LONG: &[&str] = &["compare", "small.toml", "--draws", "4000", "--seed", "7"];

fn long(more: &[&'static str]) -> Vec<&'static str> {
    LONG.iter().chain(more).copied().collect()
}

fn bytes(folder: &Folder, name: &str) -> Vec<u8> {
    std::fs::read(folder.path(name)).expect("a file")
}

fn size(folder: &Folder, name: &str) -> u64 {
    std::fs::metadata(folder.path(name)).map_or(0, |facts| facts.len())
}

fn start(folder: &Folder, args: &[&str]) -> Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin!("utfall"))
        .args(args)
        .current_dir(folder.path(""))
        .env_clear()
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program")
}

/// Numbers that look random and are the same every time (SplitMix64, by Steele and others 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % n
    }
}

fn fails(said: &Said, code: i32, words: &[&str]) {
    assert_eq!(said.code, code, "{}", said.err);
    assert_eq!(said.out, "");
    for word in words {
        assert!(said.err.contains(word), "{word} is missing: {}", said.err);
    }
}

#[test]
fn a_run_that_is_killed_at_any_moment_goes_on_to_the_same_bytes() {
    let folder = Folder::with_small();
    let whole = folder.run(&long(&["--keep-draws", "whole.draws", "--format", "json"]));
    assert_eq!((whole.code, whole.err.as_str()), (0, ""));
    let whole_size = size(&folder, "whole.draws");
    let mut chance = Chance(20_270_101);
    let (mut n_kills, mut reached) = (0, 0);
    // Killed when the file has grown past a place by chance, and a little later.
    for _ in 0..100 {
        if reached > whole_size * 3 / 4 {
            break;
        }
        let place = reached + chance.below(whole_size / 3);
        let args = long(&["--keep-draws", "killed.draws", "--resume", "--threads", "2"]);
        let mut child = start(&folder, &args);
        let running = |child: &mut Child| child.try_wait().expect("a child").is_none();
        while running(&mut child) && size(&folder, "killed.draws") <= place {
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(chance.below(20_000)));
        n_kills += u32::from(running(&mut child));
        child.kill().expect("killed");
        child.wait().expect("ended");
        reached = size(&folder, "killed.draws");
        // What a machine that goes down can do to the last batch.
        if chance.below(2) == 0 && reached > 0 {
            let mut file = std::fs::OpenOptions::new();
            let file = file
                .write(true)
                .open(folder.path("killed.draws"))
                .expect("a file");
            let start = whole_size / 20;
            let shorter = reached.saturating_sub(chance.below(40_000));
            file.set_len(shorter.max(start)).expect("cut");
        }
    }
    assert!(n_kills >= 2, "it was killed {n_kills} times");
    let again = folder.run(&long(&[
        "--keep-draws",
        "killed.draws",
        "--resume",
        "--format",
        "json",
    ]));
    assert_eq!(again.code, 0, "{}", again.err);
    // Not assert_eq: a difference would fill the screen.
    assert!(again.out == whole.out, "the answer differs");
    let same = bytes(&folder, "killed.draws") == bytes(&folder, "whole.draws");
    assert!(same, "the kept draws differ");
    // Nothing is left to run, and the page is that of a run in one go.
    let text = folder.run(&[
        "compare",
        "small.toml",
        "--keep-draws",
        "killed.draws",
        "--resume",
    ]);
    assert!(
        text.err.contains("fortsätter efter 4 000 framtider"),
        "{}",
        text.err
    );
    assert!(text.out == folder.run(LONG).out, "the page differs");
    assert_eq!(left(&folder), ["killed.draws", "small.toml", "whole.draws"]);
}

/// Returns the names in a folder; a temporary file of a run that was killed may stand there.
fn left(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path("")).expect("readable");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.retain(|name| !name.starts_with(".utfall-"));
    names.sort();
    names
}

#[test]
fn ctrl_c_leaves_draws_that_can_be_taken_up_again() {
    if cfg!(windows) {
        return;
    }
    let folder = Folder::with_small();
    let args = [
        "compare",
        "small.toml",
        "--draws",
        "1000000",
        "--keep-draws",
        "a.draws",
        "--out",
        "a.txt",
    ];
    let mut child = start(&folder, &args);
    while size(&folder, "a.draws") < 500_000 {
        std::thread::sleep(Duration::from_millis(2));
    }
    let kill = std::process::Command::new("kill");
    let pressed = { kill }.args(["-INT", &child.id().to_string()]).status();
    assert!(pressed.is_ok_and(|status| status.success()));
    assert_eq!(child.wait().expect("ended").code(), Some(6));
    let page = folder.read("a.txt");
    assert!(page.contains("AVBRUTET: bara"), "{page}");
    let draws = "6400";
    let more = [
        "compare",
        "small.toml",
        "--draws",
        draws,
        "--keep-draws",
        "a.draws",
        "--resume",
    ];
    let again = folder.run(&more);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(!again.err.contains("inte färdigskriven"), "{}", again.err);
    let whole = [
        "compare",
        "small.toml",
        "--draws",
        draws,
        "--keep-draws",
        "b.draws",
    ];
    assert!(again.out == folder.run(&whole).out, "the page differs");
    // Taken further than first asked for: the beginning of the file says so.
    assert!(bytes(&folder, "a.draws") == bytes(&folder, "b.draws"));
}

#[test]
fn shards_join_in_any_order_to_the_bytes_of_one_run() {
    let folder = Folder::with_small();
    let base = [
        "compare",
        "small.toml",
        "--draws",
        "1100",
        "--designs",
        "house",
    ];
    let with = |more: &[&'static str]| -> Vec<&'static str> { [&base, more].concat() };
    let whole = folder.run(&with(&["--keep-draws", "whole.draws"]));
    for (shard, file) in [("1/3", "s1"), ("2/3", "s2"), ("3/3", "s3")] {
        let said = folder.run(&with(&["--shard", shard, "--keep-draws", file]));
        assert_eq!((said.code, said.out.as_str()), (0, ""));
        assert!(
            said.err
                .contains(&format!("del {} av 3 är klar", &shard[..1]))
        );
    }
    let text = folder.run(&["merge", "s3", "s1", "s2"]);
    assert_eq!((text.code, text.err.as_str()), (0, ""));
    assert!(text.out == whole.out, "the page differs");
    let joined = folder.run(&[
        "merge", "s2", "s3", "s1", "--out", "joined", "--format", "json",
    ]);
    let json = folder.run(&with(&["--format", "json"]));
    assert!(joined.out == json.out, "the JSON differs");
    assert!(bytes(&folder, "joined") == bytes(&folder, "whole.draws"));
    let csv = folder.run(&["merge", "joined", "--format", "csv"]);
    assert!(csv.out == folder.run(&with(&["--format", "csv"])).out);
    let silent = folder.run(&["merge", "joined", "--out", "again"]);
    assert_eq!((silent.code, silent.out.as_str()), (0, ""));
}

#[test]
fn more_shards_than_batches_join_too() {
    let folder = Folder::with_small();
    let mut files = vec!["merge".to_owned()];
    for number in 1..=5 {
        let (shard, file) = (format!("{number}/5"), format!("s{number}"));
        let args = [
            "compare",
            "small.toml",
            "--draws",
            "100",
            "--shard",
            &shard,
            "--keep-draws",
            &file,
        ];
        assert_eq!(folder.run(&args).code, 0);
        files.push(file);
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let whole = folder.run(&["compare", "small.toml", "--draws", "100"]);
    assert!(folder.run(&files).out == whole.out);
}

#[test]
fn a_shard_that_was_cut_off_goes_on_and_joins() {
    let folder = Folder::with_small();
    let shard = [
        "compare",
        "small.toml",
        "--draws",
        "700",
        "--shard",
        "2/2",
        "--keep-draws",
        "s2",
    ];
    assert_eq!(folder.run(&shard).code, 0);
    let done = bytes(&folder, "s2");
    folder.write("s2", &done[..done.len() - 1000]);
    assert_eq!(
        folder
            .run(&[
                "compare",
                "small.toml",
                "--draws",
                "700",
                "--shard",
                "1/2",
                "--keep-draws",
                "s1"
            ])
            .code,
        0
    );
    fails(
        &folder.run(&["merge", "s1", "s2"]),
        4,
        &["s2", "saknar framtid 641 till 700", "--resume"],
    );
    let said = folder.run(&["compare", "small.toml", "--resume", "--keep-draws", "s2"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.err.contains("inte färdigskriven"), "{}", said.err);
    assert!(bytes(&folder, "s2") == done);
    assert_eq!(folder.run(&["merge", "s1", "s2"]).code, 0);
}

#[test]
fn what_does_not_belong_together_is_not_joined() {
    let folder = Folder::with_small();
    folder.write(
        "other.toml",
        SMALL.replace("per_month = 5", "per_month = 6"),
    );
    let keep = |args: &[&str]| {
        let said = folder.run(&[&["compare"], args].concat());
        assert_eq!(said.code, 0, "{}", said.err);
    };
    keep(&[
        "small.toml",
        "--draws",
        "256",
        "--shard",
        "1/2",
        "--keep-draws",
        "a1",
    ]);
    keep(&[
        "small.toml",
        "--draws",
        "256",
        "--shard",
        "2/2",
        "--keep-draws",
        "a2",
    ]);
    keep(&[
        "small.toml",
        "--draws",
        "256",
        "--shard",
        "2/4",
        "--keep-draws",
        "a24",
    ]);
    keep(&[
        "other.toml",
        "--draws",
        "256",
        "--shard",
        "2/2",
        "--keep-draws",
        "other",
    ]);
    keep(&[
        "small.toml",
        "--draws",
        "256",
        "--shard",
        "2/2",
        "--seed",
        "2",
        "--keep-draws",
        "seed",
    ]);
    keep(&[
        "small.toml",
        "--draws",
        "320",
        "--shard",
        "2/2",
        "--keep-draws",
        "draws",
    ]);
    keep(&[
        "small.toml",
        "--draws",
        "256",
        "--shard",
        "2/2",
        "--designs",
        "house",
        "--keep-draws",
        "designs",
    ]);
    let mut all = String::new();
    for files in [
        &["a1"][..],
        &["a2"],
        &["a2", "a24", "a1"],
        &["a1", "a1", "a2"],
        &["a1", "other"],
        &["a1", "seed"],
        &["a1", "draws"],
        &["a1", "designs"],
        &["a1", "nowhere"],
        &["a1", "small.toml"],
        &["a1", "a2", "--out", "a2"],
    ] {
        let said = folder.run(&[&["merge"], files].concat());
        let code = if files.contains(&"--out") { 2 } else { 4 };
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{files:?}");
        all.push_str(&format!(
            "$ utfall merge {}\n{}\n",
            files.join(" "),
            said.err
        ));
        let english = folder.run(&[&["merge", "--lang", "en"], files].concat());
        all.push_str(&english.err);
        all.push('\n');
    }
    insta::assert_snapshot!("not_joined", all);
}

#[test]
fn draws_of_another_run_are_not_taken_up() {
    let folder = Folder::with_small();
    folder.write(
        "other.toml",
        SMALL.replace("per_month = 5", "per_month = 6"),
    );
    let keep = [
        "compare",
        "small.toml",
        "--draws",
        "128",
        "--keep-draws",
        "a.draws",
    ];
    assert_eq!(folder.run(&keep).code, 0);
    let before = bytes(&folder, "a.draws");
    let mut all = String::new();
    for args in [
        &["small.toml", "--seed", "2", "--resume"][..],
        &["other.toml", "--resume"],
        &["small.toml", "--designs", "house", "--resume"],
        &["small.toml", "--draws", "64", "--resume"],
        &["small.toml", "--shard", "1/2", "--resume"],
    ] {
        let said = folder.run(&[&["compare"], args, &["--keep-draws", "a.draws"]].concat());
        assert_eq!((said.code, said.out.as_str()), (4, ""), "{}", said.err);
        all.push_str(&format!(
            "$ utfall compare {}\n{}\n",
            args.join(" "),
            said.err
        ));
    }
    insta::assert_snapshot!("not_taken_up", all);
    let again = folder.run(&keep);
    fails(&again, 5, &["a.draws finns redan", "--resume"]);
    assert!(bytes(&folder, "a.draws") == before, "nothing was touched");
    // In the beginning of the file there is an older program.
    let text = String::from_utf8_lossy(&before).into_owned();
    folder.write(
        "new.draws",
        text.replacen("utfall draws 1", "utfall draws 9", 1),
    );
    let newer = folder.run(&[
        "compare",
        "small.toml",
        "--keep-draws",
        "new.draws",
        "--resume",
    ]);
    fails(&newer, 4, &["format 9"]);
}

#[test]
fn only_one_run_at_a_time_adds_to_a_file() {
    let folder = Folder::with_small();
    let args = [
        "compare",
        "small.toml",
        "--draws",
        "1000000",
        "--keep-draws",
        "a.draws",
    ];
    let mut child = start(&folder, &args);
    while size(&folder, "a.draws") == 0 {
        std::thread::sleep(Duration::from_millis(2));
    }
    let second = folder.run(&[
        "compare",
        "small.toml",
        "--draws",
        "1",
        "--keep-draws",
        "a.draws",
        "--resume",
    ]);
    child.kill().expect("killed");
    child.wait().expect("ended");
    fails(&second, 4, &["skrivs av en annan körning"]);
}

#[test]
fn a_damaged_file_goes_on_rightly_or_is_refused() {
    let folder = Folder::with_small();
    let keep = [
        "compare",
        "small.toml",
        "--draws",
        "200",
        "--format",
        "json",
        "--keep-draws",
    ];
    let whole = folder.run(&[&keep[..], &["a.draws"]].concat());
    let sound = bytes(&folder, "a.draws");
    let mut chance = Chance(99);
    let (mut n_right, mut n_refused) = (0, 0);
    for _ in 0..40 {
        let mut damaged = sound.clone();
        let at = chance.below(sound.len() as u64) as usize;
        match chance.below(3) {
            0 => damaged.truncate(at),
            1 => damaged[at] ^= 1 << chance.below(8),
            _ => {
                let end = (at + 5000).min(damaged.len());
                damaged[at..end].fill(0);
            }
        }
        folder.write("b.draws", &damaged);
        let said = folder.run(&[&keep[..], &["b.draws", "--resume"]].concat());
        match said.code {
            0 => {
                n_right += 1;
                assert!(said.out == whole.out, "the answer differs");
                assert!(bytes(&folder, "b.draws") == sound);
            }
            _ => {
                n_refused += 1;
                fails(&said, 4, &["b.draws", "tips: "]);
                assert!(bytes(&folder, "b.draws") == damaged, "it was touched");
            }
        }
    }
    assert!(n_right > 3 && n_refused > 3, "{n_right} {n_refused}");
}
