//! Every way to a derivative of several variables, against every other, on random expressions: reverse mode, forward mode,
//! the gradient as a program, columns, rules, expansions along lines, the complex step and bounds.
//!
//! Where rounding is magnified nothing can be expected of any of them, so numbers are only held against each other where the
//! value and what is looked at hardly change when the point moves by a few units in its last places.

mod expressions;

use gradus::{
    numeric::{
        Complex, Interval, Mode, Partial, Program, Scratch, Tape, difference::complex_step, finite, gradient_columns,
        hessian, hessian_vector, jacobian_by, taylor,
    },
    symbolic::{Expr, Symbol, simplify},
};
use proptest::prelude::*;

use expressions::{cases, expressions};

const FORWARD: Mode = Mode::Forward { passes: 1, variables: 2, outputs: 1 };
const REVERSE: Mode = Mode::Reverse { passes: 1, variables: 2, outputs: 1 };

/// How far apart two ways may be where the numbers are tame: relative to their size and that of the value.
const CLOSE: f64 = 1e-7;
/// Numbers are tame if moving the point by a millionth of a millionth moves them by no more than this.
const STEADY: f64 = 1e-9;

fn variables() -> [Symbol; 2] {
    ["x", "y"].map(Symbol::new)
}

fn program(f: &Expr) -> Program {
    Program::new(std::slice::from_ref(f), &variables()).unwrap()
}

/// Expressions without a number that is 0 and does not come out as 0 in doubles, such as `sin(π)`.
fn functions() -> impl Strategy<Value = Expr> {
    let hidden = |e: &Expr| e.symbols().is_empty() && !e.is_integer(0) && simplify(e).is_integer(0);
    expressions().prop_filter("a hidden 0", move |f| !f.any(&hidden))
}

fn points() -> impl Strategy<Value = [f64; 2]> {
    let place = prop_oneof![4 => -3.0..3.0f64, 1 => prop::sample::select(vec![0.0, 1.0, -1.0, 0.5, 2.0, -0.0])];
    (place.clone(), place).prop_map(|(x, y)| [x, y])
}

fn close(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= CLOSE * (1.0 + scale.abs().max(a.abs()).max(b.abs()))
}

/// The numbers at a point, if they are tame there.
fn tame(numbers: impl Fn([f64; 2]) -> Vec<f64>, [x, y]: [f64; 2]) -> Option<Vec<f64>> {
    let here = numbers([x, y]);
    let near = [1e-12, -1e-12].map(|by| numbers([x + by * (1.0 + x.abs()), y - by * (1.0 + y.abs())]));
    let steady = |(i, a): (usize, &f64)| {
        a.is_finite() && a.abs() < 1e9 && near.iter().all(|near| (near[i] - a).abs() <= STEADY * (1.0 + a.abs()))
    };
    here.iter().enumerate().all(steady).then_some(here)
}

/// The value and the gradient by forward mode.
fn forward(program: &Program, point: [f64; 2]) -> Vec<f64> {
    let found = jacobian_by(FORWARD, program, &point);
    [found.values, found.rows.concat()].concat()
}

