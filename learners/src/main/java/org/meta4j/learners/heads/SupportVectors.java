package org.meta4j.learners.heads;

import java.util.Map;
import java.util.Objects;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;

/**
 * A support vector machine of all classes at once on the supports (Lee, Maji, Ravichandran and Soatto, Meta-Learning with
 * Differentiable Convex Optimization, 2019, arXiv:1904.03758, equations 6 and 7; Crammer and Singer, On the Algorithmic
 * Implementation of Multiclass Kernel-based Vector Machines, JMLR 2, 2001). Its dual is looked for: α [supports, ways] that
 * minimise ½ Σ_c α_cᵀ K α_c − Σᵢ α_i,yᵢ with α_ic ≤ C [c = yᵢ] and Σ_c α_ic = 0 in each row, K = XXᵀ; scores are s · QXᵀα, with s
 * learned. X and Q are features divided by the root of their number.
 *
 * <p>Departure: not OptNet's interior points, differentiated through their last equations, but {@value #STEPS} steps of
 * accelerated projected gradient (Beck and Teboulle, A Fast Iterative Shrinkage-Thresholding Algorithm, SIAM J. Imaging Sciences
 * 2, 2009), differentiated step by step. A step is 1 / ‖K‖, the root of the sum of squares, which no eigenvalue of K exceeds.
 */
public final class SupportVectors implements Head {
    static final int STEPS = 20;

    /** C, as in the paper. */
    static final double BOUND = 0.1;

    private static final String LOG_SCALE = PREFIX + "log-scale";
    private static final double INITIAL_SCALE = 60;

    /** Steps of the projection's search; it ends by itself after as many as there are classes, mostly after three. */
    private static final int MOST_SEARCH_STEPS = 8;

    @Override
    public Tensors initialise(long seed) {
        return Tensors.of(Map.of(LOG_SCALE, new Tensor(Shape.of(1), new float[] {(float) Math.log(INITIAL_SCALE)})));
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        double factor = 1 / Math.sqrt(task.features());
        Value x = task.support().scale(factor);
        Value weights = x.transpose().matmul(dual(x.matmul(x.transpose()), task.targets()));
        return task.query()
                .scale(factor)
                .matmul(weights)
                .multiply(parameters.get(LOG_SCALE).exp().reshape());
    }

    /** α after all steps, of a kernel matrix [supports, supports]. */
    static Value dual(Value kernel, Value targets) {
        Value bounds = targets.scale(BOUND);
        Value step = kernel.square().sum().add(1e-12).rsqrt();
        Value at = kernel.graph().constant(0, targets.shape());
        Value ahead = at;
        double momentum = 1;
        for (int i = 0; i < STEPS; i++) {
            Value slope = kernel.matmul(ahead).subtract(targets);
            Value next = projected(ahead.subtract(slope.multiply(step)), bounds);
            double stronger = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
            ahead = next.add(next.subtract(at).scale((momentum - 1) / stronger));
            momentum = stronger;
            at = next;
        }
        return at;
    }

    /**
     * The nearest point with rows that sum to 0 and are nowhere above their bounds: min(v − τ, u), a τ for each row. The sum
     * falls with τ and is concave, so Newton's steps from the left end at its zero after at most as many as there are columns.
     */
    static Value projected(Value v, Value u) {
        int ways = v.shape().size(1);
        Value one = v.graph().constant(1, v.shape());
        Value free = one;
        Value level = null;
        for (int i = 0; i <= Math.min(ways, MOST_SEARCH_STEPS); i++) {
            // Where v − τ < u, the row is v − τ, elsewhere u; a row with nothing free would not need to fall.
            Value sum = v.subtract(u).multiply(free).add(u).sum(1, 2);
            level = sum.divide(free.sum(1, 2)).repeat(1, ways);
            free = one.where(u.subtract(v.subtract(level)));
        }
        Value over = v.subtract(Objects.requireNonNull(level)).subtract(u).relu();
        return v.subtract(level).subtract(over);
    }
}
