//! `Problem`: what is asked, and what the answers are.

use super::{
    Finding, Kind, Level, Mistake, Picture, Skill,
    mistakes::{numeral, slipped},
    picture, screen, words,
};
use crate::{
    dice::Dice,
    plot::Role,
    symbolic::{Derivation, Expr, Rule, Step, Symbol, compare, differentiate, differentiate_in_turn, latex, simplify},
};

/// A problem: something given, and blanks to fill in.
///
/// The same kind and seed make the same problem on every machine, so that a link can hold one.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What kind it is of.
    pub kind: &'static Kind,
    /// From which it was made.
    pub seed: u64,
    /// In which form it is asked.
    pub form: Form,
    /// How hard it is, as its derivations say.
    pub level: Level,
    /// What answering it takes: the kind's skill first, then the others that the derivations use.
    pub skills: Vec<Skill>,
    /// What to do: `Differentiate`.
    pub task: String,
    /// What is given, in LaTeX, a line each.
    pub given: Vec<String>,
    /// The same in plain text.
    pub plain: Vec<String>,
    /// What is given as a picture.
    pub picture: Option<Picture>,
    /// What is to be filled in.
    pub blanks: Vec<Blank>,
}

/// A problem before it is screened.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub task: String,
    pub given: Vec<String>,
    pub plain: Vec<String>,
    pub blanks: Vec<Blank>,
}

/// Something to be filled in.
#[derive(Clone, Debug)]
pub struct Blank {
    /// What is asked for, in LaTeX: `f'(x)`.
    pub label: String,
    /// The same in plain text.
    pub name: String,
    /// The answer.
    pub answer: Expr,
    /// What the answer is of.
    pub source: Source,
    /// Abbreviations that an answer may use, with what they stand for: `s` for `σ(w·x)`.
    pub letters: Vec<(Symbol, Expr)>,
    /// Wrong answers beyond those of the scalar rules, with the mistakes that lead to them.
    pub slips: Vec<(Mistake, Expr)>,
    /// How it is worked out.
    pub work: Work,
    /// What there is to choose from, where nothing is to be typed.
    pub options: Vec<Choice>,
    /// What is said once it is right.
    pub remark: Vec<String>,
}

/// One of several answers to choose from.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The answer.
    pub formula: Expr,
    /// The line of a derivation that it is chosen by, where that is not the answer itself.
    pub line: Option<Expr>,
    /// Its graph, where that is to be chosen.
    pub picture: Option<Picture>,
    /// What choosing it means.
    pub meaning: Meaning,
}

impl Choice {
    /// A formula to choose.
    pub(super) fn new(formula: Expr, meaning: Meaning) -> Self {
        Self { formula, line: None, picture: None, meaning }
    }
}

/// What it means to choose an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// It is the right one.
    Right,
    /// A slip leads to it.
    Slip(Finding),
    /// It is not what was asked for, for this reason.
    Not(&'static str),
}

/// In which form a problem is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The answer is to be typed.
    #[default]
    Write,
    /// The answer is to be found among wrong ones, each of which a documented slip leads to.
    Pick,
    /// The line of a derivation is to be found at which a slip was made.
    WrongLine,
    /// The graph of the derivative is to be found among others.
    Graph,
    /// A line of a derivation is left out, and is to be found among wrong ones.
    MissingLine,
    /// A slope is to be read off a tangent.
    Slope,
    /// The parts that the rule takes are given, and their derivatives are to be typed before the whole.
    Steps,
}

impl Form {
    /// The name by which links refer to it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Write => "write",
            Self::Pick => "pick",
            Self::WrongLine => "wrong-line",
            Self::Graph => "graph",
            Self::MissingLine => "missing-line",
            Self::Slope => "slope",
            Self::Steps => "steps",
        }
    }

    /// Every form.
    pub const ALL: [Self; 7] =
        [Self::Write, Self::Pick, Self::WrongLine, Self::Graph, Self::MissingLine, Self::Slope, Self::Steps];

    /// The form of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }
}

