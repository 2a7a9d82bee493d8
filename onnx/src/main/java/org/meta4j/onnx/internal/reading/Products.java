package org.meta4j.onnx.internal.reading;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Value;

/** Operators of matrices. */
final class Products {
    private Products() {}

    static void addTo(Map<String, Operator> operators) {
        operators.put("Gemm", new Gemm());
        operators.put("MatMul", Products::matmul);
    }

    private static final class Gemm implements Operator {
        @Override
        public @Nullable String problem(Node node) {
            return node.integer("transA", 0) != 0 ? "Gemm with its first matrix transposed" : null;
        }

        @Override
        public Datum apply(Node node, List<@Nullable Datum> in, Weights weights) {
            Value x = matrix(node, node.laid(in, 0));
            boolean transposed = node.integer("transB", 0) != 0;
            Value y = x.matmul(right(node, node.argument(in, 1), transposed, weights))
                    .scale(node.number("alpha", 1));
            Datum term = Node.optional(in, 2);
            if (term == null) {
                return Laid.plain(y);
            }
            int[] shape = y.shape().sizes();
            Value added = term instanceof Floats floats
                    ? Broadcast.to(floats, weights, shape, 0, 1)
                    : Broadcast.to(node.laid(in, 2), shape, 0, 1);
            return Laid.plain(y.add(added.scale(node.number("beta", 1))));
        }
    }

    private static Value matrix(Node node, Laid x) {
        if (x.rank() != 2) {
            throw node.cannot("its argument has " + x.rank() + " axes, where rows are expected");
        }
        return x.plain();
    }

    private static Value right(Node node, Datum datum, boolean transposed, Weights weights) {
        if (datum instanceof Laid laid) {
            Value value = matrix(node, laid);
            return transposed ? value.transpose() : value;
        }
        if (datum instanceof Floats floats && floats.sizes().length == 2) {
            return weights.get(
                    floats.name(),
                    transposed ? "columns" : "rows",
                    () -> transposed ? floats.permuted(1, 0).tensor() : floats.tensor());
        }
        throw node.cannot("its second argument is no matrix");
    }

    /** Of more than two axes, the first ones are rows. */
    private static Datum matmul(Node node, List<@Nullable Datum> in, Weights weights) {
        Value x = node.laid(in, 0).plain();
        int[] sizes = x.shape().sizes();
        if (sizes.length < 2) {
            throw node.cannot("its first argument is a row");
        }
        int last = sizes.length - 1;
        Value rows = x.reshape(x.shape().length() / sizes[last], sizes[last]);
        Value y = rows.matmul(right(node, node.argument(in, 1), false, weights));
        sizes[last] = y.shape().size(1);
        return Laid.plain(y.reshape(sizes));
    }
}
