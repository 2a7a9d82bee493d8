package org.meta4j.learners.supervised;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Workers;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.training.Constraint;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;
import tools.jackson.databind.node.ObjectNode;

class SupervisedTrainerTest {
    private static final ExampleShape IMAGE = ExampleShape.image(8, 8, 1);
    private static final List<String> NAMES = List.of("left", "right", "top");

    /** A bright bar at one of three edges, in noise. */
    private static SupervisedData bars(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[count * 64];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(3);
            for (int p = 0; p < 64; p++) {
                int row = p / 8;
                int column = p % 8;
                boolean bright = labels[i] == 0 ? column < 2 : labels[i] == 1 ? column > 5 : row < 2;
                inputs[i * 64 + p] = (float) (random.nextGaussian() * 0.5 + (bright ? 1 : 0));
            }
        }
        return SupervisedData.of("bars", new Examples(IMAGE, inputs, new Targets.Classes(labels, NAMES)));
    }

    @Test
    void theGradientIsThatOfFiniteDifferences() {
        Layered network = Layered.parse("conv3-pool-conv4x3v-drop0.25-dense6-drop0.5-dense3", IMAGE);
        SupervisedData data = bars(40, 3);
        int[] rows = {5, 9, 2, 31, 7, 7, 12, 20};
        Tensors parameters = network.initialise(5);
        try (Workers workers = new Workers(1)) {
            BatchGradient program =
                    new BatchGradient(network, BatchLoss.CROSS_ENTROPY, data, Augmentation.NONE, 8, workers);
            program.compute(parameters, rows, 77);
            Tensors gradient = program.gradient().copy();
            SplittableRandom random = new SplittableRandom(11);
            for (String name : parameters.names()) {
                // Along a random direction, so that one number tells of all of a tensor's.
                Tensor direction = Tensor.zeros(parameters.get(name).shape());
                double slope = 0;
                for (int i = 0; i < direction.values().length; i++) {
                    direction.values()[i] = random.nextBoolean() ? 1 : -1;
                    slope += direction.values()[i] * gradient.get(name).values()[i];
                }
                double step = 1e-3;
                double up = program.compute(moved(parameters, name, direction, step), rows, 77);
                double down = program.compute(moved(parameters, name, direction, -step), rows, 77);
                assertThat((up - down) / (2 * step)).as(name).isCloseTo(slope, within(0.02 * Math.abs(slope) + 2e-3));
            }
        }
    }

    private static Tensors moved(Tensors parameters, String name, Tensor direction, double step) {
        Tensors moved = parameters.copy();
        float[] values = moved.get(name).values();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (step * direction.values()[i]);
        }
        return moved;
    }

    @Test
    void twoStepsWithMomentumAndDecayAreAsComputedByHand() {
        // One number x = 1 to predict 0 from, y = wx + b, loss y²: the gradient to both is 2y.
        SupervisedData data = SupervisedData.of(
                "one", new Examples(ExampleShape.features(1), new float[] {1}, new Targets.Values(new float[] {0}, 1)));
        Layered network = Layered.parse("dense1", ExampleShape.features(1));
        Tensors start = Tensors.of(Map.of(
                "dense1.weight", new Tensor(Shape.of(1, 1), new float[] {2}),
                "dense1.bias", new Tensor(Shape.of(1), new float[] {1})));
        SupervisedSettings settings = SupervisedSettings.DEFAULT
                .withBatch(1)
                .withEpochs(2)
                .withSgd(0.5)
                .withRate(0.1, RateSchedule.step(0.5, 1))
                .withWeightDecay(0.25);
        List<EpochResult> heard = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            TrainedNetwork trained = new SupervisedTrainer(network, settings, workers)
                    .loss(BatchLoss.SQUARED_ERROR)
                    .listen(heard::add)
                    .train(data, start);

            // y = 3: v = (6 + 0.5, 6), θ = (2 − 0.65, 1 − 0.6) = (1.35, 0.4).
            // y = 1.75: v = (3.25 + 3.5 + 0.3375, 3 + 3.5), rate 0.05: θ = (1.35 − 0.354375, 0.4 − 0.325).
            assertThat(trained.parameters().get("dense1.weight").values()[0]).isCloseTo(0.995625f, within(1e-6f));
            assertThat(trained.parameters().get("dense1.bias").values()[0]).isCloseTo(0.075f, within(1e-6f));
            assertThat(start.get("dense1.weight").values()).containsExactly(2);
            assertThat(heard.get(0).loss()).isEqualTo(9);
            assertThat(heard.get(1).loss()).isCloseTo(1.75 * 1.75, within(1e-5));
            assertThat(heard).extracting(EpochResult::rate).containsExactly(0.1, 0.05);
            assertThat(heard).extracting(EpochResult::accuracy).containsOnly(Double.NaN);
        }
    }

    @Test
    void weightsOfAUnitThatAreTooLongAreScaledBackAfterAStep() {
        // Two outputs of two inputs (1, 1), both to be 0; loss is the mean of squares, its gradient to an output the
        // output itself.
        SupervisedData data = SupervisedData.of(
                "one",
                new Examples(ExampleShape.features(2), new float[] {1, 1}, new Targets.Values(new float[] {0, 0}, 2)));
        Layered network = Layered.parse("dense2", ExampleShape.features(2));
        Tensors start = Tensors.of(Map.of(
                "dense1.weight", new Tensor(Shape.of(2, 2), new float[] {4, 0.5f, 3, 0.5f}),
                "dense1.bias", new Tensor(Shape.of(2), new float[] {-7, 9})));
        SupervisedSettings settings =
                SupervisedSettings.DEFAULT.withBatch(1).withEpochs(1).withSgd(0).withRate(0.1);
        try (Workers workers = new Workers(1)) {
            Tensors stepped = new SupervisedTrainer(network, settings.withMaxNorm(2.5), workers)
                    .loss((outputs, columns) -> outputs.multiply(outputs).sum().scale(0.5))
                    .train(data, start)
                    .parameters();
            // The first output is 0, so that (4, 3) stays 5 long and is halved; the second is 10 and takes 1 from each
            // of its own.
            assertThat(stepped.get("dense1.weight").values()).containsExactly(2, -0.5f, 1.5f, -0.5f);
            assertThat(stepped.get("dense1.bias").values())
                    .as("biases are not bounded")
                    .containsExactly(-7, 8);
        }
        assertThatThrownBy(() -> settings.withMaxNorm(0))
                .hasMessage("the bound on the length of weights must be above 0 and at most 1,000,000, but was 0.0");
    }

    @Test
    void theBoundIsKeptInAFileAndFilesWithoutOneAreReadAsBefore(@TempDir Path folder) {
        Layered network = Layered.parse("conv4-pool-dense8-dense3", IMAGE);
        SupervisedSettings settings = SupervisedSettings.DEFAULT.withEpochs(2).withRate(0.01);
        try (Workers workers = new Workers(1)) {
            for (SupervisedSettings one : List.of(settings, settings.withMaxNorm(0.75))) {
                TrainedNetwork trained = new SupervisedTrainer(network, one, workers).train(bars(200, 1));
                Path file = folder.resolve("network.safetensors");
                trained.save(file);
                assertThat(TrainedNetwork.load(file).provenance().training()).isEqualTo(one);
                double longest = trained.parameters().asMap().values().stream()
                        .filter(tensor -> tensor.shape().rank() > 1)
                        .mapToDouble(SupervisedTrainerTest::longestColumn)
                        .max()
                        .orElseThrow();
                if (one.maxNorm() == null) {
                    assertThat(longest).isGreaterThan(1);
                } else {
                    assertThat(longest).isCloseTo(0.75, within(1e-5));
                }
            }
        }
        ObjectNode old = (ObjectNode) Json.tree(settings);
        old.remove("maxNorm");
        assertThat(Json.read("settings", old, SupervisedSettings.class)).isEqualTo(settings);
    }

    private static double longestColumn(Tensor tensor) {
        int units = tensor.shape().size(-1);
        double longest = 0;
        for (int unit = 0; unit < units; unit++) {
            double squares = 0;
            for (int i = unit; i < tensor.values().length; i += units) {
                squares += (double) tensor.values()[i] * tensor.values()[i];
            }
            longest = Math.max(longest, Math.sqrt(squares));
        }
        return longest;
    }

    @Test
    void aNetworkLearnsBarsTheSameWithOneAndThreeThreads() {
        Layered network = Layered.parse("conv4-pool-drop0.2-dense8-dense3", IMAGE);
        SupervisedSettings settings = SupervisedSettings.DEFAULT.withEpochs(6).withRate(0.01, RateSchedule.COSINE);
        SupervisedData.Split split = bars(500, 1).split(100, 2);
        List<Double> accuracies = new ArrayList<>();
        List<TrainedNetwork> trained = new ArrayList<>();
        for (int threads : new int[] {1, 3}) {
            try (Workers workers = new Workers(threads)) {
                trained.add(new SupervisedTrainer(network, settings, workers)
                        .augment(Augmentation.jitter(1))
                        .validate(split.validation())
                        .listen(epoch -> accuracies.add(epoch.accuracy()))
                        .train(split.train()));
                assertThat(trained.get(0).accuracy(bars(300, 9), workers)).isGreaterThan(0.95);
            }
        }
        assertThat(accuracies).hasSize(12);
        assertThat(accuracies.subList(0, 6)).isEqualTo(accuracies.subList(6, 12));
        trained.get(0)
                .parameters()
                .asMap()
                .forEach((name, tensor) -> assertThat(
                                trained.get(1).parameters().get(name).values())
                        .as(name)
                        .containsExactly(tensor.values()));
    }

    @Test
    void theLossSeesWhatTheConstraintMakesAndTheStepsMoveWhatIsBehind() {
        // Signs are used: y = sign(w)x. w = 0.15 falls by rate · 2(1 − 0) until its sign turns.
        SupervisedData data = SupervisedData.of(
                "one", new Examples(ExampleShape.features(1), new float[] {1}, new Targets.Values(new float[] {0}, 1)));
        Constraint signs = parameters -> parameters.map(tensor -> {
            Tensor sign = tensor.copy();
            for (int i = 0; i < sign.values().length; i++) {
                sign.values()[i] = Math.signum(sign.values()[i]);
            }
            return sign;
        });
        Constraint stillBias = new Constraint() {
            @Override
            public Tensors used(Tensors parameters) {
                return signs.used(parameters);
            }

            @Override
            public void gradient(Tensors parameters, Tensors used, Tensors gradient) {
                assertThat(used.get("dense1.weight").values()[0])
                        .isEqualTo(Math.signum(parameters.get("dense1.weight").values()[0]));
                gradient.get("dense1.bias").values()[0] = 0;
            }
        };
        Tensors start = Tensors.of(Map.of(
                "dense1.weight", new Tensor(Shape.of(1, 1), new float[] {0.15f}),
                "dense1.bias", new Tensor(Shape.of(1), new float[] {0})));
        SupervisedSettings settings =
                SupervisedSettings.DEFAULT.withBatch(1).withSgd(0).withRate(0.05);
        List<Double> losses = new ArrayList<>();
        try (Workers workers = new Workers(1)) {
            // 0.15 → 0.05 → −0.05 → 0.05 …: the sign is used, and the weight keeps moving behind it.
            TrainedNetwork trained = new SupervisedTrainer(
                            Layered.parse("dense1", ExampleShape.features(1)), settings.withEpochs(2), workers)
                    .loss(BatchLoss.SQUARED_ERROR)
                    .constraint(stillBias)
                    .listen(epoch -> losses.add(epoch.loss()))
                    .train(data, start);
            assertThat(trained.parameters().get("dense1.weight").values()).containsExactly(-1);
            assertThat(trained.parameters().get("dense1.bias").values()).containsExactly(0);
            assertThat(losses).containsExactly(1.0, 1.0);
        }
    }

    @Test
    void otherColumnsReachTheLossRowByRow() {
        // The loss pulls outputs to the column "teacher", which is 3 times the example.
        float[] inputs = {1, -2, 0.5f, 3, -1};
        float[] teacher = {3, -6, 1.5f, 9, -3};
        SupervisedData data = SupervisedData.of(
                        "line",
                        new Examples(ExampleShape.features(1), inputs, new Targets.Values(new float[inputs.length], 1)))
                .with("teacher", teacher, 1);
        SupervisedSettings settings = SupervisedSettings.DEFAULT
                .withBatch(2)
                .withEpochs(60)
                .withSgd(0)
                .withRate(0.05);
        try (Workers workers = new Workers(2)) {
            TrainedNetwork trained = new SupervisedTrainer(
                            Layered.parse("dense1", ExampleShape.features(1)), settings, workers)
                    .loss((outputs, columns) -> outputs.subtract(BatchLoss.column(columns, "teacher"))
                            .square()
                            .mean())
                    .train(data);
            assertThat(trained.parameters().get("dense1.weight").values()[0]).isCloseTo(3, within(1e-3f));
            assertThat(trained.scores(data.examples(), workers)).hasSize(5);
            assertThatThrownBy(() -> new SupervisedTrainer(trained.network(), settings, workers)
                            .loss((outputs, columns) -> BatchLoss.column(columns, "techer"))
                            .train(data))
                    .hasMessageContaining("needs a column 'techer'")
                    .hasMessageContaining("teacher");
        }
    }

    @Test
    void aNetworkComesBackFromItsFile(@TempDir Path folder) {
        Layered network = Layered.parse("conv4-pool-drop0.2-dense8-dense3", IMAGE);
        Path file = folder.resolve("bars.safetensors");
        SupervisedData data = bars(130, 4);
        try (Workers workers = new Workers(1)) {
            TrainedNetwork trained =
                    new SupervisedTrainer(network, SupervisedSettings.DEFAULT.withEpochs(1), workers).train(data);
            trained.save(file);
            TrainedNetwork loaded = TrainedNetwork.load(file);

            assertThat(loaded.network()).isEqualTo(network);
            assertThat(loaded.classes()).isEqualTo(NAMES);
            assertThat(loaded.provenance()).isEqualTo(trained.provenance());
            assertThat(loaded.provenance().dataFingerprint()).hasSize(64);
            assertThat(loaded.scores(data.examples(), workers))
                    .containsExactly(trained.scores(data.examples(), workers));
            // Features times the last layer are the scores.
            float[] features = loaded.body().scores(data.examples(), workers);
            float[] last = loaded.parameters().get("dense2.weight").values();
            double score = 0;
            for (int i = 0; i < 8; i++) {
                score += features[8 * 129 + i] * last[3 * i + 1];
            }
            score += loaded.parameters().get("dense2.bias").values()[1];
            assertThat((double) loaded.scores(data.examples(), workers)[3 * 129 + 1])
                    .isCloseTo(score, within(1e-5));
        }
    }

    @Test
    void aFileWhoseNumbersDoNotFitItsLayersIsRefused(@TempDir Path folder) {
        Layered network = Layered.parse("dense3", IMAGE);
        SupervisedData data = bars(20, 4);
        try (Workers workers = new Workers(1)) {
            Document document = new SupervisedTrainer(network, SupervisedSettings.DEFAULT.withEpochs(1), workers)
                    .train(data)
                    .document("bars");
            Path file = folder.resolve("bars.safetensors");
            for (String layers : List.of("dense4", "dense5-dense3", "dens3", "conv3")) {
                ObjectNode content = document.content().deepCopy();
                ((ObjectNode) content.get("network")).put("layers", layers);
                Documents.write(file, document.format(), content, document.tensors());
                assertThatThrownBy(() -> TrainedNetwork.load(file))
                        .as(layers)
                        .isInstanceOf(FileFormatException.class)
                        .hasMessageContaining("bars.safetensors");
            }
            Documents.write(file, Documents.MODEL, document.content(), document.tensors());
            assertThatThrownBy(() -> TrainedNetwork.load(file)).hasMessageContaining("a network file is needed");
        }
    }

    @Test
    void whatDoesNotFitIsRefusedBeforeTraining() {
        SupervisedData data = bars(20, 1);
        try (Workers workers = new Workers(1)) {
            assertThatThrownBy(() -> new SupervisedTrainer(
                                    Layered.parse("dense10", IMAGE), SupervisedSettings.DEFAULT, workers)
                            .train(data))
                    .hasMessageContaining("10 outputs")
                    .hasMessageContaining("end the network with dense3");
            assertThatThrownBy(() -> new SupervisedTrainer(
                                    Layered.parse("dense3", ExampleShape.features(4)),
                                    SupervisedSettings.DEFAULT,
                                    workers)
                            .train(data))
                    .hasMessageContaining("are 8×8×1");
        }
        assertThatThrownBy(() -> SupervisedSettings.DEFAULT.withRate(0)).hasMessageContaining("the learning rate");
        assertThatThrownBy(() -> SupervisedSettings.DEFAULT.withSgd(1)).hasMessageContaining("momentum");
        assertThatThrownBy(() -> data.split(20, 1)).hasMessageContaining("fewer than the 20");
    }
}
