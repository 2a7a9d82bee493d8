package org.meta4j.learners.inner;

import org.meta4j.engine.Value;

/**
 * A gradient g as networks can read it, whose numbers may be of any size: (log|g| / p, sgn g) where |g| ≥ e^−p, otherwise
 * (−1, e^p g), for each number by itself (Andrychowicz et al., Learning to Learn by Gradient Descent by Gradient Descent, 2016,
 * arXiv:1606.04474, appendix A). Both have bounded derivatives.
 *
 * @param size log max(|g|, e^−p) / p
 * @param direction g / max(|g|, e^−p)
 */
record SizeAndDirection(Value size, Value direction) {
    /** @param p what the logarithm is divided by, above 0: the larger, the smaller the gradients that are told apart */
    static SizeAndDirection of(Value gradient, double p) {
        double least = Math.exp(-p);
        Value magnitude = gradient.relu().add(gradient.negate().relu());
        Value bounded = magnitude.add(-least).relu().add(least);
        return new SizeAndDirection(bounded.log().scale(1 / p), gradient.divide(bounded));
    }
}
