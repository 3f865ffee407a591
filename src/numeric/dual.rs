//! `Dual`: numbers that carry their derivatives along.

use std::cmp::Ordering;

use crate::symbolic::{AtZero, Function};

use super::Scalar;

/// A value and its derivatives in N directions: `u + Σ uᵢ′ εᵢ`, computed with `εᵢ εⱼ = 0`.
///
/// One run of a program on duals gives the value and N partial derivatives (forward mode; Griewank and Walther,
/// *Evaluating Derivatives*, ch. 3). The derivatives are exact up to rounding, as those of the rules are.
///
/// A derivative is NaN where there is none: at a kink (`abs(x)` at 0), where the tangent is vertical (`sqrt(x)` and
/// `x^(1/3)` at 0, `asin(x)` at 1), and wherever the value is NaN. Three rules keep that honest:
/// - What does not depend on a direction has the derivative 0 in it, however steep the functions around it are:
///   `abs(y)·x` has the derivative 0 by x at y = 0.
/// - A derivative that is 0 by chance does not hide a missing one: `sqrt(x²)` has none at 0.
/// - A kink changes by no more than a multiple of the step, so a factor that vanishes there smooths it: `abs(x)³`,
///   `abs(x²)` and `x·abs(x)` have the derivative 0 at 0.
///
/// Not seen are derivatives that exist although a part is vertical or jumps, such as that of `x·sign(x²)` at 0, and
/// kinks that cancel (`abs(x) - abs(x)`): the answer is NaN there.
///
/// ```
/// use gradus::numeric::{Dual, Scalar};
/// let x = Dual::<1>::variable(3.0, 0);
/// let f = x.multiply(&x); // x²
/// assert_eq!((f.value(), f.derivative(0)), (9.0, 6.0));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Dual<const N: usize> {
    value: f64,
    tangent: [f64; N],
    /// Bit i: the number depends on direction i. The tangent is 0 where it does not.
    depends: u32,
    /// Bit i: in direction i there is a kink, that is, no derivative but a bound on the difference quotients.
    kinks: u32,
}

impl<const N: usize> Dual<N> {
    const FITS: () = assert!(N <= u32::BITS as usize, "a dual has at most 32 directions");

    /// The variable of direction `direction`, at `value`.
    pub fn variable(value: f64, direction: usize) -> Self {
        let () = Self::FITS;
        let mut tangent = [0.0; N];
        let mut depends = 0;
        if let Some(own) = tangent.get_mut(direction) {
            *own = 1.0;
            depends = 1 << direction;
        }
        Self { value, tangent, depends, kinks: 0 }
    }

    /// The value.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// The derivative in a direction: NaN where the value or the derivative does not exist, 0 if there is no such
    /// direction.
    pub fn derivative(&self, direction: usize) -> f64 {
        if self.value.is_nan() { f64::NAN } else { self.tangent.get(direction).copied().unwrap_or(0.0) }
    }

    /// Whether it can change in a direction at all, as opposed to having the derivative 0 at this point.
    pub fn depends_on(&self, direction: usize) -> bool {
        direction < N && self.depends >> direction & 1 == 1
    }

    fn has_kink(&self, direction: usize) -> bool {
        self.kinks >> direction & 1 == 1
    }

    /// `slope · u′`, and whether that has a kink.
    fn term(&self, direction: usize, slope: f64) -> (f64, bool) {
        if !self.depends_on(direction) || (self.has_kink(direction) && slope == 0.0) {
            (0.0, false)
        } else {
            (slope * self.tangent[direction], self.has_kink(direction) && slope.is_finite())
        }
    }

    /// A function of `self` with the tangent `slope · u′`.
    fn chain(&self, value: f64, slope: f64) -> Self {
        Self::with_tangent(value, self.depends, |i| self.term(i, slope))
    }

    /// A function of both with the tangent `by_u · u′ + by_v · v′`.
    fn chain2(&self, v: &Self, value: f64, by_u: f64, by_v: f64) -> Self {
        Self::with_tangent(value, self.depends | v.depends, |i| {
            let terms = [self.term(i, by_u), v.term(i, by_v)];
            // A sum is bounded where both terms are.
            let bounded = terms.iter().all(|(term, kink)| *kink || term.is_finite());
            (terms[0].0 + terms[1].0, bounded && terms.iter().any(|(_, kink)| *kink))
        })
    }

