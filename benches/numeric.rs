//! What evaluation costs: `cargo bench --bench numeric`. Each way as a multiple of a closure written by hand and compiled
//! with the rest, over the same points in the same run: the median of rounds in which all take turns.
//!
//! With the machine's own vector instructions: `RUSTFLAGS="-C target-cpu=native" cargo bench --bench numeric`.

use std::{hint::black_box, time::Instant};

use gradus::{
    numeric::{Dual, Program, Scratch, Tape, gradient, gradient_columns},
    symbolic::{Symbol, parse},
};

/// An expression and the same by hand.
type Item = (&'static str, fn(f64) -> f64);

const ITEMS: [Item; 10] = [
    ("3x^5 - 2x^4 + x^3/4 - 7x + 1", |x| {
        let (x2, x3) = (x * x, x * x * x);
        3.0 * x3 * x2 - 2.0 * x2 * x2 + x3 / 4.0 - 7.0 * x + 1.0
    }),
    ("(x^3 - 2x + 1)/(x^4 + 3x^2 + 2)", |x| {
        let x2 = x * x;
        (x2 * x - 2.0 * x + 1.0) / (x2 * x2 + 3.0 * x2 + 2.0)
    }),
    ("x^2 sin(x)/e^(3x)", |x| x * x * x.sin() / (3.0 * x).exp()),
    ("1/(1 + e^(-x))", |x| 1.0 / (1.0 + (-x).exp())),
    ("e^(-x^2/2)", |x| (-(x * x) / 2.0).exp()),
    ("ln(1 + e^x)", |x| (1.0 + x.exp()).ln()),
    ("0.5x (1 + tanh(0.79788(x + 0.044715x^3)))", |x| 0.5 * x * (1.0 + (0.79788 * (x + 0.044_715 * x * x * x)).tanh())),
    ("sin(cos(3x) + atan(x^2))", |x| ((3.0 * x).cos() + (x * x).atan()).sin()),
    ("sqrt(|x| + 1) ln(x^2 + 1) asin(x/4)", |x| (x.abs() + 1.0).sqrt() * (x * x + 1.0).ln() * (x / 4.0).asin()),
    ("tanh(x)/(1 + x^2) + cos(5x)", |x| x.tanh() / (1.0 + x * x) + (5.0 * x).cos()),
];

/// A function of two variables, and by hand with its partial derivatives, as a person writes them with common parts shared.
type Surface = (&'static str, fn(f64, f64) -> [f64; 3]);

const SURFACES: [Surface; 3] = [
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", |x, y| {
        let (a, b) = (x * x + y - 11.0, x + y * y - 7.0);
        [a * a + b * b, 4.0 * x * a + 2.0 * b, 2.0 * a + 4.0 * y * b]
    }),
    ("e^(-(x^2 + y^2)/4) sin(2x) cos(3y) + ln(1 + x^2 y^2)", |x, y| {
        let (x2, y2) = (x * x, y * y);
        let e = (-(x2 + y2) / 4.0).exp();
        let (s, c) = ((2.0 * x).sin(), (3.0 * y).cos());
        let (p, q) = (e * s * c, 1.0 + x2 * y2);
        let r = 2.0 * x * y / q;
        [
            p + q.ln(),
            2.0 * e * (2.0 * x).cos() * c - 0.5 * x * p + r * y,
            r * x - 3.0 * e * s * (3.0 * y).sin() - 0.5 * y * p,
        ]
    }),
    ("ln(1 + e^(-(1.5 tanh(1.2x - 0.7y + 0.1) - 0.8 tanh(0.4x + 0.9y - 0.3) + 0.2)))", |x, y| {
        let (a, b) = ((1.2 * x - 0.7 * y + 0.1).tanh(), (0.4 * x + 0.9 * y - 0.3).tanh());
        let t = (-(1.5 * a - 0.8 * b + 0.2)).exp();
        let g = -t / (1.0 + t);
        let (da, db) = (1.5 * (1.0 - a * a), -0.8 * (1.0 - b * b));
        [(1.0 + t).ln(), g * (1.2 * da + 0.4 * db), g * (-0.7 * da + 0.9 * db)]
    }),
];

const POINTS: usize = 100_000;
const SIDE: usize = 316;
const ROUNDS: usize = 15;

fn main() {
    // `cargo test` builds it to see that it builds; only `cargo bench` says so.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    values();
    gradients();
    many_variables();
}

fn values() {
    println!("{:<82} {:>9} {:>9} {:>12}", "values, by hand = 1", "columns", "points", "by hand, ns");
    let points: Vec<f64> = (0..POINTS).map(|i| -2.0 + 5.0 * i as f64 / POINTS as f64).collect();
    for (text, by_hand) in ITEMS {
        let program = program(text, &["x"]);
        let mut out = vec![0.0; POINTS];
        let (mut lanes, mut scratch) = (Scratch::new(), Scratch::new());
        let [columns, one_by_one, ns] = median(|| {
            let by_hand = seconds(|| out.iter_mut().zip(&points).for_each(|(y, x)| *y = by_hand(*x)));
            black_box(&out);
            let columns = seconds(|| program.eval_columns(&[&points], &mut lanes, &mut [&mut out]));
            black_box(&out);
            let one_by_one = seconds(|| {
                for (y, x) in out.iter_mut().zip(&points) {
                    program.eval_into(&[*x], &mut scratch, std::slice::from_mut(y));
                }
            });
            black_box(&out);
            [columns / by_hand, one_by_one / by_hand, by_hand / POINTS as f64 * 1e9]
        });
        println!("{text:<82} {columns:>9.2} {one_by_one:>9.2} {ns:>12.2}");
    }
}

