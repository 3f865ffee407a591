//! Practice as a whole: every problem that is made, solved anew by numbers and judged with wrong rules.

use std::collections::{BTreeMap, HashSet};

use gradus::{
    numeric::{Program, finite},
    optimize::{Loss, Optimizer, Trajectory},
    practice::{
        Action, Advice, Blank, Finding, Form, Grade, Kind, Meaning, Method, Mode, Outcome, Problem, Progress, Session,
        Skill, Source, Ungraded, grade, hints, schedule,
    },
    symbolic::{Expr, Node, Proof, Symbol, compare, parse, prove},
};

/// How many seeds of each kind are tried; a longer run is `SEEDS=2000 cargo test --release --test practice`.
fn seeds(usual: u64) -> u64 {
    std::env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn problems(usual: u64) -> impl Iterator<Item = Problem> {
    let seeds = seeds(usual);
    Kind::all().flat_map(move |kind| (0..seeds).map(move |seed| Problem::new(kind, seed)))
}

fn kind(id: &str) -> &'static Kind {
    Kind::from_id(id).unwrap()
}

fn value(e: &Expr, at: &[(Symbol, f64)]) -> Option<f64> {
    let (names, point): (Vec<Symbol>, Vec<f64>) = at.iter().cloned().unzip();
    Program::new(std::slice::from_ref(e), &names).ok()?.eval(&point).first().copied().and_then(finite)
}

/// A derivative of any order by differences, in doubles: Richardson's extrapolation of central differences.
fn difference(f: &Expr, by: &[Symbol], at: &[(Symbol, f64)]) -> Option<f64> {
    let Some((x, rest)) = by.split_last() else { return value(f, at) };
    let central = |h: f64| {
        let moved = |by: f64| {
            let at: Vec<_> = at.iter().map(|(y, v)| (y.clone(), if x == y { v + by } else { *v })).collect();
            difference(f, rest, &at)
        };
        Some((moved(h)? - moved(-h)?) / (2.0 * h))
    };
    let h = if by.len() == 1 { 1e-3 } else { 8e-3 };
    let [wide, half, quarter] = [central(h)?, central(h / 2.0)?, central(h / 4.0)?];
    let (coarse, fine) = ((4.0 * half - wide) / 3.0, (4.0 * quarter - half) / 3.0);
    Some((16.0 * fine - coarse) / 15.0)
}

/// Whether numbers say that the answer is right, by none of the rules; nothing if there is no place to tell.
fn is_verified(blank: &Blank) -> Option<bool> {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-5 * (1.0 + a.abs().max(b.abs()));
    let exact = |point: &[(Symbol, Expr)]| -> Option<Vec<(Symbol, f64)>> {
        point.iter().map(|(x, v)| Some((x.clone(), value(v, &[])?))).collect()
    };
    match &blank.source {
        Source::Derivative { of, by } => {
            let answer = blank.letters.iter().fold(blank.answer.clone(), |e, (letter, is)| e.substitute(letter, is));
            let variables = Expr::sum([of.clone(), answer.clone()]).symbols();
            let mut told = None;
            for i in 0..8 {
                let at: Vec<_> = variables
                    .iter()
                    .enumerate()
                    .map(|(k, x)| (x.clone(), 0.53 + 0.05 * f64::from(i) + 0.37 * k as f64))
                    .collect();
                if let (Some(slope), Some(value)) = (difference(of, by, &at), value(&answer, &at)) {
                    // A kink within the differences says nothing.
                    told = Some(told.unwrap_or(true) && (close(slope, value) || has_kink(of)));
                }
            }
            told
        }
        Source::At { of, by, point } => Some(close(difference(of, by, &exact(point)?)?, value(&blank.answer, &[])?)),
        Source::Step { of, method, rate, point, component } => {
            let (names, start): (Vec<Symbol>, Vec<f64>) = exact(point)?.into_iter().unzip();
            let settings = match method {
                Method::Descent => BTreeMap::from([("lr".to_owned(), value(rate, &[])?)]),
                Method::Newton => BTreeMap::new(),
            };
            let name = if *method == Method::Descent { "gd" } else { "newton" };
            let optimizer = Optimizer::named(name, &settings).ok()?;
            let mut run = Trajectory::new(Loss::with_variables(of.clone(), &names).ok()?, optimizer, start);
            run.step();
            Some(close(*run.steps().first()?.after.get(*component)?, value(&blank.answer, &[])?))
        }
    }
}

fn has_kink(f: &Expr) -> bool {
    f.any(&|e| matches!(e.node(), Node::Apply(f, _) if f.row().kink_at_zero) || matches!(e.node(), Node::Extremum(..)))
}

