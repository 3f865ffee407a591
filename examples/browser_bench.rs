//! The numeric core for the bench page in `benches/browser`; `cargo xtask bench` builds both.

#[cfg(target_arch = "wasm32")]
mod bench {
    use gradus::{
        numeric::{Lanes, Program, Scratch, gradient_columns},
        symbolic::{Symbol, parse},
    };
    use wasm_bindgen::prelude::wasm_bindgen;

    /// An expression over columns of points.
    #[wasm_bindgen]
    pub struct Columns {
        program: Program,
        scratch: Scratch<Lanes>,
        points: Vec<Vec<f64>>,
        /// The values, then the partial derivatives.
        out: Vec<Vec<f64>>,
    }

    #[wasm_bindgen]
    impl Columns {
        /// An expression in x over the first column, or in x and y over both.
        #[wasm_bindgen(constructor)]
        pub fn new(text: &str, x: Vec<f64>, y: Vec<f64>) -> Result<Columns, String> {
            let mut points = vec![x];
            points.extend((!y.is_empty()).then_some(y));
            let variables = &["x", "y"].map(Symbol::new)[..points.len()];
            let expression = parse(text).map_err(|error| error.to_string())?;
            let program = Program::new(&[expression], variables).map_err(|error| error.to_string())?;
            let out = vec![vec![0.0; points[0].len()]; points.len() + 1];
            Ok(Self { program, scratch: Scratch::new(), points, out })
        }

        /// Works out all values.
        pub fn values(&mut self) {
            let points: Vec<&[f64]> = self.points.iter().map(Vec::as_slice).collect();
            let mut out: Vec<&mut [f64]> = self.out.iter_mut().take(1).map(Vec::as_mut_slice).collect();
            self.program.eval_columns(&points, &mut self.scratch, &mut out);
        }

        /// Works out all values and gradients.
        pub fn gradients(&mut self) {
            let points: Vec<&[f64]> = self.points.iter().map(Vec::as_slice).collect();
            let mut out: Vec<&mut [f64]> = self.out.iter_mut().map(Vec::as_mut_slice).collect();
            gradient_columns(&self.program, &points, &mut out);
        }

        /// A column of what was worked out: the values, then the partial derivatives.
        pub fn column(&self, i: usize) -> Vec<f64> {
            self.out.get(i).cloned().unwrap_or_default()
        }
    }
}

fn main() {}
