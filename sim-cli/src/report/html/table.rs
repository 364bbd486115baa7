//! Tables with captions and headers that a screen reader can follow, in a region that scrolls.

use maud::{Markup, html};

/// A table: the first cell of a row is its header.
pub struct Table {
    id: String,
    caption: String,
    over: Vec<(String, usize)>,
    head: Vec<Markup>,
    rows: Vec<Row>,
    class: &'static str,
}

enum Row {
    /// A row of a header and its cells.
    Plain(Markup, Vec<Markup>, &'static str),
    /// A heading over some rows.
    Group(String),
}

impl Table {
    /// Starts a table; the id must be its own in the page. Its region is a group and no
    /// landmark: a page with forty landmarks has none.
    pub fn new(id: impl Into<String>, caption: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            over: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            class: "",
        }
    }

    /// Gives it a class.
    pub fn class(mut self, class: &'static str) -> Self {
        self.class = class;
        self
    }

    /// Gives it headers that each stand over so many columns, after the first.
    pub fn over(mut self, groups: impl IntoIterator<Item = (String, usize)>) -> Self {
        self.over = groups.into_iter().collect();
        self
    }

    /// Gives it the headers of its columns.
    pub fn head<M: maud::Render>(mut self, cells: impl IntoIterator<Item = M>) -> Self {
        self.head = cells.into_iter().map(|cell| cell.render()).collect();
        self
    }

    /// Adds a row.
    pub fn row<M: maud::Render>(
        &mut self,
        header: impl maud::Render,
        cells: impl IntoIterator<Item = M>,
    ) {
        self.row_of("", header, cells);
    }

    /// Adds a row of a class.
    pub fn row_of<M: maud::Render>(
        &mut self,
        class: &'static str,
        header: impl maud::Render,
        cells: impl IntoIterator<Item = M>,
    ) {
        let cells = cells.into_iter().map(|cell| cell.render()).collect();
        self.rows.push(Row::Plain(header.render(), cells, class));
    }

    /// Adds a heading over the rows that follow.
    pub fn group(&mut self, name: impl Into<String>) {
        self.rows.push(Row::Group(name.into()));
    }

    /// Returns whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the table.
    pub fn show(&self) -> Markup {
        let caption = format!("{}-c", self.id);
        html! {
            div.scroll role="group" tabindex="0" aria-labelledby=(caption) {
                table id=(self.id) class=[(!self.class.is_empty()).then_some(self.class)] {
                    caption id=(caption) { span { (self.caption) } }
                    thead {
                        @if !self.over.is_empty() {
                            tr.over {
                                td {}
                                @for (name, columns) in &self.over {
                                    th scope="colgroup" colspan=(columns) { (name) }
                                }
                            }
                        }
                        tr { @for cell in &self.head { th scope="col" { (cell) } } }
                    }
                    (self.body())
                }
            }
        }
    }

    fn body(&self) -> Markup {
        let columns = self.head.len().max(1);
        html! {
            tbody {
                @for row in &self.rows {
                    @match row {
                        Row::Group(name) => tr.group { th scope="colgroup" colspan=(columns) { (name) } },
                        Row::Plain(header, cells, class) => tr class=[(!class.is_empty()).then_some(*class)] {
                            th scope="row" { (header) }
                            @for cell in cells { td { (cell) } }
                        },
                    }
                }
            }
        }
    }
}
