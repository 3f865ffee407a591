//! How runs go and how they end.

use proptest::prelude::*;

use super::*;
use crate::symbolic::{Symbol, parse};

fn run(text: &str, optimizer: Optimizer, start: &[f64]) -> Trajectory {
    Trajectory::new(Loss::new(parse(text).unwrap()).unwrap(), optimizer, start.to_vec())
}

const fn gd(lr: f64) -> Optimizer {
    Optimizer::GradientDescent { lr }
}

const NEWTON: Optimizer = Optimizer::Newton { lr: 1.0, damping: 0.0 };

#[test]
fn each_end_is_told_apart() {
    use Optimizer::AdaGrad;
    use Status as S;
    let no_eps = Optimizer::Adam { lr: 0.1, beta1: 0.9, beta2: 0.999, eps: 0.0 };
    for (text, optimizer, start, status) in [
        ("x^2", gd(0.1), &[3.0][..], S::Converged),
        ("x^2", gd(0.1), &[0.0], S::Converged),
        ("(x+y-1)^2", gd(0.1), &[3.0, 1.0], S::Converged),
        ("x^4", gd(0.1), &[1.0], S::Running),
        ("x^2-y^2", gd(0.1), &[1.0, 0.0], S::Saddle),
        ("x^2-y^2", gd(0.1), &[1.0, 1e-3], S::Diverged),
        ("x*y", gd(0.1), &[0.0, 0.0], S::Saddle),
        ("-x^2", gd(0.1), &[0.0], S::Saddle),
        ("x^3", gd(0.1), &[0.0], S::Saddle),
        // The curvature at the point where it rests is above 0, but not by enough to tell.
        ("x^3", gd(0.1), &[1e-5], S::Saddle),
        ("x^2", gd(1e-14), &[3.0], S::Stalled),
        ("x", gd(0.0), &[3.0], S::Stalled),
        // So steep a start leaves nothing for the steps that follow.
        ("exp(x)-x", AdaGrad { lr: 1e-9, lr_decay: 1e3, initial_accumulator_value: 0.0, eps: 0.0 }, &[3.0], S::Stalled),
        ("relu(x)", gd(0.1), &[-3.0], S::Plateau),
        ("x^2", gd(1.0), &[3.0], S::Cycle),
        ("abs(x)", gd(0.5), &[0.25], S::Cycle),
        ("abs(x)", gd(0.5), &[1.0], S::NoGradient),
        ("x^2", gd(1.5), &[3.0], S::Diverged),
        ("x^4", gd(1.0), &[10.0], S::Diverged),
        ("exp(exp(x))", gd(1.0), &[6.0], S::Diverged),
        ("x-ln(x)", gd(5.0), &[2.0], S::LeftDomain),
        ("x", gd(1.0), &[3.0], S::Running),
        ("ln(x)", gd(0.1), &[-1.0], S::NoStart),
        ("x^2", gd(0.1), &[f64::INFINITY], S::NoStart),
        ("x^2", gd(0.1), &[], S::NoStart),
        ("x^2*y^2/y^2", no_eps, &[1.0, 1.0], S::NoStep),
        ("x^3-3*x+y", NEWTON, &[2.0, 0.0], S::NoStep),
        ("3*x^2+2*x*y+5*y^2-4*x+y", NEWTON, &[2.0, 2.0], S::Converged),
        ("cos(x)", NEWTON, &[0.5], S::Saddle),
    ] {
        let mut run = run(text, optimizer, start);
        assert_eq!(run.run(1000), status, "{text} from {start:?}: {:?} after {}", run.point(), run.steps().len());
        let sound = run.point().iter().all(|x| x.is_finite()) && run.value().is_finite();
        assert!(sound || status == S::NoStart, "{text} from {start:?}: {:?}", run.point());
        assert!(run.status().sentence().ends_with('.'));
        // Each rests on a test of its own.
        let fits = match run.evidence() {
            Evidence::Moving { .. } => matches!(status, S::Running),
            Evidence::Curvature { .. } => matches!(status, S::Converged | S::Saddle),
            Evidence::Surroundings { .. } => matches!(status, S::Converged | S::Saddle | S::Plateau),
            Evidence::Cycle { .. } => status == S::Cycle,
            Evidence::Stalled { .. } => status == S::Stalled,
            Evidence::Far { .. } | Evidence::High { .. } | Evidence::Missing(Missing::Range) => status == S::Diverged,
            Evidence::Missing(Missing::Start) => status == S::NoStart,
            Evidence::Missing(Missing::Gradient) => status == S::NoGradient,
            Evidence::Missing(Missing::Step) => status == S::NoStep,
            Evidence::Missing(Missing::LossAhead) => status == S::LeftDomain,
        };
        assert!(fits && run.evidence().sentence().ends_with('.'), "{text}: {:?}", run.evidence());
    }
}

