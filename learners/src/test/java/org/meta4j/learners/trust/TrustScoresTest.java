package org.meta4j.learners.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.meta4j.tasks.Predictions;

class TrustScoresTest {
    /** Two tasks of two classes; largest scores 5, 3, 4 and 1, 0, 2; the last query of each is of an unknown class. */
    private static final OpenResults RESULTS = new OpenResults(
            List.of(
                    new Predictions(new float[] {0.9f, 0.1f, 0.4f, 0.6f, 0.5f, 0.5f}, 2, new float[0], new float[] {
                        5, 2, 1, 3, 4, 4
                    }),
                    new Predictions(
                            new float[] {0.2f, 0.8f, 0.7f, 0.3f, 1, 0}, 2, new float[0], new float[] {0, 1, 0, -1, 2, -9
                            })),
            List.of(new int[] {0, 1, -1}, new int[] {1, 1, -1}));

    private static Calibration.Entry entry(double threshold) {
        return new Calibration.Entry(2, 1, 1, 1, threshold, 2, 0.5, 0);
    }

    @Test
    void theyAgreeWithACalculationByHand() {
        TrustScores scores = TrustScores.of(RESULTS, Familiarity.LARGEST_SCORE, entry(2.5));

        // Known 5, 3, 1, 0 against unknown 4, 2: 5 beats both, 3 one, 1 and 0 none: 3 of 8 pairs.
        assertThat(scores.auroc()).isEqualTo(3.0 / 8);
        // Within the tasks: 5 > 4 > 3, a half; 2 > 1 > 0, none.
        assertThat(scores.aurocPerTask().mean()).isEqualTo(0.25);
        assertThat(scores.knownAccepted()).isEqualTo(2.0 / 4);
        assertThat(scores.unknownRefused()).isEqualTo(1.0 / 2);
        // Answers 0.9, 0.6, 0.8 right, 0.7 wrong, each in a bin of its own.
        assertThat(scores.reliability().error()).isCloseTo((0.1 + 0.4 + 0.2 + 0.7) / 4, within(1e-6));
        // From the top: right, unknown, right, unknown, right, wrong: 95 % precision holds for the first alone.
        assertThat(scores.coverage()).isEqualTo(1.0 / 4);
        assertThat(RESULTS.scores().accuracy().mean()).isEqualTo(0.75);
    }

    @Test
    void withoutACalibrationNothingIsAcceptedOrRefused() {
        TrustScores scores = TrustScores.of(RESULTS, Familiarity.LARGEST_SCORE, null);

        assertThat(scores.auroc()).isEqualTo(3.0 / 8);
        assertThat(scores.knownAccepted()).isNaN();
        assertThat(scores.unknownRefused()).isNaN();
    }
}
