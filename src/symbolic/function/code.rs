//! How each function is written in the languages that expressions are exported to.
//!
//! What a library has is called by its name there; what it lacks becomes a small function of its own beside the exported
//! one, written the way a person would write it.

/// How one function is written in one language.
#[derive(Clone, Copy, Debug)]
pub enum Spelling {
    /// The library has it: `np.sin`. In Rust it is a method of `f64`.
    Call(&'static str),
    /// A function of its own, by a formula in `u`. `lib.` stands for the library's name.
    Formula(&'static str),
    /// A function of its own that is no single formula, as its lines.
    Lines(&'static str),
}

/// How one function is written in each language.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "a field for each language")]
pub struct Code {
    pub sympy: Spelling,
    pub numpy: Spelling,
    pub pytorch: Spelling,
    pub jax: Spelling,
    pub rust: Spelling,
}

use Spelling::{Call, Formula, Lines};

/// A function that has one name in all of them.
macro_rules! everywhere {
    ($name:literal) => {
        super::code::Code {
            sympy: super::code::Spelling::Call(concat!("sp.", $name)),
            numpy: super::code::Spelling::Call(concat!("np.", $name)),
            pytorch: super::code::Spelling::Call(concat!("torch.", $name)),
            jax: super::code::Spelling::Call(concat!("jnp.", $name)),
            rust: super::code::Spelling::Call($name),
        }
    };
}
pub(super) use everywhere;

/// A function that only SymPy has.
const fn by_formula(sympy: &'static str, python: &'static str, rust: &'static str) -> Code {
    let python = Formula(python);
    Code { sympy: Call(sympy), numpy: python, pytorch: python, jax: python, rust: Formula(rust) }
}

/// The inverse of a circular or hyperbolic function: NumPy spells it with arc.
macro_rules! inverse {
    ($name:literal, $arc:literal) => {
        Code { numpy: Call(concat!("np.", $arc)), jax: Call(concat!("jnp.", $arc)), ..everywhere!($name) }
    };
}

/// Such an inverse at `1/u`.
macro_rules! inverse_of_reciprocal {
    ($sympy:literal, $of:literal, $arc:literal) => {
        Code {
            sympy: Call(concat!("sp.", $sympy)),
            numpy: Formula(concat!("np.", $arc, "(1 / u)")),
            pytorch: Formula(concat!("torch.", $of, "(1 / u)")),
            jax: Formula(concat!("jnp.", $arc, "(1 / u)")),
            rust: Formula(concat!("(1.0 / u).", $of, "()")),
        }
    };
}

pub(super) const LN: Code = Code { rust: Call("ln"), ..everywhere!("log") };
pub(super) const LOG10: Code = Code { sympy: Formula("sp.log(u, 10)"), ..everywhere!("log10") };
pub(super) const LOG2: Code = Code { sympy: Formula("sp.log(u, 2)"), ..everywhere!("log2") };
pub(super) const CBRT: Code = Code {
    sympy: Formula("sp.sign(u) * sp.Abs(u) ** sp.Rational(1, 3)"),
    pytorch: Formula("torch.sign(u) * torch.abs(u) ** (1 / 3)"),
    ..everywhere!("cbrt")
};
pub(super) const ABS: Code = Code { sympy: Call("sp.Abs"), ..everywhere!("abs") };
pub(super) const SIGN: Code = Code { rust: Formula("if u == 0.0 { 0.0 } else { u.signum() }"), ..everywhere!("sign") };
pub(super) const STEP: Code = Code {
    sympy: Formula("sp.Heaviside(u, 0)"),
    numpy: Formula("np.heaviside(u, 0.0)"),
    // torch.heaviside has no derivative.
    pytorch: Formula("torch.where(u > 0, torch.ones_like(u), torch.zeros_like(u))"),
    jax: Formula("jnp.heaviside(u, 0.0)"),
    rust: Formula("if u > 0.0 { 1.0 } else { 0.0 }"),
};
pub(super) const SEC: Code = by_formula("sp.sec", "1 / lib.cos(u)", "1.0 / u.cos()");
pub(super) const CSC: Code = by_formula("sp.csc", "1 / lib.sin(u)", "1.0 / u.sin()");
pub(super) const COT: Code = by_formula("sp.cot", "1 / lib.tan(u)", "1.0 / u.tan()");
pub(super) const ASIN: Code = inverse!("asin", "arcsin");
pub(super) const ACOS: Code = inverse!("acos", "arccos");
pub(super) const ATAN: Code = inverse!("atan", "arctan");
pub(super) const ASEC: Code = inverse_of_reciprocal!("asec", "acos", "arccos");
pub(super) const ACSC: Code = inverse_of_reciprocal!("acsc", "asin", "arcsin");
// SymPy's own acot jumps at 0.
pub(super) const ACOT: Code = Code {
    sympy: Formula("sp.pi / 2 - sp.atan(u)"),
    numpy: Formula("np.arctan2(1.0, u)"),
    pytorch: Formula("torch.atan2(torch.ones_like(u), u)"),
    jax: Formula("jnp.arctan2(1.0, u)"),
    rust: Formula("f64::atan2(1.0, u)"),
};
pub(super) const SECH: Code = by_formula("sp.sech", "1 / lib.cosh(u)", "1.0 / u.cosh()");
pub(super) const CSCH: Code = by_formula("sp.csch", "1 / lib.sinh(u)", "1.0 / u.sinh()");
pub(super) const COTH: Code = by_formula("sp.coth", "1 / lib.tanh(u)", "1.0 / u.tanh()");
pub(super) const ASINH: Code = inverse!("asinh", "arcsinh");
pub(super) const ACOSH: Code = inverse!("acosh", "arccosh");
pub(super) const ATANH: Code = inverse!("atanh", "arctanh");
pub(super) const ASECH: Code = inverse_of_reciprocal!("asech", "acosh", "arccosh");
pub(super) const ACSCH: Code = inverse_of_reciprocal!("acsch", "asinh", "arcsinh");
pub(super) const ACOTH: Code = inverse_of_reciprocal!("acoth", "atanh", "arctanh");
pub(super) const ERF: Code = Code {
    numpy: Lines("erf = np.vectorize(math.erf, otypes=[float])"),
    jax: Call("jax.lax.erf"),
    rust: Lines(RUST_ERF),
    ..everywhere!("erf")
};
pub(super) const ERFC: Code = Code {
    numpy: Lines("erfc = np.vectorize(math.erfc, otypes=[float])"),
    jax: Call("jax.lax.erfc"),
    rust: Formula("1.0 - erf(u)"),
    ..everywhere!("erfc")
};
pub(super) const SIGMOID: Code = Code {
    pytorch: Call("torch.sigmoid"),
    jax: Call("jax.nn.sigmoid"),
    ..formula_in_all("1 / (1 + lib.exp(-u))", "1.0 / (1.0 + (-u).exp())")
};
pub(super) const RELU: Code = Code {
    sympy: Formula("sp.Max(0, u)"),
    numpy: Formula("np.maximum(0.0, u)"),
    pytorch: Call("torch.relu"),
    jax: Call("jax.nn.relu"),
    rust: Formula("if u < 0.0 { 0.0 } else { u }"),
};
pub(super) const LEAKY_RELU: Code = Code {
    sympy: Formula("sp.Piecewise((u / 100, u < 0), (u, True))"),
    numpy: Formula("np.where(u > 0, u, u / 100)"),
    pytorch: Call("torch.nn.functional.leaky_relu"),
    jax: Call("jax.nn.leaky_relu"),
    rust: Formula("if u < 0.0 { u / 100.0 } else { u }"),
};
pub(super) const ELU: Code = Code {
    sympy: Formula("sp.Piecewise((sp.exp(u) - 1, u < 0), (u, True))"),
    numpy: Formula("np.where(u > 0, u, np.expm1(np.minimum(u, 0.0)))"),
    pytorch: Call("torch.nn.functional.elu"),
    jax: Call("jax.nn.elu"),
    rust: Formula("if u < 0.0 { u.exp_m1() } else { u }"),
};
pub(super) const SOFTPLUS: Code = Code {
    sympy: Formula("sp.log(1 + sp.exp(u))"),
    numpy: Formula("np.logaddexp(0.0, u)"),
    // torch.nn.functional.softplus is rounded to u from 20 on.
    pytorch: Formula("torch.logaddexp(torch.zeros_like(u), u)"),
    jax: Call("jax.nn.softplus"),
    rust: Formula("u.max(0.0) + (-u.abs()).exp().ln_1p()"),
};
pub(super) const SILU: Code = Code {
    pytorch: Call("torch.nn.functional.silu"),
    jax: Call("jax.nn.silu"),
    ..formula_in_all("u / (1 + lib.exp(-u))", "u / (1.0 + (-u).exp())")
};
pub(super) const GELU: Code = Code {
    sympy: Formula("u * (1 + sp.erf(u / sp.sqrt(2))) / 2"),
    numpy: Formula("u * (1 + erf(u / np.sqrt(2))) / 2"),
    pytorch: Call("torch.nn.functional.gelu"),
    jax: Formula("jax.nn.gelu(u, approximate=False)"),
    rust: Formula("u * (1.0 + erf(u / f64::sqrt(2.0))) / 2.0"),
};

const fn formula_in_all(python: &'static str, rust: &'static str) -> Code {
    let python = Formula(python);
    Code { sympy: python, numpy: python, pytorch: python, jax: python, rust: Formula(rust) }
}

/// The series `2/√π · e^(-u²) · Σ 2ⁿu²ⁿ⁺¹/(1·3·…·(2n + 1))`, whose terms all have one sign (Abramowitz and Stegun 7.1.6).
const RUST_ERF: &str = "\
fn erf(u: f64) -> f64 {
    if u.abs() > 6.0 {
        return u.signum();
    }
    let (mut term, mut sum, mut n) = (u, u, 0.0);
    while term.abs() > 1e-17 * sum.abs() {
        n += 1.0;
        term *= 2.0 * u * u / (2.0 * n + 1.0);
        sum += term;
    }
    std::f64::consts::FRAC_2_SQRT_PI * (-u * u).exp() * sum
}";
