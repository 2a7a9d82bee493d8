package org.meta4j.learners;

import org.jspecify.annotations.Nullable;
import org.meta4j.learners.methods.InnerLoop;
import org.meta4j.learners.methods.InnerMemory;
import org.meta4j.learners.methods.LearnedRate;
import org.meta4j.learners.methods.NetworkPart;

/**
 * How a learner of the initialisation family adapts.
 *
 * @param ways outputs of its last layer: classes of its tasks, or numbers of a target; at least 1
 * @param innerSteps steps while meta-training, at least 0
 * @param solvingSteps steps on a new task, at least 0
 * @param innerRate inner learning rate, above 0; where rates are learned, the one that they begin at
 * @param memory what meta-training keeps of the inner steps; null in files of earlier versions, which stored all:
 *     {@link #trainingMemory}
 * @param order of the meta-gradient; null for the method's own
 * @param scope what has a learned rate of its own; null for methods that have no such choice
 * @param rule of the steps; null for the method's own
 * @param batchShots supports of each class that a step of training sees, at least 1; null for all
 * @param contextSize numbers in a context vector, at least 1; null for methods without one
 * @param implicit how an implicit meta-gradient is computed; null for methods without one
 * @param plus which changes of MAML++ are made; null for other methods
 * @param tuned what is fine-tuned of a network that was trained without steps, head or all; null for methods without the
 *     choice
 */
public record InnerSettings(
        int ways,
        int innerSteps,
        int solvingSteps,
        double innerRate,
        @Nullable InnerMemory memory,
        InnerLoop.@Nullable Order order,
        LearnedRate.@Nullable Scope scope,
        @Nullable InnerRule rule,
        @Nullable Integer batchShots,
        @Nullable Integer contextSize,
        @Nullable ImplicitSettings implicit,
        @Nullable PlusSettings plus,
        @Nullable NetworkPart tuned) {
    public InnerSettings {
        if (contextSize != null) {
            atLeast("numbers of a context", 1, contextSize);
        }
        if (batchShots != null) {
            atLeast("shots of a batch", 1, batchShots);
        }
        atLeast("ways", 1, ways);
        atLeast("inner steps", 0, innerSteps);
        atLeast("solving steps", 0, solvingSteps);
        if (!(innerRate > 0) || Double.isInfinite(innerRate)) {
            throw new IllegalArgumentException("the inner learning rate must be above 0, but was " + innerRate);
        }
    }

    /** Settings of a method without further choices. */
    public InnerSettings(int ways, int innerSteps, int solvingSteps, double innerRate) {
        this(ways, innerSteps, solvingSteps, innerRate, null, null, null, null, null, null, null, null, null);
    }

    /** What meta-training keeps of the inner steps. */
    public InnerMemory trainingMemory() {
        return memory == null ? InnerMemory.STORED : memory;
    }

    /** The same adaptation, meta-trained with another memory. */
    public InnerSettings withMemory(@Nullable InnerMemory newMemory) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                newMemory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }

    public InnerSettings withWays(int newWays) {
        return new InnerSettings(
                newWays,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withSteps(int newInnerSteps, int newSolvingSteps) {
        return new InnerSettings(
                ways,
                newInnerSteps,
                newSolvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withSolvingSteps(int steps) {
        return withSteps(innerSteps, steps);
    }

    public InnerSettings withRate(double rate) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                rate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withOrder(InnerLoop.@Nullable Order newOrder) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                newOrder,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withScope(LearnedRate.@Nullable Scope newScope) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                newScope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withRule(@Nullable InnerRule newRule) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                newRule,
                batchShots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withBatchShots(@Nullable Integer shots) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                shots,
                contextSize,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withContextSize(@Nullable Integer size) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                size,
                implicit,
                plus,
                tuned);
    }

    public InnerSettings withImplicit(@Nullable ImplicitSettings newImplicit) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                newImplicit,
                plus,
                tuned);
    }

    public InnerSettings withPlus(@Nullable PlusSettings newPlus) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                newPlus,
                tuned);
    }

    public InnerSettings withTuned(@Nullable NetworkPart newTuned) {
        return new InnerSettings(
                ways,
                innerSteps,
                solvingSteps,
                innerRate,
                memory,
                order,
                scope,
                rule,
                batchShots,
                contextSize,
                implicit,
                plus,
                newTuned);
    }
}
