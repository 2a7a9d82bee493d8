package org.meta4j.onnx.internal.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How nodes of one operator are written down. */
interface Operator {
    /** What a node makes of its arguments. */
    Datum apply(Node node, List<@Nullable Datum> arguments, Weights weights);

    /** What is in the way of a node, seen from its attributes alone; null if nothing is. */
    default @Nullable String problem(Node node) {
        return null;
    }
}
