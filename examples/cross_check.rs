//! Gradus for scripts: JSON lines in, one JSON line out for each, in order.
//!
//! ```text
//! echo '{"do":"differentiate","f":"sin(x^2)","wrt":["x"],"at":[{"x":1}]}' | cargo run --release --example cross_check
//! ```
//!
//! Every failure is `{"ok":false,"error":…}`, with `"at":[from,to]` in characters where it lies in an expression; a value
//! that does not exist is `null`.

use std::{
    collections::BTreeMap,
    io::{self, BufRead, Write},
};

use gradus::{
    numeric::{Dual, Partial, Program, Scalar, Scratch, finite},
    optimize::{Loss, Optimizer, Trajectory},
    practice::{diagnose, diagnose_second},
    symbolic::{
        Derivation, Expr, Node, ParseError, Symbol, Verdict, compare, differentiate_in_turn, latex, parse,
        place_in_text,
    },
};
use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().split(b'\n') {
        let answer = match serde_json::from_slice(&line?) {
            Ok(request) => answer(&request).unwrap_or_else(Failure::into_json),
            Err(error) => Failure::new(format!("not JSON: {error}")).into_json(),
        };
        writeln!(out, "{answer}")?;
        // Whoever asks line by line waits for each answer.
        out.flush()?;
    }
    Ok(())
}

struct Failure {
    error: String,
    at: Option<[usize; 2]>,
}

impl Failure {
    fn new(error: impl Into<String>) -> Self {
        Self { error: error.into(), at: None }
    }

    fn into_json(self) -> Value {
        let mut answer = json!({"ok": false, "error": self.error});
        if let Some(at) = self.at {
            answer["at"] = json!(at);
        }
        answer
    }
}

impl From<ParseError> for Failure {
    fn from(error: ParseError) -> Self {
        Self { at: Some([error.at.start, error.at.end]), ..Self::new(error.to_string()) }
    }
}

fn failure(error: impl std::error::Error) -> Failure {
    Failure::new(error.to_string())
}

type Answer<T = Value> = Result<T, Failure>;

fn answer(request: &Value) -> Answer {
    match text(request, "do")? {
        "parse" => {
            let e = parse(text(request, "input")?)?;
            Ok(json!({"ok": true, "text": e.to_string(), "latex": latex(&e)}))
        }
        "evaluate" => evaluate(request),
        "differentiate" => differentiate(request),
        "compare" => compare_texts(request),
        "matrix" => matrix(request),
        "descend" => descend(request),
        "diagnose" => diagnosis(request),
        other => Err(Failure::new(format!("no such request: {other}"))),
    }
}

fn evaluate(request: &Value) -> Answer {
    let f = parse(text(request, "f")?)?;
    let variables = f.symbols();
    let program = Program::new(&[f], &variables).map_err(failure)?;
    let points = points(request, &variables)?;
    let values: Vec<_> = points.iter().map(|p| program.eval(p).first().copied().and_then(finite)).collect();
    Ok(json!({"ok": true, "values": values}))
}

fn differentiate(request: &Value) -> Answer {
    let f = parse(text(request, "f")?)?;
    let by = symbols(request, "wrt")?;
    let variables = variables(&f, &by);
    let partial = Partial::new(&f, &by, &variables).map_err(failure)?;
    let points = points(request, &variables)?;
    let values: Vec<_> = points.iter().map(|p| partial.value(p)).collect();
    let auto = match by.as_slice() {
        [x] => Some(automatic(&f, x, &variables, &points)?),
        _ => None,
    };
    let formula = partial.formula();
    Ok(json!({
        "ok": true, "text": formula.to_string(), "latex": latex(formula),
        "values": values, "auto": auto, "lines": lines(&f, &by)?,
    }))
}

fn automatic(f: &Expr, x: &Symbol, variables: &[Symbol], points: &[Vec<f64>]) -> Answer<Vec<Option<f64>>> {
    let program = Program::new(std::slice::from_ref(f), variables).map_err(failure)?;
    let seeded = |point: &[f64]| -> Vec<Dual<1>> {
        let seed = |(&v, y): (&f64, &Symbol)| if y == x { Dual::variable(v, 0) } else { Dual::constant(v) };
        point.iter().zip(variables).map(seed).collect()
    };
    let mut scratch = Scratch::new();
    let derivative = |point: &Vec<f64>| {
        let mut out = [Dual::<1>::constant(f64::NAN)];
        program.run(&seeded(point), &mut scratch, &mut out);
        finite(out[0].value()).and_then(|_| finite(out[0].derivative(0)))
    };
    Ok(points.iter().map(derivative).collect())
}

