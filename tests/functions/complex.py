"""Writes complex.txt: every function of the table at complex arguments, worked out in 160 digits by mpmath.

    python3 tests/functions/complex.py > tests/functions/complex.txt

A line is a name, x, y, and the real and the imaginary part of f(x + iy). Functions in pieces go by x.
"""

from mpmath import mpc, mpf

from taylor import FUNCTIONS

PIECES = {"cbrt", "abs", "sign", "step", "relu", "leaky_relu", "elu"}

for name, (f, points) in FUNCTIONS.items():
    for x in points:
        for y in [1e-20, 1e-8, 0.1, -0.4]:
            here = f(x) if name in PIECES else f
            try:
                value = mpc(here(mpc(mpf(x), mpf(y))))
            except ZeroDivisionError:
                continue
            print(name, repr(x), repr(y), repr(float(value.real)), repr(float(value.imag)))
