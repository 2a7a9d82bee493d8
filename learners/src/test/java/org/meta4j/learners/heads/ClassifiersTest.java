package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

class ClassifiersTest {
    private static final Tensors NONE = Tensors.of(Map.of());

    static Iterable<String> names() {
        return Heads.names();
    }

    private static LabelledRows rows(long seed, int width, int... labels) {
        return new LabelledRows(floats(HeadRun.random(seed, labels.length * width)), width, labels, 3);
    }

    private static float[] floats(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    /** Classes far apart are told apart by all heads; every support is given the class that it has. */
    @ParameterizedTest
    @MethodSource("names")
    void whatIsPlainlyOfAClassIsGivenIt(String name) {
        int[] labels = {2, 0, 1, 0, 1, 2};
        float[] support = floats(HeadRun.random(5, labels.length * 4));
        float[] query = new float[support.length];
        for (int i = 0; i < support.length; i++) {
            int label = labels[i / 4];
            support[i] = 0.1f * (support[i] + 1) + (i % 4 == label ? 5 : 0);
            query[i] = 0.1f * (float) (HeadRun.random(6, support.length)[i] + 1) + (i % 4 == label ? 5 : 0);
        }
        double[] scores = Heads.named(name, NONE).scores(new LabelledRows(support, 4, labels, 3), query);

        for (int q = 0; q < labels.length; q++) {
            for (int c = 0; c < 3; c++) {
                if (c != labels[q]) {
                    assertThat(scores[q * 3 + labels[q]]).as("query %d", q).isGreaterThan(scores[q * 3 + c]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theOrderOfSupportsMeansNothingAndInductiveAnswersDoNotDependOnOtherQueries(String name) {
        FeatureClassifier head = Heads.named(name, NONE);
        LabelledRows support = rows(1, 4, 0, 1, 2, 1, 0);
        int[] turnedLabels = new int[5];
        float[] turned = new float[20];
        for (int i = 0; i < 5; i++) {
            turnedLabels[i] = support.labels()[4 - i];
            System.arraycopy(support.rows(), (4 - i) * 4, turned, i * 4, 4);
        }
        float[] query = floats(HeadRun.random(2, 28));
        double[] scores = head.scores(support, query);
        double[] again = head.scores(new LabelledRows(turned, 4, turnedLabels, 3), query);
        double most = 0;
        for (int i = 0; i < scores.length; i++) {
            assertThat(again[i]).isCloseTo(scores[i], within(1e-4 * (1 + Math.abs(scores[i]))));
        }
        for (int q = 0; q < 7; q++) {
            float[] one = java.util.Arrays.copyOfRange(query, q * 4, q * 4 + 4);
            double[] alone = head.scores(support, one);
            for (int c = 0; c < 3; c++) {
                most = Math.max(most, Math.abs(alone[c] - scores[q * 3 + c]));
            }
        }
        if (head.transductive()) {
            assertThat(most).isGreaterThan(1e-4);
        } else {
            assertThat(most).isLessThan(1e-9);
        }
    }

    @Test
    void centredMeansAgreeWithAFormulaByHand() {
        Tensors centre = Tensors.of(Map.of(Heads.CENTRE, new Tensor(Shape.of(2), new float[] {1, 1})));
        // Less (1, 1): supports (3, 0) and (0, −2), the query (−1, 0); at length 1: (1, 0), (0, −1), (−1, 0).
        LabelledRows support = new LabelledRows(new float[] {4, 1, 1, -1}, 2, new int[] {0, 1}, 2);
        double[] scores = new CentredMeans(centre).scores(support, new float[] {0, 1});

        assertThat(scores[0]).isCloseTo(-CentredMeans.SHARPNESS * 4, within(1e-5));
        assertThat(scores[1]).isCloseTo(-CentredMeans.SHARPNESS * 2, within(1e-5));
    }

    @Test
    void logisticRegressionEndsWhereItsLossIsLeast() {
        LabelledRows support = rows(3, 5, 0, 1, 2, 1, 0, 2, 2);
        float[] x = new Centre(null, 1).apply(support.rows(), 5);
        double[] products = new double[49];
        for (int i = 0; i < 49; i++) {
            for (int f = 0; f < 5; f++) {
                products[i] += x[i / 7 * 5 + f] * x[i % 7 * 5 + f];
            }
        }
        double[] dual = LogisticRegression.fit(products, support);
        // W and b from a's, and the loss by its definition: no direction leads down from there.
        double[] weights = new double[18];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 7; i++) {
                for (int f = 0; f < 5; f++) {
                    weights[c * 6 + f] += dual[i * 3 + c] * x[i * 5 + f];
                }
            }
            weights[c * 6 + 5] = dual[21 + c];
        }
        for (int j = 0; j < 18; j++) {
            double[] above = weights.clone();
            above[j] += 1e-5;
            double[] below = weights.clone();
            below[j] -= 1e-5;
            double slope = (logistic(above, x, support.labels()) - logistic(below, x, support.labels())) / 2e-5;
            assertThat(slope).as("weight %d", j).isCloseTo(0, within(1e-6));
        }
    }

    private static double logistic(double[] weights, float[] x, int[] labels) {
        double loss = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] scores = new double[3];
            for (int c = 0; c < 3; c++) {
                scores[c] = weights[c * 6 + 5];
                for (int f = 0; f < 5; f++) {
                    scores[c] += weights[c * 6 + f] * x[i * 5 + f];
                }
            }
            double label = scores[labels[i]];
            loss += Math.log(Math.exp(scores[0]) + Math.exp(scores[1]) + Math.exp(scores[2])) - label;
        }
        for (int j = 0; j < weights.length; j++) {
            loss += j % 6 == 5 ? 0 : weights[j] * weights[j] / 2;
        }
        return loss;
    }

    @Test
    void theCosineClassifierOfOneShotComparesAngles() {
        // One support a class: its direction is where the weights begin, and training moves both apart alike.
        LabelledRows support = new LabelledRows(new float[] {1, 0, 0, 2}, 2, new int[] {0, 1}, 2);
        double[] scores = new CosineClassifier().scores(support, new float[] {3, 3, 4, 3});

        assertThat(scores[0]).isCloseTo(scores[1], within(1e-9));
        assertThat(scores[2]).isGreaterThan(scores[3]);
    }

    @Test
    void withoutItsOnlySupportAClassIsGoneAndTheOthersMoveUp() {
        LabelledRows rest = rows(1, 2, 0, 1, 2, 0).without(1);

        assertThat(rest.ways()).isEqualTo(2);
        assertThat(rest.labels()).containsExactly(0, 1, 0);
        assertThat(rest.rows()).hasSize(6);
        assertThat(rows(1, 2, 0, 1, 2, 0).without(0).labels()).containsExactly(1, 2, 0);
    }
}
