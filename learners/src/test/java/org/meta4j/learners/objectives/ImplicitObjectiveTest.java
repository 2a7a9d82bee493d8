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
import org.meta4j.engine.Program;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.ImplicitSettings;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.ProximalDescent;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.tasks.ExampleShape;

class ImplicitObjectiveTest {
    private static final ExampleShape SHAPE = new ExampleShape(List.of(3));

    /** Two linear layers: curved, and without kinks at which a minimum might lie. */
    private static final Network SMOOTH = new WithHead(new Mlp(SHAPE, List.of(4)), 2);

    private static ImplicitObjective objective(Network network, int steps, double strength) {
        return new ImplicitObjective(
                network,
                Loss.SQUARED_ERROR,
                new InnerLoop(steps, new ProximalDescent(0.05, strength), NetworkPart.ALL, InnerLoop.Order.FIRST),
                new ImplicitSettings(strength, 30, 0.0));
    }

    private static Map<String, double[]> inputs(Map<String, double[]> parameters) {
        SplittableRandom random = new SplittableRandom(8);
        Map<String, double[]> inputs = new HashMap<>(parameters);
        inputs.put(Episode.EXAMPLES, random.doubles(30, -1, 1).toArray());
        inputs.put(Episode.TARGETS, random.doubles(20, -1, 1).toArray());
        return inputs;
    }

    @Test
    void atTheEndOfTheInnerStepsItIsTheSlopeOfTheLossThroughAllOfThem() {
        ImplicitObjective objective = objective(SMOOTH, 200, 3);
        Tensors parameters = objective.initialise(5);
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, SHAPE, 4, 6, 2);
        Values gradient = Grad.of(objective.trace(meta, episode).loss(), meta);
        Value loss = objective.outcome(objective.adapt(meta, episode), episode).loss();
        Map<String, double[]> at = ReferenceLoss.numbers(parameters);
        Map<Value, double[]> results = Reference.evaluate(gradient.list(), inputs(at));
        for (String name : gradient.names()) {
            double[] found = results.get(gradient.get(name));
            for (int i = 0; i < found.length; i++) {
                double slope = (value(loss, at, name, i, 1e-5) - value(loss, at, name, i, -1e-5)) / 2e-5;
                assertThat(found[i]).as("%s[%d]", name, i).isCloseTo(slope, within(1e-7));
            }
        }
    }

    private static double value(Value loss, Map<String, double[]> at, String name, int i, double by) {
        Map<String, double[]> moved = new HashMap<>(at);
        double[] there = at.get(name).clone();
        there[i] += by;
        moved.put(name, there);
        return Reference.evaluate(List.of(loss), inputs(moved)).get(loss)[0];
    }

    /**
     * Conjugate gradients lower q(x) = ½ x·Ax − b·x step by step. Far from a minimum A = I + H/λ curves downwards somewhere, and
     * a step along such a direction would go to the highest point.
     */
    @Test
    void whereTheMatrixCurvesDownwardsItIsNoWorseThanTheFirstOrderGradient() {
        Network network = new WithHead(new Mlp(SHAPE, List.of(8, 8)), 2);
        int downwards = 0;
        for (int seed = 1; seed <= 20; seed++) {
            ImplicitObjective objective = objective(network, 1, 0.1);
            Tensors parameters = objective.initialise(seed);
            Graph graph = new Graph();
            Values meta = graph.parameters(parameters);
            Episode episode = Episode.of(graph, SHAPE, 4, 6, 2);
            Values adapted = objective.adapt(meta, episode).map((name, value) -> value.stopGradient());
            Values x = Grad.of(objective.trace(meta, episode).loss(), meta);
            Values b = Grad.of(objective.outcome(adapted, episode).loss(), adapted);
            Values first = curved(objective, adapted, episode, b);
            Value along = product(first, first).add(product(first, curved(objective, adapted, episode, first)));
            List<Value> wanted =
                    List.of(height(x, b, curved(objective, adapted, episode, x)), height(b, b, first), along);
            Map<String, double[]> inputs = inputs(ReferenceLoss.numbers(parameters));
            // Far away, so that what curves downwards outweighs what does not.
            inputs.computeIfPresent(
                    Episode.TARGETS,
                    (name, targets) ->
                            Arrays.stream(targets).map(target -> 50 * target).toArray());
            Map<Value, double[]> results = Reference.evaluate(wanted, inputs);
            double atX = results.get(wanted.get(0))[0];
            double atB = results.get(wanted.get(1))[0];
            assertThat(atX).as("seed %d", seed).isLessThanOrEqualTo(atB + 1e-9 * Math.abs(atB));
            if (results.get(along)[0] < 0) {
                assertThat(atX).as("seed %d", seed).isCloseTo(atB, within(1e-9 * Math.abs(atB)));
                downwards++;
            }
        }
        assertThat(downwards).isPositive();
    }

    /** ½ x·(x + Hx/λ) − b·x. */
    private static Value height(Values x, Values b, Values curved) {
        return product(x, x).add(product(x, curved)).scale(0.5).subtract(product(b, x));
    }

    /** H d / λ. */
    private static Values curved(ImplicitObjective objective, Values adapted, Episode episode, Values direction) {
        Value loss = objective
                .loss()
                .of(
                        objective.network().apply(adapted, episode.support(), Normalisation.ofBatch()),
                        episode.supportTargets());
        Values slope = Grad.of(loss, adapted);
        Values held = direction.map((name, value) -> value.stopGradient());
        return Grad.of(product(slope, held), adapted)
                .map((name, value) -> value.scale(1 / objective.implicit().strength()));
    }

    private static Value product(Values one, Values other) {
        return one.names().stream()
                .map(name -> one.get(name).multiply(other.get(name)).sum())
                .reduce(Value::add)
                .orElseThrow();
    }

    @Test
    void theLossIsThatOfTheAdaptedParameters() {
        ImplicitObjective objective = objective(SMOOTH, 7, 2);
        Tensors parameters = objective.initialise(5);
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, SHAPE, 4, 6, 2);
        Value traced = objective.trace(meta, episode).loss();
        Value plain = objective.outcome(objective.adapt(meta, episode), episode).loss();
        Map<Value, double[]> results =
                Reference.evaluate(List.of(traced, plain), inputs(ReferenceLoss.numbers(parameters)));

        assertThat(results.get(traced)[0]).isCloseTo(results.get(plain)[0], within(1e-12));
    }

    @Test
    void memoryDoesNotDependOnTheNumberOfInnerSteps() {
        Network network = new WithHead(new Mlp(SHAPE, List.of(32, 32), true), 2);
        long[] bytes = new long[3];
        int[] steps = {5, 10, 40};
        Arrays.setAll(bytes, i -> bytes(objective(network, steps[i], 2)));
        assertThat(bytes[1]).isEqualTo(bytes[0]);
        assertThat(bytes[2]).isEqualTo(bytes[0]);
        long second =
                bytes(new MamlObjective(network, Loss.SQUARED_ERROR, new InnerLoop(40, 0.05, InnerLoop.Order.SECOND)));
        assertThat(second).isGreaterThan(4 * bytes[2]);
    }

    private static long bytes(Objective objective) {
        Graph graph = new Graph();
        Values meta = graph.parameters(objective.initialise(1));
        Episode episode = Episode.of(graph, SHAPE, 16, 16, 2);
        return Program.compile(
                        Grad.of(objective.trace(meta, episode).loss(), meta).asMap())
                .workspaceBytes();
    }
}
