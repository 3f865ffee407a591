//! Containment, tried on every function and on random expressions.

use proptest::prelude::*;

use super::*;
use crate::{
    numeric::{Program, Scratch},
    symbolic::{Constant, Expr, Number, Symbol, parse},
};

/// The value of an expression in x over a box.
fn over(e: &Expr, lo: f64, hi: f64) -> Interval {
    let program = Program::new(std::slice::from_ref(e), &[Symbol::new("x")]).unwrap();
    let mut out = [Interval::ENTIRE];
    program.run(&[Interval::new(lo, hi)], &mut Scratch::new(), &mut out);
    out[0]
}

/// What containment demands at one point of a box.
fn holds(found: &Interval, value: f64) -> bool {
    if value.is_nan() { !found.is_defined() } else { found.contains(value) && !found.is_empty() }
}

/// Numbers of every size, with those at which something happens.
const NUMBERS: [f64; 49] = [
    f64::NEG_INFINITY,
    f64::MIN,
    -1e300,
    -1e17,
    -1e9,
    -800.0,
    -30.0,
    -5.0,
    -3.5,
    -std::f64::consts::PI,
    -2.0,
    -std::f64::consts::FRAC_PI_2,
    -1.278_464_542_761_073_7,
    -1.000_000_000_000_000_2,
    -1.0,
    -0.999_999_999_999_999_9,
    -0.751_791_524_693_564_5,
    -0.5,
    -1e-3,
    -1e-17,
    -1e-300,
    -f64::MIN_POSITIVE,
    -5e-324,
    -0.0,
    0.0,
    5e-324,
    1e-310,
    f64::MIN_POSITIVE,
    1e-300,
    1e-17,
    1e-3,
    0.3,
    0.5,
    0.999_999_999_999_999_9,
    1.0,
    1.000_000_000_000_000_2,
    std::f64::consts::FRAC_PI_2,
    2.0,
    std::f64::consts::PI,
    4.712_388_980_384_69,
    std::f64::consts::TAU,
    25.0,
    40.0,
    710.0,
    1e9,
    1e17,
    1e300,
    f64::MAX,
    f64::INFINITY,
];

/// The points of a box at which it is held to what it says.
fn points(lo: f64, hi: f64) -> impl Iterator<Item = f64> {
    let near = [lo, lo.next_up(), hi, hi.next_down()];
    let (a, b) = (lo.max(f64::MIN), hi.min(f64::MAX));
    let spread = (1..16).map(move |i| {
        let t = f64::from(i) / 16.0;
        a * (1.0 - t) + b * t
    });
    near.into_iter().chain(spread).chain(NUMBERS).filter(move |x| lo <= *x && *x <= hi)
}

#[test]
fn every_function_contains_its_values() {
    for f in Function::all() {
        for (i, &lo) in NUMBERS.iter().enumerate() {
            for &hi in &NUMBERS[i..] {
                let found = Interval::new(lo, hi).apply(f);
                for x in points(lo, hi) {
                    assert!(
                        holds(&found, f.value(x)),
                        "{}([{lo:e}, {hi:e}]) = {found:?}, {:e} at {x:e}",
                        f.name(),
                        f.value(x)
                    );
                }
            }
        }
    }
}

/// Against the values in 400 digits of `tests/functions`, of which the nearest doubles are given.
#[test]
fn every_function_contains_its_true_values() {
    for line in include_str!("../../../tests/functions/reference.txt").lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let f = Function::named(words[0]).unwrap();
        let [at, value] = [words[1], words[2]].map(|word| word.parse::<f64>().unwrap());
        let found = Interval::point(at).apply(f);
        // Next to a pole or the end of a domain it may not be known that there is a value.
        assert!(value.is_nan() || found.contains(value), "{line}: {found:?}");
        assert!(value.is_finite() || !found.is_bounded() || found.is_empty(), "{line}: {found:?}");
    }
}

