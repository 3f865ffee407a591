//! The one table of functions: name, spellings, value, derivative, where the derivative fails, how each prints. Reading,
//! evaluating, differentiating and printing all go by it, and `tests/agree.rs` runs every row on every engine.

use super::{Constant, Expr, Number};

/// A real function of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each is described by its row in the table")]
pub enum Function {
    Exp,
    Ln,
    Log10,
    Log2,
    Sqrt,
    Cbrt,
    Abs,
    Sign,
    Step,
    Sin,
    Cos,
    Tan,
    Sec,
    Csc,
    Cot,
    Asin,
    Acos,
    Atan,
    Sinh,
    Cosh,
    Tanh,
    Asinh,
    Acosh,
    Atanh,
    Sigmoid,
    Relu,
    Softplus,
}

/// A row of the table.
pub struct Row {
    /// Which function.
    pub function: Function,
    /// The name in plain text, which reads back.
    pub name: &'static str,
    /// What it is called in words.
    pub title: &'static str,
    /// Other spellings that are read as this function.
    pub aliases: &'static [&'static str],
    /// How it stands in front of its argument in LaTeX.
    pub latex: &'static str,
    /// Its value; NaN where it has none.
    pub value: fn(f64) -> f64,
    /// Its derivative at `u`, as an expression in `u`.
    pub derivative: fn(&Expr) -> Expr,
    /// Its derivative at `u` as a number, given `u` and its value there; NaN where there is none.
    pub slope: fn(f64, f64) -> f64,
    /// Whether the derivative formula holds only for arguments other than 0 although the function is defined there.
    pub kink_at_zero: bool,
}

impl Function {
    /// Its row in the table.
    pub fn row(self) -> &'static Row {
        // The table is in the order of the enum, which `the_table_is_in_order` tests.
        &TABLE[self as usize]
    }

    /// The name in plain text.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Every function there is.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.function)
    }

    /// The function of that name or alias, if there is one. Capitals are read as small letters: `Sin`, `LN`.
    ///
    /// ```
    /// use gradus::symbolic::Function;
    /// assert_eq!(Function::named("arctan"), Some(Function::Atan));
    /// assert_eq!(Function::named("erf"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        TABLE.iter().find(|row| row.name == name || row.aliases.contains(&name.as_str())).map(|row| row.function)
    }

    /// Its value at `u`; NaN where it has none, infinite only where the true value is out of range.
    pub fn value(self, u: f64) -> f64 {
        (self.row().value)(u)
    }

    /// Its derivative with respect to its argument, as an expression.
    pub fn derivative_at(self, u: &Expr) -> Expr {
        (self.row().derivative)(u)
    }

    /// Its derivative at `u`, given its value there.
    pub fn slope(self, u: f64, value: f64) -> f64 {
        (self.row().slope)(u, value)
    }

    fn of(self, u: &Expr) -> Expr {
        Expr::apply(self, u.clone())
    }
}

const LN_10: f64 = std::f64::consts::LN_10;
const LN_2: f64 = std::f64::consts::LN_2;

