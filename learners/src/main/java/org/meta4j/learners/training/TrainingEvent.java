package org.meta4j.learners.training;

import java.nio.file.Path;
import org.meta4j.scores.ErrorScores;
import org.meta4j.scores.Scores;

/** What meta-training announces. */
public sealed interface TrainingEvent {
    /**
     * Training begins or goes on.
     *
     * @param iteration done before; 0 at the beginning
     * @param settings of this training
     */
    record Started(long iteration, TrainingSettings settings) implements TrainingEvent {}

    /**
     * A meta-iteration is done.
     *
     * @param iteration counted from 1
     * @param loss mean over the tasks of the batch, before the step
     * @param accuracy on their queries, between 0 and 1; NaN for tasks of numbers
     * @param rate meta-learning rate of the step
     * @param seconds of training so far, validation included
     * @param tasks seen so far
     * @param progress share of training done, between 0 and 1
     */
    record Iterated(
            long iteration, double loss, double accuracy, double rate, double seconds, long tasks, double progress)
            implements TrainingEvent {}

    /**
     * Validation tasks were solved.
     *
     * @param iteration after which
     * @param scores of the learner as it was then
     * @param best whether it is the best so far
     */
    record Validated(long iteration, Scores scores, boolean best) implements TrainingEvent {}

    /**
     * Validation tasks of numbers were solved.
     *
     * @param iteration after which
     * @param scores of the learner as it was then
     * @param best whether it is the best so far
     */
    record ValidatedNumbers(long iteration, ErrorScores scores, boolean best) implements TrainingEvent {}

    /** A checkpoint was written. */
    record Checkpointed(long iteration, Path file) implements TrainingEvent {}

    /**
     * Training is over.
     *
     * @param iteration done
     * @param reason why it ended
     * @param seconds of training
     */
    record Finished(long iteration, Reason reason, double seconds) implements TrainingEvent {}

    /** Why training ended. */
    enum Reason {
        /** All iterations or all minutes are done. */
        COMPLETE,
        /** Validation has not improved for as long as patience allows. */
        EARLY_STOP,
        /** Somebody asked for it; training can be resumed. */
        INTERRUPTED
    }
}
