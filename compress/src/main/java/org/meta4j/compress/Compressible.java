package org.meta4j.compress;

import java.util.Map;
import java.util.function.Function;
import org.meta4j.compress.internal.Packed;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.learners.supervised.TrainedNetwork;

/**
 * What a search has to know of a model.
 *
 * @param model as it is
 * @param parameters of it
 * @param statistics running ones, stored with them
 * @param with the model with other parameters of the same shapes
 * @param by what becomes of it by a recipe that needs no tasks
 * @param <M> its kind
 */
record Compressible<M>(
        M model, Tensors parameters, Tensors statistics, Function<Tensors, M> with, Function<Recipe, Small> by) {
    /**
     * What became of the model.
     *
     * @param parameters as they are used
     * @param packed those of them that are packed, by name
     * @param bytes of weights and statistics as they would be stored, without names
     */
    record Small(Recipe recipe, Tensors parameters, Map<String, Packed> packed, long bytes) {}

    static Compressible<TrainedLearner> of(TrainedLearner base) {
        return new Compressible<>(
                base,
                base.parameters(),
                base.statistics(),
                parameters -> base.withTensors(parameters, base.statistics()),
                recipe -> {
                    Compressed small = Compressor.compress(base, recipe);
                    return new Small(
                            recipe,
                            small.learner().parameters(),
                            small.packed(),
                            small.report(base).weightBytesAfter());
                });
    }

    static Compressible<TrainedNetwork> of(TrainedNetwork base) {
        return new Compressible<>(base, base.parameters(), base.statistics(), base::withTensors, recipe -> {
            CompressedNetwork small = Compressor.compress(base, recipe, null);
            return new Small(
                    recipe,
                    small.network().parameters(),
                    small.packed(),
                    small.report(base).weightBytesAfter());
        });
    }

    /** Of parameters and statistics as 32-bit floats. */
    long bytes() {
        return (long) Float.BYTES * (parameters.length() + statistics.length());
    }

    M with(Tensors others) {
        return with.apply(others);
    }

    Small compress(Recipe recipe) {
        return by.apply(recipe);
    }
}
