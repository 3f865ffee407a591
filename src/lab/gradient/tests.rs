//! The lab of partial derivatives: points, directions and data in; slopes, surfaces and words out.

use super::*;
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> GradientLab {
    GradientLab::from_query(&Query::parse(link)).unwrap()
}

#[test]
fn the_slope_in_a_direction_is_the_gradient_times_it() {
    let lab = open("f=x^2%2B3y&at=2,1&angle=90");
    assert_eq!(lab.slopes(), Some((4.0, 3.0)));
    assert_eq!(
        lab.describe(),
        "At (2, 1) f is 7; along x its slope is 4, along y 3. It rises most steeply at 37°, by 5. In the direction of 90° the slope \
         is 3: that is 60 % of what it is along the gradient."
    );
    assert_eq!(lab.lines()[..2], [r"\frac{\partial f}{\partial x}=2x=4", r"\frac{\partial f}{\partial y}=3"]);
    let across = open("f=x%2By&at=0,0&angle=135");
    assert!(across.describe().ends_with("it is level there, at a right angle to the gradient."));
}

#[test]
fn no_direction_is_steeper_than_the_gradient() {
    let lab = open("f=sin(x)*y^2&at=1,2");
    let (dx, dy) = lab.slopes().unwrap();
    for degrees in 0..360 {
        assert!(lab.slope_along(f64::from(degrees).to_radians()).unwrap() <= dx.hypot(dy) + 1e-12);
    }
}

#[test]
fn what_is_missing_is_told() {
    assert_eq!(open("f=ln(x)%2By&at=-1,1").describe(), "f has no value at (−1, 1).");
    assert!(open("f=|x|%2By&at=0,1").describe().contains("so there is no gradient"));
    assert!(open("f=x^2-y^2&at=0,0").describe().contains("and level"));
    assert!(GradientLab::from_query(&Query::parse("f=x*y*z")).is_err());
    assert!(GradientLab::from_query(&Query::parse("fit=line&data=1,2;a,b")).unwrap_err().starts_with("Line 2"));
}

#[test]
fn points_and_directions_are_dragged() {
    let mut lab = open("f=x*y&at=1,1&view=-2,2,-2,2");
    lab.update(Action::Drag("way".into(), (1.0, 5.0))).unwrap();
    assert!((lab.degrees() - 90.0).abs() < 1e-9);
    lab.update(Action::Nudge("way".into(), Direction::Left, Pace::Coarse)).unwrap();
    assert!((lab.degrees() - 75.0).abs() < 1e-9);
    lab.update(Action::Drag("point".into(), (9.0, -1.0))).unwrap();
    assert_eq!(lab.point, (2.0, -1.0));
    lab.update(Action::Pan(0, (0.5, 0.1))).unwrap();
    let (turn, tilt) = lab.relief.degrees();
    assert!((turn + 5.0).abs() < 1e-9 && (tilt - 29.0).abs() < 1e-9);
    lab.update(Action::Set("tilt".into(), 200.0)).unwrap();
    assert!((lab.relief.degrees().1 - TILTS.1).abs() < 1e-9);
}

#[test]
fn the_loss_follows_its_data() {
    let mut lab = open("fit=line&data=0,0;1,1&at=1,0");
    assert!(lab.describe().starts_with("At (1, 0) J is 0, and level"), "{}", lab.describe());
    lab.update(Action::Drag("datum1".into(), (1.0, 3.0))).unwrap();
    assert_eq!(lab.subject.surface().value((1.0, 0.0)), Some(2.0));
    assert_eq!(lab.slopes(), Some((-2.0, -2.0)));
    lab.update(Action::Press("more".into())).unwrap();
    assert_eq!(lab.subject.fitted().unwrap().data.len(), 3);
    lab.update(Action::Type("data".into(), "x,y\n2,4".into())).unwrap();
    assert_eq!(lab.subject.fitted().unwrap().data, [[2.0, 4.0]]);
    lab.update(Action::Press("fewer".into())).unwrap();
    assert_eq!(lab.subject.fitted().unwrap().data.len(), 1);
    assert!(lab.update(Action::Type("data".into(), "2".into())).is_err());
}

#[test]
fn the_gradient_of_the_logistic_loss_is_the_mean_of_what_is_off_times_x() {
    let data = [[-2.0, 0.0], [-0.5, 1.0], [1.5, 1.0]];
    let lab = open("fit=logistic&data=-2,0;-0.5,1;1.5,1&at=0.7,-0.2");
    let off = |[x, y]: [f64; 2]| 1.0 / (1.0 + (-(0.7 * x - 0.2f64)).exp()) - y;
    let expected =
        (data.iter().map(|&d| off(d) * d[0]).sum::<f64>() / 3.0, data.iter().map(|&d| off(d)).sum::<f64>() / 3.0);
    let (dw, db) = lab.slopes().unwrap();
    assert!((dw - expected.0).abs() < 1e-15 && (db - expected.1).abs() < 1e-15);
}

#[test]
fn kinds_take_each_other_over() {
    let mut lab = open("f=x*y&at=1,1");
    lab.update(Action::Choose("kind".into(), "logistic".into())).unwrap();
    assert_eq!((lab.subject.kind(), lab.third), ("logistic", Third::Data));
    let data = lab.subject.fitted().unwrap().data.clone();
    lab.update(Action::Choose("kind".into(), "line".into())).unwrap();
    assert_eq!(lab.subject.fitted().unwrap().data, data);
    lab.update(Action::Choose("kind".into(), "function".into())).unwrap();
    assert_eq!(lab.third, Third::Slices);
    lab.update(Action::Choose("third".into(), "data".into())).unwrap();
    assert_eq!(lab.third, Third::Slices, "there are no data");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_panics_and_every_state_has_a_link(
        link in prop::sample::select(vec![
            "f=x*y", "f=ln(x)/y", "f=exp(exp(x*y))", "f=1/0", "f=7", "fit=line&data=1,2;3,4", "fit=logistic&data=1,1;2,0",
        ]),
        does in prop::collection::vec((0..9usize, -9.0..9.0f64), 0..8),
    ) {
        let Ok(mut lab) = GradientLab::from_query(&Query::parse(link)) else { return Ok(()) };
        for (what, v) in does {
            let _ = lab.update(match what {
                0 => Action::Drag("point".into(), (v, -v)),
                1 => Action::Drag("way".into(), (v, v * v)),
                2 => Action::Drag("datum0".into(), (v, 1e9 * v)),
                3 => Action::Choose("kind".into(), if v > 0.0 { "line" } else { "logistic" }.into()),
                4 => Action::Choose("third".into(), if v > 0.0 { "round" } else { "slices" }.into()),
                5 => Action::Zoom(1, v, (v, v)),
                6 => Action::Pan(0, (v, v)),
                7 => Action::Set("angle".into(), 100.0 * v),
                _ => Action::Press(if v > 0.0 { "more" } else { "fewer" }.into()),
            });
        }
        law::holds(&lab, Page::Gradient);
    }
}
