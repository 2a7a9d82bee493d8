package org.meta4j.tabular.modelset;

/**
 * Steps of Adam (Kingma and Ba, Adam: A Method for Stochastic Optimization, 2015, arXiv:1412.6980) with the paper's constants, on a few
 * numbers in double precision.
 */
final class Steps {
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double SMALL = 1e-8;

    private final double rate;
    private final double[] mean;
    private final double[] square;
    private int count;

    private Steps(int length, double rate) {
        this.rate = rate;
        mean = new double[length];
        square = new double[length];
    }

    static Steps adam(int length, double rate) {
        return new Steps(length, rate);
    }

    /** The numbers after one more step. */
    double[] from(double[] at, double[] gradient) {
        count++;
        double[] next = at.clone();
        for (int i = 0; i < next.length; i++) {
            mean[i] = FIRST * mean[i] + (1 - FIRST) * gradient[i];
            square[i] = SECOND * square[i] + (1 - SECOND) * gradient[i] * gradient[i];
            double step = mean[i] / (1 - Math.pow(FIRST, count));
            next[i] -= rate * step / (Math.sqrt(square[i] / (1 - Math.pow(SECOND, count))) + SMALL);
        }
        return next;
    }
}
