//! `exp`, `ln`, `sin`, `cos`, `atan`, `erf` and π of balls, by series after the argument has been made small (Brent and
//! Zimmermann, *Modern Computer Arithmetic*, chapter 4).
//!
//! Inside, a number is an integer that counts units of `2^-scale`; errors are counted in those units too.

use std::cmp::Ordering;

use dashu_base::{BitTest, DivEuclid, RemEuclid, UnsignedAbs};
use dashu_int::{IBig, UBig};

use super::{
    super::Missing::{self, Unclear, Undefined},
    ball::{Ball, MAX_TOP},
};

/// Of what is larger than `2^MAX_TURNS`, sine and cosine are only known to lie between -1 and 1: more would take as many
/// digits of π.
const MAX_TURNS: i64 = 1100;

/// Bits beyond those asked for, which take up the errors of a series.
const GUARD: usize = 16;

/// The functions, and the constants that they have needed so far.
#[derive(Default)]
pub(in super::super) struct Elementary {
    half_pi: Option<(usize, IBig)>,
    ln_2: Option<(usize, IBig)>,
}

impl Elementary {
    /// π
    pub fn pi(&mut self, bits: usize) -> Ball {
        let scale = bits + GUARD;
        Ball::new(self.half_pi(scale), 2u8.into(), 1 - scale as i64, bits)
    }

    /// `e^x`
    ///
    /// # Errors
    /// Unclear if the result is out of range, or `x` is not known to within 1/4.
    pub fn exp(&mut self, x: &Ball, bits: usize) -> Result<Ball, Missing> {
        if x.is_zero() {
            return Ok(Ball::integer(1));
        }
        // |x| ≥ 2^41, and so e^-|x| < 2^-MAX_TOP.
        if x.nearer_end().top() > 41 {
            let tiny = Ball::new(IBig::ZERO, UBig::ONE, -MAX_TOP, bits);
            return if x.is_negative() { Ok(tiny) } else { Err(Unclear) };
        }
        if !x.is_within(-2) {
            return Err(Unclear);
        }
        let scale = bits + GUARD;
        let (middle, radius, exponent) = x.parts();
        let argument = shifted(middle, exponent + scale as i64);
        // x = k·ln 2 + t
        let k = (to_f64(&argument, scale) / std::f64::consts::LN_2).round() as i64;
        let (value, error) = exp_small(&(argument - self.ln_2_times(k, scale)), scale);
        // t is right to 3 units. e^(x ± r) = e^x·(1 ± 2r) for r ≤ 1/4.
        let carried = if radius == 0 { UBig::ZERO } else { shifted(&(&value * (2 * radius)), exponent).unsigned_abs() };
        Ok(Ball::new(value, carried + (6 + 1 + error), k - scale as i64, bits))
    }

    /// `ln x`
    ///
    /// # Errors
    /// Undefined for `x ≤ 0`, unclear if `x` may be so.
    pub fn ln(&mut self, x: &Ball, bits: usize) -> Result<Ball, Missing> {
        match x.sign() {
            Some(Ordering::Greater) => {}
            Some(_) => return Err(Undefined),
            None => return Err(Unclear),
        }
        let (middle, radius, exponent) = x.parts();
        // x = f·2^k with 3/4 ≤ f < 3/2.
        let length = middle.bit_len();
        let places = if length >= 2 && middle.bit(length - 2) { length } else { length - 1 };
        let k = exponent + places as i64;
        // Near 1 the logarithm is small, and takes more places.
        let distance = (middle - (IBig::ONE << places)).bit_len();
        if k == 0 && distance == 0 && radius == 0 {
            return Ok(Ball::integer(0));
        }
        let scale = bits + GUARD + if k == 0 { places - distance } else { 0 };
        let f = shifted(middle, scale as i64 - places as i64);
        // By doubles first; what is left then is all but 1.
        let guess = fixed(to_f64(&f, scale).ln(), scale);
        let (inverse, error) = exp_small(&-&guess, scale);
        let one = IBig::ONE << scale;
        let left = (f * inverse) >> scale;
        // ln u = 2·artanh((u - 1)/(u + 1))
        let z = ((&left - &one) << scale) / (&left + &one);
        let (series, terms) = odd_series(&z, scale, false);
        let value = guess + (series << 1usize) + self.ln_2_times(k, scale);
        let mut bound = UBig::from(4 * error + 4 * terms + 20);
        if radius != 0 {
            // |ln x' - ln x| ≤ r/(x - r)
            bound += (UBig::from(radius) << scale) / (middle.unsigned_abs() - radius) + 1u8;
        }
        Ok(Ball::new(value, bound, -(scale as i64), bits))
    }

    /// `sin x`
    pub fn sin(&mut self, x: &Ball, bits: usize) -> Ball {
        if x.top() < -(bits as i64) {
            return x.give_or_take(&x.multiply(&x.multiply(x, bits), bits), bits);
        }
        self.circular(x, 0, bits)
    }

