//! Values that are known exactly.

use super::Function;
use crate::symbolic::{Constant, Expr, Node, Number};

/// The value of a function at an argument for which it is known exactly: `sin(0) = 0`, `ln(e) = 1`, `sqrt(9) = 3`.
pub(in crate::symbolic) fn exact_value(function: Function, u: &Expr) -> Option<Expr> {
    use Function as F;
    if matches!((function, u.node()), (F::Ln, Node::Constant(Constant::E))) {
        return Some(Expr::one());
    }
    if let Some(quarters) = quarter_turns(u) {
        return of_quarter_turns(function, quarters).map(Expr::integer);
    }
    let n = u.as_number()?;
    let zero = n.is_zero();
    let value = match function {
        F::Exp | F::Cos | F::Sec | F::Cosh | F::Sech | F::Erfc if zero => Number::ONE,
        _ if zero && vanishes_at_zero(function) => Number::ZERO,
        F::Sigmoid if zero => Number::ratio(1, 2)?,
        F::Ln | F::Log10 | F::Log2 | F::Acos | F::Asec | F::Acosh | F::Asech if n.is_one() => Number::ZERO,
        F::Log10 if n == Number::from(10) => Number::ONE,
        F::Log2 if n == Number::from(2) => Number::ONE,
        F::Sqrt => n.square_root()?,
        F::Abs => n.abs(),
        F::Sign => Number::from(if n.is_negative() { -1 } else { 1 }),
        F::Relu if n.is_negative() => Number::ZERO,
        F::LeakyRelu if n.is_negative() => &n * &Number::ratio(1, 100)?,
        F::Relu | F::LeakyRelu => n,
        F::Elu if !n.is_negative() => n,
        F::Step if !zero => Number::from(i64::from(!n.is_negative())),
        _ => return None,
    };
    Some(Expr::number(value))
}

/// The `k` for which `u` is `k·π/2`, if there is a whole one.
fn quarter_turns(u: &Expr) -> Option<i64> {
    /// The rational `r` for which `u` is `r·π`.
    fn turns(u: &Expr) -> Option<Number> {
        match u.node() {
            Node::Constant(Constant::Pi) => Some(Number::ONE),
            Node::Negate(v) => turns(v).map(|r| -&r),
            Node::Quotient([v, n]) => Some(&turns(v)? * &n.as_number()?.inverse()?),
            Node::Product(factors) => match factors.as_slice() {
                [n, v] => Some(&n.as_number()? * &turns(v)?),
                _ => None,
            },
            _ => None,
        }
    }
    (&turns(u)? * &Number::from(2)).to_i64()
}

/// Sine, cosine and tangent where they are -1, 0 or 1.
fn of_quarter_turns(function: Function, quarters: i64) -> Option<i64> {
    let sine = |quarters: i64| [0, 1, 0, -1][quarters.rem_euclid(4) as usize];
    match function {
        Function::Sin => Some(sine(quarters)),
        Function::Cos => Some(sine(quarters.checked_add(1)?)),
        Function::Tan if quarters % 2 == 0 => Some(0),
        _ => None,
    }
}

/// Whether `f(0) = 0`.
fn vanishes_at_zero(function: Function) -> bool {
    use Function as F;
    let elementary = matches!(function, F::Sin | F::Tan | F::Asin | F::Atan | F::Sinh | F::Tanh | F::Asinh | F::Atanh);
    elementary || matches!(function, F::Sign | F::Erf | F::Silu | F::Gelu | F::Elu)
}
