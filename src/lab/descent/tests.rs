//! Lists of actions, and what the lab shows after them.

use super::*;

fn lab(id: &str) -> DescentLab {
    DescentLab::preset(id).unwrap()
}

#[test]
fn a_step_is_written_out_with_its_numbers() {
    let mut lab = lab("parabola");
    lab.update(Action::Rate(0.1)).unwrap();
    lab.update(Action::Forward).unwrap();
    assert_eq!(
        lab.step_latex(),
        [r"\theta\coloneqq\theta-\alpha\,J'(\theta)", r"J'(\theta)=6", r"x\coloneqq 3-0.1\cdot 6=2.4"]
    );
    lab.update(Action::Back).unwrap();
    assert_eq!(lab.step_latex().len(), 1);
}

#[test]
fn what_is_moved_moves_the_whole_path() {
    let mut lab = lab("ravine");
    lab.update(Action::Take(7)).unwrap();
    for action in [Action::Start(vec![1.0, 1.0]), Action::Rate(0.01), Action::Method("momentum".into())] {
        lab.update(action).unwrap();
        assert_eq!(lab.run().steps().len(), 7);
    }
    lab.update(Action::ToStart).unwrap();
    assert_eq!((lab.run().steps().len(), lab.run().point()), (0, [1.0, 1.0].as_slice()));
}

#[test]
fn divergence_is_said_and_the_picture_stays() {
    let mut lab = lab("ravine");
    lab.update(Action::Rate(0.5)).unwrap();
    lab.update(Action::Take(400)).unwrap();
    assert_eq!(lab.status(), Status::Diverged);
    assert!(lab.describe().contains("Diverged"), "{}", lab.describe());
    let scene = lab.scene(lab.viewport(600.0, 400.0));
    assert!(!scene.marks().is_empty() && scene.heat.is_some());
}

#[test]
fn a_link_comes_back_to_the_same_run() {
    let mut lab = DescentLab::typed("(u - 1)^2 + 3 v^2").unwrap();
    lab.update(Action::Method("adam".into())).unwrap();
    lab.update(Action::Rate(0.25)).unwrap();
    lab.update(Action::Start(vec![-2.0, 1.5])).unwrap();
    lab.update(Action::Take(12)).unwrap();
    let back = DescentLab::from_query(&Query::parse(&lab.query().to_string())).unwrap();
    assert_eq!(back.run().point(), lab.run().point());
    assert_eq!(back.query(), lab.query());
}

#[test]
fn nothing_in_a_link_can_break_it() {
    for (key, value) in [
        ("lr", "-3"),
        ("lr", "NaN"),
        ("steps", "999999999"),
        ("start", "1"),
        ("start", "inf,nan"),
        ("method", "magic"),
        ("loss", "?"),
    ] {
        let lab = DescentLab::from_query(&Query::new().with(key, value)).unwrap();
        assert!(lab.run().point().iter().all(|v| v.is_finite()), "{key}={value}");
    }
    for bad in ["", "x+y+z", "7", "x+", "ln("] {
        assert!(DescentLab::typed(bad).is_err(), "{bad}");
    }
}

#[test]
fn settings_out_of_range_are_refused_and_change_nothing() {
    let mut lab = lab("ravine");
    let before = lab.query();
    assert!(lab.update(Action::Rate(f64::NAN)).is_err());
    assert!(lab.update(Action::Method("magic".into())).is_err());
    assert!(lab.update(Action::Setting("momentum".into(), 0.5)).is_err());
    assert_eq!(lab.query(), before);
}

#[test]
fn every_method_steps_and_is_written_out() {
    for method in &METHODS {
        let mut lab = lab("regression");
        lab.update(Action::Method(method.name.into())).unwrap();
        lab.update(Action::Take(3)).unwrap();
        assert!(lab.step_latex().len() >= 3, "{}", method.name);
        let back = DescentLab::from_query(&Query::parse(&lab.query().to_string())).unwrap();
        assert_eq!(back.run().point(), lab.run().point(), "{}", method.name);
    }
}

