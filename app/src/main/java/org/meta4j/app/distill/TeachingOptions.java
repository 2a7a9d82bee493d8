package org.meta4j.app.distill;

import org.meta4j.app.cli.UsageException;
import org.meta4j.distill.DistillSettings;
import picocli.CommandLine.Option;

/** Options for what counts beside the labels where teachers teach, whatever network the student has. */
public final class TeachingOptions {
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

    /** @throws UsageException if a number is out of its bounds */
    public DistillSettings settings() {
        return UsageException.check(() -> new DistillSettings(temperature, hard, 0, distances, angles));
    }
}