#[test]
fn steps_keep_their_terms() {
    let mut run = run("x^2", Optimizer::Momentum { lr: 0.25, momentum: 0.5, dampening: 0.0 }, &[1.0]);
    run.step();
    run.step();
    let step = &run.steps()[1];
    assert_eq!((step.before[0], step.loss_before, step.gradient[0]), (0.5, 0.25, 1.0));
    assert_eq!(step.terms.named(), [("b", &[2.0][..])]);
    assert_eq!((step.change[0], step.after[0], step.loss_after), (-0.5, 0.0, 0.0));
    // The gradient is 0 here, but the velocity is not.
    assert_eq!(run.status(), Status::Running);
}

#[test]
fn back_undoes_what_step_does() {
    for method in &crate::optimize::METHODS {
        let optimizer = Optimizer::named(method.name, &[("lr".to_owned(), 0.125)].into()).unwrap();
        let mut run = run("x^2+10*y^2+x*y", optimizer, &[4.0, 1.0]);
        run.run(5);
        let before = run.clone();
        run.step();
        let after = run.clone();
        run.back();
        assert_eq!((run.point(), run.steps(), run.status()), (before.point(), before.steps(), before.status()));
        run.step();
        assert_eq!((run.steps(), run.status()), (after.steps(), after.status()), "{}", method.name);
    }
    let mut run = run("x^2", gd(0.1), &[1.0]);
    run.back();
    assert_eq!(run.point(), [1.0]);
}

#[test]
fn a_refused_step_is_kept_to_be_shown() {
    let mut run = run("x-ln(x)", gd(5.0), &[2.0]);
    run.run(10);
    let refused = run.refused().unwrap().clone();
    assert_eq!(refused.before, run.point());
    assert!(refused.after[0] < 0.0 && refused.loss_after.is_nan());
    let steps = run.steps().len();
    assert_eq!((run.step(), run.steps().len()), (Status::LeftDomain, steps));
    let mut slower = run.continued_by(gd(0.1));
    assert_eq!(slower.run(1000), Status::Converged);
    assert!((slower.point()[0] - 1.0).abs() < 1e-8);
}

#[test]
fn the_test_is_told_with_its_numbers() {
    let pit = "1000+(x-1)^2+10*(y+2)^2";
    for (text, optimizer, start, steps, sentence) in [
        (
            pit,
            NEWTON,
            &[4.0, 4.0][..],
            9,
            "The gradient is 0, and up to 1.2e-7 counts as zero. The eigenvalues of the Hessian go from 2 to 20; all are above 0.04033.",
        ),
        (
            "x^2-y^2",
            gd(0.1),
            &[0.0, 0.0],
            9,
            "The gradient is 0, and up to 1e-9 counts as zero. The eigenvalues of the Hessian go from -2 to 2; the least is below \
             -0.001.",
        ),
        (
            "x^4",
            gd(0.1),
            &[0.0],
            9,
            "The gradient is 0, and up to 1e-9 counts as zero. The Hessian does not tell what this is. At 2 points at a distance of \
             0.001 the loss is higher by 1e-12 to 1e-12; up to 1e-21 counts as the same.",
        ),
        (
            "x^2",
            gd(0.25),
            &[4.0],
            3,
            "The gradient is 1 and the last step 0.5; at rest they are at most 9e-9 and 1.5e-6.",
        ),
        ("x^2", gd(1.0), &[3.0], 9, "The last step is 6 long, and led to within 0 of the point two steps before."),
        (
            "3x",
            gd(0.0),
            &[4.0],
            9,
            "None of the last 5 steps was longer than 0, and the gradient is 3; up to 4e-9 would count as zero.",
        ),
        ("x-ln(x)", gd(5.0), &[2.0], 9, "The loss has no value after the next step."),
    ] {
        let mut run = run(text, optimizer, start);
        run.run(steps);
        assert_eq!(run.evidence().sentence(), sentence, "{text}");
    }
}

