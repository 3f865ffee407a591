//! Exported programs: what people read, as snapshots; and the programs in Rust, compiled and run. Those in Python are run
//! by hand (`tests/code/run.py`).

#[path = "code/expressions.rs"]
mod expressions;

use std::{fmt::Write, fs, path::Path, process::Command};

use gradus::{
    numeric::{Partial, Program},
    symbolic::{
        AtZero, Expr, Symbol, differentiate_in_turn, parse,
        print::{Derivative, Language, code},
    },
};

/// What each variable is tried at.
const VALUES: [f64; 7] = [0.375, -0.625, 1.75, 0.875, -2.25, 9.5, -12.0];

fn derivatives(f: &Expr, by: &[&[&str]]) -> Vec<Derivative> {
    let derivative = |by: &&[&str]| {
        let by: Vec<Symbol> = by.iter().map(|x| Symbol::new(x)).collect();
        Derivative { formula: differentiate_in_turn(f, &by).expect("a short formula"), by }
    };
    by.iter().map(derivative).collect()
}

#[track_caller]
fn snapshot(name: &str, f: &Expr, by: &[&[&str]]) {
    let derivatives = derivatives(f, by);
    let mut all = format!("{f}\n");
    for language in Language::ALL {
        let program = code(language, f, &derivatives, &[]).expect("a program");
        write!(all, "\n=== {}\n{program}", language.name()).expect("text grows");
    }
    insta::assert_snapshot!(name, all);
}

#[test]
fn programs_as_people_read_them() {
    let e = |text: &str| parse(text).expect("an expression");
    snapshot("product", &e("x^2*sin(x)"), &[&["x"]]);
    snapshot("two_variables", &e("x*e^(-y/3)"), &[&["x"], &["y"], &["x", "y"]]);
    snapshot("powers", &e("x^(1/3) + cbrt(x) + 2^x + x^-2 + x^y"), &[&["x"]]);
    snapshot("names", &e("lambda*theta^2/w_1"), &[&["lambda"]]);
    snapshot("neuron", &e("sigmoid(w*x + b)"), &[&["w"], &["b"]]);
    snapshot("activations", &e("gelu(x) + elu(x) + softplus(x)"), &[&["x"]]);
    snapshot("missing_functions", &e("sec(x) + acot(x) + step(x)"), &[&["x"]]);
    snapshot("shared_parts", &e("exp(-x^2)*sin(3*x)/(1 + x^2) + exp(-x^2)*cos(3*x)/(1 + x^2)"), &[&["x"]]);
    snapshot("numbers", &e("1/3 + 0.1 + ln(2)*pi*10^30"), &[&["x"]]);
    let pieces = Expr::piecewise(AtZero::Above, e("x - 1"), e("x^2"), e("2*x - 1"));
    snapshot("pieces", &Expr::sum([Expr::max(Expr::max(Expr::zero(), e("x")), e("y")), pieces]), &[&["x"]]);
}

/// A program in a module of its own, and lines that print the bits of its values at points.
fn module(number: usize, program: &str, functions: &[String], points: &[Vec<f64>]) -> String {
    let program = program.replace("\nfn ", "\npub fn ");
    let program = program.strip_prefix("fn ").map_or(program.clone(), |rest| format!("pub fn {rest}"));
    let mut lines = String::new();
    for function in functions {
        for point in points {
            let point: Vec<String> = point.iter().map(|x| format!("{x:?}")).collect();
            writeln!(lines, "    println!(\"{{:e}}\", {function}({}));", point.join(", ")).expect("text grows");
        }
    }
    format!("mod e{number} {{\n{program}\npub fn try_it() {{\n{lines}}}\n}}\n")
}

/// Compiles a program with warnings as errors, and what it prints.
fn run(program: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (source, binary) = (folder.join("exported.rs"), folder.join("exported"));
    fs::write(&source, program).expect("room for a program");
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let allowed = ["dead_code", "non_snake_case", "uncommon_codepoints"].map(|lint| format!("-A{lint}"));
    let compiled = Command::new(rustc)
        .args(["--edition=2024", "-Dwarnings"])
        .args(allowed)
        .args([source.as_os_str(), "-o".as_ref(), binary.as_os_str()])
        .output()
        .expect("the compiler that compiled this");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    let output = Command::new(binary).output().expect("the program");
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("numbers")
}

#[test]
fn programs_in_rust_compute_what_the_engine_computes() {
    let (mut source, mut calls, mut expected) = (String::new(), String::new(), Vec::new());
    for (number, f) in expressions::expressions().iter().enumerate() {
        let mut variables = f.symbols();
        if variables.is_empty() {
            variables.push(Symbol::new("x"));
        }
        let by: Vec<Vec<&str>> = variables.iter().map(|x| vec![x.name()]).collect();
        let derivatives = derivatives(f, &by.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let points: Vec<Vec<f64>> = (0..VALUES.len())
            .map(|i| (0..variables.len()).map(|k| VALUES[(i + 2 * k) % VALUES.len()]).collect())
            .collect();
        let text = code(Language::Rust, f, &derivatives, &[]).expect("a program");
        let functions: Vec<String> = text
            .lines()
            .filter_map(|line| line.strip_prefix("fn ")?.split_once('(').map(|(name, _)| name.to_owned()))
            .collect();
        let functions: Vec<String> =
            functions.into_iter().filter(|name| name == "f" || name.starts_with("df_d")).collect();
        assert_eq!(functions.len(), 1 + derivatives.len(), "{text}");
        source += &module(number, &text, &functions, &points);
        writeln!(calls, "    e{number}::try_it();").expect("text grows");
        let program = Program::new(std::slice::from_ref(f), &variables).expect("a program");
        expected.extend(
            points.iter().map(|p| (format!("{f} at {p:?}"), Some(program.eval(p)[0]).filter(|v| v.is_finite()))),
        );
        for x in &variables {
            let partial = Partial::new(f, std::slice::from_ref(x), &variables).expect("a derivative");
            expected.extend(points.iter().map(|p| (format!("d/d{x} {f} at {p:?}"), partial.value(p))));
        }
    }
    let printed = run(&format!("{source}\nfn main() {{\n{calls}}}\n"));
    let found: Vec<f64> = printed.lines().map(|line| line.parse().expect("a number")).collect();
    assert_eq!(found.len(), expected.len());
    let mut compared = 0;
    for (found, (what, expected)) in found.into_iter().zip(expected) {
        let Some(expected) = expected else { continue };
        compared += 1;
        assert!((found - expected).abs() <= 1e-11 * (1.0 + expected.abs()), "{what}: {found:e}, not {expected:e}");
    }
    assert!(compared > 1000, "only {compared} values were compared");
}
