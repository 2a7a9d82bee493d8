package org.meta4j.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AurocTest {
    @Test
    void theAreaIsTheShareOfPairsInTheRightOrderByHand() {
        // Positives 0.9, 0.4; negatives 0.5, 0.1, 0.3: of six pairs only 0.4 below 0.5 is wrong.
        double area = Auroc.of(new double[] {0.9, 0.5, 0.4, 0.1, 0.3}, new boolean[] {true, false, true, false, false});

        assertThat(area).isEqualTo(5.0 / 6);
    }

    @Test
    void equalScoresCountOneHalf() {
        // Positives 2, 1; negatives 2, 0: 2 > 2 half, 2 > 0, 1 < 2, 1 > 0.
        assertThat(Auroc.of(new double[] {2, 2, 1, 0}, new boolean[] {true, false, true, false}))
                .isEqualTo(2.5 / 4);
        assertThat(Auroc.of(new double[] {7, 7, 7}, new boolean[] {true, false, false}))
                .isEqualTo(0.5);
        assertThat(Auroc.of(new double[] {0.0, -0.0}, new boolean[] {true, false}))
                .isEqualTo(0.5);
    }

    @Test
    void aPerfectOrderHasAreaOneAndItsReverseZero() {
        double[] scores = {Double.NEGATIVE_INFINITY, 1, 2, Double.POSITIVE_INFINITY};

        assertThat(Auroc.of(scores, new boolean[] {false, false, true, true})).isEqualTo(1);
        assertThat(Auroc.of(scores, new boolean[] {true, true, false, false})).isZero();
        assertThat(Auroc.ofDistances(scores, new boolean[] {true, true, false, false}))
                .isEqualTo(1);
    }

    @Test
    void randomScoresWithManyTiesAgreeWithACountOfAllPairs() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(2, 40);
            double[] scores = random.ints(n, 0, 8).asDoubleStream().toArray();
            boolean[] positive = new boolean[n];
            positive[0] = true;
            for (int i = 2; i < n; i++) {
                positive[i] = random.nextBoolean();
            }

            assertThat(Auroc.of(scores, positive))
                    .as("seed %d", seed)
                    .isCloseTo(counted(scores, positive), within(1e-15));
        }
    }

    private static double counted(double[] scores, boolean[] positive) {
        double won = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (positive[i] && !positive[j]) {
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }

    @Test
    void whatHasNoAreaIsRefused() {
        assertThatThrownBy(() -> Auroc.of(new double[] {1, 2}, new boolean[] {true, true}))
                .hasMessage("the area needs positives and negatives, but there are 2 positives and 0 negatives");
        assertThatThrownBy(() -> Auroc.of(new double[] {1, Double.NaN}, new boolean[] {true, false}))
                .hasMessage("score 1 is NaN");
        assertThatThrownBy(() -> Auroc.of(new double[] {1}, new boolean[] {true, false}))
                .hasMessage("1 scores were given for 2 labels");
    }
}
