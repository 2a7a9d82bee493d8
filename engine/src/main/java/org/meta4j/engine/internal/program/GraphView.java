package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;

/**
 * The values that the outputs need, as the compiler sees them: values that only rename others are looked
 * through, and repetitions that need not be stored are known.
 */
final class GraphView {
    /** Needed values, arguments first. */
    final List<Value> order;

    private final Map<Value, List<Value>> consumers = new HashMap<>();
    private final Set<Value> outputs = new HashSet<>();
    private final Set<Value> stored = new HashSet<>();
    private final Set<Value> shifts = new HashSet<>();

    GraphView(Collection<Value> outputValues) {
        order = reachable(outputValues);
        for (Value value : order) {
            if (!isAlias(value)) {
                for (Value argument : value.arguments()) {
                    consumers
                            .computeIfAbsent(root(argument), key -> new ArrayList<>())
                            .add(value);
                }
            }
        }
        for (Value output : outputValues) {
            outputs.add(root(output));
        }
        for (Value value : order) {
            if (needsStorage(value)) {
                stored.add(value);
            }
        }
        for (Value value : order) {
            if (canBeShift(value)) {
                shifts.add(value);
            }
        }
        for (Value value : order) {
            if (isElement(value) || isReduction(value)) {
                resolveRowLength(value);
            }
        }
        shifts.removeIf(value -> !canBeShift(value));
    }

    private static List<Value> reachable(Collection<Value> outputs) {
        Set<Value> seen = new HashSet<>(outputs);
        List<Value> found = new ArrayList<>(seen);
        for (int i = 0; i < found.size(); i++) {
            for (Value argument : found.get(i).arguments()) {
                if (seen.add(argument)) {
                    found.add(argument);
                }
            }
        }
        found.sort((a, b) -> Integer.compare(a.id(), b.id()));
        return found;
    }

    static boolean isAlias(Value value) {
        return value.op() instanceof Op.Reshape || value.op() instanceof Op.StopGradient;
    }

    /** The value whose numbers these are. */
    static Value root(Value value) {
        Value root = value;
        while (isAlias(root)) {
            root = root.arguments().get(0);
        }
        return root;
    }

    static boolean isElement(Value value) {
        return value.op() instanceof Op.Unary || value.op() instanceof Op.Binary;
    }

    /** A sum that an element-wise step can take in: over leading or over trailing dimensions. */
    static boolean isReduction(Value value) {
        return value.op() instanceof Op.Sum sum && (sum.outer() == 1 || sum.inner() == 1);
    }

    boolean isOutput(Value root) {
        return outputs.contains(root);
    }

    List<Value> consumers(Value root) {
        return consumers.getOrDefault(root, List.of());
    }

    /** A constant or a repetition that is never stored: its consumers expand it in passing. */
    boolean isVirtual(Value root) {
        return (root.op() instanceof Op.Constant || root.op() instanceof Op.Repeat) && !stored.contains(root);
    }

    /**
     * A stored value with a row added to or taken from each of its rows, such as a deviation from the mean. It is
     * never stored: computing it again costs less than fetching it from memory.
     */
    boolean isShift(Value root) {
        return shifts.contains(root);
    }

    /** The stored value that a shift begins from. */
    Value shifted(Value shift) {
        Value first = root(shift.arguments().get(0));
        return isVirtual(first) ? root(shift.arguments().get(1)) : first;
    }

    private boolean canBeShift(Value value) {
        boolean moves = value.op() instanceof Op.Binary binary
                && (binary.function() == BinaryOp.ADD || binary.function() == BinaryOp.SUBTRACT);
        if (!moves || outputs.contains(value)) {
            return false;
        }
        Value a = root(value.arguments().get(0));
        Value b = root(value.arguments().get(1));
        Value whole = isVirtual(a) ? b : a;
        return isVirtual(a) != isVirtual(b)
                && !isElement(whole)
                // A product takes in the row that is added to it.
                && !(whole.op() instanceof Op.MatMul && consumers(whole).size() == 1)
                && consumers(value).stream().allMatch(consumer -> isElement(consumer) || isReduction(consumer));
    }

    private boolean needsStorage(Value value) {
        boolean candidate = value.op() instanceof Op.Constant || value.op() instanceof Op.Repeat;
        if (!candidate) {
            return false;
        }
        if (value.op() instanceof Op.Repeat repeat && repeat.outer() > 1 && repeat.inner() > 1) {
            return true;
        }
        return outputs.contains(value)
                || consumers(value).stream().anyMatch(consumer -> !isElement(consumer) && !isReduction(consumer));
    }

    /** Stores a repetition where two arguments of one value disagree about what a row is. */
    private void resolveRowLength(Value value) {
        int rowLength = value.op() instanceof Op.Sum sum ? rowLength(sum) : 0;
        for (Value argument : value.arguments()) {
            Value root = root(argument);
            int wanted = wantedRowLength(root);
            if (wanted != 0 && rowLength != 0 && wanted != rowLength) {
                if (!shifts.remove(root)) {
                    stored.add(root);
                }
            } else if (wanted != 0) {
                rowLength = wanted;
            }
        }
    }

    /** Row length that expanding an argument in passing asks for; 0 for any. */
    private int wantedRowLength(Value root) {
        if (isShift(root)) {
            return rowLength(root);
        }
        return isVirtual(root) && root.op() instanceof Op.Repeat repeat ? rowLength(repeat) : 0;
    }

    /** Row length that a groupable value asks for; 0 for any. */
    int rowLength(Value value) {
        int rowLength = value.op() instanceof Op.Sum sum ? rowLength(sum) : 0;
        for (Value argument : value.arguments()) {
            rowLength = Math.max(rowLength, wantedRowLength(root(argument)));
        }
        return rowLength;
    }

    private static int rowLength(Op.Sum sum) {
        return rowLength(sum.outer(), sum.middle(), sum.inner());
    }

    private static int rowLength(Op.Repeat repeat) {
        return rowLength(repeat.outer(), repeat.middle(), repeat.inner());
    }

    private static int rowLength(int outer, int middle, int inner) {
        return inner > 1 ? inner : outer > 1 ? middle : 0;
    }

    /** Elements that a groupable value walks over. */
    static int length(Value value) {
        return value.op() instanceof Op.Sum
                ? value.arguments().get(0).shape().length()
                : value.shape().length();
    }
}
