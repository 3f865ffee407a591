//! Gradus in a comparison with other systems: reads `corpus.jsonl` and `workloads.json` under `$PEERS_ROOT`, does the
//! workloads named in `$PEERS_WORK` (W1: read and differentiate by every variable; W2: values at a million points; W3: a
//! function and both its partial derivatives on a grid; W4: derivatives of order 1 to 8), and prints a JSON line for each.
//!
//! With the argument `rules` the derivatives are left as the rules give them; without, they are tidied.

use std::{
    env, fs,
    hint::black_box,
    io::{self, Write},
    path::PathBuf,
    time::{Duration, Instant},
};

use gradus::{
    numeric::{Program, Scratch, finite},
    symbolic::{Expr, Symbol, differentiate, differentiate_in_turn, parse, raw_derivative},
};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("PEERS_ROOT").unwrap_or_else(|_| ".".into()));
    let work = env::var("PEERS_WORK").unwrap_or_else(|_| "W1,W4".into());
    let by_rules = env::args().nth(1).is_some_and(|arg| arg == "rules");
    let peer = if by_rules { "gradus rules" } else { "gradus" };
    let emit = |mut line: Value| {
        line["peer"] = json!(peer);
        writeln!(io::stdout(), "{line}")
    };
    emit(json!({"work": "meta", "version": env!("CARGO_PKG_VERSION")}))?;
    if work.contains("W1") {
        for line in fs::read_to_string(root.join("corpus.jsonl"))?.lines() {
            let case: Value = serde_json::from_str(line)?;
            emit(first_derivatives(&case, by_rules))?;
        }
    }
    if by_rules {
        return Ok(());
    }
    let all: Value = serde_json::from_str(&fs::read_to_string(root.join("workloads.json"))?)?;
    for (name, run) in [("W2", many_values as fn(&Value, &Value) -> Value), ("W3", many_gradients)] {
        let workload = &all[name.to_lowercase()];
        if work.contains(name) {
            for item in workload["items"].as_array().into_iter().flatten() {
                let mut line = run(workload, item);
                line["work"] = json!(name);
                line["id"] = item["id"].clone();
                emit(line)?;
            }
        }
    }
    if work.contains("W4") {
        for n in 1..=all["w4"]["nmax"].as_u64().unwrap_or(8) {
            emit(higher_derivative(&all["w4"], n as usize))?;
        }
    }
    Ok(())
}

/// W1: all partial derivatives of one expression, read and differentiated.
fn first_derivatives(case: &Value, by_rules: bool) -> Value {
    // What is random comes with every bracket; what people wrote comes as they wrote it.
    let as_written = matches!(case["kind"].as_str(), Some("trap" | "extreme"));
    let text = case[if as_written { "expr" } else { "expr_safe" }].as_str().unwrap_or_default();
    let by: Vec<Symbol> =
        case["wrt"].as_array().into_iter().flatten().filter_map(Value::as_str).map(Symbol::new).collect();
    let work = || -> Result<Vec<Expr>, String> {
        let f = parse(text).map_err(|error| error.to_string())?;
        let derivative = |x| {
            if by_rules { Ok(raw_derivative(&f, x)) } else { differentiate(&f, x).map_err(|error| error.to_string()) }
        };
        by.iter().map(derivative).collect()
    };
    let points = case["points"].as_array().cloned().unwrap_or_default();
    report(json!({"work": "W1", "id": case["id"]}), &points, work)
}

/// W2: the values of a function of one variable.
fn many_values(workload: &Value, item: &Value) -> Value {
    let points = places(workload);
    let mut out = vec![0.0; points.len()];
    let mut scratch = Scratch::new();
    repeated(
        || program(item, &["x"]),
        |program| program.eval_columns(&[black_box(&points)], &mut scratch, &mut [black_box(&mut out)]),
    )
    .map_or_else(
        |error| json!({"status": "error", "error": error}),
        |mut line| {
            line["n"] = json!(out.len());
            line["samples"] = samples(item).map(|i| shown(out[i])).collect();
            line
        },
    )
}

/// W3: the values of a function of two variables and both its partial derivatives, a row of the grid at a time.
fn many_gradients(workload: &Value, item: &Value) -> Value {
    let axis = places(workload);
    let n = axis.len();
    let [mut f, mut by_x, mut by_y] = [(); 3].map(|()| vec![0.0; n * n]);
    let (mut scratch, mut height) = (Scratch::new(), vec![0.0; n]);
    repeated(
        || program(item, &["x", "y"])?.with_gradient().map_err(|error| error.to_string()),
        |program| {
            let rows = f.chunks_exact_mut(n).zip(by_x.chunks_exact_mut(n).zip(by_y.chunks_exact_mut(n)));
            for (y, (f, (by_x, by_y))) in black_box(&axis).iter().zip(rows) {
                height.fill(*y);
                program.eval_columns(&[&axis, &height], &mut scratch, &mut [f, by_x, by_y]);
            }
        },
    )
    .map_or_else(
        |error| json!({"status": "error", "error": error}),
        |mut line| {
            line["samples"] = samples(item).map(|i| json!([shown(f[i]), shown(by_x[i]), shown(by_y[i])])).collect();
            line
        },
    )
}

