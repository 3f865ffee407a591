//! The templates of the problems, as a table that reads like a page of exercises.
//!
//! How a pattern is read: `{2..7}` is a number of that range, `{sin|cos}` one of the two; the rest is typed as always.
//! A template stands at the level whose problems need about as many steps as its own (a test holds the levels to it).
//! What a template makes is screened by [`Problem::new`](super::Problem::new), so a pattern may now and then give
//! something that nobody would ask.

use super::{Level, Skill};

/// A kind of problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Template {
    /// What it practises.
    pub skill: Skill,
    /// How hard it is: 1, 2 or 3.
    pub level: u8,
    /// The formula with its choices.
    pub pattern: &'static str,
}

/// The templates of a skill at a level.
pub fn of(skill: Skill, level: Level) -> Vec<Template> {
    all().filter(|template| template.skill == skill && template.level == level.number()).collect()
}

/// Every template.
pub fn all() -> impl Iterator<Item = Template> {
    use Skill as S;
    let tables = [
        (S::Power, POWER),
        (S::Chain, CHAIN),
        (S::Product, PRODUCT),
        (S::Quotient, QUOTIENT),
        (S::Exponential, EXPONENTIAL),
        (S::Logarithmic, LOGARITHMIC),
    ];
    tables
        .into_iter()
        .flat_map(|(skill, table)| table.iter().map(move |&(level, pattern)| Template { skill, level, pattern }))
}

type Table = &'static [(u8, &'static str)];

const POWER: Table = &[
    (1, "x^{3..9}"),
    (1, "{2..9}x^{2..7}"),
    (1, "{2..7}x^{2..4} {+|-} {2..9}x"),
    (1, "{2..6}x^{3..5} {+|-} {2..9}x^2"),
    (1, "x^{4..7} {+|-} {2..9}x^{2..3} {+|-} {1..9}"),
    (1, "x^{3..6}/{2..5} {+|-} {2..9}x"),
    (2, "{2..9}x^(-{1..4})"),
    (2, "{2..8}x^({1/2|1/3|3/2|2/3|5/2|3/4})"),
    (2, "x^{2..4} {+|-} {2..6}x^(-{1..3})"),
    (2, "x^{2..5} {+|-} {2..8}sqrt(x)"),
    (2, "{2..5}x^(-{1..3}) {+|-} {2..9}x"),
    (2, "x^({3/2|5/2|4/3|5/3}) {+|-} {2..9}x^{2..3}"),
    (3, "x^{2..5} {+|-} {2..6}/x^{2..4}"),
    (3, "{2..6}x^({3/2|5/2|4/3|5/3}) {+|-} {2..6}x^(-{1/2|1/3|3/2})"),
    (3, "{2..6}sqrt(x) {+|-} {2..5}x^(-{1..3}) {+|-} x^{2..3}"),
    (3, "(x^{3..5} {+|-} {2..9}x^(-{1..3}))/{2..4}"),
    (3, "x^{pi|e} {+|-} {2..7}x^(-{1..3})"),
];

const CHAIN: Table = &[
    (1, "({2..7}x {+|-} {1..9})^{3..6}"),
    (1, "{sin|cos}({2..9}x)"),
    (1, "{sin|cos}({2..6}x {+|-} {1..5})"),
    (1, "sqrt({2..9}x + {1..9})"),
    (1, "{sigmoid|tanh}({2..6}x)"),
    (1, "{2..5}({2..5}x {+|-} {1..9})^{2..4}"),
    (2, "(x^2 {+|-} {1..6})^{3..5}"),
    (2, "({1..5} - x^{2..3})^{3..5}"),
    (2, "sqrt({2..5}x^2 + {1..9})"),
    (2, "{sigmoid|tanh}({2..6}x {+|-} {1..4})"),
    (2, "{sin|cos}(x^{2..4})"),
    (2, "{sin|cos}(x)^{2..5}"),
    (2, "({1..4} - e^x)^{3..5}"),
    (2, "tanh(x^2 {+|-} {1..3})"),
    (3, "{sin|cos}({2..5}x)^{2..4}"),
    (3, "(x^2 {+|-} {2..5}x + {1..5})^{3..4}"),
    (3, "sqrt({2..5} + {sin|cos}({2..4}x))"),
    (3, "sigmoid({2..4}x {+|-} {1..3})^2"),
    (3, "(sigmoid({2..4}x) - 1)^2/2"),
    (3, "{sin|cos}(sqrt({2..5}x + {1..5}))"),
    (3, "tanh({sin|cos}({2..4}x))"),
    (3, "({sin|cos}({2..4}x) {+|-} x)^{2..4}"),
];

