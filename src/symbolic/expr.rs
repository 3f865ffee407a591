//! `Expr`: an expression as a value, kept as it was written.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    hash::{BuildHasherDefault, Hash, Hasher},
    sync::{Arc, LazyLock},
};

use siphasher::sip128::{Hasher128, SipHasher13};

use super::{Function, Number};

/// A mathematical expression: immutable, cheap to clone, its parts shared.
///
/// The form is kept: `x/(1+x)` stays a quotient, so that the quotient rule is the rule that gets named, and nothing is
/// reordered or folded unless [`simplify`](super::simplify()) is asked to. Two expressions are equal when they are
/// written alike; whether they mean the same is what [`compare`](super::compare()) answers.
///
/// Equality and hashing go by a 128-bit structural hash that each node keeps, so both cost the same for a leaf and for
/// an eighth derivative.
///
/// ```
/// use gradus::symbolic::{Expr, Function};
/// let x = Expr::symbol("x");
/// let f = Expr::product([Expr::integer(2), Expr::apply(Function::Sin, x)]);
/// assert_eq!(f.to_string(), "2*sin(x)");
/// ```
#[derive(Clone)]
pub struct Expr(Arc<Inner>);

struct Inner {
    node: Node,
    hash: u128,
    size: u64,
    depth: u32,
    pending: bool,
    applied: bool,
    /// A bit for each variable inside; two variables may share one.
    variables: u64,
}

/// A table by structural hash, which needs no hashing again.
pub(crate) type Memo<V> = HashMap<u128, V, BuildHasherDefault<Fingerprint>>;

/// A set of structural hashes.
pub(crate) type Seen = HashSet<u128, BuildHasherDefault<Fingerprint>>;

/// Takes a structural hash as it is.
#[derive(Default)]
pub(crate) struct Fingerprint(u64);

impl Hasher for Fingerprint {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u128(&mut self, hash: u128) {
        self.0 ^= hash as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What an expression is made of.
#[derive(Clone, Debug)]
pub enum Node {
    /// An exact rational number.
    Number(Number),
    /// π or e.
    Constant(Constant),
    /// A variable.
    Symbol(Symbol),
    /// `-u`. A difference is a sum with a negated term.
    Negate(Expr),
    /// `u + v + …`
    Sum(Vec<Expr>),
    /// `u·v·…`
    Product(Vec<Expr>),
    /// `u / v`
    Quotient([Expr; 2]),
    /// `u^v`
    Power([Expr; 2]),
    /// `f(u)`
    Apply(Function, Expr),
    /// `max(u, v)` or `min(u, v)`
    Extremum(Extremum, [Expr; 2]),
    /// One expression where another is below 0 and one where it is above: `[on, below, above]`. The part that is not
    /// chosen need not have a value.
    Piecewise(AtZero, [Expr; 3]),
    /// `d/dx u`, not yet carried out: what a line of a derivation still has to do.
    Derivative(Expr, Symbol),
}

/// Which of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extremum {
    /// The greater one.
    Max,
    /// The smaller one.
    Min,
}

/// What a piecewise expression is where the expression that decides is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AtZero {
    /// The same as below.
    Below,
    /// The same as above.
    Above,
    /// What both parts agree on; without a value where they don't. Derivatives are of this kind.
    Agreed,
}

/// A number that has a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constant {
    /// π = 3.14159…
    Pi,
    /// e = 2.71828…
    E,
}

impl Constant {
    /// The nearest double.
    pub const fn value(self) -> f64 {
        match self {
            Self::Pi => std::f64::consts::PI,
            Self::E => std::f64::consts::E,
        }
    }
}

/// The name of a variable, such as `x`, `w_1` or `theta`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(Arc<str>);

impl Symbol {
    /// The variable of that name.
    pub fn new(name: &str) -> Self {
        Self(name.into())
    }

