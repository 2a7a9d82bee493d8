package org.meta4j.learners.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.inner.UpdateRule;
import org.meta4j.learners.nets.Network;

class OptimiserTrainerTest {
    private static final Minibatches DATA = new Minibatches(new TwoSquares());
    private static final HiddenLayers LAYERS = HiddenLayers.of("3-sigmoid");
    private static final OptimiserRule SMALL_LSTM = new OptimiserRule(OptimiserRule.Kind.LSTM, 1, 4, 0.1, 0);
    private static final OptimiserRule SMALL_MLP = new OptimiserRule(OptimiserRule.Kind.MLP, 2, 4, 0.02, 0);

    private static OptimiserTraining training(OptimiserTraining.Estimator by) {
        return new OptimiserTraining(by, List.of(LAYERS), 8, 20, 0, 5, 8, 250, 0.01, 1, 0.05, 0);
    }

    private static LearnedOptimiser train(OptimiserRule rule, OptimiserTraining training, List<Double> losses) {
        try (Workers workers = new Workers(1)) {
            return new OptimiserTrainer(rule, training, DATA, workers)
                    .train("squares", "none", (iteration, loss) -> losses.add(loss));
        }
    }

    @ParameterizedTest
    @EnumSource(OptimiserTraining.Estimator.class)
    void aLearnedOptimiserLowersTheLossOfTheTrainingsThatItIsLearnedIn(OptimiserTraining.Estimator by) {
        List<Double> losses = new ArrayList<>();
        train(SMALL_MLP, training(by), losses);

        assertThat(mean(losses.subList(220, 250))).isLessThan(0.7 * mean(losses.subList(0, 10)));
    }

    @Test
    void arecurrentOptimiserIsLearnedByGradientsThroughItsSteps() {
        List<Double> losses = new ArrayList<>();
        train(SMALL_LSTM, training(OptimiserTraining.Estimator.UNROLL), losses);

        assertThat(mean(losses.subList(220, 250))).isLessThan(0.7 * mean(losses.subList(0, 10)));
    }

