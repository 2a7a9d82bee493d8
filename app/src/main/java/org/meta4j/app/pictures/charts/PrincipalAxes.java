package org.meta4j.app.pictures.charts;

import java.util.Arrays;

/**
 * Principal components: rows seen along the orthogonal directions in which they vary most (Pearson, On Lines and
 * Planes of Closest Fit to Systems of Points in Space, 1901). With X the rows less their mean and X·Xᵀ = U·diag(λ)·Uᵀ,
 * coordinate k of row i is √λₖ · Uᵢₖ and the share of all variance along it λₖ / Σλ. The matrix of n × n products is
 * diagonalised by cyclic Jacobi rotations: exact for equal λ too, and independent of the number of features. A
 * direction has no sign of its own; here the coordinate of greatest size is positive.
 *
 * @param coordinates [rows][axes]; 0 along axes without variance
 * @param shares of the variance along each axis; 0 where there is no variance at all
 */
public record PrincipalAxes(double[][] coordinates, double[] shares) {
    private static final int MOST_SWEEPS = 60;
    private static final double NEGLIGIBLE = 1e-13;

    /**
     * Of rows [count, features].
     *
     * @param axes wanted, at least 1
     * @throws IllegalArgumentException if the numbers do not fill rows, or one is not finite
     */
    public static PrincipalAxes of(float[] rows, int features, int axes) {
        if (features < 1 || axes < 1 || rows.length == 0 || rows.length % features != 0) {
            throw new IllegalArgumentException(rows.length + " numbers do not fill rows of " + features
                    + " features, of which " + axes + " axes are wanted");
        }
        int count = rows.length / features;
        double[][] products = products(centred(rows, count, features));
        double[][] vectors = diagonalise(products);
        Integer[] order = new Integer[count];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(products[b][b], products[a][a]));
        double all = 0;
        for (int i = 0; i < count; i++) {
            all += Math.max(0, products[i][i]);
        }
        double[][] coordinates = new double[count][axes];
        double[] shares = new double[axes];
        for (int k = 0; k < Math.min(axes, count); k++) {
            int axis = order[k];
            double variance = Math.max(0, products[axis][axis]);
            shares[k] = all > 0 ? variance / all : 0;
            double sign = sign(vectors, axis);
            for (int i = 0; i < count; i++) {
                coordinates[i][k] = sign * Math.sqrt(variance) * vectors[i][axis];
            }
        }
        return new PrincipalAxes(coordinates, shares);
    }

    private static double[][] centred(float[] rows, int count, int features) {
        double[][] centred = new double[count][features];
        for (int f = 0; f < features; f++) {
            double sum = 0;
            for (int i = 0; i < count; i++) {
                float value = rows[i * features + f];
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException(
                            "feature " + f + " of row " + i + " is " + value + ", not a finite number");
                }
                sum += value;
            }
            double mean = sum / count;
            for (int i = 0; i < count; i++) {
                centred[i][f] = rows[i * features + f] - mean;
            }
        }
        return centred;
    }

    private static double[][] products(double[][] rows) {
        double[][] products = new double[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int f = 0; f < rows[i].length; f++) {
                    sum += rows[i][f] * rows[j][f];
                }
                products[i][j] = sum;
                products[j][i] = sum;
            }
        }
        return products;
    }

    /** Makes a symmetric matrix diagonal in place; returns its eigenvectors as columns. */
    private static double[][] diagonalise(double[][] matrix) {
        int n = matrix.length;
        double[][] vectors = new double[n][n];
        double size = 0;
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
            size = Math.max(size, Math.abs(matrix[i][i]));
        }
        boolean done = false;
        for (int sweep = 0; sweep < MOST_SWEEPS && !done; sweep++) {
            done = true;
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    if (Math.abs(matrix[p][q]) > NEGLIGIBLE * size) {
                        rotate(matrix, vectors, p, q);
                        done = false;
                    }
                }
            }
        }
        return vectors;
    }

    /** The rotation of rows and columns p and q that makes their common element 0; t is the tangent of its angle. */
    private static void rotate(double[][] matrix, double[][] vectors, int p, int q) {
        double ratio = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
        double t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (double[] row : matrix) {
            turn(row, p, q, cos, sin);
        }
        for (int k = 0; k < matrix.length; k++) {
            double atP = matrix[p][k];
            double atQ = matrix[q][k];
            matrix[p][k] = cos * atP - sin * atQ;
            matrix[q][k] = sin * atP + cos * atQ;
        }
        for (double[] row : vectors) {
            turn(row, p, q, cos, sin);
        }
    }

    private static void turn(double[] row, int p, int q, double cos, double sin) {
        double atP = row[p];
        double atQ = row[q];
        row[p] = cos * atP - sin * atQ;
        row[q] = sin * atP + cos * atQ;
    }

    private static double sign(double[][] vectors, int axis) {
        double greatest = 0;
        for (double[] row : vectors) {
            if (Math.abs(row[axis]) > Math.abs(greatest) + 1e-9) {
                greatest = row[axis];
            }
        }
        return greatest < 0 ? -1 : 1;
    }
}
