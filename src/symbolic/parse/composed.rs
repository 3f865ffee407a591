//! The table of functions that are expressions in others: several arguments, parameters, names that libraries have.

use crate::symbolic::{AtZero, Expr, Function, Number};

/// A row of the table.
pub(super) struct Composed {
    /// Its spellings, in small letters; the first is what messages call it.
    pub names: &'static [&'static str],
    /// How many arguments it takes, and an example of its use.
    pub takes: &'static str,
    /// The example alone.
    pub example: &'static str,
    /// The expression, or nothing for another number of arguments.
    pub build: fn(&[Expr]) -> Option<Expr>,
}

impl Composed {
    /// What messages call it.
    pub fn name(&self) -> &'static str {
        self.names.first().copied().unwrap_or_default()
    }
}

impl PartialEq for Composed {
    fn eq(&self, other: &Self) -> bool {
        self.names == other.names
    }
}

impl std::fmt::Debug for Composed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names).finish()
    }
}

/// The row of that name, given in small letters.
pub(super) fn named(name: &str) -> Option<&'static Composed> {
    COMPOSED.iter().find(|row| row.names.contains(&name))
}

/// `e^u` for a power of e, `base^exponent` for every other.
pub(super) fn raise(base: Expr, exponent: Expr) -> Expr {
    if matches!(base.node(), crate::symbolic::Node::Constant(crate::symbolic::Constant::E)) {
        Expr::apply(Function::Exp, exponent)
    } else {
        Expr::power(base, exponent)
    }
}

/// Whether there is a logarithm to that base, as far as numbers go: it has to be positive and not 1.
pub(super) fn is_base(base: &Expr) -> bool {
    base.as_number().is_none_or(|n| !n.is_zero() && !n.is_negative() && !n.is_one())
}

/// The logarithm to a base, for 2, 10 and e by the functions that have a name.
pub(super) fn logarithm(base: &Expr, u: Expr) -> Expr {
    if base.is_integer(2) {
        ap(Function::Log2, u)
    } else if base.is_integer(10) {
        ap(Function::Log10, u)
    } else if *base == Expr::constant(crate::symbolic::Constant::E) {
        ap(Function::Ln, u)
    } else {
        over(ap(Function::Ln, u), ap(Function::Ln, base.clone()))
    }
}

/// The root of an order, for 2 and 3 by the functions that have a name.
pub(super) fn root(order: &Expr, u: Expr) -> Expr {
    if order.is_integer(2) {
        ap(Function::Sqrt, u)
    } else if order.is_integer(3) {
        ap(Function::Cbrt, u)
    } else {
        Expr::power(u, over(int(1), order.clone()))
    }
}

/// The greatest or smallest of two or more.
fn extremum(all: &[Expr], of: fn(Expr, Expr) -> Expr) -> Option<Expr> {
    if all.len() < 2 { None } else { all.iter().cloned().reduce(of) }
}

/// `u` where it is at least `low` and at most `high`, and the bound where it is beyond.
fn clip(u: Expr, low: Expr, high: Expr) -> Expr {
    Expr::min(Expr::max(u, low), high)
}

/// 0 below 0 and 1 above, with one of the two at 0.
fn unit_step(u: &Expr, at_zero: &Expr) -> Option<Expr> {
    let side = match at_zero {
        _ if at_zero.is_integer(0) => AtZero::Below,
        _ if at_zero.is_integer(1) => AtZero::Above,
        _ => return None,
    };
    Some(Expr::piecewise(side, u.clone(), int(0), int(1)))
}

/// `negative` below 0 and `u` from there on.
fn rectified(u: &Expr, negative: Expr) -> Expr {
    Expr::piecewise(AtZero::Above, u.clone(), negative, u.clone())
}

/// `a·(e^u - 1)`
fn saturating(a: Expr, u: &Expr) -> Expr {
    Expr::product([a, sum([exp(u.clone()), int(1).negate()])])
}

fn ap(f: Function, u: Expr) -> Expr {
    Expr::apply(f, u)
}

