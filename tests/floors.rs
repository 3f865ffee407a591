//! The invariants of ARCHITECTURE.md that a compiler does not hold: a floor imports only from floors below it, and only the
//! topmost knows that there is a browser.

use std::{fs, path::Path};

/// The floors with what each may import, as ARCHITECTURE.md has them.
const FLOORS: [(&str, &[&str]); 10] = [
    ("query", &[]),
    ("page", &[]),
    ("dice", &[]),
    ("plot", &[]),
    ("symbolic", &[]),
    ("numeric", &["symbolic"]),
    ("optimize", &["dice", "symbolic", "numeric"]),
    ("lab", &["query", "page", "dice", "plot", "symbolic", "numeric", "optimize"]),
    ("practice", &["dice", "plot", "query", "symbolic", "numeric"]),
    ("app", &["query", "page", "dice", "plot", "symbolic", "numeric", "optimize", "lab", "practice"]),
];

/// Crates that know a browser.
const BROWSER: [&str; 8] = [
    "leptos",
    "leptos_router",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "plotters_canvas",
    "console_error_panic_hook",
    "idb",
];

#[test]
fn a_floor_imports_only_from_floors_below() {
    let mut checked = 0;
    for (floor, below) in FLOORS {
        for (path, text) in sources(floor) {
            for (other, _) in FLOORS.iter().filter(|(other, _)| *other != floor && !below.contains(other)) {
                for written in [format!("crate::{other}"), format!("gradus::{other}")] {
                    assert!(!names(&text, &written), "{path} names {written}; {floor} may import {below:?}");
                }
            }
            // `use crate::{a::…, b::…}` lists floors without the prefix.
            for other in grouped(&text) {
                let known = FLOORS.iter().any(|(name, _)| *name == other);
                assert!(
                    !known || other == floor || below.contains(&other.as_str()),
                    "{path} imports crate::{{{other}}}"
                );
            }
            checked += 1;
        }
    }
    assert!(checked > 50, "only {checked} files were found");
}

#[test]
fn only_the_top_floor_knows_a_browser() {
    for (floor, _) in FLOORS.iter().filter(|(floor, _)| *floor != "app") {
        for (path, text) in sources(floor) {
            for name in BROWSER {
                assert!(!names(&text, name), "{path} names {name}");
            }
        }
    }
}

#[test]
fn every_module_of_the_library_is_a_floor() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for line in library.lines() {
        if let Some(name) = line.strip_prefix("pub mod ").and_then(|rest| rest.strip_suffix(';')) {
            assert!(FLOORS.iter().any(|(floor, _)| *floor == name), "{name} has no place among the floors");
        }
    }
}

#[test]
fn every_folder_opens_with_what_lives_there() {
    for (path, text) in FLOORS.iter().flat_map(|(floor, _)| sources(floor)) {
        assert!(text.starts_with("//! "), "{path} does not say what it is");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a floor, which is a folder or one file, without comments.
fn sources(floor: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src").join(floor)];
    let file = root().join("src").join(format!("{floor}.rs"));
    if file.exists() {
        found.push(file);
    }
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            match path.extension() {
                _ if path.is_dir() => folders.push(path),
                Some(extension) if extension == "rs" => found.push(path),
                _ => {}
            }
        }
    }
    assert!(!found.is_empty(), "the floor {floor} is not there");
    let shown = |path: &Path| path.strip_prefix(root()).unwrap().display().to_string();
    found.iter().map(|path| (shown(path), fs::read_to_string(path).unwrap())).collect()
}

/// Whether code (not a comment) has the name as a whole word.
fn names(text: &str, name: &str) -> bool {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    let ends = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.flat_map(|line| line.match_indices(name).map(move |(i, _)| (line, i)))
        .any(|(line, i)| ends(line[..i].chars().next_back()) && ends(line[i + name.len()..].chars().next()))
}

/// The first names in `use crate::{…}`.
fn grouped(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (i, _) in text.match_indices("use crate::{") {
        let mut depth = 0;
        let mut name = String::new();
        for c in text[i + "use crate::".len()..].chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            match c {
                ',' | '}' | '{' if depth <= 1 || (c == '{' && depth == 2) => found.push(std::mem::take(&mut name)),
                ':' if depth == 1 && !name.is_empty() => {
                    found.push(std::mem::take(&mut name));
                }
                c if depth == 1 && (c.is_alphanumeric() || c == '_') => name.push(c),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

#[test]
fn the_test_itself_sees_what_it_looks_for() {
    assert!(names("use web_sys::Element;", "web_sys") && !names("let my_web_sys = 1; // web_sys", "web_sys"));
    let group = "use crate::{\n    app::canvas::{Drag, Plot},\n    lab::Lab,\n    page,\n};";
    let found = grouped(group);
    assert!(["app", "lab", "page"].iter().all(|name| found.iter().any(|f| f == name)), "{found:?}");
}
