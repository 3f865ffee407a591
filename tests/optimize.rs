//! Methods and schedules against iterates that NumPy worked out (`optimize/reference.py`), and what the theory promises of them.

use std::collections::{BTreeMap, BTreeSet};

use gradus::{
    optimize::{Curvature, Loss, METHODS, Optimizer, SCHEDULES, Schedule, Status, Trajectory},
    symbolic::{Symbol, parse},
};
use proptest::prelude::*;
use serde_json::Value;

fn named(method: &str, settings: &[(&str, f64)]) -> Optimizer {
    let settings = settings.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
    Optimizer::named(method, &settings).expect("a method and its settings")
}

/// A run on a loss of x0, x1, …
fn run(text: &str, optimizer: Optimizer, start: Vec<f64>) -> Trajectory {
    let names: Vec<_> = (0..start.len()).map(|i| Symbol::new(&format!("x{i}"))).collect();
    Trajectory::new(Loss::with_variables(parse(text).expect(text), &names).expect(text), optimizer, start)
}

fn size(v: &[f64]) -> f64 {
    v.iter().fold(0.0, |most, x| x.abs().max(most))
}

mod reference {
    use super::*;

    fn numbers(value: &Value) -> Vec<f64> {
        value.as_array().expect("a list").iter().map(|x| x.as_f64().expect("a number")).collect()
    }

    fn settings(value: &Value) -> BTreeMap<String, f64> {
        value.as_object().expect("settings").iter().map(|(k, v)| (k.clone(), v.as_f64().expect("a number"))).collect()
    }

    fn cases() -> Vec<Value> {
        include_str!("optimize/reference.jsonl")
            .lines()
            .map(|line| serde_json::from_str(line).expect("a case"))
            .collect()
    }

    fn text<'a>(case: &'a Value, key: &str) -> &'a str {
        case[key].as_str().expect(key)
    }

    #[test]
    fn iterates_are_those_of_another_implementation() {
        for case in cases() {
            let names: Vec<_> = case["vars"]
                .as_array()
                .expect("variables")
                .iter()
                .map(|x| Symbol::new(x.as_str().expect("a name")))
                .collect();
            let loss = Loss::with_variables(parse(text(&case, "f")).expect("a loss"), &names).expect("a loss");
            let optimizer = Optimizer::named(text(&case, "method"), &settings(&case["hyper"])).expect("a method");
            let schedule =
                Schedule::named(text(&case, "schedule"), &settings(&case["schedule_hyper"])).expect("a schedule");
            let mut run = Trajectory::new(loss, optimizer, numbers(&case["start"])).scheduled(schedule);
            for (i, expected) in case["steps"].as_array().expect("steps").iter().enumerate() {
                run.step();
                let expected = numbers(expected);
                for (found, expected) in run.point().iter().zip(&expected) {
                    let near = (found - expected).abs() <= 1e-9 * (1.0 + expected.abs());
                    assert!(near, "step {}: {found}, not {expected}: {case}", i + 1);
                }
            }
        }
    }

    #[test]
    fn nothing_is_left_out() {
        let tried = |key: &str| cases().iter().map(|case| text(case, key).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(tried("method"), METHODS.iter().map(|method| method.name.to_owned()).collect());
        assert_eq!(tried("schedule"), SCHEDULES.iter().map(|schedule| schedule.name.to_owned()).collect());
    }
}

/// A quadratic `(x - c)ᵀA(x - c)/2 + level` with A positive definite.
#[derive(Clone, Debug)]
struct Bowl {
    a: Vec<Vec<f64>>,
    centre: Vec<f64>,
    level: f64,
}

