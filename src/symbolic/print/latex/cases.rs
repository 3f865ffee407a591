//! Piecewise expressions as a brace with cases, the way a person writes them.

use super::{Printer, latex};
use crate::symbolic::{
    Expr, Node, Number,
    print::{Comparison, Relation},
};

/// A line behind the brace.
struct Case {
    /// Where its formula stands, from the piecewise expression inwards.
    path: Vec<usize>,
    formula: Expr,
    when: Vec<Condition>,
}

/// A comparison, and the colour of a mark at what is compared, or in it.
#[derive(Clone)]
struct Condition {
    comparison: Comparison,
    colour: Option<String>,
}

impl Condition {
    /// The number that something is bounded by.
    fn bound(&self) -> Option<Number> {
        self.comparison.right.as_number()
    }

    /// Greater for what leaves less room from below, smaller for what leaves less room from above.
    fn tightness(&self) -> (Option<Number>, bool) {
        (self.bound(), matches!(self.comparison.relation, Relation::Greater | Relation::LessOrEqual))
    }

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
        self.path.push(0);
        let mark = self.marks.iter().find(|mark| mark.path.starts_with(&self.path));
        self.path.pop();
        let colour = mark.map(|mark| mark.colour.clone());
        let [least, greatest] = Comparison::of_pieces(*at_zero, on);
        let condition = |comparison| Condition { comparison, colour: colour.clone() };
        let mut parts = [(1, below, condition(least)), (2, above, condition(greatest))];
        // From left to right along what is compared.
        if !parts[0].2.comparison.relation.is_upper_bound() {
            parts.swap(0, 1);
        }
        let mut cases = Vec::new();
        for (index, formula, condition) in parts {
            self.path.push(index);
            let mut own = match formula.node() {
                Node::Piecewise(..) if !self.is_marked() => self.flattened(formula),
                _ => vec![Case { path: Vec::new(), formula: formula.clone(), when: Vec::new() }],
            };
            self.path.pop();
            for case in &mut own {
                case.path.insert(0, index);
                case.when.insert(0, condition.clone());
            }
            cases.extend(own);
        }
        cases
    }
}

/// All of them at once: bounds of one thing by numbers as an interval, `0 ≤ x < 1`.
fn conjunction(all: &[Condition]) -> String {
    let mut rest: Vec<&Condition> = all.iter().collect();
    let mut shown: Vec<String> = Vec::new();
    while let Some(first) = rest.first().copied() {
        let bounds = |c: &Condition| c.comparison.left == first.comparison.left && c.bound().is_some();
        let (same, others): (Vec<_>, Vec<_>) = match first.bound() {
            Some(_) => rest.into_iter().partition(|c| bounds(c)),
            None => (vec![first], rest.split_off(1)),
        };
        rest = others;
        let is_upper = |c: &&&Condition| c.comparison.relation.is_upper_bound();
        let upper = same.iter().filter(is_upper).min_by_key(|c| c.tightness());
        let lower = same.iter().filter(|c| !is_upper(c)).max_by_key(|c| c.tightness());
        let text = match (lower, upper) {
            (Some(lower), Some(upper)) => {
                let Comparison { left, relation, right } = &lower.comparison;
                let upper = &upper.comparison;
                latex(right) + relation.turned().latex() + &latex(left) + upper.relation.latex() + &latex(&upper.right)
            }
            (one, other) => one.or(other).unwrap_or(&first).comparison.latex(),
        };
        shown.push(same.iter().find(|c| c.colour.is_some()).unwrap_or(&first).coloured(&text));
    }
    shown.join(r",\ ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::{AtZero, latex_marked, parse, print::Mark};

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
