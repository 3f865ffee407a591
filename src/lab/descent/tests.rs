//! Lists of actions, and what the lab shows after them.

use super::*;
use crate::optimize::{METHODS, SCHEDULES, Status};
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> DescentLab {
    DescentLab::from_query(&Query::parse(link)).unwrap()
}

fn press(lab: &mut DescentLab, button: &str) {
    lab.update(Action::Press(button.into())).unwrap();
}

fn set(lab: &mut DescentLab, name: &str, value: f64) {
    lab.update(Action::Set(format!("set:{name}"), value)).unwrap();
}

fn choose(lab: &mut DescentLab, id: &str, option: &str) {
    lab.update(Action::Choose(id.into(), option.into())).unwrap();
}

fn point(lab: &DescentLab) -> &[f64] {
    lab.runner().run.point()
}

#[test]
fn a_step_is_written_out_with_its_numbers() {
    let mut lab = open("loss=parabola&start=3&lr=0.1");
    press(&mut lab, "step");
    assert_eq!(
        lab.lines(),
        [r"\theta\coloneqq\theta-\alpha\,J'(\theta)", r"J'(\theta)=6", r"x\coloneqq 3-0.1\cdot 6=2.4"]
    );
    press(&mut lab, "back");
    assert_eq!(lab.lines().len(), 1);
}

#[test]
fn what_is_moved_moves_the_whole_path() {
    let mut lab = open("loss=ravine&steps=7");
    lab.update(Action::Drag("start0".into(), (1.0, 1.0))).unwrap();
    set(&mut lab, "lr", 0.01);
    choose(&mut lab, "method", "momentum");
    assert_eq!((lab.steps, lab.runner().run.steps().len()), (7, 7));
    press(&mut lab, "start");
    assert_eq!((lab.steps, point(&lab)), (0, [1.0, 1.0].as_slice()));
    lab.update(Action::Set("steps".into(), 30.0)).unwrap();
    assert_eq!(lab.runner().run.steps().len(), 30);
    lab.update(Action::Set("steps".into(), 4.0)).unwrap();
    assert_eq!(lab.runner().run.steps().len(), 4);
}

#[test]
fn divergence_is_said_and_the_picture_stays() {
    let mut lab = open("loss=ravine&lr=0.5&start=4,1.5");
    (0..4).for_each(|_| press(&mut lab, "many"));
    assert_eq!(lab.runner().run.status(), Status::Diverged);
    let said = lab.describe();
    assert!(said.contains("Diverged") && said.contains("counts as diverged"), "{said}");
    assert!(said.contains("The point has left the picture."), "{said}");
    let scene = lab.scene(0, lab.viewport(0, 600.0, 400.0));
    assert!(!scene.marks().is_empty() && scene.heat.is_some());
}

#[test]
fn several_run_side_by_side() {
    let mut lab = open("loss=ravine&start=4,1.5&lr=0.08&steps=10");
    press(&mut lab, "add");
    assert_eq!((lab.runners.len(), lab.chosen, lab.runner().method.name), (2, 1, "backtracking"));
    choose(&mut lab, "method", "newton");
    assert_eq!((lab.runner().run.start(), lab.runner().run.steps().len()), ([4.0, 1.5].as_slice(), 2));
    assert!(lab.describe().starts_with("Newton's method, after 2 steps: x = 0, y = 0"), "{}", lab.describe());
    assert!(lab.describe().ends_with("after 10 steps."), "{}", lab.describe());
    lab.update(Action::Drag("start0".into(), (2.0, 1.0))).unwrap();
    assert!(lab.runners.iter().all(|runner| runner.run.start() == [2.0, 1.0]));
    lab.update(Action::Switch("apart".into(), true)).unwrap();
    lab.update(Action::Drag("start1".into(), (-1.0, 0.5))).unwrap();
    assert_eq!(lab.runners[0].run.start(), [2.0, 1.0]);
    assert_eq!(lab.runners[1].run.start(), [-1.0, 0.5]);
    press(&mut lab, "add");
    press(&mut lab, "add");
    press(&mut lab, "add");
    assert_eq!(lab.runners.len(), 4);
    choose(&mut lab, "run", "2");
    press(&mut lab, "remove");
    assert!(lab.runners.len() == 3 && lab.runners.iter().all(|runner| runner.method.name != "newton"));
}

