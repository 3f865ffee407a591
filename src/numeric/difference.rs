//! Derivatives from values alone: difference quotients, and Richardson's extrapolation of them.
//!
//! They know nothing of rules and so check everything that does, at the price of digits. All take `f` as a closure that
//! answers NaN where it has no value, and answer NaN if one of the points that they need has none.

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

    /// The price of symmetry, which the docs name.
    #[test]
    fn central_does_not_see_kinks() {
        assert_eq!(central(f64::abs, 0.0), 0.0);
        assert_eq!(forward(f64::abs, 0.0), 1.0);
    }
}
