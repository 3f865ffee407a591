//! Chance that repeats: numbers drawn from a seed, the same on every machine.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg32;

/// A source of numbers that depends on its seeds alone.
///
/// Only the 32-bit outputs of PCG are used, whose algorithm is fixed; how they become a number of a range is written
/// here, so that a link keeps its problem when a library changes its sampling.
#[derive(Clone, Debug)]
pub struct Dice(Pcg32);

impl Dice {
    /// Dice for a purpose and a seed. Different purposes give unrelated numbers for one seed.
    pub fn new(purpose: &str, seed: u64) -> Self {
        // FNV-1a over the purpose and the seed.
        let bytes = purpose.bytes().chain(seed.to_le_bytes());
        let key = bytes
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self(Pcg32::seed_from_u64(key))
    }

    /// A number below `n`; 0 if there is none.
    pub fn below(&mut self, n: u32) -> u32 {
        // Multiply and shift; for the few dozen choices there are here, the bias is below 1e-8.
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// One of the items, if there are any.
    pub fn choose<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        items.get(self.below(u32::try_from(items.len()).unwrap_or(u32::MAX)) as usize)
    }

    /// The index of one of the weights, each as probable as it is heavy.
    pub fn weighted(&mut self, weights: &[u32]) -> Option<usize> {
        let mut left = self.below(weights.iter().sum());
        for (i, &weight) in weights.iter().enumerate() {
            match left.checked_sub(weight) {
                Some(rest) => left = rest,
                None => return Some(i),
            }
        }
        None
    }

    /// A number from 0 up to 1, one of 2³² that are equally far apart.
    pub fn share(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / (f64::from(u32::MAX) + 1.0)
    }

    /// A number of the normal distribution with mean 0 and variance 1 (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (radius, turn) = (self.share(), self.share());
        (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
    }

    /// The numbers below `n` in a random order (Fisher and Yates 1938).
    pub fn order(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        for i in (1..n).rev() {
            order.swap(i, self.below(i as u32 + 1) as usize);
        }
        order
    }

    /// A seed for something else, short enough for a link.
    pub fn seed(&mut self) -> u64 {
        u64::from(self.0.next_u32())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_comes_up() {
        let mut dice = Dice::new("test", 1);
        let mut counts = [0; 7];
        for _ in 0..7000 {
            counts[dice.below(7) as usize] += 1;
        }
        assert!(counts.iter().all(|&n| (850..1150).contains(&n)), "{counts:?}");
    }

    #[test]
    fn normal_numbers_have_mean_and_variance() {
        let mut dice = Dice::new("test", 3);
        let all: Vec<f64> = (0..20_000).map(|_| dice.normal()).collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let variance = all.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / all.len() as f64;
        assert!(mean.abs() < 0.03 && (variance - 1.0).abs() < 0.04, "{mean} {variance}");
    }

    #[test]
    fn an_order_has_everything_once() {
        let mut order = Dice::new("test", 4).order(50);
        assert_ne!(order, (0..50).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }

    #[test]
    fn a_weight_of_zero_never_comes_up() {
        let mut dice = Dice::new("test", 2);
        assert!((0..1000).all(|_| dice.weighted(&[1, 0, 3]) != Some(1)));
        assert_eq!(dice.weighted(&[]), None);
        assert_eq!(dice.weighted(&[0, 0]), None);
    }

    #[test]
    fn neighbouring_seeds_and_purposes_are_unrelated() {
        let first = |purpose, seed| Dice::new(purpose, seed).seed();
        let all: std::collections::HashSet<u64> =
            (0..1000).flat_map(|seed| [first("a", seed), first("b", seed)]).collect();
        assert_eq!(all.len(), 2000);
    }
}