#[test]
fn a_guess_is_judged_by_the_step() {
    let mut lab = open("f=x^2%2By^2&start=2,0&lr=0.25&predict=on");
    assert!(lab.describe().contains("Where will the next point be?"));
    lab.update(Action::Drag("guess".into(), (1.0, 0.5))).unwrap();
    press(&mut lab, "step");
    assert!(lab.describe().contains("Your guess was off by 0.5; the step was 1 long."), "{}", lab.describe());
    lab.update(Action::Drag("guess".into(), (0.5, 0.01))).unwrap();
    press(&mut lab, "step");
    assert!(lab.describe().contains("Your guess was right, to 0.01."), "{}", lab.describe());
}

#[test]
fn the_factor_of_each_axis_is_predicted_and_seen() {
    let lab = open("f=x^2%2B10y^2&start=1,1&lr=0.08&steps=1");
    assert!(
        lab.describe()
            .contains("multiplied the gradient by 1 − αλ = 0.84 and −0.6 along the axes, as was to be expected."),
        "{}",
        lab.describe()
    );
    let bent = open("f=x^4&start=1&lr=0.05&steps=1").describe();
    assert!(
        bent.contains("should have multiplied the gradient by 0.4; it was 0.512, since the curvature changed on the way, from 12 to 7.68."),
        "{bent}"
    );
    assert!(!open("loss=ravine&method=adam&steps=3").describe().contains("αλ"));
    assert!(
        open("loss=rosenbrock&lr=0.001&steps=1").describe().contains("the axes of the curvature turned on the way, by")
    );
    assert!(open("fit=line&batch=1&steps=3").describe().contains("Each step goes by the gradient of a few data"));
}

#[test]
fn data_are_dragged_and_drawn_in_batches() {
    let mut lab = open("fit=line&start=0,0&lr=0.1&steps=5");
    let before = point(&lab).to_vec();
    lab.update(Action::Drag("datum5".into(), (2.0, 5.0))).unwrap();
    assert_eq!((lab.ground.fitted().unwrap().data[5], lab.steps), ([2.0, 5.0], 5));
    assert_ne!(point(&lab), before);
    choose(&mut lab, "batch", "1");
    let (one, link) = (point(&lab).to_vec(), lab.query());
    assert_eq!(point(&DescentLab::from_query(&link).unwrap()), one);
    lab.update(Action::Set("seed".into(), 9.0)).unwrap();
    assert_ne!(point(&lab), one);
    lab.update(Action::Type("data".into(), "0,0\n1,2".into())).unwrap();
    choose(&mut lab, "batch", "all");
    lab.update(Action::Set("steps".into(), 500.0)).unwrap();
    assert!((point(&lab)[0] - 2.0).abs() < 0.01 && point(&lab)[1].abs() < 0.01, "{:?}", point(&lab));
    assert!(lab.update(Action::Type("data".into(), "0".into())).is_err());
}

#[test]
fn a_link_comes_back_to_the_same_run() {
    let mut lab = open("f=(u-1)^2%2B3v^2&method=adam&lr=0.25&start=-2,1.5&steps=12");
    press(&mut lab, "add");
    choose(&mut lab, "schedule", "exponential");
    set(&mut lab, "gamma", 0.5);
    let back = DescentLab::from_query(&lab.query()).unwrap();
    assert_eq!((point(&back), back.query(), back.describe()), (point(&lab), lab.query(), lab.describe()));
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
        ("schedule", "warm"),
        ("run2", "method=magic&lr=x"),
        ("view", "1,1,1,1"),
        ("chosen", "7"),
        ("batch", "0"),
        ("pace", "inf"),
    ] {
        let lab = DescentLab::from_query(&Query::new().with(key, value)).unwrap();
        assert!(point(&lab).iter().all(|v| v.is_finite()), "{key}={value}");
    }
    for bad in ["x+y+z", "7", "x+", "ln("] {
        assert!(DescentLab::from_query(&Query::new().with("f", bad)).is_err(), "{bad}");
    }
}

