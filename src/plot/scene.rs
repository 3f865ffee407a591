//! A picture as data.

use super::{Emphasis, Fill, Grid, Handle, Heat, Mark, Marker, Place, Point, Role, Shape, TickUnit, Viewport};
use super::{contour, field, mark::Arrow, sample};

/// How finely the area under a curve is cut, in parts of the width.
const AREA_PARTS: usize = 240;

/// A picture in the units of the mathematics: what is seen, and through which window.
///
/// Marks enter by [`Scene::push`] or by the shorter ways below it, all of which clip to the viewport; so whoever draws
/// a scene, or tests one, meets no point outside. Marks are drawn in the order in which they came, handles on top.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    viewport: Viewport,
    marks: Vec<Mark>,
    handles: Vec<Handle>,
    /// The axis of x, if it is shown.
    pub x_axis: Option<Axis>,
    /// The axis of y, if it is shown.
    pub y_axis: Option<Axis>,
    /// What lies under everything else.
    pub heat: Option<Heat>,
}

/// How an axis is labelled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The name at its end, such as `x`; perhaps empty.
    pub name: String,
    /// What it counts in.
    pub unit: TickUnit,
    /// Whether lines through the ticks cross the plot.
    pub grid: bool,
    /// Whether it stands at the left or lower border even if the origin is seen, as on a map.
    pub at_border: bool,
}

impl Axis {
    /// An axis in decimal numbers, with a grid.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), unit: TickUnit::One, grid: true, at_border: false }
    }

    /// The same axis in multiples of π.
    #[must_use]
    pub fn in_pi(mut self) -> Self {
        self.unit = TickUnit::Pi;
        self
    }

    /// The same axis in powers of ten, by their exponents.
    #[must_use]
    pub fn in_powers_of_ten(mut self) -> Self {
        self.unit = TickUnit::PowerOfTen;
        self
    }

    /// The same axis at the border, where its numbers do not stand on what is shown: for heat maps and fields.
    #[must_use]
    pub fn at_border(mut self) -> Self {
        self.at_border = true;
        self
    }
}

impl Scene {
    /// A picture with the axes `x` and `y` and nothing else.
    pub fn new(viewport: Viewport) -> Self {
        Self {
            viewport,
            marks: Vec::new(),
            handles: Vec::new(),
            x_axis: Some(Axis::new("x")),
            y_axis: Some(Axis::new("y")),
            heat: None,
        }
    }

    /// The window.
    pub const fn viewport(&self) -> &Viewport {
        &self.viewport
    }

    /// The marks in the order in which they are drawn; no point of them lies outside the viewport.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The points that can be dragged, in the order in which they came; some may be out of sight.
    pub fn handles(&self) -> &[Handle] {
        &self.handles
    }

    /// Adds the part of a mark that is seen.
    pub fn push(&mut self, mark: Mark) -> &mut Self {
        self.marks.extend(mark.clipped(self.viewport.x(), self.viewport.y()));
        self
    }

    /// The curve `y = f(x)`, sampled by [`sample::curve`].
    pub fn curve(&mut self, role: Role, f: impl Fn(f64) -> f64) -> &mut Self {
        let lines = sample::curve(&self.viewport, f);
        self.push(Mark::new(role, Shape::Lines(lines)))
    }

    /// A polyline.
    pub fn polyline(&mut self, role: Role, points: Vec<Point>) -> &mut Self {
        self.push(Mark::new(role, Shape::Lines(vec![points])))
    }

    /// The segment from `a` to `b`.
    pub fn segment(&mut self, role: Role, a: Point, b: Point) -> &mut Self {
        self.polyline(role, vec![a, b])
    }

    /// The line through a point with a slope, from border to border; an infinite slope gives an upright line.
    pub fn line(&mut self, role: Role, (x0, y0): Point, slope: f64) -> &mut Self {
        let (x, y) = (self.viewport.x(), self.viewport.y());
        if slope.is_infinite() {
            return self.segment(role, (x0, y.lo()), (x0, y.hi()));
        }
        // from the given point outwards, so that the line passes through it exactly
        let over = |x: f64| (x, y0 + slope * (x - x0));
        self.polyline(role, vec![over(x.lo().min(x0)), (x0, y0), over(x.hi().max(x0))])
    }

    /// Points with the marker of their role.
    pub fn points(&mut self, role: Role, at: Vec<Point>) -> &mut Self {
        self.push(Mark::new(role, Shape::Points { at, marker: role.marker() }))
    }

