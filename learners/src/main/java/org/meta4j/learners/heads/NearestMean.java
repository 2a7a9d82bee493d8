package org.meta4j.learners.heads;

import java.util.Optional;

/** Scores a query for a class by −‖q − p‖², p the class's mean row. */
public final class NearestMean implements FeatureClassifier {
    @Override
    public double[] scores(LabelledRows support, float[] query) {
        return scores(query, support.means(), support.width());
    }

    @Override
    public Optional<Head> traced() {
        return Optional.of((parameters, task, normalisation) -> ValueRows.fromMeans(task, ValueRows.classMeans(task)));
    }

    /** −‖q − p‖² [queries, ways] of rows and means. */
    static double[] scores(float[] query, double[] means, int width) {
        int ways = means.length / width;
        double[] scores = new double[query.length / width * ways];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (int f = 0; f < width; f++) {
                double difference = query[i / ways * width + f] - means[i % ways * width + f];
                sum += difference * difference;
            }
            scores[i] = -sum;
        }
        return scores;
    }
}
