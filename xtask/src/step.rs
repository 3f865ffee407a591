//! Running commands: each is announced before it runs, and one that fails is an error that names it.

use std::{
    env,
    ffi::OsStr,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

/// The folder of the workspace: the one above this package.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package)
}

/// Announces a piece of work and why it is done.
pub fn announce(what: &str, why: &str) {
    println!("\n== {what}: {why}");
}

/// Says one thing about the work announced last.
pub fn say(text: &str) {
    println!("   {text}");
}

/// A command in the workspace's folder that doesn't see what cargo tells this program about itself: the compiler of
/// `cargo run` and its libraries would otherwise mix with those of another toolchain.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(is_about_this_run) {
            command.env_remove(name);
        }
    }
    command
}

/// `cargo` as the person has it.
pub fn cargo() -> Command {
    command("cargo")
}

fn is_about_this_run(name: &str) -> bool {
    const NAMES: [&str; 6] =
        ["CARGO", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "LD_LIBRARY_PATH", "OUT_DIR"];
    NAMES.contains(&name) || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

/// Shows the command and runs it.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("   $ {line}");
    let status = command.status().with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// What a command prints, if it can be run and succeeds; nothing is shown.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The command as one would type it, without its environment.
fn line(command: &Command) -> String {
    let words = [command.get_program()].into_iter().chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

/// Where a program stands on `PATH`.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_says_about_this_run_is_told_from_what_a_person_sets() {
        for name in ["CARGO", "CARGO_PKG_NAME", "CARGO_MANIFEST_DIR", "LD_LIBRARY_PATH"] {
            assert!(is_about_this_run(name), "{name}");
        }
        for name in ["CARGO_HOME", "CARGO_TARGET_DIR", "CARGO_NET_OFFLINE", "PATH", "RUSTUP_TOOLCHAIN"] {
            assert!(!is_about_this_run(name), "{name}");
        }
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        assert_eq!(line(Command::new("cargo").args(["doc", "--no-deps"])), "cargo doc --no-deps");
    }
}
