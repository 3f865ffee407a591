//! The limit lab: actions in, sentences, formulas, scenes and links out.

use super::*;
use crate::plot::Shape;
use crate::{lab::law, page::Page};

fn lab(query: &str) -> LimitLab {
    LimitLab::from_query(&Query::parse(query)).unwrap()
}

#[track_caller]
fn says(lab: &LimitLab, expected: &str) {
    assert_eq!(lab.describe(), expected);
}

#[test]
fn the_secant_becomes_the_tangent() {
    let mut lab = lab("f=x^2&x=1&h=1.5");
    says(&lab, "With h = 1.5 the secant has the slope 3.5. As h goes to 0 the slopes go to 2, the derivative.");
    lab.update(Action::Drag("end".into(), (1.5, 7.0))).unwrap();
    says(&lab, "With h = 0.5 the secant has the slope 2.5. As h goes to 0 the slopes go to 2, the derivative.");
    lab.update(Action::Choose("side".into(), "left".into())).unwrap();
    says(&lab, "With h = −0.5 the secant has the slope 1.5. As h goes to 0 the slopes go to 2, the derivative.");
    assert_eq!(
        lab.lines(),
        [
            r"\frac{f(x+h)-f(x)}{h}=\frac{f(0.5)-f(1)}{-0.5}",
            r"=\frac{0.25-1}{-0.5}=1.5",
            r"f'(x)=\lim_{h\to 0}\frac{f(x+h)-f(x)}{h}=2",
        ]
    );
}

#[test]
fn corners_jumps_and_ends_are_told() {
    for (query, expected) in [
        (
            "f=|x|&x=0&h=1",
            "From the left the slopes go to −1, from the right to 1: they don't agree, so there is no derivative at x = 0.",
        ),
        (
            "f=relu(x)&x=0&h=1",
            "From the left the slopes go to 0, from the right to 1: they don't agree, so there is no derivative at x = 0.",
        ),
        ("f=x*|x|&x=0&h=1", "As h goes to 0 the slopes go to 0, the derivative."),
        ("f=cbrt(x)&x=0&h=1", "The secants get ever steeper: there is no derivative at x = 0."),
        (
            "f=sqrt(x)&x=0&h=1",
            "From the left there is nothing to connect to, from the right the secants get ever steeper: there is no derivative at x = 0.",
        ),
        ("f=1/x&x=0&h=1", "The function has no value at x = 0, so there is no quotient to take."),
    ] {
        let said = lab(query).describe();
        assert!(said.ends_with(expected), "{query}: {said}");
    }
}

#[test]
fn h_is_never_nothing() {
    let mut lab = lab("f=sin(x)&x=1&h=0.5");
    for action in [
        Action::Drag("end".into(), (1.0, 0.0)),
        Action::Drag("end".into(), (f64::NAN, 0.0)),
        Action::Set("size".into(), f64::NEG_INFINITY),
        Action::Set("size".into(), f64::NAN),
        Action::Set("x".into(), f64::NAN),
        Action::Tick(f64::NAN),
    ] {
        lab.update(action).unwrap();
        assert_eq!((lab.x, lab.h), (1.0, 0.5));
    }
    // The point itself is stepped over.
    lab.update(Action::Drag("end".into(), (1.04, 0.0))).unwrap();
    for _ in 0..3 {
        lab.update(Action::Nudge("end".into(), Direction::Left, Pace::Usual)).unwrap();
    }
    assert!(lab.h < 0.0);
    (0..200).for_each(|_| lab.update(Action::Tick(1.0)).unwrap());
    assert_eq!((lab.h, lab.plays().unwrap().goes_on), (-1e-16, false));
}

#[test]
fn the_microscope_sees_both_regimes() {
    let lab = lab("f=exp(x)&x=1&h=1e-12");
    let best = lab.microscope.best_h().unwrap();
    assert!((1e-9..1e-7).contains(&best), "{best}");
    assert!(lab.describe().contains("This h is too small for numbers of 16 digits"));
    let table = lab.microscope.table();
    assert_eq!(table.rows.len(), 16);
    let error = |row: usize, column: usize| -> f64 {
        let text = table.rows[row][column].replace('−', "-");
        match text.split_once("·10") {
            None => text.parse().unwrap(),
            Some((mantissa, power)) => {
                let digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
                let power: String = power
                    .chars()
                    .map(|c| digits.chars().position(|d| d == c).map_or('-', |d| char::from(b'0' + d as u8)))
                    .collect();
                format!("{mantissa}e{power}").parse().unwrap()
            }
        }
    };
    // At h = 0.1: truncation, h f''/2 and h² f'''/6 of f' = f.
    assert!((error(0, 1) - 0.05).abs() < 3e-3 && (error(0, 2) - 0.01 / 6.0).abs() < 1e-4);
    // At h = 1e-15: rounding. The complex step and automatic differentiation know none of that.
    assert!(error(14, 1) > 1e-3 && error(14, 3) < 3e-16 && error(14, 4) < 3e-16);
}

#[test]
fn no_derivative_leaves_the_microscope_empty() {
    let lab = lab("f=|x|&x=0&h=1");
    let scene = lab.scene(1, lab.viewport(1, 400.0, 300.0));
    assert!(scene.marks().iter().all(|mark| matches!(mark.shape, Shape::Label { .. })));
    assert!(lab.grips(1, &lab.viewport(1, 400.0, 300.0)).is_empty());
}

#[test]
fn a_link_holds_the_whole_state() {
    let mut lab = lab("f=sigmoid(x)&x=6&h=0.001");
    lab.update(Action::Zoom(0, 0.5, (6.0, 0.0))).unwrap();
    lab.update(Action::Pan(0, (0.25, 0.0))).unwrap();
    let again = LimitLab::from_query(&lab.query()).unwrap();
    assert_eq!(again.query(), lab.query());
    assert_eq!(again.describe(), lab.describe());
    for example in EXAMPLES {
        let lab = self::lab(example.query);
        assert!(lab.curve.value(lab.x).is_some(), "{}", example.name);
    }
}

#[test]
fn another_function_keeps_the_point_where_it_can() {
    let mut lab = lab("f=x^2&x=2&h=0.5");
    assert!(lab.update(Action::Type("f".into(), "x +".into())).is_err());
    assert_eq!(lab.curve.text(), "x^2");
    lab.update(Action::Type("f".into(), "ln(t)".into())).unwrap();
    assert_eq!((lab.x, lab.h, lab.curve.by().name()), (2.0, 0.5, "t"));
    lab.update(Action::Type("f".into(), "sqrt(-1-t)".into())).unwrap();
    assert!(lab.curve.value(lab.x).is_some());
}

#[test]
fn scenes_hold_whatever_happens() {
    for query in ["f=x^2", "f=1/x&x=0", "f=tan(x)&h=-3", "f=e^(e^x)&x=5&h=1e-16", "f=0", "f=ln(-1-x^2)"] {
        let lab = lab(query);
        law::holds(&lab, Page::Limit);
    }
}

#[test]
fn an_h_beyond_the_microscope_is_brought_into_it_by_a_key() {
    let mut lab = LimitLab::from_query(&Query::parse("f=x^2&x=1&h=1.5")).unwrap();
    lab.update(Action::Nudge("lens".into(), Direction::Left, Pace::Usual)).unwrap();
    assert!((lab.h - 10f64.powf(-1.25)).abs() < 1e-12, "{}", lab.h);
}
