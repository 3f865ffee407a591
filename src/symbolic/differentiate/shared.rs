//! Names for what several formulas share: "let s = σ(w·x + b)".

use std::collections::{HashMap, HashSet};

use crate::symbolic::{Expr, Node, Symbol};

/// The smallest part that is worth a name: `1 - s` is not, `w*x + b` is.
const WORTH_A_NAME: u64 = 5;

/// The formulas with the parts that they share named: the names with what they stand for, each of which may use the names
/// before it, and the formulas written with them. A part gets a name if it stands in at least two places and is not
/// short. The names are letters that no formula uses.
///
/// ```
/// use gradus::symbolic::{Symbol, gradient, parse, shared_parts};
/// let f = parse("sigmoid(w x + b)^2").unwrap();
/// let gradient = gradient(&f, &[Symbol::new("w"), Symbol::new("b")]).unwrap();
/// let (names, formulas) = shared_parts(&gradient);
/// assert_eq!(names[0].1.to_string(), "sigmoid(w*x + b)");
/// assert_eq!(formulas[1].to_string(), "2*s^2*(1 - s)");
/// ```
pub fn shared_parts(formulas: &[Expr]) -> (Vec<(Symbol, Expr)>, Vec<Expr>) {
    let mut places: HashMap<&Expr, u32> = HashMap::new();
    let mut stack: Vec<&Expr> = formulas.iter().collect();
    while let Some(e) = stack.pop() {
        let count = places.entry(e).or_insert(0);
        *count += 1;
        if *count == 1 {
            stack.extend(e.children());
        }
    }
    let shared: HashSet<&Expr> = places
        .into_iter()
        .filter(|(e, count)| *count > 1 && !matches!(e.node(), Node::Negate(_)))
        .map(|(e, _)| e)
        .collect();
    let taken: HashSet<Symbol> = formulas.iter().flat_map(Expr::symbols).collect();
    let mut naming = Naming { shared, letters: Letters { taken, next: 0 }, done: HashMap::new(), names: Vec::new() };
    let formulas = formulas.iter().map(|e| naming.named(e)).collect();
    (naming.names, formulas)
}

struct Naming<'a> {
    shared: HashSet<&'a Expr>,
    letters: Letters,
    done: HashMap<Expr, Expr>,
    names: Vec<(Symbol, Expr)>,
}

impl Naming<'_> {
    fn named(&mut self, e: &Expr) -> Expr {
        if e.children().is_empty() {
            return e.clone();
        }
        if let Some(known) = self.done.get(e) {
            return known.clone();
        }
        let mut named = e.with_children(e.children().iter().map(|c| self.named(c)).collect());
        if self.shared.contains(e) && named.size() >= WORTH_A_NAME {
            let name = self.letters.next();
            self.names.push((name.clone(), named));
            named = Expr::from(name);
        }
        self.done.insert(e.clone(), named.clone());
        named
    }
}

/// Letters that are free: `s`, `t`, …, then `s_1`, `s_2`, ….
struct Letters {
    taken: HashSet<Symbol>,
    next: usize,
}

impl Letters {
    fn next(&mut self) -> Symbol {
        const LETTERS: [&str; 8] = ["s", "t", "u", "v", "p", "q", "r", "z"];
        loop {
            let name = match LETTERS.get(self.next) {
                Some(letter) => Symbol::new(letter),
                None => Symbol::new(&format!("s_{}", self.next + 1 - LETTERS.len())),
            };
            self.next += 1;
            if !self.taken.contains(&name) {
                return name;
            }
        }
    }
}
