package org.meta4j.learners;

/**
 * How an implicit meta-gradient is computed.
 *
 * @param strength λ of the pull back to the initial parameters, above 0
 * @param conjugateSteps steps of the conjugate gradient method, at least 1
 */
public record ImplicitSettings(double strength, int conjugateSteps) {
    public ImplicitSettings {
        if (!(strength > 0) || Double.isInfinite(strength)) {
            throw new IllegalArgumentException("the strength of the pull must be above 0, but was " + strength);
        }
        if (conjugateSteps < 1) {
            throw new IllegalArgumentException("conjugate steps must be at least 1, but were " + conjugateSteps);
        }
    }
}
