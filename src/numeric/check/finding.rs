//! The mistakes that people make, looked for in what is off.

use super::{CERTAIN, Component, Finding, Verdict};

/// How closely a pattern has to fit.
const FITS: f64 = 1e-6;

/// What the components have in common. Those that are off are given what was found.
pub(super) fn diagnose(components: &mut [Component]) -> Finding {
    let told = |c: &&Component| !matches!(c.verdict, Verdict::Unknown(_));
    if components.iter().filter(told).count() == 0 && !components.is_empty() {
        return Finding::Unknown;
    }
    let is_off = |c: &Component| told(&c) && c.verdict != Verdict::Fine;
    let places: Vec<usize> = (0..components.len()).filter(|&i| is_off(&components[i])).collect();
    if places.is_empty() {
        return Finding::Fine;
    }
    let count = components.len();
    let off: Vec<Component> = places.iter().map(|&i| components[i]).collect();
    let mut give = |verdict: Verdict| places.iter().for_each(|&i| components[i].verdict = verdict);
    if let Some(factor) = common_factor(&off, count) {
        give(Verdict::Factor(factor));
        return Finding::Factor { factor, places };
    }
    if let Some(offset) = common_offset(&off) {
        give(Verdict::Offset(offset));
        return Finding::Offset { offset, places };
    }
    if components.iter().all(|c| told(&c)) {
        if let Some((rows, columns)) = transposed(components) {
            return Finding::Transposed { rows, columns };
        }
        if let Some(order) = permuted(components) {
            return Finding::Permuted { order };
        }
    }
    for component in components.iter_mut().filter(|c| is_off(c)) {
        if let Some(factor) = component.ratio().and_then(|ratio| component.simple(ratio, count)) {
            component.verdict = Verdict::Factor(factor);
        }
    }
    if places.iter().all(|&i| components[i].verdict == Verdict::Close) {
        return Finding::Close;
    }
    Finding::Wrong { places }
}

/// The factor by which all are off: a single one only by a simple one.
fn common_factor(off: &[Component], count: usize) -> Option<f64> {
    let surest = off.iter().max_by(|a, b| a.measured.value.abs().total_cmp(&b.measured.value.abs()))?;
    let ratio = surest.ratio()?;
    let simple = surest.simple(ratio, count);
    let factor = simple.or((off.len() > 1).then_some(ratio))?;
    off.iter().all(|c| c.is_near(factor * c.measured.value, factor)).then_some(factor)
}

/// The difference by which all are off, if they are several.
fn common_offset(off: &[Component]) -> Option<f64> {
    let surest = off.iter().min_by(|a, b| a.measured.error.total_cmp(&b.measured.error))?;
    let offset = surest.claimed - surest.measured.value;
    let same = |c: &Component| {
        let other = c.claimed - c.measured.value;
        (other - offset).abs() <= FITS * offset.abs() + CERTAIN * (c.measured.error + surest.measured.error)
    };
    (off.len() > 1 && off.iter().all(same)).then_some(offset)
}

/// The shape of the matrix whose transpose is claimed.
fn transposed(components: &[Component]) -> Option<(usize, usize)> {
    let count = components.len();
    let fits = |rows: usize| {
        let columns = count / rows;
        (0..count).all(|i| components[i % columns * rows + i / columns].is_claim_for(&components[i]))
    };
    (2..=count / 2).filter(|rows| count.is_multiple_of(*rows)).find(|&rows| fits(rows)).map(|rows| (rows, count / rows))
}

/// Where each claim belongs, if all belong somewhere: both lists are the same when sorted.
fn permuted(components: &[Component]) -> Option<Vec<usize>> {
    let sorted = |key: fn(&Component) -> f64| {
        let mut places: Vec<usize> = (0..components.len()).collect();
        places.sort_by(|&i, &j| key(&components[i]).total_cmp(&key(&components[j])));
        places
    };
    let mut order = vec![0; components.len()];
    for (i, j) in sorted(|c| c.claimed).into_iter().zip(sorted(|c| c.measured.value)) {
        if !components[i].is_claim_for(&components[j]) {
            return None;
        }
        order[i] = j;
    }
    Some(order)
}

impl Component {
    /// Claimed over true, if that has a meaning.
    fn ratio(&self) -> Option<f64> {
        let n = self.measured;
        let ratio = self.claimed / n.value;
        (ratio.is_finite() && ratio != 0.0 && n.value.abs() > 1e3 * n.error).then_some(ratio)
    }

    /// The simple factor that a ratio is but for errors.
    fn simple(&self, ratio: f64, count: usize) -> Option<f64> {
        let whole = (1..=12).chain([count]).map(|k| k as f64);
        let factors = whole.flat_map(|k| [k, k.recip(), -k, -k.recip()]).filter(|&c| c != 1.0);
        factors.into_iter().find(|&c| (ratio - c).abs() * self.measured.value.abs() <= self.slack(c))
    }

    /// Whether the claim is `value`, a multiple of what was measured by `factor`.
    fn is_near(&self, value: f64, factor: f64) -> bool {
        (self.claimed - value).abs() <= self.slack(factor)
    }

    fn slack(&self, factor: f64) -> f64 {
        factor.abs() * (FITS * self.measured.value.abs() + CERTAIN * self.measured.error)
    }

    /// Whether what is claimed here is what was measured there.
    fn is_claim_for(&self, other: &Self) -> bool {
        other.slack(1.0) >= (self.claimed - other.measured.value).abs()
    }
}
