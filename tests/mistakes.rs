//! Every documented scalar mistake, made on functions that nobody wrote for it: it is named, and the right answer in other
//! forms is never called wrong.

use std::collections::BTreeMap;

use gradus::{
    practice::{Finding, Mistake, diagnose, diagnose_second},
    symbolic::{Derivation, Expr, Symbol, compare, differentiate, differentiate_in_turn, parse, raw_derivative},
};

/// A slip's id, the variable, and for two numbers: functions, each with the answer that the slip gives.
type Row = (&'static str, &'static str, fn(i64, i64) -> Vec<(String, String)>);

macro_rules! pairs {
    ($($f:expr => $wrong:expr),+ $(,)?) => { vec![$((format!($f), format!($wrong))),+] };
}

/// Written by hand, without the engine's wrong rules.
#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("P1", "x", |a, n| { let m = n - 1; pairs!("x^{n}" => "x^{m}", "{a}x^{n}" => "{a}x^{m}", "sin(x) + x^{n}" => "cos(x) + x^{m}", "(x^2+{a})^{n}" => "2x(x^2+{a})^{m}") }),
    ("P2", "x", |a, n| pairs!("x^{n}" => "{n}x^{n}", "{a}x^{n} + 1" => "{a}*{n}x^{n}", "(x^3-{a})^{n}" => "{n}(x^3-{a})^{n}*3x^2")),
    ("P3", "x", |a, n| { let m = n + 1; pairs!("{a}x^{n}" => "{a}x^{m}/{m}", "x^{n} + {a}x" => "x^{m}/{m} + {a}x^2/2", "sin({a}x)" => "-cos({a}x)/{a}", "e^({n}x)" => "e^({n}x)/{n}") }),
    ("P4", "x", |a, n| { let m = n - 1; pairs!("{a}/x^{n}" => "{a}/({n}x^{m})", "1/(x^{n} + {a})" => "1/({n}x^{m})", "x^(-{n})" => "1/({n}x^{m})") }),
    ("P5", "x", |a, n| { let m = n - 1; pairs!("x^(-{n})" => "-{n}x^(-{m})", "{a}x^(-{n})" => "-{a}*{n}/x^{m}", "{a}/x^{n}" => "-{a}*{n}x^(-{m})", "1/x^{n}" => "-{n}x^{m}") }),
    ("P6", "x", |a, n| { let (m, s) = (n - 1, a + n); pairs!("{a}x^{n}" => "{s}x^{m}", "{a}x^{n} + ln(x)" => "{s}x^{m} + 1/x", "e^x - {a}x^{n}" => "e^x - {s}x^{m}", "-{a}x^{n}" => "-({a}-{n})x^{m}") }),
    ("P7", "x", |a, n| pairs!("{a}sqrt(x)" => "{a}/sqrt(x)", "sqrt({a}x + {n})" => "{a}/sqrt({a}x+{n})", "x^2 + sqrt(x)/{n}" => "2x + 1/({n}sqrt(x))")),
    ("C1", "x", |a, n| { let m = n - 1; pairs!("{a}x + pi^{n}" => "{a} + {n}pi^{m}", "x^{n} + ln({a})" => "{n}x^{m} + 1/{a}", "sin(x) + {a}e^{n}" => "cos(x) + {a}*{n}e^{m}") }),
    ("C2", "x", |a, n| { let m = n - 1; pairs!("{a}x^{n} + {a}" => "{a}*{n}x^{m} + {a}", "sin(x) - {n}" => "cos(x) - {n}", "x^2 + pi*{a}" => "2x + pi*{a}") }),
    ("C3", "x", |a, n| { let m = n - 1; pairs!("{a}x^{n} + {n}x - 7" => "{a}*{n}x^{m}", "sin(x) + x^{n} + {a}e^x" => "cos(x)", "x^{n} + cos({a}x)" => "{n}x^{m} + cos({a}x)") }),
    ("C4", "x", |a, n| { let m = n - 1; pairs!("{a}x^{n}" => "{n}x^{m}", "{a}x - {n}x^2" => "1 - 2x", "{a}sin(x)" => "cos(x)", "x^{n}/{a}" => "{n}x^{m}", "{a}/(x^2+{n})" => "-2x/(x^2+{n})^2") }),
    ("C5", "x", |a, n| { let m = n - 1; pairs!("{a}x - x^{n}" => "{a} + {n}x^{m}", "sin(x) - {a}e^x" => "cos(x) + {a}e^x", "-{a}x^{n}" => "{a}*{n}x^{m}") }),
    ("M1", "x", |a, n| { let m = n - 1; pairs!("x^{n} sin(x)" => "{n}x^{m}cos(x)", "{a}x^{n} e^x" => "{a}*{n}x^{m}e^x", "(x+{a}) ln(x)" => "1/x") }),
    ("M2", "x", |a, n| { let m = n - 1; pairs!("x^{n} sin(x)" => "x^{n}*{n}x^{m} + sin(x)cos(x)", "(x+{a}) e^x" => "x+{a}+e^(2x)", "{a}x ln(x)" => "{a}^2 x + ln(x)/x") }),
    ("M3", "x", |a, n| { let m = n - 1; pairs!("x^{n} sin(x)" => "{n}x^{m}+cos(x)", "(x^2-{a}) e^x" => "2x + e^x", "{a}x^{n} ln(x)" => "{a}*{n}x^{m} + 1/x") }),
    ("M4", "x", |a, n| { let m = n - 1; pairs!("x^{n} cos(x)" => "{n}x^{m}cos(x) + x^{n}sin(x)", "(x+{a}) e^x" => "e^x - (x+{a})e^x", "{a}x^2 ln(x)" => "{a}*2x ln(x) - {a}x") }),
    ("M5", "x", |a, n| { let m = n - 1; pairs!("x^{n} sin(x)" => "{n}x^{m}sin(x)", "(x^2+{a}) e^x" => "(x^2+{a}) e^x", "{a}x^{n} tan(x)" => "{a}x^{n}/cos(x)^2") }),
    ("Q1", "x", |a, n| { let m = n - 1; pairs!("x^{n}/(x+{a})" => "{n}x^{m}", "sin(x)/(x^2+{a})" => "cos(x)/(2x)", "{a}x/e^x" => "{a}/e^x") }),
    ("Q2", "x", |a, n| { let m = n - 1; pairs!("x^{n}/(x+{a})" => "({n}x^{m}(x+{a})+x^{n})/(x+{a})^2", "sin(x)/(x^2+{a})" => "(cos(x)(x^2+{a})+2x sin(x))/(x^2+{a})^2", "ln(x)/x^{n}" => "(x^{m} + {n}x^{m} ln(x))/x^(2*{n})") }),
    ("Q3", "x", |a, n| { let m = n - 1; pairs!("x^{n}/(x+{a})" => "({n}x^{m}(x+{a})-x^{n})/(x+{a})", "sin(x)/(x^2+{a})" => "(cos(x)(x^2+{a})-2x sin(x))/(x^2+{a})", "{a}x/(e^x+{n})" => "({a}(e^x+{n})-{a}x e^x)/(e^x+{n})") }),
    ("Q4", "x", |a, n| { let m = n - 1; pairs!("x^{n}/(x+{a})" => "({n}x^{m}(x+{a})-x^{n})/x^(2*{n})", "sin(x)/(x^2+{a})" => "(cos(x)(x^2+{a})-2x sin(x))/sin(x)^2", "{a}x/(e^x+{n})" => "({a}(e^x+{n})-{a}x e^x)/({a}x)^2") }),
    ("Q5", "x", |a, n| { let m = n - 1; pairs!("x^{n}/(x+{a})" => "(x^{n}-{n}x^{m}(x+{a}))/(x+{a})^2", "sin(x)/(x^2+{a})" => "(2x sin(x)-cos(x)(x^2+{a}))/(x^2+{a})^2", "{a}/(x^2+{n})" => "2x*{a}/(x^2+{n})^2") }),
    ("H1", "x", |a, n| { let m = n - 1; pairs!("({a}x+1)^{n}" => "{n}({a}x+1)^{m}", "sin(x^{n})" => "cos(x^{n})", "e^({a}x^2)" => "e^({a}x^2)", "x^2 + tan({a}x)" => "2x + 1/cos({a}x)^2", "sqrt(x^2+{a})" => "1/(2sqrt(x^2+{a}))") }),
    ("H2", "x", |a, n| { let m = n - 1; pairs!("({a}-e^x)^{n}" => "{n}({a}-e^x)^{m}({a}-e^x)", "sin(x^{n})" => "cos(x^{n})x^{n}", "e^({a}x)" => "{a}x e^({a}x)") }),
    ("H3", "x", |a, n| { let m = n - 1; pairs!("({a}-e^x)^{n}" => "{n}({a}-e^x)^{m}e^x", "({a}-3x)^{n}" => "3*{n}({a}-3x)^{m}", "sin({a}-x^{n})" => "{n}x^{m}cos({a}-x^{n})") }),
    ("H4", "x", |a, n| { let m = n - 1; pairs!("sin(x^{n})" => "cos(x)*{n}x^{m}", "(x^2+{a})^{n}" => "{n}x^{m}*2x", "tanh(x^{n})" => "{n}x^{m}(1-tanh(x)^2)", "sqrt(x^2+{a})" => "2x/(2sqrt(x))") }),
    ("H5", "x", |a, n| { let m = n - 1; pairs!("sin(x^{n})" => "cos({n}x^{m})", "cos({a}x^2)" => "-sin(2*{a}x)", "e^(x^{n})" => "e^({n}x^{m})") }),
    ("H6", "x", |a, n| pairs!("sin({a}x)" => "{a}cos(x)", "cos({a}x+{n})" => "-{a}sin(x)", "tanh({a}x)" => "{a}(1-tanh(x)^2)", "{n}sin({a}x)" => "{n}*{a}cos(x)")),
    ("H7", "x", |a, n| { let m = n - 1; pairs!("cos({a}x)" => "{a}sin({a}x)", "x^{n} + cos(x)" => "{n}x^{m} + sin(x)", "{a}cos(x^2)" => "{a}*2x sin(x^2)") }),
    ("H8", "x", |a, n| pairs!("e^(-({a}x+1)^2)" => "-2({a}x+1)e^(-({a}x+1)^2)", "sin(cos({a}x))" => "-cos(cos({a}x))sin({a}x)", "(1+sin({a}x))^{n}" => "{n}(1+sin({a}x))^({n}-1)cos({a}x)", "ln(1+e^({a}x))" => "e^({a}x)/(1+e^({a}x))")),
    ("E1", "x", |a, n| pairs!("e^({a}x)" => "e^({a}x)", "{n}e^({a}x+1)" => "{n}e^({a}x+1)", "x^2+e^(x^{n})" => "2x+e^(x^{n})")),
    ("E2", "x", |a, n| pairs!("e^({a}x)" => "{a}e^x", "{n}e^({a}x)" => "{n}*{a}e^x", "e^({a}x) - x^{n}" => "{a}e^x - {n}x^({n}-1)")),
    ("E3", "x", |a, n| pairs!("e^(-{a}x)" => "{a}e^(-{a}x)", "{n}e^(-x)" => "{n}e^(-x)", "e^(-x^{n})" => "{n}x^({n}-1)e^(-x^{n})", "e^(-x^2/{a})" => "2x/{a}e^(-x^2/{a})")),
    ("E4", "x", |a, n| pairs!("{a}e^x" => "{a}x e^(x-1)", "e^({a}x)" => "{a}x e^({a}x-1)", "e^x + x^{n}" => "x e^(x-1) + {n}x^({n}-1)")),
    ("E5", "x", |a, n| pairs!("{a}^x" => "x*{a}^(x-1)", "{n}*{a}^x" => "{n}x*{a}^(x-1)", "{a}^({n}x)" => "{n}x*{a}^({n}x-1)")),
    ("E6", "x", |a, n| pairs!("{a}^x" => "{a}^x", "{n}*{a}^x" => "{n}*{a}^x", "{a}^(x^{n})" => "{n}x^({n}-1)*{a}^(x^{n})")),
    ("E7", "x", |a, n| pairs!("x^({a}x)" => "{a}x*x^({a}x-1)", "{n}x^x" => "{n}x*x^(x-1)", "x^sin(x) + {a}" => "sin(x)x^(sin(x)-1)", "(x+{n})^x" => "x(x+{n})^(x-1)")),
    ("L1", "x", |a, n| pairs!("ln({a}x)" => "1/({a}x)", "{n}ln({a}x)" => "{n}/({a}x)", "ln({a}x+{n})" => "1/({a}x+{n})", "log10({a}x)" => "1/({a}x ln(10))")),
    ("L2", "x", |a, n| pairs!("ln({a}x)" => "{a}/x", "{n}ln({a}x)" => "{n}*{a}/x", "x^{n} + ln({a}x)" => "{n}x^({n}-1) + {a}/x")),
    ("L3", "x", |a, n| pairs!("{a}ln(x)" => "-{a}/x", "x^{n} + ln(x)" => "{n}x^({n}-1) - 1/x", "ln(x^2+{a})" => "-2x/(x^2+{a})")),
    ("L4", "x", |a, n| pairs!("ln(x^2+{a})" => "1/(x^2+{a})", "ln(e^x+{n})" => "1/(e^x+{n})", "{a}ln(x^{n}+1)" => "{a}/(x^{n}+1)")),
    ("T1", "x", |a, n| pairs!("x^{n}" => "1", "{a}x^{n}+x" => "1", "sin({a}x)" => "1")),
    ("T2", "x", |a, n| pairs!("x^{n}" => "0", "x^{n} + {a}x" => "{a}", "{a}x^{n}" => "0")),
    ("N1", "x", |a, n| pairs!("{a}sigma(x)" => "{a}x(1-x)", "sigma({a}x)" => "{a}*{a}x(1-{a}x)", "sigma({a}x+{n})" => "({a}x+{n})(1-({a}x+{n}))", "{n}/(1+exp(-x))" => "{n}x(1-x)")),
    ("N2", "x", |a, n| pairs!("{a}sigma(x)" => "{a}sigma(sigma(x))(1-sigma(sigma(x)))", "sigma({a}x+{n})" => "{a}sigma(sigma({a}x+{n}))(1-sigma(sigma({a}x+{n})))", "x^{n}+sigma(x)" => "{n}x^({n}-1)+sigma(sigma(x))(1-sigma(sigma(x)))")),
    ("N3", "x", |a, n| pairs!("sigma({a}x)" => "sigma({a}x)(1-sigma({a}x))", "{n}sigma({a}x+1)" => "{n}sigma({a}x+1)(1-sigma({a}x+1))", "1/(1+exp(-{a}x))" => "sigma({a}x)(1-sigma({a}x))")),
    ("N4", "x", |a, n| pairs!("{a}ln(sigma(x))" => "{a}/sigma(x)", "ln(sigma({a}x+{n}))" => "1/sigma({a}x+{n})", "x^{n} - ln(sigma(x))" => "{n}x^({n}-1) - 1/sigma(x)", "ln(1/(1+exp(-{a}x)))" => "1/sigma({a}x)")),
    ("N5", "x", |a, n| pairs!("{a}ln(sigma(x))" => "{a}sigma(x)", "ln(sigma({a}x+{n}))" => "{a}sigma({a}x+{n})", "-ln(sigma({n}x))" => "-{n}sigma({n}x)")),
    ("N6", "x", |a, n| pairs!("1/(1+exp(-{a}x))" => "-{a}exp(-{a}x)/(1+exp(-{a}x))^2", "{n}/({a}+exp(-x))" => "-{n}exp(-x)/({a}+exp(-x))^2", "x+1/(1+exp(-{n}x))" => "1-{n}exp(-{n}x)/(1+exp(-{n}x))^2")),
    ("N7", "x", |a, n| pairs!("{a}tanh(x)" => "{a}(1-x^2)", "tanh({a}x+{n})" => "1-({a}x+{n})^2", "x^{n} + tanh(x)" => "{n}x^({n}-1) + 1 - x^2")),
    ("N8", "x", |a, n| pairs!("(sigma(x)-t)^2/{a}" => "2(sigma(x)-t)/{a}", "(sigma({a}x)-t)^2/2" => "(sigma({a}x)-t)*{a}", "(tanh(x)-{n})^2" => "2(tanh(x)-{n})")),
    ("N9", "w", |a, n| pairs!("((w*x-t)^2+({a}w*y-u)^2)/2" => "2(w*x-t)x+2*{a}({a}w*y-u)y", "((w-{a})^2+(w-{n})^2+w^2)/3" => "2(w-{a})+2(w-{n})+2w", "1/{n}*(w*x-{a})^2" => "2(w*x-{a})*x")),
    ("V1", "x", |a, n| pairs!("x^{a} y^{n}" => "{a}x^({a}-1)y^{n}+{n}x^{a}y^({n}-1)", "{a}x^2+x y^{n}" => "2*{a}x+y^{n}+{n}x y^({n}-1)", "sin({a}x y)" => "{a}(x+y)cos({a}x y)")),
    ("V2", "x", |a, n| pairs!("x^{a} y^{n}" => "{a}x^({a}-1)", "{a}x^2 y + x^{n}" => "2*{a}x + {n}x^({n}-1)", "e^x y^{n}" => "e^x", "x^{n}/y" => "{n}x^({n}-1)", "{a}y/x^{n}" => "-{n}/x^({n}+1)")),
    ("V3", "y", |a, n| pairs!("x^{n}+{a}x y" => "{n}x^({n}-1)+{a}x", "sin(x)+y^{n}" => "cos(x)+{n}y^({n}-1)", "{a}x^2 + x y^{n}" => "2*{a}x + {n}x y^({n}-1)")),
];

