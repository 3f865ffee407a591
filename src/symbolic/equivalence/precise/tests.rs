//! Values to many digits.

use super::*;
use crate::symbolic::{
    differentiate,
    equivalence::{bounded, points},
    parse,
};

/// The digits (by mpmath 1.3) of an expression.
#[track_caller]
fn check(text: &str, digits: &str) {
    for bits in [80, 200, 700] {
        let mut session = Session::new(1_000_000);
        let found = session.at(&[], &[], bits).value(&parse(text).unwrap()).unwrap();
        let expected = Ball::from_number(&Number::from_decimal(digits.trim_start_matches('-')).unwrap(), 200);
        let expected = if digits.starts_with('-') { expected.negate() } else { expected };
        // As far as the digits go, and no less exact than it claims to be.
        let last_digit = expected.top() - 150;
        let distance = found.subtract(&expected, 200);
        assert!(distance.sign().is_none() || distance.top() < last_digit, "{text} to {bits} bits: {found:?}");
        assert!(found.is_within(expected.top() - bits.min(150) as i64 + 40), "{text} to {bits} bits: {found:?}");
    }
}

#[test]
fn digits_are_those_of_the_tables() {
    check("pi", "3.141592653589793238462643383279502884197169399375106");
    check("e", "2.718281828459045235360287471352662497757247093699960");
    check("ln 2", "0.6931471805599453094172321214581765680755001343602553");
    check("sin 1", "0.8414709848078965066525023216302989996225630607983711");
    check("cos(10^22)", "0.5232147853951389454975944733847094921409199724393880");
    check("tan(3/2)", "14.10141994717171938764608365198775644565954357723586");
    check("e^-1000*10^100", "5.075958897549456765291809479574336919305599282892837e-335");
    check("e^1000/10^100", "1.970071114017046993888879352243323125316937985323846e334");
    check("ln(1+10^-11)", "9.99999999995000000000033333333333083333333335333333333e-12");
    check("atan(10^-12)", "9.999999999999999999999996666666666666666666666668667e-13");
    check("atan(10^12)", "1.570796326793896619231321691639751442431918033020886");
    check("asin(0.3)", "0.3046926540153975079720029612275291669545600317067764");
    check("acos(-0.999)", "3.096867566421059807212947150607951814292988842612948");
    check("sinh(0.01)", "0.01000016666750000198412973986141173801764156013522752");
    check("tanh(20)", "0.9999999999999999915032914894168220454385581911909873");
    check("asinh(-1000)", "-7.600902709541988611523289784664939633568339120417228");
    check("acosh(1.001)", "0.04471763360830930957176990361379739734797318057429307");
    check("atanh(0.999)", "3.800201167250200031775967267809004462263675695230500");
    check("sigmoid(-50)", "1.928749847963917783016970808929410491156536753400836e-22");
    check("softplus(-500)", "7.124576406741285531549157377122755246927756876194295e-218");
    check("softplus(30)", "30.00000000000009357622968839736779377697424675157722");
    check("erf(0.5)", "0.5204998778130465376827466538919645287364515757579637");
    check("erf(3)", "0.9999779095030014145586272238704176796201522929126008");
    check("erfc(5)", "1.537459794428034850188343485383378890118050314723380e-12");
    check("gelu(-4)", "-1.266849673324796850150830268886051937753335019211060e-4");
    check("2^0.5", "1.414213562373095048801688724209698078569671875376948");
    check("cbrt(-7)", "-1.912931182772389101199116839548760282862439050345876");
    check("7^(2/3)", "3.659305710022971517238073310119408263487103668843324");
    check("(-3)^-7", "-4.572473708276177411979881115683584819387288523090992e-4");
    check("log10(7)", "0.8450980400142568307122162585926361934835723963239654");
    check("asec(-2.5)", "1.982313172862384638616059589257087046954285834814579");
    check("acot(-2)", "2.677945044588987122248387151818288482168632345088986");
    check("acsch(0.2)", "2.312438341272752620253562341364414383658245072646559");
    check("elu(-0.7)", "-0.5034146962085904852951999066024710382923328342881837");
    check("pi^pi^pi", "1340164183006357435.297449129640131415099374974573499");
    check("1.0000001^(10^9)", "26881037012649238105056003014775037465638377.75157473");
}

/// What a function is by doubles and by balls, at a point.
fn both(e: &Expr, symbols: &[Symbol], point: &[f64]) -> (bounded::Found, Found) {
    let mut scratch = Vec::new();
    let program = bounded::Program::new([e], symbols);
    let by_doubles = program.run(point, &mut scratch).next().unwrap();
    (by_doubles, Session::new(1_000_000).at(symbols, point, 256).value(e))
}

/// Neither contradicts the other; and if there is no doubt, both find a value or none.
#[track_caller]
fn agree(e: &Expr, symbols: &[Symbol], point: &[f64]) {
    match both(e, symbols, point) {
        (Ok(a), Ok(b)) => {
            let distance = Ball::from_f64(a.value).subtract(&b, 256);
            let bound = Ball::from_f64(a.error).scaled(1);
            assert!(!distance.abs().subtract(&bound, 256).is_positive(), "{e} at {point:?}: {a:?}, {b:?}");
        }
        (Ok(a), Err(Undefined)) => panic!("{e} at {point:?}: {a:?} by doubles, no value by balls"),
        (Err(Undefined), Ok(b)) => panic!("{e} at {point:?}: no value by doubles, {b:?} by balls"),
        _ => {}
    }
}

