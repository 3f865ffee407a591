//! Node.js and npm, and the packages of the tests that use the page as a person does.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::apt;
use crate::step;

/// What Playwright asks for.
const OLDEST: u32 = 20;

/// The Node.js that is put under `target/` where the one on `PATH` is too old, as Debian 12's is.
const NEWER: &str = "node@22.23.3";

/// Node.js and npm on `PATH`, else Debian's; and a newer Node.js beside them where theirs is too old.
pub fn find_or_install() -> Result<()> {
    step::announce("Node.js and npm", "Playwright runs on them");
    let by_hand = format!("install Node.js {OLDEST} or newer, with npm, and put both on PATH");
    let missing: Vec<_> = [("node", "nodejs"), ("npm", "npm")]
        .into_iter()
        .filter(|(program, _)| step::find_program(program).is_none())
        .map(|(_, package)| package)
        .collect();
    if !missing.is_empty() {
        apt::install(&missing).with_context(|| format!("{by_hand}, then run this again"))?;
    }
    if is_new_enough(&program()) {
        step::say("they are there");
        return Ok(());
    }
    step::say(&format!("Node.js is older than {OLDEST}; npm has a newer one"));
    let mut command = step::command("npm");
    command.arg("install").arg("--prefix").arg(folder()).args(["--no-save", "--no-audit", "--no-fund", NEWER]);
    step::run(&mut command).with_context(|| format!("{by_hand}, then run this again"))?;
    if !is_new_enough(&program()) {
        bail!("the Node.js from npm does not run here: {by_hand}");
    }
    Ok(())
}

/// The Node.js to run: the one under `target/` if it is there, else the one on `PATH`.
pub fn program() -> PathBuf {
    let own = folder().join("node_modules/node/bin/node");
    if own.is_file() { own } else { PathBuf::from("node") }
}

fn folder() -> PathBuf {
    step::root().join("target/tools/node")
}

fn is_new_enough(node: &Path) -> bool {
    let version = step::output(step::command(node).arg("--version"));
    version.and_then(|text| major(&text)).is_some_and(|version| version >= OLDEST)
}

/// Installs exactly what the lock file names, unless that was done before.
pub fn install_packages(folder: &Path) -> Result<()> {
    step::announce("Packages of tests/browser", "Playwright drives the browser, axe looks for barriers");
    let lock = fs::read(folder.join("package-lock.json")).context("tests/browser/package-lock.json can't be read")?;
    // A copy of the lock file beside the packages says what they were installed from.
    let installed = folder.join("node_modules/.installed-from-lock");
    if fs::read(&installed).is_ok_and(|of_installed| of_installed == lock) {
        step::say("they are there, as the lock file names them");
        return Ok(());
    }
    let mut command = step::command("npm");
    command.current_dir(folder).args(["ci", "--no-audit", "--no-fund"]);
    // The browser is the one that the set-up found.
    step::run(command.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
    fs::write(installed, lock).context("a note beside the packages could not be written")
}

fn major(text: &str) -> Option<u32> {
    text.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20.20.2"), None);
    }
}
