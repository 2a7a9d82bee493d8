package org.meta4j.learners.methods;

/**
 * How a network adapts to a task: gradient steps on the support loss.
 *
 * @param steps inner steps, at least 0
 * @param rate inner learning rate, above 0
 * @param order whether the meta-gradient sees how the steps depend on the meta-parameters
 */
public record InnerLoop(int steps, double rate, Order order) {
    /** What the meta-gradient knows of the inner steps. */
    public enum Order {
        /** The steps' gradients are taken as constants. */
        FIRST,
        /** The true meta-gradient, second derivatives included. */
        SECOND
    }

    public InnerLoop {
        if (steps < 0) {
            throw new IllegalArgumentException("inner steps must be at least 0, but was " + steps);
        }
        if (!(rate > 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the inner learning rate must be above 0, but was " + rate);
        }
    }

    public InnerLoop withSteps(int newSteps) {
        return new InnerLoop(newSteps, rate, order);
    }
}
