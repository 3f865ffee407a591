//! The page's entry point.

#[cfg(target_arch = "wasm32")]
fn main() {
    leptos::mount::mount_to_body(|| leptos::view! { <h1>"Gradus"</h1> });
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Gradus runs in a browser: `cargo xtask serve` builds the page and prints its address.");
}
