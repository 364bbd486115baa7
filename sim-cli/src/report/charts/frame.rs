//! Axes, lines and bands by kuva, with what it leaves out: groups that a script can hide.
//!
//! The only file that names kuva.

use kuva::backend::svg::SvgBackend;
use kuva::plot::{BandPlot, LinePlot};
use kuva::render::layout::{ComputedLayout, Layout, TickFormat};
use kuva::render::plots::Plot;
use kuva::render::render::{Primitive, Scene, render_multiple};
use std::sync::Arc;

use crate::report::charts::WIDTH;
use crate::report::charts::ink::{GRID, Ink, TEXT};
use crate::report::charts::scale::Scale;

/// Room for the numbers of the upright axis.
pub const LEFT: f64 = 46.0;
/// Room for the letters of the designs.
pub const RIGHT: f64 = 22.0;
/// Room above.
pub const TOP: f64 = 10.0;
/// Room for the numbers of the lying axis.
pub const BOTTOM: f64 = 26.0;

/// Shows a place on an axis.
pub type Show = Arc<dyn Fn(f64) -> String + Send + Sync>;

/// Both axes of a picture.
pub struct Axes {
    /// The lying one, and how its places are shown.
    pub x: (Scale, Show),
    /// The upright one, and how its places are shown.
    pub y: (Scale, Show),
    /// Height of the picture.
    pub height: f64,
}

/// Something to draw in one ink.
pub struct Drawn {
    /// Position of the design.
    pub design: usize,
    /// Its ink.
    pub ink: Ink,
    /// Along the lying axis.
    pub x: Vec<f64>,
    /// The middle.
    pub middle: Vec<f64>,
    /// The low end of the band.
    pub low: Vec<f64>,
    /// The high end of the band.
    pub high: Vec<f64>,
}

impl Axes {
    fn layout(&self) -> Layout {
        let ((x, show_x), (y, show_y)) = (&self.x, &self.y);
        let mut layout = Layout::new((x.low, x.high), (y.low, y.high))
            .with_width(WIDTH)
            .with_height(self.height)
            .with_force_margins(LEFT, RIGHT)
            .with_force_margins_y(TOP, BOTTOM)
            .with_x_axis_min(x.low)
            .with_x_axis_max(x.high)
            .with_y_axis_min(y.low)
            .with_y_axis_max(y.high)
            .with_x_tick_step(x.step)
            .with_y_tick_step(y.step)
            .with_x_tick_format(TickFormat::Custom(Arc::clone(show_x)))
            .with_y_tick_format(TickFormat::Custom(Arc::clone(show_y)))
            .with_tick_size(12)
            .with_grid_line_width(1.0)
            .with_clamp_axis();
        layout.theme.grid_color = GRID.to_owned();
        layout.theme.axis_color = TEXT.to_owned();
        layout.theme.tick_color = TEXT.to_owned();
        layout.theme.text_color = TEXT.to_owned();
        layout
    }

    /// Returns where a place on the lying axis is in the picture.
    pub fn x_at(&self, value: f64) -> f64 {
        ComputedLayout::from_layout(&self.layout()).map_x(value)
    }

    /// Returns where a place on the upright axis is in the picture.
    pub fn y_at(&self, value: f64) -> f64 {
        ComputedLayout::from_layout(&self.layout()).map_y(value)
    }
}

/// Returns axes, bands and lines, without the outermost tag.
pub fn draw(axes: &Axes, all: &[Drawn]) -> String {
    // Bands lie over each other; together they are never darker than one alone may be.
    let shade = 0.24 / all.len().max(1) as f64;
    let bands = all.iter().map(|one| {
        let band = BandPlot::new(one.x.clone(), one.low.clone(), one.high.clone());
        Plot::Band(band.with_color(one.ink.colour).with_opacity(shade))
    });
    let lines = all.iter().map(|one| {
        let points = one.x.iter().copied().zip(one.middle.iter().copied());
        let line = LinePlot::new().with_data(points).with_color(one.ink.colour);
        Plot::Line(line.with_stroke_width(2.0))
    });
    let plots: Vec<Plot> = bands.chain(lines).collect();
    let mut scene = render_multiple(plots, axes.layout());
    scene.background_color = None;
    scene.font_family = None;
    scene.text_color = None;
    inside(&SvgBackend::new().render_scene(&grouped(scene, all)))
}

/// Puts what is drawn in a design's colour into a group of its own, and dashes its line.
fn grouped(mut scene: Scene, all: &[Drawn]) -> Scene {
    let mut elements = Vec::with_capacity(scene.elements.len() + 4 * all.len());
    // Nothing lies outside the axes, and kuva counts its clips over the whole program, so that
    // a second picture would have other bytes than the first.
    scene.defs.clear();
    for mut element in scene.elements {
        if matches!(element, Primitive::ClipStart { .. } | Primitive::ClipEnd) {
            continue;
        }
        let owner = all.iter().find(|one| is_in(&element, one.ink.colour));
        let Some(owner) = owner else {
            elements.push(element);
            continue;
        };
        let is_band = matches!(&element, Primitive::Path(path) if path.fill.is_some());
        dash(&mut element, owner.ink);
        elements.push(Primitive::GroupStart {
            transform: None,
            title: None,
            extra_attrs: Some(format!(
                "class=\"d{}{}\"",
                owner.design,
                if is_band { " band" } else { "" }
            )),
        });
        elements.push(element);
        elements.push(Primitive::GroupEnd);
    }
    scene.elements = elements;
    scene
}

fn is_in(element: &Primitive, colour: &str) -> bool {
    match element {
        Primitive::PolyLine { stroke, .. } => stroke.to_svg_string() == colour,
        Primitive::Path(path) => {
            let fill = path
                .fill
                .as_ref()
                .map(kuva::render::color::Color::to_svg_string);
            fill.as_deref() == Some(colour) || path.stroke.to_svg_string() == colour
        }
        _ => false,
    }
}

fn dash(element: &mut Primitive, Ink { colour, dash }: Ink) {
    let dash = dash.map(str::to_owned);
    match element {
        Primitive::PolyLine {
            stroke_dasharray, ..
        } => *stroke_dasharray = dash,
        Primitive::Path(path) if path.fill.is_none() => path.stroke_dasharray = dash,
        // A band gets a thin edge in its own ink.
        Primitive::Path(path) => {
            path.stroke = colour.into();
            path.stroke_width = 0.7;
            path.stroke_dasharray = dash;
        }
        _ => {}
    }
}

/// Returns what stands between the outermost tags.
fn inside(svg: &str) -> String {
    let start = svg.find("-->").map(|at| at + 3);
    let end = svg.rfind("</svg>");
    match start.zip(end) {
        Some((start, end)) => svg[start..end].trim().to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    fn naming_kuva(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                naming_kuva(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("text");
                if text
                    .lines()
                    .any(|line| line.contains(concat!("kuva", "::")))
                {
                    found.push(
                        path.file_name()
                            .expect("a name")
                            .to_string_lossy()
                            .into_owned(),
                    );
                }
            }
        }
    }

    #[test]
    fn no_other_file_names_the_library_that_draws() {
        let mut found = Vec::new();
        naming_kuva(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut found,
        );
        assert_eq!(found, ["frame.rs"]);
    }
}
