//! The compiler for `wasm32-unknown-unknown`.
//!
//! There are two ways to one. The ordinary way is rustup's: the target is added to the toolchain in use. Where rustup
//! may not fetch anything, Debian has a newer rustc for building browsers; it comes without a standard library for the
//! target, but with its sources, from which cargo compiles one (`-Z build-std`, allowed by `RUSTC_BOOTSTRAP`). As both
//! are of one package, library and compiler always match.

use std::{
    env,
    ffi::OsString,
    fs, iter,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{apt, tools};
use crate::step;

/// The target of the build for the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, without its linker: that one's name has a number in it, see [`linker_package`].
const DEBIAN_PACKAGES: [&str; 5] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy"];

/// The linker of Debian's compiler, a link into another package.
const DEBIAN_LINKER: &str = "/usr/bin/rust-lld";

/// Where the compiler for the browser comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WebToolchain {
    /// The toolchain on `PATH`, which has the target.
    Ordinary,
    /// Debian's, which compiles the standard library too.
    Debian,
}

impl WebToolchain {
    /// What is there is taken; else rustup is asked, then Debian.
    pub fn find_or_install() -> Result<Self> {
        step::announce("Compiler for the browser", "the page is Rust compiled to WebAssembly");
        if has_target() {
            step::say(&format!("the toolchain in use has {TARGET}"));
            return Ok(Self::Ordinary);
        }
        if debian_is_ready() {
            step::say("Debian's rustc-web is there, with the standard library's sources");
            return Ok(Self::Debian);
        }
        if rustup_may_install() {
            match step::run(step::command("rustup").args(["target", "add", TARGET])) {
                Ok(()) if has_target() => return Ok(Self::Ordinary),
                Ok(()) => step::say("rustup added it to another toolchain than the one in use"),
                Err(error) => step::say(&format!("{error}: trying Debian's compiler")),
            }
        }
        install_debian().with_context(|| {
            format!("there is no compiler for {TARGET}; the ordinary way to one is `rustup target add {TARGET}`")
        })?;
        Ok(Self::Debian)
    }

    /// A command that compiles with this toolchain, into a target folder of its own.
    pub fn command(self, program: &str) -> Command {
        let mut command = step::command(self.locate(program));
        command.env("PATH", self.path());
        command.env("CARGO_TARGET_DIR", step::root().join("target/web"));
        // Flags meant for the native compiler don't fit this target.
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "CARGO_BUILD_RUSTFLAGS"] {
            command.env_remove(name);
        }
        if self == Self::Debian {
            for name in ["RUSTC", "RUSTDOC", "RUSTC_WRAPPER", "RUSTUP_TOOLCHAIN"] {
                command.env_remove(name);
            }
            command.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
        }
        command
    }

    /// The start of a clippy command, or why there is none.
    pub fn clippy(self) -> Result<Command> {
        if self == Self::Ordinary {
            let mut command = self.command("cargo");
            command.arg("clippy");
            return Ok(command);
        }
        let clippy = "/usr/bin/cargo-clippy";
        if !Path::new(clippy).exists() {
            apt::install(&["rust-web-clippy"])?;
        }
        // Called by its path: `cargo clippy` could find rustup's, which fits another compiler.
        let mut command = self.command(clippy);
        command.arg("clippy");
        Ok(command)
    }

    /// The tools first, then the compiler, then what the person has.
    fn path(self) -> OsString {
        let of_compiler = (self == Self::Debian).then(|| PathBuf::from("/usr/bin"));
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = iter::once(tools::folder()).chain(of_compiler).chain(env::split_paths(&inherited));
        env::join_paths(folders).unwrap_or(inherited)
    }

    /// The file of a program on [`Self::path`]: a command's own `PATH` isn't what its program is looked up by
    /// everywhere.
    fn locate(self, program: &str) -> PathBuf {
        env::split_paths(&self.path())
            .map(|folder| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)))
            .find(|file| file.is_file())
            .unwrap_or_else(|| PathBuf::from(program))
    }
}

/// Whether the toolchain on `PATH` has a standard library for the target.
fn has_target() -> bool {
    step::output(step::command("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

/// `RUSTUP_AUTO_INSTALL=0` says that rustup is to fetch nothing here.
fn rustup_may_install() -> bool {
    step::find_program("rustup").is_some() && env::var_os("RUSTUP_AUTO_INSTALL").is_none_or(|value| value != "0")
}

/// Whether Debian's compiler is there, new enough, with the library's sources and a linker.
fn debian_is_ready() -> bool {
    let rustc = |arguments: &[&str]| step::output(step::command("/usr/bin/rustc").args(arguments));
    let new_enough = rustc(&["--version"])
        .and_then(|text| version(&text))
        .is_some_and(|found| version(env!("CARGO_PKG_RUST_VERSION")).is_some_and(|needed| found >= needed));
    let has_sources = rustc(&["--print", "sysroot"])
        .is_some_and(|folder| Path::new(&folder).join("lib/rustlib/src/rust/library/std").is_dir());
    new_enough && has_sources && Path::new("/usr/bin/cargo").exists() && Path::new(DEBIAN_LINKER).exists()
}

fn install_debian() -> Result<()> {
    apt::install(&DEBIAN_PACKAGES)?;
    if !Path::new(DEBIAN_LINKER).exists() {
        let package = linker_package().context("rust-web-llvm brought no linker")?;
        apt::install(&[&package])?;
    }
    anyhow::ensure!(debian_is_ready(), "Debian's compiler was installed but lacks a part or is too old");
    Ok(())
}

/// The package that holds the linker, `lld-22` for one: named by what the compiler's link points to.
fn linker_package() -> Option<String> {
    let program = fs::read_link(DEBIAN_LINKER).ok()?;
    Some(program.file_name()?.to_str()?.to_owned())
}

/// The first version number in a text: its first two parts.
fn version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_compilers_print() {
        assert_eq!(version("rustc 1.96.0 (30a34c682 2026-05-25) (built from a source tarball)"), Some((1, 96)));
        assert_eq!(version("1.95"), Some((1, 95)));
        assert_eq!(version("rustc"), None);
    }
}
