//! Chromium, and the driver that steers it for the tests that are themselves compiled to WebAssembly.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::apt;
use crate::step;

/// How the tests start the browser: without a sandbox, as root may not have one, and without the connections that
/// Chromium opens for itself.
pub const FLAGS: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A browser and a driver of the same major version.
pub struct Browser {
    /// The browser's program.
    pub chromium: PathBuf,
    /// The driver's.
    pub driver: PathBuf,
}

impl Browser {
    /// Looks at the variables `CHROMIUM` and `CHROMEDRIVER`, then on `PATH`, then asks Debian.
    pub fn find_or_install() -> Result<Self> {
        step::announce("Chromium and ChromeDriver", "the page is tested in a real browser");
        let chromium = find("CHROMIUM", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
            .or_else(on_macos)
            .map_or_else(|| install("chromium", "chromium", "CHROMIUM"), Ok)?;
        let driver = find("CHROMEDRIVER", &["chromedriver"])
            .map_or_else(|| install("chromium-driver", "chromedriver", "CHROMEDRIVER"), Ok)?;

        let (of_chromium, of_driver) = (major_version(&chromium)?, major_version(&driver)?);
        if of_chromium != of_driver {
            bail!(
                "{} is version {of_chromium} but {} is {of_driver}: install a ChromeDriver {of_chromium} and name it in \
                 the variable CHROMEDRIVER",
                chromium.display(),
                driver.display()
            );
        }
        step::say(&format!("version {of_chromium}: {} and {}", chromium.display(), driver.display()));
        Ok(Self { chromium, driver })
    }

    /// What wasm-bindgen's test runner tells the driver, as JSON.
    pub fn capabilities(&self) -> String {
        let binary = self.chromium.display().to_string();
        // Debug quotes a text as JSON does for what paths and flags consist of.
        format!("{{\"goog:chromeOptions\": {{\"binary\": {binary:?}, \"args\": {FLAGS:?}}}}}\n")
    }
}

fn find(variable: &str, names: &[&str]) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from).or_else(|| names.iter().find_map(|name| step::find_program(name)))
}

fn on_macos() -> Option<PathBuf> {
    let program = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    program.exists().then_some(program)
}

fn install(package: &str, program: &str, variable: &str) -> Result<PathBuf> {
    apt::install(&[package])
        .and_then(|()| step::find_program(program).context("the package brought no such program"))
        .with_context(|| {
            format!("there is no {program} on PATH; install one, or name its file in the variable {variable}")
        })
}

fn major_version(program: &Path) -> Result<u32> {
    step::output(step::command(program).arg("--version"))
        .and_then(|text| major(&text))
        .with_context(|| format!("{} does not say its version: is it installed whole?", program.display()))
}

/// The first number of the first version in a text.
fn major(text: &str) -> Option<u32> {
    text.split_whitespace().filter_map(|word| word.split_once('.')).find_map(|(number, _)| number.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn major_versions_are_read_from_what_browsers_print() {
        assert_eq!(major("Chromium 156.0.8078.73 built on Debian GNU/Linux 12 (bookworm)"), Some(156));
        assert_eq!(major("ChromeDriver 156.0.8078.73 (c0ffee-refs/branch-heads/8078@{#1})"), Some(156));
        assert_eq!(major("Google Chrome"), None);
    }

    #[test]
    fn the_driver_is_told_which_browser_to_start() {
        let browser = Browser { chromium: PathBuf::from("/opt/a browser"), driver: PathBuf::new() };
        let start = "{\"goog:chromeOptions\": {\"binary\": \"/opt/a browser\", \"args\": [\"--headless\", ";
        assert!(browser.capabilities().starts_with(start), "{}", browser.capabilities());
    }
}
