//! Graphs in layers: where the nodes of a computation stand, and how the lines between them run.

use super::Point;

/// A graph without cycles, drawn so that every line leads from a layer to a later one.
///
/// The method of Sugiyama, Tagawa and Toda (1981): each node is one layer behind the last of its parents, and one without
/// parents just before the first that needs it; a line that passes a layer has a place in it as a node has; in each layer
/// the places are put in the order of the means of their neighbours, to and fro, and the order with the fewest crossings is
/// kept; then each place goes as near to the mean of its neighbours as the others let it, in the sense of least squares.
///
/// ```
/// use gradus::plot::Layered;
/// // 2 = 0 · 1, and 3 = 2 + 0
/// let graph = Layered::new(&[vec![], vec![], vec![0, 1], vec![2, 0]]);
/// assert_eq!(graph.places().iter().map(|place| place.0).collect::<Vec<_>>(), [0.0, 0.0, 1.0, 2.0]);
/// assert_eq!(graph.crossings(), 0);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Layered {
    places: Vec<Point>,
    lines: Vec<Vec<Vec<Point>>>,
    layers: usize,
    breadth: f64,
    crossings: usize,
}

/// How often the order, and then the places, are improved.
const SWEEPS: usize = 12;
/// Room from a node to the next in its layer, and from a line that only passes.
const ROOM: f64 = 1.0;
const PASSING: f64 = 0.6;
/// How far apart two lines between the same nodes run.
const BESIDE: f64 = 0.3;

/// A node, or a place where a line passes a layer.
#[derive(Debug, Default)]
struct Spot {
    layer: usize,
    is_node: bool,
    before: Vec<usize>,
    after: Vec<usize>,
}

impl Layered {
    /// Lays out a graph, given as the parents of each node, which come before it; one that does not is left out.
    pub fn new(parents: &[Vec<usize>]) -> Self {
        let layer = layers(parents);
        let mut spots: Vec<Spot> =
            layer.iter().map(|&layer| Spot { layer, is_node: true, ..Spot::default() }).collect();
        let mut ways: Vec<Vec<Vec<usize>>> = Vec::new();
        for (node, parents) in parents.iter().enumerate() {
            let of_node = parents.iter().filter(|&&parent| parent < node);
            ways.push(of_node.map(|&parent| way(&mut spots, parent, node)).collect());
        }
        let count = layer.iter().map(|layer| layer + 1).max().unwrap_or(0);
        let (order, crossings) = ordered(&spots, first_order(&spots, count));
        let across = placed(&spots, &order);
        let at = |spot: &usize| (spots[*spot].layer as f64, across[*spot]);
        let lines =
            ways.iter().map(|ways| apart(&ways.iter().map(|way| way.iter().map(at).collect()).collect::<Vec<_>>()));
        let breadth = across.iter().copied().fold(0.0, f64::max);
        let lines = lines.collect();
        Self { places: (0..parents.len()).map(|node| at(&node)).collect(), lines, layers: count, breadth, crossings }
    }

    /// Where each node stands: its layer, from 0, and its place in it, from 0 to [`breadth`](Self::breadth).
    pub fn places(&self) -> &[Point] {
        &self.places
    }

    /// How the lines from a node's parents run to it, in the order of the parents.
    pub fn lines_to(&self, node: usize) -> &[Vec<Point>] {
        self.lines.get(node).map_or(&[], Vec::as_slice)
    }

    /// The number of layers.
    pub fn layers(&self) -> usize {
        self.layers
    }

    /// The greatest place in a layer; nodes of a layer are at least 1 apart.
    pub fn breadth(&self) -> f64 {
        self.breadth
    }

    /// How many pairs of lines cross.
    pub fn crossings(&self) -> usize {
        self.crossings
    }
}

/// The layer of each node.
fn layers(parents: &[Vec<usize>]) -> Vec<usize> {
    let mut layer = vec![0; parents.len()];
    for (node, parents) in parents.iter().enumerate() {
        layer[node] = parents.iter().filter(|&&p| p < node).map(|&p| layer[p] + 1).max().unwrap_or(0);
    }
    let mut first_use = vec![usize::MAX; parents.len()];
    for (node, parents) in parents.iter().enumerate() {
        for &parent in parents.iter().filter(|&&p| p < node) {
            first_use[parent] = first_use[parent].min(layer[node]);
        }
    }
    for (node, first_use) in first_use.into_iter().enumerate() {
        if parents[node].is_empty() && first_use != usize::MAX {
            layer[node] = first_use - 1;
        }
    }
    layer
}

