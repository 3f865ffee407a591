//! Data with what is fitted to them, as a picture whose points can be dragged.

use super::{Direction, Grip, MOST_POINTS, curve::nudged, figure, points, points_text};
use crate::{
    optimize::Fit,
    plot::{Axis, Interval, Marker, Pace, Point, Role, Scene, Viewport},
    query::Query,
};

/// Points, and whether a line or a logistic curve is to go through them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Fitted {
    pub(super) fit: Fit,
    pub(super) data: Vec<[f64; 2]>,
}

impl Fitted {
    /// Data to begin with.
    pub(super) fn new(fit: Fit) -> Self {
        let data = match fit {
            Fit::Line => vec![[-1.0, -0.8], [-0.5, -0.6], [0.0, 0.7], [0.5, 1.0], [1.5, 3.0], [2.0, 3.3]],
            Fit::Logistic => {
                vec![[-2.0, 0.0], [-1.0, 0.0], [-0.5, 1.0], [0.5, 0.0], [0.8, 1.0], [1.5, 1.0], [2.5, 1.0]]
            }
        };
        Self { fit, data }
    }

    /// What a link says of it, if anything.
    pub(super) fn from_query(query: &Query) -> Result<Option<Self>, String> {
        let fit = match query.get("fit") {
            Some("line") => Fit::Line,
            Some("logistic") => Fit::Logistic,
            _ => return Ok(None),
        };
        match query.get("data") {
            Some(data) => Ok(Some(Self { fit, data: points(&data.replace(';', "\n"))? })),
            None => Ok(Some(Self::new(fit))),
        }
    }

    pub(super) fn add_to(&self, query: Query) -> Query {
        let data = points_text(&self.data).replace(", ", ",").replace('\n', ";");
        query.with("fit", self.id()).with("data", data)
    }

    pub(super) const fn id(&self) -> &'static str {
        match self.fit {
            Fit::Line => "line",
            Fit::Logistic => "logistic",
        }
    }

    /// The part of the plane of w and b that is worth seeing at first.
    pub(super) fn window(&self) -> [Interval; 2] {
        match self.fit {
            Fit::Line => [Interval::new(-2.0, 4.0), Interval::new(-3.0, 5.0)],
            Fit::Logistic => [Interval::new(-3.0, 7.0), Interval::new(-5.0, 5.0)],
        }
    }

    /// With a point more or less, where that can be.
    pub(super) fn with_datum(&self, more: bool) -> Option<Self> {
        let mut data = self.data.clone();
        match data.len() {
            count if more && count < MOST_POINTS => {
                let x = data.iter().map(|[x, _]| x).sum::<f64>() / count as f64;
                data.push([(x * 10.0).round() / 10.0, 1.0]);
            }
            count if !more && count > 1 => {
                data.pop();
            }
            _ => return None,
        }
        Some(Self { data, ..*self })
    }

    /// With a point elsewhere, if there is one of that grip.
    pub(super) fn dragged(&self, grip: &str, (x, y): Point) -> Option<Self> {
        let mut moved = self.clone();
        let datum = moved.data.get_mut(grip.strip_prefix("datum")?.parse::<usize>().ok()?)?;
        let rounded = |value: f64| (value * 1e4).round() / 1e4;
        *datum = [rounded(x), rounded(y)];
        (x.is_finite() && y.is_finite()).then_some(moved)
    }

    /// With a point moved by an arrow key.
    pub(super) fn nudged(&self, grip: &str, direction: Direction, pace: Pace) -> Option<Self> {
        let &[x, y] = self.data.get(grip.strip_prefix("datum")?.parse::<usize>().ok()?)?;
        let view = self.viewport(400.0, 400.0);
        let sideways = matches!(direction, Direction::Left | Direction::Right);
        let at = if sideways {
            (nudged(view.x(), x, direction, pace), y)
        } else {
            (x, nudged(view.y(), y, direction, pace))
        };
        self.dragged(grip, at)
    }

    /// The plane of the data.
    pub(super) fn viewport(&self, width: f64, height: f64) -> Viewport {
        let around = |values: &mut dyn Iterator<Item = f64>| {
            let (least, most) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
            // Room to drag a point into.
            let room = 0.35 * (most - least) + 0.5;
            Interval::new(least - room, most + room)
        };
        let x = around(&mut self.data.iter().map(|[x, _]| *x));
        let y = around(&mut self.data.iter().map(|[_, y]| *y));
        Viewport::new(x, y, width, height)
    }

    /// The data, and the fits with weights and biases; the first with what it is off.
    pub(super) fn scene(&self, fits: &[(Role, Point)], view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.y_axis = Some(Axis::new(if self.fit == Fit::Line { "y" } else { "class" }));
        for &(role, (w, b)) in fits.iter().rev() {
            scene.curve(role, |x| self.fit.value(w, b, x));
        }
        for &[x, y] in &self.data {
            let wanted = if self.fit == Fit::Logistic { (y >= 0.5).into() } else { y };
            if let Some((_, (w, b))) = fits.first() {
                scene.segment(Role::Error, (x, wanted), (x, self.fit.value(*w, *b, x)));
            }
            scene.point(Role::Data, (x, wanted), Marker::Square);
            scene.handle(Role::Data, (x, y));
        }
        scene
    }

    pub(super) fn grips(&self, view: &Viewport) -> Vec<Grip> {
        let grip = |(i, &[x, y]): (usize, &[f64; 2])| Grip {
            id: format!("datum{i}"),
            label: format!("Point {} of the data", i + 1),
            at: (x, y),
            value: (x, view.x().lo(), view.x().hi()),
            text: format!("x = {}, y = {}", figure(Some(x)), figure(Some(y))),
        };
        self.data.iter().enumerate().map(grip).collect()
    }
}
