//! Which rule fits an expression, and what it makes of it.

use super::{
    Application, Condition, Part, Rule,
    conditions::meeting,
    slopes::{Derivatives, Slopes},
};
use crate::symbolic::{AtZero, Expr, Extremum, Function, Node, Number, Symbol, simplify};

/// Applies the one rule that fits the outermost operation of `u`. The derivatives of the parts come from `s`.
pub(super) fn apply<S: Slopes>(u: &Expr, s: &mut S) -> Application {
    if !s.varies(u) {
        return Application::plain(Rule::Constant, Expr::zero());
    }
    match u.node() {
        Node::Symbol(x) if x != s.by() => Application::plain(Rule::Variable, s.slope(u)),
        Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => Application::plain(Rule::Variable, Expr::one()),
        Node::Derivative(v, y) => {
            let inner = Derivatives::new(y).slope(v);
            apply(&inner, s)
        }
        Node::Negate(v) => {
            let result = negated(s.slope(v));
            with(s, Rule::ConstantMultiple, result, || [("c", Expr::integer(-1)), ("f", v.clone())])
        }
        Node::Sum(terms) => {
            let slopes =
                terms.iter().map(|t| if let Node::Negate(v) = t.node() { negated(s.slope(v)) } else { s.slope(t) });
            let result = sum(slopes.collect());
            Application::plain(Rule::Sum, result)
        }
        Node::Product(factors) => product(factors, s),
        Node::Quotient([f, g]) if !s.varies(g) => {
            let result = over(s.slope(f), g.clone());
            with(s, Rule::ConstantMultiple, result, || {
                [("c", Expr::quotient(Expr::one(), g.clone())), ("f", f.clone())]
            })
        }
        Node::Quotient([f, g]) => quotient(f, g, s),
        Node::Power([base, exponent]) => power(u, base, exponent, s),
        Node::Apply(f, v) => function(*f, v, s),
        Node::Extremum(which, [v, w]) => {
            let [on, below, above] = cases(*which, v, w);
            piecewise(&on, &below, &above, s)
        }
        Node::Piecewise(_, [on, below, above]) => piecewise(on, below, above, s),
    }
}

/// The greater or the smaller of two as cases: what decides, which one it is where that is negative, and where it is
/// positive. Where `v - w < 0` the greater is `w`.
pub(super) fn cases(which: Extremum, v: &Expr, w: &Expr) -> [Expr; 3] {
    let (v, w) = if v.is_integer(0) { (w, v) } else { (v, w) };
    let on = if w.is_integer(0) { v.clone() } else { Expr::sum([v.clone(), w.clone().negate()]) };
    let (below, above) = if which == Extremum::Max { (w, v) } else { (v, w) };
    [on, below.clone(), above.clone()]
}

fn piecewise<S: Slopes>(on: &Expr, below: &Expr, above: &Expr, s: &mut S) -> Application {
    let result = Expr::piecewise(AtZero::Agreed, on.clone(), s.slope(below), s.slope(above));
    let mut application = Application::plain(Rule::Piecewise, result);
    if S::EXPLAINED {
        application.conditions.extend(meeting(on, below, above, s.by()));
    }
    application
}

/// What the factors of a product are called.
const LETTERS: [&str; 4] = ["f", "g", "h", "k"];

fn product<S: Slopes>(factors: &[Expr], s: &mut S) -> Application {
    let (varying, constant): (Vec<&Expr>, Vec<&Expr>) = factors.iter().partition(|f| s.varies(f));
    if !constant.is_empty() {
        let rest = Expr::product(varying.into_iter().cloned());
        let slope = s.slope(&rest);
        let constants = || constant.iter().map(|c| (*c).clone());
        let result = multiplied(constants().chain([slope]).collect());
        return with(s, Rule::ConstantMultiple, result, || [("c", Expr::product(constants())), ("f", rest)]);
    }
    let term = |i: usize, s: &mut S| {
        multiplied(factors.iter().enumerate().map(|(j, f)| if i == j { s.slope(f) } else { f.clone() }).collect())
    };
    let result = sum((0..factors.len()).map(|i| term(i, s)).collect());
    let mut application = Application::plain(Rule::Product, result);
    if S::EXPLAINED {
        application.parts = LETTERS.iter().zip(factors).map(|(name, f)| Part { name, is: f.clone() }).collect();
    }
    application
}