    /// `cos x`
    pub fn cos(&mut self, x: &Ball, bits: usize) -> Ball {
        if x.top() < -(bits as i64) {
            return Ball::integer(1).give_or_take(&x.multiply(x, bits), bits);
        }
        self.circular(x, 1, bits)
    }

    /// `sin(x + quarters·π/2)`
    fn circular(&mut self, x: &Ball, quarters: u8, bits: usize) -> Ball {
        if !x.is_within(-1) || x.top() > MAX_TURNS {
            return Ball::new(IBig::ZERO, UBig::ONE, 0, bits);
        }
        let top = x.top();
        let scale = bits + GUARD + usize::try_from(-top).unwrap_or(0);
        let extra = 8 + usize::try_from(top).unwrap_or(0);
        let (middle, radius, exponent) = x.parts();
        let argument = shifted(middle, exponent + scale as i64) << extra;
        let half_pi = self.half_pi(scale + extra);
        let turns = (&argument + (&half_pi >> 1usize)).div_euclid(&half_pi);
        // Right to 3 units.
        let t = (argument - &turns * half_pi) >> extra;
        let quadrant = u8::try_from(turns.rem_euclid(IBig::from(4))).unwrap_or(0) + quarters;
        let (value, terms) = circular_series(&t, scale, quadrant.is_multiple_of(2));
        let value = if quadrant % 4 >= 2 { -value } else { value };
        let carried = shifted(&IBig::from(radius), exponent + scale as i64).unsigned_abs();
        Ball::new(value, carried + (5 + 3 * terms), -(scale as i64), bits)
    }

    /// `atan x`
    ///
    /// # Errors
    /// None that a ball can cause.
    pub fn atan(&mut self, x: &Ball, bits: usize) -> Result<Ball, Missing> {
        let top = x.top();
        if top < -(bits as i64) {
            return Ok(x.give_or_take(&x.multiply(&x.multiply(x, bits), bits), bits));
        }
        let near = x.to_f64();
        if near.abs() > 2.0 && x.sign().is_some() {
            // The rest of a right angle.
            let right_angle = self.pi(bits).scaled(-1);
            let rest = self.atan(&Ball::integer(1).divide(x, bits)?, bits)?;
            return Ok(if near > 0.0 { right_angle } else { right_angle.negate() }.subtract(&rest, bits));
        }
        if !x.is_within(0) {
            return Ok(Ball::new(IBig::ZERO, UBig::ONE, 1, bits));
        }
        let scale = bits + GUARD + usize::try_from(-top).unwrap_or(0);
        let (middle, radius, exponent) = x.parts();
        let argument = shifted(middle, exponent + scale as i64);
        // By doubles first; the angle that is left has the tangent z = (x - tan g)/(1 + x·tan g).
        let guess = fixed(near.atan(), scale);
        let (sine, terms) = circular_series(&guess, scale, true);
        let (cosine, more) = circular_series(&guess, scale, false);
        let rise = ((&argument * &cosine) >> scale) - &sine;
        let run = cosine + ((argument * sine) >> scale);
        let z = (rise << scale) / run;
        let error = 4 * (3 * terms.max(more) + 1) + 6;
        let (series, terms) = odd_series(&z, scale, true);
        let carried = shifted(&IBig::from(radius), exponent + scale as i64).unsigned_abs();
        Ok(Ball::new(guess + series, carried + (error + 2 * terms + 4), -(scale as i64), bits))
    }

    /// The error function, `2/√π·e^(-x²)·(x + 2x³/3 + 4x⁵/15 + …)`; every term is positive (Abramowitz and Stegun 7.1.6).
    ///
    /// # Errors
    /// None that a ball can cause.
    pub fn erf(&mut self, x: &Ball, bits: usize) -> Result<Ball, Missing> {
        let near = x.to_f64();
        if x.is_zero() {
            return Ok(x.clone());
        }
        if !x.is_within(-2) {
            return Ok(Ball::new(IBig::ZERO, UBig::ONE, 0, bits));
        }
        // 1 - erf x < e^(-x²)
        if near.abs() > 1.0 && (near.abs() - 0.5).powi(2) > 0.7 * (bits + 2) as f64 {
            let one = Ball::integer(if near > 0.0 { 1 } else { -1 });
            return Ok(one.give_or_take(&Ball::integer(1).scaled(-(bits as i64)), bits));
        }
        let working = bits + GUARD;
        let square = x.multiply(x, working);
        let (mut term, mut sum, mut odd) = (x.clone(), x.clone(), 3);
        loop {
            term = term.multiply(&square, working).scaled(1).divide(&Ball::integer(odd), working)?;
            sum = sum.add(&term, working);
            // Once each term is less than half of the one before, the rest is less than the last.
            let halving = 4.0 * (near.abs() + 0.25).powi(2) < odd as f64;
            if halving && term.top() < sum.top().saturating_sub(working as i64) {
                break;
            }
            odd += 2;
        }
        let sum = sum.give_or_take(&term, working);
        let decay = self.exp(&square.negate(), working)?;
        let factor = Ball::integer(2).divide(&self.pi(working).square_root(working)?, working)?;
        Ok(sum.multiply(&decay, working).multiply(&factor, bits))
    }

