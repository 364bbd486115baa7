//! Paragraphs, headings and tables of a page of plain text.
//!
//! The only file that calls comfy-table.

use comfy_table::{CellAlignment, ContentArrangement, Table, TableStyle};

/// A page of plain text that grows downwards.
pub struct Page {
    text: String,
    width: usize,
}

impl Page {
    /// Starts an empty page of so many columns.
    pub fn new(width: usize) -> Self {
        Self {
            text: String::new(),
            width,
        }
    }

    /// Adds a heading in capitals, which plain consoles show as well as any other.
    pub fn heading(&mut self, title: &str) {
        self.gap();
        self.gap_if_not_first();
        self.line(&title.to_uppercase());
        self.line(&"-".repeat(self.width.min(78)));
    }

    /// Adds the title of a part, underlined.
    pub fn title(&mut self, title: &str) {
        self.gap();
        for line in wrapped(title, self.width) {
            self.line(&line);
        }
        let longest = wrapped(title, self.width)
            .iter()
            .map(|line| letters(line))
            .max();
        self.line(&"=".repeat(longest.unwrap_or_default()));
    }

    /// Adds a line as it is.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// Adds an empty line, unless there is one.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn gap_if_not_first(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Adds a paragraph, broken at spaces, indented by so many columns.
    pub fn paragraph(&mut self, text: &str, indent: usize) {
        if text.is_empty() {
            return;
        }
        for line in wrapped(text, self.width.saturating_sub(indent)) {
            self.line(&format!("{}{line}", " ".repeat(indent)));
        }
    }

    /// Adds a point of a list; its later lines stand under its first word.
    pub fn point(&mut self, text: &str) {
        for (idx, line) in wrapped(text, self.width.saturating_sub(4))
            .iter()
            .enumerate()
        {
            let mark = if idx == 0 { "  * " } else { "    " };
            self.line(&format!("{mark}{line}"));
        }
    }

    /// Adds a table: the first column to the left, the others to the right.
    pub fn table(&mut self, columns: &Columns) {
        for line in columns.lines() {
            self.line(&line);
        }
    }

    /// Returns the page as text.
    pub fn finish(mut self) -> String {
        while self.text.ends_with("\n\n") {
            self.text.pop();
        }
        self.text
    }
}

/// A table's heading and rows.
pub struct Columns {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Columns {
    /// Starts a table.
    pub fn new(header: Vec<String>) -> Self {
        Self {
            header,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Adds a rule across the table.
    pub fn rule(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Returns whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn lines(&self) -> Vec<String> {
        let mut table = Table::new();
        table
            .load_style(TableStyle::new())
            .set_content_arrangement(ContentArrangement::Disabled)
            .set_header(self.header.clone());
        for row in &self.rows {
            table.add_row(row.clone());
        }
        for (idx, column) in table.column_iter_mut().enumerate() {
            column.set_padding((if idx == 0 { 2 } else { 1 }, 1));
            if idx > 0 {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        let mut lines: Vec<String> = table.lines().collect();
        let widest = lines
            .iter()
            .map(|line| letters(line.trim_end()))
            .max()
            .unwrap_or_default();
        let rule = format!("  {}", "-".repeat(widest.saturating_sub(2)));
        for line in &mut lines {
            if line.trim().is_empty() {
                line.clone_from(&rule);
            }
        }
        if !self.header.is_empty() && !lines.is_empty() {
            lines.insert(header_height(&self.header), rule);
        }
        lines
    }
}

fn header_height(header: &[String]) -> usize {
    header
        .iter()
        .map(|cell| cell.lines().count())
        .max()
        .unwrap_or(1)
        .max(1)
}

/// Returns how many letters wide a text is.
pub fn letters(text: &str) -> usize {
    text.chars().count()
}

/// Returns a text broken at ordinary spaces into lines of at most so many letters.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let mut line = String::new();
        for word in part.split(' ').filter(|word| !word.is_empty()) {
            if !line.is_empty() && letters(&line) + 1 + letters(word) > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Columns, Page, wrapped};

    #[test]
    fn lines_break_at_ordinary_spaces_only() {
        assert_eq!(wrapped("aa bb\u{a0}cc dd", 6), ["aa", "bb\u{a0}cc", "dd"]);
        assert_eq!(wrapped("averylongword b", 4), ["averylongword", "b"]);
    }

    #[test]
    fn words_stand_to_the_left_and_numbers_to_the_right() {
        let mut columns = Columns::new(vec!["".into(), "2027".into()]);
        columns.row(vec!["a".into(), "1".into()]);
        columns.rule();
        columns.row(vec!["bb".into(), "12345".into()]);
        let mut page = Page::new(80);
        page.table(&columns);
        let expected = "       2027\n  ---------\n  a       1\n  ---------\n  bb  12345\n";
        assert_eq!(page.finish(), expected);
    }
}
