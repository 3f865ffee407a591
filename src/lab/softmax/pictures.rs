//! The softmax lab in pictures: bars and squares.

use super::SoftmaxLab;
use crate::lab::subscripted;
use crate::plot::{Axis, Fill, Mark, Marker, Place, Point, Role, Scene, Shape, Viewport};

impl SoftmaxLab {
    /// The logits.
    pub(super) fn bars(&self, view: Viewport) -> Scene {
        let tops = tops(&self.logits);
        let mut scene = classes(view, tops.len());
        scene.segment(Role::Muted, (view.x().lo(), 0.0), (view.x().hi(), 0.0));
        let bar = |&(x, z): &Point| vec![(x - 0.25, 0.0), (x + 0.25, 0.0), (x + 0.25, z), (x - 0.25, z)];
        let polygons = tops.iter().map(bar).collect();
        scene.push(Mark::new(Role::Secondary, Shape::Area { polygons, fill: Fill::Tint }));
        for (&(x, z), g) in tops.iter().zip(self.gradient()) {
            if g != 0.0 {
                scene.arrow(Role::Step, (x + 0.36, z), (x + 0.36, z - g));
            }
        }
        for at in tops {
            scene.handle(Role::Secondary, at);
        }
        scene
    }

    /// The probabilities.
    pub(super) fn outcome(&self, view: Viewport) -> Scene {
        let tops = tops(&self.probabilities());
        let mut scene = classes(view, tops.len());
        scene.bars(Role::Function, 0.5, &tops);
        let wanted = |i: usize| if i == self.target { 1.0 } else { 0.0 };
        for (i, &(x, p)) in tops.iter().enumerate() {
            scene.segment(Role::Error, (x + 0.36, p), (x + 0.36, wanted(i)));
            scene.point(Role::Data, (x + 0.36, wanted(i)), Marker::Square);
            scene.label(Role::Function, (x, p.min(0.93)), short(p), Place::Above);
        }
        scene
    }

    /// A square for each entry, as large as the entry.
    pub(super) fn squares(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = None;
        scene.y_axis = None;
        let (count, jacobian) = (self.count(), self.jacobian());
        let largest = jacobian.iter().flatten().fold(0.0f64, |most, d| most.max(d.abs()));
        for (i, row) in jacobian.iter().enumerate() {
            for (j, &entry) in row.iter().enumerate() {
                let at = place(count, i, j);
                let role = if entry < 0.0 { Role::Error } else { Role::Function };
                let share = if largest > 0.0 { (entry.abs() / largest).sqrt() } else { 0.0 };
                let fill = Fill::Tint;
                scene.push(Mark::new(role, Shape::Area { polygons: vec![square(at, 0.48 * share)], fill }));
                scene.label(role, at, short(entry), Place::On);
            }
        }
        let (i, j) = self.cell;
        let mut frame = square(place(count, i, j), 0.48);
        frame.extend(frame.first().copied());
        scene.polyline(Role::Tangent, frame);
        for k in 0..count {
            let far = count as f64;
            scene.label(Role::Muted, (0.45, place(count, k, 0).1), subscripted(&format!("p{}", k + 1)), Place::Left);
            scene.label(Role::Muted, (k as f64 + 1.0, far + 0.5), subscripted(&format!("z{}", k + 1)), Place::Above);
        }
        scene
    }
}

/// A picture with a place for each class.
fn classes(view: Viewport, count: usize) -> Scene {
    let mut scene = Scene::new(view);
    scene.x_axis = None;
    scene.y_axis = Some(Axis::new("").at_border());
    for class in 1..=count {
        scene.label(Role::Muted, (class as f64, view.y().lo()), class.to_string(), Place::Above);
    }
    scene
}

/// Where the tops of bars are.
pub(super) fn tops(heights: &[f64]) -> Vec<Point> {
    heights.iter().enumerate().map(|(i, &y)| (i as f64 + 1.0, y)).collect()
}

/// Where an entry of the Jacobian stands, the first row on top.
pub(super) fn place(count: usize, i: usize, j: usize) -> Point {
    (j as f64 + 1.0, (count - i) as f64)
}

fn square((x, y): Point, half: f64) -> Vec<Point> {
    vec![(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)]
}

/// A number for a small place.
fn short(value: f64) -> String {
    let text = format!("{value:.2}").replace('-', "−");
    match (text.trim_start_matches('−'), value) {
        (_, 0.0) => "0".to_owned(),
        ("0.00", 0.0..) => "0+".to_owned(),
        ("0.00", _) => "0−".to_owned(),
        _ => text,
    }
}
