//! The ways to a slope, held against one another at the point.

use super::TangentLab;
use crate::{
    lab::figure,
    numeric::{Complex, Dual, Scalar, Scratch, Tape, difference, finite},
};

/// One way to the slope at the point.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What it is called.
    pub name: &'static str,
    /// What it gives, to all digits that a double holds, or why it gives nothing.
    pub slope: String,
    /// How far that is from the slope by rules; empty where there is nothing to compare.
    pub off: String,
}

/// The imaginary step: so small that its error is far below rounding.
const IMAGINARY: f64 = 1e-20;

/// What stands where a way gives no number.
const NOTHING: &str = "no derivative";

impl TangentLab {
    /// The slope at the point by rules, by forward mode ([`Dual`]), by reverse mode ([`Tape`]), by the complex step
    /// ([`difference::complex_step`]), by a central difference, and by differences extrapolated by Richardson, with the error that
    /// those estimate of themselves.
    ///
    /// At a corner or a jump, and where the function has no value, no way gives a number here.
    ///
    /// ```
    /// use gradus::{lab::{TangentLab, tangent::Action}, symbolic::{Symbol, parse}};
    /// let mut lab = TangentLab::new(&parse("x^3")?, &Symbol::new("x"))?;
    /// lab.update(Action::MoveTo(2.0));
    /// let ways = lab.ways();
    /// assert_eq!((ways[0].name, ways[0].slope.as_str()), ("rules", "12"));
    /// assert_eq!((ways[1].name, ways[1].slope.as_str(), ways[1].off.as_str()), ("forward mode", "12", "0"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ways(&self) -> Vec<Way> {
        let x = self.x();
        let there = self.value_at(x).is_some();
        let smooth = there && self.kink().is_none();
        let known = |slope: f64| finite(slope).filter(|_| smooth);
        let rules = self.slope_at(x).filter(|_| smooth);
        let f = |x: f64| self.value_at(x).unwrap_or(f64::NAN);
        let extrapolated = difference::richardson(f, x, self.window.span() / 64.0);
        let nothing = if there { NOTHING } else { "no value" };
        let way = |name, slope: Option<f64>| Way {
            name,
            slope: slope.map_or_else(|| nothing.to_owned(), digits),
            off: slope.zip(rules).map_or_else(String::new, |(slope, rules)| distance(slope - rules)),
        };
        let mut last = way("differences, extrapolated", known(extrapolated.value));
        if known(extrapolated.value).is_some() {
            last.slope = format!("{} ± {}", last.slope, distance(extrapolated.error));
        }
        vec![
            Way { off: String::new(), ..way("rules", rules) },
            way("forward mode", known(self.by_forward_mode())),
            way("reverse mode", known(self.by_reverse_mode())),
            way("complex step", known(self.by_complex_step())),
            way("central difference", known(difference::central(f, x))),
            last,
        ]
    }

    pub(super) fn by_forward_mode(&self) -> f64 {
        let dual = |(i, &v): (usize, &f64)| if i == 0 { Dual::variable(v, 0) } else { Dual::constant(v) };
        let duals: Vec<Dual<1>> = self.point.iter().enumerate().map(dual).collect();
        let mut out = [Dual::<1>::constant(f64::NAN)];
        self.f.run(&duals, &mut Scratch::new(), &mut out);
        out[0].derivative(0)
    }

    fn by_reverse_mode(&self) -> f64 {
        let mut tape = Tape::new(&self.f);
        tape.record(&self.point);
        tape.backward(0).first().copied().unwrap_or(f64::NAN)
    }

    fn by_complex_step(&self) -> f64 {
        let f = |z: Complex| {
            let mut point: Vec<Complex> = self.point.iter().map(|&v| Complex::constant(v)).collect();
            if let Some(own) = point.first_mut() {
                *own = z;
            }
            let mut out = [Complex::constant(f64::NAN)];
            self.f.run(&point, &mut Scratch::new(), &mut out);
            out[0]
        };
        difference::complex_step(f, self.x(), IMAGINARY)
    }
}

/// All the digits of a double, the shortest that read back to it, with a true minus sign; very large and very small ones in powers of ten.
fn digits(value: f64) -> String {
    let size = value.abs();
    if value == 0.0 {
        "0".to_owned()
    } else if (1e-4..1e9).contains(&size) {
        value.to_string().replace('-', "−")
    } else {
        figure(Some(value))
    }
}

/// A difference: two digits are enough.
fn distance(value: f64) -> String {
    format!("{value:.1e}").parse().map_or_else(|_| String::new(), |rounded| figure(Some(rounded)))
}
