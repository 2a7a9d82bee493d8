package org.meta4j.compress.internal;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A = U diag(σ) Vᵀ by rotations of pairs of columns until all are orthogonal: one-sided Jacobi (Golub and Van Loan, Matrix
 * Computations, 4th edition, 2013, section 8.6.3). For matrices of some hundred columns.
 */
final class SingularValues {
    private static final double TOLERANCE = 1e-12;
    private static final int MOST_SWEEPS = 60;

    private final int rows;
    private final int columns;

    /** Columns of A V, then of U diag(σ). */
    private final double[][] left;

    /** Columns of V. */
    private final double[][] right;

    private final double[] values;
    private final int[] order;

    /** @param matrix rows × columns numbers, row by row */
    SingularValues(float[] matrix, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.left = new double[columns][rows];
        this.right = new double[columns][columns];
        for (int j = 0; j < columns; j++) {
            right[j][j] = 1;
            for (int i = 0; i < rows; i++) {
                left[j][i] = matrix[i * columns + j];
            }
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && rotateAll(); sweep++) {
            // All is done by asking whether there is more to do.
        }
        values = new double[columns];
        for (int j = 0; j < columns; j++) {
            values[j] = Math.sqrt(dot(left[j], left[j]));
        }
        order = IntStream.range(0, columns)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> -values[j]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private boolean rotateAll() {
        boolean rotated = false;
        for (int p = 0; p < columns; p++) {
            for (int q = p + 1; q < columns; q++) {
                double alpha = dot(left[p], left[p]);
                double beta = dot(left[q], left[q]);
                double gamma = dot(left[p], left[q]);
                if (Math.abs(gamma) > TOLERANCE * Math.sqrt(alpha * beta)) {
                    double zeta = (beta - alpha) / (2 * gamma);
                    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
                    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
                    rotate(left[p], left[q], cosine, cosine * tangent);
                    rotate(right[p], right[q], cosine, cosine * tangent);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[] a, double[] b, double cosine, double sine) {
        for (int i = 0; i < a.length; i++) {
            double first = a[i];
            a[i] = cosine * first - sine * b[i];
            b[i] = sine * first + cosine * b[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The values, falling. */
    double[] values() {
        return IntStream.of(order).mapToDouble(j -> values[j]).toArray();
    }

    /** The smallest rank whose squared values sum up to a share of all squared values; at least 1. */
    int rank(double share) {
        double all = 0;
        for (double value : values) {
            all += value * value;
        }
        double sum = 0;
        int rank = 0;
        while (rank < columns && (rank == 0 || sum < share * all)) {
            sum += values[order[rank]] * values[order[rank]];
            rank++;
        }
        return rank;
    }

    /** U √σ of the largest values: rows × rank numbers. */
    float[] left(int rank) {
        float[] factor = new float[rows * rank];
        for (int r = 0; r < rank; r++) {
            double value = values[order[r]];
            double scale = value > 0 ? 1 / Math.sqrt(value) : 0;
            for (int i = 0; i < rows; i++) {
                factor[i * rank + r] = (float) (left[order[r]][i] * scale);
            }
        }
        return factor;
    }

    /** √σ Vᵀ of the largest values: rank × columns numbers. */
    float[] right(int rank) {
        float[] factor = new float[rank * columns];
        for (int r = 0; r < rank; r++) {
            double scale = Math.sqrt(values[order[r]]);
            for (int j = 0; j < columns; j++) {
                factor[r * columns + j] = (float) (right[order[r]][j] * scale);
            }
        }
        return factor;
    }
}
