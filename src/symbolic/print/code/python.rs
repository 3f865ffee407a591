//! The layout of programs in Python.

use super::{
    Export, Language,
    formula::{Writer, is_arithmetic},
    literal, parts,
};
use crate::symbolic::{Expr, Spelling, Symbol};

impl Export<'_> {
    /// Symbols, the function and its derivatives as expressions, and a line that compares with SymPy's own derivatives.
    pub(super) fn sympy(&self) -> String {
        let mut writer = Writer::new(self);
        let mut lines = vec!["import sympy as sp".to_owned()];
        let helpers = self.python_helpers();
        lines.extend(if helpers.is_empty() { Vec::new() } else { [helpers, vec![String::new()]].concat() });
        lines.push(String::new());
        if !self.variables.is_empty() {
            let spelled: Vec<&str> = self.variables.iter().map(|x| self.spelled(x)).collect();
            lines.push(format!("{} = sp.symbols(\"{}\", real=True)", self.parameters(), spelled.join(" ")));
            lines.push(String::new());
        }
        let mut rest = parts::parts(&self.formulas).into_iter().peekable();
        let mut count = 0;
        for (name, formula) in self.functions() {
            // What a formula needs stands before it; what is f itself is called so.
            while let Some(part) = rest.next_if(|part| formula.any(&|e| e == part)) {
                count += 1;
                let own = self.names.part(count);
                lines.push(format!("{own} = {}", writer.whole(&part)));
                writer.name(&part, &own);
            }
            let text = if is_arithmetic(formula) { writer.symbolic(formula) } else { writer.whole(formula) };
            lines.push(format!("{name} = {text}"));
            if formula == self.f && self.f.size() > 1 {
                writer.name(formula, "f");
            }
        }
        lines.push(String::new());
        let values: Vec<String> = (self.variables.iter().zip(&self.sample))
            .map(|(x, value)| format!("{}: {}", self.names.of(x), literal(*value, self.language)))
            .collect();
        lines.push(format!("point = {{{}}}", values.join(", ")));
        lines.push("print(\"f =\", sp.N(f.subs(point)))".into());
        for derivative in self.derivatives {
            let name = derivative.name(&self.names);
            let by: Vec<&str> = derivative.by.iter().map(|x| self.names.of(x)).collect();
            lines.push(format!("print(\"{name} =\", sp.N({name}.subs(point)))"));
            lines.push(format!("print(\"by SymPy:\", sp.N(sp.diff(f, {}).subs(point)))", by.join(", ")));
        }
        lines.join("\n") + "\n"
    }

    /// Functions on arrays, tried at a point.
    pub(super) fn numpy(&self) -> String {
        let mut lines = self.python_functions(&["import numpy as np"]);
        let sample: Vec<String> = self.sample.iter().map(|v| literal(*v, self.language)).collect();
        for (name, _) in self.functions() {
            lines.push(format!("print(\"{name} =\", {name}({}))", sample.join(", ")));
        }
        lines.join("\n") + "\n"
    }

    /// Functions on tensors, and their derivatives once more by autograd.
    pub(super) fn pytorch(&self) -> String {
        let mut lines = self.python_functions(&["import torch"]);
        for (x, value) in self.variables.iter().zip(&self.sample) {
            let value = literal(*value, self.language);
            lines.push(format!("{} = torch.tensor({value}, dtype=torch.float64)", self.names.of(x)));
        }
        let point = self.parameters();
        lines.push(format!("print(\"f =\", f({point}).item())"));
        for (gradient, name) in self.gradients("torch.func.grad") {
            lines.push(format!("print(\"{name} =\", {name}({point}).item())"));
            lines.push(format!("print(\"by autograd:\", {gradient}({point}).item())"));
        }
        lines.join("\n") + "\n"
    }

    /// Functions on arrays, and their derivatives once more by `jax.grad`.
    pub(super) fn jax(&self) -> String {
        let double = "jax.config.update(\"jax_enable_x64\", True)";
        let mut lines = self.python_functions(&["import jax", "import jax.numpy as jnp", "", double]);
        let sample: Vec<String> = self.sample.iter().map(|v| literal(*v, self.language)).collect();
        let point = sample.join(", ");
        lines.push(format!("print(\"f =\", f({point}))"));
        for (gradient, name) in self.gradients("jax.grad") {
            lines.push(format!("print(\"{name} =\", {name}({point}))"));
            lines.push(format!("print(\"by jax.grad:\", {gradient}({point}))"));
        }
        lines.join("\n") + "\n"
    }

    /// Each derivative as a transformation of f, and the name of its formula.
    fn gradients(&self, grad: &str) -> Vec<(String, String)> {
        let gradient = |by: &[Symbol]| {
            by.iter().fold("f".to_owned(), |f, x| match self.variables.iter().position(|v| v == x) {
                None | Some(0) => format!("{grad}({f})"),
                Some(place) => format!("{grad}({f}, {place})"),
            })
        };
        self.derivatives.iter().map(|d| (gradient(&d.by), d.name(&self.names))).collect()
    }

    /// The imports, the helpers, and a function for each formula.
    fn python_functions(&self, imports: &[&str]) -> Vec<String> {
        let parameters = self.parameters();
        let mut lines = self.python_helpers();
        for (name, formula) in self.functions() {
            let mut writer = Writer::new(self);
            lines.extend([String::new(), String::new(), format!("def {name}({parameters}):")]);
            for (i, part) in parts::parts(&[formula]).into_iter().enumerate() {
                let own = self.names.part(i + 1);
                lines.push(format!("    {own} = {}", writer.whole(&part)));
                writer.name(&part, &own);
            }
            lines.push(format!("    return {}", self.result(&writer, formula)));
        }
        lines.extend([String::new(), String::new()]);
        let uses_math = lines.iter().any(|line| line.contains("math."));
        let math = uses_math.then(|| ["import math".to_owned(), String::new()]);
        math.into_iter().flatten().chain(imports.iter().map(|&line| line.to_owned())).chain(lines).collect()
    }

    /// What a function returns: something of the shape of its argument also where the formula has no variable.
    fn result(&self, writer: &Writer, formula: &Expr) -> String {
        let text = writer.whole(formula);
        match (self.variables.first(), self.language) {
            (Some(x), language) if writer.is_constant(formula) => {
                let (library, x) = (language.library(), self.names.of(x));
                let kind = if language == Language::PyTorch { "" } else { ", dtype=float" };
                format!("{library}.full_like({x}, {text}{kind})")
            }
            (None, Language::PyTorch) => format!("torch.tensor({text}, dtype=torch.float64)"),
            _ => text,
        }
    }

    fn python_helpers(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for f in self.helpers() {
            lines.extend([String::new(), String::new()]);
            match self.language.spelling(f) {
                Spelling::Formula(text) => {
                    let text = text.replace("lib.", &format!("{}.", self.language.library()));
                    lines.extend([format!("def {}(u):", f.name()), format!("    return {text}")]);
                }
                Spelling::Lines(text) => lines.extend(text.lines().map(str::to_owned)),
                Spelling::Call(_) => {}
            }
        }
        lines
    }

    /// The variable's own name, unless SymPy would take it for a pattern.
    fn spelled<'n>(&'n self, x: &'n Symbol) -> &'n str {
        let plain = x.name().chars().all(|c| c.is_alphanumeric() || c == '_');
        if plain { x.name() } else { self.names.of(x) }
    }
}
