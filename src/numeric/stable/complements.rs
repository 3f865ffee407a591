//! What is left of 1: `c - c·σ(u)` is `c·σ(-u)`, `c - c·tanh²(u)` is `4c·σ(2u)·σ(-2u)`, `c ± c·erf(u)` is `c·erfc(∓u)`, and
//! `c - c·cos(u)` is `2c·sin²(u/2)`. These are what derivatives of activations are made of.

use std::collections::{BTreeMap, HashMap};

use crate::symbolic::{Expr, Function, Node, Number};

/// A sum in which each pair of terms `c` and `∓c·f` that has another form is in that form.
pub(super) fn without_complements(terms: &[Expr]) -> Expr {
    let monomials: Vec<Monomial> = terms.iter().map(Monomial::new).collect();
    let mut places: HashMap<_, usize> = monomials.iter().enumerate().map(|(i, m)| (m.key(), i)).collect();
    let mut terms: Vec<Option<Expr>> = terms.iter().cloned().map(Some).collect();
    for (j, monomial) in monomials.iter().enumerate() {
        for (f, rest) in monomial.near_one() {
            let Some(&i) = places.get(&rest.key()).filter(|&&i| i != j) else { continue };
            let Some(c) = monomials.get(i).map(|m| &m.coefficient) else { continue };
            let complement = if *c == -&rest.coefficient {
                Some(f.one_minus())
            } else if *c == rest.coefficient {
                f.one_plus()
            } else {
                None
            };
            if let (Some(complement), Some(same), Some(_)) = (complement, terms[i].clone(), terms[j].clone()) {
                terms[i] = Some(if same.is_integer(1) { complement } else { Expr::product([same, complement]) });
                terms[j] = None;
                places.remove(&rest.key());
                places.remove(&monomial.key());
            }
        }
    }
    Expr::sum(terms.into_iter().flatten())
}

/// A term as a number times powers, by which terms are found again however they are written.
#[derive(Clone)]
struct Monomial {
    coefficient: Number,
    /// Each base once, with its exponent.
    powers: BTreeMap<u128, (Expr, i64)>,
}

impl Monomial {
    fn new(term: &Expr) -> Self {
        let mut monomial = Self { coefficient: Number::ONE, powers: BTreeMap::new() };
        monomial.multiply(term, 1);
        monomial
    }

    fn multiply(&mut self, factor: &Expr, exponent: i64) {
        match factor.node() {
            Node::Number(n) => match n.power(exponent) {
                Some(power) => self.coefficient = &self.coefficient * &power,
                None => self.raise(factor, exponent),
            },
            Node::Negate(u) => {
                self.multiply(u, exponent);
                if exponent % 2 != 0 {
                    self.coefficient = -&self.coefficient;
                }
            }
            Node::Product(factors) => factors.iter().for_each(|u| self.multiply(u, exponent)),
            Node::Quotient([u, v]) => {
                self.multiply(u, exponent);
                self.multiply(v, -exponent);
            }
            Node::Power([base, n]) => match n.as_number().and_then(|n| n.to_i64()?.checked_mul(exponent)) {
                Some(exponent) if !matches!(base.node(), Node::Number(_)) => self.multiply(base, exponent),
                _ => self.raise(factor, exponent),
            },
            _ => self.raise(factor, exponent),
        }
    }

    fn raise(&mut self, base: &Expr, by: i64) {
        let entry = self.powers.entry(base.fingerprint()).or_insert_with(|| (base.clone(), 0));
        entry.1 = entry.1.saturating_add(by);
        if entry.1 == 0 {
            self.powers.remove(&base.fingerprint());
        }
    }

    /// The powers alone, to look terms up by.
    fn key(&self) -> Vec<(u128, i64)> {
        self.powers.iter().map(|(base, (_, exponent))| (*base, *exponent)).collect()
    }

    /// Each factor that comes close to 1, with the rest of the term.
    fn near_one(&self) -> impl Iterator<Item = (NearOne, Self)> {
        self.powers.values().filter_map(|(base, exponent)| {
            let Node::Apply(function, u) = base.node() else { return None };
            let (f, taken) = match function {
                Function::Sigmoid => (NearOne::Sigmoid(u.clone()), 1),
                Function::Erf => (NearOne::Erf(u.clone()), 1),
                Function::Tanh => (NearOne::SquaredTanh(u.clone()), 2),
                Function::Cos => (NearOne::Cos(u.clone()), 1),
                _ => return None,
            };
            let mut rest = self.clone();
            rest.raise(base, -taken);
            (*exponent >= taken).then_some((f, rest))
        })
    }
}

/// `σ(u)`, `erf(u)`, `tanh²(u)` or `cos(u)`.
enum NearOne {
    Sigmoid(Expr),
    Erf(Expr),
    SquaredTanh(Expr),
    Cos(Expr),
}

impl NearOne {
    /// `1 - f` as a product of functions of its own.
    fn one_minus(&self) -> Expr {
        let sigmoid = |u: Expr| Expr::apply(Function::Sigmoid, u);
        match self {
            Self::Sigmoid(u) => sigmoid(u.clone().negate()),
            Self::Erf(u) => Expr::apply(Function::Erfc, u.clone()),
            Self::SquaredTanh(u) => {
                let twice = Expr::product([Expr::integer(2), u.clone()]);
                Expr::product([Expr::integer(4), sigmoid(twice.clone()), sigmoid(twice.negate())])
            }
            Self::Cos(u) => {
                let half = Expr::quotient(u.clone(), Expr::integer(2));
                let sine = Expr::power(Expr::apply(Function::Sin, half), Expr::integer(2));
                Expr::product([Expr::integer(2), sine])
            }
        }
    }

    /// `1 + f` as a function of its own.
    fn one_plus(&self) -> Option<Expr> {
        if let Self::Erf(u) = self { Some(Expr::apply(Function::Erfc, u.clone().negate())) } else { None }
    }
}
