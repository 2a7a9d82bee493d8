package org.meta4j.tabular.base;

import org.meta4j.tabular.internal.Support;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * A base-learner of rows of numbers. Learns from supports of a number each, or of classes; deterministic and thread-safe. Its
 * predictors refuse queries of another shape, with values that are not finite, and questions for numbers where it
 * learned classes and the other way round.
 */
public abstract sealed class TabularLearner implements BaseLearner
        permits DecisionTree, LogisticRegression, MeanPrediction, NearestNeighbours, RidgeRegression {
    TabularLearner() {}

    /** Name in options and results, e.g. {@code ridge}. */
    public abstract String name();

    /** Whether it predicts numbers. */
    public boolean doesRegression() {
        return true;
    }

    /** What was learned: for an example the number, or a probability for each class. */
    @FunctionalInterface
    interface Fitted {
        double[] answer(double[] input);
    }

    abstract Fitted fit(Support support);

    @Override
    public final Predictor learn(Examples support) {
        Support checked = Support.of(support);
        if (checked.isRegression() && !doesRegression()) {
            throw new IllegalArgumentException(
                    "'" + name() + "' predicts classes, but the supports have numbers: use mean, knn, ridge or tree");
        }
        Fitted fitted = fit(checked);
        return new Predictor() {
            @Override
            public Predictions predict(Examples query) {
                if (checked.isRegression()) {
                    throw new IllegalStateException("this task has numbers: ask for estimates, not for predictions");
                }
                return new Predictions(answers(query), checked.ways(), new float[0]);
            }

            @Override
            public Estimates estimate(Examples query) {
                return checked.isRegression() ? new Estimates(answers(query), 1) : Predictor.super.estimate(query);
            }

            private float[] answers(Examples query) {
                if (!query.shape().equals(support.shape())) {
                    throw new IllegalArgumentException(
                            "the queries are " + query.shape() + ", but the supports are " + support.shape());
                }
                double[][] rows = Support.rows(query, "query");
                float[] answers = new float[rows.length * checked.outputs()];
                for (int q = 0; q < rows.length; q++) {
                    double[] answer = fitted.answer(rows[q]);
                    for (int c = 0; c < answer.length; c++) {
                        answers[q * answer.length + c] = (float) answer[c];
                    }
                }
                return answers;
            }
        };
    }
}
