//! From a scene to the pixels of a canvas: paper, heat map as an image, and the rest by plotters.

use super::backend::{FINE, FineCanvas, context};
use crate::{
    app::dom::document,
    plot::{DrawError, Heat, Scene, Theme, Viewport, draw_over},
};
use plotters::drawing::IntoDrawingArea;
use thiserror::Error;
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Why a picture is not seen.
#[derive(Debug, Error)]
pub enum SurfaceError {
    /// The browser gives nothing to draw with.
    #[error("this browser gives no canvas to draw on")]
    NoContext,
    /// It refused while drawing.
    #[error(transparent)]
    Draw(#[from] DrawError),
}

/// Draws a scene with `ratio` device pixels for each css pixel.
///
/// # Errors
/// If the browser has no canvas, or refuses.
pub fn draw(scene: &Scene, theme: &Theme, ratio: f64, canvas: &HtmlCanvasElement) -> Result<(), SurfaceError> {
    let view = scene.viewport();
    fit(canvas, view, ratio);
    let context = context(canvas).ok_or(SurfaceError::NoContext)?;
    context.set_fill_style_str(&theme.paper.hex());
    context.fill_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    if let Some(heat) = &scene.heat {
        draw_heat(heat, view, theme, ratio, &context);
    }
    let area = FineCanvas::new(canvas).ok_or(SurfaceError::NoContext)?.into_drawing_area();
    draw_over(scene, theme, ratio * f64::from(FINE), &area)?;
    Ok(())
}

/// Gives the canvas the pixels of its box. Setting a size clears a canvas and costs, so only a new one is set.
fn fit(canvas: &HtmlCanvasElement, view: &Viewport, ratio: f64) {
    let pixels = |css: f64| (css * ratio).round() as u32;
    let (width, height) = (pixels(view.width()), pixels(view.height()));
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
}

/// The heat map, its cells smoothed into each other. A browser that refuses leaves bare paper, on which all else is
/// still read.
fn draw_heat(heat: &Heat, view: &Viewport, theme: &Theme, ratio: f64, context: &CanvasRenderingContext2d) {
    let Some(cells) = image_of(heat, theme) else { return };
    let (left, top) = view.to_px((heat.x().lo(), heat.y().hi()));
    let (right, bottom) = view.to_px((heat.x().hi(), heat.y().lo()));
    let (clip_left, clip_top, clip_right, clip_bottom) = view.plot_px();
    context.save();
    let _ = context.scale(ratio, ratio);
    context.begin_path();
    context.rect(clip_left, clip_top, clip_right - clip_left, clip_bottom - clip_top);
    context.clip();
    context.set_image_smoothing_enabled(true);
    let (width, height) = (right - left, bottom - top);
    let _ = context.draw_image_with_html_canvas_element_and_dw_and_dh(&cells, left, top, width, height);
    context.restore();
}

/// One pixel for each cell.
fn image_of(heat: &Heat, theme: &Theme) -> Option<HtmlCanvasElement> {
    let (columns, rows) = (heat.columns() as u32, heat.rows() as u32);
    let bytes = heat.rgba(theme);
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&bytes), columns, rows).ok()?;
    let cells: HtmlCanvasElement = document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    cells.set_width(columns);
    cells.set_height(rows);
    context(&cells)?.put_image_data(&image, 0.0, 0.0).ok()?;
    Some(cells)
}
