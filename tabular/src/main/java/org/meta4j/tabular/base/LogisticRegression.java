package org.meta4j.tabular.base;

import org.meta4j.tabular.internal.LogisticFit;
import org.meta4j.tabular.internal.Support;

/**
 * Multinomial logistic regression with squared weights as penalty: minimises − Σ log p(yᵢ | xᵢ) + λ/2 |W|² + ε/2 |b|², where
 * p(· | x) = softmax(W x + b), by Newton's method with halved steps (Nelder and Wedderburn, Generalized Linear Models, Journal
 * of the Royal Statistical Society A 135(3), 1972). Without the small ε = {@value LogisticFit#INTERCEPT_PENALTY} the intercepts
 * would be known but for a constant. For λ above 0 there is one solution, also where the classes can be told apart without
 * fault. A class without supports gets a small probability. Cost: (features × classes)³ for each of some ten steps.
 */
public final class LogisticRegression extends TabularLearner {
    /** {@value}. */
    public static final String NAME = "logistic";

    private final Settings settings;

    /**
     * How strongly weights are held at 0.
     *
     * @param lambda above 0
     */
    public record Settings(double lambda) {
        /** λ = 1, as in most libraries. */
        public static final Settings DEFAULT = new Settings(1);

        public Settings {
            if (!(lambda > 0 && lambda < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("lambda must be above 0 and finite, but was " + lambda);
            }
        }
    }

    public LogisticRegression(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean doesRegression() {
        return false;
    }

    @Override
    Fitted fit(Support support) {
        LogisticFit fit = new LogisticFit(support.inputs(), support.labels(), support.ways(), settings.lambda);
        return fit::probabilities;
    }
}
