//! Where a derivative exists, as far as its formula does not say so itself.

use crate::symbolic::{
    Expr, Extremum, Node, Number, Symbol, latex,
    print::{Comparison, Relation},
    simplify,
};

use super::raw_derivative;

/// What has to hold where the derivative of a function is to exist, beside that the function and the formula of the
/// derivative have values.
///
/// It shows as a person would write it: `x\neq 0`, `x\neq y`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is not 0: there the function has a corner or a jump.
    Nonzero(Expr),
    /// It is greater than 0: elsewhere the way to the derivative can't be gone, as where a logarithm is taken on it.
    Positive(Expr),
    /// Where the first, which decides between two formulas, is 0, the others, which are the formulas, have to have one
    /// value; the formula of the derivative has a value there if their slopes are one.
    Meeting([Expr; 3]),
}

impl Condition {
    /// The expressions by whose values [`holds`](Self::holds) decides.
    pub fn expressions(&self) -> &[Expr] {
        match self {
            Self::Nonzero(u) | Self::Positive(u) => std::slice::from_ref(u),
            Self::Meeting(three) => three,
        }
    }

    /// Whether it holds at a point where its [`expressions`](Self::expressions) have these values.
    pub fn holds(&self, values: &[f64]) -> bool {
        match (self, values) {
            (Self::Nonzero(_), [u]) => *u != 0.0,
            (Self::Positive(_), [u]) => *u > 0.0,
            (Self::Meeting(_), [on, below, above]) => *on != 0.0 || below == above,
            _ => false,
        }
    }

    /// The condition in LaTeX, for a line that begins with "for".
    pub fn latex(&self) -> String {
        match self {
            Self::Nonzero(u) => not_zero(u),
            Self::Positive(u) => Comparison::with_zero(u, Relation::Greater).latex(),
            Self::Meeting([on, ..]) => not_zero(on) + r"\text{, or where both formulas meet in value and slope}",
        }
    }
}

/// `u ≠ v` for what is written u - v.
fn not_zero(on: &Expr) -> String {
    let Comparison { left, right, .. } = Comparison::with_zero(on, Relation::Less);
    format!(r"{}\neq {}", latex(&left), latex(&right))
}

/// What has to hold where the derivative of `f` by `x` is to exist although its formula would not show it: the argument
/// of an absolute value, a sign and the like is not 0, whose derivatives are written without it, and the two sides of a
/// maximum or the formulas of a piecewise expression meet where one takes over from the other.
///
/// Where a change lies at a number and both formulas meet there in value and slope, nothing has to hold:
/// `where(x < 0, x², x³)`. What stands in a formula that is not chosen at a point is asked for all the same.
///
/// ```
/// use gradus::symbolic::{Symbol, conditions, parse};
/// let shown = |f: &str| conditions(&parse(f).unwrap(), &Symbol::new("x")).iter().map(|c| c.latex()).collect::<Vec<_>>();
/// assert_eq!(shown("y*abs(x - 2)"), [r"x\neq 2"]);
/// assert!(shown("x^2").is_empty());
/// ```
pub fn conditions(f: &Expr, x: &Symbol) -> Vec<Condition> {
    let found = std::cell::RefCell::new(Vec::new());
    f.any(&|e| {
        let condition = match e.node() {
            Node::Apply(function, u) if function.row().kink_at_zero && u.contains(x) => {
                Some(Condition::Nonzero(u.clone()))
            }
            Node::Extremum(which, [u, v]) => {
                let on = Expr::sum([u.clone(), v.clone().negate()]);
                let (below, above) = if *which == Extremum::Max { (v, u) } else { (u, v) };
                meeting(&on, below, above, x)
            }
            Node::Piecewise(_, [on, below, above]) => meeting(on, below, above, x),
            _ => None,
        };
        let mut found = found.borrow_mut();
        if let Some(condition) = condition.filter(|c| !found.contains(c)) {
            found.push(condition);
        }
        false
    });
    found.into_inner()
}

