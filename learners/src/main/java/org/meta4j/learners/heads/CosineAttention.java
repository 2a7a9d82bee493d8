package org.meta4j.learners.heads;

import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;

/**
 * Attention over the supports by cosine: P(y = c | q) = Σᵢ a(q, xᵢ) [yᵢ = c], a the softmax over supports of τ · cos(q, xᵢ)
 * (Vinyals, Blundell, Lillicrap, Kavukcuoglu and Wierstra, Matching Networks for One Shot Learning, 2016, arXiv:1606.04080,
 * equations 1 and section 2.1.1). The score of a class is the logarithm of its probability.
 *
 * <p>Departure: the sharpness τ is learned, from {@value #INITIAL_SCALE} on; in the paper it is 1, with which no class of many
 * can become probable, since cosines are at most 1.
 */
public final class CosineAttention implements Head {
    private static final String LOG_SCALE = PREFIX + "log-scale";
    private static final double INITIAL_SCALE = 10;

    /** Added to a probability before its logarithm is taken. */
    private static final double TINY = 1e-30;

    @Override
    public Tensors initialise(long seed) {
        return Tensors.of(Map.of(LOG_SCALE, new Tensor(Shape.of(1), new float[] {(float) Math.log(INITIAL_SCALE)})));
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        Value scale = parameters.get(LOG_SCALE).exp().reshape();
        Value cosines = ValueRows.unit(task.query())
                .matmul(ValueRows.unit(task.support()).transpose());
        Value attention = cosines.multiply(scale).logSoftmax().exp();
        return attention.matmul(task.targets()).add(TINY).log();
    }

    @Override
    public boolean directional() {
        return true;
    }
}
