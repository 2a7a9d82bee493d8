package org.meta4j.learners.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.Descent;
import org.meta4j.learners.inner.InnerAdam;
import org.meta4j.learners.inner.Momentum;
import org.meta4j.learners.inner.UpdateRule;

class PlainOptimiserTest {
    private static final Shape SHAPE = Shape.of(3);
    private static final float[][] SLOPES = {{1, -2, 0.5f}, {0.3f, 0.1f, -4}, {-1, -1, 2}};

    private static UpdateRule rule(PlainOptimiser.Kind kind) {
        return switch (kind) {
            case SGD -> new Descent(0.1);
            case MOMENTUM -> new Momentum(0.1, PlainOptimiser.MOMENTUM);
            case ADAM -> new InnerAdam(0.1, 0.9, 0.999, 1e-8, 1e-20);
        };
    }

    /** Where an inner rule of the same formula leads to. */
    private static double[] byRule(UpdateRule rule) {
        Graph graph = new Graph();
        Values x = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
        Values state = rule.start(x);
        Map<String, double[]> inputs = new HashMap<>(Map.of("x", new double[3]));
        for (int step = 0; step < SLOPES.length; step++) {
            double[] numbers = new double[3];
            for (int i = 0; i < 3; i++) {
                numbers[i] = SLOPES[step][i];
            }
            inputs.put("slope" + step, numbers);
            UpdateRule.Step next = rule.step(
                    step,
                    x,
                    Values.of(Map.of("x", graph.parameter("slope" + step, SHAPE))),
                    state,
                    Values.of(Map.of()));
            x = next.adapted();
            state = next.state();
        }
        return Reference.evaluate(x.list(), inputs).get(x.get("x"));
    }

    @ParameterizedTest
    @EnumSource(PlainOptimiser.Kind.class)
    void anOptimiserMovesWeightsAsTheInnerRuleOfItsFormulaDoes(PlainOptimiser.Kind kind) {
        Tensors weights = Tensors.of(Map.of("x", Tensor.zeros(SHAPE)));
        Optimiser.Steps steps = new PlainOptimiser(kind, 0.1).start(weights);
        for (float[] slope : SLOPES) {
            steps.step(Tensors.of(Map.of("x", new Tensor(SHAPE, slope))));
        }
        double[] expected = byRule(rule(kind));
        for (int i = 0; i < 3; i++) {
            assertThat((double) weights.get("x").values()[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void aRateOutOfRangeIsNamed() {
        assertThatThrownBy(() -> new PlainOptimiser(PlainOptimiser.Kind.SGD, 0))
                .hasMessage("the learning rate must be above 0, but was 0.0");
    }
}
