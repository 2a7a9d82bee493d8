package org.meta4j.distill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Workers;
import org.meta4j.learners.nets.Layered;
import org.meta4j.learners.supervised.SupervisedData;
import org.meta4j.learners.supervised.SupervisedSettings;
import org.meta4j.learners.supervised.SupervisedTrainer;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

class TaughtDataTest {
    private static final ExampleShape POINT = ExampleShape.features(2);
    private static final List<String> NAMES = List.of("left", "middle", "right");

    /** Points of three bands, and no rule but their place. */
    private static SupervisedData points(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] inputs = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            inputs[2 * i] = (float) random.nextDouble(-3, 3);
            inputs[2 * i + 1] = (float) random.nextDouble(-1, 1);
            labels[i] = inputs[2 * i] < -1 ? 0 : inputs[2 * i] < 1 ? 1 : 2;
        }
        return SupervisedData.of("points", new Examples(POINT, inputs, new Targets.Classes(labels, NAMES)));
    }

    /** Knows the bands, and is less sure near their edges. */
    private static final Predictor TEACHER = query -> {
        float[] scores = new float[3 * query.count()];
        for (int i = 0; i < query.count(); i++) {
            float x = query.inputs()[2 * i];
            scores[3 * i] = -8 * (x + 1);
            scores[3 * i + 2] = 8 * (x - 1);
        }
        return NetworkPredictor.predictions(scores, 3);
    };

    private static final Predictor FOREST = query -> {
        float[] shares = new float[3 * query.count()];
        for (int i = 0; i < query.count(); i++) {
            shares[3 * i] = 0.25f;
            shares[3 * i + 1] = 0.75f;
        }
        return new Predictions(shares, 3, new float[0]);
    };

    private static SupervisedTrainer trainer(Workers workers) {
        return new SupervisedTrainer(
                Layered.parse("dense16-dense3", POINT),
                SupervisedSettings.DEFAULT.withBatch(32).withEpochs(40).withRate(1e-2),
                workers);
    }

    @Test
    void theColumnIsTheMeanOfSoftenedProbabilities() {
        SupervisedData data = points(5, 1);
        float[] alone = TaughtData.of(data, List.of(TEACHER), 2)
                .column(TaughtData.TEACHER)
                .values();
        float[] both = TaughtData.of(data, List.of(TEACHER, FOREST), 2)
                .column(TaughtData.TEACHER)
                .values();
        double root = Math.sqrt(3);
        for (int i = 0; i < 5; i++) {
            // A forest has no scores: its probabilities' square roots by their sum.
            assertThat(both[3 * i]).isCloseTo((float) (alone[3 * i] / 2 + 0.5 / (1 + root)), within(1e-5f));
            assertThat(both[3 * i + 1])
                    .isCloseTo((float) (alone[3 * i + 1] / 2 + 0.5 * root / (1 + root)), within(1e-5f));
            assertThat(both[3 * i + 2]).isCloseTo(alone[3 * i + 2] / 2, within(1e-5f));
        }
        assertThatThrownBy(() -> TaughtData.of(
                        data, List.of(query -> new Predictions(new float[2 * query.count()], 2, new float[0])), 2))
                .hasMessageContaining("a teacher tells 2 classes apart, but the data 'points' have 3");
    }

    @Test
    void aNetworkLearnsFromATeacherAloneAClassThatItNeverSaw() {
        SupervisedData all = points(600, 2);
        SupervisedData taught = TaughtData.of(all, List.of(TEACHER), 4).onlyClasses(label -> label != 1);
        SupervisedData test = points(600, 3);
        try (Workers workers = new Workers(1)) {
            TrainedNetwork student =
                    trainer(workers).loss(TaughtData.loss(4, 0)).train(taught);
            TrainedNetwork untaught = trainer(workers).train(taught);
            SupervisedData unseen = test.onlyClasses(label -> label == 1);
            assertThat(untaught.errors(unseen, workers)).isGreaterThan(unseen.count() * 9 / 10);
            assertThat(student.errors(unseen, workers)).isLessThan(unseen.count() / 2);

            SupervisedData validation = points(200, 4);
            double bias = ClassBias.best(student.scores(validation.examples(), workers), validation.labels(), 1);
            TrainedNetwork corrected = ClassBias.add(student, 1, bias);
            assertThat(corrected.errors(validation, workers)).isLessThanOrEqualTo(student.errors(validation, workers));
            assertThat(corrected.errors(test, workers)).isLessThan(test.count() / 20);
        }
    }

    @Test
    void theBestBiasIsThatOfALookAtEveryInterval() {
        SplittableRandom random = new SplittableRandom(8);
        int count = 40;
        float[] scores = new float[3 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(3);
            for (int c = 0; c < 3; c++) {
                scores[3 * i + c] = (float) (random.nextGaussian() + (c == labels[i] ? 1 : 0) - (c == 2 ? 2 : 0));
            }
        }
        double bias = ClassBias.best(scores, labels, 2);
        int found = wrong(scores, labels, bias);
        assertThat(found).isLessThan(wrong(scores, labels, 0));
        for (double other = -6; other < 6; other += 0.01) {
            assertThat(found).isLessThanOrEqualTo(wrong(scores, labels, other));
        }
        assertThatThrownBy(() -> ClassBias.best(new float[] {1, 0, 0}, new int[] {0}, 2))
                .hasMessageContaining("no example is of class 2");
    }

    private static int wrong(float[] scores, int[] labels, double bias) {
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            double[] row = {scores[3 * i], scores[3 * i + 1], scores[3 * i + 2] + bias};
            int best = 0;
            for (int c = 1; c < 3; c++) {
                best = row[c] > row[best] ? c : best;
            }
            wrong += best == labels[i] ? 0 : 1;
        }
        return wrong;
    }
}
