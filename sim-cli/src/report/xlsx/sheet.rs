//! What the sheets have in common: a place to write, formats, and where the next row goes.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

/// Longest text of a cell; Excel takes 32,767.
const LONGEST: usize = 32_000;
/// Three lines, in points.
const HEAD_HEIGHT: f64 = 48.0;
/// Paper: A4.
const A4: u8 = 9;

/// How cells look.
pub struct Looks {
    pub title: Format,
    pub header: Format,
    pub text: Format,
    pub sek: Format,
    pub sek_strong: Format,
    pub share: Format,
    pub plain: Format,
    pub input: Format,
}

impl Looks {
    /// Returns the looks of every sheet.
    pub fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0xE7_EDF3))
                .set_border_bottom(FormatBorder::Thin),
            text: top(),
            sek: top().set_num_format("#,##0;[Red]-#,##0"),
            sek_strong: top().set_bold().set_num_format("#,##0;[Red]-#,##0"),
            share: top().set_num_format("0.0%"),
            plain: top().set_num_format("General"),
            input: top()
                .set_num_format("0.0%")
                .set_background_color(Color::RGB(0xFF_F2CC))
                .set_border(FormatBorder::Thin),
        }
    }
}

/// A cell to come.
#[derive(Clone)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// What stands over the columns of a further table.
    Head(String),
    /// Text.
    Text(String),
    /// Kronor.
    Sek(f64),
    /// A share, shown in per cent.
    Share(f64),
    /// Any number.
    Number(f64),
}

/// A sheet that is filled from the top.
pub struct Sheet<'a> {
    pub sheet: &'a mut Worksheet,
    pub looks: &'a Looks,
    pub row: u32,
}

impl<'a> Sheet<'a> {
    /// Returns an empty sheet of a name, A4 across.
    pub fn new(sheet: &'a mut Worksheet, looks: &'a Looks, name: &str) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        sheet.set_landscape();
        sheet.set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_footer("&L&A&R&P/&N");
        Ok(Self {
            sheet,
            looks,
            row: 0,
        })
    }

    /// Writes a line of text.
    pub fn line(&mut self, text: &str, look: &Format) -> Result<(), XlsxError> {
        let text = shortened(text);
        self.sheet
            .write_string_with_format(self.row, 0, text, look)?;
        self.row += 1;
        Ok(())
    }

    /// Leaves a row empty.
    pub fn gap(&mut self) {
        self.row += 1;
    }

    /// Writes the head of a table and keeps it in sight.
    pub fn head(&mut self, names: &[String], frozen_columns: u16) -> Result<(), XlsxError> {
        for (column, name) in (0..).zip(names) {
            let name = shortened(name);
            self.sheet
                .write_string_with_format(self.row, column, name, &self.looks.header)?;
        }
        self.sheet.set_row_height(self.row, HEAD_HEIGHT)?;
        self.sheet.set_repeat_rows(self.row, self.row)?;
        self.row += 1;
        self.sheet.set_freeze_panes(self.row, frozen_columns)?;
        Ok(())
    }

    /// Writes a row.
    pub fn cells(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            self.cell(column, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes a cell of the row at hand.
    pub fn cell(&mut self, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let (row, looks) = (self.row, self.looks);
        let sheet = &mut *self.sheet;
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Head(text) => {
                sheet.write_string_with_format(row, column, shortened(text), &looks.header)?
            }
            Cell::Text(text) => {
                sheet.write_string_with_format(row, column, shortened(text), &looks.text)?
            }
            Cell::Sek(value) => sheet.write_number_with_format(row, column, *value, &looks.sek)?,
            Cell::Share(value) => {
                sheet.write_number_with_format(row, column, *value, &looks.share)?
            }
            Cell::Number(value) => {
                sheet.write_number_with_format(row, column, *value, &looks.plain)?
            }
        };
        Ok(())
    }

    /// Writes a formula and what it gives.
    pub fn formula(&mut self, column: u16, formula: &str, gives: f64) -> Result<(), XlsxError> {
        let formula = Formula::new(formula).set_result(gives.to_string());
        let look = &self.looks.sek_strong;
        self.sheet
            .write_formula_with_format(self.row, column, formula, look)?;
        Ok(())
    }

    /// Gives columns their widths, from the first on.
    pub fn widths(&mut self, widths: &[f64]) -> Result<(), XlsxError> {
        for (column, width) in (0..).zip(widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        Ok(())
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
