//! Each function of the table at a complex argument, by formulas in which a small imaginary part keeps its digits (Kahan,
//! *Branch cuts for complex elementary functions*, 1987).

use std::f64::consts::{FRAC_1_PI, FRAC_1_SQRT_2, LN_2, LN_10};

use super::Complex;
use crate::{
    numeric::{Scalar, bell::bell},
    symbolic::Function,
};

/// `f(z)`; NaN where f has no value or no derivative at the real part.
pub(super) fn apply(z: Complex, f: Function) -> Complex {
    use Function as F;
    let Complex { re: x, im: y } = z;
    let value = f.value(x);
    if z.is_real() || value.is_nan() {
        return Complex::constant(value);
    }
    if f.slope(x, value).is_nan() {
        return Complex::NAN;
    }
    let inverse = || Complex::constant(1.0).divide(&z);
    match f {
        F::Exp => Complex::polar(value, y),
        F::Ln => Complex::new(logarithm_of_size(z), z.angle()),
        F::Log10 => Complex::new(logarithm_of_size(z), z.angle()).scale(LN_10.recip()),
        F::Log2 => Complex::new(logarithm_of_size(z), z.angle()).scale(LN_2.recip()),
        F::Sqrt => root(z),
        F::Cbrt if x < 0.0 => apply(z.negate(), f).negate(),
        F::Cbrt => Complex::polar(z.size().cbrt(), z.angle() / 3.0),
        F::Abs | F::Relu | F::LeakyRelu => z.scale(f.slope(x, value)),
        F::Sign | F::Step => Complex::constant(value),
        F::Sin => Complex::new(x.sin() * y.cosh(), x.cos() * y.sinh()),
        F::Cos => Complex::new(x.cos() * y.cosh(), -x.sin() * y.sinh()),
        F::Tan => by_square(value, Function::Sec.value(x), y.sinh(), y.cosh()),
        F::Cot => by_square(value, Function::Csc.value(x), y.sinh(), -y.cosh()),
        F::Sec => Complex::constant(1.0).divide(&apply(z, F::Cos)),
        F::Csc => Complex::constant(1.0).divide(&apply(z, F::Sin)),
        F::Sinh => Complex::new(x.sinh() * y.cos(), x.cosh() * y.sin()),
        F::Cosh => Complex::new(x.cosh() * y.cos(), x.sinh() * y.sin()),
        F::Tanh => by_square_hyperbolic(value, -Function::Sech.value(x).powi(2), y),
        F::Coth => by_square_hyperbolic(value, Function::Csch.value(x).powi(2), y),
        F::Sech => Complex::constant(value).divide(&Complex::new(y.cos(), x.tanh() * y.sin())),
        F::Csch => Complex::constant(value).divide(&Complex::new(y.cos(), y.sin() / x.tanh())),
        F::Asin => asin(z, root(z.negate().plus(1.0)), root(z.plus(1.0))),
        F::Acos => acos(root(z.negate().plus(1.0)), root(z.plus(1.0))),
        F::Asec => acos(one_minus_inverse(z, 1.0), one_minus_inverse(z, -1.0)),
        F::Acsc => asin(inverse(), one_minus_inverse(z, 1.0), one_minus_inverse(z, -1.0)),
        F::Atan => Complex::new(0.5 * (x.atan2(1.0 - y) + x.atan2(1.0 + y)), arctangent_height(x, y)),
        F::Acot => Complex::new(0.5 * ((1.0 - y).atan2(x) + (1.0 + y).atan2(x)), -arctangent_height(x, y)),
        F::Asinh => asinh(z),
        F::Acsch => asinh(inverse()),
        F::Acosh => acosh(root(z.plus(-1.0)), root(z.plus(1.0))),
        F::Asech => {
            // 1/z - 1 and 1/z + 1
            let over = |u: Complex| root(u.divide(&z));
            acosh(over(z.negate().plus(1.0)), over(z.plus(1.0)))
        }
        F::Atanh => Complex::new(artanh_width(x, y), 0.5 * (2.0 * y).atan2((1.0 - x) * (1.0 + x) - y * y)),
        F::Acoth => Complex::new(artanh_width(x, y), -0.5 * (2.0 * y).atan2((x - 1.0) * (x + 1.0) + y * y)),
        F::Erf => beyond_erf(x, y, bell(x, 1.0)).plus(value),
        F::Erfc => beyond_erf(x, y, bell(x, 1.0)).negate().plus(value),
        F::Sigmoid => sigmoid(z),
        F::Elu if x < 0.0 => {
            let half = (0.5 * y).sin();
            Complex::new(value * y.cos() - 2.0 * half * half, x.exp() * y.sin())
        }
        F::Elu => z,
        F::Softplus => {
            let e = small_exponential(z);
            let rest = Complex::new(0.5 * (e.re * (2.0 + e.re) + e.im * e.im).ln_1p(), e.im.atan2(1.0 + e.re));
            if x > 0.0 { z.add(&rest) } else { rest }
        }
        F::Silu => z.multiply(&sigmoid(z)),
        F::Gelu => {
            let below = if x == 0.0 { 0.5 } else { value / x };
            let beyond = beyond_erf(x * FRAC_1_SQRT_2, y * FRAC_1_SQRT_2, bell(x, 0.5));
            z.multiply(&beyond.scale(0.5).plus(below))
        }
    }
}

