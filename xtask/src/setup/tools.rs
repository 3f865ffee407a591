//! Trunk and wasm-bindgen's programs, in exactly the versions that fit the page's crates.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result};

use crate::step;

/// A program from crates.io.
struct Tool {
    package: &'static str,
    version: &'static str,
    /// A program of the package that is asked for its version.
    program: &'static str,
}

/// 0.22.1 asks for a newer rustc.
const TRUNK: Tool = Tool { package: "trunk", version: "0.21.14", program: "trunk" };

/// The version of the crate `wasm-bindgen`: both sides of what it generates must match.
const WASM_BINDGEN: Tool =
    Tool { package: "wasm-bindgen-cli", version: "0.2.126", program: "wasm-bindgen-test-runner" };

/// Where the programs are.
pub fn folder() -> PathBuf {
    step::root().join("target/tools/bin")
}

/// Where they are compiled; it goes when they are there, as it is ten times their size.
fn build_folder() -> PathBuf {
    step::root().join("target/tools/build")
}

/// Installs what is missing.
pub fn find_or_install() -> Result<()> {
    let tools = [
        (TRUNK, "it makes a static site of the page"),
        (WASM_BINDGEN, "it joins WebAssembly to JavaScript and runs the tests in the browser"),
    ];
    for (tool, why) in tools {
        step::announce(&format!("{} {}", tool.package, tool.version), why);
        if tool.is_there() {
            step::say("it is there");
        } else {
            tool.install()?;
        }
    }
    if build_folder().exists() {
        fs::remove_dir_all(build_folder()).context("what compiling the tools left could not be removed")?;
    }
    Ok(())
}

impl Tool {
    fn is_there(&self) -> bool {
        step::output(Command::new(folder().join(self.program)).arg("--version"))
            .is_some_and(|text| text.split_whitespace().any(|word| word == self.version))
    }

    /// Compiled lightly, which takes two minutes for Trunk in place of eight, and without what fetches from the
    /// network, as nothing is to be fetched.
    fn install(&self) -> Result<()> {
        let mut command = step::cargo();
        command.args(["install", self.package, "--version", self.version]);
        command.args(["--locked", "--no-default-features", "--force", "--root"]);
        command.arg(step::root().join("target/tools"));
        command.env("CARGO_TARGET_DIR", build_folder());
        command.env("CARGO_PROFILE_RELEASE_LTO", "off");
        command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        command.env("CARGO_PROFILE_RELEASE_DEBUG", "false");
        step::run(&mut command).with_context(|| {
            format!("{} could not be compiled; it comes from crates.io and needs a C compiler", self.package)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The files that name these versions too, read where the package stands.
    fn read(name: &str) -> String {
        fs::read_to_string(step::root().join(name)).unwrap_or_default()
    }

    #[test]
    fn the_program_matches_the_crate() {
        let locked = format!("name = \"wasm-bindgen\"\nversion = \"{}\"", WASM_BINDGEN.version);
        assert!(read("Cargo.lock").contains(&locked), "Cargo.lock has another wasm-bindgen than the set-up installs");
    }

    #[test]
    fn trunk_toml_asks_for_what_is_installed() {
        let config = read("Trunk.toml");
        assert!(config.contains(&format!("trunk-version = \"={}\"", TRUNK.version)));
        assert!(config.contains(&format!("wasm_bindgen = \"{}\"", WASM_BINDGEN.version)));
    }
}