    fn with_tangent(value: f64, depends: u32, term: impl Fn(usize) -> (f64, bool)) -> Self {
        let (mut tangent, mut kinks) = ([0.0; N], 0);
        for (i, t) in tangent.iter_mut().enumerate() {
            let kink;
            (*t, kink) = term(i);
            kinks |= u32::from(kink) << i;
        }
        Self { value, tangent, depends, kinks }
    }
}

impl<const N: usize> Dual<N> {
    /// The one of two numbers that meet here: their common derivative, NaN where they have none.
    fn meeting(&self, v: &Self) -> Self {
        let mut met = *self;
        met.depends |= v.depends;
        for (t, other) in met.tangent.iter_mut().zip(v.tangent) {
            if *t != other {
                *t = f64::NAN;
            }
        }
        met
    }
}

impl<const N: usize> Scalar for Dual<N> {
    fn constant(value: f64) -> Self {
        Self { value, tangent: [0.0; N], depends: 0, kinks: 0 }
    }

    fn max(&self, v: &Self) -> Self {
        let value = Scalar::max(&self.value, &v.value);
        match self.value.partial_cmp(&v.value) {
            Some(Ordering::Greater) => *self,
            Some(Ordering::Less) => *v,
            Some(Ordering::Equal) => self.meeting(v),
            None => Self::constant(value),
        }
    }

    fn min(&self, v: &Self) -> Self {
        self.negate().max(&v.negate()).negate()
    }

    fn piecewise(&self, at_zero: AtZero, below: &Self, above: &Self) -> Self {
        let value = self.value.piecewise(at_zero, &below.value, &above.value);
        match self.value.partial_cmp(&0.0) {
            Some(Ordering::Less) => *below,
            Some(Ordering::Greater) => *above,
            Some(Ordering::Equal) if below.value == above.value => below.meeting(above),
            _ => Self { value, tangent: [f64::NAN; N], ..*self },
        }
    }

    fn negate(&self) -> Self {
        self.chain(-self.value, -1.0)
    }

    fn add(&self, v: &Self) -> Self {
        self.chain2(v, self.value + v.value, 1.0, 1.0)
    }

    fn subtract(&self, v: &Self) -> Self {
        self.chain2(v, self.value - v.value, 1.0, -1.0)
    }

    fn multiply(&self, v: &Self) -> Self {
        self.chain2(v, self.value * v.value, v.value, self.value)
    }

    /// `(u/v)′ = u′/v - (u/v)/v · v′`
    fn divide(&self, v: &Self) -> Self {
        let value = self.value.divide(&v.value);
        self.chain2(v, value, 1.0.divide(&v.value), -value.divide(&v.value))
    }

    /// `(uⁿ)′ = n uⁿ⁻¹ u′`
    fn power_integer(&self, n: i32) -> Self {
        let slope = match n {
            0 => 0.0,
            1 => 1.0,
            i32::MIN => f64::from(n) * self.value.power_real(f64::from(n) - 1.0),
            _ => f64::from(n) * self.value.power_integer(n - 1),
        };
        self.chain(self.value.power_integer(n), slope)
    }

    /// `(u^p)′ = p u^(p-1) u′`
    fn power_real(&self, p: f64) -> Self {
        self.chain(self.value.power_real(p), p * self.value.power_real(p - 1.0))
    }

    /// `(u^v)′ = v u^(v-1) u′ + u^v ln(u) v′`
    fn power(&self, v: &Self) -> Self {
        let value = self.value.power(&v.value);
        let by_u = match v.value {
            0.0 => 0.0,
            1.0 => 1.0,
            exponent => exponent * self.value.power(&(exponent - 1.0)),
        };
        let by_v = value * Function::Ln.value(self.value);
        let mut power = self.chain2(v, value, by_u, by_v);
        if self.value == 0.0 && v.value > 0.0 {
            // In directions in which the base stays 0, so does the power.
            for (i, t) in power.tangent.iter_mut().enumerate() {
                if !self.depends_on(i) {
                    *t = 0.0;
                }
            }
        }
        power
    }

