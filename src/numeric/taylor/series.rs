//! Recurrences for the coefficients of functions of a series: each follows from a differential equation by comparing
//! coefficients (Knuth, *The Art of Computer Programming* 2, sec. 4.7; Griewank and Walther, *Evaluating Derivatives*,
//! ch. 13). All take and give `c[k]`, the factor of `tᵏ`, and give as many as they were given.

/// `u·v`
pub(super) fn product(u: &[f64], v: &[f64]) -> Vec<f64> {
    (0..u.len().min(v.len())).map(|k| (0..=k).map(|j| u[j] * v[k - j]).sum()).collect()
}

/// `v = start + ∫ g·u′ dt`, which is f(u) for `f′(u) = g`: `k·vₖ = Σ j·uⱼ·gₖ₋ⱼ`.
pub(super) fn integral(start: f64, g: &[f64], u: &[f64]) -> Vec<f64> {
    let next = |k: usize| moment(u, k, |i| g[i]) / k as f64;
    (0..u.len().min(g.len() + 1)).map(|k| if k == 0 { start } else { next(k) }).collect()
}

/// The solution of `v′ = v·w′`, which is a multiple of `e^w`, from its first coefficient.
pub(super) fn exponential(w: &[f64], start: f64) -> Vec<f64> {
    let mut v = Vec::with_capacity(w.len());
    for k in 0..w.len() {
        v.push(if k == 0 { start } else { moment(w, k, |i| v[i]) / k as f64 });
    }
    v
}

/// `ln u` for a series that is not 0 at 0, from its first coefficient: `u·v′ = u′`.
pub(super) fn logarithm(u: &[f64], start: f64) -> Vec<f64> {
    let mut v = Vec::with_capacity(u.len());
    for k in 0..u.len() {
        let known: f64 = (1..k).map(|j| j as f64 * v[j] * u[k - j]).sum();
        v.push(if k == 0 { start } else { (u[k] - known / k as f64) / u[0] });
    }
    v
}

/// `u^p` for a series that is not 0 at 0, from its first coefficient: `u·v′ = p·u′·v` (Euler).
pub(super) fn power(u: &[f64], p: f64, start: f64) -> Vec<f64> {
    let mut v: Vec<f64> = Vec::with_capacity(u.len());
    for k in 0..u.len() {
        let sum: f64 = (1..=k).map(|j| (p * j as f64 - (k - j) as f64) * (u[j] / u[0]) * v[k - j]).sum();
        v.push(if k == 0 { start } else { sum / k as f64 });
    }
    v
}

/// Both solutions of `v′ = w·u′`, `w′ = sign·v·u′`: sine and cosine for -1, their hyperbolic kin for 1.
pub(super) fn pair(u: &[f64], start: [f64; 2], sign: f64) -> [Vec<f64>; 2] {
    let (mut v, mut w) = (Vec::with_capacity(u.len()), Vec::with_capacity(u.len()));
    for k in 0..u.len() {
        let next =
            if k == 0 { start } else { [moment(u, k, |i| w[i]) / k as f64, sign * moment(u, k, |i| v[i]) / k as f64] };
        v.push(next[0]);
        w.push(next[1]);
    }
    [v, w]
}

/// The solution of `v′ = g·u′`, `g′ = bend·v·v′`, from the first coefficients of v and g: `tan` for a bend of 2, `tanh`,
/// `coth` and `cot` for -2. That g is followed by itself keeps its digits where v is nearly 1.
pub(super) fn riccati(u: &[f64], start: f64, slope: f64, bend: f64) -> Vec<f64> {
    let (mut v, mut g) = (Vec::with_capacity(u.len()), Vec::with_capacity(u.len()));
    for k in 0..u.len() {
        v.push(if k == 0 { start } else { moment(u, k, |i| g[i]) / k as f64 });
        g.push(if k == 0 { slope } else { bend * moment(&v, k, |i| v[i]) / k as f64 });
    }
    v
}

/// `Σ j·uⱼ·gₖ₋ⱼ` for j from 1 to k.
fn moment(u: &[f64], k: usize, g: impl Fn(usize) -> f64) -> f64 {
    (1..=k).map(|j| j as f64 * u[j] * g(k - j)).sum()
}
