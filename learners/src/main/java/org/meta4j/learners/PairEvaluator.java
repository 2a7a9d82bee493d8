package org.meta4j.learners;

import org.meta4j.engine.Workers;
import org.meta4j.scores.PairScores;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.PairSampler;
import org.meta4j.tasks.Pairs;

/** Scores a feature space on telling pairs of one class from pairs of two, by their Euclidean distance. */
public final class PairEvaluator {
    /** Pairs in memory at once on each thread. */
    private static final int CHUNK = 256;

    private final Workers workers;

    public PairEvaluator(Workers workers) {
        this.workers = workers;
    }

    /**
     * Chooses the threshold with the best accuracy on pairs of one source and scores pairs of another, with it. The
     * result does not depend on the number of threads.
     *
     * @param validation source of the pairs to choose by
     * @param test source of the pairs to score
     * @param pairs to draw from each, at least 2: number 0 to {@code pairs} − 1
     */
    public PairScores evaluate(FeatureSpace space, PairSampler validation, PairSampler test, int pairs) {
        if (pairs < 2) {
            throw new IllegalArgumentException("pairs must be at least 2, but was " + pairs);
        }
        boolean[] same = new boolean[pairs];
        double threshold = PairScores.bestThreshold(distances(space, validation, same), same);
        return PairScores.of(distances(space, test, same), same, threshold);
    }

    /** Distances of pairs 0 to same.length − 1; whether they are of one class is written to {@code same}. */
    private double[] distances(FeatureSpace space, PairSampler source, boolean[] same) {
        double[] distances = new double[same.length];
        workers.run((same.length + CHUNK - 1) / CHUNK, (chunk, thread) -> {
            int from = chunk * CHUNK;
            Pairs pairs = source.pairs(from, Math.min(CHUNK, same.length - from));
            System.arraycopy(pairs.same(), 0, same, from, pairs.count());
            System.arraycopy(distances(space, pairs.left(), pairs.right()), 0, distances, from, pairs.count());
        });
        return distances;
    }

    /** The distance of each example of {@code left} to the one at the same place in {@code right}. */
    public static double[] distances(FeatureSpace space, Examples left, Examples right) {
        float[] x = space.embed(left);
        float[] y = space.embed(right);
        int width = space.features();
        double[] distances = new double[left.count()];
        for (int i = 0; i < distances.length; i++) {
            double sum = 0;
            for (int c = i * width; c < (i + 1) * width; c++) {
                double difference = x[c] - y[c];
                sum += difference * difference;
            }
            distances[i] = Math.sqrt(sum);
        }
        return distances;
    }
}
