package org.meta4j.learners.solving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.meta4j.learners.SiameseSettings;
import org.meta4j.learners.SiameseSettings.ClassDistance;
import org.meta4j.learners.SiameseSettings.Mining;

class ComparedSupportsTest {
    private static final SiameseSettings SETTINGS = new SiameseSettings(2, Mining.ALL, ClassDistance.NEAREST);

    /** Two supports of class 0, three of class 1, in mixed order; one query. */
    private static final float[] DISTANCES = {0.1f, 0.4f, 0.5f, 0.9f, 0.6f};

    private static final int[] LABELS = {0, 1, 1, 0, 1};

    @Test
    void theNearestSupportAndTheMeanOfAClassCanDisagree() {
        double[] nearest = ComparedSupports.scores(DISTANCES, LABELS, 2, SETTINGS);
        double[] mean = ComparedSupports.scores(DISTANCES, LABELS, 2, SETTINGS.withClassDistance(ClassDistance.MEAN));

        double scale = -ComparedSupports.SHARPNESS / 2;
        assertThat(nearest[0]).isCloseTo(scale * 0.1, within(1e-6));
        assertThat(nearest[1]).isCloseTo(scale * 0.4, within(1e-6));
        assertThat(mean[0]).isCloseTo(scale * 0.5, within(1e-6));
        assertThat(mean[1]).isCloseTo(scale * 0.5, within(1e-6));
    }

    @Test
    void withOneSupportAClassBothAreTheSame() {
        float[] distances = {0.3f, 0.2f, 0.7f, 0.1f};
        int[] labels = {1, 0};

        assertThat(ComparedSupports.scores(distances, labels, 2, SETTINGS))
                .isEqualTo(
                        ComparedSupports.scores(distances, labels, 2, SETTINGS.withClassDistance(ClassDistance.MEAN)));
    }
}
