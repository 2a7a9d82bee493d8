package org.meta4j.onnx.internal.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;

/** Operators that move numbers or name their places otherwise. */
final class Shapes {
    private Shapes() {}

    static void addTo(Map<String, Operator> operators) {
        operators.put("Identity", (node, in, weights) -> node.argument(in, 0));
        // At use nothing is dropped.
        operators.put("Dropout", (node, in, weights) -> node.argument(in, 0));
        operators.put("Flatten", Shapes::flatten);
        operators.put("Reshape", Shapes::reshape);
        operators.put("Transpose", Shapes::transpose);
        operators.put("Squeeze", Shapes::squeeze);
        operators.put("Unsqueeze", Shapes::unsqueeze);
    }

    static int axis(Node node, int axis, int rank) {
        int place = axis < 0 ? axis + rank : axis;
        if (place < 0 || place >= rank) {
            throw node.cannot("there is no axis " + axis + " of " + rank);
        }
        return place;
    }

    private static Datum flatten(Node node, List<@Nullable Datum> in, Weights weights) {
        Value x = node.laid(in, 0).plain();
        int[] sizes = x.shape().sizes();
        long axis = node.integer("axis", 1);
        int place = Math.toIntExact(axis < 0 ? axis + sizes.length : axis);
        int rows = Datum.product(Arrays.copyOf(sizes, place));
        return Laid.plain(x.reshape(rows, x.shape().length() / Math.max(1, rows)));
    }

    private static Datum reshape(Node node, List<@Nullable Datum> in, Weights weights) {
        Datum x = node.argument(in, 0);
        int[] wanted = node.whole(in, 1).integers();
        int[] from = x.sizes();
        int length = Datum.product(from);
        int open = -1;
        int known = 1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] == 0 && i < from.length && node.integer("allowzero", 0) == 0) {
                wanted[i] = from[i];
            }
            if (wanted[i] == -1) {
                open = i;
            } else {
                known *= wanted[i];
            }
        }
        if (open >= 0 && known > 0) {
            wanted[open] = length / known;
        } else if (known != length && wanted.length > 0 && from.length > 0) {
            // A file made for one example at a time says so in its shapes: the first size is the examples'.
            known = wanted[0] == 0 ? 0 : known / wanted[0];
            wanted[0] = known > 0 && length % known == 0 && length / known == from[0] ? from[0] : wanted[0];
        }
        if (Datum.product(wanted) != length) {
            throw node.cannot(Arrays.toString(from) + " has not as many numbers as " + Arrays.toString(wanted));
        }
        return shaped(x, wanted);
    }

    private static Datum shaped(Datum x, int... sizes) {
        if (x instanceof Laid laid) {
            return Laid.plain(laid.plain().reshape(sizes));
        }
        return x instanceof Floats floats ? floats.reshaped(sizes) : new Whole(((Whole) x).values(), sizes);
    }

    private static Datum transpose(Node node, List<@Nullable Datum> in, Weights weights) {
        Datum x = node.argument(in, 0);
        int rank = x.sizes().length;
        int[] backwards = new int[rank];
        Arrays.setAll(backwards, i -> rank - 1 - i);
        int[] permutation = node.integers("perm", backwards);
        if (x instanceof Laid laid) {
            return laid.permuted(permutation);
        }
        if (x instanceof Floats floats) {
            return floats.permuted(permutation).named(node.result());
        }
        throw node.cannot("whole numbers are not turned");
    }

    private static Datum squeeze(Node node, List<@Nullable Datum> in, Weights weights) {
        Datum x = node.argument(in, 0);
        int[] from = x.sizes();
        int[] axes = axes(node, in);
        boolean[] gone = new boolean[from.length];
        for (int axis : axes) {
            gone[axis(node, axis, from.length)] = true;
        }
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < from.length; i++) {
            boolean goes = axes.length == 0 ? from[i] == 1 && i > 0 : gone[i];
            if (!goes) {
                kept.add(from[i]);
            } else if (from[i] != 1) {
                throw node.cannot("axis " + i + " has " + from[i] + " places, not 1");
            }
        }
        return shaped(x, kept.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Axes from the attribute or, in newer opsets, the second argument. */
    static int[] axes(Node node, List<@Nullable Datum> in) {
        return Node.optional(in, 1) == null
                ? node.integers("axes")
                : node.whole(in, 1).integers();
    }

    private static Datum unsqueeze(Node node, List<@Nullable Datum> in, Weights weights) {
        Datum x = node.argument(in, 0);
        int[] axes = axes(node, in);
        int rank = x.sizes().length + axes.length;
        int[] sizes = new int[rank];
        for (int axis : axes) {
            sizes[axis(node, axis, rank)] = 1;
        }
        int next = 0;
        for (int i = 0; i < rank; i++) {
            sizes[i] = sizes[i] == 1 ? 1 : x.sizes()[next++];
        }
        return shaped(x, sizes);
    }
}
