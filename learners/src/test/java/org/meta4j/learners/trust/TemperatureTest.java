package org.meta4j.learners.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.Predictions;

class TemperatureTest {
    private static Predictions softmax(int ways, float... scores) {
        float[] probabilities = new float[scores.length];
        for (int row = 0; row < scores.length; row += ways) {
            double sum = 0;
            for (int c = 0; c < ways; c++) {
                sum += Math.exp(scores[row + c]);
            }
            for (int c = 0; c < ways; c++) {
                probabilities[row + c] = (float) (Math.exp(scores[row + c]) / sum);
            }
        }
        return new Predictions(probabilities, ways, new float[0], scores);
    }

    @Test
    void scalingIsASoftmaxOfScoresDividedByTheTemperature() {
        Predictions scaled = Temperature.scale(softmax(3, 4, 2, -6), 2);

        assertThat(scaled.probabilities()).containsExactly(softmax(3, 2, 1, -3).probabilities(), within(1e-7f));
        assertThat(scaled.scores()).containsExactly(4, 2, -6);
    }

    @Test
    void withoutScoresTheLogarithmsOfProbabilitiesGiveTheSame() {
        Predictions scored = softmax(3, 4, 2, -6, 0, 1, 1);
        Predictions bare = new Predictions(scored.probabilities(), 3, new float[0]);

        assertThat(Temperature.scale(bare, 3).probabilities())
                .containsExactly(Temperature.scale(scored, 3).probabilities(), within(1e-6f));
    }

    @Test
    void aClassWithoutSupportsKeepsItsProbabilityOfZero() {
        Predictions scaled = Temperature.scale(
                new Predictions(new float[] {1, 0}, 2, new float[0], new float[] {-3, Float.NEGATIVE_INFINITY}), 5);

        assertThat(scaled.probabilities()).containsExactly(1, 0);
    }

    @Test
    void theFitIsTheTemperatureAtWhichConfidenceIsAccuracy() {
        // 1,000 examples of two classes whose scores differ by 3, of which 800 are right: log(0.8 / 0.2) = 3 / T.
        float[] scores = new float[2000];
        int[] labels = new int[1000];
        for (int i = 0; i < labels.length; i++) {
            scores[2 * i] = 3;
            labels[i] = i < 800 ? 0 : 1;
        }
        OpenResults results = new OpenResults(List.of(softmax(2, scores)), List.of(labels));

        assertThat(Temperature.fit(results)).isCloseTo(3 / Math.log(4), within(1e-6));
    }

    @Test
    void noOtherTemperatureMakesTheLabelsLikelier() {
        for (long seed = 0; seed < 10; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] scores = new float[3 * 60];
            int[] labels = new int[60];
            Arrays.setAll(labels, i -> random.nextInt(-1, 3));
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) random.nextDouble(-4, 4) + (labels[i / 3] == i % 3 ? 2 : 0);
            }
            OpenResults results = new OpenResults(List.of(softmax(3, scores)), List.of(labels));
            double best = Temperature.negativeLogLikelihood(results, Temperature.fit(results));
            for (double t = Temperature.LEAST; t <= Temperature.MOST; t *= 1.1) {
                assertThat(Temperature.negativeLogLikelihood(results, t))
                        .as("seed %d, temperature %s", seed, t)
                        .isGreaterThanOrEqualTo(best - 1e-9);
            }
        }
    }

    @Test
    void whereAllIsRightTheTemperatureStaysAboveItsBound() {
        OpenResults results = new OpenResults(List.of(softmax(2, 3, 0, 0, 3)), List.of(new int[] {0, 1}));

        assertThat(Temperature.fit(results)).isCloseTo(Temperature.LEAST, within(1e-6));
        assertThat(Temperature.fit(results)).isGreaterThanOrEqualTo(Temperature.LEAST);
    }

    @Test
    void noTemperatureIsFittedToNothing() {
        OpenResults unknown = new OpenResults(List.of(softmax(2, 3, 0)), List.of(new int[] {-1}));

        assertThatThrownBy(() -> Temperature.fit(unknown)).hasMessageContaining("no example has a label");
        assertThatThrownBy(() -> Temperature.scale(softmax(2, 3, 0), 0))
                .hasMessage("a temperature must be above 0, but was 0.0");
    }
}
