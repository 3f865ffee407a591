//! A sketch of a curve by a few points that are pulled up and down.

use std::fmt;

use crate::{
    lab::{Direction, Grip, figure, input_figure, number},
    plot::{Interval, Pace, Point, Viewport},
};

/// The points of a sketch.
const POINTS: usize = 7;

/// Heights at places spread evenly over the window, and whether the curve has been looked at since.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sketch {
    pub(super) heights: [f64; POINTS],
    pub(super) looked: bool,
}

impl Sketch {
    /// The one to begin with.
    pub(super) fn level() -> Self {
        Self { heights: [0.0; POINTS], looked: false }
    }

    /// As it stands in a link; what can't be read is 0.
    pub(super) fn read(text: &str, looked: bool) -> Self {
        let mut given = text.split(',').map(|part| number(part).ok().filter(|y| y.is_finite()).unwrap_or(0.0));
        Self { heights: [(); POINTS].map(|()| given.next().unwrap_or(0.0)), looked }
    }

    /// Pulls the point that a grip is of to a height.
    pub(super) fn put(&mut self, grip: &str, y: f64) {
        if let Some(height) = self.height(grip).filter(|_| y.is_finite()) {
            *height = y;
        }
    }

    /// Moves it by a step of the arrow keys.
    pub(super) fn nudge(&mut self, grip: &str, seen: Interval, direction: Direction, pace: Pace) {
        let step = Viewport::new(seen, seen, 1.0, 1.0).step(pace).1;
        let sign = match direction {
            Direction::Up | Direction::Right => 1.0,
            Direction::Down | Direction::Left => -1.0,
        };
        if let Some(height) = self.height(grip) {
            *height += sign * step;
        }
    }

    fn height(&mut self, grip: &str) -> Option<&mut f64> {
        let i: usize = grip.strip_prefix("sketch")?.parse().ok()?;
        self.heights.get_mut(i)
    }
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.heights.map(input_figure).join(","))
    }
}

/// The holds on the points.
pub(super) fn grips(points: &[Point], view: &Viewport) -> Vec<Grip> {
    let grip = |(i, &at): (usize, &Point)| Grip {
        id: format!("sketch{i}"),
        label: format!("Point {} of your sketch", i + 1),
        at,
        value: (at.1, view.y().lo(), view.y().hi()),
        text: format!("{} at {}", figure(Some(at.1)), figure(Some(at.0))),
    };
    points.iter().enumerate().map(grip).collect()
}
