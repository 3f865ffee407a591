//! Axes as in a well-set book: a thin line each, through the origin when it is seen, small numbers, a grid that may be
//! overlooked, no frame.

use super::DrawError;
use super::pen::{Lettering, Pen};
use crate::plot::{Axis, Interval, Point, Scene, Theme, Tick, Viewport, ticks};
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

/// Height of the numbers, in css pixels.
const NUMBERS: f64 = 11.0;
/// Height of the names of the axes, in css pixels.
const NAMES: f64 = 13.0;
/// Length of the strokes that mark a number, in css pixels.
const STROKE: f64 = 4.0;
/// Distance between the axis of x and the numbers below it, in css pixels.
const GAP: f64 = 6.0;
/// Distance between the axis of y and the numbers beside it, in css pixels.
const ASIDE: f64 = 8.0;

/// The axes of a scene with their ticks. Lines lie below the marks, lettering above them.
pub(super) struct Axes<'a, B: DrawingBackend> {
    scene: &'a Scene,
    view: &'a Viewport,
    theme: &'a Theme,
    pen: &'a Pen<'a, B>,
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
}

impl<'a, B: DrawingBackend> Axes<'a, B> {
    pub(super) fn new(scene: &'a Scene, theme: &'a Theme, pen: &'a Pen<'a, B>) -> Self {
        let mut axes = Self { scene, view: scene.viewport(), theme, pen, x_ticks: Vec::new(), y_ticks: Vec::new() };
        axes.x_ticks = scene.x_axis.as_ref().map_or_else(Vec::new, |axis| axes.find_x_ticks(axis));
        axes.y_ticks = scene.y_axis.as_ref().map_or_else(Vec::new, |axis| axes.find_y_ticks(axis));
        axes
    }

    /// The grid, the axes and the strokes that mark a number.
    pub(super) fn draw_lines(&self) -> Result<(), DrawError> {
        if self.scene.heat.is_none() {
            self.draw_grid()?;
        }
        if self.scene.x_axis.is_some() {
            self.draw_x()?;
        }
        if self.scene.y_axis.is_some() {
            self.draw_y()?;
        }
        Ok(())
    }

    /// The numbers and the names of the axes.
    pub(super) fn draw_lettering(&self) -> Result<(), DrawError> {
        if let Some(axis) = &self.scene.x_axis {
            self.letter_x(axis)?;
        }
        if let Some(axis) = &self.scene.y_axis {
            self.letter_y(axis)?;
        }
        Ok(())
    }

    /// As many numbers as have room beside each other.
    fn find_x_ticks(&self, axis: &Axis) -> Vec<Tick> {
        let (left, _, right, _) = self.view.plot_px();
        let mut count = ((right - left) / 80.0).ceil() as usize;
        loop {
            let found = ticks(self.view.x(), count, axis.unit);
            let room = (right - left) / (found.len().max(2) - 1) as f64;
            let widest = found.iter().map(|t| self.number(&t.label).width()).fold(0.0, f64::max);
            if count <= 1 || widest + 14.0 <= room {
                return found;
            }
            count -= 1;
        }
    }

    fn find_y_ticks(&self, axis: &Axis) -> Vec<Tick> {
        let (_, top, _, bottom) = self.view.plot_px();
        ticks(self.view.y(), ((bottom - top) / 56.0).ceil() as usize, axis.unit)
    }

    /// Where the axes cross, in css pixels: at the origin, or at the border that is nearest to it.
    fn crossing(&self) -> Point {
        let place = |other: &Option<Axis>, seen: Interval| match other {
            Some(axis) if axis.at_border => seen.lo(),
            _ => seen.clamp(0.0),
        };
        let (x, y) = (self.view.x(), self.view.y());
        self.view.to_px((place(&self.scene.y_axis, x), place(&self.scene.x_axis, y)))
    }

    fn draw_grid(&self) -> Result<(), DrawError> {
        let (left, top, right, bottom) = self.view.plot_px();
        let wanted = |axis: &Option<Axis>| axis.as_ref().is_some_and(|axis| axis.grid);
        for tick in self.x_ticks.iter().filter(|_| wanted(&self.scene.x_axis)) {
            let x = crisp(self.view.to_px((tick.value, 0.0)).0);
            self.pen.line(&[(x, top), (x, bottom)], 1.0, self.theme.grid)?;
        }
        for tick in self.y_ticks.iter().filter(|_| wanted(&self.scene.y_axis)) {
            let y = crisp(self.view.to_px((0.0, tick.value)).1);
            self.pen.line(&[(left, y), (right, y)], 1.0, self.theme.grid)?;
        }
        Ok(())
    }

