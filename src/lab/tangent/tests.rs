//! The tangent lab against what is known of its curves.

use super::*;
use crate::symbolic::parse;

fn lab(f: &str) -> TangentLab {
    TangentLab::new(&parse(f).unwrap(), &Symbol::new("x")).unwrap()
}

#[test]
fn the_three_ways_to_the_slope_agree() {
    for f in ["x^2 sin x", "e^(-x^2)", "ln(x)", "sigmoid(3x+1)", "sqrt(x)", "w x + b"] {
        let mut lab = lab(f);
        for x in [0.3, 1.0, 2.7] {
            lab.update(Action::MoveTo(x));
            let r = lab.readings();
            let (slope, automatic, difference) = (r.slope.unwrap(), r.automatic.unwrap(), r.difference.unwrap());
            assert!((slope - automatic).abs() < 1e-12 * (1.0 + slope.abs()), "{f} at {x}: {r:?}");
            assert!((slope - difference).abs() < 1e-7 * (1.0 + slope.abs()), "{f} at {x}: {r:?}");
        }
    }
}

#[test]
fn at_a_kink_there_is_no_tangent() {
    let mut lab = lab("relu(x)");
    lab.update(Action::MoveTo(0.0));
    assert_eq!((lab.readings().value, lab.readings().slope, lab.tangent_latex()), (Some(0.0), None, None));
    assert_eq!(
        lab.describe(),
        "At x = 0 the slope is 0 from the left and 1 from the right: there is no derivative. PyTorch and JAX return 0."
    );
}

/// The lines of a role as they are drawn, and its points with their markers.
fn drawn(lab: &TangentLab, role: Role) -> (usize, Vec<(Point, Marker)>) {
    let scene = lab.scene(lab.viewport(600.0, 400.0));
    let of_role = scene.marks().iter().filter(|mark| mark.role == role);
    let (mut lines, mut points) = (0, Vec::new());
    for mark in of_role {
        match &mark.shape {
            Shape::Lines(all) => lines += all.len(),
            Shape::Points { at, marker } => points.extend(at.iter().map(|p| (*p, *marker))),
            _ => {}
        }
    }
    (lines, points)
}

#[test]
fn a_corner_is_marked_and_shows_the_tangents_of_both_sides() {
    let mut lab = lab("|x|");
    assert_eq!(
        lab.picture(),
        "A curve with its tangent. It has a corner at x = 0. At x = 1 the function is 1 and rises: its slope is 1."
    );
    assert_eq!(drawn(&lab, Role::Function).1, [((0.0, 0.0), Marker::Ring)]);
    let ends = [((0.0, -1.0), Marker::Ring), ((0.0, 1.0), Marker::Ring), ((1.0, 1.0), Marker::Disc)];
    assert_eq!(drawn(&lab, Role::Derivative).1, ends);
    assert_eq!(drawn(&lab, Role::Tangent).0, 1);
    lab.update(Action::MoveTo(0.0));
    assert_eq!(drawn(&lab, Role::Tangent).0, 4);
    assert_eq!(
        lab.describe(),
        "At x = 0 the slope is −1 from the left and 1 from the right: there is no derivative. PyTorch returns 0, JAX 1."
    );
}

#[test]
fn a_jump_is_open_on_both_sides() {
    let mut lab = lab("x sign(x - 1)");
    lab.update(Action::MoveTo(1.0));
    let near = |(p, marker): ((f64, f64), Marker)| ((p.0, (p.1 * 1e6).round() / 1e6), marker);
    let points: Vec<_> = drawn(&lab, Role::Function).1.into_iter().map(near).collect();
    assert_eq!(points, [((1.0, -1.0), Marker::Ring), ((1.0, 1.0), Marker::Ring), ((1.0, 0.0), Marker::Disc)]);
    assert_eq!(
        lab.describe(),
        "At x = 1 the function jumps, and the slope is −1 from the left and 1 from the right: there is no derivative. \
         PyTorch and JAX return 0."
    );
    assert_eq!(lab.readings().slope, None);
}