/// `ln |z|`, which cancels where |z| is nearly 1.
fn logarithm_of_size(z: Complex) -> f64 {
    let size = z.size();
    if (0.5..2.0).contains(&size) { 0.5 * ((z.re - 1.0) * (z.re + 1.0) + z.im * z.im).ln_1p() } else { size.ln() }
}

/// The square root in the right half-plane.
fn root(z: Complex) -> Complex {
    let size = (0.5 * (z.size() + z.re.abs())).sqrt();
    if size == 0.0 {
        return Complex::constant(0.0);
    }
    let other = 0.5 * z.im / size;
    if z.re >= 0.0 { Complex::new(size, other) } else { Complex::new(other.abs(), size.copysign(z.im)) }
}

/// `tan z = (tan x + i·sinh y·cosh y·sec² x)/(1 + sinh² y·sec² x)`, and so the cotangent.
fn by_square(value: f64, secant: f64, sinh: f64, cosh: f64) -> Complex {
    let square = secant * secant;
    Complex::new(value, sinh * cosh * square).scale((1.0 + sinh * sinh * square).recip())
}

/// `tanh z = (tanh x + i·sin y·cos y·sech² x)/(1 - sin² y·sech² x)`, and so the cotangent; `square` is `-sech²` or `csch²`.
fn by_square_hyperbolic(value: f64, square: f64, y: f64) -> Complex {
    let (sin, cos) = y.sin_cos();
    Complex::new(value, -sin * cos * square).scale((1.0 + sin * sin * square).recip())
}

/// By the roots of 1 - z and 1 + z.
fn asin(z: Complex, minus: Complex, plus: Complex) -> Complex {
    Complex::new(z.re.atan2(minus.multiply(&plus).re), cross(minus, plus).asinh())
}

/// By the roots of 1 - z and 1 + z.
fn acos(minus: Complex, plus: Complex) -> Complex {
    Complex::new(2.0 * minus.re.atan2(plus.re), cross(plus, minus).asinh())
}

/// By the roots of z - 1 and z + 1.
fn acosh(minus: Complex, plus: Complex) -> Complex {
    let width = minus.re * plus.re + minus.im * plus.im;
    Complex::new(Function::Asinh.value(width), 2.0 * minus.im.atan2(plus.re))
}

/// `-i·asin(iz)`
fn asinh(z: Complex) -> Complex {
    let (minus, plus) = (root(Complex::new(1.0 + z.im, -z.re)), root(Complex::new(1.0 - z.im, z.re)));
    Complex::new(Function::Asinh.value(cross(minus, plus)), z.im.atan2(minus.multiply(&plus).re))
}

/// The imaginary part of `ū·v`.
fn cross(u: Complex, v: Complex) -> f64 {
    u.re * v.im - u.im * v.re
}

/// The root of `1 - sign/z`: the inverse alone would lose the digits of what is left of 1.
fn one_minus_inverse(z: Complex, sign: f64) -> Complex {
    let inverse = Complex::constant(1.0).divide(&z);
    root(Complex::new((z.re - sign) * inverse.re - z.im * inverse.im, -sign * inverse.im))
}

/// The imaginary part of `atan(x + iy)`.
fn arctangent_height(x: f64, y: f64) -> f64 {
    0.25 * (4.0 * y / (x * x + (1.0 - y) * (1.0 - y))).ln_1p()
}

/// The real part of `artanh(x + iy)` and of `arcoth(x + iy)`.
fn artanh_width(x: f64, y: f64) -> f64 {
    let beside = 1.0 - x.abs();
    (0.25 * (4.0 * x.abs() / (beside * beside + y * y)).ln_1p()).copysign(x)
}

/// `e^z` or `e^-z`, whichever is at most 1.
fn small_exponential(z: Complex) -> Complex {
    if z.re > 0.0 { Complex::polar((-z.re).exp(), -z.im) } else { Complex::polar(z.re.exp(), z.im) }
}

/// `1/(1 + e^-z)`, from whichever side does not overflow.
fn sigmoid(z: Complex) -> Complex {
    let e = small_exponential(z);
    let top = if z.re > 0.0 { Complex::constant(1.0) } else { e };
    top.divide(&e.plus(1.0))
}

/// `erf(x + iy) - erf(x)`, given `e^(-x²)` (Abramowitz and Stegun 7.1.29, an error of about 1e-16 of what is there).
fn beyond_erf(x: f64, y: f64, bell: f64) -> Complex {
    if bell == 0.0 {
        return Complex::constant(0.0);
    }
    let (sin, cos) = (2.0 * x * y).sin_cos();
    let half = (x * y).sin();
    let ratio = |sine: f64, of: f64| if of == 0.0 { 1.0 } else { sine / of };
    let mut sum = Complex::new(half * ratio(half, x * y), ratio(sin, 2.0 * x * y)).scale(y * FRAC_1_PI);
    let last = (14 + (2.0 * y.abs()) as u32).min(100);
    for n in (1..=last).map(f64::from) {
        let (sinh, cosh) = ((n * y).sinh(), (n * y).cosh());
        let term = Complex::new(2.0 * x * (1.0 - cosh * cos) + n * sinh * sin, 2.0 * x * cosh * sin + n * sinh * cos);
        sum = sum.add(&term.scale(2.0 * FRAC_1_PI * (-0.25 * n * n).exp() / (n * n + 4.0 * x * x)));
    }
    sum.scale(bell)
}