fn lines(f: &Expr, by: &[Symbol]) -> Answer<Vec<Value>> {
    let (mut f, mut lines) = (f.clone(), Vec::new());
    for x in by {
        let derivation = Derivation::new(&f, x).map_err(failure)?;
        lines.push(json!({"rule": "start", "text": Expr::derivative(f, x.clone()).to_string()}));
        lines.extend(
            derivation.steps.iter().map(|step| json!({"rule": step.rule().id(), "text": step.after.to_string()})),
        );
        f = derivation.answer();
    }
    Ok(lines)
}

fn compare_texts(request: &Value) -> Answer {
    let teacher = parse(text(request, "teacher")?)?;
    let student = match parse(text(request, "student")?) {
        Ok(student) => student,
        Err(error) => {
            let at = [error.at.start, error.at.end];
            return Ok(
                json!({"ok": true, "verdict": "invalid", "witness": null, "error": error.to_string(), "at": at}),
            );
        }
    };
    let (verdict, witness) = match compare(&student, &teacher) {
        Verdict::Equal(_) => ("equal", None),
        Verdict::Unknown => ("unknown", None),
        Verdict::Different(d) => {
            ("different", Some(d.at.into_iter().map(|(x, v)| (x.to_string(), v)).collect::<BTreeMap<_, _>>()))
        }
    };
    Ok(json!({"ok": true, "verdict": verdict, "witness": witness}))
}

/// What is wrong with an answer: `wrt` twice, or `"order": 2`, asks for the second derivative.
fn diagnosis(request: &Value) -> Answer {
    let written = text(request, "f")?;
    let mut f = parse(written)?;
    let mut by = match &request["wrt"] {
        Value::Array(_) => symbols(request, "wrt")?,
        _ => vec![symbol(text(request, "wrt")?)?],
    };
    // d/dx f as the function asks for one derivative more.
    let mut is_whole = true;
    if let Node::Derivative(of, x) = f.clone().node() {
        (f, is_whole) = (of.clone(), false);
        by.push(x.clone());
    }
    if request["order"].as_u64() == Some(2) && by.len() == 1 {
        by.extend(by.clone());
    }
    let answer = match parse(text(request, "answer")?) {
        Ok(answer) => answer,
        Err(error) => {
            let at = [error.at.start, error.at.end];
            return Ok(json!({"ok": true, "verdict": "invalid", "mistakes": [], "error": error.to_string(), "at": at}));
        }
    };
    let right = differentiate_in_turn(&f, &by).map_err(failure)?;
    let defined = |e: &Expr| Expr::sum([e.clone(), Expr::product([Expr::zero(), f.clone()])]);
    let verdict = match compare(&defined(&answer), &defined(&right)) {
        Verdict::Equal(_) => "equal",
        Verdict::Unknown => "unknown",
        Verdict::Different(_) => "different",
    };
    let findings = match by.as_slice() {
        _ if verdict == "equal" => Vec::new(),
        [x] => diagnose(&f, x, &answer),
        [x, y] if x == y => diagnose_second(&f, x, &answer),
        [x, rest @ ..] => diagnose(&differentiate_in_turn(&f, rest).map_err(failure)?, x, &answer),
        [] => return Err(Failure::new("wrt is to name a variable")),
    };
    let entries = findings.iter().flat_map(|finding| &finding.slips).flat_map(|slip| {
        let part = Some(&slip.place).filter(|_| is_whole && by.len() == 1).and_then(|p| place_in_text(written, p));
        let part = part.map(|range| [range.start, range.end]);
        slip.mistakes.iter().map(move |m| json!({"id": m.id(), "text": slip.sentence(), "part": part}))
    });
    let mut mistakes: Vec<Value> = Vec::new();
    for entry in entries {
        if !mistakes.iter().any(|other| other["id"] == entry["id"] && other["part"] == entry["part"]) {
            mistakes.push(entry);
        }
    }
    Ok(json!({"ok": true, "verdict": verdict, "mistakes": mistakes}))
}