fn gradients() {
    println!("\n{:<82} {:>9} {:>9} {:>12}", "value and gradient, by hand = 1", "columns", "points", "by hand, ns");
    let at = |i: usize| -2.0 + 4.0 * i as f64 / SIDE as f64;
    let (xs, ys): (Vec<f64>, Vec<f64>) = (0..SIDE * SIDE).map(|i| (at(i % SIDE), at(i / SIDE))).unzip();
    for (text, by_hand) in SURFACES {
        let program = program(text, &["x", "y"]);
        let [mut f, mut fx, mut fy] = [(); 3].map(|()| vec![0.0; SIDE * SIDE]);
        let mut scratch = Scratch::new();
        let [columns, one_by_one, ns] = median(|| {
            let by_hand = seconds(|| {
                for (i, (x, y)) in xs.iter().zip(&ys).enumerate() {
                    [f[i], fx[i], fy[i]] = by_hand(*x, *y);
                }
            });
            black_box((&f, &fx, &fy));
            let columns = seconds(|| gradient_columns(&program, &[&xs, &ys], &mut [&mut f, &mut fx, &mut fy]));
            black_box((&f, &fx, &fy));
            let one_by_one = seconds(|| {
                for (i, (x, y)) in xs.iter().zip(&ys).enumerate() {
                    let mut out = [Dual::<2>::variable(0.0, 0)];
                    program.run(&[Dual::variable(*x, 0), Dual::variable(*y, 1)], &mut scratch, &mut out);
                    (f[i], fx[i], fy[i]) = (out[0].value(), out[0].derivative(0), out[0].derivative(1));
                }
            });
            black_box((&f, &fx, &fy));
            [columns / by_hand, one_by_one / by_hand, by_hand / (SIDE * SIDE) as f64 * 1e9]
        });
        println!("{text:<82} {columns:>9.2} {one_by_one:>9.2} {ns:>12.2}");
    }
}

/// What a gradient costs beside the function itself, in many variables.
fn many_variables() {
    println!(
        "\n{:<82} {:>9} {:>9} {:>12}",
        "gradient in many variables, function = 1", "reverse", "chosen", "function, ns"
    );
    for n in [10, 100, 500] {
        let names: Vec<String> = (0..n).map(|i| format!("x{i}")).collect();
        let sum = |term: &dyn Fn(usize) -> String| (0..n - 1).map(term).collect::<Vec<_>>().join(" + ");
        let chain = |i: usize| (names[i].clone(), names[i + 1].clone());
        for (title, text) in [
            (
                "Rosenbrock's function",
                sum(&|i| {
                    let (a, b) = chain(i);
                    format!("100*({b} - {a}^2)^2 + (1 - {a})^2")
                }),
            ),
            (
                "a sum of sigmoids",
                sum(&|i| {
                    let (a, b) = chain(i);
                    format!("sigmoid({a}*{b} - 0.5)")
                }),
            ),
        ] {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let program = program(&text, &names);
            let point: Vec<f64> = (0..n).map(|i| 0.3 + 0.7 * (i as f64).sin()).collect();
            let repeats = 100_000 / n;
            let mut scratch = Scratch::new();
            let [reverse, chosen, ns] = median(|| {
                let mut value = [0.0];
                let function = seconds(|| {
                    for _ in 0..repeats {
                        program.eval_into(black_box(&point), &mut scratch, &mut value);
                    }
                });
                let mut tape = Tape::new(&program);
                let reverse = seconds(|| {
                    for _ in 0..repeats {
                        tape.record(black_box(&point));
                        black_box(tape.backward(0));
                    }
                });
                let chosen = seconds(|| {
                    for _ in 0..repeats {
                        black_box(gradient(&program, black_box(&point)));
                    }
                });
                [reverse / function, chosen / function, function / repeats as f64 * 1e9]
            });
            println!("{:<82} {reverse:>9.2} {chosen:>9.2} {ns:>12.0}", format!("{title} of {n}"));
        }
    }
}

fn program(text: &str, variables: &[&str]) -> Program {
    let variables: Vec<Symbol> = variables.iter().map(|name| Symbol::new(name)).collect();
    Program::new(&[parse(text).expect("an expression")], &variables).expect("it compiles")
}

/// The median of each figure over all rounds.
fn median<const N: usize>(mut round: impl FnMut() -> [f64; N]) -> [f64; N] {
    let rounds: Vec<[f64; N]> = (0..ROUNDS).map(|_| round()).collect();
    std::array::from_fn(|i| {
        let mut column: Vec<f64> = rounds.iter().map(|round| round[i]).collect();
        column.sort_by(f64::total_cmp);
        column[ROUNDS / 2]
    })
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}
