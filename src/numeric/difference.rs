//! Derivatives from values alone: difference quotients, Richardson's extrapolation of them, and the complex step.
//!
//! They know nothing of rules and so check everything that does, the quotients at the price of digits. All take `f` as a
//! closure that answers NaN where it has no value, and answer NaN if one of the points that they need has none.

use super::Complex;

/// A number and a bound that its error is expected to keep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The best approximation found.
    pub value: f64,
    /// How far from the truth it probably is at most, in the same unit. An estimate, not a proof.
    pub error: f64,
}

/// The forward difference `(f(x+h) - f(x)) / h` with `h = √ε · max(1, |x|)`.
///
/// The truncation error is `h f″/2` and the rounding error about `2ε|f|/h`; this step makes both about `√ε ≈ 1.5e-8`
/// where f, f′ and f″ are of size 1 (Nocedal and Wright, *Numerical Optimization*, sec. 8.1).
///
/// ```
/// let slope = gradus::numeric::difference::forward(|x| x * x, 3.0);
/// assert!((slope - 6.0).abs() < 1e-6);
/// ```
pub fn forward(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    forward_with_step(f, x, f64::EPSILON.sqrt() * x.abs().max(1.0))
}

/// The forward difference with the step `h`, in the unit of x: the slope of a secant.
pub fn forward_with_step(f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    let end = x + h;
    // What was really added, after rounding.
    (f(end) - f(x)) / (end - x)
}

/// The central difference `(f(x+h) - f(x-h)) / 2h` with `h = ∛ε · max(1, |x|)`.
///
/// The truncation error is `h² f‴/6` and the rounding error about `ε|f|/h`; this step makes both about `ε^(2/3) ≈ 4e-11`
/// where f, f′ and f‴ are of size 1 (Nocedal and Wright, *Numerical Optimization*, sec. 8.1).
///
/// A symmetric difference does not see a kink: that of `abs` at 0 is 0.
///
/// ```
/// let slope = gradus::numeric::difference::central(f64::exp, 0.0);
/// assert!((slope - 1.0).abs() < 1e-9);
/// ```
pub fn central(f: impl Fn(f64) -> f64, x: f64) -> f64 {
    central_with_step(f, x, f64::EPSILON.cbrt() * x.abs().max(1.0))
}

/// The central difference with the step `h`, in the unit of x.
pub fn central_with_step(f: impl Fn(f64) -> f64, x: f64, h: f64) -> f64 {
    let (left, right) = (x - h, x + h);
    (f(right) - f(left)) / (right - left)
}

/// The derivative by the complex step, `Im f(x + ih)/h`, with the step `h` in the unit of x.
///
/// The truncation error is `h² f‴/6`, and nothing is subtracted: with h at most `1e-9` or so, relative to the distance over
/// which f changes, it is as exact as forward mode, down to `h = 1e-200` (Squire and Trapp, *Using complex variables to
/// estimate derivatives of real functions*, SIAM Review 40, 1998). What [`Complex`] says of kinks holds: at one there is no
/// derivative, beside one at any distance there is.
///
/// ```
/// use gradus::{numeric::{Complex, Program, Scalar, Scratch, difference::complex_step}, symbolic::{Symbol, parse}};
/// assert_eq!(complex_step(|z| z.multiply(&z), 3.0, 1e-20), 6.0);
///
/// let program = Program::new(&[parse("sin(x)")?], &[Symbol::new("x")])?;
/// let f = |z| {
///     let mut out = [Complex::constant(f64::NAN)];
///     program.run(&[z], &mut Scratch::new(), &mut out);
///     out[0]
/// };
/// assert!((complex_step(f, 1.0, 1e-20) - 1f64.cos()).abs() < 1e-16);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn complex_step(f: impl Fn(Complex) -> Complex, x: f64, h: f64) -> f64 {
    let value = f(Complex { re: x, im: h });
    if value.re.is_nan() { f64::NAN } else { value.im / h }
}

