//! A scene on any plotters backend.
//!
//! The order, from below: paper, heat map, grid, axes, marks as they came, the numbers of the axes, handles. Sizes are css pixels times
//! `scale`, because plotters places everything on whole pixels: a canvas that reports eight times its size and draws
//! with a transform of one eighth gets smooth curves from `scale = 8 × device pixel ratio`.

mod axes;
mod dash;
mod marks;
mod pen;

use super::{Heat, Scene, Theme};
use pen::Pen;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters_backend::DrawingBackend;

/// How far a cell of a heat map reaches under the next, in css pixels.
const UNDER: f64 = 0.75;

/// Why a picture could not be drawn: what the backend said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the picture could not be drawn: {0}")]
pub struct DrawError(String);

impl<E: std::error::Error + Send + Sync> From<DrawingAreaErrorKind<E>> for DrawError {
    fn from(error: DrawingAreaErrorKind<E>) -> Self {
        Self(error.to_string())
    }
}

/// Draws the whole picture: paper, heat map (one rectangle for each cell) and all that [`draw_over`] draws.
///
/// The area has the viewport's size times `scale`, which is taken as 1 when it is not a positive number.
///
/// # Errors
///
/// Only what the backend reports.
pub fn draw<B: DrawingBackend>(
    scene: &Scene,
    theme: &Theme,
    scale: f64,
    area: &DrawingArea<B, Shift>,
) -> Result<(), DrawError> {
    let pen = Pen::new(area, scale);
    let view = scene.viewport();
    pen.rectangle((0.0, 0.0), (view.width(), view.height()), theme.paper)?;
    if let Some(heat) = &scene.heat {
        draw_heat(heat, scene, theme, &pen)?;
    }
    draw_over(scene, theme, scale, area)
}

/// Draws the picture without paper and heat map, over whatever is there: for a canvas above one that shows
/// [`Heat::rgba`] as an image.
///
/// # Errors
///
/// Only what the backend reports.
pub fn draw_over<B: DrawingBackend>(
    scene: &Scene,
    theme: &Theme,
    scale: f64,
    area: &DrawingArea<B, Shift>,
) -> Result<(), DrawError> {
    let pen = Pen::new(area, scale);
    let axes = axes::Axes::new(scene, theme, &pen);
    axes.draw_lines()?;
    for mark in scene.marks() {
        marks::draw(mark, scene.viewport(), theme, &pen)?;
    }
    axes.draw_lettering()?;
    for handle in scene.handles() {
        marks::draw_handle(handle, scene.viewport(), theme, &pen)?;
    }
    Ok(())
}

/// Each cell as a rectangle, from the top left. Each reaches a little under its neighbours to the right and below, so
/// that no paper shows between them.
fn draw_heat<B: DrawingBackend>(heat: &Heat, scene: &Scene, theme: &Theme, pen: &Pen<B>) -> Result<(), DrawError> {
    let view = scene.viewport();
    let (_, _, right, bottom) = view.plot_px();
    let corner = |column: usize, row: usize| {
        let x = heat.x().at(column as f64 / heat.columns() as f64);
        let y = heat.y().at(row as f64 / heat.rows() as f64);
        view.to_px(view.clamp((x, y)))
    };
    for row in (0..heat.rows()).rev() {
        for column in 0..heat.columns() {
            let rank = heat.rank(column, row);
            let (a, b) = (corner(column, row + 1), corner(column + 1, row));
            if !rank.is_nan() && a.0 < b.0 && a.1 < b.1 {
                let b = ((b.0 + UNDER).min(right), (b.1 + UNDER).min(bottom));
                pen.rectangle(a, b, theme.tint(rank))?;
            }
        }
    }
    Ok(())
}
