package org.meta4j.engine.internal.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.Op;
import org.meta4j.engine.graph.UnaryOp;

/**
 * Which large element-wise values a group computes again instead of fetching them. Where a group reads a stored value
 * anyway, a short chain from it costs less than another trip to memory: normalised activations, of which the backward
 * pass wants to know the signs, are two operations away from the convolution's result. If nothing else reads the
 * value later, it is not written to memory either.
 */
final class Recomputation {
    /** A megabyte: what is smaller is likely to be in a cache still. */
    private static final int LEAST_LENGTH = 1 << 18;

    /** Cheap operations of a chain, those of a shift not counted. */
    private static final int MOST_OPERATIONS = 3;

    private final GraphView view;
    private final Map<Value, Group> groupOf;
    private final Map<Group, Set<Value>> again = new HashMap<>();

    /** @param groupOf each element-wise value's group; all are known */
    Recomputation(GraphView view, Map<Value, Group> groupOf) {
        this.view = view;
        this.groupOf = groupOf;
        groupOf.forEach((member, group) -> {
            for (Value argument : member.arguments()) {
                consider(GraphView.root(argument), group);
            }
        });
    }

    private void consider(Value root, Group reader) {
        if (root.shape().length() < LEAST_LENGTH || !isElsewhere(root, reader)) {
            return;
        }
        List<Value> chain = new ArrayList<>();
        Value base = base(root, reader, chain);
        if (base != null && reader.sources.contains(base)) {
            again.computeIfAbsent(reader, key -> new HashSet<>()).addAll(chain);
        }
    }

    private boolean isElsewhere(Value root, Group reader) {
        Group group = groupOf.get(root);
        return group != null && group != reader && GraphView.isElement(root);
    }

    /** The stored value that a chain of cheap operations begins from, or null; the operations go to {@code chain}. */
    private @Nullable Value base(Value value, Group reader, List<Value> chain) {
        if (view.isShift(value)) {
            return fits(value, reader) ? view.shifted(value) : null;
        }
        if (!isElsewhere(value, reader)) {
            return view.isVirtual(value) || groupOf.containsKey(value) ? null : value;
        }
        chain.add(value);
        if (chain.size() > MOST_OPERATIONS || !isCheap(value) || !fits(value, reader)) {
            return null;
        }
        Value base = null;
        for (Value argument : value.arguments()) {
            Value root = GraphView.root(argument);
            if (!view.isVirtual(root)) {
                Value found = base(root, reader, chain);
                if (found == null || (base != null && base != found)) {
                    return null;
                }
                base = found;
            }
        }
        return base;
    }

    private static boolean isCheap(Value value) {
        return value.op() instanceof Op.Unary unary && unary.function() == UnaryOp.RELU
                || value.op() instanceof Op.Binary binary && binary.function() != BinaryOp.DIVIDE;
    }

    /** Whether the rows of {@code value} are those that the group walks over. */
    private boolean fits(Value value, Group reader) {
        int rowLength = view.rowLength(value);
        return rowLength == 0 || rowLength == reader.rowLength;
    }

    /** What {@code reader} computes again. */
    Set<Value> doneAgain(Group reader) {
        return again.getOrDefault(reader, Set.of());
    }

    /** Whether {@code reader} computes {@code root} again. */
    boolean isDoneAgain(Value root, Group reader) {
        return doneAgain(reader).contains(root);
    }

    /** Those of a value's consumers that read what its own step has stored. */
    List<Value> readers(Value root) {
        return view.consumers(root).stream()
                .filter(consumer -> !readsAgain(consumer, root))
                .toList();
    }

    private boolean readsAgain(Value consumer, Value root) {
        Group group = groupOf.get(consumer);
        return group != null && isDoneAgain(root, group);
    }
}
