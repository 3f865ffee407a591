//! `Session`: practising, as a state machine that a page forwards to.

use super::{
    Attempt, Choice, Form, Grade, Hint, Kind, Mistake, Outcome, Problem, ProblemSet, Progress, Skill, Why, exercise,
    grade, hints, placement, schedule, standings, without_label,
};
use crate::dice::Dice;
use crate::symbolic::{Expr, ParseError, Symbol, latex, parse};

/// What is practised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Every skill, mixed.
    #[default]
    Mixed,
    /// One skill.
    Only(Skill),
}

/// What a learner does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Chooses what to practise; a problem of it follows.
    Choose(Mode),
    /// Follows a link to a problem.
    Open {
        /// What kind it is of.
        kind: &'static Kind,
        /// From which it is made.
        seed: u64,
        /// In which form it is asked.
        form: Form,
    },
    /// Begins the short exercise against a slip.
    Against(Mistake),
    /// Begins a placement: a few problems to pick answers for, which find out where the learner stands.
    Place,
    /// Begins a set with the problem of that number, from 1.
    Set(ProblemSet, usize),
    /// Takes a function of one's own as the problem, in a form if it can be asked so.
    Own(Expr, Symbol, Form),
    /// Changes what is being typed into a blank, to this text.
    Type(usize, String),
    /// Hands in the answer.
    Submit,
    /// Asks for the next hint.
    Hint,
    /// Asks for the answer.
    ShowAnswer,
    /// Goes on to the next problem.
    Next,
}

/// What an action has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// Whether there is something new to show.
    pub view: bool,
    /// Whether there is another problem than before.
    pub problem: bool,
    /// The attempt that was made, to be stored before the rest is shown. It is in [`Session::progress`] already.
    pub attempt: Option<Attempt>,
}

/// What there is to show.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// What is practised.
    pub mode: Mode,
    /// The problem.
    pub problem: &'a Problem,
    /// Why this problem now.
    pub reason: String,
    /// What has been typed into each blank.
    pub texts: &'a [String],
    /// What was said about the last answer, a grade for each blank.
    pub feedback: Option<&'a [Grade]>,
    /// The hints revealed so far.
    pub hints: &'a [Hint],
    /// How many there still are; the last one is the answer.
    pub hints_left: usize,
    /// The answers in LaTeX, once the problem is over.
    pub answers: Option<Vec<String>>,
    /// Whether the problem is over, answered or shown.
    pub over: bool,
}

/// A learner at work on one problem after another.
///
/// A wrong answer can be tried again. The first try that can be judged is what counts for the skill; those after it are
/// recorded as retries. After a shown answer a fresh problem of the kind comes as soon as it would not be the third of
/// its skill in a row. A slip that comes up twice brings a short exercise against it.
///
/// ```
/// use gradus::practice::{Action, Form, Kind, Progress, Session};
/// let mut session = Session::new(Progress::new(), 42, 0);
/// session.update(Action::Open { kind: Kind::from_id("chain-trig").unwrap(), seed: 1, form: Form::Write }, 0);
/// let answer = session.view().problem.blanks[0].answer.to_string();
/// session.update(Action::Type(0, answer), 0);
/// let changed = session.update(Action::Submit, 1_700_000_000_000);
/// assert!(changed.attempt.is_some() && session.view().over);
/// ```
#[derive(Clone, Debug)]
pub struct Session {
    /// Everything tried so far, here and before.
    pub progress: Progress,
    mode: Mode,
    dice: Dice,
    choice: Choice,
    problem: Problem,
    hints: Vec<Hint>,
    revealed: usize,
    texts: Vec<String>,
    judged: Option<Vec<String>>,
    feedback: Option<Vec<Grade>>,
    tried: bool,
    over: bool,
    /// The skills of the problems shown, the latest last.
    shown: Vec<Skill>,
    /// The latest problems, which should not come again at once.
    asked: Vec<Problem>,
    /// A kind whose answer was shown, of which a fresh one is due.
    due: Option<&'static Kind>,
    /// A slip against which there is an exercise, with how much of it is done.
    against: Option<(Mistake, u32)>,
    /// How many problems of a placement were given, while there is one.
    placing: Option<usize>,
    /// A set that is worked through.
    set: Option<Assigned>,
}

/// A set with its problems, and how many of them have been given.
#[derive(Clone, Debug)]
struct Assigned {
    set: ProblemSet,
    problems: Vec<Problem>,
    given: usize,
}

