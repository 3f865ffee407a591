//! Lanes against `f64`, one value at a time.

use super::*;

/// How many units in the last place `value` is from `expected`; infinite where only one has a value.
fn units(value: f64, expected: f64) -> f64 {
    if value == expected || value.is_nan() && expected.is_nan() {
        return 0.0;
    }
    let unit = expected.abs().max(f64::MIN_POSITIVE) * f64::EPSILON;
    ((value - expected).abs() / unit).min(f64::INFINITY)
}

fn values(lanes: &Lanes) -> [f64; Lanes::WIDTH] {
    let mut values = [0.0; Lanes::WIDTH];
    lanes.store(&mut values);
    values
}

fn loaded(column: &[f64]) -> Lanes {
    written(|lanes| lanes.load(column))
}

/// Places of every size, and those at which something changes.
fn places() -> Vec<f64> {
    let mut places = vec![0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MIN_POSITIVE, 5e-324, f64::MAX];
    places.extend((0..200).map(|i| f64::from(i) * 0.25 * std::f64::consts::FRAC_PI_2));
    places.extend((1..60).map(|i| f64::from(i) * 16_127.0 * std::f64::consts::FRAC_PI_2));
    places.extend((0..4000).map(|i| f64::from(i) * 0.011_3));
    places.extend((-3100..3100).map(|i| 10f64.powf(f64::from(i) / 10.0)));
    places.extend([708.0, 709.7, 709.79, 710.5, 720.0, 744.0, 745.1, 746.5, 0.5_f64.ln(), 1.0 - 1e-16, 1.0 + 3e-16]);
    let negative: Vec<f64> = places.iter().map(|x| -x).collect();
    places.extend(negative);
    places
}

#[test]
fn close_to_scalars() {
    for f in Function::all() {
        let (mut worst, mut place) = (0.0, 0.0);
        for chunk in places().chunks(Lanes::WIDTH) {
            let found = loaded(chunk).apply(f);
            for (x, value) in chunk.iter().zip(values(&found)) {
                let apart = units(value, f.value(*x));
                if apart.is_nan() || apart > worst {
                    (worst, place) = (apart, *x);
                }
            }
        }
        assert!(worst <= 4.0, "{f:?} at {place:e}: {worst} units");
    }
}

#[test]
fn both_at_once_are_close_to_each() {
    for (f, g) in [
        (Function::Sin, Function::Cos),
        (Function::Cos, Function::Sin),
        (Function::Tanh, Function::Sech),
        (Function::Softplus, Function::Sigmoid),
    ] {
        for chunk in places().chunks(Lanes::WIDTH) {
            let [mut of_f, mut of_g] = [Lanes::splat(0.0); 2];
            if loaded(chunk).apply_both((f, &mut of_f), (g, &mut of_g)) {
                for (x, (a, b)) in chunk.iter().zip(values(&of_f).into_iter().zip(values(&of_g))) {
                    let apart = units(a, f.value(*x)).max(units(b, g.value(*x)));
                    assert!(apart <= 4.0, "{f:?} and {g:?} at {x:e}: {apart} units");
                }
            } else {
                assert!(chunk.iter().any(|x| x.abs() > 1e6), "{f:?} and {g:?}");
            }
        }
    }
}

#[test]
fn powers_are_those_of_scalars() {
    for n in -10..=10 {
        for chunk in places().chunks(Lanes::WIDTH) {
            let found = loaded(chunk).power_integer(n);
            for (x, value) in chunk.iter().zip(values(&found)) {
                assert_eq!(units(value, x.power_integer(n)), 0.0, "{x:e}^{n}: {value:e}");
            }
        }
    }
}

#[test]
fn pieces_maxima_and_minima_are_those_of_scalars() {
    const VALUES: [f64; 5] = [-1.5, 0.0, 2.0, f64::NAN, f64::INFINITY];
    for u in VALUES {
        for v in VALUES {
            let [a, b] = [u, v].map(|x| loaded(&[x]));
            let check = |lanes: Lanes, scalar: f64, what: &str| {
                assert_eq!(units(values(&lanes)[0], scalar), 0.0, "{what} of {u} and {v}: {}", values(&lanes)[0]);
            };
            check(Scalar::max(&a, &b), Scalar::max(&u, &v), "max");
            check(Scalar::min(&a, &b), Scalar::min(&u, &v), "min");
            check(Scalar::divide(&a, &b), u.divide(&v), "quotient");
            check(Scalar::power(&a, &b), u.power(&v), "power");
            for at_zero in [AtZero::Below, AtZero::Above, AtZero::Agreed] {
                check(a.piecewise(at_zero, &b, &a), u.piecewise(at_zero, &v, &u), "pieces");
            }
        }
    }
}
