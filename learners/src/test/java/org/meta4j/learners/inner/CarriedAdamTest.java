package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

class CarriedAdamTest {
    private static final double ROOT = 1e-6;
    private static final Map<String, double[]> INPUTS =
            Map.of("x", new double[] {0.7, -0.3, 3.1}, "goal", new double[] {0, 1, 2});

    @Test
    void tasksOneAfterTheOtherAreOneRunOfAdam() {
        CarriedAdam rule = new CarriedAdam(0.05, 0.99, ROOT);
        Tensors own = rule.initialise(Tensors.of(Map.of("x", Tensor.zeros(UpdateRuleTest.SHAPE))));
        Graph graph = new Graph();
        Values start = Values.of(Map.of("x", graph.parameter("x", UpdateRuleTest.SHAPE)));
        UpdateRule.Step first = UpdateRuleTest.steps(graph, rule, 4, start, graph.parameters(own));
        UpdateRule.Step second = UpdateRuleTest.steps(graph, rule, 3, first.adapted(), rule.carriedOver(first.state()));
        UpdateRule.Step whole =
                UpdateRuleTest.steps(graph, new InnerAdam(0.05, 0, 0.99, 0, ROOT), 7, start, Values.of(Map.of()));
        Map<String, double[]> inputs = new HashMap<>(INPUTS);
        own.asMap().forEach((name, tensor) -> inputs.put(name, new double[tensor.values().length]));

        assertThat(at(second, inputs)).containsExactly(at(whole, inputs), within(1e-12));
        // Begun anew, the second task's first step moves every number by the rate.
        UpdateRule.Step anew = UpdateRuleTest.steps(graph, rule, 3, first.adapted(), graph.parameters(own));
        assertThat(at(anew, inputs)[0]).isNotCloseTo(at(whole, inputs)[0], within(1e-3));
    }

    private static double[] at(UpdateRule.Step place, Map<String, double[]> inputs) {
        Value x = place.adapted().get("x");
        return Reference.evaluate(List.of(x), inputs).get(x);
    }
}