#[test]
fn what_is_refused_changes_nothing() {
    let mut lab = open("loss=ravine&schedule=step");
    let before = lab.query();
    for (action, message) in [
        (Action::Set("set:lr".into(), f64::NAN), "lr = NaN is not allowed"),
        (Action::Choose("method".into(), "magic".into()), "there is no method magic"),
        (Action::Set("set:momentum".into(), 0.5), "gd has no momentum"),
        (Action::Choose("schedule".into(), "warm".into()), "there is no schedule warm"),
        (Action::Set("set:gamma".into(), -1.0), "gamma = -1 is not allowed"),
        (Action::Set("set:step_size".into(), 0.5), "it has to be a whole number"),
        (Action::Type("f".into(), "x+y+z".into()), "this has 3: x, y, z"),
        (Action::Set("seed".into(), 0.5), "whole number"),
    ] {
        let error = lab.update(action).unwrap_err();
        assert!(error.contains(message), "{error}");
    }
    assert_eq!(lab.query(), before);
}

#[test]
fn every_method_steps_and_is_written_out() {
    for method in &METHODS {
        let mut lab = open("fit=line");
        choose(&mut lab, "method", method.name);
        lab.update(Action::Set("steps".into(), 3.0)).unwrap();
        assert!(lab.lines().len() >= 3, "{}", method.name);
        let back = DescentLab::from_query(&lab.query()).unwrap();
        assert_eq!(point(&back), point(&lab), "{}", method.name);
    }
}