/// What an answer is of, from which it can be worked out anew.
#[derive(Clone, Debug)]
pub enum Source {
    /// The derivative of a function by each of these in turn.
    Derivative {
        /// The function.
        of: Expr,
        /// The variables.
        by: Vec<Symbol>,
    },
    /// The same at a point.
    At {
        /// The function.
        of: Expr,
        /// The variables by which it is differentiated, if any.
        by: Vec<Symbol>,
        /// The values of the variables.
        point: Vec<(Symbol, Expr)>,
    },
    /// Where a step of a method leads.
    Step {
        /// The loss.
        of: Expr,
        /// The method.
        method: Method,
        /// The learning rate.
        rate: Expr,
        /// Where it starts.
        point: Vec<(Symbol, Expr)>,
        /// Which coordinate is asked for.
        component: usize,
    },
}

/// A method of descent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `x - α·∇f`
    Descent,
    /// `x - f′/f″`
    Newton,
}

/// How an answer is worked out.
#[derive(Clone, Debug)]
pub enum Work {
    /// By rules, line by line; for a second derivative, one derivation after the other.
    Derivations(Vec<Derivation>),
    /// By formulas in LaTeX, each with what is said of it; the answer follows them.
    Lines(Vec<(String, &'static str)>),
}

/// How many answers there are to choose from, and how long they may be.
const FEWEST_OPTIONS: usize = 3;
const MOST_OPTIONS: usize = 4;
const LONGEST_OPTION: usize = 60;

/// How many candidates are made before one is taken that the screen would refuse.
const CANDIDATES: u32 = 60;

impl Problem {
    /// The problem of a kind and a seed.
    ///
    /// Candidates are made until one passes the screen: nice to read and to type, defined where a learner would
    /// look, and such that no wrong rule gives the right answer and no two the same one.
    ///
    /// ```
    /// use gradus::practice::{Kind, Problem, Skill};
    /// let kind = Kind::from_id("chain-powers").unwrap();
    /// let problem = Problem::new(kind, 7);
    /// assert_eq!(problem.plain, Problem::new(kind, 7).plain);
    /// assert!(problem.skills.contains(&Skill::Chain));
    /// ```
    pub fn new(kind: &'static Kind, seed: u64) -> Self {
        Self::screened(kind, seed).unwrap_or_else(|draft| Self::from_draft(kind, seed, draft))
    }

    /// The problem of a kind and a seed if a candidate passes the screen; otherwise the last candidate.
    ///
    /// # Errors
    /// The last candidate, if none passes.
    pub(super) fn screened(kind: &'static Kind, seed: u64) -> Result<Self, Draft> {
        let mut dice = Dice::new(kind.id, seed);
        let mut last = None;
        for _ in 0..CANDIDATES {
            if let Some(draft) = kind.draft(&mut dice) {
                if screen::fault(kind, &draft.blanks).is_none() {
                    return Ok(Self::from_draft(kind, seed, draft));
                }
                last = Some(draft);
            }
        }
        Err(last.unwrap_or_else(|| Draft {
            task: String::new(),
            given: Vec::new(),
            plain: Vec::new(),
            blanks: Vec::new(),
        }))
    }

    /// The problem in another form, if it can be asked so: to be picked it takes one derivative by one variable, and two slips
    /// or more that lead to answers which differ.
    ///
    /// ```
    /// use gradus::practice::{Form, Kind, Meaning, Problem};
    /// let problem = Problem::new(Kind::from_id("product-trig").unwrap(), 3).in_form(Form::Pick);
    /// assert_eq!(problem.form, Form::Pick);
    /// assert_eq!(problem.blanks[0].options.iter().filter(|option| option.meaning == Meaning::Right).count(), 1);
    /// ```
    #[must_use]
    pub fn in_form(mut self, form: Form) -> Self {
        self.form = Form::Write;
        self.picture = None;
        for blank in &mut self.blanks {
            blank.options.clear();
            blank.remark.clear();
        }
        let dice = &mut Dice::new(form.id(), self.seed);
        match (form, self.blanks.as_mut_slice()) {
            (Form::Pick, [blank]) => {
                let options = blank.choices(dice);
                if options.len() >= FEWEST_OPTIONS {
                    blank.options = options;
                    self.form = form;
                    self.task = "Which one is the derivative?".into();
                }
            }
            (Form::WrongLine, [blank]) => {
                if let Some((lines, finding)) = blank.with_a_slip(dice) {
                    blank.options = lines;
                    blank.remark = finding.sentences();
                    self.form = form;
                    self.task = "Somebody differentiated this. Which is the first line that is wrong?".into();
                }
            }
            (Form::Graph, [blank]) => {
                if let Some((picture, options)) = blank.graphs(dice) {
                    blank.options = options;
                    self.picture = Some(picture);
                    self.form = form;
                    self.task = "Which graph shows the slope of this one?".into();
                }
            }
            (Form::MissingLine, [blank]) => {
                if let Some((before, options, after)) = blank.without_a_line(dice) {
                    let lines = before.into_iter().chain([r"\text{?}".to_owned()]).chain(after).enumerate();
                    let named = |i| if i == 0 { blank.label.as_str() } else { "" };
                    self.given.extend(lines.map(|(i, line)| format!("{}={line}", named(i))));
                    blank.options = options;
                    self.form = form;
                    self.task = "A line is missing. Which one?".into();
                }
            }
            (Form::Slope, [blank]) => {
                if let Some((picture, x, options)) = blank.slopes(dice) {
                    blank.options = options;
                    self.given.clear();
                    self.picture = Some(picture);
                    self.form = form;
                    self.task = format!("What is the slope at {x}? Read it off the tangent.");
                }
            }
            (Form::Steps, [blank]) => {
                if let Some((rule, parts, blanks)) = blank.in_steps() {
                    self.task = format!("Differentiate in steps, by the {}", rule.name());
                    self.given.push(parts);
                    self.plain.push(blanks.iter().map(|blank| blank.name.clone()).collect::<Vec<_>>().join(", "));
                    self.blanks.splice(0..0, blanks);
                    self.form = form;
                }
            }
            _ => {}
        }
        self
    }

    /// The learner's own function as a problem; nothing if it can't be differentiated, or does not depend on the variable.
    ///
    /// ```
    /// use gradus::{practice::{Problem, grade}, symbolic::{Symbol, parse}};
    /// let problem = Problem::own(&parse("x^3 sin(x)").unwrap(), &Symbol::new("x")).unwrap();
    /// assert!(grade(&problem.blanks[0], "3x^2 sin(x) + x^3 cos(x)").is_correct());
    /// ```
    pub fn own(f: &Expr, by: &Symbol) -> Option<Self> {
        let kind = Kind::own();
        let blank = Blank::derivative(&format!(r"\frac{{d f}}{{d {by}}}"), &format!("df/d{by}"), f, by)?;
        let draft = Draft {
            task: format!("Differentiate by {by}"),
            given: vec![latex(f)],
            plain: vec![f.to_string()],
            blanks: vec![blank],
        };
        Some(Self::from_draft(kind, 0, draft))
    }

    fn from_draft(kind: &'static Kind, seed: u64, draft: Draft) -> Self {
        let derivations = || draft.blanks.iter().flat_map(|blank| blank.work.derivations());
        let mut skills = vec![kind.skill];
        for skill in derivations().flat_map(Skill::used_by) {
            if !skills.contains(&skill) {
                skills.push(skill);
            }
        }
        let level = Level::of(&derivations().cloned().collect::<Vec<_>>());
        let Draft { task, given, plain, blanks } = draft;
        Self { kind, seed, form: Form::Write, level, skills, task, given, plain, picture: None, blanks }
    }

    /// The answers in LaTeX, each with the name of its blank: `f'(x)=2\,x`.
    pub fn answers(&self) -> Vec<String> {
        self.blanks.iter().map(|blank| format!("{}={}", blank.label, latex(&blank.answer))).collect()
    }

    /// Why a teacher would not ask it: it is ugly, hardly defined, or its answer can't tell one slip from another. Problems that
    /// are made pass; a learner's own function may not.
    pub fn fault(&self) -> Option<&'static str> {
        screen::fault(self.kind, &self.blanks)
    }

    /// Whether both ask for the same.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.kind == other.kind && self.plain == other.plain
    }
}

