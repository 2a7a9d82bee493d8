package org.meta4j.tabular.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictor;
import org.meta4j.tasks.Targets;

/** Answers of predictors as rows: one number, or a probability for each class. */
public final class Answers {
    private Answers() {}

    /** Of a predictor for a query. */
    public static double[][] of(Predictor predictor, Examples query, boolean regression) {
        float[] flat = regression
                ? predictor.estimate(query).values()
                : predictor.predict(query).probabilities();
        int width = flat.length / query.count();
        double[][] rows = new double[query.count()][width];
        for (int i = 0; i < flat.length; i++) {
            rows[i / width][i % width] = flat[i];
        }
        return rows;
    }

    /**
     * For each support the answer of what was learned without it: example i is left out with all whose number is the same
     * modulo {@code folds}.
     *
     * @param support at least 2 examples
     * @param folds at most as many as examples
     */
    public static double[][] heldOut(BaseLearner learner, Examples support, int folds) {
        boolean regression = support.targets() instanceof Targets.Values;
        double[][] answers = new double[support.count()][];
        for (int f = 0; f < folds; f++) {
            int fold = f;
            int[] out = IntStream.range(0, support.count())
                    .filter(i -> i % folds == fold)
                    .toArray();
            int[] in = IntStream.range(0, support.count())
                    .filter(i -> i % folds != fold)
                    .toArray();
            double[][] rows = of(learner.learn(only(support, in)), only(support, out), regression);
            for (int i = 0; i < out.length; i++) {
                answers[out[i]] = rows[i];
            }
        }
        return answers;
    }

    /** Some of a set's examples. */
    public static Examples only(Examples examples, int[] indices) {
        int width = examples.shape().length();
        float[] inputs = new float[indices.length * width];
        for (int i = 0; i < indices.length; i++) {
            System.arraycopy(examples.inputs(), indices[i] * width, inputs, i * width, width);
        }
        return new Examples(examples.shape(), inputs, only(examples.targets(), indices));
    }

    private static Targets only(Targets targets, int[] indices) {
        if (targets instanceof Targets.Classes classes) {
            return new Targets.Classes(
                    Arrays.stream(indices).map(i -> classes.labels()[i]).toArray(), classes.names());
        }
        if (targets instanceof Targets.Values values) {
            float[] kept = new float[indices.length * values.width()];
            for (int i = 0; i < indices.length; i++) {
                System.arraycopy(
                        values.values(), indices[i] * values.width(), kept, i * values.width(), values.width());
            }
            return new Targets.Values(kept, values.width());
        }
        return new Targets.None(indices.length);
    }
}
