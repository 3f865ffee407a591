//! Every function of the table on every engine: the value by the table and by a program, the derivative by rules, by
//! forward mode and by differences, the second derivative by rules, by forward mode on top of rules and by differences.

use gradus::{
    numeric::{Mode, Partial, Program, Tape, difference::richardson, finite, gradient_columns, hessian, jacobian_by},
    symbolic::{AtZero, Expr, Function, Symbol, parse},
};

/// Inside of the domains and out, their ends, kinks, both zeros, far out, and what is no number at all.
const ARGUMENTS: [f64; 24] = [
    -1e300,
    -800.0,
    -30.0,
    -2.5,
    -1.0,
    -0.999,
    -0.4,
    -1e-6,
    -0.0,
    0.0,
    1e-6,
    0.3,
    0.7,
    0.999,
    1.0,
    1.001,
    1.7,
    2.0,
    3.3,
    36.0,
    750.0,
    1e300,
    f64::INFINITY,
    f64::NAN,
];

const FORWARD: Mode = Mode::Forward { passes: 1, variables: 1, outputs: 1 };

struct Engines {
    function: Expr,
    program: Program,
    slope: Partial,
    curvature: Partial,
}

impl Engines {
    fn new(function: Expr) -> Self {
        let x = Symbol::new("x");
        let variables = std::slice::from_ref(&x);
        Self {
            program: Program::new(std::slice::from_ref(&function), variables).unwrap(),
            slope: Partial::new(&function, variables, variables).unwrap(),
            curvature: Partial::new(&function, &[x.clone(), x.clone()], variables).unwrap(),
            function,
        }
    }

    fn value(&self, x: f64) -> f64 {
        self.program.eval(&[x])[0]
    }

    /// Forward mode and rules have to agree about whether there is a derivative, and differences with what there is.
    #[track_caller]
    fn check(&self, x: f64) {
        let (f, by_rules) = (&self.function, self.slope.value(&[x]));
        let forward = finite(jacobian_by(FORWARD, &self.program, &[x]).rows[0][0]);
        assert!(same(forward, by_rules, 1e-10), "{f} at {x}: forward {forward:?}, rules {by_rules:?}");
        self.check_other_modes(x, forward);
        let step = 0.01 * x.abs().clamp(1e-4, 1.0);
        let by_differences = richardson(|x| self.value(x), x, step);
        if let (Some(slope), true) = (forward, by_differences.error < 1e-6) {
            let distance = (slope - by_differences.value).abs();
            assert!(
                distance <= 10.0 * by_differences.error + 1e-9 * slope.abs(),
                "{f} at {x}: {slope}, {by_differences:?}"
            );
        }
        let twice = finite(hessian(&self.program, &[x]).hessian[0][0]);
        let by_rules = self.curvature.value(&[x]);
        // A formula with x² or cosh² says nothing where that overflows.
        let out_of_range = x.abs() > 300.0 && by_rules.is_none();
        assert!(out_of_range || same(twice, by_rules, 1e-8), "{f}'' at {x}: forward {twice:?}, rules {by_rules:?}");
    }
}

impl Engines {
    /// Reverse mode may not see a derivative at a kink, but what it sees is right; at many points at once it is asked
    /// together with forward mode and sees all.
    #[track_caller]
    fn check_other_modes(&self, x: f64, forward: Option<f64>) {
        let mut tape = Tape::new(&self.program);
        tape.record(&[x]);
        let value = self.value(x);
        let reverse = finite(tape.backward(0)[0]).filter(|_| value.is_finite());
        assert!(
            reverse.is_none() || same(reverse, forward, 1e-13),
            "{} at {x}: reverse {reverse:?}, forward {forward:?}",
            self.function
        );
        let (mut f, mut slope) = ([0.0], [0.0]);
        gradient_columns(&self.program, &[&[x]], &mut [&mut f, &mut slope]);
        let in_column = finite(slope[0]);
        // The square of x overflows in the slope of asinh and acsch.
        let out_of_range = x.abs() > 1e150;
        assert!(
            out_of_range || same(in_column, forward, 1e-13),
            "{} at {x}: in a column {in_column:?}, forward {forward:?}",
            self.function
        );
    }
}

