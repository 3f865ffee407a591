//! `cargo xtask`: sets up, builds, serves and tests Gradus, on a bare machine as on a person's own.
//!
//! This file reads the command line. `setup` finds or installs what is needed, `site` builds, `serve` serves, `test`
//! holds the list of checks, and `step` runs commands and says what is run.

mod bench;
mod serve;
mod setup;
mod site;
mod step;
mod test;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::setup::Setup;

const HELP: &str = "\
cargo xtask <command>

  serve [--port N]  build the site for release and serve it on this machine
  build             build the site for release into dist/, for any static host
  bench             build the page that measures the numeric core in a browser, and serve it
  frames            measure how long frames take while something is dragged in a lab
  check             the checks that need no browser
  test [PART]...    every check there is, or only the parts named
  help              this text

What a command needs and does not find, it installs: under target/, or as Debian packages.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> Result<()> {
    let setup = Setup::new();
    match arguments {
        ["serve"] => serve_site(&setup, None),
        ["serve", "--port", port] => match port.parse() {
            Ok(port) => serve_site(&setup, Some(port)),
            Err(_) => bail!("`{port}` is not a port: give a number from 0 to 65535"),
        },
        ["build"] => site::build(&setup),
        ["bench"] => bench::run(&setup),
        ["frames"] => test::frames(&setup),
        ["check"] => test::run(&setup, test::NATIVE),
        ["test", names @ ..] => test::run(&setup, &test::named(names)?),
        ["help" | "--help" | "-h"] | [] => {
            println!("{HELP}\n\nThe parts of `test`, in the order in which they run:\n{}", test::overview());
            Ok(())
        }
        _ => bail!("there is no `cargo xtask {}`; `cargo xtask help` lists what there is", arguments.join(" ")),
    }
}

/// Serves on the port asked for, or else on 8080 or the next one that is free.
fn serve_site(setup: &Setup, port: Option<u16>) -> Result<()> {
    site::build(setup)?;
    let site = serve::Site { folder: site::folder(), mount: String::from("/") };
    let server = match port {
        Some(port) => serve::Server::bind(site, port)?,
        None => serve::Server::bind_first_free(&site, 8080)?,
    };
    println!("\nGradus is at {} (Ctrl+C ends it)", server.url());
    server.run();
    Ok(())
}