    /// `f(u)′ = f′(u) u′`
    fn apply(&self, f: Function) -> Self {
        let value = f.value(self.value);
        let slope = f.slope(self.value, value);
        if self.value == 0.0 && matches!(f, Function::Abs | Function::Relu) {
            // |f(u+h) - f(u)| ≤ |h|: where u stands still, f(u) does, and where u is bounded, so is f(u).
            return Self::with_tangent(value, self.depends, |i| match self.tangent[i] {
                0.0 => (0.0, false),
                du => (f64::NAN, du.is_finite() || self.has_kink(i)),
            });
        }
        self.chain(value, slope)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        numeric::{Program, difference::richardson, gradient},
        symbolic::{Expr, Symbol, parse},
    };

    const NAN: f64 = f64::NAN;

    /// An expression, a point (x, y), the value there, and the derivatives by x and by y.
    type Case = (&'static str, [f64; 2], f64, [f64; 2]);

    #[track_caller]
    fn check(cases: &[Case]) {
        for (text, point, value, derivatives) in cases {
            let program = Program::new(&[parse(text).unwrap()], &[Symbol::new("x"), Symbol::new("y")]).unwrap();
            let found = [&program.eval(point)[..], &gradient(&program, point)].concat();
            for (a, b) in found.iter().zip([*value, derivatives[0], derivatives[1]]) {
                let same = (a.is_nan() && b.is_nan()) || (a - b).abs() <= 1e-14 * b.abs();
                assert!(same, "{text} at {point:?}: {found:?}, not {value} {derivatives:?}");
            }
        }
    }

    #[test]
    fn powers() {
        check(&[
            ("x^y", [2.0, 3.0], 8.0, [12.0, 8.0 * 2f64.ln()]),
            ("x^y", [-2.0, 3.0], -8.0, [12.0, NAN]),
            ("x^y", [-2.0, 0.5], NAN, [NAN, NAN]),
            ("x^y", [0.0, 3.0], 0.0, [0.0, 0.0]),
            ("x^y", [0.0, 1.0], 0.0, [1.0, 0.0]),
            ("x^y", [0.0, 0.5], 0.0, [NAN, 0.0]),
            ("x^y", [0.0, 0.0], NAN, [NAN, NAN]),
            ("x^y", [-3.0, 0.0], 1.0, [0.0, NAN]),
            ("x^x", [0.0, 0.0], NAN, [NAN, NAN]),
            ("x^x", [1.0, 0.0], 1.0, [1.0, 0.0]),
            ("x^2", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("x^3", [-2.0, 0.0], -8.0, [12.0, 0.0]),
            ("x^1", [0.0, 0.0], 0.0, [1.0, 0.0]),
            ("x^0", [0.0, 0.0], NAN, [NAN, NAN]),
            ("x^0", [-5.0, 0.0], 1.0, [0.0, 0.0]),
            ("x^-2", [-2.0, 0.0], 0.25, [0.25, 0.0]),
            ("x^-1", [0.0, 0.0], NAN, [NAN, NAN]),
            ("x^0.5", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("x^1.5", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("x^1.5", [4.0, 0.0], 8.0, [3.0, 0.0]),
            ("x^(1/3)", [-8.0, 0.0], NAN, [NAN, NAN]),
            ("2^x", [3.0, 0.0], 8.0, [8.0 * 2f64.ln(), 0.0]),
            ("(-2)^x", [3.0, 0.0], -8.0, [NAN, 0.0]),
            ("0^x", [3.0, 0.0], 0.0, [0.0, 0.0]),
            ("e^x", [1.0, 0.0], 1f64.exp(), [1f64.exp(), 0.0]),
        ]);
    }

    #[test]
    fn kinks_and_vertical_tangents() {
        check(&[
            ("abs(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("abs(y)*x", [3.0, 0.0], 0.0, [0.0, NAN]),
            ("sqrt(y)*x", [3.0, 0.0], 0.0, [0.0, NAN]),
            ("abs(x^2)", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("sqrt(x^2)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("sign(x^2)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("relu(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("relu(x)", [-1.0, 0.0], 0.0, [0.0, 0.0]),
            ("step(x)", [0.0, 0.0], NAN, [NAN, NAN]),
            ("sqrt(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("cbrt(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("asin(x)", [1.0, 0.0], std::f64::consts::FRAC_PI_2, [NAN, 0.0]),
            ("sqrt(x^2+y^2)", [0.0, 0.0], 0.0, [NAN, NAN]),
            ("ln(x)", [-1.0, 0.0], NAN, [NAN, NAN]),
            ("x/y", [1.0, 0.0], NAN, [NAN, NAN]),
            ("x/y", [1.0, 4.0], 0.25, [0.25, -0.0625]),
            ("x^sqrt(y)", [5.0, 0.0], 1.0, [0.0, NAN]),
            ("x*abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("abs(x)*abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("abs(x)^3", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("abs(x)^1.5", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("relu(x)^2/(1+x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("abs(abs(x))", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("abs(abs(x))^2", [0.0, 0.0], 0.0, [0.0, 0.0]),
            ("abs(abs(x)-1)^2", [1.0, 0.0], 0.0, [0.0, 0.0]),
            ("cos(abs(x))", [0.0, 0.0], 1.0, [0.0, 0.0]),
            ("x*(abs(x)+sqrt(x))", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("sqrt(abs(x))^2", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("abs(x)^x", [0.0, 0.0], NAN, [NAN, NAN]),
            ("y*abs(x)", [0.0, 2.0], 0.0, [NAN, 0.0]),
            ("y*abs(x)", [0.0, 0.0], 0.0, [0.0, 0.0]),
            // Known gaps: the derivatives are 0.
            ("x*sign(x^2)", [0.0, 0.0], 0.0, [NAN, 0.0]),
            ("abs(x)-abs(x)", [0.0, 0.0], 0.0, [NAN, 0.0]),
        ]);
    }

    /// Expressions that are smooth near the points used, and of moderate size.
    fn smooth() -> impl Strategy<Value = Expr> {
        use Function as F;
        let leaf = prop_oneof![3 => Just(Expr::symbol("x")), 1 => (-4i64..5).prop_map(Expr::integer), 1 => Just(parse("1/2").unwrap())];
        leaf.prop_recursive(4, 24, 3, |inner| {
            let tame = prop_oneof![
                Just(F::Sin),
                Just(F::Cos),
                Just(F::Tanh),
                Just(F::Atan),
                Just(F::Sigmoid),
                Just(F::Softplus),
                Just(F::Asinh),
            ];
            prop_oneof![
                (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::sum([u, v])),
                (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::sum([u, v.negate()])),
                (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::product([u, v])),
                (inner.clone(), inner.clone())
                    .prop_map(|(u, v)| Expr::quotient(u, Expr::sum([Expr::integer(3), Expr::apply(F::Sin, v)]))),
                (inner.clone(), 0i64..4).prop_map(|(u, k)| Expr::power(u, Expr::integer(k))),
                (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::power(
                    Expr::sum([Expr::integer(2), Expr::apply(F::Cos, u)]),
                    Expr::apply(F::Sin, v)
                )),
                (tame, inner.clone()).prop_map(|(g, u)| Expr::apply(g, u)),
                inner.prop_map(|u| Expr::apply(F::Exp, Expr::apply(F::Sin, u))),
            ]
        })
    }

    proptest! {
        #[test]
        fn agrees_with_differences(e in smooth(), at in -2.0..2.0f64) {
            let program = Program::new(std::slice::from_ref(&e), &[Symbol::new("x")]).unwrap();
            let value = |x: f64| program.eval(&[x])[0];
            prop_assume!(value(at).abs() < 1e4);
            let (slope, other) = (gradient(&program, &[at])[0], richardson(value, at, 0.02));
            prop_assume!(other.error < 1e-3 * (1.0 + slope.abs()));
            // 0^0 has no value beside a point where it is rounded away, so that only finite slopes are compared.
            if slope.is_finite() {
                prop_assert!(
                    (slope - other.value).abs() <= 10.0 * other.error + 1e-9 * (1.0 + slope.abs()),
                    "{e} at {at}: {slope}, {other:?}"
                );
            }
        }
    }
}
