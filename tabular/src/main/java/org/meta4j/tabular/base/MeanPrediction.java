package org.meta4j.tabular.base;

import org.meta4j.tabular.internal.Support;

/**
 * The mean of the supports' numbers, or the share of each class among them, whatever the query: what is known without
 * looking at any feature, and so what every other learner has to beat.
 */
public final class MeanPrediction extends TabularLearner {
    /** {@value}. */
    public static final String NAME = "mean";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    Fitted fit(Support support) {
        double[] mean = new double[support.outputs()];
        for (double[] target : support.targetRows()) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += target[c] / support.count();
            }
        }
        return input -> mean;
    }
}
