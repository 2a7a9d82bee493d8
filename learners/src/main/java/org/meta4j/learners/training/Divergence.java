package org.meta4j.learners.training;

import java.util.Locale;
import org.meta4j.engine.Tensor;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.TaskType;

/** Whether meta-training still goes anywhere. */
final class Divergence {
    /** A mean cross entropy above this is far beyond that of guessing, which is below 10 for any number of classes. */
    private static final double BOUND_OF_CLASSES = 1e3;

    private static final double BOUND_OF_NUMBERS = 1e9;

    private Divergence() {}

    /**
     * Stops training whose loss or gradient is no number, or whose loss is beyond all bounds.
     *
     * @param iteration at hand, counted from 1
     * @param lastKept iteration of the last checkpoint
     */
    static void check(
            LearnerSettings learner,
            TrainingSettings settings,
            double loss,
            Tensors gradient,
            long iteration,
            long lastKept) {
        double bound = learner.tasks() == TaskType.REGRESSION ? BOUND_OF_NUMBERS : BOUND_OF_CLASSES;
        String what = loss <= bound
                ? (isFinite(gradient) ? "" : "the meta-gradient has numbers that are not finite")
                : String.format(Locale.ROOT, "the loss became %s, above %s", loss, bound);
        if (!what.isEmpty()) {
            InnerSettings inner = learner.inner();
            throw new TrainingDivergedException(what + ", in iteration " + iteration + " (last good checkpoint: "
                    + (lastKept == 0 ? "none but the beginning" : "iteration " + lastKept)
                    + "): training diverged, and going on from there would again; train anew with a meta-learning rate"
                    + " below " + settings.metaLearningRate()
                    + (inner == null
                            ? ""
                            : " or an inner rate below " + inner.innerRate()
                                    + (inner.innerSteps() > 1
                                            ? " or fewer inner steps than " + inner.innerSteps()
                                            : "")));
        }
    }

    private static boolean isFinite(Tensors tensors) {
        for (Tensor tensor : tensors.asMap().values()) {
            // One sum of products with 0 has a NaN in it if any number is none.
            float sum = 0;
            for (float value : tensor.values()) {
                sum += 0 * value;
            }
            if (Float.isNaN(sum)) {
                return false;
            }
        }
        return true;
    }
}
