//! The softmax lab in formulas and sentences.

use super::{SoftmaxLab, figure};
use crate::lab::{figure_latex, subscripted};

pub(super) fn lines(lab: &SoftmaxLab) -> Vec<String> {
    let tempered = lab.temperature != 1.0;
    let over = |z: &str| if tempered { format!("{z}/T") } else { z.to_owned() };
    let (p, z) = (lab.probabilities(), lab.scaled());
    let at = |values: &[f64], i: usize| figure_latex(values.get(i).copied());
    let y = lab.target;
    let t = if tempered { r"\frac{1}{T}" } else { "" };
    let (i, j) = lab.cell;
    let (a, b) = (i + 1, j + 1);
    let times =
        if tempered { format!(r"\frac{{1}}{{{}}}\cdot ", figure_latex(Some(lab.temperature))) } else { String::new() };
    let entry = figure_latex(lab.jacobian().get(i).and_then(|row| row.get(j)).copied());
    let cell = if i == j {
        format!(
            r"\frac{{\partial p_{a}}}{{\partial z_{a}}}={t}p_{a}(1-p_{a})={times}{0}\cdot (1-{0})={entry}",
            at(&p, i)
        )
    } else {
        format!(
            r"\frac{{\partial p_{a}}}{{\partial z_{b}}}=-{t}p_{a}\,p_{b}=-{times}{}\cdot {}={entry}",
            at(&p, i),
            at(&p, j)
        )
    };
    let entries: Vec<String> = lab.gradient().into_iter().map(|g| figure_latex(Some(g))).collect();
    let most = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = z.iter().map(|z| (z - most).exp()).sum();
    vec![
        format!(r"p_i=\frac{{e^{{{0}}}}}{{\sum_k e^{{{1}}}}}", over("z_i"), over("z_k")),
        cell,
        format!(r"L=-\ln p_{}={}", y + 1, figure_latex(Some(lab.loss()))),
        format!(r"\nabla L={t}(p-y)=\begin{{pmatrix}}{}\end{{pmatrix}}", entries.join(r"\\")),
        format!(
            r"\ln\sum_k e^{{{0}}}=m+\ln\sum_k e^{{{0}-m}}={1}+\ln {2}={3}",
            over("z_k"),
            figure_latex(Some(most)),
            figure_latex(Some(sum)),
            figure_latex(Some(lab.shares.log_sum_exp(&z)))
        ),
    ]
}

pub(super) fn describe(lab: &SoftmaxLab) -> String {
    let (p, gradient) = (lab.probabilities(), lab.gradient());
    let y = lab.target;
    let right = figure(p.get(y).copied());
    let loss = format!(
        "The right class, {}, has the probability {right}; the loss is {}, the negative logarithm of that.",
        y + 1,
        figure(Some(lab.loss()))
    );
    let others = gradient.iter().enumerate().filter(|(i, _)| *i != y);
    let pull = match others.max_by(|a, b| a.1.total_cmp(b.1)) {
        Some((worst, g)) if *g > 0.0 => format!(
            " A step of descent pushes {} up by {} times the rate, and {} down most, by {}.",
            subscripted(&format!("z{}", y + 1)),
            figure(gradient.get(y).map(|g| -g)),
            subscripted(&format!("z{}", worst + 1)),
            figure(Some(*g))
        ),
        _ => String::new(),
    };
    let naive: f64 = lab.scaled().iter().map(|z| z.exp()).sum();
    let written = if naive.is_infinite() {
        " As written, the powers of e overflow here and the quotient is ∞/∞; taken relative to the largest logit they do not."
    } else if naive == 0.0 {
        " As written, all powers of e are too small for a double here and the quotient is 0/0; taken relative to the largest logit they are not."
    } else {
        ""
    };
    format!("{loss}{pull}{written}")
}
