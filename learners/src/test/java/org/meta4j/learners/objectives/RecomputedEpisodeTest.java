package org.meta4j.learners.objectives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meta4j.engine.Grad;
import org.meta4j.engine.Program;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.engine.Workers;
import org.meta4j.learners.inner.AdaptedPart;
import org.meta4j.learners.inner.ContextPart;
import org.meta4j.learners.inner.Curvature;
import org.meta4j.learners.inner.Descent;
import org.meta4j.learners.inner.InnerAdam;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.LearnedRate;
import org.meta4j.learners.inner.Momentum;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.inner.Slopes;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.methods.LearnedRates;
import org.meta4j.learners.nets.Cnn4;
import org.meta4j.learners.nets.Mlp;
import org.meta4j.learners.nets.Network;
import org.meta4j.learners.nets.Normalisation;
import org.meta4j.learners.nets.WithHead;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/** Meta-gradients with inner steps computed again, against those of one program that stores all. */
class RecomputedEpisodeTest {
    private static final int WAYS = 3;
    private static final int QUERIES = 2 * WAYS;
    private static final int TASKS = 5;
    private static final ExampleShape IMAGE = ExampleShape.image(14, 14, 1);
    private static final Network CNN = new WithHead(new Cnn4(IMAGE, 6, Cnn4.Halving.STRIDE, Cnn4.Readout.MEAN), WAYS);
    private static final Network MLP = new Mlp(IMAGE, List.of(8, WAYS));

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 11})
    void itIsTheStoredGradientForAConvolutionalNetwork(int steps) {
        requireEqual(maml(CNN, steps));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 11})
    void itIsTheStoredGradientForAPerceptron(int steps) {
        requireEqual(maml(MLP, steps));
    }

    @Test
    void statisticsOfNormalisationAreTheSame() {
        requireEqual(new WithStatistics(maml(CNN, 3)));
    }

    @Test
    void firstOrderGradientsAreTheSame() {
        requireEqual(new MamlObjective(CNN, Loss.CROSS_ENTROPY, new InnerLoop(3, 0.1, InnerLoop.Order.FIRST)));
    }

    @Test
    void parametersThatActBesideWhatIsCarriedGetTheirGradient() {
        requireEqual(new LearnedRates(maml(MLP, 4), false));
    }

    @Test
    void stepsThatAreNotAlikeAreProgramsOfTheirOwn() {
        requireEqual(new LearnedRates(maml(MLP, 4), true));
    }

    @Test
    void innerLoopsOfAllPartsAndRulesAreTheSame() {
        for (UpdateRule rule : List.of(
                new Momentum(0.05, 0.9),
                new InnerAdam(0.01, 0.9),
                new Curvature(0.1),
                new LearnedRate(LearnedRate.Scope.PARAMETER, 0.1, 3),
                new LearnedRate(LearnedRate.Scope.LAYER_AND_STEP, 0.1, 3))) {
            requireEqual(rule, NetworkPart.ALL);
        }
        for (AdaptedPart part : List.of(NetworkPart.HEAD, NetworkPart.BODY, new ContextPart(4))) {
            requireEqual(new Descent(0.1), part);
        }
    }

    private static void requireEqual(UpdateRule rule, AdaptedPart part) {
        Network network = new WithHead(new Mlp(IMAGE, List.of(8)), WAYS);
        requireEqual(
                new MamlObjective(network, Loss.CROSS_ENTROPY, new InnerLoop(3, rule, part, InnerLoop.Order.SECOND)));
    }

    @Test
    void itsSlopeIsThatOfDifferencesOfTheReferencesLoss() {
        MamlObjective objective = maml(CNN, 3);
        Tensors parameters = objective.initialise(3);
        SplittableRandom random = new SplittableRandom(11);
        Map<String, double[]> at = ReferenceLoss.numbers(parameters);
        Map<String, double[]> direction = new LinkedHashMap<>();
        at.forEach((name, numbers) ->
                direction.put(name, random.doubles(numbers.length, -1, 1).toArray()));
        ReferenceLoss loss = new ReferenceLoss(objective, parameters, task(0));
        double h = 1e-6;
        double difference = (loss.at(moved(at, direction, h)) - loss.at(moved(at, direction, -h))) / (2 * h);
        try (Workers workers = new Workers(1)) {
            MetaGradient gradient = gradient(objective, parameters, InnerMemory.RECOMPUTED, workers);
            gradient.compute(parameters, 1, RecomputedEpisodeTest::task);
            double slope = 0;
            for (String name : parameters.names()) {
                float[] numbers = gradient.gradient().get(name).values();
                for (int i = 0; i < numbers.length; i++) {
                    slope += numbers[i] * direction.get(name)[i];
                }
            }
            // Rounding of 32-bit floats; the differences themselves are exact to 1e-8.
            assertThat(slope).isCloseTo(difference, within(1e-4 * Math.abs(difference)));
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        Objective objective = maml(CNN, 3);
        Tensors parameters = objective.initialise(3);
        Map<String, Tensor> expected = null;
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (Workers workers = new Workers(threads)) {
                MetaGradient gradient = gradient(objective, parameters, InnerMemory.RECOMPUTED, workers);
                gradient.compute(parameters, TASKS, RecomputedEpisodeTest::task);
                Map<String, Tensor> actual = gradient.gradient().copy().asMap();
                if (expected != null) {
                    expected.forEach(
                            (name, tensor) -> assertThat(actual.get(name).values())
                                    .as("%s with %d threads", name, threads)
                                    .isEqualTo(tensor.values()));
                }
                expected = actual;
            }
        }
    }

    @Test
    void itsWorkspaceGrowsByTheParametersThatAreKeptAlone() {
        long one = workspace(1, InnerMemory.RECOMPUTED);
        long copy = workspace(2, InnerMemory.RECOMPUTED) - one;
        Tensors parameters = CNN.initialise(0);
        // Each tensor begins at a cache line of 64 bytes.
        assertThat(copy).isBetween(Float.BYTES * parameters.length(), Float.BYTES * parameters.length() + 64L * 14);
        for (int steps : new int[] {3, 5, 8, 16, 36}) {
            assertThat(workspace(steps, InnerMemory.RECOMPUTED) - one)
                    .as("%d steps", steps)
                    .isEqualTo(copy
                            * (KeptSteps.of(steps).rooms() - KeptSteps.of(1).rooms()));
        }
        assertThat(workspace(5, InnerMemory.STORED) - workspace(3, InnerMemory.STORED))
                .as("what storing two more steps takes")
                .isGreaterThan(4 * 2 * copy);
    }

    @Test
    void aMethodWithoutInnerStepsIsRefused() {
        Objective objective = new PrototypeObjective(MLP);
        assertThatThrownBy(
                        () -> InnerMemory.RECOMPUTED.compile(objective, objective.initialise(0), WAYS, QUERIES, WAYS))
                .hasMessageContaining("leave them stored");
    }

    private static long workspace(int steps, InnerMemory memory) {
        Objective objective = maml(CNN, steps);
        Program program = memory.compile(objective, objective.initialise(0), WAYS, QUERIES, WAYS);
        return program.memory().workspace();
    }

    private static MamlObjective maml(Network network, int steps) {
        return new MamlObjective(network, Loss.CROSS_ENTROPY, new InnerLoop(steps, 0.1, InnerLoop.Order.SECOND));
    }

    private static MetaGradient gradient(Objective objective, Tensors parameters, InnerMemory memory, Workers workers) {
        return new MetaGradient(objective, parameters, WAYS, QUERIES, WAYS, memory, workers);
    }

    private static void requireEqual(Objective objective) {
        Tensors parameters = objective.initialise(3);
        try (Workers workers = new Workers(2)) {
            MetaGradient stored = gradient(objective, parameters, InnerMemory.STORED, workers);
            MetaGradient again = gradient(objective, parameters, InnerMemory.RECOMPUTED, workers);
            MetaGradient.Result expected = stored.compute(parameters, TASKS, RecomputedEpisodeTest::task);
            MetaGradient.Result actual = again.compute(parameters, TASKS, RecomputedEpisodeTest::task);
            assertThat(actual.loss()).isCloseTo(expected.loss(), within(1e-6 * expected.loss()));
            assertThat(actual.accuracy()).isEqualTo(expected.accuracy());
            requireClose(stored.gradient(), again.gradient());
            requireClose(stored.statistics(), again.statistics());
        }
    }

    private static void requireClose(Tensors expected, Tensors actual) {
        assertThat(actual.names()).isEqualTo(expected.names());
        for (String name : expected.names()) {
            float[] wanted = expected.get(name).values();
            float[] found = actual.get(name).values();
            double norm = 0;
            double error = 0;
            for (int i = 0; i < wanted.length; i++) {
                norm += wanted[i] * (double) wanted[i];
                error += Math.pow(wanted[i] - found[i], 2);
            }
            assertThat(norm).as(name).isPositive();
            assertThat(Math.sqrt(error)).as(name).isLessThan(1e-5 * Math.sqrt(norm));
        }
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

    private static Task task(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new Task(examples(random, 1), examples(random, QUERIES / WAYS));
    }

    private static Examples examples(SplittableRandom random, int each) {
        int[] labels = new int[WAYS * each];
        float[] inputs = new float[labels.length * IMAGE.length()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble();
        }
        Arrays.setAll(labels, i -> i / each);
        return new Examples(IMAGE, inputs, new Targets.Classes(labels, List.of("a", "b", "c")));
    }

    /** Puts the statistics of the query set on record, which MAML does not. */
    private record WithStatistics(MamlObjective maml) implements SteppedObjective {
        @Override
        public Network network() {
            return maml.network();
        }

        @Override
        public InnerLoop.Order order() {
            return maml.order();
        }

        @Override
        public int steps() {
            return maml.steps();
        }

        @Override
        public Values start(Values parameters) {
            return parameters;
        }

        @Override
        public Values step(int number, Values carried, Values parameters, Episode episode, Slopes slopes) {
            return maml.step(number, carried, parameters, episode, slopes);
        }

        @Override
        public Values finish(Values carried, Values parameters) {
            return carried;
        }

        @Override
        public Outcome outcome(Values adapted, Episode episode) {
            Normalisation normalisation = Normalisation.ofBatch();
            Value scores = network().apply(adapted, episode.query(), normalisation);
            return new Outcome(maml.loss().of(scores, episode.queryTargets()), scores, normalisation.statistics());
        }
    }

    /** One learned rate for each tensor, or one for each tensor and step. */
    private record LearnedRates(MamlObjective maml, boolean eachStep) implements SteppedObjective {
        @Override
        public Network network() {
            return maml.network();
        }

        @Override
        public InnerLoop.Order order() {
            return maml.order();
        }

        @Override
        public int steps() {
            return maml.steps();
        }

        @Override
        public int likeStep(int number) {
            return eachStep ? number : 0;
        }

        private String rate(int number, String name) {
            return "rate " + likeStep(number) + "/" + name;
        }

        @Override
        public Tensors initialise(long seed) {
            Map<String, Tensor> all = new LinkedHashMap<>(maml.initialise(seed).asMap());
            for (int number = 0; number < (eachStep ? steps() : 1); number++) {
                for (String name : maml.initialise(seed).names()) {
                    all.put(rate(number, name), new Tensor(Shape.SCALAR, new float[] {0.05f * (number + 1)}));
                }
            }
            return Tensors.of(all);
        }

        @Override
        public Values start(Values parameters) {
            Map<String, Value> weights = new LinkedHashMap<>(parameters.asMap());
            weights.keySet().removeIf(name -> name.startsWith("rate"));
            return Values.of(weights);
        }

        @Override
        public Values step(int number, Values carried, Values parameters, Episode episode, Slopes slopes) {
            Value scores = network().apply(carried, episode.support(), Normalisation.ofBatch());
            Values gradient = Grad.of(maml.loss().of(scores, episode.supportTargets()), carried);
            return carried.map(
                    (name, value) -> value.subtract(gradient.get(name).multiply(parameters.get(rate(number, name)))));
        }

        @Override
        public Values finish(Values carried, Values parameters) {
            return carried;
        }

        @Override
        public Outcome outcome(Values adapted, Episode episode) {
            return maml.outcome(adapted, episode);
        }
    }
}
