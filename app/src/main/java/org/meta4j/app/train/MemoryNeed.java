package org.meta4j.app.train;

import java.util.ArrayList;
import java.util.List;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.cli.UsageException;
import org.meta4j.learners.LearnerSettings;
import org.meta4j.learners.Method;
import org.meta4j.learners.Methods;
import org.meta4j.learners.inner.InnerLoop;
import org.meta4j.learners.objectives.InnerMemory;
import org.meta4j.learners.objectives.SteppedObjective;
import org.meta4j.learners.training.TrainingMemory;

/** Says before a training how much memory it needs, and refuses what cannot be had. */
final class MemoryNeed {
    private MemoryNeed() {}

    /** One line for the log. */
    static String line(TrainingMemory memory) {
        return "memory: about " + Texts.bytes(memory.total()) + ", of which " + Texts.bytes(memory.computing())
                + " to compute, " + Texts.bytes(memory.parameters() + memory.optimiser())
                + " for parameters and optimiser, " + Texts.bytes(memory.drawn() + memory.data()) + " for data";
    }

    /**
     * Refuses a training that needs more than there is.
     *
     * @param most bytes that Java may use
     */
    static void require(TrainingMemory memory, LearnerSettings learner, long most) {
        if (memory.total() <= most) {
            return;
        }
        List<String> ways = new ArrayList<>();
        // Half as much again: a collector wants room to work in.
        ways.add("JAVA_TOOL_OPTIONS=-Xmx" + (memory.total() * 3 / 2 / (1L << 20) + 1) + "m gives it more");
        if (memory.threads() > 1) {
            ways.add("fewer --threads");
        }
        Method method = Methods.named(learner.method());
        ways.add("smaller training tasks (--training-queries" + (method.trainsOnWays() ? ")" : ", --training-ways)"));
        if (method.objective(learner) instanceof SteppedObjective stepped
                && stepped.order() == InnerLoop.Order.SECOND
                && stepped.steps() > 1
                && learner.requireInner().trainingMemory() == InnerMemory.STORED) {
            ways.add("--recompute, which does not store inner steps");
        }
        throw new UsageException("this training needs about " + Texts.bytes(memory.total()) + " of memory ("
                + Texts.bytes(memory.computing()) + " to compute on " + memory.threads()
                + " threads), but Java may use "
                + Texts.bytes(most) + ": " + String.join("; or take ", ways));
    }
}
