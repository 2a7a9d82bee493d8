package org.meta4j.tabular.internal;

/**
 * Solves A x = b for a symmetric positive definite A by A = L Lᵀ (Golub and Van Loan, Matrix Computations, section 4.2).
 */
public final class Cholesky {
    private final double[][] lower;

    /**
     * @param matrix [n, n], of which the lower triangle is read; not changed
     * @throws IllegalArgumentException if it is not positive definite
     */
    public Cholesky(double[][] matrix) {
        int n = matrix.length;
        lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i != j) {
                    lower[i][j] = sum / lower[j][j];
                } else if (sum > 0) {
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    throw new IllegalArgumentException(
                            "the matrix is not positive definite: pivot " + i + " of " + n + " is " + sum);
                }
            }
        }
    }

    /** The solution for a right-hand side of n numbers, which is not changed. */
    public double[] solve(double[] right) {
        int n = lower.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}
