package org.meta4j.onnx.internal.reading;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;

/** Operators that make fewer numbers of many, or look at a row of them. */
final class Reductions {
    private Reductions() {}

    static void addTo(Map<String, Operator> operators) {
        operators.put("ReduceMean", (node, in, weights) -> reduced(node, in, true));
        operators.put("ReduceSum", (node, in, weights) -> reduced(node, in, false));
        operators.put("LogSoftmax", (node, in, weights) -> Laid.plain(logarithms(node, in)));
        operators.put(
                "Softmax",
                (node, in, weights) -> Laid.plain(logarithms(node, in).exp()));
    }

    private static Value logarithms(Node node, List<@Nullable Datum> in) {
        Value x = node.laid(in, 0).plain();
        int rank = x.shape().rank();
        // Before opset 13 the default was the second axis, which is the last of rows.
        long axis = node.integer("axis", -1);
        if (axis != -1 && axis != rank - 1) {
            throw node.cannot("only along the last axis is it");
        }
        return x.logSoftmax();
    }

    private static Datum reduced(Node node, List<@Nullable Datum> in, boolean mean) {
        Laid x = node.laid(in, 0);
        boolean[] gone = axes(node, in, x.rank());
        int[] order = x.order();
        boolean[] physical = new boolean[gone.length];
        for (int i = 0; i < gone.length; i++) {
            physical[order[i]] = gone[i];
        }
        int from = first(physical);
        int to = from;
        while (to < physical.length && physical[to]) {
            to++;
        }
        for (int i = to; i < physical.length; i++) {
            if (physical[i]) {
                throw node.cannot("its axes are not next to each other");
            }
        }
        if (from == to) {
            return x;
        }
        Value result = mean ? x.value().mean(from, to) : x.value().sum(from, to);
        if (node.integer("keepdims", 1) != 0) {
            int[] sizes = x.value().shape().sizes();
            Arrays.fill(sizes, from, to, 1);
            return x.with(result.reshape(sizes));
        }
        return new Laid(result, remaining(order, gone, from, to));
    }

    /** The order of the axes that stay: those behind the gap move up. */
    private static int[] remaining(int[] order, boolean[] gone, int from, int to) {
        int[] rest = new int[order.length - (to - from)];
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (!gone[i]) {
                rest[count++] = order[i] < from ? order[i] : order[i] - (to - from);
            }
        }
        return rest;
    }

    private static int first(boolean... flags) {
        int i = 0;
        while (i < flags.length && !flags[i]) {
            i++;
        }
        return i;
    }

    private static boolean[] axes(Node node, List<@Nullable Datum> in, int rank) {
        int[] axes = Shapes.axes(node, in);
        boolean[] gone = new boolean[rank];
        boolean all = axes.length == 0 && node.integer("noop_with_empty_axes", 0) == 0;
        Arrays.fill(gone, all);
        for (int axis : axes) {
            gone[Shapes.axis(node, axis, rank)] = true;
        }
        return gone;
    }
}
