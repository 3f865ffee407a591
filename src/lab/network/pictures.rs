//! The lab of networks in pictures: regions, units and lines, and how the training goes.

use super::{NetworkLab, Training, Weight};
use crate::{
    lab::figure,
    plot::{Axis, Fill, Grid, Interval, Margins, Mark, Marker, Place, Point, Role, Scene, Shape, Viewport, contour},
};

/// Cells of the regions each way.
const CELLS: usize = 64;
/// What is said of a gradient that is none, as a power of ten.
const NONE: f64 = -12.0;

/// The colour of a class.
pub(super) fn role(class: usize) -> Role {
    [Role::Function, Role::Derivative, Role::Gradient].get(class).copied().unwrap_or(Role::Secondary)
}

fn marker(class: usize) -> Marker {
    [Marker::Disc, Marker::Square, Marker::Diamond].get(class).copied().unwrap_or(Marker::Cross)
}

impl NetworkLab {
    /// The part of the plane where the points are.
    pub(super) fn plane(&self, width: f64, height: f64) -> Viewport {
        let around = |axis: usize| {
            let (least, most) = self.samples.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), sample| {
                (a.min(sample.at[axis]), b.max(sample.at[axis]))
            });
            let room = 0.12 * (most - least) + 0.1;
            Interval::new(least - room, most + room)
        };
        Viewport::new(around(0), around(1), width, height)
    }

    pub(super) fn nearest_sample(&self, (x, y): Point) -> usize {
        let away = |i: &usize| {
            let [sx, sy] = self.samples[*i].at;
            (sx - x).hypot(sy - y)
        };
        (0..self.samples.len()).min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(0)
    }

    /// The class that each place is given, and the points.
    pub(super) fn regions(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("x₁").at_border());
        scene.y_axis = Some(Axis::new("x₂").at_border());
        let net = &self.shown().net;
        let classes = net.layers.last().map_or(0, |layer| layer.biases.len());
        let (across, up) = (view.x(), view.y());
        let mut polygons: Vec<Vec<Vec<Point>>> = vec![Vec::new(); classes];
        let edge = |i: usize, of: Interval| of.at(i as f64 / CELLS as f64);
        for j in 0..CELLS {
            let middle = up.at((j as f64 + 0.5) / CELLS as f64);
            let class = |i: usize| net.forward(&[across.at((i as f64 + 0.5) / CELLS as f64), middle]).class();
            let row: Vec<usize> = (0..CELLS).map(class).collect();
            let (low, high) = (edge(j, up), edge(j + 1, up));
            // Cells of one class that stand together are one piece.
            let mut begin = 0;
            for run in row.chunk_by(|a, b| a == b) {
                let (left, right) = (edge(begin, across), edge(begin + run.len(), across));
                if let Some(of_class) = run.first().and_then(|class| polygons.get_mut(*class)) {
                    of_class.push(vec![(left, low), (right, low), (right, high), (left, high)]);
                }
                begin += run.len();
            }
        }
        for (class, polygons) in polygons.into_iter().enumerate().filter(|(_, polygons)| !polygons.is_empty()) {
            scene.push(Mark::new(role(class), Shape::Area { polygons, fill: Fill::Tint }));
        }
        for class in 0..if classes == 2 { 1 } else { classes } {
            let ahead = |x: f64, y: f64| {
                let pass = net.forward(&[x, y]);
                let own = pass.output().get(class).copied().unwrap_or(f64::NAN);
                let others = pass.output().iter().enumerate().filter(|(k, _)| *k != class).map(|(_, p)| *p);
                own - others.fold(f64::NEG_INFINITY, f64::max)
            };
            let grid = Grid::sample(across, up, CELLS, CELLS, ahead);
            scene.push(Mark::new(Role::Level, Shape::Lines(contour::lines(&grid, 0.0))));
        }
        for class in 0..classes {
            let at = self.samples.iter().filter(|sample| sample.class == class).map(|s| (s.at[0], s.at[1])).collect();
            scene.push(Mark::new(role(class), Shape::Points { at, marker: marker(class) }));
        }
        let [x, y] = self.present().at;
        scene.handle(role(self.present().class), (x, y));
        scene
    }

    fn widths(&self) -> Vec<usize> {
        let first = self.right.net.layers.first().and_then(|layer| layer.weights.first()).map_or(0, Vec::len);
        [first].into_iter().chain(self.right.net.layers.iter().map(|layer| layer.biases.len())).collect()
    }

    pub(super) fn columns(&self, width: f64, height: f64) -> Viewport {
        let widths = self.widths();
        let half = widths.iter().copied().max().unwrap_or(1) as f64 / 2.0;
        let x = (-0.35, widths.len() as f64 - 0.65);
        Viewport::new(x, (-half - 0.1, half + 0.1), width, height).with_margins(Margins::NONE)
    }

    /// Where a unit stands.
    fn unit(&self, layer: usize, i: usize) -> Point {
        let count = self.widths().get(layer).copied().unwrap_or(1) as f64;
        (layer as f64, (count - 1.0) / 2.0 - i as f64)
    }

    /// Near the later end of a weight's line, where lines are apart.
    pub(super) fn middle(&self, weight: Weight) -> Point {
        let (from, to) = (self.unit(weight.layer, weight.column), self.unit(weight.layer + 1, weight.row));
        (from.0 + 0.62 * (to.0 - from.0), from.1 + 0.62 * (to.1 - from.1))
    }

    pub(super) fn nearest_weight(&self, (x, y): Point) -> Weight {
        let away = |weight: &Weight| {
            let (mx, my) = self.middle(*weight);
            (mx - x).hypot(my - y)
        };
        self.weights().into_iter().min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(self.weight)
    }

    /// The units with what the chosen point makes of them, and the weights between.
    pub(super) fn graph(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = None;
        scene.y_axis = None;
        let net = &self.shown().net;
        let value = |weight: Weight| net.layers[weight.layer].weights[weight.row][weight.column];
        let most = self.weights().into_iter().map(|weight| value(weight).abs()).fold(0.0, f64::max);
        for weight in self.weights() {
            let line = vec![self.unit(weight.layer, weight.column), self.unit(weight.layer + 1, weight.row)];
            let role = if value(weight) < 0.0 { Role::Derivative } else { Role::Function };
            let mark = Mark::new(role, Shape::Lines(vec![line]));
            let share = value(weight).abs() / most;
            scene.push(match share {
                s if s > 0.6 => mark.strong(),
                s if s > 0.25 => mark,
                _ => mark.faint(),
            });
        }
        let chosen = self.weight;
        let line = vec![self.unit(chosen.layer, chosen.column), self.unit(chosen.layer + 1, chosen.row)];
        scene.push(Mark::new(Role::Tangent, Shape::Lines(vec![line])).strong());
        scene.label(Role::Tangent, self.middle(chosen), short(value(chosen)), Place::Above);
        let pass = net.forward(&self.present().at);
        for (layer, activations) in pass.activations.iter().enumerate() {
            for (i, a) in activations.iter().enumerate() {
                let at = self.unit(layer, i);
                scene.point(Role::Data, at, Marker::Disc);
                let place = if layer == 0 { Place::Below } else { Place::Above };
                scene.label(Role::Data, at, short(*a), place);
            }
        }
        scene
    }

    fn trainings(&self) -> impl Iterator<Item = (Role, &Training)> {
        std::iter::once((Role::Step, &self.right)).chain(self.wrong.iter().map(|wrong| (Role::Error, wrong)))
    }

    pub(super) fn third_viewport(&self, width: f64, height: f64) -> Viewport {
        if self.third == super::Third::Loss {
            let most = self.trainings().flat_map(|(_, training)| training.losses.iter().copied());
            let first = self.right.losses.first().copied().unwrap_or(1.0);
            // One that runs away leaves the picture.
            let most = most.filter(|loss| loss.is_finite()).fold(0.0, f64::max).min(3.0 * first).max(1e-6);
            return Viewport::new((0.0, self.steps().max(10) as f64), (0.0, 1.08 * most), width, height);
        }
        let layers = self.right.net.layers.len() as f64;
        let sizes = self.trainings().flat_map(|(_, training)| training.gradient_sizes(&self.samples)).map(power);
        let (least, most) = sizes.fold((0.0f64, -1.0f64), |(a, b), v| (a.min(v), b.max(v)));
        Viewport::new((0.4, layers + 0.6), (least.floor() - 0.5, most.ceil() + 0.2), width, height)
    }

    pub(super) fn losses(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("step").at_border());
        scene.y_axis = Some(Axis::new("loss").at_border());
        for (role, training) in self.trainings() {
            let points: Vec<Point> = training.losses.iter().enumerate().map(|(i, loss)| (i as f64, *loss)).collect();
            let last = points.iter().rev().find(|(_, loss)| loss.is_finite()).copied();
            scene.polyline(role, points);
            if let Some(last) = last {
                scene.point(role, last, role.marker());
            }
        }
        scene
    }

    pub(super) fn gradients(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = None;
        scene.y_axis = Some(Axis::new("").in_powers_of_ten().at_border());
        let low = view.y().lo();
        for (k, (role, training)) in self.trainings().enumerate() {
            for (layer, size) in training.gradient_sizes(&self.samples).into_iter().enumerate() {
                let x = layer as f64 + 0.78 + 0.26 * k as f64;
                let top = power(size);
                let polygon = vec![(x, low), (x + 0.22, low), (x + 0.22, top), (x, top)];
                scene.push(Mark::new(role, Shape::Area { polygons: vec![polygon], fill: Fill::Tint }));
                scene.segment(role, (x, top), (x + 0.22, top));
            }
        }
        for layer in 1..=self.right.net.layers.len() {
            scene.label(Role::Muted, (layer as f64, low), format!("layer {layer}"), Place::Above);
        }
        scene
    }
}

fn power(size: f64) -> f64 {
    if size > 0.0 && size.is_finite() { size.log10().max(NONE) } else { NONE }
}

/// A number for a small place.
fn short(value: f64) -> String {
    figure(format!("{value:.2}").parse().ok())
}
