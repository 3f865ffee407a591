//! Gradus: a tutor for the differential calculus behind machine learning, which runs whole in a browser tab.
//!
//! The one idea: a derivation is data, and the answer is what the derivation evaluates to. The page shows it line by
//! line, a hint is its next line, and nothing else in the crate differentiates by rules.
//!
//! ```
//! use gradus::symbolic::{Derivation, Symbol, Verdict, compare, parse};
//!
//! let derivation = Derivation::new(&parse("x^2 e^x")?, &Symbol::new("x"))?;
//! let lines: Vec<String> = derivation.lines().map(|line| line.to_string()).collect();
//! assert_eq!(lines, [
//!     "d/dx(x^2*e^x)",
//!     "d/dx(x^2)*e^x + x^2*d/dx(e^x)",
//!     "2*x*e^x + x^2*e^x",
//!     "x*(x + 2)*e^x",
//! ]);
//! assert!(compare(&parse("(x^2 + 2x) exp(x)")?, &derivation.answer()).is_equal());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In reading order, each floor importing only from those before it (ARCHITECTURE.md has the map):
//! [`symbolic`] reads, differentiates, tidies, compares and prints; [`numeric`] evaluates and differentiates without rules;
//! [`optimize`] descends; [`plot`] makes pictures as data; [`lab`] and [`practice`] are the state machines behind the pages;
//! [`query`] and [`page`] are what an address holds, [`dice`] is chance that repeats; `app`, compiled for browsers alone, shows it all.

pub mod symbolic;

pub mod numeric;

pub mod optimize;

pub mod plot;

pub mod query;

pub mod dice;

pub mod lab;

pub mod practice;

pub mod page;

#[cfg(target_arch = "wasm32")]
pub mod app;
