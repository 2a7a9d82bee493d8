package org.meta4j.compress;

import java.util.Map;
import org.meta4j.compress.internal.Packed;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.supervised.TrainedNetwork;

/**
 * What a search has to know of a model.
 *
 * @param <M> its kind
 */
interface Compressible<M> {
    /** As it is. */
    M model();

    Tensors parameters();

    /** Of parameters and statistics as 32-bit floats. */
    long bytes();

    /** The model with other parameters of the same shapes. */
    M with(Tensors parameters);

    /** By a recipe that needs no tasks. */
    Small compress(Recipe recipe);

    /**
     * What became of the model.
     *
     * @param parameters as they are used
     * @param packed those of them that are packed, by name
     * @param bytes of weights and statistics as they would be stored, without names
     */
    record Small(Recipe recipe, Tensors parameters, Map<String, Packed> packed, long bytes) {}

    static Compressible<TrainedLearner> of(TrainedLearner base) {
        return new Compressible<>() {
            @Override
            public TrainedLearner model() {
                return base;
            }

            @Override
            public Tensors parameters() {
                return base.parameters();
            }

            @Override
            public long bytes() {
                return floats(base.parameters(), base.statistics());
            }

            @Override
            public TrainedLearner with(Tensors parameters) {
                return base.withTensors(parameters, base.statistics());
            }

            @Override
            public Small compress(Recipe recipe) {
                Compressed small = Compressor.compress(base, recipe);
                return new Small(
                        recipe,
                        small.learner().parameters(),
                        small.packed(),
                        small.report(base).weightBytesAfter());
            }
        };
    }

    static Compressible<TrainedNetwork> of(TrainedNetwork base) {
        return new Compressible<>() {
            @Override
            public TrainedNetwork model() {
                return base;
            }

            @Override
            public Tensors parameters() {
                return base.parameters();
            }

            @Override
            public long bytes() {
                return floats(base.parameters(), base.statistics());
            }

            @Override
            public TrainedNetwork with(Tensors parameters) {
                return base.withTensors(parameters);
            }

            @Override
            public Small compress(Recipe recipe) {
                CompressedNetwork small = Compressor.compress(base, recipe, null);
                return new Small(
                        recipe,
                        small.network().parameters(),
                        small.packed(),
                        small.report(base).weightBytesAfter());
            }
        };
    }

    private static long floats(Tensors parameters, Tensors statistics) {
        return (long) Float.BYTES * (parameters.length() + statistics.length());
    }
}
