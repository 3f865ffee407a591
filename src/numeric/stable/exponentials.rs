//! Sums of exponentials, relative to one of their terms: logarithms, quotients and differences that do not overflow.

use super::monomial::{LARGEST, Linear, Monomial};
use crate::symbolic::{Expr, Function, Node, Number};

/// The most terms that a sum of exponentials may have, a sum that is multiplied out, and a sum of which each share has a
/// form of its own: for more that takes too many operations.
const MOST: usize = 64;
const MOST_MULTIPLIED: usize = 8;
const MOST_SHARES: usize = 3;

/// The highest power of a sum in a denominator.
const MOST_FACTORS: u64 = 16;

/// A sum of exponentials: the number before each and its exponent.
type Exponentials = Vec<(Number, Linear)>;

/// A sum as `Σ cᵢ e^(aᵢ)`, if it is one that depends on a variable.
fn exponentials(e: &Expr) -> Option<Exponentials> {
    let Node::Sum(terms) = e.node() else { return None };
    if terms.len() > MOST || e.size() > LARGEST {
        return None;
    }
    let mut all = terms.iter().map(|term| Monomial::new(term).exponential()).collect::<Option<Exponentials>>()?;
    all.sort_by_key(|(_, a)| a.keys());
    all.iter().any(|(_, a)| !a.is_number()).then_some(all)
}

/// The same, if all terms are positive.
pub(super) fn positive_sum(e: &Expr) -> Option<Exponentials> {
    exponentials(e).filter(|all| all.iter().all(|(c, _)| !c.is_negative()))
}

/// A sum of exponentials in one order, by which it is known again; anything else as it is.
pub(super) fn in_order(e: &Expr) -> Expr {
    let Some(all) = positive_sum(e) else { return e.clone() };
    Expr::sum(all.into_iter().map(|(c, a)| exponential(c, a)))
}

/// `c e^a`
fn exponential(coefficient: Number, exponent: Linear) -> Expr {
    let mut term = Monomial::one();
    (term.coefficient, term.exponent) = (coefficient, exponent);
    term.to_expr()
}

/// `ln(c e^a)` as an exponent.
fn logarithm((c, a): &(Number, Linear)) -> Linear {
    let mut sum = a.clone();
    if !c.is_one() {
        sum.add(&Expr::apply(Function::Ln, Expr::number(c.clone())), &Number::ONE);
    }
    sum
}

/// `ln Σ e^(aᵢ)` by `ln(e^a + e^b) = b + softplus(a - b)`, from the first term to the last, constants being the last.
///
/// Error: a few roundings of the greatest exponent; none but softplus's own for `ln(1 + e^a)`.
fn log_sum_exp(mut exponents: Vec<Linear>) -> Option<Expr> {
    exponents.sort_by_key(|a| (a.is_constant(), a.is_zero()));
    let mut exponents = exponents.into_iter();
    let first = exponents.next()?;
    let mut sum: Option<Expr> = None;
    for a in exponents {
        let above = match sum {
            None => {
                let above = first.minus(&a);
                if !above.is_sound() {
                    return None;
                }
                above.to_expr()
            }
            Some(sum) if a.is_zero() => sum,
            Some(sum) => Expr::sum([sum, a.to_expr().negate()]),
        };
        let softplus = Expr::apply(Function::Softplus, above);
        sum = Some(if a.is_zero() { softplus } else { Expr::sum([a.to_expr(), softplus]) });
    }
    Some(sum.unwrap_or_else(|| first.to_expr()))
}

/// `ln Σ cᵢ e^(aᵢ)` for positive terms.
pub(super) fn logarithm_of_sum(e: &Expr) -> Option<Expr> {
    log_sum_exp(positive_sum(e)?.iter().map(logarithm).collect())
}

/// `c(e^a - e^b) = c·tanh((a - b)/2)·(e^a + e^b)`, of which `e^u - 1` is one. Error: 4 units in the last place beside that
/// of `a - b`.
pub(super) fn difference(e: &Expr) -> Option<Expr> {
    let all = exponentials(e)?;
    let [(c, a), (d, b)] = all.as_slice() else { return None };
    let (c, a, b) = if *c == -d { if c.is_negative() { (d, b, a) } else { (c, a, b) } } else { return None };
    let half = a.minus(b).times(&Number::ratio(1, 2)?);
    if half.is_zero() || !half.is_sound() {
        return None;
    }
    let exp = |a: &Linear| exponential(Number::ONE, a.clone());
    let mut product = Monomial::one();
    product.coefficient = c.clone();
    product.raise(&Expr::apply(Function::Tanh, half.to_expr()), 1);
    product.raise(&Expr::sum([exp(a), exp(b)]), 1);
    Some(product.to_expr())
}

