//! Node.js and npm, and the packages of the tests that use the page as a person does.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use super::apt;
use crate::step;

/// What Playwright asks for.
const OLDEST: u32 = 20;

/// Node.js and npm on `PATH`, else Debian's.
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
    let text = step::output(step::command("node").arg("--version")).context("node does not say its version")?;
    match major(&text) {
        Some(version) if version >= OLDEST => step::say(&format!("Node.js {text} is there")),
        _ => bail!("Node.js {text} is too old for Playwright: {by_hand}"),
    }
    Ok(())
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