/// Every kind: solved by numbers, and no wrong answer that is known of is right or told as two things.
#[test]
fn every_problem_is_verified_by_numbers_and_tells_slips_apart() {
    let (mut count, mut blanks, mut faults) = (0, 0, Vec::new());
    for problem in problems(12) {
        count += 1;
        if let Some(fault) = problem.fault() {
            faults.push(format!("{} {}: {}: {fault}", problem.kind.id, problem.seed, problem.plain.join("; ")));
        }
        for blank in &problem.blanks {
            blanks += 1;
            if is_verified(blank) != Some(true) {
                faults.push(format!("{} {}: {} = {}", problem.kind.id, problem.seed, blank.name, blank.answer));
            }
            for (mistake, wrong) in &blank.slips {
                if compare(wrong, &blank.answer).is_equal() {
                    faults.push(format!(
                        "{} {}: {} gives the right answer",
                        problem.kind.id,
                        problem.seed,
                        mistake.id()
                    ));
                }
            }
        }
    }
    println!("{count} problems of {} kinds, {blanks} blanks", Kind::all().count());
    assert!(faults.is_empty(), "{} of {blanks}\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn one_seed_makes_one_problem_and_many_seeds_make_many() {
    for kind in Kind::all() {
        let made: HashSet<String> = (0..60).map(|seed| Problem::new(kind, seed).plain.join("; ")).collect();
        println!("{}: {} different ones of 60", kind.id, made.len());
        assert!(made.len() >= 6, "{}: {} of 60", kind.id, made.len());
        assert_eq!(Problem::new(kind, 5).plain, Problem::new(kind, 5).plain);
    }
}

/// Links hold seeds: these must not change.
#[test]
fn seeds_keep_their_problems() {
    let line = |p: Problem| {
        let answers: Vec<String> = p.blanks.iter().map(|b| format!("{} = {}", b.name, b.answer)).collect();
        format!("{} (level {}): {}: {}\n    {}", p.kind.id, p.level, p.task, p.plain.join("; "), answers.join(", "))
    };
    let lines: Vec<String> = Kind::all().map(|kind| line(Problem::new(kind, 2024))).collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// The answer in other forms: turned round, expanded by a factor, moved by a term.
fn equivalent(blank: &Blank) -> Vec<Expr> {
    let answer = &blank.answer;
    let square = parse("7^2 + 1").unwrap();
    let mut forms = vec![
        answer.clone(),
        reversed(answer),
        Expr::quotient(Expr::product([answer.clone(), square.clone()]), square),
        Expr::sum([answer.clone(), Expr::integer(5), Expr::integer(-5)]),
        Expr::product([Expr::integer(2), Expr::quotient(answer.clone(), Expr::integer(2))]),
    ];
    // Lines in which nothing is left to do; of a second derivative, those of the second.
    if blank.letters.is_empty()
        && let Some(derivation) = blank.work.derivations().last()
    {
        forms.extend(derivation.lines().filter(|line| !line.is_pending()));
    }
    forms
}

/// Sums and products the other way round.
fn reversed(e: &Expr) -> Expr {
    let mut children: Vec<Expr> = e.children().iter().map(reversed).collect();
    if matches!(e.node(), Node::Sum(_) | Node::Product(_)) {
        children.reverse();
    }
    e.with_children(children)
}

#[test]
fn the_right_answer_is_right_in_every_form() {
    let (mut tried, mut refused) = (0, Vec::new());
    for problem in problems(6) {
        for blank in &problem.blanks {
            for (i, form) in equivalent(blank).into_iter().enumerate() {
                tried += 1;
                let label = if i % 2 == 0 { String::new() } else { format!("{} = ", blank.name) };
                let grade = grade(blank, &format!("{label}{form}"));
                if grade != Grade::Correct {
                    refused.push(format!("{label}{form} for {}: {grade:?}", problem.plain.join("; ")));
                }
            }
        }
    }
    println!("{tried} forms of the right answer, {} refused", refused.len());
    assert!(refused.is_empty(), "{} of {tried} refused\n{}", refused.len(), refused.join("\n"));
}

/// What a blank knows of as wrong is wrong, and named.
#[test]
fn slips_of_vectors_and_steps_are_named() {
    let (mut tried, mut missed) = (0, Vec::new());
    for problem in problems(6) {
        for blank in &problem.blanks {
            for (mistake, wrong) in &blank.slips {
                tried += 1;
                let grade = grade(blank, &wrong.to_string());
                let Grade::Wrong(wrong_answer) = &grade else {
                    missed.push(format!("{wrong} for {} of {} is {grade:?}", blank.name, problem.plain.join("; ")));
                    continue;
                };
                if !wrong_answer.findings.iter().flat_map(Finding::mistakes).any(|m| m == *mistake) {
                    missed.push(format!(
                        "{wrong} for {} of {} is not {}",
                        blank.name,
                        problem.plain.join("; "),
                        mistake.id()
                    ));
                }
            }
        }
    }
    println!("{tried} wrong answers");
    assert!(tried > 100 && missed.is_empty(), "{} of {tried}\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn answers_that_are_no_answers_cost_nothing() {
    for problem in problems(1) {
        for blank in &problem.blanks {
            for text in ["", "  ", "2x +", ")(", "\u{202e}", "ω_77 + 1", &"(".repeat(5000), "d/dx(x)"] {
                assert!(matches!(grade(blank, text), Grade::Ungraded(_)), "{text:.20} for {}", blank.name);
            }
        }
        if let ([blank], Source::Derivative { of, .. }) = (problem.blanks.as_slice(), &problem.blanks[0].source)
            && !problem.skills.contains(&Skill::Exponential)
            && blank.letters.is_empty()
        {
            let expected = Grade::Ungraded(Ungraded::QuestionRepeated);
            assert_eq!(grade(blank, &of.to_string()), expected, "{of}");
        }
    }
}

#[test]
fn hints_lead_to_the_answer() {
    for problem in problems(4) {
        let hints = hints(&problem);
        for hint in &hints {
            assert!(!hint.caption().is_empty() && !hint.advice.latex("red").is_empty(), "{}", problem.plain.join("; "));
        }
        let blank = problem.blanks.last().unwrap();
        match &hints.last().unwrap().advice {
            Advice::Answer(line) => {
                assert!(compare(&line.expr, &blank.answer).is_equal(), "{}", problem.plain.join("; "));
            }
            Advice::Value(latex) => assert!(latex.starts_with(&blank.label)),
            other => panic!("{other:?}"),
        }
    }
}

/// In steps: the derivatives of the parts, then the whole, each verified by numbers.
#[test]
fn the_steps_lead_to_the_whole() {
    let mut found = 0;
    for problem in problems(3) {
        let whole = problem.blanks[0].answer.clone();
        let problem = problem.in_form(Form::Steps);
        if problem.form != Form::Steps {
            continue;
        }
        found += 1;
        assert_eq!(problem.blanks.len(), 3, "{:?}", problem.plain);
        assert_eq!(problem.blanks[2].answer, whole);
        for blank in &problem.blanks {
            assert_ne!(is_verified(blank), Some(false), "{} of {:?}", blank.name, problem.plain);
            assert!(grade(blank, &blank.answer.to_string()).is_correct(), "{} of {:?}", blank.name, problem.plain);
        }
    }
    println!("{found} problems in steps");
    assert!(found > 40, "{found}");
}

/// The lines before the wrong one follow each from the one before, as numbers say; the wrong one doesn't.
#[test]
fn the_wrong_line_is_the_first_that_does_not_follow() {
    let (mut found, mut undecided) = (0, 0);
    for problem in problems(5) {
        let first = match (&problem.blanks[0].source, problem.blanks.len()) {
            (Source::Derivative { of, by }, 1) if by.len() == 1 => Expr::derivative(of.clone(), by[0].clone()),
            _ => continue,
        };
        let problem = problem.in_form(Form::WrongLine);
        if problem.form != Form::WrongLine {
            continue;
        }
        found += 1;
        let options = &problem.blanks[0].options;
        let lines: Vec<Expr> = [first].into_iter().chain(options.iter().map(|option| option.formula.clone())).collect();
        let wrong = options.iter().position(|option| option.meaning == Meaning::Right).unwrap();
        for (i, proof) in prove(&lines).iter().enumerate() {
            match proof {
                Proof::Refuted(_) => assert_eq!(i, wrong, "{lines:?}"),
                proof if proof.is_proved() => assert_ne!(i, wrong, "{lines:?}"),
                _ => undecided += 1,
            }
        }
    }
    println!("{found} derivations with a slip, {undecided} lines undecided");
    assert!(found > 60, "{found}");
}

fn fill(session: &mut Session, texts: &[String], now: u64) -> bool {
    for (i, text) in texts.iter().enumerate() {
        session.update(Action::Type(i, text.clone()), now);
    }
    session.update(Action::Submit, now).attempt.is_some()
}

fn answers(session: &Session) -> Vec<String> {
    let answer = |blank: &Blank| match blank.options.iter().position(|option| option.meaning == Meaning::Right) {
        Some(i) => (i + 1).to_string(),
        None => blank.answer.to_string(),
    };
    session.view().problem.blanks.iter().map(answer).collect()
}

/// To be picked: one right answer, and others that are wrong, all different, each with the slip that leads to it.
#[test]
fn one_of_the_options_is_right() {
    let (mut picked, mut options) = (0, 0);
    for problem in problems(6) {
        let problem = problem.in_form(Form::Pick);
        if problem.form != Form::Pick {
            continue;
        }
        picked += 1;
        let blank = &problem.blanks[0];
        for (i, option) in blank.options.iter().enumerate() {
            options += 1;
            let grade = grade(blank, &(i + 1).to_string());
            assert_eq!(
                grade.is_correct(),
                option.meaning == Meaning::Right,
                "{} for {}",
                option.formula,
                problem.plain.join("; ")
            );
            assert!(grade.is_correct() || grade.mistake().is_some());
            for other in &blank.options[i + 1..] {
                assert!(!compare(&option.formula, &other.formula).is_equal(), "{} twice", option.formula);
            }
        }
        for text in ["", "0", "9", "x"] {
            assert_eq!(grade(blank, text), Grade::Ungraded(Ungraded::NothingChosen));
        }
    }
    println!("{picked} problems to pick, {options} options");
    assert!(picked > 200);
}

/// A whole session, played by one who knows everything: everything opens up, and nothing is lost.
#[test]
fn a_session_of_a_hundred_problems() {
    let mut session = Session::new(Progress::new(), 7, 0);
    let mut seen = HashSet::new();
    for i in 0..100 {
        seen.insert(session.view().problem.kind.id);
        let right = answers(&session);
        assert!(fill(&mut session, &right, i), "{:?} for {:?}", right, session.view().problem.plain);
        assert!(session.view().over, "{:?} for {:?}", right, session.view().problem.plain);
        assert!(session.update(Action::Submit, i).attempt.is_none(), "a second press is no second try");
        session.update(Action::Next, i);
    }
    assert_eq!(session.progress.attempts().count(), 100);
    assert_eq!(session.progress.streak(), 100);
    assert!(seen.len() >= 30, "{} kinds", seen.len());
    assert_eq!(schedule::plan(&session.progress, 100).len(), Skill::ALL.len());
}

#[test]
fn a_wrong_answer_can_be_tried_again_and_counts_once() {
    let mut session = Session::new(Progress::new(), 3, 0);
    session.update(Action::Open { kind: kind("chain-trig"), seed: 11, form: Form::Write }, 0);
    assert!(fill(&mut session, &["x^77".into()], 1));
    assert!(!fill(&mut session, &["x^77".into()], 2), "the same again is no new try");
    assert!(!fill(&mut session, &["x^".into()], 3));
    let right = answers(&session);
    assert!(fill(&mut session, &right, 4));
    let outcomes: Vec<(Outcome, bool)> = session.progress.attempts().map(|a| (a.outcome, a.retry)).collect();
    assert_eq!(outcomes, [(Outcome::Wrong, false), (Outcome::Right, true)]);
    assert_eq!(session.progress.tally(Skill::Chain).total(), 1);
}

/// With several blanks, one that is empty leaves the whole ungraded, and one that is wrong makes it wrong.
#[test]
fn several_blanks_are_one_answer() {
    let mut session = Session::new(Progress::new(), 3, 0);
    session.update(Action::Open { kind: kind("gradient-two"), seed: 2, form: Form::Write }, 0);
    let right = answers(&session);
    assert!(!fill(&mut session, &[right[0].clone(), String::new()], 1));
    assert!(fill(&mut session, &[right[0].clone(), "77".into()], 2));
    let grades = session.view().feedback.unwrap().to_vec();
    assert!(grades[0].is_correct() && !grades[1].is_correct());
    assert!(fill(&mut session, &right, 3) && session.view().over);
}

#[test]
fn a_shown_answer_is_followed_by_a_fresh_one_of_its_kind() {
    let mut session = Session::new(Progress::new(), 5, 0);
    session.update(Action::Open { kind: kind("quotient-mixed"), seed: 4, form: Form::Write }, 0);
    let before = session.view().problem.plain.clone();
    session.update(Action::ShowAnswer, 1);
    session.update(Action::Next, 2);
    assert_eq!(session.view().problem.kind.id, "quotient-mixed");
    assert_ne!(session.view().problem.plain, before);
}

#[test]
fn a_diagnosis_is_kept_with_the_attempt() {
    let mut session = Session::new(Progress::new(), 5, 0);
    let (f, x) = (parse("sin(5x)").unwrap(), Symbol::new("x"));
    session.update(Action::Own(f, x, Form::Write), 0);
    assert!(fill(&mut session, &["cos(5x)".into()], 1));
    let attempt = session.progress.attempts().next().unwrap();
    assert_eq!((attempt.kind.as_str(), attempt.mistakes.as_slice()), ("own", &["H1".to_owned()][..]));
}

#[test]
fn practising_one_skill_stays_with_it() {
    let mut session = Session::new(Progress::new(), 9, 0);
    session.update(Action::Choose(Mode::Only(Skill::Hessian)), 0);
    for i in 0..6 {
        assert_eq!(session.view().problem.kind.skill, Skill::Hessian);
        session.update(Action::Next, i);
    }
}
