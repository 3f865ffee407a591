//! `Picture`: graphs in a problem and in what is said of an answer.

use super::{Blank, grading::without_label, problem::Source, words};
use crate::{
    numeric::{Program, difference},
    plot::{Axis, Mark, Point, Role, Scene, Shape, Viewport},
    symbolic::{Expr, Symbol, parse},
};

/// Stretches of x that are tried, in this order.
const WINDOWS: [(f64, f64); 5] = [(-3.0, 3.0), (-1.5, 1.5), (0.2, 4.0), (-0.9, 0.9), (0.05, 0.95)];
/// At so many points a stretch is looked at.
const LOOKS: usize = 61;
/// How high a graph may reach to be read, beside its middle.
const STEEPEST: f64 = 300.0;
/// How far two graphs have to be from one another somewhere, each scaled to its own height, to be told apart by eye.
const APART: f64 = 0.25;

/// A graph or two over a stretch of x.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    by: Symbol,
    window: (f64, f64),
    curves: Vec<(Role, Expr)>,
    /// What was measured.
    points: Vec<Point>,
    /// Where a tangent touches the first graph.
    tangent: Option<f64>,
}

impl Picture {
    /// The graph of a function over a stretch.
    pub(super) fn new(role: Role, f: &Expr, by: &Symbol, window: (f64, f64)) -> Self {
        Self { by: by.clone(), window, curves: vec![(role, f.clone())], points: Vec::new(), tangent: None }
    }

    /// The picture with a tangent to its first graph.
    #[must_use]
    pub(super) fn with_tangent(self, at: f64) -> Self {
        Self { tangent: Some(at), ..self }
    }

    /// The point where the tangent touches, and its slope.
    fn touching(&self) -> Option<(Point, f64)> {
        let (x, (_, f)) = (self.tangent?, self.curves.first()?);
        let program = Program::new(std::slice::from_ref(f), std::slice::from_ref(&self.by)).ok()?;
        let value = |x: f64| program.eval(&[x]).first().copied().unwrap_or(f64::NAN);
        Some(((x, value(x)), difference::central(value, x)))
    }

    /// The picture as a scene of that size in css pixels, with the axis y = 0 in sight.
    pub fn scene(&self, width: f64, height: f64) -> Scene {
        let seen = self.curves.iter().flat_map(|(_, e)| samples(e, &self.by, self.window).unwrap_or_default());
        let seen = seen.chain(self.points.iter().copied()).map(|(_, y)| y).chain([0.0]);
        let view = Viewport::new(self.window, (-1.0, 1.0), width, height).fit_y(seen);
        let mut scene = Scene::new(view);
        scene.x_axis = Some(Axis::new(self.by.name()));
        for (role, e) in &self.curves {
            if let Ok(program) = Program::new(std::slice::from_ref(e), std::slice::from_ref(&self.by)) {
                scene.curve(*role, |x| program.eval(&[x]).first().copied().unwrap_or(f64::NAN));
            }
        }
        if let Some((point, slope)) = self.touching() {
            scene.line(Role::Tangent, point, slope);
            scene.points(Role::Function, vec![point]);
        }
        if !self.points.is_empty() {
            scene.push(Mark::new(Role::Data, Shape::Points { at: self.points.clone(), marker: Role::Data.marker() }));
        }
        scene
    }

    /// The first graph in words: points that it goes through.
    pub fn words(&self) -> String {
        let points = self.curves.first().and_then(|(_, e)| samples(e, &self.by, self.window)).unwrap_or_default();
        let point = |(x, y): &Point| format!("({}, {})", words::number(*x, 2), words::number(*y, 2));
        let some: Vec<String> = points.iter().step_by((LOOKS - 1) / 6).map(point).collect();
        let graph = format!("A graph through {}", words::list(&some));
        match self.touching() {
            // Two points of the tangent, from which its slope can be read.
            Some(((x, y), slope)) => {
                let (one, two) = (point(&(x, y)), point(&(x + 1.0, y + slope)));
                format!("{graph}, with a tangent through {one} and {two}")
            }
            None => graph,
        }
    }
}

/// A stretch over which both a function and its derivative can be drawn and read; nothing if there is none.
pub(super) fn window(f: &Expr, slope: &Expr, by: &Symbol) -> Option<(f64, f64)> {
    let readable = |e: &Expr, window: (f64, f64)| {
        samples(e, by, window).is_some_and(|all| all.len() == LOOKS && all.iter().all(|(_, y)| y.abs() < STEEPEST))
    };
    WINDOWS.into_iter().find(|&window| readable(f, window) && readable(slope, window))
}

/// A stretch about a place over which a function stays low enough for a slope to be read off the picture; nothing if there is none.
pub(super) fn close_up(f: &Expr, by: &Symbol, about: f64) -> Option<(f64, f64)> {
    const LOWEST: f64 = 8.0;
    let is_low = |window: &(f64, f64)| {
        samples(f, by, *window).is_some_and(|all| all.len() == LOOKS && all.iter().all(|(_, y)| y.abs() <= LOWEST))
    };
    [3.0, 2.0, 1.5, 1.0].into_iter().map(|reach| (about - reach, about + reach)).find(is_low)
}

