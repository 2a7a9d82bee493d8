package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;

class RelationModuleTest {
    private static final int SIDE = 3;
    private static final int CHANNELS = 2;
    private static final int LENGTH = SIDE * SIDE * CHANNELS;
    private static final RelationModule HEAD = new RelationModule(List.of(SIDE, SIDE, CHANNELS));

    /** The paper's form: maps put together channel by channel, a filter over all of them, pair by pair. */
    @Test
    void itAgreesWithPlainLoopsOverConcatenatedMaps() {
        Tensors parameters = HEAD.initialise(3);
        double[] support = HeadRun.random(1, 3 * LENGTH);
        double[] query = HeadRun.random(2, 2 * LENGTH);
        double[] found = HeadRun.scores(HEAD, parameters, LENGTH, support, HeadRun.targets(2, 0, 1, 1), query);

        for (int q = 0; q < 2; q++) {
            for (int c = 0; c < 2; c++) {
                double[] pair = new double[SIDE * SIDE * 2 * CHANNELS];
                for (int i = 0; i < LENGTH; i++) {
                    double ofClass = c == 0 ? support[i] : (support[LENGTH + i] + support[2 * LENGTH + i]) / 2;
                    int at = i / CHANNELS * 2 * CHANNELS + i % CHANNELS;
                    pair[at] = ofClass;
                    pair[at + CHANNELS] = query[q * LENGTH + i];
                }
                assertThat(found[q * 2 + c]).isCloseTo(relation(parameters, pair), within(1e-9));
            }
        }
    }

    private static double relation(Tensors parameters, double[] pair) {
        float[] ofClass = parameters.get("head.block1.conv.class").values();
        float[] ofQuery = parameters.get("head.block1.conv.query").values();
        float[] second = parameters.get("head.block2.conv.weight").values();
        double[] first = new double[LENGTH];
        convolve(
                pair,
                2 * CHANNELS,
                first,
                (tap, in, out) -> in < CHANNELS
                        ? ofClass[(tap * CHANNELS + in) * CHANNELS + out]
                        : ofQuery[(tap * CHANNELS + in - CHANNELS) * CHANNELS + out]);
        // A map of 3 × 3 leaves one window of 2 × 2, a map of one pixel stays.
        double[] pooled = new double[CHANNELS];
        for (int out = 0; out < CHANNELS; out++) {
            for (int place : new int[] {0, 1, SIDE, SIDE + 1}) {
                pooled[out] = Math.max(pooled[out], normalised(first[place * CHANNELS + out]));
            }
        }
        double[] last = new double[CHANNELS];
        for (int out = 0; out < CHANNELS; out++) {
            for (int in = 0; in < CHANNELS; in++) {
                last[out] += pooled[in] * second[(4 * CHANNELS + in) * CHANNELS + out];
            }
            last[out] = Math.max(0, normalised(last[out]));
        }
        double[] hidden = dense(parameters, "head.dense1", last);
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = Math.max(0, hidden[i]);
        }
        return dense(parameters, "head.dense2", hidden)[0];
    }

    /** Fresh statistics: mean 0 and variance 1. */
    private static double normalised(double x) {
        return x / Math.sqrt(1 + 1e-5);
    }

    private interface Filter {
        double at(int tap, int in, int out);
    }

    private static void convolve(double[] map, int channels, double[] target, Filter filter) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                for (int tap = 0; tap < 9; tap++) {
                    int fromY = y + tap / 3 - 1;
                    int fromX = x + tap % 3 - 1;
                    if (fromY < 0 || fromX < 0 || fromY >= SIDE || fromX >= SIDE) {
                        continue;
                    }
                    for (int in = 0; in < channels; in++) {
                        for (int out = 0; out < CHANNELS; out++) {
                            target[(y * SIDE + x) * CHANNELS + out] +=
                                    map[(fromY * SIDE + fromX) * channels + in] * filter.at(tap, in, out);
                        }
                    }
                }
            }
        }
    }

    private static double[] dense(Tensors parameters, String layer, double[] x) {
        float[] bias = parameters.get(layer + ".bias").values();
        float[] weight = parameters.get(layer + ".weight").values();
        double[] y = HeadRun.doubles(bias);
        for (int i = 0; i < x.length; i++) {
            for (int o = 0; o < y.length; o++) {
                y[o] += x[i] * weight[i * y.length + o];
            }
        }
        return y;
    }

    @Test
    void theLossIsTheSquaredErrorOfRelations() {
        Graph graph = new Graph();
        Value loss = HEAD.loss(graph.input("scores", 2, 3), graph.input("targets", 2, 3));
        Map<String, double[]> inputs = new HashMap<>();
        inputs.put("scores", new double[] {0, 1, -2, 100, -100, 3});
        inputs.put("targets", HeadRun.targets(3, 1, 0));
        double expected = (0.25 + square(1 / (1 + Math.exp(-1)) - 1) + square(1 / (1 + Math.exp(2)))) / 2
                + square(1 / (1 + Math.exp(-3))) / 2;

        assertThat(Reference.evaluate(List.of(loss), inputs).get(loss)[0]).isCloseTo(expected, within(1e-9));
    }

    private static double square(double x) {
        return x * x;
    }
}
