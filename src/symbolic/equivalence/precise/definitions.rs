//! Functions in terms of simpler ones, for evaluating them to any number of digits.

use crate::symbolic::{AtZero, Expr, Function, Number};

/// A function by those that balls know, which have no definition themselves. It has a value exactly where the function has
/// one.
pub(super) fn definition(function: Function, u: &Expr) -> Option<Expr> {
    use Function as F;
    let of = |f: F, u: Expr| Expr::apply(f, u);
    let at = |f: F| of(f, u.clone());
    let over = |v: Expr| Expr::quotient(Expr::one(), v);
    let half = |v: Expr| Expr::quotient(v, Expr::integer(2));
    let plus = |n: i64| Expr::sum([u.clone(), Expr::integer(n)]);
    let cases = |below: Expr| Expr::piecewise(AtZero::Above, u.clone(), below, u.clone());
    Some(match function {
        F::Log10 => Expr::quotient(at(F::Ln), of(F::Ln, Expr::integer(10))),
        F::Log2 => Expr::quotient(at(F::Ln), of(F::Ln, Expr::integer(2))),
        F::Tan => Expr::quotient(at(F::Sin), at(F::Cos)),
        F::Cot => Expr::quotient(at(F::Cos), at(F::Sin)),
        F::Sec => over(at(F::Cos)),
        F::Csc => over(at(F::Sin)),
        F::Sinh => half(Expr::sum([at(F::Exp), of(F::Exp, u.clone().negate()).negate()])),
        F::Cosh => half(Expr::sum([at(F::Exp), of(F::Exp, u.clone().negate())])),
        F::Coth => over(at(F::Tanh)),
        F::Sech => over(at(F::Cosh)),
        F::Csch => over(at(F::Sinh)),
        F::Asec => of(F::Acos, over(u.clone())),
        F::Acsc => of(F::Asin, over(u.clone())),
        F::Acot => Expr::sum([of(F::Acos, Expr::zero()), at(F::Atan).negate()]),
        // √(u - 1)·√(u + 1), which unlike √(u² - 1) has no value below -1.
        F::Acosh => {
            let root = Expr::product([of(F::Sqrt, plus(-1)), of(F::Sqrt, plus(1))]);
            of(F::Ln, Expr::sum([u.clone(), root]))
        }
        F::Atanh => half(of(F::Ln, Expr::quotient(plus(1), Expr::sum([Expr::one(), u.clone().negate()])))),
        F::Asech => of(F::Acosh, over(u.clone())),
        F::Acsch => of(F::Asinh, over(u.clone())),
        F::Acoth => of(F::Atanh, over(u.clone())),
        F::Silu => Expr::product([u.clone(), at(F::Sigmoid)]),
        F::Gelu => {
            let scaled = Expr::quotient(u.clone().negate(), of(F::Sqrt, Expr::integer(2)));
            half(Expr::product([u.clone(), of(F::Erfc, scaled)]))
        }
        F::Elu => cases(Expr::sum([at(F::Exp), Expr::integer(-1)])),
        F::LeakyRelu => cases(Expr::product([Expr::number(Number::ratio(1, 100)?), u.clone()])),
        F::Exp
        | F::Ln
        | F::Sqrt
        | F::Cbrt
        | F::Abs
        | F::Sign
        | F::Step
        | F::Sin
        | F::Cos
        | F::Asin
        | F::Acos
        | F::Atan
        | F::Tanh
        | F::Asinh
        | F::Erf
        | F::Erfc
        | F::Sigmoid
        | F::Relu
        | F::Softplus => return None,
    })
}
