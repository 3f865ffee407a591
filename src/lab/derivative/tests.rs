//! The derivative lab: actions in, numbers and pictures out.

use super::*;
use crate::{
    lab::Direction,
    plot::{Pace, Shape},
};
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> DerivativeLab {
    DerivativeLab::from_query(&Query::parse(link)).unwrap()
}

fn marks(lab: &DerivativeLab, picture: usize, role: Role) -> Vec<Shape> {
    let scene = lab.scene(picture, lab.viewport(picture, 600.0, 430.0));
    scene.marks().iter().filter(|mark| mark.role == role).map(|mark| mark.shape.clone()).collect()
}

/// The points of the lines of a role.
fn line(lab: &DerivativeLab, picture: usize, role: Role) -> Vec<Point> {
    let lines = marks(lab, picture, role).into_iter().filter_map(|shape| match shape {
        Shape::Lines(lines) => Some(lines.concat()),
        _ => None,
    });
    lines.collect::<Vec<_>>().concat()
}

#[test]
fn the_slope_is_traced_where_the_point_has_been() {
    let mut lab = open("f=x^2&x=-1&from=-4&to=4");
    assert!(line(&lab, 1, Role::Derivative).is_empty());
    lab.update(Action::Drag("point".into(), (2.0, 0.0))).unwrap();
    let traced = line(&lab, 1, Role::Derivative);
    let ends = traced.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p.0), b.max(p.0)));
    assert_eq!(ends, (-1.0, 2.0));
    assert!(traced.iter().all(|(x, y)| (y - 2.0 * x).abs() < 1e-12));
    lab.update(Action::Switch("whole".into(), true)).unwrap();
    assert!(line(&lab, 1, Role::Derivative).iter().any(|p| p.0 == 4.0));
    assert_eq!(lab.describe(), "At x = 2 the tangent has the slope 4: that is the height of f′ there. f rises here.");
}

#[test]
fn a_sketch_hides_the_derivative_until_it_is_looked_at() {
    let mut lab = open("f=x^2&x=1&from=-3.5&to=3.5&sketch=0,0,0,0,0,0,0");
    assert!(line(&lab, 1, Role::Derivative).is_empty() && lab.lines().is_empty());
    assert!(!lab.inputs().iter().any(|input| format!("{input:?}").contains("f'")));
    for i in 0..7 {
        lab.update(Action::Drag(format!("sketch{i}"), (0.0, 2.0 * (f64::from(i) - 3.0)))).unwrap();
    }
    lab.update(Action::Nudge("sketch0".into(), Direction::Down, Pace::Coarse)).unwrap();
    lab.update(Action::Press("look".into())).unwrap();
    assert!(!line(&lab, 1, Role::Derivative).is_empty());
    let said = lab.describe();
    assert!(said.contains("the right side of zero at 7 of 7 points, and furthest off at x = −3: "), "{said}");
    assert!(said.ends_with("for −6."), "{said}");
}

#[test]
fn a_corner_is_a_gap() {
    let mut lab = open("f=|x|&x=-1&from=-2&to=2&whole=1");
    let slopes = line(&lab, 1, Role::Derivative);
    assert!(slopes.iter().all(|(x, y)| *y == x.signum()), "{slopes:?}");
    lab.update(Action::Set("x".into(), 0.0)).unwrap();
    assert_eq!(lab.describe(), "f has no derivative at x = 0, so f′ has a gap there.");
    assert!(marks(&lab, 0, Role::Tangent).is_empty());
}

#[test]
fn the_second_derivative_tells_how_it_bends() {
    let lab = open("f=x^3&x=2&show=second&whole=1");
    assert!(lab.describe().ends_with("f″ is 12: the slope grows and the curve bends upwards."), "{}", lab.describe());
    assert!(line(&lab, 1, Role::Secondary).iter().all(|(x, y)| (y - 6.0 * x).abs() < 1e-9));
    assert_eq!(lab.lines(), ["f(2)=8", "f'(2)=12", "f''(2)=12"]);
}

#[test]
fn polynomials_and_what_they_leave() {
    let lab = open("f=exp(x)&x=0&show=taylor&order=3&t=1");
    assert_eq!(lab.lines()[0], r"T_{3}(x)=1+x+0.5\,x^{2}+0.166667\,x^{3}");
    // e − 8/3, e − 65/24 and e less the sum to order 11
    assert!(
        lab.describe()
            .contains("At x = 1 it is off by 0.0516152. One order more leaves 0.0099485, eight more 2.26055·10⁻⁹."),
        "{}",
        lab.describe()
    );
    let wall = open("f=1/(1%2Bx^2)&x=0&show=taylor&order=8&t=1.3");
    assert!(wall.describe().contains("at this distance more terms make it worse"), "{}", wall.describe());
    let kink = open("f=x*|x|&x=0&show=taylor&order=4&t=1");
    assert!(
        kink.describe().contains("There is no derivative of order 2 there, so it ends with order 1."),
        "{}",
        kink.describe()
    );
    let none = open("f=ln(x)&x=-1&show=taylor&order=4&t=1");
    assert_eq!(none.describe(), "The function has no value at x = −1.");
}

#[test]
fn broken_links_open() {
    for link in [
        "x=nothing&order=-3&show=x&sketch=a,b",
        "f=x^2&x=1e300&t=inf&traced=1",
        "f=ln(x)&x=-5&from=1&to=1",
        "order=999999999999",
    ] {
        let lab = open(link);
        assert_eq!(open(&lab.query().to_string()).query(), lab.query(), "{link}");
    }
    assert!(DerivativeLab::from_query(&Query::parse("f=x*y")).is_err());
}

#[test]
fn running_along_ends_at_the_border() {
    let mut lab = open("f=sin(x)&x=-1");
    for _ in 0..100 {
        lab.update(Action::Tick(0.1)).unwrap();
    }
    assert_eq!((lab.x, lab.plays().unwrap().goes_on), (lab.window.hi(), false));
}

proptest! {
    #[test]
    fn nothing_that_is_done_panics_and_every_state_has_a_link(
        f in prop::sample::select(vec!["x^2", "ln(x)", "|x|", "1/x", "tan(x)", "5", "x^x", "relu(x)-3", "exp(exp(x))"]),
        does in prop::collection::vec((0..9usize, -30.0..30.0f64), 1..12),
    ) {
        let mut lab = open(&format!("f={f}"));
        for (what, v) in does {
            let action = match what {
                0 => Action::Set("x".into(), v),
                1 => Action::Drag("point".into(), (v, v)),
                2 => Action::Switch("guess".into(), v > 0.0),
                3 => Action::Drag("sketch3".into(), (0.0, v)),
                4 => Action::Choose("show".into(), SHOWS[what % 3].1.into()),
                5 => Action::Choose("show".into(), "taylor".into()),
                6 => Action::Set("order".into(), v),
                7 => Action::Zoom(0, v.exp(), (v, 0.0)),
                _ => Action::Nudge("reach".into(), Direction::Left, Pace::Coarse),
            };
            lab.update(action).unwrap();
            law::holds(&lab, Page::Derivative);
        }
    }
}
