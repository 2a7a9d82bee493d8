package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/** Update rules against their formulas in plain doubles, and gradients through them against finite differences. */
class UpdateRuleTest {
    private static final int STEPS = 4;
    static final Shape SHAPE = Shape.of(3);

    static Stream<UpdateRule> rules() {
        return Stream.of(
                new Descent(0.1),
                new Momentum(0.1, 0.9),
                new InnerAdam(0.1, 0.9),
                new InnerAdam(0.05, 0, 0.999, 0, 1e-6),
                new RmsProp(0.1, 0.9, 1e-8),
                new ProximalDescent(0.1, 2),
                new Curvature(0.1),
                new LearnedRate(LearnedRate.Scope.PARAMETER, 0.1, STEPS),
                new LearnedRate(LearnedRate.Scope.LAYER_AND_STEP, 0.1, STEPS));
    }

    private static Values run(Graph graph, UpdateRule rule, Values start, Values own) {
        return steps(graph, rule, STEPS, start, own).adapted();
    }

    /** What so many steps on the loss Σ (θᵢ − i)⁴ / 4, whose gradient is (θᵢ − i)³, lead to. */
    static UpdateRule.Step steps(Graph graph, UpdateRule rule, int count, Values start, Values own) {
        UpdateRule.Step at = new UpdateRule.Step(start, rule.start(start));
        for (int step = 0; step < count; step++) {
            Value theta = at.adapted().get("x");
            Value gap = theta.subtract(graph.parameter("goal", SHAPE));
            Values gradient = Values.of(Map.of("x", gap.square().multiply(gap)));
            at = rule.step(step, at.adapted(), gradient, at.state(), own);
        }
        return at;
    }

    private static Map<String, double[]> inputs(UpdateRule rule, double[] start) {
        Map<String, double[]> inputs = new HashMap<>(Map.of("x", start, "goal", new double[] {0, 1, 2}));
        own(rule).asMap().forEach((name, tensor) -> {
            double[] numbers = new double[tensor.values().length];
            Arrays.setAll(numbers, i -> tensor.values()[i] * (1 + 0.1 * i));
            inputs.put(name, numbers);
        });
        return inputs;
    }

    private static Tensors own(UpdateRule rule) {
        return rule.initialise(Tensors.of(Map.of("x", Tensor.zeros(SHAPE))));
    }

    private static double[] byFormula(UpdateRule rule, double[] start) {
        double[] x = start.clone();
        double[] m = new double[x.length];
        double[] v = new double[x.length];
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < x.length; i++) {
                double g = Math.pow(x[i] - i, 3);
                if (rule instanceof Descent descent) {
                    x[i] -= descent.rate() * g;
                } else if (rule instanceof Momentum momentum) {
                    m[i] = momentum.share() * m[i] + g;
                    x[i] -= momentum.rate() * m[i];
                } else if (rule instanceof RmsProp rms) {
                    v[i] = rms.share() * v[i] + (1 - rms.share()) * g * g;
                    x[i] -= rms.rate() * g / Math.sqrt(v[i] + rms.epsilon());
                } else if (rule instanceof InnerAdam adam) {
                    m[i] = adam.share() * m[i] + (1 - adam.share()) * g;
                    v[i] = adam.shareOfSquares() * v[i] + (1 - adam.shareOfSquares()) * g * g;
                    double mean = m[i] / (1 - Math.pow(adam.share(), step + 1));
                    double square = v[i] / (1 - Math.pow(adam.shareOfSquares(), step + 1));
                    x[i] -= adam.rate() * mean / (Math.sqrt(square + adam.epsilonRoot()) + adam.epsilon());
                } else if (rule instanceof ProximalDescent proximal) {
                    x[i] -= proximal.rate() * (g + proximal.strength() * (x[i] - start[i]));
                } else if (rule instanceof Curvature curvature) {
                    x[i] -= curvature.rate() * (1 + 0.1 * i) * g;
                } else if (rule instanceof LearnedRate learned) {
                    boolean each = learned.scope() == LearnedRate.Scope.PARAMETER;
                    x[i] -= (float) learned.rate() * (1 + 0.1 * (each ? i : step)) * g;
                }
            }
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleDoesWhatItsFormulaSays(UpdateRule rule) {
        double[] start = {0.7, -0.3, 3.1};
        Graph graph = new Graph();
        Values result =
                run(graph, rule, Values.of(Map.of("x", graph.parameter("x", SHAPE))), graph.parameters(own(rule)));
        double[] found = Reference.evaluate(result.list(), inputs(rule, start)).get(result.get("x"));

        assertThat(found).containsExactly(byFormula(rule, start), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aGradientThroughARuleAgreesWithFiniteDifferences(UpdateRule rule) {
        double[] start = {0.7, -0.3, 3.1};
        Graph graph = new Graph();
        Values x = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
        Value loss = run(graph, rule, x, graph.parameters(own(rule)))
                .get("x")
                .square()
                .sum();
        double[] gradient = Reference.evaluate(Grad.of(loss, x).list(), inputs(rule, start))
                .values()
                .iterator()
                .next();
        for (int i = 0; i < start.length; i++) {
            double[] up = start.clone();
            double[] down = start.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope = (number(loss, rule, up) - number(loss, rule, down)) / 2e-6;
            assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
        }
    }

    private static double number(Value loss, UpdateRule rule, double[] start) {
        return Reference.evaluate(List.of(loss), inputs(rule, start)).get(loss)[0];
    }

    @Test
    void aGradientOfZeroHasAFiniteGradientThroughAdamAndRmsProp() {
        for (UpdateRule rule : List.of(new InnerAdam(0.1, 0.9), new RmsProp(0.1, 0.9, 1e-8))) {
            double[] start = {0, 1, 2};
            Graph graph = new Graph();
            Values x = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
            Value loss =
                    run(graph, rule, x, Values.of(Map.of())).get("x").square().sum();
            double[] gradient = Reference.evaluate(Grad.of(loss, x).list(), inputs(rule, start))
                    .values()
                    .iterator()
                    .next();
            assertThat(gradient).as(rule.toString()).containsExactly(new double[] {0, 2, 4}, within(1e-9));
        }
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new Momentum(0.1, 1))
                .hasMessage("momentum must be at least 0 and below 1, but was 1.0");
        assertThatThrownBy(() -> new InnerAdam(0, 0.9))
                .hasMessage("the inner learning rate must be above 0, but was 0.0");
        assertThatThrownBy(() -> new RmsProp(0.1, 0.9, 0)).hasMessage("epsilon must be above 0, but was 0.0");
        assertThatThrownBy(() -> new LearnedRate(LearnedRate.Scope.ONE, 0.1, 0))
                .hasMessage("steps with learned rates must be at least 1, but were 0");
    }
}
