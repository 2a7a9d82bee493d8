package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Value;
import org.meta4j.learners.SiameseSettings.Mining;

/** Both losses on features that are given, in double precision. */
class PairLossTest {
    /** Pairs of one and of two classes at 0.1, 0.6 and 1.0, 0.3: supports 0 and 0.4, queries 0.1 and 1.0. */
    private static final Points FOUR = new Points(
            new double[][] {{0}, {0.4}}, new int[] {0, 1}, new double[][] {{0.1}, {1.0}}, new int[] {0, 1}, 2);

    /** Features and classes of both sides. */
    private record Points(double[][] support, int[] supportLabels, double[][] query, int[] queryLabels, int ways) {
        static Points random(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int ways = 4;
            double[][] support = new double[ways * 2][3];
            double[][] query = new double[ways * 3][3];
            int[] supportLabels = new int[support.length];
            int[] queryLabels = new int[query.length];
            Arrays.setAll(supportLabels, i -> i % ways);
            Arrays.setAll(queryLabels, i -> i / 3);
            // Class c lies about c/3 in each direction, so that some pairs of two classes are nearer than some of one.
            for (int i = 0; i < support.length; i++) {
                int c = supportLabels[i];
                Arrays.setAll(support[i], f -> c / 3.0 + random.nextDouble(-0.4, 0.4));
            }
            for (int i = 0; i < query.length; i++) {
                int c = queryLabels[i];
                Arrays.setAll(query[i], f -> c / 3.0 + random.nextDouble(-0.4, 0.4));
            }
            return new Points(support, supportLabels, query, queryLabels, ways);
        }

        double distance(int support, int query) {
            double squared = 0;
            for (int f = 0; f < this.support[support].length; f++) {
                squared += Math.pow(this.support[support][f] - this.query[query][f], 2);
            }
            return Math.sqrt(squared + EpisodePairs.EPSILON);
        }

        boolean same(int support, int query) {
            return supportLabels[support] == queryLabels[query];
        }

        Points turned() {
            return new Points(query, queryLabels, support, supportLabels, ways);
        }
    }

    /** A loss, written down, with its gradient to all features. */
    private static final class Traced {
        private final Map<String, double[]> inputs = new HashMap<>();
        private final Value loss;
        private final List<Value> gradients;

        Traced(PairLoss loss, Points points) {
            Graph graph = new Graph();
            Value support = input(graph, "s", points.support);
            Value query = input(graph, "q", points.query);
            Value supportTargets = input(graph, "st", oneHot(points.supportLabels, points.ways));
            Value queryTargets = input(graph, "qt", oneHot(points.queryLabels, points.ways));
            this.loss = loss.of(EpisodePairs.of(support, query, supportTargets, queryTargets));
            this.gradients = Grad.of(this.loss, List.of(support, query));
        }

        private Value input(Graph graph, String name, double[][] rows) {
            inputs.put(name, Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
            return graph.input(name, rows.length, rows[0].length);
        }

        double value() {
            return Reference.evaluate(List.of(loss), inputs).get(loss)[0];
        }

        double[] gradient(int side) {
            return Reference.evaluate(gradients, inputs).get(gradients.get(side));
        }

        /** Central difference to one feature. */
        double difference(String side, int i) {
            double[] numbers = inputs.get(side);
            double h = 1e-6;
            double before = numbers[i];
            numbers[i] = before + h;
            double above = value();
            numbers[i] = before - h;
            double below = value();
            numbers[i] = before;
            return (above - below) / (2 * h);
        }
    }

    private static double[][] oneHot(int[] labels, int ways) {
        double[][] rows = new double[labels.length][ways];
        for (int i = 0; i < labels.length; i++) {
            rows[i][labels[i]] = 1;
        }
        return rows;
    }

    @Test
    void theContrastiveLossIsThatComputedByHand() {
        // Of one class (0.1² + 0.6²) / 2 = 0.185; of two, 1.0 costs nothing and 0.3 costs 0.7² = 0.49.
        double rounding = 1e-5;
        assertThat(new Traced(new ContrastiveLoss(1, Mining.ALL), FOUR).value())
                .isCloseTo((0.185 + 0.49 / 2) / 2, within(rounding));
        assertThat(new Traced(new ContrastiveLoss(1, Mining.VIOLATING), FOUR).value())
                .isCloseTo((0.185 + 0.49) / 2, within(rounding));
        // With a margin of 2 they cost 1² and 1.7².
        assertThat(new Traced(new ContrastiveLoss(2, Mining.ALL), FOUR).value())
                .isCloseTo((0.185 + (1 + 2.89) / 2) / 2, within(rounding));
    }

