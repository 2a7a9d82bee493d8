package org.meta4j.distill;

import org.meta4j.learners.FeatureSpace;
import org.meta4j.learners.heads.CosineClassifier;
import org.meta4j.learners.heads.FeatureClassifier;
import org.meta4j.learners.heads.LabelledRows;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictor;

/**
 * A fixed encoder that solves tasks by a classifier of the angles between features, trained on the supports, as in Baseline++
 * (Chen et al., 2019, arXiv:1904.04232): where nothing is known of the length of features, their angles say more than their
 * distances.
 *
 * @param features of the encoder
 */
record EncoderLearner(FeatureSpace features) implements BaseLearner {
    private static final FeatureClassifier CLASSIFIER = new CosineClassifier();

    @Override
    public Predictor learn(Examples support) {
        int ways = support.classes().names().size();
        LabelledRows rows = new LabelledRows(
                features.embed(support), features.features(), support.classes().labels(), ways);
        return query -> {
            double[] scores = CLASSIFIER.scores(rows, features.embed(query));
            float[] single = new float[scores.length];
            for (int i = 0; i < single.length; i++) {
                single[i] = (float) scores[i];
            }
            return NetworkPredictor.predictions(single, ways);
        };
    }
}
