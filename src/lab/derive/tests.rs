//! The desk as a list of actions.

use super::*;
use crate::symbolic::{Condition, print::Language};

#[test]
fn lines_are_revealed_one_by_one() {
    let mut lab = DeriveLab::new("sin(x^2)");
    assert!(lab.is_complete());
    lab.update(Action::Hide);
    let mut shown = vec![lab.shown()];
    while !lab.is_complete() {
        lab.update(Action::Reveal);
        shown.push(lab.shown());
    }
    assert_eq!(shown, [0, 1, 2, 3]);
    lab.update(Action::Reveal);
    assert!(lab.is_complete());
}

#[test]
fn a_link_comes_back_to_the_same_desk() {
    let mut lab = DeriveLab::new("sigmoid(w x + b)");
    lab.update(Action::By(Symbol::new("w")));
    lab.update(Action::Tangent(tangent::Action::MoveTo(-1.25)));
    lab.update(Action::Tangent(tangent::Action::Hold(Symbol::new("b"), 2.0)));
    lab.update(Action::Hide);
    let back = DeriveLab::from_query(&Query::parse(&lab.query().to_string()));
    assert_eq!(back.query(), lab.query());
    assert_eq!(back.work().unwrap().tangent.readings(), lab.work().unwrap().tangent.readings());
}

#[test]
fn examples_and_hostile_links_do_no_harm() {
    for f in EXAMPLES {
        assert!(DeriveLab::new(f).fault().is_none(), "{f}");
    }
    for query in ["f=", "f=((((", "f=x&x=NaN", "f=x&x=1e999", "f=x&lines=-1", "f=x&by=", "f=7", "f=x&by=%00", "lines=9"]
    {
        let lab = DeriveLab::from_query(&Query::parse(query));
        assert!(lab.shown() <= lab.steps(), "{query}");
    }
}

#[test]
fn typing_on_keeps_the_place() {
    let mut lab = DeriveLab::new("x^2");
    lab.update(Action::Tangent(tangent::Action::MoveTo(2.5)));
    lab.update(Action::Type("x^2 +".into()));
    assert_eq!(lab.fault().unwrap().at, Some(4..5));
    lab.update(Action::Type("x^2 + 1".into()));
    assert_eq!((lab.fault(), lab.work().unwrap().tangent.x()), (None, 2.5));
    lab.update(Action::Type("ln(-x)".into()));
    assert!(lab.work().unwrap().tangent.readings().value.is_some());
}

#[test]
fn another_method_and_more_detail_give_other_lines_with_the_same_answer() {
    let mut lab = DeriveLab::new("x^x");
    let offered = lab.work().unwrap().methods.clone();
    assert_eq!(offered, [Method::Usual, Method::Exponential, Method::Logarithmic]);
    let answer = |lab: &DeriveLab| lab.lines().last().unwrap().expr.to_string();
    let (usual, count) = (answer(&lab), lab.lines().len());
    lab.update(Action::Method(Method::Logarithmic));
    assert_eq!((answer(&lab), lab.method()), (usual.clone(), Method::Logarithmic));
    lab.update(Action::Detail(Detail::Full));
    assert!(lab.lines().len() > count && lab.method() == Method::Logarithmic);
    assert_eq!(answer(&lab), usual);
    // A method that is not offered changes nothing.
    lab.update(Action::Method(Method::Powers));
    assert_eq!(lab.method(), Method::Logarithmic);
}

#[test]
fn a_method_stays_while_it_fits_and_detail_stays_always() {
    let mut lab = DeriveLab::new("x^x");
    lab.update(Action::Method(Method::Logarithmic));
    lab.update(Action::Detail(Detail::Short));
    lab.update(Action::Type("x^(2x)".into()));
    assert_eq!((lab.method(), lab.detail()), (Method::Logarithmic, Detail::Short));
    lab.update(Action::Type("x^2".into()));
    assert_eq!((lab.method(), lab.detail()), (Method::Usual, Detail::Short));
    let back = DeriveLab::from_query(&Query::parse("f=x^x&method=logarithmic&detail=full&lines=1"));
    assert_eq!((back.method(), back.detail(), back.shown()), (Method::Logarithmic, Detail::Full, 1));
    assert_eq!(back.query().to_string(), "f=x^x&x=1&method=logarithmic&detail=full&lines=1");
    for query in ["f=x^2&method=logarithmic", "f=x^2&method=&detail=", "f=((&method=powers&detail=full"] {
        assert_eq!(DeriveLab::from_query(&Query::parse(query)).method(), Method::Usual, "{query}");
    }
}

#[test]
fn a_line_tells_its_rule_its_letters_and_where_it_holds() {
    let mut lab = DeriveLab::new("x |x|");
    let lines = lab.lines();
    assert!(lines[0].reason.is_none());
    let product = lines[1].reason.as_ref().unwrap();
    assert_eq!((product.name.as_str(), product.parts[0].len()), ("product rule", 2));
    let last = lines.last().unwrap();
    assert_eq!(last.conditions.iter().map(Condition::latex).collect::<Vec<_>>(), [r"x\neq 0"]);
    assert!(lines[1].conditions.is_empty() && lines[1].changes.len() == 2, "{:?}", lines[1]);
    lab.update(Action::Type("x^3".into()));
    assert!(lab.lines().iter().all(|line| line.conditions.is_empty()));
}