/// The gradient of a function of several variables, each component by [`richardson`], with its probable error.
///
/// First steps of a tenth of 1 and of the coordinate are tried, if it is another order of magnitude, and the result with the
/// smaller error is taken. At most 48 evaluations a variable. `f` is given points as long as `point`.
///
/// ```
/// let f = |p: &[f64]| p[0] * p[0] * p[1].exp();
/// let gradient = gradus::numeric::difference::gradient(f, &[3.0, 0.0]);
/// assert!((gradient[0].value - 6.0).abs() < 1e-10 && (gradient[1].value - 9.0).abs() < 1e-10);
/// ```
pub fn gradient(f: impl Fn(&[f64]) -> f64, point: &[f64]) -> Vec<Estimate> {
    (0..point.len()).map(|i| partial(&f, point, i)).collect()
}

/// One component of the gradient.
fn partial(f: impl Fn(&[f64]) -> f64, point: &[f64], i: usize) -> Estimate {
    let x = point.get(i).copied().unwrap_or(f64::NAN);
    let along = along(f, point, i);
    let first = richardson(&along, x, 0.1);
    if x == 0.0 || (0.1..10.0).contains(&x.abs()) {
        return first;
    }
    let second = richardson(&along, x, 0.1 * x.abs());
    if second.error < first.error { second } else { first }
}

/// A function of several variables as one of variable i.
pub(super) fn along(f: impl Fn(&[f64]) -> f64, point: &[f64], i: usize) -> impl Fn(f64) -> f64 {
    move |x| {
        let mut moved = point.to_vec();
        if let Some(own) = moved.get_mut(i) {
            *own = x;
        }
        f(&moved)
    }
}

/// How many times the step is halved.
const ROWS: usize = 12;

