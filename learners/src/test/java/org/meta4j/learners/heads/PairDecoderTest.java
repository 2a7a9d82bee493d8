package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Tensors;

class PairDecoderTest {
    private static final int FEATURES = 3;
    private static final int HIDDEN = 5;
    private static final PairDecoder HEAD = new PairDecoder(FEATURES, HIDDEN);

    /** The definition: the class's supports read one by one, their mean, and the decoder on a row of query and mean. */
    @Test
    void itAgreesWithPlainLoopsOverPairs() {
        Tensors parameters = HEAD.initialise(4);
        double[] support = HeadRun.random(1, 4 * FEATURES);
        double[] query = HeadRun.random(2, 2 * FEATURES);
        double[] found = HeadRun.scores(HEAD, parameters, FEATURES, support, HeadRun.targets(3, 0, 2, 1, 2), query);

        int[][] supportsOf = {{0}, {2}, {1, 3}};
        for (int q = 0; q < 2; q++) {
            for (int c = 0; c < 3; c++) {
                double[] read = new double[HIDDEN];
                for (int i : supportsOf[c]) {
                    double[] one = relu(layer(
                            parameters, "head.class", Arrays.copyOfRange(support, i * FEATURES, (i + 1) * FEATURES)));
                    for (int h = 0; h < HIDDEN; h++) {
                        read[h] += one[h] / supportsOf[c].length;
                    }
                }
                double[] pair = layer(parameters, "head.context", read);
                float[] ofQuery = parameters.get("head.query.weight").values();
                for (int h = 0; h < HIDDEN; h++) {
                    for (int f = 0; f < FEATURES; f++) {
                        pair[h] += query[q * FEATURES + f] * ofQuery[f * HIDDEN + h];
                    }
                }
                double[] hidden = relu(layer(parameters, "head.pair", relu(pair)));
                double expected = layer(parameters, "head.score", hidden)[0];
                assertThat(found[q * 3 + c]).isCloseTo(expected, within(1e-9));
            }
        }
    }

    private static double[] layer(Tensors parameters, String name, double[] row) {
        float[] weights = parameters.get(name + ".weight").values();
        float[] bias = parameters.get(name + ".bias").values();
        double[] result = new double[bias.length];
        for (int out = 0; out < bias.length; out++) {
            result[out] = bias[out];
            for (int in = 0; in < row.length; in++) {
                result[out] += row[in] * weights[in * bias.length + out];
            }
        }
        return result;
    }

    private static double[] relu(double[] row) {
        return Arrays.stream(row).map(x -> Math.max(0, x)).toArray();
    }
}
