package org.meta4j.distill;

import org.meta4j.engine.Workers;
import org.meta4j.learners.supervised.TrainedNetwork;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;

/**
 * A trained network that answers as a solved task does: so it can teach where a forest or a learner could.
 *
 * @param network that tells classes apart
 * @param workers threads to compute on; not for several callers at once
 */
public record NetworkPredictor(TrainedNetwork network, Workers workers) implements Predictor {
    public NetworkPredictor {
        if (network.classes().isEmpty()) {
            throw new IllegalArgumentException(
                    "the network '" + network.network().name() + "' predicts numbers, not classes");
        }
    }

    @Override
    public Predictions predict(Examples query) {
        return predictions(network.scores(query, workers), network.network().features());
    }

    /** Predictions of scores [count, ways]. */
    static Predictions predictions(float[] scores, int ways) {
        Predictions plain = new Predictions(new float[scores.length], ways, new float[0], scores);
        double[] softmax = SoftTargets.of(plain, 1);
        float[] probabilities = new float[softmax.length];
        for (int i = 0; i < softmax.length; i++) {
            probabilities[i] = (float) softmax[i];
        }
        return plain.withProbabilities(probabilities);
    }
}
