//! The lab of the rules: places and steps in; stretches, strips and words out.

use super::*;
use crate::lab::Direction;
use crate::plot::Pace;
use crate::{lab::law, page::Page};
use proptest::prelude::*;

fn open(link: &str) -> ChainLab {
    ChainLab::from_query(&Query::parse(link)).unwrap()
}

#[test]
fn a_step_is_stretched_by_each_function() {
    let lab = open("f=sin(x^2)&x=1&dx=0.5");
    let What::Chain { stages, .. } = &lab.what else { unreachable!("a chain") };
    let rows = lab.rows(stages);
    assert_eq!((rows[1].value, rows[1].difference, rows[1].slope), (Some(1.0), Some(1.25), Some(2.0)));
    assert_eq!(rows[2].difference, Some(2.25f64.sin() - 1f64.sin()));
    assert!((rows[2].differential.unwrap() - 0.5 * 2.0 * 1f64.cos()).abs() < 1e-15);
    assert_eq!(
        lab.describe(),
        "At x = 1 the step dx = 0.5 becomes du = 1.25, then dy = −0.0633978. The slopes 2 and 0.540302 multiply to 1.0806, which \
         makes 0.540302 of it, off by 952.2 %."
    );
    assert_eq!(
        lab.lines(),
        [
            r"u=x^{2},\qquad \frac{du}{dx}=2x=2",
            r"y=\sin\left(u\right),\qquad \frac{dy}{du}=\cos\left(u\right)=0.540302",
            r"\frac{dy}{dx}=\frac{dy}{du}\cdot \frac{du}{dx}=0.540302\cdot 2=1.0806",
        ]
    );
}

#[test]
fn playing_makes_the_slopes_true() {
    let mut lab = open("f=exp(-x^2/2)&x=0.8&dx=-0.3");
    while lab.plays().unwrap().goes_on {
        lab.update(Action::Tick(0.1)).unwrap();
    }
    assert_eq!(lab.dx, -LEAST);
    let mut lab = open("f=2x&x=1&dx=0.3");
    assert!(lab.describe().ends_with("but for less than 0.1 %."), "{}", lab.describe());
    lab.update(Action::Set("dx".into(), 7.0)).unwrap();
    assert_eq!(lab.dx, GREATEST);
}

#[test]
fn the_area_grows_by_two_strips_and_a_corner() {
    let lab = open("rule=product&u=x^2&v=x%2B3&x=2&dx=0.5");
    assert_eq!(
        lab.describe(),
        "At x = 2 the sides are u = 4 and v = 5. The step dx = 0.5 changes the area by 14.375: the strips u·dv = 2 and v·du = \
         11.25, and the corner du·dv = 1.125. Beside dx the corner vanishes, and u·v changes at the rate 24."
    );
    assert!(lab.lines()[2].ends_with(r"=4\cdot 1+5\cdot 4=24"), "{}", lab.lines()[2]);
}

#[test]
fn what_the_floor_does_not_take_raises_the_quotient() {
    let lab = open("rule=quotient&u=x^2&v=x&x=2&dx=0.5");
    assert_eq!(
        lab.describe(),
        "At x = 2 the area u = 4 over the width v = 2 has the height q = 2. The step dx = 0.5 brings du = 2.25 of area; the wider \
         floor takes q·dv = 1 of it, and what is left raises q by 0.5. For small steps q changes at the rate 1."
    );
    assert!(lab.lines()[2].ends_with(r"\frac{2\cdot 4-4\cdot 1}{2^2}=1"), "{}", lab.lines()[2]);
}

#[test]
fn the_end_of_the_step_is_dragged_on_a_picture_that_stays() {
    let mut lab = open("f=x^2&x=1&dx=0.4");
    let before = lab.viewport(0, 400.0, 300.0);
    lab.update(Action::Drag("dx".into(), (0.1, 0.0))).unwrap();
    assert_eq!((lab.dx, lab.viewport(0, 400.0, 300.0)), (0.1, before));
    lab.update(Action::Nudge("dx".into(), Direction::Right, Pace::Usual)).unwrap();
    assert!((lab.dx - 0.16).abs() < 1e-12);
    lab.update(Action::Drag("x".into(), (-2.0, 5.0))).unwrap();
    assert_eq!(lab.x, -2.0);
}

#[test]
fn rules_take_over_what_was_typed() {
    let mut lab = open("f=x^2&x=1");
    lab.update(Action::Choose("rule".into(), "product".into())).unwrap();
    assert_eq!(lab.what.texts(), ["x^2", "x"]);
    lab.update(Action::Type("v".into(), "t^2".into())).unwrap_err();
    lab.update(Action::Type("v".into(), "7".into())).unwrap();
    lab.update(Action::Choose("rule".into(), "quotient".into())).unwrap();
    assert_eq!(lab.what.texts(), ["x^2", "7"]);
    let mut in_t = open("f=sin(t)");
    in_t.update(Action::Choose("rule".into(), "quotient".into())).unwrap();
    assert_eq!(in_t.rule_name(), "quotient");
}

#[test]
fn places_without_value_or_slope_are_told_of() {
    assert_eq!(open("f=ln(sqrt(x))&x=-1").describe(), "The function has no value at x = −1.");
    assert!(open("f=abs(x^3)&x=0").describe().contains("the function for y has no slope"));
    let lab = open("rule=quotient&u=1&v=sqrt(x)&x=1&dx=-1");
    assert_eq!(lab.describe(), "At x = 1 a step of dx = −1 leads to where there is no value.");
}

proptest! {
    #[test]
    fn nothing_panics_and_every_state_has_a_link(
        f in prop::sample::select(vec!["sin(x^2)", "ln(x)", "1/x", "abs(x)", "exp(exp(x))", "7", "sqrt(1-x^2)", "t^t"]),
        does in prop::collection::vec((0..8usize, -9.0..9.0f64), 0..10),
    ) {
        let mut lab = open(&format!("f={f}"));
        for (what, v) in does {
            let _ = lab.update(match what {
                0 => Action::Drag("x".into(), (v, v)),
                1 => Action::Drag("dx".into(), (v, v)),
                2 => Action::Set("dx".into(), v / 9.0),
                3 => Action::Choose("rule".into(), if v > 0.0 { "product" } else { "quotient" }.into()),
                4 => Action::Choose("rule".into(), "chain".into()),
                5 => Action::Type("v".into(), format!("x^{v:.0}")),
                6 => Action::Zoom(1, v, (v, v)),
                _ => Action::Tick(v.abs()),
            });
        }
        law::holds(&lab, Page::Chain);
        let again = open(&lab.query().to_string());
        prop_assert_eq!(again.describe(), lab.describe());
    }
}
