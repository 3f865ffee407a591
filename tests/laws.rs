//! Laws that hold for every expression, tried on random ones that reach every function and every rule.

mod expressions;

use gradus::{
    numeric::{Partial, Program, difference, finite},
    symbolic::{
        AtZero, Derivation, Detail, Expr, Function, Node, Proof, Symbol, Verdict, compare, differentiate, methods,
        parse, raw_derivative, simplify, simplify_where_defined, tidyings,
    },
};
use proptest::prelude::*;

use expressions::{cases, expressions, leaf};

/// Expressions with maxima and cases in them, small enough to be differentiated in every way.
fn pieces() -> impl Strategy<Value = Expr> {
    use Function as F;
    // Rules say nothing of what only looks as if it varied, `(0·x)^y`, or has no slope to go by, `asin(sign(x))`, nor
    // of what is divided by 0.
    let still = |e: &Expr| !e.symbols().is_empty() && raw_derivative(e, &Symbol::new("x")).is_integer(0);
    // Nor of what stays at 0 for a while, where the function around it has no slope: `relu(x)^(1/2)`.
    let flat = move |e: &Expr| e.any(&|part| matches!(part.node(), Node::Apply(F::Relu | F::Step | F::Sign, _)));
    let sharp = move |e: &Expr| match e.node() {
        Node::Apply(F::Sqrt | F::Cbrt | F::Abs | F::Relu | F::Sign | F::Step, u) => flat(u),
        Node::Power([u, n]) => !n.as_number().is_some_and(|n| n.is_integer()) && flat(u),
        _ => false,
    };
    let disguised = move |e: &Expr| {
        let is_inner = matches!(e.node(), Node::Apply(..) | Node::Power(_) | Node::Quotient(_));
        matches!(e.node(), Node::Quotient([_, v]) if simplify(v).is_integer(0))
            || sharp(e)
            || !e.symbols().is_empty() && simplify(e).as_number().is_some()
            || is_inner && e.children().iter().any(|c| c.contains(&Symbol::new("x")) && still(c))
    };
    let small = expressions().prop_filter("small", move |f| f.size() < 40 && !f.any(&disguised)).boxed();
    let pair = (small.clone(), small.clone());
    prop_oneof![
        5 => small.clone(),
        1 => pair.clone().prop_map(|(u, v)| Expr::max(u, v)),
        1 => pair.clone().prop_map(|(u, v)| Expr::min(u, v)),
        1 => (leaf(), pair.clone()).prop_map(|(on, (u, v))| Expr::piecewise(AtZero::Above, on, u, v)),
        1 => (small, pair).prop_map(|(w, (u, v))| Expr::product([w, Expr::max(u, v)])),
    ]
}

/// Products, sums and fractions of what has a sign and what has none.
fn signs_and_sizes() -> impl Strategy<Value = Expr> {
    let leaf = ["x", "y", "y", "abs(y)", "abs(y)", "sign(y)", "sign(y)", "2", "1"].map(|text| parse(text).unwrap());
    proptest::sample::select(leaf.to_vec()).prop_recursive(4, 14, 3, |inner| {
        prop_oneof![
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::sum),
            3 => proptest::collection::vec(inner.clone(), 2..4).prop_map(Expr::product),
            3 => (inner.clone(), inner.clone()).prop_map(|(u, v)| Expr::quotient(u, v)),
            1 => (inner.clone(), 2i64..4).prop_map(|(u, n)| Expr::power(u, Expr::integer(n))),
            1 => inner.prop_map(Expr::negate),
        ]
    })
}

/// Fails if the two surely differ; where doubles can't tell, nothing is claimed.
fn no_difference(a: &Expr, b: &Expr, law: &str) -> Result<(), TestCaseError> {
    let verdict = compare(a, b);
    prop_assert!(!matches!(verdict, Verdict::Different(_)), "{law}: {a}\nand {b}\n{verdict:?}");
    Ok(())
}

/// Whether the function has values where functions are compared: nothing follows from one that has none, such as x/0.
fn has_values(f: &Expr) -> bool {
    matches!(compare(f, &Expr::quotient(f.clone(), Expr::zero())), Verdict::Different(_))
}

/// Every derivative that is still to be taken, taken.
fn carried_out(line: &Expr) -> Expr {
    match line.node() {
        Node::Derivative(u, x) => differentiate(&carried_out(u), x).unwrap(),
        _ if !line.is_pending() => line.clone(),
        _ => line.with_children(line.children().iter().map(carried_out).collect()),
    }
}