/// The spots of a line from node to node, with a new one in each layer between.
fn way(spots: &mut Vec<Spot>, from: usize, to: usize) -> Vec<usize> {
    let mut way = vec![from];
    for layer in spots[from].layer + 1..spots[to].layer {
        way.push(spots.len());
        spots.push(Spot { layer, ..Spot::default() });
    }
    way.push(to);
    for pair in way.windows(2) {
        spots[pair[0]].after.push(pair[1]);
        spots[pair[1]].before.push(pair[0]);
    }
    way
}

/// The spots of each layer as they are met on the way from what comes last to what it is made of, which leaves no crossing
/// in a tree.
fn first_order(spots: &[Spot], count: usize) -> Vec<Vec<usize>> {
    let (mut order, mut met) = (vec![Vec::new(); count], vec![false; spots.len()]);
    let mut ends: Vec<usize> = (0..spots.len()).filter(|&spot| spots[spot].after.is_empty()).collect();
    while let Some(spot) = ends.pop() {
        if !std::mem::replace(&mut met[spot], true) {
            order[spots[spot].layer].push(spot);
            ends.extend(spots[spot].before.iter().rev());
        }
    }
    order
}

/// The place of each spot in the order of its layer.
fn ranks(spots: usize, order: &[Vec<usize>]) -> Vec<f64> {
    let mut ranks = vec![0.0; spots];
    for layer in order {
        for (rank, &spot) in layer.iter().enumerate() {
            ranks[spot] = rank as f64;
        }
    }
    ranks
}

fn mean(of: &[usize], at: &[f64]) -> Option<f64> {
    (!of.is_empty()).then(|| of.iter().map(|&spot| at[spot]).sum::<f64>() / of.len() as f64)
}

fn ordered(spots: &[Spot], first: Vec<Vec<usize>>) -> (Vec<Vec<usize>>, usize) {
    let mut least = crossings(spots, &first);
    let (mut best, mut order) = (first.clone(), first);
    for sweep in 0..SWEEPS {
        if least == 0 {
            break;
        }
        let forward = sweep % 2 == 0;
        for step in 0..order.len() {
            let layer = if forward { step } else { order.len() - 1 - step };
            let ranks = ranks(spots.len(), &order);
            let aim = |spot: &usize| {
                let Spot { before, after, .. } = &spots[*spot];
                mean(if forward { before } else { after }, &ranks).unwrap_or(ranks[*spot])
            };
            order[layer].sort_by(|a, b| aim(a).total_cmp(&aim(b)));
        }
        let now = crossings(spots, &order);
        if now < least {
            (least, best) = (now, order.clone());
        }
    }
    (best, least)
}

fn crossings(spots: &[Spot], order: &[Vec<usize>]) -> usize {
    let ranks = ranks(spots.len(), order);
    let of_layer = |layer: &Vec<usize>| {
        let lines = layer.iter().flat_map(|&spot| spots[spot].after.iter().map(move |&next| (spot, next)));
        let lines: Vec<(f64, f64)> = lines.map(|(from, to)| (ranks[from], ranks[to])).collect();
        let crossed = |i: usize| lines[..i].iter().filter(|b| (lines[i].0 - b.0) * (lines[i].1 - b.1) < 0.0).count();
        (0..lines.len()).map(crossed).sum::<usize>()
    };
    order.iter().map(of_layer).sum()
}

/// Where each spot stands in its layer.
fn placed(spots: &[Spot], order: &[Vec<usize>]) -> Vec<f64> {
    let room = |a: usize, b: usize| if spots[a].is_node && spots[b].is_node { ROOM } else { PASSING };
    let mut across = ranks(spots.len(), order);
    for sweep in 0..2 * SWEEPS {
        for step in 0..order.len() {
            let layer = &order[if sweep % 2 == 0 { step } else { order.len() - 1 - step }];
            // With the room that must be kept taken off, only the order has to hold.
            let mut taken = 0.0;
            let mut rooms = vec![0.0];
            for pair in layer.windows(2) {
                taken += room(pair[0], pair[1]);
                rooms.push(taken);
            }
            let aim = |(&spot, taken): (&usize, &f64)| {
                let neighbours = [spots[spot].before.as_slice(), &spots[spot].after].concat();
                mean(&neighbours, &across).unwrap_or(across[spot]) - taken
            };
            let aims: Vec<f64> = layer.iter().zip(&rooms).map(aim).collect();
            for ((&spot, taken), at) in layer.iter().zip(&rooms).zip(rising(&aims)) {
                across[spot] = at + taken;
            }
        }
    }
    let least = across.iter().copied().fold(f64::INFINITY, f64::min);
    across.iter().map(|at| at - least).collect()
}