    /// Its place in a set of 64.
    fn bit(&self) -> u64 {
        let hash = self.0.bytes().fold(0u64, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
        1 << (hash % 64)
    }

    /// Its name as typed in plain text.
    pub fn name(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Building. These keep what they are given, except that an empty or single sum or product is what it stands for.
impl Expr {
    fn new(node: Node) -> Self {
        let mut hasher = SipHasher13::new();
        std::mem::discriminant(&node).hash(&mut hasher);
        match &node {
            Node::Number(n) => n.hash(&mut hasher),
            Node::Constant(c) => c.hash(&mut hasher),
            Node::Symbol(s) => s.hash(&mut hasher),
            Node::Apply(f, _) => f.hash(&mut hasher),
            Node::Extremum(which, _) => which.hash(&mut hasher),
            Node::Piecewise(at_zero, _) => at_zero.hash(&mut hasher),
            Node::Derivative(_, x) => x.hash(&mut hasher),
            _ => {}
        }
        let (mut size, mut depth, mut pending) = (1u64, 0, matches!(node, Node::Derivative(..)));
        let mut applied = matches!(node, Node::Apply(..) | Node::Extremum(..) | Node::Piecewise(..));
        let mut variables = if let Node::Symbol(s) | Node::Derivative(_, s) = &node { s.bit() } else { 0 };
        for child in node.children() {
            hasher.write_u128(child.0.hash);
            size = size.saturating_add(child.0.size);
            depth = depth.max(child.0.depth);
            pending |= child.0.pending;
            applied |= child.0.applied;
            variables |= child.0.variables;
        }
        let hash = hasher.finish128().as_u128();
        Self(Arc::new(Inner { node, hash, size, depth: depth + 1, pending, applied, variables }))
    }

    /// An exact number.
    pub fn number(value: Number) -> Self {
        Self::new(Node::Number(value))
    }

    /// An integer.
    pub fn integer(value: i64) -> Self {
        Self::number(Number::from(value))
    }

    /// 0
    pub fn zero() -> Self {
        static ZERO: LazyLock<Expr> = LazyLock::new(|| Expr::integer(0));
        ZERO.clone()
    }

    /// 1
    pub fn one() -> Self {
        static ONE: LazyLock<Expr> = LazyLock::new(|| Expr::integer(1));
        ONE.clone()
    }

    /// π or e.
    pub fn constant(constant: Constant) -> Self {
        Self::new(Node::Constant(constant))
    }

    /// The variable of that name.
    pub fn symbol(name: &str) -> Self {
        Self::from(Symbol::new(name))
    }

    /// `-u`
    #[must_use]
    pub fn negate(self) -> Self {
        Self::new(Node::Negate(self))
    }

    /// `u + v + …`; 0 if there is nothing to add.
    pub fn sum(terms: impl IntoIterator<Item = Self>) -> Self {
        let mut terms: Vec<Self> = terms.into_iter().collect();
        match terms.len() {
            0 => Self::zero(),
            1 => terms.remove(0),
            _ => Self::new(Node::Sum(terms)),
        }
    }

    /// `u·v·…`; 1 if there is nothing to multiply.
    pub fn product(factors: impl IntoIterator<Item = Self>) -> Self {
        let mut factors: Vec<Self> = factors.into_iter().collect();
        match factors.len() {
            0 => Self::one(),
            1 => factors.remove(0),
            _ => Self::new(Node::Product(factors)),
        }
    }

    /// `u / v`
    pub fn quotient(numerator: Self, denominator: Self) -> Self {
        Self::new(Node::Quotient([numerator, denominator]))
    }

    /// `u^v`
    pub fn power(base: Self, exponent: Self) -> Self {
        Self::new(Node::Power([base, exponent]))
    }

    /// `f(u)`
    pub fn apply(function: Function, argument: Self) -> Self {
        Self::new(Node::Apply(function, argument))
    }

    /// `max(u, v)`
    pub fn max(u: Self, v: Self) -> Self {
        Self::new(Node::Extremum(Extremum::Max, [u, v]))
    }

    /// `min(u, v)`
    pub fn min(u: Self, v: Self) -> Self {
        Self::new(Node::Extremum(Extremum::Min, [u, v]))
    }

    /// `below` where `on < 0`, `above` where `on > 0`, and at 0 what `at_zero` says.
    pub fn piecewise(at_zero: AtZero, on: Self, below: Self, above: Self) -> Self {
        Self::new(Node::Piecewise(at_zero, [on, below, above]))
    }

    /// `d/dx u`, not yet carried out.
    pub fn derivative(of: Self, by: Symbol) -> Self {
        Self::new(Node::Derivative(of, by))
    }

    /// The same kind of node with other children, in the order of [`Expr::children`].
    #[must_use]
    pub fn with_children(&self, children: Vec<Self>) -> Self {
        let mut rest = children.into_iter();
        let mut next = |old: &Self| rest.next().unwrap_or_else(|| old.clone());
        match self.node() {
            Node::Number(_) | Node::Constant(_) | Node::Symbol(_) => self.clone(),
            Node::Negate(u) => next(u).negate(),
            Node::Sum(terms) => Self::sum(terms.iter().map(next).collect::<Vec<_>>()),
            Node::Product(factors) => Self::product(factors.iter().map(next).collect::<Vec<_>>()),
            Node::Quotient([u, v]) => Self::quotient(next(u), next(v)),
            Node::Power([u, v]) => Self::power(next(u), next(v)),
            Node::Apply(f, u) => Self::apply(*f, next(u)),
            Node::Extremum(which, [u, v]) => Self::new(Node::Extremum(*which, [next(u), next(v)])),
            Node::Piecewise(at_zero, [on, below, above]) => {
                Self::piecewise(*at_zero, next(on), next(below), next(above))
            }
            Node::Derivative(u, x) => Self::derivative(next(u), x.clone()),
        }
    }
}

/// Looking inside.
impl Expr {
    /// The outermost node.
    pub fn node(&self) -> &Node {
        &self.0.node
    }

    /// The expressions directly inside, from left to right.
    pub fn children(&self) -> &[Self] {
        self.node().children()
    }

    /// How many nodes it has when written out, shared parts counted each time (at most `u64::MAX`).
    pub fn size(&self) -> u64 {
        self.0.size
    }

    /// How many nodes stand on the longest way from the whole to a leaf. Walks may recurse: the reader and the
    /// differentiator bound it (see [`MAX_DEPTH`](super::MAX_DEPTH)).
    pub fn depth(&self) -> u32 {
        self.0.depth
    }

    /// Whether a derivative inside is not yet carried out.
    pub fn is_pending(&self) -> bool {
        self.0.pending
    }

    /// Whether both are one value in memory.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The structural hash.
    pub(crate) fn fingerprint(&self) -> u128 {
        self.0.hash
    }

    /// The number that it is, if it is written as one (`-3` included).
    pub fn as_number(&self) -> Option<Number> {
        match self.node() {
            Node::Number(n) => Some(n.clone()),
            Node::Negate(u) => u.as_number().map(|n| -&n),
            _ => None,
        }
    }

    /// The variable that it is, if it is one.
    pub fn as_symbol(&self) -> Option<&Symbol> {
        if let Node::Symbol(s) = self.node() { Some(s) } else { None }
    }

    /// Whether it is the integer `n`, written as a number.
    pub fn is_integer(&self, n: i64) -> bool {
        self.as_number().is_some_and(|m| m == Number::from(n))
    }

    /// Whether a function, or a choice between expressions, occurs in it.
    pub(crate) fn has_functions(&self) -> bool {
        self.0.applied
    }

    /// Whether any variable occurs in it.
    pub(crate) fn has_variables(&self) -> bool {
        self.0.variables != 0
    }

    /// Whether the variable occurs in it.
    pub fn contains(&self, x: &Symbol) -> bool {
        fn walk(e: &Expr, x: &Symbol, bit: u64, seen: &mut Seen) -> bool {
            match e.node() {
                _ if e.0.variables & bit == 0 => false,
                Node::Symbol(s) => s == x,
                // Only another variable of the same bit makes the walk longer than the way to the first leaf.
                _ => e.children().iter().any(|c| seen.insert(c.0.hash) && walk(c, x, bit, seen)),
            }
        }
        let bit = x.bit();
        // The way to one leaf that may be it tells almost always, and needs no memory.
        let mut e = self;
        while let Some(inside) = e.children().iter().find(|c| c.0.variables & bit != 0) {
            e = inside;
        }
        match e.as_symbol() {
            _ if self.0.variables & bit == 0 => false,
            Some(s) if s == x => true,
            _ => walk(self, x, bit, &mut Seen::default()),
        }
    }

    /// Whether some part of it, itself included, has the property.
    pub fn any(&self, property: &dyn Fn(&Self) -> bool) -> bool {
        let mut seen = Seen::default();
        let mut stack = vec![self];
        while let Some(e) = stack.pop() {
            if property(e) {
                return true;
            }
            stack.extend(e.children().iter().filter(|c| seen.insert(c.fingerprint())));
        }
        false
    }

    /// Its variables, in alphabetical order.
    pub fn symbols(&self) -> Vec<Symbol> {
        let found = std::cell::RefCell::new(std::collections::BTreeSet::new());
        self.any(&|e| {
            if let Some(s) = e.as_symbol() {
                found.borrow_mut().insert(s.clone());
            }
            false
        });
        found.into_inner().into_iter().collect()
    }

    /// The part at a place: the index of the child at each level.
    pub fn part(&self, place: &[usize]) -> Option<&Self> {
        place.iter().try_fold(self, |e, &i| e.children().get(i))
    }

    /// The expression with the part at a place replaced; the same one if there is no such place.
    #[must_use]
    pub fn with_part(&self, place: &[usize], new: Self) -> Self {
        let Some((&i, rest)) = place.split_first() else { return new };
        let replaced =
            |(k, child): (usize, &Self)| if k == i { child.with_part(rest, new.clone()) } else { child.clone() };
        self.with_children(self.children().iter().enumerate().map(replaced).collect())
    }

    /// The expression with every occurrence of a variable replaced.
    #[must_use]
    pub fn substitute(&self, x: &Symbol, by: &Self) -> Self {
        fn walk(e: &Expr, x: &Symbol, by: &Expr, done: &mut Memo<Expr>) -> Expr {
            if let Some(known) = done.get(&e.fingerprint()) {
                return known.clone();
            }
            let new = if e.as_symbol() == Some(x) {
                by.clone()
            } else if e.children().is_empty() {
                e.clone()
            } else {
                e.with_children(e.children().iter().map(|c| walk(c, x, by, done)).collect())
            };
            done.insert(e.fingerprint(), new.clone());
            new
        }
        walk(self, x, by, &mut Memo::default())
    }
}

impl Node {
    fn children(&self) -> &[Expr] {
        match self {
            Self::Number(_) | Self::Constant(_) | Self::Symbol(_) => &[],
            Self::Negate(u) | Self::Apply(_, u) | Self::Derivative(u, _) => std::slice::from_ref(u),
            Self::Sum(all) | Self::Product(all) => all,
            Self::Quotient(pair) | Self::Power(pair) | Self::Extremum(_, pair) => pair,
            Self::Piecewise(_, three) => three,
        }
    }
}

impl From<Symbol> for Expr {
    fn from(symbol: Symbol) -> Self {
        Self::new(Node::Symbol(symbol))
    }
}

impl From<Number> for Expr {
    fn from(number: Number) -> Self {
        Self::number(number)
    }
}

impl PartialEq for Expr {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
    }
}

impl Eq for Expr {}

impl Hash for Expr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash.hash(state);
    }
}

impl fmt::Debug for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{self}`")
    }
}