    @Test
    void theDistanceIsNotSquaredTwice() {
        // One pair of one class at distance 0.5, none of two inside the margin: ½ · 0.5², not ½ · 0.5⁴.
        Points points = new Points(
                new double[][] {{0}, {9}}, new int[] {0, 1}, new double[][] {{0.5}, {9}}, new int[] {0, 1}, 2);

        assertThat(new Traced(new ContrastiveLoss(1, Mining.ALL), points).value())
                .isCloseTo(0.5 * (0.25 + 0) / 2, within(1e-12));
    }

    @Test
    void theTripletLossIsThatComputedByHand() {
        // Anchors in the support: 0.1 − 1.0 + 0.5 < 0 and 0.6 − 0.3 + 0.5 = 0.8; in the query: 0.1 − 0.3 + 0.5 = 0.3
        // and 0.6 − 1.0 + 0.5 = 0.1.
        double rounding = 2e-5;
        assertThat(new Traced(new TripletLoss(0.5, Mining.ALL), FOUR).value())
                .isCloseTo((0.8 / 2 + 0.4 / 2) / 2, within(rounding));
        assertThat(new Traced(new TripletLoss(0.5, Mining.VIOLATING), FOUR).value())
                .isCloseTo((0.8 + 0.4 / 2) / 2, within(rounding));
        // The second support's only negative is nearer than its positive: no semi-hard triplet.
        assertThat(new Traced(new TripletLoss(0.5, Mining.SEMI_HARD), FOUR).value())
                .isCloseTo((0 + 0.4 / 2) / 2, within(rounding));
    }

