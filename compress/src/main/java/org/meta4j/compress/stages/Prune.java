package org.meta4j.compress.stages;

import java.util.Map;
import java.util.Set;

/**
 * Sets the smallest weights to zero; what is left is stored with its place (Han, Pool, Tran and Dally, Learning both
 * Weights and Connections for Efficient Neural Networks, 2015, arXiv:1506.02626).
 *
 * @param sparsity share of the weights that become zero, above 0 and below 1
 * @param scope what the smallest are sought in
 * @param layers shares of single weight tensors by name, at least 0 and below 1; the others share {@code sparsity}
 */
public record Prune(double sparsity, Scope scope, Map<String, Double> layers) implements Stage {
    /** What a share is taken of. */
    public enum Scope {
        /** Of all weights together: layers whose weights are small lose more. */
        MODEL,
        /** Of each layer. */
        LAYER
    }

    public Prune {
        Checks.sparsity("prune", sparsity);
        layers = Checks.sorted(layers);
        Checks.sparsities("prune", layers);
    }

    /** The same for all layers. */
    public Prune(double sparsity, Scope scope) {
        this(sparsity, scope, Map.of());
    }

    @Override
    public boolean cuts() {
        return true;
    }

    @Override
    public Set<String> named() {
        return layers.keySet();
    }

    @Override
    public String text() {
        return "prune(" + sparsity + (scope == Scope.MODEL ? "" : ", layer") + Checks.exceptions(layers) + ")";
    }
}
