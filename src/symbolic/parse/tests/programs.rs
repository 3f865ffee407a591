//! Mathematics as programs and spreadsheets write it.

use super::{reads, refuses};

#[test]
fn formulas_from_programs() {
    reads(&[
        ("np.exp(-x)", "e^(-x)"),
        ("1/(1 + np.exp(-x))", "1/(1 + e^(-x))"),
        ("math.sqrt(x)", "sqrt(x)"),
        ("torch.nn.functional.relu(x)", "relu(x)"),
        ("nn.ReLU()(x)", "relu(x)"),
        ("tf.math.log(x)", "ln(x)"),
        ("scipy.special.expit(x)", "sigmoid(x)"),
        ("np.maximum(0, x)", "max(0, x)"),
        ("torch.clamp(x, min=0, max=1)", "min(max(x, 0), 1)"),
        ("F.leaky_relu(x, negative_slope=0.2)", "where(x < 0, 1/5*x, x)"),
        ("x**2", "x^2"),
        ("np.power(x, 2)", "x^2"),
        ("Math.pow(x, 2)", "x^2"),
        ("Math.E**x", "e^x"),
        ("(x**2).exp().pow(2)", "(e^x^2)^2"),
        ("torch.sigmoid(x).pow(2)", "sigmoid(x)^2"),
        ("exp(-x.^2)./2", "e^(-x^2)/2"),
        ("Sin[x] + Exp[-x]", "sin(x) + e^(-x)"),
        ("ArcTan[x]", "atan(x)"),
        ("POWER(x,2)*PI()", "x^2*pi"),
        ("x^2;", "x^2"),
        ("1_000_000*x", "1000000*x"),
        ("x^2_100", "x100^2"),
        ("x**2  # the square", "x^2"),
        ("Rational(1,3)*x", "1/3*x"),
        ("sp.Rational(1, 3)", "1/3"),
        ("Fraction(1, 3)", "1/3"),
        ("torch.tensor(2.0)*x", "2*x"),
        ("np.float64(x)", "x"),
        ("np.array(x)", "x"),
        ("float(x)", "x"),
        ("jnp.asarray(x)", "x"),
        ("tf.constant(2.0)", "2"),
        ("scipy.special.logsumexp(x, y)", "ln(e^x + e^y)"),
        ("1e-3 + 1E5", "0.001 + 100000"),
    ]);
}

#[test]
fn what_only_programs_have() {
    refuses(&[
        ("x // 2", "// is not read here: write / for a fraction", 2..4),
        ("x[1]", "x[ is not read here: write x_1 for an index", 0..2),
        ("x.T", ".T has no meaning here", 2..3),
        ("a @ b", "@ is not read here: matrices are not read; write * to multiply numbers", 2..3),
        ("torch.relu(x, inplace=True)", "relu has no argument called inplace here", 14..21),
        ("np.arctan2(y, x)", "arctan2 is not read here: write atan(y/x) and mind the quadrant", 3..10),
        ("0x1F", "0x1F is not read here: write numbers in base ten", 0..4),
        ("x; rm -rf /", "; has no meaning here", 1..2),
        ("x#2", "# has no meaning here", 1..2),
    ]);
}
