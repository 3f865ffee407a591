//! Descents in pictures: from above or from the side, step by step, and in space.

use super::{DescentLab, Runner, ground::Seen};
use crate::{
    lab::surface::field,
    optimize::{Step, Terms},
    plot::{Axis, Interval, Mark, Marker, Place3, Point, Role, Scene, Shape, Viewport},
};

/// The colour of a run.
pub(super) fn role(i: usize) -> Role {
    [Role::Step, Role::Function, Role::Derivative, Role::Error].get(i).copied().unwrap_or(Role::Secondary)
}

/// The sign of a run's stops.
fn marker(i: usize) -> Marker {
    [Marker::Disc, Marker::Square, Marker::Diamond, Marker::Cross].get(i).copied().unwrap_or(Marker::Disc)
}

/// What the gradient alone contributes to a step, where the rest has another origin: a former velocity, or a decay.
fn gradients_part(step: &Step) -> Option<Vec<f64>> {
    let rate = step.optimizer.rate();
    let of_gradient = || step.gradient.iter().map(|g| -rate * g).collect();
    match &step.terms {
        Terms::Momentum { .. } | Terms::Nesterov { .. } => Some(of_gradient()),
        Terms::AdamW { decay, .. } => {
            Some(step.change.iter().zip(decay).map(|(change, decay)| change + decay).collect())
        }
        _ => None,
    }
}

fn pair(v: &[f64]) -> Point {
    (v.first().copied().unwrap_or(f64::NAN), v.get(1).copied().unwrap_or(f64::NAN))
}

impl DescentLab {
    /// The runs, with the chosen one last, so that it is on top.
    fn in_order(&self) -> impl Iterator<Item = (usize, &Runner)> {
        let others = self.runners.iter().enumerate().filter(|(i, _)| *i != self.chosen);
        others.chain(std::iter::once((self.chosen, self.runner())))
    }

    pub(super) fn seen_from_above(&self, view: Viewport, seen: &Seen) -> Scene {
        let mut scene = Scene::new(view);
        let names: Vec<&str> = self.ground.loss.variables().iter().map(crate::symbolic::Symbol::name).collect();
        scene.x_axis = names.first().map(|name| Axis::new(*name).at_border());
        scene.y_axis = names.get(1).map(|name| Axis::new(*name).at_border());
        seen.landscape.show(&mut scene);
        field(self.ground.loss.program(), &mut scene);
        for (i, runner) in self.in_order() {
            let stops: Vec<Point> = runner.stops().map(pair).collect();
            scene.polyline(role(i), stops.clone());
            scene.push(Mark::new(role(i), Shape::Points { at: stops, marker: marker(i) }));
            scene.push(
                Mark::new(role(i), Shape::Points { at: vec![pair(runner.run.point())], marker: marker(i) }).strong(),
            );
        }
        if let Some(step) = self.runner().run.steps().last() {
            parts(&mut scene, step);
        }
        self.handles(&mut scene);
        scene
    }

    pub(super) fn seen_from_the_side(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let loss = &self.ground.loss;
        scene.x_axis = loss.variables().first().map(|x| Axis::new(x.name()));
        scene.y_axis = Some(Axis::new("J"));
        scene.curve(Role::Secondary, |x| loss.value(&[x]));
        let on_graph = |v: &[f64]| (v.first().copied().unwrap_or(f64::NAN), loss.value(v));
        if let Some(&slope) = self.runner().run.gradient().first() {
            scene.line(Role::Tangent, on_graph(self.runner().run.point()), slope);
        }
        for (i, runner) in self.in_order() {
            let stops: Vec<Point> = runner.stops().map(on_graph).collect();
            scene.polyline(role(i), stops.clone());
            scene.push(Mark::new(role(i), Shape::Points { at: stops, marker: marker(i) }));
        }
        self.handles(&mut scene);
        scene
    }

    fn handles(&self, scene: &mut Scene) {
        for i in self.starts() {
            scene.handle(role(i), self.in_the_picture(self.runners[i].run.start()));
        }
        if let Some(guess) = self.prediction.and_then(|prediction| prediction.guess) {
            scene.handle(Role::Data, guess);
        }
    }

    fn steps_seen(&self) -> Interval {
        Interval::new(0.0, self.taken().max(10) as f64)
    }

    /// The losses are shown by their powers of ten where they fall through several of them.
    fn by_powers(&self) -> bool {
        let all: Vec<f64> = self.runners.iter().flat_map(Runner::losses).filter(|loss| loss.is_finite()).collect();
        let (least, most) = all.iter().fold((f64::INFINITY, 0.0f64), |(a, b), &loss| (a.min(loss), b.max(loss)));
        least > 0.0 && most > 300.0 * least
    }

    fn loss_shown(&self, loss: f64) -> f64 {
        if self.by_powers() { loss.log10() } else { loss }
    }

