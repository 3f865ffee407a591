//! Gradus: a tutor for the differential calculus behind machine learning.

pub mod numeric;
pub mod optimize;
pub mod page;
pub mod plot;
pub mod symbolic;
