//! The softmax lab: logits in; probabilities, Jacobian, loss and words out.

use super::*;
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> SoftmaxLab {
    SoftmaxLab::from_query(&Query::parse(link)).unwrap()
}

fn close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() <= 1e-14)
}

#[test]
fn known_values() {
    // worked out with 25 digits
    let lab = open("z=2,1,-1&target=2");
    assert!(close(&lab.probabilities(), &[0.705_384_512_698_241_2, 0.259_496_460_342_419_1, 0.035_119_026_959_339_72]));
    assert!((lab.loss() - 1.349_012_216_768_186_4).abs() < 1e-14);
    assert!(close(
        &lab.gradient(),
        &[0.705_384_512_698_241_2, 0.259_496_460_342_419_1 - 1.0, 0.035_119_026_959_339_72]
    ));
}

#[test]
fn the_jacobian_is_that_of_the_two_formulas() {
    let lab = open("z=2,1,-1,0.5&target=2&t=2.5");
    let (p, t) = (lab.probabilities(), lab.temperature);
    for (i, row) in lab.jacobian().iter().enumerate() {
        for (j, entry) in row.iter().enumerate() {
            let expected = if i == j { p[i] * (1.0 - p[i]) } else { -p[i] * p[j] } / t;
            assert!((entry - expected).abs() < 1e-15, "{i} {j}");
        }
    }
}

#[test]
fn pulling_a_logit() {
    let mut lab = open("z=0,0,0&target=1");
    lab.update(Action::Drag("z0".into(), (1.0, 3.0))).unwrap();
    assert_eq!(lab.query().to_string(), Query::parse("z=3,0,0&target=1").to_string());
    let e3 = 3f64.exp();
    assert!((lab.probabilities()[0] - e3 / (e3 + 2.0)).abs() < 1e-15);
    lab.update(Action::Nudge("z1".into(), Direction::Up, Pace::Coarse)).unwrap();
    assert_eq!(lab.logits[1], 1.2);
    lab.update(Action::Drag("cell".into(), (2.2, 1.4))).unwrap();
    assert_eq!(lab.cell, (2, 1));
    assert!(lab.lines()[1].starts_with(r"\frac{\partial p_3}{\partial z_2}=-p_3\,p_2="), "{}", lab.lines()[1]);
}

#[test]
fn what_overflows_is_told_of_and_computed_all_the_same() {
    let lab = open("z=1000,999,997&target=2");
    let small = open("z=3,2,0&target=2");
    assert!(close(&lab.probabilities(), &small.probabilities()));
    assert!(lab.describe().contains("∞/∞") && !small.describe().contains("∞/∞"));
    assert!(lab.lines()[4].ends_with(r"=1000+\ln 1.41767=1000.35"), "{}", lab.lines()[4]);
    let low = open("z=-1000,-999&target=1");
    assert!(low.describe().contains("0/0"));
    let far = open("z=1000000,-1000000&target=2&t=0.1");
    assert_eq!((far.probabilities(), far.loss()), (vec![1.0, 0.0], 2e7));
}

#[test]
fn classes_come_and_go() {
    let mut lab = open("z=1,2&target=2&cell=2,2");
    lab.update(Action::Press("fewer".into())).unwrap();
    assert_eq!(lab.count(), 2);
    for _ in 0..9 {
        lab.update(Action::Press("more".into())).unwrap();
    }
    assert_eq!(lab.count(), 6);
    lab.update(Action::Choose("target".into(), "6".into())).unwrap();
    lab.update(Action::Press("fewer".into())).unwrap();
    assert_eq!((lab.count(), lab.target), (5, 4));
}

#[test]
fn broken_links_open() {
    for link in ["z=", "z=a,b,inf&target=99&t=-1&cell=0,900", "z=1,2,3,4,5,6,7,8", "target=x&cell=1"] {
        let lab = open(link);
        assert_eq!(open(&lab.query().to_string()).query(), lab.query(), "{link}");
        assert!(!format!("{} {:?}", lab.describe(), lab.lines()).contains("NaN"), "{link}");
    }
}

proptest! {
    #[test]
    fn probabilities_sum_to_one_and_every_state_has_a_link(
        z in prop::collection::vec(-800.0..800.0f64, 2..=6),
        does in prop::collection::vec((0..6usize, -1e3..1e3f64), 0..8),
    ) {
        let text: Vec<String> = z.iter().map(f64::to_string).collect();
        let mut lab = open(&format!("z={}", text.join(",")));
        for (what, v) in does {
            lab.update(match what {
                0 => Action::Drag("z1".into(), (v, v)),
                1 => Action::Set("t".into(), v / 1e3),
                2 => Action::Press("more".into()),
                3 => Action::Press("fewer".into()),
                4 => Action::Drag("cell".into(), (v / 100.0, v / 100.0)),
                _ => Action::Set("z5".into(), v),
            }).unwrap();
        }
        prop_assert!((lab.probabilities().iter().sum::<f64>() - 1.0).abs() < 1e-12);
        prop_assert!(lab.gradient().iter().sum::<f64>().abs() < 1e-12);
        law::holds(&lab, Page::Softmax);
    }
}
