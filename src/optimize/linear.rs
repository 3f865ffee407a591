//! Systems of linear equations.

use nalgebra::{DMatrix, DVector};

/// The solution x of `A·x = b`, A given row by row; NaN if A is singular, not square or not finite.
///
/// By LU decomposition with partial pivoting (Golub and Van Loan, *Matrix Computations*, sec. 3.4): n³/3 multiplications.
pub(super) fn solve(a: &[Vec<f64>], b: &[f64]) -> Vec<f64> {
    // The library refuses to solve nothing.
    let usable = |a: &DMatrix<f64>| a.nrows() == b.len() && !b.is_empty() && a.iter().all(|entry| entry.is_finite());
    let a = matrix(a).filter(usable);
    let solution = a.and_then(|a| a.lu().solve(&DVector::from_column_slice(b)));
    solution.map_or_else(|| vec![f64::NAN; b.len()], |x| x.as_slice().to_vec())
}

/// A square matrix, given row by row.
pub(super) fn matrix(rows: &[Vec<f64>]) -> Option<DMatrix<f64>> {
    let n = rows.len();
    let square = rows.iter().all(|row| row.len() == n);
    square.then(|| DMatrix::from_row_iterator(n, n, rows.iter().flatten().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems() {
        let solve = |a: Vec<Vec<f64>>, b: &[f64]| solve(&a, b);
        assert_eq!(solve(vec![vec![4.0]], &[2.0]), [0.5]);
        assert_eq!(solve(vec![vec![2.0, 1.0], vec![1.0, 3.0]], &[4.0, 7.0]), [1.0, 2.0]);
        // Without pivoting this divides by 0.
        assert_eq!(solve(vec![vec![0.0, 2.0], vec![4.0, 0.0]], &[6.0, 4.0]), [1.0, 3.0]);
        assert!(solve(vec![], &[]).is_empty());
        for singular in [
            vec![vec![1.0, 2.0], vec![2.0, 4.0]],
            vec![vec![0.0; 2]; 2],
            vec![vec![1.0]],
            vec![vec![1.0], vec![2.0, 3.0]],
            vec![vec![f64::NAN, 0.0], vec![0.0, 1.0]],
            vec![vec![f64::INFINITY, 1.0], vec![1.0, 1.0]],
        ] {
            assert!(solve(singular, &[1.0, 1.0]).iter().all(|x| x.is_nan()));
        }
    }
}