    @ParameterizedTest
    @EnumSource(Mining.class)
    void contrastiveMiningPicksWhatLoopsPick(Mining mining) {
        for (long seed = 0; seed < 20; seed++) {
            Points points = Points.random(seed);
            assertThat(new Traced(new ContrastiveLoss(0.8, mining), points).value())
                    .as("seed %d", seed)
                    .isCloseTo(contrastive(points, 0.8, mining), within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(Mining.class)
    void tripletMiningPicksWhatLoopsPick(Mining mining) {
        for (long seed = 0; seed < 20; seed++) {
            Points points = Points.random(seed);
            double expected = (triplet(points, 0.3, mining) + triplet(points.turned(), 0.3, mining)) / 2;
            assertThat(new Traced(new TripletLoss(0.3, mining), points).value())
                    .as("seed %d", seed)
                    .isCloseTo(expected, within(1e-9));
        }
    }

    /** The contrastive loss in plain loops. */
    private static double contrastive(Points points, double margin, Mining mining) {
        double[][] weights = new double[points.support.length][points.query.length];
        mine(points, margin, mining, weights, false);
        mine(points.turned(), margin, mining, weights, true);
        double pull = 0;
        double push = 0;
        int pulls = 0;
        double pushes = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < weights[i].length; j++) {
                double distance = points.distance(i, j);
                if (points.same(i, j)) {
                    pull += distance * distance - EpisodePairs.EPSILON;
                    pulls++;
                } else {
                    push += weights[i][j] * Math.pow(Math.max(0, margin - distance), 2);
                    pushes += weights[i][j];
                }
            }
        }
        return (pull / pulls + (pushes == 0 ? 0 : push / pushes)) / 2;
    }

    /** Adds a weight for each pair that an example of the first side picks. */
    private static void mine(Points points, double margin, Mining mining, double[][] weights, boolean turned) {
        for (int i = 0; i < points.support.length; i++) {
            int nearest = -1;
            double farthestOwn = 0;
            for (int j = 0; j < points.query.length; j++) {
                farthestOwn = points.same(i, j) ? Math.max(farthestOwn, points.distance(i, j)) : farthestOwn;
            }
            for (int j = 0; j < points.query.length; j++) {
                double distance = points.distance(i, j);
                if (points.same(i, j)) {
                    continue;
                }
                if (mining == Mining.ALL || (mining == Mining.VIOLATING && distance < margin)) {
                    weights[turned ? j : i][turned ? i : j] = 1;
                }
                boolean allowed = mining == Mining.HARDEST || distance > farthestOwn;
                if (allowed && (nearest < 0 || distance < points.distance(i, nearest))) {
                    nearest = j;
                }
            }
            if (nearest >= 0 && (mining == Mining.HARDEST || mining == Mining.SEMI_HARD)) {
                weights[turned ? nearest : i][turned ? i : nearest]++;
            }
        }
    }

    /** The triplet loss with anchors of the first side in plain loops. */
    private static double triplet(Points points, double margin, Mining mining) {
        double sum = 0;
        int count = 0;
        for (int a = 0; a < points.support.length; a++) {
            double farthest = 0;
            double nearest = Double.POSITIVE_INFINITY;
            for (int p = 0; p < points.query.length; p++) {
                double positive = points.distance(a, p);
                if (!points.same(a, p)) {
                    nearest = Math.min(nearest, positive);
                    continue;
                }
                farthest = Math.max(farthest, positive);
                double semiHard = Double.POSITIVE_INFINITY;
                for (int n = 0; n < points.query.length; n++) {
                    double negative = points.distance(a, n);
                    double cost = Math.max(0, positive - negative + margin);
                    if (points.same(a, n)) {
                        continue;
                    }
                    if (mining == Mining.ALL || (mining == Mining.VIOLATING && cost > 0)) {
                        sum += cost;
                        count++;
                    }
                    semiHard = negative > positive ? Math.min(semiHard, negative) : semiHard;
                }
                if (mining == Mining.SEMI_HARD && semiHard < Double.POSITIVE_INFINITY) {
                    sum += Math.max(0, positive - semiHard + margin);
                    count++;
                }
            }
            if (mining == Mining.HARDEST) {
                sum += Math.max(0, farthest - nearest + margin);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    @ParameterizedTest
    @EnumSource(Mining.class)
    void gradientsAgreeWithDifferences(Mining mining) {
        for (PairLoss loss : List.of(new ContrastiveLoss(0.8, mining), new TripletLoss(0.3, mining))) {
            for (long seed = 0; seed < 5; seed++) {
                Traced traced = new Traced(loss, Points.random(seed));
                for (int side = 0; side < 2; side++) {
                    double[] gradient = traced.gradient(side);
                    assertThat(gradient).as("a gradient of 0 proves nothing").isNotEqualTo(new double[gradient.length]);
                    for (int i = 0; i < gradient.length; i++) {
                        assertThat(gradient[i])
                                .as("%s, seed %d, side %d, feature %d", loss, seed, side, i)
                                .isCloseTo(traced.difference(side == 0 ? "s" : "q", i), within(1e-7));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Mining.class)
    void equalFeaturesHaveAFiniteGradient(Mining mining) {
        Points equal = new Points(
                new double[][] {{0.3, 0.2}, {0.3, 0.2}},
                new int[] {0, 1},
                new double[][] {{0.3, 0.2}, {0.3, 0.2}},
                new int[] {0, 1},
                2);
        for (PairLoss loss : List.of(new ContrastiveLoss(1, mining), new TripletLoss(1, mining))) {
            Traced traced = new Traced(loss, equal);
            assertThat(traced.value()).isFinite();
            assertThat(traced.gradient(0)).as("%s", loss).containsOnly(0);
            assertThat(traced.gradient(1)).as("%s", loss).containsOnly(0);
        }
    }

    @Test
    void theRootIsNearTheDistanceAndItsSlopeIsNowhereAboveOne() {
        Graph graph = new Graph();
        Value x = graph.input("x", 1);
        Value root = EpisodePairs.root(x.square());
        Value slope = Grad.of(root.sum(), List.of(x)).get(0);
        for (double distance : new double[] {0, 1e-9, 1e-4, 1e-3, 0.1, 1, 50}) {
            Map<Value, double[]> at = Reference.evaluate(List.of(root, slope), Map.of("x", new double[] {distance}));
            assertThat(at.get(root)[0]).isBetween(distance, distance + 1.001e-3);
            assertThat(at.get(slope)[0]).isBetween(0.0, 1.0);
        }
    }

    @Test
    void pairsOfTwoClassesBeyondTheMarginAreLeftAloneAndInsideItArePushedApart() {
        Points points = new Points(
                new double[][] {{0}, {3}, {0.6}},
                new int[] {0, 1, 2},
                new double[][] {{0}, {3}, {0.6}},
                new int[] {0, 1, 2},
                3);
        double[] gradient = new Traced(new ContrastiveLoss(1, Mining.ALL), points).gradient(0);

        // A step against the gradient moves the first down and the third up; the second has no other within 1.
        assertThat(gradient[0]).isPositive();
        assertThat(gradient[1]).isZero();
        assertThat(gradient[2]).isNegative();
    }

    @Test
    void bothKindsOfPairsWeighTheSameHoweverManyThereAre() {
        // 5 classes: 5 pairs of one class, each costing 0.2², 20 of two, each costing 1 − D with D far below 1.
        double[][] support = new double[5][5];
        double[][] query = new double[5][5];
        for (int i = 0; i < 5; i++) {
            support[i][i] = 0.1;
            query[i][i] = 0.3;
        }
        int[] labels = {0, 1, 2, 3, 4};
        double far = Math.sqrt(0.01 + 0.09);
        assertThat(new Traced(new ContrastiveLoss(1, Mining.ALL), new Points(support, labels, query, labels, 5))
                        .value())
                .isCloseTo(0.5 * 0.04 + 0.5 * Math.pow(1 - far, 2), within(1e-5));
    }
}
