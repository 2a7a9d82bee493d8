package org.meta4j.bench.optimisers;

import java.util.List;
import java.util.stream.Stream;
import org.meta4j.learners.optimisers.HiddenLayers;
import org.meta4j.learners.optimisers.OptimiserRule;
import org.meta4j.learners.optimisers.OptimiserTraining;

/**
 * How optimisers are learned to be compared: by trainings of a hundred steps of networks narrower than those of the
 * comparison for some minutes of one thread.
 */
public final class LearningPlan {
    private static final List<HiddenLayers> WIDE = layers("64-64-relu", "32-relu", "cnn2-4");

    /** A recurrent network costs ten times as much a coordinate. */
    private static final List<HiddenLayers> NARROW = layers("20-sigmoid/2", "32-32-relu/4");

    private static final int HORIZON = 100;

    /** What is compared is the loss at the end. */
    private static final double LATENESS = 2;

    private static final int BATCH = 128;
    private static final double CLIP = 0.5;
    private static final double DEVIATION = 0.01;

    private LearningPlan() {}

    private static List<HiddenLayers> layers(String... words) {
        return Stream.of(words).map(HiddenLayers::of).toList();
    }

    /** The plan for a rule and an estimator. */
    public static OptimiserTraining of(OptimiserRule.Kind kind, OptimiserTraining.Estimator by) {
        boolean perceptron = kind == OptimiserRule.Kind.MLP;
        boolean unrolled = by == OptimiserTraining.Estimator.UNROLL;
        return new OptimiserTraining(
                by,
                perceptron ? WIDE : NARROW,
                1,
                HORIZON,
                LATENESS,
                perceptron && unrolled ? 50 : 20,
                BATCH,
                perceptron ? (unrolled ? 150 : 250) : 300,
                perceptron && unrolled ? 0.004 : 0.003,
                CLIP,
                DEVIATION,
                0);
    }
}
