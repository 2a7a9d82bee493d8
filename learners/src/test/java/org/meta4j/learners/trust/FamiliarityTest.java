package org.meta4j.learners.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.meta4j.tasks.Predictions;

class FamiliarityTest {
    /** Two examples of two classes with three supports. */
    private static final Predictions FULL =
            new Predictions(new float[] {0.25f, 0.75f, 0.5f, 0.5f}, 2, new float[] {3, 2, 5, 1, 4, 9}, new float[] {
                -1, (float) (-1 + Math.log(3)), -700, -700
            });

    @Test
    void eachKindAgreesWithACalculationByHand() {
        assertThat(Familiarity.LARGEST_SCORE.of(FULL, 0)).isCloseTo(-1 + Math.log(3), within(1e-6));
        assertThat(Familiarity.LARGEST_SCORE.of(FULL, 1)).isEqualTo(-700);
        // log(e⁻¹ + 3e⁻¹) = −1 + log 4; two equal scores of −700 make −700 + log 2 without underflow.
        assertThat(Familiarity.ENERGY.of(FULL, 0)).isCloseTo(-1 + Math.log(4), within(1e-6));
        assertThat(Familiarity.ENERGY.of(FULL, 1)).isCloseTo(-700 + Math.log(2), within(1e-9));
        assertThat(Familiarity.NEAREST_SUPPORT.of(FULL, 0)).isEqualTo(-2);
        assertThat(Familiarity.NEAREST_SUPPORT.of(FULL, 1)).isEqualTo(-1);
        assertThat(Familiarity.CONFIDENCE.of(FULL, 0)).isEqualTo(0.75);
    }

    @Test
    void aLearnerHasTheKindsThatItsPredictionsAllow() {
        Predictions bare = new Predictions(new float[] {0.3f, 0.7f}, 2, new float[0]);
        Predictions near = new Predictions(new float[] {0.3f, 0.7f}, 2, new float[] {1});

        assertThat(Familiarity.first(FULL)).isEqualTo(Familiarity.LARGEST_SCORE);
        assertThat(Familiarity.first(near)).isEqualTo(Familiarity.NEAREST_SUPPORT);
        assertThat(Familiarity.first(bare)).isEqualTo(Familiarity.CONFIDENCE);
    }
}
