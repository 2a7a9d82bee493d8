package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Initial;
import org.meta4j.learners.nets.Normalisation;

/**
 * Prototypes that look at each other: p′ = p + (softmax((pW_Q)(pW_K)ᵀ / √d) pW_V) W_O for all class means p of a task, then scores
 * −‖q − p′‖² (Ye, Hu, Zhan and Sha, Few-Shot Learning via Embedding Adaptation with Set-to-Set Functions, 2020,
 * arXiv:1812.03664, equations 5 to 7: FEAT). Scores are divided by the features' number and multiplied by a learned scale. W_O
 * begins at zeros, so training begins at class means.
 *
 * <p>Departures: no layer normalisation after the sum and no dropout; no second loss that draws each example to its own class's
 * centre; a learned scale in place of a temperature of 32 or 64.
 *
 * @param features of a row
 */
public record SetAttention(int features) implements Head {
    private static final String QUERY = PREFIX + "query.weight";
    private static final String KEY = PREFIX + "key.weight";
    private static final String VALUE = PREFIX + "value.weight";
    private static final String OUTPUT = PREFIX + "output.weight";
    private static final String LOG_SCALE = PREFIX + "log-scale";
    private static final double INITIAL_SCALE = 10;

    @Override
    public Tensors initialise(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(QUERY, Initial.glorot(random, features, features));
        tensors.put(KEY, Initial.glorot(random, features, features));
        tensors.put(VALUE, Initial.glorot(random, features, features));
        tensors.put(OUTPUT, Initial.filled(0, features, features));
        tensors.put(LOG_SCALE, Initial.filled((float) Math.log(INITIAL_SCALE), 1));
        return Tensors.of(tensors);
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        Value means = ValueRows.classMeans(task);
        Value products = means.matmul(parameters.get(QUERY))
                .matmul(means.matmul(parameters.get(KEY)).transpose());
        Value attention = products.scale(1 / Math.sqrt(features)).logSoftmax().exp();
        Value moved = attention.matmul(means.matmul(parameters.get(VALUE))).matmul(parameters.get(OUTPUT));
        Value scale = parameters.get(LOG_SCALE).exp().reshape();
        return ValueRows.negativeSquaredDistances(task.query(), means.add(moved))
                .scale(1.0 / features)
                .multiply(scale);
    }
}
