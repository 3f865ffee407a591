"""Iterates of every method and every schedule, for `tests/optimize.rs`.

    python3 tests/optimize/reference.py > tests/optimize/reference.jsonl

Written after the boxes with the algorithms in the documentation of torch.optim and the closed forms in that of
torch.optim.lr_scheduler, and after Nocedal and Wright, Numerical Optimization: algorithms 3.1 (backtracking), 6.1 with equations
6.17 and 6.20 (BFGS). Gradients and Hessians are formulas by hand. Only NumPy; none of the package's own code.
"""

import json
import sys

import numpy as np

sys.stdout.reconfigure(newline="\n")

# ---- functions: text, variables, start, value, gradient, Hessian


def ravine(t):
    x, y = t
    return x**2 + 10 * y**2, np.array([2 * x, 20 * y]), np.diag([2.0, 20.0])


def rosenbrock(t):
    x, y = t
    r = y - x**2
    value = (1 - x) ** 2 + 100 * r**2
    gradient = np.array([-2 * (1 - x) - 400 * x * r, 200 * r])
    hessian = np.array([[2 - 400 * r + 800 * x**2, -400 * x], [-400 * x, 200.0]])
    return value, gradient, hessian


def logistic(t):
    """softplus(-w-b) + softplus(2w-b) + (w^2+b^2)/10"""
    w, b = t
    s = lambda z: 1 / (1 + np.exp(-z))
    p, q = s(-w - b), s(2 * w - b)
    value = np.log1p(np.exp(-w - b)) + np.log1p(np.exp(2 * w - b)) + (w**2 + b**2) / 10
    gradient = np.array([-p + 2 * q + w / 5, -p - q + b / 5])
    dp, dq = p * (1 - p), q * (1 - q)
    hessian = np.array([[dp + 4 * dq + 0.2, dp - 2 * dq], [dp - 2 * dq, dp + dq + 0.2]])
    return value, gradient, hessian


def three(t):
    """(x-y)^2 + (y-z)^4 + exp(x+z) - 2*z"""
    x, y, z = t
    e = np.exp(x + z)
    value = (x - y) ** 2 + (y - z) ** 4 + e - 2 * z
    c, d = 4 * (y - z) ** 3, 12 * (y - z) ** 2
    gradient = np.array([2 * (x - y) + e, -2 * (x - y) + c, -c + e - 2])
    hessian = np.array([[2 + e, -2, e], [-2, 2 + d, -d], [e, -d, d + e]])
    return value, gradient, hessian


FUNCTIONS = [
    ("x^2+10*y^2", ["x", "y"], [4.0, 1.5], ravine, 0.04),
    ("(1-x)^2+100*(y-x^2)^2", ["x", "y"], [-1.2, 1.0], rosenbrock, 0.0005),
    ("softplus(-w-b)+softplus(2*w-b)+(w^2+b^2)/10", ["w", "b"], [-2.0, 3.0], logistic, 0.3),
    ("(x-y)^2+(y-z)^4+exp(x+z)-2*z", ["x", "y", "z"], [0.5, -0.25, 0.75], three, 0.05),
]

# ---- schedules: the rate at epoch t


