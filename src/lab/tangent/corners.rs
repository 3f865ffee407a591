//! Corners and jumps of the curve: how they catch the point, what is drawn there, and what is said of them.

use super::TangentLab;
use crate::{
    lab::{figure, input_figure},
    numeric::Kink,
    plot::{Emphasis, Marker, Point, Role, Scene},
    symbolic::Symbol,
};

/// The part of the window within which a kink catches a point that is dragged.
const REACH: f64 = 1.0 / 80.0;
/// More kinks are not marked one by one: the marks would hide the curve.
const MOST: usize = 24;
/// The part of the window that lies between a jump and the places where its sides are looked at.
const BESIDE: f64 = 1e-9;

impl TangentLab {
    /// The corner or jump at the point, if there is one.
    pub fn kink(&self) -> Option<Kink> {
        let x = self.x();
        self.seen.iter().find(|kink| kink.at == x).copied().or_else(|| self.kinks.at(&self.point))
    }

    /// The corners and jumps in the window, from left to right.
    pub fn kinks(&self) -> &[Kink] {
        &self.seen
    }

    /// Finds the kinks in the window.
    pub(super) fn look_for_kinks(&mut self) {
        self.seen = self.kinks.within(&self.point, self.window.lo()..=self.window.hi());
    }

    /// The kink that is written with the digits of x, so that a link or a person can name one; else x itself.
    pub(super) fn meant(&self, x: f64) -> f64 {
        let close = self.seen.iter().filter(|kink| (kink.at - x).abs() <= REACH * self.window.span());
        let written = input_figure(x);
        close.map(|kink| kink.at).find(|at| input_figure(*at) == written).unwrap_or(x)
    }

    /// The kink that catches a point dragged to x.
    pub(super) fn caught(&self, x: f64) -> Option<f64> {
        let far = |at: &f64| (at - x).abs();
        let nearest = self.seen.iter().map(|kink| kink.at).min_by(|a, b| far(a).total_cmp(&far(b)))?;
        (far(&nearest) <= REACH * self.window.span()).then_some(nearest)
    }

    /// The first kink on the way from one x to another, both left out.
    pub(super) fn first_between(&self, from: f64, to: f64) -> Option<f64> {
        let (low, high) = (from.min(to), from.max(to));
        let between = self.seen.iter().map(|kink| kink.at).filter(|at| low < *at && *at < high);
        between.min_by(|a, b| (a - from).abs().total_cmp(&(b - from).abs()))
    }

    /// At a kink, the tangents of both sides.
    pub(super) fn draw_one_sided_tangents(&self, scene: &mut Scene) {
        let Some(kink) = self.kink() else { return };
        for (side, slope) in [(-1.0, kink.left), (1.0, kink.right)] {
            if let (Some(slope), Some(y)) = (slope, self.value_beside(&kink, side)) {
                half_tangent(scene, (kink.at, y), slope, side);
            }
        }
    }

    /// Open marks on the curve and at the ends of its derivative.
    pub(super) fn mark_kinks(&self, scene: &mut Scene) {
        if self.seen.len() <= MOST {
            for kink in &self.seen {
                self.mark(kink, scene);
            }
        }
    }

    fn mark(&self, kink: &Kink, scene: &mut Scene) {
        for slope in [kink.left, kink.right].into_iter().flatten() {
            scene.point(Role::Derivative, (kink.at, slope), Marker::Ring);
        }
        let value = self.value_at(kink.at);
        if !kink.jumps {
            if let Some(y) = value {
                scene.point(Role::Function, (kink.at, y), Marker::Ring);
            }
            return;
        }
        for side in [-1.0, 1.0] {
            if let Some(y) = self.value_beside(kink, side) {
                scene.point(Role::Function, (kink.at, y), Marker::Ring);
            }
        }
        if let Some(y) = value {
            scene.point(Role::Function, (kink.at, y), Marker::Disc);
        }
    }

    /// The limit of the function at a kink from one side, −1 for the left and 1 for the right.
    fn value_beside(&self, kink: &Kink, side: f64) -> Option<f64> {
        if !kink.jumps {
            return self.value_at(kink.at);
        }
        let step = side * BESIDE * self.window.span();
        let slope = if side < 0.0 { kink.left } else { kink.right };
        self.value_at(kink.at + step).map(|y| y - slope.unwrap_or(0.0) * step)
    }

    /// Where the kinks are in a sentence; empty if there is none in sight.
    pub(super) fn kinks_in_words(&self) -> String {
        let places = |jumps: bool| -> Vec<String> {
            self.seen.iter().filter(|kink| kink.jumps == jumps).map(|kink| figure(Some(kink.at))).collect()
        };
        let told = [("a corner", "corners", places(false)), ("a jump", "jumps", places(true))].map(
            |(one, several, places)| match places.as_slice() {
                [] => None,
                [place] => Some(format!("{one} at {} = {place}", self.by)),
                [first @ .., last] if first.len() < 6 => {
                    Some(format!("{several} at {} = {} and {last}", self.by, first.join(", ")))
                }
                _ => Some(format!("{} {several}", places.len())),
            },
        );
        let told: Vec<String> = told.into_iter().flatten().collect();
        if told.is_empty() { String::new() } else { format!("It has {}.", told.join(", and ")) }
    }
}

/// The tangent of one side: a line on that side, faint beyond the point.
fn half_tangent(scene: &mut Scene, (x, y): Point, slope: f64, side: f64) {
    let (low, high) = (scene.viewport().x().lo(), scene.viewport().x().hi());
    let (own, other) = if side < 0.0 { (low, high) } else { (high, low) };
    let at = |end: f64| (end, y + slope * (end - x));
    scene.segment(Role::Tangent, (x, y), at(own));
    scene.emphasised(Emphasis::Faint, |scene| {
        scene.segment(Role::Tangent, (x, y), at(other));
    });
}

/// What happens at a kink, and what frameworks return there.
pub(super) fn described(kink: &Kink, by: &Symbol) -> String {
    let at = format!("At {by} = {}", figure(Some(kink.at)));
    let sides = match (kink.left, kink.right) {
        (Some(left), Some(right)) if figure(Some(left)) == figure(Some(right)) => {
            format!("the slope is {} on both sides", figure(Some(left)))
        }
        (Some(left), Some(right)) => {
            format!("the slope is {} from the left and {} from the right", figure(Some(left)), figure(Some(right)))
        }
        (Some(left), None) => {
            format!("the slope is {} from the left and has no limit from the right", figure(Some(left)))
        }
        (None, Some(right)) => {
            format!("the slope is {} from the right and has no limit from the left", figure(Some(right)))
        }
        (None, None) => "the slope has no limit from either side".to_owned(),
    };
    let what = if kink.jumps { format!("the function jumps, and {sides}") } else { sides };
    let (pytorch, jax) = (kink.pytorch.map(|v| figure(Some(v))), kink.jax.map(|v| figure(Some(v))));
    let returned = match (pytorch, jax) {
        (Some(one), Some(other)) if one == other => format!("PyTorch and JAX return {one}."),
        (Some(pytorch), Some(jax)) => format!("PyTorch returns {pytorch}, JAX {jax}."),
        (Some(pytorch), None) => format!("PyTorch returns {pytorch}, JAX no number."),
        (None, Some(jax)) => format!("JAX returns {jax}, PyTorch no number."),
        (None, None) => "PyTorch and JAX return no number.".to_owned(),
    };
    format!("{at} {what}: there is no derivative. {returned}")
}
