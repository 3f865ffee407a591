//! The lab of backpropagation: steps and answers in; values, derivatives and words out.

use super::*;
use crate::{lab::law, page::Page};
use crate::{
    numeric::{Program, gradient},
    plot::Pace,
    symbolic::parse,
};
use proptest::prelude::*;

fn open(link: &str) -> BackpropLab {
    BackpropLab::from_query(&Query::parse(link)).unwrap()
}

fn press(lab: &mut BackpropLab, button: &str) {
    lab.update(Action::Press(button.into())).unwrap();
}

/// What is said of an answer for the derivative by what has this name.
#[track_caller]
fn check(link: &str, name: &str, answer: &str, expected: &str) {
    let mut lab = open(&format!("{link}&mode=derivatives"));
    let node = (0..lab.graph.nodes.len()).find(|&node| lab.name(node) == name).expect("a node of that name");
    let cell = Cell::Adjoint(node);
    lab.update(Action::Type(cell.id(), answer.into())).unwrap();
    assert_eq!(words::note(&lab, cell), expected, "{link} {name} {answer}");
}

#[test]
fn the_way_forward_and_back() {
    let mut lab = open("f=x*y%2Bsin(x)&at=2,3&step=0");
    let mut said = vec![lab.describe()];
    while lab.plays().unwrap().goes_on {
        press(&mut lab, "step");
        said.push(lab.describe());
    }
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(open("f=x*y&node=2").lines()[1], r"\frac{\partial f}{\partial f}=1");
}

#[test]
fn shares_are_added_where_something_is_used_twice() {
    let mut lab = open("f=x*y%2Bsin(x)&at=2,3&node=0");
    insta::assert_snapshot!(lab.lines().join("\n"), @r"
    x=2
    \frac{\partial v_{2}}{\partial x}=\cos\left(x\right)=-0.416147
    \frac{\partial v_{1}}{\partial x}=y=3
    \frac{\partial f}{\partial x}=\frac{\partial f}{\partial v_{2}}\frac{\partial v_{2}}{\partial x}+\frac{\partial f}{\partial v_{1}}\frac{\partial v_{1}}{\partial x}=1\cdot (-0.416147)+1\cdot 3=2.58385
    ");
    lab.update(Action::Set("at".into(), 7.0)).unwrap();
    lab.update(Action::Set("x:y".into(), 5.0)).unwrap();
    assert_eq!(lab.point, [2.0, 5.0]);
    assert_eq!(lab.adjoint_shown(0), Some(2f64.cos()));
}

#[test]
fn the_same_factor_twice_has_two_edges() {
    let lab = open("f=x*x&at=3");
    assert_eq!((lab.run.slopes.clone(), lab.run.adjoints.clone()), (vec![3.0, 3.0], vec![6.0, 1.0]));
    assert_eq!(open("f=x/x&at=4").run.slopes, [0.25, -0.25]);
    assert_eq!(open("f=x^x&at=1").run.adjoints[0], 1.0);
}

#[test]
fn what_is_not_chosen_gets_nothing() {
    assert_eq!(open("f=max(x,y)*z&at=4,1,3").run.adjoints[..2], [3.0, 0.0]);
    let cases = open("f=where(x < 0, ln(-x), x^2)&at=3");
    assert_eq!(cases.run.adjoints[0], 6.0);
    assert!(open("f=relu(x)&at=0").describe().contains("no slope"));
    assert!(open("f=ln(x)%2By&at=-1,2").describe().contains("none that can be shown"));
}

#[test]
fn slips_are_named() {
    const TWICE: &str = "f=(x%2By)*x&at=3,2";
    check(TWICE, "f", "1", "Right.");
    check(TWICE, "x", "8", "Right.");
    check(TWICE, "x", "8.01", "Right.");
    check(TWICE, "x", "8.2", "Close: give three digits.");
    check(TWICE, "x", "5", "That is what comes back from f alone. x is used 2 times, and the shares add up.");
    check(TWICE, "x", "-8", "The number is right but for its sign.");
    check(TWICE, "x", "100", "Not right, and I can’t tell which step went wrong.");
    check(
        TWICE,
        "v₁",
        "5",
        "The product f hands each factor the other one; here v₁ got itself. Or: That is the value of v₁; the derivative by \
         it is asked for.",
    );
    check(
        "f=3*sigmoid(x)&at=2",
        "x",
        "0.62",
        "The slope of v₁ is taken at its argument x; here it was taken at the value of v₁.",
    );
    check("f=x^3&at=2", "x", "24", "In the slope of the power f the exponent has to fall by one.");
    check("f=x^3&at=2", "x", "4", "In the slope of the power f the exponent comes down as a factor.");
    check("f=5*x^2&at=3", "x", "6", "That is the slope alone: it has to be multiplied by what comes from above.");
    check("f=5*x^2&at=3", "x", "5", "What stands at v₁ was handed on as it is: the slope ∂v₁/∂x is missing.");
    check("f=7*(2/x)&at=4", "x", "0.875", "The number is right but for its sign.");
}

#[test]
fn what_follows_from_a_wrong_answer_is_told_apart() {
    let mut lab = open("f=5*sin(x)&at=1&mode=derivatives");
    let v = lab.graph.nodes.iter().position(|node| node.name.to_string() == "v_1").unwrap();
    lab.update(Action::Type(Cell::Adjoint(v).id(), "4".into())).unwrap();
    let x = lab.cells().into_iter().find(|cell| matches!(cell, Cell::Adjoint(node) if lab.name(*node) == "x")).unwrap();
    lab.update(Action::Type(x.id(), "4*cos(1)".into())).unwrap();
    assert_eq!(lab.verdict(x), Some(Verdict::Follows(v)));
    lab.update(Action::Type(Cell::Adjoint(v).id(), "5".into())).unwrap();
    assert_eq!(lab.verdict(x), Some(Verdict::Wrong));
    assert!(lab.update(Action::Type(x.id(), "four".into())).is_err());
    lab.update(Action::Type(x.id(), " ".into())).unwrap();
    assert_eq!(lab.verdict(x), None);
}

#[test]
fn a_whole_worksheet() {
    let mut lab = open("f=(w*x-y)^2&at=2,3,1&mode=everything");
    for cell in lab.cells() {
        let answer = match cell {
            Cell::Value(node) => lab.run.values[node],
            Cell::Adjoint(node) => lab.run.adjoints[node],
        };
        lab.update(Action::Type(cell.id(), answer.to_string())).unwrap();
    }
    assert_eq!(lab.describe(), "All 9 are right. f is 25, and one way back gives ∂f/∂w = 30, ∂f/∂x = 20, ∂f/∂y = −10.");
    assert!(open(&lab.query().to_string()).describe().starts_with("All 9 are right."));
}

#[test]
fn nodes_are_chosen_by_arrow_keys_and_by_hand() {
    let mut lab = open("f=x*y%2Bsin(x)&at=2,3&node=4");
    let last = lab.node;
    assert_eq!(lab.name(last), "f");
    lab.update(Action::Nudge("node".into(), Direction::Left, Pace::Usual)).unwrap();
    assert!(lab.node < last && lab.graph.nodes[lab.node].is_operation());
    lab.update(Action::Drag("node".into(), (9.0, 0.0))).unwrap();
    assert_eq!(lab.node, last);
    lab.update(Action::Nudge("node-upright".into(), Direction::Up, Pace::Usual)).unwrap();
    assert!(lab.node < last);
}

#[test]
fn what_cannot_be_drawn_is_told() {
    for (text, words) in [
        ("5", "This has no variable, so there is nothing to differentiate by."),
        ("a+b+c+d+g+h+k+l+m", "This has 9 variables; up to 8 are shown."),
        ("sin(", ""),
    ] {
        let error = Graph::read(text).unwrap_err();
        assert!(error == words || words.is_empty(), "{error}");
    }
    let long = (1..60).map(|n| format!("x^{n}")).collect::<Vec<_>>().join("+");
    assert!(Graph::read(&long).unwrap_err().ends_with("a graph of up to 48 is drawn."));
    let mut lab = open("f=x&at=7");
    assert_eq!(lab.describe(), "f is 7, and one way back gives ∂f/∂x = 1.");
    assert!(lab.update(Action::Type("f".into(), "2 +".into())).is_err());
    assert_eq!(lab.graph.text, "x");
}

#[test]
fn variables_keep_their_values_when_the_expression_changes() {
    let mut lab = open("f=a*b&at=7,8");
    lab.update(Action::Type("f".into(), "b^2+c".into())).unwrap();
    assert_eq!(lab.point, [8.0, 3.0]);
}

/// Expressions over x and y.
fn expression() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![Just("x".to_owned()), Just("y".to_owned()), (1..5).prop_map(|n: i32| n.to_string())];
    leaf.prop_recursive(4, 20, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone(), prop::sample::select(vec!["+", "-", "*", "/"]))
                .prop_map(|(a, b, sign)| format!("({a}){sign}({b})")),
            (inner.clone(), prop::sample::select(vec!["sin", "exp", "tanh", "relu", "sigmoid"]))
                .prop_map(|(a, f)| format!("{f}({a})")),
            inner.prop_map(|a| format!("({a})^2")),
        ]
    })
}