/// Of so many problems one is to be picked, in one a wrong line is to be found, in one a missing line, and in one something in a
/// picture; the others are to be written.
const CHANGES: u32 = 10;

/// How many problems are kept in mind so that they don't come again at once.
const REMEMBERED: usize = 12;

impl Session {
    /// A session that goes on from this progress, with mixed problems. The seed decides which ones; `now` is the time in
    /// milliseconds since 1970.
    pub fn new(progress: Progress, seed: u64, now: u64) -> Self {
        let latest: Vec<Skill> = progress
            .attempts()
            .rev()
            .filter(|attempt| !attempt.retry)
            .take(2)
            .filter_map(|attempt| Skill::from_id(&attempt.skill))
            .collect();
        let shown: Vec<Skill> = latest.into_iter().rev().collect();
        // Until the first problem is chosen, below.
        let choice = schedule::of_skill(&progress, Skill::Power, 0, Why::Asked);
        let mut session = Self {
            progress,
            mode: Mode::Mixed,
            problem: Problem::new(choice.kind, choice.seed),
            dice: Dice::new("session", seed),
            choice,
            hints: Vec::new(),
            revealed: 0,
            texts: Vec::new(),
            judged: None,
            feedback: None,
            tried: false,
            over: false,
            shown,
            asked: Vec::new(),
            due: None,
            against: None,
            placing: None,
            set: None,
        };
        let (choice, problem) = session.next_problem(now);
        session.begin(choice, problem);
        session
    }

    /// Carries out an action. `now` is the time in milliseconds since 1970.
    pub fn update(&mut self, action: Action, now: u64) -> Changed {
        match action {
            Action::Choose(mode) => {
                self.mode = mode;
                (self.due, self.against, self.set, self.placing) = (None, None, None, None);
                self.go_on(now)
            }
            Action::Open { kind, seed, form } => {
                let choice = Choice { kind, seed, why: Why::Linked };
                self.begin(choice, Problem::new(kind, seed).in_form(form))
            }
            Action::Against(mistake) => {
                self.against = Some((mistake, 0));
                self.go_on(now)
            }
            Action::Place => {
                (self.placing, self.set, self.against, self.due) = (Some(0), None, None, None);
                self.go_on(now)
            }
            Action::Set(set, number) => {
                let problems = set.problems();
                let given = number.clamp(1, problems.len().max(1)) - 1;
                self.set = Some(Assigned { set, problems, given });
                self.go_on(now)
            }
            Action::Own(f, by, form) => match Problem::own(&f, &by).map(|problem| problem.in_form(form)) {
                Some(problem) => {
                    let why = Why::Own { as_wanted: problem.form == form };
                    self.begin(Choice { kind: problem.kind, seed: 0, why }, problem)
                }
                None => Changed::default(),
            },
            Action::Type(blank, text) => self.write(blank, text),
            Action::Submit => self.submit(now),
            Action::Hint => self.hint(now),
            Action::ShowAnswer => self.show_answer(now),
            Action::Next => self.go_on(now),
        }
    }

