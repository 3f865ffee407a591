//! `Problem`: a function to differentiate, with its derivation.

use super::{Level, Skill, pattern, templates};
use crate::dice::Dice;
use crate::{
    numeric::Program,
    symbolic::{Derivation, Detail, Expr, Function, Method, Node, Symbol},
};

/// A function to differentiate, with the derivation that judges the answer and gives the hints.
///
/// The same skill, level and seed make the same problem on every machine, so that a link can hold one.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What it practises.
    pub skill: Skill,
    /// How hard it is.
    pub level: Level,
    /// From which it was made.
    pub seed: u64,
    /// The function.
    pub f: Expr,
    /// The variable by which it is to be differentiated.
    pub by: Symbol,
    /// The derivative, line by line.
    pub derivation: Derivation,
    /// The derivative: the last line.
    pub answer: Expr,
}

/// How many candidates are made before a plain problem is given instead.
const CANDIDATES: u32 = 40;

impl Problem {
    /// The problem of a skill, a level and a seed.
    ///
    /// Candidates are made from the [templates](super::templates) until one passes the screen: the skill's rule occurs
    /// in the derivation, the answer depends on x, differs from the question and is short, and both have values nearly
    /// everywhere between 0 and 3. After forty that don't, a plain problem of the skill is given.
    ///
    /// ```
    /// use gradus::practice::{Level, Problem, Skill};
    /// let problem = Problem::new(Skill::Chain, Level::FIRST, 7);
    /// let again = Problem::new(Skill::Chain, Level::FIRST, 7);
    /// assert_eq!(problem.f, again.f);
    /// assert!(problem.derivation.rules().contains(&Skill::Chain.rule()));
    /// ```
    pub fn new(skill: Skill, level: Level, seed: u64) -> Self {
        let mut dice = Dice::new(&format!("{}/{level}", skill.id()), seed);
        let templates = templates::of(skill, level);
        let candidate = |_| {
            let template = dice.choose(&templates)?;
            let f = pattern::make(template.pattern, &mut dice)?;
            Some(Self::about(f, skill, level, seed)).filter(Self::is_fit)
        };
        (0..CANDIDATES).find_map(candidate).unwrap_or_else(|| Self::about(plain(skill), skill, level, seed))
    }

    fn about(f: Expr, skill: Skill, level: Level, seed: u64) -> Self {
        let by = Symbol::new("x");
        // What a template makes is far below the limits; without lines it would be screened out.
        let derivation = Derivation::new(&f, &by).unwrap_or_else(|_| Derivation {
            of: f.clone(),
            by: by.clone(),
            method: Method::Usual,
            detail: Detail::Usual,
            steps: Vec::new(),
        });
        let answer = derivation.answer();
        Self { skill, level, seed, f, by, derivation, answer }
    }

    /// Whether a teacher would ask it.
    fn is_fit(&self) -> bool {
        self.derivation.rules().contains(&self.skill.rule())
            && self.answer.contains(&self.by)
            && !self.answer.is_pending()
            && self.answer != self.f
            && !is_ugly(&self.answer)
            && self.derivation.lines().all(|line| line.to_string().chars().count() <= LONGEST_LINE)
            && self.has_values()
    }

    /// Whether the function and its derivative have values at all but a few points between 0 and 3, and the derivative
    /// is no constant in disguise.
    fn has_values(&self) -> bool {
        let Ok(program) = Program::new(&[self.f.clone(), self.answer.clone()], std::slice::from_ref(&self.by)) else {
            return false;
        };
        let slopes: Vec<f64> = (1..=12)
            .map(|i| program.eval(&[f64::from(i) / 4.0]))
            .filter(|values| values.iter().all(|v| v.is_finite() && v.abs() < 1e9))
            .filter_map(|values| values.last().copied())
            .collect();
        let varies = slopes.windows(2).any(|two| (two[0] - two[1]).abs() > 1e-9 * two[0].abs());
        slopes.len() >= 9 && varies
    }
}

/// The most characters that an answer may take to type.
const LONGEST_ANSWER: usize = 64;

/// The most characters that a line of the derivation may have.
const LONGEST_LINE: usize = 120;

/// Whether nobody would like to read it: long, or with large numbers or squared roots in it.
fn is_ugly(e: &Expr) -> bool {
    let is_unpleasant = |e: &Expr| match e.node() {
        Node::Number(n) => {
            let (above, below) = (n.numerator().to_i64(), n.denominator().to_i64());
            above.is_none_or(|n| n.abs() > 500) || below.is_none_or(|n| n > 20)
        }
        // sqrt(u)^2 can't be tidied without a look at the sign of u.
        Node::Power([base, n]) => matches!(base.node(), Node::Apply(Function::Sqrt, _)) && n.as_number().is_some(),
        _ => false,
    };
    e.to_string().chars().count() > LONGEST_ANSWER || e.any(&is_unpleasant)
}

/// A function that always passes the screen.
fn plain(skill: Skill) -> Expr {
    let x = || Expr::symbol("x");
    let two_x = || Expr::product([Expr::integer(2), x()]);
    let above_one = || Expr::sum([x(), Expr::one()]);
    match skill {
        Skill::Power => Expr::power(x(), Expr::integer(3)),
        Skill::Chain => Expr::power(Expr::sum([two_x(), Expr::one()]), Expr::integer(3)),
        Skill::Product => Expr::product([x(), Expr::apply(Function::Sin, x())]),
        Skill::Quotient => Expr::quotient(x(), above_one()),
        Skill::Exponential => Expr::apply(Function::Exp, two_x()),
        Skill::Logarithmic => Expr::apply(Function::Ln, above_one()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_problems_pass_the_screen() {
        for skill in Skill::ALL {
            assert!(Problem::about(plain(skill), skill, Level::FIRST, 0).is_fit(), "{skill}");
        }
    }

    #[test]
    fn every_template_passes_the_screen_mostly() {
        let mut poor = Vec::new();
        for template in templates::all() {
            let mut dice = Dice::new("test", 5);
            let level = Level::new(template.level);
            let fit = (0..50)
                .filter_map(|_| pattern::make(template.pattern, &mut dice))
                .filter(|f| Problem::about(f.clone(), template.skill, level, 0).is_fit())
                .count();
            if fit < 30 {
                poor.push(format!("{fit} of 50: {}", template.pattern));
            }
        }
        assert!(poor.is_empty(), "{}", poor.join("\n"));
    }

    /// Steps to take and signs to write, on average.
    #[test]
    fn harder_levels_need_more() {
        let effort = |skill, level| -> u64 {
            let problems = (0..200).map(|seed| Problem::new(skill, level, seed));
            problems.map(|p| 3 * p.derivation.steps.len() as u64 + p.answer.size()).sum()
        };
        for skill in Skill::ALL {
            let efforts: Vec<u64> = Level::all().map(|level| effort(skill, level)).collect();
            assert!(efforts.windows(2).all(|two| two[0] < two[1]), "{skill}: {efforts:?}");
        }
    }

    #[test]
    fn the_plain_problem_is_never_needed() {
        for (skill, level, seed) in Skill::ALL
            .into_iter()
            .flat_map(|skill| Level::all().map(move |level| (skill, level)))
            .flat_map(|(skill, level)| (0..100).map(move |seed| (skill, level, seed)))
        {
            assert!(Problem::new(skill, level, seed).is_fit(), "{skill}, {level}, {seed}");
        }
    }
}
