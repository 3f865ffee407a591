//! `ProblemSet`: problems that a teacher puts together, the same ones for whoever follows the link.

use super::{Kind, Level, Problem, Skill};
use crate::{dice::Dice, query::Query};

/// Which problems, how many, how hard. The same set gives the same problems everywhere.
///
/// ```
/// use gradus::{practice::ProblemSet, query::Query};
/// let set = ProblemSet::from_query(&Query::parse("kinds=chain,product-trig&count=6&seed=4")).unwrap();
/// let problems = set.problems();
/// assert_eq!(problems.len(), 6);
/// assert_eq!(ProblemSet::from_query(&set.query()), Some(set));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemSet {
    /// The kinds, in the order of [`Kind::all`]; none twice.
    kinds: Vec<&'static Kind>,
    count: usize,
    level: Option<Level>,
    seed: u64,
}

/// How many problems a set may have.
pub const MOST_IN_SET: usize = 40;

/// How many seeds of a kind are looked at for a problem of the level that is wanted which is not there yet, and of how many kinds.
const LOOKED_AT: usize = 4;
const KINDS_LOOKED_AT: usize = 5;

impl Default for ProblemSet {
    /// Ten problems of the chain, product and quotient rule.
    fn default() -> Self {
        let kinds = [Skill::Chain, Skill::Product, Skill::Quotient].into_iter().flat_map(Kind::of).collect();
        Self { kinds, count: 10, level: None, seed: 1 }
    }
}

impl ProblemSet {
    /// The set of a link, if the link is one of a set: `kinds` lists kinds, and skills for all kinds of them. What it doesn't say,
    /// or says wrongly, is as in a new set.
    pub fn from_query(query: &Query) -> Option<Self> {
        let names: Vec<&str> = query.get("kinds")?.split(',').collect();
        let is_named = |kind: &&Kind| names.contains(&kind.id) || names.contains(&kind.skill.id());
        let new = Self::default();
        let number = |name: &str| query.get(name).and_then(|text| text.parse::<u64>().ok());
        Some(Self {
            kinds: Kind::all().filter(is_named).collect(),
            count: number("count")
                .map_or(new.count, |n| usize::try_from(n).unwrap_or(MOST_IN_SET))
                .clamp(1, MOST_IN_SET),
            level: number("level").map(|n| Level::new(u8::try_from(n).unwrap_or(u8::MAX))),
            seed: number("seed").unwrap_or(new.seed),
        })
    }

