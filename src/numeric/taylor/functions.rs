//! The expansion of each function of the table.

use std::{
    cmp::Ordering,
    f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, LN_2, LN_10},
};

use super::{
    Taylor,
    series::{exponential, integral, logarithm, pair, product, riccati},
};
use crate::{
    numeric::{Scalar, bell::bell},
    symbolic::Function,
};

/// `f(u)`
pub(super) fn apply(u: &Taylor, f: Function) -> Taylor {
    if u.is_constant() {
        return u.map(|u| f.value(u));
    }
    let value = f.value(u.value);
    if u.coefficients.is_empty() {
        return u.unknown(value, u.defined);
    }
    if f.value(u.just_beside()).is_nan() {
        return u.unknown(value, false);
    }
    by_side(u, f).or_else(|| by_slope(u, f)).unwrap_or_else(|| analytic(u, f)).with_value(value)
}

/// Functions with a kink or a jump at 0: the formula of the side on which u is.
fn by_side(u: &Taylor, f: Function) -> Option<Taylor> {
    use Function as F;
    let below = u.side() == Some(Ordering::Less);
    Some(match f {
        F::Abs if below => u.negate(),
        F::Relu if below => Taylor::constant(0.0),
        F::LeakyRelu if below => u.divide(&Taylor::constant(100.0)),
        F::Elu if below => {
            let mut series = exponential(&u.coefficients, u.limit().exp());
            series[0] = u.limit().exp_m1();
            Taylor::new(f64::NAN, series, u.order, true)
        }
        F::Abs | F::Relu | F::LeakyRelu | F::Elu => u.clone(),
        F::Sign | F::Step => match u.side() {
            Some(Ordering::Less) => Taylor::constant(f.value(-1.0)),
            Some(Ordering::Equal) => Taylor::constant(f.value(0.0)),
            Some(Ordering::Greater) => Taylor::constant(f.value(1.0)),
            None => u.unknown(f64::NAN, true),
        },
        _ => return None,
    })
}

/// Functions whose derivative is made of roots: they may end with a vertical tangent, and are integrated from there.
fn by_slope(u: &Taylor, f: Function) -> Option<Taylor> {
    use Function as F;
    let one = Taylor::constant(1.0);
    let slope = u.slope();
    // 1 - u²: near 0 the factors would cancel, near 1 the square.
    let around = || {
        let near = u.limit().abs() < 0.5;
        if near { one.subtract(&u.multiply(u)) } else { one.subtract(u).multiply(&one.add(u)) }
    };
    let over = |leg: Taylor| slope.divide(&leg);
    let far = u.limit().abs() >= 2.0;
    // √(1 + u²) and √(u² - 1), without overflow.
    let leg = |sign: f64| {
        let with = |v: &Taylor, s: f64| match s {
            1.0 => one.add(&v.multiply(v)),
            _ => v.subtract(&one).multiply(&v.add(&one)),
        };
        if far {
            let inverse = one.divide(u);
            let rest = if sign > 0.0 { with(&inverse, 1.0) } else { with(&inverse, -1.0).negate() };
            u.apply(F::Abs).multiply(&rest.apply(F::Sqrt))
        } else {
            with(u, sign).apply(F::Sqrt)
        }
    };
    let by_size = |leg: Taylor| over(u.apply(F::Abs)).divide(&leg);
    let g = match f {
        F::Asin => over(around().apply(F::Sqrt)),
        F::Acos => over(around().apply(F::Sqrt)).negate(),
        F::Atan => over(leg(1.0)).divide(&leg(1.0)),
        F::Acot => over(leg(1.0)).divide(&leg(1.0)).negate(),
        F::Asec => by_size(leg(-1.0)),
        F::Acsc => by_size(leg(-1.0)).negate(),
        F::Asinh => over(leg(1.0)),
        F::Acosh => over(leg(-1.0)),
        F::Acoth if far => over(leg(-1.0)).divide(&leg(-1.0)).negate(),
        F::Atanh | F::Acoth => over(around()),
        F::Asech => over(u.clone()).divide(&around().apply(F::Sqrt)).negate(),
        F::Acsch => by_size(leg(1.0)).negate(),
        _ => return None,
    };
    let limit = f.value(u.limit());
    let mut coefficients = vec![limit];
    if g.coefficients.is_empty() {
        // As a root of what u moves by.
        let moved = u.coefficients.iter().skip(1).position(|&c| c != 0.0).map_or(u.coefficients.len(), |i| i + 1);
        coefficients.resize(moved.div_ceil(2), 0.0);
    } else {
        coefficients.extend(g.coefficients.iter().zip(1u32..).map(|(g, k)| g / f64::from(k)));
    }
    Some(Taylor::new(f64::NAN, coefficients, u.order, true))
}