    private static double mean(List<Double> numbers) {
        return numbers.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(OptimiserTraining.Estimator.class)
    void theSameSeedLearnsTheSameNumbers(OptimiserTraining.Estimator by) {
        OptimiserTraining few = training(by).withIterations(5);
        LearnedOptimiser one = train(SMALL_MLP, few, new ArrayList<>());
        LearnedOptimiser other = train(SMALL_MLP, few, new ArrayList<>());
        LearnedOptimiser third = train(SMALL_MLP, few.withSeed(1), new ArrayList<>());

        for (String name : one.parameters().names()) {
            assertThat(other.parameters().get(name).values())
                    .as(name)
                    .isEqualTo(one.parameters().get(name).values());
        }
        assertThat(third.parameters().get("layer1.bias").values())
                .isNotEqualTo(one.parameters().get("layer1.bias").values());
    }

    @ParameterizedTest
    @EnumSource(OptimiserRule.Kind.class)
    void theGradientThroughTwoStepsIsThatOfFiniteDifferences(OptimiserRule.Kind kind) {
        // In two steps the second loss alone depends on the rule, through a gradient that does not: nothing is left
        // out.
        UpdateRule rule = (kind == OptimiserRule.Kind.LSTM ? SMALL_LSTM : SMALL_MLP).rule();
        Network network = LAYERS.network(DATA.shape(), DATA.classes());
        try (Workers workers = new Workers(1)) {
            Tensors own = rule.initialise(network.initialise(0));
            SplittableRandom random = new SplittableRandom(3);
            own.asMap().values().forEach(tensor -> {
                for (int i = 0; i < tensor.values().length; i++) {
                    tensor.values()[i] += (float) random.nextDouble(-0.2, 0.2);
                }
            });
            Tensors gradient = own.map(tensor -> Tensor.zeros(tensor.shape()));
            RuleProgram program = new RuleProgram(rule, network.initialise(0), own, workers);
            RuleGradient back = new RuleGradient(rule, network.initialise(0), program.start(), own, workers);
            double loss = new UnrolledEstimate(
                            new Optimisee(network, 8, workers), program, back, trajectory(network), 2)
                    .next(own, gradient);
            assertThat(loss).isCloseTo(byHand(rule, network, own, false, workers), within(1e-6));
            for (String name : own.names()) {
                float[] values = own.get(name).values();
                for (int i = 0; i < values.length; i += 3) {
                    float kept = values[i];
                    values[i] = kept + 0.02f;
                    double up = byHand(rule, network, own, true, workers);
                    values[i] = kept - 0.02f;
                    double down = byHand(rule, network, own, true, workers);
                    values[i] = kept;
                    double slope = gradient.get(name).values()[i];
                    assertThat(slope)
                            .as(name + " " + i)
                            .isCloseTo((up - down) / 0.04, within(2e-5 + 0.03 * Math.abs(slope)));
                }
            }
        }
    }

    private static Trajectory trajectory(Network network) {
        return new Trajectory(network, DATA, 8, 4, 1, 0, new SplittableRandom(9));
    }

    /** Mean loss of two steps, a program for each; weighted: later ones count more. */
    private static double byHand(UpdateRule rule, Network network, Tensors own, boolean weighted, Workers workers) {
        Trajectory trajectory = trajectory(network);
        Tensors weights = trajectory.weights();
        Optimisee optimisee = new Optimisee(network, 8, workers);
        RuleProgram program = new RuleProgram(rule, weights, own, workers);
        program.setParameters(own);
        Tensors state = program.start();
        Tensors gradient = weights.map(tensor -> Tensor.zeros(tensor.shape()));
        double sum = 0;
        for (int step = 0; step < 2; step++) {
            // Of four steps, where a loss counts by its number: 1/4 and 2/4 of two.
            double weight = weighted ? 0.5 * (step + 1) : 1;
            sum += weight * optimisee.loss(weights, trajectory.draw(), gradient);
            program.step(weights, gradient, state);
        }
        return sum / 2;
    }

    @Test
    void aSavedOptimiserTrainsAsBefore(@TempDir Path folder) {
        LearnedOptimiser learned =
                train(SMALL_MLP, training(OptimiserTraining.Estimator.UNROLL).withIterations(3), new ArrayList<>());
        Path file = folder.resolve("optimiser.safetensors");
        learned.save(file);
        LearnedOptimiser loaded = LearnedOptimiser.load(file);

        assertThat(loaded.rule()).isEqualTo(learned.rule());
        assertThat(loaded.provenance()).isEqualTo(learned.provenance());
        assertThat(loaded.name()).isEqualTo("learned-mlp by unroll");
        assertThat(trained(loaded)).isEqualTo(trained(learned));
        assertThatThrownBy(() -> Documents.read(file, Documents.MODEL))
                .isInstanceOf(FileFormatException.class)
                .hasMessageContaining("optimiser");
    }

    private static float[] trained(LearnedOptimiser learned) {
        try (Workers workers = new Workers(1)) {
            Network network = HiddenLayers.of("5-2-relu").network(DATA.shape(), DATA.classes());
            Optimisee optimisee = new Optimisee(network, 8, workers);
            Tensors weights = network.initialise(4);
            Tensors gradient = weights.map(tensor -> Tensor.zeros(tensor.shape()));
            Optimiser.Steps steps = learned.on(workers).start(weights);
            for (int i = 0; i < 5; i++) {
                optimisee.loss(weights, DATA.range(10 * i, 8), gradient);
                steps.step(gradient);
            }
            return weights.get("layer1.weight").values();
        }
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatThrownBy(() -> new OptimiserTraining(
                        OptimiserTraining.Estimator.PES, List.of(LAYERS), 1, 30, 0, 20, 8, 1, 0.1, 1, 0.1, 0))
                .hasMessage("the horizon must be a multiple of the truncation of 20 steps, but was 30");
        assertThatThrownBy(() -> new OptimiserTraining(
                        OptimiserTraining.Estimator.PES, List.of(LAYERS), 1, 20, 0, 20, 8, 1, 0.1, 1, 0, 0))
                .hasMessage("deviation must be above 0, but was 0.0");
        assertThatThrownBy(() -> HiddenLayers.of("20-sigmoyd")).hasMessageContaining("sigmoid");
        assertThatThrownBy(() -> HiddenLayers.of("20x-relu")).hasMessageContaining("written as 20-sigmoid");
        assertThatThrownBy(() -> new OptimiserRule(OptimiserRule.Kind.MLP, 3, 4, 0.1, 0))
                .hasMessage("a perceptron has 2 layers, but was to have 3");
    }
}