    /// A point with a marker of its own: a ring for a point that is missing, for instance.
    pub fn point(&mut self, role: Role, at: Point, marker: Marker) -> &mut Self {
        self.push(Mark::new(role, Shape::Points { at: vec![at], marker }))
    }

    /// A path of steps: the line and its stops.
    pub fn path(&mut self, role: Role, stops: Vec<Point>) -> &mut Self {
        self.polyline(role, stops.clone()).points(role, stops)
    }

    /// An arrow.
    pub fn arrow(&mut self, role: Role, tail: Point, tip: Point) -> &mut Self {
        self.push(Mark::new(role, Shape::Arrows(vec![Arrow::new(tail, tip)])))
    }

    /// A vector field as arrows about 36 css pixels apart, by [`field::arrows`]; pale, because it is a background.
    pub fn field(&mut self, role: Role, f: impl Fn(f64, f64) -> Point) -> &mut Self {
        let arrows = field::arrows(&self.viewport, 36.0, f);
        self.push(Mark::new(role, Shape::Arrows(arrows)).faint())
    }

    /// The same, with all points handed over at once, by [`field::arrows_of_columns`].
    pub fn field_of_columns(
        &mut self,
        role: Role,
        f: impl FnOnce(&[f64], &[f64], &mut [f64], &mut [f64]),
    ) -> &mut Self {
        let arrows = field::arrows_of_columns(&self.viewport, 36.0, f);
        self.push(Mark::new(role, Shape::Arrows(arrows)).faint())
    }

    /// The lines on which the function of the grid has one of the levels, by [`contour::lines`].
    pub fn contours(&mut self, grid: &Grid, levels: &[f64]) -> &mut Self {
        let lines = levels.iter().flat_map(|&level| contour::lines(grid, level)).collect();
        self.push(Mark::new(Role::Level, Shape::Lines(lines)))
    }

    /// The area between the curve `y = f(x)` and the axis of x, for x from `a` to `b`, as a tint.
    ///
    /// Where `f` is not finite the area has a gap.
    pub fn area(&mut self, role: Role, (a, b): (f64, f64), f: impl Fn(f64) -> f64) -> &mut Self {
        let seen = self.viewport.x();
        let (a, b) = (seen.clamp(a.min(b)), seen.clamp(a.max(b)));
        let at = |i: usize| a + (b - a) * i as f64 / AREA_PARTS as f64;
        let samples: Vec<Point> = (0..=AREA_PARTS).map(at).map(|x| (x, f(x))).collect();
        let polygons = samples
            .split(|p| !p.1.is_finite())
            .filter(|run| run.len() > 1)
            .map(|run| {
                let floor = [(run[run.len() - 1].0, 0.0), (run[0].0, 0.0)];
                run.iter().copied().chain(floor).collect()
            })
            .collect();
        self.push(Mark::new(role, Shape::Area { polygons, fill: Fill::Tint }))
    }

    /// Upright bars from zero to their heights, each `width` wide about its x.
    pub fn bars(&mut self, role: Role, width: f64, tops: &[Point]) -> &mut Self {
        let half = width.abs() / 2.0;
        let bar = |&(x, top): &Point| vec![(x - half, 0.0), (x + half, 0.0), (x + half, top), (x - half, top)];
        let polygons = tops.iter().map(bar).collect();
        self.push(Mark::new(role, Shape::Area { polygons, fill: Fill::Solid }))
    }

    /// A short text beside a point.
    pub fn label(&mut self, role: Role, at: Point, text: impl Into<String>, place: Place) -> &mut Self {
        self.push(Mark::new(role, Shape::Label { at, text: text.into(), place }))
    }

    /// A point that can be dragged; gives its number, by which [`Scene::nearest_handle`] knows it.
    pub fn handle(&mut self, role: Role, at: Point) -> usize {
        self.handles.push(Handle { at, role, focused: false });
        self.handles.len() - 1
    }

    /// Shows that the keyboard is on a handle, or on none.
    pub fn focus(&mut self, handle: Option<usize>) -> &mut Self {
        for (i, h) in self.handles.iter_mut().enumerate() {
            h.focused = handle == Some(i);
        }
        self
    }

