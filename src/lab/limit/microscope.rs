//! The microscope: how wrong the ways to a derivative are, against h, from a tenth to the last digit.

use super::{Curve, Grip, Hold, Legend, Picture, Table, figure};
use crate::{
    numeric::{Dual, Program, Scalar, Scratch, difference},
    plot::{Axis, Emphasis, Mark, Place, Role, Scene, Shape, Viewport},
    symbolic::unrounded,
};

/// What is wrong with each way to the derivative at a point, for all h.
#[derive(Clone, Debug, Default)]
pub(super) struct Microscope {
    /// The exponents of h, from large to small.
    powers: Vec<f64>,
    forward: Vec<f64>,
    central: Vec<f64>,
    complex: Vec<f64>,
    automatic: f64,
    /// Whether there is a derivative to compare with.
    is_focused: bool,
}

/// The exponents of h that are looked at, and how many to a power of ten.
const FROM: i32 = -1;
const TO: i32 = -16;
const PER_POWER: i32 = 8;

/// What is drawn of an error, as a power of ten: one that is smaller, or none at all, stands at the bottom.
const BOTTOM: f64 = -18.0;
const TOP: f64 = 1.0;

pub(super) fn picture() -> Picture {
    Picture::new(
        "The microscope: error against h",
        1.4,
        Hold::Anywhere,
        vec![
            Legend::words(Role::Secondary, "forward difference"),
            Legend::words(Role::Step, "central difference"),
            Legend::words(Role::Gradient, "complex step"),
            Legend::words(Role::Derivative, "automatic differentiation, which has no h"),
        ],
    )
}

/// All that can be seen in it.
pub(super) fn viewport(width: f64, height: f64) -> Viewport {
    Viewport::new((f64::from(TO), f64::from(FROM)), (BOTTOM, TOP), width, height)
}

impl Microscope {
    pub(super) fn new(curve: &Curve, x: f64) -> Self {
        let truth =
            curve.slope(x).and_then(|_| unrounded(curve.slope_formula(), std::slice::from_ref(curve.by()), &[x]));
        let Some([high, low]) = truth else { return Self::default() };
        let scale = if high == 0.0 { 1.0 } else { high.abs() };
        let error = |value: f64| ((value - high) - low).abs() / scale;
        let f = |x: f64| curve.at(x);
        let program = curve.program();
        let powers: Vec<f64> =
            (TO * PER_POWER..=FROM * PER_POWER).rev().map(|k| f64::from(k) / f64::from(PER_POWER)).collect();
        let errors = |way: &dyn Fn(f64) -> f64| powers.iter().map(|power| error(way(10f64.powf(*power)))).collect();
        Self {
            // As it is programmed by most, without making up for the rounding of x + h.
            forward: errors(&|h| (f(x + h) - f(x)) / h),
            central: errors(&|h| (f(x + h) - f(x - h)) / (2.0 * h)),
            complex: errors(&|h| difference::complex_step(|z| run(program, z), x, h)),
            automatic: error(run(program, Dual::<1>::variable(x, 0)).derivative(0)),
            powers,
            is_focused: true,
        }
    }

    pub(super) fn scene(&self, view: Viewport, h: f64) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new("h").in_powers_of_ten().at_border());
        scene.y_axis = Some(Axis::new("error").in_powers_of_ten().at_border());
        if !self.is_focused {
            let middle = (view.x().mid(), view.y().mid());
            scene.label(Role::Muted, middle, "no derivative here to compare with", Place::Above);
            return scene;
        }
        let at_h = h.abs().log10();
        scene.segment(Role::Muted, (at_h, BOTTOM), (at_h, TOP));
        for (role, errors) in
            [(Role::Gradient, &self.complex), (Role::Step, &self.central), (Role::Secondary, &self.forward)]
        {
            let line = self.powers.iter().zip(errors).map(|(power, error)| (*power, height(*error))).collect();
            scene.push(Mark::new(role, Shape::Lines(vec![line])));
        }
        let automatic = height(self.automatic);
        scene.segment(Role::Derivative, (f64::from(TO), automatic), (f64::from(FROM), automatic));
        if let Some(best) = self.best() {
            let at = (self.powers[best], height(self.forward[best]));
            scene.emphasised(Emphasis::Faint, |scene| {
                scene.segment(Role::Secondary, at, (at.0, TOP));
            });
            scene.label(Role::Secondary, (at.0, TOP - 1.0), "rounding", Place::Left);
            scene.label(Role::Secondary, (at.0, TOP - 1.0), "truncation", Place::Right);
        }
        if let Some(Grip { at, .. }) = self.grip(h) {
            scene.handle(Role::Secondary, at);
        }
        scene
    }

    /// Where the forward difference is best, if it is so between the ends.
    pub(super) fn best(&self) -> Option<usize> {
        let known = self.forward.iter().enumerate().filter(|(_, error)| error.is_finite());
        let (best, _) = known.min_by(|a, b| a.1.total_cmp(b.1))?;
        (best > 0 && best + 1 < self.powers.len() && self.forward[best] > 0.0).then_some(best)
    }

    /// The h at which the forward difference is best.
    pub(super) fn best_h(&self) -> Option<f64> {
        self.best().map(|i| 10f64.powf(self.powers[i]))
    }

    /// Where h is taken hold of: on the line of the forward difference.
    pub(super) fn grip(&self, h: f64) -> Option<Grip> {
        let power = h.abs().log10().clamp(f64::from(TO), f64::from(FROM));
        let nearest = self.powers.iter().position(|p| *p <= power).or(self.powers.len().checked_sub(1))?;
        let error = *self.forward.get(nearest)?;
        Some(Grip {
            id: "lens".to_owned(),
            label: "Size of h in the microscope".to_owned(),
            at: (power, height(error)),
            value: (power, f64::from(TO), f64::from(FROM)),
            text: format!("h = {}, error {}", figure(Some(10f64.powf(power))), figure(Some(error))),
        })
    }

    pub(super) fn table(&self) -> Table {
        let row = |i: usize| -> Option<Vec<String>> {
            let number = |errors: &[f64]| errors.get(i).map(|error| figure(Some(*error)));
            Some(vec![
                figure(Some(10f64.powf(*self.powers.get(i)?))),
                number(&self.forward)?,
                number(&self.central)?,
                number(&self.complex)?,
                figure(Some(self.automatic)),
            ])
        };
        Table {
            caption: "Relative errors of the derivative".to_owned(),
            head: ["h", "forward", "central", "complex step", "automatic"].map(str::to_owned).to_vec(),
            rows: (0..self.powers.len()).step_by(PER_POWER as usize).filter_map(row).collect(),
        }
    }
}

fn run<T: Scalar>(program: &Program, x: T) -> T {
    let mut out = [T::constant(f64::NAN)];
    program.run(&[x], &mut Scratch::new(), &mut out);
    let [value] = out;
    value
}

/// An error as it is drawn.
fn height(error: f64) -> f64 {
    if error.is_nan() { f64::NAN } else { error.log10().clamp(BOTTOM, TOP) }
}
