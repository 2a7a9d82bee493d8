package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

class CarriedAdamTest {
    private static final Shape SHAPE = Shape.of(3);
    private static final double ROOT = 1e-6;
    private static final Map<String, double[]> INPUTS =
            Map.of("x", new double[] {0.7, -0.3, 3.1}, "goal", new double[] {0, 1, 2});

    private record Place(Values adapted, Values state) {}

    /** Steps on the loss Σ (θᵢ − i)⁴ / 4. */
    private static Place steps(Graph graph, UpdateRule rule, int steps, Values start, Values own) {
        Values adapted = start;
        Values state = rule.start(start);
        for (int step = 0; step < steps; step++) {
            Value gap = adapted.get("x").subtract(graph.parameter("goal", SHAPE));
            UpdateRule.Step next =
                    rule.step(step, adapted, Values.of(Map.of("x", gap.square().multiply(gap))), state, own);
            adapted = next.adapted();
            state = next.state();
        }
        return new Place(adapted, state);
    }

    @Test
    void tasksOneAfterTheOtherAreOneRunOfAdam() {
        CarriedAdam rule = new CarriedAdam(0.05, 0.99, ROOT);
        Tensors own = rule.initialise(Tensors.of(Map.of("x", Tensor.zeros(SHAPE))));
        Graph graph = new Graph();
        Values start = Values.of(Map.of("x", graph.parameter("x", SHAPE)));
        Place first = steps(graph, rule, 4, start, graph.parameters(own));
        Place second = steps(graph, rule, 3, first.adapted(), rule.carriedOver(first.state()));
        Place whole = steps(graph, new InnerAdam(0.05, 0, 0.99, 0, ROOT), 7, start, Values.of(Map.of()));
        Map<String, double[]> inputs = new HashMap<>(INPUTS);
        own.asMap().forEach((name, tensor) -> inputs.put(name, new double[tensor.values().length]));

        assertThat(at(second, inputs)).containsExactly(at(whole, inputs), within(1e-12));
        // Begun anew, the second task's first step moves every number by the rate.
        Place anew = steps(graph, rule, 3, first.adapted(), graph.parameters(own));
        assertThat(at(anew, inputs)[0]).isNotCloseTo(at(whole, inputs)[0], within(1e-3));
    }

    private static double[] at(Place place, Map<String, double[]> inputs) {
        Value x = place.adapted().get("x");
        return Reference.evaluate(List.of(x), inputs).get(x);
    }
}