    /// Gives an emphasis to all marks that `add` adds.
    ///
    /// ```
    /// use gradus::plot::{Emphasis, Role, Scene, Viewport};
    ///
    /// let mut scene = Scene::new(Viewport::new((-1.0, 1.0), (-1.0, 1.0), 300.0, 200.0));
    /// scene.emphasised(Emphasis::Faint, |scene| {
    ///     scene.curve(Role::Function, |x| x).curve(Role::Function, |x| 2.0 * x);
    /// });
    /// assert!(scene.marks().iter().all(|mark| mark.emphasis == Emphasis::Faint));
    /// ```
    pub fn emphasised(&mut self, emphasis: Emphasis, add: impl FnOnce(&mut Self)) -> &mut Self {
        let before = self.marks.len();
        add(self);
        for mark in self.marks.iter_mut().skip(before) {
            mark.emphasis = emphasis;
        }
        self
    }

    /// The number of the visible handle that is nearest to a pixel, if it is within `radius` css pixels; of two equally
    /// near ones the upper.
    pub fn nearest_handle(&self, px: f64, py: f64, radius: f64) -> Option<usize> {
        let mut nearest = None;
        let mut least = radius;
        for (i, handle) in self.handles.iter().enumerate() {
            let (hx, hy) = self.viewport.to_px(handle.at);
            let distance = (px - hx).hypot(py - hy);
            if self.viewport.contains(handle.at) && distance <= least {
                (nearest, least) = (Some(i), distance);
            }
        }
        nearest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{num, prelude::*};

    fn scene() -> Scene {
        Scene::new(Viewport::new((-3.0, 3.0), (-2.0, 2.0), 650.0, 436.0))
    }

    fn points_of(shape: &Shape) -> Vec<Point> {
        match shape {
            Shape::Lines(lines) => lines.concat(),
            Shape::Points { at, .. } => at.clone(),
            Shape::Arrows(arrows) => arrows.iter().flat_map(|a| [a.tail, a.tip]).collect(),
            Shape::Area { polygons, .. } => polygons.concat(),
            Shape::Facets(facets) => facets.iter().flat_map(|facet| facet.corners.clone()).collect(),
            Shape::Label { at, .. } => vec![*at],
        }
    }

    proptest! {
        #[test]
        fn no_mark_leaves_the_viewport(v in prop::array::uniform8(num::f64::ANY)) {
            let mut scene = scene();
            let (p, q) = ((v[0], v[1]), (v[2], v[3]));
            scene
                .curve(Role::Function, |x| v[4] * x + v[5])
                .line(Role::Tangent, p, v[6])
                .segment(Role::Error, p, q)
                .path(Role::Step, vec![p, q, (v[4], v[5]), (v[6], v[7])])
                .arrow(Role::Gradient, p, q)
                .field(Role::Gradient, |x, y| (v[6] * x, v[7] / y))
                .area(Role::Function, p, |x| v[4] / x)
                .bars(Role::Data, v[7], &[p, q])
                .label(Role::Data, p, "p", Place::Left)
                .handle(Role::Function, q);
            for p in scene.marks().iter().flat_map(|mark| points_of(&mark.shape)) {
                prop_assert!(scene.viewport().contains(p), "{p:?}");
            }
            scene.nearest_handle(v[0], v[1], v[2]);
        }
    }

    #[test]
    fn a_line_goes_through_its_point_with_its_slope() {
        let mut scene = scene();
        scene.line(Role::Tangent, (0.5, 0.25), 1.0);
        let Shape::Lines(lines) = &scene.marks()[0].shape else { unreachable!("a line") };
        for (p, q) in lines[0].iter().zip([(-1.75, -2.0), (0.5, 0.25), (2.25, 2.0)]) {
            assert!((p.0 - q.0).abs() < 1e-12 && p.1 == q.1);
        }
    }

    #[test]
    fn the_nearest_visible_handle_is_hit() {
        let mut scene = scene();
        scene.handle(Role::Function, (0.0, 0.0));
        scene.handle(Role::Function, (0.1, 0.0));
        scene.handle(Role::Function, (9.0, 0.0));
        let (px, py) = scene.viewport().to_px((0.0, 0.0));
        assert_eq!(scene.nearest_handle(px + 1.0, py, 22.0), Some(0));
        assert_eq!(scene.nearest_handle(px + 9.0, py, 22.0), Some(1));
        assert_eq!(scene.nearest_handle(px, py + 40.0, 22.0), None);
        let (far, py) = scene.viewport().to_px((9.0, 0.0));
        assert_eq!(scene.nearest_handle(far, py, 22.0), None);
    }
}
