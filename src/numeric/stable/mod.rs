//! Forms that lose their digits or overflow, computed in forms that do neither. What derivatives of activations are made
//! of, and what logarithms and quotients of exponentials are:
//!
//! | form | becomes | where |
//! | --- | --- | --- |
//! | `p(f(u))` that vanishes where σ, tanh, sech, erf, cos or sin saturates | a product of the laws | `saturation` |
//! | `ln(c₁e^a + c₂e^b + …)` with positive numbers | `a + ln c₁ + softplus(…)` | `exponentials` |
//! | `e^E/(e^a + e^b + …)ⁿ` | powers of `σ(a - ln(e^b + …))` | `exponentials` |
//! | `e^a - e^b` | `tanh((a - b)/2)·(e^a + e^b)` | `exponentials` |
//! | `sinhᵐ/coshⁿ`, `coshᵐ/sinhⁿ` | tanh, sech, coth, csch | `exponentials` |
//! | `w/√(1 + w²)` with a power of e in w | `tanh(arsinh w)` | `exponentials` |
//! | `ln(cσ(u))`, `ln cosh u`, `√(u²ᵏ)`, `asin(tanh u)` | see [`function`] | here |
//!
//! The domain is that of the form as written. What is not covered: `√(x² + y²)` beyond 1e154, for which the functions of
//! the table have no form that is smooth, and `ln(1 + u)`, whose error is a rounding of 1 where u is small: a form that knew
//! better would cost three times as much everywhere.

mod exponentials;
mod monomial;
mod saturation;

use std::collections::HashMap;

use crate::symbolic::{AtZero, Expr, Function, Node, Number};

use monomial::Monomial;
use saturation::multiple;

/// What has been replaced, whether as a factor or not.
pub(super) type Replaced = HashMap<(Expr, bool), Expr>;

/// The expression with such forms replaced. Values and domains are the same.
pub(super) fn stable(e: &Expr, done: &mut Replaced) -> Expr {
    replaced(e, false, done)
}

/// A factor is left to the whole product, which knows what cancels.
fn replaced(e: &Expr, is_factor: bool, done: &mut Replaced) -> Expr {
    if e.children().is_empty() {
        return e.clone();
    }
    let key = (e.clone(), is_factor);
    if let Some(known) = done.get(&key) {
        return known.clone();
    }
    let multiplies = is_product(e);
    let parts = e.children().iter().map(|part| replaced(part, multiplies && is_product(part), done)).collect();
    let kept = e.with_children(parts);
    let result = better(&kept, multiplies, is_factor).unwrap_or(kept);
    done.insert(key, result.clone());
    result
}

fn is_product(e: &Expr) -> bool {
    match e.node() {
        Node::Product(_) | Node::Quotient(_) | Node::Negate(_) => true,
        Node::Power([_, n]) => n.as_number().is_some_and(|n| n.is_integer()),
        _ => false,
    }
}

fn better(e: &Expr, multiplies: bool, is_factor: bool) -> Option<Expr> {
    match e.node() {
        Node::Sum(_) => saturation::sum(e).or_else(|| exponentials::difference(e)),
        Node::Apply(f, u) => function(*f, u),
        _ if multiplies && !is_factor => exponentials::product(e),
        _ => None,
    }
}

/// - `ln(c·σ(u)) = ln c - softplus(-u)`
/// - `ln cosh u = 2 artanh(tanh²(u/2))` for u² < 2, else `|u| - ln 2 + softplus(-2|u|)`; u² is 2 for no double u
/// - `√(u⁴) = u²`, `√(u⁶) = |u|³` and so on
/// - `asin(tanh u) = 2 atan(tanh(u/2))`
///
/// Error: 5 units in the last place beside that of u.
fn function(f: Function, u: &Expr) -> Option<Expr> {
    let apply = Expr::apply;
    match (f, u.node()) {
        (Function::Asin, Node::Apply(Function::Tanh, v)) => {
            let half = apply(Function::Tanh, multiple(v, 1, 2)?);
            Some(Expr::product([Expr::integer(2), apply(Function::Atan, half)]))
        }
        (Function::Sqrt, Node::Power([base, n])) => {
            let half = n.as_number()?.to_i64().filter(|n| n % 2 == 0 && n.abs() > 2)? / 2;
            let base = if half % 2 == 0 { base.clone() } else { apply(Function::Abs, base.clone()) };
            Some(Expr::power(base, Expr::integer(half)))
        }
        (Function::Ln, Node::Apply(Function::Cosh, v)) => log_cosh(v),
        (Function::Ln, Node::Sum(_)) => exponentials::logarithm_of_sum(u),
        (Function::Ln, _) => log_sigmoid(u),
        _ => None,
    }
}

fn log_cosh(v: &Expr) -> Option<Expr> {
    let apply = Expr::apply;
    let square = |u: Expr| Expr::power(u, Expr::integer(2));
    let two = || Expr::integer(2);
    let near = apply(Function::Atanh, square(apply(Function::Tanh, multiple(v, 1, 2)?)));
    let size = apply(Function::Abs, v.clone());
    let tail = apply(Function::Softplus, multiple(&size, -2, 1)?);
    let far = Expr::sum([size, apply(Function::Ln, two()).negate(), tail]);
    let on = Expr::sum([square(v.clone()), two().negate()]);
    Some(Expr::piecewise(AtZero::Below, on, Expr::product([two(), near]), far))
}

fn log_sigmoid(u: &Expr) -> Option<Expr> {
    let monomial = Monomial::new(u);
    let mut powers = monomial.powers.values();
    let (Some((base, 1)), None) = (powers.next(), powers.next()) else { return None };
    let Node::Apply(Function::Sigmoid, v) = base.node() else { return None };
    if !monomial.sound || monomial.coefficient.is_negative() || !monomial.exponent.is_zero() {
        return None;
    }
    let softplus = Expr::apply(Function::Softplus, multiple(v, -1, 1)?).negate();
    if monomial.coefficient.is_one() {
        return Some(softplus);
    }
    let constant: Number = monomial.coefficient;
    Some(Expr::sum([Expr::apply(Function::Ln, Expr::number(constant)), softplus]))
}

#[cfg(test)]
mod tests;
