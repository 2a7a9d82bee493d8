package org.meta4j.distill;

import org.meta4j.learners.trust.Temperature;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * A learner whose scores are divided by a temperature.
 *
 * @param temperature above 0
 */
record CalibratedLearner(BaseLearner learner, double temperature) implements BaseLearner {
    @Override
    public Predictor learn(Examples support) {
        Predictor solved = learner.learn(support);
        return query -> scaled(solved.predict(query));
    }

    private Predictions scaled(Predictions answers) {
        float[] scores = answers.scores().clone();
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) (scores[i] / temperature);
        }
        Predictions softened = Temperature.scale(answers, temperature);
        return new Predictions(softened.probabilities(), answers.ways(), answers::supportDistances, scores);
    }
}
