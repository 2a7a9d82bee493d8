package org.meta4j.compress.stages;

/**
 * Estimates running statistics of batch normalisation again, as the mean over training tasks: weights that were rounded or cut
 * give other means and variances than those that were learned.
 *
 * @param iterations meta-iterations, at least 1
 */
public record Normalize(int iterations) implements Stage {
    public Normalize {
        Checks.iterations("normalize", iterations);
    }

    @Override
    public boolean needsTasks() {
        return true;
    }

    @Override
    public String text() {
        return "normalize(" + iterations + ")";
    }
}
