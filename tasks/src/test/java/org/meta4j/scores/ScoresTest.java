package org.meta4j.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.meta4j.tasks.Predictions;

class ScoresTest {
    private static Predictions predicting(int ways, int... labels) {
        float[] probabilities = new float[ways * labels.length];
        for (int i = 0; i < labels.length; i++) {
            probabilities[i * ways + labels[i]] = 1;
        }
        return new Predictions(probabilities, ways, new float[0]);
    }

    @Test
    void accuracyAndMacroF1AgreeWithACalculationByHand() {
        // F1 of class 0: TP 2, FP 1, FN 0, 4/5; of class 1: TP 1, FP 1, FN 1, 1/2; of class 2: TP 1, FP 0, FN 1, 2/3.
        TaskScore score = TaskScore.of(predicting(3, 0, 0, 1, 0, 2, 1), new int[] {0, 0, 1, 1, 2, 2});

        assertThat(score.accuracy()).isEqualTo(4.0 / 6);
        assertThat(score.macroF1()).isCloseTo((4.0 / 5 + 1.0 / 2 + 2.0 / 3) / 3, within(1e-15));
    }

    @Test
    void aClassNeitherPresentNorPredictedIsLeftOutAndOneOnlyPredictedOrOnlyPresentScoresZero() {
        // Of four classes 0 is right, 1 only present, 2 only predicted, 3 neither.
        TaskScore score = TaskScore.of(predicting(4, 0, 2), new int[] {0, 1});

        assertThat(score.macroF1()).isCloseTo((1 + 0 + 0) / 3.0, within(1e-15));
    }

    @Test
    void unlabelledExamplesAreLeftOut() {
        assertThat(TaskScore.of(predicting(2, 0, 1), new int[] {0, -1})).isEqualTo(new TaskScore(1, 1));
    }

    @Test
    void whatCannotBeScoredIsRefused() {
        assertThatThrownBy(() -> TaskScore.of(predicting(2, 0), new int[] {0, 1}))
                .hasMessage("1 predictions were given for 2 labels");
        assertThatThrownBy(() -> TaskScore.of(predicting(2, 0), new int[] {2}))
                .hasMessage("label 2 of example 0 is not one of the 2 predicted classes");
        assertThatThrownBy(() -> TaskScore.of(predicting(2, 0), new int[] {-1})).hasMessageContaining("none of the 1");
        Predictions broken = new Predictions(new float[] {Float.NaN, Float.NaN}, 2, new float[0]);
        assertThatThrownBy(() -> TaskScore.of(broken, new int[] {0}))
                .hasMessage("the probability of class 0 for example 0 is NaN, not a finite number");
    }

    @Test
    void theIntervalIs196StandardErrorsByHand() {
        // Mean 2.5, squared deviations 2.25 + 0.25 + 0.25 + 2.25 = 5, s = √(5/3), half-width 1.96 · s / 2.
        MeanInterval interval = MeanInterval.of(new double[] {1, 2, 3, 4});

        assertThat(interval.mean()).isEqualTo(2.5);
        assertThat(interval.halfWidth()).isCloseTo(1.96 * Math.sqrt(5.0 / 3) / 2, within(1e-15));
        assertThat(interval.count()).isEqualTo(4);
    }

    @Test
    void oneTaskHasNoIntervalAndNoneHasNoMean() {
        assertThat(MeanInterval.of(new double[] {0.5})).isEqualTo(new MeanInterval(0.5, Double.NaN, 1));
        assertThatThrownBy(() -> MeanInterval.of(new double[0])).hasMessageContaining("at least 1 value");
        assertThatThrownBy(() -> MeanInterval.of(new double[] {1, Double.NaN})).hasMessageContaining("value 1 is NaN");
    }

    @Test
    void equalTasksHaveAnIntervalOfZero() {
        assertThat(MeanInterval.of(new double[] {0.25, 0.25, 0.25}).halfWidth()).isZero();
    }

    @Test
    void anEvaluationIsTheMeanOverItsTasks() {
        Evaluation evaluation = new Evaluation();
        evaluation.add(predicting(2, 0, 1), new int[] {0, 1});
        evaluation.add(predicting(2, 0, 0), new int[] {0, 1});
        Scores scores = evaluation.scores();

        // Second task: accuracy 1/2; class 0 has F1 2/3, class 1 has 0, mean 1/3.
        assertThat(scores.tasks()).isEqualTo(2);
        assertThat(scores.accuracy().mean()).isEqualTo(0.75);
        assertThat(scores.macroF1().mean()).isCloseTo(2.0 / 3, within(1e-15));
        // s = 0.5 / √2, divided by √2 again.
        assertThat(scores.accuracy().halfWidth()).isCloseTo(1.96 * 0.25, within(1e-15));
    }
}
