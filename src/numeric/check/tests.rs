//! Mistakes that people make, kinks at every distance, and the law that right is fine and wrong is not.

use proptest::prelude::*;

use super::*;

/// Smooth, with the gradient (cos x · e^y, sin x · e^y, 2z, 0.5).
fn f(p: &[f64]) -> f64 {
    p[0].sin() * p[1].exp() + p[2] * p[2] + 0.5 * p[3]
}

const POINT: [f64; 4] = [0.7, 0.3, 2.0, -1.0];

fn slopes() -> [f64; 4] {
    let [x, y, z, _] = POINT;
    [x.cos() * y.exp(), x.sin() * y.exp(), 2.0 * z, 0.5]
}

#[track_caller]
fn check(claimed: [f64; 4], finding: &Finding, words: &str) -> GradientCheck {
    let found = gradient(f, &POINT, &claimed);
    assert_eq!((&found.finding, found.to_string().as_str()), (finding, words));
    found
}

#[test]
fn the_mistakes_that_people_make() {
    let g = slopes();
    let all = || vec![0, 1, 2, 3];
    check(g, &Finding::Fine, "The gradient agrees with differences.");
    for (factor, words) in [
        (2.0, "Components 1, 2, 3 and 4 are 2 times what they should be."),
        (-1.0, "Components 1, 2, 3 and 4 have the wrong sign."),
        (0.25, "Components 1, 2, 3 and 4 are 1/4 of what they should be."),
        (-1.0 / 3.0, "Components 1, 2, 3 and 4 are -1/3 of what they should be."),
    ] {
        let found = check(g.map(|c| factor * c), &Finding::Factor { factor, places: all() }, words);
        assert!(found.components.iter().all(|c| c.verdict == Verdict::Factor(factor)));
    }
    let found = gradient(f, &POINT, &g.map(|c| 1.37 * c));
    let Finding::Factor { factor, .. } = found.finding else { panic!("{found}") };
    assert!((factor - 1.37).abs() < 1e-9);
    assert_eq!(found.to_string(), "Components 1, 2, 3 and 4 are 1.37 times what they should be.");
    let found = gradient(f, &POINT, &g.map(|c| c - 0.01));
    assert!(matches!(found.finding, Finding::Offset { offset, .. } if (offset + 0.01).abs() < 1e-9), "{found}");
    assert_eq!(found.to_string(), "Components 1, 2, 3 and 4 are all too small by 0.01.");
    let [a, b, c, d] = g;
    check(
        [a, 2.0 * b, c, d],
        &Finding::Factor { factor: 2.0, places: vec![1] },
        "Component 2 is 2 times what it should be.",
    );
    check(
        [a, -b, c, -d],
        &Finding::Factor { factor: -1.0, places: vec![1, 3] },
        "Components 2 and 4 have the wrong sign.",
    );
    check(
        [a, c, b, d],
        &Finding::Transposed { rows: 2, columns: 2 },
        "The numbers are right, but transposed: they belong in 2 rows of 2.",
    );
    check(
        [b, a, c, d],
        &Finding::Permuted { order: vec![1, 0, 2, 3] },
        "The numbers are right, but in another order: what stands at 1 belongs at 2, what stands at 2 belongs at 1.",
    );
    check([a, b, 1.1 * c + 0.3, d], &Finding::Wrong { places: vec![2] }, "Component 3 is wrong.");
    let found = check([a, 2.0 * b, c, -d], &Finding::Wrong { places: vec![1, 3] }, "Components 2 and 4 are wrong.");
    assert_eq!(found.components[1].verdict.to_string(), "This is 2 times what it should be.");
    assert_eq!(found.components[3].verdict.to_string(), "This has the wrong sign.");
    let found = gradient(f, &POINT, &[a, b * (1.0 + 1e-5), c * (1.0 - 2e-5), d]);
    assert_eq!((found.finding, found.components[1].verdict), (Finding::Close, Verdict::Close));
    let found = gradient(f, &POINT, &[a, b, c * 1.002, d]);
    assert_eq!(found.components[2].verdict, Verdict::Suspicious);
    check([0.0; 4], &Finding::Wrong { places: all() }, "Components 1, 2, 3 and 4 are wrong.");
    check([a, b, f64::NAN, d], &Finding::Wrong { places: vec![2] }, "Component 3 is wrong.");
    check([a, b, c, f64::INFINITY], &Finding::Wrong { places: vec![3] }, "Component 4 is wrong.");
    let found = gradient(f, &POINT, &[a, b]);
    assert_eq!(found.to_string(), "The gradient needs 4 components, and has 2.");
    assert_eq!(gradient(|_| 1.0, &[], &[]).finding, Finding::Fine);
}

#[test]
fn transposed_shapes() {
    // Rows of three: the true gradient of Σ k·w_k is (1, …, 6).
    let f = |w: &[f64]| w.iter().zip(1u8..).map(|(w, k)| w * f64::from(k)).sum();
    let found = gradient(f, &[0.5; 6], &[1.0, 4.0, 2.0, 5.0, 3.0, 6.0]);
    assert_eq!(found.finding, Finding::Transposed { rows: 2, columns: 3 });
    let found = gradient(f, &[0.5; 6], &[1.0, 3.0, 5.0, 2.0, 4.0, 6.0]);
    assert_eq!(found.finding, Finding::Transposed { rows: 3, columns: 2 });
}

