//! The Jacobian lab: maps and points in, matrices, areas and words out.

use super::*;
use crate::plot::{Pace, Shape};
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> JacobianLab {
    JacobianLab::from_query(&Query::parse(link)).unwrap()
}

fn polygons(lab: &JacobianLab, picture: usize, role: Role) -> Vec<Vec<Point>> {
    let scene = lab.scene(picture, lab.viewport(picture, 500.0, 430.0));
    let shapes = scene.marks().iter().filter(|mark| mark.role == role).filter_map(|mark| match &mark.shape {
        Shape::Area { polygons, .. } => Some(polygons.clone()),
        _ => None,
    });
    shapes.flatten().collect()
}

/// The area of a polygon by the shoelace formula.
fn area(polygon: &[Point]) -> f64 {
    let next = polygon.iter().cycle().skip(1);
    polygon.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<f64>() / 2.0
}

#[test]
fn the_parallelogram_has_the_area_that_the_determinant_says() {
    let lab = open("u=x^2-y^2&v=2x*y&at=1,0.5&side=0.5");
    assert_eq!(lab.jacobian(), Some([[2.0, -1.0], [1.0, 2.0]]));
    assert_eq!(polygons(&lab, 0, Role::Step)[0].len(), 4);
    let told = &polygons(&lab, 1, Role::Tangent)[0];
    assert!((area(told) - 5.0 * 0.25).abs() < 1e-12);
    assert!(
        lab.describe().starts_with(
            "(1, 0.5) goes to (0.75, 1). The determinant is 5: a small area there becomes 5 times as large."
        )
    );
    assert!(lab.lines()[0].contains(r"\begin{pmatrix}2x&-2y\\2y&2x\end{pmatrix}"), "{}", lab.lines()[0]);
}

#[test]
fn dragging_across_the_fold_turns_the_square_over() {
    let mut lab = open("u=x^2&v=y&at=0.8,0.5");
    assert!(lab.describe().contains("The determinant is 1.6:"));
    lab.update(Action::Drag("point".into(), (-0.5, 0.5))).unwrap();
    assert!(lab.describe().contains("The determinant is −1: a small area there keeps its size, and is turned over."));
    lab.update(Action::Drag("point".into(), (0.0, 0.5))).unwrap();
    assert!(lab.describe().contains("The determinant is 0: close to the point everything is squeezed onto a line"));
    let folds = lab.first.folds(lab.window[0], lab.window[1]);
    assert!(folds.concat().iter().all(|p| p.0.abs() < 1e-9) && !folds.is_empty());
}

#[test]
fn softmax_has_no_area_anywhere() {
    let mut lab = open("u=e^x/(e^x%2Be^y)&v=e^y/(e^x%2Be^y)");
    for to in [(0.3, 0.9), (-1.9, 1.7), (2.0, -2.0)] {
        lab.update(Action::Drag("point".into(), to)).unwrap();
        assert!(lab.describe().contains("The determinant is 0"), "{}", lab.describe());
    }
    assert!(lab.first.folds(lab.window[0], lab.window[1]).is_empty());
}

#[test]
fn two_maps_multiply() {
    let lab = open("u=x%2By&v=x-y&p=u^2&q=u*v&at=0.75,0.25");
    // u = 1, v = 0.5: K = (2u, 0; v, u), J = (1, 1; 1, -1)
    assert_eq!(lab.jacobian(), Some([[2.0, 2.0], [1.5, -0.5]]));
    assert!(
        lab.lines()[2].starts_with(r"KJ=\begin{pmatrix}2&0\\0.5&1\end{pmatrix}\begin{pmatrix}1&1\\1&-1\end{pmatrix}="),
        "{}",
        lab.lines()[2]
    );
    let mut one = lab.clone();
    one.update(Action::Switch("then".into(), false)).unwrap();
    assert_eq!(one.jacobian(), Some([[1.0, 1.0], [1.0, -1.0]]));
    assert!(one.describe().ends_with("the map is linear here."));
}

#[test]
fn what_has_no_value_is_told_of() {
    let lab = open("u=ln(x)&v=y&at=-1,0");
    assert_eq!(lab.describe(), "The map has no value at (−1, 0).");
    let kink = open("u=|x|&v=y&at=0,0");
    assert!(kink.describe().ends_with("There is no Jacobian at this point: a partial derivative is missing."));
    let mut lab = open("u=x&v=y");
    let refused = lab.update(Action::Type("u".into(), "x*z".into()));
    assert_eq!(refused, Err("This is to be a function of x and y, and here is z.".to_owned()));
    assert_eq!(lab.first.texts[0], "x");
    for link in ["at=1", "at=nan,2&side=-1&view=1,2,3", "view=1,1,1,1", "p=u&u=7&v=8", "u=1/x&v=1/y&at=0,0"] {
        let lab = open(link);
        assert_eq!(open(&lab.query().to_string()).query(), lab.query(), "{link}");
    }
}

#[test]
fn by_arrow_keys() {
    let mut lab = open("u=x&v=y&at=0,0");
    lab.update(Action::Nudge("point".into(), Direction::Right, Pace::Coarse)).unwrap();
    lab.update(Action::Nudge("point".into(), Direction::Up, Pace::Usual)).unwrap();
    assert_eq!(lab.query().get("at"), Some("0.4,0.08"));
}

proptest! {
    #[test]
    fn small_squares_are_parallelograms(x in -2.0..2.0f64, y in -2.0..2.0f64) {
        let lab = open(&format!("u=x^2-y^2%2Bsin(x)&v=x*y&at={x},{y}&side=0.01"));
        // half the second derivatives, over the diagonal of the square
        prop_assert!(lab.bend().unwrap() <= 2.6 * 2.0 * 1e-4);
    }

    #[test]
    fn nothing_that_is_done_panics_and_every_state_has_a_link(
        u in prop::sample::select(vec!["x", "ln(x*y)", "1/(x-y)", "x^y", "|x|", "exp(exp(x))", "7"]),
        does in prop::collection::vec((0..6usize, -4.0..4.0f64, -4.0..4.0f64), 0..8),
    ) {
        let mut lab = open(&format!("u={u}&v=y"));
        for (what, a, b) in does {
            lab.update(match what {
                0 => Action::Drag("point".into(), (a, b)),
                1 => Action::Set("side".into(), a),
                2 => Action::Switch("then".into(), a > 0.0),
                3 => Action::Zoom(0, a.exp(), (a, b)),
                4 => Action::Pan(0, (a, b)),
                _ => Action::Set("x".into(), a),
            }).unwrap();
        }
        law::holds(&lab, Page::Jacobian);
    }
}