fn quotient<S: Slopes>(f: &Expr, g: &Expr, s: &mut S) -> Application {
    if let Some(application) = reciprocal_power(f, g, s) {
        return application;
    }
    let below = squared(g);
    let fdg = times(f.clone(), s.slope(g));
    let result = if s.varies(f) {
        over(sum(vec![times(s.slope(f), g.clone()), negated(fdg)]), below)
    } else {
        negated(over(fdg, below))
    };
    with(s, Rule::Quotient, result, || [("f", f.clone()), ("g", g.clone())])
}

/// `g²`, with the exponent that is there already doubled.
fn squared(g: &Expr) -> Expr {
    let two = Number::from(2);
    match g.node() {
        Node::Power([base, n]) => match n.as_number().filter(Number::is_integer) {
            Some(n) => Expr::power(base.clone(), Expr::number(&n * &two)),
            None => Expr::power(g.clone(), Expr::number(two)),
        },
        // Where it has a value, the square of a root is what stands below it.
        Node::Apply(Function::Sqrt, u) => u.clone(),
        _ => Expr::power(g.clone(), Expr::number(two)),
    }
}

/// `c/u^n` is `c·u^-n`, for which the power rule is shorter; roots are such powers. For `c/u` itself, where `u` is more
/// than the variable, the quotient rule is as short.
fn reciprocal_power<S: Slopes>(f: &Expr, g: &Expr, s: &mut S) -> Option<Application> {
    let (base, n) = match g.node() {
        Node::Symbol(_) => (g, Number::ONE),
        Node::Power([base, n]) => (base, numeral(n).filter(|n| !n.is_negative() && !n.is_zero())?),
        Node::Apply(Function::Sqrt, u) => (u, Number::ratio(1, 2)?),
        _ => return None,
    };
    if s.varies(f) {
        return None;
    }
    let less = Expr::power(base.clone(), Expr::number(&n + &Number::ONE));
    let below = if n.is_integer() { less } else { times(Expr::number(n.denominator()), less) };
    let above = times(Expr::number(n.numerator()), f.clone());
    if base.as_symbol() == Some(s.by()) {
        let result = negated(over(above, below));
        return Some(with(s, Rule::Power, result, || [("n", Expr::number(-&n))]));
    }
    let result = negated(over(times(above, s.slope(base)), below));
    let outer = |u| times(f.clone(), Expr::power(u, Expr::number(-&n)));
    Some(chain(s, Rule::Power, outer, base, result))
}

fn power<S: Slopes>(u: &Expr, base: &Expr, exponent: &Expr, s: &mut S) -> Application {
    match (s.varies(base), s.varies(exponent)) {
        (_, false) => {
            let slope = power_slope(base, exponent);
            if base.as_symbol() == Some(s.by()) {
                return with(s, Rule::Power, slope, || [("n", exponent.clone())]);
            }
            let result = times(slope, s.slope(base));
            chain(s, Rule::Power, |u| Expr::power(u, exponent.clone()), base, result)
        }
        // 0 to a power is 0 wherever it has a value.
        (false, true) if is_zero(base) => Application::plain(Rule::Constant, Expr::zero()),
        (false, true) => {
            let slope = times(u.clone(), Expr::apply(Function::Ln, base.clone()));
            let result = inner(slope, exponent, s);
            let parts = || [("a", base.clone()), ("f", exponent.clone())];
            where_positive(base, with(s, Rule::Exponential, result, parts), s)
        }
        (true, true) => {
            let logarithm = times(exponent.clone(), Expr::apply(Function::Ln, base.clone()));
            let result = times(u.clone(), s.slope(&logarithm));
            let parts = || [("f", base.clone()), ("g", exponent.clone())];
            where_positive(base, with(s, Rule::GeneralPower, result, parts), s)
        }
    }
}

