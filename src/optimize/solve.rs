//! Small systems of linear equations.

/// The solution x of `A·x = b`, A given row by row; NaN if A is singular or not square.
///
/// Gaussian elimination with partial pivoting (Golub and Van Loan, *Matrix Computations*, sec. 3.4): n³/3 multiplications.
pub(super) fn solve(mut a: Vec<Vec<f64>>, b: &[f64]) -> Vec<f64> {
    let n = b.len();
    let nothing = vec![f64::NAN; n];
    if a.len() != n || a.iter().any(|row| row.len() != n) {
        return nothing;
    }
    let mut x = b.to_vec();
    for k in 0..n {
        let pivot = (k..n).fold(k, |best, i| if a[i][k].abs() > a[best][k].abs() { i } else { best });
        a.swap(k, pivot);
        x.swap(k, pivot);
        if a[k][k] == 0.0 {
            return nothing;
        }
        let (done, rest) = a.split_at_mut(k + 1);
        let top = &done[k];
        for (i, row) in rest.iter_mut().enumerate() {
            let factor = row[k] / top[k];
            for (entry, above) in row[k..].iter_mut().zip(&top[k..]) {
                *entry -= factor * above;
            }
            x[k + 1 + i] -= factor * x[k];
        }
    }
    for k in (0..n).rev() {
        let known: f64 = a[k][k + 1..].iter().zip(&x[k + 1..]).map(|(a, x)| a * x).sum();
        x[k] = (x[k] - known) / a[k][k];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems() {
        assert_eq!(solve(vec![vec![4.0]], &[2.0]), [0.5]);
        assert_eq!(solve(vec![vec![2.0, 1.0], vec![1.0, 3.0]], &[4.0, 7.0]), [1.0, 2.0]);
        // Without pivoting this divides by 0.
        assert_eq!(solve(vec![vec![0.0, 2.0], vec![4.0, 0.0]], &[6.0, 4.0]), [1.0, 3.0]);
        assert!(solve(vec![], &[]).is_empty());
        for singular in [vec![vec![1.0, 2.0], vec![2.0, 4.0]], vec![vec![0.0; 2]; 2], vec![vec![1.0]]] {
            assert!(solve(singular, &[1.0, 1.0]).iter().all(|x| x.is_nan()));
        }
    }
}
