package org.meta4j.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairScoresTest {
    private static final double[] DISTANCES = {0.1, 0.3, 0.3, 0.6, 0.8};
    private static final boolean[] SAME = {true, true, false, true, false};

    @Test
    void accuracyAndAurocAgreeWithACalculationByHand() {
        // At most 0.5: same, same, same (wrong), different (wrong), different.
        // Of 3 × 2 pairs: 0.1 and 0.3 are nearer than 0.8, 0.1 nearer than 0.3, 0.3 as near as 0.3, 0.6 nearer than 0.8
        // alone.
        assertThat(PairScores.of(DISTANCES, SAME, 0.5)).isEqualTo(new PairScores(3.0 / 5, 4.5 / 6, 0.5, 5));
    }

    @Test
    void aDistanceEqualToTheThresholdIsOfOneClass() {
        assertThat(PairScores.of(new double[] {1, 2}, new boolean[] {true, false}, 1)
                        .accuracy())
                .isEqualTo(1);
        assertThat(PairScores.of(new double[] {1, 2}, new boolean[] {true, false}, 2)
                        .accuracy())
                .isEqualTo(0.5);
    }

    @Test
    void theBestThresholdLiesHalfWayAndIsTheSmallestOfEquallyGoodOnes() {
        // Right below 0.1: 2; behind 0.1: 3; behind both 0.3: 3; behind 0.6: 4; behind 0.8: 3.
        assertThat(PairScores.bestThreshold(DISTANCES, SAME)).isEqualTo(0.6 + (0.8 - 0.6) / 2);
        // Behind 1 and behind 3 two of three are right.
        assertThat(PairScores.bestThreshold(new double[] {1, 2, 3}, new boolean[] {true, false, true}))
                .isEqualTo(1.5);
    }

    @Test
    void noThresholdLiesBetweenEqualDistances() {
        // A place between the two 1s would tell all right; there is none, and behind both is no better than before.
        assertThat(PairScores.bestThreshold(new double[] {1, 1}, new boolean[] {true, false}))
                .isEqualTo(Math.nextDown(1.0));
        double next = Math.nextUp(1.0);
        assertThat(PairScores.bestThreshold(new double[] {1, next}, new boolean[] {true, false}))
                .isEqualTo(1);
    }

    @Test
    void pairsOfOneKindHaveAThresholdAtTheEnd() {
        assertThat(PairScores.bestThreshold(new double[] {3, 5}, new boolean[] {true, true}))
                .isEqualTo(5);
        assertThat(PairScores.bestThreshold(new double[] {3, 5}, new boolean[] {false, false}))
                .isEqualTo(Math.nextDown(3.0));
    }

    @Test
    void noOtherThresholdIsBetterOnRandomPairs() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(2, 30);
            double[] distances = random.ints(n, 0, 10).asDoubleStream().toArray();
            boolean[] same = new boolean[n];
            same[0] = true;
            for (int i = 2; i < n; i++) {
                same[i] = random.nextBoolean();
            }
            double best = PairScores.of(distances, same, PairScores.bestThreshold(distances, same))
                    .accuracy();
            for (double other = -0.5; other < 11; other++) {
                assertThat(PairScores.of(distances, same, other).accuracy())
                        .as("seed %d, threshold %s", seed, other)
                        .isLessThanOrEqualTo(best);
            }
        }
    }

    @Test
    void whatCannotBeScoredIsRefused() {
        assertThatThrownBy(() -> PairScores.of(DISTANCES, SAME, Double.NaN)).hasMessage("the threshold is NaN");
        assertThatThrownBy(() -> PairScores.bestThreshold(new double[0], new boolean[0]))
                .hasMessageContaining("there are 0 distances and 0 labels");
        assertThatThrownBy(() -> PairScores.bestThreshold(new double[] {1, Double.NaN}, new boolean[] {true, false}))
                .hasMessage("distance 1 is NaN, not a finite number");
    }
}