/// The same for second derivatives.
const SECOND: &[Row] = &[
    (
        "D1",
        "x",
        |a, n| pairs!("cos({a}x)" => "-{a}sin({a}x)", "x^{n} + e^({a}x)" => "{n}x^({n}-1)+{a}e^({a}x)", "{a}ln(x)" => "{a}/x"),
    ),
    (
        "D2",
        "x",
        |a, n| pairs!("cos({a}x)" => "-{a}cos({a}x)", "sin({a}x+{n})" => "-{a}sin({a}x+{n})", "e^({a}x)" => "{a}e^({a}x)"),
    ),
];

const NUMBERS: [(i64, i64); 5] = [(2, 4), (3, 5), (4, 3), (5, 6), (7, 4)];

struct Count {
    tried: usize,
    named: usize,
    alone: usize,
}

/// Tries every function of a row; says which answers were not named as that slip.
fn tried(row: Row, order: usize, missed: &mut Vec<String>, forms: &mut usize) -> Count {
    let (id, by, functions) = row;
    let by = Symbol::new(by);
    let mut count = Count { tried: 0, named: 0, alone: 0 };
    for (a, n) in NUMBERS {
        for (f, wrong) in functions(a, n) {
            let (formula, answer) = (parse(&f).unwrap(), parse(&wrong).unwrap());
            let right = differentiate_in_turn(&formula, &vec![by.clone(); order]).unwrap();
            assert!(!compare(&answer, &right).is_equal(), "{id}: {wrong} is right for {f}");
            let found =
                if order == 2 { diagnose_second(&formula, &by, &answer) } else { diagnose(&formula, &by, &answer) };
            count.tried += 1;
            if found.iter().flat_map(Finding::mistakes).any(|m| m.id() == id) {
                count.named += 1;
                count.alone += usize::from(found.len() == 1);
            } else {
                let other: Vec<&str> = found.iter().flat_map(Finding::mistakes).map(Mistake::id).collect();
                missed.push(format!("{id}: {wrong} for {f} is called {other:?}"));
            }
            if order == 1 {
                *forms += right_forms(&formula, &by, &right, missed);
            }
        }
    }
    count
}

