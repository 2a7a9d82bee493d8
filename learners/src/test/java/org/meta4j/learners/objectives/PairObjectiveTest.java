package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
import org.meta4j.engine.Workers;
import org.meta4j.learners.SiameseSettings.Mining;
import org.meta4j.learners.nets.Cnn2;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.solving.Embedder;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/** The siamese network as a whole: towers, pairs, loss, compiled and not. */
class PairObjectiveTest {
    private static final int WAYS = 3;
    private static final int EACH = 2;
    private static final ExampleShape IMAGE = ExampleShape.image(6, 5, 2);
    private static final Cnn2 TOWER = new Cnn2(IMAGE, 2);

    private final Tensors parameters = TOWER.initialise(4);
    private final float[] support = images(1);
    private final float[] query = images(2);
    private final int[] labels = {0, 0, 1, 1, 2, 2};

    private static float[] images(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] images = new float[WAYS * EACH * IMAGE.length()];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble();
        }
        return images;
    }

    private Map<String, double[]> inputs() {
        Map<String, double[]> inputs = new HashMap<>();
        parameters.asMap().forEach((name, tensor) -> inputs.put(name, doubles(tensor.values())));
        double[] examples = new double[2 * support.length];
        double[] targets = new double[2 * labels.length * WAYS];
        for (int i = 0; i < support.length; i++) {
            examples[i] = support[i];
            examples[support.length + i] = query[i];
        }
        for (int i = 0; i < 2 * labels.length; i++) {
            targets[i * WAYS + labels[i % labels.length]] = 1;
        }
        inputs.put(Episode.EXAMPLES, examples);
        inputs.put(Episode.TARGETS, targets);
        return inputs;
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        Arrays.setAll(doubles, i -> floats[i]);
        return doubles;
    }

    private Task task() {
        Targets targets = new Targets.Classes(labels, List.of("a", "b", "c"));
        return new Task(new Examples(IMAGE, support, targets), new Examples(IMAGE, query, targets));
    }

    @ParameterizedTest
    @EnumSource(Mining.class)
    void theGradientAgreesWithDifferencesAndTheCompiledOneWithIt(Mining mining) {
        for (PairLoss loss : List.of(new ContrastiveLoss(1, mining), new TripletLoss(1, mining))) {
            PairObjective objective = new PairObjective(TOWER, loss);
            Graph graph = new Graph();
            Values meta = graph.parameters(parameters);
            Value traced = objective
                    .trace(meta, Episode.of(graph, IMAGE, labels.length, labels.length, WAYS))
                    .loss();
            Values gradient = Grad.of(traced, meta);
            Map<String, double[]> inputs = inputs();
            Map<Value, double[]> expected = Reference.evaluate(gradient.list(), inputs);
            for (String name : gradient.names()) {
                double[] numbers = inputs.get(name);
                double[] slopes = expected.get(gradient.get(name));
                // Every seventh number: all tensors, not all of the linear layer.
                for (int i = 0; i < numbers.length; i += 7) {
                    double before = numbers[i];
                    numbers[i] = before + 1e-6;
                    double above = evaluate(traced, inputs);
                    numbers[i] = before - 1e-6;
                    double below = evaluate(traced, inputs);
                    numbers[i] = before;
                    assertThat(slopes[i])
                            .as("%s, %s[%d]", loss, name, i)
                            .isCloseTo((above - below) / 2e-6, within(1e-6));
                }
            }
            try (Workers workers = new Workers(1)) {
                MetaGradient compiled =
                        new MetaGradient(objective, parameters, labels.length, labels.length, WAYS, workers);
                MetaGradient.Result result = compiled.compute(parameters, 1, i -> task());
                assertThat(result.loss()).as("%s", loss).isCloseTo(evaluate(traced, inputs), within(1e-5));
                for (String name : gradient.names()) {
                    double[] slopes = expected.get(gradient.get(name));
                    float[] found = compiled.gradient().get(name).values();
                    for (int i = 0; i < slopes.length; i++) {
                        assertThat((double) found[i])
                                .as("%s, %s[%d]", loss, name, i)
                                .isCloseTo(slopes[i], within(1e-4));
                    }
                }
            }
        }
    }

    private static double evaluate(Value value, Map<String, double[]> inputs) {
        return Reference.evaluate(List.of(value), inputs).get(value)[0];
    }

    @Test
    void twoTowersWithTheSameWeightsGiveTheSameLossAndGradient() {
        // The textbook's form: each pair goes through a left and a right tower by itself, a loss for each pair.
        Graph graph = new Graph();
        Values shared = graph.parameters(parameters);
        int length = IMAGE.length();
        List<Value> same = new ArrayList<>();
        List<Value> different = new ArrayList<>();
        Map<String, double[]> inputs = inputs();
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                String pair = i + "-" + j;
                Value left = graph.input("left " + pair, 1, 6, 5, 2);
                Value right = graph.input("right " + pair, 1, 6, 5, 2);
                inputs.put("left " + pair, doubles(Arrays.copyOfRange(support, i * length, (i + 1) * length)));
                inputs.put("right " + pair, doubles(Arrays.copyOfRange(query, j * length, (j + 1) * length)));
                Value squared = TOWER.apply(shared, left, Normalisation.ofBatch())
                        .subtract(TOWER.apply(shared, right, Normalisation.ofBatch()))
                        .square()
                        .sum();
                if (labels[i] == labels[j]) {
                    same.add(squared);
                } else {
                    different.add(
                            EpisodePairs.root(squared).negate().add(2).relu().square());
                }
            }
        }
        Value expected = mean(same).add(mean(different)).scale(0.5);
        Value found = new PairObjective(TOWER, new ContrastiveLoss(2, Mining.ALL))
                .trace(shared, Episode.of(graph, IMAGE, labels.length, labels.length, WAYS))
                .loss();
        List<Value> wanted = new ArrayList<>(List.of(expected, found));
        Values expectedGradient = Grad.of(expected, shared);
        Values foundGradient = Grad.of(found, shared);
        wanted.addAll(expectedGradient.list());
        wanted.addAll(foundGradient.list());
        Map<Value, double[]> results = Reference.evaluate(wanted, inputs);
        assertThat(results.get(found)[0]).isCloseTo(results.get(expected)[0], within(1e-12));
        for (String name : shared.names()) {
            double[] numbers = results.get(expectedGradient.get(name));
            double[] others = results.get(foundGradient.get(name));
            for (int i = 0; i < numbers.length; i++) {
                assertThat(others[i]).as("%s[%d]", name, i).isCloseTo(numbers[i], within(1e-9));
            }
        }
    }

    private static Value mean(List<Value> values) {
        return values.stream().reduce(Value::add).orElseThrow().scale(1.0 / values.size());
    }

    @Test
    void itDoesNotMatterWhichSideIsTheSupport() {
        for (PairLoss loss : List.of(new ContrastiveLoss(1, Mining.HARDEST), new TripletLoss(1, Mining.SEMI_HARD))) {
            Graph graph = new Graph();
            Value value = new PairObjective(TOWER, loss)
                    .trace(graph.parameters(parameters), Episode.of(graph, IMAGE, labels.length, labels.length, WAYS))
                    .loss();
            Map<String, double[]> turned = inputs();
            double[] examples = turned.get(Episode.EXAMPLES);
            System.arraycopy(doubles(query), 0, examples, 0, query.length);
            System.arraycopy(doubles(support), 0, examples, query.length, support.length);

            assertThat(evaluate(value, turned)).isCloseTo(evaluate(value, inputs()), within(1e-12));
        }
    }

    @Test
    void theScoreOfAClassIsTheNegativeMeanDistanceToItsSupports() {
        Graph graph = new Graph();
        Value scores = new PairObjective(TOWER, new ContrastiveLoss(1, Mining.ALL))
                .trace(graph.parameters(parameters), Episode.of(graph, IMAGE, labels.length, labels.length, WAYS))
                .scores();
        double[] found = Reference.evaluate(List.of(scores), inputs()).get(scores);
        Embedder embedder = new Embedder(TOWER, parameters, TOWER.initialStatistics());
        float[] queries = embedder.embed(new Examples(IMAGE, query, new Targets.None(labels.length)));
        float[] supports = embedder.embed(new Examples(IMAGE, support, new Targets.None(labels.length)));
        for (int q = 0; q < labels.length; q++) {
            for (int c = 0; c < WAYS; c++) {
                double mean = (distance(queries, q, supports, 2 * c) + distance(queries, q, supports, 2 * c + 1)) / 2;
                assertThat(found[q * WAYS + c]).isCloseTo(-mean, within(1e-4));
            }
        }
    }

    private static double distance(float[] x, int i, float[] y, int j) {
        int width = TOWER.features();
        double sum = 0;
        for (int c = 0; c < width; c++) {
            sum += Math.pow((double) x[i * width + c] - y[j * width + c], 2);
        }
        return Math.sqrt(sum);
    }
}
