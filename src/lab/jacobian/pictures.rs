//! The Jacobian lab in pictures: a grid with a square, and what the map makes of them.

use super::JacobianLab;
use crate::plot::{Axis, Fill, Interval, Mark, Point, Role, Scene, Shape, Viewport};

/// How many lines of the grid there are each way, and pieces of each.
const LINES: usize = 13;
const PIECES: usize = 60;
/// The part of the images on either side that may stand out of the picture, where they would shrink the rest.
const OUTLYING: f64 = 0.04;

impl JacobianLab {
    /// The part of the plane in which most of the grid lands.
    pub(super) fn reached(&self) -> [Interval; 2] {
        let points = || self.grid().into_iter().flatten().step_by(7).map(|point| self.image(point));
        [points().map(|p| p.0).collect(), points().map(|p| p.1).collect()].map(spread)
    }

    /// The lines of the grid, in pieces.
    fn grid(&self) -> Vec<Vec<Point>> {
        let [x, y] = self.window;
        let upright = x.points(LINES).map(|x| y.points(PIECES).map(|y| (x, y)).collect());
        let level = y.points(LINES).map(|y| x.points(PIECES).map(|x| (x, y)).collect());
        upright.chain(level).collect()
    }

    /// The border of the square, in pieces.
    fn border(&self) -> Vec<Point> {
        let corners = self.square();
        let next = corners.iter().skip(1).chain(corners.first());
        let side = |(a, b): (&Point, &Point)| {
            let (a, b) = (*a, *b);
            (0..=12).map(move |i| {
                let t = f64::from(i) / 12.0;
                (a.0 + t * (b.0 - a.0), a.1 + t * (b.1 - a.1))
            })
        };
        corners.iter().zip(next).flat_map(side).collect()
    }

    /// The grid with the square.
    pub(super) fn before(&self, view: Viewport) -> Scene {
        let mut scene = axes(view, ["x", "y"]);
        scene.push(Mark::new(Role::Function, Shape::Lines(self.grid())).faint());
        let fold = self.first.folds(self.window[0], self.window[1]);
        scene.push(Mark::new(Role::Secondary, Shape::Lines(fold)));
        let square = self.square().to_vec();
        scene.push(Mark::new(Role::Step, Shape::Area { polygons: vec![square], fill: Fill::Tint }));
        scene.polyline(Role::Step, self.border());
        scene.handle(Role::Step, self.point);
        scene
    }

    /// What becomes of them.
    pub(super) fn after(&self, view: Viewport) -> Scene {
        let names = if self.then.is_some() { ["p", "q"] } else { ["u", "v"] };
        let mut scene = axes(view, names);
        let images = |lines: Vec<Vec<Point>>| -> Vec<Vec<Point>> {
            let image = |line: Vec<Point>| {
                let points: Vec<Point> = line.into_iter().map(|point| self.image(point)).collect();
                let runs = points.split(|p| !(p.0.is_finite() && p.1.is_finite()));
                runs.filter(|run| run.len() > 1).map(<[Point]>::to_vec).collect::<Vec<_>>()
            };
            lines.into_iter().flat_map(image).collect()
        };
        scene.push(Mark::new(Role::Function, Shape::Lines(images(self.grid()))).faint());
        let fold = self.first.folds(self.window[0], self.window[1]);
        scene.push(Mark::new(Role::Secondary, Shape::Lines(images(fold))));
        scene.push(Mark::new(Role::Step, Shape::Lines(images(vec![self.border()]))));
        let at = self.image(self.point);
        if let Some(matrix) = self.jacobian() {
            let mut corners = self.parallelogram(at, matrix);
            let (along, across) = (corners.get(1).copied(), corners.get(3).copied());
            scene.push(Mark::new(Role::Tangent, Shape::Area { polygons: vec![corners.clone()], fill: Fill::Tint }));
            corners.extend(corners.first().copied());
            scene.polyline(Role::Tangent, corners);
            for tip in [along, across].into_iter().flatten() {
                scene.arrow(Role::Tangent, at, tip);
            }
        }
        scene.points(Role::Step, vec![at]);
        scene
    }
}

fn axes(view: Viewport, [x, y]: [&str; 2]) -> Scene {
    let mut scene = Scene::new(view);
    scene.x_axis = Some(Axis { grid: false, ..Axis::new(x) });
    scene.y_axis = Some(Axis { grid: false, ..Axis::new(y) });
    scene
}

/// Where most of the values are, with some room.
fn spread(mut values: Vec<f64>) -> Interval {
    values.retain(|v| v.is_finite());
    values.sort_by(f64::total_cmp);
    let without = |rank: usize| Some((*values.get(rank)?, *values.get(values.len().checked_sub(rank + 1)?)?));
    let most = without((values.len() as f64 * OUTLYING) as usize);
    // All of them, unless a few are far away.
    let all = without(0).filter(|all| most.is_none_or(|most| all.1 - all.0 <= 2.0 * (most.1 - most.0)));
    match all.or(most) {
        Some((lo, hi)) => {
            let room = (0.06 * (hi - lo)).max(1e-6 * (1.0 + hi.abs()));
            Interval::new(lo - room, hi + room)
        }
        _ => Interval::new(-1.0, 1.0),
    }
}
