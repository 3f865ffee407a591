//! Gradus in a comparison with other systems: reads `corpus.jsonl` and `workloads.json` under `$PEERS_ROOT`, does the
//! workloads named in `$PEERS_WORK` (W1: read and differentiate by every variable; W4: derivatives of order 1 to 8), and
//! prints a JSON line for each.
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
    numeric::{Program, finite},
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
    if work.contains("W4") && !by_rules {
        let all: Value = serde_json::from_str(&fs::read_to_string(root.join("workloads.json"))?)?;
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
        Ok(program) => program.eval(&at).into_iter().map(|v| finite(v).map_or(json!("NaN"), |v| json!(v))).collect(),
        Err(error) => json!(error.to_string()),
    }
}