/// The application with the condition that the base of a varying power has to meet.
fn where_positive<S: Slopes>(base: &Expr, mut application: Application, _: &S) -> Application {
    if S::EXPLAINED && !is_positive(base) {
        application.conditions.push(Condition::Positive(base.clone()));
    }
    application
}

/// `n·u^(n-1)`, written as a person would.
fn power_slope(base: &Expr, exponent: &Expr) -> Expr {
    let Some(n) = numeral(exponent) else {
        let less = Expr::sum([exponent.clone(), Expr::one().negate()]);
        return times(exponent.clone(), Expr::power(base.clone(), less));
    };
    let less = &n - &Number::ONE;
    let raised = match less.to_i64() {
        Some(0) => Expr::one(),
        Some(1) => base.clone(),
        _ => Expr::power(base.clone(), Expr::number(less)),
    };
    if n.is_negative() { negated(times(Expr::number(-&n), raised)) } else { times(Expr::number(n), raised) }
}

/// The number that an exponent is, however it is written.
fn numeral(e: &Expr) -> Option<Number> {
    match e.node() {
        Node::Number(n) => Some(n.clone()),
        Node::Symbol(_) | Node::Constant(_) => None,
        Node::Negate(u) => numeral(u).map(|n| -&n),
        Node::Quotient([u, v]) => Some(&numeral(u)? * &numeral(v)?.inverse()?),
        // x/x is 1 only where x is not 0.
        _ if e.has_variables() => None,
        _ => simplify(e).as_number(),
    }
}

fn function<S: Slopes>(f: Function, v: &Expr, s: &mut S) -> Application {
    let (rule, mut application) = match (f, v.node()) {
        (Function::Exp, _) => {
            let result = inner(Expr::apply(f, v.clone()), v, s);
            return with(s, Rule::Exponential, result, || [("f", v.clone())]);
        }
        // (ln |f|)' is f'/f too.
        (Function::Ln, Node::Apply(Function::Abs, f)) => return logarithmic(f, s),
        (Function::Ln, _) => return logarithmic(v, s),
        (f, Node::Symbol(x)) if x == s.by() => {
            (Rule::Function(f), Application::plain(Rule::Function(f), f.derivative_at(v)))
        }
        (f, _) => {
            let result = times(f.derivative_at(v), s.slope(v));
            (Rule::Function(f), chain(s, Rule::Function(f), |u| Expr::apply(f, u), v, result))
        }
    };
    if S::EXPLAINED && matches!(rule, Rule::Function(f) if f.row().kink_at_zero) {
        application.conditions.push(Condition::Nonzero(v.clone()));
    }
    application
}

fn logarithmic<S: Slopes>(f: &Expr, s: &mut S) -> Application {
    let result = over(s.slope_or_one(f), f.clone());
    with(s, Rule::Logarithmic, result, || [("f", f.clone())])
}

/// The slope of the outer function, times that of the inner one unless it is the variable.
fn inner<S: Slopes>(slope: Expr, f: &Expr, s: &mut S) -> Expr {
    times(slope, s.slope_or_one(f))
}

/// The chain rule, by which `outer` of a letter that stands for `inner` was differentiated.
fn chain<S: Slopes>(s: &S, by: Rule, outer: impl Fn(Expr) -> Expr, inner: &Expr, result: Expr) -> Application {
    let letter = || ["u", "v", "t", "z"].map(Symbol::new).into_iter().find(|u| !inner.contains(u));
    let parts = || [("outer", outer(letter().unwrap_or(Symbol::new("u")).into())), ("inner", inner.clone())];
    let mut application = with(s, Rule::Chain, result, parts);
    application.outer = Some(by);
    application
}