/// Every function of the table by its definition or series against the table's own values.
#[test]
fn doubles_and_balls_agree_about_every_function() {
    let symbols = [Symbol::new("x")];
    for f in Function::all() {
        let e = Expr::apply(f, Expr::from(symbols[0].clone()));
        let mut known = 0;
        for point in points::points(1) {
            for place in [point[0], 1.0 / point[0], 1.0 + 0.1 * point[0]] {
                agree(&e, &symbols, &[place]);
                known += usize::from(both(&e, &symbols, &[place]).1.is_ok());
            }
        }
        assert!(known > 50, "{f:?} has {known} values");
        for place in [-1.0, 0.0, 1.0] {
            agree(&e, &symbols, &[place]);
        }
    }
}

#[test]
fn derivatives_by_differences_are_those_of_the_rules() {
    let x = Symbol::new("x");
    for text in [
        "x^3",
        "sin(x^2)",
        "e^(-x^2)*sin(3x)/(1+x^2)",
        "x^x",
        "ln(ln(x+2))",
        "tanh(x)*sigmoid(x)",
        "|x-0.1|",
        "atan(1/x)",
        "relu(x^2-1)",
        "gelu(x)",
        "erf(x)",
        "elu(x)",
        "1e-30*x^2",
        "cos(1e6*x)",
        "x^0.5",
        "cbrt(x)",
    ] {
        let f = parse(text).unwrap();
        let slope = differentiate(&f, &x).unwrap();
        let pending = Expr::derivative(f.clone(), x.clone());
        let second = Expr::derivative(pending.clone(), x.clone());
        let curvature = differentiate(&slope, &x).unwrap();
        let mut compared = 0;
        for place in [0.3, 0.7, 1.9, -0.4, -2.3, 12.0, 1e-5] {
            for (numbers, rules) in [(&pending, &slope), (&second, &curvature)] {
                let mut session = Session::new(10_000_000);
                let mut at = session.at(std::slice::from_ref(&x), &[place], 100);
                if let (Ok(a), Ok(b)) = (at.value(numbers), at.value(rules)) {
                    let distance = a.subtract(&b, 100);
                    assert!(distance.sign().is_none_or(Ordering::is_eq), "{text} at {place}: {a:?}, {b:?}");
                    compared += usize::from(distance.top() < b.top().max(-60) - 50);
                }
            }
        }
        assert!(compared >= 6, "{text}: {compared}");
    }
}

/// At a corner, a jump or the end of a domain there is no telling.
#[test]
fn no_derivative_is_made_up() {
    let x = Symbol::new("x");
    for (text, place) in
        [("|x|", 0.0), ("relu(x-1)", 1.0), ("sign(x)", 0.0), ("sqrt(x)", 0.0), ("ln(x)", -1.0), ("1/x", 0.0)]
    {
        let pending = Expr::derivative(parse(text).unwrap(), x.clone());
        let found = Session::new(1_000_000).at(std::slice::from_ref(&x), &[place], 100).value(&pending);
        assert!(found.is_err(), "{text} at {place}: {found:?}");
    }
}

/// Whatever it is, there is an answer, and soon: the fuel bounds the work.
#[test]
fn hostile_expressions_end() {
    let x = Symbol::new("x");
    for (text, place) in [
        ("e^e^e^e^x", 3.0),
        ("e^-e^e^e^x", 3.0),
        ("sigmoid(e^e^e^e^x)", 3.0),
        ("x^x^x^x^x^x", 7.0),
        ("sin(x^x^x)", 99.0),
        ("sin(e^(700x))", 1.0),
        ("tan(1e300*x)", 0.7),
        ("(1+x)^1000000007", 1e300),
        ("(1e-300*x)^-1e18", 1e-300),
        ("1/(sin(x)^2+cos(x)^2-1)", 1.0),
        ("ln(ln(ln(ln(ln(x)))))", 1e308),
        ("erfc(x)+gelu(-x)", 1e5),
        ("cosh(x)^2-sinh(x)^2", 1e9),
        ("(1e-200)^x", 1e30),
        ("(x - x)^3000000000000000001", 1e-300),
        ("x^3000000000000000001", 0.0),
    ] {
        let e = parse(text).unwrap();
        for bits in [64, 512, 2000] {
            let mut session = Session::new(300_000);
            // That it returns is what is tested; a value has to be one that can be read.
            let _ = session.at(std::slice::from_ref(&x), &[place], bits).value(&e).map(|v| v.to_f64());
        }
    }
    let deep = (0..1000).fold(Expr::from(x.clone()), |u, _| Expr::apply(Function::Sin, u));
    assert!(Session::new(10_000_000).at(&[x], &[1.0], 128).value(&deep).is_ok());
}

/// Of a number too small for its exponent the bound has to hold too: these two are the same.
#[test]
fn what_is_too_small_is_enclosed() {
    let x = Symbol::new("x");
    let nothing = parse("(e^(x/4))^4 - e^x").unwrap();
    for place in [-1e6, -1e11, -4e11, -7.66e11, -1.5e12, -2.1e12, -3e12, -1e13] {
        let found = Session::new(1_000_000).at(std::slice::from_ref(&x), &[place], 100).value(&nothing).unwrap();
        assert!(found.sign().is_none_or(Ordering::is_eq), "{place}: {found:?}");
    }
    // Hardly known, it may be anything below 1.
    let wide = Ball::integer(-(1 << 50)).give_or_take(&Ball::integer((1 << 50) - (1 << 30)), 100);
    assert!(Elementary::default().exp(&wide, 100).is_err());
}
