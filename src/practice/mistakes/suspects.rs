//! The wrong derivatives of a function: one slip at one place, one slip wherever it fits, or two slips.

use super::{
    Mistake,
    rules::{Calculus, Slip, Surroundings, slips},
    terms::{letter, plus},
    values::{Points, agree},
};
use crate::symbolic::{Expr, Node, Symbol, raw_derivative, total_derivative};

/// A part of a function with what can go wrong there.
#[derive(Clone, Debug)]
struct Place {
    path: Vec<usize>,
    part: Expr,
    around: Surroundings,
    slips: Vec<Slip>,
}

/// Every single slip that a function has room for.
#[derive(Clone, Debug)]
pub(in crate::practice) struct Suspects {
    f: Expr,
    by: Symbol,
    places: Vec<Place>,
}

/// Slips that were made together, and the wrong derivative of the whole that they lead to.
#[derive(Clone, Debug)]
pub(in crate::practice) struct Suspect {
    pub slips: Vec<Made>,
    /// Whether it is one slip, made wherever it fits.
    pub everywhere: bool,
    pub derivative: Expr,
}

/// A slip at its place.
#[derive(Clone, Debug)]
pub(in crate::practice) struct Made {
    pub mistakes: Vec<Mistake>,
    pub path: Vec<usize>,
    /// The wrong derivative of the part there.
    pub wrong: Expr,
}

/// Why slips can't be told from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::practice) enum Fault {
    /// One of them gives the right answer.
    Invisible,
    /// Two of them at one place, or at places that lie apart, give the same one.
    Ambiguous,
}

/// The most places that are looked at; a longer function has more than a learner would differentiate.
const MAX_PLACES: usize = 60;

impl Suspects {
    pub fn new(f: &Expr, by: &Symbol) -> Self {
        let calculus = Calculus { by, given: &[] };
        let mut places = Vec::new();
        collect(f, Surroundings::WHOLE, &mut Vec::new(), &calculus, &mut places);
        Self { f: f.clone(), by: by.clone(), places }
    }

    /// One slip at one place, those of the whole first.
    pub fn single(&self) -> Vec<Suspect> {
        let mut all = self.of_the_whole();
        for place in &self.places {
            let (with_letter, slope) = self.open(place);
            for slip in &place.slips {
                let derivative = filled(&with_letter, &slope, place, &slip.wrong);
                all.push(Suspect { slips: vec![made(slip, place)], everywhere: false, derivative });
            }
        }
        all
    }

    /// Whether some single slip can't be told by its answer. Two slips of which one is inside the part of the other are but two
    /// ways of telling the same, as a factor 3 that is lost in `3x` or behind `sin(3x)`.
    pub fn fault(&self) -> Option<Fault> {
        let single = self.single();
        let right = raw_derivative(&self.f, &self.by);
        let (points, values) = Points::where_defined(&[self.f.clone(), right])?;
        let right = values.last()?;
        let values = points.values(&single.iter().map(|suspect| suspect.derivative.clone()).collect::<Vec<_>>());
        for (i, (one, a)) in single.iter().zip(&values).enumerate() {
            if agree(a, right) {
                return Some(Fault::Invisible);
            }
            let mut others = single.iter().zip(&values).skip(i + 1);
            if others.any(|(other, b)| agree(a, b) && Self::are_rivals(one, other)) {
                return Some(Fault::Ambiguous);
            }
        }
        None
    }

    /// Whether two slips are different ones at one place or at places that lie apart.
    fn are_rivals(one: &Suspect, other: &Suspect) -> bool {
        let first = |suspect: &Suspect| suspect.slips.first().map(|made| (made.path.clone(), made.mistakes.clone()));
        let (Some((path, mistakes)), Some((other_path, others))) = (first(one), first(other)) else { return false };
        let is_whole = |mistakes: &[Mistake]| mistakes.iter().any(|m| matches!(m.id(), "T1" | "V1"));
        let shares = mistakes.iter().any(|m| others.contains(m));
        !shares && !is_whole(&mistakes) && !is_whole(&others) && (path == other_path || Self::lie_apart(one, other))
    }

    /// What comes from a wrong idea of the whole.
    fn of_the_whole(&self) -> Vec<Suspect> {
        let whole = |id: &str, derivative: Expr| Suspect {
            slips: vec![Made {
                mistakes: Mistake::from_id(id).into_iter().collect(),
                path: Vec::new(),
                wrong: derivative.clone(),
            }],
            everywhere: false,
            derivative,
        };
        let mut all = vec![whole("T1", Expr::one())];
        let slope = raw_derivative(&self.f, &self.by);
        let others: Vec<Symbol> = self.f.symbols().into_iter().filter(|s| *s != self.by).collect();
        let partials: Vec<Expr> = others.iter().map(|other| raw_derivative(&self.f, other)).collect();
        for partial in &partials {
            all.push(whole("V1", plus([slope.clone(), partial.clone()])));
        }
        if partials.len() > 1 {
            all.push(whole("V1", plus([slope].into_iter().chain(partials))));
        }
        all
    }

    /// The same slip at every place where it can be made, if these are two or more.
    pub fn everywhere(&self) -> Vec<Suspect> {
        // Slips are told apart by their last name, the most general one.
        let general = |slip: &Slip| slip.mistakes.last().copied();
        let mut kinds: Vec<Mistake> = self.places.iter().flat_map(|place| &place.slips).filter_map(general).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let of_kind = |kind: Mistake| {
            let is_one = |slip: &&Slip| general(slip) == Some(kind);
            let has_one = |place: &&Place| place.slips.iter().any(|slip| is_one(&slip));
            let places: Vec<&Place> = self.places.iter().filter(has_one).collect();
            if places.len() < 2 {
                return None;
            }
            self.made_together(&places, &|slips| slips.iter().find(is_one).cloned())
        };
        kinds.into_iter().filter_map(of_kind).map(|suspect| Suspect { everywhere: true, ..suspect }).collect()
    }

