//! Piecewise expressions as a brace with cases, the way a person writes them.

use super::{Printer, latex};
use crate::symbolic::{AtZero, Expr, Node, Number, print::sides};

/// A line behind the brace.
struct Case {
    /// Where its formula stands, from the piecewise expression inwards.
    path: Vec<usize>,
    formula: Expr,
    when: Vec<Comparison>,
}

/// `left relation right`
#[derive(Clone)]
struct Comparison {
    left: Expr,
    relation: Relation,
    right: Expr,
    /// The colour of a mark at what is compared, or in it.
    colour: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Relation {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    fn latex(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => r"\leq ",
            Self::Greater => ">",
            Self::GreaterOrEqual => r"\geq ",
        }
    }

    /// The relation read from right to left.
    fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    fn is_upper_bound(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual)
    }
}

impl Comparison {
    fn coloured(&self, text: &str) -> String {
        match &self.colour {
            Some(colour) => format!(r"{{\color{{{colour}}}{text}}}"),
            None => text.to_owned(),
        }
    }
}

impl Printer<'_> {
    /// A piecewise expression; piecewise formulas in it become cases of the same brace.
    pub(super) fn cases(&mut self, e: &Expr) {
        self.say(r"\begin{cases}");
        for (i, case) in self.flattened(e).iter().enumerate() {
            self.say(if i > 0 { r"\\" } else { "" });
            let depth = self.path.len();
            self.path.extend(&case.path);
            self.whole(&case.formula);
            self.path.truncate(depth);
            self.say("&");
            self.say(&conjunction(&case.when));
        }
        self.say(r"\end{cases}");
    }

    fn flattened(&mut self, e: &Expr) -> Vec<Case> {
        let Node::Piecewise(at_zero, [on, below, above]) = e.node() else { return Vec::new() };
        let (least, greatest) = match at_zero {
            AtZero::Below => (Relation::LessOrEqual, Relation::Greater),
            AtZero::Above => (Relation::Less, Relation::GreaterOrEqual),
            AtZero::Agreed => (Relation::Less, Relation::Greater),
        };
        self.path.push(0);
        let mark = self.marks.iter().find(|mark| mark.path.starts_with(&self.path));
        self.path.pop();
        let colour = mark.map(|mark| &mark.colour);
        let mut parts = [(1, below, compare(on, least, colour)), (2, above, compare(on, greatest, colour))];
        // From left to right along what is compared.
        if !parts[0].2.relation.is_upper_bound() {
            parts.swap(0, 1);
        }
        let mut cases = Vec::new();
        for (index, formula, comparison) in parts {
            self.path.push(index);
            let mut own = match formula.node() {
                Node::Piecewise(..) if !self.is_marked() => self.flattened(formula),
                _ => vec![Case { path: Vec::new(), formula: formula.clone(), when: Vec::new() }],
            };
            self.path.pop();
            for case in &mut own {
                case.path.insert(0, index);
                case.when.insert(0, comparison.clone());
            }
            cases.extend(own);
        }
        cases
    }
}

/// What `on relation 0` says, with a number on the right.
fn compare(on: &Expr, relation: Relation, colour: Option<&String>) -> Comparison {
    let (left, right) = sides(on);
    let (left, relation, right) = if left.as_number().is_some() && right.as_number().is_none() {
        (right, relation.turned(), left)
    } else {
        (left, relation, right)
    };
    Comparison { left, relation, right, colour: colour.cloned() }
}

/// All of them at once: bounds of one thing by numbers as an interval, `0 ≤ x < 1`.
fn conjunction(all: &[Comparison]) -> String {
    let mut rest: Vec<&Comparison> = all.iter().collect();
    let mut shown: Vec<String> = Vec::new();
    while let Some(first) = rest.first().copied() {
        let (same, others): (Vec<_>, Vec<_>) =
            rest.into_iter().partition(|c| c.left == first.left && (bound(c).is_some() == bound(first).is_some()));
        rest = others;
        if bound(first).is_none() {
            shown.extend(same.iter().map(|c| c.coloured(&(latex(&c.left) + c.relation.latex() + &latex(&c.right)))));
            continue;
        }
        let low = same.iter().filter(|c| !c.relation.is_upper_bound()).max_by(|a, b| tightness(a).cmp(&tightness(b)));
        let high = same.iter().filter(|c| c.relation.is_upper_bound()).min_by(|a, b| tightness(a).cmp(&tightness(b)));
        let left = latex(&first.left);
        let interval = match (low, high) {
            (Some(low), Some(high)) => {
                latex(&low.right) + low.relation.turned().latex() + &left + high.relation.latex() + &latex(&high.right)
            }
            (Some(one), None) | (None, Some(one)) => left + one.relation.latex() + &latex(&one.right),
            (None, None) => continue,
        };
        let marked = same.iter().find(|c| c.colour.is_some()).unwrap_or(&first);
        shown.push(marked.coloured(&interval));
    }
    shown.join(r",\ ")
}

