package org.meta4j.app.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.scores.MeanInterval;
import org.meta4j.tabular.base.TabularLearner;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * The score of a learner of numbers: its squared error, after 1, 5 and 10 steps as in MAML's paper where it takes steps.
 *
 * @param steps on a task; empty for these three and those that it was trained to solve with
 * @param base learners that have learned nothing from other tasks, to be scored on the same ones
 */
record NumbersTest(
        TrainedLearner learner,
        TaskFamily family,
        EpisodeShape shape,
        int tasks,
        long seed,
        Optional<Integer> steps,
        List<TabularLearner> base) {
    private static final List<Integer> STEPS = List.of(1, 5, 10);

    NumbersTest {
        base = List.copyOf(base);
        for (TabularLearner other : base) {
            if (!other.doesRegression()) {
                throw new UsageException("--base " + other.name() + " predicts classes: leave it out");
            }
        }
    }

    /** Refuses what only tasks of classes have. */
    static void requireNoChoice(
            @Nullable Integer ways,
            @Nullable Integer unknown,
            @Nullable Integer pairs,
            @Nullable String head,
            @Nullable String classDistance,
            @Nullable String batchNorm,
            boolean split) {
        String option = ways != null
                ? "--ways"
                : unknown != null
                        ? "--unknown"
                        : pairs != null
                                ? "--pairs"
                                : head != null
                                        ? "--head"
                                        : classDistance != null
                                                ? "--class-distance"
                                                : batchNorm != null ? "--batch-norm" : split ? "--split" : "";
        if (!option.isEmpty()) {
            throw new UsageException(
                    "option " + option + " does not go with tasks of numbers, which have no classes: leave it out");
        }
    }

    NumbersResult score(Workers workers, String file) {
        long began = System.nanoTime();
        InnerSettings inner = learner.settings().inner();
        if (inner == null && steps.isPresent()) {
            throw new UsageException("option --solving-steps does not go with a learner of "
                    + learner.settings().method() + ", which takes no steps on a task");
        }
        TaskSource source = family.testTasks(shape, seed);
        List<NumbersResult.Score> scores = new ArrayList<>();
        if (inner == null) {
            scores.add(score(workers, learner, source, 0));
        } else {
            TreeSet<Integer> counts = new TreeSet<>(steps.map(List::of).orElse(STEPS));
            if (steps.isEmpty()) {
                counts.add(inner.solvingSteps());
            }
            for (int count : counts) {
                scores.add(score(workers, learner.withInner(inner.withSolvingSteps(count)), source, count));
            }
        }
        List<NumbersResult.Beside> beside = base.stream()
                .map(other -> {
                    MeanInterval error = errors(workers, other, source);
                    return new NumbersResult.Beside(other.name(), error.mean(), error.halfWidth());
                })
                .toList();
        return new NumbersResult(
                scores,
                beside,
                tasks,
                seed,
                shape.shots(),
                shape.queries(),
                learner.settings().method(),
                file,
                family.name(),
                (System.nanoTime() - began) / 1e9);
    }

    private NumbersResult.Score score(Workers workers, TrainedLearner chosen, TaskSource source, int count) {
        MeanInterval error = errors(workers, chosen, source);
        return new NumbersResult.Score(count, error.mean(), error.halfWidth());
    }

    private MeanInterval errors(Workers workers, BaseLearner chosen, TaskSource source) {
        return new Evaluator(workers).errors(chosen, source, tasks, done -> {}).squaredError();
    }
}
