package org.meta4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.engine.internal.graph.Op;

/**
 * Where values are traced. Equal operations on equal arguments are one value, so common
 * subexpressions vanish while the model is written down. Not thread-safe; programs compiled from it are.
 */
public final class Graph {
    private final Map<Key, Value> interned = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Value> named = new HashMap<>();

    private record Key(Op op, List<Integer> arguments, Shape shape) {}

    /**
     * An input that differs from task to task.
     *
     * @throws IllegalArgumentException if the name is taken by an input of another shape or by a parameter
     */
    public Value input(String name, int... sizes) {
        return declare(name, new Op.Input(name), Shape.of(sizes));
    }

    /** An input that all tasks share, such as a meta-parameter. */
    public Value parameter(String name, Shape shape) {
        return declare(name, new Op.Parameter(name), shape);
    }

    /** One parameter for each tensor, with its name and shape. */
    public Values parameters(Tensors tensors) {
        return Values.of(tensors, this::parameter);
    }

    /** The same number in every place of the shape. */
    public Value constant(double value, Shape shape) {
        return intern(new Op.Constant(value), shape, List.of());
    }

    /** A single number. */
    public Value constant(double value) {
        return constant(value, Shape.SCALAR);
    }

    private Value declare(String name, Op op, Shape shape) {
        Value value = intern(op, shape, List.of());
        Value earlier = named.putIfAbsent(name, value);
        if (earlier != null && earlier != value) {
            throw ShapeError.of(
                    "input", "the name '" + name + "' is taken by an input of shape " + earlier.shape() + " already");
        }
        return value;
    }

    Value intern(Op op, Shape shape, List<Value> arguments) {
        Key key = new Key(op, arguments.stream().map(Value::id).toList(), shape);
        Value known = interned.get(key);
        if (known == null) {
            known = new Value(this, values.size(), op, shape, List.copyOf(arguments));
            values.add(known);
            interned.put(key, known);
        }
        return known;
    }
}
