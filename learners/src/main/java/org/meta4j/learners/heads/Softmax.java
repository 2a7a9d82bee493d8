package org.meta4j.learners.heads;

/** Softmax outside of programs. */
final class Softmax {
    private Softmax() {}

    /** Puts in place of each number its e-th power, all divided by their sum. */
    static void apply(double[] row) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double number : row) {
            largest = Math.max(largest, number);
        }
        double sum = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = Math.exp(row[i] - largest);
            sum += row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= sum;
        }
    }
}
