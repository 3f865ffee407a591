"""Writes taylor.txt: expansions of every function of the table, worked out in 160 digits by mpmath.

    python3 tests/functions/taylor.py > tests/functions/taylor.txt

A line is a name, a point x, how the argument bends, and the coefficients of t^0 to t^8 of f(x + t + bend*(t^2 - t^3/2)).
They come from Cauchy's integral over a small circle, which knows nothing of the recurrences.
"""

import mpmath as m
from mpmath import mpf

m.mp.dps = 160


def sigmoid(z):
    return 1 / (1 + m.exp(-z))


def expm1(z):
    return m.exp(z) - 1


def side(below, above):
    """The formula of the side on which the point is."""
    return lambda x: below if x < 0 else above


# name: the function near a point, as an analytic function, and the points.
far = [-30.0, -5.0, -1.25, -0.001, 0.0, 0.7, 2.0, 30.0]
anywhere = [-1e6, *far, 1e6]
positive = [1e-9, 0.3, 1.0, 2.5, 1e6]
inside = [-0.999, -0.6, 0.0, 1e-6, 0.5, 0.99]
outside = [-1e6, -3.0, -1.001, 1.01, 1.9, 2.1, 40.0, 1e6]
kinked = [-1e6, -5.0, -0.01, 0.01, 3.0, 1e6]
nonzero = [x for x in far if x != 0]

FUNCTIONS = {
    "exp": (m.exp, far),
    "ln": (m.log, positive),
    "log10": (lambda z: m.log(z) / m.log(10), positive),
    "log2": (lambda z: m.log(z) / m.log(2), positive),
    "sqrt": (m.sqrt, positive),
    "cbrt": (side(lambda z: -m.cbrt(-z), m.cbrt), kinked),
    "abs": (side(lambda z: -z, lambda z: z), kinked),
    "sign": (side(lambda z: mpf(-1), lambda z: mpf(1)), kinked),
    "step": (side(lambda z: mpf(0), lambda z: mpf(1)), kinked),
    "sin": (m.sin, anywhere),
    "cos": (m.cos, anywhere),
    "tan": (m.tan, [*far, 1.57]),
    "sec": (m.sec, [*far, 1.57]),
    "csc": (m.csc, nonzero),
    "cot": (m.cot, nonzero),
    "asin": (m.asin, inside),
    "acos": (m.acos, inside),
    "atan": (m.atan, anywhere),
    "asec": (lambda z: m.acos(1 / z), outside),
    "acsc": (lambda z: m.asin(1 / z), outside),
    "acot": (lambda z: m.pi / 2 - m.atan(z), anywhere),
    "sinh": (m.sinh, far),
    "cosh": (m.cosh, far),
    "tanh": (m.tanh, far),
    "sech": (m.sech, far),
    "csch": (m.csch, nonzero),
    "coth": (m.coth, nonzero),
    "asinh": (m.asinh, anywhere),
    "acosh": (m.acosh, [x for x in outside if x > 0]),
    "atanh": (m.atanh, inside),
    "asech": (lambda z: m.acosh(1 / z), [1e-6, 0.3, 0.9, 0.999]),
    "acsch": (lambda z: m.asinh(1 / z), [x for x in anywhere if x != 0]),
    "acoth": (lambda z: m.atanh(1 / z), outside),
    "erf": (m.erf, [-5.0, *far[2:7], 5.0]),
    "erfc": (m.erfc, [-5.0, *far[2:7], 5.0, 20.0]),
    "sigmoid": (sigmoid, far),
    "relu": (side(lambda z: mpf(0), lambda z: z), kinked),
    "leaky_relu": (side(lambda z: z / 100, lambda z: z), kinked),
    "elu": (side(expm1, lambda z: z), [-30.0, *kinked[1:]]),
    "softplus": (lambda z: m.log(1 + m.exp(z)), far),
    "silu": (lambda z: z * sigmoid(z), far),
    "gelu": (lambda z: z * m.erfc(-z / m.sqrt(2)) / 2, [-20.0, *far[1:7], 20.0]),
}

ORDER = 8
PLACES = 64


def distance(name, x):
    """How far the nearest singularity is at least."""
    ends = {
        "asin": (-1, 1), "acos": (-1, 1), "atanh": (-1, 1), "asec": (-1, 0, 1), "acsc": (-1, 0, 1), "acoth": (-1, 1),
        "acosh": (-1, 1), "asech": (0, 1), "acsch": (0, 1j, -1j), "atan": (1j, -1j), "acot": (1j, -1j), "asinh": (1j, -1j),
        "ln": (0,), "log10": (0,), "log2": (0,), "sqrt": (0,), "cbrt": (0,), "csch": (0,), "coth": (0,),
        "tan": tuple((k + 0.5) * float(m.pi) for k in range(-12, 12)), "sec": tuple((k + 0.5) * float(m.pi) for k in range(-12, 12)),
        "cot": tuple(k * float(m.pi) for k in range(-12, 12)), "csc": tuple(k * float(m.pi) for k in range(-12, 12)),
    }.get(name, ())
    return min([abs(mpf(x) - m.mpmathify(e)) for e in ends] + [mpf(1)])


def coefficients(f, x, bend, radius):
    """By the trapezoidal rule, whose error is of the order (circle / distance to the next singularity)^56, that is 1e-168."""
    circle = radius / 1000
    roots = [m.expjpi(mpf(2) * k / PLACES) for k in range(PLACES)]
    values = []
    for w in roots:
        t = circle * w
        values.append(f(mpf(x) + t + bend * (t * t - t**3 / 2)))
    for k in range(ORDER + 1):
        mean = m.re(sum(v * m.conj(w) ** k for v, w in zip(values, roots))) / PLACES
        yield mean / circle**k if abs(mean) > mpf(10) ** -140 * max(map(abs, values)) else mpf(0)


if __name__ == "__main__":
    for name, (f, points) in FUNCTIONS.items():
        for x in points:
            here = f(x) if name in {"cbrt", "abs", "sign", "step", "relu", "leaky_relu", "elu"} else f
            for bend in [mpf(0), mpf(1)]:
                found = [float(c) for c in coefficients(here, x, bend, distance(name, x))]
                print(name, repr(x), int(bend), *map(repr, found))
