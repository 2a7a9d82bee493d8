package org.meta4j.learners;

import org.meta4j.learners.methods.InnerLoop;

/**
 * How a learner of the initialisation family adapts.
 *
 * @param ways classes of its tasks, at least 2: its last layer has one output for each
 * @param innerSteps steps while meta-training, at least 1
 * @param solvingSteps steps on a new task, at least 1
 * @param innerRate inner learning rate, above 0
 */
public record InnerSettings(int ways, int innerSteps, int solvingSteps, double innerRate) {
    public InnerSettings {
        if (ways < 2) {
            throw new IllegalArgumentException("ways must be at least 2, but was " + ways);
        }
        if (innerSteps < 1) {
            throw new IllegalArgumentException("inner steps must be at least 1, but was " + innerSteps);
        }
        if (solvingSteps < 1) {
            throw new IllegalArgumentException("solving steps must be at least 1, but was " + solvingSteps);
        }
        if (!(innerRate > 0) || Double.isInfinite(innerRate)) {
            throw new IllegalArgumentException("the inner learning rate must be above 0, but was " + innerRate);
        }
    }

    /** The inner loop of meta-training. */
    public InnerLoop trainingLoop(InnerLoop.Order order) {
        return new InnerLoop(innerSteps, innerRate, order);
    }

    /** The inner loop that solves a new task. */
    public InnerLoop solvingLoop() {
        return new InnerLoop(solvingSteps, innerRate, InnerLoop.Order.FIRST);
    }
}
