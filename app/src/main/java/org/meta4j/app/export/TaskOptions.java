package org.meta4j.app.export;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.app.eval.TaskSizes;
import org.meta4j.learners.BatchNorm;
import org.meta4j.learners.InnerSettings;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.onnx.LearnerExport;
import org.meta4j.onnx.OnnxModel;
import org.meta4j.onnx.TaskSize;
import org.meta4j.tasks.EpisodeShape;
import picocli.CommandLine.Option;

/** Options for a whole learner. */
final class TaskOptions {
    /** Of each class, where queries are normalised together and nobody says how many there will be. */
    private static final int QUERIES_OF_A_CLASS = 15;

    @Option(
            names = "--learner",
            description = "The whole learner: supports and queries in, answers out. Default: its encoder alone.")
    private boolean whole;

    @Option(names = "--ways", paramLabel = "W", description = "Classes of a task. Default: as trained for.")
    private @Nullable Integer ways;

    @Option(names = "--shots", paramLabel = "K", description = "Examples of each class. Default: as trained for.")
    private @Nullable Integer shots;

    @Option(
            names = "--queries",
            paramLabel = "Q",
            description = "Queries of a task, of all classes together. Default: any number; where what is computed"
                    + " depends on it, 1, or 15 for each class with --batch-norm transductive.")
    private @Nullable Integer queries;

    @Option(
            names = "--batch-norm",
            paramLabel = "MODE",
            description =
                    "running, transductive or support-plus-one, as in 'meta4j eval'. Default: as 'meta4j predict'.")
    private @Nullable String batchNorm;

    @Option(names = "--solving-steps", paramLabel = "N", description = "Steps on a task (methods that adapt).")
    private @Nullable Integer solvingSteps;

    /** A whole learner as it is exported. */
    record Whole(TrainedLearner learner, TaskSize size, OnnxModel model) {}

    boolean isWhole() {
        return whole;
    }

    /** @throws UsageException if options are given that do not go together, or numbers are out of bounds */
    void check() {
        refuseWithout("--ways", ways);
        refuseWithout("--shots", shots);
        refuseWithout("--queries", queries);
        refuseWithout("--batch-norm", batchNorm);
        refuseWithout("--solving-steps", solvingSteps);
        if (queries != null && queries < 1) {
            throw new UsageException("queries must be at least 1, but were " + queries);
        }
        if (ways != null && ways < 2) {
            throw new UsageException("ways must be at least 2, but were " + ways);
        }
        String mode = batchNorm;
        UsageException.check(() -> mode == null ? BatchNorm.RUNNING : BatchNorm.named(mode));
        UsageException.check(() -> new EpisodeShape(ways == null ? 2 : ways, shots == null ? 1 : shots, 1));
    }

    private void refuseWithout(String option, @Nullable Object given) {
        if (given != null && !whole) {
            throw new UsageException(option + " goes with --learner: an encoder has no tasks");
        }
    }

    private TrainedLearner adjusted(TrainedLearner given) {
        TrainedLearner learner = solvingSteps == null ? given : stepped(given, solvingSteps);
        String mode = batchNorm;
        return mode == null ? learner : UsageException.check(() -> learner.withBatchNorm(BatchNorm.named(mode)));
    }

    private static TrainedLearner stepped(TrainedLearner given, int steps) {
        InnerSettings inner = given.settings().inner();
        if (inner == null) {
            throw new UsageException(
                    "method '" + given.settings().method() + "' takes no steps on a task: leave out --solving-steps");
        }
        return UsageException.check(() -> given.withInner(inner.withSolvingSteps(steps)));
    }

    Whole export(TrainedLearner given) {
        TrainedLearner learner = adjusted(given);
        EpisodeShape trainedFor = learner.provenance().training().validation();
        boolean classes = learner.settings().tasks() == TaskType.CLASSIFICATION;
        if (!classes && ways != null) {
            throw new UsageException(
                    "--ways is for learners of classes; of numbers --shots is how many supports there are");
        }
        int w = ways != null ? ways : classes ? trainedFor.ways() : 1;
        TaskSize size = new TaskSize(w, shots == null ? trainedFor.shots() : shots, queries == null ? 1 : queries);
        if (classes) {
            TaskSizes.require(learner, new EpisodeShape(size.ways(), size.shots(), 1));
        }
        if (queries != null) {
            return new Whole(learner, size, LearnerExport.export(learner, size));
        }
        Optional<OnnxModel> any = LearnerExport.ofAnyQueries(learner, size);
        if (any.isPresent()) {
            return new Whole(learner, size.withQueries(TaskSize.ANY), any.get());
        }
        boolean together = learner.batchNorm() == BatchNorm.TRANSDUCTIVE;
        TaskSize fixed = size.withQueries(together ? QUERIES_OF_A_CLASS * w : 1);
        return new Whole(learner, fixed, LearnerExport.export(learner, fixed));
    }
}
