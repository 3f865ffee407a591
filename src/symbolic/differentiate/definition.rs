//! What functions are defined by: tan by sin and cos, the sigmoid by `e^x`, `relu` by cases.

use crate::symbolic::{AtZero, Expr, Function, Node, simplify};

/// A function written by others.
pub(super) struct Definition {
    function: Function,
    /// The id of the rule that puts one for the other.
    pub id: &'static str,
    /// By what kind of functions it is written.
    pub by: By,
    /// The definition at `u`.
    pub of: fn(&Expr) -> Expr,
    /// Why it is worth it, or how to remember it.
    pub explanation: &'static str,
}

/// What a definition is made of, which says in which method it is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Sines and cosines, or the hyperbolic ones.
    Sines,
    /// What the function is in a paper or a textbook.
    Meaning,
    /// Used only to recognise the function in a result.
    Result,
}

/// The definition of a function, if it has one.
pub(super) fn of(f: Function) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|row| row.function == f)
}

/// The definition by which a method writes a function.
pub(super) fn by(f: Function, by: By) -> Option<&'static Definition> {
    match (f, by) {
        (Function::Tanh, By::Meaning) => Some(&TANH_BY_EXPONENTIALS),
        _ => of(f).filter(|row| row.by == by),
    }
}

static TANH_BY_EXPONENTIALS: Definition = Definition {
    function: Function::Tanh,
    id: "definition-of-tanh",
    by: By::Meaning,
    of: |u| Expr::quotient(difference(exp(u), exp_minus(u)), Expr::sum([exp(u), exp_minus(u)])),
    explanation: HYPERBOLIC,
};

const HYPERBOLIC: &str = "The hyperbolic functions are made of e^x and e^(-x), whose derivatives are known.";
const RATIO: &str =
    "Written by sine and cosine, the quotient rule gives the derivative: nothing new has to be learned.";
const HYPERBOLIC_RATIO: &str =
    "Written by hyperbolic sine and cosine, the quotient rule gives the derivative: nothing new has to be learned.";
const CASES: &str = "It is one formula where its argument is negative and another one where it is positive.";
const BASE: &str = "Logarithms to different bases differ only by a constant factor.";