/// The numbers that never fall and are nearest to those given, by pooling neighbours that do (Ayer et al. 1955).
fn rising(aims: &[f64]) -> Vec<f64> {
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for &aim in aims {
        let mut pool = (aim, 1);
        while let Some(&(level, count)) = pools.last().filter(|(level, _)| *level > pool.0) {
            pools.pop();
            let all = count + pool.1;
            pool = ((level * count as f64 + pool.0 * pool.1 as f64) / all as f64, all);
        }
        pools.push(pool);
    }
    pools.into_iter().flat_map(|(level, count)| std::iter::repeat_n(level, count)).collect()
}

/// Lines between the same two nodes, side by side.
fn apart(lines: &[Vec<Point>]) -> Vec<Vec<Point>> {
    let same = |a: &[Point], b: &[Point]| a.first() == b.first() && a.last() == b.last();
    let beside = |(i, line): (usize, &Vec<Point>)| {
        let all = lines.iter().filter(|other| same(line, other)).count();
        let place = lines[..i].iter().filter(|other| same(line, other)).count();
        match line.as_slice() {
            &[a, b] if all > 1 => {
                let aside = BESIDE * (place as f64 - (all - 1) as f64 / 2.0);
                vec![a, (a.0.midpoint(b.0), a.1.midpoint(b.1) + aside), b]
            }
            _ => line.clone(),
        }
    };
    lines.iter().enumerate().map(beside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn trees_have_no_crossings() {
        // ((0·1)+(2·3)) / (4+5), deeper on one side
        let tree = [
            vec![],
            vec![],
            vec![0, 1],
            vec![],
            vec![],
            vec![3, 4],
            vec![2, 5],
            vec![],
            vec![],
            vec![7, 8],
            vec![9],
            vec![6, 10],
        ];
        assert_eq!(Layered::new(&tree).crossings(), 0);
    }

    #[test]
    fn crossings_are_untangled() {
        // two pairs that are met crosswise
        let graph = Layered::new(&[vec![], vec![], vec![], vec![1, 2], vec![0, 1], vec![3, 4]]);
        assert_eq!(graph.crossings(), 0);
        let both = Layered::new(&[vec![], vec![], vec![0, 1], vec![0, 1], vec![2, 3]]);
        assert_eq!(both.crossings(), 1);
    }

    #[test]
    fn lines_between_the_same_nodes_run_apart() {
        let square = Layered::new(&[vec![], vec![0, 0]]);
        let lines = square.lines_to(1);
        assert_eq!((lines.len(), lines[0].len()), (2, 3));
        assert_ne!(lines[0], lines[1]);
    }

    #[test]
    fn the_nearest_rising_numbers() {
        assert_eq!(rising(&[3.0, 1.0, 2.0, 5.0, 4.0]), [2.0, 2.0, 2.0, 4.5, 4.5]);
        assert_eq!(rising(&[]), Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn lines_lead_on_and_nodes_keep_apart(
            wanted in prop::collection::vec(prop::collection::vec(0..40usize, 0..4), 1..40),
        ) {
            let graph = Layered::new(&wanted);
            for (node, parents) in wanted.iter().enumerate() {
                let parents: Vec<usize> = parents.iter().copied().filter(|&parent| parent < node).collect();
                prop_assert_eq!(graph.lines_to(node).len(), parents.len());
                for (line, parent) in graph.lines_to(node).iter().zip(parents) {
                    prop_assert_eq!(line.first(), graph.places().get(parent));
                    prop_assert_eq!(line.last(), graph.places().get(node));
                    prop_assert!(line.windows(2).all(|pair| pair[0].0 < pair[1].0));
                }
            }
            let (places, layers) = (graph.places(), graph.layers() as f64);
            for (i, a) in places.iter().enumerate() {
                prop_assert!(a.0 < layers && (0.0..=graph.breadth()).contains(&a.1));
                for b in &places[..i] {
                    prop_assert!(a.0 != b.0 || (a.1 - b.1).abs() > 0.999, "{:?} {:?}", a, b);
                }
            }
        }
    }
}
