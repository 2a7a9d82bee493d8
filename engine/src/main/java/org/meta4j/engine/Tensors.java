package org.meta4j.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Named tensors in a fixed order: a network's parameters, their gradients, an optimiser's state. The
 * names and their order do not change; the numbers of each tensor may.
 */
public final class Tensors {
    private final Map<String, Tensor> byName;

    private Tensors(Map<String, Tensor> byName) {
        this.byName = byName;
    }

    /** Tensors in the map's order of iteration. */
    public static Tensors of(Map<String, Tensor> tensors) {
        return new Tensors(Collections.unmodifiableMap(new LinkedHashMap<>(tensors)));
    }

    /**
     * The tensor called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor '" + name + "': there are " + byName.keySet());
        }
        return tensor;
    }

    public boolean contains(String name) {
        return byName.containsKey(name);
    }

    /** Names in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** All tensors by name, in order; not to be changed. */
    public Map<String, Tensor> asMap() {
        return byName;
    }

    /** Numbers in all tensors together. */
    public long length() {
        return byName.values().stream()
                .mapToLong(tensor -> tensor.values().length)
                .sum();
    }

    /** The same names with each tensor replaced. */
    public Tensors map(UnaryOperator<Tensor> change) {
        Map<String, Tensor> changed = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> changed.put(name, change.apply(tensor)));
        return of(changed);
    }

    /** These and others behind them; the tensors stay the same. */
    public Tensors and(Tensors others) {
        Map<String, Tensor> all = new LinkedHashMap<>(byName);
        all.putAll(others.byName);
        return of(all);
    }

    /** A copy that shares no numbers. */
    public Tensors copy() {
        return map(Tensor::copy);
    }

    /** Puts the numbers of {@code others}, of the same names and shapes, in the place of these. */
    public void assign(Tensors others) {
        asMap().forEach((name, tensor) ->
                System.arraycopy(others.get(name).values(), 0, tensor.values(), 0, tensor.values().length));
    }
}