#[test]
fn every_operation_contains_its_values() {
    type Binary = (&'static str, fn(&f64, &f64) -> f64, fn(&Interval, &Interval) -> Interval);
    let operations: [Binary; 7] = [
        ("+", Scalar::add, Scalar::add),
        ("-", Scalar::subtract, Scalar::subtract),
        ("*", Scalar::multiply, Scalar::multiply),
        ("/", Scalar::divide, Scalar::divide),
        ("^", Scalar::power, Scalar::power),
        ("max", Scalar::max, Scalar::max),
        ("min", Scalar::min, Scalar::min),
    ];
    let some: Vec<f64> = NUMBERS.iter().copied().step_by(3).chain([-2.0, -1.0, 0.0, 1.0, 2.0, 3.0]).collect();
    let boxes: Vec<(f64, f64)> =
        some.iter().flat_map(|a| some.iter().map(|b| (*a, *b))).filter(|(a, b)| a <= b).collect();
    for (name, plain, boxed) in operations {
        for &(a, b) in boxes.iter().step_by(3) {
            for &(c, d) in boxes.iter().step_by(5) {
                let found = boxed(&Interval::new(a, b), &Interval::new(c, d));
                for x in [a, b, a.midpoint(b), 0.0, 1.0, -1.0].into_iter().filter(|x| a <= *x && *x <= b) {
                    for y in [c, d, c.midpoint(d), 0.0, 1.0, 2.0, -3.0].into_iter().filter(|y| c <= *y && *y <= d) {
                        let value = plain(&x, &y);
                        assert!(
                            holds(&found, value),
                            "[{a:e}, {b:e}] {name} [{c:e}, {d:e}] = {found:?}, {value:e} at {x:e}, {y:e}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn powers_contain_their_values() {
    for (i, &lo) in NUMBERS.iter().enumerate() {
        for &hi in &NUMBERS[i..] {
            let u = Interval::new(lo, hi);
            for n in [-1001, -9, -8, -3, -2, -1, 0, 1, 2, 3, 7, 8, 9, 1000, i32::MAX, i32::MIN] {
                let found = u.power_integer(n);
                for x in points(lo, hi) {
                    assert!(holds(&found, x.power_integer(n)), "[{lo:e}, {hi:e}]^{n} = {found:?} at {x:e}");
                }
            }
            for p in
                [-1e300, -2.5, -0.5, -1e-300, 0.0, 1e-300, 1.0 / 3.0, 0.5, 1.0, 2.5, 1e300, f64::INFINITY, f64::NAN]
            {
                let found = u.power_real(p);
                for x in points(lo, hi) {
                    assert!(holds(&found, x.power_real(p)), "[{lo:e}, {hi:e}]^{p} = {found:?} at {x:e}");
                }
            }
        }
    }
}

/// Bounds and decoration, bounds within a few units in the last place.
#[track_caller]
fn check(text: &str, (lo, hi): (f64, f64), (least, most): (f64, f64), decoration: Decoration) {
    let found = over(&parse(text).unwrap(), lo, hi);
    let near = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-14 * (1.0 + b.abs());
    let right = near(found.lo(), least) && near(found.hi(), most) && found.decoration() == decoration;
    assert!(right, "{text} over [{lo}, {hi}]: {found:?}");
    assert!(found.lo() <= least && found.hi() >= most, "{text} over [{lo}, {hi}]: {found:?}");
}

#[test]
fn bounds_are_close_and_decorations_true() {
    use Decoration as D;
    const INF: f64 = f64::INFINITY;
    let half_pi = std::f64::consts::FRAC_PI_2;
    check("x^2", (-1.0, 3.0), (0.0, 9.0), D::Common);
    check("x^3", (-1.0, 3.0), (-1.0, 27.0), D::Common);
    check("1/x", (1.0, 4.0), (0.25, 1.0), D::Common);
    check("1/x", (0.0, 4.0), (0.25, INF), D::Trivial);
    check("1/x", (-1.0, 4.0), (-INF, INF), D::Trivial);
    check("x^-2", (-1.0, 2.0), (0.25, INF), D::Trivial);
    check("x^(1/2)", (-1.0, 4.0), (0.0, 2.0), D::Trivial);
    check("x^x", (1.0, 2.0), (1.0, 4.0), D::Common);
    check("(-2)^x", (2.0, 3.0), (-8.0, 8.0), D::Trivial);
    check("sqrt(x)", (0.0, 4.0), (0.0, 2.0), D::Common);
    check("sqrt(x)", (-1.0, 4.0), (0.0, 2.0), D::Trivial);
    check("exp(x)", (-INF, 0.0), (0.0, 1.0), D::Continuous);
    check("ln(x)", (0.0, 1.0), (-INF, 0.0), D::Trivial);
    check("sin(x)", (0.0, 3.0), (0.0, 1.0), D::Common);
    check("sin(x)", (-4.0, -2.0), ((-2f64).sin(), (-4f64).sin()), D::Common);
    check("cos(x)", (0.5, 1.0), (1f64.cos(), 0.5f64.cos()), D::Common);
    check("cos(x)", (1e3, 1e9), (-1.0, 1.0), D::Common);
    check("tan(x)", (-1.0, 1.0), (-1f64.tan(), 1f64.tan()), D::Common);
    check("tan(x)", (1.0, 2.0), (-INF, INF), D::Trivial);
    check("sec(x)", (-1.0, 1.0), (1.0, 1f64.cos().recip()), D::Common);
    check("csc(x)", (0.0, 1.0), (1f64.sin().recip(), INF), D::Trivial);
    check("cot(x)", (1.0, 2.0), (2f64.tan().recip(), 1f64.tan().recip()), D::Common);
    check("asin(x)", (0.0, 2.0), (0.0, half_pi), D::Trivial);
    check("asin(x)", (-1.0, 1.0), (-half_pi, half_pi), D::Common);
    check("arcsec(x)", (-2.0, 2.0), (0.0, 2.0 * half_pi), D::Trivial);
    check("sigmoid(x)", (-INF, INF), (0.0, 1.0), D::Continuous);
    check("tanh(x)", (-1000.0, 1000.0), (-1.0, 1.0), D::Common);
    check("silu(x)", (-3.0, 0.0), (-0.278_464_542_761_073_8, 0.0), D::Common);
    check("gelu(x)", (-3.0, 0.0), (-0.169_971_207_479_903_66, 0.0), D::Common);
    check("abs(x)", (-3.0, 2.0), (0.0, 3.0), D::Common);
    check("relu(x)", (-3.0, 2.0), (0.0, 2.0), D::Common);
    check("lrelu(x)", (-3.0, 2.0), (-0.03, 2.0), D::Common);
    check("elu(x)", (-INF, 2.0), (-1.0, 2.0), D::Continuous);
    check("sign(x)", (-3.0, 2.0), (-1.0, 1.0), D::Defined);
    check("sign(x)", (1.0, 2.0), (1.0, 1.0), D::Common);
    check("sign(x)", (0.0, 0.0), (0.0, 0.0), D::Common);
    check("step(x)", (-3.0, 2.0), (0.0, 1.0), D::Trivial);
    check("acosh(x)", (0.0, 1.0), (0.0, 0.0), D::Trivial);
    check("sin(exp(x))", (0.0, 1000.0), (-1.0, 1.0), D::Trivial);
    check("x - x", (1.0, 2.0), (-1.0, 1.0), D::Common);
}

#[test]
fn what_has_no_value_is_empty() {
    for (text, lo, hi) in [
        ("ln(x)", -2.0, 0.0),
        ("ln(x)", 0.0, 0.0),
        ("sqrt(x)", -2.0, -1.0),
        ("1/(x - x)", 1.0, 1.0),
        ("0*ln(x)", -2.0, -1.0),
        ("ln(x)^0", -2.0, -1.0),
        ("x^0", 0.0, 0.0),
        ("x^(1/3)", -8.0, -1.0),
        ("x^x", -1.7, -1.2),
        ("asin(x)", 1.5, 2.0),
        ("arcsec(x)", -0.5, 0.5),
        ("artanh(x)", 1.0, 2.0),
        ("arcoth(x)", -1.0, 1.0),
        ("csch(x)", 0.0, 0.0),
        ("step(x)", 0.0, 0.0),
        ("cot(x)", 0.0, 0.0),
        ("sqrt(-1 - x^2)", -3.0, 3.0),
    ] {
        let found = over(&parse(text).unwrap(), lo, hi);
        assert!(found.is_empty(), "{text} over [{lo}, {hi}]: {found:?}");
    }
    assert!(Interval::new(2.0, 1.0).is_empty() && Interval::point(f64::NAN).is_empty());
    assert!(Interval::EMPTY.width().is_nan() && Interval::EMPTY.sign().is_none());
}

#[test]
fn pieces_are_chosen_where_that_is_known() {
    use Decoration as D;
    let pieces = |at, lo: f64, hi: f64| {
        let e = Expr::piecewise(at, parse("x - 1").unwrap(), parse("ln(-x)").unwrap(), parse("x^2").unwrap());
        over(&e, lo, hi)
    };
    assert_eq!(pieces(AtZero::Above, 1.0, 2.0).decoration(), D::Common);
    assert!(pieces(AtZero::Above, 0.5, 0.75).is_empty());
    assert_eq!(pieces(AtZero::Below, 1.0, 2.0).decoration(), D::Trivial);
    assert_eq!(pieces(AtZero::Above, 0.5, 2.0).decoration(), D::Trivial);
    assert_eq!(pieces(AtZero::Above, -2.0, -1.0).decoration(), D::Common);
    let shifted = Expr::piecewise(AtZero::Above, parse("x").unwrap(), parse("x").unwrap(), parse("x + 1").unwrap());
    assert_eq!(over(&shifted, -1.0, 1.0).decoration(), D::Defined);
    let agreed = Expr::piecewise(AtZero::Agreed, parse("x").unwrap(), parse("x").unwrap(), parse("x + 1").unwrap());
    assert_eq!(over(&agreed, -1.0, 1.0).decoration(), D::Trivial);
    assert!(over(&agreed, 0.0, 0.0).is_empty());
}

#[test]
fn trends() {
    let variables = ["x", "y", "constant_0"].map(Symbol::new);
    let trend = |text: &str, lo: f64, hi: f64| {
        let f = Enclosure::new(&parse(text).unwrap(), &variables[0], &variables).unwrap();
        f.along(&[f64::NAN, 2.0]).over(lo, hi).trend()
    };
    assert_eq!(trend("exp(x)", -5.0, 5.0), Some(Trend::Increasing));
    assert_eq!(trend("1/x", 0.1, 5.0), Some(Trend::Decreasing));
    assert_eq!(trend("1/x", -0.1, 5.0), None);
    assert_eq!(trend("ln(x)", -1.0, 5.0), None);
    assert_eq!(trend("tan(x)", 1.0, 2.0), None);
    assert_eq!(trend("sign(x)", -1.0, 2.0), None);
    assert_eq!(trend("sign(x)", 1.0, 2.0), Some(Trend::Constant));
    assert_eq!(trend("abs(x)", -2.0, -1.0), Some(Trend::Decreasing));
    assert_eq!(trend("cbrt(x)", -1.0, 1.0), None);
    assert_eq!(trend("x + y*sin(x)", 3.0, 3.1), Some(Trend::Decreasing));
    // To the rules each of these is constant, to the program none is.
    for text in ["tan(pi)*x", "(sqrt(2)^2 - 2)*x", "(ln(2) - ln(4)/2 + 10^-17)*x", "(e^ln(3) - 3)*x"] {
        assert_eq!(trend(text, 1.0, 2.0), None, "{text}");
    }
    assert_eq!(trend("2^x*pi - e^-x", 1.0, 2.0), Some(Trend::Increasing));
    let named = Expr::product([Expr::symbol("constant_0"), parse("pi*x").unwrap()]);
    let named = Enclosure::new(&named, &variables[0], &variables).unwrap();
    assert_eq!(named.along(&[0.0, 0.0, -1.0]).over(1.0, 2.0).trend(), Some(Trend::Decreasing));
    assert!(Enclosure::new(&parse("z").unwrap(), &variables[0], &variables).is_err());
}

/// Expressions in x of every kind.
pub(in crate::numeric) fn expressions() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        4 => Just(Expr::symbol("x")),
        1 => (-6i64..7).prop_map(|k| Expr::number(Number::ratio(k, 2).unwrap())),
        1 => Just(Expr::constant(Constant::Pi)),
    ];
    let function = (0..Function::all().count()).prop_map(|i| Function::all().nth(i).unwrap());
    let at_zero = prop_oneof![Just(AtZero::Below), Just(AtZero::Above), Just(AtZero::Agreed)];
    leaf.prop_recursive(5, 40, 3, move |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::sum),
            2 => prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::product),
            2 => pair.clone().prop_map(|(u, v)| Expr::quotient(u, v)),
            1 => pair.clone().prop_map(|(u, v)| Expr::power(u, v)),
            1 => (inner.clone(), -4i64..6).prop_map(|(u, n)| Expr::power(u, Expr::integer(n))),
            1 => pair.clone().prop_map(|(u, v)| Expr::max(u, v)),
            1 => pair.clone().prop_map(|(u, v)| Expr::min(u, v)),
            1 => (at_zero.clone(), inner.clone(), pair).prop_map(|(at, on, (u, v))| Expr::piecewise(at, on, u, v)),
            4 => (function.clone(), inner).prop_map(|(f, u)| Expr::apply(f, u)),
        ]
    })
}

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => -4.0..4.0f64, 1 => -1e3..1e3f64, 1 => -1e-3..1e-3f64, 2 => (0..NUMBERS.len()).prop_map(|i| NUMBERS[i])]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    /// The law that matters.
    #[test]
    fn every_box_contains_the_values_at_its_points(e in expressions(), boxes in prop::collection::vec((number(), number()), 8)) {
        let program = Program::new(std::slice::from_ref(&e), &[Symbol::new("x")]).unwrap();
        for (a, b) in boxes {
            let (lo, hi) = (a.min(b), a.max(b));
            let mut out = [Interval::ENTIRE];
            program.run(&[Interval::new(lo, hi)], &mut Scratch::new(), &mut out);
            for x in points(lo, hi) {
                let value = program.eval(&[x])[0];
                prop_assert!(holds(&out[0], value), "{e} over [{lo:e}, {hi:e}]: {:?}, {value:e} at {x:e}", out[0]);
            }
        }
    }

    /// A smaller box says no less, but for the last digits, which are known better where a value is exact.
    #[test]
    fn a_part_is_inside_the_whole(e in expressions(), lo in -4.0..4.0f64, w in 0.0..4.0f64, s in 0.0..1.0f64, t in 0.0..1.0f64) {
        let (whole, part) = (over(&e, lo, lo + w), over(&e, lo + w * s.min(t), lo + w * s.max(t)));
        let below = |a: f64, b: f64| a <= b || a - b <= 1e-9 * (a.abs() + b.abs());
        prop_assert!(part.is_empty() || (below(whole.lo(), part.lo()) && below(part.hi(), whole.hi())), "{e}: {part:?} in {whole:?}");
        prop_assert!(part.is_empty() || part.decoration() >= whole.decoration(), "{e}: {part:?} in {whole:?}");
    }

    /// Where a function is said to go one way, it does.
    #[test]
    fn trends_are_true(e in expressions(), lo in -4.0..4.0f64, w in 1e-3..2.0f64) {
        prop_assume!(e.size() < 30);
        let x = [Symbol::new("x")];
        let f = Enclosure::new(&e, &x[0], &x).unwrap();
        let mut line = f.along(&[0.0]);
        let (behaviour, hi) = (line.over(lo, lo + w), lo + w);
        if let Some(trend) = behaviour.trend() {
            let (mut before, mut seen) = (line.over(lo, lo).value, Vec::new());
            for x in (1..=8).map(|i| if i == 8 { hi } else { lo + w * f64::from(i) / 8.0 }) {
                let here = line.over(x, x).value;
                seen.push(here);
                let fails = match trend {
                    Trend::Increasing => here.hi() < before.lo(),
                    Trend::Decreasing => here.lo() > before.hi(),
                    Trend::Constant => here.lo() > before.hi() || here.hi() < before.lo(),
                };
                prop_assert!(!fails, "{e} over [{lo}, {hi}] is said to be {trend:?}: {seen:?}");
                before = here;
            }
        }
    }
}
