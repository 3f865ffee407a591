//! Laws that hold for every derivation, tried on random functions that reach every rule and every method.

use proptest::prelude::*;

use super::*;
use crate::symbolic::{AtZero, Constant, Function, Node, Number, Verdict, compare};

fn leaf() -> impl Strategy<Value = Expr> {
    prop_oneof![
        5 => Just(Expr::symbol("x")),
        1 => Just(Expr::symbol("y")),
        3 => (0i64..7).prop_map(Expr::integer),
        1 => (1i64..6, 2i64..5).prop_map(|(p, q)| Expr::from(Number::ratio(p, q).unwrap())),
        1 => prop_oneof![Just(Constant::Pi), Just(Constant::E)].prop_map(Expr::constant),
    ]
}

fn functions() -> impl Strategy<Value = Expr> {
    let names: Vec<Function> = Function::all().collect();
    leaf().prop_recursive(4, 20, 3, move |inner| {
        let name = proptest::sample::select(names.clone());
        let pair = || (inner.clone(), inner.clone());
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::sum),
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::product),
            2 => pair().prop_map(|(u, v)| Expr::quotient(u, v)),
            2 => (inner.clone(), -3i64..5).prop_map(|(u, n)| Expr::power(u, Expr::integer(n))),
            1 => pair().prop_map(|(u, v)| Expr::power(u, v)),
            1 => inner.clone().prop_map(Expr::negate),
            4 => (name, inner.clone()).prop_map(|(f, u)| Expr::apply(f, u)),
            1 => (pair(), any::<bool>()).prop_map(|((u, v), max)| if max { Expr::max(u, v) } else { Expr::min(u, v) }),
            1 => (inner.clone(), pair()).prop_map(|(on, (u, v))| Expr::piecewise(AtZero::Above, on, u, v)),
        ]
    })
}

/// The part of `e` that stands at a place.
fn at<'a>(e: &'a Expr, place: &[usize]) -> Option<&'a Expr> {
    place.iter().try_fold(e, |e, &i| e.children().get(i))
}

/// `e` where the function has a value, the lines hold and no two pieces meet: formulas say more elsewhere.
fn inside(e: &Expr, derivation: &Derivation) -> Expr {
    let holds = derivation.conditions().into_iter().map(|condition| match condition {
        Condition::Nonzero(u) | Condition::Meeting([u, ..]) => Expr::quotient(Expr::one(), u),
        Condition::Positive(u) => Expr::apply(Function::Ln, u),
    });
    let defined = Expr::sum(std::iter::once(derivation.of.clone()).chain(holds));
    Expr::sum([e.clone(), Expr::product([Expr::zero(), defined])])
}

fn every_derivation(f: &Expr) -> Vec<Derivation> {
    let x = Symbol::new("x");
    let ways = methods(f, &x).into_iter().flat_map(|method| Detail::ALL.map(|detail| (method, detail)));
    ways.filter_map(|(method, detail)| Derivation::by_method(f, &x, method, detail).ok()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn places_hold_what_they_say(f in functions()) {
        for derivation in every_derivation(&f) {
            let mut line = Expr::derivative(f.clone(), derivation.by.clone());
            for step in &derivation.steps {
                prop_assert_eq!(&step.before, &line, "{} {:?}", f, derivation.method);
                line = step.after.clone();
                prop_assert!(!step.applications.is_empty() && !step.name().is_empty());
                for applied in &step.applications {
                    let before = at(&step.before, &applied.place_before);
                    let target = match before.map(Expr::node) {
                        Some(Node::Derivative(u, _)) if before != Some(&applied.target) => Some(u),
                        _ => before,
                    };
                    prop_assert_eq!(target, Some(&applied.target), "before, in {}", step.before);
                    if let Some(place) = &applied.place_after {
                        prop_assert_eq!(at(&step.after, place), Some(&applied.application.result), "in {}", step.after);
                    }
                }
            }
            prop_assert!(!line.is_pending());
        }
    }

    #[test]
    fn every_way_ends_in_the_derivative(f in functions()) {
        let answer = differentiate(&f, &Symbol::new("x"));
        for derivation in every_derivation(&f) {
            let (Ok(answer), end) = (&answer, derivation.answer()) else { return Ok(()) };
            let verdict = compare(&inside(&end, &derivation), &inside(answer, &derivation));
            prop_assert!(
                !matches!(verdict, Verdict::Different(_)),
                "{f} by {:?} in {:?}: {end}, not {answer}", derivation.method, derivation.detail
            );
        }
    }

    #[test]
    fn no_line_is_written_twice(f in functions()) {
        for derivation in every_derivation(&f) {
            let lines: Vec<String> = derivation.lines().map(|line| line.to_string()).collect();
            for pair in lines.windows(2) {
                prop_assert!(pair[0] != pair[1], "{f} by {:?}: {}", derivation.method, pair[0]);
            }
        }
    }
}