/// Every function, in the order of the enum.
pub static TABLE: [Row; 27] = [
    Row {
        function: Function::Exp,
        name: "exp",
        title: "exponential",
        aliases: &[],
        latex: r"\exp",
        value: f64::exp,
        derivative: |u| Function::Exp.of(u),
        slope: |_, f| f,
        kink_at_zero: false,
    },
    Row {
        function: Function::Ln,
        name: "ln",
        title: "natural logarithm",
        aliases: &["log"],
        latex: r"\ln",
        value: |u| if u > 0.0 { u.ln() } else { f64::NAN },
        derivative: over,
        slope: |u, _| u.recip(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Log10,
        name: "log10",
        title: "logarithm to base 10",
        aliases: &["lg"],
        latex: r"\log_{10}",
        value: |u| if u > 0.0 { u.log10() } else { f64::NAN },
        derivative: |u| over(&Expr::product([u.clone(), Function::Ln.of(&Expr::integer(10))])),
        slope: |u, _| (u * LN_10).recip(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Log2,
        name: "log2",
        title: "logarithm to base 2",
        aliases: &["ld"],
        latex: r"\log_{2}",
        value: |u| if u > 0.0 { u.log2() } else { f64::NAN },
        derivative: |u| over(&Expr::product([u.clone(), Function::Ln.of(&Expr::integer(2))])),
        slope: |u, _| (u * LN_2).recip(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Sqrt,
        name: "sqrt",
        title: "square root",
        aliases: &[],
        latex: r"\sqrt",
        value: f64::sqrt,
        derivative: |u| over(&Expr::product([Expr::integer(2), Function::Sqrt.of(u)])),
        slope: |_, f| if f == 0.0 { f64::NAN } else { 0.5 / f },
        kink_at_zero: false,
    },
    Row {
        function: Function::Cbrt,
        name: "cbrt",
        title: "cube root",
        aliases: &[],
        latex: r"\sqrt[3]",
        value: f64::cbrt,
        derivative: |u| over(&Expr::product([Expr::integer(3), square(Function::Cbrt.of(u))])),
        slope: |_, f| if f == 0.0 { f64::NAN } else { (3.0 * f * f).recip() },
        kink_at_zero: false,
    },
    Row {
        function: Function::Abs,
        name: "abs",
        title: "absolute value",
        aliases: &["fabs"],
        latex: r"\operatorname{abs}",
        value: f64::abs,
        derivative: |u| Function::Sign.of(u),
        slope: |u, _| if u == 0.0 { f64::NAN } else { u.signum() },
        kink_at_zero: true,
    },
    Row {
        function: Function::Sign,
        name: "sign",
        title: "sign",
        aliases: &["sgn", "signum"],
        latex: r"\operatorname{sign}",
        value: |u| if u == 0.0 { 0.0 } else { u.signum() },
        derivative: |_| Expr::zero(),
        slope: |u, _| if u == 0.0 || u.is_nan() { f64::NAN } else { 0.0 },
        kink_at_zero: true,
    },
    Row {
        function: Function::Step,
        name: "step",
        title: "unit step",
        aliases: &["heaviside"],
        latex: r"\operatorname{step}",
        // At 0 the books differ (0, 1/2 or 1), so it has no value there.
        value: |u| {
            if u > 0.0 {
                1.0
            } else if u < 0.0 {
                0.0
            } else {
                f64::NAN
            }
        },
        derivative: |_| Expr::zero(),
        slope: |u, _| if u == 0.0 || u.is_nan() { f64::NAN } else { 0.0 },
        kink_at_zero: true,
    },
    Row {
        function: Function::Sin,
        name: "sin",
        title: "sine",
        aliases: &[],
        latex: r"\sin",
        value: f64::sin,
        derivative: |u| Function::Cos.of(u),
        slope: |u, _| u.cos(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Cos,
        name: "cos",
        title: "cosine",
        aliases: &[],
        latex: r"\cos",
        value: f64::cos,
        derivative: |u| Function::Sin.of(u).negate(),
        slope: |u, _| -u.sin(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Tan,
        name: "tan",
        title: "tangent",
        aliases: &["tg"],
        latex: r"\tan",
        value: f64::tan,
        derivative: |u| over(&square(Function::Cos.of(u))),
        slope: |u, _| reciprocal(u.cos().powi(2)),
        kink_at_zero: false,
    },
    Row {
        function: Function::Sec,
        name: "sec",
        title: "secant",
        aliases: &[],
        latex: r"\sec",
        value: |u| reciprocal(u.cos()),
        derivative: |u| Expr::product([Function::Sec.of(u), Function::Tan.of(u)]),
        slope: |u, f| f * u.tan(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Csc,
        name: "csc",
        title: "cosecant",
        aliases: &["cosec"],
        latex: r"\csc",
        value: |u| reciprocal(u.sin()),
        derivative: |u| Expr::product([Function::Csc.of(u), Function::Cot.of(u)]).negate(),
        slope: |u, f| -f * reciprocal(u.tan()),
        kink_at_zero: false,
    },
    Row {
        function: Function::Cot,
        name: "cot",
        title: "cotangent",
        aliases: &["cotan", "ctg"],
        latex: r"\cot",
        value: |u| reciprocal(u.tan()),
        derivative: |u| over(&square(Function::Sin.of(u))).negate(),
        slope: |u, _| -reciprocal(u.sin().powi(2)),
        kink_at_zero: false,
    },
    Row {
        function: Function::Asin,
        name: "asin",
        title: "arcsine",
        aliases: &["arcsin"],
        latex: r"\arcsin",
        value: f64::asin,
        derivative: |u| over(&Function::Sqrt.of(&one_minus_square(u))),
        slope: |u, _| reciprocal(((1.0 - u) * (1.0 + u)).sqrt()),
        kink_at_zero: false,
    },
    Row {
        function: Function::Acos,
        name: "acos",
        title: "arccosine",
        aliases: &["arccos"],
        latex: r"\arccos",
        value: f64::acos,
        derivative: |u| over(&Function::Sqrt.of(&one_minus_square(u))).negate(),
        slope: |u, _| -reciprocal(((1.0 - u) * (1.0 + u)).sqrt()),
        kink_at_zero: false,
    },
    Row {
        function: Function::Atan,
        name: "atan",
        title: "arctangent",
        aliases: &["arctan", "arctg"],
        latex: r"\arctan",
        value: f64::atan,
        derivative: |u| over(&Expr::sum([Expr::one(), square(u.clone())])),
        slope: |u, _| (1.0 + u * u).recip(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Sinh,
        name: "sinh",
        title: "hyperbolic sine",
        aliases: &["sh"],
        latex: r"\sinh",
        value: f64::sinh,
        derivative: |u| Function::Cosh.of(u),
        slope: |u, _| u.cosh(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Cosh,
        name: "cosh",
        title: "hyperbolic cosine",
        aliases: &["ch"],
        latex: r"\cosh",
        value: f64::cosh,
        derivative: |u| Function::Sinh.of(u),
        slope: |u, _| u.sinh(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Tanh,
        name: "tanh",
        title: "hyperbolic tangent",
        aliases: &["th"],
        latex: r"\tanh",
        value: f64::tanh,
        derivative: |u| one_minus_square(&Function::Tanh.of(u)),
        // 1 - tanh² loses every digit far out; 1/cosh² does not.
        slope: |u, _| {
            let c = u.cosh();
            (c * c).recip()
        },
        kink_at_zero: false,
    },
    Row {
        function: Function::Asinh,
        name: "asinh",
        title: "inverse hyperbolic sine",
        aliases: &["arsinh", "arcsinh"],
        latex: r"\operatorname{arsinh}",
        value: f64::asinh,
        derivative: |u| over(&Function::Sqrt.of(&Expr::sum([square(u.clone()), Expr::one()]))),
        slope: |u, _| u.hypot(1.0).recip(),
        kink_at_zero: false,
    },
    Row {
        function: Function::Acosh,
        name: "acosh",
        title: "inverse hyperbolic cosine",
        aliases: &["arcosh", "arccosh"],
        latex: r"\operatorname{arcosh}",
        value: f64::acosh,
        // sqrt(u - 1)·sqrt(u + 1) and not sqrt(u² - 1): the latter is real for u < -1, where acosh is not.
        derivative: |u| {
            let minus = Expr::sum([u.clone(), Expr::one().negate()]);
            let plus = Expr::sum([u.clone(), Expr::one()]);
            over(&Expr::product([Function::Sqrt.of(&minus), Function::Sqrt.of(&plus)]))
        },
        slope: |u, _| reciprocal((u - 1.0).sqrt() * (u + 1.0).sqrt()),
        kink_at_zero: false,
    },
    Row {
        function: Function::Atanh,
        name: "atanh",
        title: "inverse hyperbolic tangent",
        aliases: &["artanh", "arctanh"],
        latex: r"\operatorname{artanh}",
        value: |u| if u.abs() < 1.0 { u.atanh() } else { f64::NAN },
        derivative: |u| over(&one_minus_square(u)),
        slope: |u, _| if u.abs() < 1.0 { ((1.0 - u) * (1.0 + u)).recip() } else { f64::NAN },
        kink_at_zero: false,
    },
    Row {
        function: Function::Sigmoid,
        name: "sigmoid",
        title: "sigmoid",
        aliases: &["sigma", "logistic", "expit", "σ"],
        latex: r"\sigma",
        value: sigmoid,
        derivative: |u| {
            let s = Function::Sigmoid.of(u);
            Expr::product([s.clone(), Expr::sum([Expr::one(), s.negate()])])
        },
        // σ(u)·σ(-u): 1 - σ(u) loses its digits for large u.
        slope: |u, f| f * sigmoid(-u),
        kink_at_zero: false,
    },
    Row {
        function: Function::Relu,
        name: "relu",
        title: "rectified linear unit",
        aliases: &[],
        latex: r"\operatorname{ReLU}",
        value: |u| {
            if u > 0.0 {
                u
            } else if u <= 0.0 {
                0.0
            } else {
                f64::NAN
            }
        },
        derivative: |u| Function::Step.of(u),
        slope: |u, _| Function::Step.value(u),
        kink_at_zero: true,
    },
    Row {
        function: Function::Softplus,
        name: "softplus",
        title: "softplus",
        aliases: &[],
        latex: r"\operatorname{softplus}",
        // ln(1 + e^u), without overflow for large u and without cancellation for small.
        value: |u| u.max(0.0) + (-u.abs()).exp().ln_1p(),
        derivative: |u| Function::Sigmoid.of(u),
        slope: |u, _| sigmoid(u),
        kink_at_zero: false,
    },
];

/// `1/(1 + e^-u)`, from whichever side does not overflow.
fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 {
        (1.0 + (-u).exp()).recip()
    } else {
        let e = u.exp();
        e / (1.0 + e)
    }
}

/// `1/u`, with no value at 0: a pole is no infinity here.
fn reciprocal(u: f64) -> f64 {
    if u == 0.0 { f64::NAN } else { u.recip() }
}

fn over(u: &Expr) -> Expr {
    Expr::quotient(Expr::one(), u.clone())
}

fn square(u: Expr) -> Expr {
    Expr::power(u, Expr::integer(2))
}

fn one_minus_square(u: &Expr) -> Expr {
    Expr::sum([Expr::one(), square(u.clone()).negate()])
}

/// The value of a function at an argument for which it is known exactly: `sin(0) = 0`, `ln(e) = 1`, `sqrt(9) = 3`.
pub(super) fn exact_value(function: Function, u: &Expr) -> Option<Expr> {
    use Function as F;
    if matches!((function, u.node()), (F::Ln, super::Node::Constant(Constant::E))) {
        return Some(Expr::one());
    }
    let n = u.as_number()?;
    let zero = n.is_zero();
    let value = match function {
        F::Exp | F::Cos | F::Sec | F::Cosh if zero => Number::ONE,
        F::Sin | F::Tan | F::Asin | F::Atan | F::Sinh | F::Tanh | F::Asinh | F::Atanh | F::Sign if zero => Number::ZERO,
        F::Sigmoid if zero => Number::ratio(1, 2)?,
        F::Ln | F::Log10 | F::Log2 | F::Acos | F::Acosh if n.is_one() => Number::ZERO,
        F::Log10 if n == Number::from(10) => Number::ONE,
        F::Log2 if n == Number::from(2) => Number::ONE,
        F::Sqrt => n.square_root()?,
        F::Abs => n.abs(),
        F::Sign => Number::from(if n.is_negative() { -1 } else { 1 }),
        F::Relu => {
            if n.is_negative() {
                Number::ZERO
            } else {
                n
            }
        }
        F::Step if !zero => Number::from(i64::from(!n.is_negative())),
        _ => return None,
    };
    Some(Expr::number(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        for (i, row) in TABLE.iter().enumerate() {
            assert_eq!(row.function as usize, i, "{}", row.name);
        }
    }

    #[test]
    fn no_spelling_stands_for_two_functions() {
        let mut seen = std::collections::HashSet::new();
        for row in &TABLE {
            for name in std::iter::once(&row.name).chain(row.aliases) {
                assert!(seen.insert(name), "{name}");
            }
        }
    }

    /// The slope column against central differences of the value column.
    #[test]
    fn slopes_agree_with_differences() {
        for row in &TABLE {
            for u in [-2.3, -0.7, -0.2, 0.1, 0.4, 0.9, 1.7, 3.2] {
                let (f, h) = ((row.value)(u), 1e-6);
                let difference = ((row.value)(u + h) - (row.value)(u - h)) / (2.0 * h);
                let slope = (row.slope)(u, f);
                if f.is_finite() && difference.is_finite() {
                    assert!(
                        (slope - difference).abs() < 1e-7 * (1.0 + slope.abs()),
                        "{}'({u}) = {slope}, {difference}",
                        row.name
                    );
                }
            }
        }
    }
}
