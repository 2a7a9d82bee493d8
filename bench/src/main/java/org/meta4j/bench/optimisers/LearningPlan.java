package org.meta4j.bench.optimisers;

import java.util.List;
import java.util.stream.Stream;
import org.meta4j.learners.optimisers.HiddenLayers;
import org.meta4j.learners.optimisers.OptimiserRule;
import org.meta4j.learners.optimisers.OptimiserTraining;

/** How optimisers are learned to be compared: settings that were found to do well in some five minutes of one thread. */
public final class LearningPlan {
    private static final List<HiddenLayers> SEVERAL =
            Stream.of("20-sigmoid", "20-relu", "32-tanh", "16-16-relu").map(HiddenLayers::of).toList();

    private LearningPlan() {}

    /** The plan for a rule and an estimator. */
    public static OptimiserTraining of(OptimiserRule.Kind kind, OptimiserTraining.Estimator by) {
        boolean unrolled = by == OptimiserTraining.Estimator.UNROLL;
        return new OptimiserTraining(by, SEVERAL, 1, 100, 20, 128, unrolled ? 600 : 1500, 0.003, 1, 0.01, 0);
    }
}
