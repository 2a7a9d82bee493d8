package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** The recurrent rule against its formula in plain doubles. */
class CoordinateLstmTest {
    private static final int UNITS = 3;
    private static final int STEPS = 2;
    private static final double SCALE = 0.1;
    private static final CoordinateLstm RULE = new CoordinateLstm(2, UNITS, SCALE, 5);
    private static final Shape SHAPE = Shape.of(2, 2);

    /** Of three sizes, one below e^−10, and nothing. */
    private static final double[][] SLOPES = {{0.5, -2e-3, 1e-6, 0}, {-0.1, 3e-2, -2e-5, 40}};

    private static final Tensors OWN = RULE.initialise(Tensors.of(Map.of("x", Tensor.zeros(SHAPE))));

    private static Value run(Graph graph, UpdateRule rule, Values own) {
        Values adapted = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
        Values state = rule.start(adapted);
        for (int step = 0; step < STEPS; step++) {
            Values slopes = Values.of(Map.of("x", graph.parameter("slope" + step, SHAPE)));
            UpdateRule.Step next = rule.step(step, adapted, slopes, state, own);
            adapted = next.adapted();
            state = next.state();
        }
        return adapted.get("x");
    }

    private static Map<String, double[]> inputs(Tensors own) {
        Map<String, double[]> inputs = new HashMap<>(Map.of("x", new double[] {1, -1, 2, 0}));
        for (int step = 0; step < STEPS; step++) {
            inputs.put("slope" + step, SLOPES[step]);
        }
        own.asMap().forEach((name, tensor) -> inputs.put(name, doubles(tensor)));
        return inputs;
    }

    private static double[] doubles(Tensor tensor) {
        double[] numbers = new double[tensor.values().length];
        Arrays.setAll(numbers, i -> tensor.values()[i]);
        return numbers;
    }

    private static double gate(String name, int unit, double[] x, double[] h) {
        double sum = OWN.get(name + ".bias").values()[unit];
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * OWN.get(name + ".weight").values()[i * UNITS + unit];
        }
        for (int i = 0; i < UNITS; i++) {
            sum += h[i] * OWN.get(name + ".recurrent").values()[i * UNITS + unit];
        }
        return sum;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void eachCoordinateGoesThroughTheCellsOfTheFormula() {
        double[] expected = {1, -1, 2, 0};
        for (int i = 0; i < expected.length; i++) {
            double[][] c = new double[2][UNITS];
            double[][] h = new double[2][UNITS];
            for (int step = 0; step < STEPS; step++) {
                double g = SLOPES[step][i];
                double[] x = Math.abs(g) >= Math.exp(-10)
                        ? new double[] {Math.log(Math.abs(g)) / 10, Math.signum(g)}
                        : new double[] {-1, Math.exp(10) * g};
                for (int layer = 0; layer < 2; layer++) {
                    String name = "layer" + (layer + 1) + ".";
                    double[] next = new double[UNITS];
                    for (int unit = 0; unit < UNITS; unit++) {
                        c[layer][unit] = sigmoid(gate(name + "forget", unit, x, h[layer])) * c[layer][unit]
                                + sigmoid(gate(name + "input", unit, x, h[layer]))
                                        * Math.tanh(gate(name + "candidate", unit, x, h[layer]));
                        next[unit] = sigmoid(gate(name + "output", unit, x, h[layer])) * Math.tanh(c[layer][unit]);
                    }
                    h[layer] = next;
                    x = next;
                }
                for (int unit = 0; unit < UNITS; unit++) {
                    expected[i] += SCALE * x[unit] * OWN.get("out.weight").values()[unit];
                }
            }
        }
        Graph graph = new Graph();
        Value result = run(graph, RULE, graph.parameters(OWN));

        assertThat(Reference.evaluate(List.of(result), inputs(OWN)).get(result))
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void gradientsThroughTwoStepsAgreeWithFiniteDifferences() {
        Graph graph = new Graph();
        Values own = graph.parameters(OWN);
        Value loss = run(graph, RULE, own).square().sum();
        Values gradient = Grad.of(loss, own);
        Map<Value, double[]> slopes = Reference.evaluate(gradient.list(), inputs(OWN));
        for (String name : OWN.names()) {
            double[] slope = slopes.get(gradient.get(name));
            for (int i = 0; i < slope.length; i++) {
                double difference = (at(loss, name, i, 1e-6) - at(loss, name, i, -1e-6)) / 2e-6;
                assertThat(slope[i]).as(name + " " + i).isCloseTo(difference, within(1e-7));
            }
        }
    }

    private static double at(Value loss, String name, int i, double shift) {
        Map<String, double[]> inputs = inputs(OWN);
        inputs.get(name)[i] += shift;
        return Reference.evaluate(List.of(loss), inputs).get(loss)[0];
    }

    @Test
    void withOpenGatesAndSmallWeightsItIsGradientDescent() {
        // Gates wide open, nothing kept, and inputs so small that tanh is the identity.
        double rate = 0.7;
        double small = 1e-5;
        CoordinateLstm rule = new CoordinateLstm(1, 1, SCALE, 0);
        Tensors own = rule.initialise(Tensors.of(Map.of("x", Tensor.zeros(SHAPE))));
        own.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), 0));
        own.get("layer1.input.bias").values()[0] = 60;
        own.get("layer1.output.bias").values()[0] = 60;
        own.get("layer1.forget.bias").values()[0] = -60;
        own.get("layer1.candidate.weight").values()[1] = (float) small;
        own.get("out.weight").values()[0] = (float) (-rate / (SCALE * small * Math.exp(10)));
        double[] slopes = {3e-5, -1e-6, 0, 2e-5};
        double[] start = {1, -1, 2, 0};
        Graph graph = new Graph();
        Value result = run(graph, rule, graph.parameters(own));
        Map<String, double[]> inputs = inputs(own);
        inputs.put("slope0", slopes);
        inputs.put("slope1", slopes);

        double[] expected = new double[start.length];
        Arrays.setAll(expected, i -> start[i] - 2 * rate * slopes[i]);
        assertThat(Reference.evaluate(List.of(result), inputs).get(result)).containsExactly(expected, within(1e-10));
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new CoordinateLstm(0, 20, 0.1, 0)).hasMessage("layers must be at least 1, but were 0");
        assertThatThrownBy(() -> new CoordinateLstm(2, 0, 0.1, 0)).hasMessage("units must be at least 1, but was 0");
        assertThatThrownBy(() -> new CoordinateLstm(2, 20, 0, 0))
                .hasMessage("scale of the output must be above 0, but was 0.0");
    }
}
