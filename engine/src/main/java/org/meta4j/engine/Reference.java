package org.meta4j.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.internal.reference.Interpreter;

/**
 * The reference executor: evaluates traced values in double precision with naive loops, without
 * compiling. Slow, for small cases: the independent path that compiled programs are checked against, and
 * precise enough for finite differences.
 */
public final class Reference {
    private Reference() {}

    /**
     * Evaluates {@code values}.
     *
     * @param inputs numbers of each input and parameter that they depend on, by name
     * @return the numbers of each of {@code values}, row-major
     * @throws IllegalArgumentException if an input is missing or of the wrong size
     */
    public static Map<Value, double[]> evaluate(Collection<Value> values, Map<String, double[]> inputs) {
        Map<Value, double[]> results = new HashMap<>();
        for (Value value : order(values)) {
            results.put(value, evaluate(value, inputs, results));
        }
        results.keySet().retainAll(new HashSet<>(values));
        return results;
    }

    private static double[] evaluate(Value value, Map<String, double[]> inputs, Map<Value, double[]> results) {
        if (value.op() instanceof Op.Input input) {
            return input(input.name(), value, inputs);
        }
        if (value.op() instanceof Op.Parameter parameter) {
            return input(parameter.name(), value, inputs);
        }
        List<double[]> arguments = value.arguments().stream()
                .map(argument -> result(argument, results))
                .toList();
        return Interpreter.apply(value.op(), value.shape().length(), arguments);
    }

    private static double[] result(Value value, Map<Value, double[]> results) {
        double[] result = results.get(value);
        if (result == null) {
            throw new IllegalStateException("not evaluated yet: " + value);
        }
        return result;
    }

    private static double[] input(String name, Value value, Map<String, double[]> inputs) {
        double[] numbers = inputs.get(name);
        if (numbers == null || numbers.length != value.shape().length()) {
            throw new IllegalArgumentException("input '" + name + "' of shape " + value.shape() + " needs "
                    + value.shape().length() + " numbers, but "
                    + (numbers == null ? "is missing" : numbers.length + " were given"));
        }
        return numbers;
    }

    private static Iterable<Value> order(Collection<Value> values) {
        TreeSet<Value> order = new TreeSet<>((a, b) -> Integer.compare(a.id(), b.id()));
        Set<Value> open = new HashSet<>(values);
        while (!open.isEmpty()) {
            Set<Value> next = new HashSet<>();
            for (Value value : open) {
                if (order.add(value)) {
                    next.addAll(value.arguments());
                }
            }
            open = next;
        }
        return order;
    }
}
