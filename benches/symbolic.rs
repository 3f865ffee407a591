//! What the symbolic core costs: `cargo bench`. Each stage as a multiple of reading the same expression, so that the
//! figures of one run can be compared on any machine; the last column is the median in microseconds on this one.

use std::{hint::black_box, time::Instant};

use gradus::symbolic::{
    Derivation, Expr, Symbol, compare, differentiate, differentiate_in_turn, latex, parse, raw_derivative, simplify,
};

/// What people who start machine learning type, from the simplest to a small network.
const EXPRESSIONS: [&str; 16] = [
    "x^2",
    "3x^2 - 2x + 1",
    "sin(x^2)",
    "x^2 sin(x)",
    "x/(1 + x^2)",
    "e^(-x^2/2)",
    "ln(1 + e^x)",
    "1/(1 + e^(-x))",
    "sigmoid(w*x + b)",
    "x*sigmoid(1.7x)",
    "sqrt(x^2 + y^2)",
    "x^x",
    "(1 - x)^2 + 100(y - x^2)^2",
    "-(y ln(sigmoid(w*x+b)) + (1-y) ln(1 - sigmoid(w*x+b)))",
    "e^x/(e^x + e^y + e^z)",
    "(y - v*tanh(w*x + b) - c)^2 + 0.01(v^2 + w^2)",
];

/// How often each is done; the median counts.
const RUNS: usize = 301;

fn main() {
    // `cargo test` builds it to see that it builds; only `cargo bench` says so.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let x = Symbol::new("x");
    println!(
        "{:<58} {:>8} {:>8} {:>8} {:>8} {:>8} {:>10}",
        "", "rules", "tidied", "lines", "latex", "compare", "read, µs"
    );
    let mut all: Vec<Vec<f64>> = Vec::new();
    for text in EXPRESSIONS {
        let f = parse(text).expect("the list holds expressions");
        let derivative = differentiate(&f, &x).expect("the list holds short ones");
        let read = median(|| parse(text));
        let ratios = vec![
            median(|| raw_derivative(&f, &x)) / read,
            median(|| differentiate(&f, &x)) / read,
            median(|| Derivation::new(&f, &x)) / read,
            median(|| latex(&derivative)) / read,
            median(|| compare(&f, &simplify(&f))) / read,
        ];
        print_row(text, &ratios, read);
        all.push(ratios);
    }
    let columns = all.first().map_or(0, Vec::len);
    let means: Vec<f64> =
        (0..columns).map(|i| (all.iter().map(|row| row[i].ln()).sum::<f64>() / all.len() as f64).exp()).collect();
    println!("{:<58}{}", "geometric mean", cells(&means));
    high_orders();
}

/// Derivatives of order 1 to 8, as multiples of the first.
fn high_orders() {
    let (f, x) = (parse("exp(-x^2)*sin(3*x)/(1+x^2)").expect("an expression"), Symbol::new("x"));
    let order = |n: usize| -> Expr { differentiate_in_turn(&f, &vec![x.clone(); n]).expect("short enough") };
    let first = median(|| order(1));
    println!("\nderivatives of {f}: order, multiple of the first, characters");
    for n in 1..=8 {
        println!("{n} {:8.1} {:6}", median(|| order(n)) / first, order(n).to_string().len());
    }
}

fn print_row(text: &str, ratios: &[f64], read: f64) {
    println!("{text:<58}{} {:>10.2}", cells(ratios), read * 1e6);
}

fn cells(ratios: &[f64]) -> String {
    let cell = |row: String, ratio: &f64| format!("{row} {ratio:>8.2}");
    ratios.iter().fold(String::new(), cell)
}

fn median<T>(work: impl Fn() -> T) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}
