package org.meta4j.learners.solving;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.objectives.TargetRows;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Targets;

/** Solves tasks by inner steps from learned parameters. */
public record AdaptingSolver(AdaptationPrograms programs, TaskType tasks, Tensors parameters, BatchNorm mode)
        implements Solver {
    @Override
    public SolvedTask learn(Examples support) {
        return tasks == TaskType.CLASSIFICATION ? learnClasses(support) : learnNumbers(support);
    }

    private SolvedTask learnClasses(Examples support) {
        if (support.targets() instanceof Targets.Values shares) {
            return learnShares(support, shares.width());
        }
        SupportSets.requireEveryClass(support);
        int ways = support.classes().names().size();
        requireWays(ways);
        Readaptation origin = new Readaptation(parameters, support.classes().labels());
        return new AdaptedTask(programs, mode, adapted(support), support.inputs(), support.count(), ways, origin);
    }

    /** Of examples without labels, of which somebody says how probable each class is: a row that sums to 1 for each. */
    private SolvedTask learnShares(Examples support, int classes) {
        requireWays(classes);
        return new AdaptedTask(programs, mode, adapted(support), support.inputs(), support.count(), classes, null);
    }

    private void requireWays(int classes) {
        int ways = programs.outputs();
        if (classes != ways) {
            throw new IllegalArgumentException(
                    "the task has " + classes + " classes, but this learner was meta-trained for "
                            + ways + "-way tasks: give " + ways + " classes, train with ways " + classes
                            + ", or use protonet, which takes any number");
        }
    }

    private SolvedTask learnNumbers(Examples support) {
        if (!(support.targets() instanceof Targets.Values)) {
            throw new IllegalArgumentException("this learner was meta-trained to predict numbers, but the support"
                    + " examples have none: give each its target");
        }
        return new AdaptedTask(
                programs, mode, adapted(support), support.inputs(), support.count(), programs.outputs(), null);
    }

    private Tensors adapted(Examples support) {
        float[] targets = TargetRows.of(support, programs.outputs());
        return programs.adapt(parameters, support.inputs(), targets, support.count());
    }
}
