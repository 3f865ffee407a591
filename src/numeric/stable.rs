//! Forms that lose their digits, computed in forms that keep them: `c - c·σ(u)` is `c·σ(-u)`, `c - c·tanh²(u)` is
//! `4c·σ(2u)·σ(-2u)`, and `c ± c·erf(u)` is `c·erfc(∓u)`. These are what derivatives of activations are made of.

use std::collections::{BTreeMap, HashMap};

use crate::symbolic::{Expr, Function, Node, Number};

/// The expression with such forms replaced. Values and domains are the same.
pub(super) fn stable(e: &Expr, done: &mut HashMap<Expr, Expr>) -> Expr {
    if e.children().is_empty() {
        return e.clone();
    }
    if let Some(known) = done.get(e) {
        return known.clone();
    }
    let kept = e.with_children(e.children().iter().map(|part| stable(part, done)).collect());
    let replaced = if let Node::Sum(terms) = kept.node() { without_complements(terms) } else { kept };
    done.insert(e.clone(), replaced.clone());
    replaced
}

/// A sum in which each pair of terms `c` and `∓c·f` that has another form is in that form.
fn without_complements(terms: &[Expr]) -> Expr {
    let monomials: Vec<Monomial> = terms.iter().map(Monomial::new).collect();
    let mut places: HashMap<_, usize> = monomials.iter().enumerate().map(|(i, m)| (m.key(), i)).collect();
    let mut terms: Vec<Option<Expr>> = terms.iter().cloned().map(Some).collect();
    for (j, monomial) in monomials.iter().enumerate() {
        for (f, rest) in monomial.saturating_factors() {
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
                terms[i] = Some(Expr::product([same, complement]));
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

    /// Each factor that tends to a constant far out, with the rest of the term.
    fn saturating_factors(&self) -> impl Iterator<Item = (Saturating, Self)> {
        self.powers.values().filter_map(|(base, exponent)| {
            let Node::Apply(function, u) = base.node() else { return None };
            let (f, taken) = match function {
                Function::Sigmoid => (Saturating::Sigmoid(u.clone()), 1),
                Function::Erf => (Saturating::Erf(u.clone()), 1),
                Function::Tanh => (Saturating::SquaredTanh(u.clone()), 2),
                _ => return None,
            };
            let mut rest = self.clone();
            rest.raise(base, -taken);
            (*exponent >= taken).then_some((f, rest))
        })
    }
}

/// `σ(u)`, `erf(u)` or `tanh²(u)`.
enum Saturating {
    Sigmoid(Expr),
    Erf(Expr),
    SquaredTanh(Expr),
}

impl Saturating {
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
        }
    }

    /// `1 + f` as a function of its own.
    fn one_plus(&self) -> Option<Expr> {
        if let Self::Erf(u) = self { Some(Expr::apply(Function::Erfc, u.clone().negate())) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        numeric::Program,
        symbolic::{Symbol, parse},
    };

    /// Against values worked out in 40 digits.
    #[test]
    fn digits_are_kept_far_out() {
        for (text, x, expected) in [
            ("1 - sigmoid(x)", 40.0, 4.248_354_255_291_589e-18),
            ("sigmoid(x)*(1 - sigmoid(x))", 20.0, 2.061_153_613_941_849e-9),
            ("1 - tanh(x)^2", 20.0, 1.699_341_702_116_636e-17),
            ("1 + x - x*sigmoid(x)", 50.0, 1.0),
            ("x - x*sigmoid(x)", 50.0, 9.643_749_239_819_589e-21),
            ("y/3 - y*tanh(x)^2/3", 20.0, 5.664_472_340_388_787e-18),
            ("sigmoid(x) - sigmoid(x)^2", 20.0, 2.061_153_613_941_849e-9),
            ("2*x*tanh(x) - 2*x*tanh(x)^3", 20.0, 6.797_366_808_466_544e-16),
            ("1 - erf(x)", 5.0, 1.537_459_794_428_035e-12),
            ("1/2 + erf(x)/2", -5.0, 7.687_298_972_140_175e-13),
        ] {
            let program = Program::new(&[parse(text).unwrap()], &["x", "y"].map(Symbol::new)).unwrap();
            let value = program.eval(&[x, 1.0])[0];
            assert!((value - expected).abs() < 1e-14 * expected, "{text} at {x}: {value:e}");
        }
    }
}