    /// What a link has to hold to lead to this set.
    pub fn query(&self) -> Query {
        let whole = |skill: Skill| Kind::of(skill).all(|kind| self.kinds.contains(&kind));
        let mut names: Vec<&str> = Vec::new();
        for kind in &self.kinds {
            let name = if whole(kind.skill) { kind.skill.id() } else { kind.id };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let query = Query::new().with("kinds", names.join(",")).with("count", self.count);
        let query = match self.level {
            Some(level) => query.with("level", level.number()),
            None => query,
        };
        query.with("seed", self.seed)
    }

    /// Whether it has problems of a kind.
    pub fn has(&self, kind: &Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The set with problems of a kind, or without.
    #[must_use]
    pub fn with_kind(mut self, kind: &'static Kind, has: bool) -> Self {
        self.kinds =
            Kind::all().filter(|other| if **other == *kind { has } else { self.kinds.contains(other) }).collect();
        self
    }

    /// How many problems.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The set with so many problems, or as many as there may be.
    #[must_use]
    pub fn with_count(self, count: usize) -> Self {
        Self { count: count.clamp(1, MOST_IN_SET), ..self }
    }

    /// How hard the problems are; of any level if nothing is said.
    pub const fn level(&self) -> Option<Level> {
        self.level
    }

    /// The set with problems of this level, or of any.
    #[must_use]
    pub fn with_level(self, level: Option<Level>) -> Self {
        Self { level, ..self }
    }

    /// From which the problems are made.
    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// The set made from another seed: other problems of the same kinds.
    #[must_use]
    pub fn with_seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// The problems: the kinds mixed, each as often as the others as far as they have problems of the level, none twice if there
    /// is another. Without kinds there are none.
    pub fn problems(&self) -> Vec<Problem> {
        let mut dice = Dice::new("set", self.seed);
        let mut problems: Vec<Problem> = Vec::new();
        let mut round: Vec<&'static Kind> = Vec::new();
        while problems.len() < self.count && !self.kinds.is_empty() {
            let mut best: Option<((bool, u8), Problem)> = None;
            for look in 0..KINDS_LOOKED_AT * LOOKED_AT {
                if round.is_empty() {
                    round = dice.order(self.kinds.len()).into_iter().map(|i| self.kinds[i]).collect();
                }
                let Some(kind) = round.last() else { break };
                let problem = Problem::new(kind, dice.seed());
                let fault = (problems.iter().any(|other| other.asks_the_same(&problem)), self.misses(&problem));
                if best.as_ref().is_none_or(|(least, _)| fault < *least) {
                    best = Some((fault, problem));
                }
                if fault == (false, 0) {
                    break;
                }
                if (look + 1) % LOOKED_AT == 0 {
                    round.pop();
                }
            }
            round.pop();
            problems.extend(best.map(|(_, problem)| problem));
        }
        problems
    }

    /// How far a problem is from the level.
    fn misses(&self, problem: &Problem) -> u8 {
        self.level.map_or(0, |level| problem.level.number().abs_diff(level.number()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practice::{Action, Progress, Session};

    fn set(query: &str) -> ProblemSet {
        ProblemSet::from_query(&Query::parse(query)).unwrap()
    }

    #[test]
    fn a_link_holds_a_set() {
        for (query, becomes) in [
            ("kinds=chain&count=5&seed=7", "kinds=chain&count=5&seed=7"),
            (
                "kinds=chain-trig,chain-powers&count=5&level=2&seed=7",
                "kinds=chain-powers,chain-trig&count=5&level=2&seed=7",
            ),
            ("kinds=nonsense,product", "kinds=product&count=10&seed=1"),
            ("kinds=", "kinds=&count=10&seed=1"),
            ("kinds=power&count=99999999999999999999&level=900&seed=-1", "kinds=power&count=10&level=3&seed=1"),
            ("kinds=power&count=0&level=x", "kinds=power&count=1&seed=1"),
            ("kinds=power&count=9999", "kinds=power&count=40&seed=1"),
        ] {
            let link = set(query).query();
            assert_eq!(link.to_string(), becomes);
            assert_eq!(ProblemSet::from_query(&link), Some(set(query)));
        }
        assert_eq!(ProblemSet::from_query(&Query::parse("kind=chain-trig&seed=5")), None);
    }

    #[test]
    fn the_kinds_are_mixed_and_nothing_is_asked_twice() {
        let set = set("kinds=chain,quotient,gradient&count=40&seed=3");
        let problems = set.problems();
        assert_eq!(problems.len(), 40);
        assert!(Kind::all().filter(|kind| set.has(kind)).all(|kind| problems.iter().any(|p| *p.kind == *kind)));
        for (i, one) in problems.iter().enumerate() {
            assert!(problems[i + 1..].iter().all(|other| !one.asks_the_same(other)), "{:?}", one.plain);
        }
        let plain = |set: &ProblemSet| set.problems().into_iter().map(|p| p.plain).collect::<Vec<_>>();
        assert_eq!(plain(&set), plain(&set));
        assert_ne!(plain(&set), plain(&set.clone().with_seed(4)));
        assert!(
            set.with_kind(Kind::from_id("chain-trig").unwrap(), false)
                .problems()
                .iter()
                .all(|p| p.kind.id != "chain-trig")
        );
        assert!(ProblemSet { kinds: Vec::new(), ..ProblemSet::default() }.problems().is_empty());
    }

    #[test]
    fn harder_sets_are_harder() {
        let mean = |level: u64| {
            let problems = set(&format!("kinds=product,quotient,chain&count=30&level={level}&seed=2")).problems();
            problems.iter().map(|p| f64::from(p.level.number())).sum::<f64>() / problems.len() as f64
        };
        assert!(mean(1) + 0.4 < mean(2) && mean(2) + 0.2 < mean(3), "{} {} {}", mean(1), mean(2), mean(3));
    }

    #[test]
    fn a_session_goes_through_a_set_and_sums_up() {
        let set = set("kinds=chain,product&count=3&seed=9");
        let mut session = Session::new(Progress::new(), 1, 0);
        session.update(Action::Set(set.clone(), 1), 0);
        for (i, problem) in set.problems().iter().enumerate() {
            assert!(session.view().problem.asks_the_same(problem));
            assert_eq!(session.set(), Some((&set, i + 1)));
            assert_eq!(session.view().reason, format!("Problem {} of 3 of a set.", i + 1));
            if i == 1 {
                session.update(Action::Hint, 0);
            }
            for (blank, text) in problem.blanks.iter().map(|blank| blank.answer.to_string()).enumerate() {
                session.update(Action::Type(blank, text), 0);
            }
            session.update(Action::Submit, 0);
            if i < 2 {
                session.update(Action::Next, 0);
            }
        }
        assert_eq!(session.view().reason, "The set is done: 2 of 3 right at the first try, 1 with hints.");
        session.update(Action::Next, 0);
        assert_eq!(session.set(), None);
        // A link leads into the middle; a number that is too large, to the last one.
        session.update(Action::Set(set.clone(), 99), 0);
        assert_eq!(session.set(), Some((&set, 3)));
        session.update(Action::Set(set.with_count(1), 0), 0);
        assert_eq!(session.view().reason, "Problem 1 of 1 of a set.");
    }

    /// A set names skills and kinds in one list.
    #[test]
    fn no_kind_is_called_like_a_skill() {
        assert!(Kind::all().all(|kind| Skill::from_id(kind.id).is_none() && !kind.id.contains(',')));
    }
}