/// More variables than the values around would find a way down in.
#[test]
fn a_saddle_in_many_variables_is_found_by_its_curvature() {
    let names: Vec<_> = (0..20).map(|i| Symbol::new(&format!("x{i}"))).collect();
    // Every axis leads up: the diagonal is 2 throughout.
    let text = (0..20).map(|i| format!("x{i}^2+3*x{i}*x{}", (i + 1) % 20)).collect::<Vec<_>>().join("+");
    let loss = Loss::with_variables(parse(&text).unwrap(), &names).unwrap();
    let run = Trajectory::new(loss, gd(0.1), vec![0.0; 20]);
    assert_eq!(run.status(), Status::Saddle);
    // The Hessian is circulant: 2 + 6·cos(2πk/20).
    let Evidence::Curvature { least, greatest, .. } = *run.evidence() else { panic!() };
    assert!((least + 4.0).abs() < 1e-13 && (greatest - 8.0).abs() < 1e-13);
}

#[test]
fn a_schedule_that_comes_to_nothing_stalls() {
    let schedule = Schedule::Polynomial { total_iters: 4, power: 1.0 };
    let mut run = run("x^2", gd(0.1), &[3.0]).scheduled(schedule);
    assert_eq!((run.run(1000), run.steps().len()), (Status::Stalled, 4 + 5));
    let rates: Vec<f64> = run.steps().iter().map(|step| step.optimizer.rate()).collect();
    assert_eq!(rates[..5], [0.1, 0.1 * 0.75, 0.05, 0.025, 0.0]);
    assert_eq!((run.optimizer().rate(), run.schedule()), (0.1, schedule));
    // Another schedule goes on from there.
    assert_eq!(run.scheduled(Schedule::Constant).run(1000), Status::Converged);
}

/// Rounding hides what is left to gain above a floor of 1000 long before the gradient is 0.
#[test]
fn a_line_search_reaches_a_minimum_that_is_not_0() {
    for name in ["backtracking", "newton-backtracking", "bfgs"] {
        let optimizer = Optimizer::named(name, &[].into()).unwrap();
        let mut run = run("1000+(x-1)^2+10*(y+2)^2", optimizer, &[4.0, 4.0]);
        assert_eq!(run.run(1000), Status::Converged, "{name}: {}", run.evidence().sentence());
    }
}

proptest! {
    /// Whatever is typed and set, a run ends and keeps to finite points.
    #[test]
    fn no_run_is_lost(which in 0usize..crate::optimize::METHODS.len(), rate in 1e-3..100.0f64, x in -3.0..3.0f64, y in -3.0..3.0f64, f in 0usize..6) {
        let text = ["x^4-y^2", "ln(x)+sqrt(y)", "1/(x*y)", "exp(x*y)-x", "abs(x)+tan(y)", "(1-x)^2+100*(y-x^2)^2"][f];
        let name = crate::optimize::METHODS[which].name;
        let optimizer = Optimizer::named(name, &[("lr".to_owned(), rate)].into()).unwrap();
        let mut run = run(text, optimizer, &[x, y]);
        for _ in 0..50 {
            let status = run.step();
            let sound = run.value().is_finite() && run.point().iter().all(|x| x.is_finite());
            prop_assert!(sound || status == Status::NoStart, "{text} {:?}", run.point());
        }
    }
}