/// Functions that have a series of their own wherever they have a value, and roots.
fn analytic(u: &Taylor, f: Function) -> Taylor {
    use Function as F;
    let (c, x) = (&u.coefficients[..], u.limit());
    let limit = f.value(x);
    let by_logarithm = |v: fn(&[f64]) -> Vec<f64>, sign: f64| {
        let w: Vec<f64> = integral(0.0, &v(c), c).iter().map(|w| sign * w).collect();
        exponential(&w, limit)
    };
    let coefficients = match f {
        F::Sqrt => return u.root(0.5, f64::NAN, limit),
        F::Cbrt if u.side() == Some(Ordering::Less) => return u.negate().root(1.0 / 3.0, f64::NAN, -limit).negate(),
        F::Cbrt => return u.root(1.0 / 3.0, f64::NAN, limit),
        F::Exp => exponential(c, limit),
        F::Ln => logarithm(c, limit),
        F::Log10 => scaled(logarithm(c, x.ln()), LN_10.recip(), limit),
        F::Log2 => scaled(logarithm(c, x.ln()), LN_2.recip(), limit),
        F::Sin => circular(c)[0].clone(),
        F::Cos => circular(c)[1].clone(),
        F::Tan => tan(c),
        F::Cot => cot(c),
        F::Sec => by_logarithm(tan, 1.0),
        F::Csc => by_logarithm(cot, -1.0),
        F::Sinh => pair(c, [x.sinh(), x.cosh()], 1.0)[0].clone(),
        F::Cosh => pair(c, [x.sinh(), x.cosh()], 1.0)[1].clone(),
        F::Tanh => tanh(c),
        F::Coth => coth(c),
        F::Sech => by_logarithm(tanh, -1.0),
        F::Csch => by_logarithm(coth, -1.0),
        F::Erf => integral(limit, &bell_of(c, 1.0, FRAC_2_SQRT_PI), c),
        F::Erfc => integral(limit, &bell_of(c, 1.0, -FRAC_2_SQRT_PI), c),
        F::Sigmoid => sigmoid(c),
        F::Softplus => integral(limit, &sigmoid(c), c),
        F::Silu => scaled(product(c, &sigmoid(c)), 1.0, limit),
        F::Gelu => {
            let below = if x == 0.0 { 0.5 } else { limit / x };
            let density = bell_of(c, 0.5, 0.5 * FRAC_2_SQRT_PI * FRAC_1_SQRT_2);
            scaled(product(c, &integral(below, &density, c)), 1.0, limit)
        }
        // The rest is found by side or by slope.
        _ => Vec::new(),
    };
    Taylor::new(f64::NAN, coefficients, u.order, u.defined)
}

fn scaled(mut series: Vec<f64>, factor: f64, first: f64) -> Vec<f64> {
    for c in &mut series {
        *c *= factor;
    }
    if let Some(c) = series.first_mut() {
        *c = first;
    }
    series
}

fn circular(c: &[f64]) -> [Vec<f64>; 2] {
    pair(c, [c[0].sin(), c[0].cos()], -1.0)
}

fn tan(c: &[f64]) -> Vec<f64> {
    by_riccati(c, Function::Tan, 2.0)
}

fn cot(c: &[f64]) -> Vec<f64> {
    by_riccati(c, Function::Cot, -2.0)
}

fn tanh(c: &[f64]) -> Vec<f64> {
    by_riccati(c, Function::Tanh, -2.0)
}

fn coth(c: &[f64]) -> Vec<f64> {
    by_riccati(c, Function::Coth, -2.0)
}

fn by_riccati(c: &[f64], f: Function, bend: f64) -> Vec<f64> {
    let value = f.value(c[0]);
    riccati(c, value, f.slope(c[0], value), bend)
}

/// `σ(u) = (1 + tanh(u/2))/2`, of which the tangent keeps its digits on both sides.
fn sigmoid(c: &[f64]) -> Vec<f64> {
    let half: Vec<f64> = c.iter().map(|c| 0.5 * c).collect();
    scaled(tanh(&half), 0.5, Function::Sigmoid.value(c[0]))
}

/// `factor·e^(-scale·u²)`
fn bell_of(c: &[f64], scale: f64, factor: f64) -> Vec<f64> {
    let power: Vec<f64> = product(c, c).iter().map(|w| -scale * w).collect();
    exponential(&power, factor * bell(c[0], scale))
}

impl Taylor {
    /// The derivative by t.
    fn slope(&self) -> Self {
        let coefficients = self.coefficients.iter().zip(0u32..).skip(1).map(|(c, k)| f64::from(k) * c).collect();
        Self::new(f64::NAN, coefficients, self.order, self.defined)
    }
}