#[test]
fn the_point_is_caught_by_a_corner_and_can_be_put_on_it() {
    let mut lab = lab("|x^2 - 2|");
    let root = 2f64.sqrt();
    let at = |lab: &TangentLab| (lab.x() - root).abs() < 1e-12;
    lab.update(Action::Drag(1.38));
    assert!(at(&lab) && lab.kink().is_some() && lab.readings().slope.is_none(), "dragged close");
    lab.update(Action::Drag(1.2));
    assert_eq!(lab.x(), 1.2);
    lab.update(Action::MoveTo(1.38));
    assert_eq!(lab.x(), 1.38, "what is typed is meant");
    // The digits of a link.
    lab.update(Action::MoveTo(input_figure(root).parse().unwrap()));
    assert!(at(&lab) && lab.kink().is_some());
    lab.update(Action::MoveTo(1.3));
    let mut visited = Vec::new();
    for _ in 0..3 {
        lab.update(Action::Nudge(Direction::Right, Pace::Usual));
        visited.push(at(&lab));
    }
    assert_eq!(visited, [true, false, false], "no arrow key jumps over it");
}

#[test]
fn kinks_move_with_what_is_held() {
    let mut lab = lab("|x - b|");
    lab.update(Action::Hold(Symbol::new("b"), 2.0));
    assert_eq!(lab.kinks().iter().map(|kink| kink.at).collect::<Vec<_>>(), [2.0]);
    lab.update(Action::MoveTo(60.0));
    assert!(lab.kinks().is_empty());
}

#[test]
fn there_is_always_something_to_take_hold_of() {
    for (f, x) in [("1/x", 0.0), ("step(x)", 0.0), ("ln(x)", -3.0), ("e^(x^3)", 4.0)] {
        let mut lab = lab(f);
        lab.update(Action::MoveTo(x));
        let view = lab.viewport(600.0, 400.0);
        assert!(view.contains(lab.grip(&view)), "{f}");
    }
}

#[test]
fn the_point_starts_where_there_is_something() {
    for f in ["ln(x)", "sqrt(x - 3)", "asin(x)", "1/x", "ln(x - 50)"] {
        assert!(lab(f).readings().slope.is_some(), "{f} at {}", lab(f).x());
    }
}

#[test]
fn the_tangent_is_drawn_with_the_slope_that_is_read() {
    let mut lab = lab("x^2");
    lab.update(Action::MoveTo(1.5));
    let scene = lab.scene(lab.viewport(600.0, 400.0));
    let tangent = scene.marks().iter().find(|m| m.role == Role::Tangent).unwrap();
    let Shape::Lines(lines) = &tangent.shape else { panic!() };
    let (a, b) = (lines[0][0], *lines[0].last().unwrap());
    assert!(((b.1 - a.1) / (b.0 - a.0) - 3.0).abs() < 1e-9);
    assert_eq!(lab.tangent_latex().unwrap(), r"y=3\,x-2.25");
}

#[test]
fn nudges_are_steps_there_and_back() {
    let mut lab = lab("sin(x)");
    let x = lab.x();
    lab.update(Action::Nudge(Direction::Right, Pace::Usual));
    assert!(lab.x() > x);
    lab.update(Action::Nudge(Direction::Left, Pace::Usual));
    assert!((lab.x() - x).abs() < 0.1);
    lab.update(Action::MoveTo(f64::NAN));
    assert!(lab.x().is_finite());
}

/// The function's lines, and the values from the least to the greatest that they reach.
fn reach(lab: &TangentLab, y: (f64, f64)) -> (usize, f64, f64) {
    let scene = lab.scene(Viewport::new(lab.window(), y, 600.0, 400.0));
    let lines = scene.marks().iter().filter(|mark| mark.role == Role::Function).find_map(|mark| match &mark.shape {
        Shape::Lines(lines) => Some(lines.clone()),
        _ => None,
    });
    let lines = lines.unwrap_or_default();
    let ys = lines.iter().flatten().map(|p| p.1);
    (lines.len(), ys.clone().fold(f64::INFINITY, f64::min), ys.fold(f64::NEG_INFINITY, f64::max))
}

