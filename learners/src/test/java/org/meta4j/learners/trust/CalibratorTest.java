package org.meta4j.learners.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meta4j.data.Ink;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.engine.Workers;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.TaskFile;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.scores.Auroc;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;
import org.meta4j.tasks.OpenEpisodeSampler;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Seeds;

class CalibratorTest {
    private static final ExampleShape IMAGE = ExampleShape.image(28, 28, 1);
    private static final LabelledExamples DRAWN = drawn(8, 8);
    private static final Calibration.Origin ORIGIN =
            new Calibration.Origin("validation", "drawn", "ab", BatchNorm.RUNNING, 12, 3);

    private static LabelledExamples drawn(int classes, int drawings) {
        return drawn(classes, drawings, 4);
    }

    private static LabelledExamples drawn(int classes, int drawings, long seed) {
        return DrawnAlphabets.generate(
                DrawnAlphabetsSettings.DEFAULT
                        .withAlphabets(1)
                        .withCharactersPerAlphabet(classes)
                        .withDrawingsPerCharacter(drawings),
                seed);
    }

    private static Calibration calibrated(TrainedLearner learner, int threads) {
        try (Workers workers = new Workers(threads)) {
            return new Calibrator(workers).calibrate(learner, DRAWN, null, ORIGIN, done -> {});
        }
    }

    @Test
    void aThresholdAcceptsNineteenOfTwentyKnownQueriesAndTheTemperatureIsTheFitted() {
        TrainedLearner learner = TinyLearners.of("protonet", IMAGE);
        Calibration calibration = calibrated(learner, 2);
        List<OpenResults> all = new ArrayList<>();

        assertThat(calibration.entries()).extracting(Calibration.Entry::shots).containsExactly(1, 2, 5);
        for (Calibration.Entry entry : calibration.entries()) {
            assertThat(entry.ways()).isEqualTo(3);
            assertThat(entry.unknown()).isEqualTo(3);
            EpisodeShape shape = new EpisodeShape(3, entry.shots(), Math.min(5, 8 - entry.shots()));
            OpenResults results;
            try (Workers workers = new Workers(1)) {
                results = OpenResults.solve(
                        workers,
                        learner,
                        new OpenEpisodeSampler(
                                DRAWN, shape, 3, Seeds.of(ORIGIN.seed(), "calibration-" + entry.shots())),
                        ORIGIN.tasks(),
                        done -> {});
            }
            TrustScores scores = TrustScores.of(results, calibration.familiarity(), entry);
            // At most 5 % lie below the threshold, and one query more would be too many.
            int known = results.knownCount();
            assertThat(scores.knownAccepted()).isBetween(0.95, 0.95 + 1.0 / known);
            assertThat(scores.auroc()).isEqualTo(entry.auroc());
            assertThat(scores.reliability().error()).isEqualTo(entry.calibrationError());
            assertThat(entry.temperature()).isEqualTo(Temperature.fit(results));
            all.add(results.scaled(entry.temperature()));
        }
        for (Familiarity kind : Familiarity.values()) {
            assertThat(sum(all, kind)).isLessThanOrEqualTo(sum(all, calibration.familiarity()));
        }
    }

    private static double sum(List<OpenResults> all, Familiarity kind) {
        return all.stream()
                .mapToDouble(results -> Auroc.of(results.familiarity(kind), results.known()))
                .sum();
    }

    @Test
    void threadsChangeNothing() {
        TrainedLearner learner = TinyLearners.of("maml", IMAGE).withBatchNorm(BatchNorm.SUPPORT_PLUS_ONE);

        assertThat(calibrated(learner, 2)).isEqualTo(calibrated(learner, 1));
    }

    @Test
    void progressCountsTheTasksOfAllSizes() {
        AtomicInteger most = new AtomicInteger();
        TrainedLearner learner = TinyLearners.of("protonet", IMAGE);
        try (Workers workers = new Workers(2)) {
            new Calibrator(workers)
                    .calibrate(learner, DRAWN, null, ORIGIN, done -> most.accumulateAndGet(done, Math::max));
        }

        assertThat(most.get()).isEqualTo(3 * ORIGIN.tasks());
    }

