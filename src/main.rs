//! The page's entry point.

#[cfg(target_arch = "wasm32")]
fn main() {
    gradus::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Gradus runs in a browser: `cargo xtask serve` builds the page and prints its address.");
}