    fn draw_x(&self) -> Result<(), DrawError> {
        let (left, _, right, _) = self.view.plot_px();
        let y = crisp(self.crossing().1);
        self.pen.line(&[(left, y), (right, y)], 1.0, self.theme.axis)?;
        for tick in self.x_ticks.iter().filter(|t| t.value != 0.0 || !self.crosses()) {
            let x = crisp(self.view.to_px((tick.value, 0.0)).0);
            self.pen.line(&[(x, y), (x, y + self.down(y) * STROKE)], 1.0, self.theme.axis)?;
        }
        Ok(())
    }

    fn draw_y(&self) -> Result<(), DrawError> {
        let (_, top, _, bottom) = self.view.plot_px();
        let x = crisp(self.crossing().0);
        self.pen.line(&[(x, top), (x, bottom)], 1.0, self.theme.axis)?;
        for tick in self.y_ticks.iter().filter(|t| t.value != 0.0 || !self.crosses()) {
            let y = crisp(self.view.to_px((0.0, tick.value)).1);
            self.pen.line(&[(x, y), (x + self.aside(x) * STROKE, y)], 1.0, self.theme.axis)?;
        }
        Ok(())
    }

    /// 1 for numbers below the axis of x, −1 for numbers above it, where the picture ends below.
    fn down(&self, y: f64) -> f64 {
        if y + GAP + NUMBERS <= self.view.height() { 1.0 } else { -1.0 }
    }

    /// −1 for numbers to the left of the axis of y, 1 for numbers to its right, where the picture ends on the left.
    fn aside(&self, x: f64) -> f64 {
        let widest = self.y_ticks.iter().map(|t| self.number(&t.label).width()).fold(0.0, f64::max);
        if x - ASIDE - widest >= 0.0 { -1.0 } else { 1.0 }
    }

    fn letter_x(&self, axis: &Axis) -> Result<(), DrawError> {
        let (_, _, right, _) = self.view.plot_px();
        let (origin, y) = self.crossing();
        let y = crisp(y);
        let down = self.down(y);
        let anchor = if down > 0.0 { VPos::Top } else { VPos::Bottom };
        for tick in &self.x_ticks {
            if tick.value == 0.0 && self.crosses() {
                self.write(&tick.label, (origin - GAP, y + down * GAP), (HPos::Right, anchor))?;
            } else {
                let x = self.view.to_px((tick.value, 0.0)).0;
                self.write(&tick.label, (x, y + down * GAP), (HPos::Center, anchor))?;
            }
        }
        let name = self.name(&axis.name);
        if right + 4.0 + name.width() <= self.view.width() {
            self.letter(name, (right + 4.0, y), (HPos::Left, VPos::Center))
        } else {
            self.letter(name, (right, y - down * GAP), (HPos::Right, if down > 0.0 { VPos::Bottom } else { VPos::Top }))
        }
    }

    fn letter_y(&self, axis: &Axis) -> Result<(), DrawError> {
        let (_, top, _, _) = self.view.plot_px();
        let x = crisp(self.crossing().0);
        let aside = self.aside(x);
        let anchor = if aside < 0.0 { HPos::Right } else { HPos::Left };
        for tick in self.y_ticks.iter().filter(|t| t.value != 0.0 || !self.crosses()) {
            let y = self.view.to_px((0.0, tick.value)).1;
            // a number inside the plot would stand on the other axis
            if aside < 0.0 || (y - self.crossing().1).abs() > NUMBERS || self.scene.x_axis.is_none() {
                self.write(&tick.label, (x + aside * ASIDE, y), (anchor, VPos::Center))?;
            }
        }
        let beside = if aside < 0.0 { HPos::Left } else { HPos::Right };
        self.letter(self.name(&axis.name), (x - aside * GAP, top + 3.0), (beside, VPos::Bottom))
    }

    /// Whether both axes are shown and cross at the origin, so that one zero is enough.
    fn crosses(&self) -> bool {
        let through = |axis: &Option<Axis>| axis.as_ref().is_some_and(|axis| !axis.at_border);
        through(&self.scene.x_axis) && through(&self.scene.y_axis) && self.view.contains((0.0, 0.0))
    }

    fn write(&self, label: &str, at: Point, anchor: (HPos, VPos)) -> Result<(), DrawError> {
        self.letter(self.number(label), at, anchor)
    }

    fn letter(&self, lettering: Lettering, at: Point, anchor: (HPos, VPos)) -> Result<(), DrawError> {
        if lettering.text.is_empty() {
            return Ok(());
        }
        self.pen.text_on(self.theme.paper, lettering, at, anchor, (self.view.width(), self.view.height()))
    }

    fn number<'t>(&self, text: &'t str) -> Lettering<'t> {
        Lettering { text, size: NUMBERS, color: self.theme.axis, slanted: false }
    }

    fn name<'t>(&self, text: &'t str) -> Lettering<'t> {
        Lettering { text, size: NAMES, color: self.theme.axis, slanted: true }
    }
}

/// The middle of the pixel: a line of one pixel there is sharp.
fn crisp(px: f64) -> f64 {
    px.floor() + 0.5
}