#[test]
fn a_line_search_shows_what_it_tried() {
    let mut lab = open("loss=parabola&start=3&method=backtracking&lr=2");
    press(&mut lab, "step");
    assert_eq!(
        lab.lines()[1..],
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
    let lines = open("loss=parabola&start=3&method=bfgs&lr=0.25&steps=2").lines();
    assert_eq!(lines[2], r"s=-1.5,\quad y=-3,\quad y^{\mathsf{T}}s=4.5");
    // B is 1/2 now, exactly.
    assert_eq!((lines[3].as_str(), lines[5].as_str()), ("p=1.5", r"x\coloneqq 1.5-0.25\cdot 1.5=1.125"));
}

#[test]
fn a_schedule_is_followed_written_out_and_kept_in_the_link() {
    for kind in &SCHEDULES {
        let mut lab = open("loss=parabola&start=3&lr=0.25");
        choose(&mut lab, "schedule", kind.name);
        for hyper in kind.hypers {
            set(&mut lab, hyper.name, if hyper.whole { 3.0 } else { 0.5 });
        }
        lab.update(Action::Set("steps".into(), 2.0)).unwrap();
        let [.., last] = lab.runner().run.steps() else { panic!("{}", kind.name) };
        assert_eq!(last.optimizer.rate(), lab.runner().run.schedule().rate(0.25, 1), "{}", kind.name);
        assert_eq!(lab.lines()[1].starts_with(r"\alpha="), kind.name != "constant", "{}", kind.name);
        let back = DescentLab::from_query(&lab.query()).unwrap();
        assert_eq!((point(&back), back.query()), (point(&lab), lab.query()), "{}", kind.name);
        assert_eq!(back.runner().next_rate(), lab.runner().next_rate());
    }
}

#[test]
fn a_schedule_moves_the_whole_path() {
    let mut lab = open("loss=parabola&start=3&lr=0.25&steps=2");
    assert_eq!(point(&lab), [0.75]);
    choose(&mut lab, "schedule", "exponential");
    set(&mut lab, "gamma", 0.5);
    // 3·(1 - 2·0.25)·(1 - 2·0.125), then a rate of 0.0625.
    assert_eq!((point(&lab), lab.runner().next_rate()), ([1.125].as_slice(), 0.0625));
}

/// Methods and schedules share one address, so no setting of the one may be called as one of the other.
#[test]
fn settings_of_methods_and_schedules_have_names_of_their_own() {
    for name in SCHEDULES.iter().flat_map(|kind| kind.hypers).map(|hyper| hyper.name) {
        assert!(METHODS.iter().flat_map(|method| method.hypers).all(|hyper| hyper.name != name), "{name}");
    }
}

#[test]
fn the_largest_stable_rate_is_set_against_the_rate() {
    for (loss, start, rate, expected) in [
        (
            "x^2 + 10 y^2",
            "1,1",
            0.08,
            "2 and 20 here. Where the curvature stays like this, gradient descent settles at rates below 2/λmax = 0.1: the next step’s rate, 0.08, is below.",
        ),
        ("x^2 + 10 y^2", "1,1", 0.2, "0.2, is above, and the steps grow."),
        (
            "x^2",
            "1",
            1.0,
            "The second derivative is 2 here. Where the curvature stays like this, gradient descent settles at rates below 2/J″ = 1: the next step’s rate, 1, is right at it",
        ),
        ("x^2 - y^2", "1,1", 0.1, "eigenvalues −2 and 2 here. The loss bends down along an axis"),
        ("2x + 3y", "1,1", 0.1, "0 and 0 here. The loss does not bend here"),
        ("abs(x)", "0", 0.1, "The loss has no second derivatives here."),
        ("ln(x)", "-1", 0.1, ""),
    ] {
        let query = Query::new().with("f", loss).with("start", start).with("lr", rate);
        let mut lab = DescentLab::from_query(&query).unwrap();
        let said = rate::curvature(lab.runner());
        assert!(said.contains(expected) && said.is_empty() == expected.is_empty(), "{loss}: {said}");
        choose(&mut lab, "method", "adam");
        assert!(!rate::curvature(lab.runner()).contains("settle"), "only gradient descent has this bound");
    }
}

#[test]
fn it_plays_at_a_pace() {
    let mut lab = open("loss=rosenbrock&pace=10");
    lab.update(Action::Tick(0.05)).unwrap();
    assert_eq!(lab.steps, 0);
    lab.update(Action::Tick(0.26)).unwrap();
    assert_eq!(lab.steps, 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn nothing_panics_and_every_state_has_a_link(
        link in prop::sample::select(vec!["loss=ravine", "loss=double-well", "f=ln(x)+y", "fit=logistic", "f=exp(exp(x))"]),
        does in prop::collection::vec((0..12usize, -9.0..9.0f64), 0..10),
    ) {
        let mut lab = open(link);
        for (what, v) in does {
            let _ = lab.update(match what {
                0 => Action::Press("step".into()),
                1 => Action::Press(if v > 0.0 { "many" } else { "back" }.into()),
                2 => Action::Press(if v > -3.0 { "add" } else { "remove" }.into()),
                3 => Action::Drag("start0".into(), (v, v)),
                4 => Action::Drag("start2".into(), (v, v)),
                5 => Action::Choose("method".into(), METHODS[v.abs() as usize].name.into()),
                6 => Action::Set("rate".into(), v),
                7 => Action::Switch(if v > 0.0 { "apart" } else { "predict" }.into(), v.fract() > 0.0),
                8 => Action::Drag("guess".into(), (v, v)),
                9 => Action::Choose("second".into(), if v > 0.0 { "surface" } else { "coordinates" }.into()),
                10 => Action::Zoom(0, v, (v, v)),
                _ => Action::Choose("batch".into(), if v > 0.0 { "1" } else { "all" }.into()),
            });
        }
        law::holds(&lab, Page::Descent);
        let again = open(&lab.query().to_string());
        prop_assert_eq!(again.runner().run.point(), lab.runner().run.point());
    }
}