    @Test
    void aCalibrationIsInTheModelsFileAndGoesIntoItsTasks(@TempDir Path folder) {
        TrainedLearner learner = TinyLearners.of("protonet", IMAGE);
        Calibration calibration = calibrated(learner, 1);
        Path model = folder.resolve("model.safetensors");
        learner.withCalibration(calibration).save(model);
        TrainedLearner loaded = TrainedLearner.load(model);
        assertThat(loaded.calibration()).isEqualTo(calibration);

        var task = new OpenEpisodeSampler(DRAWN, new EpisodeShape(3, 1, 4), 3, 9).task(0);
        TaskFile solved = TaskFile.solve(
                loaded, new TaskFile.Model("m", "", ""), task.support(), List.of("a", "b", "c"), Ink.KEEP);
        Path file = folder.resolve("task.safetensors");
        solved.save(file);
        TaskFile again = TaskFile.load(file);
        assertThat(again.calibration()).isEqualTo(calibration);
        Calibration.Entry entry = calibration.entry(3, 1);
        Predictions raw = learner.learn(task.support()).predict(task.query());
        Predictions predicted = again.predict(task.query().inputs());
        assertThat(predicted.probabilities())
                .containsExactly(Temperature.scale(raw, entry.temperature()).probabilities());
        for (int i = 0; i < predicted.count(); i++) {
            assertThat(again.isKnown(predicted, i))
                    .isEqualTo(calibration.familiarity().of(Temperature.scale(raw, entry.temperature()), i)
                            >= entry.threshold());
        }
    }

    @Test
    void aModelWithoutACalibrationLoadsAndKnowsEverything(@TempDir Path folder) {
        Path model = folder.resolve("model.safetensors");
        TinyLearners.of("protonet", TinyLearners.SHAPE).save(model);
        TrainedLearner loaded = TrainedLearner.load(model);
        assertThat(loaded.calibration()).isNull();
        TaskFile task = TaskFile.solve(
                loaded,
                new TaskFile.Model("m", "", ""),
                TinyLearners.support(0, 1, 2),
                List.of("a", "b", "c"),
                Ink.KEEP);
        Predictions predictions = task.predict(TinyLearners.images(2, 4));
        assertThat(predictions.probabilities())
                .containsExactly(loaded.learn(TinyLearners.support(0, 1, 2))
                        .predict(TinyLearners.queries(2, 4))
                        .probabilities());
        assertThat(task.isKnown(predictions, 0)).isTrue();
    }

    @Test
    void aTaskOfOtherBatchNormThanTheCalibrationsIsNotCalibrated() {
        TrainedLearner learner = TinyLearners.of("maml", TinyLearners.SHAPE)
                .withCalibration(new Calibration(
                        Familiarity.ENERGY,
                        List.of(new Calibration.Entry(3, 1, 0, 2, 0, 1, Double.NaN, 0)),
                        new Calibration.Origin("validation", "d", "f", BatchNorm.SUPPORT_PLUS_ONE, 1, 0)));
        TaskFile.Model model = new TaskFile.Model("m", "", "");
        List<String> names = List.of("a", "b", "c");

        assertThat(TaskFile.solve(learner, model, TinyLearners.support(0, 1, 2), names, Ink.KEEP)
                        .calibration())
                .isEqualTo(learner.calibration());
        assertThat(TaskFile.solve(
                                learner.withBatchNorm(BatchNorm.TRANSDUCTIVE),
                                model,
                                TinyLearners.support(0, 1, 2),
                                names,
                                Ink.KEEP)
                        .calibration())
                .isNull();
    }

