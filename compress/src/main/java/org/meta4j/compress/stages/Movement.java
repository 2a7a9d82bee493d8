package org.meta4j.compress.stages;

/**
 * Sets to zero the weights that training moves towards zero, however large they are: while all are trained, −w · ∂L/∂w is
 * added up for each, and those of the smallest sum go (Sanh, Wolf and Rush, Movement Pruning: Adaptive Sparsity by
 * Fine-Tuning, 2020, arXiv:2005.07683). Departure: weights go at the end, all at once, rather than during training.
 *
 * @param sparsity share of the weights that become zero, above 0 and below 1
 * @param iterations of training, as in {@link Train}
 * @param rate as in {@link Train}
 */
public record Movement(double sparsity, int iterations, double rate) implements Stage {
    public Movement {
        Checks.sparsity("movement", sparsity);
        Checks.training("movement", iterations, rate);
    }

    @Override
    public boolean cuts() {
        return true;
    }

    @Override
    public boolean trains() {
        return true;
    }

    /** The training that it is found by. */
    public Train training() {
        return new Train(iterations, rate, Train.Scales.REFIT);
    }

    @Override
    public String text() {
        return "movement(" + sparsity + ", " + iterations + (rate == Train.RATE ? ")" : ", " + rate + ")");
    }
}