proptest! {
    #[test]
    fn the_way_back_gives_the_gradient(text in expression(), x in -2.0..2.0f64, y in -2.0..2.0f64) {
        let Ok(graph) = Graph::read(&text) else { return Ok(()) };
        let f = parse(&text).unwrap();
        let point: Vec<f64> = f.symbols().iter().map(|s| if s.name() == "x" { x } else { y }).collect();
        let run = graph.run(&point);
        let expected = gradient(&Program::new(std::slice::from_ref(&f), &f.symbols()).unwrap(), &point);
        for (node, adjoint) in graph.nodes.iter().zip(&run.adjoints) {
            let Some(i) = f.symbols().iter().position(|s| node.name.as_symbol() == Some(s)) else { continue };
            if !node.is_operation() && expected[i].is_finite() && adjoint.is_finite() {
                prop_assert!((adjoint - expected[i]).abs() <= 1e-9 * (1.0 + adjoint.abs()), "{} {}", text, node.name);
            }
        }
    }

    #[test]
    fn nothing_panics_and_every_state_has_a_link(
        text in expression(),
        does in prop::collection::vec((0..9usize, -60.0..60.0f64), 0..12),
    ) {
        let Ok(mut lab) = BackpropLab::from_query(&Query::new().with("f", &text)) else { return Ok(()) };
        for (what, v) in does {
            let cell = lab.cells().get(v.abs() as usize).map_or_else(|| "derivative0".into(), |cell| cell.id());
            lab.update(match what {
                0 => Action::Press("step".into()),
                1 => Action::Press("back".into()),
                2 => Action::Set("at".into(), v),
                3 => Action::Set("x:x".into(), v),
                4 => Action::Choose("mode".into(), if v > 0.0 { "derivatives" } else { "everything" }.into()),
                5 => Action::Type(cell, v.to_string()),
                6 => Action::Drag("node".into(), (v, v)),
                7 => Action::Nudge("node-upright".into(), Direction::Down, Pace::Usual),
                _ => Action::Tick(v),
            }).unwrap();
        }
        law::holds(&lab, Page::Backprop);
        let again = open(&lab.query().to_string());
        prop_assert_eq!(again.describe(), lab.describe());
    }
}
