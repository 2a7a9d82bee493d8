package org.meta4j.learners.heads;

import org.meta4j.engine.Value;
import org.meta4j.engine.Values;
import org.meta4j.learners.nets.Normalisation;

/**
 * Class means with a distance for each class by the spread of its features: scores −½ (q − μ_k)ᵀ Q_k⁻¹ (q − μ_k), where
 * Q_k = λ_k Σ_k + (1 − λ_k) Σ + I, λ_k = n_k / (n_k + 1), Σ_k the covariance of the class's supports and Σ of all supports
 * (Bateni, Goyal, Masrani, Wood and Sigal, Improved Few-Shot Visual Classification, 2020, arXiv:1912.03432, equations 1 to 3).
 *
 * <p>Q_k = I + UᵀU, U [2n, features] made of the n supports' deviations from their class's mean and from the mean of all, so
 * Q_k⁻¹ = I − Uᵀ(I + UUᵀ)⁻¹U, a system of 2n equations for each class instead of one of as many as there are features.
 *
 * <p>Departures: features are divided by the fourth root of their number, so that the unit matrix suits encoders of any width;
 * covariances divide by n and not by n − 1, so that a class of one support has one, of zeros.
 */
public final class Mahalanobis implements Head {
    @Override
    public Value scores(Values parameters, Embedded raw, Normalisation normalisation) {
        double factor = Math.pow(raw.features(), -0.25);
        Embedded task = new Embedded(
                raw.support().scale(factor), raw.targets(), raw.query().scale(factor));
        Value x = task.support();
        Value means = ValueRows.classMeans(task);
        Value fromClass = x.subtract(task.targets().matmul(means));
        Value fromAll = x.subtract(x.mean(0, 1));
        Value columns = task.targets().transpose();
        int queries = task.query().shape().size(0);
        Value all = null;
        for (int k = 0; k < task.ways(); k++) {
            Value scores = ofClass(task, means.rows(k, 1), fromClass, fromAll, columns.rows(k, 1));
            Value column = scores.reshape(1, queries).padRows(k, task.ways() - 1 - k);
            all = all == null ? column : all.add(column);
        }
        if (all == null) {
            throw new IllegalArgumentException("a task has no classes");
        }
        return all.transpose();
    }

    /** Scores [queries] for a class. */
    private static Value ofClass(Embedded task, Value mean, Value fromClass, Value fromAll, Value isOfClass) {
        int n = task.supports();
        int features = task.features();
        Value size = isOfClass.sum();
        // λ/n_k and (1 − λ)/n, of which U has the roots: 1 / (n_k + 1) and 1 / ((n_k + 1) n).
        Value share = size.add(1).rsqrt();
        Value weights = isOfClass.reshape(n).multiply(share).repeat(1, features);
        Value upper = fromClass.multiply(weights).padRows(0, n);
        Value lower = fromAll.multiply(share).scale(1 / Math.sqrt(n)).padRows(n, 0);
        Value u = upper.add(lower);
        Value system = u.matmul(u.transpose()).add(ValueRows.identity(u.graph(), 2 * n));
        Value deviations = task.query().subtract(mean.reshape(features));
        Value along = u.matmul(deviations.transpose());
        Value inside = along.multiply(Inverse.solve(system, along)).sum(0, 1);
        return deviations.square().sum(1, 2).subtract(inside).scale(-0.5);
    }
}