#[test]
fn nothing_hides_between_the_samples_of_a_curve() {
    for exponent in 4..12 {
        let spike = reach(&lab(&format!("e^(-10^{exponent}*(x - 0.3)^2)")), (-2.0, 2.0));
        assert!(spike.0 == 1 && spike.2 > 0.9, "10^{exponent}: {spike:?}");
    }
    assert_eq!(reach(&lab("10^-6/(x - sqrt(0.3))"), (-2.0, 2.0)), (2, -2.0, 2.0));
    assert_eq!(reach(&lab("10^-6/(x - sqrt(0.3))^2"), (-2.0, 2.0)).0, 2);
    let mut waves = lab("tan(50*x)");
    waves.update(Action::Show(-3.0, 3.0));
    assert_eq!(reach(&waves, (-2.0, 2.0)), (97, -2.0, 2.0));
    assert_eq!(reach(&lab("tanh(10^17*(x - 0.3))"), (-2.0, 2.0)).0, 1);
}

/// The bounds cost less than the calls that they save.
#[test]
fn tame_curves_take_no_more_calls_with_bounds() {
    for f in ["x^2", "x^2 sin x", "x^5-4*x^3+x^2-3*x+1", "1/x", "tan(x)", "sigmoid(3x+1)", "x*ln(x)", "sin(20*x)"] {
        let lab = lab(f);
        let (view, bounds) = (lab.viewport(650.0, 436.0), RefCell::new(lab.bounds()));
        let [calls, asked] = [0, 0].map(std::cell::Cell::new);
        let value = |x: f64| {
            calls.set(calls.get() + 1);
            lab.value_at(x).unwrap_or(f64::NAN)
        };
        sample::curve(&view, value);
        let without = calls.replace(0);
        sample::bounded_curve(&view, value, |lo, hi| {
            asked.set(asked.get() + 1);
            bounds.borrow_mut().of_value(lo, hi)
        });
        assert!(calls.get() <= without && asked.get() <= 700, "{f}: {without}, {calls:?}, {asked:?}");
    }
}

#[test]
fn the_ways_to_a_slope_stand_side_by_side() {
    let names =
        ["rules", "forward mode", "reverse mode", "complex step", "central difference", "differences, extrapolated"];
    for (f, bound) in [("x^2 sin x", 1e-14), ("e^(-x^2)", 1e-14), ("sigmoid(3x+1)", 1e-14), ("w x + b", 1e-14)] {
        let mut lab = lab(f);
        lab.update(Action::MoveTo(0.7));
        let (ways, rules) = (lab.ways(), lab.readings().slope.unwrap());
        assert_eq!(ways.iter().map(|way| way.name).collect::<Vec<_>>(), names);
        for way in &ways {
            let slope: f64 = way.slope.split(' ').next().unwrap().replace('−', "-").parse().unwrap();
            let bound = if way.name.contains("difference") { 1e-7 } else { bound };
            assert!((slope - rules).abs() <= bound * (1.0 + rules.abs()), "{f}: {way:?}");
            assert_eq!(way.off.is_empty(), way.name == "rules", "{f}: {way:?}");
        }
        assert!(ways[5].slope.contains(" ± "), "{:?}", ways[5]);
    }
}

#[test]
fn where_there_is_no_slope_the_ways_say_so_in_words() {
    for (f, x, expected) in
        [("abs(x)", 0.0, "no derivative"), ("sqrt(x)", 0.0, "no derivative"), ("ln(x)", -1.0, "no value")]
    {
        let mut lab = lab(f);
        lab.update(Action::MoveTo(x));
        for way in lab.ways() {
            assert_eq!((way.slope.as_str(), way.off.as_str()), (expected, ""), "{f} at {x}: {}", way.name);
        }
    }
}

/// A smoothed kink has a slope that reverse mode and the complex step don't see: they say so, and the others give it.
#[test]
fn what_one_way_does_not_see_the_others_do() {
    let mut lab = lab("abs(x)^3");
    lab.update(Action::MoveTo(0.0));
    let ways = lab.ways();
    assert_eq!((ways[0].slope.as_str(), ways[2].slope.as_str()), ("0", "no derivative"));
}