#[test]
fn a_line_search_shows_what_it_tried() {
    let mut lab = lab("parabola");
    lab.update(Action::Method("backtracking".into())).unwrap();
    lab.update(Action::Rate(2.0)).unwrap();
    lab.update(Action::Forward).unwrap();
    assert_eq!(
        lab.step_latex()[1..],
        [
            r"J'(\theta)=6",
            r"\alpha=2:\quad J=81\quad\text{(too little gained)}",
            r"\alpha=1:\quad J=9\quad\text{(too little gained)}",
            r"\alpha=0.5:\quad J=0\le 8.9982",
            r"x\coloneqq 3-0.5\cdot 6=0",
        ]
    );
}

#[test]
fn bfgs_shows_what_it_learned() {
    let mut lab = lab("parabola");
    lab.update(Action::Method("bfgs".into())).unwrap();
    lab.update(Action::Rate(0.25)).unwrap();
    lab.update(Action::Take(2)).unwrap();
    let lines = lab.step_latex();
    assert_eq!(lines[2], r"s=-1.5,\quad y=-3,\quad y^{\mathsf{T}}s=4.5");
    // B is 1/2 now, exactly.
    assert_eq!((lines[3].as_str(), lines[5].as_str()), ("p=1.5", r"x\coloneqq 1.5-0.25\cdot 1.5=1.125"));
}

#[test]
fn a_schedule_is_followed_written_out_and_kept_in_the_link() {
    use crate::optimize::SCHEDULES;
    for kind in &SCHEDULES {
        let mut lab = lab("parabola");
        lab.update(Action::Schedule(kind.name.into())).unwrap();
        lab.update(Action::Rate(0.25)).unwrap();
        for hyper in kind.hypers {
            let value = if hyper.whole { 3.0 } else { 0.5 };
            lab.update(Action::ScheduleSetting(hyper.name.into(), value)).unwrap();
        }
        lab.update(Action::Take(2)).unwrap();
        let [.., last] = lab.run().steps() else { panic!("{}", kind.name) };
        assert_eq!(last.optimizer.rate(), lab.run().schedule().rate(0.25, 1), "{}", kind.name);
        assert_eq!(lab.step_latex()[1].starts_with(r"\alpha="), kind.name != "constant", "{}", kind.name);
        let back = DescentLab::from_query(&Query::parse(&lab.query().to_string())).unwrap();
        assert_eq!((back.run().point(), back.query()), (lab.run().point(), lab.query()), "{}", kind.name);
        assert_eq!(back.next_rate(), lab.next_rate());
    }
}

#[test]
fn a_schedule_moves_the_whole_path() {
    let mut lab = lab("parabola");
    lab.update(Action::Rate(0.25)).unwrap();
    lab.update(Action::Take(2)).unwrap();
    assert_eq!(lab.run().point(), [0.75]);
    lab.update(Action::Schedule("exponential".into())).unwrap();
    lab.update(Action::ScheduleSetting("gamma".into(), 0.5)).unwrap();
    // 3·(1 - 2·0.25)·(1 - 2·0.125), then a rate of 0.0625.
    assert_eq!((lab.run().point(), lab.next_rate()), ([1.125].as_slice(), 0.0625));
    lab.update(Action::Method("momentum".into())).unwrap();
    assert_eq!((lab.schedule().name, lab.run().steps().len()), ("exponential", 2));
}

