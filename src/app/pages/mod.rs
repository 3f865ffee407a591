//! The pages: one file each, and a folder when a page has parts of its own.

mod derive;
mod home;
mod lab;
mod labs;
mod not_found;
mod practice;
mod progress;
mod sets;

pub use derive::Derive;
pub use home::Home;
pub use lab::LabPage;
pub use labs::Labs;
pub use not_found::NotFound;
pub use practice::Practice;
pub use progress::Progress;
pub use sets::Sets;
