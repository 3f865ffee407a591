//! Exported programs and what they should compute, as JSON lines for `tests/code/run.py`.
//!
//! ```text
//! cargo run --example code | python3 tests/code/run.py
//! ```

#[path = "../tests/code/expressions.rs"]
mod expressions;

use gradus::{
    numeric::{Kinks, Partial, Program, finite},
    symbolic::{
        Expr, Symbol, differentiate_in_turn,
        print::{Derivative, Language, code},
    },
};
use serde_json::json;

/// What each variable is tried at; none of them is a place where a formula changes.
const VALUES: [f64; 5] = [0.375, -0.625, 1.75, 0.875, -2.25];

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    for f in expressions::expressions() {
        for line in lines(&f)? {
            println!("{line}");
        }
    }
    Ok(())
}

/// A line for each language.
fn lines(f: &Expr) -> Result<Vec<serde_json::Value>, Failure> {
    let mut variables = f.symbols();
    if variables.is_empty() {
        variables.push(Symbol::new("x"));
    }
    let orders: &[usize] = if f.size() < 30 { &[1, 2] } else { &[1] };
    let mut derivatives = Vec::new();
    let mut partials = Vec::new();
    for x in &variables {
        for &order in orders {
            let by = vec![x.clone(); order];
            partials.push(Partial::new(f, &by, &variables)?);
            derivatives.push(Derivative { formula: differentiate_in_turn(f, &by)?, by });
        }
    }
    let points: Vec<Vec<f64>> =
        (0..VALUES.len()).map(|i| (0..variables.len()).map(|k| VALUES[(i + 2 * k) % VALUES.len()]).collect()).collect();
    let program = Program::new(std::slice::from_ref(f), &variables)?;
    let values: Vec<_> = points.iter().map(|p| finite(program.eval(p)[0])).collect();
    let slopes: Vec<Vec<_>> = partials.iter().map(|d| points.iter().map(|p| d.value(p)).collect()).collect();
    // What the frameworks are said to return by the first variable, the others being at the first point.
    let found = Kinks::new(f, &variables[0], &variables)?.within(&points[0], -3.0..=3.0);
    let kinks: Vec<_> = found.iter().map(|k| json!({"at": k.at, "PyTorch": k.pytorch, "JAX": k.jax})).collect();
    let at: Vec<(Symbol, f64)> = variables.iter().cloned().zip(points[0].iter().copied()).collect();
    let line = |language: Language| {
        let program = code(language, f, &derivatives, &at)?;
        Ok(json!({
            "f": f.to_string(), "language": language.name(), "code": program,
            "points": points, "values": values, "slopes": slopes, "kinks": kinks,
        }))
    };
    // SymPy itself takes minutes to differentiate what is nested that deeply.
    let languages = Language::ALL.into_iter().filter(|l| *l != Language::SymPy || f.depth() < 100);
    languages.map(line).collect()
}
