"""Writes reference.txt: values and slopes of every function of the table, worked out in 400 digits by mpmath.

    python3 tests/functions/reference.py > tests/functions/reference.txt
"""

import random

import mpmath as m
from mpmath import mpf

m.mp.dps = 400


def when(condition, f):
    return lambda x: f(x) if condition(x) else None


def nonzero(f):
    return when(lambda x: x != 0, f)


def positive(f):
    return when(lambda x: x > 0, f)


def inside(f):
    return when(lambda x: abs(x) < 1, f)


def outside(f):
    return when(lambda x: abs(x) > 1, f)


def sigmoid(x):
    return 1 / (1 + m.exp(-x))


def normal(x):
    return m.erfc(-x / m.sqrt(2)) / 2


def density(x):
    return m.exp(-x * x / 2) / m.sqrt(2 * m.pi)


def unit(x):
    return mpf(1) if x > 0 else mpf(0)


two_over_root_pi = 2 / m.sqrt(m.pi)

# name: value, slope
FUNCTIONS = {
    "exp": (m.exp, m.exp),
    "ln": (positive(m.log), positive(lambda x: 1 / x)),
    "log10": (positive(lambda x: m.log(x, 10)), positive(lambda x: 1 / (x * m.log(10)))),
    "log2": (positive(lambda x: m.log(x, 2)), positive(lambda x: 1 / (x * m.log(2)))),
    "sqrt": (when(lambda x: x >= 0, m.sqrt), positive(lambda x: 1 / (2 * m.sqrt(x)))),
    "cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), nonzero(lambda x: 1 / (3 * m.cbrt(abs(x)) ** 2))),
    "abs": (abs, nonzero(m.sign)),
    "sign": (m.sign, nonzero(lambda x: mpf(0))),
    "step": (nonzero(unit), nonzero(lambda x: mpf(0))),
    "sin": (m.sin, m.cos),
    "cos": (m.cos, lambda x: -m.sin(x)),
    "tan": (m.tan, lambda x: m.sec(x) ** 2),
    "sec": (m.sec, lambda x: m.sec(x) * m.tan(x)),
    "csc": (nonzero(m.csc), nonzero(lambda x: -m.csc(x) * m.cot(x))),
    "cot": (nonzero(m.cot), nonzero(lambda x: -m.csc(x) ** 2)),
    "asin": (when(lambda x: abs(x) <= 1, m.asin), inside(lambda x: 1 / m.sqrt(1 - x * x))),
    "acos": (when(lambda x: abs(x) <= 1, m.acos), inside(lambda x: -1 / m.sqrt(1 - x * x))),
    "atan": (m.atan, lambda x: 1 / (1 + x * x)),
    "asec": (when(lambda x: abs(x) >= 1, lambda x: m.acos(1 / x)), outside(lambda x: 1 / (abs(x) * m.sqrt(x * x - 1)))),
    "acsc": (when(lambda x: abs(x) >= 1, lambda x: m.asin(1 / x)), outside(lambda x: -1 / (abs(x) * m.sqrt(x * x - 1)))),
    "acot": (lambda x: m.pi / 2 - m.atan(x), lambda x: -1 / (1 + x * x)),
    "sinh": (m.sinh, m.cosh),
    "cosh": (m.cosh, m.sinh),
    "tanh": (m.tanh, lambda x: m.sech(x) ** 2),
    "sech": (m.sech, lambda x: -m.sech(x) * m.tanh(x)),
    "csch": (nonzero(m.csch), nonzero(lambda x: -m.csch(x) * m.coth(x))),
    "coth": (nonzero(m.coth), nonzero(lambda x: -m.csch(x) ** 2)),
    "asinh": (m.asinh, lambda x: 1 / m.sqrt(x * x + 1)),
    "acosh": (when(lambda x: x >= 1, m.acosh), when(lambda x: x > 1, lambda x: 1 / m.sqrt(x * x - 1))),
    "atanh": (inside(m.atanh), inside(lambda x: 1 / (1 - x * x))),
    "asech": (when(lambda x: 0 < x <= 1, lambda x: m.acosh(1 / x)), when(lambda x: 0 < x < 1, lambda x: -1 / (x * m.sqrt(1 - x * x)))),
    "acsch": (nonzero(lambda x: m.asinh(1 / x)), nonzero(lambda x: -1 / (abs(x) * m.sqrt(1 + x * x)))),
    "acoth": (outside(lambda x: m.atanh(1 / x)), outside(lambda x: 1 / (1 - x * x))),
    "erf": (m.erf, lambda x: two_over_root_pi * m.exp(-x * x)),
    "erfc": (m.erfc, lambda x: -two_over_root_pi * m.exp(-x * x)),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x)),
    "relu": (lambda x: x * unit(x), nonzero(unit)),
    "leaky_relu": (lambda x: x if x > 0 else x / 100, nonzero(lambda x: mpf(1) if x > 0 else mpf(1) / 100)),
    "elu": (lambda x: x if x > 0 else m.expm1(x), lambda x: mpf(1) if x >= 0 else m.exp(x)),
    "softplus": (lambda x: m.log1p(m.exp(x)), sigmoid),
    "silu": (lambda x: x * sigmoid(x), lambda x: sigmoid(x) * (1 + x * sigmoid(-x))),
    "gelu": (lambda x: x * normal(x), lambda x: normal(x) + x * density(x)),
}


def points():
    """Zero, near it, the ends of the domains and beside them, poles, far out, and some between."""
    random.seed(3)
    sizes = [1e-300, 1e-9, 0.1, 1 - 1e-10, 1.0, 1 + 1e-10, 1.5707963267948966, 3.141592653589793, 40.0, 700.0, 1e10]
    sizes += [round(random.uniform(0, 2), 3) for _ in range(4)] + [round(random.uniform(2, 30), 3) for _ in range(4)]
    return [0.0] + [sign * size for size in sorted(sizes) for sign in (1, -1)]


def shown(x):
    """The nearest double, or nan where there is no value."""
    return "nan" if x is None else repr(float(x))


if __name__ == "__main__":
    for name, (value, slope) in FUNCTIONS.items():
        for x in points():
            print(name, repr(x), shown(value(mpf(x))), shown(slope(mpf(x))))