/// Whether two graphs look different over a stretch, however high each of them is drawn.
pub(super) fn look_different(a: &Expr, b: &Expr, by: &Symbol, window: (f64, f64)) -> bool {
    let scaled = |e: &Expr| {
        let all = samples(e, by, window).unwrap_or_default();
        let most = all.iter().fold(0.0f64, |most, (_, y)| most.max(y.abs()));
        all.into_iter().map(|(_, y)| if most > 0.0 { y / most } else { 0.0 }).collect::<Vec<_>>()
    };
    let (a, b) = (scaled(a), scaled(b));
    a.len() == LOOKS && b.len() == LOOKS && a.iter().zip(&b).any(|(a, b)| (a - b).abs() > APART)
}

/// A wrong answer over the slope as it is measured: for an answer that no slip explains. Nothing where a number is asked for, or
/// where there are other variables.
///
/// ```
/// use gradus::{practice::{Problem, answer_over_slope}, symbolic::{Symbol, parse}};
/// let problem = Problem::own(&parse("x^3").unwrap(), &Symbol::new("x")).unwrap();
/// let picture = answer_over_slope(&problem.blanks[0], "7x + 3").unwrap();
/// assert!(!picture.scene(300.0, 200.0).marks().is_empty());
/// ```
pub fn answer_over_slope(blank: &Blank, text: &str) -> Option<Picture> {
    let Source::Derivative { of, by } = &blank.source else { return None };
    let [by] = by.as_slice() else { return None };
    if !blank.options.is_empty() || of.symbols() != [by.clone()] {
        return None;
    }
    let answer = blank.spelled_out(&parse(without_label(text, blank).1).ok()?);
    let window = window(of, &answer, by).or_else(|| window(of, &blank.answer, by))?;
    let program = Program::new(std::slice::from_ref(of), std::slice::from_ref(by)).ok()?;
    let value = |x: f64| program.eval(&[x]).first().copied().unwrap_or(f64::NAN);
    let places = (1..24).map(|i| window.0 + (window.1 - window.0) * f64::from(i) / 24.0);
    let points: Vec<Point> =
        places.map(|x| (x, difference::central(value, x))).filter(|(_, y)| y.is_finite()).collect();
    Some(Picture { points, ..Picture::new(Role::Error, &answer, by, window) })
}

/// The finite values of a function of one variable over a stretch.
fn samples(e: &Expr, by: &Symbol, (lo, hi): (f64, f64)) -> Option<Vec<Point>> {
    let program = Program::new(std::slice::from_ref(e), std::slice::from_ref(by)).ok()?;
    let at = |i: usize| lo + (hi - lo) * i as f64 / (LOOKS - 1) as f64;
    let point = |x: f64| (x, program.eval(&[x]).first().copied().unwrap_or(f64::NAN));
    Some((0..LOOKS).map(at).map(point).filter(|(_, y)| y.is_finite()).collect())
}

#[cfg(test)]
mod tests {
    use crate::practice::{Form, Kind, Meaning, Problem};

    #[test]
    fn many_problems_can_be_asked_by_graphs_and_each_has_one_right_one() {
        let mut asked = 0;
        for kind in Kind::all() {
            for seed in 0..4 {
                let problem = Problem::new(kind, seed).in_form(Form::Graph);
                if problem.form != Form::Graph {
                    continue;
                }
                asked += 1;
                let [blank] = problem.blanks.as_slice() else { panic!("{}", kind.id) };
                let right: Vec<_> = blank.options.iter().filter(|o| o.meaning == Meaning::Right).collect();
                assert_eq!(right.len(), 1, "{}", kind.id);
                assert!((3..=4).contains(&blank.options.len()), "{}", kind.id);
                for option in &blank.options {
                    let picture = option.picture.as_ref().unwrap();
                    assert!(picture.scene(240.0, 160.0).marks().len() == 1, "{} {seed}", kind.id);
                    assert!(!picture.words().contains("NaN"), "{}", picture.words());
                }
                assert!(problem.picture.is_some());
            }
        }
        for form in [Form::MissingLine, Form::Slope] {
            let all = Kind::all().flat_map(|kind| (0..4).map(move |seed| Problem::new(kind, seed).in_form(form)));
            let made: Vec<Problem> = all.filter(|problem| problem.form == form).collect();
            println!("{} of {} problems can be asked as {}", made.len(), 4 * Kind::all().count(), form.id());
            assert!(made.len() > 20, "{}", made.len());
            for problem in made {
                let options = &problem.blanks[0].options;
                assert_eq!(options.iter().filter(|o| o.meaning == Meaning::Right).count(), 1);
                assert!((3..=4).contains(&options.len()));
                for (i, option) in options.iter().enumerate() {
                    let is_right = crate::practice::grade(&problem.blanks[0], &(i + 1).to_string()).is_correct();
                    assert_eq!(is_right, option.meaning == Meaning::Right, "{:?} {}", problem.plain, option.formula);
                }
            }
        }
        println!("{asked} of {} problems can be asked by graphs", 4 * Kind::all().count());
        assert!(asked > 50, "{asked}");
    }
}
