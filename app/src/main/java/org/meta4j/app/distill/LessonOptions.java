package org.meta4j.app.distill;

import org.jspecify.annotations.Nullable;
import org.meta4j.app.cli.UsageException;
import org.meta4j.distill.DistillSettings;
import org.meta4j.learners.training.TrainingSettings;
import picocli.CommandLine.Option;

/** Options for what the student is to have of its teachers, and how long it learns. */
final class LessonOptions {
    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "4",
            description = "Of the soft targets: above 1 the teachers' small probabilities count more."
                    + " Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = "--hard",
            paramLabel = "W",
            defaultValue = "0.1",
            description =
                    "Weight of the true labels, 0 to 1; the soft targets have the rest. Default: ${DEFAULT-VALUE}.")
    private double hard;

    @Option(
            names = "--hint",
            paramLabel = "W",
            defaultValue = "0",
            description = "Weight of the teachers' features, through a regressor (FitNets). Default: ${DEFAULT-VALUE}.")
    private double hint;

    @Option(
            names = "--distances",
            paramLabel = "W",
            defaultValue = "0",
            description = "Weight of distances between the teachers' features (relational). Default: ${DEFAULT-VALUE}.")
    private double distances;

    @Option(
            names = "--angles",
            paramLabel = "W",
            defaultValue = "0",
            description = "Weight of angles between the teachers' features (relational). Default: ${DEFAULT-VALUE}.")
    private double angles;

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
        return UsageException.check(() -> new DistillSettings(temperature, hard, hint, distances, angles));
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
