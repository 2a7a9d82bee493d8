package org.meta4j.learners;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.inner.LearnedRate;
import org.meta4j.learners.inner.NetworkPart;
import org.meta4j.learners.objectives.InnerMemory;

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
        return with(draft -> draft.memory = newMemory);
    }

    private static void atLeast(String name, int bound, int value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }

    public InnerSettings withWays(int newWays) {
        return with(draft -> draft.ways = newWays);
    }

    public InnerSettings withSteps(int newInnerSteps, int newSolvingSteps) {
        return with(draft -> {
            draft.innerSteps = newInnerSteps;
            draft.solvingSteps = newSolvingSteps;
        });
    }

    public InnerSettings withSolvingSteps(int steps) {
        return withSteps(innerSteps, steps);
    }

    public InnerSettings withRate(double rate) {
        return with(draft -> draft.innerRate = rate);
    }

    public InnerSettings withOrder(InnerLoop.@Nullable Order newOrder) {
        return with(draft -> draft.order = newOrder);
    }

    public InnerSettings withScope(LearnedRate.@Nullable Scope newScope) {
        return with(draft -> draft.scope = newScope);
    }

    public InnerSettings withRule(@Nullable InnerRule newRule) {
        return with(draft -> draft.rule = newRule);
    }

    public InnerSettings withBatchShots(@Nullable Integer shots) {
        return with(draft -> draft.batchShots = shots);
    }

    public InnerSettings withContextSize(@Nullable Integer size) {
        return with(draft -> draft.contextSize = size);
    }

    public InnerSettings withImplicit(@Nullable ImplicitSettings newImplicit) {
        return with(draft -> draft.implicit = newImplicit);
    }

    public InnerSettings withPlus(@Nullable PlusSettings newPlus) {
        return with(draft -> draft.plus = newPlus);
    }

    public InnerSettings withTuned(@Nullable NetworkPart newTuned) {
        return with(draft -> draft.tuned = newTuned);
    }

    private InnerSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings while one of them changes, so that a new one is copied in one place. */
    private static final class Draft {
        private int ways;
        private int innerSteps;
        private int solvingSteps;
        private double innerRate;
        private @Nullable InnerMemory memory;
        private InnerLoop.@Nullable Order order;
        private LearnedRate.@Nullable Scope scope;
        private @Nullable InnerRule rule;
        private @Nullable Integer batchShots;
        private @Nullable Integer contextSize;
        private @Nullable ImplicitSettings implicit;
        private @Nullable PlusSettings plus;
        private @Nullable NetworkPart tuned;

        Draft(InnerSettings settings) {
            ways = settings.ways;
            innerSteps = settings.innerSteps;
            solvingSteps = settings.solvingSteps;
            innerRate = settings.innerRate;
            memory = settings.memory;
            order = settings.order;
            scope = settings.scope;
            rule = settings.rule;
            batchShots = settings.batchShots;
            contextSize = settings.contextSize;
            implicit = settings.implicit;
            plus = settings.plus;
            tuned = settings.tuned;
        }

        InnerSettings settings() {
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
                    tuned);
        }
    }
}
