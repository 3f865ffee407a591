//! The values and slopes of functions that the standard library lacks, or has with fewer digits than a double holds.
//!
//! Each is written so that nothing cancels and nothing overflows before the result does. NaN where there is no value; a
//! pole is no infinity here. How exact they are stands in the docs of the folder.

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI, LN_2, PI};

/// `1/√2 - FRAC_1_SQRT_2`: what the nearest double leaves of it.
const FRAC_1_SQRT_2_REST: f64 = -4.833_646_656_726_457e-17;

/// `1/u`, with no value at 0.
pub(super) fn reciprocal(u: f64) -> f64 {
    if u == 0.0 { f64::NAN } else { u.recip() }
}

/// `f(u)` for u > 0, and nothing else.
pub(super) fn where_positive(u: f64, f: fn(f64) -> f64) -> f64 {
    if u > 0.0 { f(u) } else { f64::NAN }
}

pub(super) fn sign(u: f64) -> f64 {
    if u == 0.0 { 0.0 } else { u.signum() }
}

/// At 0 the books differ (0, 1/2 or 1), so it has no value there.
pub(super) fn step(u: f64) -> f64 {
    if u > 0.0 {
        1.0
    } else if u < 0.0 {
        0.0
    } else {
        f64::NAN
    }
}

/// `√(1 - u²)`, without the digits that 1 - u² loses near 1.
pub(super) fn other_leg(u: f64) -> f64 {
    ((1.0 - u) * (1.0 + u)).sqrt()
}

/// `√(u² - 1)` for |u| ≥ 1, without overflow.
pub(super) fn tangent_length(u: f64) -> f64 {
    (u.abs() - 1.0).sqrt() * (u.abs() + 1.0).sqrt()
}

/// As an arctangent: the arccosine of the rounded 1/u has few digits near 1.
pub(super) fn asec(u: f64) -> f64 {
    let angle = tangent_length(u).atan();
    if u < 0.0 { PI - angle } else { angle }
}

pub(super) fn acsc(u: f64) -> f64 {
    tangent_length(u).recip().atan().copysign(u)
}

/// `π/2 - atan(u)`, the angle from the axis to (u, 1), which is between 0 and π.
pub(super) fn acot(u: f64) -> f64 {
    1f64.atan2(u)
}

/// `2/(e^u + e^-u)`, from the side that does not overflow.
pub(super) fn sech(u: f64) -> f64 {
    let e = (-u.abs()).exp();
    2.0 * e / (1.0 + e * e)
}

/// `2/(e^u - e^-u)`
pub(super) fn csch(u: f64) -> f64 {
    let size = u.abs();
    if size == 0.0 { f64::NAN } else { (-2.0 * (-size).exp() / (-2.0 * size).exp_m1()).copysign(u) }
}

/// `ln(u + √(u² + 1))`
pub(super) fn asinh(u: f64) -> f64 {
    let size = u.abs();
    let value = if size > LARGE {
        size.ln() + LN_2
    } else {
        // √(u² + 1) - 1 without cancellation.
        (size + size * size / (1.0 + size.hypot(1.0))).ln_1p()
    };
    value.copysign(u)
}

/// From here on `u² + 1` is `u²` to all digits.
const LARGE: f64 = 1e9;

/// `ln(u + √(u² - 1))`, in terms of u - 1.
pub(super) fn acosh(u: f64) -> f64 {
    let beyond = u - 1.0;
    if u > LARGE { u.ln() + LN_2 } else { (beyond + beyond.sqrt() * (u + 1.0).sqrt()).ln_1p() }
}

/// `ln((1 + u)/(1 - u))/2`
pub(super) fn atanh(u: f64) -> f64 {
    let size = u.abs();
    if size < 1.0 { (0.5 * (2.0 * size / (1.0 - size)).ln_1p()).copysign(u) } else { f64::NAN }
}

/// `arcosh(1/u)`
pub(super) fn asech(u: f64) -> f64 {
    if !(u > 0.0 && u <= 1.0) {
        f64::NAN
    } else if u < LARGE.recip() {
        LN_2 - u.ln()
    } else {
        asinh(other_leg(u) / u)
    }
}

/// `arsinh(1/u)`
pub(super) fn acsch(u: f64) -> f64 {
    if u == 0.0 {
        f64::NAN
    } else if u.abs() < LARGE.recip() {
        (LN_2 - u.abs().ln()).copysign(u)
    } else {
        asinh(u.recip())
    }
}