    /// `k·ln 2` to within 2 units, for `|k| ≤ 2^42`.
    fn ln_2_times(&mut self, k: i64, scale: usize) -> IBig {
        const EXTRA: usize = 44;
        if k == 0 {
            return IBig::ZERO;
        }
        // 18·artanh(1/26) - 2·artanh(1/4801) + 8·artanh(1/8749)
        let ln_2 = constant(&mut self.ln_2, scale + EXTRA, |scale| {
            let artanh = |n| odd_series_of_inverse(n, scale, false);
            artanh(26) * 18 - artanh(4801) * 2 + artanh(8749) * 8
        });
        (ln_2 * k) >> EXTRA
    }

    /// π/2 to within 2 units, by Machin's formula.
    fn half_pi(&mut self, scale: usize) -> IBig {
        constant(&mut self.half_pi, scale, |scale| {
            let atan = |n| odd_series_of_inverse(n, scale, true);
            atan(5) * 8 - atan(239) * 2
        })
    }
}

/// A constant to within 2 units, from what is known of it or worked out anew.
fn constant(known: &mut Option<(usize, IBig)>, scale: usize, work_out: impl FnOnce(usize) -> IBig) -> IBig {
    let (places, value) = match known.take() {
        Some(enough) if enough.0 >= scale => enough,
        // The formulas lose less than 20 bits.
        _ => (scale + 32, work_out(scale + 32)),
    };
    let result = &value >> (places - scale);
    *known = Some((places, value));
    result
}

/// `e^t` for `|t| < 1/2`, with its error in units, that of `t` not counted (which at most doubles).
fn exp_small(t: &IBig, scale: usize) -> (IBig, u64) {
    // e^t = (e^(t/2^halvings))^(2^halvings); each squaring doubles the error.
    let halvings = scale.isqrt();
    let extra = halvings + 14;
    let working = scale + extra;
    let t = shifted(t, extra as i64 - halvings as i64);
    let mut term = IBig::ONE << working;
    let mut sum = term.clone();
    for n in 1u64.. {
        term = ((term * &t) >> working) / n;
        if term.is_zero() {
            break;
        }
        sum += &term;
    }
    for _ in 0..halvings {
        sum = (&sum * &sum) >> working;
    }
    (sum >> extra, 2)
}

/// `sin t` or `cos t` for `|t| ≤ 5/4`, and the number of terms, each of which may be wrong by 3 units.
fn circular_series(t: &IBig, scale: usize, sine: bool) -> (IBig, u64) {
    let square = (t * t) >> scale;
    let (mut term, mut n) = if sine { (t.clone(), 1u64) } else { (IBig::ONE << scale, 0) };
    let (mut sum, mut terms) = (term.clone(), 1);
    loop {
        term = -((term * &square) >> scale) / ((n + 1) * (n + 2));
        if term.is_zero() {
            return (sum, terms);
        }
        sum += &term;
        n += 2;
        terms += 1;
    }
}

/// `z + z³/3 + z⁵/5 + …`, or with alternating signs, and the number of terms, each of which may be wrong by 2 units.
fn odd_series(z: &IBig, scale: usize, alternating: bool) -> (IBig, u64) {
    let square = (z * z) >> scale;
    let (mut power, mut sum, mut terms) = (z.clone(), z.clone(), 1u64);
    loop {
        power = (power * &square) >> scale;
        let term = &power / (2 * terms + 1);
        if term.is_zero() {
            return (sum, terms);
        }
        if alternating && terms % 2 == 1 {
            sum -= term;
        } else {
            sum += term;
        }
        terms += 1;
    }
}

/// The same of `1/n`.
fn odd_series_of_inverse(n: u64, scale: usize, alternating: bool) -> IBig {
    let mut power = (IBig::ONE << scale) / n;
    let (mut sum, mut odd) = (power.clone(), 1u64);
    loop {
        power /= n * n;
        odd += 2;
        let term = &power / odd;
        if term.is_zero() {
            return sum;
        }
        if alternating && odd % 4 == 3 { sum -= term } else { sum += term }
    }
}

/// `n·2^by`, rounded down.
fn shifted(n: &IBig, by: i64) -> IBig {
    match usize::try_from(by) {
        Ok(up) => n << up,
        Err(_) => n >> usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX),
    }
}

/// A small double in units.
fn fixed(value: f64, scale: usize) -> IBig {
    let ball = Ball::from_f64(value);
    let (middle, _, exponent) = ball.parts();
    shifted(middle, exponent + scale as i64)
}

fn to_f64(n: &IBig, scale: usize) -> f64 {
    Ball::new(n.clone(), UBig::ZERO, -(scale as i64), 64).to_f64()
}
