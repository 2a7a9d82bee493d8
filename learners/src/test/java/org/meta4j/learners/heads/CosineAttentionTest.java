package org.meta4j.learners.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

class CosineAttentionTest {
    private static final Tensors SHARPNESS_2 =
            Tensors.of(Map.of("head.log-scale", new Tensor(Shape.of(1), new float[] {(float) Math.log(2)})));

    @Test
    void itAgreesWithAFormulaByHand() {
        // Supports (1, 0) and (0, 3) of the first class, (−2, 0) of the second; the query (4, 0) has cosines 1, 0, −1.
        double[] scores = HeadRun.scores(
                new CosineAttention(),
                SHARPNESS_2,
                2,
                new double[] {1, 0, 0, 3, -2, 0},
                HeadRun.targets(2, 0, 0, 1),
                new double[] {4, 0});

        double sum = Math.exp(2) + 1 + Math.exp(-2);
        assertThat(scores[0]).isCloseTo(Math.log((Math.exp(2) + 1) / sum), within(1e-5));
        assertThat(scores[1]).isCloseTo(Math.log(Math.exp(-2) / sum), within(1e-5));
    }

    @Test
    void lengthsOfFeaturesMeanNothing() {
        double[] support = HeadRun.random(1, 12);
        double[] query = HeadRun.random(2, 6);
        double[] targets = HeadRun.targets(2, 0, 1, 1, 0);
        double[] before = HeadRun.scores(new CosineAttention(), SHARPNESS_2, 3, support, targets, query);
        for (int i = 0; i < 3; i++) {
            support[i] *= 7;
            query[3 + i] *= 0.5;
        }

        double[] after = HeadRun.scores(new CosineAttention(), SHARPNESS_2, 3, support, targets, query);
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isCloseTo(before[i], within(1e-4));
        }
    }
}
