//! Random expressions, for the laws that hold for all.

use gradus::symbolic::{Constant, Expr, Function, Number};
use proptest::prelude::*;

/// A variable, x more often than y, or a number.
pub fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        4 => Just(Expr::symbol("x")),
        1 => Just(Expr::symbol("y")),
        3 => (0i64..7).prop_map(Expr::integer),
        1 => (1i64..6, 2i64..5).prop_map(|(p, q)| Expr::number(Number::ratio(p, q).unwrap())),
        1 => prop_oneof![Just(Constant::Pi), Just(Constant::E)].prop_map(Expr::constant),
    ]
}

/// Any expression in x and y, from every function and every operation.
pub fn expressions() -> impl Strategy<Value = Expr> {
    let functions: Vec<Function> = Function::all().collect();
    leaf().prop_recursive(4, 24, 3, move |inner| {
        let function = proptest::sample::select(functions.clone());
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::sum),
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::product),
            2 => (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::quotient(u, v)),
            2 => (inner.clone(), -3i64..5).prop_map(|(u, n)| Expr::power(u, Expr::integer(n))),
            1 => (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::power(u, v)),
            1 => inner.clone().prop_map(Expr::negate),
            4 => (function, inner).prop_map(|(f, u)| Expr::apply(f, u)),
        ]
    })
}

/// So many cases, or as many as a hunt asks for by `PROPTEST_CASES`.
pub fn cases(usual: u32) -> ProptestConfig {
    let config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_some() { config } else { ProptestConfig { cases: usual, ..config } }
}