    @Test
    void withFewClassesHalfAreUnknownAndAdaptingLearnersKeepTheirWays() {
        TrainedLearner metric = TinyLearners.of("protonet", IMAGE);
        TrainedLearner adapting = TinyLearners.of("maml", IMAGE);

        assertThat(Calibrator.sizes(metric, drawn(5, 8), null))
                .allMatch(size -> size.episode().ways() == 2 && size.unknown() == 2);
        assertThat(Calibrator.sizes(metric, drawn(2, 3), null))
                .containsExactly(
                        new Calibrator.Size(new EpisodeShape(2, 1, 2), 0),
                        new Calibrator.Size(new EpisodeShape(2, 2, 1), 0));
        assertThat(Calibrator.sizes(adapting, drawn(3, 8), null))
                .allMatch(size -> size.episode().ways() == 3 && size.unknown() == 0);
        assertThat(Calibrator.sizes(adapting, drawn(2, 8), null)).isEmpty();
        assertThat(Calibrator.sizes(metric, drawn(4, 8), 3)).isEmpty();
    }

    @Test
    void trainingClassesServeWhereThereAreTooFewValidationClassesAndTheOriginSaysSo() {
        TrainedLearner learner = TinyLearners.of("protonet", IMAGE);
        LabelledExamples none = drawn(1, 8, 5);
        LabelledExamples few = drawn(1, 8, 6);
        LabelledExamples test = drawn(1, 8, 7);
        LabelledExamples train = drawn(6, 4, 8);
        try (Workers workers = new Workers(1)) {
            Calibrator calibrator = new Calibrator(workers);
            assertThat(calibrator
                            .calibrate(learner, new MetaDataset("d", "f", train, few, test), 5, 0, done -> {})
                            .origin())
                    .isEqualTo(new Calibration.Origin("training", "d", "f", BatchNorm.RUNNING, 5, 0));
            assertThat(calibrator
                            .calibrate(learner, new MetaDataset("d", "f", none, train, test), 5, 0, done -> {})
                            .origin()
                            .classes())
                    .isEqualTo("validation");
            assertThatThrownBy(() ->
                            calibrator.calibrate(learner, new MetaDataset("d", "f", none, few, test), 5, 0, done -> {}))
                    .hasMessage("cannot calibrate: 2-way episodes need 2 classes, but there is 1: add classes or use"
                            + " fewer ways");
        }
    }

    @Test
    void theEntryIsThatOfTheNearestShots() {
        Calibration calibration = calibrated(TinyLearners.of("protonet", IMAGE), 1);

        assertThat(calibration.entry(7, 1.2).shots()).isEqualTo(1);
        assertThat(calibration.entry(7, 3).shots()).isEqualTo(2);
        assertThat(calibration.entry(7, 40).shots()).isEqualTo(5);
        assertThat(calibration.entry(new int[] {1, 5, 9}).shots()).isEqualTo(5);
    }

    @Test
    void supportsLessFamiliarThanTheDataLowerTheThresholdByTheMediansDifferenceAndMoreFamiliarOnesLeaveIt() {
        Calibration calibration = new Calibration(
                Familiarity.LARGEST_SCORE, List.of(new Calibration.Entry(3, 1, 3, 1, -5, -2, 0.9, 0.01)), ORIGIN);

        // The median of −9, −4, −3, −1 is −3.5, which is 1.5 below −2: one outlier does not matter.
        Calibration.Entry lowered =
                calibration.adjusted(new double[] {-1, -9, -4, -3}, 3, 1).entry(3, 1);
        assertThat(lowered.threshold()).isCloseTo(-6.5, within(1e-12));
        assertThat(lowered.median()).isCloseTo(-3.5, within(1e-12));
        assertThat(lowered.temperature()).isEqualTo(1);
        assertThat(calibration.adjusted(new double[] {-1, -1.5, 0}, 3, 1)).isEqualTo(calibration);
        assertThat(calibration.adjusted(new double[0], 3, 1)).isEqualTo(calibration);
    }

    @Test
    void aDamagedCalibrationIsRefused() {
        assertThatThrownBy(() -> new Calibration.Entry(3, 1, 0, 0, 0, 0, 0, 0))
                .hasMessage("the temperature must be between 0.05 and 20.0, but was 0.0");
        assertThatThrownBy(() -> new Calibration.Entry(3, 1, 0, 1, Double.NaN, 0, 0, 0))
                .hasMessage("threshold and median must be finite, but were NaN and 0.0");
        assertThatThrownBy(() -> new Calibration(Familiarity.ENERGY, List.of(), ORIGIN))
                .hasMessage("a calibration needs at least one entry");
    }
}
