package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Value;

class SupportVectorsTest {
    private static final int WAYS = 3;
    private static final int[] LABELS = {0, 1, 2, 2, 0, 1};
    private static final int WIDTH = 4;

    private final double[] targets = HeadRun.targets(WAYS, LABELS);

    private static double[] evaluate(Value value, Map<String, double[]> inputs) {
        return Reference.evaluate(List.of(value), inputs).get(value);
    }

    /** No other allowed point is nearer: the projection's variational inequality (v − p)·(z − p) ≤ 0. */
    @RepeatedTest(5)
    void theProjectionIsTheNearestAllowedPoint(RepetitionInfo info) {
        Graph graph = new Graph();
        Value projected = SupportVectors.projected(graph.input("v", 6, WAYS), graph.input("u", 6, WAYS));
        double[] u = Arrays.stream(targets).map(x -> 0.1 * x).toArray();
        double[] v = HeadRun.random(info.getCurrentRepetition(), 18);
        Map<String, double[]> inputs = new HashMap<>(Map.of("v", v, "u", u));
        double[] p = evaluate(projected, inputs);
        SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
        for (int row = 0; row < 6; row++) {
            double sum = 0;
            for (int c = 0; c < WAYS; c++) {
                assertThat(p[row * WAYS + c]).isLessThanOrEqualTo(u[row * WAYS + c] + 1e-12);
                sum += p[row * WAYS + c];
            }
            assertThat(sum).isCloseTo(0, within(1e-12));
            for (int i = 0; i < 200; i++) {
                double[] z = allowed(random, u, row);
                double product = 0;
                for (int c = 0; c < WAYS; c++) {
                    int at = row * WAYS + c;
                    product += (v[at] - p[at]) * (z[c] - p[at]);
                }
                assertThat(product).isLessThan(1e-9);
            }
        }
    }

    /** Below the bounds by random amounts, then raised or lowered at places that have room. */
    private static double[] allowed(SplittableRandom random, double[] u, int row) {
        double top = Arrays.stream(u, row * WAYS, (row + 1) * WAYS).sum();
        double[] below = random.doubles(WAYS, 0, 1).toArray();
        double sum = Arrays.stream(below).sum();
        double[] z = new double[WAYS];
        for (int c = 0; c < WAYS; c++) {
            z[c] = u[row * WAYS + c] - below[c] / sum * top;
        }
        return z;
    }

    @Test
    void theDualIsAsLowAsThousandsOfPlainSteps() {
        double[] x = HeadRun.random(3, LABELS.length * WIDTH);
        double[] kernel = new double[36];
        double trace = 0;
        for (int i = 0; i < 36; i++) {
            for (int f = 0; f < WIDTH; f++) {
                kernel[i] += x[i / 6 * WIDTH + f] * x[i % 6 * WIDTH + f] / WIDTH;
            }
            trace += i % 7 == 0 ? kernel[i] : 0;
        }
        Graph graph = new Graph();
        Value dual = SupportVectors.dual(graph.input("kernel", 6, 6), graph.input("targets", 6, WAYS));
        double[] found = evaluate(dual, new HashMap<>(Map.of("kernel", kernel, "targets", targets)));
        Graph step = new Graph();
        Value projected = SupportVectors.projected(step.input("v", 6, WAYS), step.input("u", 6, WAYS));
        double[] u = Arrays.stream(targets).map(t -> SupportVectors.BOUND * t).toArray();
        double[] at = new double[18];
        for (int i = 0; i < 3000; i++) {
            double[] slope = slope(kernel, at);
            double[] moved = new double[18];
            for (int j = 0; j < 18; j++) {
                moved[j] = at[j] - slope[j] / trace;
            }
            at = evaluate(projected, new HashMap<>(Map.of("v", moved, "u", u)));
        }
        assertThat(objective(kernel, found))
                .isCloseTo(objective(kernel, at), within(1e-3 * Math.abs(objective(kernel, at))));
        assertThat(objective(kernel, at)).isLessThan(-0.1);
    }

    private double[] slope(double[] kernel, double[] dual) {
        double[] slope = new double[18];
        for (int i = 0; i < 18; i++) {
            slope[i] = -targets[i];
            for (int k = 0; k < 6; k++) {
                slope[i] += kernel[i / WAYS * 6 + k] * dual[k * WAYS + i % WAYS];
            }
        }
        return slope;
    }

    private double objective(double[] kernel, double[] dual) {
        double[] slope = slope(kernel, dual);
        double sum = 0;
        for (int i = 0; i < 18; i++) {
            sum += dual[i] * (slope[i] - targets[i]) / 2;
        }
        return sum;
    }
}
