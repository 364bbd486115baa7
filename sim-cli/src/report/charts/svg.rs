//! The frame of a picture: its size, its name and its description for those who do not see it.

use maud::{Markup, PreEscaped, html};

/// What a picture is called and what it shows, in words.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its id in the page.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it shows.
    pub text: String,
}

/// Returns a picture of some size around what is drawn.
pub fn picture(told: &Told, (width, height): (f64, f64), drawn: &Markup) -> Markup {
    let (title_id, text_id) = (format!("{}-t", told.id), format!("{}-d", told.id));
    html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" id=(told.id)
            viewBox={ "0 0 " (at(width)) " " (at(height)) }
            aria-labelledby=(title_id) aria-describedby=(text_id) {
            title id=(title_id) { (told.title) }
            desc id=(text_id) { (told.text) }
            (drawn)
        }
    }
}

/// Returns a place in a picture, to a tenth of a unit.
pub fn at(value: f64) -> String {
    let tenths = (value * 10.0).round() / 10.0;
    // No "-0".
    format!("{}", if tenths == 0.0 { 0.0 } else { tenths })
}

/// Returns words in a picture.
pub fn words(x: f64, y: f64, class: &str, text: &str) -> Markup {
    html! { text x=(at(x)) y=(at(y)) class=(class) { (text) } }
}

/// Returns a straight line.
pub fn line((x1, y1): (f64, f64), (x2, y2): (f64, f64), class: &str) -> Markup {
    html! { line x1=(at(x1)) y1=(at(y1)) x2=(at(x2)) y2=(at(y2)) class=(class) {} }
}

/// Returns markup of our own making, as it is.
pub fn ready(text: String) -> Markup {
    PreEscaped(text)
}

/// Returns a text broken into lines of about so many letters, at most so many lines.
pub fn lines(text: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines = crate::report::page::wrapped(text, letters);
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push('…');
        }
    }
    for line in &mut lines {
        if line.chars().count() > letters + 4 {
            *line = line.chars().take(letters + 2).chain(['…']).collect();
        }
    }
    lines
}
