//! What building and testing need: looked for first, installed only when it isn't there.
//!
//! Tools that only this project needs go under `target/tools`; the rest are Debian packages. Where nothing can be
//! installed, the error says what is missing and how a person gets it.

pub mod apt;
pub mod browser;
pub mod node;
pub mod toolchain;
pub mod tools;

use std::{cell::OnceCell, process::Command};

use anyhow::Result;

use self::{browser::Browser, toolchain::WebToolchain};
use crate::step;

/// What has been found or installed in this run, so that each thing is looked for once.
pub struct Setup {
    toolchain: OnceCell<WebToolchain>,
    tools: OnceCell<()>,
    browser: OnceCell<Browser>,
    node: OnceCell<()>,
}

impl Setup {
    /// Nothing is looked for yet: each thing is when it is first asked for.
    pub fn new() -> Self {
        Self { toolchain: OnceCell::new(), tools: OnceCell::new(), browser: OnceCell::new(), node: OnceCell::new() }
    }

    /// The compiler for the browser.
    pub fn toolchain(&self) -> Result<&WebToolchain> {
        once(&self.toolchain, WebToolchain::find_or_install)
    }

    /// A command of the build for the browser, `trunk` for one: with the compiler, the tools and a target folder apart
    /// from the native one, as the two compilers may differ.
    pub fn web_command(&self, program: &str) -> Result<Command> {
        let toolchain = self.toolchain()?;
        once(&self.tools, tools::find_or_install)?;
        Ok(toolchain.command(program))
    }

    /// Chromium and its driver.
    pub fn browser(&self) -> Result<&Browser> {
        once(&self.browser, Browser::find_or_install)
    }

    /// Node.js, and the packages of `tests/browser`.
    pub fn browser_tests(&self) -> Result<()> {
        once(&self.node, node::find_or_install)?;
        node::install_packages(&step::root().join("tests/browser"))
    }
}

/// `OnceCell::get_or_init` for work that can fail.
fn once<T>(cell: &OnceCell<T>, find: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(found) = cell.get() {
        return Ok(found);
    }
    let found = find()?;
    Ok(cell.get_or_init(|| found))
}
