package org.meta4j.learners.inner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.learners.objectives.Loss;
import org.meta4j.learners.objectives.MamlObjective;
import org.meta4j.learners.objectives.ReferenceLoss;
import org.meta4j.tasks.ExampleShape;

/** Inner loops of all parts and rules, in double precision by the reference executor. */
class InnerLoopTest {
    private static final ExampleShape SHAPE = new ExampleShape(List.of(3));
    private static final Network NETWORK = new WithHead(new Mlp(SHAPE, List.of(5, 4), true), 2);
    private static final int SUPPORTS = 4;
    private static final int QUERIES = 6;

    private static Map<String, double[]> task() {
        SplittableRandom random = new SplittableRandom(4);
        int count = SUPPORTS + QUERIES;
        return Map.of(
                Episode.EXAMPLES, random.doubles(3L * count, -1, 1).toArray(),
                Episode.TARGETS, random.doubles(2L * count, -1, 1).toArray());
    }

    /** Loss, gradient of the network's parameters and adapted parameters. */
    private record Traced(double loss, Map<String, double[]> gradient, Map<String, double[]> adapted) {
        static Traced of(InnerLoop inner) {
            MamlObjective objective = new MamlObjective(NETWORK, Loss.SQUARED_ERROR, inner);
            Tensors parameters = objective.initialise(7);
            Graph graph = new Graph();
            Values meta = graph.parameters(parameters);
            Episode episode = Episode.of(graph, SHAPE, SUPPORTS, QUERIES, 2);
            Values adapted = objective.adapt(meta, episode);
            Value loss = objective.trace(meta, episode).loss();
            Values gradient = Grad.of(loss, meta);
            List<Value> wanted = new ArrayList<>(gradient.list());
            wanted.add(loss);
            wanted.addAll(adapted.list());
            Map<String, double[]> inputs = new java.util.HashMap<>(ReferenceLoss.numbers(parameters));
            inputs.putAll(task());
            Map<Value, double[]> results = Reference.evaluate(wanted, inputs);
            return new Traced(results.get(loss)[0], numbers(gradient, results), numbers(adapted, results));
        }

        private static Map<String, double[]> numbers(Values values, Map<Value, double[]> results) {
            Map<String, double[]> numbers = new java.util.LinkedHashMap<>();
            values.asMap().forEach((name, value) -> numbers.put(name, results.get(value)));
            return numbers;
        }
    }

    @ParameterizedTest
    @EnumSource(LearnedRate.Scope.class)
    void learnedRatesThatAreAllEqualDoWhatOneFixedRateDoes(LearnedRate.Scope scope) {
        for (InnerLoop.Order order : InnerLoop.Order.values()) {
            Traced fixed = Traced.of(new InnerLoop(3, 0.25, order));
            Traced learned = Traced.of(new InnerLoop(3, new LearnedRate(scope, 0.25, 3), NetworkPart.ALL, order));

            assertThat(learned.loss()).isCloseTo(fixed.loss(), within(1e-12));
            fixed.gradient()
                    .forEach((name, numbers) ->
                            assertThat(learned.gradient().get(name)).as(name).containsExactly(numbers, within(1e-12)));
        }
    }

    @Test
    void theFirstOrderGradientOfALearnedRateIsMinusTheProductOfBothGradients() {
        InnerLoop inner = new InnerLoop(
                1, new LearnedRate(LearnedRate.Scope.PARAMETER, 0.25, 1), NetworkPart.ALL, InnerLoop.Order.FIRST);
        Traced traced = Traced.of(inner);
        // With one step of rate α, θ′ = θ − α g: the gradient to θ is that to θ′, and g is (θ − θ′) / α.
        Map<String, double[]> before =
                ReferenceLoss.numbers(new MamlObjective(NETWORK, Loss.SQUARED_ERROR, inner).initialise(7));
        for (String name : NETWORK.initialise(7).names()) {
            double[] outer = traced.gradient().get(name);
            double[] ofRate = traced.gradient().get("rule/rate/" + name);
            for (int i = 0; i < outer.length; i++) {
                double slope = (before.get(name)[i] - traced.adapted().get(name)[i]) / 0.25;
                assertThat(ofRate[i]).as(name).isCloseTo(-slope * outer[i], within(1e-10));
            }
        }
    }

    @Test
    void onlyTheAdaptedPartChanges() {
        Map<String, double[]> before = ReferenceLoss.numbers(NETWORK.initialise(7));
        for (NetworkPart part : NetworkPart.values()) {
            Map<String, double[]> after = Traced.of(new InnerLoop(2, new Descent(0.25), part, InnerLoop.Order.SECOND))
                    .adapted();

            assertThat(after.keySet()).containsExactlyElementsOf(before.keySet());
            before.forEach((name, numbers) -> {
                boolean changes = switch (part) {
                    case ALL -> true;
                    case ALL_BUT_NORMS -> !name.contains(".norm.");
                    case HEAD -> name.startsWith("head.");
                    case BODY -> !name.startsWith("head.");
                };
                assertThat(java.util.Arrays.equals(numbers, after.get(name)))
                        .as("%s with %s stays as it was", name, part)
                        .isEqualTo(!changes);
            });
        }
    }

    @Test
    void ratesHaveTheShapesOfTheirScope() {
        assertThat(rates(LearnedRate.Scope.ONE)).isEqualTo(Map.of("rule/rate/all", "[1]"));
        assertThat(rates(LearnedRate.Scope.LAYER))
                .isEqualTo(Map.of("rule/rate/layer1", "[1]", "rule/rate/layer2", "[1]", "rule/rate/head", "[1]"));
        assertThat(rates(LearnedRate.Scope.LAYER_AND_STEP)).containsEntry("rule/rate/head", "[3]");
        assertThat(rates(LearnedRate.Scope.PARAMETER))
                .containsEntry("rule/rate/head.weight", "[4, 2]")
                .hasSize(6);
    }

    private static Map<String, String> rates(LearnedRate.Scope scope) {
        InnerLoop inner = new InnerLoop(3, new LearnedRate(scope, 0.25, 3), NetworkPart.ALL, InnerLoop.Order.SECOND);
        Map<String, String> shapes = new java.util.TreeMap<>();
        inner.initialise(NETWORK, 1).asMap().forEach((name, tensor) -> {
            if (name.startsWith("rule/")) {
                shapes.put(name, tensor.shape().toString());
            }
        });
        return shapes;
    }
}
