package org.meta4j.learners.solving;

import org.meta4j.engine.Tensors;
import org.meta4j.learners.SolvedTask;
import org.meta4j.learners.files.Prefixed;
import org.meta4j.learners.objectives.ProcessObjective;
import org.meta4j.learners.objectives.TargetRows;
import org.meta4j.tasks.Estimates;
import org.meta4j.tasks.Examples;
import org.meta4j.tasks.Predictions;
import org.meta4j.tasks.Targets;

/**
 * A task of numbers solved by reading its supports.
 *
 * @param programs answer by them
 * @param support their numbers
 * @param targets theirs [supports, width]
 */
public record ReadTask(ProcessPrograms programs, float[] support, float[] targets) implements SolvedTask {
    private static final String SUPPORT = "support/inputs";
    private static final String TARGETS = "support/targets";

    /** Keeps supports with their numbers, which are read with each query. */
    public static ReadTask learn(ProcessPrograms programs, Examples support) {
        if (!(support.targets() instanceof Targets.Values)) {
            throw new IllegalArgumentException("this learner was meta-trained to predict numbers, but the support"
                    + " examples have none: give each its target");
        }
        return new ReadTask(programs, support.inputs(), TargetRows.of(support, programs.width()));
    }

    /** What a file holds, as it was kept. */
    public static ReadTask restore(ProcessObjective objective, Tensors state) {
        ProcessPrograms programs = new ProcessPrograms(
                objective, Prefixed.get(state, Prefixed.PARAMETER), Prefixed.get(state, Prefixed.STATISTIC));
        return new ReadTask(
                programs, state.get(SUPPORT).values(), state.get(TARGETS).values());
    }

    @Override
    public Estimates estimate(Examples query) {
        return new Estimates(programs.means(support, targets, query.inputs()), programs.width());
    }

    @Override
    public Predictions predict(Examples query) {
        throw new IllegalStateException("this task has numbers: ask for estimates, not for predictions");
    }

    @Override
    public Tensors state() {
        return new Prefixed()
                .put(Prefixed.PARAMETER, programs.parameters())
                .put(Prefixed.STATISTIC, programs.statistics())
                .put(SUPPORT, support, supports())
                .put(TARGETS, targets, supports())
                .tensors();
    }

    /** Numbers of a target stand in the place of classes. */
    @Override
    public int ways() {
        return programs.width();
    }

    @Override
    public int supports() {
        return targets.length / programs.width();
    }

    @Override
    public float[] supportInputs() {
        return support;
    }
}