def rate(schedule, base, t):
    name, s = schedule
    if name == "constant":
        return base
    if name == "step":
        return base * s["gamma"] ** (t // s["step_size"])
    if name == "exponential":
        return base * s["gamma"] ** t
    if name == "cosine":
        return s["eta_min"] + 0.5 * (base - s["eta_min"]) * (1 + np.cos(t * np.pi / s["T_max"]))
    if name == "linear":
        done = min(t, s["total_iters"]) / s["total_iters"]
        return base * (s["start_factor"] + (s["end_factor"] - s["start_factor"]) * done)
    if name == "polynomial":
        return base * (1 - min(t, s["total_iters"]) / s["total_iters"]) ** s["power"]
    if name == "inverse-time":
        return base / (1 + s["gamma"] * t)
    raise ValueError(name)


# ---- methods: from a function, a start and the rate of each step to the iterates


def momentum(f, x, rates, h, nesterov=False):
    b = None
    for lr in rates:
        g = f(x)[1]
        b = g if b is None else h["momentum"] * b + (1 - h.get("dampening", 0.0)) * g
        x = x - lr * (g + h["momentum"] * b if nesterov else b)
        yield x


def adagrad(f, x, rates, h):
    total = np.full_like(x, h["initial_accumulator_value"])
    for t, lr in enumerate(rates, 1):
        g = f(x)[1]
        total = total + g**2
        x = x - lr / (1 + (t - 1) * h["lr_decay"]) * g / (np.sqrt(total) + h["eps"])
        yield x


def rmsprop(f, x, rates, h):
    v, average, b = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    for lr in rates:
        g = f(x)[1]
        v = h["alpha"] * v + (1 - h["alpha"]) * g**2
        root = v
        if h["centered"]:
            average = h["alpha"] * average + (1 - h["alpha"]) * g
            root = v - average**2
        update = g / (np.sqrt(root) + h["eps"])
        if h["momentum"] > 0:
            b = h["momentum"] * b + update
            update = b
        x = x - lr * update
        yield x


def adam(f, x, rates, h):
    m, v = np.zeros_like(x), np.zeros_like(x)
    for t, lr in enumerate(rates, 1):
        g = f(x)[1]
        x = x - lr * h.get("weight_decay", 0.0) * x
        m = h["beta1"] * m + (1 - h["beta1"]) * g
        v = h["beta2"] * v + (1 - h["beta2"]) * g**2
        m_hat, v_hat = m / (1 - h["beta1"] ** t), v / (1 - h["beta2"] ** t)
        x = x - lr * m_hat / (np.sqrt(v_hat) + h["eps"])
        yield x


def newton(f, x, rates, h):
    for lr in rates:
        _, g, hessian = f(x)
        x = x - lr * np.linalg.solve(hessian + h["damping"] * np.eye(len(x)), g)
        yield x


def backtrack(f, x, d, first, h):
    """The point and the rate by algorithm 3.1, along the direction d."""
    value, g, _ = f(x)
    a = first
    while not f(x + a * d)[0] <= value + h["c1"] * a * (g @ d):
        a *= h["shrink"]
        assert a > 1e-12
    # Where rounding would decide, the package goes by the slopes; no reference is that close to a minimum.
    assert abs(f(x + a * d)[0] - value) > 1e-12 * abs(value)
    return x + a * d


def searching(f, x, rates, h):
    for lr in rates:
        x = backtrack(f, x, -f(x)[1], lr, h)
        yield x


def newton_searching(f, x, rates, h):
    for lr in rates:
        _, g, hessian = f(x)
        d = -np.linalg.solve(hessian + h["damping"] * np.eye(len(x)), g)
        if not g @ d < 0:
            d = -g
        x = backtrack(f, x, d, lr, h)
        yield x


def bfgs(f, x, rates, h):
    n = len(x)
    identity, inverse, fresh = np.eye(n), np.eye(n), True
    for lr in rates:
        g = f(x)[1]
        after = backtrack(f, x, -inverse @ g, lr, h)
        s, y = after - x, f(after)[1] - g
        if y @ s > np.sqrt(np.finfo(float).eps) * np.linalg.norm(y) * np.linalg.norm(s):
            if fresh:
                inverse, fresh = (y @ s) / (y @ y) * identity, False
            rho = 1 / (y @ s)
            left = identity - rho * np.outer(s, y)
            inverse = left @ inverse @ left.T + rho * np.outer(s, s)
        x = after
        yield x


METHODS = {
    "gd": lambda f, x, rates, h: momentum(f, x, rates, {"momentum": 0.0}),
    "momentum": momentum,
    "nesterov": lambda f, x, rates, h: momentum(f, x, rates, h, nesterov=True),
    "adagrad": adagrad,
    "rmsprop": rmsprop,
    "adam": adam,
    "adamw": adam,
    "newton": newton,
    "backtracking": searching,
    "newton-backtracking": newton_searching,
    "bfgs": bfgs,
}

# Settings; a rate of None stands for the function's own.
SETTINGS = [
    ("gd", {"lr": None}),
    ("momentum", {"lr": None, "momentum": 0.9, "dampening": 0.0}),
    ("momentum", {"lr": None, "momentum": 0.5, "dampening": 0.25}),
    ("nesterov", {"lr": None, "momentum": 0.9}),
    ("adagrad", {"lr": 0.5, "lr_decay": 0.0, "initial_accumulator_value": 0.0, "eps": 1e-10}),
    ("adagrad", {"lr": 0.2, "lr_decay": 0.05, "initial_accumulator_value": 0.1, "eps": 1e-3}),
    ("rmsprop", {"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "momentum": 0.0, "centered": 0.0}),
    ("rmsprop", {"lr": 0.02, "alpha": 0.9, "eps": 1e-4, "momentum": 0.5, "centered": 1.0}),
    ("adam", {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}),
    ("adamw", {"lr": 0.1, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "weight_decay": 0.01}),
    ("adamw", {"lr": 0.05, "beta1": 0.8, "beta2": 0.95, "eps": 1e-3, "weight_decay": 0.5}),
    ("newton", {"lr": 1.0, "damping": 1.0}),
    ("newton", {"lr": 0.5, "damping": 0.0}),
    ("backtracking", {"lr": 1.0, "c1": 1e-4, "shrink": 0.5}),
    ("backtracking", {"lr": 2.0, "c1": 0.3, "shrink": 0.8}),
    ("newton-backtracking", {"lr": 1.0, "damping": 0.5, "c1": 1e-4, "shrink": 0.5}),
    ("newton-backtracking", {"lr": 2.0, "damping": 0.0, "c1": 0.25, "shrink": 0.7}),
    ("bfgs", {"lr": 1.0, "c1": 1e-4, "shrink": 0.5}),
    ("bfgs", {"lr": 1.5, "c1": 0.2, "shrink": 0.7}),
]

SCHEDULES = [
    ("constant", {}),
    ("step", {"step_size": 4, "gamma": 0.5}),
    ("exponential", {"gamma": 0.9}),
    ("cosine", {"T_max": 8, "eta_min": 0.0005}),
    ("linear", {"start_factor": 0.25, "end_factor": 1.0, "total_iters": 6}),
    ("polynomial", {"total_iters": 15, "power": 2.0}),
    ("inverse-time", {"gamma": 0.3}),
]

STEPS = 12
# Near a minimum there is nothing left to compare, and rounding decides a line search.
FLOOR = 1e-5


def case(function, method, settings, schedule):
    text, variables, start, f, own = function
    h = {k: own if v is None else v for k, v in settings.items()}
    rates = [rate(schedule, h["lr"], t) for t in range(STEPS)]
    steps = []
    for x in METHODS[method](f, np.array(start), rates, h):
        steps.append([float(v) for v in x])
        if np.abs(f(x)[1]).max() < FLOOR:
            break
    name, values = schedule
    return {
        "f": text,
        "vars": variables,
        "start": start,
        "method": method,
        "hyper": h,
        "schedule": name,
        "schedule_hyper": values,
        "steps": steps,
    }


def main():
    for function in FUNCTIONS:
        for method, settings in SETTINGS:
            print(json.dumps(case(function, method, settings, SCHEDULES[0])))
    for i, schedule in enumerate(SCHEDULES[1:]):
        for method in [SETTINGS[0], SETTINGS[3], SETTINGS[8], SETTINGS[17]]:
            print(json.dumps(case(FUNCTIONS[i % 2 * 2], *method, schedule)))


main()