static DEFINITIONS: [Definition; 22] = [
    Definition {
        function: Function::Tan,
        id: "definition-of-tan",
        by: By::Sines,
        of: |u| Expr::quotient(Function::Sin.at(u), Function::Cos.at(u)),
        explanation: RATIO,
    },
    Definition {
        function: Function::Cot,
        id: "definition-of-cot",
        by: By::Sines,
        of: |u| Expr::quotient(Function::Cos.at(u), Function::Sin.at(u)),
        explanation: RATIO,
    },
    Definition {
        function: Function::Sec,
        id: "definition-of-sec",
        by: By::Sines,
        of: |u| one_over(Function::Cos.at(u)),
        explanation: RATIO,
    },
    Definition {
        function: Function::Csc,
        id: "definition-of-csc",
        by: By::Sines,
        of: |u| one_over(Function::Sin.at(u)),
        explanation: RATIO,
    },
    Definition {
        function: Function::Tanh,
        id: "definition-of-tanh",
        by: By::Sines,
        of: |u| Expr::quotient(Function::Sinh.at(u), Function::Cosh.at(u)),
        explanation: HYPERBOLIC_RATIO,
    },
    Definition {
        function: Function::Coth,
        id: "definition-of-coth",
        by: By::Sines,
        of: |u| Expr::quotient(Function::Cosh.at(u), Function::Sinh.at(u)),
        explanation: HYPERBOLIC_RATIO,
    },
    Definition {
        function: Function::Sech,
        id: "definition-of-sech",
        by: By::Sines,
        of: |u| one_over(Function::Cosh.at(u)),
        explanation: HYPERBOLIC_RATIO,
    },
    Definition {
        function: Function::Csch,
        id: "definition-of-csch",
        by: By::Sines,
        of: |u| one_over(Function::Sinh.at(u)),
        explanation: HYPERBOLIC_RATIO,
    },
    Definition {
        function: Function::Sinh,
        id: "definition-of-sinh",
        by: By::Meaning,
        of: |u| Expr::quotient(difference(exp(u), exp_minus(u)), Expr::integer(2)),
        explanation: HYPERBOLIC,
    },
    Definition {
        function: Function::Cosh,
        id: "definition-of-cosh",
        by: By::Meaning,
        of: |u| Expr::quotient(Expr::sum([exp(u), exp_minus(u)]), Expr::integer(2)),
        explanation: HYPERBOLIC,
    },
    Definition {
        function: Function::Sigmoid,
        id: "definition-of-sigmoid",
        by: By::Meaning,
        of: |u| one_over(Expr::sum([Expr::one(), exp_minus(u)])),
        explanation: "This is what σ stands for. Its derivative can be written by σ itself, which is why networks that use it are cheap to train.",
    },
    Definition {
        function: Function::Softplus,
        id: "definition-of-softplus",
        by: By::Meaning,
        of: |u| Function::Ln.at(&Expr::sum([Expr::one(), exp(u)])),
        explanation: "This is what softplus stands for: a ReLU without the corner. Its slope is the sigmoid.",
    },
    Definition {
        function: Function::Silu,
        id: "definition-of-silu",
        by: By::Meaning,
        of: |u| Expr::product([u.clone(), Function::Sigmoid.at(u)]),
        explanation: "This is what SiLU (or swish) stands for: its argument, weighted by the sigmoid.",
    },
    Definition {
        function: Function::Gelu,
        id: "definition-of-gelu",
        by: By::Meaning,
        of: gelu,
        explanation: "This is what GELU stands for: its argument, weighted by the normal distribution.",
    },
    Definition {
        function: Function::Abs,
        id: "definition-of-abs",
        by: By::Meaning,
        of: |u| cases(AtZero::Above, u, u.clone().negate(), u.clone()),
        explanation: CASES,
    },
    Definition {
        function: Function::Relu,
        id: "definition-of-relu",
        by: By::Meaning,
        of: |u| cases(AtZero::Above, u, Expr::zero(), u.clone()),
        explanation: CASES,
    },
    Definition {
        function: Function::LeakyRelu,
        id: "definition-of-leaky-relu",
        by: By::Meaning,
        of: |u| cases(AtZero::Above, u, Expr::quotient(u.clone(), Expr::integer(100)), u.clone()),
        explanation: CASES,
    },
    Definition {
        function: Function::Elu,
        id: "definition-of-elu",
        by: By::Meaning,
        of: |u| cases(AtZero::Above, u, difference(exp(u), Expr::one()), u.clone()),
        explanation: CASES,
    },
    Definition {
        function: Function::Log10,
        id: "definition-of-log10",
        by: By::Meaning,
        of: |u| Expr::quotient(Function::Ln.at(u), Function::Ln.at(&Expr::integer(10))),
        explanation: BASE,
    },
    Definition {
        function: Function::Log2,
        id: "definition-of-log2",
        by: By::Meaning,
        of: |u| Expr::quotient(Function::Ln.at(u), Function::Ln.at(&Expr::integer(2))),
        explanation: BASE,
    },
    Definition {
        function: Function::Sign,
        id: "definition-of-sign",
        by: By::Result,
        of: |u| cases(AtZero::Agreed, u, Expr::integer(-1), Expr::one()),
        explanation: CASES,
    },
    Definition {
        function: Function::Step,
        id: "definition-of-step",
        by: By::Result,
        of: |u| cases(AtZero::Agreed, u, Expr::zero(), Expr::one()),
        explanation: CASES,
    },
];

trait At {
    fn at(self, u: &Expr) -> Expr;
}

impl At for Function {
    fn at(self, u: &Expr) -> Expr {
        Expr::apply(self, u.clone())
    }
}

fn exp(u: &Expr) -> Expr {
    Function::Exp.at(u)
}

/// `e^(-u)`, with a sign that is there already turned, and in a sum those of all terms.
fn exp_minus(u: &Expr) -> Expr {
    match u.node() {
        Node::Negate(v) => exp(v),
        Node::Sum(_) => exp(&simplify(&u.clone().negate())),
        _ => exp(&u.clone().negate()),
    }
}

fn one_over(u: Expr) -> Expr {
    Expr::quotient(Expr::one(), u)
}

fn difference(u: Expr, v: Expr) -> Expr {
    Expr::sum([u, v.negate()])
}

fn cases(at_zero: AtZero, on: &Expr, below: Expr, above: Expr) -> Expr {
    Expr::piecewise(at_zero, on.clone(), below, above)
}

/// `u·(1 + erf(u/√2))/2`
fn gelu(u: &Expr) -> Expr {
    let scaled = Expr::quotient(u.clone(), Function::Sqrt.at(&Expr::integer(2)));
    let weight = Expr::sum([Expr::one(), Function::Erf.at(&scaled)]);
    Expr::product([u.clone(), Expr::quotient(weight, Expr::integer(2))])
}
