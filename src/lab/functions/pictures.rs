//! The lab of functions in pictures: values, slopes, and products of slopes.

use super::FunctionsLab;
use crate::{
    lab::Curve,
    plot::{Axis, Interval, Mark, Marker, Place, Point, Role, Scene, Shape, Viewport, sample},
};

/// A slope smaller than this is nearly level.
pub(super) const LEVEL: f64 = 0.01;
/// How many places of the window are looked at for level stretches.
const PLACES: usize = 400;
/// The powers of ten that products are shown between.
const POWERS: (f64, f64) = (-24.0, 24.0);

impl FunctionsLab {
    pub(super) fn values_view(&self, width: f64, height: f64) -> Viewport {
        let heights = self.curves().flat_map(|(_, f)| self.window.points(120).filter_map(|x| f.value(x)));
        Viewport::new(self.window, (-1.0, 1.0), width, height).fit_y(heights.chain([0.0]))
    }

    pub(super) fn slopes_view(&self, width: f64, height: f64) -> Viewport {
        let slopes = self.curves().flat_map(|(_, f)| self.window.points(120).filter_map(|x| f.slope(x)));
        Viewport::new(self.window, (-1.0, 1.0), width, height).fit_y(slopes.chain([0.0]))
    }

    pub(super) fn layers_view(&self, width: f64, height: f64) -> Viewport {
        let powers: Vec<f64> = self.curves().flat_map(|(_, f)| self.steps(f)).map(|p| p.1).collect();
        let least = powers.iter().copied().fold(-1.0, f64::min).max(POWERS.0);
        let most = powers.iter().copied().fold(1.0, f64::max).min(POWERS.1);
        Viewport::new((0.0, self.depth as f64 + 0.5), (least - 0.5, most + 0.5), width, height)
    }

    /// The functions with the point.
    pub(super) fn values(&self, view: Viewport) -> Scene {
        let mut scene = self.axes(view);
        if let (Some(y), Some(slope)) = (self.first.value(self.x), self.first.slope(self.x)) {
            scene.line(Role::Tangent, (self.x, y), slope);
        }
        for (role, f) in self.curves() {
            scene.push(Mark::new(role, Shape::Lines(f.lines(&view))));
        }
        if let Some(y) = self.second.as_ref().and_then(|g| g.value(self.x)) {
            scene.point(Role::Secondary, (self.x, y), Marker::Disc);
        }
        if let Some(y) = self.first.value(self.x) {
            scene.handle(Role::Function, (self.x, y));
        }
        scene
    }

    /// Their slopes, between the bounds of what is nearly level.
    pub(super) fn slopes(&self, view: Viewport) -> Scene {
        let mut scene = self.axes(view);
        for level in [-LEVEL, LEVEL] {
            scene.segment(Role::Muted, (view.x().lo(), level), (view.x().hi(), level));
        }
        scene.segment(Role::Muted, (self.x, view.y().lo()), (self.x, view.y().hi()));
        for (role, f) in self.curves() {
            let lines = sample::curve(&view, |x| f.slope(x).unwrap_or(f64::NAN));
            scene.push(Mark::new(role, Shape::Lines(lines)));
        }
        if let Some(y) = self.second.as_ref().and_then(|g| g.slope(self.x)) {
            scene.point(Role::Secondary, (self.x, y), Marker::Disc);
        }
        if let Some(y) = self.first.slope(self.x) {
            scene.handle(Role::Function, (self.x, y));
        }
        scene
    }

    /// The products of the slopes by powers of ten.
    pub(super) fn products(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("layer").at_border());
        scene.y_axis = Some(Axis::new("").in_powers_of_ten().at_border());
        scene.segment(Role::Muted, (view.x().lo(), 0.0), (view.x().hi(), 0.0));
        for (role, f) in self.curves() {
            let steps = self.steps(f);
            if steps.len() <= self.layers(f).len() {
                let at = steps.last().copied().unwrap_or_default();
                scene.label(role, at, "0 from here on", Place::AboveRight);
            }
            scene.path(role, steps);
        }
        scene
    }

    /// The sizes of the products, as far as they are not 0.
    fn steps(&self, f: &Curve) -> Vec<Point> {
        let products = self.layers(f).into_iter().map(|layer| layer.product.abs().log10());
        let finite = products.take_while(|power| power.is_finite());
        std::iter::once(0.0).chain(finite).enumerate().map(|(k, power)| (k as f64, power)).collect()
    }

    fn axes(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(self.first.axis());
        scene.y_axis = Some(Axis::new(""));
        scene
    }
}

/// The stretches of a window on which a function is nearly level; the first and the last may go on beyond it.
pub(super) fn level_stretches(f: &Curve, window: Interval) -> Vec<(f64, f64)> {
    let is_level = |x: f64| f.slope(x).is_some_and(|slope| slope.abs() < LEVEL);
    let places: Vec<f64> = window.points(PLACES).collect();
    let mut stretches: Vec<(f64, f64)> = Vec::new();
    let mut start = None;
    for pair in places.windows(2) {
        let [a, b] = [pair[0], pair[1]];
        match (is_level(a), is_level(b)) {
            (false, true) => start = Some(border(a, b, &is_level)),
            (true, false) => {
                stretches.push((start.take().unwrap_or(f64::NEG_INFINITY), border(a, b, &is_level)));
            }
            (true, true) if start.is_none() && stretches.is_empty() => start = Some(f64::NEG_INFINITY),
            _ => {}
        }
    }
    stretches.extend(start.map(|start| (start, f64::INFINITY)));
    stretches
}

/// Where a property changes between two places.
fn border(mut a: f64, mut b: f64, holds: &impl Fn(f64) -> bool) -> f64 {
    let (first, step) = (holds(a), b - a);
    for _ in 0..40 {
        let middle = a.midpoint(b);
        if holds(middle) == first { a = middle } else { b = middle }
    }
    // A border at 0, but for rounding, is at 0.
    if a * b <= 0.0 || a.abs() < 1e-9 * step { 0.0 } else { a.midpoint(b) }
}
