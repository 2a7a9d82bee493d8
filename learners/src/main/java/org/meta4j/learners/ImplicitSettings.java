package org.meta4j.learners;

import org.jspecify.annotations.Nullable;

/**
 * How an implicit meta-gradient is computed.
 *
 * @param strength λ of the pull back to the initial parameters, above 0
 * @param conjugateSteps steps of the conjugate gradient method, at least 1
 * @param damping δ, at least 0: what the linear system's Hessian is divided by in addition to λ; null, as in files from before it was there, is 0
 */
public record ImplicitSettings(
        double strength, int conjugateSteps, @Nullable Double damping) {
    public ImplicitSettings {
        if (!(strength > 0) || Double.isInfinite(strength)) {
            throw new IllegalArgumentException("the strength of the pull must be above 0, but was " + strength);
        }
        if (conjugateSteps < 1) {
            throw new IllegalArgumentException("conjugate steps must be at least 1, but were " + conjugateSteps);
        }
        if (damping != null && (!(damping >= 0) || damping.isInfinite())) {
            throw new IllegalArgumentException("damping must be at least 0 and finite, but was " + damping);
        }
    }

    /** What the Hessian is divided by: λ + δ. */
    public double divisor() {
        return damping == null ? strength : strength + damping;
    }
}