fn matrix(request: &Value) -> Answer {
    let texts = request["f"].as_array().ok_or_else(|| Failure::new("f is to be a list of expressions"))?;
    let functions = texts.iter().map(|f| Ok(parse(f.as_str().unwrap_or_default())?)).collect::<Answer<Vec<Expr>>>()?;
    let by = symbols(request, "vars")?;
    let kind = text(request, "kind")?;
    let orders: Vec<Vec<(&Expr, Vec<Symbol>)>> = match (kind, functions.as_slice()) {
        ("gradient", [f]) => vec![by.iter().map(|x| (f, vec![x.clone()])).collect()],
        ("jacobian", all) => all.iter().map(|f| by.iter().map(|x| (f, vec![x.clone()])).collect()).collect(),
        ("hessian", [f]) => by.iter().map(|x| by.iter().map(|y| (f, vec![x.clone(), y.clone()])).collect()).collect(),
        ("gradient" | "hessian", _) => return Err(Failure::new(format!("a {kind} is of one expression"))),
        _ => return Err(Failure::new(format!("no such matrix: {kind}"))),
    };
    let variables = functions.iter().flat_map(|f| variables(f, &by)).fold(by.clone(), with);
    let point = point(&request["at"], &variables)?;
    let (mut texts, mut values) = (Vec::new(), Vec::new());
    for row in orders {
        let row = row
            .into_iter()
            .map(|(f, by)| Partial::new(f, &by, &variables))
            .collect::<Result<Vec<_>, _>>()
            .map_err(failure)?;
        texts.push(row.iter().map(|partial| partial.formula().to_string()).collect::<Vec<_>>());
        values.push(row.iter().map(|partial| partial.value(&point)).collect::<Vec<_>>());
    }
    Ok(json!({"ok": true, "text": texts, "values": values}))
}

fn descend(request: &Value) -> Answer {
    let loss = Loss::with_variables(parse(text(request, "f")?)?, &symbols(request, "vars")?).map_err(failure)?;
    let hyper = request["hyper"]
        .as_object()
        .map(|all| all.iter().filter_map(|(k, v)| Some((k.clone(), number(v)?))).collect())
        .unwrap_or_default();
    let method = text(request, "method")?;
    let optimizer = Optimizer::named(method, &hyper).map_err(|error| Failure::new(format!("not yet: {error}")))?;
    let start: Option<Vec<f64>> = request["start"].as_array().and_then(|all| all.iter().map(Value::as_f64).collect());
    let start = start.ok_or_else(|| Failure::new("start is to be a list of numbers"))?;
    let steps =
        request["steps"].as_u64().filter(|&n| n <= 1_000_000).ok_or_else(|| Failure::new("steps is to be a number"))?;
    let mut run = Trajectory::new(loss, optimizer, start.clone());
    for _ in 0..steps {
        run.step();
    }
    let iterates: Vec<Vec<f64>> =
        std::iter::once(start).chain(run.steps().iter().map(|step| step.after.clone())).collect();
    Ok(json!({"ok": true, "iterates": iterates}))
}

/// A number, or a switch as 0 and 1.
fn number(v: &Value) -> Option<f64> {
    v.as_f64().or_else(|| v.as_bool().map(|b| f64::from(u8::from(b))))
}

fn text<'a>(request: &'a Value, key: &str) -> Answer<&'a str> {
    request[key].as_str().ok_or_else(|| Failure::new(format!("{key} is to be a text")))
}

fn symbols(request: &Value, key: &str) -> Answer<Vec<Symbol>> {
    let names = request[key].as_array().ok_or_else(|| Failure::new(format!("{key} is to be a list of names")))?;
    names.iter().map(|name| symbol(name.as_str().unwrap_or_default())).collect()
}

/// A variable by any of its spellings: `theta`, `θ`, `\theta`.
fn symbol(name: &str) -> Answer<Symbol> {
    parse(name)?.as_symbol().cloned().ok_or_else(|| Failure::new(format!("{name} is no variable")))
}

fn variables(f: &Expr, more: &[Symbol]) -> Vec<Symbol> {
    more.iter().cloned().fold(f.symbols(), with)
}

fn with(mut all: Vec<Symbol>, x: Symbol) -> Vec<Symbol> {
    if !all.contains(&x) {
        all.push(x);
    }
    all
}

fn points(request: &Value, variables: &[Symbol]) -> Answer<Vec<Vec<f64>>> {
    match request.get("at") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(at) => {
            let all = at.as_array().ok_or_else(|| Failure::new("at is to be a list of points"))?;
            all.iter().map(|p| point(p, variables)).collect()
        }
    }
}

/// The coordinates of a point; a variable that it lacks has no value there.
fn point(at: &Value, variables: &[Symbol]) -> Answer<Vec<f64>> {
    let at = at.as_object().ok_or_else(|| Failure::new("a point is to name a number for each variable"))?;
    let given = |x: &Symbol| {
        let spelled = || at.iter().find(|(name, _)| symbol(name).is_ok_and(|y| y == *x)).map(|(_, v)| v);
        at.get(x.name()).or_else(spelled).and_then(Value::as_f64)
    };
    Ok(variables.iter().map(|x| given(x).unwrap_or(f64::NAN)).collect())
}
