//! The lab of partial derivatives in pictures: in space, from above, in slices, and all round.

use super::GradientLab;
use crate::{
    lab::figure,
    plot::{Axis, Mark, Marker, Place, Place3, Point, Role, Scene, Shape, Viewport},
};

/// Points of a slice.
const SLICE: usize = 81;
/// How long the arrow of a direction is, as a part of the shorter side of the window.
const WAY: f64 = 0.22;

impl GradientLab {
    /// The tip of the arrow of the direction.
    pub(super) fn tip(&self) -> Point {
        let length = WAY * self.window[0].span().min(self.window[1].span());
        let (dx, dy) = self.way();
        (self.point.0 + length * dx, self.point.1 + length * dy)
    }

    pub(super) fn surface(&self, view: Viewport) -> Scene {
        let surface = self.subject.surface();
        let (x, y) = self.point;
        let [across, up] = self.window;
        let value = |at: Point| surface.value(at).unwrap_or(f64::NAN);
        let place = |at: Point| self.relief.place(at, value(at));
        let slice = |at: &dyn Fn(f64) -> Point| -> Vec<Place3> {
            (0..SLICE).map(|i| place(at(i as f64 / (SLICE - 1) as f64))).collect()
        };
        let mut scene = self.relief.scene(view, surface.names(), |solid| {
            solid.line(Role::Function, &slice(&|t| (across.at(t), y)));
            solid.line(Role::Derivative, &slice(&|t| (x, up.at(t))));
            if let (Some((dx, dy)), here) = (self.slopes(), value(self.point)) {
                for (a, b, slope) in [(across.span() / 6.0, 0.0, dx), (0.0, up.span() / 6.0, dy)] {
                    let end =
                        |sign: f64| self.relief.place((x + sign * a, y + sign * b), here + sign * slope * (a + b));
                    solid.line(Role::Tangent, &[end(-1.0), place(self.point), end(1.0)]);
                }
            }
        });
        scene.point(Role::Function, self.relief.seen(self.point, value(self.point)), Marker::Disc);
        scene
    }

    pub(super) fn seen_from_above(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let surface = self.subject.surface();
        let [x, y] = surface.by();
        scene.x_axis = Some(Axis::new(x.name()).at_border());
        scene.y_axis = Some(Axis::new(y.name()).at_border());
        self.landscape.show(&mut scene);
        surface.field(&mut scene);
        if let Some((dx, dy)) = self.slopes() {
            let steepness = dx.hypot(dy);
            if steepness > 0.0 {
                let length = self.arrow(steepness);
                let (ux, uy) = (dx / steepness, dy / steepness);
                let (px, py) = self.point;
                let reach = WAY * self.window[0].span().min(self.window[1].span());
                scene.segment(Role::Tangent, (px + reach * uy, py - reach * ux), (px - reach * uy, py + reach * ux));
                let tip = (px + length * ux, py + length * uy);
                scene.push(
                    Mark::new(Role::Gradient, Shape::Arrows(vec![crate::plot::Arrow::new(self.point, tip)])).strong(),
                );
            }
        }
        scene.arrow(Role::Step, self.point, self.tip());
        scene.handle(Role::Step, self.tip());
        scene.handle(Role::Function, self.point);
        scene
    }

    /// How long the gradient is drawn: longer where it is steeper, and never out of the window.
    fn arrow(&self, steepness: f64) -> f64 {
        let side = self.window[0].span().min(self.window[1].span());
        let (low, high) = self.relief.heights();
        let share = steepness / ((high - low) / side);
        0.45 * side * (share / (1.0 + share)).max(0.1)
    }

    /// The function along a line through the point, t from it.
    fn along(&self, (dx, dy): Point, t: f64) -> f64 {
        let at = (self.point.0 + t * dx, self.point.1 + t * dy);
        self.subject.surface().value(at).unwrap_or(f64::NAN)
    }

    fn reach(&self) -> f64 {
        0.4 * self.window[0].span().min(self.window[1].span())
    }

    pub(super) fn slices_viewport(&self, width: f64, height: f64) -> Viewport {
        let view = Viewport::new((-self.reach(), self.reach()), (-1.0, 1.0), width, height);
        let ways = [(1.0, 0.0), (0.0, 1.0), self.way()];
        let values: Vec<f64> =
            ways.iter().flat_map(|&way| view.x().points(40).map(move |t| self.along(way, t))).collect();
        view.fit_y(values.into_iter().filter(|value| value.is_finite()))
    }

    pub(super) fn slices(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("t"));
        scene.y_axis = Some(Axis::new(""));
        let here = self.subject.surface().value(self.point);
        for (role, way) in [(Role::Function, (1.0, 0.0)), (Role::Derivative, (0.0, 1.0)), (Role::Step, self.way())] {
            scene.curve(role, |t| self.along(way, t));
            if let (Some(here), Some((dx, dy))) = (here, self.slopes()) {
                let slope = dx * way.0 + dy * way.1;
                let reach = 0.45 * self.reach();
                scene.segment(Role::Tangent, (-reach, here - slope * reach), (reach, here + slope * reach));
            }
        }
        if let Some(here) = here {
            scene.point(Role::Function, (0.0, here), Marker::Disc);
        }
        scene
    }

    pub(super) fn round_viewport(&self, width: f64, height: f64) -> Viewport {
        let steepness = self.slopes().map_or(1.0, |(dx, dy)| dx.hypot(dy));
        let reach = if steepness > 0.0 { 1.2 * steepness } else { 1.0 };
        Viewport::new((0.0, 360.0), (-reach, reach), width, height)
    }

    pub(super) fn all_round(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("°"));
        scene.y_axis = Some(Axis::new("slope"));
        let Some((dx, dy)) = self.slopes() else { return scene };
        scene.curve(Role::Step, |degrees| self.slope_along(degrees.to_radians()).unwrap_or(f64::NAN));
        let (steepness, uphill) = (dx.hypot(dy), super::turned(dy.atan2(dx).to_degrees()).to_degrees());
        if steepness > 0.0 {
            for (degrees, slope) in [(uphill, steepness), ((uphill + 180.0) % 360.0, -steepness)] {
                scene.point(Role::Gradient, (degrees, slope), Marker::Diamond);
                let place = if slope > 0.0 { Place::Above } else { Place::Below };
                scene.label(Role::Gradient, (degrees, slope), figure(Some(slope)), place);
            }
        }
        if let Some(slope) = self.slope_along(self.angle) {
            scene.handle(Role::Step, (self.degrees(), slope));
        }
        scene
    }
}
