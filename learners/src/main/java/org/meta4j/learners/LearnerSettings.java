package org.meta4j.learners;

import org.jspecify.annotations.Nullable;

/**
 * Everything that makes two learners of equal parameters answer alike.
 *
 * @param method name of the meta-learning method, as {@link Methods} knows it
 * @param network the network
 * @param inner how it adapts; null for methods that do not
 * @param siamese how it compares; null for methods that do not
 */
public record LearnerSettings(
        String method,
        NetworkSettings network,
        @Nullable InnerSettings inner,
        @Nullable SiameseSettings siamese) {
    public LearnerSettings {
        Method known = Methods.named(method);
        if (known.adapts() != (inner != null)) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (inner == null ? "needs inner-loop settings" : "has no inner loop to set"));
        }
        if (known.comparesPairs() != (siamese != null)) {
            throw new IllegalArgumentException("method '" + method + "' "
                    + (siamese == null
                            ? "needs siamese settings"
                            : "compares no pairs, so it has no siamese settings"));
        }
    }

    /** Settings of a method that does not compare pairs. */
    public LearnerSettings(String method, NetworkSettings network, @Nullable InnerSettings inner) {
        this(method, network, inner, null);
    }

    /** The inner-loop settings of a method that adapts. */
    public InnerSettings requireInner() {
        if (inner == null) {
            throw new IllegalStateException("method '" + method + "' has no inner loop");
        }
        return inner;
    }

    /** The settings of a method that compares pairs. */
    public SiameseSettings requireSiamese() {
        if (siamese == null) {
            throw new IllegalStateException("method '" + method + "' compares no pairs");
        }
        return siamese;
    }

    public LearnerSettings withNetwork(NetworkSettings newNetwork) {
        return new LearnerSettings(method, newNetwork, inner, siamese);
    }

    public LearnerSettings withInner(InnerSettings newInner) {
        return new LearnerSettings(method, network, newInner, siamese);
    }

    public LearnerSettings withSiamese(SiameseSettings newSiamese) {
        return new LearnerSettings(method, network, inner, newSiamese);
    }
}
