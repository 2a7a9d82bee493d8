package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** The perceptron's rule against its formula in plain doubles. */
class CoordinateMlpTest {
    private static final int UNITS = 3;
    private static final int STEPS = 2;
    private static final double RATE = 0.05;
    private static final CoordinateMlp RULE = new CoordinateMlp(UNITS, RATE, 5);
    private static final Shape SHAPE = Shape.of(2, 2);
    private static final double[] START = {1, -1, 2, 0};
    private static final double[][] SLOPES = {{0.5, -2e-2, 1, 0}, {-0.1, 3e-1, -2e-1, 0.7}};
    private static final Tensors OWN = shaken();

    /** Of a trained rule every weight is something, of a fresh one many are 0. */
    private static Tensors shaken() {
        SplittableRandom random = new SplittableRandom(8);
        Tensors own = fresh(RULE);
        own.asMap().values().forEach(tensor -> {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] += (float) random.nextDouble(-0.3, 0.3);
            }
        });
        return own;
    }

    private static Tensors fresh(CoordinateMlp rule) {
        return rule.initialise(Tensors.of(Map.of("x", Tensor.zeros(SHAPE))));
    }

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
        Map<String, double[]> inputs = new HashMap<>(Map.of("x", START.clone()));
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

    private static double[] evaluate(UpdateRule rule, Tensors own) {
        Graph graph = new Graph();
        Value result = run(graph, rule, graph.parameters(own));
        return Reference.evaluate(List.of(result), inputs(own)).get(result);
    }

    private static double own(String name, int i) {
        return OWN.get(name).values()[i];
    }

    private static double mean(double[] numbers) {
        return Arrays.stream(numbers).average().orElseThrow();
    }

    private static double mean(double[] numbers, java.util.function.DoubleUnaryOperator of) {
        return Arrays.stream(numbers).map(of).average().orElseThrow();
    }

    private static double bounded(double x) {
        return x / Math.sqrt(1 + x * x);
    }

    private static double size(double[] x) {
        return Math.sqrt(mean(x, theta -> theta * theta) + 1e-3);
    }

    @Test
    void aStepIsWhatTheFormulaSays() {
        double[] x = START.clone();
        double[][] m = new double[4][4];
        double[] v = new double[4];
        for (int step = 0; step < STEPS; step++) {
            double shareOfSquares = Math.exp(own("square-share.log", 0));
            double[] square = new double[4];
            for (int i = 0; i < 4; i++) {
                v[i] += shareOfSquares * (SLOPES[step][i] * SLOPES[step][i] - v[i]);
                square[i] = v[i] / (1 - Math.pow(1 - shareOfSquares, step + 1));
            }
            double s = Math.sqrt(mean(square) + 1e-16);
            double[][] scaled = new double[4][4];
            for (int k = 0; k < 4; k++) {
                double share = Math.exp(own("share.log", k));
                for (int i = 0; i < 4; i++) {
                    m[k][i] += share * (SLOPES[step][i] - m[k][i]);
                    scaled[k][i] = m[k][i] / (1 - Math.pow(1 - share, step + 1)) / s;
                }
            }
            double meanSquare = mean(x, theta -> theta * theta) + 1e-8;
            double[] next = x.clone();
            for (int i = 0; i < 4; i++) {
                double relative = square[i] / (s * s);
                double[] first = new double[UNITS];
                for (int u = 0; u < UNITS; u++) {
                    double sum = own("layer1.bias", u)
                            + own("value.weight", u) * bounded(x[i] / Math.sqrt(meanSquare))
                            + own("square.weight", u) * 0.2 * Math.log(relative + 1e-6);
                    for (int k = 0; k < 4; k++) {
                        int at = k * UNITS + u;
                        sum += own("momenta.weight", at) * bounded(scaled[k][i])
                                + own("adaptive.weight", at) * scaled[k][i] / Math.sqrt(relative + 1e-6)
                                + own("noise.weight", at) * 0.2 * Math.log(mean(scaled[k], a -> a * a) + 1e-6);
                    }
                    for (int c = 0; c < 6; c++) {
                        sum += own("clock.weight", c * UNITS + u) * Math.tanh(step * Math.exp(own("clock.log", c)));
                    }
                    first[u] = Math.max(0, sum);
                }
                double direction = 0;
                double magnitude = own("magnitude.bias", 0);
                for (int c = 0; c < 6; c++) {
                    magnitude += own("magnitude.clock", c) * Math.tanh(step * Math.exp(own("clock.log", c)));
                }
                for (int k = 0; k < 4; k++) {
                    magnitude += own("magnitude.noise", k) * 0.2 * Math.log(mean(scaled[k], a -> a * a) + 1e-6);
                }
                for (int u = 0; u < UNITS; u++) {
                    double sum = own("layer2.bias", u);
                    for (int w = 0; w < UNITS; w++) {
                        sum += first[w] * own("layer2.weight", w * UNITS + u);
                    }
                    direction += Math.max(0, sum) * own("direction.weight", u);
                    magnitude += Math.max(0, sum) * own("magnitude.weight", u);
                }
                for (int k = 0; k < 4; k++) {
                    direction += own("nominal.weight", k) * scaled[k][i] / Math.sqrt(relative + 1e-6);
                }
                next[i] = x[i] - RATE * size(x) * direction * Math.exp(3 * Math.tanh(magnitude / 3));
            }
            x = next;
        }
        assertThat(evaluate(RULE, OWN)).containsExactly(x, within(1e-6));
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
                assertThat(slope[i]).as(name + " " + i).isCloseTo(difference, within(1e-6));
            }
        }
    }

    private static double at(Value loss, String name, int i, double shift) {
        Map<String, double[]> inputs = inputs(OWN);
        inputs.get(name)[i] += shift;
        return Reference.evaluate(List.of(loss), inputs).get(loss)[0];
    }

    @Test
    void anUntrainedRuleIsAdamWithStepsInProportionToTheWeights() {
        double[] x = START.clone();
        double[] m = new double[4];
        double[] v = new double[4];
        for (int step = 0; step < STEPS; step++) {
            double rate = RATE * size(x);
            for (int i = 0; i < 4; i++) {
                m[i] = 0.9 * m[i] + 0.1 * SLOPES[step][i];
                v[i] = 0.99 * v[i] + 0.01 * SLOPES[step][i] * SLOPES[step][i];
                double mean = m[i] / (1 - Math.pow(0.9, step + 1));
                double square = v[i] / (1 - Math.pow(0.99, step + 1));
                x[i] -= square == 0 ? 0 : rate * mean / Math.sqrt(square);
            }
        }
        // The rule keeps a millionth of the tensor's mean square under the root.
        assertThat(evaluate(RULE, fresh(RULE))).containsExactly(x, within(1e-4));
    }

    @Test
    void theScaleOfTheLossDoesNotMatter() {
        Graph graph = new Graph();
        Value result = run(graph, RULE, graph.parameters(OWN));
        Map<String, double[]> inputs = inputs(OWN);
        for (int step = 0; step < STEPS; step++) {
            inputs.put(
                    "slope" + step,
                    Arrays.stream(SLOPES[step]).map(g -> 1e-3 * g).toArray());
        }
        assertThat(Reference.evaluate(List.of(result), inputs).get(result))
                .containsExactly(evaluate(RULE, OWN), within(1e-8));
    }

    @Test
    void gradientsOfZeroMoveNothingByAdamAndNothingToInfinity() {
        Tensors own = fresh(RULE);
        Graph graph = new Graph();
        Value result = run(graph, RULE, graph.parameters(own));
        Map<String, double[]> inputs = inputs(own);
        for (int step = 0; step < STEPS; step++) {
            inputs.put("slope" + step, new double[4]);
        }
        assertThat(Reference.evaluate(List.of(result), inputs).get(result)).containsExactly(START);
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new CoordinateMlp(0, 0.1, 0)).hasMessage("units must be at least 1, but was 0");
        assertThatThrownBy(() -> new CoordinateMlp(4, -1, 0))
                .hasMessage("the inner learning rate must be above 0, but was -1.0");
    }
}
