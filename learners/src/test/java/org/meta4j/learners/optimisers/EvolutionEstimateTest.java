package org.meta4j.learners.optimisers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/** Evolution strategies on x ← 0.9 x + φ, with the loss (x − 1)² / 2 after each step, whose gradient to φ is known. */
class EvolutionEstimateTest {
    private static final int TRUNCATIONS = 4;
    private static final double KEPT = 0.9;
    private static final double FIRST = 0.3;
    private static final float PHI = 0.2f;

    private static final class Line implements EvolutionEstimate.Unrolled {
        private final double[] x = new double[2];
        private int done;

        @Override
        public void begin() {
            x[0] = FIRST;
            x[1] = FIRST;
            done = 0;
        }

        @Override
        public void draw() {}

        @Override
        public double advance(int copy, Tensors own) {
            x[copy] = KEPT * x[copy] + own.get("phi").values()[0];
            return (x[copy] - 1) * (x[copy] - 1) / 2;
        }

        @Override
        public boolean over() {
            return ++done == TRUNCATIONS;
        }
    }

    /** Gradient of the sum of the losses; with {@code cut}, of each to its own step alone. */
    private static double byHand(boolean cut) {
        double x = FIRST;
        double slope = 0;
        double gradient = 0;
        for (int step = 0; step < TRUNCATIONS; step++) {
            x = KEPT * x + PHI;
            slope = (cut ? 0 : KEPT * slope) + 1;
            gradient += (x - 1) * slope;
        }
        return gradient;
    }

    @Test
    void theMeanOfManyEstimatesIsTheGradientThroughAllTruncations() {
        Tensors own = Tensors.of(Map.of("phi", new Tensor(Shape.of(1), new float[] {PHI})));
        Tensors gradient = own.map(tensor -> Tensor.zeros(tensor.shape()));
        EvolutionEstimate estimate = new EvolutionEstimate(new Line(), own, 0.1, new SplittableRandom(11));
        int trainings = 40_000;
        double sum = 0;
        for (int i = 0; i < trainings * TRUNCATIONS; i++) {
            estimate.next(own, gradient);
            sum += gradient.get("phi").values()[0];
        }
        // Four standard errors, of products of sums of at most four normal numbers, are below 0.04 here.
        assertThat(sum / trainings).isCloseTo(byHand(false), within(0.04));
        assertThat(byHand(false))
                .as("what a gradient cut at truncations misses")
                .isLessThan(byHand(true) - 0.5);
    }

    @Test
    void theLossIsTheMeanOfBothCopies() {
        Tensors own = Tensors.of(Map.of("phi", new Tensor(Shape.of(1), new float[] {PHI})));
        EvolutionEstimate estimate = new EvolutionEstimate(new Line(), own, 1e-4, new SplittableRandom(11));
        double x = KEPT * FIRST + PHI;

        assertThat(estimate.next(own, own.copy())).isCloseTo((x - 1) * (x - 1) / 2, within(1e-6));
    }
}
