//! Gradus: a tutor for the differential calculus behind machine learning.

#[cfg(target_arch = "wasm32")]
pub mod app;
pub mod lab;
pub mod numeric;
pub mod optimize;
pub mod page;
pub mod plot;
pub mod practice;
pub mod query;
pub mod symbolic;
