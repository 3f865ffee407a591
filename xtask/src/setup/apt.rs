//! Debian's packages, for what can't go under `target/`.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};

use crate::step;

/// Installs packages, or says which command a person is to run.
pub fn install(packages: &[&str]) -> Result<()> {
    /// Whether this run has refreshed the list of packages.
    static UPDATED: AtomicBool = AtomicBool::new(false);

    let by_hand = format!("apt-get install --no-install-recommends {}", packages.join(" "));
    if step::find_program("apt-get").is_none() {
        bail!("this machine has no apt-get, so the set-up can't install it");
    }
    let Some(prefix) = as_root() else {
        bail!("installing needs root: run `sudo {by_hand}`, then this again");
    };
    if !UPDATED.swap(true, Ordering::Relaxed) {
        apt_get(prefix, &["update", "--quiet=2"])?;
    }
    let install = ["install", "--yes", "--quiet=2", "--no-install-recommends"];
    apt_get(prefix, &[&install, packages].concat())
        .with_context(|| format!("Debian's packages were not installed; by hand it is `{by_hand}`"))
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let words = [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
    step::run(step::command(words[0]).args(&words[1..]))
}

/// The words before a command that make it root's: none for root, `sudo` where it asks for no password.
fn as_root() -> Option<&'static [&'static str]> {
    if step::output(step::command("id").arg("-u"))? == "0" {
        return Some(&[]);
    }
    step::output(step::command("sudo").args(["-n", "true"])).map(|_| ["sudo", "-n"].as_slice())
}
