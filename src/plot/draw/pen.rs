//! The few things that are put on paper, in css pixels.

use super::DrawError;
use crate::plot::{Point, Rgb};
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{IntoFont, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, FontStyle};

/// Width of the edge of paper around letters, in css pixels.
const EDGE: f64 = 1.25;

/// A drawing area with the scale at which css pixels are put on it.
pub(super) struct Pen<'a, B: DrawingBackend> {
    area: &'a DrawingArea<B, Shift>,
    scale: f64,
}

/// A colour with its opacity, from 0 to 1.
#[derive(Clone, Copy)]
pub(super) struct Ink(pub Rgb, pub f64);

impl From<Rgb> for Ink {
    fn from(color: Rgb) -> Self {
        Self(color, 1.0)
    }
}

/// A text before it has its place.
#[derive(Clone, Copy)]
pub(super) struct Lettering<'a> {
    pub text: &'a str,
    /// Height of the letters in css pixels.
    pub size: f64,
    pub color: Rgb,
    pub slanted: bool,
}

impl Lettering<'_> {
    /// The width that the text will have at most in a common sans-serif face, in css pixels.
    ///
    /// Asking the backend would be exact, but in a browser that lays out the page anew for each label.
    pub(super) fn width(&self) -> f64 {
        let of = |c: char| match c {
            '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | 'i' | 'j' | 'l' | 'I' | '(' | ')' | '/' | 'f' | 't' => {
                0.34
            }
            '⁰'..='⁹' | '⁻' | '¹' | '²' | '³' => 0.4,
            'm' | 'w' | 'M' | 'W' | '−' | '×' | '=' | '+' | '≈' => 0.86,
            c if c.is_uppercase() => 0.74,
            _ => 0.6,
        };
        self.text.chars().map(of).sum::<f64>() * self.size
    }
}

impl<'a, B: DrawingBackend> Pen<'a, B> {
    pub(super) fn new(area: &'a DrawingArea<B, Shift>, scale: f64) -> Self {
        let scale = if scale.is_finite() && scale > 0.0 { scale } else { 1.0 };
        Self { area, scale }
    }

    /// A line of a width through points.
    pub(super) fn line(&self, points: &[Point], width: f64, ink: impl Into<Ink>) -> Result<(), DrawError> {
        let path = self.path(points);
        if path.len() < 2 {
            return Ok(());
        }
        Ok(self.area.draw(&PathElement::new(path, self.stroke(width, ink.into())))?)
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, points: &[Point], ink: impl Into<Ink>) -> Result<(), DrawError> {
        let path = self.path(points);
        if path.len() < 3 {
            return Ok(());
        }
        Ok(self.area.draw(&Polygon::new(path, rgba(ink.into())))?)
    }

    /// A filled rectangle between two opposite corners.
    pub(super) fn rectangle(&self, a: Point, b: Point, ink: impl Into<Ink>) -> Result<(), DrawError> {
        let style = self.stroke(0.0, ink.into()).filled();
        Ok(self.area.draw(&Rectangle::new([self.at(a), self.at(b)], style))?)
    }

    /// A filled circle.
    pub(super) fn disc(&self, center: Point, radius: f64, ink: impl Into<Ink>) -> Result<(), DrawError> {
        let style = self.stroke(0.0, ink.into()).filled();
        Ok(self.area.draw(&Circle::new(self.at(center), self.size(radius), style))?)
    }

    /// A circle.
    pub(super) fn ring(&self, center: Point, radius: f64, width: f64, ink: impl Into<Ink>) -> Result<(), DrawError> {
        let style = self.stroke(width, ink.into());
        Ok(self.area.draw(&Circle::new(self.at(center), self.size(radius), style))?)
    }

    /// A text with the side or middle `anchor` at a point, moved so far that it stays in a box of `width` × `height`.
    pub(super) fn text(
        &self,
        lettering: Lettering,
        (x, y): Point,
        anchor: (HPos, VPos),
        (width, height): (f64, f64),
    ) -> Result<(), DrawError> {
        let half = lettering.width() / 2.0;
        let x = match anchor.0 {
            HPos::Left => within(x + half, half, width) - half,
            HPos::Center => within(x, half, width),
            HPos::Right => within(x - half, half, width) + half,
        };
        let tall = lettering.size / 2.0;
        let y = match anchor.1 {
            VPos::Top => within(y + tall, tall, height) - tall,
            VPos::Center => within(y, tall, height),
            VPos::Bottom => within(y - tall, tall, height) + tall,
        };
        let slant = if lettering.slanted { FontStyle::Italic } else { FontStyle::Normal };
        let font = ("sans-serif", lettering.size * self.scale, slant).into_font();
        let color = rgba(lettering.color.into());
        let style = TextStyle::from(font).color(&color).pos(Pos::new(anchor.0, anchor.1));
        Ok(self.area.draw(&Text::new(lettering.text, self.at((x, y)), style))?)
    }

    /// The same with an edge of paper around the letters, which sets them off from the lines that they stand on.
    pub(super) fn text_on(
        &self,
        paper: Rgb,
        lettering: Lettering,
        (x, y): Point,
        anchor: (HPos, VPos),
        page: (f64, f64),
    ) -> Result<(), DrawError> {
        let edge = Lettering { color: paper, ..lettering };
        for (dx, dy) in [(-EDGE, -EDGE), (EDGE, -EDGE), (-EDGE, EDGE), (EDGE, EDGE)] {
            self.text(edge, (x + dx, y + dy), anchor, page)?;
        }
        self.text(lettering, (x, y), anchor, page)
    }

    /// Points on the backend's whole pixels, those that fall together only once.
    fn path(&self, points: &[Point]) -> Vec<BackendCoord> {
        let mut path: Vec<BackendCoord> = points.iter().map(|&p| self.at(p)).collect();
        path.dedup();
        path
    }

    fn at(&self, (x, y): Point) -> BackendCoord {
        ((x * self.scale).round() as i32, (y * self.scale).round() as i32)
    }

    fn size(&self, px: f64) -> i32 {
        ((px * self.scale).round() as i32).max(1)
    }

    fn stroke(&self, width: f64, ink: Ink) -> ShapeStyle {
        let stroke_width = ((width * self.scale).round() as u32).max(1);
        ShapeStyle { color: rgba(ink), filled: false, stroke_width }
    }
}

fn rgba(Ink(Rgb(r, g, b), opacity): Ink) -> RGBAColor {
    RGBAColor(r, g, b, opacity)
}

/// The middle nearest to `mid` of something `half` long to each side that shall lie between 0 and `end`.
fn within(mid: f64, half: f64, end: f64) -> f64 {
    if 2.0 * half >= end { end / 2.0 } else { mid.clamp(half, end - half) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_at_the_border_is_moved_in_and_one_that_is_too_long_is_centred() {
        assert_eq!(within(50.0, 10.0, 100.0), 50.0);
        assert_eq!(within(3.0, 10.0, 100.0), 10.0);
        assert_eq!(within(99.0, 10.0, 100.0), 90.0);
        assert_eq!(within(99.0, 60.0, 100.0), 50.0);
    }

    #[test]
    fn the_estimated_width_is_that_of_a_wide_face() {
        let width = |text| Lettering { text, size: 10.0, color: Rgb(0, 0, 0), slanted: false }.width();
        assert!((12.0..22.0).contains(&width("−2")));
        assert!(width("10⁶") < width("106"));
        assert_eq!(width(""), 0.0);
    }
}
