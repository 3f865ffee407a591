//! What the surface is of: a function, or the loss of a fit to data.

use crate::{
    lab::{Grip, MOST_POINTS, Surface, figure},
    optimize::Fit,
    plot::{Axis, Interval, Marker, Point, Role, Scene, Viewport},
    symbolic::{Symbol, parse},
};

/// A function of two variables, perhaps with the data that it is the loss of.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    surface: Surface,
    fit: Option<Fit>,
    data: Vec<[f64; 2]>,
}

impl Subject {
    pub(super) fn function(text: &str) -> Result<Self, String> {
        Ok(Self { surface: Surface::read(text)?, fit: None, data: Vec::new() })
    }

    pub(super) fn fitted(fit: Fit, data: Vec<[f64; 2]>) -> Result<Self, String> {
        let text = fit.loss(&data);
        let loss = parse(&text).map_err(|error| error.to_string())?;
        let surface = Surface::of(&text, loss, ["w", "b"].map(Symbol::new))?;
        Ok(Self { surface, fit: Some(fit), data })
    }

    /// The same data, or some, with another fit; or a function.
    pub(super) fn of_kind(&self, kind: &str) -> Result<Self, String> {
        let data = |classes: bool| match (self.data.is_empty(), classes) {
            (false, _) => self.data.clone(),
            (true, false) => vec![[-1.0, -0.8], [0.0, 0.7], [0.5, 1.0], [2.0, 3.3]],
            (true, true) => vec![[-2.0, 0.0], [-0.5, 1.0], [0.5, 0.0], [1.5, 1.0]],
        };
        match kind {
            "line" => Self::fitted(Fit::Line, data(false)),
            "logistic" => Self::fitted(Fit::Logistic, data(true)),
            _ => Self::function("x^2 + x*y + y^2"),
        }
    }

    /// With a point more or less, where that can be.
    pub(super) fn with_datum(&self, more: bool) -> Option<Result<Self, String>> {
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
        Some(Self::fitted(self.fit?, data))
    }

    pub(super) fn surface(&self) -> &Surface {
        &self.surface
    }

    pub(super) fn fit(&self) -> Option<Fit> {
        self.fit
    }

    pub(super) fn data(&self) -> &[[f64; 2]] {
        &self.data
    }

    pub(super) const fn kind(&self) -> &'static str {
        match self.fit {
            None => "function",
            Some(Fit::Line) => "line",
            Some(Fit::Logistic) => "logistic",
        }
    }

    /// What is worth seeing of it at first.
    pub(super) fn window(&self) -> [Interval; 2] {
        match self.fit {
            None => [Interval::new(-2.0, 2.0); 2],
            Some(Fit::Line) => [Interval::new(-2.0, 4.0), Interval::new(-3.0, 5.0)],
            Some(Fit::Logistic) => [Interval::new(-3.0, 7.0), Interval::new(-5.0, 5.0)],
        }
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

    /// The data, and the fit with the weight and the bias of a point.
    pub(super) fn scene(&self, (w, b): Point, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        let Some(fit) = self.fit else { return scene };
        scene.y_axis = Some(Axis::new(if fit == Fit::Line { "y" } else { "class" }));
        scene.curve(Role::Function, |x| fit.value(w, b, x));
        for &[x, y] in &self.data {
            let wanted = if fit == Fit::Logistic { (y >= 0.5).into() } else { y };
            scene.segment(Role::Error, (x, wanted), (x, fit.value(w, b, x)));
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
