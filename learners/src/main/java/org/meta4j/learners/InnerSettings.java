package org.meta4j.learners;

import org.jspecify.annotations.Nullable;
import org.meta4j.learners.methods.InnerLoop;
import org.meta4j.learners.methods.InnerMemory;

/**
 * How a learner of the initialisation family adapts.
 *
 * @param ways classes of its tasks, at least 2: its last layer has one output for each
 * @param innerSteps steps while meta-training, at least 1
 * @param solvingSteps steps on a new task, at least 1
 * @param innerRate inner learning rate, above 0
 * @param memory what meta-training keeps of the inner steps; null in files of earlier versions, which stored all:
 *     {@link #trainingMemory}
 */
public record InnerSettings(
        int ways,
        int innerSteps,
        int solvingSteps,
        double innerRate,
        @Nullable InnerMemory memory) {
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

    /** Settings that store all of the inner steps. */
    public InnerSettings(int ways, int innerSteps, int solvingSteps, double innerRate) {
        this(ways, innerSteps, solvingSteps, innerRate, null);
    }

    /** The same adaptation, meta-trained with another memory. */
    public InnerSettings withMemory(InnerMemory newMemory) {
        return new InnerSettings(ways, innerSteps, solvingSteps, innerRate, newMemory);
    }

    /** What meta-training keeps of the inner steps. */
    public InnerMemory trainingMemory() {
        return memory == null ? InnerMemory.STORED : memory;
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
