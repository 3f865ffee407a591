//! The lab of second derivatives: points in, models, steps and words out.

use super::{model::Kind, *};
use crate::plot::Pace;
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> NewtonLab {
    NewtonLab::from_query(&Query::parse(link)).unwrap()
}

#[test]
fn a_parabola_is_left_in_one_step() {
    let mut lab = open("f=x^2%2B10y^2&at=-3,1.2");
    assert!(lab.describe().contains("the eigenvalues of the Hessian are 2 and 20. It is bent 10 times as much one way as the other, and gradient descent settles at rates below 0.1."), "{}", lab.describe());
    lab.update(Action::Press("newton".into())).unwrap();
    let (x, y) = lab.point;
    assert!(x.abs() < 1e-14 && y.abs() < 1e-14);
    assert!(lab.describe().ends_with("both above 0: this is a minimum."), "{}", lab.describe());
}

#[test]
fn newton_goes_to_the_saddle_and_the_gradient_does_not() {
    // The Hessian (12x², -4; -4, 12y²) has a negative determinant where 144x²y² < 16.
    let lab = open("f=x^4%2By^4-4x*y&at=0.3,0.2&rate=0.05");
    let model = lab.model().unwrap();
    assert_eq!(model.kind(), Kind::Saddle);
    // By Cramer's rule, g = (4x³ - 4y, 4y³ - 4x)
    let (x, y) = (0.3f64, 0.2f64);
    let (gx, gy) = (4.0 * x.powi(3) - 4.0 * y, 4.0 * y.powi(3) - 4.0 * x);
    let (a, b, c) = (12.0 * x * x, -4.0, 12.0 * y * y);
    let det = a * c - b * b;
    let expected = (x - (c * gx - b * gy) / det, y - (a * gy - b * gx) / det);
    let (tx, ty) = model.stationary.unwrap();
    assert!((tx - expected.0).abs() < 1e-14 && (ty - expected.1).abs() < 1e-14);
    let down = lab.downhill(&model);
    assert!(lab.surface.value(down) < lab.surface.value(lab.point));
    assert!(lab.describe().contains("the model’s saddle, which is no way to a minimum"));
}

#[test]
fn what_a_level_place_is() {
    for (f, says) in [
        ("x^2-y^2", "of either sign: this is a saddle"),
        ("-x^2-y^2", "both below 0: this is a maximum"),
        ("x^2%2By^4", "one of them is 0: the Hessian does not tell"),
    ] {
        let said = open(&format!("f={f}&at=0,0")).describe();
        assert!(said.contains(says), "{f}: {said}");
    }
    assert!(open("f=|x|%2By^2&at=0,1").describe().contains("is missing there, so there is no model"));
    assert_eq!(open("f=ln(x)%2By&at=-1,1").describe(), "The function has no value at (−1, 1).");
    assert!(open("f=x%2By&at=1,1").describe().contains("Newton has no step"));
}

#[test]
fn overshooting_leaves_the_window_and_is_followed() {
    let mut lab = open("f=sqrt(1%2Bx^2)%2By^2&at=1.9,0&view=-2,2,-2,2");
    lab.update(Action::Press("newton".into())).unwrap();
    // x becomes -x³
    assert!((lab.point.0 + 1.9f64.powi(3)).abs() < 1e-12);
    assert!(lab.window[0].contains(lab.point.0));
}

#[test]
fn broken_links_open() {
    for link in ["f=x&at=1&rate=-1&view=1,2", "at=inf,2&view=1,1,1,1", "f=1/(x*y)&at=0,0", "f=exp(exp(x*y))&at=9,9"] {
        let lab = open(link);
        assert_eq!(open(&lab.query().to_string()).query(), lab.query(), "{link}");
    }
    assert!(NewtonLab::from_query(&Query::parse("f=a*b*c")).is_err());
}

proptest! {
    #[test]
    fn the_model_touches_the_function(x in -1.5..1.5f64, y in -1.5..1.5f64, h in -1e-3..1e-3f64, k in -1e-3..1e-3f64) {
        let lab = open(&format!("f=exp(x)*sin(y)%2Bx^3*y&at={x},{y}"));
        let model = Model::new((x, y), &lab.surface.second_order((x, y)).unwrap()).unwrap();
        let near = (x + h, y + k);
        // Third derivatives are below 20 here.
        let bound = 20.0 * (h.abs() + k.abs()).powi(3) / 6.0 + 1e-14;
        prop_assert!((model.at(near) - lab.surface.value(near).unwrap()).abs() <= bound);
    }

    #[test]
    fn nothing_that_is_done_panics_and_every_state_has_a_link(
        f in prop::sample::select(vec!["x*y", "ln(x*y)", "1/(x-y)", "|x|+y^2", "exp(exp(x))", "7", "x^y"]),
        does in prop::collection::vec((0..7usize, -4.0..4.0f64, -4.0..4.0f64), 0..6),
    ) {
        let mut lab = open(&format!("f={}", f.replace('+', "%2B")));
        for (what, a, b) in does {
            lab.update(match what {
                0 => Action::Drag("point".into(), (a, b)),
                1 => Action::Set("rate".into(), a),
                2 => Action::Press("newton".into()),
                3 => Action::Press("gradient".into()),
                4 => Action::Zoom(0, a.exp(), (a, b)),
                5 => Action::Pan(0, (a, b)),
                _ => Action::Nudge("point".into(), Direction::Up, Pace::Coarse),
            }).unwrap();
        }
        law::holds(&lab, Page::Newton);
    }
}
