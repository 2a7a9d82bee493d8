package org.meta4j.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Named values in a fixed order: the symbolic counterpart of {@link Tensors}. Immutable. */
public final class Values {
    private final Map<String, Value> byName;

    private Values(Map<String, Value> byName) {
        this.byName = byName;
    }

    /** Values in the map's order of iteration. */
    public static Values of(Map<String, Value> values) {
        return new Values(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    static Values of(Tensors tensors, BiFunction<String, Shape, Value> make) {
        Map<String, Value> values = new LinkedHashMap<>();
        tensors.asMap().forEach((name, tensor) -> values.put(name, make.apply(name, tensor.shape())));
        return of(values);
    }

    /** The same names, in the same order, with other values. */
    public Values with(List<Value> replacements) {
        if (replacements.size() != byName.size()) {
            throw new IllegalArgumentException(
                    replacements.size() + " values cannot replace " + byName.size() + " named ones");
        }
        Map<String, Value> values = new LinkedHashMap<>();
        int i = 0;
        for (String name : byName.keySet()) {
            values.put(name, replacements.get(i++));
        }
        return of(values);
    }

    /** Each value replaced by a function of its name and itself. */
    public Values map(BiFunction<String, Value, Value> change) {
        Map<String, Value> values = new LinkedHashMap<>();
        byName.forEach((name, value) -> values.put(name, change.apply(name, value)));
        return of(values);
    }

    /**
     * The value called {@code name}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Value get(String name) {
        Value value = byName.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no value '" + name + "': there are " + byName.keySet());
        }
        return value;
    }

    /** Names in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /** Values in the order of their names. */
    public List<Value> list() {
        return List.copyOf(byName.values());
    }

    /** All by name, in order; not to be changed. */
    public Map<String, Value> asMap() {
        return byName;
    }
}
