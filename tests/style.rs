//! The style sheets against the rules that they are written by: the colours of plots and of the page are the same, text
//! can be read, and no sheet but the first holds a colour.

use gradus::plot::{Rgb, Role, Theme};
use std::{collections::BTreeMap, fs, path::Path};

/// The light and the dark colour of each token of the form `--name: light-dark(#…, #…)`.
fn colours() -> BTreeMap<String, (Rgb, Rgb)> {
    sheet("tokens.css").lines().filter_map(colour).collect()
}

fn colour(line: &str) -> Option<(String, (Rgb, Rgb))> {
    let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
    let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
    Some((name.to_owned(), (rgb(light)?, rgb(dark)?)))
}

fn rgb(text: &str) -> Option<Rgb> {
    let n = u32::from_str_radix(text.strip_prefix('#')?, 16).ok()?;
    Some(Rgb((n >> 16) as u8, (n >> 8) as u8, n as u8))
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/style"))
}

fn sheet(name: &str) -> String {
    fs::read_to_string(folder().join(name)).expect("a sheet of this folder")
}

fn sheets() -> Vec<String> {
    let names = fs::read_dir(folder()).expect("the folder of the sheets").flatten();
    names
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "css"))
        .collect()
}

#[test]
fn plots_and_page_have_the_same_colours() {
    let colours = colours();
    let (light, dark) = (Theme::light(), Theme::dark());
    for (name, of) in [
        ("paper", (|t: &Theme| t.paper) as fn(&Theme) -> Rgb),
        ("ink", |t| t.ink),
        ("axis", |t| t.axis),
        ("grid", |t| t.grid),
        ("heat", |t| t.heat),
    ] {
        assert_eq!(colours[name], (of(&light), of(&dark)), "--{name}");
    }
    let tokens = sheet("tokens.css");
    for role in Role::ALL {
        let name = format!("role-{}", role.name());
        let expected = (light.color(role), dark.color(role));
        match colours.get(&name) {
            Some(found) => assert_eq!(*found, expected, "--{name}"),
            None => assert!(tokens.contains(&format!("--{name}: var(--")), "--{name} is missing"),
        }
    }
}

#[test]
fn text_can_be_read_on_every_ground() {
    let colours = colours();
    for ground in ["paper", "well"] {
        for ink in ["ink", "axis", "role-secondary", "role-error", "role-function", "role-derivative", "role-step"] {
            let ((light, dark), (on_light, on_dark)) = (colours[ink], colours[ground]);
            assert!(light.contrast(on_light) >= 4.5, "{ink} on {ground}, light: {}", light.contrast(on_light));
            assert!(dark.contrast(on_dark) >= 4.5, "{ink} on {ground}, dark: {}", dark.contrast(on_dark));
        }
        // WCAG 2.2, success criterion 1.4.11: the sides of what can be pressed or typed in.
        let ((light, dark), (on_light, on_dark)) = (colours["edge"], colours[ground]);
        assert!(light.contrast(on_light) >= 3.0 && dark.contrast(on_dark) >= 3.0, "edge on {ground}");
    }
}

#[test]
fn only_the_tokens_hold_colours() {
    for name in sheets().into_iter().filter(|name| name != "tokens.css") {
        let sheet = sheet(&name);
        for value in sheet.lines().filter_map(|line| line.split_once(": ").map(|(_, value)| value)) {
            let written =
                ["#", "rgb(", "rgba(", "hsl(", "oklch(", "light-dark("].iter().any(|sign| value.contains(sign));
            assert!(!written, "{name}: {value}");
        }
    }
}

#[test]
fn every_sheet_is_linked() {
    let index = fs::read_to_string(folder().with_file_name("index.html")).expect("index.html");
    for name in sheets() {
        assert!(index.contains(&format!("href=\"style/{name}\"")), "{name}");
    }
}
