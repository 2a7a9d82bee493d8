package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Tensors;

class FullContextTest {
    private static final int FEATURES = 4;
    private static final FullContext HEAD = new FullContext(FEATURES);
    private static final int[] LABELS = {0, 0, 1, 2};

    @Test
    void itAgreesWithPlainLoops() {
        Tensors parameters = HeadRun.shaken(HEAD.initialise(1));
        double[] support = HeadRun.random(2, 4 * FEATURES);
        double[] targets = HeadRun.targets(3, LABELS);
        double[] query = HeadRun.random(3, 3 * FEATURES);
        double[] reference = HeadRun.scores(HEAD, parameters, FEATURES, support, targets, query);
        double[] compiled = HeadRun.compiled(HEAD, parameters, FEATURES, support, targets, query);

        for (int q = 0; q < 3; q++) {
            double[] plain = plain(parameters, support, PlainLayers.rows(query, FEATURES)[q]);
            for (int c = 0; c < 3; c++) {
                assertThat(reference[q * 3 + c]).isCloseTo(plain[c], within(1e-9));
                assertThat(compiled[q * 3 + c]).isCloseTo(plain[c], within(1e-4));
            }
        }
    }

    private static double[] plain(Tensors parameters, double[] support, double[] query) {
        double[][] known = PlainLayers.rows(support, FEATURES);
        double[][] given = PlainLayers.rows(support, FEATURES);
        for (String direction : new String[] {"forward", "backward"}) {
            double[][] state = {new double[FEATURES], new double[FEATURES]};
            for (int step = 0; step < given.length; step++) {
                int row = direction.equals("forward") ? step : given.length - 1 - step;
                state = PlainLayers.lstm(parameters, "head." + direction, given[row], state[0], state[1]);
                known[row] = PlainLayers.sum(known[row], state[0]);
            }
        }
        double[] hidden = query;
        double[] cell = new double[FEATURES];
        for (int read = 0; read < 5; read++) {
            double[] asked = hidden;
            double[] products = Arrays.stream(known)
                    .mapToDouble(row -> PlainLayers.product(asked, row) / Math.sqrt(FEATURES))
                    .toArray();
            double[] found = PlainLayers.mixed(PlainLayers.softmax(products), known);
            double[][] next =
                    PlainLayers.lstm(parameters, "head.reading", query, PlainLayers.joined(hidden, found), cell);
            hidden = PlainLayers.sum(next[0], query);
            cell = next[1];
        }
        double sharpness = Math.exp(parameters.get("head.log-scale").values()[0]);
        double[] last = hidden;
        double[] shares = PlainLayers.softmax(Arrays.stream(known)
                .mapToDouble(row -> sharpness * PlainLayers.product(last, row) / (length(last) * length(row)))
                .toArray());
        double[] scores = new double[3];
        for (int i = 0; i < shares.length; i++) {
            scores[LABELS[i]] += shares[i];
        }
        return Arrays.stream(scores).map(Math::log).toArray();
    }

    private static double length(double[] x) {
        return Math.sqrt(PlainLayers.product(x, x) + 1e-6);
    }

    @Test
    void anotherSupportChangesWhatASupportIs() {
        Tensors parameters = HEAD.initialise(4);
        // The second class's supports change; the first class has two equal supports that a query equals.
        double[] support = {1, 2, 3, 4, 1, 2, 3, 4, 0, 1, 0, 1, 2, 0, 0, 0};
        double[] query = {1, 2, 3, 4};
        double[] before = HeadRun.scores(HEAD, parameters, FEATURES, support, HeadRun.targets(3, LABELS), query);
        double[] other = support.clone();
        other[12] = -2;
        double[] after = HeadRun.scores(HEAD, parameters, FEATURES, other, HeadRun.targets(3, LABELS), query);

        // Without context, the odds of the first two classes would not know of the third.
        assertThat(after[0] - after[1]).isNotCloseTo(before[0] - before[1], within(1e-3));
    }
}
