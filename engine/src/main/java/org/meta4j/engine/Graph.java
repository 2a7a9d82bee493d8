package org.meta4j.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.graph.Op;

/**
 * Where values are traced. Equal operations on equal arguments are one value, so common
 * subexpressions vanish while the model is written down. Not thread-safe; programs compiled from it are.
 */
public final class Graph {
    private final Map<Key, Value> interned = new HashMap<>();
    private final List<Value> values = new ArrayList<>();
    private final Map<String, Value> named = new HashMap<>();
    private final List<String> layers = new ArrayList<>();
    private String stage = "";

    /** The origin of all that is traced while a gradient is; null while the model is. */
    private @Nullable Origin deriving;

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

    /** Names what is traced from here on, for people who read the program: {@code "inner step 1"}, say. */
    public void stage(String name) {
        stage = name;
    }

    private Value declare(String name, Op op, Shape shape) {
        String layer = Origin.layerOf(name);
        if (!layer.isEmpty() && !layers.contains(layer)) {
            layers.add(layer);
        }
        Value value = intern(op, shape, List.of(), new Origin(stage, layer, 0));
        Value earlier = named.putIfAbsent(name, value);
        if (earlier != null && earlier != value) {
            throw ShapeError.of(
                    "input", "the name '" + name + "' is taken by an input of shape " + earlier.shape() + " already");
        }
        return value;
    }

    /** Says that what is traced from here on belongs to a gradient; null: to the model again. */
    void deriving(@Nullable Origin origin) {
        deriving = origin;
    }

    Value intern(Op op, Shape shape, List<Value> arguments) {
        return intern(op, shape, arguments, deriving != null ? deriving : new Origin(stage, layer(arguments), 0));
    }

    /** The latest of the arguments' layers: the first of them makes what the next one takes. */
    private String layer(List<Value> arguments) {
        int latest = -1;
        for (Value argument : arguments) {
            latest = Math.max(latest, layers.indexOf(argument.origin().layer()));
        }
        return latest < 0 ? "" : layers.get(latest);
    }

    private Value intern(Op op, Shape shape, List<Value> arguments, Origin origin) {
        Key key = new Key(op, arguments.stream().map(Value::id).toList(), shape);
        Value known = interned.get(key);
        if (known == null) {
            known = new Value(this, values.size(), op, shape, List.copyOf(arguments), origin);
            values.add(known);
            interned.put(key, known);
        }
        return known;
    }
}
