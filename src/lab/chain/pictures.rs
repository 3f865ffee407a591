//! The lab of the rules in pictures: lines that are stretched, and a rectangle that grows.

use super::{ChainLab, Rule, Stage, What};
use crate::{
    lab::figure,
    plot::{Axis, Fill, Interval, Margins, Mark, Marker, Place, Point, Role, Scene, Shape, Viewport},
};

/// A step through a chain: where it is at each name, what becomes of it, and what the slopes make of it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) value: Option<f64>,
    /// The true difference.
    pub(super) difference: Option<f64>,
    /// The slope by what is above it; 1 for the first.
    pub(super) slope: Option<f64>,
    /// The product of the slopes so far, times the step.
    pub(super) differential: Option<f64>,
}

/// The sides of a rectangle before and after the step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sides {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) wider: f64,
    pub(super) higher: f64,
}

/// The gap between the lines of a pair, as a part of what is between the rows.
const BAND: f64 = 0.07;

impl ChainLab {
    pub(super) fn rows(&self, stages: &[Stage]) -> Vec<Row> {
        let (x, dx) = (self.x, self.dx);
        let first = Row {
            name: self.variable(),
            value: Some(x),
            difference: Some(dx),
            slope: Some(1.0),
            differential: Some(dx),
        };
        let (mut rows, mut moved) = (vec![first], Some(x + dx));
        for stage in stages {
            let above = rows.last().and_then(|row| Some((row.value?, row.differential)));
            let value = above.and_then(|(value, _)| stage.curve.value(value));
            let slope = above.and_then(|(value, _)| stage.curve.slope(value));
            moved = moved.and_then(|moved| stage.curve.value(moved));
            let difference = moved.zip(value).map(|(moved, value)| moved - value);
            let differential = above.and_then(|(_, differential)| differential).zip(slope).map(|(d, s)| d * s);
            rows.push(Row { name: stage.name.clone(), value, difference, slope, differential });
        }
        rows
    }

    /// All that the stretches reach.
    pub(super) fn stretches_seen(&self) -> [Interval; 2] {
        let What::Chain { stages, .. } = &self.what else { return self.seen };
        let rows = self.rows(stages);
        let ends = rows.iter().flat_map(|row| [row.difference, row.differential]).flatten();
        let (least, most) = ends.fold((0.0f64, 0.0f64), |(least, most), end| (least.min(end), most.max(end)));
        let room = if most > least { most - least } else { 1.0 };
        [Interval::new(least - 0.25 * room, most + 0.25 * room), Interval::new(0.55 - rows.len() as f64, 0.55)]
    }

    /// The sides, where both functions have values on both ends of the step.
    pub(super) fn sides(&self) -> Option<Sides> {
        let What::Pair { rule, parts, whole } = &self.what else { return None };
        let [u, v] = &**parts;
        let upright = if *rule == Rule::Product { u } else { &**whole };
        let (width, height) = (v.value(self.x)?, upright.value(self.x)?);
        let at = self.x + self.dx;
        Some(Sides { width, height, wider: v.value(at)? - width, higher: upright.value(at)? - height })
    }

    pub(super) fn rectangle_seen(&self) -> [Interval; 2] {
        let Some(Sides { width, height, wider, higher }) = self.sides() else { return self.seen };
        let reach = |side: f64, more: f64| {
            let ends = [0.0, side, side + more];
            let (least, most) = ends.iter().fold((0.0f64, 0.0f64), |(a, b), &end| (a.min(end), b.max(end)));
            let room = if most > least { most - least } else { 1.0 };
            Interval::new(least - 0.16 * room, most + 0.16 * room)
        };
        [reach(width, wider), reach(height, higher)]
    }

    pub(super) fn first_viewport(&self, width: f64, height: f64) -> Viewport {
        let view = Viewport::new(self.seen[0], self.seen[1], width, height);
        if matches!(self.what, What::Chain { .. }) { view.with_margins(Margins::NONE) } else { view }
    }