/// `e` where `f` has a value: formulas of derivatives say more than the functions do, outside their domains.
fn inside(f: &Expr, e: &Expr) -> Expr {
    Expr::sum([e.clone(), Expr::product([Expr::zero(), f.clone()])])
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn what_is_printed_reads_back(f in expressions()) {
        let text = f.to_string();
        let back = parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?;
        prop_assert_eq!(back.to_string(), text.clone(), "printed again");
        no_difference(&f, &back, "reading back")?;
    }

    #[test]
    fn tidying_keeps_signs(f in signs_and_sizes()) {
        no_difference(&f, &simplify(&f), "tidying")?;
        no_difference(&f, &inside(&f, &simplify_where_defined(&f)), "tidying where it is defined")?;
    }

    #[test]
    fn tidying_keeps_value_and_domain(f in expressions()) {
        let tidy = simplify(&f);
        no_difference(&f, &tidy, "tidying")?;
        prop_assert!(!tidy.is_pending());
    }

    #[test]
    fn every_tidying_line_is_equal(f in expressions()) {
        let mut line = f.clone();
        for (law, next) in tidyings(&f) {
            no_difference(&inside(&f, &line), &inside(&f, &next), law.name())?;
            line = next;
        }
        prop_assert_eq!(line.to_string(), simplify_where_defined(&f).to_string());
    }

    #[test]
    fn tidying_twice_changes_nothing_that_is_seen(f in expressions()) {
        let tidy = simplify(&f);
        no_difference(&tidy, &simplify(&tidy), "tidying twice")?;
    }

    #[test]
    fn every_line_follows_from_the_one_before(f in expressions()) {
        let x = Symbol::new("x");
        let derivation = Derivation::new(&f, &x).unwrap();
        let lines: Vec<Expr> = derivation.lines().map(|line| carried_out(&line)).collect();
        if !has_values(&f) {
            return Ok(());
        }
        for pair in lines.windows(2) {
            no_difference(&inside(&f, &pair[0]), &inside(&f, &pair[1]), &format!("a line of d/dx {f}"))?;
        }
        let answer = differentiate(&f, &x).unwrap();
        no_difference(&inside(&f, &derivation.answer()), &inside(&f, &answer), "lines and answer")?;
    }

    #[test]
    fn rules_and_differences_agree(f in expressions(), x in 0.2f64..2.0, y in 0.3f64..1.7) {
        let variables = [Symbol::new("x"), Symbol::new("y")];
        let program = Program::new(std::slice::from_ref(&f), &variables).unwrap();
        let partial = Partial::new(&f, &variables[..1], &variables).unwrap();
        let estimate = difference::richardson(|x| program.eval(&[x, y])[0], x, 0.002);
        if let (Some(slope), Some(measured)) = (partial.value(&[x, y]), finite(estimate.value)) {
            // Only where the estimate knows itself to be good, and f does not swing to and fro within its step.
            if estimate.error < 1e-6 * (1.0 + measured.abs()) && slope.abs() < 50.0 {
                let bound = 10.0 * estimate.error + 1e-6 * (1.0 + slope.abs());
                prop_assert!((slope - measured).abs() <= bound, "{f} at ({x}, {y}): {slope}, measured {estimate:?}");
            }
        }
    }

    #[test]
    fn differentiating_is_linear(f in expressions(), g in expressions(), c in -4i64..5) {
        let x = Symbol::new("x");
        let d = |e: &Expr| differentiate(e, &x).unwrap();
        let whole = d(&Expr::sum([Expr::product([Expr::integer(c), f.clone()]), g.clone()]));
        let parts = Expr::sum([Expr::product([Expr::integer(c), d(&f)]), d(&g)]);
        if c == 0 || !has_values(&f) || !has_values(&g) {
            return Ok(());
        }
        let both = Expr::sum([f, g]);
        no_difference(&inside(&both, &whole), &inside(&both, &parts), "linearity")?;
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place(text in "\\PC{0,40}") {
        if let Err(error) = parse(&text) {
            let length = text.chars().count();
            prop_assert!(error.at.start <= error.at.end && error.at.end <= length.max(1), "{text:?}: {error:?}");
        }
    }

    #[test]
    fn anything_near_mathematics_is_read_or_refused(text in "[-+*/^()\\[\\]{}|x-z0-9.,² π√a-hilnopqrst\\\\_=]{0,30}") {
        if let Ok(e) = parse(&text) {
            let again = parse(&e.to_string());
            prop_assert!(again.is_ok(), "{text:?} prints {e}");
        }
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn every_line_by_every_method_is_proved_by_numbers(f in pieces()) {
        let x = Symbol::new("x");
        for method in methods(&f, &x) {
            for detail in Detail::ALL {
                let Ok(derivation) = Derivation::by_method(&f, &x, method, detail) else { continue };
                for (step, proof) in derivation.steps.iter().zip(derivation.verify()) {
                    prop_assert!(
                        !matches!(proof, Proof::Refuted(_)),
                        "d/dx {f} by {method:?}, {detail:?}: from {}\nto {}\n{proof:?}", step.before, step.after
                    );
                }
            }
        }
    }
}
