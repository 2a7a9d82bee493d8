package org.meta4j.learners.methods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
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
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.PlusSettings;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.objectives.Episode;
import org.meta4j.learners.objectives.Loss;
import org.meta4j.learners.objectives.MamlObjective;
import org.meta4j.learners.objectives.Objective;
import org.meta4j.learners.objectives.PlusObjective;
import org.meta4j.learners.objectives.ReferenceLoss;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;

class MamlPlusTest {
    private static final ExampleShape IMAGE = ExampleShape.image(8, 8, 1);
    private static final Method METHOD = Methods.named("maml++");

    private static LearnerSettings settings(PlusSettings plus) {
        LearnerSettings defaults = METHOD.defaults(IMAGE, new EpisodeShape(3, 2, 2));
        return defaults.withNetwork(defaults.network().withFilters(4))
                .withInner(defaults.requireInner().withPlus(plus).withSteps(3, 3));
    }

    private static Map<String, double[]> inputs(Map<String, double[]> parameters) {
        SplittableRandom random = new SplittableRandom(4);
        Map<String, double[]> inputs = new HashMap<>(parameters);
        inputs.put(Episode.EXAMPLES, random.doubles(12 * 64, 0, 1).toArray());
        double[] targets = new double[36];
        for (int i = 0; i < 12; i++) {
            targets[3 * i + i % 3] = 1;
        }
        inputs.put(Episode.TARGETS, targets);
        return inputs;
    }

    /** Loss and gradient of an objective, by name; the loss is called "loss". */
    private static Map<String, double[]> traced(Objective objective, Map<String, double[]> at, Tensors shapes) {
        Graph graph = new Graph();
        Values meta = graph.parameters(shapes);
        Episode episode = Episode.of(graph, IMAGE, 6, 6, 3);
        Value loss = objective.trace(meta, episode).loss();
        Values gradient = Grad.of(loss, meta);
        List<Value> wanted = new ArrayList<>(gradient.list());
        wanted.add(loss);
        Map<Value, double[]> results = Reference.evaluate(wanted, inputs(at));
        Map<String, double[]> named = new HashMap<>();
        named.put("loss", results.get(loss));
        gradient.asMap().forEach((name, value) -> named.put(name, results.get(value)));
        return named;
    }

    @Test
    void withoutItsChangesItIsMaml() {
        LearnerSettings learner = settings(PlusSettings.NONE);
        Objective objective = METHOD.objective(learner, 0);
        Objective maml = new MamlObjective(
                AdaptingMethod.network(learner),
                Loss.CROSS_ENTROPY,
                new InnerLoop(3, learner.requireInner().innerRate(), InnerLoop.Order.SECOND));
        Tensors parameters = objective.initialise(3);
        assertThat(parameters.names()).isEqualTo(maml.initialise(3).names());
        Map<String, double[]> at = ReferenceLoss.numbers(parameters);
        Map<String, double[]> found = traced(objective, at, parameters);
        traced(maml, at, parameters)
                .forEach((name, numbers) ->
                        assertThat(found.get(name)).as(name).containsExactly(numbers, within(1e-12)));
    }

    @Test
    void allStepsLossesAndNormsHaveTheSlopeOfDifferences() {
        // No order annealing: the first order has no slope to compare with.
        LearnerSettings learner = settings(PlusSettings.ALL.withFirstOrderShare(0));
        Objective objective = METHOD.objective(learner, 0);
        Tensors parameters = objective.initialise(3);
        assertThat(parameters.names()).contains("pass/3/block1.norm.scale", "rule/rate/head", "block1.norm.scale");
        SplittableRandom random = new SplittableRandom(6);
        Map<String, double[]> at = new HashMap<>();
        // Otherwise all passes have the same scales and shifts, and a mix-up would go unseen.
        ReferenceLoss.numbers(parameters).forEach((name, numbers) -> {
            double[] moved = numbers.clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += random.nextDouble(-0.05, 0.05);
            }
            at.put(name, moved);
        });
        Map<String, double[]> found = traced(objective, at, parameters);
        for (String name : List.of(
                "pass/3/block1.norm.scale",
                "pass/1/block2.norm.shift",
                "block1.norm.scale",
                "rule/rate/block1.conv",
                "head.weight")) {
            double[] up = at.get(name).clone();
            double[] down = up.clone();
            up[0] += 1e-6;
            down[0] -= 1e-6;
            double slope =
                    (loss(objective, at, parameters, name, up) - loss(objective, at, parameters, name, down)) / 2e-6;
            assertThat(found.get(name)[0]).as(name).isCloseTo(slope, within(1e-6 + 1e-4 * Math.abs(slope)));
        }
    }

    private static double loss(
            Objective objective, Map<String, double[]> at, Tensors shapes, String name, double[] numbers) {
        Map<String, double[]> moved = new HashMap<>(at);
        moved.put(name, numbers);
        Graph graph = new Graph();
        Value loss = objective
                .trace(graph.parameters(shapes), Episode.of(graph, IMAGE, 6, 6, 3))
                .loss();
        return Reference.evaluate(List.of(loss), inputs(moved)).get(loss)[0];
    }

    @Test
    void weightsGoFromAllAlikeToTheLastAlone() {
        assertThat(MamlPlus.weights(4, 0.5, 0)).containsExactly(0.25, 0.25, 0.25, 0.25);
        List<Double> half = MamlPlus.weights(4, 0.5, 0.25);
        assertThat(half.stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-12));
        assertThat(half.get(0)).isLessThan(0.25).isGreaterThan(0.1);
        assertThat(MamlPlus.weights(4, 0.5, 0.5)).isEmpty();
        assertThat(MamlPlus.weights(4, 0, 0)).isEmpty();
        assertThat(MamlPlus.weights(1, 0.5, 0)).isEmpty();
    }

    @Test
    void orderAndLossesChangeDuringTrainingAndEndAsTheyAreVerified() {
        LearnerSettings learner = settings(PlusSettings.ALL);
        PlusObjective first = (PlusObjective) METHOD.objective(learner, 0);
        assertThat(first.order()).isEqualTo(InnerLoop.Order.FIRST);
        assertThat(first.weights()).hasSize(3);
        assertThat(((PlusObjective) METHOD.objective(learner, 0.2)).weights()).isEmpty();
        assertThat(METHOD.objective(learner, 0.5)).isEqualTo(METHOD.objective(learner));
    }

    @Test
    void sharesOutOfRangeAreNamed() {
        assertThatThrownBy(() -> PlusSettings.ALL.withFirstOrderShare(1.5))
                .hasMessage("the share of training with first order must be between 0 and 1, but was 1.5");
    }
}
