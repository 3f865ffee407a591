"""Runs the exported programs in Python and compares them with what the engines of Gradus compute.

    python3 -m venv .venv && .venv/bin/pip install numpy sympy jax torch
    cargo run --example code | .venv/bin/python tests/code/run.py [SymPy|NumPy|PyTorch|JAX …]

Every program is run as it would be pasted. Its functions are called at each point and compared with the values given;
what autograd and SymPy print at the sample point is compared with the formulas' own output; and what PyTorch and JAX
return at kinks is compared with what `Kink` says of them.
"""

import collections
import contextlib
import io
import json
import math
import re
import sys
import warnings

TOLERANCE = 1e-9

warnings.filterwarnings("ignore")


def close(a, b):
    return abs(a - b) <= TOLERANCE * (1 + abs(b))


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def definitions(code):
    """The names of the function and its derivatives, in order."""
    return re.findall(r"^(?:def )?((?:f|d\d*f_\w+))(?:\(| = )", code, re.M)


def evaluate(language, scope, name, point):
    function = scope[name]
    if language == "SymPy":
        value = complex(function.subs(dict(zip(scope["point"], point))).evalf())
        return value.real if abs(value.imag) < 1e-12 else math.nan
    if language == "PyTorch":
        import torch

        point = [torch.tensor(x, dtype=torch.float64) for x in point]
    try:
        return float(function(*point))
    except ZeroDivisionError:
        return math.nan


def autograd(language, scope, point):
    """The derivative by the first variable that the framework itself finds."""
    if language == "JAX":
        import jax

        return float(jax.grad(scope["f"])(*point))
    import torch

    return torch.func.grad(scope["f"])(*(torch.tensor(x, dtype=torch.float64) for x in point)).item()


def check(case):
    """How many values were compared, and what is wrong."""
    language, scope, compared, wrong = case["language"], {}, 0, []
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(case["code"], "pasted", "exec"), scope)
    names = definitions(case["code"])
    assert len(names) == 1 + len(case["slopes"]), names
    for name, expected in zip(names, [case["values"], *case["slopes"]]):
        for point, value in zip(case["points"], expected):
            if value is None:
                continue
            found = evaluate(language, scope, name, point)
            compared += 1
            if not close(found, value):
                wrong.append(f"{name}{point} = {found}, not {value}")
    for kink in case["kinks"] if language in ("PyTorch", "JAX") else []:
        if kink[language] is not None:
            point = [kink["at"], *case["points"][0][1:]]
            found = autograd(language, scope, point)
            compared += 1
            if not close(found, kink[language]):
                wrong.append(f"at the kink {point}: {found}, not {kink[language]}")
    # By the formula, then by the framework, on lines of their own.
    lines = printed.getvalue().splitlines()[1:]
    if language != "NumPy":
        for formula, framework, name, expected in zip(lines[::2], lines[1::2], names[1:], case["slopes"]):
            a, b = (number(re.split("[:=] ", line)[-1]) for line in (formula, framework))
            if expected[0] is not None:
                compared += 1
                if not close(a, b):
                    wrong.append(f"{formula}; {framework}")
    return compared, wrong


def main():
    wanted = sys.argv[1:] or ["SymPy", "NumPy", "PyTorch", "JAX"]
    programs, values, failures = collections.Counter(), collections.Counter(), collections.Counter()
    for line in sys.stdin:
        case = json.loads(line)
        language = case["language"]
        if language not in wanted:
            continue
        programs[language] += 1
        try:
            compared, wrong = check(case)
        except Exception as error:  # whatever a pasted program may do
            compared, wrong = 0, [f"{type(error).__name__}: {error}"]
        values[language] += compared
        if wrong:
            failures[language] += 1
            print(f"{language}: {case['f']}")
            for problem in wrong[:3]:
                print("   ", problem)
    for language in wanted:
        print(f"{language}: {programs[language]} programs, {values[language]} values, {failures[language]} wrong")
    sys.exit(any(failures.values()) or not programs)


if __name__ == "__main__":
    main()
