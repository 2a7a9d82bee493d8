package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

class GatedStepTest {
    private static final Shape SHAPE = Shape.of(5);
    private static final double[] START = {0.7, -0.3, 3.1, 0.5, 1.2};
    private static final double[] INPUT = {0.3, -0.2, 0.1, 0.6, -1.5};
    private static final double[] FORGET = {-0.1, 0.25, 0.05, -0.4, 2};
    /** Steep, shallow, and far below e^−7. */
    private static final double[] GRADIENT = {2.5, -0.01, 0.6, 1e-5, -3e-6};

    @Test
    void twoStepsDoWhatTheFormulaSays() {
        Graph graph = new Graph();
        UpdateRule rule = new GatedStep(0.1);
        Values own = Values.of(Map.of(
                "input/x",
                graph.parameter("input/x", Shape.of(5)),
                "forget/x",
                graph.parameter("forget/x", Shape.of(5))));
        Values adapted = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
        Values gradient = Values.of(Map.of("x", graph.parameter("g", SHAPE)));
        UpdateRule.Step first = rule.step(0, adapted, gradient, rule.start(adapted), own);
        Value result = rule.step(1, first.adapted(), gradient, first.state(), own)
                .adapted()
                .get("x");
        Map<String, double[]> inputs =
                new HashMap<>(Map.of("x", START, "g", GRADIENT, "input/x", INPUT, "forget/x", FORGET));
        double[] found = Reference.evaluate(List.of(result), inputs).get(result);

        double[] expected = START.clone();
        for (int n = 0; n < expected.length; n++) {
            double input = 0;
            double forget = 0;
            for (int step = 0; step < 2; step++) {
                double g = GRADIENT[n];
                boolean seen = Math.abs(g) >= Math.exp(-7);
                double size = seen ? Math.log(Math.abs(g)) / 7 : -1;
                double direction = seen ? Math.signum(g) : Math.exp(7) * g;
                input = gate(INPUT, size, direction, expected[n], input);
                forget = gate(FORGET, size, direction, expected[n], forget);
                expected[n] = forget * expected[n] - input * g;
            }
        }
        assertThat(found).containsExactly(expected, within(1e-9));
    }

    private static double gate(double[] weights, double size, double direction, double value, double before) {
        double sum = weights[0] * size + weights[1] * direction + weights[2] * value + weights[3] * before + weights[4];
        return 1 / (1 + Math.exp(-sum));
    }

    @Test
    void itBeginsNearGradientDescent() {
        Tensors own = new GatedStep(0.1).initialise(Tensors.of(Map.of("x", Tensor.zeros(SHAPE))));
        Map<String, double[]> inputs = new HashMap<>(Map.of("x", START, "g", GRADIENT));
        own.asMap().forEach((name, tensor) -> {
            double[] numbers = new double[5];
            Arrays.setAll(numbers, i -> tensor.values()[i]);
            inputs.put(name, numbers);
        });
        Graph graph = new Graph();
        UpdateRule rule = new GatedStep(0.1);
        Values adapted = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
        Values gradient = Values.of(Map.of("x", graph.parameter("g", SHAPE)));
        Value result = rule.step(0, adapted, gradient, rule.start(adapted), graph.parameters(own))
                .adapted()
                .get("x");
        double[] found = Reference.evaluate(List.of(result), inputs).get(result);
        for (int n = 0; n < START.length; n++) {
            assertThat(found[n]).isCloseTo(START[n] - 0.1 * GRADIENT[n], within(0.004));
        }
    }

    @Test
    void aRateThatNoGateCanHaveIsRefused() {
        assertThatThrownBy(() -> new GatedStep(1)).hasMessageContaining("must be below 1, but was 1.0");
    }
}