    /// Slips at several places, the inner ones first, each chosen from what can go wrong there.
    fn made_together(&self, places: &[&Place], choose: &dyn Fn(&[Slip]) -> Option<Slip>) -> Option<Suspect> {
        let mut order: Vec<&Place> = places.to_vec();
        order.sort_by_key(|place| std::cmp::Reverse(place.path.len()));
        let mut f = self.f.clone();
        let mut given: Vec<(Symbol, Expr)> = Vec::new();
        let mut parts: Vec<(Symbol, Expr)> = Vec::new();
        let mut all = Vec::new();
        for (n, place) in order.into_iter().enumerate() {
            let part = f.part(&place.path)?.clone();
            let slips = slips(&part, place.around, &Calculus { by: &self.by, given: &given });
            let slip = choose(&slips)?;
            let name = letter(n);
            f = f.with_part(&place.path, Expr::from(name.clone()));
            given.push((name.clone(), slip.wrong.clone()));
            parts.push((name, part));
            all.push(Made { mistakes: slip.mistakes, path: place.path.clone(), wrong: slip.wrong });
        }
        let with_letters = total_derivative(&f, &self.by, &given);
        let restored = |e: &Expr| parts.iter().rev().fold(e.clone(), |e, (name, part)| e.substitute(name, part));
        for made in &mut all {
            made.wrong = restored(&made.wrong);
        }
        all.reverse();
        Some(Suspect { slips: all, everywhere: false, derivative: restored(&with_letters) })
    }

    /// Two slips of which one is inside the part where the other is made.
    pub fn nested(&self) -> Vec<Suspect> {
        let mut all = Vec::new();
        for outer in &self.places {
            for inner in &self.places {
                if inner.path.len() > outer.path.len() && inner.path.starts_with(&outer.path) {
                    self.nest(outer, inner, &mut all);
                }
            }
        }
        all
    }

    fn nest(&self, outer: &Place, inner: &Place, all: &mut Vec<Suspect>) {
        let (name, below) = (letter(1), inner.path.get(outer.path.len()..).unwrap_or_default());
        let part = outer.part.with_part(below, Expr::from(name.clone()));
        let (with_letter, slope) = self.open(outer);
        for slip in &inner.slips {
            let given = [(name.clone(), slip.wrong.clone())];
            for second in slips(&part, outer.around, &Calculus { by: &self.by, given: &given }) {
                let wrong = second.wrong.substitute(&name, &inner.part);
                let derivative = filled(&with_letter, &slope, outer, &wrong);
                let slips =
                    vec![Made { mistakes: second.mistakes, path: outer.path.clone(), wrong }, made(slip, inner)];
                all.push(Suspect { slips, everywhere: false, derivative });
            }
        }
    }

    /// Two slips side by side, by their numbers among [`Suspects::single`]: where their places lie apart.
    pub fn lie_apart(one: &Suspect, other: &Suspect) -> bool {
        let [one, other] = [one, other].map(|s| s.slips.first().map(|made| made.path.as_slice()).unwrap_or_default());
        !one.starts_with(other) && !other.starts_with(one)
    }

    /// The derivative with two slips that lie apart: the rules are linear in the derivatives of parts that lie apart.
    pub fn side_by_side(&self, one: &Suspect, other: &Suspect) -> Suspect {
        let right = raw_derivative(&self.f, &self.by);
        let derivative = plus([one.derivative.clone(), other.derivative.clone(), right.negate()]);
        let slips = one.slips.iter().chain(&other.slips).cloned().collect();
        Suspect { slips, everywhere: false, derivative }
    }

    /// The derivative with letters for the part at a place and for its derivative.
    fn open(&self, place: &Place) -> (Expr, Symbol) {
        let (name, slope) = (letter(0), Symbol::new("§′"));
        let f = self.f.with_part(&place.path, Expr::from(name.clone()));
        (total_derivative(&f, &self.by, &[(name, Expr::from(slope.clone()))]), slope)
    }

    /// The part at a path.
    pub fn part(&self, path: &[usize]) -> Expr {
        self.f.part(path).unwrap_or(&self.f).clone()
    }

    /// The right derivative of the part at a path.
    pub fn right(&self, path: &[usize]) -> Expr {
        self.f.part(path).map_or_else(Expr::zero, |part| raw_derivative(part, &self.by))
    }
}

fn filled(with_letter: &Expr, slope: &Symbol, place: &Place, wrong: &Expr) -> Expr {
    with_letter.substitute(slope, wrong).substitute(&letter(0), &place.part)
}

fn made(slip: &Slip, place: &Place) -> Made {
    Made { mistakes: slip.mistakes.clone(), path: place.path.clone(), wrong: slip.wrong.clone() }
}

fn collect(e: &Expr, around: Surroundings, path: &mut Vec<usize>, calculus: &Calculus, places: &mut Vec<Place>) {
    if places.len() >= MAX_PLACES {
        return;
    }
    let slips = slips(e, around, calculus);
    if !slips.is_empty() {
        places.push(Place { path: path.clone(), part: e.clone(), around, slips });
    }
    if !calculus.varies(e) || matches!(e.node(), Node::Derivative(..)) {
        return;
    }
    for (i, child) in e.children().iter().enumerate() {
        path.push(i);
        collect(child, around.of_child(e), path, calculus, places);
        path.pop();
    }
}