    /// A line for each name, with the step on it; all to one scale, each from where its value is.
    pub(super) fn stretches(&self, stages: &[Stage], view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = None;
        scene.y_axis = None;
        let rows = self.rows(stages);
        let (left, right) = (view.x().lo(), view.x().hi());
        for (i, row) in rows.iter().enumerate() {
            let y = -(i as f64);
            scene.segment(Role::Level, (left, y), (right, y));
            let name = format!("{} = {}", row.name, figure(row.value));
            scene.label(Role::Data, (left, y), name, Place::AboveRight);
            if let Some(below) = rows.get(i + 1) {
                join(&mut scene, (y, row.difference), below.difference);
                if let Some(slope) = below.slope {
                    let text = format!("× {}", figure(Some(slope)));
                    scene.label(Role::Tangent, (0.0, y - 0.5), text, Place::Left);
                }
            }
            if let Some(end) = row.differential.filter(|_| i > 0) {
                let mark = Mark::new(Role::Tangent, Shape::Lines(vec![vec![(0.0, y - BAND), (end, y - BAND)]]));
                scene.push(mark.strong());
                scene.point(Role::Tangent, (end, y - BAND), Marker::Diamond);
            }
            if let Some(end) = row.difference {
                scene.push(Mark::new(Role::Function, Shape::Lines(vec![vec![(0.0, y), (end, y)]])).strong());
                scene.point(Role::Function, (0.0, y), Marker::Disc);
                scene.point(Role::Function, (end, y), Marker::Disc);
                let (beside, at) = match (i, end < 0.0) {
                    (0, _) => (Place::Above, y + BAND),
                    (_, true) => (Place::BelowLeft, y - BAND),
                    (_, false) => (Place::BelowRight, y - BAND),
                };
                scene.label(Role::Function, (end, at), format!("d{} = {}", row.name, figure(row.difference)), beside);
            }
        }
        scene.handle(Role::Function, (self.dx, 0.0));
        scene
    }

    /// The rectangle and what the step adds to it.
    pub(super) fn rectangle(&self, rule: Rule, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("v"));
        scene.y_axis = Some(Axis::new(if rule == Rule::Product { "u" } else { "q" }));
        let Some(Sides { width, height, wider, higher }) = self.sides() else { return scene };
        let mut piece = |role: Role, (x, dx): Point, (y, dy): Point, name: &str| {
            let polygon = vec![(x, y), (x + dx, y), (x + dx, y + dy), (x, y + dy)];
            let mut outline = polygon.clone();
            outline.push((x, y));
            scene.push(Mark::new(role, Shape::Area { polygons: vec![polygon], fill: Fill::Tint }));
            scene.push(Mark::new(role, Shape::Lines(vec![outline])).faint());
            let (px, py) = (view.to_px((0.0, 0.0)), view.to_px((dx, dy)));
            // A name is written where there is room for it.
            if (py.0 - px.0).abs() > 12.0 * name.chars().count() as f64 && (py.1 - px.1).abs() > 20.0 {
                scene.label(role, (x + dx / 2.0, y + dy / 2.0), name, Place::On);
            }
        };
        let (area, strip, top) = match rule {
            Rule::Product => ("u·v", "u·dv", "v·du"),
            Rule::Quotient => ("u", "q·dv", "v·dq"),
        };
        piece(Role::Function, (0.0, width), (0.0, height), area);
        piece(Role::Step, (width, wider), (0.0, height), strip);
        piece(Role::Step, (0.0, width), (height, higher), top);
        piece(Role::Error, (width, wider), (height, higher), "");
        scene
    }

    /// The whole function with its tangent and the step.
    pub(super) fn graph(&self, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let whole = self.what.whole();
        scene.x_axis = Some(whole.axis());
        scene.y_axis = Some(Axis::new(""));
        if let What::Pair { parts, .. } = &self.what {
            for (role, curve) in [(Role::Secondary, &parts[0]), (Role::Derivative, &parts[1])] {
                scene.push(Mark::new(role, Shape::Lines(curve.lines(&view))).faint());
            }
        }
        scene.push(Mark::new(Role::Function, Shape::Lines(whole.lines(&view))));
        if let Some(y) = whole.value(self.x) {
            if let Some(slope) = whole.slope(self.x) {
                scene.line(Role::Tangent, (self.x, y), slope);
            }
            let to = self.x + self.dx;
            scene.segment(Role::Muted, (self.x, y), (to, y));
            if let Some(end) = whole.value(to) {
                scene.segment(Role::Muted, (to, y), (to, end));
                scene.point(Role::Function, (to, end), Marker::Ring);
            }
            scene.handle(Role::Function, (self.x, y));
        }
        scene
    }
}

/// The ends of a step on a line, joined with those on the next.
fn join(scene: &mut Scene, (y, end): (f64, Option<f64>), next: Option<f64>) {
    let (Some(end), Some(next)) = (end, next) else { return };
    let polygon = vec![(0.0, y), (end, y), (next, y - 1.0), (0.0, y - 1.0)];
    scene.push(Mark::new(Role::Function, Shape::Area { polygons: vec![polygon], fill: Fill::Tint }));
    scene.segment(Role::Muted, (0.0, y), (0.0, y - 1.0));
    scene.segment(Role::Muted, (end, y), (next, y - 1.0));
}
