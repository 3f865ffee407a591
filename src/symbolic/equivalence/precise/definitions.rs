//! Functions in terms of simpler ones, for evaluating them to any number of digits.

use crate::symbolic::{AtZero, Expr, Function, Number};

/// A function by those that balls know: `exp`, `ln`, `sqrt`, `cbrt`, `sin`, `cos`, `asin`, `acos`, `atan`, `tanh`,
/// `sigmoid`, `softplus`, `erf`, and those with a corner or a jump. Nothing for these themselves.
///
/// It has a value exactly where the function has one.
pub(super) fn definition(function: Function, u: &Expr) -> Option<Expr> {
    let of = |name: &str, u: Expr| Function::named(name).map(|f| Expr::apply(f, u));
    let (one, minus_one) = (Expr::one(), Expr::integer(-1));
    let over = |v: Expr| Expr::quotient(Expr::one(), v);
    let square = |v: &Expr| Expr::power(v.clone(), Expr::integer(2));
    let half = |v: Expr| Expr::quotient(v, Expr::integer(2));
    Some(match function.name() {
        "log10" => Expr::quotient(of("ln", u.clone())?, of("ln", Expr::integer(10))?),
        "log2" => Expr::quotient(of("ln", u.clone())?, of("ln", Expr::integer(2))?),
        "tan" => Expr::quotient(of("sin", u.clone())?, of("cos", u.clone())?),
        "cot" => Expr::quotient(of("cos", u.clone())?, of("sin", u.clone())?),
        "sec" => over(of("cos", u.clone())?),
        "csc" => over(of("sin", u.clone())?),
        "sinh" => half(Expr::sum([of("exp", u.clone())?, of("exp", u.clone().negate())?.negate()])),
        "cosh" => half(Expr::sum([of("exp", u.clone())?, of("exp", u.clone().negate())?])),
        "coth" => over(of("tanh", u.clone())?),
        "sech" => over(of("cosh", u.clone())?),
        "csch" => over(of("sinh", u.clone())?),
        "asec" => of("acos", over(u.clone()))?,
        "acsc" => of("asin", over(u.clone()))?,
        // Two conventions are in use; they differ below 0.
        "acot" if function.value(-1.0) < 0.0 => of("atan", over(u.clone()))?,
        "acot" => Expr::sum([of("acos", Expr::zero())?, of("atan", u.clone())?.negate()]),
        // By |u|, where nothing cancels.
        "asinh" => {
            let size = of("abs", u.clone())?;
            let root = of("sqrt", Expr::sum([square(u), one]))?;
            Expr::product([of("sign", u.clone())?, of("ln", Expr::sum([size, root]))?])
        }
        // √(u - 1)·√(u + 1), which unlike √(u² - 1) has no value below -1.
        "acosh" => {
            let less = of("sqrt", Expr::sum([u.clone(), minus_one]))?;
            let more = of("sqrt", Expr::sum([u.clone(), one]))?;
            of("ln", Expr::sum([u.clone(), Expr::product([less, more])]))?
        }
        "atanh" => half(of(
            "ln",
            Expr::quotient(
                Expr::sum([Expr::one(), u.clone()]),
                Expr::sum([Expr::one(), u.clone().negate()]),
            ),
        )?),
        "asech" => of("acosh", over(u.clone()))?,
        "acsch" => of("asinh", over(u.clone()))?,
        "acoth" => of("atanh", over(u.clone()))?,
        "silu" | "swish" => Expr::product([u.clone(), of("sigmoid", u.clone())?]),
        "gelu" => {
            let erf = of("erf", Expr::quotient(u.clone(), of("sqrt", Expr::integer(2))?))?;
            half(Expr::product([u.clone(), Expr::sum([one, erf])]))
        }
        "elu" => {
            let below = Expr::sum([of("exp", u.clone())?, minus_one]);
            Expr::piecewise(AtZero::Above, u.clone(), below, u.clone())
        }
        "leaky_relu" => {
            let below = Expr::product([Expr::number(Number::ratio(1, 100)?), u.clone()]);
            Expr::piecewise(AtZero::Above, u.clone(), below, u.clone())
        }
        _ => return None,
    })
}
