//! The vector of doubles that the machine computes with, by the crate `wide`, and what the functions need of it.

/// As wide as the widest vector there is; machines with narrower ones, such as the browser's, do it in parts, side by side.
pub(super) use wide::{f64x8 as Pack, u64x8 as Bits};

/// How many doubles a pack has.
pub(super) const SIZE: usize = size_of::<Pack>() / size_of::<f64>();

/// Added to a number below 2^51 it rounds that to an integer, which then stands in the last bits.
pub(super) const ROUND: Pack = Pack::splat(6_755_399_441_055_744.0);

/// The polynomial with these coefficients, highest first, by Horner's scheme.
macro_rules! polynomial {
    ($x:expr; $first:expr $(, $next:expr)+ $(,)?) => {{
        let x = $x;
        let sum = Pack::splat($first);
        $(let sum = sum.mul_add(x, Pack::splat($next));)+
        sum
    }};
}

pub(super) use polynomial;
