package org.meta4j.bench.inputs;

/**
 * What a workload gives on {@link WorkloadInputs} before any update of its parameters. Every
 * implementation must come to these numbers within the tolerances, or it is not the same work. They were
 * read from the peers in Python (JAX and learn2learn, fp32), rounded as printed here.
 *
 * @param loss mean query loss over the tasks
 * @param gradientNorm Euclidean norm of its gradient with respect to all parameters together, second
 *     order included
 */
public record FirstValues(double loss, double gradientNorm) {
    /** Relative difference allowed in the loss; JAX and learn2learn differ by up to 2e-5. */
    public static final double LOSS_TOLERANCE = 1e-4;
    /** Relative difference allowed in the norm; JAX and learn2learn differ by up to 4e-4 after five steps of O. */
    public static final double GRADIENT_NORM_TOLERANCE = 1e-3;

    /** A by MAML: the largest probability of the one query. */
    public static final double MAML_ANSWER = 0.41330;
    /**
     * A by prototypes: the squared distance from the one query to the nearest. Between images of noise it is small, and all
     * five probabilities are 0.2000.
     */
    public static final double PROTOTYPES_ANSWER = 7.0332e-5;
    /** Relative difference allowed in the answers of A, which five inner steps in single precision part. */
    public static final double ANSWER_TOLERANCE = 1e-3;

    /**
     * S, sinusoid MAML: inner rate 0.01, mean squared error, {@value WorkloadInputs#SINUSOID_TASKS} tasks.
     *
     * @param innerSteps 1 or 5
     */
    public static FirstValues sinusoid(int innerSteps) {
        return switch (innerSteps) {
            case 1 -> new FirstValues(3.20061, 1.4653);
            case 5 -> new FirstValues(3.07229, 0.6101);
            default -> throw unknown("S", "inner steps", innerSteps, "1 and 5");
        };
    }

    /**
     * O, Omniglot MAML: inner rate 0.4, cross entropy, {@value WorkloadInputs#OMNIGLOT_TASKS} tasks.
     *
     * @param innerSteps 1 or 5
     * @param queries query images of a task, 5 or 75
     */
    public static FirstValues omniglot(int innerSteps, int queries) {
        if (innerSteps != 1 && innerSteps != 5) {
            throw unknown("O", "inner steps", innerSteps, "1 and 5");
        }
        boolean single = innerSteps == 1;
        return switch (queries) {
            case 5 -> single ? new FirstValues(3.53809, 30.049) : new FirstValues(2.842, 52.743);
            case 75 -> single ? new FirstValues(3.56935, 8.742) : new FirstValues(3.308, 22.05);
            default -> throw unknown("O", "queries", queries, "5 and 75");
        };
    }

    /** P, a training step of prototypical networks: 60-way 5-shot 5-query, squared Euclidean distance. */
    public static FirstValues prototypes() {
        return new FirstValues(5.02617, 14.777);
    }

    private static IllegalArgumentException unknown(String workload, String what, int value, String known) {
        return new IllegalArgumentException("no first values of workload " + workload + " for " + value + " " + what
                + ": they are known for " + known);
    }
}