impl Bowl {
    /// Of 2 to 6 variables, with eigenvalues from a twentieth of the largest up, turned by reflections.
    fn any() -> impl Strategy<Value = Self> {
        (2usize..=6).prop_flat_map(|n| {
            let numbers = |range: std::ops::Range<f64>| prop::collection::vec(range, n);
            (0.25..8.0f64, numbers(0.05..1.0), numbers(-1.0..1.0), numbers(-1.0..1.0), numbers(-3.0..3.0), -5.0..5.0f64)
                .prop_map(|(largest, mut parts, u, v, centre, level)| {
                    parts[0] = 1.0;
                    let n = parts.len();
                    let diagonal: Vec<Vec<f64>> = (0..n)
                        .map(|i| (0..n).map(|j| if i == j { largest * parts[i] } else { 0.0 }).collect())
                        .collect();
                    Self { a: reflected(&reflected(&diagonal, &u), &v), centre, level }
                })
        })
    }

    fn text(&self) -> String {
        let n = self.centre.len();
        let off = |i: usize| format!("(x{i}-({}))", self.centre[i]);
        let terms = (0..n).flat_map(|i| (0..n).map(move |j| (i, j)));
        let terms: Vec<_> = terms.map(|(i, j)| format!("({})*{}*{}", self.a[i][j], off(i), off(j))).collect();
        format!("({})/2+({})", terms.join("+"), self.level)
    }

    fn run(&self, optimizer: Optimizer, start: Vec<f64>) -> Trajectory {
        run(&self.text(), optimizer, start)
    }

    fn curvature(&self) -> Curvature {
        let loss = self.run(named("gd", &[]), self.centre.clone());
        Curvature::of(&loss.loss().hessian(&self.centre)).expect("a curvature")
    }

    /// A point some way off along every axis.
    fn beside(&self) -> Vec<f64> {
        let axes = self.curvature();
        (0..self.centre.len()).map(|i| self.centre[i] + axes.axes().iter().map(|axis| axis[i]).sum::<f64>()).collect()
    }

    fn distance(&self, point: &[f64]) -> f64 {
        size(&point.iter().zip(&self.centre).map(|(x, c)| x - c).collect::<Vec<_>>())
    }
}

/// `R·A·R` with the reflection `R = I - 2·u·uᵀ/uᵀu`, symmetric to the last bit.
fn reflected(a: &[Vec<f64>], u: &[f64]) -> Vec<Vec<f64>> {
    let (n, square) = (u.len(), u.iter().map(|x| x * x).sum::<f64>().max(1e-9));
    let r = |i: usize, j: usize| f64::from(u8::from(i == j)) - 2.0 * u[i] * u[j] / square;
    let entry = |i: usize, j: usize| {
        (0..n).flat_map(|k| (0..n).map(move |l| (k, l))).map(|(k, l)| r(i, k) * a[k][l] * r(l, j)).sum()
    };
    (0..n).map(|i| (0..n).map(|j| entry(i.min(j), i.max(j))).collect()).collect()
}

/// Losses with saddles, ends of the domain, flat ground and curved valleys.
const WILD: [&str; 8] = [
    "(1-x0)^2+100*(x1-x0^2)^2",
    "x0^4-2*x0^2+x1^2*x0+x1^4",
    "x0-ln(x0)+x1^2",
    "1/(x0*x1)+x0^2+x1^2",
    "exp(x0*x1)-x0+x1^2",
    "sin(x0)*cos(x1)+(x0^2+x1^2)/50",
    "abs(x0)+abs(x1-1)^1.5",
    "tanh(x0)^2+softplus(x1)",
];

