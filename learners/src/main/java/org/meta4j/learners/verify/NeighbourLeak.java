package org.meta4j.learners.verify;

import java.util.Arrays;
import org.meta4j.learners.FeatureSpace;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;
import org.meta4j.tasks.Task;

/**
 * Whether the answer for a query changes with its neighbours in the batch, as it does where batch normalisation uses the
 * statistics of the query batch. Each query is predicted alone, among the task's other queries, and among strange
 * neighbours whose numbers are far from theirs; the greatest change of a probability is measured.
 */
public final class NeighbourLeak {
    /** The greatest change: {@value}; batches of other sizes are summed in another order, which changes some 1e-7. */
    public static final double BOUND = 1e-4;

    /** What strange neighbours have in place of x: {@value} − x, three times. */
    private static final float STRANGE = 2;

    private NeighbourLeak() {}

    /** @param subject whose answers, for the finding's name */
    public static Finding check(String subject, BaseLearner learner, Task task) {
        Predictor predictor = learner.learn(task.support());
        Examples queries = task.query();
        int count = queries.count();
        int length = queries.shape().length();
        Predictions together = predictor.predict(queries);
        double greatest = 0;
        for (int i = 0; i < count; i++) {
            float[] one = Arrays.copyOfRange(queries.inputs(), i * length, (i + 1) * length);
            Predictions alone = predictor.predict(unlabelled(queries, one));
            float[] beside = Arrays.copyOf(one, 4 * length);
            for (int j = length; j < beside.length; j++) {
                beside[j] = 3 * (STRANGE - one[j % length]);
            }
            Predictions among = predictor.predict(unlabelled(queries, beside));
            for (int c = 0; c < alone.ways(); c++) {
                greatest = greater(greatest, alone.probability(0, c) - together.probability(i, c));
                greatest = greater(greatest, alone.probability(0, c) - among.probability(0, c));
            }
        }
        return Finding.atMost(
                "batch-norm leak: " + subject,
                greatest,
                BOUND,
                "greatest change of a probability by a query's neighbours");
    }

    /**
     * The same of an example's features, for learners whose answers are meant to depend on all queries. Changes are told as
     * shares of the greatest feature.
     *
     * @param subject whose features, for the finding's name
     */
    public static Finding check(String subject, FeatureSpace space, Examples examples) {
        int length = examples.shape().length();
        float[] together = space.embed(examples);
        double largest = 0;
        double greatest = 0;
        for (int i = 0; i < examples.count(); i++) {
            float[] one = Arrays.copyOfRange(examples.inputs(), i * length, (i + 1) * length);
            float[] alone = space.embed(unlabelled(examples, one));
            for (int f = 0; f < alone.length; f++) {
                largest = greater(largest, alone[f]);
                greatest = greater(greatest, alone[f] - together[i * alone.length + f]);
            }
        }
        return Finding.atMost(
                "batch-norm leak: " + subject,
                greatest / largest,
                BOUND,
                "greatest change of a feature by an example's neighbours; answers depend on all queries, as they should");
    }

    /** The greater of a number and another's absolute value; NaN if either is. */
    private static double greater(double value, double change) {
        return Math.max(value, Math.abs(change));
    }

    private static Examples unlabelled(Examples like, float[] inputs) {
        return new Examples(
                like.shape(),
                inputs,
                new Targets.None(inputs.length / like.shape().length()));
    }
}
