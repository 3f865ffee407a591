//! Curves against what is known of them.

use super::*;
use proptest::prelude::*;
use std::cell::Cell;

fn view() -> Viewport {
    Viewport::new((-3.0, 3.0), (-2.0, 2.0), 650.0, 436.0)
}

fn slopes(parts: &[Vec<Point>]) -> impl Iterator<Item = f64> {
    parts.iter().flat_map(|p| p.windows(2)).map(|w| (w[1].1 - w[0].1) / (w[1].0 - w[0].0))
}

#[test]
fn a_straight_line_keeps_its_slope() {
    let parts = curve(&view(), |x| 2.0 * x);
    assert_eq!(parts.len(), 1);
    assert!(slopes(&parts).all(|s| (s - 2.0).abs() < 1e-9));
    assert!((parts[0][0].0 + 1.0).abs() < 1e-9);
}

#[test]
fn number_of_parts() {
    type Case = (&'static str, fn(f64) -> f64, usize);
    let cases: [Case; 14] = [
        ("x^2", |x| x * x, 1),
        ("1/x", |x| 1.0 / x, 2),
        ("1/x^2", |x| 1.0 / (x * x), 2),
        ("tan x", f64::tan, 3),
        ("floor x", f64::floor, 5),
        ("sign x", f64::signum, 2),
        ("sqrt x", f64::sqrt, 1),
        ("ln x", f64::ln, 1),
        ("|x|", f64::abs, 1),
        ("1000 x", |x| 1000.0 * x, 1),
        ("tanh 500 x", |x| (500.0 * x).tanh(), 1),
        ("x^51", |x| x.powi(51), 1),
        ("undefined", |_| f64::NAN, 0),
        ("out of sight", |_| 7.0, 0),
    ];
    for (name, f, parts) in cases {
        assert_eq!(curve(&view(), f).len(), parts, "{name}");
    }
}

#[test]
fn no_stroke_crosses_a_pole() {
    let tan = curve(&Viewport::new((-20.0, 20.0), (-3.0, 3.0), 600.0, 400.0), f64::tan);
    assert_eq!(tan.len(), 13);
    for part in curve(&view(), |x| 1.0 / x).iter().chain(&tan) {
        assert!(part.windows(2).all(|w| (w[1].1 > w[0].1) == (part[1].1 > part[0].1)), "one branch is monotone");
    }
    for branch in &tan[1..12] {
        assert_eq!((branch[0].1, branch[branch.len() - 1].1), (-3.0, 3.0), "a branch reaches both borders");
    }
}

#[test]
fn a_curve_reaches_the_end_of_its_domain() {
    let sqrt = curve(&view(), f64::sqrt);
    assert!(sqrt[0][0].0.abs() < 1e-12 && sqrt[0][0].1 < 1e-6);
    let arc = curve(&view(), |x| (1.0 - x * x).sqrt());
    let (first, last) = (arc[0][0], arc[0][arc[0].len() - 1]);
    assert!((first.0 + 1.0).abs() < 1e-12 && (last.0 - 1.0).abs() < 1e-12 && last.1 < 1e-5);
}

#[test]
fn a_jump_has_both_its_ends_at_the_jump() {
    let steps = curve(&view(), |x| if x < 1.0 / 3.0 { 0.0 } else { 1.0 });
    let (left, right) = (steps[0][steps[0].len() - 1], steps[1][0]);
    assert!((left.0 - 1.0 / 3.0).abs() < 1e-12 && (right.0 - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!((left.1, right.1), (0.0, 1.0));
}

#[test]
fn a_corner_is_sharp() {
    for (name, f, at) in [
        ("|x|", (|x: f64| x.abs()) as fn(f64) -> f64, 0.0),
        ("relu", |x| (x - 0.7).max(0.0), 0.7),
        ("|x^2 - 1|", |x| (x * x - 1.0).abs(), 1.0),
    ] {
        let parts = curve(&view(), f);
        let nearest = parts.concat().into_iter().map(|p| (p.0 - at).abs()).fold(f64::INFINITY, f64::min);
        assert!(nearest < 1e-4, "{name}: {nearest}");
    }
}

#[test]
fn the_polyline_follows_the_curve_within_a_tenth_of_a_pixel() {
    let cases: [fn(f64) -> f64; 4] = [|x| x * x, |x| (5.0 * x).sin(), |x| (-40.0 * x * x).exp(), f64::sqrt];
    for f in cases {
        for w in curve(&view(), f).iter().flat_map(|part| part.windows(2)) {
            let x = w[0].0.midpoint(w[1].0);
            let off = (f(x) - w[0].1.midpoint(w[1].1)).abs() * view().px_per_unit().1;
            let steep = ((w[1].1 - w[0].1) / (w[1].0 - w[0].0)).abs().max(1.0);
            assert!(off / steep < 0.1, "{off} at {x}");
        }
    }
}

fn calls(view: &Viewport, f: impl Fn(f64) -> f64) -> (usize, usize) {
    let calls = Cell::new(0);
    let parts = curve(view, |x| {
        calls.set(calls.get() + 1);
        f(x)
    });
    (calls.get(), parts.concat().len())
}

#[test]
fn tame_functions_are_cheap() {
    assert!(calls(&view(), |x| x * x).0 <= 300);
    assert!(calls(&view(), f64::sin).0 <= 300);
    assert!(calls(&view(), |x| 1.0 / x).0 <= 500);
}

/// Bounds on tan(50x).
fn tan_50(lo: f64, hi: f64) -> Bounds {
    let turns = |x: f64| (50.0 * x / std::f64::consts::PI - 0.5).floor();
    if turns(lo) < turns(hi) {
        Bounds { lo: f64::NEG_INFINITY, hi: f64::INFINITY, continuous: false }
    } else {
        Bounds { lo: (50.0 * lo).tan(), hi: (50.0 * hi).tan(), continuous: true }
    }
}

#[test]
fn no_pole_hides_between_samples() {
    let parts = bounded_curve(&view(), |x| (50.0 * x).tan(), tan_50);
    assert_eq!(parts.len(), 97);
    for branch in &parts[1..96] {
        assert_eq!((branch[0].1, branch[branch.len() - 1].1), (-2.0, 2.0));
        assert!(branch.windows(2).all(|w| w[1].1 > w[0].1));
    }
    // A pole that lifts nothing else off the axis.
    let f = |x: f64| 1e-6 / (x - 0.3_f64.sqrt());
    let bounds = |lo: f64, hi: f64| {
        let (a, b, pole) = (f(lo), f(hi), lo <= 0.3_f64.sqrt() && 0.3_f64.sqrt() <= hi);
        if pole {
            Bounds { lo: f64::NEG_INFINITY, hi: f64::INFINITY, continuous: false }
        } else {
            Bounds { lo: b, hi: a, continuous: true }
        }
    };
    assert_eq!(curve(&view(), f).len(), 1);
    let parts = bounded_curve(&view(), f, bounds);
    assert_eq!((parts.len(), parts[0][parts[0].len() - 1].1, parts[1][0].1), (2, -2.0, 2.0));
}

#[test]
fn what_is_continuous_is_not_cut() {
    let steep = |x: f64| (1e17 * (x - 0.3)).tanh();
    assert_eq!(curve(&view(), steep).len(), 2);
    let bounds = |lo: f64, hi: f64| Bounds { lo: steep(lo), hi: steep(hi), continuous: true };
    assert_eq!(bounded_curve(&view(), steep, bounds).len(), 1);
}

#[test]
fn bounds_that_tell_nothing_cost_no_more_than_their_share() {
    let asked = Cell::new(0);
    let bounds = |_: f64, _: f64| {
        asked.set(asked.get() + 1);
        Bounds { lo: f64::NEG_INFINITY, hi: f64::INFINITY, continuous: false }
    };
    let calls = Cell::new(0);
    let f = |x: f64| {
        calls.set(calls.get() + 1);
        (1e4 * x).sin()
    };
    assert!(!bounded_curve(&view(), f, bounds).is_empty());
    assert!(calls.get() <= MAX_EVALUATIONS && asked.get() <= MAX_BOUNDS + MAX_EVALUATIONS);
}

proptest! {
    #[test]
    fn calls_and_points_are_bounded(a in -300.0..300.0f64, lo in -1e3..1e3, span in 1e-6..1e4, w in 1.0..5000.0) {
        let view = Viewport::new((lo, lo + span), (-2.0, 2.0), w, 300.0);
        let wild: [&dyn Fn(f64) -> f64; 5] = [
            &|x: f64| (a / x).sin(),
            &|x: f64| (a * x).tan(),
            &|x: f64| (a * x).sin().sqrt(),
            &|x: f64| (x * 1e9).sin() * a,
            &|x: f64| (a * x).floor() / (x - a),
        ];
        for f in wild {
            let (calls, points) = calls(&view, f);
            prop_assert!(calls <= MAX_EVALUATIONS && points <= 2 * MAX_EVALUATIONS);
        }
    }

    #[test]
    fn stays_in_the_view(a in -10.0..10.0f64, b in -1e6..1e6, lo in -1e3..1e3, span in 1e-6..1e4) {
        let view = Viewport::new((lo, lo + span), (b, b + 1.0), 300.0, 200.0);
        for p in curve(&view, |x: f64| b + (a * x).tan()).concat() {
            prop_assert!(view.contains(p));
        }
    }
}
