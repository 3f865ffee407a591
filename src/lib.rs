//! Gradus: a tutor for the differential calculus behind machine learning.

pub mod page;
pub mod symbolic;
