//! Every check there is, in an order in which what fails fast comes first.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use gradus::page::Page;

use crate::{
    serve::{Server, Site},
    setup::{Setup, browser::FLAGS, node, toolchain::TARGET},
    site, step,
};

/// One check.
pub struct Part {
    /// What it is called on the command line.
    name: &'static str,
    /// What it is for.
    why: &'static str,
    run: fn(&Setup) -> Result<()>,
}

/// The checks that need no browser and no compiler for one.
pub const NATIVE: &[&Part] = &[
    &Part { name: "format", why: "all code is laid out by rustfmt", run: format },
    &Part { name: "clippy", why: "the lints find nothing, in tests and tools too", run: clippy },
    &Part { name: "native", why: "the mathematics is tested without a browser", run: native_tests },
    &Part { name: "doc-examples", why: "what the documentation shows compiles and holds", run: doc_examples },
    &Part { name: "docs", why: "the documentation builds without a broken link", run: docs },
];

/// The checks that do.
const BROWSER: &[&Part] = &[
    &Part { name: "clippy-web", why: "the lints see the code that only the browser gets", run: clippy_web },
    &Part { name: "site", why: "the site builds and keeps to its size", run: site::build },
    &Part { name: "in-browser", why: "what talks to the browser is tested in one", run: in_browser },
    &Part { name: "end-to-end", why: "the built site is used as a person would", run: end_to_end },
];

fn all() -> impl Iterator<Item = &'static Part> {
    [NATIVE, BROWSER].into_iter().flatten().copied()
}

/// The parts of these names, in the order of all; every part for no name.
pub fn named(names: &[&str]) -> Result<Vec<&'static Part>> {
    if let Some(unknown) = names.iter().find(|name| all().all(|part| part.name != **name)) {
        bail!("there is no part `{unknown}`; `cargo xtask help` lists them");
    }
    Ok(all().filter(|part| names.is_empty() || names.contains(&part.name)).collect())
}

/// A line for each part.
pub fn overview() -> String {
    all().map(|part| format!("  {:<13} {}", part.name, part.why)).collect::<Vec<_>>().join("\n")
}

/// Runs the parts up to the first that fails, and prints how long each took.
pub fn run(setup: &Setup, parts: &[&Part]) -> Result<()> {
    let mut times = Vec::new();
    let mut outcome = Ok(());
    for (index, part) in parts.iter().enumerate() {
        println!("\n===== {} of {}: {} ({})", index + 1, parts.len(), part.name, part.why);
        let start = Instant::now();
        outcome = (part.run)(setup).with_context(|| format!("the part `{}` failed", part.name));
        times.push((part.name, start.elapsed()));
        if outcome.is_err() {
            break;
        }
    }

    println!("\n===== Times");
    for (name, time) in &times {
        println!("{:>8}  {name}", in_seconds(*time));
    }
    println!("{:>8}  in all", in_seconds(times.iter().map(|(_, time)| *time).sum()));
    if outcome.is_ok() {
        println!("\nAll {} parts passed.", parts.len());
    }
    outcome
}

fn in_seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn format(_: &Setup) -> Result<()> {
    step::run(step::cargo().args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` lays the code out; `rustup component add rustfmt` brings it")
}

fn clippy(_: &Setup) -> Result<()> {
    step::run(step::cargo().args(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
        .context("a lint found something, or clippy is missing: `rustup component add clippy` brings it")
}

fn native_tests(_: &Setup) -> Result<()> {
    step::run(step::cargo().args(["test", "--workspace", "--all-targets", "--locked", "--quiet"]))
}

fn doc_examples(_: &Setup) -> Result<()> {
    step::run(step::cargo().args(["test", "--workspace", "--doc", "--locked", "--quiet"]))
}

fn docs(_: &Setup) -> Result<()> {
    let mut command = step::cargo();
    command.args(["doc", "--workspace", "--no-deps", "--locked"]);
    step::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn clippy_web(setup: &Setup) -> Result<()> {
    let mut command = match setup.toolchain()?.clippy() {
        Ok(command) => command,
        Err(reason) => {
            step::say(&format!("skipped, as the compiler for the browser has no clippy here: {reason:#}"));
            return Ok(());
        }
    };
    command.args(["--package", "gradus", "--lib", "--bins", "--test", "in_browser", "--locked", "--target", TARGET]);
    step::run(command.args(["--", "-D", "warnings"]))
}

fn in_browser(setup: &Setup) -> Result<()> {
    let browser = setup.browser()?;
    let mut command = setup.web_command("cargo")?;
    let capabilities = step::root().join("target/webdriver.json");
    fs::write(&capabilities, browser.capabilities()).context("target/webdriver.json could not be written")?;

    step::announce("Tests in the browser", "tests/in_browser.rs is compiled to WebAssembly and run in Chromium");
    command.args(["test", "--package", "gradus", "--test", "in_browser", "--locked", "--target", TARGET]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
    step::run(command.env("CHROMEDRIVER", &browser.driver))
}

/// Playwright against two servers: the site at a host's root, and alone below a path, where an address that leaves the
/// path finds nothing.
/// How long frames take while something is dragged, beside a bare canvas.
pub fn frames(setup: &Setup) -> Result<()> {
    let browser = setup.browser()?;
    setup.browser_tests()?;
    site::build(setup)?;
    step::announce("Frames", "each lab is dragged, and a bare canvas is given the same strokes");
    let mut command = step::command(node::program());
    command.current_dir(step::root().join("tests/browser")).args(["frames.mjs", &serve("/")?]);
    step::run(command.env("CHROMIUM", &browser.chromium))
}

fn end_to_end(setup: &Setup) -> Result<()> {
    let browser = setup.browser()?;
    setup.browser_tests()?;
    // Never against the site of an older source; built before, it takes seconds.
    site::build(setup)?;

    step::announce("Tests end to end", "Playwright uses the site in dist/ at a host's root and below a path");
    let at_root = serve("/")?;
    let below_path = serve("/deep/sub/app/")?;
    let mut command = step::command(node::program());
    command.current_dir(step::root().join("tests/browser"));
    command.args(["node_modules/@playwright/test/cli.js", "test"]);
    command.env("GRADUS_AT_ROOT", at_root).env("GRADUS_BELOW_PATH", below_path);
    command.env("GRADUS_PAGES", Page::ALL.map(Page::path).join(","));
    command.env("GRADUS_CHROMIUM", &browser.chromium).env("GRADUS_CHROMIUM_FLAGS", FLAGS.join(" "));
    step::run(&mut command)
}

/// Serves the site until this program ends.
fn serve(mount: &str) -> Result<String> {
    let server = Server::bind(Site { folder: site::folder(), mount: mount.to_owned() }, 0)?;
    let url = server.url();
    thread::spawn(move || server.run());
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_chosen_by_name_and_keep_their_order() -> Result<()> {
        let names = |parts: Vec<&Part>| parts.iter().map(|part| part.name).collect::<Vec<_>>();
        assert_eq!(names(named(&["site", "format"])?), ["format", "site"]);
        assert_eq!(named(&[])?.len(), NATIVE.len() + BROWSER.len());
        assert!(named(&["lunch"]).is_err());
        Ok(())
    }
}