/// The number that it is bounded by.
fn bound(comparison: &Comparison) -> Option<Number> {
    comparison.right.as_number()
}

/// Greater for what leaves less room from below, smaller for what leaves less room from above.
fn tightness(comparison: &Comparison) -> (Option<Number>, bool) {
    (bound(comparison), matches!(comparison.relation, Relation::Greater | Relation::LessOrEqual))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{latex_marked, parse, print::Mark};

    fn e(text: &str) -> Expr {
        parse(text).unwrap()
    }

    fn pieces(at_zero: AtZero, on: &str, below: Expr, above: Expr) -> Expr {
        Expr::piecewise(at_zero, e(on), below, above)
    }

    #[track_caller]
    fn check(e: &Expr, expected: &str) {
        assert_eq!(latex(e), format!(r"\begin{{cases}}{expected}\end{{cases}}"));
    }

    #[test]
    fn conditions_are_comparisons() {
        use AtZero::{Above, Agreed, Below};
        let two = |at_zero, on| pieces(at_zero, on, e("x^2"), e("3"));
        check(&two(Above, "x"), r"x^{2}&x<0\\3&x\geq 0");
        check(&two(Below, "x"), r"x^{2}&x\leq 0\\3&x>0");
        check(&two(Agreed, "x"), r"x^{2}&x<0\\3&x>0");
        check(&two(Above, "x-y"), r"x^{2}&x<y\\3&x\geq y");
        check(&two(Above, "x+1"), r"x^{2}&x<-1\\3&x\geq -1");
        check(&two(Above, "x-1/2"), r"x^{2}&x<\frac{1}{2}\\3&x\geq \frac{1}{2}");
        check(&two(Below, "1-x"), r"3&x<1\\x^{2}&x\geq 1");
        check(
            &two(Agreed, "sin(x)+cos(x)"),
            r"x^{2}&\sin\left(x\right)+\cos\left(x\right)<0\\3&\sin\left(x\right)+\cos\left(x\right)>0",
        );
    }

    #[test]
    fn nested_pieces_share_a_brace() {
        use AtZero::{Above, Below};
        let inner = || pieces(Above, "x-1", e("x"), e("1"));
        check(&pieces(Above, "x", e("0"), inner()), r"0&x<0\\x&0\leq x<1\\1&x\geq 1");
        check(&pieces(Below, "x-1", pieces(Below, "x", e("0"), e("x")), e("1")), r"0&x\leq 0\\x&0<x\leq 1\\1&x>1");
        check(&pieces(Above, "y", e("0"), inner()), r"0&y<0\\x&y\geq 0,\ x<1\\1&y\geq 0,\ x\geq 1");
        check(&pieces(Above, "x-y", e("0"), inner()), r"0&x<y\\x&x\geq y,\ x<1\\1&x\geq y,\ x\geq 1");
    }

    #[test]
    fn cases_stand_in_brackets_where_something_follows() {
        let step = || pieces(AtZero::Above, "x", e("0"), e("1"));
        let cases = r"\begin{cases}0&x<0\\1&x\geq 0\end{cases}";
        let bracketed = format!(r"\left({cases}\right)");
        for (e, expected) in [
            (Expr::sum([e("x"), step()]), format!("x+{cases}")),
            (Expr::sum([step(), e("x")]), format!("{bracketed}+x")),
            (Expr::product([e("2"), step()]), format!("2{bracketed}")),
            (Expr::power(step(), e("2")), format!("{bracketed}^{{2}}")),
            (step().negate(), format!("-{bracketed}")),
            (Expr::quotient(step(), e("x")), format!(r"\frac{{{cases}}}{{x}}")),
        ] {
            assert_eq!(latex(&e), expected);
        }
    }

    #[test]
    fn marks_stand_inside() {
        let whole = pieces(AtZero::Above, "x", e("0"), pieces(AtZero::Above, "x-1", e("x"), e("1")));
        let marked = |path: &[usize]| latex_marked(&whole, &[Mark { path: path.to_vec(), colour: "#f00".into() }]);
        assert!(marked(&[1]).contains(r"{\color{#f00}0}&x<0"));
        assert!(marked(&[2, 1]).contains(r"{\color{#f00}x}&0\leq x<1"));
        assert_eq!(
            marked(&[2]),
            r"\begin{cases}0&x<0\\{\color{#f00}\begin{cases}x&x<1\\1&x\geq 1\end{cases}}&x\geq 0\end{cases}"
        );
        assert!(marked(&[0]).contains(r"{\color{#f00}x<0}"), "{}", marked(&[0]));
    }
}
