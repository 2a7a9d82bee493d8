package org.meta4j.tabular.base;

import org.meta4j.tabular.internal.RidgeFit;
import org.meta4j.tabular.internal.Support;

/**
 * Ridge regression (Hoerl and Kennard, Ridge Regression, Technometrics 12(1), 1970) with an intercept that is not
 * penalised: minimises |y − X w − b|² + λ |w|², in closed form by Cholesky's factors; for λ above 0 there is one solution,
 * however few the supports. Classes are predicted by one regression for each, of 1 for its examples and 0 for others; what is
 * below 0 counts as 0, and the rest is divided by its sum. Features are taken as they are: bring them to one scale before.
 * Cost: features³ for a task.
 */
public final class RidgeRegression extends TabularLearner {
    /** {@value}. */
    public static final String NAME = "ridge";

    private final Settings settings;

    /**
     * How strongly weights are held at 0.
     *
     * @param lambda above 0
     */
    public record Settings(double lambda) {
        /** λ = 1: as much as one support of unit features adds. */
        public static final Settings DEFAULT = new Settings(1);

        public Settings {
            if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("lambda must be above 0 and finite, but was " + lambda);
            }
        }
    }

    public RidgeRegression(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Fitted fit(Support support) {
        double[][] targets = support.targetRows();
        double[] zero = new double[support.width()];
        RidgeFit[] fits = new RidgeFit[support.outputs()];
        for (int c = 0; c < fits.length; c++) {
            double[] column = new double[targets.length];
            for (int i = 0; i < column.length; i++) {
                column[i] = targets[i][c];
            }
            fits[c] = c == 0
                    ? new RidgeFit(support.inputs(), column, settings.lambda, zero)
                    : new RidgeFit(support.inputs(), column, zero, fits[0]);
        }
        if (support.isRegression()) {
            return input -> new double[] {fits[0].value(input)};
        }
        return input -> shares(fits, input);
    }

    private static double[] shares(RidgeFit[] fits, double[] input) {
        double[] shares = new double[fits.length];
        double sum = 0;
        for (int c = 0; c < shares.length; c++) {
            // Values for all classes sum to 1, so that at least one is above 0.
            shares[c] = Math.max(0, fits[c].value(input));
            sum += shares[c];
        }
        for (int c = 0; c < shares.length; c++) {
            shares[c] /= sum;
        }
        return shares;
    }
}