/// The right answer, written in other ways: none is called a slip, none is wrong.
fn right_forms(f: &Expr, by: &Symbol, right: &Expr, missed: &mut Vec<String>) -> usize {
    let mut forms: Vec<Expr> = vec![right.clone(), raw_derivative(f, by)];
    let written = [
        format!("(sin(1)^2 + cos(1)^2)*({right})"),
        format!("(2*({right}) + 6)/2 - 3"),
        format!("5*({right}) - 4*({right})"),
        format!("(({right})*(x^2+1))/(1+x^2)"),
        format!("-(-({right}))"),
    ];
    forms.extend(written.iter().map(|text| parse(text).unwrap()));
    forms.extend(Derivation::new(f, by).unwrap().lines().filter(|line| !line.is_pending()));
    let defined = |e: &Expr| Expr::sum([e.clone(), Expr::product([Expr::zero(), f.clone()])]);
    for form in &forms {
        if !compare(&defined(form), &defined(right)).is_equal() {
            missed.push(format!("the right answer {form} for {f} is not called right"));
        }
        for finding in diagnose(f, by, form) {
            missed.push(format!(
                "the right answer {form} for {f} is called {:?}",
                finding.mistakes().collect::<Vec<_>>()
            ));
        }
    }
    forms.len()
}