proptest! {
    /// Below 2/λmax gradient descent converges on a quadratic, above it diverges.
    #[test]
    fn the_rate_decides(bowl in Bowl::any(), share in 0.2..0.95f64, excess in 1.05..2.0f64) {
        let rate = bowl.curvature().largest_stable_rate().expect("a bowl");
        let mut below = bowl.run(named("gd", &[("lr", share * rate)]), bowl.beside());
        prop_assert_eq!(below.run(5000), Status::Converged, "{}", below.evidence().sentence());
        prop_assert!(bowl.distance(below.point()) < 1e-6, "{:?}", below.point());
        let mut beyond = bowl.run(named("gd", &[("lr", excess * rate)]), bowl.beside());
        prop_assert_eq!(beyond.run(5000), Status::Diverged, "{}", beyond.evidence().sentence());
    }

    /// Newton's method, with and without a line search, is at the minimum of a quadratic after one step.
    #[test]
    fn newton_lands_in_one_step(bowl in Bowl::any(), away in prop::collection::vec(-9.0..9.0f64, 6)) {
        for method in ["newton", "newton-backtracking"] {
            let mut run = bowl.run(named(method, &[]), away[..bowl.centre.len()].to_vec());
            run.step();
            prop_assert!(bowl.distance(run.point()) < 1e-12 * 20.0 * 9.0, "{}: {:?}", method, run.point());
            prop_assert!(run.run(2) == Status::Converged && run.steps().len() <= 2, "{}: {}", method, run.evidence().sentence());
        }
    }

    /// BFGS learns a quadratic of n variables in about as many steps.
    #[test]
    fn bfgs_is_quick(bowl in Bowl::any(), away in prop::collection::vec(-9.0..9.0f64, 6)) {
        let n = bowl.centre.len();
        let mut run = bowl.run(named("bfgs", &[]), away[..n].to_vec());
        prop_assert_eq!(run.run(3 * n + 10), Status::Converged, "n = {}: {}", n, run.evidence().sentence());
        prop_assert!(bowl.distance(run.point()) < 1e-6, "{:?}", run.point());
    }

    /// No step of a line search raises the loss, but by rounding, wherever it begins; nor leaves the domain.
    #[test]
    fn a_line_search_never_raises_the_loss(
        which in 0..WILD.len(), x in -3.0..3.0f64, y in -3.0..3.0f64, lr in 0.01..100.0f64, c1 in 0.0..0.9f64, shrink in 0.01..0.9f64,
    ) {
        for method in ["backtracking", "newton-backtracking", "bfgs"] {
            let mut run = run(WILD[which], named(method, &[("lr", lr), ("c1", c1), ("shrink", shrink)]), vec![x, y]);
            run.run(60);
            for step in run.steps() {
                let rounding = 16.0 * f64::EPSILON * step.loss_before.abs();
                prop_assert!(step.loss_after <= step.loss_before + rounding, "{} on {}: {:?}", method, WILD[which], step);
            }
            prop_assert!(run.status() != Status::LeftDomain, "{} on {}", method, WILD[which]);
        }
    }
}

/// A hundred variables, each tied to the next: by every method downhill from the start, and by those that know how the loss bends
/// to its minimum.
#[test]
fn a_hundred_variables() {
    let n = 100;
    let terms = |i: usize| format!("{}*(x{i}-{})^2+(x{i}-x{})^2/4", 1 + i % 3, i % 7, (i + 1) % n);
    let text = (0..n).map(terms).collect::<Vec<_>>().join("+");
    let start: Vec<f64> = (0..n).map(|i| (i % 5) as f64 - 2.0).collect();
    for method in &METHODS {
        let lr = match method.name {
            _ if method.takes_full_steps() => 1.0,
            "adagrad" => 0.5,
            _ => 0.05,
        };
        let mut run = run(&text, named(method.name, &[("lr", lr)]), start.clone());
        for (i, found) in run.gradient().iter().enumerate() {
            let x = |i: usize| start[i % n];
            let pull = 2.0 * (1 + i % 3) as f64 * (x(i) - (i % 7) as f64);
            let expected = pull + (x(i) - x(i + 1)) / 2.0 + (x(i) - x(i + n - 1)) / 2.0;
            assert!((found - expected).abs() < 1e-12, "{i}: {found}, not {expected}");
        }
        let before = run.value();
        run.run(30);
        assert!(run.value() < 0.7 * before, "{}: {} from {before}", method.name, run.value());
        assert!(run.steps().iter().all(|step| step.after.len() == n));
        if method.name.starts_with("newton") {
            assert_eq!(run.status(), Status::Converged, "{}", run.evidence().sentence());
            assert!(run.steps().len() <= 3);
        }
    }
}
