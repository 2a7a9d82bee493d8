package org.meta4j.learners.objectives;

import org.meta4j.engine.Values;
import org.meta4j.learners.inner.Slopes;

/**
 * An adapting objective that says how one inner step is taken, so that a step can be a program of its own: see
 * {@link InnerMemory#RECOMPUTED}. From step to step values are <em>carried</em>: the parameters that adapt, and whatever
 * else a rule keeps.
 */
public interface SteppedObjective extends AdaptingObjective {
    /** Inner steps, at least 0. */
    int steps();

    /** What is carried into the first step; names and shapes stay the same from step to step. */
    Values start(Values parameters);

    /**
     * One inner step.
     *
     * @param number of the step, counted from 0
     * @param carried before the step
     * @param parameters the meta-parameters
     * @param slopes where the gradient of the step's loss comes from
     * @return what is carried on
     */
    Values step(int number, Values carried, Values parameters, Episode episode, Slopes slopes);

    /** The network's parameters after the last step. */
    Values finish(Values carried, Values parameters);

    /** Number of the first step that is the same computation as step {@code number}: 0 where all steps are. */
    default int likeStep(int number) {
        return 0;
    }

    @Override
    default Values adapt(Values parameters, Episode episode, Slopes slopes) {
        Values carried = start(parameters);
        for (int number = 0; number < steps(); number++) {
            episode.examples().graph().stage("inner step " + (number + 1));
            carried = step(number, carried, parameters, episode, slopes);
        }
        return finish(carried, parameters);
    }
}