fn same(a: Option<f64>, b: Option<f64>, tolerance: f64) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => (a - b).abs() <= tolerance * (1.0 + a.abs()),
        _ => false,
    }
}

#[test]
fn values_are_those_of_the_table() {
    for function in Function::all() {
        let engines = Engines::new(Expr::apply(function, Expr::symbol("x")));
        for x in ARGUMENTS {
            let (found, expected) = (engines.value(x), function.value(x));
            assert!(
                found.to_bits() == expected.to_bits() || (found.is_nan() && expected.is_nan()),
                "{} {x}",
                function.name()
            );
        }
    }
}

#[test]
fn derivatives_of_the_table_agree() {
    for function in Function::all() {
        let engines = Engines::new(Expr::apply(function, Expr::symbol("x")));
        for x in ARGUMENTS.into_iter().filter(|x| x.is_finite()) {
            engines.check(x);
        }
    }
}

#[test]
fn derivatives_of_compositions_agree() {
    for text in [
        "x^2*sin(x)",
        "exp(-x^2/2)",
        "ln(1+x^2)",
        "x/(1+x^2)",
        "sqrt(1-x^2)",
        "atan(1/x)",
        "2^x*cos(3*x)",
        "x^x",
        "x^(3/2)",
        "(1+x^2)^sin(x)",
        "sigmoid(3*x-1)",
        "softplus(x)*tanh(x)",
        "e^(-1/x^2)",
        "abs(x-1)*x",
        "relu(x^2-1)",
        "ln(ln(x))",
        "x^-3",
        "(x^2-1)/(x-1)",
    ] {
        let engines = Engines::new(parse(text).unwrap());
        for x in [-3.0, -1.5, -1.0, -0.25, 0.0, 0.5, 1.0, 1.25, 2.0, 4.0] {
            engines.check(x);
        }
    }
}

/// Maxima, minima and piecewise expressions of every kind, with pieces that meet smoothly, in a corner, in a jump and not
/// at all.
fn with_changes() -> Vec<Expr> {
    let e = |text: &str| parse(text).unwrap();
    let mut all = vec![
        Expr::max(Expr::zero(), e("x")),
        Expr::min(e("x^2"), e("x+2")),
        Expr::max(e("x^2"), e("x^3")),
        Expr::max(e("ln(x)"), e("1-x")),
        Expr::min(Expr::max(Expr::zero(), e("x")), e("2")),
        Expr::max(e("x"), Expr::max(e("-x"), e("1/2"))),
        Expr::apply(Function::Sin, Expr::max(e("x"), e("1/x"))),
        Expr::power(Expr::max(e("x"), e("-x")), e("3")),
        Expr::product([e("x^2"), Expr::min(e("x"), e("2*x"))]),
    ];
    for at_zero in [AtZero::Below, AtZero::Above, AtZero::Agreed] {
        for (on, below, above) in [
            ("x", "x^2", "x^3"),
            ("x", "x", "2*x"),
            ("x-1", "x^2", "2*x-1"),
            ("x-1", "x", "x+1"),
            ("1-x", "ln(x)", "exp(x)"),
            ("x", "-1", "ln(x)"),
            ("x^2-1", "sqrt(1-x^2)", "x"),
            ("sin(x)", "x*abs(x-1)", "silu(x)"),
        ] {
            let pieces = Expr::piecewise(at_zero, e(on), e(below), e(above));
            all.push(Expr::product([e("x+3"), pieces.clone()]));
            all.push(Expr::apply(Function::Tanh, pieces));
        }
    }
    all
}

#[test]
fn derivatives_of_what_changes_its_formula_agree() {
    for f in with_changes() {
        let engines = Engines::new(f);
        for x in [-3.0, -1.5, -1.0, -0.25, 0.0, 0.5, 1.0, 1.25, 2.0, 4.0] {
            engines.check(x);
        }
    }
}
