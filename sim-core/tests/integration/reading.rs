//! Texts to scenario: includes, layers, inheritance, and bad texts.

use sim_core::diagnostic::Unreadable;
use sim_core::read::{Reading, read_scenario};

pub const MINIMAL: &str = include_str!("minimal.toml");

/// Reads the first of some named texts, which may include the others.
pub fn read(texts: &[(&str, &str)]) -> Reading {
    let mut open = |name: &str| {
        let found = texts.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, text)| (*text).to_owned())
            .ok_or(Unreadable::Missing)
    };
    read_scenario(texts[0].0, &mut open)
}

#[test]
fn the_minimal_scenario_is_sound() {
    let reading = read(&[("minimal.toml", MINIMAL)]);
    assert_eq!(reading.diagnostics, []);
    assert!(reading.scenario.is_some());
}

#[test]
#[ignore]
fn dump() {
    let s = sim_core::read::schema();
    let t = serde_json::to_string_pretty(&s).unwrap();
    println!("{} bytes", t.len());
    std::fs::write("/tmp/schema.json", t).unwrap();
    println!("{:#?}", sim_core::read::reference().len());
}

#[test]
#[ignore]
fn noise() {
    let n = 7 << 20;
    let cases: Vec<(&str, String)> = vec![
        ("[", "[".repeat(n)),
        ("{", "{".repeat(n)),
        ("a=[", format!("a={}", "[".repeat(n))),
        ("a={a=", format!("a={}", "{a=".repeat(n / 3))),
        ("a.", format!("{}a=1", "a.".repeat(n / 2))),
        ("[a.", format!("[{}a]", "a.".repeat(n / 2))),
        ("nul", "\0".repeat(n)),
        ("\"", "\"".repeat(n)),
        ("nl", "x\n".repeat(n / 2)),
        ("0,2", "x = 0,2\n".repeat(n / 8)),
        ("a0=1", (0..n / 12).map(|i| format!("a{i}=1\n")).collect()),
        (
            "segs",
            (0..n / 40)
                .map(|i| format!("[segment.s{i}]\nshare_of_new=1\n"))
                .collect(),
        ),
        (
            "deep designs",
            format!(
                "utfall=1\n{}",
                (0..20000)
                    .map(|i| format!("[design.d{i}]\nbased_on=\"d{}\"\n", i + 1))
                    .collect::<String>()
            ),
        ),
        ("=", "=".repeat(n)),
        ("'''", "'''".repeat(n / 3)),
        ("#", "#".repeat(n)),
        ("lists", format!("a=[{}]", "1,".repeat(n / 2))),
        ("mixed", {
            let mut x = 1u64;
            (0..n / 2)
                .map(|_| {
                    x = x
                        .wrapping_mul(6364136223846793005)
                        .wrapping_add(1442695040888963407);
                    char::from((x >> 57) as u8)
                })
                .collect()
        }),
    ];
    for (name, text) in &cases {
        let t = std::time::Instant::now();
        let r = read(&[("x", text)]);
        println!(
            "{name:10} {} problems {:?}",
            r.diagnostics.len(),
            t.elapsed()
        );
    }
}