#[test]
fn every_documented_slip_is_named_on_fresh_functions() {
    let (mut missed, mut forms) = (Vec::new(), 0);
    let mut counts = BTreeMap::new();
    for (order, rows) in [(1, ROWS), (2, SECOND)] {
        for row in rows {
            counts.insert(row.0, tried(*row, order, &mut missed, &mut forms));
        }
    }
    for (id, count) in &counts {
        println!("{id}: {} of {} named, {} of them without a tie", count.named, count.tried, count.alone);
        assert!(count.tried >= 10, "{id} has too few functions");
    }
    println!("{forms} forms of right answers");
    assert_eq!(missed, Vec::<String>::new(), "{} missed", missed.len());
    let ids: Vec<&str> =
        Mistake::all().map(Mistake::id).filter(|id| !id.starts_with('B') && !counts.contains_key(id)).collect();
    assert_eq!(ids, Vec::<&str>::new(), "no functions for these");
}

#[test]
fn two_slips_and_none() {
    let x = Symbol::new("x");
    for (f, answer, expected) in [
        ("3x - 5x^2", "1 - 2x", &[&["C4", "C4"][..]][..]),
        ("x^2 sin(x) + cos(3x)", "2x cos(x) + 3sin(3x)", &[&["M1", "H7"]]),
        ("sin(5x) + ln(2x)", "cos(5x) - 1/x", &[&["H1", "L3"], &["C4", "L3"]]),
        ("x^2", "x^7 + e^x", &[]),
        ("x^2", "2x", &[]),
    ] {
        let found = diagnose(&parse(f).unwrap(), &x, &parse(answer).unwrap());
        let ids: Vec<Vec<&str>> =
            found.iter().map(|finding| finding.slips.iter().map(|s| s.mistakes[0].id()).collect()).collect();
        assert_eq!(ids, expected, "{answer} for {f}");
    }
}

#[test]
fn a_finding_marks_the_part() {
    let (f, x) = (parse("x^2 + sin(x^3)").unwrap(), Symbol::new("x"));
    let found = diagnose(&f, &x, &parse("2x + cos(x^3)").unwrap());
    let slip = &found[0].slips[0];
    assert_eq!((slip.part.to_string(), slip.place.as_slice()), ("sin(x^3)".into(), &[1][..]));
    assert_eq!((slip.wrong.to_string(), slip.right.to_string()), ("cos(x^3)".into(), "3*x^2*cos(x^3)".into()));
    assert_eq!(differentiate(&slip.part, &x).unwrap(), slip.right);
}
