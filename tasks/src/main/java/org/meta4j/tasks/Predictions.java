package org.meta4j.tasks;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Class probabilities for a set of examples. The arrays are not copied, and not to be changed by the reader. Thread-safe. */
public final class Predictions {
    private final float[] probabilities;
    private final int ways;
    private final float[] scores;
    private final Supplier<float[]> distances;

    /** Made when they are first asked for; two threads at once make the same numbers twice, and either may stay. */
    private volatile float @Nullable [] supportDistances;

    /**
     * @param probabilities [count, ways] row by row, each row sums to 1
     * @param ways classes
     * @param supportDistances see {@link #supportDistances()}
     * @param scores see {@link #scores()}
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public Predictions(float[] probabilities, int ways, float[] supportDistances, float[] scores) {
        this(probabilities, ways, () -> supportDistances, scores);
    }

    /** Predictions of a learner without scores. */
    public Predictions(float[] probabilities, int ways, float[] supportDistances) {
        this(probabilities, ways, supportDistances, new float[0]);
    }

    /**
     * Predictions whose distances are computed if somebody asks for them: for a learner that needs the supports' features
     * for nothing else.
     *
     * @param supportDistances gives the same numbers whenever it is called, from any thread
     */
    public Predictions(float[] probabilities, int ways, Supplier<float[]> supportDistances, float[] scores) {
        if (ways < 1 || probabilities.length % ways != 0) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities do not fill rows of " + ways + " classes");
        }
        if (scores.length != 0 && scores.length != probabilities.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores were given for " + probabilities.length + " probabilities");
        }
        this.probabilities = probabilities;
        this.ways = ways;
        this.distances = supportDistances;
        this.scores = scores;
    }

    /** These predictions with other probabilities. */
    public Predictions withProbabilities(float[] others) {
        return new Predictions(others, ways, this::supportDistances, scores);
    }

    /** [count, ways] row by row, each row sums to 1. */
    public float[] probabilities() {
        return probabilities;
    }

    /** Classes. */
    public int ways() {
        return ways;
    }

    /**
     * [count, supports] distance from each example to each support example in the learner's feature space; empty where the
     * learner has no such space.
     */
    public float[] supportDistances() {
        float[] known = supportDistances;
        if (known == null) {
            known = distances.get();
            supportDistances = known;
        }
        return known;
    }

    /**
     * [count, ways] what the softmax made the probabilities of, on the learner's own scale: also how sure it is that an
     * example is of any of the classes at all. Negative infinity for a class without supports; empty where the learner has
     * no scores.
     */
    public float[] scores() {
        return scores;
    }

    /** Examples predicted. */
    public int count() {
        return probabilities.length / ways;
    }

    /** The most probable class of an example; of equal ones the first. */
    public int label(int example) {
        int best = 0;
        for (int c = 1; c < ways; c++) {
            if (probability(example, c) > probability(example, best)) {
                best = c;
            }
        }
        return best;
    }

    public float probability(int example, int label) {
        return probabilities[example * ways + label];
    }
}