fn with<S: Slopes, const N: usize>(
    _: &S,
    rule: Rule,
    result: Expr,
    parts: impl FnOnce() -> [(&'static str, Expr); N],
) -> Application {
    let mut application = Application::plain(rule, result);
    if S::EXPLAINED {
        application.parts = parts().into_iter().map(|(name, is)| Part { name, is }).collect();
    }
    application
}

/// Whether it can be seen at once that the value, where there is one, is greater than 0.
pub(super) fn is_positive(u: &Expr) -> bool {
    use Function as F;
    match u.node() {
        Node::Number(n) => !n.is_negative() && !n.is_zero(),
        Node::Constant(_) => true,
        Node::Sum(terms) => terms.iter().any(is_positive) && terms.iter().all(is_never_negative),
        Node::Product(parts) => parts.iter().all(is_positive),
        Node::Quotient([u, v]) => is_positive(u) && is_positive(v),
        Node::Power([base, _]) => is_positive(base),
        Node::Apply(F::Sqrt | F::Abs, v) => is_positive(v),
        Node::Apply(f, _) => matches!(f, F::Exp | F::Cosh | F::Sigmoid | F::Softplus),
        _ => false,
    }
}

fn is_never_negative(u: &Expr) -> bool {
    match u.node() {
        Node::Number(n) => !n.is_negative(),
        Node::Product(parts) => parts.iter().all(is_never_negative),
        Node::Power([base, n]) => n.as_number().is_some_and(|n| n.is_even()) || is_never_negative(base),
        Node::Apply(Function::Abs | Function::Sqrt | Function::Relu, _) => true,
        _ => is_positive(u),
    }
}

/// `-u`; 0 for 0.
pub(super) fn negated(u: Expr) -> Expr {
    if is_zero(&u) { u } else { u.negate() }
}

/// The sum of what is not 0.
pub(super) fn sum(mut terms: Vec<Expr>) -> Expr {
    terms.retain(|t| !is_zero(t));
    Expr::sum(terms)
}

/// The product of what is not 1, a factor -1 as a sign before it; 0 if a factor is 0.
pub(super) fn multiplied(mut factors: Vec<Expr>) -> Expr {
    if let Some(zero) = factors.iter().position(is_zero) {
        return factors.swap_remove(zero);
    }
    let mut negative = false;
    factors.retain(|f| {
        let is_sign = f.is_integer(-1);
        negative ^= is_sign;
        !is_sign && !is_one(f)
    });
    let product = Expr::product(factors);
    if negative { product.negate() } else { product }
}

/// `u/v`; 0 if `u` is 0.
pub(super) fn over(u: Expr, v: Expr) -> Expr {
    if is_zero(&u) { u } else { Expr::quotient(u, v) }
}

/// `a·b` without what nobody writes: a factor 1, brackets around a product, a sign in the middle, a quotient beside
/// the factor that goes on top of it.
pub(super) fn times(a: Expr, b: Expr) -> Expr {
    match (a.node(), b.node()) {
        _ if is_zero(&a) || is_one(&b) => a,
        _ if is_zero(&b) || is_one(&a) => b,
        (Node::Negate(u), _) => times(u.clone(), b).negate(),
        (Node::Quotient([u, v]), _) => Expr::quotient(times(u.clone(), b), v.clone()),
        (Node::Product(factors), _) => Expr::product(factors.iter().cloned().chain([b])),
        _ => Expr::product([a, b]),
    }
}

fn is_zero(e: &Expr) -> bool {
    matches!(e.node(), Node::Number(n) if n.is_zero())
}

fn is_one(e: &Expr) -> bool {
    matches!(e.node(), Node::Number(n) if n.is_one())
}
