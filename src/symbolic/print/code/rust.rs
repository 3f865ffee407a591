//! The layout of programs in Rust.

use super::{Export, formula::Writer, literal, parts};
use crate::symbolic::{Expr, Extremum, Node, Spelling};

impl Export<'_> {
    /// Functions of `f64` that need the standard library alone, and a `main` that tries them at a point.
    pub(super) fn rust(&self) -> String {
        let mut items: Vec<String> =
            self.functions().map(|(name, formula)| self.rust_function(&name, formula)).collect();
        let sample: Vec<String> = self.sample.iter().map(|v| literal(*v, self.language)).collect();
        let tried =
            |(name, _): (String, _)| format!("    println!(\"{name} = {{}}\", {name}({}));\n", sample.join(", "));
        items.push(format!("fn main() {{\n{}}}\n", self.functions().map(tried).collect::<String>()));
        for f in self.helpers() {
            match self.language.spelling(f) {
                Spelling::Formula(text) => items.push(format!("fn {}(u: f64) -> f64 {{\n    {text}\n}}\n", f.name())),
                Spelling::Lines(text) => items.push(format!("{text}\n")),
                Spelling::Call(_) => {}
            }
        }
        for (which, name, sign) in [(Extremum::Max, "max", '>'), (Extremum::Min, "min", '<')] {
            let is_it = |e: &Expr| matches!(e.node(), Node::Extremum(own, _) if *own == which);
            if self.formulas.iter().any(|e| e.any(&is_it)) {
                // The methods of f64 pass over what is no number.
                let body = format!("if u {sign} v || u.is_nan() {{ u }} else {{ v }}");
                items.push(format!("fn {name}(u: f64, v: f64) -> f64 {{\n    {body}\n}}\n"));
            }
        }
        items.join("\n")
    }

    fn rust_function(&self, name: &str, formula: &Expr) -> String {
        // A variable that does not occur has an underscore, so that the compiler does not warn.
        let parameter = |x| format!("{}{}: f64", if formula.contains(x) { "" } else { "_" }, self.names.of(x));
        let parameters: Vec<String> = self.variables.iter().map(parameter).collect();
        let mut writer = Writer::new(self);
        let mut lines = Vec::new();
        for (i, part) in parts::parts(&[formula]).into_iter().enumerate() {
            let own = self.names.part(i + 1);
            lines.push(format!("    let {own} = {};", writer.whole(&part)));
            writer.name(&part, &own);
        }
        lines.push(format!("    {}", writer.whole(formula)));
        format!("fn {name}({}) -> f64 {{\n{}\n}}\n", parameters.join(", "), lines.join("\n"))
    }
}