/// `artanh(1/u)`
pub(super) fn acoth(u: f64) -> f64 {
    let size = u.abs();
    if size > 1.0 { (0.5 * (2.0 / (size - 1.0)).ln_1p()).copysign(u) } else { f64::NAN }
}

/// `1/(1 + e^-u)`, from whichever side does not overflow.
pub(super) fn sigmoid(u: f64) -> f64 {
    if u >= 0.0 {
        (1.0 + (-u).exp()).recip()
    } else {
        let e = u.exp();
        e / (1.0 + e)
    }
}

/// `ln(1 + e^u)`, without overflow for large u and without cancellation for small.
pub(super) fn softplus(u: f64) -> f64 {
    u.max(0.0) + (-u.abs()).exp().ln_1p()
}

/// `u·σ(u)`, of which the limit far down is 0.
pub(super) fn silu(u: f64) -> f64 {
    if u == f64::NEG_INFINITY { 0.0 } else { u * sigmoid(u) }
}

/// `σ(u)·(1 + u·(1 - σ(u)))`, with 1 - σ(u) as σ(-u).
pub(super) fn silu_slope(u: f64) -> f64 {
    if u.is_infinite() { step(u) } else { sigmoid(u) * (1.0 + u * sigmoid(-u)) }
}

pub(super) fn relu(u: f64) -> f64 {
    if u > 0.0 {
        u
    } else if u <= 0.0 {
        0.0
    } else {
        f64::NAN
    }
}

pub(super) fn leaky_relu(u: f64) -> f64 {
    if u < 0.0 { u / 100.0 } else { u }
}

pub(super) fn leaky_relu_slope(u: f64) -> f64 {
    if u < 0.0 { 0.01 } else { step(u) }
}

/// `e^(-u²)`: the rounding of the square would cost digits, so u is taken apart into a number whose square is exact and
/// the rest.
pub(super) fn bell(u: f64) -> f64 {
    if u.abs() > BELL_ENDS {
        return 0.0;
    }
    let high = f64::from(u as f32);
    (-high * high).exp() * ((high - u) * (high + u)).exp()
}

/// Where `e^(-u²)` is too small for a double.
const BELL_ENDS: f64 = 28.0;

/// The slope of the error function.
pub(super) fn erf_slope(u: f64) -> f64 {
    FRAC_2_SQRT_PI * bell(u)
}

/// Φ, the distribution function of the standard normal distribution: `erfc(-u/√2)/2`.
///
/// Far out the relative error of `erfc` is u² times that of its argument, so what rounding u/√2 took away is put back by
/// the slope.
fn normal_distribution(u: f64) -> f64 {
    let at = -u * FRAC_1_SQRT_2;
    let rest = (-u).mul_add(FRAC_1_SQRT_2, -at) - u * FRAC_1_SQRT_2_REST;
    0.5 * (libm::erfc(at) - erf_slope(at) * rest)
}

/// `u·Φ(u)`, of which the limit far down is 0, and far up u.
pub(super) fn gelu(u: f64) -> f64 {
    if u.is_infinite() { u.max(0.0) } else { u * normal_distribution(u) }
}

/// `Φ(u) + u·φ(u)` with the density `φ(u) = e^(-u²/2)/√(2π)`.
pub(super) fn gelu_slope(u: f64) -> f64 {
    if u.is_infinite() {
        return step(u);
    }
    let root = u * FRAC_1_SQRT_2;
    let rest = u.mul_add(FRAC_1_SQRT_2, -root) + u * FRAC_1_SQRT_2_REST;
    // e^-(r + δ)² is e^-r²·(1 - 2rδ) as closely as doubles tell.
    let bell = bell(root) * (1.0 - 2.0 * (root * rest).clamp(-0.5, 0.5));
    let density = 0.5 * FRAC_1_SQRT_2 * FRAC_2_SQRT_PI * bell;
    normal_distribution(u) + if density == 0.0 { 0.0 } else { u * density }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn activations_have_their_limits() {
        const INF: f64 = f64::INFINITY;
        for f in [softplus, silu, gelu, relu] {
            assert_eq!((f(INF), f(-INF)), (INF, 0.0));
            assert!(f(f64::NAN).is_nan());
        }
        for slope in [silu_slope, gelu_slope] {
            assert_eq!((slope(INF), slope(-INF)), (1.0, 0.0));
        }
    }
}
