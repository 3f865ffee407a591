//! Quotients with a varying denominator.

use super::{
    super::terms::{applies, leads_with_minus, minus, over, plus, times},
    Calculus, Slips,
};
use crate::symbolic::{Expr, Function, Node};

pub(super) fn add(e: &Expr, calculus: &Calculus, slips: &mut Slips) {
    match e.node() {
        Node::Quotient([f, g]) if calculus.varies(g) => wrong_quotients(f, g, calculus, slips),
        // c·(f/g) is read as (c·f)/g too.
        Node::Product(factors) => {
            let (varying, constant): (Vec<&Expr>, Vec<&Expr>) = factors.iter().partition(|f| calculus.varies(f));
            if let [only] = varying.as_slice()
                && let Node::Quotient([f, g]) = only.node()
                && calculus.varies(g)
            {
                let f = times(constant.into_iter().cloned().chain([f.clone()]));
                wrong_quotients(&f, g, calculus, slips);
            }
        }
        _ => {}
    }
}

fn wrong_quotients(f: &Expr, g: &Expr, calculus: &Calculus, slips: &mut Slips) {
    let (df, dg) = (calculus.slope(f), calculus.slope(g));
    let (dfg, fdg) = (times([df.clone(), g.clone()]), times([f.clone(), dg.clone()]));
    let square = |u: &Expr| Expr::power(u.clone(), Expr::integer(2));
    let right = minus(dfg.clone(), fdg.clone());
    if calculus.varies(f) {
        slips.push(&["Q1"], over(df, dg));
        slips.push(&["Q2"], over(plus([dfg.clone(), fdg.clone()]), square(g)));
        slips.push(&["Q5"], over(minus(fdg, dfg), square(g)));
    } else {
        slips.push(&["P4"], over(f.clone(), dg));
        if !f.is_integer(1) {
            let dropped = calculus.slope(&over(Expr::one(), g.clone()));
            slips.push(if f.symbols().is_empty() { &["C4"] } else { &["V2"] }, dropped);
        }
        slips.push(&["Q1"], Expr::zero());
        let of_minus = applies(g, |f| f == Function::Exp)
            && g.any(&|e| matches!(e.node(), Node::Apply(Function::Exp, u) if leads_with_minus(u)));
        slips.push(if of_minus { &["N6", "Q5", "Q2"] } else { &["Q5", "Q2"] }, over(fdg, square(g)));
    }
    slips.push(&["Q3"], over(right.clone(), g.clone()));
    slips.push(&["Q4"], over(right, square(f)));
}
