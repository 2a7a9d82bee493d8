package org.meta4j.tabular.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

class BaseLearnersTest {
    static Stream<TabularLearner> all() {
        return TabularLearners.all().stream();
    }

    @Test
    @DisplayName("the mean of numbers and the shares of classes are what the mean predicts")
    void mean() {
        MeanPrediction mean = new MeanPrediction();
        double[][] inputs = {{1}, {2}, {3}, {4}};
        assertThat(mean.learn(Given.numbers(inputs, 1, 2, 3, 6))
                        .estimate(Given.query(new double[] {9}))
                        .values())
                .containsExactly(3);
        assertThat(mean.learn(Given.classes(3, inputs, 0, 2, 2, 2))
                        .predict(Given.query(new double[] {9}))
                        .probabilities())
                .containsExactly(0.25f, 0, 0.75f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("k nearest neighbours are those that sorting all distances gives, the first of equal ones before")
    void neighboursBySorting(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // Few different values: many distances are equal.
        double[][] inputs = new double[30][2];
        double[] targets = new double[30];
        for (int i = 0; i < 30; i++) {
            inputs[i] = new double[] {random.nextInt(4), random.nextInt(4)};
            targets[i] = random.nextInt(16);
        }
        double[] query = {random.nextInt(4), random.nextInt(4)};
        for (int k : new int[] {1, 3, 7, 50}) {
            double expected = IntStream.range(0, 30)
                    .boxed()
                    .sorted(Comparator.comparingDouble(
                            i -> Math.hypot(inputs[i][0] - query[0], inputs[i][1] - query[1])))
                    .limit(k)
                    .mapToDouble(i -> targets[i])
                    .average()
                    .orElseThrow();
            float found = new NearestNeighbours(new NearestNeighbours.Settings(k))
                    .learn(Given.numbers(inputs, targets))
                    .estimate(Given.query(query))
                    .value(0, 0);
            assertThat((double) found).as("seed %d, k %d", seed, k).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    @DisplayName("neighbours vote with equal voices")
    void neighboursVote() {
        Examples support = Given.classes(2, new double[][] {{0}, {1}, {2}, {10}}, 0, 1, 1, 0);
        Predictions found = new NearestNeighbours(new NearestNeighbours.Settings(3))
                .learn(support)
                .predict(Given.query(new double[] {0.4}));
        assertThat(found.probability(0, 0)).isCloseTo(1f / 3, within(1e-6f));
        assertThat(found.label(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20})
    @DisplayName("ridge solves the normal equations with fewer supports than features and with more")
    void ridgeSolvesNormalEquations(int count) {
        SplittableRandom random = new SplittableRandom(count);
        int d = 5;
        double lambda = 0.7;
        double[][] x = Given.drawn(count, d, random);
        double[] y = Arrays.stream(Given.drawn(count, 1, random)).mapToDouble(row -> row[0]).toArray();
        var learned = new RidgeRegression(new RidgeRegression.Settings(lambda)).learn(Given.numbers(x, y));
        // Weights and intercept by asking at 0 and at unit vectors.
        double intercept = learned.estimate(Given.query(new double[d])).value(0, 0);
        double[] w = new double[d];
        for (int j = 0; j < d; j++) {
            double[] unit = new double[d];
            unit[j] = 1;
            w[j] = learned.estimate(Given.query(unit)).value(0, 0) - intercept;
        }
        double[] residuals = new double[count];
        for (int i = 0; i < count; i++) {
            residuals[i] = y[i] - intercept;
            for (int j = 0; j < d; j++) {
                residuals[i] -= w[j] * x[i][j];
            }
        }
        // The gradient by each weight is 0, and by the intercept.
        for (int j = 0; j < d; j++) {
            double gradient = lambda * w[j];
            for (int i = 0; i < count; i++) {
                gradient -= x[i][j] * residuals[i];
            }
            assertThat(gradient).isCloseTo(0, within(1e-5));
        }
        assertThat(Arrays.stream(residuals).sum()).isCloseTo(0, within(1e-5));
    }

    @Test
    @DisplayName("ridge of one feature is what pencil and paper give")
    void ridgeByHand() {
        // Centred x: -1, 0, 1; centred y: -2, 0, 2: w = 4 / (2 + 2) = 1, b = 3 - 1 * 2.
        var learned = new RidgeRegression(new RidgeRegression.Settings(2))
                .learn(Given.numbers(new double[][] {{1}, {2}, {3}}, 1, 3, 5));
        assertThat(learned.estimate(Given.query(new double[] {2}, new double[] {5}))
                        .values())
                .containsExactly(3, 6);
    }

    @Test
    @DisplayName("ridge tells classes apart by regressions of 0 and 1 whose shares sum to 1")
    void ridgeOfClasses() {
        // Centred x: -1, 1; centred targets of class 1: -1/2, 1/2: w = 1 / (2 + 1) = 1/3 from 1/2 at x = 0.
        var learned = new RidgeRegression(RidgeRegression.Settings.DEFAULT)
                .learn(Given.classes(2, new double[][] {{-1}, {1}}, 0, 1));
        Predictions found = learned.predict(Given.query(new double[] {0.5}, new double[] {9}));
        assertThat(found.probability(0, 1)).isCloseTo(2f / 3, within(1e-6f));
        assertThat(found.probability(1, 1)).isEqualTo(1);
        assertThat(found.probability(1, 0)).isZero();
    }

    @Test
    @DisplayName("a tree of depth 1 splits half-way where the squared error falls most")
    void stumpOfNumbers() {
        // Splits of the first feature leave 0 + 8/3, 0.5 + 0.5, 14/3 + 0; of the second all are worse.
        double[][] x = {{1, 5}, {2, 9}, {4, 1}, {7, 7}};
        var stump = new DecisionTree(new DecisionTree.Settings(1, 2)).learn(Given.numbers(x, 1, 2, 4, 5));
        assertThat(stump.estimate(Given.query(
                                new double[] {2.9, 0}, new double[] {3.1, 0}, new double[] {-9, 0}, new double[] {99, 0}))
                        .values())
                .containsExactly(1.5f, 4.5f, 1.5f, 4.5f);
    }

    @Test
    @DisplayName("a deep tree answers each support as it was, nodes of fewer supports than asked for are not split")
    void depthAndSplit() {
        double[][] x = {{0}, {1}, {2}, {3}};
        Examples support = Given.numbers(x, 4, 1, 3, 2);
        assertThat(tree(support, 2).estimate(Given.query(x)).values()).containsExactly(4, 1, 3, 2);
        assertThat(tree(support, 3).estimate(Given.query(x)).values()).containsExactly(4, 1, 2.5f, 2.5f);
        assertThat(tree(support, 4).estimate(Given.query(x)).values()).containsExactly(4, 2, 2, 2);
        assertThat(tree(support, 5).estimate(Given.query(x)).values()).containsOnly(2.5f);
        Examples classes = Given.classes(2, x, 0, 1, 1, 0);
        assertThat(tree(classes, 2).predict(Given.query(x)).probabilities()).containsExactly(1, 0, 0, 1, 0, 1, 1, 0);
        assertThat(tree(classes, 5).predict(Given.query(x)).probabilities()).containsOnly(0.5f);
    }

    private static Predictor tree(Examples support, int split) {
        return new DecisionTree(new DecisionTree.Settings(10, split)).learn(support);
    }

    @Test
    @DisplayName("a tree splits classes where Gini's impurity falls most, and its leaves answer with shares")
    void stumpOfClasses() {
        // Behind 2.5: pure on the left, 2 of 3 on the right: impurity 3/5 * 4/9; all other splits leave more.
        double[][] x = {{1}, {2}, {3}, {4}, {5}};
        var stump = new DecisionTree(new DecisionTree.Settings(1, 2)).learn(Given.classes(3, x, 0, 0, 2, 0, 2));
        Predictions found = stump.predict(Given.query(new double[] {2.4}, new double[] {2.6}));
        assertThat(found.probability(0, 0)).isEqualTo(1);
        assertThat(found.probability(1, 2)).isCloseTo(2f / 3, within(1e-6f));
        assertThat(found.probability(1, 0)).isCloseTo(1f / 3, within(1e-6f));
        assertThat(found.probability(1, 1)).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("the same supports give the same answers, one support and one class are enough")
    void deterministicAndSmall(TabularLearner learner) {
        SplittableRandom random = new SplittableRandom(5);
        double[][] x = Given.drawn(12, 3, random);
        Examples query = Given.query(Given.drawn(4, 3, random));
        Examples classes = Given.classes(3, x, 0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
        float[] once = learner.learn(classes).predict(query).probabilities();
        assertThat(learner.learn(classes).predict(query).probabilities()).containsExactly(once);
        for (int q = 0; q < 4; q++) {
            assertThat(once[3 * q] + once[3 * q + 1] + once[3 * q + 2]).isCloseTo(1, within(1e-6f));
        }
        Examples oneClass = Given.classes(2, new double[][] {{1, 2, 3}}, 1);
        assertThat(learner.learn(oneClass).predict(query).label(0)).isEqualTo(1);
        if (learner.doesRegression()) {
            assertThat(learner.learn(Given.numbers(new double[][] {{1, 2, 3}}, 7))
                            .estimate(query)
                            .values())
                    .containsOnly(7);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    @DisplayName("what cannot be learned or answered is refused with what and why")
    void refusals(TabularLearner learner) {
        double[][] x = {{1, 2}, {3, 4}};
        var solved = learner.learn(Given.classes(2, x, 0, 1));
        assertThatThrownBy(() -> solved.predict(Given.query(new double[] {1})))
                .hasMessage("the queries are 1, but the supports are 2");
        assertThatThrownBy(() -> solved.estimate(Given.query(x))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> learner.learn(Given.classes(2, x, 0, -1)))
                .hasMessageContaining("support example 1 of 2 has no label");
        assertThatThrownBy(() -> learner.learn(Given.query(x))).hasMessageContaining("no targets to learn from");
        assertThatThrownBy(() -> learner.learn(Given.classes(2, new double[][] {{1}, {Double.NaN}}, 0, 1)))
                .hasMessageContaining("support example 1 has the value NaN");
        if (!learner.doesRegression()) {
            assertThatThrownBy(() -> learner.learn(Given.numbers(x, 1, 2)))
                    .hasMessageContaining("'logistic' predicts classes")
                    .hasMessageContaining("ridge");
        }
    }

    @Test
    @DisplayName("settings out of range name field, bound and value")
    void settings() {
        assertThatThrownBy(() -> new RidgeRegression.Settings(0)).hasMessage("lambda must be above 0 and finite, but was 0.0");
        assertThatThrownBy(() -> new LogisticRegression.Settings(Double.NaN)).hasMessageContaining("but was NaN");
        assertThatThrownBy(() -> new NearestNeighbours.Settings(0)).hasMessage("neighbours must be at least 1, but was 0");
        assertThatThrownBy(() -> new DecisionTree.Settings(0, 2)).hasMessage("depth must be at least 1, but was 0");
        assertThatThrownBy(() -> new DecisionTree.Settings(1, 1)).hasMessage("split must be at least 2, but was 1");
        assertThatThrownBy(() -> TabularLearners.named("rigde")).hasMessageContaining("did you mean 'ridge'?");
    }
}