/// What has to hold where two formulas meet.
pub(super) fn meeting(on: &Expr, below: &Expr, above: &Expr, x: &Symbol) -> Option<Condition> {
    if !on.contains(x) || on.is_pending() {
        return None;
    }
    let unknown = Condition::Meeting([on.clone(), below.clone(), above.clone()]);
    let Some(root) = root(on, x) else { return Some(unknown) };
    match meet_smoothly(&root, below, above, x) {
        Some(true) => None,
        Some(false) if root.is_zero() => Some(Condition::Nonzero(x.clone().into())),
        Some(false) => Some(Condition::Nonzero(Expr::sum([x.clone().into(), Expr::number(root).negate()]))),
        None => Some(unknown),
    }
}

/// Whether two formulas have one value and one slope at a number, if algebra can tell.
fn meet_smoothly(root: &Number, below: &Expr, above: &Expr, x: &Symbol) -> Option<bool> {
    let at_root = |u: &Expr| simplify(&u.substitute(x, &Expr::number(root.clone())));
    let agree = |u: &Expr, v: &Expr| {
        let (u, v) = (at_root(u), at_root(v));
        let gap = simplify(&Expr::sum([u, v.negate()])).as_number()?;
        Some(gap.is_zero())
    };
    let slope = |u: &Expr| simplify(&raw_derivative(u, x));
    match (agree(below, above), agree(&slope(below), &slope(above))) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// The one zero of what is linear in x with numbers for coefficients.
fn root(on: &Expr, x: &Symbol) -> Option<Number> {
    let slope = simplify(&raw_derivative(on, x)).as_number()?.inverse()?;
    let start = simplify(&on.substitute(x, &Expr::zero())).as_number()?;
    Some(&-&start * &slope)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{AtZero, parse};

    #[track_caller]
    fn check(f: &Expr, expected: &[&str]) {
        let shown: Vec<String> = conditions(f, &Symbol::new("x")).iter().map(Condition::latex).collect();
        assert_eq!(shown, expected, "{f}");
    }

    fn e(text: &str) -> Expr {
        parse(text).unwrap()
    }

    #[test]
    fn conditions_read_as_a_person_writes_them() {
        check(&e("abs(x)"), &[r"x\neq 0"]);
        check(&e("abs(x+2)*relu(y)"), &[r"x\neq -2"]);
        check(&e("sign(x-y)+abs(x-y)"), &[r"x\neq y"]);
        check(&e("abs(x)+abs(sin(x))"), &[r"\sin\left(x\right)\neq 0", r"x\neq 0"]);
        check(&e("elu(x)"), &[]);
        check(&e("lrelu(x^2)"), &[r"x^{2}\neq 0"]);
    }

    #[test]
    fn pieces_that_meet_ask_for_nothing() {
        let pieces = |on: &str, u: &str, v: &str| Expr::piecewise(AtZero::Above, e(on), e(u), e(v));
        check(&pieces("x", "x^2", "x^3"), &[]);
        check(&pieces("2*x-2", "x^2", "2*x-1"), &[]);
        check(&pieces("x", "x", "2*x"), &[r"x\neq 0"]);
        check(&pieces("x-1", "x", "x+1"), &[r"x\neq 1"]);
        check(&pieces("y", "x", "x^2"), &[]);
        let or = r"\text{, or where both formulas meet in value and slope}";
        check(&pieces("x-y", "x", "y"), &[&format!(r"x\neq y{or}")]);
        check(&pieces("x^2-2", "x", "y"), &[&format!(r"x^{{2}}\neq 2{or}")]);
        check(&Expr::max(Expr::zero(), e("x")), &[r"x\neq 0"]);
        check(&Expr::max(e("x"), e("3*x")), &[r"x\neq 0"]);
        check(&Expr::min(e("1"), e("y*x")), &[&format!(r"yx\neq 1{or}")]);
        check(&Expr::min(e("x^2"), e("2*x")), &[&format!(r"x^{{2}}\neq 2x{or}")]);
        check(&Expr::max(e("x"), Expr::max(e("y"), e("3"))), &[&format!(r"x\neq \max\left(y,3\right){or}")]);
    }
}