/// `e^(aᵢ)/Σ e^(aⱼ) = σ(aᵢ - ln Σ' e^(aⱼ))`, where Σ' leaves out the term itself.
fn share(exponents: &[Linear], i: usize) -> Option<Expr> {
    let own = exponents.get(i)?;
    let others: Vec<Linear> = exponents.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, a)| a.clone()).collect();
    let above = match others.as_slice() {
        [other] => {
            let above = own.minus(other);
            if !above.is_sound() {
                return None;
            }
            above.to_expr()
        }
        _ => {
            let others = log_sum_exp(others)?;
            if own.is_zero() { others.negate() } else { Expr::sum([own.to_expr(), others.negate()]) }
        }
    };
    Some(Expr::apply(Function::Sigmoid, above))
}

/// A product in which nothing overflows before the whole does: powers of sums of exponentials in the denominator as
/// [shares](share), and hyperbolic functions there as quotients of their own. A sum in the numerator is multiplied out.
///
/// Error: 4 units in the last place for each factor beside that of the exponents.
pub(super) fn product(e: &Expr) -> Option<Expr> {
    if e.size() > LARGEST {
        return None;
    }
    let monomial = Monomial::new(e);
    if !monomial.sound {
        return None;
    }
    bounded(&over_root(&monomial).unwrap_or_else(|| monomial.clone()), 2, &monomial)
}

fn bounded(monomial: &Monomial, depth: u32, written: &Monomial) -> Option<Expr> {
    let changed = || {
        let paired = with_pairs(monomial);
        (paired.cancelled || paired.key() != written.key()).then(|| paired.to_expr())
    };
    let grows = |(base, n): &&(Expr, i64)| {
        *n < 0
            && (matches!(base.node(), Node::Apply(Function::Sinh | Function::Cosh, _)) || positive_sum(base).is_some())
    };
    if !monomial.powers.values().any(|power| grows(&power)) {
        return changed();
    }
    let numerator =
        monomial.powers.values().find_map(|(base, n)| Some((base, terms_that_grow(base)?)).filter(|_| *n == 1));
    if let (Some((base, terms)), true) = (numerator, depth > 0) {
        let rest = monomial.without(base);
        let part = |term: &Expr| {
            let mut part = rest.clone();
            part.multiply(term, 1);
            if part.sound { Some(bounded(&part, depth - 1, &part).unwrap_or_else(|| part.to_expr())) } else { None }
        };
        return terms.iter().map(part).collect::<Option<Vec<_>>>().map(Expr::sum);
    }
    let mut result = monomial.clone();
    for (base, n) in monomial.powers.values().filter(grows) {
        match base.node() {
            Node::Apply(f, u) => hyperbolic(&mut result, *f, u, n.unsigned_abs()),
            _ => softmax(&mut result, base, n.unsigned_abs())?,
        }
    }
    (result.sound && result.exponent.is_sound()).then(|| with_pairs(&result).to_expr())
}

/// `σ(u)·σ(-u) = sech²(u/2)/4`, of which the derivative does not cancel where u is small.
fn with_pairs(monomial: &Monomial) -> Monomial {
    let mut paired = monomial.clone();
    for (base, _) in monomial.powers.values() {
        let Node::Apply(Function::Sigmoid, u) = base.node() else { continue };
        let mut minus = Linear::default();
        minus.add(u, &-&Number::ONE);
        let other = Expr::apply(Function::Sigmoid, minus.to_expr());
        let n = paired.power_of(base).min(paired.power_of(&other));
        let half = minus.times(&Number::ratio(-1, 2).unwrap_or(Number::ONE));
        if n <= 0 || !half.is_sound() {
            continue;
        }
        let Some(factor) = Number::ratio(1, 4).and_then(|quarter| quarter.power(n)) else { continue };
        paired.coefficient = &paired.coefficient * &factor;
        paired.set(base, paired.power_of(base) - n);
        paired.set(&other, paired.power_of(&other) - n);
        paired.raise(&Expr::apply(Function::Sech, half.to_expr()), 2 * n);
    }
    paired
}

/// The terms of a sum of exponentials and hyperbolic functions.
fn terms_that_grow(e: &Expr) -> Option<&[Expr]> {
    let Node::Sum(terms) = e.node() else { return None };
    let grows = |base: &Expr| matches!(base.node(), Node::Apply(Function::Sinh | Function::Cosh, _));
    let monomials: Vec<Monomial> = terms.iter().map(Monomial::new).collect();
    let pure = monomials.iter().all(|m| m.sound && m.powers.values().all(|(base, _)| grows(base)));
    let any = monomials.iter().any(|m| !m.exponent.is_number() || !m.powers.is_empty());
    (pure && any && terms.len() <= MOST_MULTIPLIED).then_some(terms)
}