const PRODUCT: Table = &[
    (1, "x {sin|cos}(x)"),
    (1, "x^{2..4} {sin|cos}(x)"),
    (1, "x^{2..4} e^x"),
    (1, "{x|x^2|x^3} ln(x)"),
    (1, "{2..9}x {sin|cos}(x)"),
    (1, "(x {+|-} {1..9}) {sin|cos}(x)"),
    (1, "(x {+|-} {1..9}) e^x"),
    (1, "(x + {1..9}) ln(x)"),
    (1, "e^x {sin|cos}(x)"),
    (2, "({2..6}x {+|-} {1..7}) {sin|cos}(x)"),
    (2, "({2..6}x {+|-} {1..5}) e^x"),
    (2, "sqrt(x) {sin|cos|ln}(x)"),
    (2, "x {tanh|sigmoid}(x)"),
    (2, "(x^2 {+|-} {1..6}) {sin|cos|ln}(x)"),
    (2, "{2..4}x^{2..3} {tanh|ln|cos}(x)"),
    (2, "(x^{2..3} {+|-} {2..5}x) e^x"),
    (3, "x^{2..3} {sin|cos}({2..5}x)"),
    (3, "x e^(-{2..4}x)"),
    (3, "x^{2..3} e^({2..4}x)"),
    (3, "e^(-x) {sin|cos}({2..4}x)"),
    (3, "x sigmoid({2..4}x)"),
    (3, "x {sin|cos}(x^2)"),
    (3, "x e^x {sin|cos}(x)"),
    (3, "x sqrt({2..5}x + {1..5})"),
    (3, "({2..4}x {+|-} {1..5}) ln({2..5}x + {1..5})"),
];

const QUOTIENT: Table = &[
    (1, "x/(x {+|-} {1..7})"),
    (1, "{2..9}/(x + {1..6})"),
    (1, "x^{2..3}/(x + {1..6})"),
    (1, "{sin|cos}(x)/x"),
    (1, "e^x/x"),
    (1, "{2..5}x/(x + {1..6})"),
    (2, "({2..6}x {+|-} {1..6})/({2..5}x + {1..7})"),
    (2, "(x {+|-} {1..5})/(x^2 + {1..6})"),
    (2, "(x^2 {+|-} {1..5})/(x + {1..5})"),
    (2, "e^x/({2..3}x + {1..5})"),
    (2, "{ln|sin|cos}(x)/x^{2..3}"),
    (2, "x^2/(x^2 + {1..6})"),
    (2, "{2..5}x/(e^x + {1..4})"),
    (3, "{sin|cos}({2..4}x)/(x + {1..3})"),
    (3, "(e^x {+|-} 1)/(e^x + {2..4})"),
    (3, "x^{2..3}/(e^x + {1..4})"),
    (3, "1/(1 + e^(-{2..4}x))"),
    (3, "ln({2..4}x + 1)/x"),
    (3, "(x^2 {+|-} {1..4}x)/(x^2 + {1..4})"),
    (3, "{sin|cos}(x)/({2..3} + {sin|cos}(x))"),
    (3, "(x + {1..3})/e^({2..3}x)"),
];

const EXPONENTIAL: Table = &[
    (1, "e^({2..6}x)"),
    (1, "{2..7}e^(-{2..5}x)"),
    (1, "e^({2..5}x {+|-} {1..6})"),
    (1, "{2..9}*{2|3|5|7|10}^x"),
    (1, "{2..6}e^x {+|-} x^{2..3}"),
    (1, "e^(x/{2..5})"),
    (2, "{2..6}e^(x^{2..3})"),
    (2, "{2..7}e^(-x^2)"),
    (2, "e^(-x^2/{2|4|6|8})"),
    (2, "{2|3|5|7}^({2..4}x)"),
    (2, "{2..5}e^({sin|cos}(x))"),
    (2, "{2..8}e^(sqrt(x))"),
    (2, "e^(x^2 {+|-} {2..5}x)"),
    (2, "{2..6}e^({2..4}x) {+|-} {2..5}e^(-x)"),
    (3, "e^({sin|cos}({2..4}x))"),
    (3, "x e^(-{2..4}x)"),
    (3, "e^(-(x - {1..4})^2)"),
    (3, "e^(-({2..4}x {+|-} 1)^2/2)"),
    (3, "{2..5}x*{2|3|5}^(x^2)"),
    (3, "x^2 e^(-x^2/{2|4})"),
    (3, "e^x/(e^x + {1..7})"),
    (3, "sqrt({1..5} + e^({2..4}x))"),
    (3, "e^(-{2..4}x) {sin|cos}(x)"),
    (3, "(x {+|-} {1..5}) e^({2..4}x)"),
];

const LOGARITHMIC: Table = &[
    (1, "ln({2..9}x)"),
    (1, "ln({2..7}x + {1..9})"),
    (1, "{2..6}ln(x) {+|-} x^{2..3}"),
    (1, "{2..5}ln(x + {1..9})"),
    (1, "ln(x^{2..5})"),
    (2, "ln(x^2 + {1..9})"),
    (2, "ln({2..5}x^2 + {1..7})"),
    (2, "{x|x^2} ln(x)"),
    (2, "ln(x^2 + {2..6}x + {1..7})"),
    (2, "ln(e^x + {1..5})"),
    (2, "ln({2..4} + {sin|cos}(x))"),
    (2, "ln(sigmoid(x))"),
    (2, "ln(sin(x))"),
    (3, "ln(sigmoid({2..4}x {+|-} {1..3}))"),
    (3, "ln({2..5}x + {1..3})^{2..3}"),
    (3, "x^2 ln({2..5}x)"),
    (3, "ln(1 + e^(-{2..4}x))"),
    (3, "ln(x^2 + {1..5})/x"),
    (3, "ln(x/(x + {1..5}))"),
    (3, "ln({2..4} + {sin|cos}({2..4}x))"),
    (3, "sqrt(x) ln({2..4}x + 1)"),
];
