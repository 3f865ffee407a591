"""Writes reference.txt: values and derivatives of what machine learning writes down, worked out by mpmath.

    python3 tests/accuracy/reference.py > tests/accuracy/reference.txt

A line is a formula, the order of a derivative by x, x, y, the derivative there, and its condition: |x f'/f| (that by y added),
by which a relative error of the arguments is multiplied. The derivatives come from expansions in 1700 digits.
"""

import mpmath as m
from mpmath import mpf

m.mp.dps = 1700
Y = mpf(0.5)


def sigmoid(x):
    return 1 / (1 + m.exp(-x))


def softplus(x):
    return m.log1p(m.exp(x))


def lse(*terms):
    return m.log(sum(m.exp(t) for t in terms))


moderate = [1e-300, 1e-20, 1e-8, 1e-3, 0.3, 1.0, 2.5, 7.0, 20.0, 30.0]
far = [*moderate, 100.0, 300.0]
anywhere = [*far, 800.0, 1e6]
huge = [*anywhere, 1e100, 1e200]


def both(points):
    return [s * x for x in points for s in (1, -1)]


# formula: function, points, the highest order; what is left out is ill-conditioned by itself or said in accuracy.rs
TABLE = {
    "sigmoid(x)": (sigmoid, both(far), 3),
    "tanh(x)": (m.tanh, both(far), 3),
    "softplus(x)": (softplus, both(far), 3),
    "x*sigmoid(x)": (lambda x: x * sigmoid(x), both(far), 2),
    "silu(x)": (lambda x: x * sigmoid(x), both(far), 3),
    "sech(x)": (m.sech, both(far), 2),
    "csch(x)": (m.csch, both([x for x in far if 1e-9 < x]), 2),
    "coth(x)": (m.coth, both([x for x in far if 1e-9 < x]), 2),
    "erf(x)": (m.erf, both([x for x in moderate if x < 25]), 2),
    "1 - erf(x)": (m.erfc, both([x for x in moderate if x < 25]), 1),
    "1 - sigmoid(x)": (lambda x: sigmoid(-x), both(far), 2),
    "1 - tanh(x)^2": (lambda x: m.sech(x) ** 2, both(far), 2),
    "ln(sigmoid(x))": (lambda x: -softplus(-x), both(anywhere), 2),
    "ln(1 + e^x)": (softplus, both(anywhere), 3),
    "ln(e^x + 1)/2": (lambda x: softplus(x) / 2, both(anywhere), 1),
    "ln(e^x + e^y)": (lambda x: lse(x, Y), both(anywhere), 2),
    "ln(e^x + e^y + 1 + e^(2*x))": (lambda x: lse(x, Y, 0, 2 * x), both(far), 0),
    "ln(e^x + e^y + 1)": (lambda x: lse(x, Y, 0), both(far), 1),
    "ln(3*e^x + 2)": (lambda x: m.log(3 * m.exp(x) + 2), both(anywhere), 1),
    "ln(cosh(x))": (lambda x: m.log(m.cosh(x)), both([x for x in anywhere if x > 1e-100]), 2),
    "e^x - 1": (m.expm1, both(far), 2),
    "e^(2*x) - e^x": (lambda x: m.exp(2 * x) - m.exp(x), both(far), 0),
    "(e^x - 1)/x": (lambda x: m.expm1(x) / x, both(far), 0),
    "1 - cos(x)": (lambda x: 2 * m.sin(x / 2) ** 2, both([x for x in moderate if 1e-100 < x]), 1),
    "(1 - cos(x))/x^2": (lambda x: 2 * (m.sin(x / 2) / x) ** 2, both([x for x in moderate if 1e-100 < x]), 0),
    "1/(1 + e^(-x))": (sigmoid, both(far), 3),
    "e^x/(1 + e^x)": (sigmoid, both(far), 3),
    "e^x/(e^x + e^y)": (lambda x: sigmoid(x - Y), both(far), 2),
    "e^x/(e^x + e^y + e^(-x))": (lambda x: 1 / (1 + m.exp(Y - x) + m.exp(-2 * x)), both(far), 1),
    "(e^x - e^(-x))/(e^x + e^(-x))": (m.tanh, both(far), 2),
    "asinh(e^x)": (lambda x: m.asinh(m.exp(x)), both(far), 2),
    "sqrt(x^4)": (lambda x: x * x, both([1e-100, *[x for x in huge if 1e-100 < x < 1e150]]), 1),
    "asin(tanh(x))": (lambda x: m.asin(m.tanh(x)), both(far), 2),
    "atan(x)": (m.atan, both(far), 2),
    "asinh(x)": (m.asinh, both(far), 2),
    "exp(x)": (m.exp, both(far), 3),
    "ln(x)": (m.log, huge, 3),
    "sqrt(x)": (m.sqrt, huge, 3),
    "sin(x)": (m.sin, both(moderate), 3),
    "cos(x)": (m.cos, both(moderate), 3),
    "x^3": (lambda x: x**3, both([x for x in anywhere if x > 1e-50]), 3),
    "x*exp(x)": (lambda x: x * m.exp(x), both(far), 2),
    "1/x": (lambda x: 1 / x, both([x for x in anywhere if x > 1e-50]), 3),
}


def derivatives(f, x, order):
    """f(x), f'(x), … by central differences with a step far below every scale, in digits to match."""
    h = mpf(10) ** -20 * abs(x)
    rows = [f(x + k * h) for k in range(-3, 4)]
    weights = {
        0: [0, 0, 0, 1, 0, 0, 0],
        1: [-1, 9, -45, 0, 45, -9, 1],
        2: [2, -27, 270, -490, 270, -27, 2],
        3: [1, -8, 13, 0, -13, 8, -1],
        4: [-1, 12, -39, 56, -39, 12, -1],
    }
    over = {0: 1, 1: 60, 2: 180, 3: 8, 4: 6}
    return [sum(w * r for w, r in zip(weights[k], rows)) / over[k] / h**k for k in range(order + 1)]


for formula, (f, points, highest) in TABLE.items():
    for point in points:
        x = mpf(point)
        if x == 0:
            continue
        found = derivatives(f, x, highest + 1)
        for order in range(highest + 1):
            value, slope = found[order], found[order + 1]
            size = abs(value)
            if not (mpf(10) ** -300 < size < mpf(10) ** 300):
                continue
            condition = abs(x * slope / value)
            print(formula, order, repr(float(point)), repr(float(value)), f"{float(condition):.1e}", sep=";")