/// The derivative by central differences with halved steps, extrapolated to the step 0, and its probable error.
///
/// The error of a central difference is a series in h², so each column of the tableau
/// `A[i][k] = A[i][k-1] + (A[i][k-1] - A[i-1][k-1]) / (4ᵏ - 1)` removes one more of its terms (Richardson 1911); the
/// entry that differs least from its two parents is taken, and that difference is its error (Ridders, *Accurate
/// computation of F′(x) and F′(x)F″(x)*, Adv. Eng. Software 4, 1982), plus what the rounding of f must bring.
/// Usually 11 to 13 digits where `f` is smooth within `first_step` of x; take a step well inside of the distance over
/// which f changes. At most 24 evaluations.
///
/// ```
/// let slope = gradus::numeric::difference::richardson(f64::sin, 1.0, 0.5);
/// assert!((slope.value - 1f64.cos()).abs() <= slope.error && slope.error < 1e-11);
/// ```
pub fn richardson(f: impl Fn(f64) -> f64, x: f64, first_step: f64) -> Estimate {
    let mut best = Estimate { value: f64::NAN, error: f64::INFINITY };
    let mut above: Vec<f64> = Vec::new();
    let mut h = first_step;
    for _ in 0..ROWS {
        let (left, right) = (f(x - h), f(x + h));
        let rounding = f64::EPSILON * (left.abs() + right.abs()) / h.abs();
        let mut row = vec![(right - left) / ((x + h) - (x - h))];
        let mut weight = 1.0;
        for (k, &parent) in above.iter().enumerate() {
            weight *= 4.0;
            let beside = row[k];
            let entry = beside + (beside - parent) / (weight - 1.0);
            let error = (entry - beside).abs().max((entry - parent).abs()) + rounding;
            if error < best.error {
                best = Estimate { value: entry, error };
            }
            row.push(entry);
        }
        if row.iter().any(|a| !a.is_finite()) {
            // Too wide: the interval reaches over the end of the domain. Start again from half the step.
            row.clear();
        }
        above = row;
        h /= 2.0;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name, the function, its derivative, and points to try.
    type Case = (&'static str, fn(f64) -> f64, fn(f64) -> f64, &'static [f64]);

    const CASES: [Case; 5] = [
        ("sin", f64::sin, f64::cos, &[0.0, 1.0, -2.0, 30.0]),
        ("exp", f64::exp, f64::exp, &[-1.0, 0.0, 2.0]),
        ("ln", f64::ln, f64::recip, &[0.8, 1.0, 3.0, 1e6]),
        ("x³", |x| x * x * x, |x| 3.0 * x * x, &[0.0, 0.5, -4.0]),
        ("tanh", f64::tanh, |x| x.cosh().powi(-2), &[0.0, 0.3, 5.0]),
    ];

    /// The accuracy that the docs promise, times 20 for what the functions' own sizes add.
    #[test]
    fn quotients_keep_their_accuracy() {
        for (name, f, df, points) in CASES {
            for &x in points {
                let scale = 1.0 + df(x).abs() + f(x).abs();
                assert!((forward(f, x) - df(x)).abs() < 20.0 * 1.5e-8 * scale * (1.0 + x.abs()), "forward {name} {x}");
                assert!((central(f, x) - df(x)).abs() < 20.0 * 4e-11 * scale * (1.0 + x * x), "central {name} {x}");
            }
        }
    }

    #[test]
    fn extrapolation_keeps_its_bound() {
        for (name, f, df, points) in CASES {
            for &x in points {
                let found = richardson(f, x, 0.25);
                let slack = 4.0 * f64::EPSILON * df(x).abs();
                assert!((found.value - df(x)).abs() <= found.error + slack, "{name} {x}: {found:?}, {}", df(x));
                assert!(found.error < 1e-9 * (1.0 + df(x).abs() + f(x).abs()), "{name} {x}: {found:?}");
            }
        }
    }

    #[test]
    fn what_has_no_value_has_no_slope() {
        let f = |x: f64| if x > 0.0 { x.sqrt() } else { f64::NAN };
        assert!(central(f, 0.0).is_nan() && forward(f, 0.0).is_nan());
        let nothing = richardson(f, 0.0, 0.1);
        assert!(nothing.value.is_nan() && nothing.error == f64::INFINITY);
        // The first steps reach over the end of the domain; the later ones do not.
        let inside = richardson(f, 0.1, 1.0);
        assert!((inside.value - 0.5 / 0.1f64.sqrt()).abs() <= inside.error && inside.error < 1e-8, "{inside:?}");
    }

    #[test]
    fn gradients_keep_their_bounds() {
        let f = |p: &[f64]| p[0].sin() * p[1].ln() + p[2] * p[0];
        for p in [[0.3f64, 2.0, -1.0], [1e-6, 1e-6, 1e3], [-40.0, 1e5, 0.0]] {
            let expected = [p[0].cos() * p[1].ln() + p[2], p[0].sin() / p[1], p[0]];
            for (found, expected) in gradient(f, &p).iter().zip(expected) {
                let slack = 4.0 * f64::EPSILON * expected.abs();
                assert!((found.value - expected).abs() <= found.error + slack, "{p:?}: {found:?}, not {expected}");
                assert!(found.error < 1e-7 * (1.0 + expected.abs()), "{p:?}: {found:?}");
            }
        }
        assert!(gradient(|_| 1.0, &[]).is_empty());
        assert!(gradient(|p| p[0], &[f64::NAN])[0].value.is_nan());
    }

    /// The error falls with the square of the step, and does not rise again.
    #[test]
    fn the_complex_step_has_no_best_step() {
        use crate::{numeric::Scalar, symbolic::Function};
        let f = |z: Complex| z.apply(Function::Exp).divide(&z);
        let (x, slope, third) = (1.5f64, 1.5f64.exp() * 0.5 / 2.25, 1.5f64.exp() * 1.5 / 1.5f64.powi(4));
        for exponent in 1..=300 {
            let h = 0.1f64.powi(exponent);
            let (found, truncation) = (complex_step(f, x, h), h * h * third.abs());
            assert!((found - slope).abs() <= truncation + 8.0 * f64::EPSILON * slope, "h = 1e-{exponent}: {found}");
        }
    }

    /// The price of symmetry, which the docs name.
    #[test]
    fn central_does_not_see_kinks() {
        assert_eq!(central(f64::abs, 0.0), 0.0);
        assert_eq!(forward(f64::abs, 0.0), 1.0);
    }
}
