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
