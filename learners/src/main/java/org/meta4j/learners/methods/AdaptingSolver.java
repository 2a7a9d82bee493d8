package org.meta4j.learners.methods;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.Solver;
import org.meta4j.tasks.Examples;

/** Solves tasks by inner steps from learned parameters. */
record AdaptingSolver(AdaptationPrograms programs, int ways, Tensors parameters, BatchNorm mode) implements Solver {
    @Override
    public SolvedTask learn(Examples support) {
        SupportSets.requireEveryClass(support);
        int classes = support.classes().names().size();
        if (classes != ways) {
            throw new IllegalArgumentException(
                    "the task has " + classes + " classes, but this learner was meta-trained for "
                            + ways + "-way tasks: give " + ways + " classes, train with ways " + classes
                            + ", or use protonet, which takes any number");
        }
        int[] labels = support.classes().labels();
        Readaptation origin = new Readaptation(parameters, labels);
        Tensors adapted = programs.adapt(parameters, support.inputs(), SupportSets.oneHot(labels, ways), labels.length);
        return new AdaptedTask(programs, mode, adapted, support.inputs(), labels.length, ways, origin);
    }
}