/// What can't be told of a function of one variable, whatever is claimed.
#[track_caller]
fn check_doubt(f: fn(f64) -> f64, x: f64, expected: Option<Doubt>) {
    let component = gradient(|p| f(p[0]), &[x], &[0.75]).components[0];
    match (expected, component.verdict) {
        (None, verdict) => assert!(!matches!(verdict, Verdict::Unknown(_)), "{component:?}"),
        (Some(Doubt::Kink { left, right }), Verdict::Unknown(Doubt::Kink { left: l, right: r })) => {
            assert!((l - left).abs() + (r - right).abs() < 0.1, "{component:?}");
        }
        (Some(doubt), verdict) => assert_eq!(verdict, Verdict::Unknown(doubt)),
    }
}

#[test]
fn kinks_are_told_apart() {
    let corner = Some(Doubt::Kink { left: -1.0, right: 1.0 });
    check_doubt(f64::abs, 0.0, corner);
    check_doubt(f64::abs, 1e-12, corner);
    check_doubt(f64::abs, 1e-5, corner);
    check_doubt(|x| (x - 3.0).abs(), 3.0 - 3e-5, corner);
    check_doubt(|x| (x - 3.0).abs(), 3.0 - 3e-4, None);
    for i in 0..60 {
        // Wherever the kink is, nobody is called wrong for the slope at the point.
        let distance = 1e-6 * 1.25f64.powi(i);
        let at = |p: &[f64]| (p[0] - 1.0).abs() + p[0].exp();
        let component = gradient(at, &[1.0 - distance], &[(1.0 - distance).exp() - 1.0]).components[0];
        assert!(
            matches!(component.verdict, Verdict::Fine | Verdict::Close | Verdict::Unknown(_)),
            "{distance}: {component:?}"
        );
    }
    check_doubt(|x| x.max(0.0) + x.sin(), 0.0, Some(Doubt::Kink { left: 1.0, right: 2.0 }));
    check_doubt(f64::abs, 0.01, None);
    check_doubt(f64::abs, 0.3, None);
    check_doubt(|x| x.max(0.0), -0.02, None);
    check_doubt(|x| x * x.abs(), 0.0, None);
    check_doubt(|x| x.abs().powi(3) + x, 0.0, None);
    check_doubt(|x| (40.0 * x).sin(), 0.1, None);
    check_doubt(|x| 1e4 * x * x, 1e-4, None);
    check_doubt(|x| 1e6 + x, 1.0, None);
    check_doubt(f64::cbrt, 0.0, Some(Doubt::Steep));
    check_doubt(|x| x.abs().sqrt(), 0.0, Some(Doubt::Steep));
    check_doubt(|x| if x < 0.0 { 0.0 } else { 1.0 }, 0.0, Some(Doubt::Steep));
    check_doubt(f64::sqrt, 0.0, Some(Doubt::NoValue));
    check_doubt(f64::ln, -1.0, Some(Doubt::NoValue));
    check_doubt(f64::ln, 1e-6, None);
    check_doubt(|x| 1e18 + x, 1.0, Some(Doubt::Digits));
}

#[test]
fn what_is_unknown_is_left_out() {
    let f = |p: &[f64]| p[0].abs() + p[1] * p[1];
    let found = gradient(f, &[0.0, 1.0], &[0.0, 4.0]);
    assert_eq!(found.to_string(), "Component 2 is 2 times what it should be. Nothing can be told of component 1.");
    let found = gradient(f, &[0.0, 1.0], &[0.0, 2.0]);
    assert_eq!(found.to_string(), "The gradient agrees with differences. Nothing can be told of component 1.");
    let found = gradient(f, &[0.0, f64::NAN], &[0.0, 2.0]);
    assert_eq!(found.to_string(), "Differences can't tell at this point.");
    let kink = Doubt::Kink { left: -1.0, right: 1.0 }.to_string();
    assert_eq!(kink, "There is a kink here or very near: the slope is -1 on the left and 1 on the right.");
}

#[test]
fn zeros_are_fine() {
    // At a minimum, and a variable that does not matter.
    let f = |p: &[f64]| 5.0 + (p[0] - 1.0).powi(2) + 0.0 * p[1];
    assert_eq!(gradient(f, &[1.0, 3.0], &[0.0, 0.0]).finding, Finding::Fine);
    assert_eq!(gradient(f, &[1.0, 3.0], &[0.0, 0.1]).finding, Finding::Wrong { places: vec![1] });
}

proptest! {
    /// No gradient that is right is called wrong, and none that is off in one place is called fine.
    #[test]
    fn right_is_fine_and_wrong_is_not(
        weights in prop::collection::vec(-3.0..3.0f64, 1..6), seed in -2.0..2.0f64, place in 0usize..6, by in 1e-5..10.0f64
    ) {
        let point: Vec<f64> = (0..weights.len()).map(|i| seed + i as f64 / 3.0).collect();
        let f = |p: &[f64]| p.iter().zip(&weights).map(|(x, w)| w * (x + w * x * x).tanh()).sum::<f64>().exp();
        let slope = |(x, w): (&f64, &f64)| w * (1.0 + 2.0 * w * x) * (x + w * x * x).cosh().powi(-2) * f(&point);
        let mut claimed: Vec<f64> = point.iter().zip(&weights).map(slope).collect();
        let check = gradient(f, &point, &claimed);
        prop_assert!(matches!(check.finding, Finding::Fine | Finding::Unknown), "{check:?}");
        let place = place % weights.len();
        claimed[place] += by * (1.0 + claimed[place].abs()) * f(&point).max(1.0);
        let check = gradient(f, &point, &claimed);
        prop_assert!(!matches!(check.components[place].verdict, Verdict::Fine), "{check:?}");
    }
}
