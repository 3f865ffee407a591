"""The coefficients in lanes/: polynomials through the Chebyshev points, of the lowest degree whose error is small enough.

    python3 tests/functions/series.py      # needs mpmath

The error is that of the polynomial alone, relative to the function; 2^-53 is one rounding.
"""

import mpmath as mp

mp.mp.dps = 60


def fit(name, g, weight, low, high, wanted):
    """Prints the polynomial for `g` between `low` and `high`, highest power first; `weight` makes its error relative."""
    for degree in range(3, 20):
        n = degree + 1
        nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(mp.pi * (2 * k + 1) / (2 * n)) for k in range(n)]
        matrix = mp.matrix(n, n)
        for i, x in enumerate(nodes):
            for j in range(n):
                matrix[i, j] = x**j
        coefficients = mp.lu_solve(matrix, mp.matrix([g(x) for x in nodes]))
        rounded = [mp.mpf(float(c)) for c in coefficients]
        places = [low + (high - low) * mp.mpf(k) / 997 for k in range(1, 998)]
        error = max(abs((mp.polyval(rounded[::-1], x) - g(x)) * weight(x)) for x in places)
        if error < mp.mpf(2) ** -wanted:
            print(f"{name}: degree {degree}, error 2^{float(mp.log(error, 2)):.1f}")
            for c in rounded[::-1]:
                print(f"    {float(c)!r},")
            return


half_ln_2 = mp.log(2) / 2
tiny = mp.mpf(10) ** -12


def exponential(r):
    return mp.mpf(1) / 2 + r / 6 if abs(r) < tiny else (mp.expm1(r) - r) / r**2


# e^r = 1 + r + r^2 g(r); relative to e^r - 1, of which r is most.
fit("exponential", exponential, lambda r: r, -half_ln_2, half_ln_2, 56)

# 2 artanh s = 2s + s z h(z) with z = s^2; relative to 2s.
edge = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2


def logarithm(z):
    s = mp.sqrt(z)
    return mp.mpf(2) / 3 if z < tiny else (2 * mp.atanh(s) - 2 * s) / (s * z)


fit("logarithm", logarithm, lambda z: z / 2, mp.mpf(0), edge, 57)

# sin r = r + r^3 g(r^2) for |r| <= pi/2
right_angle = (mp.pi / 2) ** 2


def sine(z):
    r = mp.sqrt(z)
    return -mp.mpf(1) / 6 if z < tiny else (mp.sin(r) - r) / (r * z)


fit("sine", sine, lambda z: z * mp.sqrt(z) / mp.sin(mp.sqrt(z)), mp.mpf(0), right_angle, 54)

# sin r = r + r^3 g(r^2), cos r = 1 - r^2/2 + r^4 h(r^2) for |r| <= pi/4
quarter = (mp.pi / 4) ** 2


def cosine(z):
    r = mp.sqrt(z)
    return mp.mpf(1) / 24 if z < tiny else (mp.cos(r) - 1 + z / 2) / z**2


fit("short sine", sine, lambda z: z, mp.mpf(0), quarter, 57)
fit("short cosine", cosine, lambda z: z**2, mp.mpf(0), quarter, 57)

# asin t = t + t^3 g(t^2) for |t| <= 1/2


def arcsine(z):
    t = mp.sqrt(z)
    return mp.mpf(1) / 6 if z < tiny else (mp.asin(t) - t) / (t * z)


fit("arcsine", arcsine, lambda z: z, mp.mpf(0), mp.mpf(1) / 4, 57)

# atan t = t + t^3 g(t^2) for |t| <= tan(pi/8)
octant = mp.tan(mp.pi / 8) ** 2


def arctangent(z):
    t = mp.sqrt(z)
    return -mp.mpf(1) / 3 if z < tiny else (mp.atan(t) - t) / (t * z)


fit("arctangent", arctangent, lambda z: z, mp.mpf(0), octant, 57)