proptest! {
    #![proptest_config(cases(600))]

    #[test]
    fn gradients_agree(f in functions(), point in points()) {
        let program = program(&f);
        if let Some(expected) = tame(|point| forward(&program, point), point) {
            let mut tape = Tape::new(&program);
            tape.record(&point);
            let reverse = tape.backward(0).to_vec();
            let written = program.with_gradient().unwrap().eval(&point);
            let chosen = jacobian_by(REVERSE, &program, &point).rows.concat();
            let [mut value, mut by_x, mut by_y] = [[f64::NAN]; 3];
            gradient_columns(&program, &[&point[..1], &point[1..]], &mut [&mut value, &mut by_x, &mut by_y]);
            let columns = [by_x[0], by_y[0]];
            for i in 0..2 {
                let slope = expected[i + 1];
                let scale = expected[0];
                // Reverse mode alone may not see that there is a derivative; what it sees is right.
                for (way, found, must) in [
                    ("a tape", reverse[i], false),
                    ("a program", written[i + 1], false),
                    ("reverse mode", chosen[i], true),
                    ("columns", columns[i], true),
                ] {
                    prop_assert!(
                        close(found, slope, scale) || found.is_nan() && !must,
                        "{f} at {point:?}, by variable {i}: {way} {found:e}, forward mode {slope:e}"
                    );
                }
                let by_rules = Partial::new(&f, &variables()[i..=i], &variables()).unwrap().value(&point);
                if let Some(by_rules) = by_rules {
                    prop_assert!(
                        close(by_rules, slope, scale),
                        "{f} at {point:?}, by variable {i}: rules {by_rules:e}, forward mode {slope:e}"
                    );
                }
            }
        }
    }

    #[test]
    fn hessians_are_symmetric_and_those_of_the_rules(f in functions(), point in points(), v in points()) {
        let program = program(&f);
        let numbers = |point: [f64; 2]| {
            let found = hessian(&program, &point);
            [vec![found.value], found.gradient, found.hessian.concat()].concat()
        };
        if let Some(expected) = tame(numbers, point) {
            let [xx, xy, yx, yy] = [3, 4, 5, 6].map(|i| expected[i]);
            let scale = expected.iter().fold(0.0, |most: f64, n| most.max(n.abs()));
            prop_assert!(close(xy, yx, scale), "{f} at {point:?}: {xy:e} and {yx:e}");
            let product = hessian_vector(&program, &point, &v);
            for (found, row) in product.iter().zip([[xx, xy], [yx, yy]]) {
                let expected = row[0] * v[0] + row[1] * v[1];
                prop_assert!(
                    found.is_nan() || close(*found, expected, 3.0 * scale),
                    "{f} at {point:?} along {v:?}: {found:e}, not {expected:e}"
                );
            }
            let [x, y] = variables();
            for (by, expected) in [([&x, &x], xx), ([&x, &y], xy), ([&y, &y], yy)] {
                let by = by.map(Symbol::clone);
                let Ok(rules) = Partial::new(&f, &by, &variables()) else { continue };
                let of_rules = |point: [f64; 2]| vec![rules.value(&point).unwrap_or(f64::NAN)];
                if let Some(found) = tame(of_rules, point) {
                    prop_assert!(
                        close(found[0], expected, scale),
                        "{f} at {point:?} by {by:?}: rules {:e}, not {expected:e}", found[0]
                    );
                }
            }
        }
    }

    #[test]
    fn expansions_along_lines_are_gradients_and_hessians(f in functions(), point in points(), v in points()) {
        let program = program(&f);
        let numbers = |point: [f64; 2]| {
            let found = hessian(&program, &point);
            [vec![found.value], found.gradient, found.hessian.concat()].concat()
        };
        if let Some(n) = tame(numbers, point) {
            let along = taylor(&program, &point, &v, 2).derivatives();
            let scale = n.iter().fold(0.0, |most: f64, n| most.max(n.abs())) * 9.0;
            let first = n[1] * v[0] + n[2] * v[1];
            let second = n[3] * v[0] * v[0] + (n[4] + n[5]) * v[0] * v[1] + n[6] * v[1] * v[1];
            for (order, expected) in [(0, n[0]), (1, first), (2, second)] {
                if let Some(found) = along.get(order).copied().and_then(finite) {
                    prop_assert!(
                        close(found, expected, scale),
                        "{f} at {point:?} along {v:?}, order {order}: {found:e}, not {expected:e}"
                    );
                }
            }
        }
    }

    #[test]
    fn the_complex_step_agrees(f in functions(), point in points()) {
        let program = program(&f);
        if let Some(expected) = tame(|point| forward(&program, point), point) {
            let [x, y] = point;
            let along_x = |z: Complex| {
                let mut out = [z];
                program.run(&[z, Complex { re: y, im: 0.0 }], &mut Scratch::new(), &mut out);
                out[0]
            };
            let found = complex_step(along_x, x, 1e-30);
            prop_assert!(
                found.is_nan() || close(found, expected[1], expected[0]),
                "{f} at {point:?}: {found:e}, not {:e}", expected[1]
            );
        }
    }

    #[test]
    fn bounds_contain_values_and_gradients(f in functions(), [x, y] in points(), wide in 0.0..0.5f64) {
        let Ok(both) = program(&f).with_gradient() else { return Ok(()) };
        let boxes = [x, y].map(|at| Interval::new(at - wide, at + wide / 2.0));
        let mut out = [Interval::ENTIRE; 3];
        both.run(&boxes, &mut Scratch::new(), &mut out);
        for (bounds, value) in out.iter().zip(both.eval(&[x, y])) {
            let holds = if value.is_nan() { !bounds.is_defined() } else { bounds.contains(value) };
            prop_assert!(holds, "{f} at {:?} ± {wide}: {value:e} in {bounds:?}", [x, y]);
        }
    }
}
