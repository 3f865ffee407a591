//! The bell curve, with its digits far out.

/// `e^(-scale·u²)`. The rounding of the square would cost digits, so u is taken apart into a number whose square is exact and
/// the rest. 0 from where it is too small for a double.
pub(super) fn bell(u: f64, scale: f64) -> f64 {
    if scale * u * u > 750.0 {
        return 0.0;
    }
    let high = f64::from(u as f32);
    (-scale * high * high).exp() * (scale * (high - u) * (high + u)).exp()
}
