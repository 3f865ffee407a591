//! Practice as a whole: every problem that is made, judged by its own derivation and by wrong rules.

use std::collections::HashSet;

use gradus::{
    numeric::Program,
    practice::{
        Action, Grade, Hint, Level, Mode, Outcome, Problem, Progress, Session, Skill, Ungraded, grade, hints, schedule,
    },
    symbolic::{Expr, Node, Rule, differentiate, parse},
};

/// How many seeds of each kind are tried; a longer run is `SEEDS=1000 cargo test --release --test practice`.
fn seeds(usual: u64) -> u64 {
    std::env::var("SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn problems(usual: u64) -> impl Iterator<Item = Problem> {
    let seeds = seeds(usual);
    let kinds = Skill::ALL.into_iter().flat_map(|skill| Level::all().map(move |level| (skill, level)));
    kinds.flat_map(move |(skill, level)| (0..seeds).map(move |seed| Problem::new(skill, level, seed)))
}

#[test]
fn every_problem_practises_its_rule() {
    for problem in problems(300) {
        let Problem { skill, f, answer, derivation, .. } = &problem;
        assert!(derivation.rules().contains(&skill.rule()), "{f} for the {skill}");
        assert_eq!(derivation.answer(), *answer);
        assert!(answer.to_string().len() <= 64, "{answer}");
        assert_ne!(answer, f);
    }
}

#[test]
fn one_seed_makes_one_problem_and_many_seeds_make_many() {
    for skill in Skill::ALL {
        for level in Level::all() {
            let made: HashSet<String> = (0..100).map(|seed| Problem::new(skill, level, seed).f.to_string()).collect();
            assert!(made.len() >= 35, "{skill}, level {level}: {} of 100", made.len());
            for seed in 0..5 {
                assert_eq!(Problem::new(skill, level, seed).f, Problem::new(skill, level, seed).f);
            }
        }
    }
}

/// Links hold seeds: these must not change.
#[test]
fn seeds_keep_their_problems() {
    let lines: Vec<String> = Skill::ALL
        .into_iter()
        .flat_map(|skill| Level::all().map(move |level| Problem::new(skill, level, 2024)))
        .map(|p| format!("{} {}: {}  ->  {}", p.skill.id(), p.level, p.f, p.answer))
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// The answer in other forms: untidied, turned round, expanded by a factor, moved by a term.
fn equivalent(problem: &Problem) -> Vec<Expr> {
    let answer = &problem.answer;
    let x = || Expr::from(problem.by.clone());
    let untidied = problem.derivation.lines().find(|line| !line.is_pending()).unwrap_or_else(|| answer.clone());
    let square = Expr::sum([Expr::power(x(), Expr::integer(2)), Expr::one()]);
    vec![
        untidied.clone(),
        reversed(answer),
        reversed(&untidied),
        Expr::quotient(Expr::product([answer.clone(), square.clone()]), square),
        Expr::sum([answer.clone(), x(), x().negate()]),
        Expr::product([Expr::integer(2), Expr::quotient(answer.clone(), Expr::integer(2))]),
    ]
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
    for problem in problems(10) {
        for (i, form) in [problem.answer.clone()].into_iter().chain(equivalent(&problem)).enumerate() {
            tried += 1;
            let text = format!("{}{form}", ["", "f'(x) = "][i % 2]);
            let grade = grade(&problem, &text);
            if grade != Grade::Correct {
                refused.push(format!("{text} for {}: {grade:?}", problem.f));
            }
        }
    }
    println!("{tried} forms of the right answer, {} refused", refused.len());
    assert!(refused.is_empty(), "{} of {tried} refused\n{}", refused.len(), refused.join("\n"));
}

/// What the documented slips make of a problem, where its outermost operation or its rule's first place allows them.
fn slips(problem: &Problem) -> Vec<(&'static str, Expr)> {
    let d = |e: &Expr| differentiate(e, &problem.by).unwrap();
    let (answer, two) = (&problem.answer, Expr::integer(2));
    let mut slips = vec![("the sign lost", answer.clone().negate())];
    match problem.f.node() {
        Node::Quotient([f, g]) if g.contains(&problem.by) => {
            let above = |sign: &dyn Fn(Expr) -> Expr| {
                Expr::sum([Expr::product([d(f), g.clone()]), sign(Expr::product([f.clone(), d(g)]))])
            };
            let squared = Expr::power(g.clone(), two);
            slips.push(("plus for minus", Expr::quotient(above(&|e| e), squared.clone())));
            slips.push(("not squared", Expr::quotient(above(&Expr::negate), g.clone())));
            slips.push((
                "divided by f²",
                Expr::quotient(above(&Expr::negate), Expr::power(f.clone(), Expr::integer(2))),
            ));
            slips.push(("f'/g'", Expr::quotient(d(f), d(g))));
        }
        Node::Product(factors) if factors.iter().all(|f| f.contains(&problem.by)) => {
            slips.push(("f'g'", Expr::product(factors.iter().map(d))));
            slips.push((
                "only one factor",
                Expr::product([d(&factors[0]), Expr::product(factors[1..].iter().cloned())]),
            ));
        }
        Node::Apply(_, inner) | Node::Power([_, inner] | [inner, _]) if inner.contains(&problem.by) => {
            slips.push(("inner derivative lost", Expr::quotient(answer.clone(), d(inner))));
        }
        _ => {}
    }
    if let Node::Power([inner, n]) = problem.f.node()
        && !n.contains(&problem.by)
    {
        slips.push(("inner derivative lost", Expr::quotient(answer.clone(), d(inner))));
        slips.push(("exponent not lowered", Expr::product([answer.clone(), inner.clone()])));
    }
    // Where a slip gives the right answer it is none.
    slips.retain(|(_, wrong)| values(wrong, problem).iter().zip(values(answer, problem)).any(|(w, a)| differ(*w, a)));
    slips
}

fn values(e: &Expr, problem: &Problem) -> Vec<f64> {
    let program = Program::new(std::slice::from_ref(e), std::slice::from_ref(&problem.by)).unwrap();
    (1..=12).flat_map(|i| program.eval(&[f64::from(i) / 4.0])).collect()
}

fn differ(a: f64, b: f64) -> bool {
    (a - b).abs() > 1e-6 * (1.0 + a.abs() + b.abs())
}

#[test]
fn a_wrong_answer_is_wrong_and_the_witness_shows_it() {
    let (mut tried, mut odd) = (0, Vec::new());
    for problem in problems(15) {
        for (slip, wrong) in slips(&problem) {
            tried += 1;
            match grade(&problem, &wrong.to_string()) {
                Grade::Wrong(judged) => {
                    let x = judged.witness.at.first().map_or(0.0, |(_, x)| *x);
                    let program =
                        Program::new(&[problem.answer.clone(), wrong.clone()], std::slice::from_ref(&problem.by));
                    let measured = program.unwrap().eval(&[x]);
                    for (said, measured) in [judged.witness.derivative, judged.witness.answer].iter().zip(&measured) {
                        assert!(said.is_none_or(|said| !differ(said, *measured)), "{wrong} for {}", problem.f);
                    }
                    let [derivative, answer] = [judged.witness.derivative, judged.witness.answer];
                    assert!(derivative != answer, "{wrong} for {}", problem.f);
                    let words = Grade::Wrong(judged).sentences();
                    let said: Vec<&str> =
                        words[0].split(" derivative is ").flat_map(|s| s.split(", your answer gives ")).collect();
                    assert!(said.len() != 3 || said[1] != said[2].trim_end_matches('.'), "{words:?}");
                }
                other => odd.push(format!("{slip}: {wrong} for {}: {other:?}", problem.f)),
            }
        }
    }
    println!("{tried} wrong answers, {} not called wrong", odd.len());
    assert!(tried > 500, "{tried}");
    assert!(odd.is_empty(), "{} of {tried}\n{}", odd.len(), odd.join("\n"));
}

#[test]
fn hints_end_in_the_answer() {
    for problem in problems(100) {
        let hints = hints(&problem);
        assert!(matches!(&hints[0], Hint::Rule { skill, .. } if *skill == problem.skill.rule()));
        assert!(matches!(&hints[1], Hint::Parts { rule, .. } if *rule == problem.skill.rule()), "{}", problem.f);
        assert!(
            matches!(hints.last(), Some(Hint::Answer(line)) if line.expr.to_string() == problem.answer.to_string())
        );
        let sentences: HashSet<String> = hints.iter().map(Hint::sentence).collect();
        assert_eq!(sentences.len(), hints.len(), "{}", problem.f);
        for hint in &hints {
            assert!(!hint.sentence().is_empty() && !hint.latex("red").is_empty());
            assert!(hint.rules().iter().all(|rule| Rule::from_id(rule.id()).is_some()));
        }
    }
}

fn hand_in(session: &mut Session, text: &str, now: u64) -> Option<Outcome> {
    session.update(Action::Type(text.to_owned()), now);
    let changed = session.update(Action::Submit, now);
    changed.attempt.map(|attempt| attempt.outcome)
}

#[test]
fn a_session() {
    let mut session = Session::new(Progress::new(), 1);
    let answer = session.view().problem.answer.to_string();

    // What can't be judged is no try.
    assert_eq!(hand_in(&mut session, "", 1), None);
    assert_eq!(hand_in(&mut session, "2*(x", 2), None);
    assert!(session.view().preview.is_err());
    assert!(matches!(session.view().feedback, Some(Grade::Ungraded(Ungraded::Unreadable(_)))));
    assert_eq!(hand_in(&mut session, "3t", 3), None);
    assert_eq!(session.progress.attempts().count(), 0);

    // A wrong one is; handing in the same again isn't another.
    assert_eq!(hand_in(&mut session, "x + 1000", 4), Some(Outcome::Wrong));
    assert_eq!(session.update(Action::Submit, 5).attempt, None);
    assert!(!session.view().over && session.view().answer.is_none());

    // A hint, then the right answer: a retry.
    let left = session.view().hints_left;
    assert!(session.update(Action::Hint, 6).view);
    assert_eq!((session.view().hints.len(), session.view().hints_left), (1, left - 1));
    assert_eq!(hand_in(&mut session, &answer, 7), Some(Outcome::Hinted));
    assert!(session.view().over && session.view().answer.is_some());
    let retries: Vec<bool> = session.progress.attempts().map(|a| a.retry).collect();
    assert_eq!(retries, [false, true]);

    // When it is over nothing more counts.
    for action in [Action::Submit, Action::Hint, Action::ShowAnswer, Action::Type("1".into())] {
        assert!(!session.update(action, 8).view);
    }
    let skill = session.view().problem.skill;
    assert_eq!(session.progress.tally(skill).wrong, 1);
    assert_eq!(session.progress.tally(skill).total(), 1);

    let changed = session.update(Action::Next, 9);
    assert!(changed.problem && session.view().text.is_empty() && !session.view().over);
}

#[test]
fn after_a_shown_answer_comes_a_fresh_one_of_the_kind() {
    let mut session = Session::new(Progress::new(), 3);
    let first = session.view().problem.clone();
    let shown = session.update(Action::ShowAnswer, 1).attempt.unwrap();
    assert_eq!((shown.outcome, shown.retry), (Outcome::Shown, false));
    assert_eq!(session.view().hints_left, 0);
    session.update(Action::Next, 2);
    let second = session.view().problem;
    assert_eq!((second.skill, second.level), (first.skill, first.level));
    assert_ne!(second.f, first.f);
    assert!(session.view().reason.starts_with("You saw the answer"));
}

#[test]
fn hints_to_the_end_are_a_shown_answer() {
    let mut session = Session::new(Progress::new(), 5);
    let outcomes: Vec<Outcome> =
        (0..20).filter_map(|now| session.update(Action::Hint, now).attempt).map(|a| a.outcome).collect();
    assert_eq!(outcomes, [Outcome::Shown]);
    assert!(session.view().over);
}

#[test]
fn a_link_opens_its_problem_and_a_skill_can_be_chosen() {
    let mut session = Session::new(Progress::new(), 7);
    session.update(Action::Open { skill: Skill::Quotient, level: Level::LAST, seed: 99 }, 0);
    assert_eq!(session.view().problem.f, Problem::new(Skill::Quotient, Level::LAST, 99).f);
    session.update(Action::Choose(Mode::Only(Skill::Chain)), 0);
    for now in 0..8 {
        assert_eq!(session.view().problem.skill, Skill::Chain);
        let answer = session.view().problem.answer.to_string();
        assert_eq!(hand_in(&mut session, &answer, now), Some(Outcome::Right));
        session.update(Action::Next, now);
    }
    assert_eq!(session.view().problem.level, Level::LAST);
    assert_eq!(session.progress.streak(), 8);
}

/// Whatever a learner does, in whatever order: no skill three times in a row when mixed, nothing recorded is lost.
#[test]
fn a_long_session() {
    let mut session = Session::new(Progress::new(), 11);
    let (mut skills, mut recorded, mut functions) = (Vec::new(), 0, Vec::new());
    for round in 0..300u64 {
        skills.push(session.view().problem.skill);
        functions.push(session.view().problem.f.clone());
        let answer = session.view().problem.answer.to_string();
        let actions = match round % 5 {
            0 => vec![Action::ShowAnswer],
            1 => vec![Action::Type("x^99".into()), Action::Submit, Action::ShowAnswer],
            2 => vec![Action::Hint, Action::Type(answer), Action::Submit],
            3 => vec![],
            _ => vec![Action::Type(answer), Action::Submit],
        };
        for action in actions.into_iter().chain([Action::Next]) {
            recorded += usize::from(session.update(action, 0).attempt.is_some());
        }
    }
    assert!(skills.windows(3).all(|three| three[0] != three[1] || three[1] != three[2]));
    let at_once = functions.windows(2).filter(|two| two[0] == two[1]).count();
    assert_eq!(at_once, 0);
    assert_eq!(session.progress.attempts().count(), recorded);
    assert_eq!(Progress::decode(&session.progress.encode()).unwrap(), session.progress);
}

#[test]
fn the_same_progress_and_seed_give_the_same_session() {
    let questions = |seed| -> Vec<String> {
        let mut session = Session::new(Progress::new(), seed);
        (0..10)
            .map(|now| {
                session.update(Action::Next, now);
                session.view().question
            })
            .collect()
    };
    assert_eq!(questions(1), questions(1));
    assert_ne!(questions(1), questions(2));
    assert_eq!(schedule::next(&Progress::new(), &[], 9), schedule::next(&Progress::new(), &[], 9));
}

#[test]
fn a_function_as_it_stands_reads_back() {
    for problem in problems(200) {
        assert_eq!(parse(&problem.f.to_string()).as_ref(), Ok(&problem.f), "{}", problem.f);
    }
}

/// Coming back to a problem by its link adds nothing to what it counted.
#[test]
fn a_problem_counts_once() {
    let mut session = Session::new(Progress::new(), 1);
    let open = Action::Open { skill: Skill::Chain, level: Level::FIRST, seed: 7 };
    session.update(open.clone(), 1);
    session.update(Action::ShowAnswer, 2);
    for now in 3..6 {
        session.update(open.clone(), now);
        let answer = session.view().problem.answer.to_string();
        session.update(Action::Type(answer), now);
        session.update(Action::Submit, now);
        assert!(session.view().over);
    }
    let tally = session.progress.tally(Skill::Chain);
    assert_eq!((tally.right, tally.shown), (0, 1));
}