fn program(item: &Value, variables: &[&str]) -> Result<Program, String> {
    let f = parse(item["expr"].as_str().unwrap_or_default()).map_err(|error| error.to_string())?;
    let variables: Vec<Symbol> = variables.iter().map(|name| Symbol::new(name)).collect();
    Program::new(&[f], &variables).map_err(|error| error.to_string())
}

/// The places of a workload along an axis, its ends among them.
fn places(workload: &Value) -> Vec<f64> {
    let number = |name: &str| workload[name].as_f64().unwrap_or_default();
    let n = workload["n"].as_u64().unwrap_or_default() as usize;
    let (low, high) = (number("lo"), number("hi"));
    (0..n).map(|i| low + (high - low) * i as f64 / (n.max(2) - 1) as f64).collect()
}

/// The points whose values are looked at.
fn samples(item: &Value) -> impl Iterator<Item = usize> {
    item["idx"].as_array().into_iter().flatten().filter_map(Value::as_u64).map(|i| i as usize)
}

fn shown(value: f64) -> Value {
    finite(value).map_or(json!("NaN"), |value| json!(value))
}

/// The seconds that it takes to get ready, those of the first run, and those of nine more.
fn repeated<T>(ready: impl Fn() -> Result<T, String>, mut work: impl FnMut(&T)) -> Result<Value, String> {
    let start = Instant::now();
    let it = ready()?;
    let setup = start.elapsed().as_secs_f64();
    let start = Instant::now();
    work(&it);
    let first = start.elapsed().as_secs_f64();
    let seconds = |_| {
        let start = Instant::now();
        work(&it);
        start.elapsed().as_secs_f64()
    };
    let wall: Vec<f64> = (0..9).map(seconds).collect();
    // In one thread that never waits, what the processor works is at most that.
    let cpu = wall.clone();
    Ok(json!({"status": "ok", "setup": setup, "first": first, "wall": wall, "cpu": cpu}))
}

/// W4: one derivative of high order.
fn higher_derivative(case: &Value, n: usize) -> Value {
    let text = case["expr"].as_str().unwrap_or_default();
    let x = Symbol::new("x");
    let work = || -> Result<Vec<Expr>, String> {
        let f = parse(text).map_err(|error| error.to_string())?;
        let derivative = differentiate_in_turn(&f, &vec![x.clone(); n]).map_err(|error| error.to_string())?;
        Ok(vec![derivative])
    };
    let points: Vec<Value> = case["points"].as_array().into_iter().flatten().map(|x| json!({"x": x})).collect();
    let mut line = report(json!({"work": "W4", "n": n}), &points, work);
    // One derivative at each point: no list of them.
    if let Some(rows) = line["own"].as_array().cloned() {
        line["own"] = rows.into_iter().map(|row| row[0].clone()).collect();
    }
    line
}

/// The time that the work takes, what it gives and the values of that.
fn report(mut line: Value, points: &[Value], work: impl Fn() -> Result<Vec<Expr>, String>) -> Value {
    let (seconds, result) = timed(work);
    match result {
        Err(error) => {
            line["status"] = json!("error");
            line["error"] = json!(error);
        }
        Ok(derivatives) => {
            let texts: Vec<String> = derivatives.iter().map(Expr::to_string).collect();
            line["status"] = json!("ok");
            line["t"] = json!(seconds);
            line["chars"] = json!(texts.iter().map(String::len).sum::<usize>());
            line["own"] = points.iter().map(|point| values(&derivatives, point)).collect();
            line["text"] = json!(texts);
        }
    }
    line
}

/// The median of several runs, all within a quarter of a second or so.
fn timed<T>(work: impl Fn() -> T) -> (f64, T) {
    let mut times: Vec<Duration> = Vec::new();
    let begin = Instant::now();
    loop {
        let start = Instant::now();
        let result = black_box(work());
        times.push(start.elapsed());
        if times.len() >= 21 || begin.elapsed() > Duration::from_millis(250) {
            times.sort_unstable();
            return (times[times.len() / 2].as_secs_f64(), result);
        }
    }
}

fn values(expressions: &[Expr], point: &Value) -> Value {
    let place: Vec<(Symbol, f64)> = point
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (Symbol::new(name), value.as_f64().unwrap_or(f64::NAN)))
        .collect();
    let (symbols, at): (Vec<Symbol>, Vec<f64>) = place.into_iter().unzip();
    match Program::new(expressions, &symbols) {
        Ok(program) => program.eval(&at).into_iter().map(shown).collect(),
        Err(error) => json!(error.to_string()),
    }
}
