package org.meta4j.tabular.internal;

/** The minimum of a penalised multinomial logistic regression, by Newton's method. */
public final class LogisticFit {
    /** Penalty of squared intercepts, halved: {@value}. */
    public static final double INTERCEPT_PENALTY = 1e-4;

    private static final int MOST_STEPS = 100;
    private static final double SMALL = 1e-10;

    private final double[][] inputs;
    private final int[] labels;
    private final int ways;
    private final int width;
    private final double lambda;
    /** [ways × (width + 1)], for each class its weights and then its intercept. */
    private double[] coefficients;

    /**
     * @param inputs [n, d], n at least 1
     * @param labels [n], each below {@code ways}
     * @param lambda penalty of squared weights, halved; above 0
     */
    public LogisticFit(double[][] inputs, int[] labels, int ways, double lambda) {
        this.inputs = inputs;
        this.labels = labels;
        this.ways = ways;
        this.lambda = lambda;
        width = inputs[0].length;
        coefficients = new double[ways * (width + 1)];
        double loss = loss(coefficients);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] gradient = gradient(coefficients);
            if (largest(gradient) < SMALL) {
                return;
            }
            double[] direction = new Cholesky(hessian()).solve(gradient);
            double size = 1;
            double[] next = moved(direction, size);
            double nextLoss = loss(next);
            while (!(nextLoss <= loss) && size > SMALL) {
                size /= 2;
                next = moved(direction, size);
                nextLoss = loss(next);
            }
            if (!(nextLoss <= loss)) {
                return;
            }
            coefficients = next;
            loss = nextLoss;
        }
    }

    /** For each class its weights and then its intercept, [ways × (width + 1)]. */
    public double[] coefficients() {
        return coefficients.clone();
    }

    /** p(· | x), [ways]. */
    public double[] probabilities(double[] input) {
        return probabilities(coefficients, input);
    }

    /** What is minimised. */
    double loss(double[] at) {
        double loss = 0;
        for (int i = 0; i < inputs.length; i++) {
            double[] scores = scores(at, inputs[i]);
            loss += logSum(scores) - scores[labels[i]];
        }
        for (int k = 0; k < at.length; k++) {
            loss += penalty(k) / 2 * at[k] * at[k];
        }
        return loss;
    }

    /** Its gradient. */
    double[] gradient(double[] at) {
        double[] gradient = new double[at.length];
        for (int i = 0; i < inputs.length; i++) {
            double[] p = probabilities(at, inputs[i]);
            p[labels[i]] -= 1;
            for (int c = 0; c < ways; c++) {
                for (int j = 0; j <= width; j++) {
                    gradient[c * (width + 1) + j] += p[c] * input(i, j);
                }
            }
        }
        for (int k = 0; k < at.length; k++) {
            gradient[k] += penalty(k) * at[k];
        }
        return gradient;
    }

    private double[][] hessian() {
        int block = width + 1;
        double[][] hessian = new double[coefficients.length][coefficients.length];
        for (int i = 0; i < inputs.length; i++) {
            double[] p = probabilities(inputs[i]);
            for (int c = 0; c < ways; c++) {
                for (int e = 0; e <= c; e++) {
                    double curvature = p[c] * ((c == e ? 1 : 0) - p[e]);
                    for (int j = 0; j < block; j++) {
                        double factor = curvature * input(i, j);
                        for (int k = 0; k < block; k++) {
                            hessian[c * block + j][e * block + k] += factor * input(i, k);
                        }
                    }
                }
            }
        }
        for (int k = 0; k < coefficients.length; k++) {
            hessian[k][k] += penalty(k);
        }
        return hessian;
    }

    private double[] moved(double[] direction, double size) {
        double[] next = coefficients.clone();
        for (int k = 0; k < next.length; k++) {
            next[k] -= size * direction[k];
        }
        return next;
    }

    private double penalty(int coefficient) {
        return coefficient % (width + 1) == width ? INTERCEPT_PENALTY : lambda;
    }

    private double input(int row, int column) {
        return column == width ? 1 : inputs[row][column];
    }

    private double[] scores(double[] at, double[] input) {
        double[] scores = new double[ways];
        for (int c = 0; c < ways; c++) {
            int offset = c * (width + 1);
            scores[c] = at[offset + width];
            for (int j = 0; j < width; j++) {
                scores[c] += at[offset + j] * input[j];
            }
        }
        return scores;
    }

    private double[] probabilities(double[] at, double[] input) {
        double[] scores = scores(at, input);
        double log = logSum(scores);
        for (int c = 0; c < ways; c++) {
            scores[c] = Math.exp(scores[c] - log);
        }
        return scores;
    }

    private static double logSum(double[] scores) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            largest = Math.max(largest, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - largest);
        }
        return largest + Math.log(sum);
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
