package org.meta4j.learners.heads;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.engine.Shape;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;

/**
 * Ridge regression on the supports, in closed form: W = Xᵀ(XXᵀ + λI)⁻¹Y, or with fewer features than supports
 * W = (XᵀX + λI)⁻¹XᵀY, which is the same; scores α·QW + β, with λ, α and β learned across tasks (Bertinetto, Henriques, Torr
 * and Vedaldi, Meta-learning with Differentiable Closed-form Solvers, 2019, arXiv:1805.08136, equations 3 to 5). X and Q are
 * features, divided by the root of their number; Y has a 1 in the column of each support's class.
 *
 * <p>Departures: λ and α are kept positive as exponentials of what is learned, as in the paper's program; features are divided
 * by the root of their number, so that one λ suits encoders of any width.
 */
public final class RidgeRegression implements Head {
    private static final String LOG_RIDGE = PREFIX + "log-ridge";
    private static final String LOG_SCALE = PREFIX + "log-scale";
    private static final String SHIFT = PREFIX + "shift";
    private static final double INITIAL_RIDGE = 0.1;
    private static final double INITIAL_SCALE = 10;

    @Override
    public Tensors initialise(long seed) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(LOG_RIDGE, number(Math.log(INITIAL_RIDGE)));
        tensors.put(LOG_SCALE, number(Math.log(INITIAL_SCALE)));
        tensors.put(SHIFT, number(0));
        return Tensors.of(tensors);
    }

    private static Tensor number(double value) {
        return new Tensor(Shape.of(1), new float[] {(float) value});
    }

    @Override
    public Value scores(Values parameters, Embedded task, Normalisation normalisation) {
        double factor = 1 / Math.sqrt(task.features());
        Value ridge = parameters.get(LOG_RIDGE).exp().reshape();
        Value weights = weights(task.support().scale(factor), task.targets(), ridge);
        Value scale = parameters.get(LOG_SCALE).exp().reshape();
        return task.query()
                .scale(factor)
                .matmul(weights)
                .multiply(scale)
                .add(parameters.get(SHIFT).reshape());
    }

    /** W [features, ways]: the system is as large as there are supports or features, whichever are fewer. */
    private static Value weights(Value x, Value y, Value ridge) {
        int supports = x.shape().size(0);
        int features = x.shape().size(1);
        boolean few = supports <= features;
        Value products = few ? x.matmul(x.transpose()) : x.transpose().matmul(x);
        Value system = products.add(
                ValueRows.identity(x.graph(), Math.min(supports, features)).multiply(ridge));
        return few
                ? x.transpose().matmul(Inverse.solve(system, y))
                : Inverse.solve(system, x.transpose().matmul(y));
    }
}
