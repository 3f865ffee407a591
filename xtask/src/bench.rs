//! The bench page: the numeric core, built as the site is, against closures in JavaScript.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{
    serve::{Server, Site},
    setup::{Setup, toolchain::TARGET},
    step,
};

/// Builds the page and serves it.
pub fn run(setup: &Setup) -> Result<()> {
    let mut cargo = setup.web_command("cargo")?;
    let mut bindgen = setup.web_command("wasm-bindgen")?;

    step::announce("Build the bench page", "speed is measured in what people get");
    step::run(cargo.args(["build", "--example", "browser_bench", "--profile", "web", "--target", TARGET]))?;
    let built = step::root().join("target/web").join(TARGET).join("web/examples/browser_bench.wasm");
    let folder = folder();
    fs::create_dir_all(&folder)?;
    step::run(
        bindgen
            .args(["--target", "web", "--no-typescript", "--out-name", "gradus", "--out-dir"])
            .arg(&folder)
            .arg(&built),
    )?;
    for file in ["index.html", "bench.js"] {
        let from = step::root().join("benches/browser").join(file);
        fs::copy(&from, folder.join(file)).with_context(|| format!("{} could not be copied", from.display()))?;
    }
    let server = Server::bind_first_free(&Site { folder, mount: String::from("/") }, 8090)?;
    println!("\nThe bench page is at {} (Ctrl+C ends it)", server.url());
    server.run();
    Ok(())
}

fn folder() -> PathBuf {
    step::root().join("target/bench")
}
