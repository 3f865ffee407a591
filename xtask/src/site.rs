//! The static site: Trunk's output, one page for each deep link, and what it weighs.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail, ensure};
use flate2::{Compression, write::GzEncoder};
use gradus::page::Page;

use crate::{
    setup::{Setup, toolchain::TARGET},
    step,
};

/// How many bytes a reader may have to wait for: WebAssembly and JavaScript together, brotli-compressed.
const BUDGET: usize = 890_000;

/// Where the site goes.
pub fn folder() -> PathBuf {
    step::root().join("dist")
}

/// Builds the site into [`folder`]. A second build without a change compiles nothing.
pub fn build(setup: &Setup) -> Result<()> {
    let mut fetch = setup.web_command("cargo")?;
    let mut trunk = setup.web_command("trunk")?;

    step::announce("Build the site", "what is served and tested is what people get");
    // Trunk builds without the network.
    step::run(fetch.args(["fetch", "--quiet", "--locked", "--target", TARGET]))?;
    // Trunk refuses the values that others write into this variable.
    step::run(trunk.arg("build").env_remove("NO_COLOR"))?;
    write_pages(&folder())?;
    weigh(&folder())
}

/// Writes one `index.html` for each page, so that a host that knows nothing but files answers every deep link.
fn write_pages(folder: &Path) -> Result<()> {
    let index = fs::read_to_string(folder.join("index.html")).context("Trunk left no dist/index.html")?;
    for page in Page::ALL.into_iter().filter(|page| !page.path().is_empty()) {
        let of_page = folder.join(page.path());
        fs::create_dir_all(&of_page)
            .and_then(|()| fs::write(of_page.join("index.html"), at_depth(&index, depth(page.path()))))
            .with_context(|| format!("the page `{}` could not be written", page.path()))?;
    }
    step::say(&format!("{} pages are in dist/, for any static host and any path below it", Page::ALL.len()));
    Ok(())
}

/// How many folders a page stands below the root.
fn depth(path: &str) -> usize {
    path.split('/').filter(|segment| !segment.is_empty()).count()
}

/// The page as it reads from a folder so far below the root. Every URL in it is quoted and relative to the root,
/// `"./…"`, in attributes as in Trunk's script.
fn at_depth(index: &str, depth: usize) -> String {
    if depth == 0 {
        return index.to_owned();
    }
    let up = "../".repeat(depth);
    index.replace("\"./", &format!("\"{up}")).replace("'./", &format!("'{up}"))
}

/// Prints the size of each file that has to arrive before the page runs, and holds their sum to the budget.
fn weigh(folder: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "wasm" || extension == "js"))
        .collect();
    files.sort();
    ensure!(!files.is_empty(), "dist/ holds no WebAssembly and no JavaScript");

    let mut sum = 0;
    step::say(&format!("{:>10} {:>10} {:>10}   bytes", "raw", "gzip", "brotli"));
    for file in files {
        let content = fs::read(&file)?;
        let brotli = brotli_size(&content)?;
        let name = file.file_name().unwrap_or_default().display();
        step::say(&format!("{:>10} {:>10} {brotli:>10}   {name}", content.len(), gzip_size(&content)?));
        sum += brotli;
    }
    step::say(&format!("{sum} of at most {BUDGET} bytes, brotli-compressed"));
    if sum > BUDGET {
        bail!("the page weighs {sum} bytes, which is over its budget of {BUDGET}: find what grew, or raise the budget");
    }
    Ok(())
}

fn gzip_size(content: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?.len())
}

fn brotli_size(mut content: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut content, &mut compressed, &brotli::enc::BrotliEncoderParams::default())?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_folders() {
        assert_eq!([depth(""), depth("derive"), depth("labs/descent")], [0, 1, 2]);
    }

    #[test]
    fn urls_are_corrected_for_the_depth_of_the_page() {
        let index = r#"<meta content="./" /><link href="./a.css"><script>import a from './a.js'; "x./y"</script>"#;
        assert_eq!(at_depth(index, 0), index);
        let below =
            r#"<meta content="../../" /><link href="../../a.css"><script>import a from '../../a.js'; "x./y"</script>"#;
        assert_eq!(at_depth(index, 2), below);
    }

    #[test]
    fn the_source_page_has_no_url_from_the_root_of_the_host() {
        let index = fs::read_to_string(step::root().join("index.html")).unwrap_or_default();
        assert!(index.contains(r#"<meta name="gradus-root" content="./" />"#));
        for absolute in ["href=\"/", "src=\"/", "url(/"] {
            assert!(!index.contains(absolute), "{absolute}");
        }
    }

    #[test]
    fn what_repeats_weighs_little() -> Result<()> {
        let content = [b'a'; 10_000];
        assert!(gzip_size(&content)? < 100);
        assert!(brotli_size(&content)? < 100);
        Ok(())
    }
}
