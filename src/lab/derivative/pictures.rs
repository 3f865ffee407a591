//! The derivative lab in pictures: the curve, and its slopes.

use super::{DerivativeLab, Show};
use crate::plot::{Axis, Mark, Marker, Role, Scene, Shape, Viewport, sample};

impl DerivativeLab {
    /// The curve with its tangent, or with its polynomial.
    pub(super) fn graph(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(self.curve.axis());
        scene.y_axis = Some(Axis::new(""));
        let value = self.curve.value(self.x);
        let is_taylor = self.show == Show::Taylor;
        if let (Some(y), Some(slope), false) = (value, self.curve.slope(self.x), is_taylor) {
            scene.line(Role::Tangent, (self.x, y), slope);
        }
        scene.push(Mark::new(Role::Function, Shape::Lines(self.curve.lines(&view))));
        if is_taylor {
            let expansion = self.expansion();
            scene.curve(Role::Derivative, |t| expansion.at(t));
            let (end, top) = (expansion.at(self.reach), self.curve.value(self.reach));
            if let Some(top) = top {
                scene.segment(Role::Error, (self.reach, end), (self.reach, top));
                scene.point(Role::Derivative, (self.reach, end), Marker::Diamond);
            }
            scene.handle(Role::Error, (self.reach, self.curve.value(self.reach).unwrap_or(end)));
        }
        if let Some(y) = value {
            scene.handle(Role::Function, (self.x, y));
        }
        scene
    }

    /// The slopes where they may be seen, and the sketch of them.
    pub(super) fn slopes(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(self.curve.axis());
        scene.y_axis = Some(Axis::new(""));
        scene.segment(Role::Muted, (self.x, view.y().lo()), (self.x, view.y().hi()));
        let hidden = self.hides_slope();
        if !hidden {
            let seen =
                if self.whole || self.sketch.is_some() { (f64::NEG_INFINITY, f64::INFINITY) } else { self.traced };
            let seen = (view.x().clamp(seen.0), view.x().clamp(seen.1));
            let slope = |x: f64| self.curve.slope(x).unwrap_or(f64::NAN);
            if seen.0 < seen.1 {
                if self.show == Show::Second {
                    let second = |x: f64| self.second(x).unwrap_or(f64::NAN);
                    let lines = sample::curve_over(&view, seen, second);
                    scene.push(Mark::new(Role::Secondary, Shape::Lines(lines)));
                }
                scene.push(Mark::new(Role::Derivative, Shape::Lines(sample::curve_over(&view, seen, slope))));
            }
            if let (Some(y), Show::Second) = (self.second(self.x), self.show) {
                scene.point(Role::Secondary, (self.x, y), Marker::Disc);
            }
            if let Some(y) = self.curve.slope(self.x) {
                scene.point(Role::Derivative, (self.x, y), Marker::Diamond);
            }
        }
        let sketched = self.sketched();
        if !sketched.is_empty() {
            scene.polyline(Role::Step, sketched.clone());
        }
        for at in sketched {
            scene.handle(Role::Step, at);
        }
        scene
    }

    /// The heights that the picture of the slopes has to show.
    pub(super) fn heights(&self) -> Vec<f64> {
        let mut heights: Vec<f64> = self.window.points(120).filter_map(|x| self.curve.slope(x)).collect();
        if self.show == Show::Second {
            heights.extend(self.window.points(120).filter_map(|x| self.second(x)));
        }
        heights.push(0.0);
        heights
    }
}
