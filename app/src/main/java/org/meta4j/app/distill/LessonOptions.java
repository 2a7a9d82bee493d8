package org.meta4j.app.distill;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.distill.DistillSettings;
import org.meta4j.learners.training.TrainingSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for what the student is to have of its teachers, and how long it learns. */
final class LessonOptions {
    @Mixin
    private TeachingOptions teaching = new TeachingOptions();

    @Option(
            names = "--hint",
            paramLabel = "W",
            defaultValue = "0",
            description = "Weight of the teachers' features, through a regressor (FitNets). Default: ${DEFAULT-VALUE}.")
    private double hint;

    @Option(names = "--iterations", paramLabel = "N", description = "Meta-iterations. Default: the student's method's.")
    private @Nullable Long iterations;

    @Option(names = "--minutes", paramLabel = "N", description = "Train for so long instead.")
    private @Nullable Double minutes;

    @Option(
            names = "--training-ways",
            paramLabel = "W",
            description = "Classes of a training task. Default: the method's, or what a teacher needs.")
    private @Nullable Integer ways;

    /** @throws UsageException if a number is out of its bounds */
    void check() {
        if (iterations != null && minutes != null) {
            throw new UsageException("give --iterations or --minutes, not both");
        }
        if (iterations != null && iterations < 1) {
            throw new UsageException("iterations must be at least 1, but was " + iterations);
        }
        if (minutes != null && !(minutes > 0 && minutes < 1e6)) {
            throw new UsageException("minutes must be above 0, but was " + minutes);
        }
        if (ways != null && ways < 2) {
            throw new UsageException("ways of a training task must be at least 2, but was " + ways);
        }
        settings();
    }

    @Nullable
    Integer ways() {
        return ways;
    }

    DistillSettings settings() {
        DistillSettings terms = teaching.settings();
        return UsageException.check(() -> terms.withFeatures(hint, terms.distances(), terms.angles()));
    }

    /** The method's training for so long. */
    TrainingSettings training(TrainingSettings defaults) {
        if (minutes != null) {
            // The time is what ends it.
            return defaults.withIterations(Long.MAX_VALUE / 2).withMinutes(minutes);
        }
        return iterations == null ? defaults : defaults.withIterations(iterations);
    }
}