/// `e^E/D^n`: each factor 1/D takes that term of D with it which leaves the least of E. With many terms,
/// `e^(E - n ln D)`, of which the relative error is a rounding of the greatest exponent.
fn softmax(result: &mut Monomial, base: &Expr, n: u64) -> Option<()> {
    let terms = positive_sum(base)?;
    let exponents: Vec<Linear> = terms.iter().map(logarithm).collect();
    if n > MOST_FACTORS {
        return None;
    }
    result.powers.remove(&base.fingerprint());
    if terms.len() > MOST_SHARES {
        result.exponent.add(&log_sum_exp(exponents)?, &-&Number::from(n.cast_signed()));
        return Some(());
    }
    for _ in 0..n {
        let left = |i: &usize| terms.get(*i).map_or(f64::INFINITY, |(_, a)| result.exponent.minus(a).length());
        let i = (0..terms.len()).min_by(|i, j| left(i).total_cmp(&left(j)))?;
        let (c, a) = terms.get(i)?;
        result.coefficient = &result.coefficient * &c.inverse()?;
        result.exponent = result.exponent.minus(a);
        result.raise(&share(&exponents, i)?, 1);
    }
    Some(())
}

/// `1/coshⁿ` and `1/sinhⁿ` with what the numerator has of the other function.
fn hyperbolic(result: &mut Monomial, f: Function, u: &Expr, n: u64) {
    let apply = |f| Expr::apply(f, u.clone());
    let (other, ratio, inverse) = if f == Function::Cosh {
        (apply(Function::Sinh), apply(Function::Tanh), apply(Function::Sech))
    } else {
        (apply(Function::Cosh), apply(Function::Coth), apply(Function::Csch))
    };
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    let together = result.power_of(&other).clamp(0, n);
    result.powers.remove(&apply(f).fingerprint());
    for (base, by) in [(&other, -together), (&ratio, together), (&inverse, n - together)] {
        let exponent = result.power_of(base).saturating_add(by);
        result.set(base, exponent);
    }
}

/// `w/√(1 + w²) = tanh(arsinh w)` for powers of e, which overflow early, and what is left of an odd power of the root. Error: 3
/// units in the last place.
fn over_root(monomial: &Monomial) -> Option<Monomial> {
    monomial.powers.values().find_map(|(base, n)| {
        let (inside, halves) = match base.node() {
            Node::Apply(Function::Sqrt, u) => (u, 1),
            Node::Power([u, p]) => (u, halves(p)?),
            _ => return None,
        };
        let (w, true) = (square_beside_one(inside)?, *n == -1) else { return None };
        let mut rest = monomial.without(base);
        if w.exponent.is_zero() || w.powers.values().any(|(b, k)| rest.power_of(b) < *k) {
            return None;
        }
        let left = rest.exponent.minus(&w.exponent);
        if left.length() >= rest.exponent.length() {
            return None;
        }
        rest.exponent = left;
        for (b, k) in w.powers.values() {
            rest.set(b, rest.power_of(b) - k);
        }
        rest.raise(&Expr::apply(Function::Tanh, Expr::apply(Function::Asinh, w.to_expr())), 1);
        if halves > 1 {
            rest.raise(inside, -((halves - 1) / 2));
        }
        (rest.sound && rest.exponent.is_sound()).then_some(rest)
    })
}

/// How often 1/2 is in a positive exponent that is no integer.
fn halves(exponent: &Expr) -> Option<i64> {
    let (number, power) = Monomial::new(exponent).exponential()?;
    let twice = &number * &Number::from(2);
    twice.to_i64().filter(|k| power.is_zero() && k % 2 == 1 && *k > 0)
}

/// The w of `1 + w²`.
fn square_beside_one(e: &Expr) -> Option<Monomial> {
    let Node::Sum(terms) = e.node() else { return None };
    let [u, v] = terms.as_slice() else { return None };
    let square = if u.is_integer(1) {
        v
    } else if v.is_integer(1) {
        u
    } else {
        return None;
    };
    let mut w = Monomial::new(square);
    if !w.sound || !w.coefficient.is_one() || w.powers.values().any(|(_, n)| n % 2 != 0 || *n < 0) {
        return None;
    }
    w.powers.values_mut().for_each(|(_, n)| *n /= 2);
    w.exponent = w.exponent.times(&Number::ratio(1, 2)?);
    Some(w)
}
