//! The lab of functions: points and layers in, slopes and products out.

use super::*;
use crate::{lab::Direction, plot::Pace};
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> FunctionsLab {
    FunctionsLab::from_query(&Query::parse(link)).unwrap()
}

#[test]
fn the_product_is_that_of_the_layers() {
    let lab = open("f=sigmoid(x)&x=0&depth=10");
    let (mut a, mut product) = (0.0f64, 1.0);
    for _ in 0..10 {
        let s = 1.0 / (1.0 + (-a).exp());
        product *= s * (1.0 - s);
        a = s;
    }
    let last = *lab.layers(&lab.first).last().unwrap();
    assert!((last.product / product - 1.0).abs() < 1e-13);
    assert!(lab.describe().contains("f is 0.5 at 0, with the slope 0.25."), "{}", lab.describe());
    assert!(lab.describe().ends_with(": it vanishes."), "{}", lab.describe());
    // σ′ = 0.01 where σ = (1 ± √0.96)/2
    let border = ((1.0 + 0.96f64.sqrt()) / (1.0 - 0.96f64.sqrt())).ln();
    let expected = format!("It is nearly level below −{0} and above {0}.", figure(Some(border)));
    assert!(lab.describe().contains(&expected), "{} {expected}", lab.describe());
}

#[test]
fn what_is_off_lets_nothing_through() {
    let lab = open("f=relu(x)&g=leaky_relu(x)&x=-1&depth=10");
    let said = lab.describe();
    assert!(said.contains("It is nearly level below 0. Layer 2 has no slope at what it is given; through the 1 layer before it a slope is multiplied by 0: nothing comes through."), "{said}");
    assert!(
        said.contains("multiplied by 10⁻²⁰: it vanishes") || said.contains("multiplied by 1·10⁻²⁰: it vanishes"),
        "{said}"
    );
    let scene = lab.scene(2, lab.viewport(2, 500.0, 400.0));
    assert!(format!("{:?}", scene.marks()).contains("0 from here on"));
}

#[test]
fn weights_above_one_explode() {
    let mut lab = open("f=relu(x)&x=1&w=2");
    assert_eq!(lab.layers(&lab.first).last().unwrap().product, 1024.0);
    assert!(lab.describe().ends_with("a slope is multiplied by 1024: it explodes."), "{}", lab.describe());
    lab.update(Action::Set("w".into(), 0.0)).unwrap();
    assert_eq!(lab.layers(&lab.first).last().unwrap().product, 1.0);
    let far = open("f=exp(x)&x=1&depth=30");
    assert!(far.describe().contains("has no slope at what it is given; through the "), "{}", far.describe());
}

#[test]
fn functions_are_picked_typed_and_left_out() {
    let mut lab = open("f=sigmoid(x)&g=tanh(x)");
    lab.update(Action::Choose("pick-g".into(), "gelu(x)".into())).unwrap();
    assert_eq!(lab.second.as_ref().unwrap().text(), "gelu(x)");
    lab.update(Action::Type("g".into(), " ".into())).unwrap();
    assert!(lab.second.is_none());
    assert!(lab.update(Action::Type("f".into(), "x*y".into())).is_err());
    lab.update(Action::Set("x".into(), -2.0)).unwrap();
    lab.update(Action::Choose("pick-f".into(), "ln(x)".into())).unwrap();
    assert!(lab.first.value(lab.x).is_some(), "{}", lab.x);
    for (text, _) in PICKS.into_iter().filter(|pick| !pick.0.is_empty()) {
        lab.update(Action::Choose("pick-f".into(), text.into())).unwrap();
        assert!(format!("{:?}", lab.inputs()).contains(&format!("chosen: {text:?}")), "{text}");
    }
}

#[test]
fn dragging_and_arrow_keys_move_the_point() {
    let mut lab = open("f=tanh(x)&x=0");
    lab.update(Action::Drag("point".into(), (2.0, 0.3))).unwrap();
    lab.update(Action::Nudge("point".into(), Direction::Right, Pace::Usual)).unwrap();
    assert_eq!(lab.query().get("x"), Some("2.16"));
    let slope = 1.0 - 2.16f64.tanh().powi(2);
    assert!(lab.describe().contains(&format!("with the slope {}", figure(Some(slope)))));
}

#[test]
fn broken_links_open() {
    for link in ["x=a&w=-2&depth=0&from=1&to=1", "f=ln(x)&x=-1&depth=99999", "f=1/x&x=0&g=", "f=5&w=1e9"] {
        let lab = open(link);
        assert_eq!(open(&lab.query().to_string()).query(), lab.query(), "{link}");
        assert!(!lab.describe().contains("NaN"));
    }
}

proptest! {
    #[test]
    fn nothing_that_is_done_panics_and_every_state_has_a_link(
        f in prop::sample::select(vec!["sigmoid(x)", "ln(x)", "1/x", "exp(exp(x))", "tan(x)", "x^x", "0", "|x|"]),
        does in prop::collection::vec((0..7usize, -40.0..40.0f64), 0..8),
    ) {
        let mut lab = open(&format!("f={f}&g=elu(x)"));
        for (what, v) in does {
            lab.update(match what {
                0 => Action::Set("x".into(), v),
                1 => Action::Drag("point".into(), (v, v)),
                2 => Action::Set("w".into(), v / 40.0),
                3 => Action::Set("depth".into(), v),
                4 => Action::Zoom(0, v.exp(), (v, 0.0)),
                5 => Action::Pan(1, (v, v)),
                _ => Action::Choose("pick-f".into(), PICKS[v.abs() as usize % 10].0.into()),
            }).unwrap();
        }
        law::holds(&lab, Page::Functions);
    }
}
