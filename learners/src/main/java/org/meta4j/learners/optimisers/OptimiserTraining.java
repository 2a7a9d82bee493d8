package org.meta4j.learners.optimisers;

import java.util.List;

/**
 * How an optimiser is learned: networks are trained by it, from fresh weights, again and again.
 *
 * @param by what its meta-gradient is estimated
 * @param networks that it trains, at least one
 * @param trajectories trainings of each network under way at once, at least 1
 * @param horizon steps of a training, a multiple of the truncation
 * @param lateness p, at least 0: the loss of step t counts (1 + p) (t / horizon)^p; with 0 all count alike
 * @param truncation steps between two changes of the optimiser, at least 1
 * @param batch examples of a minibatch, at least 1
 * @param iterations changes of the optimiser, at least 1
 * @param metaLearningRate of Adam at first, above 0; it falls by half a cosine to nothing
 * @param clip longest meta-gradient of a truncation, above 0; a longer one is shortened
 * @param deviation σ of the noise on meta-parameters by which evolution strategies look around, above 0
 * @param seed of networks, minibatches and noise
 */
public record OptimiserTraining(
        Estimator by,
        List<HiddenLayers> networks,
        int trajectories,
        int horizon,
        double lateness,
        int truncation,
        int batch,
        long iterations,
        double metaLearningRate,
        double clip,
        double deviation,
        long seed) {
    /** Ways to a meta-gradient. */
    public enum Estimator {
        /** See {@link UnrolledEstimate}. */
        UNROLL,
        /** See {@link EvolutionEstimate}. */
        PES
    }

    public OptimiserTraining {
        networks = List.copyOf(networks);
        if (networks.isEmpty()) {
            throw new IllegalArgumentException("a learned optimiser needs at least one network to be trained on");
        }
        atLeastOne("trajectories", trajectories);
        atLeastOne("truncation", truncation);
        atLeastOne("batch", batch);
        atLeastOne("iterations", iterations);
        if (horizon < truncation || horizon % truncation != 0) {
            throw new IllegalArgumentException(
                    "the horizon must be a multiple of the truncation of " + truncation + " steps, but was " + horizon);
        }
        if (!(lateness >= 0) || Double.isInfinite(lateness)) {
            throw new IllegalArgumentException("lateness must be at least 0, but was " + lateness);
        }
        aboveZero("meta-learning rate", metaLearningRate);
        aboveZero("clip", clip);
        aboveZero("deviation", deviation);
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
        }
    }

    private static void aboveZero(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be above 0, but was " + value);
        }
    }

    public OptimiserTraining withIterations(long newIterations) {
        return new OptimiserTraining(
                by,
                networks,
                trajectories,
                horizon,
                lateness,
                truncation,
                batch,
                newIterations,
                metaLearningRate,
                clip,
                deviation,
                seed);
    }

    public OptimiserTraining withSeed(long newSeed) {
        return new OptimiserTraining(
                by,
                networks,
                trajectories,
                horizon,
                lateness,
                truncation,
                batch,
                iterations,
                metaLearningRate,
                clip,
                deviation,
                newSeed);
    }
}
