package org.meta4j.tasks;

/**
 * Class probabilities for a set of examples.
 *
 * @param probabilities [count, ways] row by row, each row sums to 1
 * @param ways classes
 * @param supportDistances [count, supports] distance from each example to each support example in the
 *     learner's feature space; empty where the learner has no such space
 * @param scores [count, ways] what the softmax made the probabilities of, on the learner's own scale: also how sure it
 *     is that an example is of any of the classes at all. Negative infinity for a class without supports; empty where
 *     the learner has no scores
 */
public record Predictions(float[] probabilities, int ways, float[] supportDistances, float[] scores) {
    public Predictions {
        if (ways < 1 || probabilities.length % ways != 0) {
            throw new IllegalArgumentException(
                    probabilities.length + " probabilities do not fill rows of " + ways + " classes");
        }
        if (scores.length != 0 && scores.length != probabilities.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores were given for " + probabilities.length + " probabilities");
        }
    }

    /** Predictions of a learner without scores. */
    public Predictions(float[] probabilities, int ways, float[] supportDistances) {
        this(probabilities, ways, supportDistances, new float[0]);
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
