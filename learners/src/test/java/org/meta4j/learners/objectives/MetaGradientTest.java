package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Graph;
import org.meta4j.engine.Reference;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/** Meta-gradients of whole methods: compiled programs against the reference executor and against finite differences. */
class MetaGradientTest {
    private static final int WAYS = 5;
    private static final ExampleShape IMAGE = ExampleShape.image(16, 16, 1);
    private static final InnerLoop SECOND = new InnerLoop(2, 0.1, InnerLoop.Order.SECOND);
    private static final InnerLoop FIRST = new InnerLoop(2, 0.1, InnerLoop.Order.FIRST);

    private static Network cnn(Cnn4.Halving halving) {
        return new WithHead(new Cnn4(IMAGE, 6, halving, Cnn4.Readout.MEAN), WAYS);
    }

    private static Task task(long seed, ExampleShape shape, int queries) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Task(examples(random, shape, 1), examples(random, shape, queries));
    }

    private static Examples examples(SplittableRandom random, ExampleShape shape, int each) {
        int[] labels = new int[WAYS * each];
        float[] inputs = new float[labels.length * shape.length()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        Arrays.setAll(labels, i -> i / each);
        return new Examples(shape, inputs, new Targets.Classes(labels, List.of("a", "b", "c", "d", "e")));
    }

    @Test
    void secondOrderMamlOnAStridedNetworkAgreesWithReferenceAndDifferences() {
        check(new MamlObjective(cnn(Cnn4.Halving.STRIDE), Loss.CROSS_ENTROPY, SECOND), true);
    }

    @Test
    void secondOrderMamlOnAPooledNetworkAgreesWithReferenceAndDifferences() {
        check(new MamlObjective(cnn(Cnn4.Halving.POOL), Loss.CROSS_ENTROPY, SECOND), true);
    }

    @Test
    void secondOrderMamlOnAPerceptronAgreesWithReferenceAndDifferences() {
        check(new MamlObjective(new Mlp(IMAGE, List.of(8, WAYS)), Loss.CROSS_ENTROPY, SECOND), true);
    }

    @Test
    void prototypicalNetworksAgreeWithReferenceAndDifferences() {
        check(new PrototypeObjective(new Cnn4(IMAGE, 6, Cnn4.Halving.POOL, Cnn4.Readout.FLATTEN)), true);
    }

    @Test
    void firstOrderMamlAgreesWithReferenceAndIsNotTheTrueGradient() {
        check(new MamlObjective(cnn(Cnn4.Halving.STRIDE), Loss.CROSS_ENTROPY, FIRST), false);
    }

    /** Compiled and reference meta-gradient of two tasks; the reference's slope along a direction and differences. */
    private static void check(Objective objective, boolean isTrueGradient) {
        Tensors parameters = objective.initialise(3);
        List<Task> tasks = List.of(task(1, IMAGE, 2), task(2, IMAGE, 2));
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, IMAGE, WAYS, 2 * WAYS, WAYS);
        Value loss = objective.trace(meta, episode).loss();
        Values gradient = Grad.of(loss, meta);

        Map<String, double[]> at = doubles(parameters);
        Map<String, double[]> direction = direction(parameters);
        Map<String, double[]> expected = new LinkedHashMap<>();
        double expectedLoss = 0;
        double slope = 0;
        double difference = 0;
        for (Task task : tasks) {
            List<Value> wanted = new ArrayList<>(gradient.list());
            wanted.add(loss);
            Map<Value, double[]> results = Reference.evaluate(wanted, inputs(at, task));
            expectedLoss += results.get(loss)[0] / tasks.size();
            for (String name : gradient.names()) {
                double[] part = results.get(gradient.get(name));
                double[] sum = expected.computeIfAbsent(name, key -> new double[part.length]);
                for (int i = 0; i < part.length; i++) {
                    sum[i] += part[i] / tasks.size();
                    slope += part[i] * direction.get(name)[i];
                }
            }
            double h = 1e-6;
            difference +=
                    (loss(loss, moved(at, direction, h), task) - loss(loss, moved(at, direction, -h), task)) / (2 * h);
        }
        if (isTrueGradient) {
            // Central differences err by h² and by 1e-16 / h; kinks of ReLU and ties of pooling are not near.
            assertThat(slope).isCloseTo(difference, within(1e-5 * Math.max(1, Math.abs(difference))));
        } else {
            assertThat(Math.abs(slope - difference)).isGreaterThan(1e-2 * Math.abs(difference));
        }

        try (Workers workers = new Workers(2)) {
            MetaGradient compiled = new MetaGradient(objective, parameters, WAYS, 2 * WAYS, WAYS, workers);
            MetaGradient.Result result = compiled.compute(parameters, tasks.size(), tasks::get);
            assertThat(result.loss()).isCloseTo(expectedLoss, within(1e-5 * expectedLoss));
            double norm = 0;
            double error = 0;
            for (String name : gradient.names()) {
                float[] actual = compiled.gradient().get(name).values();
                for (int i = 0; i < actual.length; i++) {
                    double e = expected.get(name)[i];
                    norm += e * e;
                    error += (actual[i] - e) * (actual[i] - e);
                }
            }
            assertThat(Math.sqrt(error))
                    .as("error of a gradient of norm %s", Math.sqrt(norm))
                    .isLessThan(1e-4 * Math.sqrt(norm));
        }
    }

    @Test
    void firstOrderMamlIsThePlainGradientAtTheAdaptedParameters() {
        Network network = cnn(Cnn4.Halving.STRIDE);
        MamlObjective maml = new MamlObjective(network, Loss.CROSS_ENTROPY, FIRST);
        Tensors parameters = maml.initialise(5);
        Task task = task(9, IMAGE, 1);
        Graph graph = new Graph();
        Values meta = graph.parameters(parameters);
        Episode episode = Episode.of(graph, IMAGE, WAYS, WAYS, WAYS);
        Values adaptedValues = maml.adapt(meta, episode);
        Values gradient = Grad.of(maml.trace(meta, episode).loss(), meta);
        List<Value> wanted = new ArrayList<>(adaptedValues.list());
        wanted.addAll(gradient.list());
        Map<Value, double[]> results = Reference.evaluate(wanted, inputs(doubles(parameters), task));

        // The same network without any inner loop, at the parameters that the inner loop came to.
        Graph plainGraph = new Graph();
        Values plain = plainGraph.parameters(parameters);
        Episode plainEpisode = Episode.of(plainGraph, IMAGE, WAYS, WAYS, WAYS);
        Value plainLoss = Loss.CROSS_ENTROPY.of(
                network.apply(plain, plainEpisode.query(), Normalisation.ofBatch()), plainEpisode.queryTargets());
        Values plainGradient = Grad.of(plainLoss, plain);
        Map<String, double[]> adapted = new HashMap<>();
        adaptedValues.asMap().forEach((name, value) -> adapted.put(name, results.get(value)));
        Map<Value, double[]> expected = Reference.evaluate(plainGradient.list(), inputs(adapted, task));
        for (String name : gradient.names()) {
            double[] actual = results.get(gradient.get(name));
            double[] wantedNumbers = expected.get(plainGradient.get(name));
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i])
                        .as(name)
                        .isCloseTo(wantedNumbers[i], within(1e-12 + 1e-9 * Math.abs(wantedNumbers[i])));
            }
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        Objective objective = new MamlObjective(cnn(Cnn4.Halving.STRIDE), Loss.CROSS_ENTROPY, SECOND);
        Tensors parameters = objective.initialise(3);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            tasks.add(task(i, IMAGE, 2));
        }
        Map<Integer, Map<String, Tensor>> gradients = new HashMap<>();
        for (int threads : new int[] {1, 2, 3, 24}) {
            try (Workers workers = new Workers(threads)) {
                MetaGradient gradient = new MetaGradient(objective, parameters, WAYS, 2 * WAYS, WAYS, workers);
                gradient.compute(parameters, tasks.size(), tasks::get);
                gradients.put(threads, gradient.gradient().copy().asMap());
            }
        }
        for (int threads : new int[] {2, 3, 24}) {
            gradients
                    .get(1)
                    .forEach((name, tensor) -> assertThat(
                                    gradients.get(threads).get(name).values())
                            .as("%s with %d threads", name, threads)
                            .isEqualTo(tensor.values()));
        }
    }

    private static Map<String, double[]> inputs(Map<String, double[]> parameters, Task task) {
        Map<String, double[]> inputs = new HashMap<>(parameters);
        int supports = task.support().count();
        int queries = task.query().count();
        double[] examples = new double[(supports + queries) * IMAGE.length()];
        double[] targets = new double[(supports + queries) * WAYS];
        int at = 0;
        for (Examples set : List.of(task.support(), task.query())) {
            for (int i = 0; i < set.count(); i++, at++) {
                targets[at * WAYS + set.classes().labels()[i]] = 1;
                for (int j = 0; j < IMAGE.length(); j++) {
                    examples[at * IMAGE.length() + j] = set.inputs()[i * IMAGE.length() + j];
                }
            }
        }
        inputs.put(Episode.EXAMPLES, examples);
        inputs.put(Episode.TARGETS, targets);
        return inputs;
    }

    private static double loss(Value loss, Map<String, double[]> parameters, Task task) {
        return Reference.evaluate(List.of(loss), inputs(parameters, task)).get(loss)[0];
    }

    private static Map<String, double[]> doubles(Tensors tensors) {
        Map<String, double[]> doubles = new LinkedHashMap<>();
        tensors.asMap().forEach((name, tensor) -> {
            double[] numbers = new double[tensor.values().length];
            Arrays.setAll(numbers, i -> tensor.values()[i]);
            doubles.put(name, numbers);
        });
        return doubles;
    }

    private static Map<String, double[]> direction(Tensors tensors) {
        SplittableRandom random = new SplittableRandom(11);
        Map<String, double[]> direction = doubles(tensors);
        direction.values().forEach(numbers -> Arrays.setAll(numbers, i -> random.nextDouble(-1, 1)));
        return direction;
    }

    private static Map<String, double[]> moved(Map<String, double[]> at, Map<String, double[]> direction, double h) {
        Map<String, double[]> moved = new LinkedHashMap<>();
        at.forEach((name, numbers) -> {
            double[] there = numbers.clone();
            Arrays.setAll(there, i -> numbers[i] + h * direction.get(name)[i]);
            moved.put(name, there);
        });
        return moved;
    }
}
