//! A map of the plane to the plane that a person typed.

use crate::{
    numeric::{self, Program, ProgramError, Scratch},
    plot::{Grid, Interval, Point},
    symbolic::{self, Expr, Symbol, parse, simplify},
};

/// Two functions of two variables, with their Jacobian.
#[derive(Clone, Debug)]
pub(super) struct Map {
    pub(super) texts: [String; 2],
    pub(super) parts: [Expr; 2],
    /// The formulas of the Jacobian, row by row.
    pub(super) formulas: Vec<Vec<Expr>>,
    program: Program,
    determinant: Program,
}

/// Two rows of two.
pub(super) type Matrix = [[f64; 2]; 2];

/// The smallest determinant beside its two products that is told from 0.
const ROUNDING: f64 = 1e-13;

impl Map {
    /// Reads both functions.
    ///
    /// # Errors
    /// In words, if one of them can't be read or differentiated or is of other variables.
    pub(super) fn read(texts: [&str; 2], names: [&str; 2]) -> Result<Self, String> {
        let by = names.map(Symbol::new);
        let mut parts = [Expr::zero(), Expr::zero()];
        for (text, part) in texts.iter().zip(&mut parts) {
            let read = parse(text).map_err(|error| error.to_string())?;
            if let Some(other) = read.symbols().into_iter().find(|symbol| !by.contains(symbol)) {
                return Err(format!("This is to be a function of {} and {}, and here is {other}.", by[0], by[1]));
            }
            *part = read;
        }
        let formulas = symbolic::jacobian(&parts, &by).map_err(|error| error.to_string())?;
        let entry = |i: usize, j: usize| formulas.get(i).and_then(|row| row.get(j)).cloned().unwrap_or_else(Expr::zero);
        let along = Expr::product([entry(0, 0), entry(1, 1)]);
        let across = Expr::product([entry(0, 1), entry(1, 0)]);
        let compiled =
            |expressions: &[Expr]| Program::new(expressions, &by).map_err(|error: ProgramError| error.to_string());
        let determinant = compiled(&[simplify(&Expr::sum([along, across.negate()]))])?;
        let program = compiled(&parts)?;
        Ok(Self { texts: texts.map(str::to_owned), parts, formulas, program, determinant })
    }

    /// Where a point goes; NaN where there is no value.
    pub(super) fn at(&self, (x, y): Point) -> Point {
        match self.program.eval(&[x, y]).as_slice() {
            [u, v] => (*u, *v),
            _ => (f64::NAN, f64::NAN),
        }
    }

    /// The Jacobian at a point, if it has one.
    pub(super) fn jacobian(&self, (x, y): Point) -> Option<Matrix> {
        let rows = numeric::jacobian(&self.program, &[x, y]).rows;
        let entry = |i: usize, j: usize| rows.get(i)?.get(j).copied().and_then(numeric::finite);
        Some([[entry(0, 0)?, entry(0, 1)?], [entry(1, 0)?, entry(1, 1)?]])
    }

    /// Where the determinant of the Jacobian is 0 and changes its sign.
    pub(super) fn folds(&self, x: Interval, y: Interval) -> Vec<Vec<Point>> {
        let grid = Grid::sample_columns(x, y, 61, 61, |xs, ys, out| {
            self.determinant.eval_columns(&[xs, ys], &mut Scratch::new(), &mut [out]);
        });
        let seen = || (0..grid.rows()).flat_map(|j| (0..grid.columns()).map(move |i| (i, j)));
        let signs = |sign: f64| seen().any(|(i, j)| grid.value(i, j) * sign > ROUNDING);
        if signs(1.0) && signs(-1.0) { crate::plot::contour::lines(&grid, 0.0) } else { Vec::new() }
    }
}

/// `ad - bc`; 0 where nothing but rounding is left of it.
pub(super) fn determinant([[a, b], [c, d]]: Matrix) -> f64 {
    let (along, across) = (a * d, b * c);
    let value = along - across;
    if value.abs() <= ROUNDING * (along.abs() + across.abs()) { 0.0 } else { value }
}

/// The product of two matrices.
pub(super) fn product(a: Matrix, b: Matrix) -> Matrix {
    [0, 1].map(|i| [0, 1].map(|j: usize| a[i][0] * b[0][j] + a[i][1] * b[1][j]))
}