#[test]
fn what_no_schedule_allows_is_refused_and_changes_nothing() {
    let mut lab = lab("ravine");
    lab.update(Action::Schedule("step".into())).unwrap();
    let before = lab.query();
    for (action, message) in [
        (Action::Schedule("warm".into()), "there is no schedule warm"),
        (Action::ScheduleSetting("gamma".into(), -1.0), "gamma = -1 is not allowed"),
        (Action::ScheduleSetting("step_size".into(), 0.5), "it has to be a whole number"),
        (Action::ScheduleSetting("power".into(), 1.0), "step has no power; it has step_size, gamma"),
    ] {
        let error = lab.update(action).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    assert_eq!(lab.query(), before);
    for (key, value) in [("schedule", "warm"), ("gamma", "-3"), ("step_size", "NaN"), ("step_size", "1e99")] {
        let link = Query::new().with("loss", "ravine").with("schedule", "step").with(key, value).with("steps", 3);
        assert!(DescentLab::from_query(&link).is_ok(), "{key}={value}");
    }
}

/// Methods and schedules share one address, so no setting of the one may be called as one of the other.
#[test]
fn settings_of_methods_and_schedules_have_names_of_their_own() {
    use crate::optimize::SCHEDULES;
    for name in SCHEDULES.iter().flat_map(|kind| kind.hypers).map(|hyper| hyper.name) {
        assert!(METHODS.iter().flat_map(|method| method.hypers).all(|hyper| hyper.name != name), "{name}");
    }
}

#[test]
fn the_largest_stable_rate_is_set_against_the_rate() {
    for (loss, start, rate, expected) in [
        (
            "x^2 + 10 y^2",
            vec![1.0, 1.0],
            0.08,
            "2 and 20 here. Where the curvature stays like this, gradient descent settles at rates below 2/λmax = 0.1: the next step’s rate, 0.08, is below.",
        ),
        ("x^2 + 10 y^2", vec![1.0, 1.0], 0.2, "0.2, is above, and the steps grow."),
        (
            "x^2",
            vec![1.0],
            1.0,
            "The second derivative is 2 here. Where the curvature stays like this, gradient descent settles at rates below 2/J″ = 1: the next step’s rate, 1, is right at it",
        ),
        ("x^2 - y^2", vec![1.0, 1.0], 0.1, "eigenvalues −2 and 2 here. The loss bends down along an axis"),
        ("2x + 3y", vec![1.0, 1.0], 0.1, "0 and 0 here. The loss does not bend here"),
        ("abs(x)", vec![0.0], 0.1, "The loss has no second derivatives here."),
        ("ln(x)", vec![-1.0], 0.1, ""),
    ] {
        let mut lab = DescentLab::typed(loss).unwrap();
        lab.update(Action::Start(start)).unwrap();
        lab.update(Action::Rate(rate)).unwrap();
        let said = lab.curvature_sentence();
        assert!(said.contains(expected) && said.is_empty() == expected.is_empty(), "{loss}: {said}");
        lab.update(Action::Method("adam".into())).unwrap();
        assert!(!lab.curvature_sentence().contains("settle"), "only gradient descent has this bound");
    }
}

#[test]
fn the_schedule_counts_for_the_rate_that_is_weighed() {
    let mut lab = DescentLab::typed("x^2").unwrap();
    lab.update(Action::Rate(1.5)).unwrap();
    lab.update(Action::Schedule("exponential".into())).unwrap();
    lab.update(Action::ScheduleSetting("gamma".into(), 0.5)).unwrap();
    assert!(lab.curvature_sentence().contains("1.5, is above"));
    lab.update(Action::Forward).unwrap();
    assert!(lab.curvature_sentence().contains("0.75, is below"), "{}", lab.curvature_sentence());
}

#[test]
fn the_end_comes_with_its_evidence() {
    let mut lab = lab("ravine");
    assert_eq!(lab.evidence_sentence(), "");
    lab.update(Action::Rate(0.5)).unwrap();
    lab.update(Action::Take(400)).unwrap();
    assert_eq!(lab.evidence_sentence(), lab.run().evidence().sentence());
    assert!(lab.evidence_sentence().contains("counts as diverged"), "{}", lab.evidence_sentence());
}
