//! Comparisons with 0 as a person writes them: `u - v < 0` is `u < v`.

use super::{latex, without_minus};
use crate::symbolic::{AtZero, Expr, Node};

/// `left relation right`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Comparison {
    pub(crate) left: Expr,
    pub(crate) relation: Relation,
    pub(crate) right: Expr,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Relation {
    /// The relation read from right to left.
    pub(crate) fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }

    pub(crate) fn latex(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => r"\leq ",
            Self::Greater => ">",
            Self::GreaterOrEqual => r"\geq ",
        }
    }

    pub(crate) fn is_upper_bound(self) -> bool {
        matches!(self, Self::Less | Self::LessOrEqual)
    }
}

impl Comparison {
    /// What `on relation 0` says: a difference as both of its sides, a number on the right.
    ///
    /// `u - v < 0` is `u < v`, `u + 1 < 0` is `u < -1`, `1 - u < 0` is `u > 1`, and `-u < 0` is `u > 0`.
    pub(crate) fn with_zero(on: &Expr, relation: Relation) -> Self {
        let (left, right) = sides(on);
        let turned = left.as_number().is_some() && right.as_number().is_none();
        if turned {
            Self { left: right, relation: relation.turned(), right: left }
        } else {
            Self { left, relation, right }
        }
    }

    /// The comparison in LaTeX.
    pub(crate) fn latex(&self) -> String {
        latex(&self.left) + self.relation.latex() + &latex(&self.right)
    }

    /// Where a piecewise expression is its first formula, and where its second.
    pub(crate) fn of_pieces(at_zero: AtZero, on: &Expr) -> [Self; 2] {
        let (least, greatest) = match at_zero {
            AtZero::Below => (Relation::LessOrEqual, Relation::Greater),
            AtZero::Above => (Relation::Less, Relation::GreaterOrEqual),
            AtZero::Agreed => (Relation::Less, Relation::Greater),
        };
        [least, greatest].map(|relation| Self::with_zero(on, relation))
    }
}

fn sides(on: &Expr) -> (Expr, Expr) {
    match on.node() {
        Node::Negate(u) => return (Expr::zero(), u.clone()),
        Node::Sum(terms) => {
            if let [u, v] = terms.as_slice() {
                match (without_minus(v), without_minus(u), v.node()) {
                    (Some(v), ..) => return (u.clone(), v),
                    (None, Some(u), _) => return (v.clone(), u),
                    (None, None, Node::Number(n)) => return (u.clone(), Expr::number(-n)),
                    _ => {}
                }
            }
        }
        _ => {}
    }
    (on.clone(), Expr::zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::symbolic::parse;

    #[test]
    fn comparisons_read_as_a_person_writes_them() {
        for (on, expected) in [
            ("x", "x < 0"),
            ("-x", "x > 0"),
            ("x-y", "x < y"),
            ("x-1", "x < 1"),
            ("x+1", "x < -1"),
            ("1-x", "x > 1"),
            ("-x+1", "x > 1"),
            ("-x+y", "y < x"),
            ("-2*x-1", "-2*x < 1"),
            ("x+y", "x + y < 0"),
            ("x-y+1", "x - y + 1 < 0"),
            ("-1-x", "x > -1"),
        ] {
            let comparison = Comparison::with_zero(&parse(on).unwrap(), Relation::Less);
            let sign = if comparison.relation == Relation::Less { "<" } else { ">" };
            assert_eq!(format!("{} {sign} {}", comparison.left, comparison.right), expected, "{on}");
        }
    }
}
