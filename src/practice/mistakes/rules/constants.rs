//! What doesn't depend on the variable, differentiated as if it did.

use super::{Calculus, Slips, Standing, Surroundings};
use crate::symbolic::{Constant, Expr, Function, Node, Symbol, raw_derivative};

pub(super) fn add(e: &Expr, around: Surroundings, calculus: &Calculus, slips: &mut Slips) {
    if around.standing == Standing::Term && !e.is_integer(0) {
        slips.push(&["C2"], e.clone());
    }
    if around.standing == Standing::Argument {
        return;
    }
    for wrong in as_variables(e) {
        slips.push(&["C1"], wrong);
    }
    for letter in e.symbols().into_iter().filter(|s| s != calculus.by) {
        let wrong = raw_derivative(e, &letter);
        slips.push(if around.standing == Standing::Term { &["V3", "V1"] } else { &["V1"] }, wrong);
    }
}

/// The derivatives of a constant by each of the numbers in it that could be taken for a variable.
fn as_variables(e: &Expr) -> Vec<Expr> {
    let stand_in = Symbol::new("§");
    let mut all = Vec::new();
    for (constant, name) in [(Constant::Pi, Expr::constant(Constant::Pi)), (Constant::E, Expr::constant(Constant::E))] {
        let with_letter = replaced(e, &|e| match e.node() {
            Node::Constant(c) if *c == constant => Some(Expr::from(stand_in.clone())),
            Node::Apply(Function::Exp, u) if constant == Constant::E => {
                Some(Expr::power(Expr::from(stand_in.clone()), u.clone()))
            }
            _ => None,
        });
        if with_letter.contains(&stand_in) {
            all.push(raw_derivative(&with_letter, &stand_in).substitute(&stand_in, &name));
        }
    }
    match e.node() {
        // ln 3, sqrt 2, 2^5
        Node::Apply(f, u) if u.as_number().is_some() && *f != Function::Exp => all.push(f.derivative_at(u)),
        Node::Power([base, n]) if base.as_number().is_some() => {
            let letter = Expr::power(Expr::from(stand_in.clone()), n.clone());
            all.push(raw_derivative(&letter, &stand_in).substitute(&stand_in, base));
        }
        _ => {}
    }
    all
}

/// The expression with some parts replaced, the outermost first.
fn replaced(e: &Expr, by: &dyn Fn(&Expr) -> Option<Expr>) -> Expr {
    match by(e) {
        Some(new) => new,
        None if e.children().is_empty() => e.clone(),
        None => e.with_children(e.children().iter().map(|child| replaced(child, by)).collect()),
    }
}
