//! Losses, the rules that descend them, and the runs that result.
//!
//! Start at [`Loss`], a function to be made small; then [`Optimizer`], one rule of descent; then [`Trajectory`], a run
//! that goes forward and back, keeps every term of every step, and says in words how it ends ([`Status`]) and by which test
//! ([`Evidence`]). A [`Schedule`] changes the learning rate from step to step; [`Curvature`] tells how large it may be. The methods
//! and schedules with their settings are listed, for links and pages, in [`METHODS`] and [`SCHEDULES`].
//!
//! This floor imports `dice`, `symbolic` and `numeric`. It has no clock, and chance only from dice that are handed in: the same start
//! gives the same run.

mod batches;
mod curvature;
mod evidence;
mod fit;
mod linear;
mod losses;
mod methods;
mod network;
mod optimizers;
mod oracle;
mod presets;
mod schedules;
mod settings;
mod status;
mod trajectory;

pub use batches::Batches;
pub use curvature::Curvature;
pub use evidence::{Evidence, Missing};
pub use fit::Fit;
pub use losses::{Loss, LossError, View};
pub use methods::{METHODS, Method};
pub use network::{Dense, Gradient, Head, Mistake, Network, Pass};
pub use optimizers::{Backtracking, Moments, Optimizer, Search, Secant, Terms, Trial, Update};
pub use oracle::{Oracle, Place};
pub use presets::{PRESETS, Preset};
pub use schedules::{SCHEDULES, Schedule, ScheduleKind};
pub use settings::{Hyper, OptimizerError};
pub use status::Status;
pub use trajectory::{Step, Trajectory};