fn exp(u: Expr) -> Expr {
    ap(Function::Exp, u)
}

fn int(n: i64) -> Expr {
    Expr::integer(n)
}

fn sum<const N: usize>(terms: [Expr; N]) -> Expr {
    Expr::sum(terms)
}

fn over(u: Expr, v: Expr) -> Expr {
    Expr::quotient(u, v)
}

fn times(u: &Expr, v: Expr) -> Expr {
    Expr::product([u.clone(), v])
}

fn decimal(text: &str) -> Expr {
    Expr::number(Number::from_decimal(text).unwrap_or(Number::ZERO))
}

/// A row that takes one argument, written `u` in its formula.
macro_rules! of_one {
    ([$name:literal $(, $more:literal)*], $u:ident => $formula:expr) => {
        Composed {
            names: &[$name $(, $more)*],
            takes: concat!("one argument, as in ", $name, "(x)"),
            example: concat!($name, "(x)"),
            build: |all| if let [$u] = all { Some($formula) } else { None },
        }
    };
}

/// A row that takes two arguments.
macro_rules! of_two {
    ([$name:literal $(, $more:literal)*], $example:literal, $u:ident $v:ident => $formula:expr) => {
        Composed {
            names: &[$name $(, $more)*],
            takes: concat!("two arguments, as in ", $example),
            example: $example,
            build: |all| if let [$u, $v] = all { Some($formula) } else { None },
        }
    };
}