impl Blank {
    fn new(label: &str, name: &str, answer: Expr, source: Source, work: Work) -> Self {
        Self {
            label: label.into(),
            name: words::subscripted(name),
            answer,
            source,
            letters: Vec::new(),
            slips: Vec::new(),
            options: Vec::new(),
            remark: Vec::new(),
            work,
        }
    }

    /// The derivative of `f` by `by`; nothing if it would be too long to write.
    pub(super) fn derivative(label: &str, name: &str, f: &Expr, by: &Symbol) -> Option<Self> {
        let derivation = Derivation::new(f, by).ok()?;
        let source = Source::Derivative { of: f.clone(), by: vec![by.clone()] };
        Some(Self::new(label, name, derivation.answer(), source, Work::Derivations(vec![derivation])))
    }

    /// The derivative of `f` by one variable and then by another.
    pub(super) fn second(label: &str, name: &str, f: &Expr, first: &Symbol, then: &Symbol) -> Option<Self> {
        let one = Derivation::new(f, first).ok()?;
        let two = Derivation::new(&one.answer(), then).ok()?;
        let source = Source::Derivative { of: f.clone(), by: vec![first.clone(), then.clone()] };
        Some(Self::new(label, name, two.answer(), source, Work::Derivations(vec![one, two])))
    }