#[test]
fn another_variable_can_be_chosen_while_the_text_has_a_fault() {
    let mut lab = DeriveLab::new("a x");
    lab.update(Action::Type("a x +".into()));
    lab.update(Action::By(Symbol::new("a")));
    assert_eq!(lab.lines().last().unwrap().expr.to_string(), "x");
    assert!(lab.fault().is_some());
}

#[test]
fn names_and_variables_are_taken_from_the_text() {
    for (text, definition, derivative, by) in [
        ("x^2", r"f\left(x\right)=x^{2}", r"\frac{d f}{d x}", "x"),
        ("g(t) = t^2", r"g\left(t\right)=t^{2}", r"\frac{d g}{d t}", "t"),
        ("y = x^2", "y=x^{2}", r"\frac{d y}{d x}", "x"),
        ("d/db (x + b)", r"f\left(b,x\right)=x+b", r"\frac{\partial f}{\partial b}", "b"),
        ("f x", r"g\left(x,f\right)=fx", r"\frac{\partial g}{\partial x}", "x"),
    ] {
        let lab = DeriveLab::new(text);
        let work = lab.work().unwrap_or_else(|| panic!("{text}: {:?}", lab.fault()));
        assert_eq!((work.definition().as_str(), work.derivative_name().as_str()), (definition, derivative), "{text}");
        assert_eq!(work.tangent.by().name(), by, "{text}");
    }
    let mut lab = DeriveLab::new("d/db (x + b)");
    assert_eq!(lab.query().get("by"), None, "the text says it");
    lab.update(Action::By(Symbol::new("x")));
    assert_eq!(lab.query().get("by"), Some("x"));
}

#[test]
fn what_is_read_in_two_ways_is_remarked_on() {
    let mut lab = DeriveLab::new("1/2x + log x");
    let said: Vec<(Option<&str>, &str)> =
        lab.remarks().iter().map(|r| (r.part.as_deref(), r.sentence.as_str())).collect();
    assert_eq!(
        said,
        [
            (Some("1/2x"), "Read as (1/2)·x. Write 1/(2x) to divide by all of it."),
            (None, "log is read as the natural logarithm, ln. Write log10 or log2 for another base."),
        ]
    );
    lab.update(Action::Type("1/2x + log(".into()));
    assert!(lab.remarks().is_empty());
    for f in EXAMPLES {
        assert_eq!(DeriveLab::new(f).remarks(), [], "{f}");
    }
}

#[test]
fn lines_are_checked_one_at_a_time_as_far_as_they_are_shown() {
    let mut lab = DeriveLab::new("sin(x^2)");
    lab.update(Action::Hide);
    assert_eq!(lab.next_check(), None);
    lab.update(Action::Reveal);
    assert_eq!((lab.next_check(), lab.checked(1)), (Some(1), None));
    lab.update(Action::Check(1));
    let check = lab.checked(1).unwrap();
    assert_eq!(check.outcome, Outcome::Proved);
    assert!(check.sentence.starts_with("Checked by numbers at "), "{}", check.sentence);
    assert_eq!(lab.next_check(), None);
    lab.update(Action::RevealAll);
    assert_eq!(lab.next_check(), Some(2));
    for line in [0, 99, usize::MAX] {
        lab.update(Action::Check(line));
        assert_eq!(lab.checked(line), None);
    }
    // Other lines are not yet checked.
    lab.update(Action::Detail(Detail::Full));
    assert_eq!(lab.next_check(), Some(1));
}

#[test]
fn every_line_of_every_example_is_proved() {
    for f in EXAMPLES {
        let mut lab = DeriveLab::new(f);
        while let Some(line) = lab.next_check() {
            lab.update(Action::Check(line));
            assert_eq!(lab.checked(line).unwrap().outcome, Outcome::Proved, "{f}, line {line}");
        }
    }
}

#[test]
fn a_refuted_line_is_said_to_be_our_mistake() {
    let mut lab = DeriveLab::new("x^2");
    let step = &mut lab.work.as_mut().unwrap().derivation.steps[0];
    step.after = parse("3x").unwrap();
    lab.update(Action::Check(1));
    let check = lab.checked(1).unwrap();
    assert_eq!(check.outcome, Outcome::Refuted);
    assert!(check.sentence.starts_with("This line is wrong, and the mistake is ours. At x = "), "{}", check.sentence);
}

#[test]
fn it_can_be_taken_away_in_every_format() {
    let mut lab = DeriveLab::new("x |x|");
    let mut taken = |format| {
        lab.update(Action::Export(format));
        lab.export("https://example.org/derive/")
    };
    let latex = taken(Format::Latex);
    assert!(
        latex.starts_with("\\begin{align*}\n  \\frac{d}{d x}") && latex.contains(r"&& \text{product rule} \\"),
        "{latex}"
    );
    assert!(latex.contains(r"\quad\text{for } x\neq 0"), "{latex}");
    let text = taken(Format::Text);
    assert!(text.starts_with("d/dx(x*abs(x))\n= ") && text.contains("  for x ≠ 0"), "{text}");
    for language in Language::ALL {
        assert!(taken(Format::Code(language)).contains("df_dx"), "{language:?}");
    }
    let link = taken(Format::Link);
    assert_eq!(link, "https://example.org/derive/?f=x%20%7Cx%7C&x=1");
    assert_eq!(Format::all().count(), 8);
}
