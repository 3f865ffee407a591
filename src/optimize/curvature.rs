//! `Curvature`: how a function bends at a point, along the axes on which the bending is separate.

use nalgebra::SymmetricEigen;

use super::linear::matrix;

/// The eigenvalues and eigenvectors of a Hessian matrix.
///
/// Along an axis v with the eigenvalue λ the function is, close by, a parabola of the second derivative λ: `H·v = λ·v`. All
/// eigenvalues above 0 make a point at rest a minimum, all below a maximum, and some of either sign a saddle (Nocedal and
/// Wright, *Numerical Optimization*, theorems 2.3 and 2.4).
///
/// ```
/// use gradus::optimize::Curvature;
/// // x² - y² + 4·x·y
/// let saddle = Curvature::of(&[vec![2.0, 4.0], vec![4.0, -2.0]]).unwrap();
/// let size = 20f64.sqrt();
/// assert!((saddle.eigenvalues()[0] + size).abs() < 1e-14 && (saddle.eigenvalues()[1] - size).abs() < 1e-14);
/// assert_eq!(saddle.largest_stable_rate(), None);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Curvature {
    eigenvalues: Vec<f64>,
    axes: Vec<Vec<f64>>,
}

/// At most so many iterations for each eigenvalue; the QR algorithm takes two or three.
const ITERATIONS: usize = 64;

impl Curvature {
    /// The curvature that a Hessian describes, given row by row; of its two halves the mean counts, which differ only by rounding.
    /// Nothing if it is empty, not square, or not finite.
    ///
    /// By the symmetric QR algorithm (Golub and Van Loan, *Matrix Computations*, sec. 8.3). An eigenvalue is off by a few
    /// units in the last place of the largest.
    pub fn of(hessian: &[Vec<f64>]) -> Option<Self> {
        let n = hessian.len();
        let h = matrix(hessian).filter(|h| n > 0 && h.iter().all(|entry| entry.is_finite()))?;
        // Half of each first: their sum may be out of range.
        let symmetric = &h * 0.5 + h.transpose() * 0.5;
        let eigen = SymmetricEigen::try_new(symmetric, f64::EPSILON, ITERATIONS * n)?;
        let mut pairs: Vec<(f64, Vec<f64>)> = eigen
            .eigenvalues
            .iter()
            .zip(eigen.eigenvectors.column_iter())
            .map(|(value, axis)| (*value, axis.iter().copied().collect()))
            .collect();
        pairs.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        let (eigenvalues, axes) = pairs.into_iter().unzip();
        Some(Self { eigenvalues, axes })
    }

    /// The eigenvalues, the least first, in the unit of the Hessian's entries.
    pub fn eigenvalues(&self) -> &[f64] {
        &self.eigenvalues
    }

    /// For each eigenvalue its axis: a vector of length 1, at right angles to the others. Its sign means nothing.
    pub fn axes(&self) -> &[Vec<f64>] {
        &self.axes
    }

    /// The least eigenvalue.
    pub fn least(&self) -> f64 {
        self.eigenvalues.first().copied().unwrap_or(f64::NAN)
    }

    /// The greatest eigenvalue.
    pub fn greatest(&self) -> f64 {
        self.eigenvalues.last().copied().unwrap_or(f64::NAN)
    }

    /// The learning rate `2/λmax` below which gradient descent on a quadratic with this Hessian settles and above which it
    /// diverges: along an axis each step multiplies the distance by `1 - lr·λ`. None if there is an eigenvalue below 0
    /// (by more than rounding), along which every rate leads away, or none above 0.
    ///
    /// ```
    /// use gradus::optimize::Curvature;
    /// // x² + 10·y²
    /// let ravine = Curvature::of(&[vec![2.0, 0.0], vec![0.0, 20.0]]).unwrap();
    /// assert_eq!(ravine.largest_stable_rate(), Some(0.1));
    /// ```
    pub fn largest_stable_rate(&self) -> Option<f64> {
        let rounding = 4.0 * f64::EPSILON * self.eigenvalues.len() as f64 * self.greatest();
        (self.greatest() > 0.0 && self.least() >= -rounding).then(|| 2.0 / self.greatest())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rates() {
        for (hessian, rate) in [
            (vec![vec![2.0]], Some(1.0)),
            (vec![vec![0.0]], None),
            (vec![vec![-2.0]], None),
            // (x + y)²: flat across, with an eigenvalue that is 0 up to rounding.
            (vec![vec![2.0, 2.0], vec![2.0, 2.0]], Some(0.5)),
            (vec![vec![2.0, 0.0], vec![0.0, -1e-9]], None),
        ] {
            let found = Curvature::of(&hessian).unwrap().largest_stable_rate();
            let near = found.zip(rate).is_none_or(|(found, rate)| (found - rate).abs() < 1e-15);
            assert!(near && found.is_some() == rate.is_some(), "{hessian:?}: {found:?}");
        }
    }

    #[test]
    fn what_is_no_hessian_has_no_curvature() {
        for bad in [vec![], vec![vec![1.0, 2.0]], vec![vec![f64::NAN]], vec![vec![f64::INFINITY]]] {
            assert_eq!(Curvature::of(&bad), None);
        }
        let largest = Curvature::of(&vec![vec![f64::MAX / 4.0; 2]; 2]).unwrap();
        assert!(largest.greatest().is_finite());
    }

    proptest! {
        /// H·v = λ·v, axes at right angles, eigenvalues in order with the trace for a sum.
        #[test]
        fn axes_and_eigenvalues_belong_together(n in 1usize..=12, entries in prop::collection::vec(-9.0..9.0f64, 144)) {
            let h: Vec<Vec<f64>> =
                (0..n).map(|i| (0..n).map(|j| entries[12 * i.min(j) + i.max(j)]).collect()).collect();
            let found = Curvature::of(&h).unwrap();
            prop_assert!(found.eigenvalues().is_sorted() && found.eigenvalues().len() == n);
            let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
            for (i, (value, axis)) in found.eigenvalues().iter().zip(found.axes()).enumerate() {
                for (row, part) in h.iter().zip(axis) {
                    prop_assert!((dot(row, axis) - value * part).abs() < 1e-12);
                }
                for (j, other) in found.axes().iter().enumerate() {
                    prop_assert!((dot(axis, other) - f64::from(u8::from(i == j))).abs() < 1e-13);
                }
            }
            let trace: f64 = (0..n).map(|i| h[i][i]).sum();
            prop_assert!((found.eigenvalues().iter().sum::<f64>() - trace).abs() < 1e-12);
        }
    }
}
