//! What reverse mode needs of a number, and the slope of each function of the table on any kind of it.

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, LN_2, LN_10};

use std::cmp::Ordering;

use super::Scalar;
use crate::symbolic::{AtZero, Function};

/// A kind of number that a [`Tape`](super::Tape) can run on.
pub trait Differentiable: Scalar {
    /// The side of 0 that it is on, if it is one for all points that it stands for.
    fn side(&self) -> Option<Ordering>;

    /// `f′(u)`, given `value = f(u)`; NaN at a kink, a jump or a vertical tangent. Where `value` is NaN it means nothing.
    ///
    /// By formulas that keep their digits where functions saturate. Beyond 10^150, where a square overflows, those of
    /// asinh and acsch give 0.
    #[must_use]
    fn slope(&self, f: Function, value: &Self) -> Self {
        slope(f, self, value)
    }
}

/// The slopes of the table are closer still.
impl Differentiable for f64 {
    fn side(&self) -> Option<Ordering> {
        self.partial_cmp(&0.0)
    }

    fn slope(&self, f: Function, value: &Self) -> Self {
        f.slope(*self, *value)
    }
}

fn slope<T: Scalar>(f: Function, u: &T, value: &T) -> T {
    let c = T::constant;
    let over = |v: &T| c(1.0).divide(v);
    let square = |v: &T| v.multiply(v);
    let one_plus = |v: &T| c(1.0).add(v);
    // 1 - u² and √|u² - 1| as products, which neither cancel nor overflow before the result does.
    let one_minus_square = || c(1.0).subtract(u).multiply(&one_plus(u));
    let other_leg = || one_minus_square().apply(Function::Sqrt);
    let tangent_length =
        |size: &T| size.subtract(&c(1.0)).apply(Function::Sqrt).multiply(&size.add(&c(1.0)).apply(Function::Sqrt));
    let size = || u.apply(Function::Abs);
    let bell = |v: &T| square(v).negate().apply(Function::Exp);
    match f {
        Function::Exp => value.clone(),
        Function::Ln => over(u),
        Function::Log10 => over(&u.scale(LN_10)),
        Function::Log2 => over(&u.scale(LN_2)),
        Function::Sqrt => c(0.5).divide(value),
        Function::Cbrt => over(&square(value).scale(3.0)),
        Function::Abs => u.divide(value),
        Function::Sign | Function::Step => c(0.0).divide(u),
        Function::Sin => u.apply(Function::Cos),
        Function::Cos => u.apply(Function::Sin).negate(),
        Function::Tan => one_plus(&square(value)),
        Function::Sec => value.multiply(&u.apply(Function::Tan)),
        Function::Csc => value.multiply(&u.apply(Function::Cot)).negate(),
        Function::Cot => one_plus(&square(value)).negate(),
        Function::Asin => over(&other_leg()),
        Function::Acos => over(&other_leg()).negate(),
        Function::Atan => over(&one_plus(&square(u))),
        Function::Asec => over(&size().multiply(&tangent_length(&size()))),
        Function::Acsc => over(&size().multiply(&tangent_length(&size()))).negate(),
        Function::Acot => over(&one_plus(&square(u))).negate(),
        Function::Sinh => u.apply(Function::Cosh),
        Function::Cosh => u.apply(Function::Sinh),
        Function::Tanh => square(&u.apply(Function::Sech)),
        Function::Sech => value.multiply(&u.apply(Function::Tanh)).negate(),
        Function::Csch => value.multiply(&u.apply(Function::Coth)).negate(),
        Function::Coth => square(&u.apply(Function::Csch)).negate(),
        Function::Asinh => over(&one_plus(&square(u)).apply(Function::Sqrt)),
        Function::Acosh => over(&tangent_length(u)),
        Function::Atanh | Function::Acoth => over(&one_minus_square()),
        Function::Asech => over(&u.multiply(&other_leg())).negate(),
        Function::Acsch => over(&size().multiply(&one_plus(&square(u)).apply(Function::Sqrt))).negate(),
        Function::Erf => bell(u).scale(FRAC_2_SQRT_PI),
        Function::Erfc => bell(u).scale(-FRAC_2_SQRT_PI),
        Function::Sigmoid => value.multiply(&u.negate().apply(Function::Sigmoid)),
        Function::Relu => u.apply(Function::Step),
        Function::LeakyRelu => u.apply(Function::Step).scale(0.99).add(&c(0.01)),
        Function::Elu => u.piecewise(AtZero::Agreed, &u.apply(Function::Exp), &c(1.0)),
        Function::Softplus => u.apply(Function::Sigmoid),
        Function::Silu => {
            let sigmoid = u.apply(Function::Sigmoid);
            sigmoid.multiply(&one_plus(&u.multiply(&u.negate().apply(Function::Sigmoid))))
        }
        Function::Gelu => {
            let root = u.scale(FRAC_1_SQRT_2);
            let density = bell(&root).scale(0.5 * FRAC_1_SQRT_2 * FRAC_2_SQRT_PI);
            let distribution = root.negate().apply(Function::Erfc).scale(0.5);
            distribution.add(&u.multiply(&density))
        }
    }
}
