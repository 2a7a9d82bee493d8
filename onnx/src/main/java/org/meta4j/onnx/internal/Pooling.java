package org.meta4j.onnx.internal;

import java.util.List;
import org.meta4j.engine.graph.PoolGeometry;

/**
 * Max-pooling over windows that do not overlap, with the engine's way to treat equal elements: the first of a window, row by row,
 * is the maximum. Places in a window are whole numbers in ONNX.
 */
final class Pooling {
    private final Nodes nodes;

    Pooling(Nodes nodes) {
        this.nodes = nodes;
    }

    String maximum(PoolGeometry g, String x) {
        String first = nodes.add("Transpose", x, Nodes.ints("perm", 0, 3, 1, 2));
        String pooled = nodes.add(
                "MaxPool",
                first,
                Nodes.ints("kernel_shape", g.side(), g.side()),
                Nodes.ints("strides", g.side(), g.side()));
        return nodes.add("Transpose", pooled, Nodes.ints("perm", 0, 2, 3, 1));
    }

    String index(PoolGeometry g, String x) {
        return nodes.add(
                "ArgMax",
                windows(g, x),
                Nodes.integer("axis", 4),
                Nodes.integer("keepdims", 0),
                Nodes.integer("select_last_index", 0));
    }

    String take(PoolGeometry g, String x, String index) {
        String taken = nodes.add(
                "GatherElements",
                windows(g, x),
                nodes.add("Unsqueeze", index, nodes.integers(4)),
                Nodes.integer("axis", 4));
        return nodes.add("Squeeze", taken, nodes.integers(4));
    }

    String put(PoolGeometry g, String x, String index) {
        int rows = g.height() / g.side();
        int columns = g.width() / g.side();
        long[] places = new long[g.side() * g.side()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        String here = nodes.add("Equal", nodes.add("Unsqueeze", index, nodes.integers(4)), nodes.integers(places));
        String put = nodes.add("Where", List.of(here, nodes.add("Unsqueeze", x, nodes.integers(4)), nodes.number(0)));
        String split =
                nodes.add("Reshape", put, nodes.sizes(g.images(), rows, columns, g.channels(), g.side(), g.side()));
        String moved = nodes.add("Transpose", split, Nodes.ints("perm", 0, 1, 4, 2, 5, 3));
        String images =
                nodes.add("Reshape", moved, nodes.sizes(g.images(), rows * g.side(), columns * g.side(), g.channels()));
        int below = g.height() - rows * g.side();
        int right = g.width() - columns * g.side();
        return below + right == 0
                ? images
                : nodes.add(
                        "Pad",
                        List.of(images, nodes.integers(0, 0, below, right), nodes.number(0), nodes.integers(1, 2)));
    }

    /** [images, height, width, channels] as [images, rows, columns, channels, places]. */
    private String windows(PoolGeometry g, String x) {
        int rows = g.height() / g.side();
        int columns = g.width() / g.side();
        boolean whole = rows * g.side() == g.height() && columns * g.side() == g.width();
        String cropped = whole
                ? x
                : nodes.add(
                        "Slice",
                        List.of(
                                x,
                                nodes.integers(0, 0),
                                nodes.sizes(rows * g.side(), columns * g.side()),
                                nodes.integers(1, 2)));
        String split =
                nodes.add("Reshape", cropped, nodes.sizes(g.images(), rows, g.side(), columns, g.side(), g.channels()));
        String moved = nodes.add("Transpose", split, Nodes.ints("perm", 0, 1, 3, 5, 2, 4));
        return nodes.add("Reshape", moved, nodes.sizes(g.images(), rows, columns, g.channels(), g.side() * g.side()));
    }
}
