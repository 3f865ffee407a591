//! Functions of functions, and the exponential and the logarithmic rule.

use super::{
    super::terms::{applies, leads_with_minus, numeral, of, times, to_the},
    Calculus, Slips, Surroundings,
};
use crate::symbolic::{Expr, Function, Node, Number, simplify};

/// What a composition does last.
enum Outer {
    /// `c·uⁿ`
    Power(Expr, Number),
    /// `a^u`
    Base(Expr),
    /// `f(u)`
    Function(Function),
}

impl Outer {
    /// The outermost function of `e`, and what it is applied to.
    fn of<'a>(e: &'a Expr, calculus: &Calculus) -> Option<(Self, &'a Expr)> {
        match e.node() {
            Node::Power([u, n]) if !calculus.varies(n) => Some((Self::Power(Expr::one(), numeral(n)?), u)),
            Node::Power([a, u]) if !calculus.varies(a) => Some((Self::Base(a.clone()), u)),
            Node::Apply(f, u) => Some((Self::Function(*f), u)),
            Node::Quotient([c, below]) if !calculus.varies(c) => match below.node() {
                Node::Power([u, n]) if !calculus.varies(n) => Some((Self::Power(c.clone(), -&numeral(n)?), u)),
                Node::Apply(Function::Sqrt, u) => Some((Self::Power(c.clone(), Number::ratio(-1, 2)?), u)),
                _ => Some((Self::Power(c.clone(), Number::from(-1)), below)),
            },
            _ => None,
        }
    }

    /// Its derivative at `t`.
    fn slope(&self, t: &Expr) -> Expr {
        match self {
            Self::Power(c, n) => times([c.clone(), Expr::number(n.clone()), to_the(t.clone(), &(n - &Number::ONE))]),
            Self::Base(a) => times([of(Function::Ln, a.clone()), Expr::power(a.clone(), t.clone())]),
            Self::Function(f) => f.derivative_at(t),
        }
    }

    fn is_logarithm(&self) -> bool {
        matches!(self, Self::Function(Function::Ln | Function::Log10 | Function::Log2))
    }

    fn is(&self, wanted: Function) -> bool {
        matches!(self, Self::Function(f) if *f == wanted)
    }
}

pub(super) fn add(e: &Expr, around: Surroundings, calculus: &Calculus, slips: &mut Slips) {
    if let Some((outer, u)) = Outer::of(e, calculus)
        && calculus.varies(u)
    {
        own_slips(e, &outer, u, calculus, slips);
        if !calculus.is_variable(u) {
            chain_slips(&outer, u, around, calculus, slips);
        }
    }
    if let Node::Power([f, g]) = e.node()
        && calculus.varies(f)
        && calculus.varies(g)
    {
        let lowered = times([g.clone(), Expr::power(f.clone(), Expr::sum([g.clone(), Expr::integer(-1)]))]);
        slips.push(&["E7"], lowered.clone());
        slips.push(&["E7"], times([lowered.clone(), calculus.slope(f)]));
        slips.push(&["E7"], times([lowered, calculus.slope(f), calculus.slope(g)]));
    }
}

/// What goes wrong with the outer function itself.
fn own_slips(e: &Expr, outer: &Outer, u: &Expr, calculus: &Calculus, slips: &mut Slips) {
    let slope = || calculus.slope(u);
    let less = || Expr::sum([u.clone(), Expr::integer(-1)]);
    let mut both = |id: &str, wrong: Expr| {
        slips.push(&[id], wrong.clone());
        if !calculus.is_variable(u) {
            slips.push(&[id], times([wrong, slope()]));
        }
    };
    match outer {
        Outer::Function(Function::Exp) => both("E4", times([u.clone(), of(Function::Exp, less())])),
        Outer::Base(a) => {
            both("E5", times([u.clone(), Expr::power(a.clone(), less())]));
            slips.push(&["E6"], times([e.clone(), slope()]));
        }
        Outer::Function(Function::Ln | Function::Log10 | Function::Log2) => {
            slips.push(&["L3"], times([outer.slope(u), slope()]).negate());
        }
        Outer::Function(
            Function::Sin | Function::Cos | Function::Tan | Function::Cot | Function::Sec | Function::Csc,
        ) => {
            slips.push(&["H7"], times([outer.slope(u), slope()]).negate());
        }
        _ => {}
    }
}

/// What goes wrong between the outer and the inner function.
fn chain_slips(outer: &Outer, u: &Expr, around: Surroundings, calculus: &Calculus, slips: &mut Slips) {
    let (slope, at_inner, at_variable) = (calculus.slope(u), outer.slope(u), outer.slope(&calculus.variable()));
    let sigmoid = |e: &Expr| matches!(e.node(), Node::Apply(Function::Sigmoid, _));
    let mut missing = match outer {
        Outer::Function(Function::Exp) | Outer::Base(_) => vec!["E1"],
        _ if outer.is_logarithm() && sigmoid(u) => vec!["N4", "L4"],
        _ if outer.is_logarithm() && is_linear(u, calculus) => vec!["L1", "L4"],
        _ if outer.is_logarithm() => vec!["L4", "L1"],
        Outer::Function(Function::Sigmoid) => vec!["N3"],
        Outer::Power(_, n) if *n == Number::from(2) && applies(u, is_activation) => vec!["N8"],
        _ => vec![],
    };
    if around.inner {
        missing.push("H8");
    }
    missing.push("H1");
    let tidy = simplify(&slope);
    // A factor 1 can't be forgotten.
    if !tidy.is_integer(1) {
        slips.push(&missing, at_inner.clone());
        slips.push(&["H2"], times([at_inner.clone(), u.clone()]));
    }
    if leads_with_minus(&tidy) {
        let ids: &[&str] =
            if outer.is(Function::Exp) || matches!(outer, Outer::Base(_)) { &["E3", "H3"] } else { &["H3"] };
        slips.push(ids, times([at_inner, slope.clone()]).negate());
    }
    let collapsed: &[&str] = match outer {
        Outer::Function(Function::Exp) | Outer::Base(_) => &["E2", "H4"],
        _ if outer.is_logarithm() => &["L2", "H4"],
        _ if is_linear(u, calculus) => &["H6", "H4"],
        _ => &["H4", "H6"],
    };
    slips.push(collapsed, times([at_variable, slope.clone()]));
    slips.push(&["H5"], outer.slope(&slope));
}

fn is_linear(u: &Expr, calculus: &Calculus) -> bool {
    !calculus.varies(&simplify(&calculus.slope(u)))
}

pub(super) fn is_activation(f: Function) -> bool {
    matches!(f, Function::Sigmoid | Function::Tanh | Function::Relu | Function::Softplus)
}
