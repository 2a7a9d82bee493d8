package org.meta4j.tabular.internal;

import org.jspecify.annotations.Nullable;

/**
 * Ridge regression of one number towards given weights: minimises |y − X w − b|² + λ |w − w₀|² over w and b, in closed form.
 * With x̄ and ȳ the means, X and y centred by them and A = XᵀX + λ I: w = w₀ + A⁻¹ Xᵀ (y − X w₀), b = ȳ − x̄ᵀ w.
 */
public final class RidgeFit {
    private final double[] meanInput;
    private final double meanTarget;
    private final Cholesky normal;
    private final double[] weights;

    /**
     * @param inputs [n, d], n at least 1
     * @param targets [n]
     * @param lambda above 0
     * @param towards w₀, [d]
     */
    public RidgeFit(double[][] inputs, double[] targets, double lambda, double[] towards) {
        this(inputs, targets, lambda, towards, null);
    }

    /** The same for other targets of the same inputs, without factorising again. */
    public RidgeFit(double[][] inputs, double[] targets, double[] towards, RidgeFit other) {
        this(inputs, targets, Double.NaN, towards, other.normal);
    }

    private RidgeFit(
            double[][] inputs,
            double[] targets,
            double lambda,
            double[] towards,
            @Nullable Cholesky known) {
        int n = inputs.length;
        int d = towards.length;
        meanInput = new double[d];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += targets[i];
            for (int j = 0; j < d; j++) {
                meanInput[j] += inputs[i][j] / n;
            }
        }
        meanTarget = sum / n;
        double[][] matrix = new double[d][d];
        double[] right = new double[d];
        double[] x = new double[d];
        for (int i = 0; i < n; i++) {
            double residual = targets[i] - meanTarget;
            for (int j = 0; j < d; j++) {
                x[j] = inputs[i][j] - meanInput[j];
                residual -= x[j] * towards[j];
            }
            for (int j = 0; j < d; j++) {
                right[j] += x[j] * residual;
                for (int k = 0; known == null && k <= j; k++) {
                    matrix[j][k] += x[j] * x[k];
                }
            }
        }
        for (int j = 0; j < d; j++) {
            matrix[j][j] += lambda;
        }
        normal = known == null ? new Cholesky(matrix) : known;
        weights = normal.solve(right);
        for (int j = 0; j < d; j++) {
            weights[j] += towards[j];
        }
    }

    /** w, [d]; not to be changed. */
    public double[] weights() {
        return weights;
    }

    public double intercept() {
        double intercept = meanTarget;
        for (int j = 0; j < weights.length; j++) {
            intercept -= meanInput[j] * weights[j];
        }
        return intercept;
    }

    /** x̄, [d]; not to be changed. */
    public double[] meanInput() {
        return meanInput;
    }

    /** A⁻¹ v. */
    public double[] solve(double[] v) {
        return normal.solve(v);
    }

    /** wᵀ x + b. */
    public double value(double[] input) {
        double value = meanTarget;
        for (int j = 0; j < weights.length; j++) {
            value += (input[j] - meanInput[j]) * weights[j];
        }
        return value;
    }
}
