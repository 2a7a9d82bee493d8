package org.meta4j.app.compress;

import org.meta4j.app.cli.Screen;
import org.meta4j.app.cli.Streams;
import org.meta4j.app.cli.Texts;
import org.meta4j.compress.Compressed;
import org.meta4j.compress.CompressedSolver;
import org.meta4j.engine.Workers;
import org.meta4j.learners.Evaluator;
import org.meta4j.learners.Methods;
import org.meta4j.learners.TrainedLearner;
import org.meta4j.scores.Scores;
import org.meta4j.tasks.BaseLearner;
import org.meta4j.tasks.EpisodeSampler;
import org.meta4j.tasks.MetaDataset;

/**
 * Tasks of classes that a learner has not seen.
 *
 * @param data all classes, parted into those to learn from and others
 * @param sampler of the tasks
 * @param tasks how many
 * @param split where their classes are from
 */
record HeldOut(MetaDataset data, EpisodeSampler sampler, int tasks, String split) {
    /**
     * Scores on the same tasks.
     *
     * @param before of the original
     * @param after of tasks that the original solved, their solutions then compressed
     * @param readapted of tasks that the compressed learner learned itself
     * @param test which tasks
     * @param batchNorm which statistics
     * @param latency of a query
     */
    record Accuracies(Scores before, Scores after, Scores readapted, HeldOut test, String batchNorm, Latency latency) {}

    Accuracies score(TrainedLearner base, Compressed compressed, int threads, Streams streams) {
        TrainedLearner original =
                base.withBatchNorm(Methods.named(base.settings().method()).evaluationBatchNorm());
        Screen screen = new Screen(streams, false);
        try (Workers workers = new Workers(threads)) {
            TrainedLearner small = compressed.learner().withBatchNorm(original.batchNorm());
            return new Accuracies(
                    score(original, "before", workers, screen),
                    score(new CompressedSolver(original, compressed), "after", workers, screen),
                    score(small, "after learning again", workers, screen),
                    this,
                    original.batchNorm().label(),
                    Latency.of(original, small, sampler.task(0)));
        } finally {
            screen.clear();
        }
    }

    private Scores score(BaseLearner learner, String when, Workers workers, Screen screen) {
        return new Evaluator(workers)
                .evaluate(
                        learner,
                        sampler,
                        tasks,
                        done -> screen.status(
                                (double) done / tasks,
                                when + ": " + Texts.count(done) + "/" + Texts.count(tasks) + " tasks"));
    }
}
