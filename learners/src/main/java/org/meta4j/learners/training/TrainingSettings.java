package org.meta4j.learners.training;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meta4j.tasks.EpisodeShape;

/**
 * How to meta-train.
 *
 * @param episode shape of training episodes
 * @param validation shape of the tasks that choose the best checkpoint
 * @param tasksPerIteration tasks whose losses are averaged in one meta-gradient, at least 1
 * @param iterations meta-iterations in all, at least 1; with {@code minutes} an upper bound
 * @param minutes time to train for, above 0; {@link #UNLIMITED} for none. The learning rate then follows the clock, and
 *     two runs are not equal to the bit
 * @param metaLearningRate above 0 and at most 1
 * @param halvings times that the rate is halved, at equal distances over the second half of training; at least 0
 * @param validationTasks tasks in one validation; 0 for none
 * @param validateEvery iterations between validations, at least 1
 * @param patience validations without a better one after which training stops; 0 for never
 * @param checkpointEvery iterations between checkpoints, at least 1
 * @param seed of parameters and of tasks
 * @param update how meta-parameters are moved; null for Adam with halvings
 * @param distortion of the images of training tasks; null for none
 */
public record TrainingSettings(
        EpisodeShape episode,
        EpisodeShape validation,
        int tasksPerIteration,
        long iterations,
        double minutes,
        double metaLearningRate,
        int halvings,
        int validationTasks,
        long validateEvery,
        int patience,
        long checkpointEvery,
        long seed,
        @Nullable MetaUpdate update,
        @Nullable Distortion distortion) {
    /** No limit on time. */
    public static final double UNLIMITED = -1;

    public TrainingSettings {
        atLeast("tasks per iteration", 1, tasksPerIteration);
        atLeast("iterations", 1, iterations);
        atLeast("halvings", 0, halvings);
        atLeast("validation tasks", 0, validationTasks);
        atLeast("iterations between validations", 1, validateEvery);
        atLeast("patience", 0, patience);
        atLeast("iterations between checkpoints", 1, checkpointEvery);
        if (minutes != UNLIMITED && !(minutes > 0 && minutes < 1e6)) {
            throw new IllegalArgumentException("minutes must be above 0, but was " + minutes);
        }
        if (!(metaLearningRate > 0) || metaLearningRate > 1) {
            throw new IllegalArgumentException(
                    "the meta-learning rate must be above 0 and at most 1, but was " + metaLearningRate);
        }
    }

    /** Settings with Adam, halved so often. */
    public TrainingSettings(
            EpisodeShape episode,
            EpisodeShape validation,
            int tasksPerIteration,
            long iterations,
            double minutes,
            double metaLearningRate,
            int halvings,
            int validationTasks,
            long validateEvery,
            int patience,
            long checkpointEvery,
            long seed) {
        this(
                episode,
                validation,
                tasksPerIteration,
                iterations,
                minutes,
                metaLearningRate,
                halvings,
                validationTasks,
                validateEvery,
                patience,
                checkpointEvery,
                seed,
                null,
                null);
    }

    private static void atLeast(String name, long bound, long value) {
        if (value < bound) {
            throw new IllegalArgumentException(name + " must be at least " + bound + ", but was " + value);
        }
    }

    /** How meta-parameters are moved. */
    public MetaUpdate metaUpdate() {
        return update == null ? MetaUpdate.DEFAULT : update;
    }

    /** Meta-learning rate when a share {@code progress} of training, between 0 and 1, is done. */
    public double rateAt(double progress) {
        if (metaUpdate().schedule() == MetaUpdate.Schedule.LINEAR) {
            return metaLearningRate * Math.max(0, 1 - progress);
        }
        if (metaUpdate().schedule() == MetaUpdate.Schedule.COSINE) {
            return metaLearningRate * (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
        }
        if (halvings == 0 || progress < 0.5) {
            return metaLearningRate;
        }
        int done = Math.min(halvings, 1 + (int) ((progress - 0.5) * 2 * halvings));
        return metaLearningRate * Math.pow(0.5, done);
    }

    /** Share of training that is done after so many iterations and seconds. */
    public double progress(long doneIterations, double seconds) {
        double byIterations = (double) doneIterations / iterations;
        return minutes == UNLIMITED ? byIterations : Math.max(byIterations, seconds / (60 * minutes));
    }

    public TrainingSettings withEpisode(EpisodeShape newEpisode) {
        return with(draft -> draft.episode = newEpisode);
    }

    public TrainingSettings withTasksPerIteration(int tasks) {
        return with(draft -> draft.tasksPerIteration = tasks);
    }

    public TrainingSettings withIterations(long count) {
        return with(draft -> draft.iterations = count);
    }

    public TrainingSettings withMinutes(double time) {
        return with(draft -> draft.minutes = time);
    }

    public TrainingSettings withMetaLearningRate(double rate) {
        return with(draft -> draft.metaLearningRate = rate);
    }

    public TrainingSettings withValidation(int tasks, long every, int newPatience) {
        return with(draft -> {
            draft.validationTasks = tasks;
            draft.validateEvery = every;
            draft.patience = newPatience;
        });
    }

    public TrainingSettings withCheckpointEvery(long every) {
        return with(draft -> draft.checkpointEvery = every);
    }

    public TrainingSettings withUpdate(@Nullable MetaUpdate newUpdate) {
        return with(draft -> draft.update = newUpdate);
    }

    public TrainingSettings withDistortion(@Nullable Distortion newDistortion) {
        return with(draft -> draft.distortion = newDistortion);
    }

    public TrainingSettings withSeed(long newSeed) {
        return with(draft -> draft.seed = newSeed);
    }

    private TrainingSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings while one of them changes, so that a new one is copied in one place. */
    private static final class Draft {
        private EpisodeShape episode;
        private EpisodeShape validation;
        private int tasksPerIteration;
        private long iterations;
        private double minutes;
        private double metaLearningRate;
        private int halvings;
        private int validationTasks;
        private long validateEvery;
        private int patience;
        private long checkpointEvery;
        private long seed;
        private @Nullable MetaUpdate update;
        private @Nullable Distortion distortion;

        Draft(TrainingSettings settings) {
            episode = settings.episode;
            validation = settings.validation;
            tasksPerIteration = settings.tasksPerIteration;
            iterations = settings.iterations;
            minutes = settings.minutes;
            metaLearningRate = settings.metaLearningRate;
            halvings = settings.halvings;
            validationTasks = settings.validationTasks;
            validateEvery = settings.validateEvery;
            patience = settings.patience;
            checkpointEvery = settings.checkpointEvery;
            seed = settings.seed;
            update = settings.update;
            distortion = settings.distortion;
        }

        TrainingSettings settings() {
            return new TrainingSettings(
                    episode,
                    validation,
                    tasksPerIteration,
                    iterations,
                    minutes,
                    metaLearningRate,
                    halvings,
                    validationTasks,
                    validateEvery,
                    patience,
                    checkpointEvery,
                    seed,
                    update,
                    distortion);
        }
    }
}
