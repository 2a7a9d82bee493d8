package org.meta4j.learners;

import org.jspecify.annotations.Nullable;

/**
 * Everything that makes two learners of equal parameters answer alike.
 *
 * @param method name of the meta-learning method, as {@link Methods} knows it
 * @param network the network
 * @param inner how it adapts; null for methods that do not
 */
public record LearnerSettings(
        String method, NetworkSettings network, @Nullable InnerSettings inner) {
    public LearnerSettings {
        if (Methods.named(method).adapts() != (inner != null)) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (inner == null ? "needs inner-loop settings" : "has no inner loop to set"));
        }
    }

    /** The inner-loop settings of a method that adapts. */
    public InnerSettings requireInner() {
        if (inner == null) {
            throw new IllegalStateException("method '" + method + "' has no inner loop");
        }
        return inner;
    }

    public LearnerSettings withNetwork(NetworkSettings newNetwork) {
        return new LearnerSettings(method, newNetwork, inner);
    }

    public LearnerSettings withInner(InnerSettings newInner) {
        return new LearnerSettings(method, network, newInner);
    }
}