    /// What there is to show.
    pub fn view(&self) -> View<'_> {
        View {
            mode: self.mode,
            problem: &self.problem,
            reason: self.outcome_of_set().unwrap_or_else(|| self.choice.reason()),
            texts: &self.texts,
            feedback: self.feedback.as_deref(),
            hints: self.hints.get(..self.revealed).unwrap_or(&self.hints),
            hints_left: self.hints.len() - self.revealed,
            answers: self.over.then(|| self.problem.answers()),
            over: self.over,
        }
    }

    /// The set that is worked through, and the number of the problem.
    pub fn set(&self) -> Option<(&ProblemSet, usize)> {
        let Why::Set { number, .. } = self.choice.why else { return None };
        self.set.as_ref().map(|assigned| (&assigned.set, number))
    }

    /// What came of the set, once its last problem is over.
    fn outcome_of_set(&self) -> Option<String> {
        let Why::Set { number, of } = self.choice.why else { return None };
        let problems = &self.set.as_ref().filter(|_| number == of && self.over)?.problems;
        let first = |problem: &Problem| {
            let is_of = |a: &&Attempt| !a.retry && a.kind == problem.kind.id && a.seed == problem.seed;
            self.progress.attempts().find(is_of).map(|attempt| attempt.outcome)
        };
        let outcomes: Vec<_> = problems.iter().map(first).collect();
        let count = |outcome| outcomes.iter().filter(|o| **o == Some(outcome)).count();
        Some(format!(
            "The set is done: {} of {of} right at the first try, {} with hints.",
            count(Outcome::Right),
            count(Outcome::Hinted)
        ))
    }

    /// What has been typed into a blank in LaTeX, or why it can't be read.
    ///
    /// # Errors
    /// If it is no formula.
    pub fn preview(&self, blank: usize) -> Result<String, ParseError> {
        let (Some(text), Some(blank)) = (self.texts.get(blank), self.problem.blanks.get(blank)) else {
            return Ok(String::new());
        };
        let (skipped, formula) = without_label(text, blank);
        match parse(formula) {
            Ok(e) => Ok(latex(&e)),
            Err(error) => Err(ParseError { at: error.at.start + skipped..error.at.end + skipped, ..error }),
        }
    }

    fn write(&mut self, blank: usize, text: String) -> Changed {
        match self.texts.get_mut(blank) {
            Some(old) if !self.over && *old != text => *old = text,
            _ => return Changed::default(),
        }
        if self.feedback.as_ref().is_some_and(|grades| grades.iter().any(|g| matches!(g, Grade::Ungraded(_)))) {
            self.feedback = None;
        }
        Changed { view: true, ..Changed::default() }
    }

    fn submit(&mut self, now: u64) -> Changed {
        // The same text handed in twice is one try.
        if self.over || self.judged.as_ref() == Some(&self.texts) {
            return Changed::default();
        }
        let grades: Vec<Grade> =
            self.problem.blanks.iter().zip(&self.texts).map(|(blank, text)| grade(blank, text)).collect();
        let outcome = if grades.iter().any(|g| matches!(g, Grade::Ungraded(_))) {
            None
        } else if grades.iter().any(Grade::is_wrong) {
            Some(Outcome::Wrong)
        } else if self.revealed > 0 {
            Some(Outcome::Hinted)
        } else {
            Some(Outcome::Right)
        };
        self.over = grades.iter().all(Grade::is_correct);
        self.judged = outcome.map(|_| self.texts.clone());
        let mistakes = grades.iter().filter_map(Grade::mistake).map(|m| m.id().to_owned()).collect();
        self.feedback = Some(grades);
        let attempt = outcome.map(|outcome| self.record(outcome, mistakes, now));
        Changed { view: true, attempt, ..Changed::default() }
    }

    /// Reveals the next hint. The last one is the answer, and asking for it is asking for the answer.
    fn hint(&mut self, now: u64) -> Changed {
        if self.over {
            return Changed::default();
        }
        if self.revealed + 1 >= self.hints.len() {
            return self.show_answer(now);
        }
        self.revealed += 1;
        Changed { view: true, ..Changed::default() }
    }

    fn show_answer(&mut self, now: u64) -> Changed {
        if self.over {
            return Changed::default();
        }
        self.revealed = self.hints.len();
        self.over = true;
        self.feedback = None;
        self.due = Some(self.problem.kind).filter(|kind| **kind != *Kind::own());
        Changed { view: true, attempt: Some(self.record(Outcome::Shown, Vec::new(), now)), ..Changed::default() }
    }

    fn record(&mut self, outcome: Outcome, mistakes: Vec<String>, now: u64) -> Attempt {
        let Problem { kind, level, seed, ref skills, .. } = self.problem;
        let uses = skills.iter().filter(|s| **s != kind.skill).map(|s| s.id().to_owned()).collect();
        // Who comes back to a problem by its link has tried it before.
        let known = |a: &Attempt| a.kind == kind.id && a.seed == seed && *kind != *Kind::own();
        let retry = std::mem::replace(&mut self.tried, true) || self.progress.attempts().any(known);
        let attempt = self.progress.record(Attempt {
            time: now,
            skill: kind.skill.id().to_owned(),
            kind: kind.id.to_owned(),
            level: level.number(),
            seed,
            outcome,
            retry,
            uses,
            mistakes,
        });
        self.against = self.against.or_else(|| self.repeated(&attempt).map(|mistake| (mistake, 0)));
        attempt
    }

    /// A slip of this attempt that has come up twice, or twice more, by now.
    fn repeated(&self, attempt: &Attempt) -> Option<Mistake> {
        let times = |id: &String| self.progress.attempts().filter(|a| a.mistakes.contains(id)).count();
        attempt.mistakes.iter().filter(|id| times(id).is_multiple_of(2)).find_map(|id| Mistake::from_id(id))
    }

    fn go_on(&mut self, now: u64) -> Changed {
        let (mut choice, mut problem) = self.next_problem(now);
        let in_set = |choice: &Choice| matches!(choice.why, Why::Set { .. });
        for _ in 0..5 {
            if in_set(&choice) || !self.asked.iter().any(|asked| asked.asks_the_same(&problem)) {
                break;
            }
            (choice, problem) = self.next_problem(now);
        }
        match choice.why {
            Why::Afresh => self.due = None,
            Why::Slip { mistake, done } => {
                self.against = Some((mistake, done + 1)).filter(|_| done + 1 < exercise::LENGTH);
            }
            Why::Set { number, .. } => {
                if let Some(assigned) = &mut self.set {
                    assigned.given = number;
                }
                return self.begin(choice, problem);
            }
            Why::Placing { number } => {
                self.placing = Some(number);
                return self.begin(choice, problem);
            }
            // There is no problem against it.
            _ => self.against = None,
        }
        (self.set, self.placing) = (None, None);
        self.begin(choice, problem)
    }

    fn next_problem(&mut self, now: u64) -> (Choice, Problem) {
        let seed = self.dice.seed();
        if let Some(Assigned { problems, given, .. }) = &self.set
            && let Some(problem) = problems.get(*given)
        {
            let why = Why::Set { number: given + 1, of: problems.len() };
            return (Choice { kind: problem.kind, seed: problem.seed, why }, problem.clone());
        }
        let to_place = self.placing.filter(|given| *given < placement::LONGEST);
        if let Some((given, skill)) =
            to_place.and_then(|given| Some((given, placement::placing(&standings(&self.progress, now))?)))
        {
            let choice = schedule::of_skill(&self.progress, skill, seed, Why::Placing { number: given + 1 });
            let problem = Problem::new(choice.kind, choice.seed).in_form(Form::Pick);
            return (choice, problem);
        }
        if let Some((choice, form)) = self.against.and_then(|(mistake, done)| exercise::against(mistake, done, seed)) {
            let problem = Problem::new(choice.kind, choice.seed).in_form(form);
            return (choice, problem);
        }
        let third = |skill: Skill| self.shown.len() >= 2 && self.shown.iter().rev().take(2).all(|s| *s == skill);
        let choice = match (self.due, self.mode) {
            (Some(kind), mode) if mode == Mode::Only(kind.skill) || !third(kind.skill) => {
                Choice { kind, seed, why: Why::Afresh }
            }
            (_, Mode::Mixed) => schedule::next(&self.progress, &self.shown, seed, now),
            (_, Mode::Only(skill)) => schedule::of_skill(&self.progress, skill, seed, Why::Asked),
        };
        // Help that fades: something new is recognised first, then done in steps, then written; later on, now and then for a
        // change.
        let evidence = if let Why::Mixed { standing, .. } = &choice.why { Some(standing.evidence) } else { None };
        let form = match (evidence, self.dice.below(CHANGES)) {
            _ if choice.why == Why::Afresh => Form::Write,
            (Some(0), _) | (_, 0) => Form::Pick,
            (Some(1), _) => Form::Steps,
            (_, 1) => Form::WrongLine,
            (_, 2) if seed.is_multiple_of(2) => Form::Graph,
            (_, 2) => Form::Slope,
            (_, 3) => Form::MissingLine,
            _ => Form::Write,
        };
        let problem = Problem::new(choice.kind, choice.seed).in_form(form);
        (choice, problem)
    }

    fn begin(&mut self, choice: Choice, problem: Problem) -> Changed {
        self.shown.push(choice.kind.skill);
        self.asked.push(problem.clone());
        keep_latest(&mut self.shown);
        keep_latest(&mut self.asked);
        self.hints = hints(&problem);
        self.texts = vec![String::new(); problem.blanks.len()];
        (self.choice, self.problem) = (choice, problem);
        (self.revealed, self.tried, self.over) = (0, false, false);
        (self.judged, self.feedback) = (None, None);
        Changed { view: true, problem: true, attempt: None }
    }
}

fn keep_latest<T>(list: &mut Vec<T>) {
    list.drain(..list.len().saturating_sub(REMEMBERED));
}
