//! The Jacobian lab in formulas and sentences.

use super::{JacobianLab, figure, map};
use crate::{lab::figure_latex, symbolic::latex};

fn matrix(rows: &map::Matrix) -> String {
    let row = |row: &[f64; 2]| row.map(|entry| figure_latex(Some(entry))).join("&");
    format!(r"\begin{{pmatrix}}{}\\{}\end{{pmatrix}}", row(&rows[0]), row(&rows[1]))
}

pub(super) fn lines(lab: &JacobianLab) -> Vec<String> {
    let formulas = |map: &map::Map| {
        let row = |row: &Vec<_>| row.iter().map(latex).collect::<Vec<_>>().join("&");
        map.formulas.iter().map(row).collect::<Vec<_>>().join(r"\\")
    };
    let mut lines = vec![format!(
        r"J=\frac{{\partial(u,v)}}{{\partial(x,y)}}=\begin{{pmatrix}}{}\end{{pmatrix}}",
        formulas(&lab.first)
    )];
    if let Some(then) = &lab.then {
        lines.push(format!(
            r"K=\frac{{\partial(p,q)}}{{\partial(u,v)}}=\begin{{pmatrix}}{}\end{{pmatrix}}",
            formulas(then)
        ));
    }
    let Some((first, then)) = lab.factors() else { return lines };
    let [x, y] = [lab.point.0, lab.point.1].map(|v| figure_latex(Some(v)));
    let whole = match then {
        None => {
            lines.push(format!(r"J({x},\,{y})={}", matrix(&first)));
            ("J", first)
        }
        Some(then) => {
            let whole = map::product(then, first);
            lines.push(format!("KJ={}{}={}", matrix(&then), matrix(&first), matrix(&whole)));
            ("KJ", whole)
        }
    };
    lines.push(format!(r"\det {}={}", whole.0, figure_latex(Some(map::determinant(whole.1)))));
    lines
}

pub(super) fn describe(lab: &JacobianLab) -> String {
    let at = format!("({}, {})", figure(Some(lab.point.0)), figure(Some(lab.point.1)));
    let (u, v) = lab.image(lab.point);
    if !(u.is_finite() && v.is_finite()) {
        return format!("The map has no value at {at}.");
    }
    let image = format!("{at} goes to ({}, {})", figure(Some(u)), figure(Some(v)));
    let Some(matrix) = lab.jacobian() else {
        return format!("{image}. There is no Jacobian at this point: a partial derivative is missing.");
    };
    let determinant = map::determinant(matrix);
    let size = figure(Some(determinant.abs()));
    let grown = if size == "1" { "keeps its size".to_owned() } else { format!("becomes {size} times as large") };
    let area = match determinant {
        0.0 => "The determinant is 0: close to the point everything is squeezed onto a line, and no area is left."
            .to_owned(),
        d if d > 0.0 => format!("The determinant is {size}: a small area there {grown}."),
        _ => format!("The determinant is −{size}: a small area there {grown}, and is turned over."),
    };
    let longest = matrix.iter().flatten().fold(0.0f64, |most, entry| most.max(entry.abs())) * lab.side;
    let bend = match lab.bend() {
        Some(bend) if longest > 0.0 && bend <= 1e-9 * longest => {
            " The image is the parallelogram itself: the map is linear here.".to_owned()
        }
        Some(bend) => format!(
            " The corners of the true image are up to {} off the parallelogram; a smaller square is off by less, even beside its size.",
            figure(Some(bend))
        ),
        None => " A corner of the square has no image.".to_owned(),
    };
    format!("{image}. {area}{bend}")
}
