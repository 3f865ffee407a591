//! `Fit`: what is fitted to data by a weight and a bias, and the loss that comes of it.

/// A model of one input with a weight w and a bias b.
///
/// ```
/// use gradus::optimize::Fit;
/// assert_eq!(Fit::Line.value(2.0, 1.0, 3.0), 7.0);
/// assert_eq!(Fit::Line.loss(&[[1.0, 2.0], [0.0, -1.0]]), "((w*(1) + b - (2))^2 + (w*(0) + b - (-1))^2)/2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// `w·x + b`, with the mean of the squared errors.
    Line,
    /// `σ(w·x + b)` as the probability of the class 1, with the mean cross-entropy. A y of at least ½ counts as 1, any other as 0.
    Logistic,
}

impl Fit {
    /// What it gives for an input.
    pub fn value(self, w: f64, b: f64, x: f64) -> f64 {
        match self {
            Self::Line => w * x + b,
            Self::Logistic => crate::symbolic::Function::Sigmoid.value(w * x + b),
        }
    }

    /// The loss of one point, as text in w and b.
    pub fn term(self, [x, y]: [f64; 2]) -> String {
        match self {
            Self::Line => format!("(w*({x}) + b - ({y}))^2"),
            // -ln σ(z) = softplus(-z), and -ln(1 - σ(z)) = softplus(z).
            Self::Logistic if y >= 0.5 => format!("softplus(-(w*({x}) + b))"),
            Self::Logistic => format!("softplus(w*({x}) + b)"),
        }
    }

    /// The mean over the data, as text in w and b.
    pub fn loss(self, data: &[[f64; 2]]) -> String {
        let terms: Vec<_> = data.iter().map(|&point| self.term(point)).collect();
        format!("({})/{}", terms.join(" + "), data.len())
    }
}
