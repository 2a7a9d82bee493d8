package org.meta4j.learners.optimisers;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;

/**
 * Persistent evolution strategies with antithetic pairs (Vicol, Metz and Sohl-Dickstein, Unbiased Gradient Estimation in
 * Unrolled Computation Graphs with Persistent Evolution Strategies, 2021, arXiv:2112.13835, algorithm 2 with one pair). Two
 * copies of a training go on side by side, on the same minibatches, by meta-parameters φ + ε and φ − ε, with a fresh
 * ε ~ N(0, σ² I) for each truncation; ξ is the sum of all ε since the training began. The estimate is
 * ξ (L(+) − L(−)) / 2σ², L being the mean loss of a truncation's steps. Cutting a training into truncations leaves it
 * unbiased, as ξ remembers what earlier truncations were done by.
 */
final class EvolutionEstimate implements MetaGradientEstimate {
    /** A computation that goes on in truncations; it has a state. */
    interface Unrolled {
        /** Begins anew, from the same random beginning for all copies. */
        void begin();

        /** Draws what the next truncation is done with, the same for both copies. */
        void draw();

        /** Goes on with one copy; its mean loss. */
        double advance(int copy, Tensors own);

        /** After a truncation: whether it is over. */
        boolean over();
    }

    private final Unrolled unrolled;
    private final double deviation;
    private final SplittableRandom random;
    private final Tensors sum;
    private final Tensors noise;
    private final Tensors shifted;

    /**
     * @param own meta-parameters, for names and shapes
     * @param deviation σ, above 0
     */
    EvolutionEstimate(Unrolled unrolled, Tensors own, double deviation, SplittableRandom random) {
        this.unrolled = unrolled;
        this.deviation = deviation;
        this.random = random;
        this.sum = own.map(tensor -> Tensor.zeros(tensor.shape()));
        this.noise = sum.copy();
        this.shifted = sum.copy();
        unrolled.begin();
    }

    @Override
    public double next(Tensors own, Tensors gradient) {
        for (String name : own.names()) {
            float[] fresh = noise.get(name).values();
            float[] all = sum.get(name).values();
            for (int i = 0; i < fresh.length; i++) {
                fresh[i] = (float) (deviation * random.nextGaussian());
                all[i] += fresh[i];
            }
        }
        unrolled.draw();
        double up = unrolled.advance(0, shifted(own, 1));
        double down = unrolled.advance(1, shifted(own, -1));
        double factor = (up - down) / (2 * deviation * deviation);
        for (String name : own.names()) {
            float[] all = sum.get(name).values();
            float[] slope = gradient.get(name).values();
            for (int i = 0; i < slope.length; i++) {
                slope[i] = (float) (factor * all[i]);
            }
        }
        if (unrolled.over()) {
            sum.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), 0));
            unrolled.begin();
        }
        return (up + down) / 2;
    }

    private Tensors shifted(Tensors own, int sign) {
        for (String name : own.names()) {
            float[] from = own.get(name).values();
            float[] by = noise.get(name).values();
            float[] to = shifted.get(name).values();
            for (int i = 0; i < to.length; i++) {
                to[i] = from[i] + sign * by[i];
            }
        }
        return shifted;
    }
}