/// Every such function. Names that are also in the table of functions of one variable say what a second argument means.
pub(super) static COMPOSED: &[Composed] = &[
    Composed {
        names: &["max", "maximum", "fmax"],
        takes: "two arguments or more, as in max(x, 0)",
        example: "max(x, 0)",
        build: |all| extremum(all, Expr::max),
    },
    Composed {
        names: &["min", "minimum", "fmin"],
        takes: "two arguments or more, as in min(x, 1)",
        example: "min(x, 1)",
        build: |all| extremum(all, Expr::min),
    },
    of_two!(["pow", "power", "float_power"], "pow(x, 2)", u v => raise(u.clone(), v.clone())),
    of_two!(["root", "nthroot", "surd"], "root(x, 3)", u n => root(n, u.clone())),
    of_two!(["ln", "log"], "log(x, 2)", u base => logarithm(base, u.clone())),
    of_two!(["hypot"], "hypot(x, y)", u v => ap(Function::Sqrt, sum([square(u), square(v)]))),
    of_two!(["logaddexp"], "logaddexp(x, y)", u v => ap(Function::Ln, sum([exp(u.clone()), exp(v.clone())]))),
    Composed {
        names: &["logsumexp", "log_sum_exp"],
        takes: "two arguments or more, as in logsumexp(x, y)",
        example: "logsumexp(x, y)",
        build: |all| (all.len() > 1).then(|| ap(Function::Ln, Expr::sum(all.iter().cloned().map(exp)))),
    },
    of_two!(["add"], "add(x, y)", u v => sum([u.clone(), v.clone()])),
    of_two!(["subtract", "sub"], "subtract(x, y)", u v => sum([u.clone(), v.clone().negate()])),
    of_two!(["multiply", "mul"], "multiply(x, y)", u v => times(u, v.clone())),
    of_two!(["divide", "div", "true_divide"], "divide(x, y)", u v => over(u.clone(), v.clone())),
    of_two!(["rational", "fraction"], "rational(1, 3)", u v => over(u.clone(), v.clone())),
    of_two!(["step", "heaviside"], "step(x, 1)", u at_zero => unit_step(u, at_zero)?),
    // What makes a number of a number changes nothing.
    of_one!(
        ["float", "float16", "float32", "float64", "array", "asarray", "tensor", "as_tensor", "constant"],
        u => u.clone()
    ),
    of_one!(["square"], u => square(u)),
    of_one!(["negative", "neg"], u => u.clone().negate()),
    of_one!(["absolute"], u => ap(Function::Abs, u.clone())),
    of_one!(["reciprocal"], u => over(int(1), u.clone())),
    of_one!(["rsqrt"], u => over(int(1), ap(Function::Sqrt, u.clone()))),
    of_one!(["log1p"], u => ap(Function::Ln, sum([int(1), u.clone()]))),
    of_one!(["expm1"], u => sum([exp(u.clone()), int(1).negate()])),
    of_one!(["exp2"], u => Expr::power(int(2), u.clone())),
    of_one!(["exp10"], u => Expr::power(int(10), u.clone())),
    of_one!(["logit"], u => ap(Function::Ln, over(u.clone(), sum([int(1), u.clone().negate()])))),
    of_one!(["logcosh", "log_cosh"], u => ap(Function::Ln, ap(Function::Cosh, u.clone()))),
    // -softplus(-u) is ln(sigmoid(u)) without an argument of ln that comes to nothing far out.
    of_one!(["logsigmoid", "log_sigmoid"], u => ap(Function::Softplus, u.clone().negate()).negate()),
    of_one!(["softsign", "soft_sign"], u => over(u.clone(), sum([int(1), ap(Function::Abs, u.clone())]))),
    of_one!(["mish"], u => times(u, ap(Function::Tanh, ap(Function::Softplus, u.clone())))),
    of_one!(["tanhshrink"], u => sum([u.clone(), ap(Function::Tanh, u.clone()).negate()])),
    of_one!(["relu6"], u => clip(u.clone(), int(0), int(6))),
    of_one!(["hardswish", "hard_swish"], u => {
        over(times(u, clip(sum([u.clone(), int(3)]), int(0), int(6))), int(6))
    }),
    // G. Klambauer and others, Self-Normalizing Neural Networks, 2017; the digits of PyTorch.
    of_one!(["selu"], u => {
        let negative = saturating(decimal("1.6732632423543772848170429916717"), u);
        Expr::product([decimal("1.0507009873554804934193349852946"), rectified(u, negative)])
    }),
    of_two!(["leaky_relu", "leakyrelu", "lrelu", "prelu"], "leaky_relu(x, 0.1)", u a => rectified(u, times(a, u.clone()))),
    of_two!(["elu"], "elu(x, 1)", u a => rectified(u, saturating(a.clone(), u))),
    of_two!(["swish", "silu"], "swish(x, 1)", u beta => times(u, ap(Function::Sigmoid, times(beta, u.clone())))),
    of_two!(["softplus"], "softplus(x, 1)", u beta => {
        over(ap(Function::Softplus, times(beta, u.clone())), beta.clone())
    }),
    Composed {
        names: &["hardtanh", "hard_tanh"],
        takes: "one argument or three, as in hardtanh(x)",
        example: "hardtanh(x)",
        build: |all| match all {
            [u] => Some(clip(u.clone(), int(1).negate(), int(1))),
            [u, low, high] => Some(clip(u.clone(), low.clone(), high.clone())),
            _ => None,
        },
    },
    Composed {
        names: &["clip", "clamp", "clip_by_value"],
        takes: "three arguments, as in clip(x, 0, 1)",
        example: "clip(x, 0, 1)",
        build: |all| match all {
            [u, low] => Some(Expr::max(u.clone(), low.clone())),
            [u, low, high] => Some(clip(u.clone(), low.clone(), high.clone())),
            _ => None,
        },
    },
];

fn square(u: &Expr) -> Expr {
    Expr::power(u.clone(), int(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_stands_for_two_functions() {
        let mut seen = std::collections::HashSet::new();
        for name in COMPOSED.iter().flat_map(|row| row.names) {
            assert!(seen.insert(name), "{name}");
        }
    }

    #[test]
    fn every_example_is_read() {
        for row in COMPOSED {
            assert!(crate::symbolic::parse(row.example).is_ok(), "{}", row.example);
            assert!(row.takes.ends_with(row.example), "{}", row.takes);
        }
    }
}
