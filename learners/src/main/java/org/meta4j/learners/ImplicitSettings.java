package org.meta4j.learners;

/**
 * How an implicit meta-gradient is computed.
 *
 * @param strength λ of the pull back to the initial parameters, above 0
 * @param conjugateSteps steps of the conjugate gradient method, at least 1
 * @param damping δ, at least 0: what the linear system's Hessian is divided by in addition to λ
 */
public record ImplicitSettings(double strength, int conjugateSteps, double damping) {
    public ImplicitSettings {
        if (!(strength > 0) || Double.isInfinite(strength)) {
            throw new IllegalArgumentException("the strength of the pull must be above 0, but was " + strength);
        }
        if (conjugateSteps < 1) {
            throw new IllegalArgumentException("conjugate steps must be at least 1, but were " + conjugateSteps);
        }
        if (!(damping >= 0) || Double.isInfinite(damping)) {
            throw new IllegalArgumentException("damping must be at least 0 and finite, but was " + damping);
        }
    }
}