    pub(super) fn losses_viewport(&self, width: f64, height: f64) -> Viewport {
        let first = self.runner().losses().first().copied().unwrap_or(1.0);
        let by_powers = self.by_powers();
        let shown = self.runners.iter().flat_map(Runner::losses).filter(|loss| {
            // One that diverges leaves the picture.
            loss.is_finite() && *loss <= first + 9.0 * first.abs()
        });
        let shown: Vec<f64> = shown.map(|loss| if by_powers { loss.log10() } else { loss }).collect();
        let (least, most) =
            shown.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), &loss| (a.min(loss), b.max(loss)));
        let room = if most > least { 0.08 * (most - least) } else { 1.0 };
        Viewport::new(self.steps_seen(), (least - room, most + room), width, height)
    }

    pub(super) fn losses_scene(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("step").at_border());
        let axis = Axis::new("J").at_border();
        scene.y_axis = Some(if self.by_powers() { axis.in_powers_of_ten() } else { axis });
        for (i, runner) in self.in_order() {
            let points: Vec<Point> =
                runner.losses().into_iter().enumerate().map(|(t, loss)| (t as f64, self.loss_shown(loss))).collect();
            scene.polyline(role(i), points.clone());
            if points.len() <= 60 {
                scene.push(Mark::new(role(i), Shape::Points { at: points, marker: marker(i) }).faint());
            }
        }
        scene
    }

    pub(super) fn coordinates_viewport(&self, width: f64, height: f64) -> Viewport {
        let values = self.runner().stops().flatten().copied().filter(|v| v.is_finite());
        let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        let room = if most > least { 0.1 * (most - least) } else { 1.0 };
        Viewport::new(self.steps_seen(), (least - room, most + room), width, height)
    }

    pub(super) fn coordinates(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("step").at_border());
        scene.y_axis = Some(Axis::new("").at_border());
        for k in 0..self.ground.loss.variables().len() {
            let value = |(t, stop): (usize, &[f64])| (t as f64, stop.get(k).copied().unwrap_or(f64::NAN));
            let points: Vec<Point> = self.runner().stops().enumerate().map(value).collect();
            scene.polyline(role(k), points.clone());
            if points.len() <= 60 {
                scene.push(Mark::new(role(k), Shape::Points { at: points, marker: marker(k) }).faint());
            }
        }
        scene
    }

    pub(super) fn in_space(&self, view: Viewport, seen: &Seen) -> Scene {
        let loss = &self.ground.loss;
        let place = |at: &[f64]| seen.relief.place(pair(at), loss.value(at));
        let names = loss.variables();
        let name = |k: usize| names.get(k).map_or("", crate::symbolic::Symbol::name);
        let mut scene = seen.relief.scene(view, [name(0), name(1)], |solid| {
            for (i, runner) in self.in_order() {
                // The way from stop to stop is over the surface, not through it.
                let stops: Vec<&[f64]> = runner.stops().collect();
                let between = |pair: &[&[f64]]| -> Vec<Place3> {
                    let at =
                        |t: f64| -> Vec<f64> { pair[0].iter().zip(pair[1]).map(|(a, b)| a + t * (b - a)).collect() };
                    (0..=6).map(|k| place(&at(f64::from(k) / 6.0))).collect()
                };
                for pair in stops.windows(2) {
                    solid.line(role(i), &between(pair));
                }
            }
        });
        for (i, runner) in self.in_order() {
            let at = runner.run.point();
            scene.point(role(i), seen.relief.seen(pair(at), loss.value(at)), marker(i));
        }
        scene
    }

    /// The data with the fit of each run.
    pub(super) fn data(&self, view: Viewport) -> Scene {
        let Some(fitted) = self.ground.fitted() else { return Scene::new(view) };
        let mut fits: Vec<(Role, Point)> =
            self.in_order().map(|(i, runner)| (role(i), pair(runner.run.point()))).collect();
        fits.reverse();
        fitted.scene(&fits, view)
    }
}

/// What the last step was made of, as arrows one after the other; of a rule that only turns and stretches the gradient, where
/// the gradient alone would have led, as far.
fn parts(scene: &mut Scene, step: &Step) {
    let (x, y) = pair(&step.before);
    let (dx, dy) = pair(&step.change);
    match gradients_part(step) {
        Some(part) => {
            let (gx, gy) = pair(&part);
            scene.arrow(Role::Gradient, (x, y), (x + gx, y + gy));
            scene.arrow(Role::Secondary, (x + gx, y + gy), (x + dx, y + dy));
        }
        None => {
            let (gx, gy) = pair(&step.gradient);
            let stretch = dx.hypot(dy) / gx.hypot(gy);
            if stretch.is_finite() {
                scene.arrow(Role::Gradient, (x, y), (x - stretch * gx, y - stretch * gy));
            }
        }
    }
}