    /// The derivative of `f` by each of `by` in turn, at a point, as a number.
    pub(super) fn at(
        label: &str,
        name: &str,
        f: &Expr,
        by: &[Symbol],
        point: &[(Symbol, Expr)],
        lines: Vec<(String, &'static str)>,
    ) -> Option<Self> {
        let answer = at_point(&differentiate_in_turn(f, by).ok()?, point);
        let source = Source::At { of: f.clone(), by: by.to_vec(), point: point.to_vec() };
        Some(Self::new(label, name, answer, source, Work::Lines(lines)))
    }

    /// Where a step leads.
    pub(super) fn step(name: &str, source: Source, answer: Expr, lines: Vec<(String, &'static str)>) -> Self {
        Self::new(name, name, answer, source, Work::Lines(lines))
    }

    /// The answer written with abbreviations.
    pub(super) fn written(self, answer: Expr, letters: Vec<(Symbol, Expr)>) -> Self {
        Self { answer, letters, ..self }
    }

    /// A wrong answer that a documented mistake leads to, beyond those of the scalar rules.
    pub(super) fn with_slip(mut self, id: &str, wrong: Expr) -> Self {
        self.slips.extend(Mistake::from_id(id).map(|mistake| (mistake, wrong)));
        self
    }

    /// The answer among wrong ones, in a random order; empty where there are no slips to make.
    fn choices(&self, dice: &mut Dice) -> Vec<Choice> {
        let Source::Derivative { of, by } = &self.source else { return Vec::new() };
        let ([by], true) = (by.as_slice(), self.letters.is_empty()) else { return Vec::new() };
        let mut wrong = slipped(of, by);
        wrong.retain(|choice| choice.formula.to_string().chars().count() <= LONGEST_OPTION);
        let mut options = vec![Choice::new(self.answer.clone(), Meaning::Right)];
        for i in dice.order(wrong.len()) {
            if options.len() < MOST_OPTIONS
                && !options.iter().any(|other| compare(&other.formula, &wrong[i].formula).is_equal())
            {
                options.push(wrong[i].clone());
            }
        }
        dice.order(options.len()).into_iter().map(|i| options[i].clone()).collect()
    }

    /// The graph of the function, and graphs to choose from of which one is the derivative's; nothing where they could not be drawn
    /// and told apart.
    fn graphs(&self, dice: &mut Dice) -> Option<(Picture, Vec<Choice>)> {
        let Source::Derivative { of, by } = &self.source else { return None };
        let ([by], true) = (by.as_slice(), self.letters.is_empty()) else { return None };
        if of.symbols() != [by.clone()] || !self.answer.contains(by) {
            return None;
        }
        let window = picture::window(of, &self.answer, by)?;
        let mirrored = self.answer.substitute(by, &Expr::negate(Expr::symbol(by.name())));
        let mut wrong = vec![
            (of.clone(), "This is the graph itself. How high it is does not matter here, only how steep."),
            (Expr::negate(self.answer.clone()), "Upside down: where the graph rises, the slope is above the axis."),
            (mirrored, "From right to left: look where the graph is steepest, and where it is level."),
        ];
        wrong.extend(differentiate(&self.answer, by).ok().map(|second| (second, "This is the slope of the slope.")));
        let graph = |formula: Expr, meaning: Meaning| {
            let picture = Picture::new(Role::Derivative, &formula, by, window);
            Choice { picture: Some(picture), ..Choice::new(formula, meaning) }
        };
        let mut options = vec![graph(self.answer.clone(), Meaning::Right)];
        for i in dice.order(wrong.len()) {
            let (formula, why) = &wrong[i];
            if options.len() < MOST_OPTIONS
                && options.iter().all(|other| picture::look_different(&other.formula, formula, by, window))
            {
                options.push(graph(formula.clone(), Meaning::Not(why)));
            }
        }
        let enough = options.len() >= FEWEST_OPTIONS;
        let shuffled = dice.order(options.len()).into_iter().map(|i| options[i].clone()).collect();
        enough.then(|| (Picture::new(Role::Function, of, by, window), shuffled))
    }

    /// The rule that comes first, its parts in LaTeX, and blanks for their derivatives; nothing where it is no rule with two parts.
    fn in_steps(&self) -> Option<(Rule, String, Vec<Self>)> {
        let (Source::Derivative { of, by }, [derivation]) = (&self.source, self.work.derivations()) else {
            return None;
        };
        let ([by], [applied]) = (by.as_slice(), derivation.steps.first()?.applications.as_slice()) else { return None };
        let application = &applied.application;
        let [one, other] = application.parts.as_slice() else { return None };
        if applied.target != *of
            || !one.is.symbols().iter().chain(&other.is.symbols()).all(|x| x == by || x.name() == "u")
        {
            return None;
        }
        let of_part = |name: &str, part: &Expr, by: &Symbol| {
            let blank = Self::derivative(&format!(r"{name}'\left({by}\right)"), &format!("{name}'({by})"), part, by)?;
            part.contains(by).then_some(blank)
        };
        let written = |name: &str, by: &Symbol, part: &Expr| format!(r"{name}\left({by}\right)={}", latex(part));
        let (u, x) = (Symbol::new("u"), by);
        let (rule, names, first_by) = match application.rule {
            Rule::Chain => (Rule::Chain, ["g", "u"], &u),
            rule @ (Rule::Product | Rule::Quotient) => (rule, ["g", "h"], x),
            _ => return None,
        };
        let parts = format!("{},\\quad {}", written(names[0], first_by, &one.is), written(names[1], x, &other.is));
        Some((rule, parts, vec![of_part(names[0], &one.is, first_by)?, of_part(names[1], &other.is, x)?]))
    }

    /// The lines of a derivation in LaTeX with one left out: those before it, the options for it, and those after it; nothing where
    /// too few slips could have been made at one line.
    fn without_a_line(&self, dice: &mut Dice) -> Option<(Vec<String>, Vec<Choice>, Vec<String>)> {
        let (Source::Derivative { of, by }, [derivation]) = (&self.source, self.work.derivations()) else {
            return None;
        };
        let ([by], true) = (by.as_slice(), self.letters.is_empty()) else { return None };
        let lines: Vec<&Expr> = derivation.steps.iter().map(|step| &step.after).collect();
        let wrong = slipped(of, by);
        let slipped: Vec<(usize, Choice)> = wrong
            .into_iter()
            .filter_map(|choice| {
                let Meaning::Slip(finding) = choice.meaning else { return None };
                let (before, line) = slipped_line(derivation, &finding)?;
                Some((before.len(), Choice { line: Some(line), ..Choice::new(choice.formula, Meaning::Slip(finding)) }))
            })
            .collect();
        dice.order(lines.len()).into_iter().find_map(|at| {
            let right = Choice { line: Some(lines[at].clone()), ..Choice::new(self.answer.clone(), Meaning::Right) };
            let mut options = vec![right];
            let here: Vec<&Choice> = slipped.iter().filter(|(line, _)| *line == at).map(|(_, choice)| choice).collect();
            for i in dice.order(here.len()) {
                if options.len() < MOST_OPTIONS && options.iter().all(|other| other.line != here[i].line) {
                    options.push(here[i].clone());
                }
            }
            let shuffled: Vec<Choice> = dice.order(options.len()).into_iter().map(|i| options[i].clone()).collect();
            let written = |lines: &[&Expr]| lines.iter().map(|line| latex(line)).collect::<Vec<_>>();
            (options.len() >= FEWEST_OPTIONS).then(|| (written(&lines[..at]), shuffled, written(&lines[at + 1..])))
        })
    }

    /// The graph with a tangent at a whole number, where that is, and slopes to choose from; nothing where no slope can be read.
    fn slopes(&self, dice: &mut Dice) -> Option<(Picture, String, Vec<Choice>)> {
        let Source::Derivative { of, by } = &self.source else { return None };
        let [by] = by.as_slice() else { return None };
        if of.symbols() != [by.clone()] {
            return None;
        }
        let whole: Vec<i32> = (-3..=3).collect();
        let at = |e: &Expr, x: i32| at_point(e, &[(by.clone(), Expr::integer(i64::from(x)))]);
        let is_readable = |e: &Expr| {
            let value = constant(e);
            value.is_some_and(|value| value != 0.0 && value.abs() <= 6.0 && (2.0 * value).fract() == 0.0)
        };
        let x = dice
            .order(whole.len())
            .into_iter()
            .map(|i| whole[i])
            .find(|x| is_readable(&at(&self.answer, *x)) && picture::close_up(of, by, f64::from(*x)).is_some())?;
        let window = picture::close_up(of, by, f64::from(x))?;
        let slope = at(&self.answer, x);
        let wrong = [
            (simplify(&Expr::negate(slope.clone())), "The sign: does the tangent rise or fall from left to right?"),
            (
                simplify(&Expr::quotient(Expr::one(), slope.clone())),
                "That is the run over the rise; the slope is the rise over the run.",
            ),
            (
                at(of, x),
                "That is the height of the point. The slope is how much the tangent rises for one step to the right.",
            ),
        ];
        let mut options = vec![Choice::new(slope, Meaning::Right)];
        for (value, why) in wrong {
            let is_new = options.iter().all(|other| !compare(&other.formula, &value).is_equal());
            if is_new && constant(&value).is_some() && !screen::is_ugly(&value) {
                options.push(Choice::new(value, Meaning::Not(why)));
            }
        }
        let shuffled: Vec<Choice> = dice.order(options.len()).into_iter().map(|i| options[i].clone()).collect();
        let picture = Picture::new(Role::Function, of, by, window).with_tangent(f64::from(x));
        (options.len() >= FEWEST_OPTIONS)
            .then(|| (picture, format!("{by} = {}", words::number(f64::from(x), 3)), shuffled))
    }

    /// The lines of a derivation in which one slip was made, and that slip; nothing where the slips that there are leave too few
    /// lines to choose from. Which of the lines is the first wrong one is in their meanings.
    fn with_a_slip(&self, dice: &mut Dice) -> Option<(Vec<Choice>, Finding)> {
        let (Source::Derivative { of, by }, [derivation]) = (&self.source, self.work.derivations()) else {
            return None;
        };
        let ([by], true) = (by.as_slice(), self.letters.is_empty()) else { return None };
        let wrong = slipped(of, by);
        dice.order(wrong.len()).into_iter().find_map(|i| {
            let Choice { formula, meaning: Meaning::Slip(finding), .. } = &wrong[i] else { return None };
            let (before, slipped) = slipped_line(derivation, finding)?;
            let right = before.into_iter().map(|line| {
                Choice::new(line, Meaning::Not("This line follows from the one before it. The slip comes later."))
            });
            let is_last = slipped.to_string() == formula.to_string();
            let rest = (!is_last).then(|| {
                let why = "This line follows from the one before it. The slip came earlier.";
                Choice::new(formula.clone(), Meaning::Not(why))
            });
            let lines: Vec<Choice> = right.chain([Choice::new(slipped, Meaning::Right)]).chain(rest).collect();
            (lines.len() >= FEWEST_OPTIONS).then(|| (lines, finding.clone()))
        })
    }

    /// An expression with the abbreviations written out.
    pub(super) fn spelled_out(&self, e: &Expr) -> Expr {
        self.letters.iter().fold(e.clone(), |e, (letter, is)| e.substitute(letter, is))
    }

    /// The letters that an answer may use.
    pub(super) fn known(&self) -> Vec<Symbol> {
        let mut known = self.answer.symbols();
        match &self.source {
            Source::Derivative { of, by } => {
                known.extend(of.symbols());
                known.extend(by.iter().cloned());
            }
            Source::At { point, .. } | Source::Step { point, .. } => known.extend(point.iter().map(|(x, _)| x.clone())),
        }
        known.extend(self.letters.iter().flat_map(|(letter, is)| [vec![letter.clone()], is.symbols()].concat()));
        known.sort();
        known.dedup();
        known
    }

    /// Whether a number is asked for.
    pub fn is_numeric(&self) -> bool {
        !matches!(self.source, Source::Derivative { .. })
    }
}

/// The lines of a derivation up to the one where a slip is made, and that line with the slip in it; nothing where it can't be told
/// at which line the part is differentiated.
fn slipped_line(derivation: &Derivation, finding: &Finding) -> Option<(Vec<Expr>, Expr)> {
    let slip = finding.slips.first()?;
    if occurrences(&slip.part, &derivation.of) != 1 {
        return None;
    }
    let of_part = |step: &Step| step.applications.iter().filter(|applied| applied.target == slip.part).count();
    if derivation.steps.iter().map(of_part).sum::<usize>() != 1 {
        return None;
    }
    let at = derivation.steps.iter().position(|step| of_part(step) == 1)?;
    let step = derivation.steps.get(at)?;
    let applied = step.applications.iter().find(|applied| applied.target == slip.part)?;
    let line = step.after.with_part(applied.place_after.as_ref()?, slip.wrong.clone());
    let before = derivation.steps.iter().take(at).map(|step| step.after.clone()).collect();
    (line.to_string() != step.after.to_string()).then_some((before, line))
}

/// The tidy value of an expression in which letters are replaced by numbers.
pub(super) fn at_point(e: &Expr, point: &[(Symbol, Expr)]) -> Expr {
    simplify(&point.iter().fold(e.clone(), |e, (x, v)| e.substitute(x, v)))
}

/// The value of an expression without variables that is a rational number.
fn constant(e: &Expr) -> Option<f64> {
    numeral(e).map(|number| number.to_f64())
}

/// How often a part stands in an expression.
fn occurrences(part: &Expr, e: &Expr) -> usize {
    if e == part { 1 } else { e.children().iter().map(|child| occurrences(part, child)).sum() }
}

impl Work {
    /// The derivations, if it is done by such.
    pub fn derivations(&self) -> &[Derivation] {
        match self {
            Self::Derivations(all) => all,
            Self::Lines(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// What the screen says of candidates, kind by kind.
    #[test]
    fn the_screen_lets_enough_through() {
        let (mut poor, mut reasons, mut all, mut passed) = (Vec::new(), BTreeMap::new(), 0, 0);
        for kind in Kind::all() {
            let mut dice = Dice::new("screen", 5);
            let faults: Vec<Option<&str>> =
                (0..60).filter_map(|_| kind.draft(&mut dice)).map(|draft| screen::fault(kind, &draft.blanks)).collect();
            let fit = faults.iter().filter(|fault| fault.is_none()).count();
            (all, passed) = (all + faults.len(), passed + fit);
            let mut of_kind: BTreeMap<&str, usize> = BTreeMap::new();
            for fault in faults.into_iter().flatten() {
                *reasons.entry(fault).or_insert(0) += 1;
                *of_kind.entry(fault).or_insert(0) += 1;
            }
            if fit < 12 {
                poor.push(format!("{}: {fit} of 60, {of_kind:?}", kind.id));
            }
        }
        println!("{passed} of {all} candidates pass, {reasons:?}");
        assert!(poor.is_empty(), "{}", poor.join("\n"));
    }
}
