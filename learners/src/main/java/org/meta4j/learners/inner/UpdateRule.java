package org.meta4j.learners.inner;

import java.util.Map;
import org.meta4j.engine.Tensors;
import org.meta4j.engine.Values;

/**
 * How the gradient of the support loss changes the adapted values: one step of an inner loop. A rule changes nothing in
 * place and has no hidden state. Rules are values: two that are equal do the same.
 *
 * <p>A rule may have meta-parameters of its own, such as learned rates: they live among the meta-parameters under the
 * prefix {@value InnerLoop#RULE} and are trained by the same meta-gradient. It may also carry a state from step to step,
 * such as momentum, which begins anew with each task.
 */
public interface UpdateRule {
    /**
     * Fresh meta-parameters of the rule's own, without the prefix; none by default.
     *
     * @param adapted what it is going to change, for names and shapes
     */
    default Tensors initialise(Tensors adapted) {
        return Tensors.of(Map.of());
    }

    /** The state before the first step; none by default. */
    default Values start(Values adapted) {
        return Values.of(Map.of());
    }

    /**
     * One step.
     *
     * @param number of the step, from 0; may be beyond those of meta-training
     * @param adapted values before it
     * @param gradient of the loss to each of them
     * @param state as {@link #start} or the step before left it
     * @param own meta-parameters of the rule, as {@link #initialise} names them
     */
    Step step(int number, Values adapted, Values gradient, Values state, Values own);

    /**
     * What the meta-parameters of the rule's own have become when the steps are done, for meta-updates that go part of the way
     * there; none by default.
     *
     * @param state as the last step left it
     */
    default Values carriedOver(Values state) {
        return Values.of(Map.of());
    }

    /** Whether all steps are the same computation; not if one depends on its number. */
    default boolean isSteady() {
        return true;
    }

    /**
     * What a step leads to.
     *
     * @param adapted values after it
     * @param state for the next step
     */
    record Step(Values adapted, Values state) {
        /** A step of a rule without state. */
        public static Step of(Values adapted) {
            return new Step(adapted, Values.of(Map.of()));
        }
    }
}
