//! A Taylor polynomial and what it leaves over.

use crate::{
    lab::{Curve, Table, figure},
    numeric::taylor,
    plot::{Axis, Marker, Role, Scene, Viewport},
};

/// The highest order that can be chosen.
pub(super) const MOST: usize = 30;
/// So many orders more are worked out, to tell where the remainder goes.
const MORE: usize = 8;

/// The expansion of a function about a point.
pub(super) struct Expansion {
    about: f64,
    /// Beyond those of the polynomial a few more; all of them finite.
    coefficients: Vec<f64>,
    order: usize,
}

impl Expansion {
    pub(super) fn new(curve: &Curve, about: f64, order: usize) -> Self {
        let all = taylor(curve.program(), &[about], &[1.0], order + MORE);
        let coefficients = all.coefficients.into_iter().take_while(|c| c.is_finite()).collect();
        Self { about, coefficients, order }
    }

    /// The order of the polynomial: less than was asked for where there is no further derivative; none where there is no value.
    pub(super) fn order(&self) -> Option<usize> {
        Some(self.coefficients.len().checked_sub(1)?.min(self.order))
    }

    /// The coefficients of the polynomial.
    pub(super) fn coefficients(&self) -> &[f64] {
        self.coefficients.get(..=self.order).unwrap_or(&self.coefficients)
    }

    /// The polynomial; NaN where there is none.
    pub(super) fn at(&self, x: f64) -> f64 {
        self.to_order(x, self.order)
    }

    fn to_order(&self, x: f64, order: usize) -> f64 {
        let coefficients = self.coefficients.get(..=order).unwrap_or(&self.coefficients);
        let Some((last, rest)) = coefficients.split_last() else { return f64::NAN };
        rest.iter().rev().fold(*last, |sum, c| sum * (x - self.about) + c)
    }

    /// f less the polynomial.
    pub(super) fn remainder(&self, curve: &Curve, x: f64) -> Option<f64> {
        self.remainder_of(curve, x, self.order)
    }

    /// The same for one order more, and for eight more, where there are such.
    pub(super) fn further(&self, curve: &Curve, x: f64) -> Option<(f64, f64)> {
        (self.coefficients.len() > self.order + MORE).then(|| {
            Some((self.remainder_of(curve, x, self.order + 1)?, self.remainder_of(curve, x, self.order + MORE)?))
        })?
    }

    fn remainder_of(&self, curve: &Curve, x: f64, order: usize) -> Option<f64> {
        Some(curve.value(x)? - self.to_order(x, order)).filter(|r| r.is_finite())
    }

    /// The size of the remainder in powers of ten.
    pub(super) fn distance(&self, curve: &Curve, reach: f64, view: Viewport) -> Scene {
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis { at_border: true, ..curve.axis() });
        scene.y_axis = Some(Axis::new("").in_powers_of_ten().at_border());
        let size = |x: f64| self.remainder(curve, x).map_or(f64::NAN, |r| r.abs().log10());
        scene.curve(Role::Error, |x| if size(x).is_finite() { size(x) } else { f64::NAN });
        scene.segment(Role::Muted, (reach, view.y().lo()), (reach, view.y().hi()));
        scene.point(Role::Error, (reach, size(reach)), Marker::Cross);
        scene
    }

    /// Order by order.
    pub(super) fn table(&self, curve: &Curve, reach: f64) -> Table {
        let rows = self.coefficients().iter().enumerate().map(|(k, &c)| {
            let here = self.to_order(reach, k);
            vec![k.to_string(), figure(Some(c)), figure(Some(here)), figure(self.remainder_of(curve, reach, k))]
        });
        let at = format!("{} = {}", curve.by(), figure(Some(reach)));
        Table {
            caption: format!("The polynomial about {} = {}, order by order", curve.by(), figure(Some(self.about))),
            head: vec!["order".into(), "coefficient".into(), format!("value at {at}"), "remainder".into()],
            rows: rows.collect(),
        }
    }
}
