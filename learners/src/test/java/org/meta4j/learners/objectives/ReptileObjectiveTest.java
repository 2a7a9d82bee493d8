package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;
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
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.inner.CarriedAdam;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.tasks.ExampleShape;

class ReptileObjectiveTest {
    @Test
    void aBatchIsTheNextShotsOfEveryClass() {
        // Supports of 3 classes with 4 shots: example = 10 · class + shot, in the first number.
        Graph graph = new Graph();
        int ways = 3;
        Network network = new WithHead(new Mlp(new ExampleShape(List.of(1)), List.of(2)), ways);
        ReptileObjective objective = new ReptileObjective(
                network, Loss.SQUARED_ERROR, new InnerLoop(3, 0.1, InnerLoop.Order.FIRST), ways, 2);
        SplittableRandom random = new SplittableRandom(3);
        Tensors parameters = objective.initialise(2);
        double[] examples = random.doubles(15, -1, 1).toArray();
        double[] targets = new double[45];
        for (int i = 0; i < 12; i++) {
            targets[i * 3 + i / 4] = 1;
        }
        Map<String, double[]> inputs = new HashMap<>(ReferenceLoss.numbers(parameters));
        inputs.put(Episode.EXAMPLES, examples);
        inputs.put(Episode.TARGETS, targets);
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, network.exampleShape(), 12, 3, ways);
        Values found = objective.train(meta, episode, Slopes.DIFFERENTIATED);
        Map<Value, double[]> results = Reference.evaluate(found.list(), inputs);

        // The same by hand: three steps of whole-batch descent, on shots 0 and 1, then 2 and 3, then 0 and 1 again.
        Map<String, double[]> weights = new HashMap<>(ReferenceLoss.numbers(parameters));
        for (int step = 0; step < 3; step++) {
            double[] few = new double[6];
            double[] fewTargets = new double[18];
            for (int c = 0; c < 3; c++) {
                for (int s = 0; s < 2; s++) {
                    few[c * 2 + s] = examples[c * 4 + 2 * (step % 2) + s];
                    fewTargets[(c * 2 + s) * 3 + c] = 1;
                }
            }
            Graph plain = new Graph();
            Values theta = plain.parameters(parameters);
            Episode small = Episode.of(plain, network.exampleShape(), 6, 0, ways);
            Value loss = Loss.SQUARED_ERROR.of(
                    network.apply(theta, small.examples(), Normalisation.ofBatch()), small.targets());
            Values gradient = Grad.of(loss, theta);
            Map<String, double[]> at = new HashMap<>(weights);
            at.put(Episode.EXAMPLES, few);
            at.put(Episode.TARGETS, fewTargets);
            Map<Value, double[]> slopes = Reference.evaluate(gradient.list(), at);
            gradient.asMap().forEach((name, value) -> {
                double[] moved = weights.get(name).clone();
                Arrays.setAll(moved, i -> moved[i] - 0.1 * slopes.get(value)[i]);
                weights.put(name, moved);
            });
        }
        found.asMap()
                .forEach((name, value) ->
                        assertThat(results.get(value)).as(name).containsExactly(weights.get(name), within(1e-12)));
    }

    @Test
    void whatARuleCarriesOverMovesAsTheWeightsDo() {
        Network network = new WithHead(new Mlp(new ExampleShape(List.of(1)), List.of(2)), 3);
        ReptileObjective objective = new ReptileObjective(
                network,
                Loss.SQUARED_ERROR,
                new InnerLoop(3, new CarriedAdam(0.1), NetworkPart.ALL, InnerLoop.Order.FIRST),
                3,
                null);
        Tensors parameters = objective.initialise(2);
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, network.exampleShape(), 6, 3, 3);
        Values way = Grad.of(objective.trace(meta, episode).loss(), meta);
        SplittableRandom random = new SplittableRandom(3);
        Map<String, double[]> inputs = new HashMap<>(ReferenceLoss.numbers(parameters));
        inputs.put(Episode.EXAMPLES, random.doubles(9, -1, 1).toArray());
        inputs.put(Episode.TARGETS, random.doubles(27, -1, 1).toArray());
        Map<Value, double[]> results = Reference.evaluate(way.list(), inputs);

        assertThat(way.names()).containsExactlyElementsOf(parameters.names());
        // From 0 three steps of a thousandth of the way to 1; the meta-update subtracts what is found here.
        assertThat(results.get(way.get("rule/weight"))[0]).isCloseTo(Math.pow(0.999, 3) - 1, within(1e-12));
        for (String name : way.names()) {
            if (name.startsWith("rule/square/")) {
                assertThat(Arrays.stream(results.get(way.get(name))).min().orElseThrow())
                        .as(name)
                        .isNegative();
            }
        }
    }
}
