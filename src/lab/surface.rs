//! A function of two variables that a person typed, as labs need it.

use std::sync::Arc;

use crate::{
    numeric::{Program, Scratch, SecondOrder, finite, gradient, gradient_columns, hessian},
    plot::{Grid, Heat, Interval, Mark, Point, Role, Scene, Shape, contour},
    symbolic::{self, Expr, Symbol, parse},
};

/// A function of two variables with its gradient and Hessian.
#[derive(Clone, Debug)]
pub struct Surface {
    text: String,
    f: Expr,
    by: [Symbol; 2],
    program: Program,
    gradient: Vec<Expr>,
}

/// A function from above: how high it is, and on which lines it has one height.
#[derive(Clone, Debug)]
pub struct Landscape {
    /// The heights as a tint.
    pub heat: Heat,
    /// The heights of the contour lines.
    pub levels: Vec<f64>,
    /// The contour lines.
    lines: Vec<Vec<Point>>,
}

impl Landscape {
    /// From the heights on a grid, with so many contour lines.
    pub fn new(grid: &Grid, levels: usize) -> Self {
        let levels = contour::levels(grid, levels);
        let lines = levels.iter().flat_map(|&level| contour::lines(grid, level)).collect();
        Self { heat: Heat::from_grid(grid), levels, lines }
    }

    /// Puts tint and contour lines into a picture.
    pub fn show(&self, scene: &mut Scene) {
        scene.heat = Some(self.heat.clone());
        scene.push(Mark::new(Role::Level, Shape::Lines(self.lines.clone())));
    }
}

/// The values of a function of two variables on a grid.
pub(super) fn sampled(program: &Program, x: Interval, y: Interval, points: usize) -> Grid {
    Grid::sample_columns(x, y, points, points, |xs, ys, out| {
        program.eval_columns(&[xs, ys], &mut Scratch::new(), &mut [out]);
    })
}

/// The gradient of a function of two variables as pale arrows over a picture.
pub(super) fn field(program: &Program, scene: &mut Scene) {
    scene.field_of_columns(Role::Gradient, |xs, ys, by_x, by_y| {
        gradient_columns(program, &[xs, ys], &mut [&mut vec![f64::NAN; xs.len()], by_x, by_y]);
    });
}

/// Points of the grid each way, and contour lines.
const POINTS: usize = 101;
const LEVELS: usize = 14;

impl Surface {
    /// Reads a function; of fewer than two variables, x and y are added.
    ///
    /// # Errors
    /// In words, if the text can't be read, has more than two variables, or no gradient that can be written.
    pub fn read(text: &str) -> Result<Self, String> {
        let f = parse(text).map_err(|error| error.to_string())?;
        let by = match f.symbols().as_slice() {
            [] => ["x", "y"].map(Symbol::new),
            [only] if only.name() == "y" => [Symbol::new("x"), only.clone()],
            [only] => [only.clone(), Symbol::new("y")],
            [first, second] => [first.clone(), second.clone()],
            [first, second, third, ..] => {
                return Err(format!(
                    "This needs a function of two variables, and here are {first}, {second} and {third}."
                ));
            }
        };
        Self::of(text, f, by)
    }

    /// A function that is read already.
    ///
    /// # Errors
    /// In words, if it has other variables, or no gradient that can be written.
    pub fn of(text: &str, f: Expr, by: [Symbol; 2]) -> Result<Self, String> {
        let program = Program::new(std::slice::from_ref(&f), &by).map_err(|error| error.to_string())?;
        let gradient = symbolic::gradient(&f, &by).map_err(|error| error.to_string())?;
        Ok(Self { text: text.to_owned(), f, by, program, gradient })
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The function.
    pub fn expr(&self) -> &Expr {
        &self.f
    }

    /// Its variables.
    pub fn by(&self) -> &[Symbol; 2] {
        &self.by
    }

    /// Their names.
    pub fn names(&self) -> [&str; 2] {
        self.by.each_ref().map(Symbol::name)
    }

    /// The formulas of its gradient.
    pub fn gradient(&self) -> &[Expr] {
        &self.gradient
    }

    /// Its value, if it has one that can be shown.
    pub fn value(&self, (x, y): Point) -> Option<f64> {
        self.program.eval(&[x, y]).first().copied().and_then(finite)
    }

    /// Its gradient, where it has one.
    pub fn slopes(&self, (x, y): Point) -> Option<Point> {
        match *gradient(&self.program, &[x, y]) {
            [dx, dy] if dx.is_finite() && dy.is_finite() => Some((dx, dy)),
            _ => None,
        }
    }

    /// Its gradient as pale arrows over the picture.
    pub fn field(&self, scene: &mut Scene) {
        field(&self.program, scene);
    }

    /// Its values on a grid.
    pub fn grid(&self, x: Interval, y: Interval, points: usize) -> Grid {
        sampled(&self.program, x, y, points)
    }

    /// Value, gradient and Hessian, where all of them exist.
    pub fn second_order(&self, (x, y): Point) -> Option<SecondOrder> {
        let all = hessian(&self.program, &[x, y]);
        let numbers = std::iter::once(&all.value).chain(&all.gradient).chain(all.hessian.iter().flatten());
        numbers.copied().all(f64::is_finite).then_some(all)
    }

    /// The function from above.
    pub fn landscape(&self, x: Interval, y: Interval) -> Arc<Landscape> {
        Arc::new(Landscape::new(&self.grid(x, y, POINTS), LEVELS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_found_or_added() {
        for (text, names) in
            [("a*b", ["a", "b"]), ("y^2", ["x", "y"]), ("x^2", ["x", "y"]), ("w^2", ["w", "y"]), ("5", ["x", "y"])]
        {
            assert_eq!(Surface::read(text).unwrap().by().clone().map(|x| x.name().to_owned()), names, "{text}");
        }
        assert_eq!(
            Surface::read("a b c").unwrap_err(),
            "This needs a function of two variables, and here are a, b and c."
        );
        assert!(Surface::read("2+").is_err());
    }

    #[test]
    fn nothing_is_said_where_a_derivative_is_missing() {
        let surface = Surface::read("|x|+y^2").unwrap();
        assert_eq!(surface.second_order((1.0, 3.0)).unwrap().gradient, [1.0, 6.0]);
        assert!(surface.second_order((0.0, 3.0)).is_none() && surface.value((0.0, 3.0)) == Some(9.0));
    }
}
