//! Reasons for closing as lines of a mapping, with the words of every exit.

use sim_core::records::reasons::Reasons;
use sim_core::scenario::exits::ExitKind;

use crate::texts::{Lang, fit as say};
use crate::toml_text::quoted;

/// Returns the lines of `[reasons]`, those whose meaning is known where they belong and the others to be placed.
///
/// Every word stands with the number of rows it is in.
pub fn to_fill_in(lang: Lang, words: &[(String, u64)]) -> String {
    let known = Reasons::new(None);
    let mut text = "[reasons]\n".to_owned();
    for exit in ExitKind::ALL {
        let of_exit = words.iter().filter(|it| known.exit(&it.0) == Some(*exit));
        let listed: Vec<String> = of_exit.map(|(word, _)| quoted(word)).collect();
        let key = format!("{} = [{}]", exit.word(), listed.join(", "));
        text.push_str(&format!("{key:<29} # {}\n", say::exit(lang, *exit)));
    }
    let unknown = words.iter().filter(|it| known.exit(&it.0).is_none());
    let unknown: Vec<String> = unknown
        .map(|(word, rows)| format!("#   {:<24} {rows}\n", quoted(word)))
        .collect();
    if !unknown.is_empty() {
        text.push_str(&format!("# {}\n{}", say::to_place(lang), unknown.concat()));
    }
    text
}
