package org.meta4j.learners.nets;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;

/**
 * Batch normalisation and the statistics it uses: y = (x − μ) / √(σ² + ε) · scale + shift for each
 * channel, σ² the mean of squared deviations (Ioffe and Szegedy, Batch Normalization, 2015,
 * arXiv:1502.03167). The statistics are those of the batch, which are then on record here, or given ones.
 */
public final class Normalisation {
    /** Added to the variance: {@value}, as in the paper's implementations. */
    public static final double EPSILON = 1e-5;

    private final @Nullable Values given;
    private final Map<String, Value> recorded = new LinkedHashMap<>();

    private Normalisation(@Nullable Values given) {
        this.given = given;
    }

    /** Normalises with the statistics of the batch at hand. */
    public static Normalisation ofBatch() {
        return new Normalisation(null);
    }

    /** Normalises with given statistics, such as running ones; an example's result does not depend on its neighbours. */
    public static Normalisation with(Values statistics) {
        return new Normalisation(statistics);
    }

    /** Names of a layer's statistics: its mean and its variance. */
    public static String mean(String layer) {
        return layer + ".mean";
    }

    public static String variance(String layer) {
        return layer + ".variance";
    }

    /** Normalises the last dimension of x by layer {@code layer} with its parameters {@code .scale} and {@code .shift}. */
    public Value apply(String layer, Values parameters, Value x) {
        int last = x.shape().rank() - 1;
        Value mean = given == null ? x.mean(0, last) : given.get(mean(layer));
        Value deviation = x.subtract(mean);
        Value variance = given == null ? deviation.square().mean(0, last) : given.get(variance(layer));
        recorded.put(mean(layer), mean);
        recorded.put(variance(layer), variance);
        Value factor = variance.add(EPSILON).rsqrt().multiply(parameters.get(layer + ".scale"));
        return deviation.multiply(factor).add(parameters.get(layer + ".shift"));
    }

    /** Another statistic than a layer's: that of the batch, which is then on record, or the given one. */
    public Value statistic(String name, Supplier<Value> ofBatch) {
        Value statistic = given == null ? ofBatch.get() : given.get(name);
        recorded.put(name, statistic);
        return statistic;
    }

    /** The statistics that were used, layer by layer, in the order of use. */
    public Values statistics() {
        return Values.of(recorded);
    }
}
