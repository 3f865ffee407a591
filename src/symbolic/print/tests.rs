//! Laws of printing, for expressions with every kind of node.

use proptest::prelude::*;

use super::latex;
use crate::symbolic::{AtZero, Expr, Function, parse};

fn expressions() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        3 => Just(Expr::symbol("x")),
        2 => Just(Expr::symbol("y")),
        2 => (0i64..4).prop_map(Expr::integer),
    ];
    let functions: Vec<Function> = Function::all().collect();
    leaf.prop_recursive(4, 24, 3, move |inner| {
        let at_zero = prop_oneof![Just(AtZero::Below), Just(AtZero::Above), Just(AtZero::Agreed)];
        let pair = (inner.clone(), inner.clone());
        let three = (inner.clone(), inner.clone(), inner.clone());
        prop_oneof![
            pair.clone().prop_map(|(u, v)| Expr::max(u, v)),
            pair.clone().prop_map(|(u, v)| Expr::min(u, v)),
            (at_zero, three).prop_map(|(at_zero, (on, u, v))| Expr::piecewise(at_zero, on, u, v)),
            pair.clone().prop_map(|(u, v)| Expr::sum([u, v.negate()])),
            pair.clone().prop_map(|(u, v)| Expr::product([u, v])),
            pair.clone().prop_map(|(u, v)| Expr::quotient(u, v)),
            pair.prop_map(|(u, v)| Expr::power(u, v)),
            (proptest::sample::select(functions.clone()), inner).prop_map(|(f, u)| Expr::apply(f, u)),
        ]
    })
}

proptest! {
    #[test]
    fn plain_text_reads_back(e in expressions()) {
        let text = e.to_string();
        let back = parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(back.to_string(), text);
    }

    #[test]
    fn latex_can_be_typeset(e in expressions()) {
        let text = latex(&e);
        let storage = pulldown_latex::Storage::new();
        let events: Result<Vec<_>, _> = pulldown_latex::Parser::new(&text, &storage).collect();
        prop_assert!(events.is_ok(), "{text}: {:?}", events.err().map(|error| error.to_string()));
    }
}
