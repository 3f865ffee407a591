//! What evaluation costs: `cargo bench --bench numeric`. Each way as a multiple of a closure written by hand and compiled
//! with the rest, over the same points in the same run: the median of rounds in which all take turns.

use std::{hint::black_box, time::Instant};

use gradus::{
    numeric::{Program, Scratch},
    symbolic::{Symbol, parse},
};

/// An expression and the same by hand.
type Item = (&'static str, fn(f64) -> f64);

const ITEMS: [Item; 10] = [
    ("3x^5 - 2x^4 + x^3/4 - 7x + 1", |x| {
        3.0 * x * x * x * x * x - 2.0 * x * x * x * x + x * x * x / 4.0 - 7.0 * x + 1.0
    }),
    ("(x^2 + 1)/(x^4 + 2)", |x| (x * x + 1.0) / (x * x * x * x + 2.0)),
    ("x^2 sin(x)/e^(3x)", |x| x * x * x.sin() / (3.0 * x).exp()),
    ("1/(1 + e^(-x))", |x| 1.0 / (1.0 + (-x).exp())),
    ("e^(-x^2/2)", |x| (-(x * x) / 2.0).exp()),
    ("ln(1 + e^x)", |x| (1.0 + x.exp()).ln()),
    ("0.5x (1 + tanh(0.79788(x + 0.044715x^3)))", |x| 0.5 * x * (1.0 + (0.79788 * (x + 0.044_715 * x * x * x)).tanh())),
    ("sin(cos(3x) + atan(x^2))", |x| ((3.0 * x).cos() + (x * x).atan()).sin()),
    ("sqrt(|x| + 1) ln(x^2 + 1) asin(x/4)", |x| (x.abs() + 1.0).sqrt() * (x * x + 1.0).ln() * (x / 4.0).asin()),
    ("tanh(x)/(1 + x^2) + cos(5x)", |x| x.tanh() / (1.0 + x * x) + (5.0 * x).cos()),
];

const POINTS: usize = 100_000;
const ROUNDS: usize = 15;

fn main() {
    // `cargo test` builds it to see that it builds; only `cargo bench` says so.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let points: Vec<f64> = (0..POINTS).map(|i| -2.0 + 5.0 * i as f64 / POINTS as f64).collect();
    println!("{:<46} {:>9} {:>9} {:>12}", "", "columns", "points", "by hand, ns");
    for (text, by_hand) in ITEMS {
        let program = Program::new(&[parse(text).expect("an expression")], &[Symbol::new("x")]).expect("it compiles");
        let mut out = vec![0.0; POINTS];
        let (mut lanes, mut scratch) = (Scratch::new(), Scratch::new());
        let mut rounds: Vec<[f64; 3]> = Vec::new();
        for _ in 0..ROUNDS {
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
            rounds.push([columns / by_hand, one_by_one / by_hand, by_hand / POINTS as f64 * 1e9]);
        }
        let median = |i: usize| {
            let mut column: Vec<f64> = rounds.iter().map(|round| round[i]).collect();
            column.sort_by(f64::total_cmp);
            column[ROUNDS / 2]
        };
        println!("{text:<46} {:>9.2} {:>9.2} {:>12.2}", median(0), median(1), median(2));
    }
}

fn seconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}
