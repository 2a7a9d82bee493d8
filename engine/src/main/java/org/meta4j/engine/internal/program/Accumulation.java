package org.meta4j.engine.internal.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;
import org.meta4j.engine.graph.BinaryOp;
import org.meta4j.engine.graph.ConvGeometry;
import org.meta4j.engine.graph.Op;

/**
 * Which sums are added up where their first term lies. A gradient that comes in several ways is a sum of products; if
 * nothing reads the first term later, the second product is added to it in passing, and the step that would read both
 * and write a third array is gone. A product that a bias is added to begins from the bias.
 */
final class Accumulation {
    /** By sum: the product that is added. */
    private final Map<Value, Value> products = new HashMap<>();

    /** By product: the sum that it goes into. */
    private final Map<Value, Value> sums = new HashMap<>();

    Accumulation(GraphView view) {
        for (Value value : view.order) {
            if (value.op() instanceof Op.Binary binary && binary.function() == BinaryOp.ADD) {
                consider(view, value);
            }
        }
    }

    private void consider(GraphView view, Value sum) {
        Value a = GraphView.root(sum.arguments().get(0));
        Value b = GraphView.root(sum.arguments().get(1));
        // Rather the later term, computed where the earlier one lies.
        Value later = a.id() > b.id() ? a : b;
        Value earlier = later == a ? b : a;
        if (fits(view, later, earlier, sum) || takesRow(view, later, earlier, sum)) {
            products.put(sum, later);
            sums.put(later, sum);
        } else if (isSum(later) && fits(view, earlier, later, sum) || takesRow(view, earlier, later, sum)) {
            products.put(sum, earlier);
            sums.put(earlier, sum);
        }
    }

    /** Whether a product of matrices can begin from a repeated row, such as a bias. */
    private static boolean takesRow(GraphView view, Value product, Value row, Value sum) {
        return product.op() instanceof Op.MatMul matmul
                && view.isVirtual(row)
                && row.op() instanceof Op.Repeat repeat
                && repeat.outer() == 1
                && repeat.inner() == matmul.n()
                && isOnlyFor(view, product, sum);
    }

    private static boolean isOnlyFor(GraphView view, Value product, Value sum) {
        return !view.isOutput(product) && view.consumers(product).equals(List.of(sum));
    }

    private boolean fits(GraphView view, Value product, Value addend, Value sum) {
        return product != addend
                && isProduct(product)
                && isOnlyFor(view, product, sum)
                && (isProduct(addend) || isSum(addend))
                && !view.isOutput(addend)
                && view.consumers(addend).stream()
                        .allMatch(reader -> reader == sum || isBefore(view, reader, product, sum));
    }

    /** Whether {@code reader} can have read what {@code product} is added to before that begins. */
    private static boolean isBefore(GraphView view, Value reader, Value product, Value sum) {
        return reader != product && reader.id() < sum.id() && !view.isVirtual(reader) && !view.isShift(reader);
    }

    /** A product whose kernel can add to what is there. Minimal filtering writes its result at once. */
    private static boolean isProduct(Value value) {
        if (value.op() instanceof Op.ConvWeight conv) {
            ConvGeometry geometry = conv.geometry();
            return SingleLowering.goesByPatches(geometry) || !WinogradTiles.suits(geometry);
        }
        return value.op() instanceof Op.MatMul;
    }

    /** Whether {@code value} is added up in the place of its first term. */
    boolean isSum(Value value) {
        return products.containsKey(value);
    }

    /** Whether {@code value} never stands alone, but goes into a sum. */
    boolean isTerm(Value value) {
        return sums.containsKey(value);
    }

    /** The step of a sum, or null if it is none of these. */
    @Nullable
    Single step(Value sum) {
        Value product = products.get(sum);
        if (product == null) {
            return null;
        }
        Value first = GraphView.root(sum.arguments().get(0));
        Value addend = first == product ? GraphView.root(sum.arguments().get(1)) : first;
        return new Single(product, addend, sum);
    }
}
